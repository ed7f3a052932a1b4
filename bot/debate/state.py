"""What is true in a debate: `advance` folds one event into the state, or raises RuleBroken and changes nothing.

`TABLE` says which events a phase of each kind allows; `_guard` what must hold besides. `agenda.next_action` says what to do next.
Seqs count from 0 (`Opened`): the event that `advance` is given gets the seq `state.seq`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from pydantic import ValidationError

from bot.debate.events import (
    Called,
    Closed,
    Event,
    Interjected,
    ModeratorSpoke,
    Opened,
    Paused,
    PhaseBegan,
    Resumed,
    Seat,
    Side,
    Skipped,
    Stopped,
    TurnSpoken,
    VoteCast,
    VoteClosed,
    VoteOpened,
)
from bot.debate.formats import Format, Phase
from bot.debate.ledger import Ledger
from bot.errors import RuleBroken

Place = Literal[
    "new", "waiting", "ended",
    "framing", "opening", "cross", "cross_summary", "free", "rebuttal", "audience", "closing", "vote", "summary",
]  # fmt: skip

_ANY = frozenset(("interjected", "paused", "resumed", "skipped", "called", "stopped"))
_SPOKEN = _ANY | {"phase", "moderator", "turn", "closed"}
_QUIET = _ANY | {"phase", "moderator", "closed"}

# The one table: where the debate stands → the events that may come. `waiting` is opened, with no phase yet.
TABLE: Mapping[Place, frozenset[str]] = {
    "new": frozenset(("opened",)),
    "waiting": (_ANY - {"skipped"}) | {"phase"},
    "framing": _QUIET,
    "opening": _SPOKEN,
    "cross": _SPOKEN,
    "cross_summary": _SPOKEN,
    "free": _SPOKEN,
    "rebuttal": _SPOKEN,
    "audience": _SPOKEN,
    "closing": _SPOKEN,
    "vote": _QUIET | {"vote_opened", "vote_cast", "vote_closed"},
    "summary": _QUIET,
    "ended": frozenset(),
}

# What the moderator may speak for, by the kind of phase.
PARTS: Mapping[Place, frozenset[str]] = {
    "framing": frozenset(("framing", "agreed")),
    "vote": frozenset(("vote", "handover", "verdict")),
    "summary": frozenset(("summary", "vote", "verdict")),
    "audience": frozenset(("audience", "handover")),
    **{k: frozenset(("handover",)) for k in ("opening", "cross", "cross_summary", "free", "rebuttal", "closing")},
}

# What goes on while a debate is paused.
_WHILE_PAUSED = frozenset(("interjected", "resumed", "skipped", "called", "stopped", "vote_cast"))

# Why a command of the room is not taken: `table.refused.*` has the sentence. Everything else is the loop's own: `rule`.
Code = Literal[
    "ended", "not_begun", "not_now", "paused", "not_paused", "no_seat", "has_spoken", "no_words", "no_vote", "rule"
]


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an event is not allowed: a stable code, and a sentence in English for the log."""

    why: str
    code: Code = "rule"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn in its place: its seq and the index of its phase."""

    seq: int
    index: int
    turn: TurnSpoken


@dataclass(frozen=True, slots=True)
class Remark:
    """An interjection in its place. `answered` is the seq of the turn that took it up."""

    seq: int
    event: Interjected
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """All that is true. `seq` is the next event's; `index` the phase's, -1 before the first."""

    seq: int = 0
    opened: Opened | None = None
    format: Format | None = None
    index: int = -1
    paused: bool = False
    ended: Literal["", "closed", "stopped"] = ""
    reason: str = ""
    turns: tuple[Spoken, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    remarks: tuple[Remark, ...] = ()
    called: str | None = None
    passed: int = 0  # planned turns passed over in this phase
    passed_now: int = 0  # … since the last turn
    phase_over: bool = False  # the room skipped the rest of it
    moderated: frozenset[str] = frozenset()  # parts spoken in this phase
    voting: Literal["before", "after"] | None = None
    votes: Mapping[str, Mapping[str, Side]] = field(default_factory=dict)  # which → voter → side
    tallies: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # closed votes
    worded: Mapping[str, frozenset[str]] = field(default_factory=dict)  # persona → positions worded
    spans: Mapping[str, frozenset[tuple[str, int, int]]] = field(default_factory=dict)  # persona → evidence cited

    @property
    def place(self) -> Place:
        """Where the debate stands: a row of `TABLE`."""
        if self.ended:
            return "ended"
        if self.opened is None:
            return "new"
        return self.phase.kind if self.phase else "waiting"

    @property
    def phase(self) -> Phase | None:
        """The phase under way."""
        return self.format.phases[self.index] if self.format and self.index >= 0 else None

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Who sits at the table."""
        return self.opened.seats if self.opened else ()

    @property
    def last(self) -> Spoken | None:
        """The turn spoken last."""
        return self.turns[-1] if self.turns else None

    @property
    def here(self) -> tuple[Spoken, ...]:
        """The turns of this phase."""
        return tuple(s for s in self.turns if s.index == self.index)

    def seat(self, persona: str) -> Seat | None:
        """This persona's seat."""
        return next((s for s in self.seats if s.persona == persona), None)

    def spoken(self, seq: int) -> Spoken | None:
        """The turn with this seq."""
        return next((s for s in self.turns if s.seq == seq), None)

    def remark(self, seq: int) -> Remark | None:
        """The interjection with this seq."""
        return next((r for r in self.remarks if r.seq == seq), None)

    def tally(self, which: str) -> dict[str, int]:
        """The votes as they stand: side → count, all three sides named."""
        cast = self.votes.get(which, {})
        return {side: sum(v == side for v in cast.values()) for side in ("pro", "con", "none")}


