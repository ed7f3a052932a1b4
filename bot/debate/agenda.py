"""What must be done next: `next_action(state, table)`. The one file that decides the next phase.

Pure: the same state and table give the same action, so a restart plans the very turn that was lost. A phase ends when its
quota is met, when nobody has anything left, when nothing new comes (`novelty`), when the room skips it or the cap is near;
never because the personas agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.debate import moves, planner
from bot.debate.desk import Desk, Plan
from bot.debate.formats import SPOKEN, Phase
from bot.debate.seating import benches
from bot.debate.state import Remark, State
from bot.debate.table import Table

Part = Literal["framing", "handover", "audience", "agreed", "summary", "vote"]


@dataclass(frozen=True, slots=True)
class Speak:
    """Word this plan and append `TurnSpoken`."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Moderate:
    """The moderator speaks: append `ModeratorSpoke` with this part."""

    part: Part
    phase: str


@dataclass(frozen=True, slots=True)
class BeginPhase:
    """Append `PhaseBegan(index, phase)`. `reason` says why the one before ended."""

    index: int
    phase: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpenVote:
    """Append `VoteOpened(which)`."""

    which: Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class WaitForVotes:
    """People vote until the loop's clock says so; then append `VoteClosed(which, state.tally(which))`."""

    which: Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class CloseVote:
    """Append `VoteClosed(which, tally)` now: the room skipped the vote."""

    which: Literal["before", "after"]
    tally: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Wait:
    """Paused: nothing to do until an event comes."""


@dataclass(frozen=True, slots=True)
class Close:
    """Append `Closed(reason)`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Closed or stopped: there is nothing more to do."""


Action = Speak | Moderate | BeginPhase | OpenVote | WaitForVotes | CloseVote | Wait | Close | Ended


def next_action(state: State, table: Table) -> Action:
    """What must be done now. Raises nothing for any state that `advance` made; `state.opened` must be there."""
    assert state.format is not None, "a debate begins with Opened"
    if state.ended:
        return Ended()
    if state.paused:
        return Wait()
    phase = state.phase
    if phase is None:
        return _next_phase(state, table, "")
    if state.voting and state.phase_over:
        return CloseVote(state.voting, state.tally(state.voting))
    if state.phase_over:
        return _next_phase(state, table, "skipped")
    if phase.kind in SPOKEN:
        return _spoken(state, table, phase)
    if phase.kind == "vote":
        return _vote(state, table, phase)
    part: Part = "framing" if phase.kind == "framing" else "summary"
    if part not in state.moderated:
        return Moderate(part, phase.name.zh_cn)
    if part == "framing" and state.opened and state.opened.agreed and "agreed" not in state.moderated:
        return Moderate("agreed", phase.name.zh_cn)
    return _next_phase(state, table, "")


# ---------------------------------------------------------------------------------------------------------------- phases


def _next_phase(state: State, table: Table, reason: str) -> Action:
    assert state.format is not None
    for index in range(state.index + 1, len(state.format.phases)):
        phase = state.format.phases[index]
        if _worth_beginning(state, table, phase):
            return BeginPhase(index, phase.name.zh_cn, reason)
    return Close(reason or "done")


def _worth_beginning(state: State, table: Table, phase: Phase) -> bool:
    if phase.kind == "vote":
        return table.votes
    if phase.kind == "audience":
        return any(_open(r) for r in state.remarks) and not _capped(state, phase)
    if phase.kind == "closing":
        return sum(bool(w) for w in state.worded.values()) > 1  # one voice alone has nothing to weigh
    if phase.kind not in SPOKEN:
        return True
    # Where every case was heard and nobody had one, there is nothing to debate.
    heard = {s.turn.speaker for s in state.turns} >= {s.persona for s in state.seats}
    return not _capped(state, phase) and (any(state.worded.values()) or not heard)


