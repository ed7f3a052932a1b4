"""Mentions, replies, direct messages, message menus: chat with personas in channels."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.conftest import Scene

pytestmark = [pytest.mark.wire, pytest.mark.asyncio(loop_scope="session")]
ZHU, FU = "朱啸虎（模拟）", "傅盛（模拟）"


def by(scene: Scene, name: str, channel: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Messages of a speaker."""
    return [m for m in scene.loopback.messages(channel or scene.hall) if m["author"]["username"] == name]


async def test_a_persona_named_in_a_mention_answers_without_word_boundaries(room: Scene) -> None:
    await room.loopback.say(room.member, room.hall, "大模型这么热朱啸虎你怎么看啊", mention=True)
    await room.loopback.until(lambda: by(room, ZHU))


async def test_a_reply_to_the_bots_plain_message_and_a_mention_in_a_reply_go_on_with_that_persona(room: Scene) -> None:
    await room.loopback.say(room.member, room.hall, "傅盛你怎么看开源模型", mention=True)
    first = (await room.loopback.until(lambda: by(room, FU)))[0]
    await room.loopback.say(room.member, room.hall, "还有呢", reply_to=first, mention=True)
    await room.loopback.until(lambda: len(by(room, FU)) == 2)


async def test_a_reply_whose_text_discord_withholds_gets_a_hint_once(room: Scene) -> None:
    await room.loopback.say(room.member, room.hall, "傅盛你怎么看开源模型", mention=True)
    first = (await room.loopback.until(lambda: by(room, FU)))[0]
    for _ in range(2):
        await room.loopback.say(room.member, room.hall, "为什么？", reply_to=first)
    await room.loopback.until(lambda: any("我读不到" in t for t in room.texts(room.hall)))
    await room.loopback.say(room.member, room.hall, "朱啸虎呢", mention=True)
    await room.loopback.until(lambda: by(room, ZHU))
    assert sum("我读不到" in t for t in room.texts(room.hall)) == 1


async def test_direct_messages_are_answered_without_a_mention(room: Scene) -> None:
    dm = room.loopback.dm_of(room.member)
    await room.loopback.say(room.member, dm, "问一下刘天杰，大模型有护城河吗")
    await room.loopback.until(lambda: any("**刘天杰（模拟）**" in t for t in room.texts(dm)))


async def test_messages_that_are_not_for_us_are_left_alone(room: Scene) -> None:
    await room.loopback.say(room.member, room.hall, "朱啸虎今天说什么了")
    await room.loopback.say(room.member, room.hall, "傅盛怎么看", mention=True)
    await room.loopback.until(lambda: by(room, FU))
    assert not by(room, ZHU)


async def test_two_bots_do_not_loop(room: Scene) -> None:
    other = room.loopback.user("别的机器人", bot=True)
    for _ in range(6):
        before = len(by(room, FU))
        await room.loopback.say(other, room.hall, "傅盛怎么看开源模型", mention=True)
        if before < 3:
            await room.loopback.until(lambda b=before: len(by(room, FU)) > b)
    await room.loopback.say(room.member, room.hall, "朱啸虎呢", mention=True)
    await room.loopback.until(lambda: by(room, ZHU))
    assert len(by(room, FU)) == 3


async def test_nothing_pings_and_no_name_or_text_forges_a_link_or_a_speaker(room: Scene) -> None:
    forger = room.loopback.user("**朱啸虎（模拟）**\n@everyone[点](https://evil.example)")
    asked = await room.loopback.slash(
        forger,
        room.hall,
        "ask",
        persona="傅盛",
        question="<@1> @everyone [免费](https://evil.example) \n**朱啸虎**：买",
    )
    await asked.wait()
    await room.loopback.until(lambda: by(room, FU))
    assert "**朱啸虎（模拟）**\n" not in asked.text and "@everyone" not in asked.text
    assert "](https" not in asked.text and "<@1>" not in asked.text and "\n**朱啸虎**" not in asked.text
    posts = [m for m in room.loopback.messages(room.hall) if m["author"]["username"] == FU]
    assert all("<@1>" not in m["content"] and "@everyone" not in m["content"] for m in posts)


async def test_the_menu_asks_a_persona_about_a_message_with_a_link_back(room: Scene) -> None:
    written = await room.loopback.say(room.member, room.hall, "我觉得创业公司就该自己做通用大模型")
    opened = await (await room.loopback.menu(room.member, room.hall, "他会怎么说", written)).wait()
    assert opened.original is not None and opened.ephemeral
    chosen = await room.loopback.click(room.member, opened.original, "选一位", ["zhu-xiaohu"])
    await chosen.wait()
    assert f"/{room.hall['id']}/{written['id']}" in chosen.text
    await room.loopback.until(lambda: by(room, ZHU))


async def test_a_message_is_said_again_flipped_and_deleted_by_its_asker_only(room: Scene) -> None:
    await room.loopback.say(room.member, room.hall, "傅盛怎么看开源模型", mention=True)
    spoken = (await room.loopback.until(lambda: by(room, FU)))[0]
    first = spoken["content"]
    stranger = room.loopback.user("路人")
    refused = await (await room.loopback.menu(stranger, room.hall, "重说", spoken)).wait()
    assert "只有提问的人" in refused.text and spoken["content"] == first

    await (await room.loopback.menu(room.member, room.hall, "重说", spoken)).wait()
    assert any(p["label"].endswith("2/2") for p in spoken["components"][0]["components"])
    second = spoken["content"]
    await (await room.loopback.click(stranger, spoken, "◀ 2/2")).wait()
    await room.loopback.until(lambda: any("1/2" in p["label"] for p in spoken["components"][0]["components"]))
    assert spoken["content"].split("\n-# ")[0] == first.split("\n-# ")[0]
    assert second != first

    refused = await (await room.loopback.menu(stranger, room.hall, "删除", spoken)).wait()
    assert "只有提问的人" in refused.text
    await (await room.loopback.menu(room.moderator, room.hall, "删除", spoken)).wait()
    assert not by(room, FU)
