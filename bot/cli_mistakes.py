"""What is wrong in a user's file, in the reader's language.

The Chinese is written where the mistake is found, with its values in it. For English the sentence is held against the templates of
`bot/lang/en/mistakes.yaml`; a value may be such a sentence itself. What no template fits is shown as it is: a mistake is never lost.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass

from bot.errors import Mistake
from bot.lang import in_language, phrases

_HAN = re.compile(r"[\u3400-\u9fff]")
_PLACE = re.compile(r"\{\w+\}")


def said(mistake: Mistake, language: str) -> str:
    """The mistake with its place, as one line."""
    if language != "en":
        return in_language(language, str(mistake))
    place = f"{mistake.file}:{mistake.line}" if mistake.line else mistake.file
    key = f" ({mistake.key})" if mistake.key else ""
    hint = english(mistake.hint)
    return f"{place}{key}: {english(mistake.message)}" + (f"; {hint}" if hint else "")


@dataclass(frozen=True, slots=True)
class Told:
    """A mistake as a value of a Sentence."""

    mistake: Mistake

    def said(self, language: str) -> str:
        """The mistake in this language."""
        return said(self.mistake, language)


def english(sentence: str) -> str:
    """The sentence in English, as far as it is one of ours."""
    if not _HAN.search(sentence):
        return sentence
    for pattern, meant in _templates():
        if found := pattern.fullmatch(sentence):
            values = {name: english(value).replace("、", ", ") for name, value in found.groupdict().items()}
            return re.sub(r"\{(\w+)\}", lambda place: values.get(place[1], place[0]), meant)  # noqa: B023 (called at once)
    return sentence


@functools.cache
def _templates() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with the most words of their own first: “应当是文字，这里被读成了 {}” before “{}：{}”."""
    refusals = phrases("en", "refusals")  # a refusal may be what is wrong: of the database, of a format's name
    table = {zh: refusals[key] for key, zh in phrases("zh-CN", "refusals").items() if _HAN.search(_PLACE.sub("", zh))}
    table |= {_named(zh): _named(en) for zh, en in phrases("en", "mistakes").items()}
    return tuple((_pattern(zh), table[zh]) for zh in sorted(table, key=lambda zh: -len(_PLACE.sub("", zh))))


def _named(template: str) -> str:
    """{} and {} → {v0} and {v1}."""
    count = itertools.count()
    return re.sub(r"\{\}", lambda _: f"{{v{next(count)}}}", template)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    seen: set[str] = set()
    made = ""
    for n, part in enumerate(parts):
        if n % 2 == 0:
            made += re.escape(part)
        elif part == "opponent":  # a placeholder of persona files: it stands there itself
            made += re.escape("{opponent}")
        else:
            made += f"(?P={part})" if part in seen else f"(?P<{part}>.*?)"
            seen.add(part)
    return re.compile(made, re.S)
