"""Discord is answered first: within 3 s or never. Every handler begins with one of these.

Three hundred questions at once take some milliseconds each to answer, and a fraction of one to acknowledge. Nobody's answer is
begun while somebody else's acknowledgement is on its way (but for half a second at most), so the last waits for the acknowledgements
of all and not for their answers.
"""

from __future__ import annotations

import asyncio
from typing import Any

import discord

PATIENCE = 0.5


class Turnstile:
    """Counts acknowledgements on their way; `calm` is set while there are none."""

    def __init__(self) -> None:
        self._under_way = 0
        self._calm = asyncio.Event()
        self._calm.set()

    async def __aenter__(self) -> None:
        self._under_way += 1
        self._calm.clear()

    async def __aexit__(self, *_: object) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._calm.set()

    async def pass_through(self) -> None:
        """Wait until nobody waits for Discord, but not for long."""
        if self._calm.is_set():
            return
        try:
            await asyncio.wait_for(self._calm.wait(), PATIENCE)
        except TimeoutError:
            return


async def public(interaction: discord.Interaction[Any]) -> None:
    """Everybody will see the answer."""
    await _defer(interaction, private=False)


async def private(interaction: discord.Interaction[Any]) -> None:
    """Only this member will."""
    interaction.extras["private"] = True
    await _defer(interaction, private=True)


async def turning(interaction: discord.Interaction[Any]) -> None:
    """The message that was pressed will change; only its own reader sees it."""
    turnstile: Turnstile = interaction.client.desk.turnstile
    async with turnstile:
        await interaction.response.defer()
    await turnstile.pass_through()


async def _defer(interaction: discord.Interaction[Any], *, private: bool) -> None:
    turnstile: Turnstile = interaction.client.desk.turnstile
    async with turnstile:
        await interaction.response.defer(ephemeral=private, thinking=True)
    await turnstile.pass_through()
