"""One SQLite file: opening it safely, migrations, the one writer with group commit, and what its errors mean.

Two connections: a writer and a reader. The reader sees only what is committed, so nobody is shown an event that a power
cut could still take back. All writes go through one queue: what waits there is written in one transaction, and each
caller goes on when its COMMIT is on the disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.errors import StoreCorrupt, StoreError, StoreFull, StoreNewer, StoreReadOnly, YuanzhuoError
from bot.lang import Sentence

T = TypeVar("T")
Statement = tuple[str, tuple[Any, ...]]
Work = Callable[[aiosqlite.Connection], Awaitable[Any]]

APPLICATION_ID = int.from_bytes(b"YuZh", "big")  # as in migration 0001
MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 10.0
MAX_BATCH = 500
# For `judge`: one statement, so that a file which another process is just making is never seen half made.
LOOK = """
SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version, pragma_application_id
"""
_HEADER = b"SQLite format 3\x00"

_FULL = {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_TRUNCATE"}
_READ_ONLY = {"SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_READONLY"}


def migrations() -> list[tuple[int, Path]]:
    """The numbered files, in order."""
    return sorted((int(p.name[:4]), p) for p in MIGRATIONS.glob("[0-9][0-9][0-9][0-9]_*.sql"))


LATEST = max(number for number, _ in migrations())


def translated(error: sqlite3.Error, path: Path) -> StoreError:
    """What SQLite says, as a sentence a user can act on."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name in _FULL:
        return StoreFull(Sentence("refusals.store_full", file=path))
    if any(name.startswith(n) for n in _READ_ONLY):
        return StoreReadOnly(Sentence("refusals.store_rights", file=path))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return corrupt(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(Sentence("refusals.store_busy", file=path))
    return StoreError(Sentence("refusals.store_error", file=path, name=name or type(error).__name__, why=error))


def corrupt(path: Path, why: Sentence | None = None) -> StoreCorrupt:
    """The error for a file that can't be trusted."""
    return StoreCorrupt(Sentence("refusals.store_corrupt", file=path, why=why or Sentence("refusals.store_damaged")))


@contextlib.contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """SQLite's errors leave as StoreError."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a key that is there already: its caller knows what that means
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except (UnicodeDecodeError, MemoryError) as error:  # the latter: a damaged length asks for more than there is
        raise corrupt(path) from error


def decoded(text: Any, path: Path) -> Any:
    """A JSON column's value. Raises StoreCorrupt where it is none."""
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        raise corrupt(path) from None


class Database:
    """An open file. Made by `Database.open`; close it."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._waiting: deque[tuple[Sequence[Statement] | Work, asyncio.Future[Any]]] = deque()
        self._task: asyncio.Task[None] | None = None  # commits what waits
        self._direct: asyncio.Future[None] | None = None  # done when a write that did not wait is through
        self._closed = False

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Open or make the file and bring it to the latest schema. Raises StoreError; then nothing was changed."""
        look(path)
        async with contextlib.AsyncExitStack() as stack:
            with clear_errors(path):
                writer = await _connect(path, stack)
                await _prepare(writer, path)
                reader = await _connect(path, stack)
                await reader.execute_fetchall("PRAGMA query_only = ON")
            stack.pop_all()
        return cls(path, writer, reader)

    async def read(self, sql: str, values: Iterable[Any] = ()) -> list[Any]:
        """All rows, of what is committed."""
        with clear_errors(self.path):
            return list(await self._reader.execute_fetchall(sql, values))

    async def write(self, *statements: Statement) -> None:
        """Write these in one transaction; durable on return. Raises sqlite3.IntegrityError where a key is taken."""
        if len(statements) == 1 and self._task is None and self._direct is None and not self._closed:
            await self._write_now(statements[0])
        else:
            await self._enqueue(statements)

    async def transaction(self, work: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        """Run `work` alone in a transaction; what it raises undoes it."""
        return await self._enqueue(work)  # type: ignore[no-any-return]

    async def scrub(self) -> None:
        """Bring deletions into the main file and empty the log, so that what was deleted is nowhere any more."""

        with clear_errors(self.path):
            await self._idle()
            await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Write what waits, then close. A second call does nothing."""
        if self._closed:
            return
        self._closed = True
        await self._idle()
        await self._reader.close()
        await self._writer.close()

    # -------------------------------------------------------------------------------------------------- the one writer

    async def _idle(self) -> None:
        while busy := self._task or self._direct:
            await asyncio.wait([busy])

    async def _write_now(self, statement: Statement) -> None:
        """Nobody waits: straight to SQLite's thread, which commits a lone statement by itself.

        A cancelled caller waits behind it in that thread, so that what it reads next is true.
        """
        self._direct = asyncio.get_running_loop().create_future()
        try:
            with clear_errors(self.path):
                await self._writer.execute_fetchall(*statement)
        except asyncio.CancelledError:
            await self._writer.execute_fetchall("SELECT 1")
            raise
        finally:
            self._direct.set_result(None)
            self._direct = None
            if self._waiting:
                self._task = asyncio.create_task(self._write_all())

    async def _enqueue(self, job: Sequence[Statement] | Work) -> Any:
        if self._closed:
            raise StoreError(Sentence("refusals.store_closed"))
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, done))
        if self._task is None and self._direct is None:
            self._task = asyncio.create_task(self._write_all())
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.wait([done])  # a cancelled caller goes once it is settled, so that what it reads next is true
            if not done.cancelled():
                done.exception()  # seen
            raise

    async def _write_all(self) -> None:
        """Until nothing waits. What comes in meanwhile forms the next batch: the slower the disk, the larger it is."""
        try:
            while self._waiting:
                batch: list[tuple[Any, asyncio.Future[Any]]] = []
                while self._waiting and len(batch) < MAX_BATCH and not callable(self._waiting[0][0]):
                    batch.append(self._waiting.popleft())
                if batch:
                    await self._write_batch(batch)
                else:
                    job, done = self._waiting.popleft()
                    await self._settle(done, self._alone(job))
        finally:
            self._task = None

    async def _write_batch(self, batch: list[tuple[Any, asyncio.Future[Any]]]) -> None:
        statements = [s for job, _ in batch for s in job]
        try:
            await self._in_transaction(statements)
        except (sqlite3.Error, YuanzhuoError) as error:
            if len(batch) == 1:
                if not batch[0][1].done():
                    batch[0][1].set_exception(error)
                return
            for job, done in batch:  # one of them is to blame: each for itself
                await self._settle(done, self._in_transaction(job))
            return
        for _, done in batch:
            if not done.done():  # its caller may have been cancelled meanwhile; it is written all the same
                done.set_result(None)

    async def _settle(self, done: asyncio.Future[Any], job: Awaitable[Any]) -> None:
        try:
            result = await job
        except Exception as error:  # not swallowed: it goes on to whoever asked for the job
            if not done.done():
                done.set_exception(error)
        else:
            if not done.done():
                done.set_result(result)

    async def _in_transaction(self, statements: Sequence[Statement]) -> None:
        db = self._writer
        with clear_errors(self.path):
            lone = _as_one(statements)
            if lone:  # SQLite commits a lone statement by itself: one hop to its thread instead of three
                await db.execute_fetchall(*lone)
                return
            try:
                await db.execute_fetchall("BEGIN IMMEDIATE")
                for sql, group in groupby(statements, key=lambda s: s[0]):
                    await db.executemany(sql, [values for _, values in group])
                await db.execute_fetchall("COMMIT")
            except BaseException:
                await self._roll_back()
                raise

    async def _alone(self, work: Any) -> Any:
        db = self._writer
        with clear_errors(self.path):
            try:
                await db.execute_fetchall("BEGIN IMMEDIATE")
                result = await work(db)
                await db.execute_fetchall("COMMIT")
            except BaseException:
                await self._roll_back()
                raise
        return result

    async def _roll_back(self) -> None:
        if self._writer.in_transaction:  # a full disk makes SQLite roll back by itself
            await self._writer.execute_fetchall("ROLLBACK")


def _as_one(statements: Sequence[Statement]) -> Statement | None:
    """The same rows as one statement, where they are one or all of them plain inserts of one kind."""
    sql, values = statements[0]
    if len(statements) == 1:
        return sql, values
    row = sql.partition(" VALUES ")[2]
    if not row or row.strip("(?, )") or any(s[0] != sql for s in statements):
        return None
    return sql + f", {row}" * (len(statements) - 1), tuple(v for _, vs in statements for v in vs)


def look(path: Path) -> None:
    """Is this a file we may open at all? Makes the folder; touches nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreCorrupt(Sentence("refusals.store_folder", file=path))
        if not path.exists():
            return
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except OSError as error:
        raise StoreReadOnly(Sentence("refusals.store_unopened", file=path, why=error.strerror)) from None
    if head and head != _HEADER:
        raise corrupt(path, Sentence("refusals.store_no_database"))


async def _connect(path: Path, stack: contextlib.AsyncExitStack) -> aiosqlite.Connection:
    sqlite3.connect(path).close()  # where this fails, aiosqlite's thread would outlive the loop and print a traceback
    # cached_statements: ours are a few dozen constants
    db = await aiosqlite.connect(path, isolation_level=None, timeout=BUSY_SECONDS, cached_statements=64)
    stack.push_async_callback(db.close)
    return db


async def _one(db: aiosqlite.Connection, sql: str) -> Any:
    rows = list(await db.execute_fetchall(sql))
    return rows[0][0] if rows else None


def judge(path: Path, version: int, application: int, tables: int) -> None:
    """May we use this file? Raises StoreError."""
    if (tables and application != APPLICATION_ID) or (application not in (0, APPLICATION_ID)):
        raise corrupt(path, Sentence("refusals.store_foreign"))
    if version > LATEST:
        raise StoreNewer(
            Sentence("refusals.store_newer", file=path, version=version, latest=LATEST)
        )
    if tables and version < 1:
        raise corrupt(path)


async def _prepare(db: aiosqlite.Connection, path: Path) -> None:
    """Look before writing: whose file is it, how old; then settings and migrations."""
    judge(path, *next(iter(await db.execute_fetchall(LOOK))))
    await _patiently(db, "PRAGMA journal_mode = WAL")
    await db.execute_fetchall("PRAGMA synchronous = FULL")
    await db.execute_fetchall("PRAGMA secure_delete = ON")
    await db.execute_fetchall("PRAGMA wal_autocheckpoint = 4000")  # pages: 16 MB, so that a checkpoint is rare
    await db.execute_fetchall("PRAGMA journal_size_limit = 16777216")
    await _migrate(db, path)
    # Ask for the right to write now: a read-only file is better told at the start than in the middle of a debate.
    await db.execute_fetchall("BEGIN IMMEDIATE")
    await db.execute_fetchall("ROLLBACK")


async def _patiently(db: aiosqlite.Connection, sql: str) -> None:
    """For the switch to WAL: SQLite does not wait for its lock as it does for others (several open a new file at once)."""
    for wait in (0.02, 0.1, 0.3, 0.6, 1.0, 1.5):
        try:
            await db.execute_fetchall(sql)
            return
        except sqlite3.OperationalError as error:
            if not (error.sqlite_errorname or "").startswith("SQLITE_BUSY"):
                raise
        await asyncio.sleep(wait)
    await db.execute_fetchall(sql)


async def _migrate(db: aiosqlite.Connection, path: Path) -> None:
    for number, file in migrations():
        if number <= await _one(db, "PRAGMA user_version"):
            continue
        sql = file.read_text("utf-8")
        if not re.search(rf"^PRAGMA user_version = {number};\nCOMMIT;\s*\Z", sql, re.MULTILINE):
            raise StoreError(Sentence("refusals.migration", file=file.name, number=number))
        try:
            await db.executescript(sql)
        except sqlite3.Error:
            if db.in_transaction:
                await db.execute_fetchall("ROLLBACK")
            if number > await _one(db, "PRAGMA user_version"):  # else another process did it while we waited
                raise
