"""Where strings stand in a text: one pass over it for all of them, where `find` and `count` make one for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def each(text: str, string: str) -> Iterator[int]:
    """Where the string begins in the text, one place after the other: for whoever needs but the first few."""
    at = text.find(string)
    while at >= 0:
        yield at
        at = text.find(string, at + 1)


class Places:
    """The places of strings in one text. Others than those announced are found too, at the cost of a pass each."""

    def __init__(self, text: str, strings: Iterable[str]) -> None:
        self._text = text
        self._known: dict[str, list[int]] = {}
        heads: dict[str, list[int]] = {string[:2]: [] for string in strings if len(string) > 1}
        for at in range(len(text) - 1) if heads else ():
            if (head := text[at : at + 2]) in heads:
                heads[head].append(at)
        self._heads = heads

    def of(self, string: str) -> list[int]:
        """Where the string begins, in order (code points)."""
        if string not in self._known:
            self._known[string] = self._look(string)
        return self._known[string]

    def count(self, string: str) -> int:
        """How often the string stands in the text."""
        return len(self.of(string))

    def _look(self, string: str) -> list[int]:
        if string[:2] in self._heads:
            return [at for at in self._heads[string[:2]] if self._text.startswith(string, at)]
        return list(each(self._text, string))
