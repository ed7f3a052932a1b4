"""Every way a model server can fail, over real HTTP: the reader gets a finished turn and is told in small print."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.errors import EngineError
from tests.speech import briefs
from tests.wire.models import GOOD, Talk, talking
from tests.wire.openai_server import Reply, Scripted, obliging

pytestmark = pytest.mark.wire

HALF = "我讲句不中听的，ChatGPT 对创业公司不友好。[1]通用大模型的窗"


@dataclass(frozen=True)
class Fault:
    """What the server does, and what becomes of it. `engine` is who worded the turn; `calls` how often it was asked."""

    name: str
    script: tuple[Reply, ...]
    engine: str
    calls: int
    notes: int
    options: dict[str, Any] = field(default_factory=dict)


GOOD_REPLY = Reply(GOOD)
FAULTS = [
    Fault("401", (Reply(status=401),), "offline", 1, 1),
    Fault("403", (Reply(status=403),), "offline", 1, 1),
    Fault("404, no such model", (Reply(status=404),), "offline", 1, 1),
    Fault("402, no balance", (Reply(status=402),), "offline", 1, 1),
    Fault("400, a parameter it does not know", (Reply(status=400),), "offline", 1, 1),
    Fault(
        "400 for stream_options",
        (Reply(status=400, body={"error": "unknown field stream_options"}), GOOD_REPLY),
        "local",
        2,
        0,
    ),
    Fault("429, then well", (Reply(status=429), GOOD_REPLY), "local", 2, 0),
    Fault("429 with retry-after", (Reply(status=429, headers={"Retry-After": "2"}), GOOD_REPLY), "local", 2, 0),
    Fault("429 for an hour", (Reply(status=429, headers={"Retry-After": "3600"}), GOOD_REPLY), "offline", 1, 1),
    Fault("500, then well", (Reply(status=500), GOOD_REPLY), "local", 2, 0),
    Fault("503 with a proxy's page", (Reply(status=503, body="<html>Bad gateway</html>"),), "offline", 2, 1),
    Fault("nothing before the first token", (Reply(GOOD, wait=3.0),), "offline", 1, 1),
    Fault("a stall in the middle", (Reply(HALF, then="stall"),), "local+offline", 1, 1),
    Fault("a stall before a sentence is whole", (Reply("我讲句", then="stall"),), "offline", 1, 1),
    Fault("a cut in the middle", (Reply(HALF, then="cut"),), "local+offline", 1, 1),
    Fault("a cut before the first token, then well", (Reply("", then="cut"), GOOD_REPLY), "local", 2, 0),
    Fault("malformed events", (Reply(HALF, then="malformed"),), "local+offline", 1, 1),
    Fault("not a stream at all", (Reply(raw=[b"hello, I am a web site\n\n"]),), "offline", 1, 1),
    Fault("no finish_reason, whole text", (Reply(GOOD, then="no_finish"),), "local", 1, 0),
    Fault("no finish_reason, half a sentence", (Reply(HALF, then="no_finish"),), "local+offline", 1, 1),
    Fault("no [DONE]", (Reply(GOOD, then="no_done"),), "local", 1, 0),
    Fault("finish_reason length", (Reply(HALF, finish="length"),), "local", 1, 0),
    Fault("one huge chunk", (Reply(GOOD, size=100_000),), "local", 1, 0),
    Fault("content filter at once", (Reply("", finish="content_filter"),), "offline", 1, 1),
    Fault("content filter in the middle", (Reply(HALF, finish="content_filter"),), "local+offline", 1, 1),
    Fault("a slow drip", (Reply(GOOD * 3, size=1, pause=0.02),), "local+offline", 1, 1, {"total": 1.2}),
    Fault("nothing said", (Reply(""),), "offline", 1, 1),
    Fault("thoughts and nothing else", (Reply("", thoughts="嗯……让我想想。"),), "offline", 1, 1),
    Fault("one JSON object instead of a stream", (Reply(GOOD, whole=True),), "local", 1, 0),
    Fault(
        "an error inside the stream",
        (Reply(extra=[{"error": {"message": "out of memory"}}]), GOOD_REPLY),
        "local",
        2,
        0,
    ),
    Fault("a redirect", (Reply(status=307, headers={"Location": "http://127.0.0.1:9/"}),), "offline", 1, 1),
]


def finished(text: str) -> bool:
    """A turn that ends as a turn does, with its evidence."""
    return text.rstrip()[-1] in "。！？]……" and "[1]" in text


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_the_reader_gets_a_finished_turn(fault: Fault) -> None:
    async with Scripted(fault.script) as server, talking(server, **fault.options) as talk:
        said = await talk.say()
    assert said.engine == fault.engine
    assert len(server.calls) == fault.calls
    assert len(said.notes) == fault.notes, said.notes
    assert finished(said.text), said.text
    assert said.citations and talk.seen[-1] == said.text
    assert "的窗通用" not in said.text and not said.text.endswith("通用大模型的窗")


async def test_a_refused_connection_is_tried_again_and_then_worded_offline() -> None:
    async with Scripted() as server:
        pass
    async with talking(server, retries=2) as talk:
        said = await talk.say()
    assert said.engine == "offline" and finished(said.text)
    assert talk.waits == [0.4, 0.8]
    assert talk.rows[0]["prompt_tokens"] == 0, "nothing was sent, nothing is owed"


async def test_retry_after_is_waited_for() -> None:
    script = (Reply(status=429, headers={"Retry-After": "2"}), GOOD_REPLY)
    async with Scripted(script) as server, talking(server) as talk:
        await talk.say()
    assert 2.0 <= talk.waits[0] <= 2.5


async def test_a_server_that_restarts_is_used_again() -> None:
    async with Scripted((GOOD_REPLY,)) as server, talking(server) as talk:
        assert (await talk.say()).engine == "local"
        await server.stop()
        assert (await talk.say()).engine == "offline"
        await server.start()
        assert (await talk.say()).engine == "local"


async def test_a_server_that_keeps_failing_is_left_alone_for_a_while() -> None:
    async with Scripted((Reply(status=500),)) as server, talking(server, retries=0) as talk:
        for _ in range(6):
            assert (await talk.say()).engine == "offline"
    assert len(server.calls) == 3


async def test_stopping_a_turn_cancels_the_call_at_once() -> None:
    async with Scripted((Reply(GOOD * 4, pause=0.05),)) as server, talking(server, total=30.0) as talk:
        heard = asyncio.Event()
        turn = asyncio.ensure_future(talk.say(listener=lambda text: heard.set()))
        await heard.wait()
        began = time.monotonic()
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn
        assert time.monotonic() - began < 5
        for _ in range(50):
            if server.open == 0:
                break
            await asyncio.sleep(0.02)
        assert server.open == 0 and server.dropped == 1
    assert talk.rows[0]["completion_tokens"] > 0, "what was heard is counted"


async def test_cancelling_while_waiting_for_a_place_gives_the_place_away() -> None:
    async with Scripted((Reply(GOOD, wait=0.15),)) as server, talking(server, concurrency=1) as talk:
        first, second, third = (asyncio.ensure_future(talk.say()) for _ in range(3))
        await asyncio.sleep(0.05)
        second.cancel()
        assert (await first).engine == "local"
        assert (await third).engine == "local"
    assert len(server.calls) == 2


async def test_calls_at_once_are_bounded_and_shared_out_fairly() -> None:
    order: list[str] = []

    async def turn(talk: Talk, server_id: str) -> None:
        account = briefs.zhu().account.__class__(user="u", server=server_id)
        await talk.say(briefs.zhu(account=account))
        order.append(server_id)

    async with Scripted((Reply(GOOD, wait=0.02),)) as server, talking(server, concurrency=2, total=30.0) as talk:
        busy = [asyncio.ensure_future(turn(talk, "busy")) for _ in range(12)]
        await asyncio.sleep(0.01)
        quiet = asyncio.ensure_future(turn(talk, "quiet"))
        await asyncio.gather(*busy, quiet)
    assert server.most == 2
    assert order.index("quiet") <= 5, "one caller does not wait for the twelve of another"


async def test_a_turn_that_is_long_enough_ends_its_call() -> None:
    script = (Reply(GOOD * 60, size=20, pause=0.002),)
    async with Scripted(script) as server, talking(server, total=30.0, repairs=0) as talk:
        said = await talk.say(briefs.zhu(limit=80))
        await asyncio.sleep(0.1)
    assert len(said.text) <= 100 and said.text.endswith(("。", "]"))
    assert server.dropped == 1


@pytest.mark.parametrize(
    ("status", "environ", "words"),
    [
        (401, {}, "环境变量 KEY 是空的"),
        (401, {"KEY": "sk-verysecret"}, "不认环境变量 KEY 里的密钥"),
        (404, {}, "找不到模型 m"),
        (429, {}, "请求太多"),
        (500, {}, "HTTP 500"),
    ],
)
async def test_a_failure_is_a_sentence_to_act_on(status: int, environ: dict[str, str], words: str) -> None:
    body = {"error": {"message": "bad key sk-verysecret for you"}}
    async with (
        Scripted((Reply(status=status, body=body),)) as server,
        talking(server, api_key_env="KEY", environ=environ) as talk,
    ):
        with pytest.raises(EngineError) as caught:
            async for _ in talk.client.stream([{"role": "user", "content": "?"}], max_tokens=8):
                pass
    assert words in str(caught.value)
    assert "verysecret" not in str(caught.value)


async def test_the_key_travels_in_its_header_and_nowhere_else() -> None:
    options = {"api_key_env": "KEY", "environ": {"KEY": "sk-verysecret"}, "headers": {"X-A": "b"}}
    async with Scripted((GOOD_REPLY,)) as server, talking(server, **options) as talk:
        await talk.say()
    assert server.headers[0]["Authorization"] == "Bearer sk-verysecret" and server.headers[0]["X-A"] == "b"
    assert "verysecret" not in str(talk.rows) + str(server.calls)


async def test_parameters_and_body_are_sent_and_may_take_away() -> None:
    async with Scripted((GOOD_REPLY,)) as server:
        parameters = {"temperature": 0.3, "max_tokens": None}
        async with talking(server, parameters=parameters, body={"think": False}) as talk:
            await talk.say()
    asked = server.calls[0]
    assert asked["temperature"] == 0.3 and asked["think"] is False and "max_tokens" not in asked


async def test_an_obliging_model_passes_through_every_move() -> None:
    async with Scripted(obliging) as server, talking(server) as talk:
        for brief in (
            briefs.zhu(),
            briefs.fu_attacks(),
            briefs.near(),
            briefs.none(),
            briefs.jiang(),
            briefs.summing_up(),
        ):
            said = await talk.say(brief)
            assert said.engine == "local", (brief.job, said)


async def test_noise_for_the_desk_is_worded_offline_without_a_repair() -> None:
    async with Scripted((Reply("zxcv qwer 98% Tesla"),)) as server, talking(server) as talk:
        said = await talk.say(briefs.summing_up())
    assert said.engine == "offline" and len(server.calls) == 1 and said.notes
