"""Distilling for a front end: drafts of a server, and what it approved put at its table. Part of the wiring."""

from __future__ import annotations

import asyncio
import datetime
import logging
from collections import Counter
from collections.abc import Awaitable, Iterable, Sequence
from pathlib import Path

from bot.distill.disk import ARTICLES
from bot.distill.service import Draft, DraftService, Found
from bot.errors import ConfigError, RequestError
from bot.lang import Sentence
from bot.persona.files import Library, load_library
from bot.persona.joining import names_of
from bot.persona.model import Persona
from bot.ports import Approved, DraftFound, DraftRow, DraftView, Own, OwnArticle, OwnPerson, Removed
from bot.wiring import House
from bot.wiring import folder_of as folder_of

log = logging.getLogger(__name__)


class Drafting:
    """`bot.ports.Drafting` over a folder and a house. What is read or computed is done in a thread."""

    def __init__(self, house: House, root: Path) -> None:
        self._house = house
        self._root = root
        self._service = DraftService(root)

    async def open(self) -> None:
        """Put what servers have approved at their tables. What can't be read is logged and left out."""
        for path in sorted(self._root.glob("*/personas")):
            try:
                await self._admit(path.parent.name)
            except (ConfigError, OSError) as error:
                log.error("a server's personas can't be used: %s", error, extra={"server": path.parent.name})

    async def draft(
        self, server: str, raw: bytes, name: str, *, title: str = "", outlet: str = "", published: str = ""
    ) -> DraftView:
        """A draft of the article in `raw`. Who made it is not kept: what is stored about a member is in the database alone."""
        made = await self._service.draft(server, raw, name, "", title=title, outlet=outlet, published=published)
        return await self.look(server, made.id)

    async def look(self, server: str, id: str) -> DraftView:
        """A draft as it stands decided."""
        return _view(*await self._service.look(server, id))

    async def drop(self, server: str, id: str, spots: Sequence[tuple[int, int, str]], dropped: bool) -> DraftView:
        """Leave statements out, or take them back in; how it stands then."""
        await self._service.drop(server, id, spots, dropped)
        return await self.look(server, id)

    async def give(self, server: str, id: str, spot: tuple[int, int, str], speaker: str) -> DraftView:
        """Another of the article's speakers said this; how it stands then."""
        await self._service.give(server, id, spot, speaker)
        return await self.look(server, id)

    async def approve(self, server: str, id: str) -> Approved:
        """Write the draft's personas and seat them; whom that brought to the table."""
        names = tuple(dict.fromkeys(f.speaker for f in (await self.look(server, id)).kept))
        done = await self._service.approve(server, id)
        await self._admit(server)
        if not done.positions:
            raise RequestError(done.notes[0] if done.notes else Sentence("distill.draft.nothing_new"))
        here = _known(self._house.table.of(server).shelf.all())
        return Approved(tuple(n for n in names if n in here), tuple(n for n in names if n not in here))

    async def reject(self, server: str, id: str) -> None:
        """Throw the draft away."""
        await self._service.reject(server, id)

    # ------------------------------------------------------------------------------------------------------------- lists

    async def drafts(self, server: str) -> tuple[DraftRow, ...]:
        """What waits to be decided, the oldest first."""
        rows = []
        for d in await self._service.drafts(server):
            made = datetime.datetime.fromisoformat(d.made).timestamp()
            rows.append(DraftRow(d.id, d.title, d.speakers, d.statements, made, d.touched))
        return tuple(rows)

    async def own(self, server: str) -> Own:
        """What this server approved, those among it whom the operator has withdrawn. Raises ConfigError."""
        folder = self._service.personas(server)
        return await asyncio.to_thread(lambda: _own(load_library(folder)) if folder.is_dir() else Own())

    # ---------------------------------------------------------------------------------------------------------- removing

    async def remove_person(self, server: str, id: str) -> Removed:
        """Take an approved persona's positions off this server's table at once."""
        return await self._removed(server, self._service.remove_person(server, id))

    async def remove_article(self, server: str, id: str) -> Removed:
        """The same for everything an article brought."""
        return await self._removed(server, self._service.remove_article(server, id))

    def articles(self, server: str) -> Path:
        """Where the texts of this server's articles are; there may be none."""
        return self._service.personas(server) / ARTICLES

    def readable(self, server: str) -> bool:
        """Whether this server's own personas are at its table, or it has none."""
        return server in self._house.own or not self._service.personas(server).is_dir()

    def servers(self) -> list[str]:
        """Those that have drafts or personas."""
        return self._service.servers()

    async def expire(self, server: str, before: float) -> list[str]:
        """Delete drafts that nobody has worked on since this time; their ids."""
        return await self._service.expire(server, before)

    async def forget(self, server: str) -> None:
        """Delete drafts, personas and texts of a server, and clear its table."""
        await self._service.forget(server)
        await self._admit(server)

    async def _removed(self, server: str, removing: Awaitable[None]) -> Removed:
        before = {p.id: p for p in self._house.table.of(server).shelf.all()}
        await removing
        await self._admit(server)
        now = {p.id: len(p.positions) for p in self._house.table.of(server).shelf.all()}
        gone = frozenset(before) - frozenset(now)
        less = frozenset(id for id in now if id in before and now[id] < len(before[id].positions))
        names = names_of(tuple(before[id] for id in before if id in gone | less))
        log.info("a server's personas were removed", extra={"server": server, "personas": len(names)})
        return Removed(gone, less, names)

    async def _admit(self, server: str) -> None:
        folder = self._service.personas(server)
        own = await self._house.seat(server, lambda: load_library(folder) if folder.is_dir() else None)
        log.info("a server's personas", extra={"server": server, "personas": len(names_of(own.personas)) if own else 0})


def _known(personas: Iterable[Persona]) -> set[str]:
    return {name for p in personas for name in (p.name, *p.names.aliases)}


def _own(library: Library) -> Own:
    titles = {s.id: s.title for s in library.sources.sources}
    cites = {p.id: Counter(q.evidence[0].source for q in p.positions) for p in library.personas}
    people = (OwnPerson(p.id, p.name, len(p.positions), tuple(titles[s] for s in cites[p.id])) for p in library.personas)
    articles = (
        OwnArticle(
            s.id,
            s.title,
            s.published,
            tuple(p.name for p in library.personas if cites[p.id][s.id]),
            sum(count[s.id] for count in cites.values()),
        )
        for s in library.sources.sources
    )
    return Own(tuple(people), tuple(articles))


def _view(draft: Draft, statements: Sequence[Found]) -> DraftView:
    found = tuple(
        DraftFound(
            number=f.number,
            speaker=f.speaker,
            claim=f.claim,
            line=f.line,
            second_hand=f.second_hand or "",
            kind=f.kind,
            confidence=f.confidence,
            start=f.spot[0],
            end=f.spot[1],
            text=f.text,
            before=f.before,
            after=f.after,
            dropped=f.dropped,
            taken_for=f.taken_for,
        )
        for f in statements
    )
    return DraftView(draft.id, draft.title, draft.speakers, found)
