"""Drives a debate by the rules alone, with a plain wording: what the round table does, without its edges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bot.debate.agenda import (
    Action,
    BeginPhase,
    Close,
    CloseVote,
    Ended,
    Moderate,
    OpenVote,
    Speak,
    Wait,
    WaitForVotes,
    next_action,
)
from bot.debate.desk import Plan
from bot.debate.events import (
    Citation,
    Closed,
    Event,
    ModeratorSpoke,
    Opened,
    PhaseBegan,
    Record,
    TurnSpoken,
    VoteClosed,
    VoteOpened,
)
from bot.debate.formats import Format, load_formats
from bot.debate.seating import Seating, sides
from bot.debate.state import START, State, advance
from bot.debate.table import Table
from bot.persona.files import Library, load_library
from bot.persona.model import Persona, Position
from bot.recall.finder import Finder

ROOT = Path(__file__).parents[2]


@lru_cache(maxsize=1)
def library() -> Library:
    """The shipped personas."""
    return load_library(ROOT / "personas")


@lru_cache(maxsize=1)
def formats() -> dict[str, Format]:
    """The shipped formats."""
    return load_formats(ROOT / "formats")


@lru_cache(maxsize=1)
def finder() -> Finder:
    """Recall over the shipped personas."""
    return Finder(library().personas, library().topics)


def table_of(
    who: Sequence[Persona],
    on: Sequence[tuple[str, int]],
    motion: str = "",
    *,
    votes: bool = False,
    recall: bool = False,
) -> Table:
    """A table of these personas about these topics; with recall's own ranking or the words alone."""
    shelf = library()
    people = {p.id: p for p in who}
    if not recall:
        return Table(people, shelf.topics, tuple(on), sources=shelf.sources, votes=votes)
    everything = [p for persona in who for p in persona.positions]
    hits = finder().rank(motion, everything) if motion else []
    relevance = {h.position: min(1.0, h.score) for h in hits}

    def affinity(text: str, among: Sequence[Position]) -> dict[str, float]:
        return {h.position: h.score for h in finder().rank(text, among)}

    return Table(people, shelf.topics, tuple(on), relevance, affinity, shelf.sources, votes)


def opened(motion: str, fmt: Format, seating: Seating, table: Table, seed: int = 7) -> Opened:
    """The first event."""
    return Opened(motion, fmt.as_data(), seating.seats, seed, table.on, agreed=seating.agreed)


def worded(plan: Plan, table: Table) -> TurnSpoken:
    """The plan's claims one after the other with their marks: plain, and enough for rules and measures."""
    ids = (*plan.positions, *plan.returns)
    parts = []
    if plan.target is not None and plan.move != "sum_up":
        parts.append(f"（{plan.move}·{plan.aim}）")
    citations = []
    for n, i in enumerate(ids, 1):
        p, e = table.positions[i], table.positions[i].evidence[0]
        parts.append(f"{(p.says or (p.claim,))[plan.seed % max(1, len(p.says))]}[{n}]")
        citations.append(Citation(n, i, e.source, e.file, e.line, e.start, e.end, e.kind, e.speaker, e.reported_by))
    if not ids:
        parts.append("；".join(f"{k}={v}" for k, v in plan.facts.items() if not k.startswith("target")))
    return TurnSpoken(
        plan.phase,
        plan.speaker,
        plan.move,
        "".join(parts),
        target=plan.target,
        against=plan.against,
        aim=plan.aim,
        citations=tuple(citations),
        positions=plan.positions,
        returns=plan.returns,
        why=plan.why,
    )


def event_for(action: Action, state: State, table: Table) -> Event | None:
    """What the loop appends for this action; None where it waits or is done."""
    match action:
        case BeginPhase(index, phase):
            return PhaseBegan(index, phase)
        case Moderate(part, phase):
            return ModeratorSpoke(phase, part, part)
        case Speak(plan):
            return worded(plan, table)
        case OpenVote(which):
            return VoteOpened(which)
        case WaitForVotes(which) | CloseVote(which):
            return VoteClosed(which, state.tally(which))
        case Close(reason):
            return Closed(reason)
        case Wait() | Ended():
            return None


def debate(
    motion: str,
    fmt: Format,
    who: Sequence[Persona],
    on: Sequence[tuple[str, int]],
    *,
    seed: int = 7,
    between: Callable[[State], Sequence[Event]] = lambda state: (),
    votes: bool = False,
    recall: bool = False,
    wording: Callable[[Plan, State, Table, Sequence[Record]], TurnSpoken] | None = None,
) -> tuple[list[Record], State, Table]:
    """A whole debate; `between` may put events of the room before each action."""
    table = table_of(who, on, motion, votes=votes, recall=recall)
    seating = sides(table, who)
    events: list[Event] = [opened(motion, fmt, seating, table, seed)]
    state = advance(START, events[0])
    while not state.ended:
        for event in between(state):
            state = advance(state, event)
            events.append(event)
        action = next_action(state, table)
        made = event_for(action, state, table)
        if wording and isinstance(action, Speak):
            made = wording(action.plan, state, table, [Record("d", n, e) for n, e in enumerate(events)])
        if made is None:
            if not state.ended and not state.paused:
                raise AssertionError("nothing to do, and not over")
            if state.paused:
                continue
            break
        state = advance(state, made)
        events.append(made)
    return [Record("d", n, e) for n, e in enumerate(events)], state, replace(table)
