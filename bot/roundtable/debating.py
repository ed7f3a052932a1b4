"""The debate's loop: what must be done next → words → event written → event shown. Commands come in at any moment.

One `Room` for each debate that this process holds. Events are appended under the room's lock and under `(debate, seq)` in
the store; speech happens outside the lock, so that a stop is heard while a turn is being worded. What was written and not
shown when a process died is shown by the next one: the stage's own record of what it has shown decides.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

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
from bot.debate.events import (
    Closed,
    Event,
    ModeratorSpoke,
    Opened,
    PhaseBegan,
    Record,
    Stopped,
    TurnSpoken,
    VoteClosed,
    VoteOpened,
)
from bot.debate.state import PARTS, START, State, advance, objection
from bot.debate.table import Table
from bot.errors import UnknownDebate
from bot.ports import Clock, Speech, Stage, Store
from bot.roundtable import briefing
from bot.roundtable.caps import Caps
from bot.roundtable.leasing import Lease
from bot.roundtable.refusals import refusal
from bot.speech.brief import Account, Brief, Utterance


@dataclass(slots=True)
class Room:
    """One debate under way here. `lock` guards records and state; `moved` is set by what comes from outside."""

    debate: str
    state: State = START
    records: list[Record] = field(default_factory=list)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    speaking: asyncio.Task[Utterance | None] | None = None
    judged: bool = False
    parked: bool = False
    running: bool = False
    shown: int = 0  # events shown to the stage, in order
    pausing: list[tuple[Event, asyncio.Future[Record]]] = field(default_factory=list)  # until the turn is finished


LayTable = Callable[
    [Opened, bool], tuple[Table, tuple[str, ...], tuple[str, ...]]
]  # → table, silent personas, better motions


class Debating:
    """Runs debates and takes commands for them."""

    def __init__(
        self,
        store: Store,
        speech: Speech,
        clock: Clock,
        lay_table: LayTable,
        caps: Caps,
        new_owner: Callable[[], str],
    ) -> None:
        self._store = store
        self.speech = speech
        self._clock = clock
        self._lay_table = lay_table
        self._caps = caps
        self._new_owner = new_owner
        self._rooms: dict[str, Room] = {}  # those that run here
        self._door = asyncio.Lock()  # a command to a debate at rest and its next run come one after the other

    async def open(self, debate: str, event: Opened) -> None:
        """Write a debate's first event."""
        advance(START, event)
        await self._store.append(debate, 0, event, self._clock.now())

    async def room(self, debate: str) -> Room:
        """The debate as it stands. Raises UnknownDebate."""
        held = self._rooms.get(debate)
        if held is not None:
            return held
        records = await self._store.events(debate)
        if not records:
            raise UnknownDebate(debate)
        room = Room(debate)
        for record in records:
            room.state = advance(room.state, record.event)
            room.records.append(record)
        return room

    async def run(self, debate: str, stage: Stage, *, vote_seconds: float = 0.0, pace: float = 0.0) -> State:
        """Show what the stage has not shown, then go on to the end, to a pause that is parked, or to a stop.

        Raises DebateTaken while another process runs it. `pace` is seconds between turns; `vote_seconds` a vote's window.
        """
        async with contextlib.AsyncExitStack() as stack:
            async with self._door:
                await self.room(debate)  # there is one
                await stack.enter_async_context(self._lease(debate))
                room = self._rooms[debate] = await self.room(debate)  # read under the lease: nobody else goes on
                room.running = True
            try:
                await self._loop(room, stage, vote_seconds, pace)
            finally:
                room.running = False
                self._rooms.pop(debate, None)
                if room.speaking is not None:
                    room.speaking.cancel()
                for _, written in room.pausing:
                    if not written.done():
                        written.set_exception(refusal(room.state, "at_rest"))
        return room.state

    async def command(self, debate: str, event: Event) -> Record:
        """Append an event from outside. Raises Refused where the debate's phase does not allow it.

        A debate that does not run here is taken for as long as that lasts: DebateTaken where another process runs it,
        which would stumble over an event that it did not write.
        """
        room = self._rooms.get(debate)
        if room is not None:
            return await self._command(room, event)
        async with self._door:
            if debate in self._rooms:
                return await self._command(self._rooms[debate], event)
            await self.room(debate)
            async with self._lease(debate):
                return await self._command(await self.room(debate), event)

    async def _command(self, room: Room, event: Event) -> Record:
        if event.type == "paused" and room.speaking is not None:  # a pause lets the turn finish
            written: asyncio.Future[Record] = asyncio.get_running_loop().create_future()
            room.pausing.append((event, written))
            room.moved.set()
            return await written
        async with room.lock:
            if why := objection(room.state, event):
                raise refusal(room.state, why.code)
            record = await self._append(room, event)
            room.moved.set()
        if event.type in ("stopped", "skipped") and room.speaking is not None:
            room.speaking.cancel()
        return record

    def _lease(self, debate: str) -> Lease:
        return Lease(self._store, debate, self._new_owner(), self._clock, self._caps.lease)

    async def park(self, debate: str) -> None:
        """Leave the debate where it is: the turn under way is dropped, nothing written is lost."""
        async with self._door:  # a run that has just begun is on its way in
            room = self._rooms.get(debate)
        if room is not None:
            room.parked = True
            room.moved.set()
            if room.speaking is not None:
                room.speaking.cancel()

    # -------------------------------------------------------------------------------------------------------------- loop

    async def _loop(self, room: Room, stage: Stage, vote_seconds: float, pace: float) -> None:
        assert room.state.opened is not None
        table, silent, better = self._lay_table(room.state.opened, vote_seconds > 0)
        began = self._clock.now()
        while True:
            await self._pause(room)
            await self._show(room, stage)
            if room.parked:
                return
            room.moved.clear()
            state = room.state
            if not state.ended and self._clock.now() - began > self._caps.seconds:
                await self._try(room, Stopped(reason="time"), state.seq)
                continue
            action = next_action(state, table)
            if isinstance(action, Ended):
                return
            if isinstance(action, Wait):
                paused = self._clock.now()
                await room.moved.wait()
                began += self._clock.now() - paused
            elif isinstance(action, WaitForVotes):
                await self._wait_for_votes(room, action, vote_seconds)
            else:
                await self._do(room, stage, action, table, silent, better)
                if pace and isinstance(action, Speak | Moderate):
                    room.moved.clear()  # our own event must not cut the pause short; a later one may
                    await self._show(room, stage)
                    await self._rest(room, pace)

    async def _do(
        self, room: Room, stage: Stage, action: Action, table: Table, silent: Sequence[str], better: Sequence[str]
    ) -> None:
        state = room.state
        event: Event | None
        if isinstance(action, Speak):
            brief = briefing.turn_brief(action.plan, state, table, room.records, self._caps.characters)
            event = await self._turn(room, stage, action, brief)
        elif isinstance(action, Moderate):
            event = await self._moderation(room, stage, action, table, silent, better)
        elif isinstance(action, BeginPhase):
            event = PhaseBegan(action.index, self._phase_name(state, action))
        elif isinstance(action, OpenVote):
            event = VoteOpened(action.which)
        elif isinstance(action, CloseVote):
            event = VoteClosed(action.which, dict(action.tally))
        else:
            assert isinstance(action, Close)
            event = await self._verdict(room) or Closed(action.reason)
        if event is not None:
            await self._try(room, event, state.seq)

    async def _turn(self, room: Room, stage: Stage, action: Speak, brief: Brief) -> TurnSpoken | None:
        said = await self._say(room, stage, brief, action.plan.speaker)
        if said is None:
            return None
        plan = action.plan
        marked = {c.position for c in said.citations}  # what the words left out is not on the record
        return TurnSpoken(
            phase=brief.phase,
            speaker=plan.speaker,
            move=plan.move,
            text=said.text,
            target=plan.target,
            against=plan.against,
            aim=plan.aim,
            citations=said.citations,
            positions=tuple(p for p in plan.positions if p in marked),
            returns=tuple(p for p in plan.returns if p in marked),
            engine=said.engine,
            notes=said.notes,
            why=plan.why,
        )

    async def _moderation(
        self, room: Room, stage: Stage, action: Moderate, table: Table, silent: Sequence[str], better: Sequence[str]
    ) -> ModeratorSpoke | None:
        state = room.state
        if action.part == "framing":
            brief = briefing.framing_brief(state, table, silent)
        elif action.part == "agreed":
            brief = briefing.agreed_brief(state, better, silent)
        elif action.part == "summary":
            brief = briefing.summary_brief(state, table, better)
        elif action.part == "vote":
            both = {"before", "after"} <= set(state.tallies)
            brief = briefing.result_brief(state) if both else briefing.closed_vote_brief(state)
        elif action.part == "audience":
            brief = briefing.audience_brief(state)
        else:
            brief = briefing.handover_brief(state, table)
        said = await self._say(room, stage, brief, "")
        if said is None:
            return None
        return ModeratorSpoke(brief.phase, action.part, said.text, said.citations, said.engine)

    async def _verdict(self, room: Room) -> ModeratorSpoke | None:
        """One model's opinion before the debate closes, where the operator asked for it and a model gave one."""
        state = room.state
        wanted = self._caps.verdict and state.turns and "verdict" in PARTS[state.place] - state.moderated
        if not wanted or state.opened is None or state.opened.agreed or room.judged:
            return None
        room.judged = True  # once, whether or not anybody could judge
        brief, sides = briefing.verdict_brief(state, room.records, self._account(room))
        chain = tuple(state.opened.engine.split(",")) if state.opened.engine else None
        said = await self._unless_cut_off(room, self.speech.clerk.verdict(brief, sides, chain=chain))
        return ModeratorSpoke(brief.phase, "verdict", said.text, (), said.engine) if said else None

    def _account(self, room: Room) -> Account:
        opened = room.state.opened
        assert opened is not None
        return Account(opened.user, opened.server, room.debate, room.state.seq, opened.format["id"])

    async def _say(self, room: Room, stage: Stage, brief: Brief, speaker: str) -> Utterance | None:
        """The words, or None where a command cut them off."""
        opened = room.state.opened
        assert opened is not None
        chain = tuple(opened.engine.split(",")) if opened.engine else None
        seq = room.state.seq
        brief = replace(brief, account=self._account(room))

        def hear(text: str) -> None:
            stage.partial(seq, speaker, text)

        return await self._unless_cut_off(room, self.speech.say(brief, chain=chain, listener=hear))

    async def _unless_cut_off(self, room: Room, words: Coroutine[Any, Any, Utterance | None]) -> Utterance | None:
        """The words, or None where a command cut them off."""
        room.speaking = asyncio.ensure_future(words)
        try:
            return await room.speaking
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if (task is None or not task.cancelling()) and (room.parked or room.moved.is_set()):
                return None  # a command did it; the loop looks again
            raise
        finally:
            room.speaking = None

    async def _wait_for_votes(self, room: Room, action: WaitForVotes, seconds: float) -> None:
        deadline = self._clock.now() + seconds
        while (
            not room.parked
            and room.state.voting == action.which
            and not room.state.phase_over
            and not room.state.paused
        ):
            left = deadline - self._clock.now()
            if left <= 0:
                async with room.lock:
                    if room.state.voting == action.which:
                        await self._append(room, VoteClosed(action.which, room.state.tally(action.which)))
                return
            room.moved.clear()
            await self._rest(room, left)

    async def _rest(self, room: Room, seconds: float) -> None:
        """Wait, but not past the next event."""
        wake = asyncio.ensure_future(room.moved.wait())
        sleep = asyncio.ensure_future(self._clock.sleep(seconds))
        try:
            await asyncio.wait({wake, sleep}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (wake, sleep):
                task.cancel()

    async def _pause(self, room: Room) -> None:
        """Write the pause that somebody asked for while a turn was being worded."""
        while room.pausing:
            event, written = room.pausing.pop(0)
            async with room.lock:
                why = objection(room.state, event)
                record = None if why else await self._append(room, event)
            if written.done():
                continue  # who asked is gone; the pause holds all the same
            if why:
                written.set_exception(refusal(room.state, why.code))
            elif record is not None:
                written.set_result(record)

    async def _try(self, room: Room, event: Event, since: int) -> None:
        """Append what was planned at seq `since`, unless it was skipped or no longer fits: then the loop plans anew."""
        async with room.lock:
            skipped = any(record.event.type == "skipped" for record in room.records[since:])
            if not skipped and not objection(room.state, event):
                await self._append(room, event)

    async def _append(self, room: Room, event: Event) -> Record:
        state = advance(room.state, event)
        record = Record(room.debate, room.state.seq, event, self._clock.now())
        await self._store.append(record.debate, record.seq, event, record.at)
        room.state = state
        room.records.append(record)
        return record

    async def _show(self, room: Room, stage: Stage) -> None:
        while room.shown < len(room.records):
            record = room.records[room.shown]
            await stage.show(record)
            room.shown += 1

    @staticmethod
    def _phase_name(state: State, action: BeginPhase) -> str:
        assert state.format is not None and state.opened is not None
        return state.format.phases[action.index].name.of(state.opened.language)
