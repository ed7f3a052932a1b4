"""Slash commands and message menus. A handler defers, converts, makes one call; what goes wrong rises to the tree."""

from __future__ import annotations

from typing import Any

from discord import app_commands

from bot.frontends.discord.commands import asking, debating, distilling, menus, personas, private, serving
from bot.frontends.discord.desk import Desk


def add_all(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Every command, bound to this desk."""
    for module in (asking, debating, personas, private, serving, distilling, menus):
        module.add(tree, desk)
