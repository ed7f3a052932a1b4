"""Discord is answered first: within 3 s or never. Every handler begins with one of these."""

from __future__ import annotations

from typing import Any

import discord


async def public(interaction: discord.Interaction[Any]) -> None:
    """Everybody will see the answer."""
    await interaction.response.defer(thinking=True)


async def private(interaction: discord.Interaction[Any]) -> None:
    """Only this member will."""
    interaction.extras["private"] = True
    await interaction.response.defer(ephemeral=True, thinking=True)
