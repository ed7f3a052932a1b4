"""How long things are kept: as long as the operator says, and shorter where a server has set it so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.config import Config, tightest
from bot.frontends.discord.distilling import Drafters
from bot.ports import Drafting, Store

DAY = 86_400.0
LEFT = "left_at"  # a server's setting: when the bot was removed from it, in Unix seconds


def days_kept(operators: int, held: Mapping[str, Any]) -> int:
    """Days under these settings of a server; 0 = for good."""
    return int(tightest(operators, int(held.get("retention_days") or 0)))


async def prune(store: Store, days: int, now: float) -> int:
    """Delete what is older than the operator keeps (0 = for good), then each server's what it keeps for less; how many rows went."""
    went = await store.prune(now - days * DAY) if days else 0
    for scope, own in (await store.settings_named("retention_days", "server")).items():
        if own and days_kept(days, {"retention_days": own}) != days:
            went += await store.prune(now - own * DAY, scope.removeprefix("server:"))
    return went


def draft_days(config: Config, held: Mapping[str, Any]) -> int:
    """Days a draft of /distill is kept that nobody works on; 0 = for good."""
    return int(tightest(config.discord.draft_days, days_kept(config.retention_days, held)))


async def expire_drafts(drafting: Drafting, store: Store, config: Config, now: float) -> int:
    """Delete drafts that nobody has worked on for that long, and who asked for them; how many went."""
    went = 0
    for server in drafting.servers():
        days = draft_days(config, await store.settings(f"server:{server}"))
        for id in await drafting.expire(server, now - days * DAY) if days else ():
            await Drafters(store).drop(server, id)
            went += 1
    return went


async def note_left(store: Store, servers: Iterable[str], here: Callable[[str], bool], now: float) -> None:
    """Mark those of these servers that the bot is no longer in, and take the mark from those it is in."""
    marked = await store.settings_named(LEFT, "server")
    for server in {*servers, *(scope.removeprefix("server:") for scope in marked)}:
        scope = f"server:{server}"
        if here(server) and scope in marked:
            await store.set_setting(scope, LEFT, None)
        elif not here(server) and scope not in marked:
            await store.set_setting(scope, LEFT, now)


async def forget_left(drafting: Drafting, store: Store, config: Config, now: float) -> list[str]:
    """Delete what a server distilled, and its settings, once the bot has been gone for as long as things are kept there; which."""
    went: list[str] = []
    for scope, left in (await store.settings_named(LEFT, "server")).items():
        held = await store.settings(scope)
        days = days_kept(config.retention_days, held)
        if days and float(left) < now - days * DAY:
            server = scope.removeprefix("server:")
            await drafting.forget(server)
            for key in held:
                await store.set_setting(scope, key, None)
            went.append(server)
    return went
