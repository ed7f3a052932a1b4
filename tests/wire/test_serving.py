"""/persona, /settings, /memory, /usage: what holds where, and what is kept."""

from __future__ import annotations

import base64
import contextlib
import json
import sqlite3
from typing import Any

import pytest

from tests.wire.conftest import Scene

pytestmark = [pytest.mark.wire, pytest.mark.asyncio(loop_scope="session")]


async def test_persona_list_and_show_are_private_and_whole(room: Scene) -> None:
    listed = await (await room.loopback.slash(room.member, room.hall, "persona list")).wait()
    assert listed.ephemeral and "朱啸虎" in listed.text and "陈怡然" in listed.text
    shown = await room.loopback.slash(room.member, room.hall, "persona show", persona="朱啸虎")
    await shown.wait(lambda it: "出处" in it.text)
    assert "字母榜" in shown.text and all(f["flags"] & 64 for f in shown.followups)


async def test_who_answers_is_set_by_managers_alone_and_reset(room: Scene) -> None:
    refused = await (await room.loopback.slash(room.member, room.hall, "persona use", persona="傅盛")).wait()
    assert "管理服务器" in refused.text and refused.ephemeral
    done = await (await room.loopback.slash(room.moderator, room.hall, "persona use", persona="傅盛")).wait()
    assert "傅盛" in done.text
    await room.loopback.say(room.member, room.hall, "大模型还有机会吗", mention=True)
    await room.loopback.until(
        lambda: [m for m in room.loopback.messages(room.hall) if m["author"]["username"] == "傅盛（模拟）"]
    )
    done = await (await room.loopback.slash(room.moderator, room.hall, "persona reset")).wait()
    assert "默认" in done.text


async def test_a_channel_that_is_not_allowed_refuses_members_privately(room: Scene) -> None:
    options = {"channel": room.annex, "allowed": True}
    done = await room.loopback.slash(room.moderator, room.hall, "settings channel", **options)
    await done.wait()
    asked = await room.loopback.slash(room.member, room.hall, "ask", persona="傅盛", question="开源")
    await asked.wait(lambda it: it.followups)
    assert asked.followups[0]["flags"] & 64 and f"<#{room.annex['id']}>" in asked.followups[0]["content"]
    asked = await (await room.loopback.slash(room.member, room.annex, "ask", persona="傅盛", question="开源")).wait()
    assert "傅盛" in asked.text
    await (
        await room.loopback.slash(room.moderator, room.hall, "settings channel", **(options | {"allowed": False}))
    ).wait()


async def test_the_channels_language_wins_for_public_text_and_the_readers_for_private(room: Scene) -> None:
    done = await room.loopback.slash(room.moderator, room.hall, "settings language", language="en")
    await done.wait()
    asked = await (await room.loopback.slash(room.member, room.hall, "ask", persona="傅盛", question="开源")).wait()
    assert "asks" in asked.text
    english = room.loopback.user("Ann", locale="en-GB")
    listed = await (await room.loopback.slash(english, room.annex, "persona list")).wait()
    assert "at the table" in listed.text
    taiwanese = room.loopback.user("小美", locale="zh-TW")
    asked = await (await room.loopback.slash(taiwanese, room.annex, "ask", persona="傅盛", question="開源模型")).wait()
    assert "傅盛（模擬）" in asked.text


async def test_settings_are_shown_to_managers_only(room: Scene) -> None:
    assert "管理服务器" in (await (await room.loopback.slash(room.member, room.hall, "settings show")).wait()).text
    shown = await (await room.loopback.slash(room.moderator, room.hall, "settings show")).wait()
    assert "每人每分钟" in shown.text


async def test_managers_set_their_servers_budgets_and_retention_and_see_them(room: Scene) -> None:
    refused = await (await room.loopback.slash(room.member, room.hall, "settings budget", tokens=1)).wait()
    assert "管理服务器" in refused.text and refused.ephemeral
    shown = await (await room.loopback.slash(room.moderator, room.hall, "settings show")).wait()
    assert "全服每日预算：—" in shown.text and "保留天数：180" in shown.text
    options: dict[str, Any] = {"tokens": 50000, "cost": 2.5, "user_tokens": 9000, "user_cost": 1}
    done = await (await room.loopback.slash(room.moderator, room.hall, "settings budget", **options)).wait()
    assert "全服每日预算：2.5 CNY / 50000 tokens" in done.text and done.ephemeral
    await (await room.loopback.slash(room.moderator, room.hall, "settings budget", user_tokens=0)).wait()
    await (await room.loopback.slash(room.moderator, room.hall, "settings retention", days=7)).wait()
    shown = await (await room.loopback.slash(room.moderator, room.hall, "settings show")).wait()
    assert "全服每日预算：2.5 CNY / 50000 tokens" in shown.text and "每人每日预算：1 CNY\n" in shown.text
    assert "保留天数：7" in shown.text
    memory = await (await room.loopback.slash(room.moderator, room.hall, "memory show")).wait()
    assert "超过 7 天" in memory.text
    with contextlib.closing(sqlite3.connect(room.folder / "yuanzhuo.db")) as db:
        rows = dict(db.execute("SELECT key, value FROM settings WHERE scope = ?", (f"server:{room.guild.id}",)))
    assert rows == {
        "per_server_per_day": "2.5",
        "per_user_per_day": "1.0",
        "retention_days": "7",
        "tokens_per_server_per_day": "50000",
    }
    for more in (500, 0):  # the operator's 180 days are fewer; and back to them
        done = await (await room.loopback.slash(room.moderator, room.hall, "settings retention", days=more)).wait()
        assert "保留天数：180" in done.text


async def test_memory_is_shown_exported_and_really_forgotten(room: Scene) -> None:
    secret = "我的秘密是四十二号暗号"
    await room.loopback.say(room.member, room.hall, f"傅盛怎么看{secret}", mention=True)
    await room.loopback.until(lambda: len(room.texts(room.hall)) >= 2)
    out = await (await room.loopback.slash(room.member, room.hall, "memory export")).wait()
    assert out.original is not None
    data = base64.b64decode(out.original["attachments"][0]["data"]).decode()
    assert secret in json.dumps(json.loads(data), ensure_ascii=False)
    sure = await (await room.loopback.slash(room.member, room.hall, "memory forget")).wait()
    assert sure.original is not None
    done = await (await room.loopback.click(room.member, sure.original, "全部删除")).wait()
    assert "删干净了" in done.text
    out = await (await room.loopback.slash(room.member, room.hall, "memory export")).wait()
    assert out.original is not None
    assert secret not in base64.b64decode(out.original["attachments"][0]["data"]).decode()
    for file in room.folder.glob("yuanzhuo.db*"):
        assert secret.encode() not in file.read_bytes(), f"{file.name} still holds it"


async def test_usage_is_for_managers(room: Scene) -> None:
    shown = await (await room.loopback.slash(room.moderator, room.hall, "usage")).wait()
    assert "三十天" in shown.text
