"""A whole offline debate: time, events a second, memory. `python bench/whole_debate.py [--pairs N] [--json]`

Each run is a process of its own: start, plan, every turn worded, every event written (SQLite, WAL) before it is shown, measures.
Beside it the same events written again to an empty database by bare `sqlite3` with the same settings: what the disk alone takes.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOTION = "大模型浪潮里还有没有创业机会？"
RUNS = {
    "快辩, 2 at the table": ["--format", "快辩", "--personas", "朱啸虎,傅盛"],
    "标准, 2 at the table": ["--format", "标准", "--personas", "朱啸虎,傅盛"],
    "圆桌, 5 at the table": ["--format", "圆桌", "--personas", "朱啸虎,傅盛,Jimmy,刘天杰,FA"],
}


def debated(options: list[str], folder: Path) -> tuple[list[str], float, float, float]:
    """The events as printed, seconds to the first turn, seconds in all, peak memory in MB."""
    environ = {**os.environ, "YUANZHUO_DB": str(folder / f"{time.monotonic_ns()}.db")}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # users have .pyc files
    command = [sys.executable, "-m", "bot", "debate", MOTION, "--json", "--seed", "7", *options]
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, encoding="utf-8")
    assert child.stdout is not None
    lines, first = [], 0.0
    for line in child.stdout:
        lines.append(line)
        if not first and json.loads(line)["type"] == "turn":
            first = time.perf_counter() - began
    _, status, usage = os.wait4(child.pid, 0)
    child.stdout.close()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"the debate exited with {child.returncode}")
    return lines, first, time.perf_counter() - began, usage.ru_maxrss / 1024


def written(lines: list[str], folder: Path) -> float:
    """Seconds that bare sqlite3 takes to put these lines down, one durable transaction each."""
    db = sqlite3.connect(folder / f"floor-{time.monotonic_ns()}.db", isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE events (debate TEXT, seq INTEGER, event TEXT, PRIMARY KEY (debate, seq)) WITHOUT ROWID")
    began = time.perf_counter()
    for seq, line in enumerate(lines):
        db.execute("INSERT INTO events VALUES ('d', ?, ?)", (seq, line))
    took = time.perf_counter() - began
    db.close()
    return took


def main() -> None:
    """Measure and print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in RUNS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(args.pairs + 1):  # the first for caches and .pyc files
            for label, options in RUNS.items():
                lines, first, whole, memory = debated(options, folder)
                turns = sum(json.loads(line)["type"] == "turn" for line in lines)
                if number:
                    rows[label].append((len(lines) - 1, turns, first, whole, written(lines, folder), memory))
    found = {}
    for label, taken in rows.items():
        events, turns, first, whole, disk, memory = (statistics.median(c) for c in zip(*taken, strict=True))
        found[label] = {
            "events": events,
            "turns": turns,
            "first_turn_s": round(first, 3),
            "whole_s": round(whole, 3),
            "events_per_s_after_first_turn": round((events - 5) / max(whole - first, 1e-9)),
            "bare_sqlite_s": round(disk, 4),
            "megabytes": round(memory, 1),
        }
    if args.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for label, row in found.items():
        print(
            f"{label}: {row['events']:.0f} events, {row['turns']:.0f} turns; first turn {row['first_turn_s']:.2f} s, "
            f"all {row['whole_s']:.2f} s; {row['events_per_s_after_first_turn']} events/s once running "
            f"(bare SQLite writes them in {row['bare_sqlite_s'] * 1000:.0f} ms); {row['megabytes']:.0f} MB"
        )


if __name__ == "__main__":
    main()
