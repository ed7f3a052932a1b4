"""Debates in SQLite: events under their keys, who runs which, what has been shown where."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

import aiosqlite

from bot.debate.events import Event, Opened, Record, as_json, from_json, name_in
from bot.errors import DebateTaken, UnknownDebate
from bot.lang import Sentence
from bot.ports import DebateSummary
from bot.store.database import Database, Statement, corrupt, decoded
from bot.store.owners import is_dead
from bot.store.summary import STATUS_OF

APPEND = "INSERT INTO events (debate, seq, type, at, data) VALUES (?, ?, ?, ?, ?)"
OPEN = "INSERT INTO debates (id, motion, format, personas, asked_by, started) VALUES (?, ?, ?, ?, ?, ?)"
EVENTS = "SELECT seq, at, data FROM events WHERE debate = ? AND seq >= ? ORDER BY seq"
DEBATES = """
SELECT id, motion, format, personas, started, front, place,
       (SELECT type FROM events WHERE debate = d.id AND type IN ('paused', 'resumed', 'stopped', 'closed')
         ORDER BY seq DESC LIMIT 1),
       (SELECT count(*) FROM events WHERE debate = d.id AND type = 'turn')
  FROM debates AS d ORDER BY started DESC, rowid DESC
"""
NEWEST = "SELECT id FROM debates ORDER BY started DESC, rowid DESC LIMIT 1"
BY_PREFIX = "SELECT id FROM debates WHERE id = ?1 OR substr(id, 1, length(?1)) = ?1 ORDER BY id <> ?1 LIMIT 2"
PLACE = "UPDATE debates SET front = ?, place = ? WHERE id = ?"
OWNER = "SELECT owner, lease_until FROM debates WHERE id = ?"
CLAIM = "UPDATE debates SET owner = ?, lease_until = ? WHERE id = ?"
RELEASE = "UPDATE debates SET owner = '', lease_until = 0 WHERE id = ? AND owner = ?"
SHOWN = """
INSERT INTO shown (debate, front, seq, messages) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET messages = excluded.messages
"""
ALL_SHOWN = "SELECT seq, messages FROM shown WHERE debate = ? AND front = ?"


class Debates:
    """The part of the store that keeps debates."""

    _db: Database

    async def append(self, debate: str, seq: int, event: Event, at: float) -> None:
        """Write one event under its key; durable on return. Raises DebateTaken where the key is there already."""
        statements: list[Statement] = [(APPEND, (debate, seq, event.type, at, as_json(event)))]
        if isinstance(event, Opened):
            personas = json.dumps([s.persona for s in event.seats], ensure_ascii=False)
            name = name_in(event.format, "zh-CN")
            statements.append((OPEN, (debate, event.motion, name, personas, event.asked_by, at)))
        try:
            await self._db.write(*statements)
        except sqlite3.IntegrityError:
            raise DebateTaken(Sentence("refusals.taken_at", debate=debate, seq=seq)) from None

    async def events(self, debate: str, since: int = 0) -> list[Record]:
        """Events with seq >= since, in order. Raises StoreCorrupt where one can't be read."""
        rows = await self._db.read(EVENTS, (debate, since))
        try:
            return [Record(debate, seq, from_json(data), at) for seq, at, data in rows]
        except (ValueError, TypeError):
            raise corrupt(self._db.path, Sentence("refusals.store_record", debate=debate)) from None

    async def debates(
        self, *, status: str | None = None, front: str | None = None, limit: int = 100
    ) -> list[DebateSummary]:
        """Newest first."""
        found = []
        for id, motion, format, personas, started, at_front, place, turn, turns in await self._db.read(DEBATES):
            is_now = STATUS_OF.get(turn, "running")
            if (status and is_now != status) or (front is not None and at_front != front):
                continue
            names = tuple(map(str, decoded(personas, self._db.path)))
            found.append(DebateSummary(id, motion, format, names, is_now, turns, started, at_front, place))
            if len(found) >= limit:
                break
        return found

    async def find_debate(self, asked: str) -> str:
        """The id meant: an id, a unique prefix of one, or `last`. Raises UnknownDebate."""
        wanted = asked.strip()
        if wanted == "last":
            rows = await self._db.read(NEWEST)
        else:
            rows = await self._db.read(BY_PREFIX, (wanted,)) if wanted else []
            if len(rows) > 1 and rows[0][0] != wanted:
                rows = []
        if not rows:
            raise UnknownDebate(asked)
        return str(rows[0][0])

    async def place_debate(self, debate: str, front: str, place: str) -> None:
        """Record where a front end shows the debate."""
        await self._db.write((PLACE, (front, place, debate)))

    async def claim_debate(self, debate: str, owner: str, at: float, lease: float) -> None:
        """Take or renew the right to run it. Raises DebateTaken while another owner's lease lasts, unless it is dead."""

        async def claim(db: aiosqlite.Connection) -> None:
            rows = list(await db.execute_fetchall(OWNER, (debate,)))
            if not rows:
                raise UnknownDebate(debate)
            holder, until = rows[0]
            if holder and holder != owner and until > at and not is_dead(holder):
                raise DebateTaken(Sentence("refusals.taken", debate=debate))
            await db.execute_fetchall(CLAIM, (owner, at + lease, debate))

        await self._db.transaction(claim)

    async def release_debate(self, debate: str, owner: str) -> None:
        """Give the right back."""
        await self._db.write((RELEASE, (debate, owner)))

    async def mark_shown(self, debate: str, seq: int, front: str, messages: Sequence[str]) -> None:
        """The front end has shown this event as these messages."""
        await self._db.write((SHOWN, (debate, front, seq, json.dumps(list(messages)))))

    async def shown(self, debate: str, front: str) -> dict[int, tuple[str, ...]]:
        """seq → message ids."""
        rows = await self._db.read(ALL_SHOWN, (debate, front))
        return {seq: tuple(map(str, decoded(messages, self._db.path))) for seq, messages in rows}
