"""The right to run a debate: one process at a time, taken over at once from one that died."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import uuid
from types import TracebackType

from bot.errors import DebateTaken
from bot.ports import Clock, Store


class Lease:
    """`async with Lease(...)`: claimed, renewed while it lasts, released in the end. Raises DebateTaken.

    The owner's name is `host:pid:nonce`: a claim by a process of this machine that is no longer there is released first, so
    that a restart after a crash need not wait for the lease to run out.
    """

    def __init__(self, store: Store, debate: str, clock: Clock, seconds: float) -> None:
        self._store = store
        self._debate = debate
        self._clock = clock
        self._seconds = seconds
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._renewing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Lease:
        try:
            await self._claim()
        except DebateTaken as taken:
            if not abandoned(taken.owner):
                raise
            await self._store.release_debate(self._debate, taken.owner)
            await self._claim()
        self._renewing = asyncio.create_task(self._renew())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._renewing is not None:
            self._renewing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._renewing
        await self._store.release_debate(self._debate, self._owner)

    async def _claim(self) -> None:
        await self._store.claim_debate(self._debate, self._owner, self._clock.now(), self._seconds)

    async def _renew(self) -> None:
        while True:
            await self._clock.sleep(self._seconds / 3)
            await self._claim()


def abandoned(owner: str) -> bool:
    """True where the owner was a process of this machine that is no longer there."""
    host, _, rest = owner.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
