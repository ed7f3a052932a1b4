"""/settings: what holds in this server or channel. Manage Server only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.errors import Refused
from bot.frontends.discord import deferring, gate, showing
from bot.frontends.discord.desk import Desk
from bot.frontends.discord.plain import LANGUAGES
from bot.frontends.discord.words import word
from bot.lang import say

Tokens = app_commands.Range[int, 0, 1_000_000_000]
Cost = app_commands.Range[float, 0, 1_000_000]
BUDGETS = {  # option → key among the server's settings
    "tokens": "tokens_per_server_per_day",
    "cost": "per_server_per_day",
    "user_tokens": "tokens_per_user_per_day",
    "user_cost": "per_user_per_day",
}


Group = app_commands.Group


def add(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Bind to the desk."""
    group = Group(
        name=word("settings.name"),
        description=word("settings.description"),
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )
    for add_one in (_show, _lists, _language, _engine, _limits, _budgets):
        add_one(group, desk)
    tree.add_command(group)


def _scopes() -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=word(f"scope.{s}"), value=s) for s in ("channel", "server")]


def _show(group: Group, desk: Desk) -> None:
    @group.command(name=word("settings_show.name"), description=word("settings_show.description"))
    async def show(interaction: discord.Interaction[Any]) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        gate.must_manage(scene)
        await desk.reply_to(interaction, showing.settings(scene.settings, desk.config, scene.reader))


def _lists(group: Group, desk: Desk) -> None:
    """Channel and role: where and for whom."""

    @group.command(name=word("settings_channel.name"), description=word("settings_channel.description"))
    @app_commands.rename(channel=word("option.channel"), allowed=word("option.allowed"))
    @app_commands.describe(channel=word("settings_channel.channel"), allowed=word("settings_channel.allowed"))
    async def channel_allowed(
        interaction: discord.Interaction[Any], channel: discord.TextChannel, allowed: bool
    ) -> None:
        await _list(desk, interaction, "channels", str(channel.id), allowed)

    @group.command(name=word("settings_role.name"), description=word("settings_role.description"))
    @app_commands.rename(role=word("option.role"), allowed=word("option.allowed"))
    @app_commands.describe(role=word("settings_role.role"), allowed=word("settings_role.allowed"))
    async def role_allowed(interaction: discord.Interaction[Any], role: discord.Role, allowed: bool) -> None:
        await _list(desk, interaction, "roles", str(role.id), allowed)


def _language(group: Group, desk: Desk) -> None:
    languages = [app_commands.Choice(name=word(f"language.{n}"), value=n) for n in (*LANGUAGES, "auto")]

    @group.command(name=word("settings_language.name"), description=word("settings_language.description"))
    @app_commands.rename(language=word("option.language"), where=word("option.where"))
    @app_commands.describe(language=word("settings_language.language"), where=word("use.where"))
    @app_commands.choices(language=languages, where=_scopes())
    async def language(interaction: discord.Interaction[Any], language: str, where: str = "channel") -> None:
        await _set(desk, interaction, where, "language", None if language == "auto" else language)