START = State()


def fold(events: Iterable[Event]) -> State:
    """The state after all these events. Raises RuleBroken at the first that breaks a rule."""
    state = START
    for event in events:
        state = advance(state, event)
    return state


def objection(state: State, event: Event) -> Objection | None:
    """Why this event is not allowed now, None where it is. A front end asks before it appends a command."""
    if event.type not in TABLE[state.place]:
        return Objection(f"{event.type} is not allowed in {state.place}", _misplaced(state, event))
    if state.paused and event.type not in _WHILE_PAUSED:
        return Objection(f"{event.type} is not allowed while paused", "paused")
    return _guard(state, event)


def _misplaced(state: State, event: Event) -> Code:
    if state.place == "ended":
        return "ended"
    if state.place in ("new", "waiting"):
        return "not_begun"
    return "no_vote" if event.type == "vote_cast" else "not_now"


def advance(state: State, event: Event) -> State:
    """The state with this event in it. Raises RuleBroken where the rules don't allow it."""
    if why := objection(state, event):
        raise RuleBroken(f"event {state.seq}: {why.why}")
    return replace(_apply(state, event), seq=state.seq + 1)


# ---------------------------------------------------------------------------------------------------------------- guards


def _guard(state: State, event: Event) -> Objection | None:
    match event:
        case Opened():
            return _opened(event)
        case PhaseBegan():
            return _phase(state, event)
        case ModeratorSpoke():
            return _moderator(state, event)
        case TurnSpoken():
            return _turn(state, event)
        case Called():
            return _called(state, event)
        case Interjected():
            return _interjected(state, event)
        case Paused():
            return Objection("it is paused", "paused") if state.paused else None
        case Resumed():
            return None if state.paused else Objection("it is not paused", "not_paused")
        case VoteOpened():
            return _vote_opened(state, event)
        case VoteCast():
            return _vote_cast(state, event)
        case VoteClosed():
            return _vote_closed(state, event)
        case Closed():
            return Objection("a vote is open") if state.voting else None
        case Skipped() | Stopped():
            return None
        case _:
            assert_never(event)


def _opened(e: Opened) -> Objection | None:
    try:
        fmt = Format.model_validate(e.format)
    except ValidationError as error:
        return Objection(f"the format is none: {error.errors()[0]['msg']}")
    if len({s.persona for s in e.seats}) != len(e.seats):
        return Objection("two seats have the same persona")
    if not fmt.seats.min <= len(e.seats) <= fmt.seats.max:
        return Objection(f"{len(e.seats)} seats, the format takes {fmt.seats.min} to {fmt.seats.max}")
    return None


def _phase(state: State, e: PhaseBegan) -> Objection | None:
    assert state.format is not None
    if not state.index < e.index < len(state.format.phases):
        return Objection(f"phase {e.index} does not come after {state.index}")
    if state.voting:
        return Objection("a vote is open")
    return None


def _moderator(state: State, e: ModeratorSpoke) -> Objection | None:
    if e.part not in PARTS[state.place]:
        return Objection(f"the moderator's {e.part} does not belong in {state.place}")
    if e.part in state.moderated and e.part != "audience":
        return Objection(f"the moderator's {e.part} was spoken")
    return None


def _turn(state: State, e: TurnSpoken) -> Objection | None:
    assert state.phase is not None and state.format is not None
    if state.seat(e.speaker) is None:
        return Objection(f"{e.speaker} has no seat", "no_seat")
    if state.last and state.last.turn.speaker == e.speaker and len(state.seats) > 1:
        return Objection(f"{e.speaker} has just spoken")
    if len(state.turns) >= state.format.max_turns:
        return Objection(f"the cap of {state.format.max_turns} turns is reached")
    if e.move not in state.phase.allowed:
        return Objection(f"move {e.move} is not allowed in {state.place}")
    return _target(state, e) or _evidence(state, e)


def _target(state: State, e: TurnSpoken) -> Objection | None:
    if e.target is None:
        aimed = e.move in ("attack", "ask", "answer", "concede", "support")
        return Objection(f"{e.move} needs a target") if aimed else None
    spoken = state.spoken(e.target)
    if spoken is None and state.remark(e.target) is None:
        return Objection(f"target {e.target} is no turn and no interjection")
    if spoken and spoken.turn.speaker == e.speaker:
        return Objection(f"{e.speaker} answers its own turn")
    if e.against and e.against not in {c.position for c in state.ledger.at(e.target)}:
        return Objection(f"{e.against} was not claimed in {e.target}")
    return None


