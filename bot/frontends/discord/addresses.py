"""Where Discord is. An operator behind a proxy sets `discord.api_base` and `discord.gateway`; nothing else knows of them."""

from __future__ import annotations

import discord.gateway
import discord.http
import yarl


def use(api_base: str = "", gateway: str = "") -> None:
    """Point discord.py there, before a client is built. Empty: Discord itself."""
    if api_base:
        discord.http.Route.BASE = api_base.rstrip("/")
    if gateway:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
