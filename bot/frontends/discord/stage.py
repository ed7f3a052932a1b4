"""A debate's place in Discord: each event shown once, whatever dies in between.

What was shown is recorded under `(debate, seq)`. An event written and not recorded may stand in the thread all the same: after
a start, or a failed request, the stage looks at the thread before it posts.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.config import OFFLINE
from bot.debate.events import Closed, ModeratorSpoke, Opened, Record, TurnSpoken, VoteCast, VoteClosed, VoteOpened
from bot.frontends.discord.editing import Growing
from bot.frontends.discord.pictures import swing_chart
from bot.frontends.discord.render import SIDES, Item, Renderer
from bot.frontends.discord.speaking import CURSOR, Speaking
from bot.frontends.discord.voices import HAIR, Place, Voice, webhook_name
from bot.frontends.discord.wire import Spot
from bot.lang import say
from bot.roundtable.exporting import measure_rows

if TYPE_CHECKING:
    from bot.frontends.discord.desk import Desk

log = logging.getLogger(__name__)

FRONT = "discord"
PATIENCE = 120.0
EARLIER = 60.0  # seconds by which our clock may be ahead of Discord's


def _id_at(at: float) -> int:
    """The lowest id of a message written at this Unix time."""
    return discord.utils.time_snowflake(datetime.datetime.fromtimestamp(at, datetime.UTC))


class DiscordStage:
    """The round table's Stage."""

    def __init__(self, desk: Desk, debate: str, place: Place) -> None:
        self._desk = desk
        self.debate = debate
        self.place = place
        self.render = Renderer(debate, desk.table.sources, lambda: self._measures)
        self._measures: Sequence[tuple[str, str]] = ()
        self._shown: dict[int, tuple[str, ...]] = {}
        self._doubt = True
        self._since = place.thread or 0  # nothing of this debate stands before this message id
        self._growing: dict[int, Speaking] = {}
        self._ballots: dict[str, Growing] = {}  # which → the message with the buttons
        self._questions: dict[str, str] = {}
        self._voters: dict[str, set[str]] = {}
        self._tallies: dict[str, dict[str, int]] = {}

    async def prepare(self) -> None:
        """Read what was shown; to be called before every run."""
        self._shown = dict(await self._desk.store.shown(self.debate, FRONT))
        self._doubt = True
        self._growing.clear()

    # ------------------------------------------------------------------------------------------------------------- Stage

    def partial(self, seq: int, speaker: str, text: str) -> None:
        """A turn grows."""
        if not speaker or self._doubt or seq in self._shown or not self._streams():
            return
        if seq not in self._growing:
            self._growing[seq] = Speaking(self._desk.pacer, self._poster(speaker, seq))
        self._growing[seq].hear(text)

    def _streams(self) -> bool:
        opened = self.render.opened
        return self._desk.config.discord.stream and opened is not None and opened.engine != OFFLINE

    async def show(self, record: Record) -> None:
        """Show one event, once. Raises discord.HTTPException, aiohttp.ClientError: nothing is recorded then."""
        if isinstance(record.event, Opened):
            self._since = max(self._since, _id_at(record.at - EARLIER))
        if record.seq in self._shown:
            self.render.items(record)  # it remembers the opening
            self._note(record, self._shown[record.seq])
            return
        if isinstance(record.event, Closed):
            records = await self._desk.table.records(self.debate)
            self._measures = measure_rows(self._desk.table.measures(records), self.render.language)
        ids = await self._put(record, self.render.items(record))
        await self._desk.store.mark_shown(self.debate, record.seq, FRONT, ids)
        self._shown[record.seq] = tuple(ids)
        self._note(record, tuple(ids))
        await self._after(record)

    # ------------------------------------------------------------------------------------------------------------ inside

    def _note(self, record: Record, ids: tuple[str, ...]) -> None:
        event = record.event
        if isinstance(event, VoteOpened) and ids:
            self._ballots[event.which] = self._desk.pacer.grow(Spot(self.place.channel, ids[-1]))
            self._questions[event.which] = str(self.render.items(record)[-1].body["content"])
        elif isinstance(event, VoteCast):
            self._voters.setdefault(event.which, set()).add(event.voter)
        elif isinstance(event, VoteClosed):
            self._tallies[event.which] = event.tally

    async def _put(self, record: Record, items: list[Item]) -> list[str]:
        grown = self._growing.pop(record.seq, None)
        if grown is not None:
            if isinstance(record.event, TurnSpoken | ModeratorSpoke) and items:
                return await self._complete(grown, record)
            await self._take_back(grown)
        found: list[str] = []
        if self._doubt:
            found = await self._look(items)
            self._doubt = False
        try:
            for index in range(len(found), len(items)):
                spot = await self._post(items[index], record.seq, index)
                found.append(spot.message)
        except Exception:
            self._doubt = True  # it may have arrived: the next try looks first
            raise
        return found

    async def _complete(self, grown: Speaking, record: Record) -> list[str]:
        """The turn's message has grown in the thread: give it its final text, sources and buttons."""
        event = record.event
        assert isinstance(event, TurnSpoken | ModeratorSpoke)
        try:
            spots = await grown.finish_with([item.body for item in self.render.items(record)])
        except Exception:
            self._doubt = True
            raise
        return [s.message for s in spots]

    async def _take_back(self, grown: Speaking) -> None:
        """A turn that was cut off before it was said: what grew of it goes."""
        await grown.abandon()
        for spot in grown.spots:
            with contextlib.suppress(discord.HTTPException):
                await self._desk.wire.delete(spot)

    async def _post(self, item: Item, seq: int, index: int) -> Spot:
        nonce = f"{self.debate[:12]}.{seq}.{index}"
        if not item.speaker:
            return await self._desk.wire.post(self.place.channel, item.body, nonce)
        return await self._desk.voices.speak(self.place, self.voice(item.speaker), item.body, nonce, patience=PATIENCE)

    def _poster(self, speaker: str, seq: int) -> Any:
        async def post(index: int, body: dict[str, Any]) -> Spot:
            # no nonce of the event's own: a growing message that was taken back must not swallow the one after it
            nonce = f"{seq}.{index}.{uuid.uuid4().hex[:12]}"
            return await self._desk.voices.speak(self.place, self.voice(speaker), body, nonce, patience=PATIENCE)

        return post

    def voice(self, persona: str) -> Voice:
        """A seat's voice."""
        server = self.render.opened.server if self.render.opened else ""
        return self._desk.answers.voice_of(server, persona, self.render.name(persona), self.render.language)

    async def _look(self, items: list[Item]) -> list[str]:
        """Which of these messages stand in the thread already; what grew and was never finished is removed."""
        known = {id for ids in self._shown.values() for id in ids}
        after = max((int(id) for id in known), default=self._since)
        try:
            messages = await self._desk.wire.recent(self.place.channel, after)
        except discord.Forbidden:
            return []
        found: list[str] = []
        for message in messages:
            spot = await self._own(message)
            if spot is None or message["id"] in known:
                continue
            content = message["content"] or (await self._desk.wire.read(spot))["content"]
            if content.endswith(CURSOR.strip()):
                await self._desk.wire.delete(spot)
            elif len(found) < len(items) and self._same(items[len(found)], message, content):
                found.append(message["id"])
        return found

    async def _own(self, message: dict[str, Any]) -> Spot | None:
        """A message of ours that answers no command."""
        if message.get("interaction_metadata"):
            return None
        if message.get("webhook_id"):
            hook = await self._desk.voices.hook(self.place.parent)
            if hook is None or str(hook.id) != str(message["webhook_id"]):
                return None
            return Spot(self.place.channel, message["id"], hook, self.place.thread)
        own = str(message["author"]["id"]) == str(self._desk.application)
        return Spot(self.place.channel, message["id"]) if own else None

    def _same(self, item: Item, message: dict[str, Any], content: str) -> bool:
        wanted = str(item.body["content"])
        if not item.speaker:
            return content.strip() == wanted.strip()
        voice = self.voice(item.speaker)
        by_hook = message["author"]["username"].rstrip(HAIR) == webhook_name(voice.name).rstrip(HAIR)
        return (
            by_hook and content.strip() == wanted.strip()
        ) or content.strip() == f"**{voice.name}**\n{wanted}".strip()

    async def _after(self, record: Record) -> None:
        """What an event changes in messages that stand already, and the picture of a swing: none of it worth failing for."""
        event = record.event
        with contextlib.suppress(discord.HTTPException):
            if isinstance(event, VoteCast):
                self._count(event)
            elif isinstance(event, VoteClosed):
                await self._close_ballot(event)
            elif isinstance(event, TurnSpoken):
                self._desk.counters.add("turns")

    def _count(self, event: VoteCast) -> None:
        """The number of voters, never who or what: that would sway the rest."""
        voters = self._voters.setdefault(event.which, set())
        voters.add(event.voter)
        ballot = self._ballots.get(event.which)
        if ballot is None:
            return
        count = say(self.render.language, "discord.debate.voted", count=len(voters))
        ballot.update({"content": f"{self._questions[event.which]}\n{count}"})

    async def _close_ballot(self, event: VoteClosed) -> None:
        ballot = self._ballots.get(event.which)
        if ballot is not None:
            buttons = self.render.vote_buttons(event.which, disabled=True)
            await ballot.finish({"components": buttons})
        before, after = self._tallies.get("before"), self._tallies.get("after")
        if (
            event.which == "after"
            and before is not None
            and after is not None
            and any((*before.values(), *after.values()))
        ):
            await self._swing(before, after)

    async def _swing(self, before: dict[str, int], after: dict[str, int]) -> None:
        language = self.render.language
        rows = [(say(language, f"discord.debate.vote_{s}_side"), before.get(s, 0), after.get(s, 0)) for s in SIDES]
        text = "\n".join(f"{side}　{b} → {a}（{a - b:+d}）" for side, b, a in rows)
        labels = (say(language, "discord.debate.before"), say(language, "discord.debate.after"))
        picture = swing_chart(rows, labels, self._desk.config.discord.font)
        body = {"content": f"{say(language, 'discord.debate.swing')}\n{text}"}
        await self._desk.wire.post(self.place.channel, body, f"{self.debate[:12]}.swing", picture=picture)
