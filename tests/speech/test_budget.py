"""Caps: the operator's and a server's own, the smaller one counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.errors import StoreError
from bot.modelling import set_by_server
from bot.speech.brief import Account
from bot.speech.budget import Budget, BudgetReached, Caps
from bot.store.memory import MemoryStore

ME, YOU = Account(user="小李", server="1"), Account(user="小王", server="1")
ELSEWHERE, PRIVATE = Account(user="小李", server="2"), Account(user="小李")


async def room_for(budget: Budget, account: Account, tokens: int, cost: float = 0.0) -> bool:
    """Whether a call of this size may be made; it isn't."""
    try:
        budget.settle(await budget.admit(account, tokens, cost), 0, 0)
    except BudgetReached:
        return False
    return True


@pytest.mark.parametrize(
    ("operators", "servers", "holds"), [(500, 300, 300), (300, 500, 300), (0, 400, 400), (400, 0, 400)]
)
async def test_the_smaller_of_the_operators_cap_and_the_servers_counts(
    operators: int, servers: int, holds: int
) -> None:
    store = MemoryStore()
    await store.set_setting("server:1", "tokens_per_server_per_day", servers)
    caps = Caps(tokens_per_server_per_day=operators)
    budget = Budget(caps, store.usage, of_server=set_by_server(store), now=lambda: 100.0)
    await store.add_usage({"at": 50.0, "provider": "local", "server": "1", "user": "小李", "prompt_tokens": 200})
    assert await room_for(budget, YOU, holds - 200)
    assert not await room_for(budget, YOU, holds - 199)


async def test_a_servers_caps_hold_in_that_server_alone() -> None:
    store = MemoryStore()
    await store.set_setting("server:1", "per_user_per_day", 2.0)
    await store.set_setting("server:2", "per_user_per_day", 1.0)
    budget = Budget(Caps(), store.usage, of_server=set_by_server(store), now=lambda: 100.0)
    await store.add_usage({"at": 50.0, "provider": "local", "server": "1", "user": "小李", "cost": 1.5})
    assert not await room_for(budget, ME, 1, 0.6)  # 2.1 of 2
    assert await room_for(budget, YOU, 1, 1.9)  # nothing so far
    assert await room_for(budget, ELSEWHERE, 1, 0.9)  # what was spent in server 1 doesn't count there
    assert not await room_for(budget, ELSEWHERE, 1, 1.1)
    assert await room_for(budget, PRIVATE, 1, 99.0)


async def test_a_change_counts_at_the_next_call_and_the_sentence_names_the_cap() -> None:
    store = MemoryStore()
    budget = Budget(Caps(), store.usage, of_server=set_by_server(store))
    assert await room_for(budget, ME, 100)
    await store.set_setting("server:1", "tokens_per_server_per_day", 50)
    with pytest.raises(BudgetReached, match="每个服务器每天"):
        await budget.admit(ME, 100, 0.0)
    await store.set_setting("server:1", "tokens_per_server_per_day", None)
    assert await room_for(budget, ME, 100)


async def test_what_is_under_way_counts_against_the_servers_own_cap_too() -> None:
    async def caps(server: str) -> Mapping[str, Any]:
        return {"tokens_per_server_per_day": 100}

    budget = Budget(Caps(), of_server=caps)
    first = await budget.admit(ME, 70, 0.0)
    assert not await room_for(budget, YOU, 40)
    assert await room_for(budget, ELSEWHERE, 90)
    budget.settle(first, 20, 0.0)
    assert await room_for(budget, YOU, 80) and not await room_for(budget, YOU, 81)


async def test_nothing_is_spent_while_a_servers_caps_cant_be_read() -> None:
    async def broken(server: str) -> Mapping[str, Any]:
        raise StoreError("数据库读不了")

    budget = Budget(Caps(), of_server=broken)
    assert not await room_for(budget, ME, 1)
    assert await room_for(budget, PRIVATE, 1)
