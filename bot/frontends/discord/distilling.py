"""The file a draft is made from, and who asked for it."""

from __future__ import annotations

import asyncio

import discord

from bot.errors import Refused
from bot.lang import say
from bot.ports import Store

LARGEST = 8_000_000  # bytes
PATIENCE = 30.0


async def read(file: discord.Attachment, language: str) -> bytes:
    """The attachment's bytes. Raises Refused where it is too large or can't be fetched."""
    if file.size > LARGEST:
        raise Refused(say(language, "discord.distill.too_large", size=LARGEST // 1_000_000))
    try:
        async with asyncio.timeout(PATIENCE):
            return await file.read()
    except (discord.HTTPException, TimeoutError) as error:
        raise Refused(say(language, "discord.distill.unfetched")) from error


class Drafters:
    """Who asked for a draft: a setting of that member, so that `/memory` shows it and forgets it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def note(self, server: str, draft: str, user: str) -> None:
        """Once the draft is there."""
        await self.drop(server, draft)
        await self._store.set_setting(f"user:{user}", _key(server, draft), True)

    async def of(self, server: str, draft: str) -> str:
        """A user's id, "" where nobody knows it any more."""
        scopes = await self._store.settings_named(_key(server, draft), "user")
        return next((scope.removeprefix("user:") for scope in scopes), "")

    async def drop(self, server: str, draft: str) -> None:
        """The draft is decided, or expired."""
        for scope in await self._store.settings_named(_key(server, draft), "user"):
            await self._store.set_setting(scope, _key(server, draft), None)


def _key(server: str, draft: str) -> str:
    return f"discord.drafted.{server}.{draft}"
