"""Message menus: 他会怎么说, 重说, 删除."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord import deferring, gate, parts
from bot.frontends.discord.desk import Desk
from bot.frontends.discord.words import word
from bot.lang import in_language, say

QUOTED = 1500


def add(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Bind to the desk."""

    @tree.context_menu(name=word("menu.what"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def what(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        gate.must_have_text(scene, message.content)
        key = await desk.keep_quote(message.content[:QUOTED], message.jump_url)
        menu, other = who_menu(desk, key, scene.reader, scene.server)
        body = {"content": say(scene.reader, "discord.menu.who"), "components": [menu, *other]}
        await desk.reply_to(interaction, body)

    @tree.context_menu(name=word("menu.again"))
    @app_commands.guild_only()
    async def again(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        answer, spots = await desk.spoken(scene, message)
        await desk.answers.regenerate(scene, answer.id, spots)
        await desk.reply_to(interaction, say(scene.reader, "discord.menu.again_done"))

    @tree.context_menu(name=word("menu.remove"))
    @app_commands.guild_only()
    async def remove(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        answer, spots = await desk.spoken(scene, message)
        await desk.answers.remove(answer.id, spots)
        await desk.reply_to(interaction, say(scene.reader, "discord.menu.removed"))


def who_menu(desk: Desk, key: str, language: str, server: str = "") -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A menu of the first twenty-five personas, people before archetypes, and a button for whoever isn't among them."""
    everyone = sorted(desk.table.of(server).shelf.all(), key=lambda p: p.kind == "archetype")
    chosen = [(in_language(language, p.name), p.id, in_language(language, p.bio)) for p in everyone]
    menu = parts.menu(parts.custom_id("what", key), say(language, "discord.menu.choose"), chosen)
    return menu, parts.rows(parts.button(say(language, "discord.menu.other"), parts.custom_id("other", key)))
