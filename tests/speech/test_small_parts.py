"""The pure parts of the model side: event streams, fair places, figures, scrubbing, token counts."""

from __future__ import annotations

import asyncio
import datetime

import pytest

from bot.speech.context import tokens
from bot.speech.fair import FairGate
from bot.speech.figures import figures
from bot.speech.known import dated_after
from bot.speech.scrub import Scrubber, defused, plain
from bot.speech.sse import LIMIT, EventStream, TooLong

STREAM = (
    'data: {"a": "甲"}\n\n: ping\n\nevent: x\r\ndata: {"b": 2}\r\n\r\ndata:{"c"\ndata: :3}\n\ndata: [DONE]\n\n'.encode()
)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_events_are_the_same_however_the_bytes_are_cut(size: int) -> None:
    stream, events = EventStream(), list[str]()
    for i in range(0, len(STREAM), size):
        events += stream.feed(STREAM[i : i + size])
    assert events + stream.finish() == ['{"a": "甲"}', '{"b": 2}', '{"c"\n:3}', "[DONE]"]


def test_an_event_without_its_empty_line_still_counts() -> None:
    stream = EventStream()
    assert stream.feed(b'data: {"a": 1}\ndata: {"a": 2}\ndata: {"a": 3}') == ['{"a": 1}']
    assert stream.finish() == ['{"a": 2}', '{"a": 3}']


def test_an_endless_line_is_refused() -> None:
    stream = EventStream()
    with pytest.raises(TooLong):
        for _ in range(10):
            stream.feed(b"x" * (LIMIT // 4))


async def test_places_go_round_among_those_who_wait() -> None:
    gate, order = FairGate(1), list[str]()

    async def work(who: str) -> None:
        async with gate.enter(who):
            order.append(who)
            await asyncio.sleep(0)

    await asyncio.gather(*(work(who) for who in ["a", "a", "a", "a", "b", "c"]))
    assert order == ["a", "a", "b", "c", "a", "a"]
    assert gate.waiting == 0


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("九成能力", {90}),
        ("90%", {90}),
        ("百分之九十", {90}),
        ("两百亿美元", {2e10}),
        ("200亿", {2e10}),
        ("3.5 亿", {3.5e8}),
        ("三百二十万", {3.2e6}),
        ("二〇二三年", {2023}),
        ("1,500 人", {1500}),
        ("一万亿", {1e12}),
        ("2 million", {2e6}),
        ("千万别做，万一赔了，百年老店，第一，三个人，一年，成为成功", set()),
        ("GPT-4 和 Llama2", set()),
    ],
)
def test_figures_are_compared_by_value(text: str, values: set[float]) -> None:
    assert figures(text) == values


@pytest.mark.parametrize("size", [1, 4, 999])
@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<think>想</think>好", "好"),
        ("好<think>想", "好"),
        ("a < b 而且 c > d", "a < b 而且 c > d"),
        ("[1] 与 [INST]x", "[1] 与 x"),
        ("说完<|im_end|>多余", "说完"),
        ("<tool_call>{}</tool_call>好", "好"),
        ("<|channel|>analysis<|message|>嗯<|end|><|start|>assistant<|channel|>final<|message|>好", "好"),
        ("结尾<", "结尾"),
    ],
)
def test_what_is_not_for_the_reader_is_scrubbed(text: str, clean: str, size: int) -> None:
    scrubber, out = Scrubber(), ""
    for i in range(0, len(text), size):
        out += scrubber.feed(text[i : i + size])
    assert out + scrubber.finish() == clean


def test_a_thought_without_its_opening_tag_is_noticed() -> None:
    scrubber = Scrubber()
    assert scrubber.feed("先想想") == "先想想" and not scrubber.thought_aloud
    assert scrubber.feed("再说</think>好") == "好" and scrubber.thought_aloud


def test_nothing_pings_and_nothing_links() -> None:
    text = defused("@everyone <@1> <@!2> <@&3> <#4> ＠here @所有人 </ask:5> <:smile:6>")
    for ping in ("@everyone", "<@", "<#", "</", "<:", "@所有人"):
        assert ping not in text
    assert plain("![图](http://a/b) [字](https://c) http://d.e/f?g=1。<b>粗</b> ## 题") == " 字 。粗 ## 题"


def test_a_name_is_known_from_its_day_on() -> None:
    day = datetime.date(2023, 7, 31)
    assert dated_after("sora 出来了", day) and dated_after("gpt-4o", day) and dated_after("2024 年已经证明", day)
    assert not dated_after("gpt-4 出来了", day) and not dated_after("llama 2", day)
    assert not dated_after("2024 年也许会好", day)
    assert not dated_after("sora 出来了", datetime.date(2025, 1, 1))


def test_tokens_are_estimated_upward() -> None:
    assert tokens("大模型") == 3 and tokens("") == 0 and 2 <= tokens("hello world") <= 5
