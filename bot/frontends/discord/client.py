"""The connection: as little cached as can be, every event handed on to whoever knows about it."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.errors import StoreError
from bot.frontends.discord import commands, mishaps, registry
from bot.frontends.discord.answers import Answers
from bot.frontends.discord.desk import Desk
from bot.frontends.discord.editing import Pacer
from bot.frontends.discord.health import Health
from bot.frontends.discord.hosting import Host
from bot.frontends.discord.listening import Listening
from bot.frontends.discord.presses import Presses
from bot.frontends.discord.pruning import expire_drafts, forget_left, note_left, prune
from bot.frontends.discord.voices import Voices
from bot.frontends.discord.wire import Wire
from bot.frontends.discord.words import Translator

log = logging.getLogger(__name__)

KEEP_ALIVE = 75.0  # aiohttp drops an idle connection after 15 s: a quiet bot would pay a handshake on every answer
WARM_EVERY = 50.0
DELAY_EVERY = 0.1
PRUNE_EVERY = 6 * 3600.0


def intents(message_content: bool) -> discord.Intents:
    """No privileged one unless the operator switched Message Content on."""
    wanted = discord.Intents.none()
    wanted.guilds = wanted.guild_messages = wanted.dm_messages = True
    wanted.message_content = message_content
    return wanted


class Tree(app_commands.CommandTree[Any]):
    """The commands, with the one error handler."""

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        """Counts; never refuses."""
        interaction.client.desk.counters.add("interactions", interaction.type.name)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        """Everything a command raises ends here."""
        interaction.client.desk.counters.add("mishaps")
        await mishaps.report(interaction, error, interaction.client.desk.config.language)


class TableClient(discord.AutoShardedClient):
    """The bot."""

    def __init__(self, desk: Desk) -> None:
        connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE, family=socket.AF_UNSPEC)
        super().__init__(
            intents=intents(desk.config.discord.message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=desk.config.discord.shards,
            connector=connector,
            enable_debug_events=False,
        )
        self.desk = desk
        self.tree = Tree(self)
        self._connector = connector
        self._session: aiohttp.ClientSession | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._health = Health(desk.config.discord, desk.counters, self._connected, self._gauges)
        self._resumed = False
        self._parting = False
        self._delay = 0.0  # the event loop's worst since it was asked last

    async def setup_hook(self) -> None:
        """Logged in, not yet connected: everything that may block is done here."""
        desk = self.desk
        desk.application = self.application_id or 0
        timeout = aiohttp.ClientTimeout(total=90, connect=10)
        self._session = aiohttp.ClientSession(connector=self._connector, connector_owner=False, timeout=timeout)
        desk.wire = Wire(self.http, self._session, desk.application)
        desk.voices = Voices(desk.wire)
        desk.pacer = Pacer(desk.wire)
        desk.answers = Answers(desk)
        desk.host = Host(desk, lambda server: self.get_guild(int(server)) is not None)
        self._presses = Presses(desk)
        self._listening = Listening(desk)
        commands.add_all(self.tree, desk)
        await self.tree.set_translator(Translator())
        servers = desk.config.discord.test_servers
        await registry.register(self.tree, desk.store, desk.application, servers)
        await self._health.start()
        self._tasks = [asyncio.create_task(t) for t in (self._keep_warm(), self._prune(), self._watch_delay())]

    async def on_ready(self) -> None:
        """Debates that were running when the last process ended go on, once."""
        log.info("ready", extra={"servers": len(self.guilds), "user": str(self.user)})
        if not self._resumed:
            self._resumed = True
            gc.freeze()  # servers and channels stay: the collector needn't walk them again and again
            await self._note_left(*self.desk.drafting.servers())
            await self.desk.host.resume_all()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Buttons, menus and modals; the tree takes commands itself."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            self.desk.counters.add("interactions", interaction.type.name)
            try:
                await self._presses.act(interaction)
            except Exception as error:  # the top-level handler of everything pressed
                self.desk.counters.add("mishaps")
                await mishaps.report(interaction, error, self.desk.config.language)

    async def on_message(self, message: discord.Message) -> None:
        """Mentions, replies, direct messages and channels listened to."""
        try:
            await self._listening.hear(message)
        except Exception as error:  # the top-level handler of everything said
            self.desk.counters.add("mishaps")
            await self._listening.excuse(message, error)

    async def on_webhooks_update(self, channel: discord.abc.GuildChannel) -> None:
        """Somebody changed a channel's webhooks, or we did."""
        self.desk.voices.forget(channel.id)

    async def on_guild_channel_update(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """Rights may have changed."""
        self.desk.voices.forget(after.id)
        self.desk.host.rights_changed()

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """Rights may have changed."""
        if before.permissions != after.permissions:
            self.desk.voices.forget()
            self.desk.host.rights_changed()

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Debates held there are over."""
        self.desk.voices.forget(channel.id)
        await self.desk.host.place_gone(str(channel.id))

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """The debate held there is over."""
        await self.desk.host.place_gone(str(payload.thread_id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Kicked (an outage comes as another event): nothing more is held there, and what it distilled will go in time."""
        await self._note_left(str(guild.id))
        await self.desk.host.server_gone(str(guild.id))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Invited, perhaps once more."""
        await self._note_left(str(guild.id))

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """A handler of ours failed where nobody waits for an answer."""
        self.desk.counters.add("mishaps")
        log.exception("event handler failed", extra={"event": event_method})

    async def close(self) -> None:
        """Park what runs, then let go of everything."""
        if self._parting:
            await super().close()
            return
        self._parting = True
        if hasattr(self.desk, "host"):
            await self.desk.host.close()
            await self.desk.pacer.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._health.close()
        if self._session is not None:
            await self._session.close()
        await super().close()

    # ------------------------------------------------------------------------------------------------------------ inside

    def _connected(self) -> bool:
        return self.is_ready() and not self.is_closed()

    def _gauges(self) -> dict[str, float]:
        latency = self.latency if self._connected() and self.latency == self.latency else 0.0
        return {
            "ready": float(self._connected()),
            "servers": float(len(self.guilds)),
            "gateway_latency_seconds": latency if latency != float("inf") else 0.0,
            "loop_delay_max_seconds": self._take_delay(),
            "debates_running": float(self.desk.host.running) if hasattr(self.desk, "host") else 0.0,
        }

    def _take_delay(self) -> float:
        worst, self._delay = self._delay, 0.0
        return worst

    async def _watch_delay(self) -> None:
        """How late the event loop comes: what blocks it shows here before members feel it."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + DELAY_EVERY
            await asyncio.sleep(DELAY_EVERY)
            self._delay = max(self._delay, loop.time() - due)

    async def _keep_warm(self) -> None:
        """One cheap request now and then keeps a connection open for the next acknowledgement."""
        while True:
            await asyncio.sleep(WARM_EVERY)
            try:
                await self.http.request(discord.http.Route("GET", "/users/@me"))
            except (discord.HTTPException, aiohttp.ClientError, OSError) as e:
                log.debug("keeping warm: %s", e)

    async def _note_left(self, *servers: str) -> None:
        """Which of these we are no longer in."""
        own = [s for s in self.desk.drafting.servers() if s in servers and s.isdigit()]
        now = discord.utils.utcnow().timestamp()
        await note_left(self.desk.store, own, lambda server: self.get_guild(int(server)) is not None, now)
        for server in own:
            self.desk.settings.drop(f"server:{server}")

    async def _prune_once(self) -> None:
        desk, now = self.desk, discord.utils.utcnow().timestamp()
        rows = await prune(desk.store, desk.config.retention_days, now)
        drafts = await expire_drafts(desk.drafting, desk.store, desk.config, now)
        servers = await forget_left(desk.drafting, desk.store, desk.config, now)
        for server in servers:
            desk.settings.drop(f"server:{server}")
        if rows or drafts or servers:
            log.info("pruned", extra={"rows": rows, "drafts": drafts, "servers": len(servers)})

    async def _prune(self) -> None:
        """Delete what is older than the operator or its server keeps."""
        while True:
            try:
                await self._prune_once()
            except (StoreError, OSError) as error:  # a full disk passes; the task must not end with it
                log.error("could not prune: %s", error)
            await asyncio.sleep(PRUNE_EVERY)
