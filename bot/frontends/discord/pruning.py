"""How long things are kept: as long as the operator says, and shorter where a server has set it so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.config import tightest
from bot.ports import Store

DAY = 86_400.0


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
