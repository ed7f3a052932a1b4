"""/distill: an article becomes a draft that a manager approves; then its people sit at this server's table alone.

Without an article: the drafts that wait, and what is approved.
"""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord import clearing, deferring, distilling, draftpages, gate
from bot.frontends.discord.desk import Desk
from bot.frontends.discord.words import word

Short = app_commands.Range[str, 1, 100]


def add(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Bind to the desk."""

    @tree.command(name=word("distill.name"), description=word("distill.description"))
    @app_commands.rename(file=word("option.file"), title=word("option.title"))
    @app_commands.rename(outlet=word("option.outlet"), date=word("option.date"))
    @app_commands.describe(file=word("distill.file"), title=word("distill.title"))
    @app_commands.describe(outlet=word("distill.outlet"), date=word("distill.date"))
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def distill(
        interaction: discord.Interaction[Any],
        file: discord.Attachment | None = None,
        title: Short | None = None,
        outlet: app_commands.Range[str, 1, 50] | None = None,
        date: app_commands.Range[str, 4, 10] | None = None,
    ) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        gate.must_manage(scene)
        desk.gate.enter(scene)
        if file is None:
            await desk.reply_to(interaction, await clearing.home(desk, scene))
            return
        raw = await distilling.read(file, scene.reader)
        given = {"title": title or "", "outlet": outlet or "", "published": date or ""}
        draft = await desk.drafting.draft(scene.server, raw, file.filename, **given)
        await desk.drafters.note(scene.server, draft.id, scene.user)
        await desk.reply_to(interaction, draftpages.overview(draft, scene.reader))
