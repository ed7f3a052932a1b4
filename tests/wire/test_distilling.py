"""/distill: an article is attached, looked at, approved; its people can be asked in that server and nowhere else."""

from __future__ import annotations

import base64
import contextlib
import sqlite3
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
    done = await pressed(room, draft, "批准")
    assert done.original["flags"] & 64 and "邵大雷" in done.text
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
    everybody = {m["author"]["username"] for m in messages + room.loopback.messages(room.hall)}
    assert not {"邵大雷", "白静"} & everybody, "nobody speaks without the mark"

    other = room.loopback.world.add_guild("隔壁", ("门厅",))
    await room.loopback.gateway.emit("GUILD_CREATE", room.loopback.world.guild_payload(other), other.id)
    elsewhere = room.loopback.world.channels[other.channels[0]]
    refused = await asked_of(room, elsewhere, "邵大雷")
    await refused.wait(lambda it: it.followups)
    assert refused.deleted
    found = await (await room.loopback.slash(room.member, elsewhere, "ask", **options)).wait()
    assert "邵大雷" not in [c["value"] for c in found.choices]


async def test_the_mark_of_a_simulation_stands_in_panels_and_where_there_are_no_webhooks(room: Scene) -> None:
    await pressed(room, await drafted(room), "批准")
    room.guild.channel_deny[room.annex["id"]] = {"manage_webhooks"}
    for channel in (room.hall, room.annex):
        panel = await room.loopback.slash(room.member, channel, "panel", question=QUESTION, personas="邵大雷,白静")
        await panel.wait(lambda it: it.followups, within=20)
    plain = "\n".join(room.texts(room.annex))
    assert spoken(room, "邵大雷（模拟）") and spoken(room, "白静（模拟）")
    assert "**邵大雷（模拟）**" in plain and "**白静（模拟）**" in plain
    english = room.loopback.user("Ann", locale="en-US")
    await (await room.loopback.slash(english, room.hall, "ask", persona="白静", question=QUESTION)).wait()
    await room.loopback.until(lambda: spoken(room, "白静 (simulated)"))


async def test_a_draft_that_is_given_up_is_gone_and_cannot_be_approved_any_more(room: Scene) -> None:
    draft = await drafted(room)
    before = {**draft.original}
    done = await pressed(room, draft, "放弃")
    assert "删除" in done.text
    again = await (await room.loopback.click(room.moderator, before, "批准")).wait(lambda it: it.followups)
    assert "没有这份草稿" in again.followups[0]["content"]


async def pressed(room: Scene, page: Any, label: str, values: list[str] | None = None) -> Any:
    """The page after a moderator's press: the same message, changed."""
    answer = await room.loopback.click(room.moderator, page.original, label, values)
    await answer.wait(lambda it: it.edits, within=20)
    assert answer.response["type"] == 6 and answer.original["id"] == page.original["id"], "the page is turned in place"
    return answer


def options(page: Any, placeholder: str) -> list[dict[str, Any]]:
    menus = [p for row in page.original["components"] for p in row["components"] if p.get("placeholder") == placeholder]
    return list(menus[0]["options"])


