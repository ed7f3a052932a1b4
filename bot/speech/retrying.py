"""Tries a call again while nothing was heard yet, with growing waits and jitter; lets a failing server rest.

Once text has come out, a second try would contradict the first: then the error goes up and the offline engine goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

from bot.errors import EngineError
from bot.lang import say
from bot.speech.openai import Client, Message, Piece, Provider

FIRST_WAIT, LONGEST_WAIT = 0.4, 8.0  # seconds
PATIENCE = 20.0  # seconds a server may ask us to wait; a reader does not wait longer
FAILURES, REST = 3, 30.0  # after so many calls failed in a row, none is tried for so many seconds


class Retrying:
    """A client that doesn't give up at once. `random` and `sleep` come from outside so that tests need not wait."""

    def __init__(
        self,
        client: Client,
        *,
        chance: Callable[[], float] = random.random,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._chance, self._sleep, self._now = chance, sleep, now
        self._failed = 0
        self._rest_until = 0.0

    @property
    def provider(self) -> Provider:
        """The client's provider."""
        return self._client.provider

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, who: str = ""
    ) -> AsyncGenerator[Piece, None]:
        """As `Client.stream`."""
        self._refuse_while_resting()
        tries = self.provider.retries + 1
        for number in range(1, tries + 1):
            heard = False
            try:
                stream = self._client.stream(messages, max_tokens=max_tokens, who=who)
                async with contextlib.aclosing(stream) as pieces:
                    async for piece in pieces:
                        heard = heard or piece.kind == "text"
                        yield piece
                self._failed = 0
                return
            except EngineError as error:
                wait = self._wait(number, error)
                if heard or not error.retryable or number == tries or wait > PATIENCE:
                    self._count_failure(error)
                    raise
            await self._sleep(wait)

    async def close(self) -> None:
        """Close the client."""
        await self._client.close()

    def _wait(self, number: int, error: EngineError) -> float:
        if error.retry_after is not None:
            return error.retry_after + 0.25 * self._chance()
        return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (number - 1)) * (0.5 + self._chance())

    def _count_failure(self, error: EngineError) -> None:
        self._failed += 1
        if error.retry_after is not None and error.retry_after > PATIENCE:
            self._rest_until = self._now() + min(error.retry_after, 300.0)
        elif self._failed >= FAILURES:
            self._rest_until = self._now() + REST
            self._failed = FAILURES - 1  # after the rest one more failure is enough

    def _refuse_while_resting(self) -> None:
        left = self._rest_until - self._now()
        if left > 0:
            name = self.provider.name
            raise EngineError(say(self.provider.language, "models.resting", name=name, seconds=round(left)))
