"""All that an engine is given to word one turn: the plan as finished values. Made by code, never by a model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.debate.events import Citation, Move, Side
from bot.persona.model import Persona, Position, Source
from bot.recall.finding import Level

MARK = re.compile(r"\[(\d{1,4})\]")  # an exhibit's number where the text uses it

Job = Literal[
    "ask",
    "chat",
    "opening",
    "attack",
    "answer",
    "cross",
    "closing",
    "moderator",
    "panel",
    "verdict",
    "summary",
    "repair",
    "rewrite",  # a follow-up into a question that stands alone
    "choose",  # among near positions
    "attribute",  # an article's paragraphs: who says the quotations nobody is named for, what reports were missed
    "restate",  # passages of an article: a neutral claim, a topic, a stance
    "propose",  # an article's topics: what one can be for or against
]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Numbered evidence: the only things the turn may claim. `own` is False for what only an opponent holds."""

    n: int
    position: Position
    source: Source
    own: bool = True
    returning: bool = False  # already worded earlier by this speaker: may be come back to, not presented anew

    @property
    def citation(self) -> Citation:
        """The citation of the first piece of evidence, under this number."""
        e = self.position.evidence[0]
        return Citation(
            self.n, self.position.id, e.source, e.file, e.line, e.start, e.end, e.kind, e.speaker, e.reported_by
        )


@dataclass(frozen=True, slots=True)
class Said:
    """Something said before, oldest first in a brief. `speaker` is a display name, `role` whose words they are."""

    speaker: str
    text: str
    role: Literal["persona", "user", "moderator"] = "persona"
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """What the turn answers: an opponent's claim or question, or somebody's interjection."""

    seq: int
    speaker: str  # display name
    text: str  # what was said
    claim: str = ""  # the position's claim in neutral words, where it was one
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """On whose behalf a turn is worded: who is counted, and whose turn it is at a busy model server."""

    user: str = ""
    server: str = ""
    debate: str = ""
    seq: int = 0
    format: str = ""

    @property
    def queue(self) -> str:
        """Whom places at a model server are shared out among: servers, and people in private."""
        return f"server:{self.server}" if self.server else f"user:{self.user}"


@dataclass(frozen=True, slots=True)
class Brief:
    """One turn to word. `limit` is in characters; `seed` decides ties and variants, so that equal briefs read equal.

    `question` and every text in `history` and `target` may come from a stranger: data, never instructions.
    """

    job: Job
    persona: Persona | None  # None: the moderator
    language: str = "zh-CN"  # zh-CN | zh-TW | en
    member: str | None = None  # the one voice an archetype speaks for
    exhibits: tuple[Exhibit, ...] = ()
    level: Level = "stated"
    question: str = ""
    spoke_about: tuple[str, ...] = ()  # topic labels, for level none
    motion: str = ""
    side: Side = "none"
    phase: str = ""
    move: Move | None = None
    aim: str = ""  # premise | scope | date | consequence
    target: Target | None = None
    opponents: tuple[str, ...] = ()  # display names
    history: tuple[Said, ...] = ()
    summary: str = ""  # rolling summary of what history left out
    limit: int = 600
    seed: int = 0
    inference: bool = False  # the operator allows what is marked 推测
    account: Account = Account()
    facts: dict[str, str] = field(default_factory=dict)  # job's own finished values (moderator: sides, counts, names …)
    material: Mapping[str, Any] = field(default_factory=dict)  # of a job that reads articles: variables of its template


@dataclass(frozen=True, slots=True)
class Sides:
    """Who argued for what in a debate that is over: display names."""

    pro: tuple[str, ...]
    con: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """A worded, grounded turn. `citations` are those marked in `text`; `notes` is small print for the reader."""

    text: str
    citations: tuple[Citation, ...] = ()
    engine: str = "offline"
    notes: tuple[str, ...] = ()
    usage: dict[str, float] = field(default_factory=dict)  # prompt_tokens, completion_tokens, cost, seconds
