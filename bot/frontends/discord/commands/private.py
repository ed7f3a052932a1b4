"""/memory and /usage: what is stored about me, and what models have cost."""

from __future__ import annotations

import json
from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord import deferring, gate, parts, showing
from bot.frontends.discord.desk import Desk
from bot.frontends.discord.pruning import days_kept
from bot.frontends.discord.words import word
from bot.lang import say


def add(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Bind to the desk."""
    group = app_commands.Group(name=word("memory.name"), description=word("memory.description"))

    @group.command(name=word("memory_show.name"), description=word("memory_show.description"))
    async def show(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        about = await desk.table.about(scene.user)
        days = days_kept(desk.config.retention_days, scene.settings)
        await desk.reply_to(interaction, showing.memory(about, days, scene.reader))

    @group.command(name=word("memory_forget.name"), description=word("memory_forget.description"))
    async def forget(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        label = say(scene.reader, "discord.memory.confirm")
        buttons = parts.rows(parts.button(label, parts.custom_id("forget", scene.user), parts.RED))
        await desk.reply_to(interaction, {"content": say(scene.reader, "discord.memory.sure"), "components": buttons})

    @group.command(name=word("memory_export.name"), description=word("memory_export.description"))
    async def export(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        about = await desk.table.about(scene.user)
        data = json.dumps(about, ensure_ascii=False, indent=1, default=str).encode()
        text = say(scene.reader, "discord.memory.exported")
        await desk.reply_with(interaction, text, [("yuanzhuo-memory.json", data)])

    tree.add_command(group)

    @tree.command(name=word("usage.name"), description=word("usage.description"))
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def usage(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        gate.must_manage(scene)
        rows = await desk.store.usage(
            since=discord.utils.utcnow().timestamp() - 30 * 86_400, by=("server", "day", "provider")
        )
        here = [r for r in rows if r.get("server") == scene.server]
        await desk.reply_to(interaction, showing.usage(here, desk.config.budgets.currency, scene.reader))
