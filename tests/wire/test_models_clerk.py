"""The small jobs of a model: rewriting, choosing, summing up, judging. It decides nothing that is shown as somebody's view."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.ports import Asker
from bot.speech.brief import Said, Sides
from bot.wiring import open_house
from tests.speech import briefs
from tests.wire.models import talking
from tests.wire.openai_server import Reply, Scripted, obliging

pytestmark = pytest.mark.wire
TALK = (Said("小李", "创业公司还能做通用大模型吗？", "user"), Said("朱啸虎", "窗口关上了。[1]", "persona"))
DEBATE = replace(briefs.fu_attacks(), job="verdict", persona=None, exhibits=(), move=None, facts={})
SIDES = Sides(("傅盛",), ("朱啸虎",))


@pytest.mark.parametrize(
    ("reply", "used"),
    [
        ("创业公司做应用还有机会吗？", "创业公司做应用还有机会吗？"),
        ("<think>补全</think>改写后：“创业公司做应用还有机会吗？”", "创业公司做应用还有机会吗？"),
        ("第一行\n第二行", "那应用呢？"),
        ("长" * 300, "那应用呢？"),
        ("", "那应用呢？"),
    ],
)
async def test_a_follow_up_is_made_to_stand_alone_or_left_as_it_is(reply: str, used: str) -> None:
    async with Scripted((Reply(reply),)) as server, talking(server) as talk:
        assert await talk.speaking.clerk.rewrite("那应用呢？", TALK) == used


@pytest.mark.parametrize(
    ("reply", "numbers"),
    [("3, 1", [3, 1]), ("2", [2]), ("0", []), ("7,99", []), ("最接近的是 [4]。", [4]), ("不知道", [])],
)
async def test_a_model_chooses_among_positions_and_adds_none(reply: str, numbers: list[int]) -> None:
    brief = briefs.zhu(level="near")
    async with Scripted((Reply(reply),)) as server, talking(server) as talk:
        chosen = await talk.speaking.clerk.choose(brief, brief.exhibits)
    assert [exhibit.n for exhibit in chosen] == numbers


def judging(*replies: str) -> Callable[[dict[str, Any]], Reply]:
    left = list(replies)
    return lambda asked: Reply(left.pop(0))


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        (("正方\n傅盛回应了窗口的说法。", "正方\n傅盛回应了窗口。"), ("两次都偏向正方", "一个模型的意见")),
        (("正方\n好。", "反方\n好。"), ("自己跟自己对不上", "不作数")),
        (("平手\n都有理。", "平手"), ("分不出高下",)),
    ],
)
async def test_a_verdict_is_one_opinion_asked_for_in_both_orders(
    replies: tuple[str, ...], words: tuple[str, ...]
) -> None:
    async with Scripted(judging(*replies)) as server, talking(server) as talk:
        said = await talk.speaking.clerk.verdict(DEBATE, SIDES)
    assert said is not None and said.engine == "local"
    for word in words:
        assert word in said.text
    first, second = (call["messages"][1]["content"] for call in server.calls)
    assert first.index("⟦#4 傅盛") < first.index("⟦#5 朱啸虎") and second.index("⟦#5 朱啸虎") < second.index("⟦#4 傅盛")


async def test_a_verdicts_reason_makes_nothing_up() -> None:
    reason = "正方\n朱啸虎承认自己输了。观众给正方打了 98 分。傅盛说硅谷的创业公司围着 ChatGPT 转。"
    async with Scripted(judging(reason, reason)) as server, talking(server) as talk:
        said = await talk.speaking.clerk.verdict(DEBATE, SIDES)
    assert said is not None and "输了" not in said.text and "98" not in said.text and "硅谷" in said.text


async def test_an_unreadable_verdict_is_none() -> None:
    async with Scripted((Reply("我觉得都挺好的"),)) as server, talking(server) as talk:
        assert await talk.speaking.clerk.verdict(DEBATE, SIDES) is None


async def test_without_a_model_the_small_jobs_cost_nothing() -> None:
    async with Scripted() as server:
        async with talking(server) as talk:
            clerk = talk.speaking.clerk
            assert await clerk.rewrite("那应用呢？", TALK, chain=("offline",)) == "那应用呢？"
            assert await clerk.choose(briefs.zhu(), briefs.zhu().exhibits, chain=("offline",)) == ()
            assert await clerk.summarise(TALK, "旧的", chain=("offline",)) == "旧的"
            assert await clerk.verdict(DEBATE, SIDES, chain=("offline",)) is None
        assert server.calls == []


def config(server: Scripted, folder: Path, **more: Any) -> Path:
    file = folder / "config.yaml"
    local = {"base_url": server.address, "model": "m", "retries": 0}
    file.write_text(json.dumps({"models": {"local": local}, "engine": ["local"], **more}), "utf-8")
    return file


def jobs(server: Scripted) -> list[str]:
    """Which job each call was."""
    marks = {
        "改写成": "rewrite",
        "哪几条最接近": "choose",
        "概括成几句话": "summary",
        "第一行只写": "verdict",
        "主持人，做": "moderator",
    }
    users = [call["messages"][1]["content"] for call in server.calls]
    return [next((job for mark, job in marks.items() if mark in user), "turn") for user in users]


async def test_a_chat_looks_up_the_rewritten_question_and_shows_the_users_own(tmp_path: Path) -> None:
    def reply(asked: dict[str, Any]) -> Reply:
        if "改写成" in asked["messages"][1]["content"]:
            return Reply("Llama 2 免费商用了，大家怎么看？")
        return obliging(asked)

    async with Scripted(reply) as server, open_house(config(server, tmp_path), tmp_path / "x.db") as house:
        me = Asker()
        await house.table.chat("c", "朱啸虎", "创业公司还能做通用大模型吗？", me)
        answer = await house.table.chat("c", None, "那个白送的呢？", me)
    assert "rewrite" in jobs(server)
    assert answer.question == "那个白送的呢？"
    assert answer.positions[0] == "zhu-xiaohu/p13" and "Llama 2" in answer.text


async def test_a_long_chat_is_summed_up_now_and_then(tmp_path: Path) -> None:
    def reply(asked: dict[str, Any]) -> Reply:
        user = asked["messages"][1]["content"]
        return Reply("问过通用大模型，答了窗口已关。") if "概括成几句话" in user else obliging(asked)

    more = {"chat": {"history": 4, "summary_after": 8}, "answers": {"rewrite_questions": False}}
    async with Scripted(reply) as server, open_house(config(server, tmp_path, **more), tmp_path / "x.db") as house:
        for i in range(12):
            await house.table.chat("c", "朱啸虎", f"第 {i} 次问：创业公司还能做通用大模型吗？", Asker())
    assert 1 <= jobs(server).count("summary") <= 3
    last = server.calls[-1]["messages"][1]["content"]
    assert "问过通用大模型，答了窗口已关。" in last and "第 3 次问" not in last and "第 10 次问" in last


async def test_a_debate_ends_with_a_verdict_where_the_operator_wants_one(tmp_path: Path) -> None:
    def reply(asked: dict[str, Any]) -> Reply:
        return Reply("正方\n傅盛回应得多。") if "第一行只写" in asked["messages"][1]["content"] else obliging(asked)

    shown: list[Any] = []

    class Hall:
        async def show(self, record: Any) -> None:
            shown.append(record.event)

        def partial(self, seq: int, speaker: str, text: str) -> None:
            pass

    async with Scripted(reply) as server:
        async with open_house(config(server, tmp_path, debate={"verdict": True}), tmp_path / "x.db") as house:
            plan = house.table.plan_debate("创业公司该不该做大模型？", ("朱啸虎", "傅盛"), seed=1, asker=Asker())
            debate = await house.table.open_debate(plan, Asker())
            await house.table.run(debate, Hall())
        assert jobs(server).count("verdict") == 2
    assert [e.part for e in shown if e.type == "moderator"][-2:] == ["summary", "verdict"]
    assert shown[-1].type == "closed"
