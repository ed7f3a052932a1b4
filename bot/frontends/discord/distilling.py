"""The file a draft is made from."""

from __future__ import annotations

import asyncio

import discord

from bot.errors import Refused
from bot.lang import say

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
