"""What we add to a model's reply: time to the first visible token, CPU a token, memory over many replies.

    python bench/model.py                  the whole measurement, about three minutes
    python bench/model.py --replies 100    a short one

In one process run, against the same loopback server in a process of its own, interleaved: our way (prompt, client, grounding, fallback) and a
bare loop of the `openai` SDK over the same stream, or, where that isn't installed, a bare aiohttp loop. Aims: under 30 ms to the first visible
token, at most 1.3 × the CPU of the SDK loop, and memory that does not grow over 2,000 replies at 30 at once.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

TEXT = (
    "我讲句不中听的，ChatGPT 带来的环境对创业公司并不友好。[1]通用大模型的窗口也已经关上，创业的别往里翻。[2]"
    "有场景的老玩家接上 ChatGPT 就能添功能，比另造场景的创业公司更占便宜。[3]账就是这么个账。"
)
PIECE = 2  # characters of a token, as in real streams of Chinese


def serve(pipe: Any) -> None:
    """A server that streams TEXT as fast as it can, in its own process."""
    from aiohttp import web

    events = [
        json.dumps({"choices": [{"index": 0, "delta": {"content": TEXT[i : i + PIECE]}}]})
        for i in range(0, len(TEXT), PIECE)
    ]
    events.append(json.dumps({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}))
    sent = [f"data: {event}\n\n".encode() for event in events]

    async def answer(request: web.Request) -> web.StreamResponse:
        await request.read()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for event in sent:
            await response.write(event)
        await response.write(b"data: [DONE]\n\n")
        await response.write_eof()
        return response

    async def run() -> None:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        pipe.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


Reply = Callable[[], Awaitable[float]]  # one reply; seconds to its first visible token


def ours(port: int) -> tuple[Reply, Callable[[], Awaitable[None]]]:
    """A whole turn as the program words it."""
    from bot.speech.modelled import ModelEngine
    from bot.speech.openai import Client, Provider
    from bot.speech.prompts import Prompts
    from bot.speech.retrying import Retrying
    from bot.speech.speaking import Speaking
    from tests.speech import briefs

    prompts, brief, names = Prompts(), briefs.zhu(), briefs.everyone()
    provider = Provider("bench", f"http://127.0.0.1:{port}/v1", "m", concurrency=30)
    engine = ModelEngine(Retrying(Client(provider, {})), prompts)
    speaking = Speaking({"bench": engine}, ("bench",), fixed=prompts.fixed, names=lambda _: names)

    async def reply() -> float:
        began, first = time.perf_counter(), 0.0

        def hear(text: str) -> None:
            nonlocal first
            first = first or time.perf_counter() - began

        said = await speaking.say(brief, listener=hear)
        assert said.engine == "bench" and said.text == TEXT, said
        return first

    return reply, speaking.close


def bare_sdk(port: int) -> tuple[Reply, Callable[[], Awaitable[None]]]:
    """The few lines that anybody would write with the SDK: no prompt, no check."""
    from openai import AsyncOpenAI

    client = AsyncOpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key="none", max_retries=0)

    async def reply() -> float:
        began, first, text = time.perf_counter(), 0.0, ""
        stream = await client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "?"}], stream=True
        )
        async for chunk in stream:
            if chunk.choices and chunk.choices[0].delta.content:
                first = first or time.perf_counter() - began
                text += chunk.choices[0].delta.content
        assert text == TEXT
        return first

    return reply, client.close


def bare_aiohttp(port: int) -> tuple[Reply, Callable[[], Awaitable[None]]]:
    """The same over aiohttp: the physical floor."""
    import aiohttp

    held: list[aiohttp.ClientSession] = []

    async def reply() -> float:
        if not held:
            held.append(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        began, first, text = time.perf_counter(), 0.0, ""
        body = {"model": "m", "messages": [{"role": "user", "content": "?"}], "stream": True}
        async with held[0].post(f"http://127.0.0.1:{port}/v1/chat/completions", json=body) as response:
            async for line in response.content:
                if line.startswith(b"data: {"):
                    delta = json.loads(line[6:])["choices"][0]["delta"].get("content", "")
                    first = first or (time.perf_counter() - began if delta else 0.0)
                    text += delta
        assert text == TEXT
        return first

    async def close() -> None:
        for session in held:
            await session.close()

    return reply, close


def rss() -> float:
    """Resident memory in MB now."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def measure(reply: Reply, count: int, at_once: int) -> dict[str, float]:
    """`count` replies, so many at once."""
    gate, firsts = asyncio.Semaphore(at_once), list[float]()

    async def one() -> None:
        async with gate:
            firsts.append(await reply())

    cpu, began = time.process_time(), time.perf_counter()
    await asyncio.gather(*(one() for _ in range(count)))
    tokens = count * -(-len(TEXT) // PIECE)
    firsts.sort()
    return {
        "first_ms": statistics.median(firsts) * 1000,
        "first_p95_ms": firsts[int(len(firsts) * 0.95)] * 1000,
        "cpu_us_per_token": (time.process_time() - cpu) / tokens * 1e6,
        "replies_per_second": count / (time.perf_counter() - began),
    }


async def bench(port: int, replies: int, rounds: int) -> dict[str, Any]:
    """All ways, interleaved: some rounds one by one, then 30 at once, then memory."""
    made = {"ours": ours(port), "aiohttp": bare_aiohttp(port)}
    with contextlib.suppress(ImportError):
        made["sdk"] = bare_sdk(port)
    alone: dict[str, list[dict[str, float]]] = {name: [] for name in made}
    busy: dict[str, list[dict[str, float]]] = {name: [] for name in made}
    for reply, _ in made.values():
        await measure(reply, 5, 1)  # compile, connect
    for _ in range(rounds):
        for name, (reply, _) in made.items():
            alone[name].append(await measure(reply, 20, 1))
            busy[name].append(await measure(reply, 60, 30))
    memory = [rss()]
    for _ in range(4):
        await measure(made["ours"][0], replies // 4, 30)
        gc.collect()
        memory.append(rss())
    for _, close in made.values():
        await close()

    def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
        return {key: round(statistics.median(r[key] for r in rounds), 2) for key in rounds[0]}

    return {
        "alone": {name: medians(rounds) for name, rounds in alone.items()},
        "thirty_at_once": {name: medians(rounds) for name, rounds in busy.items()},
        "memory_mb": [round(m, 1) for m in memory],
        "replies": replies,
    }


def main() -> None:
    """Print the figures, and whether the aims are met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--replies", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    try:
        found = asyncio.run(bench(here.recv(), args.replies, args.rounds))
    finally:
        server.terminate()
        server.join()
    floor = "sdk" if "sdk" in found["alone"] else "aiohttp"
    added = found["alone"]["ours"]["first_ms"] - found["alone"][floor]["first_ms"]
    cpu = found["alone"]["ours"]["cpu_us_per_token"] / found["alone"][floor]["cpu_us_per_token"]
    grown = found["memory_mb"][-1] - found["memory_mb"][1]
    found["summary"] = {
        "against": floor,
        "added_first_ms": round(added, 2),
        "cpu_ratio": round(cpu, 2),
        "grown_mb": round(grown, 1),
    }
    if args.json:
        print(json.dumps(found))
        return
    for title in ("alone", "thirty_at_once"):
        print(title)
        for name, row in found[title].items():
            print(f"  {name:8}", "  ".join(f"{key} {value}" for key, value in row.items()))
    print("memory, MB, after each quarter of", args.replies, "replies at 30 at once:", found["memory_mb"])
    print(f"added to the first visible token against {floor}: {added:.1f} ms (aim < 30)")
    print(f"CPU a token against {floor}: {cpu:.2f} × (aim ≤ 1.3 × the SDK's)")
    print(f"memory grown after the first quarter: {grown:.1f} MB (aim: flat)")


if __name__ == "__main__":
    main()
