"""config → parts. The only file that knows them all; nothing here runs until it is asked to."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from bot.config import Config
from bot.persona.files import Library
from bot.ports import Speech, Store
from bot.roundtable.table import RoundTable


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Unix time in seconds."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@dataclass(slots=True)
class House:
    """Everything that one process holds."""

    config: Config
    library: Library
    table: RoundTable
    speech: Speech
    store: Store | None
