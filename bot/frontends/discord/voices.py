"""Personas speak through one webhook per channel, under their own name and picture; without the right to, as plain messages."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord

from bot.frontends.discord.wire import MAX_WEBHOOKS, UNKNOWN_WEBHOOK, Busy, Hook, InDoubt, Spot, Wire

log = logging.getLogger(__name__)

HAIR = "\u200a"
FILLER = "\u17b5"  # shows nothing, and Discord doesn't strip it: a one-character name needs a second one
FORBIDDEN = ("discord", "clyde")
NAME = "圆桌"
KEPT = 2000  # channels remembered
TRIES = 4
LOOKED_AT = 30  # latest messages, when a post is in doubt


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. `key` tells two speakers of one name apart."""

    key: str
    name: str
    avatar: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where to speak. `parent` is the channel that holds the webhook, 0 in direct messages; `thread` is set inside one.

    `post`: the thread is a forum's post. Nothing can be written in a forum itself, so a post is a channel of its own.
    """

    channel: int
    parent: int = 0
    thread: int | None = None
    post: bool = False

    @property
    def home(self) -> int:
        """The channel whose debates and queue these are: a thread's parent, but a forum's post itself."""
        return self.channel if self.post else self.parent or self.channel


def webhook_name(name: str) -> str:
    """A name Discord takes: 2 to 80 characters, forbidden words broken by a hair space."""
    lower = name.lower()
    for word in FORBIDDEN:
        while (at := lower.find(word)) >= 0:
            name = name[: at + 1] + HAIR + name[at + 1 :]
            lower = name.lower()
    name = name.strip()[:80]
    return name + FILLER if len(name) == 1 else name


class Voices:
    """Finds, makes and caches the webhooks. Channels where it may not are remembered until the bot's rights change."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._hooks: OrderedDict[int, Hook] = OrderedDict()
        self._barred: dict[int, str] = {}
        self._locks: dict[int, asyncio.Lock] = {}
        self._last: OrderedDict[int, tuple[str, str]] = OrderedDict()  # channel → (name, key) of who spoke last

    def forget(self, parent: int | None = None) -> None:
        """Look again: webhooks were changed, or rights."""
        if parent is None:
            self._hooks.clear()
            self._barred.clear()
        else:
            self._hooks.pop(parent, None)
            self._barred.pop(parent, None)

    def why_not(self, parent: int) -> str:
        """Why this channel has no voices: "forbidden", "full", or ""."""
        return self._barred.get(parent, "")

    async def hook(self, parent: int) -> Hook | None:
        """The channel's webhook, ours; None where there can be none. Two calls at once make one."""
        if not parent or parent in self._barred:
            return None
        if (known := self._hooks.get(parent)) is not None:
            self._hooks.move_to_end(parent)
            return known
        lock = self._locks.setdefault(parent, asyncio.Lock())
        async with lock:
            if parent not in self._hooks:
                await self._find(parent)
        self._locks.pop(parent, None)
        while len(self._hooks) > KEPT:
            self._hooks.popitem(last=False)
        return self._hooks.get(parent)

    async def _find(self, parent: int) -> None:
        try:
            own = await self._wire.hooks(parent)
            if not own:
                own = await self._make(parent)
            self._hooks[parent] = own[0]
        except discord.Forbidden:
            self._barred[parent] = "forbidden"
        except discord.HTTPException as e:
            if e.code != MAX_WEBHOOKS:
                raise
            self._barred[parent] = "full"
        if parent in self._barred:
            log.warning(
                "no webhook: personas speak as plain messages", extra={"channel": parent, "why": self._barred[parent]}
            )

    async def _make(self, parent: int) -> list[Hook]:
        """One webhook, ours. What is there afterwards counts: a request that was cut off or repeated may have made none or two."""
        with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
            await self._wire.new_hook(parent, NAME)
        own = await self._wire.hooks(parent) or [await self._wire.new_hook(parent, NAME)]
        for extra in own[1:]:
            await self._wire.delete_hook(extra)
        return own[:1]

    def _named(self, place: Place, voice: Voice) -> str:
        """The name to post under: altered where another speaker of the same name spoke last."""
        name = webhook_name(voice.name)
        last = self._last.get(place.channel)
        if last is not None and last[0] == name and last[1] != voice.key:
            name = name[:79] + HAIR
        self._last[place.channel] = (name, voice.key)
        self._last.move_to_end(place.channel)
        while len(self._last) > KEPT:
            self._last.popitem(last=False)
        return name

    async def speak(
        self, place: Place, voice: Voice, body: dict[str, Any], nonce: str, *, patience: float = 120.0
    ) -> Spot:
        """Post `body` as this voice. Raises InDoubt, discord.HTTPException; falls back to a plain message where it must."""
        for attempt in range(TRIES):
            hook = await self.hook(place.parent)
            if hook is None:
                break
            if attempt and (found := await self.find(place, voice, body, hook)) is not None:
                return found
            named = {**body, "username": self._named(place, voice)} | (
                {"avatar_url": voice.avatar} if voice.avatar else {}
            )
            try:
                return await self._wire.execute(hook, named, thread=place.thread, patience=patience)
            except Busy:
                break
            except InDoubt as e:
                log.info("a post is in doubt: looking", extra={"channel": place.channel, "why": str(e)})
                await asyncio.sleep(0.3 * 2**attempt)
            except discord.NotFound as e:
                if e.code != UNKNOWN_WEBHOOK:
                    raise
                self._hooks.pop(place.parent, None)  # deleted under us: look again, once
        self._last.pop(place.channel, None)
        return await self._wire.post(place.channel, plain(voice, body), nonce)

    async def find(self, place: Place, voice: Voice, body: dict[str, Any], hook: Hook) -> Spot | None:
        """The message in doubt, where it did arrive: ours, of this voice, with this text, among the latest."""
        try:
            latest = await self._wire.recent(place.channel, limit=LOOKED_AT)
        except discord.Forbidden:
            return None
        oldest = discord.utils.time_snowflake(discord.utils.utcnow() - datetime.timedelta(minutes=2))
        for message in reversed(latest):
            if int(message["id"]) < oldest or str(message.get("webhook_id")) != str(hook.id):
                continue
            spot = Spot(place.channel, message["id"], hook, place.thread)
            content = message["content"] or (await self._wire.read(spot))["content"]
            if content == body.get("content") and message["author"]["username"].rstrip(HAIR) == webhook_name(
                voice.name
            ):
                return spot
        return None


def plain(voice: Voice, body: dict[str, Any]) -> dict[str, Any]:
    """The same as the bot's own message, with the speaker in bold."""
    content = f"**{voice.name}**\n{body.get('content', '')}"
    return {**body, "content": content[:2000]}