async def test_a_moderator_drops_restores_and_moves_statements_and_a_restart_loses_nothing(scene: Scene) -> None:
    program = await scene.bot(pace_seconds=0.5)
    await pressed(scene, await drafted(scene), "批准")
    people = ["赵大海", "钱小溪", "孙一舟", "李长河", "周晓岚", "吴建国", "郑秋生", "王宏图", "冯志远", "陈立新"]
    lines = [f"“夜市的第{n}条规矩值得写下来。”居民代表{name}说。" for n, name in enumerate(people, 1)]
    article = "\n".join(["夜市还能火多久", "2024-03-05", *lines]).encode()
    file = scene.loopback.attach("night.txt", article)
    draft = await (await scene.loopback.slash(scene.moderator, scene.hall, "distill", file=file)).wait(within=30)
    assert "第 1 / 2 页" in draft.text and "王宏图" in draft.text and "9. **冯志远**" not in draft.text
    draft = await pressed(scene, draft, "▶")
    assert "9. **冯志远**" in draft.text
    ninth = options(draft, "逐条看：选一条")[0]
    draft = await pressed(scene, draft, "逐条看：选一条", [ninth["value"]])
    assert "9 / 10" in draft.text and "**⟦" in draft.text and "居民代表冯志远说" in draft.text and "王宏图说" in draft.text
    draft = await pressed(scene, draft, "去掉这条")
    assert "已去掉" in draft.text
    thread = await scene.debate(motion=QUESTION, personas="邵大雷,白静", format="标准")
    await scene.loopback.until(lambda: len(scene.events(thread)) > 3)
    await program.kill()
    next((scene.folder / "yuanzhuo-servers").rglob("bai-jing.yaml")).unlink()  # somebody tidied up by hand
    await program.start()
    await scene.loopback.until(lambda: any("白静" in t and "没法接着进行" in t for t in scene.texts(thread)))
    assert scene.events(thread)[-1][1]["type"] == "stopped"
    draft = await pressed(scene, draft, "恢复这条")
    assert "已去掉" not in draft.text
    draft = await pressed(scene, draft, "▶")
    other = next(o for o in options(draft, "说话的是别人？选对的那位") if o["label"] == "冯志远")
    draft = await pressed(scene, draft, "说话的是别人？选对的那位", [other["value"]])
    assert "10 / 10" in draft.text and "冯志远" in draft.text and "原先认作陈立新" in draft.text
    for label in ("去掉冯志远的全部", "恢复冯志远的全部"):
        draft = await pressed(scene, draft, label)
    draft = await pressed(scene, await pressed(scene, draft, "回到列表"), "按人看")
    first = next(o for o in options(draft, "整个人去掉或恢复") if o["label"] == "去掉赵大海的全部")
    draft = await pressed(scene, draft, "整个人去掉或恢复", [first["value"]])
    assert "~~赵大海~~" in draft.text and "9 条立场" in draft.text
    refused = await (await scene.loopback.click(scene.member, draft.original, "批准")).wait(lambda it: it.followups)
    assert "管理服务器" in refused.followups[0]["content"]
    done = await pressed(scene, draft, "批准")
    assert "冯志远" in done.text and "赵大海" not in done.text and "陈立新" not in done.text
    assert done.original["components"] == []
    listed = await (await scene.loopback.slash(scene.member, scene.hall, "persona list")).wait()
    assert "冯志远" in listed.text and "邵大雷" in listed.text and "赵大海" not in listed.text


async def test_what_waits_is_listed_and_opened_again_and_evidence_shows_the_passage(room: Scene) -> None:
    await drafted(room)
    listed = await (await room.loopback.slash(room.moderator, room.hall, "distill")).wait()
    assert listed.ephemeral and "草稿：1 份" in listed.text and "《" not in listed.text.split("草稿：1 份")[0]
    for said in ("夜市还能火多久", "邵大雷、白静", "2 条 · 2 人 · 今天", "再过 7 天", f"<@{room.moderator.id}>"):
        assert said in listed.text
    draft = await pressed(room, listed, "打开一份草稿", [options(listed, "打开一份草稿")[0]["value"]])
    await pressed(room, draft, "批准")
    listed = await (await room.loopback.slash(room.moderator, room.hall, "distill")).wait()
    assert "没有等着批准的草稿" in listed.text and "2 位人物，来自 1 篇文章" in listed.text.replace("已批准 ", "")
    await (await asked_of(room, room.hall, "白静")).wait()
    await room.loopback.until(lambda: spoken(room, "白静（模拟）"))
    shown = await (await room.loopback.click(room.member, spoken(room, "白静（模拟）")[0], "依据")).wait()
    assert "第 4 行" in shown.text and "> 夜市扰民，我们反对。" in shown.text


async def removed(room: Scene, what: str, label: str) -> Any:
    listed = await (await room.loopback.slash(room.moderator, room.hall, "distill")).wait()
    page = await pressed(room, listed, what)
    chosen = next(o for o in options(page, "移除哪一个？") if label in o["label"])
    sure = await pressed(room, page, "移除哪一个？", [chosen["value"]])
    assert label in sure.text and "立刻生效" in sure.text
    return await pressed(room, sure, "移除")