def _evidence(state: State, e: TurnSpoken) -> Objection | None:
    worded = state.worded.get(e.speaker, frozenset())
    if again := worded & set(e.positions):
        return Objection(f"{e.speaker} has worded {', '.join(sorted(again))} before")
    if unknown := set(e.returns) - worded:
        return Objection(f"{e.speaker} cannot come back to {', '.join(sorted(unknown))}")
    if e.returns and e.move not in ("sum_up", "answer"):
        return Objection(f"{e.move} cannot come back to what was said")
    if e.move != "sum_up":
        spans = {(c.source, c.start, c.end) for c in e.citations if c.position not in e.returns}
        if spans & state.spans.get(e.speaker, frozenset()):
            return Objection(f"{e.speaker} has cited this evidence before")
    return None


def _called(state: State, e: Called) -> Objection | None:
    if state.seat(e.persona) is None:
        return Objection(f"{e.persona} has no seat", "no_seat")
    if state.place in ("opening", "closing") and any(s.turn.speaker == e.persona for s in state.here):
        return Objection(f"{e.persona} has spoken in this phase", "has_spoken")
    return None


def _interjected(state: State, e: Interjected) -> Objection | None:
    if e.to is not None and state.seat(e.to) is None:
        return Objection(f"{e.to} has no seat", "no_seat")
    return None if e.text.strip() else Objection("nothing was said", "no_words")


def _vote_opened(state: State, e: VoteOpened) -> Objection | None:
    if state.phase is None or state.phase.which != e.which:
        return Objection(f"the vote {e.which} is not held in this phase")
    return Objection("the vote was held") if state.voting or e.which in state.tallies else None


def _vote_cast(state: State, e: VoteCast) -> Objection | None:
    return None if state.voting == e.which else Objection(f"the vote {e.which} is not open", "no_vote")


def _vote_closed(state: State, e: VoteClosed) -> Objection | None:
    if state.voting != e.which:
        return Objection(f"the vote {e.which} is not open")
    return None if dict(e.tally) == state.tally(e.which) else Objection("the tally is not what was cast")


# ----------------------------------------------------------------------------------------------------------------- folds


def _apply(s: State, event: Event) -> State:
    match event:
        case Opened():
            return replace(s, opened=event, format=Format.model_validate(event.format))
        case PhaseBegan():
            return replace(s, index=event.index, passed=0, passed_now=0, phase_over=False, moderated=frozenset())
        case ModeratorSpoke():
            return replace(s, moderated=s.moderated | {event.part})
        case TurnSpoken():
            return _apply_turn(s, event)
        case Interjected():
            return replace(s, remarks=(*s.remarks, Remark(s.seq, event)))
        case Paused() | Resumed():
            return replace(s, paused=isinstance(event, Paused))
        case Skipped():
            return _apply_skipped(s, event)
        case Called():
            return replace(s, called=event.persona)
        case VoteOpened():
            return replace(s, voting=event.which)
        case VoteCast():
            return replace(s, votes={**s.votes, event.which: {**s.votes.get(event.which, {}), event.voter: event.side}})
        case VoteClosed():
            return replace(s, voting=None, tallies={**s.tallies, event.which: dict(event.tally)})
        case Stopped():
            return replace(s, ended="stopped", reason=event.reason, paused=False, voting=None)
        case Closed():
            return replace(s, ended="closed", reason=event.reason, ledger=s.ledger.close())
        case _:
            assert_never(event)


def _apply_turn(s: State, e: TurnSpoken) -> State:
    spans = frozenset((c.source, c.start, c.end) for c in e.citations)
    return replace(
        s,
        turns=(*s.turns, Spoken(s.seq, s.index, e)),
        ledger=s.ledger.after(s.seq, e),
        remarks=tuple(replace(r, answered=s.seq) if r.seq == e.target else r for r in s.remarks),
        called=None if s.called == e.speaker else s.called,
        passed_now=0,
        worded={**s.worded, e.speaker: s.worded.get(e.speaker, frozenset()) | set(e.positions)},
        spans={**s.spans, e.speaker: s.spans.get(e.speaker, frozenset()) | spans},
    )


def _apply_skipped(s: State, e: Skipped) -> State:
    if e.phase_too or s.place in ("framing", "vote", "summary"):
        return replace(s, phase_over=True, called=None)
    waiting = _last_question(s)
    ledger = s.ledger.drop_question(waiting) if waiting is not None else s.ledger
    # Passing over the answer to a question takes nothing from those who have yet to ask.
    return replace(s, ledger=ledger, passed=s.passed + (waiting is None), passed_now=s.passed_now + 1, called=None)


def _last_question(s: State) -> int | None:
    """The seq of the question that waits for an answer in this cross-examination."""
    if s.place != "cross" or s.last is None or s.last.turn.move != "ask" or s.last.index != s.index:
        return None
    return next((c.seq for c in s.ledger.at(s.last.seq) if c.question and c.state == "open"), None)
