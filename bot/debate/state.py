"""What is true in a debate: `advance` folds one event into the state, or raises RuleBroken and changes nothing.

`TABLE` says which events a phase of each kind allows; `_GUARDS` what must hold besides. `agenda.next_action` says what to do next.
Seqs count from 0 (`Opened`): the event that `advance` is given gets the seq `state.seq`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from pydantic import ValidationError

from bot.debate.events import (
    Called,
    Closed,
    Event,
    Interjected,
    ModeratorSpoke,
    Opened,
    PhaseBegan,
    Seat,
    Side,
    Skipped,
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


def objection(state: State, event: Event) -> str:
    """Why this event is not allowed now, "" where it is. A front end asks before it appends a command."""
    if event.type not in TABLE[state.place]:
        return f"{event.type} is not allowed in {state.place}"
    if state.paused and event.type not in _WHILE_PAUSED:
        return f"{event.type} is not allowed while paused"
    guard = _GUARDS.get(event.type)
    return guard(state, event) if guard else ""


def advance(state: State, event: Event) -> State:
    """The state with this event in it. Raises RuleBroken where the rules don't allow it."""
    if why := objection(state, event):
        raise RuleBroken(f"event {state.seq}: {why}")
    return replace(_APPLY[event.type](state, event), seq=state.seq + 1)


# ---------------------------------------------------------------------------------------------------------------- guards


def _opened(state: State, e: Opened) -> str:
    try:
        fmt = Format.model_validate(e.format)
    except ValidationError as error:
        return f"the format is none: {error.errors()[0]['msg']}"
    if len({s.persona for s in e.seats}) != len(e.seats):
        return "two seats have the same persona"
    if not fmt.seats.min <= len(e.seats) <= fmt.seats.max:
        return f"{len(e.seats)} seats, the format takes {fmt.seats.min} to {fmt.seats.max}"
    return ""


def _phase(state: State, e: PhaseBegan) -> str:
    assert state.format is not None
    if not state.index < e.index < len(state.format.phases):
        return f"phase {e.index} does not come after {state.index}"
    if state.voting:
        return "a vote is open"
    return ""


def _moderator(state: State, e: ModeratorSpoke) -> str:
    if e.part not in PARTS[state.place]:
        return f"the moderator's {e.part} does not belong in {state.place}"
    return f"the moderator's {e.part} was spoken" if e.part in state.moderated and e.part != "audience" else ""


def _turn(state: State, e: TurnSpoken) -> str:
    assert state.phase is not None and state.format is not None
    if state.seat(e.speaker) is None:
        return f"{e.speaker} has no seat"
    if state.last and state.last.turn.speaker == e.speaker and len(state.seats) > 1:
        return f"{e.speaker} has just spoken"
    if len(state.turns) >= state.format.max_turns:
        return f"the cap of {state.format.max_turns} turns is reached"
    if e.move not in state.phase.allowed:
        return f"move {e.move} is not allowed in {state.place}"
    return _target(state, e) or _evidence(state, e)


def _target(state: State, e: TurnSpoken) -> str:
    if e.target is None:
        return f"{e.move} needs a target" if e.move in ("attack", "ask", "answer", "concede", "support") else ""
    spoken = state.spoken(e.target)
    if spoken is None and state.remark(e.target) is None:
        return f"target {e.target} is no turn and no interjection"
    if spoken and spoken.turn.speaker == e.speaker:
        return f"{e.speaker} answers its own turn"
    if e.against and e.against not in {c.position for c in state.ledger.at(e.target)}:
        return f"{e.against} was not claimed in {e.target}"
    return ""


def _evidence(state: State, e: TurnSpoken) -> str:
    worded = state.worded.get(e.speaker, frozenset())
    if again := worded & set(e.positions):
        return f"{e.speaker} has worded {', '.join(sorted(again))} before"
    if unknown := set(e.returns) - worded:
        return f"{e.speaker} cannot come back to {', '.join(sorted(unknown))}"
    if e.returns and e.move not in ("sum_up", "answer"):
        return f"{e.move} cannot come back to what was said"
    if e.move != "sum_up":
        spans = {(c.source, c.start, c.end) for c in e.citations if c.position not in e.returns}
        if spans & state.spans.get(e.speaker, frozenset()):
            return f"{e.speaker} has cited this evidence before"
    return ""


