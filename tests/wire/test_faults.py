"""What Discord does to a bot: sockets cut, limits, outages, things deleted, rights taken, and the bot killed. Each event is shown once.

One debate goes through all faults one after the other; with YUANZHUO_CAMPAIGN=1 each fault has debates and a bot of its own.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.wire.conftest import Scene

pytestmark = [pytest.mark.wire, pytest.mark.asyncio(loop_scope="session")]
campaign = pytest.mark.skipif(
    not os.environ.get("YUANZHUO_CAMPAIGN"), reason="the long campaign: set YUANZHUO_CAMPAIGN=1"
)
PACE = 0.15
CURSOR = "▍"

Fault = Callable[[Scene, dict[str, Any]], Awaitable[None]]


def shown_once(scene: Scene, thread: dict[str, Any]) -> None:
    """Every turn and moderation of the database stands in the thread exactly once, in order, and nothing is left growing."""
    messages = scene.loopback.messages(thread)
    texts = [m["content"] for m in messages]
    assert not [t for t in texts if t.endswith(CURSOR)], "something still grows"
    turns = [e for _, e in scene.events(thread) if e["type"] in ("turn", "moderator")]
    assert turns and scene.events(thread)[-1][1]["type"] == "closed"
    at = -1
    for event in turns:
        start = event["text"][:40]
        found = [i for i, t in enumerate(texts) if start in t]
        assert len(found) == 1, f"{len(found)} times: {start}"
        assert found[0] > at, f"out of order: {start}"
        at = found[0]
    doubled = {t: n for t, n in Counter(texts).items() if n > 1 and not t.startswith(("-# ", "投票结束"))}
    assert not doubled, doubled


async def begun(scene: Scene, thread: dict[str, Any], turns: int = 2) -> None:
    """Until some turns were shown."""
    await scene.loopback.until(
        lambda: sum("（模拟）" in m["author"]["username"] for m in scene.loopback.messages(thread)) >= turns
    )


async def answered(scene: Scene, channel: dict[str, Any] | None = None) -> None:
    """The bot still answers."""
    asked = await scene.loopback.slash(
        scene.member, channel or scene.annex, "ask", persona="傅盛", question="开源模型怎么看"
    )
    asked.first_answer_within = 10.0
    await asked.wait(within=15)


async def _cut(scene: Scene, thread: dict[str, Any]) -> None:
    resumes = scene.loopback.gateway.resumes
    await scene.loopback.gateway.cut()
    await answered(scene)  # it was asked while nobody listened
    assert scene.loopback.gateway.resumes == resumes + 1


async def _reconnect(scene: Scene, thread: dict[str, Any]) -> None:
    await scene.loopback.gateway.reconnect()
    await answered(scene)


async def _invalid(scene: Scene, thread: dict[str, Any]) -> None:
    identifies = scene.loopback.gateway.identifies
    await scene.loopback.gateway.invalidate(False)
    await scene.loopback.until(lambda: scene.loopback.gateway.identifies > identifies, 20)
    await answered(scene)


async def _invalid_resumable(scene: Scene, thread: dict[str, Any]) -> None:
    await scene.loopback.gateway.invalidate(True)
    await answered(scene)


async def _kill(scene: Scene, thread: dict[str, Any]) -> None:
    program = scene.programs[0]
    await program.kill()
    await program.start()


async def _rate_limit(scene: Scene, thread: dict[str, Any]) -> None:
    scene.loopback.limits.global_until = time.time() + 0.7


async def _delete_webhook(scene: Scene, thread: dict[str, Any]) -> None:
    await scene.loopback.delete_webhooks(scene.hall)


async def _take_webhooks(scene: Scene, thread: dict[str, Any]) -> None:
    scene.guild.bot_permissions.discard("manage_webhooks")
    await scene.loopback.delete_webhooks(scene.hall)
    await more(scene, thread)
    scene.guild.bot_permissions.add("manage_webhooks")
    await scene.loopback.gateway.emit("CHANNEL_UPDATE", scene.hall, scene.guild.id)


async def _webhook_unseen(scene: Scene, thread: dict[str, Any]) -> None:
    hooks = scene.loopback.world.webhooks
    for id in [k for k, w in hooks.items() if w["channel_id"] == scene.hall["id"]]:
        del hooks[id]


def _fail(method: str, contains: str, kind: str, times: int = 2, status: int = 502) -> Fault:
    async def arrange(scene: Scene, thread: dict[str, Any]) -> None:
        scene.loopback.fail(method, contains, kind, times=times, status=status)

    return arrange


FAULTS: dict[str, Fault] = {
    "gateway cut": _cut,
    "gateway asks to reconnect (op 7)": _reconnect,
    "session invalid, resumable (op 9)": _invalid_resumable,
    "session invalid (op 9)": _invalid,
    "global 429": _rate_limit,
    "webhook deleted": _delete_webhook,
    "webhook deleted, no event seen": _webhook_unseen,
    "right to webhooks taken away": _take_webhooks,
    "5xx on webhook posts": _fail("POST", "/webhooks/", "status"),
    "5xx although the post arrived": _fail("POST", "/webhooks/", "status_after"),
    "socket cut before a post": _fail("POST", "/webhooks/", "cut"),
    "socket cut after a post arrived": _fail("POST", "/webhooks/", "cut_after"),
    "5xx on the bot's messages": _fail("POST", "/messages", "status"),
    "socket cut after the bot's message": _fail("POST", "/messages", "cut_after"),
}


async def more(scene: Scene, thread: dict[str, Any], posts: int = 2) -> None:
    """Until some more messages stand there, or it is over."""
    before = len(scene.texts(thread))
    await scene.loopback.until(
        lambda: len(scene.texts(thread)) >= before + posts or any("辩论结束" in t for t in scene.texts(thread)), 30
    )


async def test_each_event_is_shown_once_through_all_faults_one_after_the_other(room: Scene) -> None:
    left = list(FAULTS)
    while left:
        thread = await room.debate(personas="朱啸虎,傅盛,刘天杰", format="圆桌")
        await begun(room, thread, 1)
        while left and not any("辩论结束" in t for t in room.texts(thread)):
            await FAULTS[left.pop(0)](room, thread)
            await more(room, thread)
        await room.over(thread, 60)
        shown_once(room, thread)
        room.loopback.faults.clear()


@campaign
@pytest.mark.parametrize("name", [*FAULTS, "kill -9"])
async def test_each_event_of_a_debate_is_shown_once_through(scene: Scene, name: str) -> None:
    await scene.bot(pace_seconds=PACE)
    for turns in (1, 2, 4):
        thread = await scene.debate()
        await begun(scene, thread, turns)
        await (FAULTS | {"kill -9": _kill})[name](scene, thread)
        await scene.over(thread, 60)
        shown_once(scene, thread)


async def test_killed_after_a_post_arrived_and_before_it_was_recorded_it_is_not_posted_again(scene: Scene) -> None:
    program = await scene.bot(pace_seconds=0)
    thread = await scene.debate()
    for path in ("/webhooks/", "/messages"):
        held = scene.loopback.fail("POST", path, "hold_after", seconds=5.0)
        await asyncio.wait_for(held.reached.wait(), 20)
        await program.kill()
        await program.start()
    await scene.over(thread)
    shown_once(scene, thread)


async def test_with_webhook_texts_blanked_in_history_it_still_knows_what_it_posted(scene: Scene) -> None:
    """Nobody but Discord knows whether history shows a webhook's text to a bot without Message Content: both must work."""
    scene.loopback.blank_history = True
    program = await scene.bot(pace_seconds=0)
    thread = await scene.debate()
    held = scene.loopback.fail("POST", "/webhooks/", "hold_after", seconds=5.0)
    await asyncio.wait_for(held.reached.wait(), 20)
    await program.kill()
    await program.start()
    await scene.over(thread)
    shown_once(scene, thread)


