"""How long things are kept, the operator's days against the servers'."""

from __future__ import annotations

import pytest

from bot.frontends.discord.pruning import DAY, days_kept, prune
from bot.ports import ChatMessage
from bot.store.memory import MemoryStore

NOW = 1000 * DAY


@pytest.mark.parametrize(("operators", "own", "kept"), [(180, 7, 7), (7, 180, 7), (0, 7, 7), (180, 0, 180), (0, 0, 0)])
def test_the_fewer_days_count_and_nought_is_no_limit(operators: int, own: int, kept: int) -> None:
    assert days_kept(operators, {"retention_days": own}) == kept
    assert days_kept(operators, {}) == operators


@pytest.mark.parametrize(
    ("operators", "left"),
    [(180, ["short 5", "long 5", "long 20", "other 5", "other 20"]), (10, ["short 5", "long 5", "other 5"])],
)
async def test_a_server_can_only_keep_for_less_than_the_operator(operators: int, left: list[str]) -> None:
    store = MemoryStore()
    for server in ("short", "long", "other"):
        for age in (5, 20, 300):
            key = f"{server} {age}"
            await store.say(ChatMessage(key, key, "user", "u", "U", "…", NOW - age * DAY), server=server)
    await store.set_setting("server:short", "retention_days", 7)
    await store.set_setting("server:long", "retention_days", 900)
    assert await prune(store, operators, NOW) == 9 - len(left)
    keys = [f"{server} {age}" for server in ("short", "long", "other") for age in (5, 20, 300)]
    assert [key for key in keys if await store.history(key)] == left
    assert await prune(store, operators, NOW) == 0
