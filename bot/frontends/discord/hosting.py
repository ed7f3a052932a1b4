"""Debates in their threads: begun, queued, gone on with after a restart, given up where their place is gone.

What a debate is and does is the round table's; this only knows where it is held and who may press what.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.debate.events import Opened
from bot.errors import DebateTaken, Refused, RequestError, SeatGone
from bot.frontends.discord import parts, showing
from bot.frontends.discord.plain import Scene
from bot.frontends.discord.plans import Booked, Plans, Wish
from bot.frontends.discord.stage import FRONT, DiscordStage
from bot.frontends.discord.text import harmless, quoted
from bot.frontends.discord.voices import Place
from bot.frontends.discord.wire import UNKNOWN_CHANNEL
from bot.lang import in_language, listed, say, told
from bot.ports import DebatePlan

if TYPE_CHECKING:
    from bot.frontends.discord.desk import Desk

log = logging.getLogger(__name__)

RIGHTS_AGAIN = 30.0  # seconds until a debate without the right to write looks again
OUTAGE_AGAIN = 3.0
STARTED = "discord.started"
POST = "+"  # behind the forum's id in an address


@dataclass(slots=True)
class Held:
    """A debate this process runs."""

    debate: str
    server: str
    place: Place
    stage: DiscordStage
    task: asyncio.Task[None] | None = None
    gone: bool = False


def address(server: str, place: Place) -> str:
    """As stored with the debate."""
    return f"{server}/{place.parent}{POST if place.post else ''}/{place.channel}"


def located(text: str) -> tuple[str, Place] | None:
    """What `address` wrote."""
    try:
        server, parent, channel = text.split("/")
        post, parent = parent.endswith(POST), parent.removesuffix(POST)
        return server, Place(int(channel), int(parent), int(channel) if channel != parent else None, post)
    except ValueError:
        return None


class Host:
    """All debates of this process."""

    def __init__(self, desk: Desk, is_member: Callable[[str], bool]) -> None:
        self._desk = desk
        self._is_member = is_member
        self._held: dict[str, Held] = {}
        self._plans = Plans(desk.store)
        self._locks: dict[int, asyncio.Lock] = {}
        self._rights = asyncio.Event()
        self._closing = False

    @property
    def running(self) -> int:
        """How many are held."""
        return len(self._held)

    # ---------------------------------------------------------------------------------------------------------- beginning

    async def propose(self, scene: Scene, wish: Wish) -> dict[str, Any]:
        """What it will be and cost, with 开始 and 取消. Nothing has begun."""
        desk = self._desk
        desk.gate.enter(scene)
        plan = self._plan(scene.asker, wish, None)
        booked = await self._plans.book(scene, wish, plan.seed)
        buttons = parts.rows(
            parts.button(say(scene.reader, "discord.plan.start"), parts.custom_id("start", booked.key), parts.GREEN),
            parts.button(say(scene.reader, "discord.plan.cancel"), parts.custom_id("cancel", booked.key)),
        )
        money = desk.config.budgets.currency
        return {"content": showing.plan(plan, scene.reader, money)[:2000], "components": buttons}

    def _plan(self, asker: Any, wish: Wish, seed: int | None) -> DebatePlan:
        return self._desk.table.plan_debate(
            wish.motion, wish.who, wish.format, rounds=wish.rounds, seed=seed, asker=asker
        )

    async def start(self, scene: Scene, key: str) -> str:
        """开始 was pressed: begin, or queue behind the one that runs here. What the member is told."""
        booked = await self._plans.get(key)
        if booked is None:
            raise Refused(say(scene.reader, "discord.plan.gone"))
        if booked.asker.user != scene.user and not scene.moderator:
            raise Refused(say(scene.reader, "discord.plan.not_yours"))
        self._desk.gate.enter(scene)
        async with self._lock(booked.channel):
            queue = await self._plans.queue(booked.channel)
            if key in queue:
                return say(scene.reader, "discord.plan.queued", place=queue.index(key) + 1)
            if self._in(booked.channel) or self._full(booked.server):
                limit = self._desk.config.limits.queue_per_channel
                if limit and len(queue) >= limit:
                    raise Refused(say(scene.reader, "discord.plan.queue_full", count=limit))
                await self._plans.set_queue(booked.channel, [*queue, key])
                return say(scene.reader, "discord.plan.queued", place=len(queue) + 1)
            place = await self._begin(booked)
        return say(scene.reader, "discord.plan.started", thread=f"<#{place.channel}>")

    async def forget(self, user: str) -> None:
        """Drop what a member planned and never began."""
        for key in await self._plans.of(user):
            await self._plans.drop(key)

    async def cancel(self, scene: Scene, key: str) -> str:
        """取消 was pressed."""
        booked = await self._plans.get(key)
        if booked is not None and booked.asker.user == scene.user:
            queue = await self._plans.queue(booked.channel)
            if key in queue:
                await self._plans.set_queue(booked.channel, [k for k in queue if k != key])
            await self._plans.drop(key)
        return say(scene.reader, "discord.plan.cancelled")

    async def _begin(self, booked: Booked) -> Place:
        """Announcement, thread, first event, and off it goes. Each step may be made twice without harm."""
        desk = self._desk
        plan = self._plan(booked.asker, booked.wish, booked.seed)
        place = await self._thread(booked, plan)
        if await self._held_before(place, booked):  # we died after it had begun and before its plan was dropped
            await self._plans.drop(booked.key)
            return place
        debate = await desk.table.open_debate(plan, booked.asker)
        await desk.store.place_debate(debate, FRONT, address(booked.server, place))
        await desk.store.set_setting(f"user:{booked.asker.user}", f"{STARTED}.{debate}", True)
        await self._plans.drop(booked.key)
        self._hold(debate, booked.server, place)
        return place

    async def _held_before(self, place: Place, booked: Booked) -> bool:
        """Whether this thread has its debate already. A forum's post may have had others: the seed tells this one."""
        recent = await self._desk.store.debates(front=FRONT, limit=200)
        here = [d for d in recent if place.thread is not None and d.place.endswith(f"/{place.thread}")]
        if not place.post:
            return bool(here)
        begun = [(await self._desk.table.records(d.id))[0].event for d in here if d.started >= booked.at]
        return any(isinstance(event, Opened) and event.seed == booked.seed for event in begun)

    async def _thread(self, booked: Booked, plan: DebatePlan) -> Place:
        """A thread of its own under an announcement; the channel itself where threads aren't allowed; a forum's post as it is."""
        wire, language = self._desk.wire, booked.asker.language
        names = " ⇄ ".join(s.name for s in plan.seats)
        text = say(language, "discord.debate.announced", by=booked.asker.name, motion=quoted(plan.motion), names=names)
        spot = await wire.post(booked.channel, {"content": text}, f"announce.{booked.key}")
        if booked.forum:
            return Place(booked.channel, booked.forum, booked.channel, post=True)
        minutes = self._desk.config.discord.thread_archive_minutes
        try:
            thread = await wire.start_thread(booked.channel, spot.message, plan.motion, minutes)
        except discord.Forbidden:
            return Place(booked.channel, booked.channel)
        return Place(thread, booked.channel, thread)

    # ------------------------------------------------------------------------------------------------------------ holding

    def _hold(self, debate: str, server: str, place: Place) -> None:
        held = Held(debate, server, place, DiscordStage(self._desk, debate, place))
        self._held[debate] = held
        held.task = asyncio.create_task(self._run(held), name=f"debate {debate}")

    async def _run(self, held: Held) -> None:
        try:
            while not self._closing and not held.gone:
                if await self._attempt(held):
                    break
        finally:
            if not self._closing:
                self._held.pop(held.debate, None)
        if not self._closing:
            await self._move_up()

    async def _attempt(self, held: Held) -> bool:
        """Run until it ends or something fails; True where there is nothing more to do."""
        desk, debate = self._desk, held.debate
        settings = await desk.settings.at(held.server, str(held.place.parent))
        pace = float(settings.get("pace_seconds", desk.config.discord.pace_seconds))
        try:
            await held.stage.prepare()
            await desk.table.run(debate, held.stage, vote_seconds=desk.config.discord.vote_seconds, pace=pace)
            return True
        except DebateTaken:
            log.warning("another process runs this debate", extra={"debate": debate})
            return True
        except discord.NotFound as e:
            if e.code == UNKNOWN_CHANNEL:
                await self._give_up(held, "place")
                return True
            await asyncio.sleep(OUTAGE_AGAIN)
        except discord.Forbidden as e:
            if not self._is_member(held.server):
                await self._give_up(held, "server")
                return True
            log.warning("a debate waits for the right to write", extra={"debate": debate, "code": e.code})
            self._rights.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._rights.wait(), RIGHTS_AGAIN)
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as e:
            log.warning("a debate waits for Discord", extra={"debate": debate, "why": str(e)[:200]})
            await asyncio.sleep(OUTAGE_AGAIN)
        except SeatGone as error:
            await self._cannot_go_on(held, error)
            return True
        except Exception:  # one event's show: a bug must not be repeated for ever, nor take the process along
            log.exception("a debate failed", extra={"debate": debate})
            self._desk.counters.add("mishaps")
            return True
        return False

    async def _give_up(self, held: Held, why: str) -> None:
        """Its place is gone: it is stopped, so that no restart tries again."""
        held.gone = True
        with contextlib.suppress(Refused):
            await self._desk.table.stop(held.debate, "", reason=why)
        log.info("debate stopped: its place is gone", extra={"debate": held.debate, "why": why})

    async def _cannot_go_on(self, held: Held, error: SeatGone) -> None:
        """Somebody was removed from this server: stopped, and said in its thread why.

        Where the operator's files lack somebody, or the server's can't be read, the next start may find them again.
        """
        language = held.stage.render.language
        why = told(language, error)
        log.warning("a debate cannot go on", extra={"debate": held.debate, "why": why[:200]})
        if not error.own or not self._desk.drafting.readable(held.server):
            return
        with contextlib.suppress(RequestError):
            await self._desk.table.stop(held.debate, "", reason=why)
        with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
            text = say(language, "discord.debate.stopped", by="—", reason=harmless(why))
            await self._desk.wire.post(held.place.channel, {"content": text[:2000]}, f"{held.debate[:12]}.cannot")

    async def _move_up(self) -> None:
        """Whoever waits and has room now, in whatever channel."""
        for channel in await self._plans.queues():
            await self._next(int(channel))

    async def _next(self, channel: int) -> None:
        """The next of one channel's queue, where there is one and room for it."""
        async with self._lock(channel):
            queue = await self._plans.queue(channel)
            while queue and not self._closing and not self._in(channel):
                booked = await self._plans.get(queue[0])
                if booked is not None:
                    if self._full(booked.server):
                        return
                    try:
                        await self._begin(booked)
                    except (discord.HTTPException, aiohttp.ClientError, RequestError) as e:
                        log.warning("a queued debate could not begin", extra={"plan": queue[0], "why": str(e)[:200]})
                        await self._plans.drop(queue[0])
                # only now: a crash before this line begins it again, which `_begin` notices
                queue = queue[1:]
                await self._plans.set_queue(channel, queue)

    async def resume_all(self) -> None:
        """After a start: everything that has not ended goes on; queues whose debate is over move up."""
        await self._plans.prune()
        for status in ("running", "paused"):
            for summary in await self._desk.store.debates(status=status, front=FRONT, limit=1000):
                found = located(summary.place)
                if found is not None and summary.id not in self._held:
                    self._hold(summary.id, *found)
        await self._move_up()

    def rights_changed(self) -> None:
        """Roles or channels were changed: whoever waits for a right looks again."""
        self._rights.set()

    async def place_gone(self, channel: str) -> None:
        """A channel or thread was deleted."""
        for held in [h for h in self._held.values() if channel in (str(h.place.channel), str(h.place.parent))]:
            await self._give_up(held, "place")
            await self._desk.table.park(held.debate)
        await self._plans.set_queue(int(channel), [])

    async def server_gone(self, server: str) -> None:
        """We were removed from a server."""
        for held in [h for h in self._held.values() if h.server == server]:
            await self._give_up(held, "server")
            await self._desk.table.park(held.debate)
            await self._plans.set_queue(held.place.home, [])

    async def close(self) -> None:
        """Park everything: the turn under way is dropped, nothing written is lost."""
        self._closing = True
        tasks = [h.task for h in self._held.values() if h.task is not None]
        for held in self._held.values():
            await self._desk.table.park(held.debate)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=8)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    # ----------------------------------------------------------------------------------------------------------- commands

    def _lock(self, channel: int) -> asyncio.Lock:
        return self._locks.setdefault(channel, asyncio.Lock())

    def _in(self, channel: int) -> Held | None:
        return next((h for h in self._held.values() if channel in (h.place.parent, h.place.channel)), None)

    def _full(self, server: str) -> bool:
        most = self._desk.config.limits.debates_per_server
        return bool(most) and sum(h.server == server for h in self._held.values()) >= most

    def held_at(self, scene: Scene) -> Held | None:
        """The debate of this thread, else the one of this channel."""
        exact = next((h for h in self._held.values() if h.place.channel == scene.place.channel), None)
        return exact or self._in(scene.place.home)

    def thread_held(self, channel: int) -> bool:
        """Whether a debate is held in exactly this thread."""
        return any(h.place.channel == channel and h.place.thread for h in self._held.values())

    async def _meant(self, scene: Scene, debate: str = "") -> str:
        held = self._held.get(debate) if debate else self.held_at(scene)
        if held is not None:
            return held.debate
        if debate:
            return debate
        raise Refused(say(scene.reader, "discord.debate.none_here"))

    async def _may_command(self, scene: Scene, debate: str) -> None:
        """Whoever asked for it, and moderators."""
        mine = await self._desk.store.get_setting(f"user:{scene.user}", f"{STARTED}.{debate}")
        if not mine and not scene.moderator:
            raise Refused(say(scene.reader, "discord.refused.starter"))

    async def command(self, scene: Scene, verb: str, who: str = "", debate: str = "") -> str:
        """stop, pause, resume, skip, call. What the member is told."""
        table, by = self._desk.table, scene.asker.name
        self._desk.gate.allowed(scene)
        debate = await self._meant(scene, debate)
        await self._may_command(scene, debate)
        if verb == "call":
            await table.call(debate, who, by)
        else:
            act = {"stop": table.stop, "pause": table.pause, "resume": table.resume, "skip": table.skip}[verb]
            await act(debate, by)
        return say(scene.reader, f"discord.debate.did_{verb}")

    async def interject(self, scene: Scene, debate: str, text: str, to: str | None, *, question: bool = False) -> str:
        """Somebody of the room speaks."""
        self._desk.gate.enter(scene)
        await self._desk.table.interject(debate, scene.asker.name, text, to, question=question)
        return say(scene.reader, "discord.debate.heard")

    async def stop_with(self, server: str, personas: Collection[str], by: str) -> int:
        """End the debates of this server in which one of these sits, saying whose positions are gone; how many there were."""
        stopped = 0
        for held in [h for h in self._held.values() if h.server == server]:
            names = [name for persona, name in await self.seats(held.debate) if persona in personas]
            if names:
                language = held.stage.render.language
                whose = listed(language, [in_language(language, name) for name in names])
                reason = say(language, "discord.distill.stopped_for", names=whose)
                with contextlib.suppress(Refused):  # it has just ended by itself
                    await self._desk.table.stop(held.debate, by, reason)
                    stopped += 1
        return stopped

    async def vote(self, scene: Scene, debate: str, side: str) -> str:
        """One person's vote, changeable until it closes."""
        self._desk.gate.allowed(scene)
        await self._desk.table.vote(debate, scene.user, side)  # type: ignore[arg-type]
        return say(
            scene.reader, "discord.debate.vote_counted", side=say(scene.reader, f"discord.debate.vote_{side}_side")
        )

    async def _latest(self, scene: Scene) -> str:
        held = self.held_at(scene)
        if held is not None:
            return held.debate
        for summary in await self._desk.store.debates(front=FRONT, limit=500):
            found = located(summary.place)
            if found is not None and scene.place.channel in (found[1].channel, found[1].parent):
                return summary.id
        raise Refused(say(scene.reader, "discord.debate.none_here"))

    async def status(self, scene: Scene) -> str:
        """Where the debate here stands, and who waits."""
        debate = await self._latest(scene)
        queue = await self._plans.queue(scene.place.home)
        return showing.status(await self._desk.table.status(debate), len(queue), scene.reader)

    async def export(self, scene: Scene, debate: str = "") -> tuple[str, list[tuple[str, bytes]]]:
        """The debate here as Markdown and HTML."""
        self._desk.gate.enter(scene)
        debate = debate or await self._latest(scene)
        files = []
        for kind in ("md", "html"):
            text = await self._desk.table.export(debate, kind, scene.reader)
            files.append((f"yuanzhuo-{debate}.{kind}", text.encode()))
        return say(scene.reader, "discord.debate.exported"), files

    async def seats(self, debate: str) -> list[tuple[str, str]]:
        """(id, name) of everyone seated."""
        status = await self._desk.table.status(debate)
        return [(s.persona, s.name) for s in status.seats]
