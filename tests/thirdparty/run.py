"""Against somebody else's server: a tiny random model behind `transformers serve`. A job of its own, not part of the suite.

    python -m venv llm && llm/bin/pip install torch "transformers[serving]"
    python tests/thirdparty/run.py --server-python llm/bin/python

Its words are noise, so this says nothing of wit. It proves the protocol, streaming, cancelling, and that a reader gets a finished
turn with real sources whatever a model says or however its server dies.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot.errors import EngineError  # noqa: E402
from bot.speech.modelled import ModelEngine  # noqa: E402
from bot.speech.openai import Client, Provider  # noqa: E402
from bot.speech.prompts import Prompts  # noqa: E402
from bot.speech.retrying import Retrying  # noqa: E402
from bot.speech.speaking import Speaking  # noqa: E402
from tests.speech import briefs  # noqa: E402

ASKED = [{"role": "user", "content": "说一句话"}]


class Server:
    """`transformers serve` over a folder."""

    def __init__(self, python: str, folder: Path) -> None:
        self._python, self._folder = python, folder
        self._process: asyncio.subprocess.Process | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def start(self) -> None:
        """Start it and wait until it answers."""
        command = (str(Path(self._python).parent / "transformers"), "serve", str(self._folder))
        options = ("--host", "127.0.0.1", "--port", str(self.port), "--device", "cpu", "--log-level", "error")
        with (self._folder / "server.log").open("ab") as log:
            env = {
                **os.environ,
                "OMP_NUM_THREADS": "1",
                "HF_HUB_OFFLINE": "1",
            }  # two threads on a model this small only wait
            self._process = await asyncio.create_subprocess_exec(*command, *options, stdout=log, stderr=log, env=env)
        for _ in range(600):
            if self._process.returncode is not None:
                raise SystemExit(f"the server did not start: {(self._folder / 'server.log').read_text()[-2000:]}")
            with contextlib.suppress(OSError):
                await asyncio.to_thread(urllib.request.urlopen, f"http://127.0.0.1:{self.port}/health", None, 2)
                return
            await asyncio.sleep(0.2)
        raise SystemExit("the server did not answer")

    async def stop(self, sign: int = signal.SIGKILL) -> None:
        """Kill it."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(sign)
            await self._process.wait()


def provider(server: Server, **fields: object) -> Provider:
    parameters = {"temperature": 1.0, "max_tokens": 60}
    made = {
        "name": "tiny",
        "base_url": server.url,
        "model": str(server._folder),
        "parameters": parameters,
        "retries": 0,
    }
    return Provider(**{**made, **fields})  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def client(server: Server, **fields: object) -> AsyncIterator[Client]:
    made = Client(provider(server, **fields))
    try:
        yield made
    finally:
        await made.close()


@contextlib.asynccontextmanager
async def speaking(server: Server) -> AsyncIterator[Speaking]:
    prompts = Prompts()
    engine = ModelEngine(Retrying(Client(provider(server))), prompts)
    made = Speaking({"tiny": engine}, ("tiny",), fixed=prompts.fixed, names=lambda _: briefs.everyone())
    try:
        yield made
    finally:
        await made.close()


async def it_streams(server: Server) -> str:
    """Text comes in several pieces and ends with a finish."""
    async with client(server) as made:
        kinds = [piece.kind async for piece in made.stream(ASKED, max_tokens=60)]
    assert kinds.count("text") > 3 and kinds[-1] == "finish", kinds
    return f"{kinds.count('text')} pieces, usage {'counted' if 'usage' in kinds else 'not counted'}"


async def noise_ends_offline(server: Server) -> str:
    """What has no source is not shown: the offline engine words the turn, and says so."""
    seen: list[str] = []
    async with speaking(server) as made:
        said = await made.say(briefs.zhu(), listener=seen.append)
    assert said.engine == "offline" and said.citations and said.notes, said
    assert said.usage["calls"] >= 1
    return f"{int(said.usage['calls'])} calls, {int(said.usage['completion_tokens'])} tokens of noise, none shown"


