"""What the rules hand to each other and to everybody else: statements, and the steps on the way to one.

A `Lead` brings in a report (李明表示, 在李明看来), a `Decision` says that a quotation is speech and whose; both end as a `Statement`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.distill.layout import Paragraph
from bot.distill.names import People, Who
from bot.distill.quotes import Quote
from bot.distill.text import Text

Kind = Literal["direct", "indirect"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement. Offsets are code points into the input as read; `text` is exactly that slice."""

    file: str
    start: int
    end: int
    line: int
    text: str
    kind: Kind
    second_hand: str | None
    speaker: str | None
    speaker_surface: str
    cue: str
    rule: str
    confidence: float
    speaker_kind: str = "unknown"
    speaker_start: int = -1
    how: str = "none"


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that brings in a report: a verb with its subject, 在X看来, 据X介绍. `who` is never empty."""

    word: str
    start: int
    end: int
    after: int
    mark: str
    who: tuple[Who, ...]
    form: str
    clause: int
    by: str | None = None  # who relays it


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a quotation counts as speech."""

    rule: str
    who: tuple[Who, ...]
    cue: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A quotation with what stands around it: the sentence before it (`pre`, from `before` on) with its `leads`, the sign behind."""

    p: Paragraph
    q: Quote
    before: int
    marks: list[Quote]
    speech: list[Quote]  # those of the paragraph before it that were something said
    inner: str
    pre: str
    after: str
    finished: bool
    ends: bool
    leads: list[Lead]
    lead: Lead | None  # the one right before the marks

    @property
    def size(self) -> int:
        """Code points between the marks."""
        return len(self.inner)


@dataclass(slots=True)
class Article:
    """All that was read out of one article."""

    text: Text
    paragraphs: list[Paragraph]
    people: People
    statements: list[Statement]


@dataclass(slots=True)
class Run:
    """Paragraphs that follow each other, each opened by a quotation; `bare` are those that are nothing but one."""

    lines: list[Paragraph]
    before: list[Paragraph]
    after: Paragraph | None
    turns: dict[int, Who] | None = None  # start of the paragraph → who speaks; None: not looked at yet
