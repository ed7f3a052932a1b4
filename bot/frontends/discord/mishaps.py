"""The one error handler: a member gets one sentence and an id, the log gets the rest."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.errors import DebateTaken, RequestError, StoreError
from bot.frontends.discord.plain import language_of
from bot.frontends.discord.wire import Spot
from bot.lang import say, told

log = logging.getLogger(__name__)

EXPIRED = {10062, 50027, 40060, 10015}  # an interaction nobody waits for any longer


def sentence(error: BaseException, language: str) -> tuple[str, str]:
    """What the member is told, and the id it is logged under ("" where there is nothing to look into)."""
    if isinstance(error, RequestError):
        return told(language, error), ""
    if isinstance(error, DebateTaken):
        return say(language, "discord.error.taken"), ""
    if isinstance(error, app_commands.CheckFailure):
        return say(language, "discord.refused.manage"), ""
    id = uuid.uuid4().hex[:8]
    key = "discord.error.store" if isinstance(error, StoreError) else "discord.error.other"
    return say(language, key, id=id), id


async def report(interaction: discord.Interaction[Any], error: BaseException, default: str) -> None:
    """Tell the member privately; never raises."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    text, id = sentence(error, language_of(interaction.locale, default))
    if isinstance(error, discord.HTTPException) and error.code in EXPIRED:
        log.info("an interaction ran out", extra={"code": error.code})
        return
    if id:
        where = {"mishap": id, "server": str(interaction.guild_id or ""), "channel": str(interaction.channel_id or "")}
        log.error("a handler failed", extra=where, exc_info=error)
    try:
        await tell(interaction, text)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as e:
        log.warning("could not say so", extra={"mishap": id, "why": str(e)[:200]})


async def tell(interaction: discord.Interaction[Any], text: str) -> None:
    """One private sentence, whatever was answered before."""
    if interaction.type is discord.InteractionType.autocomplete:
        return
    wire, body = interaction.client.desk.wire, {"content": text[:2000]}
    channel = interaction.channel_id or 0
    original = Spot(channel, "@original", token=interaction.token)
    if not interaction.response.is_done():
        await interaction.response.send_message(text[:2000], ephemeral=True)
    elif interaction.response.type is not discord.InteractionResponseType.deferred_channel_message:
        await wire.follow_up(interaction.token, body, channel=channel, private=True)
    elif interaction.extras.get("private"):
        await wire.edit(original, {**body, "components": []})
    else:
        # a public "thinking" can't turn private: take it away first
        await wire.delete(original)
        await wire.follow_up(interaction.token, body, channel=channel, private=True)
