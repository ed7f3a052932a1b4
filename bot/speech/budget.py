"""Caps on what models may cost. A turn that would go over one is worded offline from its first word on."""

from __future__ import annotations

import datetime
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.errors import EngineError, StoreError
from bot.lang import say
from bot.speech.brief import Account


class BudgetReached(EngineError):
    """A cap leaves no room for this turn."""


@dataclass(frozen=True, slots=True)
class Caps:
    """Money in the config's currency, and tokens; 0 = none."""

    per_user_per_day: float = 0.0
    per_server_per_day: float = 0.0
    per_day: float = 0.0
    per_debate: float = 0.0
    tokens_per_user_per_day: int = 0
    tokens_per_server_per_day: int = 0
    tokens_per_day: int = 0
    tokens_per_debate: int = 0


class Sums(Protocol):
    """What was used so far: `Store.usage`."""

    def __call__(self, *, since: float, by: Sequence[str]) -> Awaitable[list[dict[str, Any]]]:
        """Rows with the named columns, prompt_tokens, completion_tokens and cost."""


@dataclass(slots=True)
class Reserved:
    """A call under way: it counts with its estimate until it is written down."""

    account: Account
    tokens: int
    cost: float


class Budget:
    """Counts what is stored and what is under way against the caps. `sums` None: only this process's own memory counts."""

    def __init__(
        self, caps: Caps, sums: Sums | None = None, *, now: Callable[[], float] = time.time, language: str = "zh-CN"
    ) -> None:
        self._caps = caps
        self._sums = sums
        self._now = now
        self._language = language
        self._open: list[Reserved] = []
        self._own: list[tuple[float, Account, int, float]] = []  # when there is no store

    async def admit(self, account: Account, tokens: int, cost: float) -> Reserved:
        """Room for one call of about this size. Raises BudgetReached; `settle` it in the end."""
        reserved = Reserved(account, tokens, cost)
        self._open.append(reserved)  # before the first await, so that two calls at once see each other
        try:
            for name, scope, key in self._scopes(account):
                await self._check(name, scope, key)
        except BaseException:
            self._open.remove(reserved)
            raise
        return reserved

    def settle(self, reserved: Reserved, tokens: int, cost: float) -> None:
        """The call is over and this is what it took."""
        if reserved in self._open:
            self._open.remove(reserved)
        if self._sums is None and self._limited:
            self._own.append((self._now(), reserved.account, tokens, cost))

    @property
    def _limited(self) -> bool:
        return any(getattr(self._caps, name) for name in self._caps.__slots__)

    def _scopes(self, account: Account) -> list[tuple[str, str, str]]:
        """(cap's name, column, value) of the caps that count for this account."""
        found = [("per_day", "day", "")]
        if account.user:
            found.append(("per_user_per_day", "user", account.user))
        if account.server:
            found.append(("per_server_per_day", "server", account.server))
        if account.debate:
            found.append(("per_debate", "debate", account.debate))
        return [s for s in found if getattr(self._caps, s[0]) or getattr(self._caps, f"tokens_{s[0]}")]

    async def _check(self, name: str, column: str, value: str) -> None:
        money, count = getattr(self._caps, name), getattr(self._caps, f"tokens_{name}")
        tokens, cost = await self._used(column, value)
        for reserved in self._open:
            if column == "day" or getattr(reserved.account, column) == value:
                tokens, cost = tokens + reserved.tokens, cost + reserved.cost
        if (money and cost > money) or (count and tokens > count):
            cap = say(self._language, f"models.caps.{name}")
            raise BudgetReached(say(self._language, "models.budget", cap=cap))

    async def _used(self, column: str, value: str) -> tuple[int, float]:
        since = 0.0 if column == "debate" else midnight(self._now())
        if self._sums is None:
            rows = [r for r in self._own if r[0] >= since and (column == "day" or getattr(r[1], column) == value)]
            return sum(r[2] for r in rows), sum(r[3] for r in rows)
        by = () if column == "day" else (column,)
        try:
            rows_found = await self._sums(since=since, by=by)
        except StoreError as error:
            raise BudgetReached(str(error)) from error  # what can't be counted is not spent
        found = [r for r in rows_found if column == "day" or r[column] == value]
        tokens = sum(int(r["prompt_tokens"]) + int(r["completion_tokens"]) for r in found)
        return tokens, sum(float(r["cost"]) for r in found)


def midnight(now: float) -> float:
    """When the day of this moment began, in UTC, as Unix seconds."""
    day = datetime.datetime.fromtimestamp(now, datetime.UTC).date()
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()
