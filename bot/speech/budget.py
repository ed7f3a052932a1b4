"""Caps on what models may cost. A turn that would go over one is worded offline from its first word on."""

from __future__ import annotations

import datetime
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Cap:
    """One cap, and whose calls count against it: all whose account has these values. A debate's counts for good, others by day."""

    name: str
    money: float
    tokens: int
    of: Mapping[str, str] = field(default_factory=dict)

    def counts(self, account: Account) -> bool:
        """Whether a call on this account counts."""
        return all(getattr(account, column) == value for column, value in self.of.items())


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
        self,
        caps: Caps,
        sums: Sums | None = None,
        *,
        now: Callable[[], float] = time.time,
        language: str = "zh-CN",
        of_server: Callable[[str], Awaitable[Mapping[str, Any]]] | None = None,
    ) -> None:
        """`of_server` looks up the caps a server has set for itself, by the names of `Caps`; they count beside `caps`."""
        self._caps = caps
        self._sums = sums
        self._of_server = of_server
        self._now = now
        self._language = language
        self._open: list[Reserved] = []
        self._own: list[tuple[float, Account, int, float]] = []  # when there is no store

    async def admit(self, account: Account, tokens: int, cost: float) -> Reserved:
        """Room for one call of about this size. Raises BudgetReached; `settle` it in the end."""
        reserved = Reserved(account, tokens, cost)
        self._open.append(reserved)  # before the first await, so that two calls at once see each other
        try:
            for cap in [*operators(self._caps, account), *await self._servers(account)]:
                await self._check(cap)
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
        return self._of_server is not None or any(getattr(self._caps, name) for name in self._caps.__slots__)

    async def _servers(self, account: Account) -> list[Cap]:
        """What this account's server has set for itself."""
        if self._of_server is None or not account.server:
            return []
        try:
            return servers(await self._of_server(account.server), account)
        except StoreError as error:
            raise BudgetReached(str(error)) from error  # what can't be looked up is not spent

    async def _check(self, cap: Cap) -> None:
        tokens, cost = await self._used(cap)
        for reserved in self._open:
            if cap.counts(reserved.account):
                tokens, cost = tokens + reserved.tokens, cost + reserved.cost
        if (cap.money and cost > cap.money) or (cap.tokens and tokens > cap.tokens):
            name = say(self._language, f"models.caps.{cap.name}")
            raise BudgetReached(say(self._language, "models.budget", cap=name))

    async def _used(self, cap: Cap) -> tuple[int, float]:
        since = 0.0 if "debate" in cap.of else midnight(self._now())
        if self._sums is None:
            rows = [r for r in self._own if r[0] >= since and cap.counts(r[1])]
            return sum(r[2] for r in rows), sum(r[3] for r in rows)
        try:
            rows_found = await self._sums(since=since, by=tuple(cap.of))
        except StoreError as error:
            raise BudgetReached(str(error)) from error  # what can't be counted is not spent
        found = [r for r in rows_found if all(r[column] == value for column, value in cap.of.items())]
        tokens = sum(int(r["prompt_tokens"]) + int(r["completion_tokens"]) for r in found)
        return tokens, sum(float(r["cost"]) for r in found)


def operators(caps: Caps, account: Account) -> list[Cap]:
    """The config's caps that count for this account."""
    of = {"per_day": {}, "per_user_per_day": {"user": account.user}}
    of |= {"per_server_per_day": {"server": account.server}, "per_debate": {"debate": account.debate}}
    found = [Cap(n, getattr(caps, n), getattr(caps, f"tokens_{n}"), who) for n, who in of.items() if all(who.values())]
    return [cap for cap in found if cap.money or cap.tokens]


def servers(held: Mapping[str, Any], account: Account) -> list[Cap]:
    """The caps among a server's settings that count for this account: of the server, and of each member in this server."""
    of = {"per_server_per_day": {"server": account.server}}
    if account.user:
        of["per_user_per_day"] = {"server": account.server, "user": account.user}
    found = [Cap(n, float(held.get(n) or 0), int(held.get(f"tokens_{n}") or 0), who) for n, who in of.items()]
    return [cap for cap in found if cap.money or cap.tokens]


def midnight(now: float) -> float:
    """When the day of this moment began, in UTC, as Unix seconds."""
    day = datetime.datetime.fromtimestamp(now, datetime.UTC).date()
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()
