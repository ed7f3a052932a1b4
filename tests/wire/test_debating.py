"""Debates in threads: begun, steered, voted on, heard, queued, exported."""

from __future__ import annotations

import asyncio
import base64
import re
from typing import Any

import pytest

from tests.wire.conftest import Scene

pytestmark = [pytest.mark.wire, pytest.mark.asyncio(loop_scope="session")]


def labelled(scene: Scene, thread: dict[str, Any], label: str) -> dict[str, Any] | None:
    """The latest message with this button."""
    for message in reversed(scene.loopback.messages(thread)):
        labels = [p.get("label") for row in message["components"] for p in row["components"] if not p.get("disabled")]
        if label in labels:
            return message
    return None


async def press(scene: Scene, thread: dict[str, Any], label: str, user: Any = None) -> Any:
    """Press it as soon as it is there."""
    message = await scene.loopback.until(lambda: labelled(scene, thread, label), what=f"a button {label}")
    return await (await scene.loopback.click(user or scene.member, message, label)).wait()


async def test_a_plan_is_shown_privately_and_can_be_cancelled(room: Scene) -> None:
    options = {"motion": "创业公司该不该做大模型？", "personas": "朱啸虎,傅盛", "format": "快辩", "rounds": 1}
    plan = await (await room.loopback.slash(room.member, room.hall, "debate start", **options)).wait()
    assert plan.ephemeral and "最多" in plan.text and "不花钱" in plan.text
    assert plan.original is not None
    done = await (await room.loopback.click(room.member, plan.original, "取消")).wait()
    assert "取消了" in done.text
    again = await (await room.loopback.click(room.member, plan.original, "开始")).wait()
    assert "过期" in again.text and room.loopback.threads(room.hall) == []


async def test_a_debate_runs_in_its_thread_to_the_measures_and_is_exported(room: Scene) -> None:
    thread = await room.debate()
    messages = await room.over(thread)
    names = {m["author"]["username"] for m in messages}
    assert {"朱啸虎（模拟）", "傅盛（模拟）", "圆桌"} <= names
    turns = [m for m in messages if m["author"]["username"].endswith("（模拟）")]
    assert len(turns) >= 6 and all("-# [1]" in m["content"] for m in turns if re.search(r"\[\d", m["content"]))
    shown = await (await room.loopback.click(room.member, turns[0], "依据")).wait()
    assert shown.ephemeral and "行" in shown.text
    out = await press(room, thread, "导出")
    files = {a["filename"].rsplit(".", 1)[1]: base64.b64decode(a["data"]).decode() for a in out.original["attachments"]}
    assert "创业公司该不该做大模型" in files["md"] and "<html" in files["html"]


async def test_only_its_starter_and_moderators_steer_it(room: Scene) -> None:
    await (await room.loopback.slash(room.moderator, room.hall, "settings pace", seconds=2)).wait()
    thread = await room.debate()
    stranger = room.loopback.user("路人")
    assert "只有发起的人" in (await press(room, thread, "暂停", stranger)).text
    assert "暂停" in (await press(room, thread, "暂停")).text
    await room.loopback.until(lambda: any("按了暂停" in t for t in room.texts(thread)))
    await asyncio.sleep(0.3)
    before = len(room.texts(thread))
    await asyncio.sleep(2.5)
    assert len(room.texts(thread)) == before
    status = await (await room.loopback.slash(stranger, thread, "debate status")).wait()
    assert "暂停中" in status.text
    who = await press(room, thread, "下一位")
    spoken = {m["author"]["username"] for m in room.loopback.messages(thread)}
    name, id = ("傅盛", "fu-sheng") if "傅盛（模拟）" not in spoken else ("朱啸虎", "zhu-xiaohu")
    called = await room.loopback.click(room.member, who.original, "选一位", [id])
    assert "下一位请他说" in (await called.wait()).text
    await press(room, thread, "继续", room.moderator)
    await room.loopback.until(lambda: any(f"请{name}接着说" in t for t in room.texts(thread)))
    skipped = await (await room.loopback.slash(room.member, thread, "debate skip")).wait()
    assert "跳过" in skipped.text
    await press(room, thread, "结束")
    await room.loopback.until(lambda: any("辩论停在这里" in t for t in room.texts(thread)))


