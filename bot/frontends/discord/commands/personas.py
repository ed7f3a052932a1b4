"""/persona: who there is, and who answers here."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands

from bot.frontends.discord import deferring, gate, showing
from bot.frontends.discord.commands import options
from bot.frontends.discord.desk import Desk
from bot.frontends.discord.words import word
from bot.lang import say

Where = Literal["channel", "server"]


def add(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Bind to the desk."""
    group = app_commands.Group(name=word("persona.name"), description=word("persona.description"))
    scopes = [app_commands.Choice(name=word(f"scope.{s}"), value=s) for s in ("channel", "server")]

    @group.command(name=word("list.name"), description=word("list.description"))
    async def list_all(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        await desk.reply_to(interaction, showing.everyone(desk.table.of(scene.server).shelf.all(), scene.reader))

    @group.command(name=word("show.name"), description=word("show.description"))
    @app_commands.rename(persona=word("option.persona"))
    @app_commands.describe(persona=word("ask.persona"))
    @app_commands.autocomplete(persona=options.persona(desk))
    async def show(interaction: discord.Interaction[Any], persona: str) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        match = desk.table.of(scene.server).shelf.find(persona)
        names = {p.id: p.name for p in desk.table.of(scene.server).shelf.all()}
        await desk.reply_to(interaction, showing.persona(match, desk.table.sources, names, scene.reader))

    @group.command(name=word("use.name"), description=word("use.description"))
    @app_commands.rename(persona=word("option.persona"), where=word("option.where"))
    @app_commands.describe(persona=word("ask.persona"), where=word("use.where"))
    @app_commands.choices(where=scopes)
    @app_commands.autocomplete(persona=options.persona(desk))
    async def use(interaction: discord.Interaction[Any], persona: str, where: str = "channel") -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        gate.must_manage(scene)
        match = desk.table.of(scene.server).shelf.find(persona)
        await desk.settings.set(desk.scope_of(scene, where), "persona", match.member or match.persona.id)
        await desk.reply_to(interaction, say(scene.reader, f"discord.persona.used_{where}", name=match.name))

    @group.command(name=word("reset.name"), description=word("reset.description"))
    @app_commands.rename(where=word("option.where"))
    @app_commands.describe(where=word("use.where"))
    @app_commands.choices(where=scopes)
    async def reset(interaction: discord.Interaction[Any], where: str = "channel") -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        gate.must_manage(scene)
        await desk.settings.set(desk.scope_of(scene, where), "persona", None)
        await desk.reply_to(interaction, say(scene.reader, "discord.persona.reset"))

    tree.add_command(group)
