"""Commands are registered once, and again only when they changed: a hash of the payload is kept in the database."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.ports import Store

log = logging.getLogger(__name__)


async def payload_of(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """What would be sent to Discord."""
    translator = tree.translator
    commands = tree.get_commands() + tree.get_commands(type=discord.AppCommandType.message)
    unique = list({id(c): c for c in commands}.values())
    if translator is None:
        return [dict(c.to_dict(tree)) for c in unique]
    return [dict(await c.get_translated_payload(tree, translator)) for c in unique]


async def register(
    tree: app_commands.CommandTree[Any], store: Store, application: int, servers: Sequence[str] = ()
) -> bool:
    """Send the commands where they differ from those sent last; True where they were sent."""
    payload = await payload_of(tree)
    content = json.dumps([sorted(servers), payload], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(content.encode()).hexdigest()
    key = f"discord.commands.{application}"
    if await store.get_setting("global", key) == digest:
        log.info("commands unchanged", extra={"commands": len(payload)})
        return False
    if servers:
        for server in servers:
            guild = discord.Object(int(server))
            tree.copy_global_to(guild=guild)
            await tree.sync(guild=guild)
    else:
        await tree.sync()
    await store.set_setting("global", key, digest)
    log.info("commands registered", extra={"commands": len(payload)})
    return True
