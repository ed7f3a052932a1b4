"""Files that change while we run: seen, read again, and where they are broken the old ones stay."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path

from bot.errors import Mistake
from bot.persona.files import Library, PersonaFile, read_library

DEBOUNCE_MS = 300  # editors write in several steps


def renewed(old: Library) -> tuple[Library, tuple[Mistake, ...]]:
    """The folder read again, and what is wrong with it.

    A persona file with mistakes keeps its old persona; broken topics or sources keep all that was there before. A file
    that is gone takes its persona along, but an empty or vanished folder changes nothing.
    """
    new = read_library(old.folder)
    mistakes = new.mistakes
    shared = {str(d.name) for d in (new.topics_document, new.sources_document) if d}
    if not new.files or any(m.file in shared for m in mistakes):
        return old, mistakes
    files: dict[str, PersonaFile] = {}
    for name, file in new.files.items():
        if file.mistakes:
            before = old.files.get(name)
            if before and before.persona:
                files[name] = before
        else:
            files[name] = file
    personas = tuple(f.persona for f in files.values() if f.persona)
    return replace(new, personas=personas, files=files, mistakes=()), mistakes


async def changes(places: Mapping[str, Path], stop: asyncio.Event | None = None) -> AsyncIterator[frozenset[str]]:
    """Which of the named places (folders or files) changed, each time some did, until `stop` is set.

    A file is watched through its folder: editors replace files rather than write into them.
    """
    from watchfiles import awatch

    watched = {name: path.resolve() for name, path in places.items()}
    roots = {path if path.is_dir() else path.parent for path in watched.values()}
    roots = {r for r in roots if r.is_dir()}
    async for found in awatch(*roots, debounce=DEBOUNCE_MS, step=50, stop_event=stop, recursive=True):
        touched = {Path(path) for _, path in found}
        names = frozenset(
            name
            for name, path in watched.items()
            if any(t == path or path in t.parents for t in touched if not t.name.startswith("."))
        )
        if names:
            yield names
