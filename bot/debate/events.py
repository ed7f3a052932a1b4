"""What has happened in a debate. Frozen values; the list of them is the debate: `state.advance` folds it.

Every event is written under `(debate, seq)` before anyone sees it. `as_json` and `from_json` are exact inverses. Field names
are the wire format of `yuanzhuo debate --json`: change them only with a migration.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

Side = Literal["pro", "con", "none"]
Move = Literal[
    "open",  # first statement of one's case
    "claim",  # a further claim of one's own
    "support",  # backs an ally's open claim
    "attack",  # against an opponent's open claim, with evidence
    "ask",  # a question to an opponent about an open claim
    "answer",  # to a question or an attack on one's own claim
    "concede",  # grants a point, but …
    "decline",  # has no relevant position and says so
    "sum_up",  # closing: what was said, what stands
]


@dataclass(frozen=True, slots=True)
class Citation:
    """One worded position's evidence. `n` is the mark [n] in the text; offsets are code points into the article `file`."""

    n: int
    position: str  # qualified id
    source: str
    file: str
    line: int
    start: int
    end: int
    kind: Literal["direct", "indirect"]
    speaker: str
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One place at the table. `member` narrows an archetype to one of its voices."""

    persona: str
    name: str
    side: Side
    stance: float = 0.0  # toward the motion, -2..+2, as the positions have it
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The debate exists. `format` is the whole format as data, so that a later edit of its file changes nothing here.

    `on` are the topics the motion turns on with their signs; `agreed` is true where all sides stand alike.
    `engine` is a chain by commas, "" where each turn's is looked up in the config.
    """

    motion: str
    format: dict[str, Any]
    seats: tuple[Seat, ...]
    seed: int
    on: tuple[tuple[str, int], ...] = ()
    language: str = "zh-CN"
    engine: str = "offline"
    agreed: bool = False
    asked_by: str = ""
    user: str = ""  # id of who asked for it, and of the server: on whose budget it runs
    server: str = ""
    type: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class PhaseBegan:
    """The phase with this index (from 0) of the format begins; `phase` is its name."""

    index: int
    phase: str
    type: Literal["phase"] = "phase"


@dataclass(frozen=True, slots=True)
class ModeratorSpoke:
    """The moderator: `part` says what for."""

    phase: str
    part: Literal["framing", "handover", "audience", "agreed", "summary", "vote", "verdict"]
    text: str
    citations: tuple[Citation, ...] = ()
    engine: str = "offline"
    type: Literal["moderator"] = "moderator"


@dataclass(frozen=True, slots=True)
class TurnSpoken:
    """One turn. `target` is the seq of the claim (turn or interjection) answered; `aim` how (premise, scope, date, consequence).

    `against` is the one position among the target's that is answered, "" where it worded none (a question, an interjection).
    `positions` are the ids worded for the first time, in order: each opens a claim in the ledger; `returns` those come back to.
    `why` is the planner's score, for the log and for `show`.
    """

    phase: str
    speaker: str
    move: Move
    text: str
    target: int | None = None
    against: str = ""
    aim: str = ""
    citations: tuple[Citation, ...] = ()
    positions: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    engine: str = "offline"
    notes: tuple[str, ...] = ()
    why: str = ""
    type: Literal["turn"] = "turn"


@dataclass(frozen=True, slots=True)
class Interjected:
    """Somebody in the room spoke: `to` is the persona addressed, or None for the table; `kind` a remark now or a question for the audience phase."""

    by: str
    text: str
    to: str | None = None
    kind: Literal["remark", "question"] = "remark"
    type: Literal["interjected"] = "interjected"


@dataclass(frozen=True, slots=True)
class Paused:
    """Nobody speaks until `Resumed`."""

    by: str = ""
    type: Literal["paused"] = "paused"


@dataclass(frozen=True, slots=True)
class Resumed:
    """The debate goes on."""

    by: str = ""
    type: Literal["resumed"] = "resumed"


@dataclass(frozen=True, slots=True)
class Skipped:
    """The next planned turn is passed over (its speaker loses it), or the phase where `phase_too`."""

    by: str = ""
    phase_too: bool = False
    type: Literal["skipped"] = "skipped"


@dataclass(frozen=True, slots=True)
class Called:
    """This persona speaks next."""

    persona: str
    by: str = ""
    type: Literal["called"] = "called"


@dataclass(frozen=True, slots=True)
class VoteOpened:
    """The audience may vote on the motion."""

    which: Literal["before", "after"]
    type: Literal["vote_opened"] = "vote_opened"


@dataclass(frozen=True, slots=True)
class VoteCast:
    """One person's vote; a later one by the same person replaces it until the vote closes."""

    which: Literal["before", "after"]
    voter: str
    side: Side
    type: Literal["vote_cast"] = "vote_cast"


@dataclass(frozen=True, slots=True)
class VoteClosed:
    """The counts as they stand: side → votes."""

    which: Literal["before", "after"]
    tally: dict[str, int]
    type: Literal["vote_closed"] = "vote_closed"


@dataclass(frozen=True, slots=True)
class Stopped:
    """Ended before its time."""

    by: str = ""
    reason: str = ""
    type: Literal["stopped"] = "stopped"


@dataclass(frozen=True, slots=True)
class Closed:
    """Ended as planned; `reason` says why the last phase ended."""

    reason: str = ""
    type: Literal["closed"] = "closed"


Event = (
    Opened
    | PhaseBegan
    | ModeratorSpoke
    | TurnSpoken
    | Interjected
    | Paused
    | Resumed
    | Skipped
    | Called
    | VoteOpened
    | VoteCast
    | VoteClosed
    | Stopped
    | Closed
)


@functools.cache
def _adapter() -> TypeAdapter[Event]:
    return TypeAdapter(Event)  # 25 ms: only for those who store or read events


@dataclass(frozen=True, slots=True)
class Record:
    """An event in its place. `at` is Unix time in seconds, set when written."""

    debate: str
    seq: int
    event: Event
    at: float = 0.0


def name_in(data: Mapping[str, Any], language: str) -> str:
    """What a format, or a phase of it, is called: from the data that an opening carries, which an older version may have written."""
    name = data.get("name")
    if isinstance(name, Mapping):
        name = name.get(language) or name.get("zh-CN")
    return str(name or data.get("id") or "")


def as_json(event: Event) -> str:
    """The event as one JSON object."""
    return _adapter().dump_json(event).decode()


def from_json(text: str | bytes) -> Event:
    """The event that `as_json` wrote. Raises ValueError where it is none."""
    return _adapter().validate_json(text)
