"""Conversations in SQLite, and forgetting."""

from __future__ import annotations

import json
import time
import uuid
from collections import defaultdict
from typing import Any

import aiosqlite

from bot.errors import RequestError
from bot.lang import Sentence
from bot.ports import ChatMessage
from bot.store.database import Database, decoded
from bot.store.forgetting import CALL, about, redacted

SAY = """
INSERT INTO messages (conversation, n, id, role, author, name, text, at, data, server, channel)
VALUES (?1, (SELECT coalesce(max(n), 0) + 1 FROM messages WHERE conversation = ?1), ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING
"""
_COLUMNS = "id, conversation, role, author, name, text, at, data"
HISTORY = f"SELECT {_COLUMNS} FROM messages WHERE conversation = ? ORDER BY n DESC LIMIT ?"
MESSAGE = f"SELECT {_COLUMNS} FROM messages WHERE id = ?"
VERSIONS = "SELECT text, at, data FROM versions WHERE message = ? ORDER BY n"
KEEP = """
INSERT INTO versions (message, n, text, at, data)
SELECT id, (SELECT coalesce(max(n), 0) + 1 FROM versions WHERE message = ?1), text, at, data FROM messages WHERE id = ?1
"""
EDIT = "UPDATE messages SET text = ?, data = ?, at = ? WHERE id = ?"
DELETE_VERSIONS = "DELETE FROM versions WHERE message = ?"
DELETE = "DELETE FROM messages WHERE id = ?"
# A user's messages, and the answers that followed each of them before somebody else spoke.
OF_USER = """
SELECT m.id FROM messages AS m
 WHERE m.conversation IN (SELECT conversation FROM messages WHERE author = ?1 AND role = 'user')
   AND ?1 = (
        SELECT u.author FROM messages AS u
         WHERE u.conversation = m.conversation AND u.n <= m.n AND u.role = 'user' ORDER BY u.n DESC LIMIT 1)
 ORDER BY m.conversation, m.n
"""
TURNS_BY_USER = "SELECT debate, seq, data FROM events WHERE instr(data, ?) > 0"
REWRITE = "UPDATE events SET data = ? WHERE debate = ? AND seq = ?"
FORGET_ASKER = "UPDATE debates SET asked_by = '' WHERE asked_by = ?"
FORGET_SETTINGS = "DELETE FROM settings WHERE scope = ?"
# Sums stay true for the server's budget; whose call it was, and what was sent, do not stay.
FORGET_CALLS = "UPDATE calls SET user = '', prompt = '', settings = '{}' WHERE user = ?"
ABOUT_SETTINGS = "SELECT key, value FROM settings WHERE scope = ?"
ABOUT_CALLS = f"SELECT {', '.join(CALL)} FROM calls WHERE user = ? ORDER BY at"
STALE_CONVERSATIONS = """
SELECT conversation FROM messages GROUP BY conversation HAVING max(at) < ?1 AND (?2 IS NULL OR max(server) = ?2)
"""
PRUNE_VERSIONS = "DELETE FROM versions WHERE message IN (SELECT id FROM messages WHERE conversation = ?)"
PRUNE_MESSAGES = "DELETE FROM messages WHERE conversation = ?"
STALE_DEBATES = """
SELECT id FROM debates AS d
 WHERE (SELECT max(at) FROM events WHERE debate = d.id) < ?1
   AND (SELECT type FROM events WHERE debate = d.id AND type IN ('paused', 'resumed', 'stopped', 'closed')
         ORDER BY seq DESC LIMIT 1) IN ('stopped', 'closed')
   AND (?2 IS NULL OR ?2 = (
        SELECT CASE WHEN json_valid(data) THEN json_extract(data, '$.server') END
          FROM events WHERE debate = d.id AND seq = 0))
"""
PRUNE_DEBATE = (
    "DELETE FROM events WHERE debate = ?",
    "DELETE FROM shown WHERE debate = ?",
    "DELETE FROM debates WHERE id = ?",
)
PRUNE_CALLS = "DELETE FROM calls WHERE at < ?1 AND (?2 IS NULL OR server = ?2)"


async def _run(db: aiosqlite.Connection, sql: str, *values: Any) -> int:
    """Execute; how many rows it changed."""
    async with db.execute(sql, values) as cursor:
        return max(cursor.rowcount, 0)


async def _column(db: aiosqlite.Connection, sql: str, *values: Any) -> list[str]:
    return [row[0] for row in await db.execute_fetchall(sql, values)]


