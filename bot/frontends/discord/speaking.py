"""One persona's message as it grows: posted at the first text, edited as Discord allows, split where it gets long."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
import discord

from bot.frontends.discord.editing import Growing, Pacer
from bot.frontends.discord.text import harmless, split
from bot.frontends.discord.wire import UNKNOWN_MESSAGE, Spot

log = logging.getLogger(__name__)

ROOM = 1800  # per message: leaves room for a name in bold and for marks
CURSOR = " ▍"

Poster = Callable[[int, dict[str, Any]], Awaitable[Spot]]


class Speaking:
    """`hear` is the round table's Listener. `post(index, body)` makes the message for one part."""

    def __init__(self, pacer: Pacer, post: Poster, *, head: str = "") -> None:
        self._pacer = pacer
        self._post = post
        self._head = head
        self._text = ""
        self._grown: list[Growing] = []
        self._final: list[dict[str, Any]] | None = None
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def begun(self) -> bool:
        """Whether anything of it can be seen."""
        return bool(self._grown)

    @property
    def spots(self) -> list[Spot]:
        """The messages it has so far."""
        return [g.spot for g in self._grown]

    def adopt(self, spots: Sequence[Spot]) -> None:
        """Speak into messages that stand there already; those left over in the end are emptied to a dash."""
        self._grown = [self._pacer.grow(spot) for spot in spots]

    def hear(self, text: str) -> None:
        """The text so far. Returns at once."""
        if self._final is not None or not text.strip():
            return
        self._text = text
        self._stir()

    def _stir(self) -> None:
        self._wake.set()
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="speaking")

    async def finish(self, text: str, foot: str = "", components: Sequence[Any] = ()) -> list[Spot]:
        """The whole text, its small print and its buttons. Raises what posting raises."""
        return await self.finish_with(bodies(self._head + harmless(text), foot, components))

    async def finish_with(self, final: list[dict[str, Any]]) -> list[Spot]:
        """The same with messages made elsewhere."""
        self._final = final
        self._stir()
        assert self._task is not None
        await self._task
        return [g.spot for g in self._grown]

    async def abandon(self) -> None:
        """Stop growing; what stands there stays until somebody says otherwise."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError, discord.HTTPException, aiohttp.ClientError):
                await self._task

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            final = self._final
            if final is not None:
                await self._settle(final)
                return
            parts = split(self._head + harmless(self._text), ROOM)
            for index, part in enumerate(parts):
                body = {"content": part + (CURSOR if index == len(parts) - 1 else ""), "components": []}
                if index < len(self._grown):
                    self._grown[index].update(body)
                elif self._final is None:
                    self._grown.append(await self._begin(index, body))

    async def _begin(self, index: int, body: dict[str, Any]) -> Growing:
        grown = self._pacer.grow(await self._post(index, body))
        grown.body = body
        return grown

    async def _settle(self, final: list[dict[str, Any]]) -> None:
        for index, body in enumerate(final):
            if index >= len(self._grown):
                self._grown.append(await self._begin(index, body))
            elif self._grown[index].body != body or self._grown[index].dirty:
                await self._mend(index, body)
        for left in self._grown[len(final) :]:
            await left.finish({"content": "—", "components": []})

    async def _mend(self, index: int, body: dict[str, Any]) -> None:
        """The final edit; a message that was deleted while it grew is posted anew."""
        try:
            await self._grown[index].finish(body)
        except discord.NotFound as e:
            if e.code != UNKNOWN_MESSAGE:
                raise
            self._grown[index] = await self._begin(index, body)


def bodies(text: str, foot: str = "", components: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The messages a text makes: small print and buttons on the last one."""
    parts = split(text, ROOM)
    if foot and len(parts[-1]) + len(foot) + 1 <= ROOM + 100:
        parts[-1] = f"{parts[-1]}\n{foot}"
    elif foot:
        parts += split(foot, ROOM)
    made: list[dict[str, Any]] = [{"content": part, "components": []} for part in parts]
    made[-1]["components"] = list(components)
    return made
