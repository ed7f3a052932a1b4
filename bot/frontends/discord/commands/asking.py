"""/ask, /panel, /motions."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord import deferring
from bot.frontends.discord.answers import Reply
from bot.frontends.discord.commands import options
from bot.frontends.discord.desk import Desk
from bot.frontends.discord.motions import motions_body
from bot.frontends.discord.words import word

Text = app_commands.Range[str, 1, 2000]


def add(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Bind to the desk."""

    @tree.command(name=word("ask.name"), description=word("ask.description"))
    @app_commands.rename(persona=word("option.persona"), question=word("option.question"))
    @app_commands.describe(persona=word("ask.persona"), question=word("ask.question"))
    @app_commands.autocomplete(persona=options.persona(desk))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(interaction: discord.Interaction[Any], persona: str, question: Text) -> None:
        await deferring.public(interaction)
        scene = await desk.scene(interaction)
        await desk.answers.ask(scene, Reply(interaction.token, scene.place.channel), persona, question)

    @tree.command(name=word("panel.name"), description=word("panel.description"))
    @app_commands.rename(question=word("option.question"), personas=word("option.personas"))
    @app_commands.describe(question=word("ask.question"), personas=word("panel.personas"))
    @app_commands.autocomplete(personas=options.several(desk))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def panel(interaction: discord.Interaction[Any], question: Text, personas: str | None = None) -> None:
        await deferring.public(interaction)
        scene = await desk.scene(interaction)
        reply = Reply(interaction.token, scene.place.channel)
        await desk.answers.panel(scene, reply, question, options.names_in(personas))

    @tree.command(name=word("motions.name"), description=word("motions.description"))
    @app_commands.guild_only()
    async def motions(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        desk.gate.enter(scene)
        reply = Reply(interaction.token, scene.place.channel)
        await desk.reply(reply, motions_body(desk.table.motions(20, scene.server), scene.reader))
