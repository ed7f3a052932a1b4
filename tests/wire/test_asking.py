"""/ask, /panel, /motions and autocomplete, on the real bot over real sockets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.conftest import Scene

pytestmark = [pytest.mark.wire, pytest.mark.asyncio(loop_scope="session")]
QUESTION = "创业公司还能做通用大模型吗？"


def by(room: Scene, name: str) -> list[dict[str, Any]]:
    """Messages of a speaker in the hall."""
    return [m for m in room.loopback.messages(room.hall) if m["author"]["username"] == name]


async def test_ask_is_answered_by_a_voice_with_sources_and_buttons(room: Scene) -> None:
    asked = await room.loopback.slash(room.member, room.hall, "ask", persona="zxh", question=QUESTION)
    await asked.wait()
    assert asked.acked_at is not None and asked.acked_at - asked.sent_at < 1
    assert "小明" in asked.text and QUESTION in asked.text
    await room.loopback.until(lambda: by(room, "朱啸虎（模拟）"))
    spoken = by(room, "朱啸虎（模拟）")[0]
    assert "-# [1] 朱啸虎" in spoken["content"]
    await room.loopback.until(
        lambda: any("关于“模拟”" in t for t in room.texts(room.hall)), what="explained at first use"
    )

    shown = await (await room.loopback.click(room.member, spoken, "依据")).wait()
    assert shown.ephemeral and "第" in shown.text and "行" in shown.text

    opened = await (await room.loopback.click(room.member, spoken, "回复")).wait()
    sent = await (await room.loopback.submit(opened, text="那垂直行业呢？")).wait()
    assert "那垂直行业呢" in sent.text
    await room.loopback.until(lambda: len(by(room, "朱啸虎（模拟）")) == 2)
    assert sum("关于“模拟”" in t for t in room.texts(room.hall)) == 1


async def test_an_unknown_persona_is_refused_privately_with_the_nearest_names(room: Scene) -> None:
    asked = await room.loopback.slash(room.member, room.hall, "ask", persona="哪吒三太子", question=QUESTION)
    await asked.wait(lambda it: it.followups)
    assert asked.deleted and asked.followups[0]["flags"] & 64
    assert "你是不是想找" in asked.followups[0]["content"]
    assert room.texts(room.hall) == []


async def test_a_panel_answers_in_several_voices_and_sums_up(room: Scene) -> None:
    options = {"question": QUESTION, "personas": "朱啸虎，傅盛、刘天杰"}
    asked = await room.loopback.slash(room.member, room.hall, "panel", **options)
    await asked.wait(lambda it: it.followups, 20)
    names = [m["author"]["username"] for m in room.loopback.messages(room.hall)]
    assert [n for n in names if n.endswith("（模拟）")] == ["朱啸虎（模拟）", "傅盛（模拟）", "刘天杰（模拟）"]


async def test_in_direct_messages_the_answer_is_one_message_of_the_bot(room: Scene) -> None:
    dm = room.loopback.dm_of(room.member)
    asked = await room.loopback.slash(room.member, dm, "ask", persona="傅盛", question=QUESTION)
    await asked.wait(lambda it: "[1]" in it.text)
    assert "**傅盛（模拟）**" in asked.text


@pytest.mark.parametrize(
    ("typed", "first"),
    [("朱", "朱啸虎"), ("朱嘯虎", "朱啸虎"), ("zhuxiao", "朱啸虎"), ("zxh", "朱啸虎"), ("fus", "傅盛")],
)
async def test_autocomplete_finds_personas_by_script_pinyin_and_initials(room: Scene, typed: str, first: str) -> None:
    options = {"focused": "persona", "persona": typed, "question": "x"}
    asked = await (await room.loopback.slash(room.member, room.hall, "ask", **options)).wait()
    assert asked.choices[0]["value"] == first and len(asked.choices) <= 25


async def test_autocomplete_of_several_names_keeps_those_given(room: Scene) -> None:
    options = {"focused": "personas", "question": "x", "personas": "朱啸虎，fs"}
    asked = await (await room.loopback.slash(room.member, room.hall, "panel", **options)).wait()
    assert asked.choices[0]["value"] == "朱啸虎，傅盛"


async def test_motions_and_formats_are_completed(room: Scene) -> None:
    asked = await room.loopback.slash(room.member, room.hall, "debate start", focused="motion", motion="开源")
    await asked.wait()
    assert asked.choices and "开源" in asked.choices[0]["value"]
    asked = await room.loopback.slash(room.member, room.hall, "debate start", focused="format", motion="x", format="牛")
    await asked.wait()
    assert asked.choices[0]["value"] == "牛津"


async def test_a_motion_of_the_list_is_proposed_by_choosing_it(room: Scene) -> None:
    listed = await (await room.loopback.slash(room.member, room.hall, "motions")).wait()
    assert listed.ephemeral and listed.original is not None
    menu = listed.original["components"][0]["components"][0]
    chosen = await room.loopback.click(room.member, listed.original, menu["placeholder"], [menu["options"][0]["value"]])
    await chosen.wait()
    assert chosen.original is not None
    labels = [b["label"] for b in chosen.original["components"][0]["components"]]
    assert labels == ["开始", "取消"]
