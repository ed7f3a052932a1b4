"""Autocomplete: personas, motions, formats and running debates, best first, at most 25 as Discord allows."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord.desk import Desk
from bot.frontends.discord.plain import language_of
from bot.lang import in_language
from bot.persona.shelf import Shelf

MOST = 25
Complete = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]
MARKS = "，,、;；"


def names_in(text: str | None) -> list[str]:
    """Names parted by commas of either kind, 、 or semicolons."""
    for mark in MARKS:
        text = (text or "").replace(mark, "\n")
    return [part.strip() for part in (text or "").split("\n") if part.strip()]


def _choice(shown: str, value: str, interaction: discord.Interaction[Any], desk: Desk) -> app_commands.Choice[str]:
    language = language_of(interaction.locale, desk.config.language)
    return app_commands.Choice(name=in_language(language, shown)[:100], value=value[:100])


def _shelf(desk: Desk, interaction: discord.Interaction[Any]) -> Shelf:
    return desk.table.of(str(interaction.guild_id or "")).shelf


def persona(desk: Desk) -> Complete:
    """By Chinese in either script, alias, pinyin or initials."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        return [_choice(m.name, m.name, interaction, desk) for m in _shelf(desk, interaction).search(current, MOST)]

    return complete


def several(desk: Desk) -> Complete:
    """The same for the last of several names; those before it are kept."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        at = max((current.rfind(mark) for mark in MARKS), default=-1)
        kept, last = current[: at + 1], current[at + 1 :].strip()
        given = set(names_in(kept))
        found = [m.name for m in _shelf(desk, interaction).search(last, MOST) if m.name not in given]
        whole = [kept + name for name in found if len(kept + name) <= 100]
        return [_choice(name, name, interaction, desk) for name in whole]

    return complete


def motion(desk: Desk) -> Complete:
    """Motions with two-sided evidence; whatever else is typed may be debated as well."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        known = [m.text for m in desk.table.motions(100, str(interaction.guild_id or ""))]
        return [_choice(t, t, interaction, desk) for t in _fitting(known, current) if len(t) <= 100]

    return complete


def format(desk: Desk) -> Complete:
    """The formats there are."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        labels = [(f.label, key) for key, f in desk.table.formats.items()]
        found = [(label, key) for label, key in labels if current.casefold() in f"{label} {key}".casefold()] or labels
        return [_choice(label, label, interaction, desk) for label, _ in found[:MOST]]

    return complete


def _fitting(known: Sequence[str], typed: str) -> list[str]:
    """Those that hold what was typed, then those that share most characters with it."""
    if not typed.strip():
        return list(known[:MOST])
    wanted = typed.strip().casefold()
    holding = [t for t in known if wanted in t.casefold()]
    rest = sorted((t for t in known if t not in holding), key=lambda t: -len(set(t) & set(wanted)))
    return (holding + [t for t in rest if len(set(t) & set(wanted)) * 2 >= len(set(wanted))])[:MOST]
