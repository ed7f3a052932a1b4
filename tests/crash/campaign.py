"""`python -m tests.crash.campaign [--kills 200] [--seed 1]`: kill -9 at random moments of a debate, then go on with it.

Each life of the debate is a process of its own that runs the program's own command line (`debate … --json`, `resume last
--json`) on a real database file, forked from one that has its modules in memory, so that hundreds of lives take minutes.
Half of the kills come at a random time, half a random blink after an event was printed: while the next one is written.
What must hold after every kill: the file is whole, what was printed is kept, and in the end the debate is word for word the
one that nobody disturbed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from tests.running import environment, rows, timeless

MOTION = "创业公司该不该做大模型？"
DEBATE = ("debate", MOTION, "--personas", "朱啸虎,傅盛", "--format", "标准", "--seed", "7", "--json")
PACE = ("--pace", "0.01")


@dataclass
class Life:
    """One process of the program: what it printed, and when (seconds since its start)."""

    text: str = ""
    times: list[float] = field(default_factory=list)
    killed: bool = False
    status: int = 0

    @property
    def records(self) -> list[dict[str, Any]]:
        """The events it printed to the end of their line."""
        whole = self.text[: self.text.rfind("\n") + 1]
        return [row for row in rows(whole) if row["type"] != "measures"]


@dataclass
class Tally:
    """What a campaign saw. `at` counts the events that were on the disk when a kill came."""

    kills: int = 0
    debates: int = 0
    before_the_first_event: int = 0
    unseen: int = 0  # events written, not yet printed
    at: Counter[int] = field(default_factory=Counter)


def child(arguments: tuple[str, ...], out: int) -> NoReturn:
    """The program, in this forked process."""
    os.environ.clear()
    os.environ.update(environment())
    os.dup2(out, 1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.argv = ["yuanzhuo", *arguments]
    from bot.cli import main

    status = 1
    try:
        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(status)


def live(arguments: tuple[str, ...], *, at: float | None = None, line: int | None = None, blink: float = 0.0) -> Life:
    """Run the program; kill it `at` seconds after its start, or `blink` seconds after its `line`-th line, or not at all."""
    read, write = os.pipe()
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        child(arguments, write)
    os.close(write)
    life, data, deadline = Life(), b"", began + (at if at is not None else 120.0)
    while True:
        wait = max(0.0, deadline - time.monotonic())
        if not select.select([read], [], [], wait)[0]:
            break
        piece = os.read(read, 65536)
        if not piece:
            break
        data += piece
        life.times += [time.monotonic() - began] * piece.count(b"\n")
        if line is not None and len(life.times) >= line:
            time.sleep(blink)
            break
    else_alive = os.waitpid(pid, os.WNOHANG) == (0, 0)
    if else_alive and (at is not None or line is not None):
        os.kill(pid, signal.SIGKILL)
        life.killed = True
    if else_alive:
        _, status = os.waitpid(pid, 0)
        life.status = os.waitstatus_to_exitcode(status)
        life.killed = life.status == -signal.SIGKILL  # it may have come to its end just before
    while piece := os.read(read, 65536):  # what it had printed already
        data += piece
    os.close(read)
    life.text = data.decode("utf-8", "ignore")
    return life


def kept(db: Path) -> list[dict[str, Any]]:
    """What the file holds after a kill, read as anybody would: it must be whole."""
    if not db.exists():
        return []
    with closing(sqlite3.connect(db)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not file.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return []
        found = file.execute("SELECT seq, type, data FROM events ORDER BY seq").fetchall()
    assert [seq for seq, _, _ in found] == list(range(len(found)))
    return [{"seq": seq, "type": kind, "text": json.loads(data).get("text")} for seq, kind, data in found]


def same(printed: list[dict[str, Any]], stored: list[dict[str, Any]]) -> None:
    """What was printed is what is kept, to the word; nothing was shown that could still be lost."""
    assert len(printed) <= len(stored)
    for ours, theirs in zip(printed, stored, strict=False):
        assert (ours["seq"], ours["type"], ours.get("text")) == (theirs["seq"], theirs["type"], theirs["text"])


def one_debate(folder: Path, chance: random.Random, undisturbed: Life, most: int, tally: Tally) -> None:
    """A debate killed up to `most` times, then gone on with to its end."""
    db = folder / f"{tally.debates}.db"
    where = ("--db", str(db))
    first, last = undisturbed.times[0], undisturbed.times[-1]
    printed: list[dict[str, Any]] = []
    done = 0
    while done < most:
        command = DEBATE if not kept(db) else ("resume", "last", "--json")
        moment: dict[str, Any] = {"at": chance.uniform(0.3 * first, last)}
        left = range(max(1, len(printed)), len(undisturbed.times) - 1)
        if left and chance.random() < 0.5:
            line = chance.choice(left)
            moment = {"line": line, "blink": chance.choice((0.0, 0.001, 0.003, 0.01, 0.03)) * chance.random()}
        life = live((*command, *PACE, *where), **moment)
        same(life.records, stored := kept(db))
        assert life.records[: len(printed)] == printed[: len(life.records)], "what was shown once was shown otherwise"
        printed = max(printed, life.records, key=len)
        if not life.killed:
            assert life.status == 0
            break
        done += 1
        tally.kills += 1
        tally.at[len(stored)] += 1
        tally.before_the_first_event += not stored
        tally.unseen += len(stored) > len(life.records)
    ended = live((*(("resume", "last", "--json") if kept(db) else DEBATE), *where))
    assert ended.status == 0
    assert ended.records[: len(printed)] == printed
    assert timeless(rows(ended.text)) == timeless(rows(undisturbed.text)), "not the debate that nobody disturbed"
    tally.debates += 1


def campaign(kills: int, seed: int, folder: Path) -> Tally:
    """So many kills. Raises AssertionError at the first debate that is not what it should be."""
    chance = random.Random(seed)
    tally = Tally()
    undisturbed = live((*DEBATE, *PACE, "--db", str(folder / "undisturbed.db")))
    assert undisturbed.status == 0 and len(undisturbed.records) > 25
    while tally.kills < kills:
        one_debate(folder, chance, undisturbed, min(chance.randint(1, 6), kills - tally.kills), tally)
    return tally


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    import bot.cli_debates  # in memory before the first fork
    import bot.frontends.terminal.chat
    import bot.store.sqlite
    import bot.wiring  # noqa: F401

    folder = Path(tempfile.mkdtemp(prefix="yuanzhuo-crash-"))
    began = time.monotonic()
    tally = campaign(options.kills, options.seed, folder)
    shutil.rmtree(folder)
    moments = sorted(tally.at)
    print(
        f"{tally.kills} kills in {tally.debates} debates, {time.monotonic() - began:.0f} s: no turn lost, none doubled.\n"
        f"Kills came with {moments[0]} to {moments[-1]} events on the disk, {len(moments)} different counts; "
        f"{tally.before_the_first_event} before the first, {tally.unseen} between writing an event and showing it."
    )


if __name__ == "__main__":
    main()