def _called(state: State, e: Called) -> str:
    if state.seat(e.persona) is None:
        return f"{e.persona} has no seat"
    if state.place in ("opening", "closing") and any(s.turn.speaker == e.persona for s in state.here):
        return f"{e.persona} has spoken in this phase"
    return ""


def _interjected(state: State, e: Interjected) -> str:
    if e.to is not None and state.seat(e.to) is None:
        return f"{e.to} has no seat"
    return "" if e.text.strip() else "nothing was said"


def _vote_opened(state: State, e: VoteOpened) -> str:
    if state.phase is None or state.phase.which != e.which:
        return f"the vote {e.which} is not held in this phase"
    return "the vote was held" if state.voting or e.which in state.tallies else ""


def _vote_cast(state: State, e: VoteCast) -> str:
    return "" if state.voting == e.which else f"the vote {e.which} is not open"


def _vote_closed(state: State, e: VoteClosed) -> str:
    if state.voting != e.which:
        return f"the vote {e.which} is not open"
    return "" if dict(e.tally) == state.tally(e.which) else "the tally is not what was cast"


def _closed(state: State, e: Closed) -> str:
    return "a vote is open" if state.voting else ""


_GUARDS: Mapping[str, Callable[[State, Event], str]] = {
    "opened": _opened,  # type: ignore[dict-item]
    "phase": _phase,  # type: ignore[dict-item]
    "moderator": _moderator,  # type: ignore[dict-item]
    "turn": _turn,  # type: ignore[dict-item]
    "called": _called,  # type: ignore[dict-item]
    "interjected": _interjected,  # type: ignore[dict-item]
    "paused": lambda s, e: "it is paused" if s.paused else "",
    "resumed": lambda s, e: "" if s.paused else "it is not paused",
    "vote_opened": _vote_opened,  # type: ignore[dict-item]
    "vote_cast": _vote_cast,  # type: ignore[dict-item]
    "vote_closed": _vote_closed,  # type: ignore[dict-item]
    "closed": _closed,  # type: ignore[dict-item]
}


# ----------------------------------------------------------------------------------------------------------------- folds


def _apply_opened(s: State, e: Opened) -> State:
    return replace(s, opened=e, format=Format.model_validate(e.format))


def _apply_phase(s: State, e: PhaseBegan) -> State:
    return replace(s, index=e.index, passed=0, passed_now=0, phase_over=False, moderated=frozenset())


def _apply_moderator(s: State, e: ModeratorSpoke) -> State:
    return replace(s, moderated=s.moderated | {e.part})


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


def _apply_vote_cast(s: State, e: VoteCast) -> State:
    return replace(s, votes={**s.votes, e.which: {**s.votes.get(e.which, {}), e.voter: e.side}})


def _apply_vote_closed(s: State, e: VoteClosed) -> State:
    return replace(s, voting=None, tallies={**s.tallies, e.which: dict(e.tally)})


_APPLY: Mapping[str, Callable[[State, Event], State]] = {
    "opened": _apply_opened,  # type: ignore[dict-item]
    "phase": _apply_phase,  # type: ignore[dict-item]
    "moderator": _apply_moderator,  # type: ignore[dict-item]
    "turn": _apply_turn,  # type: ignore[dict-item]
    "interjected": lambda s, e: replace(s, remarks=(*s.remarks, Remark(s.seq, e))),  # type: ignore[arg-type]
    "paused": lambda s, e: replace(s, paused=True),
    "resumed": lambda s, e: replace(s, paused=False),
    "skipped": _apply_skipped,  # type: ignore[dict-item]
    "called": lambda s, e: replace(s, called=e.persona),  # type: ignore[union-attr]
    "vote_opened": lambda s, e: replace(s, voting=e.which),  # type: ignore[union-attr]
    "vote_cast": _apply_vote_cast,  # type: ignore[dict-item]
    "vote_closed": _apply_vote_closed,  # type: ignore[dict-item]
    "stopped": lambda s, e: replace(s, ended="stopped", reason=e.reason, paused=False, voting=None),  # type: ignore[union-attr]
    "closed": lambda s, e: replace(s, ended="closed", reason=e.reason, ledger=s.ledger.close()),  # type: ignore[union-attr]
}
