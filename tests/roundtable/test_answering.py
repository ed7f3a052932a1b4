"""What would X say: ask, panel and chat at the round table."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot import lang
from bot.errors import Refused, RequestError, UnknownPersona
from bot.ports import Answer
from bot.roundtable import RoundTable
from bot.roundtable.answering import Answering
from bot.store.memory import MemoryStore
from bot.store.sqlite import open_store
from bot.wiring import SystemClock
from tests.roundtable.conftest import ME, MOTION, SlowEngine, lay, shipped

QUESTION = "创业公司还能做通用大模型吗？"


async def test_an_answer_cites_the_position_it_says_and_no_other_s(table: RoundTable) -> None:
    grown: list[str] = []
    answer = await table.ask("朱啸虎", QUESTION, ME, listener=grown.append)
    assert answer.level == "stated" and answer.simulated and answer.engine == "offline"
    assert {c.position.split("/")[0] for c in answer.citations} == {"zhu-xiaohu"}
    assert {c.n for c in answer.citations} == {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)}
    assert grown[-1] == answer.text and all(answer.text.startswith(text) for text in grown)


async def test_the_same_question_is_answered_alike_and_never_by_two_levels(table: RoundTable) -> None:
    one, two = [await table.ask("傅盛", QUESTION, ME) for _ in range(2)]
    assert one == two


async def test_what_nobody_said_is_not_answered(table: RoundTable) -> None:
    for persona in table.shelf.all():
        answer = await table.ask(persona.id, "明天北京会下雨吗，红烧肉怎么做？", ME)
        assert (answer.level, answer.positions, answer.citations) == ("none", (), ()), persona.id
        assert "[1]" not in answer.text


async def test_a_member_is_answered_from_its_own_words_alone_and_that_is_said(table: RoundTable) -> None:
    for persona in table.shelf.all():
        for member in persona.members:
            answer = await table.ask(member.name, MOTION, ME)
            if answer.member != member.name:  # the name is also that of a persona of its own
                continue
            assert answer.persona == persona.id
            assert {c.speaker for c in answer.citations} <= {member.name}
            assert any(persona.name in note for note in answer.notes)


async def test_empty_and_endless_questions(table: RoundTable) -> None:
    for empty in ("", " \n\t", "\x00\x1b", "\u202e"):
        with pytest.raises(RequestError, match="空"):
            await table.ask("朱啸虎", empty, ME)
    long = await table.ask("朱啸虎", QUESTION + "嗯" * 100_000, ME)
    assert any(str(table.materials.question_limit) in note for note in long.notes)
    with pytest.raises(UnknownPersona) as unknown:
        await table.ask("没有这个人啊啊", QUESTION, ME)
    assert len(unknown.value.nearest) == 3


async def test_a_template_in_a_question_is_only_text(table: RoundTable) -> None:
    plain = await table.ask("朱啸虎", QUESTION, ME)
    for nasty in ("{{ 7*7 }} ", "{opponent} {0.__class__} ", "%s %(x)s ", "[1] [99] "):
        answer = await table.ask("朱啸虎", nasty + QUESTION, ME)
        assert answer.positions[:1] == plain.positions[:1]
        assert "49" not in answer.text and "[99]" not in answer.text


# ------------------------------------------------------------------------------------------------------------------- chat


async def say(table: RoundTable, text: str, who: str | None = None, conversation: str = "c") -> Answer:
    return await table.chat(conversation, who, text, ME)


async def test_a_conversation_stays_with_whom_it_was_with_until_another_is_named(table: RoundTable) -> None:
    assert (await say(table, QUESTION, "傅盛")).persona == "fu-sheng"
    assert (await say(table, "为什么？")).persona == "fu-sheng"
    assert (await say(table, "朱啸虎怎么看开源？")).persona == "zhu-xiaohu"
    assert (await say(table, "那价格呢")).persona == "zhu-xiaohu"
    with pytest.raises(RequestError, match="跟谁聊"):
        await say(table, "在吗", conversation="another")


async def test_going_on_brings_what_was_not_heard_yet(table: RoundTable) -> None:
    first = await say(table, QUESTION, "朱啸虎")
    more = await say(table, "还有呢")
    assert more.level != "none"
    assert not {c.position for c in first.citations} & {c.position for c in more.citations}


async def test_a_follow_up_is_understood_by_what_was_asked_before(table: RoundTable) -> None:
    first = await say(table, QUESTION, "朱啸虎")
    why = await say(table, "为什么？")
    assert why.level != "none" and set(why.positions) & set(first.positions)


async def test_a_conversation_survives_a_restart(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "x.db")
    first = await say(lay(store), QUESTION, "傅盛")
    await store.close()
    store = await open_store(tmp_path / "x.db")
    again = await say(lay(store), "还有呢")
    assert again.persona == first.persona == "fu-sheng"
    history = await store.history("c")
    assert [(m.role, m.text) for m in history][:2] == [("user", QUESTION), ("persona", first.text)]
    assert history[1].id == first.id and again.id == history[3].id
    await store.close()


async def test_the_question_is_kept_even_where_the_answer_never_came(store: MemoryStore) -> None:
    import asyncio

    engine = SlowEngine()
    table = lay(store, {"slow": engine})
    task = asyncio.create_task(say(table, QUESTION, "傅盛"))
    await asyncio.wait_for(engine.begun.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [m.text for m in await store.history("c")] == [QUESTION]
    assert engine.cut == 1


async def test_regenerating_keeps_every_version_and_the_question(table: RoundTable, store: MemoryStore) -> None:
    first = await say(table, QUESTION, "傅盛")
    texts = [first.text]
    for _ in range(3):
        (_, message) = await store.history("c")
        answer = await table.regenerate(message, ME)
        assert answer.id == first.id and answer.level == first.level and answer.question == QUESTION
        texts.append(answer.text)
    assert [v.text for v in await store.versions(first.id)] == texts
    assert len(set(texts)) > 1
    assert len(await store.history("c")) == 2


async def test_who_keeps_nothing_cannot_chat_or_debate() -> None:
    table = lay(None)
    assert (await table.ask("傅盛", QUESTION, ME)).text
    with pytest.raises(Refused):
        await say(table, QUESTION, "傅盛")
    with pytest.raises(Refused):
        await table.open_debate(table.plan_debate(MOTION, ["傅盛", "朱啸虎"], "快辩", asker=ME), ME)


async def test_forgetting_leaves_nothing_of_the_user(table: RoundTable) -> None:
    await say(table, QUESTION, "傅盛")
    assert QUESTION in str(await table.about(ME.user))
    assert await table.forget(ME.user) > 0
    assert QUESTION not in str(await table.about(ME.user))
    assert await table.forget(ME.user) == 0


# ---------------------------------------------------------------------------------------------------- panels and seating


async def test_a_panel_says_who_agrees_by_their_stances_alone(table: RoundTable) -> None:
    shown: list[Answer] = []

    async def show(answer: Answer) -> None:
        shown.append(answer)

    panel = await table.panel(MOTION, ["朱啸虎", "傅盛", "张阳"], ME, on_answer=show)
    assert list(panel.answers) == shown and [a.name for a in shown] == ["朱啸虎", "傅盛", "张阳"]
    by_id = {q.id: q for p in table.shelf.all() for q in p.positions}
    signs = {a.name: {by_id[c.position].topic: by_id[c.position].stance for c in a.citations} for a in shown}
    assert panel.agreements
    for meeting in panel.agreements:
        left, right = signs[meeting.left][meeting.topic], signs[meeting.right][meeting.topic]
        assert (left * right > 0) == (meeting.kind == "agree")
        assert meeting.left in panel.text and meeting.right in panel.text


async def test_a_panel_of_nobody_in_particular_asks_those_with_something_to_say(table: RoundTable) -> None:
    panel = await table.panel(QUESTION, [], ME)
    assert 2 <= len(panel.answers) <= 5
    assert all(a.level != "none" for a in panel.answers)
    with pytest.raises(RequestError, match="没有人"):
        await table.panel("红烧肉怎么做？", [], ME)


def test_a_table_of_those_who_agree_is_named_as_such_with_better_motions(table: RoundTable) -> None:
    seen = 0
    for left in ("朱啸虎", "刘天杰", "程浩", "张阳"):
        for right in ("傅盛", "李涛", "张聪", "Jimmy"):
            plan = table.plan_debate(MOTION, [left, right], "快辩", seed=1, asker=ME)
            sides = {s.side for s in plan.seats}
            assert len(plan.seats) == 2 and plan.turns > 4 and plan.tokens == 0
            if plan.agreed:
                seen += 1
                assert sides != {"pro", "con"} and plan.notes
            if {"pro", "con"} <= sides:
                assert not plan.agreed
    assert seen


def test_a_table_proposes_who_disagrees(table: RoundTable) -> None:
    plan = table.plan_debate(MOTION, [], "快辩", seed=3, asker=ME)
    assert {s.side for s in plan.seats} == {"pro", "con"} and not plan.agreed
    for motion in table.motions(5):
        plan = table.plan_debate(motion.text, [], "标准", seed=3, asker=ME)
        assert {s.side for s in plan.seats} >= {"pro", "con"}, motion.text


def test_a_table_that_cannot_be_laid_is_refused_with_the_reason(table: RoundTable) -> None:
    for who, format, why in (
        (["朱啸虎"], "快辩", "两个"),
        (["朱啸虎", "zxh"], "快辩", "同一个"),
        (["朱啸虎", "傅盛"], "圆桌", "圆桌"),
        (["朱啸虎", "傅盛", "张阳", "李振", "李涛", "Jeff", "张聪"], "圆桌", "7 人"),
    ):
        with pytest.raises(RequestError, match=why):
            table.plan_debate(MOTION, who, format, asker=ME)


def test_traditional_and_english_readers_are_told_in_their_language(table: RoundTable) -> None:
    texts = {}
    for language in ("zh-CN", "zh-TW", "en"):
        plan = table.plan_debate("红烧肉该不该放糖？", ["朱啸虎", "傅盛"], "快辩", asker=replace(ME, language=language))
        texts[language] = plan.notes
        assert plan.notes
    assert len(set(texts.values())) == 3


async def test_a_question_is_read_up_to_the_configured_length_and_the_answer_says_so() -> None:
    question = "嗯" * 100 + "通用大模型还能做吗？"
    speech = lay(MemoryStore())._speech
    for limit, level in ((100, "none"), (200, "stated")):
        materials = replace(shipped()[0], question_limit=limit)
        answer = await Answering(materials, speech, None, SystemClock()).ask("朱啸虎", question, ME)
        cut = lang.say("zh-CN", "table.too_long", count=limit)
        assert (answer.level, cut in answer.notes) == (level, limit < len(question))
        assert answer.question == question
