"""/distill: an article is attached, looked at, approved; its people can be asked in that server and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.conftest import Scene

pytestmark = [pytest.mark.wire, pytest.mark.asyncio(loop_scope="session")]
ARTICLE = """夜市还能火多久
2024-03-05
摊主联合会会长邵大雷认为，夜市值得看好，明年还会多十个。
“夜市扰民，我们反对。”居民代表白静说。
""".encode()
QUESTION = "夜市值得看好吗？"


async def drafted(room: Scene, **options: Any) -> Any:
    file = room.loopback.attach("night.txt", ARTICLE)
    asked = await room.loopback.slash(room.moderator, room.hall, "distill", file=file, **options)
    return await asked.wait(within=30)


async def asked_of(room: Scene, channel: dict[str, Any], who: str) -> Any:
    return await room.loopback.slash(room.member, channel, "ask", persona=who, question=QUESTION)


def spoken(room: Scene, name: str) -> list[dict[str, Any]]:
    return [m for m in room.loopback.messages(room.hall) if m["author"]["username"] == name]


async def test_a_draft_is_shown_privately_and_nobody_can_use_it_before_it_is_approved(room: Scene) -> None:
    draft = await drafted(room, title="夜市之争")
    assert draft.ephemeral
    assert "夜市之争" in draft.text and "邵大雷" in draft.text and "白静" in draft.text and "第 3 行" in draft.text
    assert room.texts(room.hall) == []
    asked = await asked_of(room, room.hall, "邵大雷")
    await asked.wait(lambda it: it.followups)
    assert asked.deleted and "邵大雷" in asked.followups[0]["content"]


async def test_approved_people_answer_are_completed_and_debate_in_their_server_alone(room: Scene) -> None:
    draft = await drafted(room)
    done = await (await room.loopback.click(room.moderator, draft.original, "批准")).wait(within=30)
    assert done.ephemeral and "邵大雷" in done.text
    await (await asked_of(room, room.hall, "邵大雷")).wait()
    await room.loopback.until(lambda: spoken(room, "邵大雷（模拟）"))
    answer = spoken(room, "邵大雷（模拟）")[0]["content"]
    assert "夜市" in answer and "《夜市还能火多久》2024-03-05" in answer
    options = {"focused": "persona", "persona": "邵", "question": "x"}
    found = await (await room.loopback.slash(room.member, room.hall, "ask", **options)).wait()
    assert found.choices[0]["value"] == "邵大雷"
    shown = await (await room.loopback.click(room.member, spoken(room, "邵大雷（模拟）")[0], "依据")).wait()
    assert "夜市还能火多久" in shown.text and "第 3 行" in shown.text
    await room.loopback.say(room.member, room.hall, "白静怎么看夜市？", mention=True)
    await room.loopback.until(lambda: spoken(room, "白静（模拟）"))
    thread = await room.debate(motion=QUESTION, personas="邵大雷,白静")
    messages = await room.over(thread)
    assert {"邵大雷（模拟）", "白静（模拟）"} <= {m["author"]["username"] for m in messages}

    other = room.loopback.world.add_guild("隔壁", ("门厅",))
    await room.loopback.gateway.emit("GUILD_CREATE", room.loopback.world.guild_payload(other), other.id)
    elsewhere = room.loopback.world.channels[other.channels[0]]
    refused = await asked_of(room, elsewhere, "邵大雷")
    await refused.wait(lambda it: it.followups)
    assert refused.deleted
    found = await (await room.loopback.slash(room.member, elsewhere, "ask", **options)).wait()
    assert "邵大雷" not in [c["value"] for c in found.choices]


async def test_a_draft_that_is_given_up_is_gone_and_cannot_be_approved_any_more(room: Scene) -> None:
    draft = await drafted(room)
    done = await (await room.loopback.click(room.moderator, draft.original, "放弃")).wait()
    assert "删除" in done.text
    again = await (await room.loopback.click(room.moderator, draft.original, "批准")).wait()
    assert "没有这份草稿" in again.text


async def test_members_may_neither_distil_nor_approve(room: Scene) -> None:
    file = room.loopback.attach("night.txt", ARTICLE)
    refused = await (await room.loopback.slash(room.member, room.hall, "distill", file=file)).wait()
    assert refused.ephemeral and "管理服务器" in refused.text
    draft = await drafted(room)
    pressed = await (await room.loopback.click(room.member, draft.original, "批准")).wait()
    assert "管理服务器" in pressed.text


@pytest.mark.parametrize(
    ("name", "content", "size", "said"),
    [
        ("a.exe", b"MZ\x00\x01", None, "不认识的格式"),
        ("a.txt", "今天天气不错。".encode(), None, "没有找到"),
        ("a.txt", ARTICLE, 900_000_000, "太大"),
    ],
)
async def test_what_cannot_be_distilled_is_refused_with_a_sentence(
    room: Scene, name: str, content: bytes, size: int | None, said: str
) -> None:
    file = room.loopback.attach(name, content) | ({"size": size} if size else {})
    refused = await (await room.loopback.slash(room.moderator, room.hall, "distill", file=file)).wait(within=20)
    assert refused.ephemeral and said in refused.text


async def test_after_a_restart_buttons_work_and_what_was_approved_is_still_there(scene: Scene) -> None:
    program = await scene.bot()
    first = await drafted(scene)
    await program.kill()
    await program.start()
    await (await scene.loopback.click(scene.moderator, first.original, "批准")).wait(within=30)
    await program.kill()
    await program.start()
    await (await asked_of(scene, scene.hall, "白静")).wait()
    await scene.loopback.until(lambda: spoken(scene, "白静（模拟）"))
