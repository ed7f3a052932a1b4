"""The right to run a debate: one process at a time."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType

from bot.errors import StoreError
from bot.ports import Clock, Store


class Lease:
    """`async with Lease(...)`: claimed, renewed while it lasts, released in the end. Raises DebateTaken.

    The store frees the claim of a process that died by its `owner` name; the seconds are for one it cannot look at.
    """

    def __init__(self, store: Store, debate: str, owner: str, clock: Clock, seconds: float) -> None:
        self._store = store
        self._debate = debate
        self._owner = owner
        self._clock = clock
        self._seconds = seconds
        self._renewing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Lease:
        await self._claim()
        self._renewing = asyncio.create_task(self._renew())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)  # a lost lease shows at the next write
        await self._store.release_debate(self._debate, self._owner)

    async def _claim(self) -> None:
        await self._store.claim_debate(self._debate, self._owner, self._clock.now(), self._seconds)

    async def _renew(self) -> None:
        while True:
            await self._clock.sleep(self._seconds / 3)
            with contextlib.suppress(StoreError):  # a busy file: two more tries before the lease ends
                await self._claim()