async def test_an_interjection_is_shown_and_answered_by_the_persona_addressed(room: Scene) -> None:
    thread = await room.debate()
    await room.loopback.until(
        lambda: [m for m in room.loopback.messages(thread) if m["author"]["username"] == "朱啸虎（模拟）"]
    )
    turn = next(m for m in room.loopback.messages(thread) if m["author"]["username"] == "朱啸虎（模拟）")
    opened = await (await room.loopback.click(room.member, turn, "插话")).wait()
    heard = await (await room.loopback.submit(opened, text="那开源模型呢？")).wait()
    assert "听到了" in heard.text
    await room.loopback.until(lambda: any("那开源模型呢" in t and "✋" in t for t in room.texts(thread)))
    await room.loopback.say(room.member, thread, "朱啸虎你再说说开源", mention=True)
    await room.loopback.until(lambda: any("再说说开源" in t and "✋" in t for t in room.texts(thread)))
    await room.over(thread)
    events = room.events(thread)
    remarks = [seq for seq, e in events if e["type"] == "interjected"]
    answers = {e["target"]: e["speaker"] for _, e in events if e["type"] == "turn"}
    assert [answers.get(seq) for seq in remarks] == ["zhu-xiaohu", "zhu-xiaohu"]


async def test_a_second_debate_in_a_channel_waits_its_turn(room: Scene) -> None:
    await (await room.loopback.slash(room.moderator, room.hall, "settings pace", seconds=1)).wait()
    first = await room.debate()
    plan = await room.loopback.slash(
        room.moderator, room.hall, "debate start", motion="大模型有护城河吗", personas="朱啸虎,傅盛"
    )
    await plan.wait()
    assert plan.original is not None
    queued = await (await room.loopback.click(room.moderator, plan.original, "开始")).wait()
    assert "第 1 位" in queued.text
    await (await room.loopback.slash(room.member, first, "debate stop")).wait()
    second = await room.loopback.until(lambda: [t for t in room.loopback.threads(room.hall) if t["id"] != first["id"]])
    await room.loopback.until(lambda: any("护城河" in t for t in room.texts(second[0])))
    await (await room.loopback.slash(room.moderator, second[0], "debate stop")).wait()


async def test_the_audience_votes_before_and_after_changeably_and_the_swing_is_shown(room: Scene) -> None:
    thread = await room.debate(format="牛津")
    others = [room.loopback.user(f"观众{i}") for i in range(3)]

    async def vote(which: str, sides: list[str]) -> None:
        question = {"before": "现在站哪边", "after": "听完之后"}[which]
        message = await room.loopback.until(
            lambda: next((m for m in room.loopback.messages(thread) if question in m["content"]), None), 30
        )
        for user, side in zip(others, sides, strict=True):
            await (await room.loopback.click(user, message, side)).wait()
        await room.loopback.until(lambda: "已有 3 人投票" in message["content"])

    await vote("before", ["正方", "反方", "未定"])
    await vote("after", ["反方", "反方", "反方"])
    await room.over(thread)
    texts = "\n".join(room.texts(thread))
    assert "投票结束：正方 1，反方 1，未定 1" in texts and "投票结束：正方 0，反方 3，未定 0" in texts
    assert "反方　1 → 3（+2）" in texts
    ballots = [m for m in room.loopback.messages(thread) if "站哪边" in m["content"]]
    assert all(p["disabled"] for m in ballots for p in m["components"][0]["components"])


async def begun_in(room: Scene, post: dict[str, Any]) -> str:
    """/debate start and 开始 in a forum's post; what the member is told."""
    options = {"motion": "创业公司该不该做大模型？", "personas": "朱啸虎,傅盛", "format": "快辩", "rounds": 1}
    plan = await (await room.loopback.slash(room.member, post, "debate start", **options)).wait()
    started = await (await room.loopback.click(room.member, plan.original, "开始")).wait()
    return str(started.text)


async def test_a_debate_begun_in_a_forums_post_is_held_in_that_post_and_other_posts_are_free(room: Scene) -> None:
    world, gateway = room.loopback.world, room.loopback.gateway
    forum = world.add_forum(room.guild, "论坛")
    await gateway.emit("CHANNEL_CREATE", forum, room.guild.id)
    posts = [world.add_thread(forum, name) for name in ("第一帖", "第二帖")]
    for post in posts:
        await gateway.emit("THREAD_CREATE", post | {"newly_created": True}, room.guild.id)
        await room.loopback.say(room.member, post, "这里辩一场吧")
    for post in posts:
        assert f"<#{post['id']}>" in await begun_in(room, post), "it waits for no debate in another post"
    assert "排在第 1 位" in (await begun_in(room, posts[0])).replace("你排在第", "排在第")
    for post in posts:
        messages = await room.over(post)
        assert "发起辩论" in messages[1]["content"] and {"朱啸虎（模拟）", "傅盛（模拟）"} <= {m["author"]["username"] for m in messages}
    await room.loopback.until(lambda: sum("辩论结束" in t for t in room.texts(posts[0])) == 2, 40, "the queued debate")
    assert len(room.loopback.threads(forum)) == 2 and room.texts(forum) == []
    exported = await (await room.loopback.slash(room.member, posts[1], "debate export")).wait()
    assert len(exported.original["attachments"]) == 2
