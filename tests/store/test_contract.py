"""What every store promises; held by the file and by memory alike."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.debate.events import (
    Closed,
    Interjected,
    ModeratorSpoke,
    Opened,
    Paused,
    Resumed,
    Seat,
    Stopped,
    TurnSpoken,
    VoteCast,
)
from bot.errors import DebateTaken, RequestError, StoreError, UnknownDebate
from bot.ports import ChatMessage
from bot.store.memory import MemoryStore
from bot.store.owners import new_owner
from bot.store.sqlite import open_store

Store = Any


@pytest.fixture(params=["file", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else await open_store(tmp_path / "deep" / "er" / "x.db")
    yield made
    await made.close()


def opened(motion: str = "该不该做大模型？", by: str = "u1") -> Opened:
    seats = (Seat("zhu-xiaohu", "朱啸虎", "con", -1.5), Seat("fu-sheng", "傅盛", "pro", 1.5))
    return Opened(motion, {"name": "快辩", "phases": []}, seats, 7, asked_by=by)


def turn(text: str = "说一句。") -> TurnSpoken:
    return TurnSpoken("free", "zhu-xiaohu", "claim", text)


def said(id: str, author: str, text: str, conversation: str = "c", at: float = 1.0, role: Any = "user") -> ChatMessage:
    return ChatMessage(id, conversation, role, author, author.upper(), text, at, {"level": "stated"})


async def test_events_come_back_as_they_were_written(store: Store) -> None:
    written = [opened(), ModeratorSpoke("open", "framing", "欢迎 [1]"), turn('带 "引号"\n和 😀'), Closed("done")]
    for seq, event in enumerate(written):
        await store.append("d1", seq, event, 100.0 + seq)
    records = await store.events("d1")
    assert [r.event for r in records] == written
    assert [(r.debate, r.seq, r.at) for r in records] == [("d1", i, 100.0 + i) for i in range(4)]
    assert [r.seq for r in await store.events("d1", since=2)] == [2, 3]
    assert await store.events("nobody") == []


async def test_a_key_that_is_taken_is_refused_and_changes_nothing(store: Store) -> None:
    await store.append("d1", 0, opened(), 1.0)
    await store.append("d1", 1, turn("first"), 2.0)
    with pytest.raises(DebateTaken):
        await store.append("d1", 1, turn("second"), 3.0)
    with pytest.raises(DebateTaken):
        await store.append("d1", 0, opened("another"), 3.0)
    assert [r.at for r in await store.events("d1")] == [1.0, 2.0]
    assert [d.motion for d in await store.debates()] == ["该不该做大模型？"]


async def test_one_of_many_writers_that_collides_fails_alone(store: Store) -> None:
    await store.append("d1", 0, opened(), 1.0)
    await store.append("d1", 5, turn(), 1.0)
    done = await asyncio.gather(
        *(store.append("d1", seq, turn(str(seq)), 2.0) for seq in range(1, 40)), return_exceptions=True
    )
    assert [type(r).__name__ for r in done if r is not None] == ["DebateTaken"]
    assert [r.seq for r in await store.events("d1")] == list(range(40))


async def test_the_list_of_debates_tells_status_and_turns_newest_first(store: Store) -> None:
    for n, end in enumerate([[], [Paused("u")], [Paused("u"), Resumed("u")], [Stopped("u")], [Closed()]]):
        for seq, event in enumerate([opened(f"m{n}"), turn(), turn(), *end]):
            await store.append(f"d{n}", seq, event, float(n * 100 + seq))
    listed = await store.debates()
    assert [d.id for d in listed] == ["d4", "d3", "d2", "d1", "d0"]
    assert [d.status for d in listed] == ["closed", "stopped", "running", "paused", "running"]
    assert {d.turns for d in listed} == {2}
    assert (
        listed[0].personas == ("zhu-xiaohu", "fu-sheng") and listed[0].format == "快辩" and listed[0].started == 400.0
    )
    assert [d.id for d in await store.debates(status="running", limit=1)] == ["d2"]


async def test_a_debate_is_placed_and_found_by_its_front_end(store: Store) -> None:
    await store.append("d1", 0, opened(), 1.0)
    await store.append("d2", 0, opened(), 2.0)
    await store.place_debate("d1", "discord", "thread-9")
    assert [(d.id, d.place) for d in await store.debates(front="discord")] == [("d1", "thread-9")]


async def test_a_debate_is_found_by_id_prefix_or_as_the_last(store: Store) -> None:
    for n, id in enumerate(["abc", "abd", "abc-1", "x%y"]):
        await store.append(id, 0, opened(), float(n))
    assert await store.find_debate("abc") == "abc"
    assert await store.find_debate(" abd ") == "abd"
    assert await store.find_debate("abc-") == "abc-1"
    assert await store.find_debate("last") == "x%y"
    for asked in ("ab", "zzz", "", "%", "_bc", "a" * 5000):
        with pytest.raises(UnknownDebate):
            await store.find_debate(asked)


async def test_the_last_debate_of_none_is_unknown(store: Store) -> None:
    with pytest.raises(UnknownDebate):
        await store.find_debate("last")


async def test_a_lease_keeps_others_out_until_it_lapses_or_is_given_back(store: Store) -> None:
    await store.append("d1", 0, opened(), 1.0)
    await store.claim_debate("d1", "a", 100.0, 30.0)
    await store.claim_debate("d1", "a", 120.0, 30.0)  # renewed
    with pytest.raises(DebateTaken):
        await store.claim_debate("d1", "b", 149.0, 30.0)
    await store.claim_debate("d1", "b", 151.0, 30.0)
    await store.release_debate("d1", "a")  # not a's any more: nothing happens
    with pytest.raises(DebateTaken):
        await store.claim_debate("d1", "c", 152.0, 30.0)
    await store.release_debate("d1", "b")
    await store.claim_debate("d1", "c", 152.0, 30.0)
    with pytest.raises(UnknownDebate):
        await store.claim_debate("none", "c", 152.0, 30.0)


async def test_the_lease_of_a_process_that_is_gone_keeps_nobody_out(store: Store) -> None:
    await store.append("d1", 0, opened(), 1.0)
    gone = new_owner().split("/")
    gone[1] = "4194304"  # above Linux's highest process number
    await store.claim_debate("d1", "/".join(gone), 100.0, 30.0)
    await store.claim_debate("d1", new_owner(), 101.0, 30.0)
    with pytest.raises(DebateTaken):  # that one lives: it is this process
        await store.claim_debate("d1", new_owner(), 102.0, 30.0)


async def test_what_was_shown_is_kept_per_front_end(store: Store) -> None:
    await store.append("d1", 0, opened(), 1.0)
    await store.mark_shown("d1", 0, "discord", ["11", "12"])
    await store.mark_shown("d1", 2, "discord", [])
    await store.mark_shown("d1", 0, "terminal", ["t"])
    await store.mark_shown("d1", 0, "discord", ["13"])
    assert await store.shown("d1", "discord") == {0: ("13",), 2: ()}
    assert await store.shown("d1", "terminal") == {0: ("t",)}
    assert await store.shown("d2", "discord") == {}


async def test_a_conversation_comes_back_in_order_and_by_its_end(store: Store) -> None:
    for n in range(6):
        await store.say(said(f"m{n}", "u1", f"第 {n} 句", at=1.0), "s", "ch")
    await store.say(said("other", "u1", "别处", conversation="c2"))
    await store.say(said("m0", "u1", "送了两遍"))
    assert [m.text for m in await store.history("c")] == [f"第 {n} 句" for n in range(6)]
    assert [m.id for m in await store.history("c", limit=2)] == ["m4", "m5"]
    assert (await store.history("c"))[0] == said("m0", "u1", "第 0 句")
    assert await store.history("nowhere") == []


async def test_editing_keeps_every_version(store: Store) -> None:
    await store.say(said("a", "zhu-xiaohu", "一", role="persona"))
    await store.edit_message("a", "二", {"level": "near"})
    await store.edit_message("a", "三", {})
    assert [(m.text, m.data) for m in await store.versions("a")] == [
        ("一", {"level": "stated"}),
        ("二", {"level": "near"}),
        ("三", {}),
    ]
    assert [m.text for m in await store.history("c")] == ["三"]
    with pytest.raises(RequestError):
        await store.edit_message("none", "x", {})
    await store.delete_message("a")
    assert await store.versions("a") == [] and await store.history("c") == []
    with pytest.raises(RequestError):
        await store.edit_message("a", "x", {})


async def test_forgetting_takes_a_users_words_the_answers_and_settings_and_no_one_elses(store: Store) -> None:
    rows = [
        ("1", "u1", "user"),
        ("2", "p", "persona"),
        ("3", "u2", "user"),
        ("4", "p", "persona"),
        ("5", "u1", "user"),
        ("6", "p", "persona"),
    ]
    for id, author, role in rows:
        await store.say(said(id, author, f"text {id}", role=role))
    await store.edit_message("2", "text 2b", {})
    await store.set_setting("user:u1", "language", "en")
    await store.set_setting("user:u2", "language", "en")
    await store.add_usage({"at": 5.0, "provider": "local", "user": "u1", "prompt": "secret", "cost": 2.0})
    await store.append("d1", 0, opened(by="u1"), 1.0)
    for seq, event in enumerate(
        [
            Interjected("u1", "我的话"),
            Interjected("u2", "他的话"),
            VoteCast("before", "u1", "pro"),
            VoteCast("after", "u1", "con"),
            turn(),
        ],
        1,
    ):
        await store.append("d1", seq, event, 2.0)
    about = await store.about_user("u1")
    assert [m["text"] for m in about["messages"]] == ["text 1", "text 2", "text 2b", "text 5", "text 6"]
    assert [e["type"] for e in about["debates"]] == ["opened", "interjected", "vote_cast", "vote_cast"]
    assert about["settings"] == {"language": "en"} and about["calls"][0]["cost"] == 2.0
    assert json.loads(json.dumps(about)) == about

    assert await store.forget_user("u1") == 4 + 1 + 4 + 1 + 1
    about = await store.about_user("u1")
    assert [about[k] for k in ("messages", "settings", "debates", "calls")] == [[], {}, [], []]
    assert [m.id for m in await store.history("c")] == ["3", "4"]
    assert await store.settings("user:u2") == {"language": "en"}
    events = [r.event for r in await store.events("d1")]
    assert [e.text for e in events if isinstance(e, Interjected)] == ["（已删除）", "他的话"]
    voters = {e.voter for e in events if isinstance(e, VoteCast)}
    assert len(voters) == 1 and "u1" not in str(voters)  # the swing can still be counted
    assert isinstance(events[0], Opened) and events[0].asked_by == ""
    assert (await store.usage(by=("provider",)))[0]["cost"] == 2.0
    assert await store.forget_user("u1") == 0
    assert await store.forget_user("") == 0


async def test_pruning_takes_what_is_over_and_old(store: Store) -> None:
    await store.say(said("1", "u", "old", conversation="old", at=10.0))
    await store.say(said("2", "u", "old", conversation="kept", at=10.0))
    await store.say(said("3", "u", "new", conversation="kept", at=99.0))
    for id, end, at in (("over", [Closed()], 10.0), ("running", [], 10.0), ("fresh", [Closed()], 99.0)):
        for seq, event in enumerate([opened(), turn(), *end]):
            await store.append(id, seq, event, at)
    await store.mark_shown("over", 0, "t", ["x"])
    await store.add_usage({"at": 10.0, "provider": "local"})
    assert await store.prune(50.0) == 1 + 3 + 1 + 1 + 1
    assert {d.id for d in await store.debates()} == {"running", "fresh"}
    assert await store.events("over") == [] and await store.shown("over", "t") == {}
    assert await store.history("old") == [] and len(await store.history("kept")) == 2
    assert await store.prune(50.0) == 0


async def test_pruning_one_server_leaves_the_others_alone(store: Store) -> None:
    for server in ("1", "2", ""):
        await store.say(said(f"m{server}", "u", "old", conversation=f"c{server}", at=10.0), server=server)
        await store.append(f"d{server}", 0, replace(opened(), server=server), 10.0)
        await store.append(f"d{server}", 1, Closed(), 10.0)
        await store.add_usage({"at": 10.0, "provider": "local", "server": server})
    await store.say(said("new", "u", "new", conversation="fresh", at=99.0), server="1")
    assert await store.prune(50.0, "1") == 1 + 3 + 1
    assert {d.id for d in await store.debates()} == {"d2", "d"}
    assert [len(await store.history(c)) for c in ("c1", "c2", "c", "fresh")] == [0, 1, 1, 1]
    assert {r["server"] for r in await store.usage(by=("server",))} == {"2", ""}
    assert await store.prune(50.0, "1") == 0
    assert await store.prune(50.0) == 2 * (1 + 3 + 1)


async def test_a_setting_is_found_in_every_scope_of_a_kind(store: Store) -> None:
    for scope, days in (("server:1", 7), ("server:2", 30), ("servers:3", 1), ("channel:4", 2), ("server", 3)):
        await store.set_setting(scope, "retention_days", days)
    await store.set_setting("server:5", "language", "en")
    assert await store.settings_named("retention_days", "server") == {"server:1": 7, "server:2": 30}
    assert await store.settings_named("never", "server") == {}


async def test_settings_are_kept_per_scope_and_none_removes(store: Store) -> None:
    await store.set_setting("server:1", "language", "zh-TW")
    await store.set_setting("server:1", "channels", [1, {"a": None}])
    await store.set_setting("global", "language", "en")
    assert await store.get_setting("server:1", "channels") == [1, {"a": None}]
    assert await store.get_setting("server:2", "language") is None
    await store.set_setting("server:1", "language", None)
    assert await store.settings("server:1") == {"channels": [1, {"a": None}]}
    await store.set_setting("server:1", "never", None)


async def test_usage_is_summed_by_the_columns_named(store: Store) -> None:
    day = 86_400.0
    for at, provider, user, cost in ((1.0, "a", "u", 1.0), (2.0, "a", "v", 2.0), (day + 1, "b", "u", 4.0)):
        await store.add_usage({"at": at, "provider": provider, "user": user, "cost": cost, "prompt_tokens": 10})
    assert [(r["provider"], r["calls"], r["cost"], r["prompt_tokens"]) for r in await store.usage()] == [
        ("a", 2, 3.0, 20),
        ("b", 1, 4.0, 10),
    ]
    assert [(r["day"], r["user"], r["cost"]) for r in await store.usage(by=("day", "user"))] == [
        ("1970-01-01", "u", 1.0),
        ("1970-01-01", "v", 2.0),
        ("1970-01-02", "u", 4.0),
    ]
    assert (await store.usage(since=day, by=()))[0]["cost"] == 4.0
    assert await store.usage(since=day * 9) == [] and await store.usage(since=day * 9, by=()) == []
    with pytest.raises(ValueError, match="grouped"):
        await store.usage(by=("at; DROP TABLE calls",))
    with pytest.raises(ValueError, match="may not have"):
        await store.add_usage({"at": 1.0, "provider": "a", "secret": 1})


async def test_the_call_behind_a_turn_can_be_read_back(store: Store) -> None:
    row = {
        "at": 1.0,
        "provider": "a",
        "debate": "d",
        "seq": 3,
        "prompt": "你是…",
        "template": "ab12",
        "settings": {"t": 0.7},
    }
    await store.add_usage(row)
    await store.add_usage(row | {"seq": 4})
    (call,) = await store.calls("d", 3)
    assert {k: call[k] for k in row} == row
    assert [c["seq"] for c in await store.calls("d")] == [3, 4]


async def test_text_that_looks_like_sql_or_a_template_is_only_text(store: Store) -> None:
    nasty = "'; DROP TABLE events; -- {{ 7*7 }} \x00 \u202e %s ?"
    await store.say(said("1", nasty, nasty, conversation=nasty))
    assert (await store.history(nasty))[0].text == nasty
    await store.append(nasty, 0, opened(nasty), 1.0)
    assert await store.find_debate(nasty) == nasty
    await store.set_setting(nasty, nasty, nasty)
    assert await store.settings(nasty) == {nasty: nasty}


async def test_closing_twice_is_fine(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "x.db")
    await store.close()
    await store.close()
    with pytest.raises(StoreError):
        await store.append("d", 0, opened(), 1.0)