def _capped(state: State, phase: Phase) -> bool:
    """The cap is near: what is left is kept for the closings."""
    assert state.format is not None
    later = state.format.phases[max(0, state.index) :]
    reserve = 0 if phase.kind == "closing" else sum(p.quota(len(state.seats)) for p in later if p.kind == "closing")
    return len(state.turns) >= max(1, state.format.max_turns - min(reserve, state.format.max_turns // 2))


def _vote(state: State, table: Table, phase: Phase) -> Action:
    assert phase.which is not None
    if phase.which not in state.tallies:
        return WaitForVotes(phase.which) if state.voting else OpenVote(phase.which)
    return Moderate("vote", phase.name.zh_cn) if "vote" not in state.moderated else _next_phase(state, table, "")


def _spoken(state: State, table: Table, phase: Phase) -> Action:
    if _capped(state, phase):
        return _next_phase(state, table, "cap")
    if phase.handover and "handover" not in state.moderated and not state.here:
        return Moderate("handover", phase.name.zh_cn)
    if phase.kind == "audience" and "audience" not in state.moderated and not state.here:
        return Moderate("audience", phase.name.zh_cn)
    desk = Desk(state, table)
    plan = _asked_for(desk) or _PLANNERS[phase.kind](desk)
    if isinstance(plan, Plan):
        return Speak(plan)
    return _next_phase(state, table, plan or "quota")


# ----------------------------------------------------------------------------------------------------- whose turn it is


def _free_to_speak(desk: Desk, who: str) -> bool:
    last = desk.state.last
    return last is None or last.turn.speaker != who or len(desk.state.seats) == 1


def _open(remark: Remark) -> bool:
    return remark.answered is None


def _asked_for(desk: Desk) -> Plan | None:
    """What the room asked for comes first: a persona called, a remark to answer. A question in cross-examination waits for nobody."""
    if desk.phase.kind == "cross" and any(_waiting(desk)):
        return None
    called = desk.state.called
    if called and _free_to_speak(desk, called) and (plan := _called(desk, called)):
        return plan
    if "answer" not in desk.phase.allowed:
        return None
    for remark in desk.state.remarks:
        if not _open(remark) or (remark.event.kind == "question" and desk.phase.kind != "audience"):
            continue
        able = [s.persona for s in desk.state.seats if _free_to_speak(desk, s.persona)]
        who = remark.event.to or planner.who_answers(desk, remark, able)
        if who in able:
            return planner.answer_remark(desk, who, remark)
    return None


def _called(desk: Desk, who: str) -> Plan | None:
    kind = desk.phase.kind
    if kind in ("opening", "closing"):
        taken = any(s.turn.speaker == who for s in desk.state.here)
        return None if taken or who not in _slots(desk) else _fixed(desk, who)
    if kind == "audience":
        return None
    waiting = moves.reply(desk, who) if any(i.kind == "question" for i in desk.items(who)) else None
    if waiting and waiting.move in desk.phase.allowed:
        return waiting
    found = moves.candidates(desk, who)
    return found[0] if found else moves.decline(desk, who) if "decline" in desk.phase.allowed else None


def _slots(desk: Desk) -> list[str]:
    """Who speaks in an ordered phase, in order, from its beginning."""
    phase, seats = desk.phase, desk.state.seats
    pro, con = benches(seats)
    if phase.who != "all":
        line = list(pro if phase.who == "pro" else con)
    elif phase.order == "round-robin":
        line = _apart([s.persona for s in seats], pro)
    else:
        first, second = (pro, con) if phase.order == "pro-first" else (con, pro)
        line = _interleaved(first, second)
    if phase.kind == "opening":
        # Whoever has nothing on the motion says so first and can then ask the others.
        line.sort(key=lambda who: bool(desk.usable(who)) or who in desk.state.worded)
    total = phase.turns * (1 if phase.per == "table" else len(line))
    return [line[i % len(line)] for i in range(total)] if line else []


def _interleaved(first: tuple[str, ...], second: tuple[str, ...]) -> list[str]:
    line = []
    for i in range(max(len(first), len(second))):
        line += [*first[i : i + 1], *second[i : i + 1]]
    return line


def _apart(line: list[str], pro: tuple[str, ...]) -> list[str]:
    """A round of the table in which neighbours differ where they can."""
    return _interleaved(tuple(p for p in line if p in pro), tuple(p for p in line if p not in pro))


def _left(desk: Desk, spoken: list[str]) -> list[str]:
    """The places of an ordered phase that are still to be taken: those spoken and those passed over are gone."""
    left = _slots(desk)
    for who in spoken:
        if who in left:
            left.remove(who)
    for _ in range(desk.state.passed):
        able = next((w for w in left if _free_to_speak(desk, w)), None)
        if able is None:
            break
        left.remove(able)
    return left


def _answers_remark(desk: Desk, target: int | None) -> bool:
    return target is not None and desk.state.remark(target) is not None


def _ordered(desk: Desk) -> Plan | str:
    """Openings, rebuttals, summaries, closings: in turn; whoever has just spoken lets the next one go first."""
    spoken = [s.turn.speaker for s in desk.state.here if not _answers_remark(desk, s.turn.target)]
    for who in _left(desk, spoken):
        if _free_to_speak(desk, who) and (plan := _fixed(desk, who)):
            return plan
    return "quota"


def _fixed(desk: Desk, who: str) -> Plan | None:
    if desk.phase.kind == "opening":
        return planner.opening(desk, who)
    if desk.phase.kind == "closing":
        return planner.closing(desk, who)
    found = moves.candidates(desk, who)
    return (
        found[0] if found else None
    )  # nobody is made to say that they have nothing: only an opening or a question asks


def _waiting(desk: Desk) -> list[str]:
    """Who owes an answer to the question just asked in this cross-examination."""
    last = desk.state.last
    if last is None or last.index != desk.state.index or last.turn.move != "ask":
        return []
    return [c.to for c in desk.state.ledger.at(last.seq) if c.question and c.state == "open"]


def _cross(desk: Desk) -> Plan | str:
    """Question, answer, follow-up; then the next one asks."""
    for who in _waiting(desk):
        if plan := moves.reply(desk, who):
            return plan
    here = desk.state.here
    if desk.phase.press and len(here) >= 2 and not desk.state.passed_now:
        asked, answered = here[-2].turn, here[-1].turn
        if asked.move == "ask" and answered.target == here[-2].seq and _free_to_speak(desk, asked.speaker):
            pressing = moves.candidates(desk, asked.speaker, only=answered.speaker, press=True)
            if pressing:
                return pressing[0]
    for who in _left(desk, [s.turn.speaker for s in here if s.turn.move == "ask"]):
        if _free_to_speak(desk, who) and (plan := moves.question(desk, who)):
            return plan
    return "quota"


def _free(desk: Desk) -> Plan | str:
    """Whoever has the best thing to say to what was just said."""
    here = [s for s in desk.state.here if not _answers_remark(desk, s.turn.target)]
    if len(here) + desk.state.passed >= desk.phase.quota(len(desk.state.seats)):
        return "quota"
    stale = max(3, len(desk.state.seats) + 1)
    if len(here) >= stale and not any(s.turn.positions for s in here[-stale:]):
        return "novelty"
    able = [s.persona for s in desk.state.seats if _free_to_speak(desk, s.persona)]
    per_speaker = [found for who in able if (found := moves.candidates(desk, who))]
    per_speaker.sort(key=lambda plans: -plans[0].total)
    # Each turn passed over loses its speaker the floor; with nobody else there, the speaker loses that plan.
    for _ in range(desk.state.passed_now):
        if len(per_speaker) > 1:
            per_speaker.pop(0)
        elif per_speaker and len(per_speaker[0]) > 1:
            per_speaker[0].pop(0)
    return per_speaker[0][0] if per_speaker else "silence"


def _audience(desk: Desk) -> str:
    return "quota"


_PLANNERS = {
    "opening": _ordered,
    "cross": _cross,
    "cross_summary": _ordered,
    "free": _free,
    "rebuttal": _ordered,
    "audience": _audience,
    "closing": _ordered,
}