class Conversations:
    """The part of the store that keeps what people and personas said to each other."""

    _db: Database

    def _message(self, row: Any) -> ChatMessage:
        id, conversation, role, author, name, text, at, data = row
        return ChatMessage(id, conversation, role, author, name, text, at, decoded(data, self._db.path))

    async def say(self, message: ChatMessage, server: str = "", channel: str = "") -> None:
        """Store one message. An id that is stored already is left as it is: front ends may deliver twice."""
        m = message
        data = json.dumps(m.data, ensure_ascii=False)
        values = (m.conversation, m.id, m.role, m.author, m.name, m.text, m.at, data, server, channel)
        await self._db.write((SAY, values))

    async def history(self, conversation: str, limit: int = 50) -> list[ChatMessage]:
        """The last `limit` messages, oldest first."""
        rows = await self._db.read(HISTORY, (conversation, limit))
        return [self._message(row) for row in reversed(rows)]

    async def edit_message(self, id: str, text: str, data: dict[str, Any]) -> None:
        """A new version of a persona's message; old ones are kept. Raises RequestError where it is gone."""

        async def edit(db: aiosqlite.Connection) -> None:
            if not await _run(db, KEEP, id):
                raise RequestError(Sentence("refusals.message_gone"))
            await _run(db, EDIT, text, json.dumps(data, ensure_ascii=False), time.time(), id)

        await self._db.transaction(edit)

    async def versions(self, id: str) -> list[ChatMessage]:
        """All versions of a message, oldest first; the last is the current one. Empty where it is gone."""
        rows = await self._db.read(MESSAGE, (id,))
        if not rows:
            return []
        now = self._message(rows[0])
        old = await self._db.read(VERSIONS, (id,))
        return [self._message((*rows[0][:5], text, at, data)) for text, at, data in old] + [now]

    async def delete_message(self, id: str) -> None:
        """Remove it and its versions."""
        await self._db.write((DELETE_VERSIONS, (id,)), (DELETE, (id,)))

    async def forget_user(self, user: str) -> int:
        """Delete everything stored about a user, at once and really; how many rows went or were blanked."""
        if not user:
            return 0

        async def forget(db: aiosqlite.Connection) -> int:
            went = 0
            for id in await _column(db, OF_USER, user):
                went += await _run(db, DELETE_VERSIONS, id) + await _run(db, DELETE, id)
            quoted = json.dumps(user, ensure_ascii=False)
            nameless: dict[str, str] = defaultdict(lambda: f"gone-{uuid.uuid4().hex[:12]}")
            for debate, seq, data in list(await db.execute_fetchall(TURNS_BY_USER, (quoted,))):
                fresh = redacted(decoded(data, self._db.path), user, nameless[debate])
                if fresh is not None:
                    went += await _run(db, REWRITE, fresh, debate, seq)
            went += await _run(db, FORGET_SETTINGS, f"user:{user}") + await _run(db, FORGET_CALLS, user)
            await _run(db, FORGET_ASKER, user)
            return went

        went = await self._db.transaction(forget)
        await self._db.scrub()
        return went

    async def about_user(self, user: str) -> dict[str, Any]:
        """Everything stored about a user, as JSON-able data."""
        messages = [m for (id,) in await self._db.read(OF_USER, (user,)) for m in await self.versions(id)]
        settings = {k: decoded(v, self._db.path) for k, v in await self._db.read(ABOUT_SETTINGS, (f"user:{user}",))}
        calls = [dict(zip(CALL, row, strict=True)) for row in await self._db.read(ABOUT_CALLS, (user,))]
        rows = await self._db.read(TURNS_BY_USER, (json.dumps(user, ensure_ascii=False),))
        events = [(debate, seq, decoded(data, self._db.path)) for debate, seq, data in rows]
        return about(user, messages, settings, events, calls)

    async def prune(self, before: float, server: str | None = None) -> int:
        """Delete conversations and finished debates last touched before this time; how many rows went."""

        async def prune(db: aiosqlite.Connection) -> int:
            went = 0
            for conversation in await _column(db, STALE_CONVERSATIONS, before, server):
                went += await _run(db, PRUNE_VERSIONS, conversation) + await _run(db, PRUNE_MESSAGES, conversation)
            for debate in await _column(db, STALE_DEBATES, before, server):
                for sql in PRUNE_DEBATE:
                    went += await _run(db, sql, debate)
            return went + await _run(db, PRUNE_CALLS, before, server)

        went = await self._db.transaction(prune)
        if went:
            await self._db.scrub()
        return went
