"""Drafts per server: an article goes in, a moderator looks at what was found and approves it; nobody can use it before.

Plain async calls for a front end: `draft`, `drafts`, `preview`, `approve`, `reject`, `forget`. Everything of one server lies in
its own folder under `root` and is used in that server alone: `root/<server>/drafts/<id>.json`, `root/<server>/personas/`.
"""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.distill.deciding import Decisions, Spot, spot_of
from bot.distill.pending import (
    Draft,
    Found,
    Preview,
    UnknownDraft,
    decided_drafts,
    draft_of,
    drafts_of,
    found_in,
    read,
    write,
)
from bot.distill.reader import read_bytes
from bot.distill.removing import remove_article, remove_person
from bot.distill.statements import Statement
from bot.distill.writer import Folder, Written, read_state
from bot.errors import Refused
from bot.lang import Sentence

MOST_CHARACTERS = 200_000
MOST_DRAFTS = 20
_SERVER = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ID = re.compile(r"[0-9a-f]{12}")

__all__ = ["MOST_DRAFTS", "Draft", "DraftService", "Found", "Preview", "UnknownDraft"]


class DraftService:
    """Drafts of all servers under one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._locks: dict[str, asyncio.Lock] = {}

    def personas(self, server: str) -> Path:
        """The folder of what is approved in this server; it may not exist yet."""
        return self._folder(server) / "personas"

    async def draft(
        self, server: str, raw: bytes, name: str, by: str, *, title: str = "", outlet: str = "", published: str = ""
    ) -> Draft:
        """A draft of the article in `raw` (a file named `name`), made by the user `by`. Raises RequestError with a sentence.

        `title`, `outlet` and `published` (2024, 2024-03 or 2024-03-05) stand instead of what the article prints.
        """
        folder = self._folder(server)
        if published and not _DATE.fullmatch(published):
            raise Refused(Sentence("distill.error.date"))
        given = {"title": title.strip()[:200], "outlet": outlet.strip()[:50], "published": published}
        async with self._lock(server):
            return await asyncio.to_thread(self._make, folder, server, raw, name, by, given)

    async def drafts(self, server: str) -> list[Draft]:
        """This server's drafts, the oldest first."""
        return await asyncio.to_thread(self._all, self._folder(server))

    async def preview(self, server: str, id: str) -> Preview:
        """Everything of a draft. Raises UnknownDraft."""
        return await asyncio.to_thread(self._preview, self._folder(server), id)

    async def look(self, server: str, id: str) -> tuple[Draft, tuple[Found, ...]]:
        """The statements of a draft as they stand decided, without the files. Raises UnknownDraft."""
        return await asyncio.to_thread(self._look, self._folder(server), id)

    async def drop(self, server: str, id: str, spots: Iterable[Spot], dropped: bool) -> None:
        """Leave these statements out, or take them back in; kept with the draft. Raises UnknownDraft."""
        chosen = frozenset(spots)
        await self._decide(server, id, lambda now, _: now.drop(chosen, dropped))

    async def give(self, server: str, id: str, spot: Spot, speaker: str) -> None:
        """This statement is `speaker`'s, one of the article's. Raises UnknownDraft; Refused where there is no such speaker."""

        def given(now: Decisions, statements: Sequence[Statement]) -> Decisions:
            statement = next((s for s in statements if spot_of(s) == spot), None)
            if statement is None or speaker not in {s.speaker for s in statements}:
                raise Refused(Sentence("distill.draft.no_speaker"))
            return now.give(statement, speaker)

        await self._decide(server, id, given)

    async def approve(self, server: str, id: str, *, drop: Iterable[int] = ()) -> Written:
        """Write the draft's personas, but for what was decided against and the numbers in `drop`, and forget the draft.

        Raises UnknownDraft; Refused where nothing is left of it, and then the draft stays.
        """
        folder = self._folder(server)
        async with self._lock(server):
            return await asyncio.to_thread(self._approve, folder, id, frozenset(drop))

    async def reject(self, server: str, id: str) -> None:
        """Throw a draft away. Raises UnknownDraft."""
        async with self._lock(server):
            self._load(self._folder(server), id)
            self._path(self._folder(server), id).unlink(missing_ok=True)
            read.cache_clear()

    async def remove_person(self, server: str, id: str) -> None:
        """Take an approved persona out of this server again. Raises ConfigError where the files can't be read."""
        async with self._lock(server):
            await asyncio.to_thread(remove_person, self.personas(server), id)

    async def remove_article(self, server: str, id: str) -> None:
        """Take an article out of this server again, and whoever spoke in no other. Raises ConfigError."""
        async with self._lock(server):
            await asyncio.to_thread(remove_article, self.personas(server), id)

    async def expire(self, server: str, before: float) -> list[str]:
        """Delete drafts that nobody has worked on since this time (Unix seconds); their ids."""
        async with self._lock(server):
            return await asyncio.to_thread(self._expire, self._folder(server), before)

    def servers(self) -> list[str]:
        """Whoever has drafts or personas."""
        found = self._root.iterdir() if self._root.is_dir() else ()
        return sorted(p.name for p in found if p.is_dir() and _SERVER.fullmatch(p.name))

    async def forget(self, server: str) -> None:
        """Delete everything of a server: drafts, personas, texts."""
        async with self._lock(server):
            await asyncio.to_thread(shutil.rmtree, self._folder(server), True)
            read.cache_clear()

    # ------------------------------------------------------------------------------------------------------ in a thread

    def _lock(self, server: str) -> asyncio.Lock:
        return self._locks.setdefault(server, asyncio.Lock())

    def _folder(self, server: str) -> Path:
        if not _SERVER.fullmatch(server):
            raise Refused(Sentence("distill.draft.server"))
        return self._root / server

    def _path(self, folder: Path, id: str) -> Path:
        if not _ID.fullmatch(id):
            raise UnknownDraft(Sentence("distill.draft.gone"))
        return folder / "drafts" / f"{id}.json"

    def _make(self, folder: Path, server: str, raw: bytes, name: str, by: str, given: dict[str, str]) -> Draft:
        text = read_bytes(raw, name)
        if len(text.raw) > MOST_CHARACTERS:
            raise Refused(Sentence("distill.draft.too_long", count=MOST_CHARACTERS))
        if len(list((folder / "drafts").glob("*.json"))) >= MOST_DRAFTS:
            raise Refused(Sentence("distill.draft.too_many", count=MOST_DRAFTS))
        statements = read(text.raw, text.name[:100])[1]
        if not statements:
            raise Refused(Sentence("distill.draft.nothing"))
        drafts = drafts_of(text, {"given": given})
        id = hashlib.sha256(text.raw.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        made = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        title = drafts.sources[0].title
        data: dict[str, Any] = {"text": text.raw, "name": text.name[:100], "title": title, "by": by, "made": made}
        found = draft_of(server, id, data, statements)
        data |= {"given": given, "statements": found.statements, "speakers": found.speakers}
        path = self._path(folder, id)
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, data | {"decided": read_state(path).get("decided")})  # the same article again: decisions stay
        return found

    def _all(self, folder: Path) -> list[Draft]:
        paths = sorted((folder / "drafts").glob("*.json")) if (folder / "drafts").is_dir() else []
        found = []
        for path in paths:
            with suppress(UnknownDraft):  # damaged: it can be neither looked at nor approved, and expires like the others
                found.append(self._described(folder, path.stem))
        return sorted(found, key=lambda d: (d.made, d.id))

    def _described(self, folder: Path, id: str) -> Draft:
        """Without reading the article: a list of twenty drafts would take as many seconds."""
        data = self._load(folder, id)
        count, speakers = data.get("statements"), data.get("speakers")
        if not isinstance(count, int) or not isinstance(speakers, list):
            _, statements = read(data["text"], data["name"])
            found = draft_of(folder.name, id, data, statements)
        else:
            names = tuple(map(str, speakers))
            found = Draft(id, folder.name, data["name"], data["title"], data["by"], data["made"], count, names)
        return replace(found, touched=self._path(folder, id).stat().st_mtime)

    def _expire(self, folder: Path, before: float) -> list[str]:
        old = [p for p in (folder / "drafts").glob("*.json") if p.stat().st_mtime < before]
        for path in old:
            path.unlink()
        read.cache_clear()
        return [p.stem for p in old]

    async def _decide(self, server: str, id: str, how: Callable[[Decisions, Sequence[Statement]], Decisions]) -> None:
        def redo() -> None:
            folder = self._folder(server)
            data = self._load(folder, id)
            _, statements = read(data["text"], data["name"])
            now = how(Decisions.from_data(data.get("decided")), statements)
            write(self._path(folder, id), data | {"decided": now.as_data()})

        async with self._lock(server):
            await asyncio.to_thread(redo)

    def _load(self, folder: Path, id: str) -> dict[str, Any]:
        data = read_state(self._path(folder, id))
        if not all(isinstance(data.get(k), str) for k in ("text", "name", "title", "by", "made")):
            raise UnknownDraft(Sentence("distill.draft.gone"))
        return data

    def _look(self, folder: Path, id: str) -> tuple[Draft, tuple[Found, ...]]:
        data = self._load(folder, id)
        text, statements = read(data["text"], data["name"])
        decided = Decisions.from_data(data.get("decided"))
        found = tuple(found_in(text, n, s, decided) for n, s in enumerate(statements, start=1))
        return draft_of(folder.name, id, data, statements), found

    def _preview(self, folder: Path, id: str) -> Preview:
        data = self._load(folder, id)
        text, statements = read(data["text"], data["name"])
        draft, found = self._look(folder, id)
        opened = Folder(folder / "personas", advance=True)
        decided = Decisions.from_data(data.get("decided"))
        done = opened.add(decided_drafts(text, data, statements, decided, opened.topics.topics))
        files = {p.name: body for p, body in opened.texts.items() if p.suffix == ".yaml"}
        return Preview(draft, found, files, tuple(done.motions))

    def _approve(self, folder: Path, id: str, drop: frozenset[int]) -> Written:
        data = self._load(folder, id)
        text, statements = read(data["text"], data["name"])
        decided = Decisions.from_data(data.get("decided"))
        decided = decided.drop((spot_of(s) for n, s in enumerate(statements, start=1) if n in drop), True)
        if all(spot_of(s) in decided.dropped for s in statements):
            raise Refused(Sentence("distill.draft.empty"))
        opened = Folder(folder / "personas", advance=True)
        done = opened.commit(decided_drafts(text, data, statements, decided, opened.topics.topics))
        self._path(folder, id).unlink(missing_ok=True)
        read.cache_clear()
        return done
