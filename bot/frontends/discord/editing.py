"""Edits of growing messages, paced by what Discord's headers allow in each bucket.

`Growing.update` is called from inside the token loop and only sets a value. One worker per bucket sends: a finished text
before a growing one, then whoever has waited longest, each with its newest text. `HTTPClient.request` holds the worker back
while the bucket is empty, so channels never wait for each other and no timer is needed.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
from typing import Any

import aiohttp
import discord

from bot.frontends.discord.wire import Spot, Wire

log = logging.getLogger(__name__)


class Growing:
    """One message that grows. `body` is what it shall show."""

    __slots__ = ("_pacer", "body", "dirty", "done", "final", "spot", "turn")

    def __init__(self, pacer: Pacer, spot: Spot) -> None:
        self._pacer = pacer
        self.spot = spot
        self.body: dict[str, Any] = {}
        self.dirty = False
        self.final = False
        self.turn = 0
        self.done: asyncio.Future[None] | None = None

    def update(self, body: dict[str, Any]) -> None:
        """Show this when Discord allows it. Returns at once."""
        if body == self.body or self.final:
            return
        self.body = body
        self._pacer.queue(self)

    async def finish(self, body: dict[str, Any]) -> None:
        """Show this for good, ahead of all that still grow; returns when it stands there. Raises discord.HTTPException."""
        self.body, self.final = body, True
        self.done = asyncio.get_running_loop().create_future()
        self._pacer.queue(self)
        await self.done


class Pacer:
    """All growing messages of one client."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._waiting: dict[str, list[Growing]] = {}
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._order = itertools.count()

    def grow(self, spot: Spot) -> Growing:
        """Begin to edit this message."""
        return Growing(self, spot)

    def queue(self, message: Growing) -> None:
        """Called by Growing."""
        bucket = message.spot.bucket
        if not message.dirty:
            message.dirty = True
            message.turn = next(self._order)
            self._waiting.setdefault(bucket, []).append(message)
        if bucket not in self._workers:
            self._workers[bucket] = asyncio.create_task(self._work(bucket), name=f"edits {bucket[:30]}")

    async def _work(self, bucket: str) -> None:
        waiting = self._waiting[bucket]
        try:
            while waiting:
                message = min(waiting, key=lambda m: (not m.final, m.turn))
                waiting.remove(message)
                message.dirty = False
                await self._send(message)
        finally:
            self._waiting.pop(bucket, None)
            self._workers.pop(bucket, None)

    async def _send(self, message: Growing) -> None:
        final = message.final
        try:
            await self._wire.edit(message.spot, message.body)
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError) as e:
            # an interim edit that fails is made up for by the next; a final one is the caller's to mend
            if final and message.done is not None and not message.done.done():
                message.done.set_exception(e)
            else:
                log.debug("an interim edit failed: %s", e)
            return
        if final and message.done is not None and not message.done.done():
            message.done.set_result(None)

    async def close(self) -> None:
        """Drop what still waits."""
        for task in list(self._workers.values()):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
