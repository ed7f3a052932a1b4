"""A process that appends to a debate until it is killed, and says so after each event that is durable.

python -m tests.store.appender DB DEBATE [--until N] [--limit BYTES]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from bot.debate.events import Opened, TurnSpoken
from bot.errors import DebateTaken, StoreFull
from bot.store.sqlite import open_store


def text(seq: int) -> str:
    return f"第 {seq} 句。" * 20


async def run(path: Path, debate: str, until: int, again: bool) -> None:
    store = await open_store(path)
    try:
        seq = 0 if again else len(await store.events(debate))
        while seq < until:
            event = TurnSpoken("free", "a", "claim", text(seq)) if seq else Opened("m", {"name": "x"}, (), 1)
            try:
                await store.append(debate, seq, event, float(seq))
                print("wrote", seq, flush=True)
            except DebateTaken:
                print("taken", seq, flush=True)
            seq += 1
    except StoreFull as error:
        print("full", error, flush=True)
    finally:
        await store.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("db", type=Path)
    parser.add_argument("debate")
    parser.add_argument("--until", type=int, default=10**9)
    parser.add_argument("--again", action="store_true", help="begin at 0 whatever is there")
    parser.add_argument("--limit", type=int, default=0, help="no file may grow beyond this")
    given = parser.parse_args()
    if given.limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (given.limit, given.limit))
    sys.exit(asyncio.run(run(given.db, given.debate, given.until, given.again)))
