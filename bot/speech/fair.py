"""A bounded number of calls at once, shared out fairly: whoever has many waiting does not hold up who has one."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class FairGate:
    """Lets `size` callers in at once; the waiting are served in turn by `who` (a Discord server, or a user in private)."""

    def __init__(self, size: int) -> None:
        self._free = size
        self._queues: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(len(queue) for queue in self._queues.values())

    @asynccontextmanager
    async def enter(self, who: str = "") -> AsyncIterator[None]:
        """A place; held until the block ends. Cancelling while waiting gives the turn to the next."""
        await self._acquire(who)
        try:
            yield
        finally:
            self._release()

    async def _acquire(self, who: str) -> None:
        if self._free and not self._queues:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queues.setdefault(who, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._release()  # the place was given to us in the very moment we were cancelled
            else:
                self._forget(who, turn)
            raise

    def _forget(self, who: str, turn: asyncio.Future[None]) -> None:
        queue = self._queues.get(who)
        if queue is not None and turn in queue:
            queue.remove(turn)
            if not queue:
                del self._queues[who]

    def _release(self) -> None:
        while self._queues:
            who, queue = next(iter(self._queues.items()))
            turn = queue.popleft()
            if queue:
                self._queues.move_to_end(who)  # the next turn is another's
            else:
                del self._queues[who]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