async def test_a_deleted_thread_ends_its_debate_and_the_next_in_the_queue_begins(room: Scene) -> None:
    scene = room
    first = await scene.debate()
    plan = await scene.loopback.slash(
        scene.member, scene.hall, "debate start", motion="大模型有护城河吗", personas="朱啸虎,傅盛"
    )
    await plan.wait()
    assert plan.original is not None
    await (await scene.loopback.click(scene.member, plan.original, "开始")).wait()
    await begun(scene, first, 1)
    await scene.loopback.delete_channel(first)
    second = await scene.loopback.until(
        lambda: [t for t in scene.loopback.threads(scene.hall) if t["id"] != first["id"]]
    )
    await scene.over(second[0])
    assert scene.events(first)[-1][1]["type"] == "stopped"
    assert "a debate failed" not in scene.programs[0].log


async def test_a_debate_waits_while_the_right_to_write_is_gone(room: Scene) -> None:
    scene = room
    thread = await scene.debate()
    await begun(scene, thread)
    scene.guild.channel_deny[thread["id"]] = {"send_in_threads"}
    scene.guild.bot_permissions.discard("manage_webhooks")
    await scene.loopback.delete_webhooks(scene.hall)
    await scene.loopback.until(lambda: "waits for the right" in scene.programs[0].log)
    scene.guild.channel_deny.clear()
    await scene.loopback.gateway.emit("CHANNEL_UPDATE", scene.hall, scene.guild.id)
    await scene.over(thread)
    shown_once(scene, thread)


async def test_being_kicked_stops_the_debate_and_hurts_no_other_server(room: Scene) -> None:
    scene = room
    other = scene.loopback.world.add_guild("二号", ("客厅",))
    await scene.loopback.gateway.emit("GUILD_CREATE", scene.loopback.world.guild_payload(other), other.id)
    thread = await scene.debate()
    await begun(scene, thread, 1)
    await scene.loopback.kick(scene.guild)
    await scene.loopback.until(lambda: scene.events(thread)[-1][1]["type"] == "stopped")
    await answered(scene, scene.loopback.world.channels[other.channels[0]])


