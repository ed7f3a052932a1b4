"""The bot on Discord, measured over real sockets against the loopback, beside a bare discord.py bot in the same run.

    python bench/discord.py            # everything, some minutes
    python bench/discord.py --short    # fewer rounds and 500 messages
    python bench/discord.py --only acknowledge,stream,memory

Both bots run as subprocesses on the same loopback code, with rate-limit headers on (off for the 5,000 messages, which would
take hours otherwise). Rounds of the two are interleaved. The loopback shares the machine: read the ratios.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # and not bench/, where this file would be taken for the library of its name

from tests.wire.loopback import Loopback  # noqa: E402
from tests.wire.loopback.limits import BUCKETS  # noqa: E402
from tests.wire.loopback.state import TOKEN  # noqa: E402
from tests.wire.openai_server import Reply, Scripted  # noqa: E402
from tests.wire.program import Program  # noqa: E402

QUESTION = "创业公司还能做通用大模型吗？"
SENTENCE = "我讲句不中听的，ChatGPT 对创业公司不友好。[1]"
CROWDS = (1, 10, 30, 300)
CHANNELS = 30
PIECE = 0.2  # seconds between a model's pieces


class Bare(Program):
    """The floor, started in the same way."""

    async def start(self, *, ready: bool = True) -> None:
        before = self.loopback.gateway.identifies
        known = ("API_BASE", self.loopback.api_base), ("GATEWAY", self.loopback.gateway_url), ("DISCORD_TOKEN", TOKEN)
        with (self.folder / "log").open("a") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "bench/bare_discord_bot.py",
                cwd=ROOT,
                env={**os.environ, **dict(known), **self.environment},
                stdout=log,
                stderr=log,
            )
        await self.loopback.until(
            lambda: self.loopback.gateway.identifies > before and "ready" in self.log, 40, "ready"
        )


@dataclass
class Side:
    """One bot and its Discord."""

    name: str
    loopback: Loopback
    program: Program
    channels: list[dict[str, Any]] = field(default_factory=list)
    user: Any = None

    @property
    def process(self) -> psutil.Process:
        """For CPU and memory."""
        assert self.program.process is not None
        return psutil.Process(self.program.process.pid)


async def side(
    name: str, folder: Path, *, limits: bool = True, model: str = "", keep: bool = True, personas: Path | None = None
) -> Side:
    """A Discord with thirty channels, and the bot in it."""
    loopback = Loopback(validate=False, limits=limits, keep=keep)
    await loopback.start()
    guild = loopback.world.add_guild("量", tuple(f"频道{n}" for n in range(CHANNELS)))
    await asyncio.to_thread(folder.mkdir)
    program = (Program if name == "ours" else Bare)(loopback, folder)
    program.config["log"]["level"] = "warning"
    program.config["discord"]["bot_exchanges"] = 0
    if personas is not None:
        program.config["paths"]["personas"] = str(personas)
    if model:
        program.environment["MODEL"] = model
        program.config |= {"engine": ["m"]}
        program.config["models"] = {"m": {"base_url": model, "model": "m", "retries": 0, "concurrency": 400}}
    program.config["log"]["level"] = "info"
    await program.start()
    made = Side(name, loopback, program, [loopback.world.channels[c] for c in guild.channels])
    made.user = loopback.user("测")
    return made


def row(label: str, values: list[float], unit: str = "ms") -> str:
    """Median and p99."""
    ordered = sorted(values)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    scale = 1000 if unit == "ms" else 1
    return f"{label} | {statistics.median(ordered) * scale:.1f} | {p99 * scale:.1f}"


async def acknowledge(sides: list[Side], rounds: int) -> None:
    """Interaction → acknowledgement at the loopback."""
    print(
        "\n### Interaction → acknowledgement (ms)\n\n| at once | bot | median | p99 |\n| ---: | --- | ---: | ---: |",
        flush=True,
    )
    for crowd in CROWDS:
        found: dict[str, list[float]] = {s.name: [] for s in sides}
        for _ in range(rounds if crowd > 1 else rounds * 10):
            for s in sides:
                s.loopback.limits.on = crowd < 300  # 300 answers in 30 channels would wait for webhooks, not for us
                asked = await asyncio.gather(
                    *(
                        s.loopback.slash(s.user, s.channels[n % CHANNELS], "ask", persona="朱啸虎", question=QUESTION)
                        for n in range(crowd)
                    )
                )
                await s.loopback.until(lambda a=asked: all(it.acked_at for it in a), 30, "acknowledged")
                found[s.name] += [it.acked_at - it.sent_at for it in asked if it.acked_at]
                await s.loopback.until(lambda a=asked: all(not it.loading for it in a), 90, "answered")
                await settle(s)
        for s in sides:
            print(f"| {crowd} | {row(s.name, found[s.name])} |", flush=True)


async def settle(s: Side) -> None:
    """Until nothing has been posted for a while."""
    while True:
        before = len(s.loopback.requests)
        await asyncio.sleep(0.25)
        if len(s.loopback.requests) == before:
            return


def bots_posts(s: Side, channel: dict[str, Any]) -> list[dict[str, Any]]:
    """Messages that members didn't write."""
    return [m for m in s.loopback.messages(channel) if m["author"]["id"] not in s.loopback.world.users]


