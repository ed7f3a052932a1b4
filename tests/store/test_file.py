"""The database file under bad conditions: killed, full, read-only, damaged, foreign, newer, shared."""
# ruff: noqa: ASYNC240 (looking at the files in between is what these tests do)

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.debate.events import Interjected, Opened, TurnSpoken
from bot.errors import StoreCorrupt, StoreError, StoreFull, StoreNewer, StoreReadOnly
from bot.ports import ChatMessage
from bot.store import database
from bot.store.sqlite import examine, open_store
from tests.store.appender import text

ROOT = Path(__file__).resolve().parents[2]
# YUANZHUO_CRASHES=200 pytest tests/store/test_file.py -k killed: the long form
CRASHES = int(os.environ.get("YUANZHUO_CRASHES", "12"))


def start(path: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.appender", str(path), "d", *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


async def written(path: Path) -> list[str]:
    """The texts of the debate's events, having checked that their numbers have no gap and no double."""
    store = await open_store(path)
    records = await store.events("d")
    await store.close()
    assert [r.seq for r in records] == list(range(len(records)))
    return [r.event.text if isinstance(r.event, TurnSpoken) else "" for r in records]


async def filled(path: Path, events: int = 60) -> bytes:
    store = await open_store(path)
    await store.append("d", 0, Opened("m", {"name": "x"}, (), 1), 1.0)
    for seq in range(1, events):
        await store.append("d", seq, TurnSpoken("free", "a", "claim", text(seq)), 1.0)
        await store.say(ChatMessage(f"m{seq}", "c", "user", "u", "U", text(seq), 1.0))
    await store.close()
    return path.read_bytes()


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_or_doubled_when_the_writer_is_killed(tmp_path: Path) -> None:
    path, chance = tmp_path / "x.db", random.Random(7)
    acknowledged = 0
    for _ in range(CRASHES):
        process = start(path)
        assert process.stdout
        said = [process.stdout.readline()]  # it has begun
        time.sleep(chance.uniform(0.0, 0.05))
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        whole = [line.split() for line in said if line.endswith("\n")]
        acknowledged = max([acknowledged, *(int(seq) + 1 for word, seq in whole if word == "wrote")])
        assert all(word == "wrote" for word, _ in whole)
        found = asyncio.run(written(path))
        assert len(found) >= acknowledged
        assert found[1:] == [text(seq) for seq in range(1, len(found))]
    assert acknowledged > CRASHES


@pytest.mark.slow
def test_two_processes_on_one_debate_never_write_one_place_twice(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    asyncio.run(filled(path, 1))
    both = [start(path, "--again", "--until", "150") for _ in range(2)]
    outputs = [p.communicate(timeout=60)[0].split("\n") for p in both]
    wrote = [[int(line.split()[1]) for line in out if line.startswith("wrote")] for out in outputs]
    assert sorted(wrote[0] + wrote[1]) == list(range(1, 150))
    assert len(asyncio.run(written(path))) == 150


@pytest.mark.slow
def test_a_full_disk_is_told_and_nothing_written_before_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    process = start(path, "--limit", "2000000")
    out = process.communicate(timeout=60)[0].splitlines()
    assert process.returncode == 0 and out[-1].startswith("full") and "磁盘" in out[-1]
    found = asyncio.run(written(path))
    assert len(found) >= len([line for line in out if line.startswith("wrote")]) > 100
    assert examine(path) == []


async def test_a_database_that_may_not_grow_fails_one_write_and_goes_on_reading(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "x.db")
    await store.append("d", 0, Opened("m", {}, (), 1), 1.0)
    await store._db._writer.execute_fetchall("PRAGMA max_page_count = 20")
    results = await asyncio.gather(
        *(store.append("d", seq, TurnSpoken("f", "a", "claim", text(seq) * 20), 1.0) for seq in range(1, 60)),
        return_exceptions=True,
    )
    full = [r for r in results if isinstance(r, StoreFull)]
    assert full and all(r is None or isinstance(r, StoreFull) for r in results)
    assert len(await store.events("d")) == 1 + sum(r is None for r in results)
    await store.close()


async def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    await filled(path, 3)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreNewer, match="升级程序"):
        await open_store(path)
    with pytest.raises(StoreNewer):
        examine(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"hello, this is my diary " * 99, b"\x89PNG\r\n\x1a\n" + b"\0" * 5000, b"SQLite format 4\0"]
)
async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(StoreCorrupt, match="不是数据库文件"):
        await open_store(path)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["x.db"]


async def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE events (id)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreCorrupt, match="别的程序"):
        await open_store(path)
    assert path.read_bytes() == before


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreCorrupt, match="文件夹"):
        await open_store(tmp_path)


async def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    store = await open_store(tmp_path / "x.db")
    await store.close()


async def test_a_place_where_nothing_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "file" / "x.db", Path("/proc/nowhere/x.db")):
        with pytest.raises(StoreReadOnly):
            await open_store(path)


