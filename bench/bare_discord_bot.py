"""The floor: a bare discord.py bot that does nothing but answer. Run by bench/discord.py.

/ask defers and answers with a line; a mention is answered with a line, or, where MODEL is set, with the model's words,
posted at the first token and edited once a second.
"""

from __future__ import annotations

import json
import os
import time
from typing import Any

import aiohttp
import discord
import discord.gateway
import discord.http
import yarl
from discord import app_commands

discord.http.Route.BASE = os.environ["API_BASE"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["GATEWAY"])
MODEL = os.environ.get("MODEL", "")


class Bare(discord.Client):
    """Nothing cached either."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = True
        super().__init__(
            intents=intents,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        @self.tree.command(name="ask", description="ask")
        async def ask(interaction: discord.Interaction[Any], persona: str, question: str) -> None:
            await interaction.response.defer(thinking=True)
            await interaction.edit_original_response(content="听到了。")

        await self.tree.sync()
        self.session = aiohttp.ClientSession()

    async def on_ready(self) -> None:
        print("ready", flush=True)

    async def on_message(self, message: discord.Message) -> None:
        if message.author.id == self.application_id or not message.mentions:
            return
        if MODEL:
            await self._stream(message)
        else:
            await message.channel.send("听到了。")

    async def _stream(self, message: discord.Message) -> None:
        asked = {"model": "m", "stream": True, "messages": [{"role": "user", "content": message.content}]}
        text, posted, last = "", None, 0.0
        async with self.session.post(f"{MODEL}/chat/completions", json=asked) as response:
            async for line in response.content:
                if not line.startswith(b"data: {"):
                    continue
                choices = json.loads(line[6:]).get("choices") or [{}]
                text += choices[0].get("delta", {}).get("content") or ""
                if text and posted is None:
                    posted, last = await message.channel.send(text), time.monotonic()
                elif posted is not None and time.monotonic() - last > 1.0:
                    await posted.edit(content=text)
                    last = time.monotonic()
        if posted is not None:
            await posted.edit(content=text + "。")


Bare().run(os.environ["DISCORD_TOKEN"], log_handler=None)
