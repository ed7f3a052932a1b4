"""One article's text under two hands: as printed (`raw`) and as the rules see it (`plain`), offset for offset the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from bot.recall import chinese

_TABLE: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE.update({0x3000: " ", 0xA0: " ", 0x0D: " ", 0x09: " ", 0xFEFF: " ", 0x200B: " ", 0x2009: " ", 0x202F: " "})
_TABLE.update({ord("﹐"): ",", ord("︰"): ":", ord("﹔"): ";", ord("‧"): "·", ord("•"): "·", ord("・"): "·", ord("﹕"): ":", ord("｡"): "。"})
_TABLE.update({ord("衞"): "卫", ord("鬬"): "斗"})  # Hong Kong's forms, which OpenCC's table leaves alone
_TABLE.update({ord("″"): '"', ord("〃"): '"'})
_SURROGATE = re.compile("[\ud800-\udfff]")
_ASPECT = re.compile("(?<![名原编论显土巨专卓昭译合遗拙新])著(?![名作称有者述书录绩])")
"""接著, 笑著: Taiwan's spelling of the particle, which the table of single characters leaves alone."""
_BRACKET = re.compile(r"\([^()\n]{1,60}\)")
_CUTS = str.maketrans(",;:", "、、、")
_STOP = re.compile(r"(?<=[\u3400-\u9fff)”\"』」%])\.(?![\w.])|(?<=[\w%])\.(?=[\"”」』)]*[ \t\r]*(?:\n|$))")


def _one_clause(bracket: re.Match[str]) -> str:
    """李明(Ming Li;黎明)说: no clause of the sentence begins or ends inside a remark between two of its words."""
    return bracket.group().translate(_CUTS)


@dataclass(frozen=True)
class Text:
    """`raw` is the input as read. `plain`: Simplified, ASCII punctuation (but 。 for the full stop), same length."""

    raw: str
    name: str = ""
    plain: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plain = chinese.simplify(_SURROGATE.sub(" ", self.raw)).translate(_TABLE)
        if len(plain) != len(self.raw):  # pragma: no cover - simplify keeps the length by contract
            plain = self.raw.translate(_TABLE)
        plain = _STOP.sub("。", _ASPECT.sub("着", plain))
        object.__setattr__(self, "plain", _BRACKET.sub(_one_clause, plain) if "(" in plain else plain)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.raw.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.raw.find("\n", at + 1)
        return starts

    def line(self, offset: int) -> int:
        """The line `offset` stands in, from 1."""
        return bisect_right(self._starts, offset)

    def lines(self) -> list[tuple[int, int]]:
        """Start and end (line break left out) of every line."""
        ends = [s - 1 for s in self._starts[1:]] + [len(self.raw)]
        return list(zip(self._starts, ends, strict=True))
