"""The store in one SQLite file. Its parts are in the neighbouring files; `database` has the connection and the writer."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from bot.debate.events import from_json
from bot.store.conversations import Conversations
from bot.store.database import LOOK, Database, clear_errors, judge, look
from bot.store.debates import Debates
from bot.store.settings import Settings
from bot.store.usage import Usage


class SQLiteStore(Debates, Conversations, Settings, Usage):
    """The `Store` of bot.ports in a file. Open it with `open_store`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._db.path

    async def close(self) -> None:
        """Write what is under way and close."""
        await self._db.close()


async def open_store(path: Path) -> SQLiteStore:
    """Open the file, making it and its folder where need be. Raises StoreError, and then nothing was changed."""
    return SQLiteStore(await Database.open(path))


def examine(path: Path) -> list[str]:
    """What is wrong with the file, in sentences; empty where nothing is or there is no file. Reads it all, changes nothing.

    Raises StoreError where it can't be read at all.
    """
    if not path.exists():
        return []
    look(path)
    with clear_errors(path), contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        db.execute("PRAGMA busy_timeout = 5000")
        judge(path, *db.execute(LOOK).fetchone())
        found = [f"结构损坏：{row[0]}" for row in db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        if not found and db.execute("PRAGMA user_version").fetchone()[0]:
            for debate, seq, data in db.execute("SELECT debate, seq, data FROM events"):
                try:
                    from_json(data)
                except ValueError:
                    found.append(f"辩论 {debate} 的第 {seq} 条读不出来")
        return found