def _engine(group: Group, desk: Desk) -> None:
    @group.command(name=word("settings_engine.name"), description=word("settings_engine.description"))
    @app_commands.rename(engine=word("option.engine"), where=word("option.where"))
    @app_commands.describe(engine=word("settings_engine.engine"), where=word("use.where"))
    @app_commands.choices(where=_scopes())
    async def engine(interaction: discord.Interaction[Any], engine: str, where: str = "server") -> None:
        chain = [part.strip() for part in engine.split(",") if part.strip()]
        known = ("offline", *desk.config.models)
        if unknown := [name for name in chain if name not in known and name != "auto"]:
            locale = interaction.locale
            raise Refused(
                say(desk.language(locale), "discord.settings.engines", name=unknown[0][:40], known="、".join(known))
            )
        await _set(desk, interaction, where, "engine", None if "auto" in chain else chain)

    @engine.autocomplete("engine")
    async def engines(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        known = ["auto", "offline", *desk.config.models, *(f"{m},offline" for m in desk.config.models)]
        return [app_commands.Choice(name=n[:100], value=n[:100]) for n in known if current in n][:25]


def _limits(group: Group, desk: Desk) -> None:
    """Limit and pace."""

    @group.command(name=word("settings_limit.name"), description=word("settings_limit.description"))
    @app_commands.rename(per_user=word("option.per_user"), per_server=word("option.per_server"))
    @app_commands.describe(per_user=word("settings_limit.per_user"), per_server=word("settings_limit.per_server"))
    async def limit(
        interaction: discord.Interaction[Any],
        per_user: app_commands.Range[int, 0, 1000],
        per_server: app_commands.Range[int, 0, 10000],
    ) -> None:
        await deferring.private(interaction)
        scene = await desk.scene(interaction)
        gate.must_manage(scene)
        await desk.settings.set(f"server:{scene.server}", "per_user_per_minute", per_user)
        await desk.settings.set(f"server:{scene.server}", "per_server_per_minute", per_server)
        await desk.reply_to(interaction, say(scene.reader, "discord.settings.done"))

    @group.command(name=word("settings_pace.name"), description=word("settings_pace.description"))
    @app_commands.rename(seconds=word("option.seconds"))
    @app_commands.describe(seconds=word("settings_pace.seconds"))
    async def pace(interaction: discord.Interaction[Any], seconds: app_commands.Range[int, 0, 120]) -> None:
        await _set(desk, interaction, "server", "pace_seconds", seconds)


def _budgets(group: Group, desk: Desk) -> None:
    """Budget and retention: what can only tighten the operator's."""

    @group.command(name=word("settings_budget.name"), description=word("settings_budget.description"))
    @app_commands.rename(**{name: word(f"option.{name}") for name in BUDGETS})
    @app_commands.describe(**{name: word(f"settings_budget.{name}") for name in BUDGETS})
    async def budget(
        interaction: discord.Interaction[Any],
        tokens: Tokens | None = None,
        cost: Cost | None = None,
        user_tokens: Tokens | None = None,
        user_cost: Cost | None = None,
    ) -> None:
        given = {"tokens": tokens, "cost": cost, "user_tokens": user_tokens, "user_cost": user_cost}
        await _own(desk, interaction, {BUDGETS[name]: value for name, value in given.items() if value is not None})

    @group.command(name=word("settings_retention.name"), description=word("settings_retention.description"))
    @app_commands.rename(days=word("option.days"))
    @app_commands.describe(days=word("settings_retention.days"))
    async def retention(interaction: discord.Interaction[Any], days: app_commands.Range[int, 0, 3650]) -> None:
        await _own(desk, interaction, {"retention_days": days})


async def _own(desk: Desk, interaction: discord.Interaction[Any], values: Mapping[str, float]) -> None:
    """Settings of the server that can only tighten the operator's (0 = the operator's); what holds then is shown."""
    await deferring.private(interaction)
    scene = await desk.scene(interaction)
    gate.must_manage(scene)
    for key, value in values.items():
        await desk.settings.set(f"server:{scene.server}", key, value or None)
    held = await desk.settings.at(scene.server, str(scene.place.parent or scene.place.channel))
    shown = showing.settings(held, desk.config, scene.reader)
    await desk.reply_to(interaction, f"{say(scene.reader, 'discord.settings.done')}\n{shown}")


async def _set(desk: Desk, interaction: discord.Interaction[Any], where: str, key: str, value: Any) -> None:
    """One setting of the channel or the server."""
    await deferring.private(interaction)
    scene = await desk.scene(interaction)
    gate.must_manage(scene)
    await desk.settings.set(desk.scope_of(scene, where), key, value)
    await desk.reply_to(interaction, say(scene.reader, "discord.settings.done"))


async def _list(desk: Desk, interaction: discord.Interaction[Any], key: str, id: str, allowed: bool) -> None:
    """Put an id into a server's list or take it out."""
    await deferring.private(interaction)
    scene = await desk.scene(interaction)
    gate.must_manage(scene)
    scope = f"server:{scene.server}"
    now = [i for i in (await desk.settings.of(scope)).get(key) or [] if i != id]
    await desk.settings.set(scope, key, ([*now, id] if allowed else now) or None)
    await desk.reply_to(interaction, say(scene.reader, "discord.settings.done"))