async def test_an_interaction_that_ran_out_is_left_alone(room: Scene) -> None:
    program = room.programs[0]
    asked = await room.loopback.slash(room.member, room.hall, "ask", persona="傅盛", question="开源模型怎么看")
    asked.first_answer_within = 0.0
    await room.loopback.until(lambda: "ran out" in program.log)
    asked = await room.loopback.slash(room.member, room.hall, "ask", persona="傅盛", question="开源模型怎么看")
    await asked.wait()
    assert "Traceback" not in program.log


async def test_without_the_right_to_webhooks_a_persona_speaks_as_a_plain_message(room: Scene) -> None:
    room.guild.bot_permissions.discard("manage_webhooks")
    await room.loopback.slash(room.member, room.hall, "ask", persona="傅盛", question="开源模型怎么看")
    await room.loopback.until(lambda: any(t.startswith("**傅盛（模拟）**") for t in room.texts(room.hall)))


async def test_with_fifteen_webhooks_of_others_a_persona_speaks_as_a_plain_message(room: Scene) -> None:
    for n in range(15):
        room.loopback.add_webhook(room.hall, f"别人的{n}", None)
    await room.loopback.slash(room.member, room.hall, "ask", persona="傅盛", question="开源模型怎么看")
    await room.loopback.until(lambda: any(t.startswith("**傅盛（模拟）**") for t in room.texts(room.hall)))
    await room.loopback.until(lambda: any("已满 15 个" in t for t in room.texts(room.hall)), what="a clear message")


async def test_without_the_right_to_write_at_all_ask_is_answered_in_the_command(room: Scene) -> None:
    room.guild.bot_permissions -= {"manage_webhooks", "send"}
    asked = await room.loopback.slash(room.member, room.hall, "ask", persona="傅盛", question="开源模型怎么看")
    await asked.wait(lambda it: it.followups)
    assert asked.followups[0]["content"].startswith("**傅盛（模拟）**")


@pytest.mark.parametrize("kind", ["cut", "cut_after", "status_after"])
async def test_a_thread_or_webhook_whose_making_is_cut_off_is_made_once(room: Scene, kind: str) -> None:
    for path in (f"/channels/{room.hall['id']}/messages/", f"/channels/{room.hall['id']}/webhooks"):
        room.loopback.fail("POST", path, kind)
    thread = await room.debate()
    await begun(room, thread, 1)
    await room.loopback.slash(room.member, thread, "debate stop")
    hooks = [w for w in room.loopback.world.webhooks.values() if w["channel_id"] == room.hall["id"]]
    assert len(hooks) == 1 and len(room.loopback.threads(room.hall)) == 1


async def test_two_questions_at_once_make_one_webhook(room: Scene) -> None:
    for who in ("傅盛", "朱啸虎", "刘天杰"):
        await room.loopback.slash(room.member, room.hall, "ask", persona=who, question="开源模型怎么看")
    await room.loopback.until(
        lambda: sum("（模拟）" in m["author"]["username"] for m in room.loopback.messages(room.hall)) == 3
    )
    hooks = [w for w in room.loopback.world.webhooks.values() if w["channel_id"] == room.hall["id"]]
    assert len(hooks) == 1


async def test_sigterm_parks_the_turn_the_next_start_goes_on_and_old_buttons_work(scene: Scene) -> None:
    program = await scene.bot(pace_seconds=0.5)
    options = {"motion": "大模型有护城河吗", "personas": "朱啸虎,傅盛"}
    plan = await (await scene.loopback.slash(scene.member, scene.annex, "debate start", **options)).wait()
    await scene.loopback.slash(scene.member, scene.annex, "ask", persona="傅盛", question="开源模型怎么看")
    await scene.loopback.until(
        lambda: [m for m in scene.loopback.messages(scene.annex) if m["author"]["username"] == "傅盛（模拟）"]
    )
    thread = await scene.debate()
    await begun(scene, thread)
    assert await program.stop() == 0
    assert scene.events(thread)[-1][1]["type"] not in ("stopped", "closed")
    puts = [r for r in scene.loopback.requests if r[1] == "PUT"]
    program.config["discord"]["pace_seconds"] = 0
    await program.start()
    spoken = next(m for m in scene.loopback.messages(scene.annex) if m["author"]["username"] == "傅盛（模拟）")
    assert "行" in (await (await scene.loopback.click(scene.member, spoken, "依据")).wait()).text
    assert plan.original is not None
    started = await (await scene.loopback.click(scene.member, plan.original, "开始")).wait()
    assert "开始了" in started.text
    await scene.over(thread)
    shown_once(scene, thread)
    assert [r for r in scene.loopback.requests if r[1] == "PUT"] == puts, (
        "commands were registered again without a change"
    )


@campaign
@pytest.mark.parametrize("seed", range(20))
async def test_killed_at_random_moments_a_debate_is_shown_once(scene: Scene, seed: int) -> None:
    chance = random.Random(seed)
    program = await scene.bot(pace_seconds=0.05)
    thread = await scene.debate()
    for _ in range(5):
        await asyncio.sleep(chance.uniform(0.0, 0.5))
        await program.kill()
        await program.start()
    await scene.over(thread, 60)
    shown_once(scene, thread)