async def mention(sides: list[Side], rounds: int) -> None:
    """A mention → the first visible text."""
    print(
        "\n### Mention → first visible text (ms), no model\n\n| at once | bot | median | p99 |\n| ---: | --- | ---: | ---: |",
        flush=True,
    )
    for crowd in (1, 10, 30):
        found: dict[str, list[float]] = {s.name: [] for s in sides}
        for _ in range(rounds):
            for s in sides:
                counts = [len(bots_posts(s, c)) for c in s.channels[:crowd]]
                began = time.time()
                seen: dict[int, float] = {}
                for channel in s.channels[:crowd]:
                    await s.loopback.say(s.user, channel, f"朱啸虎{QUESTION}", mention=True)
                while len(seen) < crowd and time.time() - began < 30:
                    for n, channel in enumerate(s.channels[:crowd]):
                        if n not in seen and len(bots_posts(s, channel)) > counts[n]:
                            seen[n] = time.time() - began
                    await asyncio.sleep(0.001)
                found[s.name] += list(seen.values())
                await settle(s)
        for s in sides:
            print(f"| {crowd} | {row(s.name, found[s.name])} |", flush=True)


async def stream(folder: Path, seconds: float) -> None:
    """First token → first text; interim edits against what the headers allow."""
    limit, window = BUCKETS[("PATCH", "/webhooks/{w}/{t}/messages/{m}")]
    print(f"\n### A model's words ({seconds:g} s a reply)\n")
    print(
        "| at once | channels | bot | first token → first text, median ms | p99 | interim edits a reply | allowed by headers | ratio |"
    )
    print("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
    first: dict[str, float] = {}
    # the first piece holds a sentence and the next one's beginning: a text that is checked is shown sentence by sentence
    pieces = [SENTENCE + "账", *(["就是这么个账。账"] * int(seconds / PIECE))]

    def script(asked: dict[str, Any]) -> Reply:
        key = next(m["content"] for m in reversed(asked["messages"]) if m["role"] == "user")
        mark = key[key.rfind("第") : key.rfind("问") + 1]
        first[mark] = time.time() + PIECE  # the server pauses before each piece
        return Reply(pieces=pieces, pause=PIECE)

    async with Scripted(script) as model:
        sides = [await side(n, folder / f"stream-{n}", model=model.address) for n in ("ours", "floor")]
        for crowd, spread in ((1, 1), (10, 10), (30, 30), (30, 1)):
            for s in sides:
                first.clear()
                await one_stream(s, crowd, spread, first, seconds, limit, window)
                await asyncio.sleep(2)
        for s in sides:
            await s.program.stop()
            await s.loopback.stop()


async def one_stream(
    s: Side, crowd: int, spread: int, first: dict[str, float], seconds: float, limit: int, window: float
) -> None:
    """One crowd in so many channels."""
    mark = len(s.loopback.transcript)
    asked: dict[str, float] = {}
    for n in range(crowd):
        await s.loopback.say(s.user, s.channels[n % spread], f"朱啸虎，ChatGPT 对创业公司友好吗，第{n}问", mention=True)
    del asked
    await asyncio.sleep(seconds + 3)
    for _ in range(400):
        before = len(s.loopback.transcript)
        await asyncio.sleep(1.5)
        if len(s.loopback.transcript) == before:
            break
    notes = s.loopback.transcript[mark:]
    posts = [n for n in notes if n.kind == "post" and n.data["by"] not in ("测",) and "ℹ️" not in n.data["text"]]
    ids = {n.data["message"] for n in posts}
    final = {m["id"]: m["content"] for c in s.channels for m in s.loopback.messages(c)}
    interim = [
        n
        for n in notes
        if n.kind == "edit" and n.data["message"] in ids and n.data["text"] != final.get(n.data["message"])
    ]
    tokens = sorted(first.values())
    shown = sorted(n.at + s.loopback.started for n in posts)[: len(tokens)]
    waits = [max(0.0, b - a) for a, b in zip(tokens, shown, strict=False)] or [0.0]
    allowed = limit * (seconds / window) * spread / crowd
    each = len(interim) / max(1, len(posts))
    print(
        f"| {crowd} | {spread} | {row(s.name, waits)} | {each:.1f} | {allowed:.1f} | {each / allowed:.2f} |", flush=True
    )


async def memory(folder: Path, messages: int) -> None:
    """CPU and memory over many messages."""
    print(f"\n### {messages} messages answered\n")
    print("| bot | MB after a tenth | MB in the end | growth | CPU s | ms a message |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for name in ("ours", "floor"):
        s = await side(name, folder / f"memory-{name}", limits=False, keep=False)
        cpu = sum(s.process.cpu_times()[:2])
        warm = 0
        for n in range(messages):
            channel = s.channels[n % CHANNELS]
            s.loopback.world.messages[channel["id"]].clear()
            await s.loopback.say(s.user, channel, f"朱啸虎，{QUESTION}{n}", mention=True)
            await s.loopback.until(lambda c=channel, s=s: bots_posts(s, c), 30, "answered")
            if n == messages // 10:
                warm = s.process.memory_info().rss
        rss = s.process.memory_info().rss
        spent = sum(s.process.cpu_times()[:2]) - cpu
        mb = 1 << 20
        print(
            f"| {name} | {warm / mb:.1f} | {rss / mb:.1f} | {(rss / warm - 1) * 100:+.1f} % | {spent:.1f} | {spent / messages * 1000:.2f} |",
            flush=True,
        )
        await s.program.stop()
        await s.loopback.stop()


async def autocomplete(folder: Path, personas: int, rounds: int) -> None:
    """Typed characters → choices, with so many personas on the shelf."""
    home = folder / "many"
    await asyncio.to_thread(crowd_of_personas, home, personas)
    s = await side("ours", folder / "autocomplete", personas=home)
    print(
        f"\n### Autocomplete with {personas} personas → choices (ms)\n\n| typed | median | p99 |\n| --- | ---: | ---: |",
        flush=True,
    )
    for typed in ("", "朱", "朱嘯", "zhuxiao", "zxh", "hz"):
        took = []
        for _ in range(rounds):
            asked = await s.loopback.slash(s.user, s.channels[0], "ask", focused="persona", persona=typed, question="x")
            await asked.wait()
            assert asked.acked_at is not None
            took.append(asked.acked_at - asked.sent_at)
        print(f"| {row(typed or '(nothing)', took)} |", flush=True)
    await s.program.stop()
    await s.loopback.stop()


def crowd_of_personas(home: Path, count: int) -> None:
    """The shipped personas and copies of one under names of their own."""
    shutil.copytree(ROOT / "personas", home)
    pattern = (home / "jeff.yaml").read_text("utf-8")
    for n in range(count - len(list(home.glob("*.yaml")))):
        name = "".join(chr(0x4E00 + (n * 7919 + k * 104729) % 6000) for k in range(3))
        text = re.sub(r"^id: .*$", f"id: copy-{n}", pattern, flags=re.M)
        text = re.sub(r"^(\s*display: ).*$", rf"\g<1>{name}{n}", text, count=1, flags=re.M)
        text = re.sub(r"^(\s*aliases: ).*$", r"\g<1>[]", text, count=1, flags=re.M)
        text = re.sub(r"^(\s*roles: ).*$", r"\g<1>[]", text, count=1, flags=re.M)
        text = re.sub(r"jeff/", f"copy-{n}/", text)
        (home / f"copy-{n}.yaml").write_text(text, "utf-8")


async def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", default="acknowledge,mention,stream,autocomplete,memory")
    options = parser.parse_args()
    wanted = options.only.split(",")
    rounds = 2 if options.short else 6
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if {"acknowledge", "mention"} & set(wanted):
            sides = [await side(n, folder / n) for n in ("ours", "floor")]
            if "acknowledge" in wanted:
                await acknowledge(sides, rounds)
            if "mention" in wanted:
                await mention(sides, rounds)
            for s in sides:
                await s.program.stop()
                await s.loopback.stop()
        if "stream" in wanted:
            await stream(folder, 6.0 if options.short else 12.0)
        if "autocomplete" in wanted:
            await autocomplete(folder, 1000, 20 if options.short else 100)
        if "memory" in wanted:
            await memory(folder, 500 if options.short else 5000)


if __name__ == "__main__":
    asyncio.run(main())