async def test_a_removed_person_is_gone_everywhere_at_once_and_what_was_said_stays_readable(room: Scene) -> None:
    await pressed(room, await drafted(room), "批准")
    over = await room.debate(motion=QUESTION, personas="邵大雷,白静")
    await room.over(over)
    await (await asked_of(room, room.hall, "白静")).wait()
    await room.loopback.until(lambda: spoken(room, "白静（模拟）"))
    used = await room.loopback.slash(room.moderator, room.hall, "persona use", persona="白静", where="server")
    await used.wait()
    assert setting(room, "persona")
    running = await room.debate(motion=QUESTION, personas="邵大雷,白静", format="标准")
    await room.loopback.until(lambda: len(room.texts(running)) > 2)

    done = await removed(room, "移除人物", "白静")
    assert "已移除：白静" in done.text and "1 场正在进行的辩论" in done.text
    await room.loopback.until(lambda: any("白静的立场已被移除" in t for t in room.texts(running)))
    assert [e["type"] for _, e in room.events(running)][-1] == "stopped"
    options = {"focused": "persona", "persona": "白静", "question": "x"}
    found = await (await room.loopback.slash(room.member, room.hall, "ask", **options)).wait()
    assert "白静" not in [c["value"] for c in found.choices]
    refused = await asked_of(room, room.hall, "白静")
    await refused.wait(lambda it: it.followups)
    assert refused.deleted
    reply = await room.loopback.click(room.member, spoken(room, "白静（模拟）")[0], "回复")
    answer = await room.loopback.submit(await reply.wait(), text="真的吗？")
    await answer.wait(lambda it: it.followups)
    assert "白静已经不在座了" in answer.followups[0]["content"]
    assert setting(room, "persona") == [], "the server's own choice of who answers went with it"

    assert any(m["author"]["username"] == "白静（模拟）" for m in room.loopback.messages(over))
    exported = await (await room.loopback.slash(room.member, over, "debate export")).wait()
    files = [base64.b64decode(a["data"]).decode() for a in exported.original["attachments"]]
    assert len(files) == 2 and all("白静" in f and "模拟" in f and "夜市还能火多久" in f for f in files)
    await (await asked_of(room, room.hall, "邵大雷")).wait()
    assert "邵大雷" in (await removed(room, "移除文章", "夜市还能火多久")).text
    refused = await asked_of(room, room.hall, "邵大雷")
    await refused.wait(lambda it: it.followups)
    assert not (room.folder / "yuanzhuo-servers" / room.guild.id / "personas").exists()


def setting(room: Scene, key: str) -> list[str]:
    with contextlib.closing(sqlite3.connect(room.folder / "yuanzhuo.db")) as db:
        asked = (f"server:{room.guild.id}", key)
        return [v for (v,) in db.execute("SELECT value FROM settings WHERE scope = ? AND key = ?", asked).fetchall()]


async def test_being_removed_from_a_server_is_noted_and_an_outage_is_not(room: Scene) -> None:
    await drafted(room)
    gateway, world = room.loopback.gateway, room.loopback.world
    await gateway.emit("GUILD_DELETE", {"id": room.guild.id, "unavailable": True}, room.guild.id)
    await gateway.emit("GUILD_CREATE", world.guild_payload(room.guild), room.guild.id)
    listed = await (await room.loopback.slash(room.moderator, room.hall, "distill")).wait()
    assert "草稿：1 份" in listed.text and setting(room, "left_at") == []
    await room.loopback.kick(room.guild)
    await room.loopback.until(lambda: setting(room, "left_at"))
    room.guild.kicked = False
    joined = {k: v for k, v in world.guild_payload(room.guild).items() if k != "unavailable"}  # as with a new invitation
    await gateway.emit("GUILD_CREATE", joined, room.guild.id)
    await room.loopback.until(lambda: not setting(room, "left_at"))


async def test_members_may_neither_distil_nor_approve(room: Scene) -> None:
    file = room.loopback.attach("night.txt", ARTICLE)
    refused = await (await room.loopback.slash(room.member, room.hall, "distill", file=file)).wait()
    assert refused.ephemeral and "管理服务器" in refused.text
    draft = await drafted(room)
    answer = await (await room.loopback.click(room.member, draft.original, "批准")).wait(lambda it: it.followups)
    assert "管理服务器" in answer.followups[0]["content"] and answer.followups[0]["flags"] & 64


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
