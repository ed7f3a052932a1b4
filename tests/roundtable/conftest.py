"""Round tables over the shipped personas: with the store in memory, with a file, with an engine that takes its time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from bot.config import Config
from bot.debate.events import Event, Record, TurnSpoken
from bot.debate.state import State
from bot.ports import Asker, Engine, Store
from bot.roundtable import RoundTable
from bot.roundtable.answering import Materials
from bot.speech.brief import Brief
from bot.speech.offline import OfflineEngine, sentences, word
from bot.speech.speaking import Speaking
from bot.speech.tally import Tally
from bot.store.memory import MemoryStore
from bot.store.owners import new_owner
from bot.wiring import SystemClock, materials, read_files

MOTION = "创业公司该不该做大模型？"
ME = Asker(user="u1", name="小王")


@lru_cache(maxsize=1)
def shipped() -> tuple[Materials, Mapping[str, Any]]:
    library, formats = read_files(Config())
    return materials(Config(), library), formats


def lay(store: Store | None = None, engines: Mapping[str, Engine] | None = None, **more: Any) -> RoundTable:
    """A round table; with engines, the first of them words everything."""
    made, formats = shipped()
    speech = Speaking(engines, tuple(engines or ("offline",)))
    return RoundTable(replace(made), formats, speech, store, SystemClock(), new_owner=new_owner, **more)


@pytest.fixture
async def store() -> AsyncIterator[MemoryStore]:
    made = MemoryStore()
    yield made
    await made.close()


@pytest.fixture
def table(store: MemoryStore) -> RoundTable:
    return lay(store)


class Watcher:
    """A stage that keeps what it was shown and may act on it."""

    def __init__(self, on: Callable[[Record], Awaitable[None]] | None = None) -> None:
        self.records: list[Record] = []
        self.growing: list[tuple[int, str, str]] = []
        self._on = on

    async def show(self, record: Record) -> None:
        self.records.append(record)
        if self._on is not None:
            await self._on(record)

    def partial(self, seq: int, speaker: str, text: str) -> None:
        self.growing.append((seq, speaker, text))

    @property
    def events(self) -> list[Event]:
        return [record.event for record in self.records]

    @property
    def turns(self) -> list[TurnSpoken]:
        return [event for event in self.events if isinstance(event, TurnSpoken)]


class SlowEngine:
    """The offline engine's words, each turn only when `go` is set; counts what was cut off."""

    name = "slow"

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.begun = asyncio.Event()
        self.cut = 0

    def price(self, prompt_tokens: int, completion_tokens: int) -> tuple[int, float]:
        return 0, 0.0

    async def speak(self, brief: Brief, tally: Tally | None = None) -> AsyncGenerator[str, None]:
        pieces = sentences(word(brief))
        try:
            for i, piece in enumerate(pieces):
                if brief.persona is not None and i == len(pieces) // 2:
                    self.begun.set()
                    await self.go.wait()
                yield piece
        except (asyncio.CancelledError, GeneratorExit):
            self.cut += 1
            raise

    async def close(self) -> None:
        """Nothing is held."""


async def opened(table: RoundTable, who: str = "朱啸虎,傅盛", format: str = "快辩", seed: int = 7, **more: Any) -> str:
    asker = replace(ME, **more) if more else ME
    return await table.open_debate(table.plan_debate(MOTION, who.split(","), format, seed=seed, asker=asker), asker)


async def whole(table: RoundTable, **how: Any) -> tuple[Watcher, State]:
    stage = Watcher()
    state = await table.run(await opened(table, **how), stage)
    return stage, state


__all__ = ["ME", "MOTION", "OfflineEngine", "SlowEngine", "Watcher", "lay", "opened", "whole"]
