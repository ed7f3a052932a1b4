"""/debate: start and everything that can be done to a running one."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord import deferring
from bot.frontends.discord.commands import options
from bot.frontends.discord.desk import Desk
from bot.frontends.discord.plans import Wish
from bot.frontends.discord.words import word

Group = app_commands.Group


def add(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Bind to the desk."""
    group = Group(name=word("debate.name"), description=word("debate.description"), guild_only=True)
    _start(group, desk)
    for verb in ("stop", "pause", "resume", "skip"):
        _simple(group, desk, verb)
    _next(group, desk)
    _looking(group, desk)
    tree.add_command(group)


def _start(group: Group, desk: Desk) -> None:
    @group.command(name=word("start.name"), description=word("start.description"))
    @app_commands.rename(
        motion=word("option.motion"),
        personas=word("option.personas"),
        format=word("option.format"),
        rounds=word("option.rounds"),
    )
    @app_commands.describe(
        motion=word("start.motion"),
        personas=word("start.personas"),
        format=word("start.format"),
        rounds=word("start.rounds"),
    )
    @app_commands.autocomplete(motion=options.motion(desk), personas=options.several(desk), format=options.format(desk))
    async def start(
        interaction: discord.Interaction[Any],
        motion: app_commands.Range[str, 1, 200],
        personas: str | None = None,
        format: str | None = None,
        rounds: app_commands.Range[int, 1, 10] | None = None,
    ) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        wish = Wish(motion, tuple(options.names_in(personas)), format or "", rounds)
        await desk.reply_to(interaction, await desk.host.propose(scene, wish))


def _simple(group: Group, desk: Desk, verb: str) -> None:
    """stop, pause, resume and skip differ in one word."""

    @group.command(name=word(f"{verb}.name"), description=word(f"{verb}.description"))
    async def command(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        await desk.reply_to(interaction, await desk.host.command(scene, verb))


def _next(group: Group, desk: Desk) -> None:
    @group.command(name=word("next.name"), description=word("next.description"))
    @app_commands.rename(persona=word("option.persona"))
    @app_commands.describe(persona=word("next.persona"))
    @app_commands.autocomplete(persona=options.persona(desk))
    async def call(interaction: discord.Interaction[Any], persona: str) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        await desk.reply_to(interaction, await desk.host.command(scene, "call", persona))


def _looking(group: Group, desk: Desk) -> None:
    """status and export."""

    @group.command(name=word("status.name"), description=word("status.description"))
    async def status(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        await desk.reply_to(interaction, await desk.host.status(scene))

    @group.command(name=word("export.name"), description=word("export.description"))
    async def export(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        text, files = await desk.host.export(scene)
        await desk.reply_with(interaction, text, files)