def unprivileged(run: Callable[[], bool]) -> bool:
    """Run it as somebody whom file permissions bind: root passes them by."""
    if os.getuid():
        return run()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            os._exit(0 if run() else 1)
        except BaseException:
            os._exit(2)
    return os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_read_only_database_is_told_and_left_alone(tmp_path: Path, which: str) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = folder / "x.db"
    before = asyncio.run(filled(path, 3))
    for parent in [folder, *folder.parents]:
        if parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    path.chmod(0o444)
    if which == "folder":
        folder.chmod(0o555)

    def told() -> bool:
        try:
            asyncio.run(open_store(path))
        except StoreReadOnly as error:
            return "权限" in str(error)
        return False

    try:
        assert unprivileged(told)
    finally:
        folder.chmod(0o755)
    assert path.read_bytes() == before


async def test_a_locked_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    await filled(path, 2)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="占用"):
        await open_store(path)
    other.execute("ROLLBACK")
    other.close()


async def test_many_open_a_new_file_at_once(tmp_path: Path) -> None:
    stores = await asyncio.gather(*(open_store(tmp_path / "x.db") for _ in range(4)))
    for number, store in enumerate(stores):
        await store.append(f"d{number}", 0, Opened("m", {}, (), 1), float(number))
    assert len(await stores[0].debates()) == 4
    for store in stores:
        await store.close()


async def use(path: Path) -> None:
    store = await open_store(path)
    try:
        await store.debates()
        await store.events("d")
        await store.history("c")
        await store.about_user("u")
        await store.settings("global")
        await store.append("e", 0, Opened("m", {}, (), 1), 1.0)
        await store.forget_user("u")
    finally:
        await store.close()


async def damage(path: Path, whole: bytes, seed: int) -> str:
    """Damage a good file, use it, and say how that ended. Anything but StoreError escapes."""
    chance = random.Random(seed)
    spoiled = bytearray(whole)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(spoiled))
        length = chance.choice([1, 8, 64, 4096])
        spoiled[at : at + length] = chance.choice([chance.randbytes(length), b"\0" * length, b"\xff" * length])
    if chance.random() < 0.2:
        del spoiled[chance.randrange(len(spoiled)) :]
    path.write_bytes(spoiled)
    try:
        for line in examine(path):
            assert line
    except StoreError as error:
        assert str(path) in str(error)
        assert path.read_bytes() == spoiled
    try:
        await use(path)
    except StoreError as error:
        assert str(path) in str(error)
        return type(error).__name__
    return "used"


async def test_a_damaged_file_is_told_or_still_works_but_never_ends_in_a_traceback(tmp_path: Path) -> None:
    whole = await filled(tmp_path / "good.db", 40)
    ends: dict[str, int] = {}
    for seed in range(60):
        for left in tmp_path.glob("bad.db*"):
            left.unlink()
        end = await damage(tmp_path / "bad.db", whole, seed)
        ends[end] = ends.get(end, 0) + 1
    assert ends.get("StoreCorrupt", 0) > 10 and ends.get("used", 0) > 5, ends


async def test_examining_finds_what_is_broken_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    whole = await filled(path, 5)
    assert examine(path) == [] and examine(tmp_path / "none.db") == []
    assert path.read_bytes() == whole
    with sqlite3.connect(path) as db:
        db.execute('UPDATE events SET data = \'{"type": "turn"}\' WHERE seq = 2')
    db.close()
    assert examine(path) == ["辩论 d 的第 2 条读不出来"]
    store = await open_store(path)
    with pytest.raises(StoreCorrupt, match="辩论 d"):
        await store.events("d")
    await store.close()


async def test_forgotten_words_are_nowhere_in_the_files(tmp_path: Path) -> None:
    path, secret = tmp_path / "x.db", "my-very-own-words"
    store = await open_store(path)
    for n in range(50):
        await store.say(ChatMessage(f"m{n}", "c", "user", "u", "U", f"{secret} {n}" * 50, 1.0))
    await store.append("d", 0, Opened("m", {}, (), 1), 1.0)
    await store.append("d", 1, Interjected("u", secret), 1.0)
    assert await store.forget_user("u") == 51
    for file in tmp_path.iterdir():
        assert secret.encode() not in file.read_bytes(), file.name
    await store.close()


async def test_a_cancelled_caller_goes_once_its_write_is_settled(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "x.db")
    await store.append("d", 0, Opened("m", {}, (), 1), 1.0)
    for seq in range(1, 40):
        task = asyncio.create_task(store.append("d", seq, TurnSpoken("f", "a", "claim", text(seq)), 1.0))
        for _ in range(seq % 4):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        if not await store.events("d", seq):  # cancelled before it was handed over
            await store.append("d", seq, TurnSpoken("f", "a", "claim", text(seq)), 1.0)
    await store.close()
    assert len(await written(tmp_path / "x.db")) == 40


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody may make a file")
def test_a_file_that_cannot_be_made_is_told_in_one_line_and_no_thread_complains() -> None:
    command = [sys.executable, "-m", "bot", "debates", "--db", "/proc/yuanzhuo.db"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "打不开" in done.stderr