async def a_stop_frees_the_server(server: Server) -> str:
    """Cancelling ends the call at once, and the server answers the next one."""
    async with client(server, parameters={"max_tokens": 4000}) as made:

        async def long() -> None:
            async for piece in made.stream(ASKED, max_tokens=4000):
                if piece.kind == "text":
                    heard.set()

        heard = asyncio.Event()
        task = asyncio.ensure_future(long())
        await asyncio.wait_for(heard.wait(), 60)
        began = time.perf_counter()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        took = time.perf_counter() - began
        assert took < 0.5, took
    began = time.perf_counter()
    await it_streams(server)
    return f"cancelled in {took * 1000:.0f} ms, the next call took {time.perf_counter() - began:.1f} s"


async def many_at_once_are_served(server: Server) -> str:
    """Four turns at once: all finished, whoever words them."""
    async with speaking(server) as made:
        said = await asyncio.gather(*(made.say(briefs.zhu(seed=i)) for i in range(4)))
    assert all(one.text and one.citations for one in said)
    engines = sorted(one.engine for one in said)
    return f"finished turns by {engines}"


async def the_commands_work(server: Server) -> str:
    """`models`, `ask` and a whole `debate` of the real program."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        tiny = {"base_url": server.url, "model": str(server._folder), "parameters": {"max_tokens": 12}, "retries": 0}
        config.write_text(
            json.dumps({"models": {"tiny": tiny}, "engine": ["tiny"], "limits": {"per_user_per_minute": 0}}), "utf-8"
        )
        common = ("--config", str(config))
        db = ("--db", str(Path(folder) / "x.db"))
        listed = json.loads(await run("models", "--json", *common))
        assert listed["ok"] is True, listed
        answer = json.loads(await run("ask", "朱啸虎", "创业公司还能做通用大模型吗？", "--json", *common))
        assert answer["text"] and answer["citations"], answer
        lines = (
            await run(
                "debate", "创业公司该不该做大模型？", "--personas", "朱啸虎,傅盛", "--seed", "1", "--json", *common, *db
            )
        ).splitlines()
        used = json.loads((await run("usage", "--by", "provider", "--json", *common, *db)).splitlines()[0])
    assert '"closed"' in "".join(lines[-3:])
    return f"a debate of {len(lines)} events over {used['calls']} calls"


async def a_killed_server_costs_no_turn(server: Server) -> str:
    """SIGKILL in the middle of a stream: the turn is finished; after a restart the server is used again."""
    async with client(server, parameters={"max_tokens": 4000}) as made:
        try:
            async for piece in made.stream(ASKED, max_tokens=4000):
                if piece.kind == "text":
                    await server.stop()
            raise AssertionError("the stream ended as if nothing had happened")
        except EngineError as error:
            told = str(error)
    async with speaking(server) as speech:
        down = await speech.say(briefs.zhu())
        assert down.engine == "offline" and down.notes
        await server.start()
    await it_streams(server)
    return told[:60]


async def run(*args: str) -> str:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", *args, cwd=ROOT, stdout=-1, stderr=-1)
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode()


CHECKS: list[Callable[[Server], Awaitable[str]]] = [
    it_streams,
    noise_ends_offline,
    a_stop_frees_the_server,
    many_at_once_are_served,
    the_commands_work,
    a_killed_server_costs_no_turn,
]


async def main(python: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        maker = Path(__file__).with_name("tiny_model.py")
        process = await asyncio.create_subprocess_exec(python, str(maker), folder)
        if await process.wait():
            raise SystemExit("the tiny model could not be made; are torch and transformers installed there?")
        server = Server(python, Path(folder))
        await server.start()
        try:
            for check in CHECKS:
                began = time.perf_counter()
                print(f"{check.__name__}: {await check(server)} ({time.perf_counter() - began:.1f} s)", flush=True)
        finally:
            await server.stop()
    print(f"{len(CHECKS)} passed, 0 failed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--server-python", default=sys.executable, help="a Python that has torch and transformers[serving]"
    )
    asyncio.run(main(parser.parse_args().server_python))
