"""Durable events a second: our store against sqlite3 without anything around it, in the same run on the same disk.

    python -m bench.store [--events 3000] [--rounds 5] [--dir DIR]

The floor is the C library by the sqlite3 module: same table, same pragmas (WAL, synchronous=FULL), one commit an event.
Rounds are interleaved; medians are printed. Aims: one awaited event at a time costs at most 2.5 times the floor;
16 writers at once are at least 2.5 times as fast as the floor.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from bot.debate.events import Citation, Opened, TurnSpoken, as_json
from bot.store.debates import APPEND
from bot.store.sqlite import open_store

TURN = TurnSpoken(
    "自由辩论",
    "zhu-xiaohu",
    "attack",
    "先看清自己站在哪头。" * 12,
    target=4,
    aim="premise",
    citations=(Citation(1, "zhu-xiaohu/p1", "zimubang-2023", "001.txt", 4, 158, 190, "direct", "朱啸虎"),),
    positions=("zhu-xiaohu/p1",),
    why="named +2, open attack +3",
)


def floor(path: Path, events: int) -> float:
    """Events a second with sqlite3 alone."""
    schema = (Path(__file__).parents[1] / "bot/store/migrations/0001_begin.sql").read_text("utf-8")
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.executescript(schema)
    data = as_json(TURN)
    began = time.perf_counter()
    for seq in range(events):
        db.execute(APPEND, ("d", seq, "turn", 1.0, data))
    took = time.perf_counter() - began
    db.close()
    return events / took


async def ours(path: Path, events: int, writers: int) -> float:
    """Events a second through the store, by so many writers, each awaiting its own."""
    store = await open_store(path)
    for n in range(writers):
        await store.append(f"d{n}", 0, Opened("m", {"name": "x"}, (), 1), 1.0)

    async def write(debate: str) -> None:
        for seq in range(1, events // writers + 1):
            await store.append(debate, seq, TURN, 1.0)

    began = time.perf_counter()
    await asyncio.gather(*(write(f"d{n}") for n in range(writers)))
    took = time.perf_counter() - began
    await store.close()
    return events // writers * writers / took


def measure(folder: Path, events: int, rounds: int) -> dict[str, float]:
    """Medians over the rounds, and the ratios that count."""
    rates: dict[str, list[float]] = {"floor": [], "single": [], "sixteen": []}
    for n in range(rounds):
        rates["floor"].append(floor(folder / f"f{n}.db", events))
        rates["single"].append(asyncio.run(ours(folder / f"s{n}.db", events, 1)))
        rates["sixteen"].append(asyncio.run(ours(folder / f"m{n}.db", events * 4, 16)))
    median = {name: statistics.median(r) for name, r in rates.items()}
    median["single costs × floor"] = median["floor"] / median["single"]
    median["sixteen are × floor"] = median["sixteen"] / median["floor"]
    return {name: round(value, 2) for name, value in median.items()}


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dir", type=Path, help="where to write (default: the temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.dir) as folder:
        print(json.dumps(measure(Path(folder), given.events, given.rounds), ensure_ascii=False))


if __name__ == "__main__":
    main()
