"""A Discord on loopback: REST v10 and the gateway, for driving the real bot as a subprocess.

It keeps servers, channels, threads, members, messages, webhooks and commands in memory, hands out rate-limit headers and
429s as Discord does, fails on request, holds every request against Discord's own OpenAPI description where that is there,
and writes down all that happened with its time. It contains no code of the bot.
"""

from tests.wire.loopback.server import Loopback

__all__ = ["Loopback"]
