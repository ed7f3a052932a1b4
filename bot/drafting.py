"""Distilling for a front end: drafts of a server, and what it approved put at its table. Part of the wiring."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from bot.distill.service import Draft, DraftService, Found
from bot.errors import ConfigError, RequestError
from bot.lang import Sentence
from bot.persona.files import load_library
from bot.persona.joining import names_of
from bot.ports import DraftFound, DraftView
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

    async def drop(self, server: str, id: str, spots: Sequence[tuple[int, int]], dropped: bool) -> DraftView:
        """Leave statements out, or take them back in; how it stands then."""
        await self._service.drop(server, id, spots, dropped)
        return await self.look(server, id)

    async def give(self, server: str, id: str, spot: tuple[int, int], speaker: str) -> DraftView:
        """Another of the article's speakers said this; how it stands then."""
        await self._service.give(server, id, spot, speaker)
        return await self.look(server, id)

    async def approve(self, server: str, id: str) -> tuple[str, ...]:
        """Write the draft's personas and seat them; the names of those it is about."""
        names = tuple(dict.fromkeys(f.speaker for f in (await self.look(server, id)).kept))
        done = await self._service.approve(server, id)
        await self._admit(server)
        if not done.positions:
            raise RequestError(done.notes[0] if done.notes else Sentence("distill.draft.nothing_new"))
        return names

    async def reject(self, server: str, id: str) -> None:
        """Throw the draft away."""
        await self._service.reject(server, id)

    async def _admit(self, server: str) -> None:
        own = await self._house.seat(server, lambda: load_library(self._service.personas(server)))
        log.info("a server's personas", extra={"server": server, "personas": len(names_of(own.personas)) if own else 0})


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
