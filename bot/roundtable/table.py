"""The round table as front ends see it: questions, conversations, debates, and what people may do to them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.debate import seating as rules
from bot.debate.events import (
    Called,
    Interjected,
    Opened,
    Paused,
    Record,
    Resumed,
    Seat,
    Side,
    Skipped,
    Stopped,
    VoteCast,
)
from bot.debate.table import Table
from bot.errors import Refused, RequestError, SeatGone, UnknownDebate
from bot.lang import Sentence
from bot.persona.model import Persona, Sources, Topics
from bot.persona.shelf import Shelf
from bot.ports import (
    Answer,
    Asker,
    ChatMessage,
    Clock,
    DebatePlan,
    DebateSummary,
    Listener,
    Panel,
    ProposedMotion,
    Speech,
    Stage,
    Store,
)
from bot.roundtable import seating
from bot.roundtable.answering import Answering, Materials, OnAnswer
from bot.roundtable.caps import Caps
from bot.roundtable.refusals import refusal
from bot.roundtable.tidying import one_line

if TYPE_CHECKING:
    from bot.debate.formats import Format
    from bot.debate.state import State
    from bot.roundtable.debating import Debating

INTERJECTION_LIMIT = 1000  # characters that are kept


@dataclass(frozen=True, slots=True)
class DebateStatus:
    """Where a debate stands."""

    debate: str
    motion: str
    phase: str
    paused: bool
    ended: str  # "" | closed | stopped
    seats: tuple[Seat, ...]
    turns: int
    open_claims: int
    voting: str | None
    votes: dict[str, dict[str, int]]


class RoundTable:
    """ask, panel, chat, debate. One for the process; `reload` swaps what it reads from."""

    def __init__(
        self,
        materials: Materials,
        formats: Mapping[str, Format],
        speech: Speech,
        store: Store | None,
        clock: Clock,
        *,
        default_format: str = "快辩",
        caps: Caps | None = None,
        new_owner: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        self.formats = dict(formats)
        self.default_format = default_format
        self._materials = materials
        self._speech = speech
        self._store = store
        self._clock = clock
        self._answering = Answering(materials, speech, store, clock)
        self._local: dict[str, Answering] = {}  # servers with personas of their own
        self._sources = materials.sources
        self._debating: Debating | None = None
        if store is not None:
            from bot.roundtable.debating import Debating  # the rules and the loop: a fifth of the start of an `ask`

            self._debating = Debating(store, speech, clock, self._lay_table, caps or Caps(), new_owner)

    @property
    def shelf(self) -> Shelf:
        """Who can be found."""
        return self._materials.shelf

    @property
    def topics(self) -> Topics:
        """What can be argued about."""
        return self._materials.topics

    @property
    def sources(self) -> Sources:
        """What positions stand in, those of every server among them: their ids differ."""
        return self._sources

    @property
    def materials(self) -> Materials:
        """What it reads from now."""
        return self._materials

    def of(self, server: str) -> Materials:
        """What this server reads from: everybody's, and its own where it has any."""
        return self._at_home(server).materials

    def admit(self, server: str, materials: Materials) -> None:
        """Put a server's own materials in place: everybody's personas and its own. Nobody else reads from them."""
        if server in self._local:
            self._local[server].materials = materials
        else:
            self._local[server] = Answering(materials, self._speech, self._store, self._clock)
        self._gather_sources()

    def dismiss(self, server: str) -> None:
        """This server has nothing of its own any more: it reads what everybody reads."""
        if self._local.pop(server, None) is not None:
            self._gather_sources()

    def use_speech(self, speech: Speech) -> None:
        """Word what comes next with these engines."""
        self._speech = speech
        for answering in (self._answering, *self._local.values()):
            answering.speech = speech
        if self._debating is not None:
            self._debating.speech = speech

    def reload(
        self, materials: Materials, formats: Mapping[str, Format], local: Mapping[str, Materials] | None = None
    ) -> None:
        """Swap personas, topics, sources and formats. Debates under way keep what they began with until they are resumed.

        `local` are the materials of servers with some of their own; those not among them keep theirs.
        """
        self._materials = materials
        self._answering.materials = materials
        self.formats = dict(formats)
        for server, its in (local or {}).items():
            if server in self._local:
                self._local[server].materials = its
        self._gather_sources()

    # --------------------------------------------------------------------------------------------------------- questions

    async def ask(self, who: str, question: str, asker: Asker, *, listener: Listener | None = None) -> Answer:
        """What `who` would say. Raises UnknownPersona; RequestError where the question is empty."""
        return await self._at_home(asker.server).ask(who, question, asker, listener=listener)

    async def panel(
        self, question: str, who: Sequence[str], asker: Asker, *, on_answer: OnAnswer | None = None
    ) -> Panel:
        """The same question to several (none named: those with most to say), then who agrees with whom."""
        return await self._at_home(asker.server).panel(question, who, asker, on_answer=on_answer)

    async def chat(
        self,
        conversation: str,
        who: str | None,
        text: str,
        asker: Asker,
        *,
        listener: Listener | None = None,
        message_id: str = "",
        quoted: str = "",
    ) -> Answer:
        """One exchange of a conversation that remembers. `who` None: whoever is named in the text, spoke last, or is default."""
        return await self._at_home(asker.server).chat(
            conversation, who, text, asker, listener=listener, message_id=message_id, quoted=quoted
        )

    async def regenerate(self, message: ChatMessage, asker: Asker, *, listener: Listener | None = None) -> Answer:
        """Word a stored answer once more; old versions are kept."""
        return await self._at_home(asker.server).regenerate(message, asker, listener=listener)

    # ----------------------------------------------------------------------------------------------------------- debates

    def plan_debate(
        self,
        motion: str,
        who: Sequence[str] = (),
        format: str = "",
        *,
        rounds: int | None = None,
        seed: int | None = None,
        asker: Asker,
    ) -> DebatePlan:
        """Who would sit where, how long, at what cost. Writes nothing."""
        if seed is None:
            seed = int(self._clock.now() * 1000) % 1_000_000
        chosen = format or self.default_format
        plan = seating.plan_debate(self.of(asker.server), self.formats, motion, who, chosen, rounds, seed, asker)
        limit = max(phase["limit"] for phase in plan.format["phases"])
        size = self._speech.estimate(
            turns=plan.turns, limit=limit, chain=asker.engine, format=plan.format["id"], server=asker.server
        )
        return replace(plan, engine=size.engine, tokens=size.tokens, cost=size.cost, configured=asker.engine is None)

    async def open_debate(self, plan: DebatePlan, asker: Asker) -> str:
        """Write the debate's opening; its id."""
        debate = uuid.uuid4().hex[:10]
        event = Opened(
            motion=plan.motion,
            format=plan.format,
            seats=plan.seats,
            seed=plan.seed,
            on=plan.on,
            language=plan.language,
            engine="" if plan.configured and len(plan.engine) > 1 else ",".join(plan.engine),
            agreed=plan.agreed,
            asked_by=asker.name or asker.user,
            user=asker.user,
            server=asker.server,
        )
        await self._running().open(debate, event)
        return debate

    async def run(self, debate: str, stage: Stage, *, vote_seconds: float = 0.0, pace: float = 0.0) -> State:
        """Show what the stage has not shown, then go on until it ends or is parked. Raises DebateTaken, UnknownDebate."""
        return await self._running().run(debate, stage, vote_seconds=vote_seconds, pace=pace)

    async def park(self, debate: str) -> None:
        """Leave a debate where it is; `run` goes on with it later."""
        await self._running().park(debate)

    async def pause(self, debate: str, by: str) -> None:
        """Nobody speaks until `resume`; the turn under way is finished."""
        await self._running().command(debate, Paused(by))

    async def resume(self, debate: str, by: str) -> None:
        """Go on after `pause`."""
        await self._running().command(debate, Resumed(by))

    async def stop(self, debate: str, by: str, reason: str = "") -> None:
        """End it now; a turn under way is cut off."""
        await self._running().command(debate, Stopped(by, reason))

    async def skip(self, debate: str, by: str, *, phase_too: bool = False) -> None:
        """Pass over the next turn, or the rest of the phase."""
        await self._running().command(debate, Skipped(by, phase_too))

    async def call(self, debate: str, who: str, by: str) -> None:
        """This persona speaks next."""
        await self._running().command(debate, Called(await self._seated(debate, who), by))

    async def interject(
        self, debate: str, by: str, text: str, to: str | None = None, *, question: bool = False
    ) -> Record:
        """Somebody of the room speaks: answered at once by the persona addressed, or (`question`) in the audience phase."""
        whom = await self._seated(debate, to) if to else await self._named(debate, text)
        text = one_line(text)[:INTERJECTION_LIMIT]
        return await self._running().command(debate, Interjected(by, text, whom, "question" if question else "remark"))

    async def vote(self, debate: str, voter: str, side: Side) -> str:
        """Cast or change a vote in the vote that is open; returns which one it is. Raises Refused where none is."""
        room = await self._running().room(debate)
        which = room.state.voting
        if which is None:
            raise refusal(room.state, "no_vote")
        await self._running().command(debate, VoteCast(which, voter, side))
        return which

    async def status(self, debate: str) -> DebateStatus:
        """Where it stands."""
        state = (await self._running().room(debate)).state
        assert state.opened is not None
        claims = sum(c.state == "open" for c in state.ledger.claims)
        phase = state.phase.name.of(state.opened.language) if state.phase else ""
        votes = {which: state.tally(which) for which in ("before", "after") if state.votes.get(which)}
        return DebateStatus(
            debate,
            state.opened.motion,
            phase,
            state.paused,
            state.ended,
            state.seats,
            len(state.turns),
            claims,
            state.voting,
            votes,
        )

    async def records(self, debate: str) -> list[Record]:
        """All its events."""
        found = await self._kept().events(debate)
        if not found:
            raise UnknownDebate(debate)
        return found

    async def server_of(self, debate: str) -> str:
        """Where it was held: a server's id, "" elsewhere. Raises UnknownDebate."""
        opened = (await self.records(debate))[0].event
        assert isinstance(opened, Opened)
        return opened.server

    async def debates(self, **filters: Any) -> list[DebateSummary]:
        """Debates, newest first; filters as `Store.debates`."""
        return await self._kept().debates(**filters)

    async def find_debate(self, asked: str) -> str:
        """The id meant by an id, a prefix or `last`."""
        return await self._kept().find_debate(asked)

    def measures(self, records: Sequence[Record]) -> dict[str, Any]:
        """The measures of a debate; none where somebody who sat there is no longer among the personas."""
        from bot.debate import measures as measuring  # for those who have debated

        opened = records[0].event
        assert isinstance(opened, Opened)
        try:
            table, _, _ = self._lay_table(opened, True)
        except RequestError:
            return {}
        return dict(measuring.measure(records, table))

    async def export(self, debate: str, format: str, language: str) -> str:
        """The debate as `md`, `json` or `html`."""
        from bot.roundtable import exporting  # for those who export

        records = await self.records(debate)
        measures = self.measures(records)
        if format == "md":
            return exporting.as_markdown(records, measures, self.sources, language)
        if format == "html":
            return exporting.as_html(records, measures, self.sources, language)
        if format == "json":
            return exporting.as_json(records, measures)
        raise Refused(Sentence("refusals.export", format=format[:40], known=("md", "json", "html")))

    def motions(self, limit: int = 20, server: str = "") -> list[ProposedMotion]:
        """Motions with evidence on both sides, the best divided first."""
        return seating.propose_motions(self.of(server), limit)

    # -------------------------------------------------------------------------------------------------------------- data

    async def forget(self, user: str) -> int:
        """Delete everything stored about a user, at once; how many rows went."""
        for answering in (self._answering, *self._local.values()):
            answering.forget_summaries()
        return await self._kept().forget_user(user)

    async def about(self, user: str) -> dict[str, Any]:
        """Everything stored about a user."""
        return await self._kept().about_user(user)

    # ------------------------------------------------------------------------------------------------------------ inside

    def _lay_table(self, opened: Opened, votes: bool) -> tuple[Table, tuple[str, ...], tuple[str, ...]]:
        """The planner's table for a debate's seats, who has nothing to say, and motions that would divide them better."""
        materials = self.of(opened.server)
        personas = {seat.persona: _at(materials.shelf, seat, opened) for seat in opened.seats}
        table = replace(seating.lay_table(materials, personas, opened.motion, opened.on), votes=votes)
        silent = tuple(
            p for p, persona in personas.items() if not any(q.id in table.relevant for q in persona.positions)
        )
        better: tuple[str, ...] = ()
        if opened.agreed or len(silent) == len(personas):
            found = rules.propose_motions(Table(personas, materials.topics), 3)
            better = tuple(m.text for m in found if m.text != opened.motion)
        return table, silent, better

    async def _seated(self, debate: str, who: str) -> str:
        room = await self._running().room(debate)
        if room.state.seat(who) is not None:
            return who
        match = self._shelf_of(room.state).find(who)
        for seat in room.state.seats:
            if seat.persona == match.persona.id or (match.member and seat.member == match.member):
                return seat.persona
        names = "、".join(seat.name for seat in room.state.seats)
        raise refusal(room.state, "not_seated", name=match.name, names=names)

    async def _named(self, debate: str, text: str) -> str | None:
        """The persona of this debate that a remark names, if it names one."""
        room = await self._running().room(debate)
        seated = {seat.persona for seat in room.state.seats}
        return next((m.persona.id for m in self._shelf_of(room.state).named_in(text) if m.persona.id in seated), None)

    def _shelf_of(self, state: State) -> Shelf:
        return self.of(state.opened.server if state.opened else "").shelf

    def _at_home(self, server: str) -> Answering:
        return self._local.get(server, self._answering)

    def _gather_sources(self) -> None:
        all_of_them = [a.materials.sources for a in (self._answering, *self._local.values())]
        by_id = {s.id: s for sources in all_of_them for s in sources.sources}
        self._sources = self._materials.sources.replaced(sources=tuple(by_id.values()))

    def _running(self) -> Debating:
        if self._debating is None:
            raise Refused(Sentence("refusals.debate_no_store"))
        return self._debating

    def _kept(self) -> Store:
        if self._store is None:
            raise Refused(Sentence("refusals.no_store"))
        return self._store


def _at(shelf: Shelf, seat: Seat, opened: Opened) -> Persona:
    """Who sits there, by id: a name that is gone must not find somebody who is called alike. Raises RequestError."""
    if seat.member:
        match = shelf.find(seat.member)
        found = match.persona if match.member == seat.member and match.persona.id == seat.persona else None
    else:
        found = next((p for p in shelf.all() if p.id == seat.persona), None)
    if found is None:
        own = bool(opened.server) and seat.persona.endswith(f"-{opened.server}")
        key = "server_person_gone" if own else "person_gone"
        raise SeatGone(Sentence(f"table.refused.{key}", name=seat.name, id=seat.persona, server=opened.server), own)
    return found
