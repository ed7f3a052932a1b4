"""A draft as a moderator sees it, and the file it is made from."""

from __future__ import annotations

import asyncio
from typing import Any

import discord

from bot.errors import Refused
from bot.frontends.discord import parts
from bot.frontends.discord.text import harmless
from bot.lang import in_language, say
from bot.ports import DraftView

LARGEST = 8_000_000  # bytes
PATIENCE = 30.0
SHOWN = 8  # statements
CLAIM = 110  # characters of one


async def read(file: discord.Attachment, language: str) -> bytes:
    """The attachment's bytes. Raises Refused where it is too large or can't be fetched."""
    if file.size > LARGEST:
        raise Refused(say(language, "discord.distill.too_large", size=LARGEST // 1_000_000))
    try:
        async with asyncio.timeout(PATIENCE):
            return await file.read()
    except (discord.HTTPException, TimeoutError) as error:
        raise Refused(say(language, "discord.distill.unfetched")) from error


def preview(draft: DraftView, language: str) -> dict[str, Any]:
    """Who says what on which line, with 批准 and 放弃. Nothing can be used yet."""
    lines = [say(language, "discord.distill.title", title=_short(draft.title, 80))]
    names = "、".join(_short(in_language(language, n), 20) for n in draft.speakers[:20])
    lines.append(
        say(language, "discord.distill.who", count=len(draft.statements), people=len(draft.speakers), names=names)
    )
    for found in draft.statements[:SHOWN]:
        speaker = _short(in_language(language, found.speaker), 20)
        if found.second_hand:
            speaker += say(language, "discord.sources.reported", by=_short(found.second_hand, 20))
        claim = _short(in_language(language, found.claim), CLAIM)
        lines.append(say(language, "discord.distill.line", n=found.number, name=speaker, claim=claim, line=found.line))
    if len(draft.statements) > SHOWN:
        lines.append(say(language, "discord.distill.more", count=len(draft.statements) - SHOWN))
    lines.append(say(language, "discord.distill.note"))
    buttons = parts.rows(
        parts.button(say(language, "discord.distill.approve"), parts.custom_id("adopt", draft.id), parts.GREEN),
        parts.button(say(language, "discord.distill.reject"), parts.custom_id("discard", draft.id)),
    )
    return {"content": "\n".join(lines)[:2000], "components": buttons}


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return harmless(text if len(text) <= most else text[: most - 1] + "…")
