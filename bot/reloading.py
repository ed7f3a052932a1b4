"""Config, personas, prompts and formats that change while we run: read again and swapped in, the old ones kept where broken."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from bot.config import Config, load_config
from bot.debate.formats import Format, read_formats
from bot.errors import ConfigError, Mistake
from bot.persona.files import Library, read_library, without
from bot.persona.reload import changes, renewed

Report = Callable[[frozenset[str], Sequence[Mistake]], None]  # what changed, and what is wrong with it


@runtime_checkable
class Reloads(Protocol):
    """What reads its own files again. Raises ConfigError, and then keeps what it had."""

    def reload(self) -> None:
        """Read again."""


@dataclass(slots=True)
class Files:
    """What was read from files, as it stands: `library` is whole, `kept` is it without what is withdrawn."""

    config: Config
    library: Library
    formats: dict[str, Format]

    @property
    def kept(self) -> Library:
        """The library without what the config withdraws."""
        withdrawn = self.config.withdrawn
        return without(self.library, speakers=withdrawn.speakers, sources=withdrawn.sources)

    def places(self) -> dict[str, Path]:
        """What to watch."""
        c = self.config
        places = {"personas": c.personas_dir, "formats": c.formats_dir, "prompts": c.prompts_dir}
        return places | ({"config": c.file} if c.file else {})

    def refresh(self, changed: frozenset[str], db: Path | None = None) -> list[Mistake]:
        """Read again what changed; broken parts stay as they were. Returns what is wrong."""
        mistakes: list[Mistake] = []
        if "config" in changed:
            mistakes += self._refresh_config(db)
        if "personas" in changed or self.library.folder != self.config.personas_dir:
            mistakes += self._refresh_library()
        if "formats" in changed or "config" in changed:
            formats, wrong = read_formats(self.config.formats_dir)
            mistakes += wrong
            if formats:
                broken = {Path(m.file).stem for m in wrong}
                old = {name: f for name, f in self.formats.items() if name in broken}
                self.formats = old | formats
        return mistakes

    def _refresh_config(self, db: Path | None) -> list[Mistake]:
        try:
            fresh = load_config(self.config.file, db=db)
        except ConfigError as error:
            return list(error.mistakes)
        self.config = fresh
        return []

    def _refresh_library(self) -> list[Mistake]:
        if self.library.folder == self.config.personas_dir:
            self.library, mistakes = renewed(self.library)
            return list(mistakes)
        fresh = read_library(self.config.personas_dir)
        if not fresh.mistakes:
            self.library = fresh
        return list(fresh.mistakes)


async def keep_fresh(
    files: Files,
    swap: Callable[[Files], Awaitable[None]],
    report: Report,
    *,
    prompts: object = None,
    db: Path | None = None,
    stop: asyncio.Event | None = None,
) -> None:
    """Watch until `stop` is set (or this is cancelled); after each change `swap` what was read and `report` what is wrong.

    `swap` may raise ConfigError where the parts don't fit each other; then nothing was swapped. `prompts` is told to
    reload itself where it can.
    """
    while stop is None or not stop.is_set():
        watched = files.places()
        async for changed in changes(watched, stop):
            mistakes = await asyncio.to_thread(files.refresh, changed, db)
            try:
                if "prompts" in changed and isinstance(prompts, Reloads):
                    await asyncio.to_thread(prompts.reload)  # a third of a second of compiling
                await swap(files)
            except ConfigError as error:
                mistakes += error.mistakes
            report(changed, mistakes)
            if files.places() != watched:  # the config points elsewhere now
                break
        else:
            return
