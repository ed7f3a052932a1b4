"""The loop: what is written, shown, commanded, cut off, parked and gone on with."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from bot.debate.events import (
    Called,
    Closed,
    Interjected,
    ModeratorSpoke,
    Opened,
    Paused,
    Record,
    Resumed,
    Skipped,
    Stopped,
    TurnSpoken,
    VoteClosed,
)
from bot.debate.state import START, Code
from bot.errors import DebateTaken, Refused, RequestError, UnknownDebate, UnknownPersona
from bot.lang import LANGUAGES, say
from bot.roundtable import RoundTable
from bot.roundtable.debating import Caps
from bot.roundtable.refusals import refusal
from bot.store.memory import MemoryStore
from bot.store.sqlite import open_store
from tests.roundtable.conftest import ME, SlowEngine, Watcher, lay, opened, shipped, whole

COMMANDS = ("pause", "resume", "stop", "skip", "skip_phase", "call", "remark", "question", "vote")


async def give(table: RoundTable, debate: str, command: str) -> None:
    if command == "pause":
        await table.pause(debate, "小王")
    elif command == "resume":
        await table.resume(debate, "小王")
    elif command == "stop":
        await table.stop(debate, "小王", "够了")
    elif command in ("skip", "skip_phase"):
        await table.skip(debate, "小王", phase_too=command == "skip_phase")
    elif command == "call":
        await table.call(debate, "傅盛", "小王")
    elif command in ("remark", "question"):
        await table.interject(debate, "小王", "傅盛，价格怎么算？", question=command == "question")
    else:
        await table.vote(debate, "小王", "pro")


async def test_an_event_is_written_before_it_is_shown_and_shown_once_in_order(
    table: RoundTable, store: MemoryStore
) -> None:
    async def check(record: Record) -> None:
        assert (await store.events(record.debate))[-1] == record

    stage = Watcher(check)
    debate = await opened(table)
    state = await table.run(debate, stage)
    assert state.ended == "closed"
    assert [r.seq for r in stage.records] == list(range(len(stage.records)))
    assert stage.records == await table.records(debate) == await store.events(debate)


async def test_every_turn_is_seen_growing_and_ends_as_it_grew(table: RoundTable) -> None:
    stage, _ = await whole(table)
    for record in stage.records:
        if isinstance(record.event, TurnSpoken):
            texts = [text for seq, who, text in stage.growing if seq == record.seq and who == record.event.speaker]
            assert texts and texts[-1] == record.event.text
            assert all(record.event.text.startswith(text) for text in texts)


async def test_one_seed_is_one_debate_and_another_seed_another(table: RoundTable) -> None:
    one, two, other = [(await whole(table, seed=seed))[0] for seed in (7, 7, 8)]
    assert one.events == two.events
    assert [t.text for t in one.turns] != [t.text for t in other.turns]


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_at_any_moment_is_taken_or_refused_and_never_breaks_the_debate(command: str) -> None:
    table = lay(MemoryStore())
    length = len((await whole(table, format="牛津"))[0].records)
    taken = 0
    for moment in range(1, length, 1 if command == "vote" else 5):
        debate = await opened(table, format="牛津")

        async def act(record: Record, debate: str = debate, moment: int = moment) -> None:
            nonlocal taken
            if record.seq == moment:
                try:
                    await give(table, debate, command)
                    taken += 1
                except Refused as refusal:
                    assert str(refusal)
            if isinstance(record.event, Paused):
                await table.resume(debate, "小王")

        stage = Watcher(act)
        state = await asyncio.wait_for(table.run(debate, stage, vote_seconds=0.01), 20)
        assert state.ended == ("stopped" if any(isinstance(e, Stopped) for e in stage.events) else "closed")
        assert stage.records == await table.records(debate)
        given = [
            i for i, r in enumerate(stage.records) if r.event.type in ("stopped", "skipped", "called", "interjected")
        ]
        if command == "call" and given and any(isinstance(e, TurnSpoken) for e in stage.events[given[0] :]):
            spoken = [e for e in stage.events[given[0] :] if isinstance(e, TurnSpoken | Skipped)]
            assert any(isinstance(t, TurnSpoken) and t.speaker == "fu-sheng" for t in spoken[:2])
        after = [r.seq for r in stage.records if r.event.type == "phase" and r.event.phase == "自由辩论"]  # type: ignore[union-attr]
        if command == "question" and given and given[0] < after[0]:  # later there is no phase for questions
            answers = [t for t in stage.turns if t.target == given[0]]
            assert len(answers) == 1 and answers[0].speaker == "fu-sheng"
    assert (taken > 0) == (command != "resume")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_refused_command_says_why_in_the_language_of_the_debate(table: RoundTable, language: str) -> None:
    plan = table.plan_debate("创业公司该不该做大模型？", ("朱啸虎", "傅盛"), asker=replace(ME, language=language))
    debate = await table.open_debate(plan, ME)
    await table.pause(debate, "小王")
    with pytest.raises(Refused) as refused:
        await table.pause(debate, "小王")
    assert str(refused.value) == say(language, "table.refused.paused")
    await table.stop(debate, "小王")
    with pytest.raises(Refused) as refused:
        await table.skip(debate, "小王")
    assert str(refused.value) == say(language, "table.refused.ended")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_objection_of_the_rules_has_words_for_people(language: str) -> None:
    state = replace(START, opened=Opened("辩题", {}, (), 7, language=language))
    sentences = {code: str(refusal(state, code)) for code in get_args(Code)}
    assert len(set(sentences.values())) == len(sentences)
    assert all(text.isascii() == (language == "en") for text in sentences.values())


async def test_a_remark_is_answered_by_the_one_it_names(table: RoundTable) -> None:
    debate = await opened(table)

    async def act(record: Record) -> None:
        if record.seq == 8:
            await table.interject(debate, "小王", "朱总您怎么看开源\n\x1b[31m？", "朱啸虎")

    stage = Watcher(act)
    await table.run(debate, stage)
    (remark,) = [r for r in stage.records if isinstance(r.event, Interjected)]
    assert isinstance(remark.event, Interjected)
    assert remark.event.text == "朱总您怎么看开源 [31m？" and remark.event.to == "zhu-xiaohu"
    (answer,) = [t for t in stage.turns if t.target == remark.seq]
    assert answer.speaker == "zhu-xiaohu"


async def test_somebody_who_does_not_sit_there_can_be_neither_called_nor_addressed(table: RoundTable) -> None:
    debate = await opened(table)
    with pytest.raises(Refused, match=r"不在这一场.*朱啸虎"):
        await table.call(debate, "张阳", "小王")
    with pytest.raises(UnknownPersona):
        await table.interject(debate, "小王", "你好", "没有这个人啊啊")
    with pytest.raises(Refused):
        await table.interject(debate, "小王", " \n\x00 ")
    with pytest.raises(UnknownDebate):
        await table.pause("nosuch", "小王")
    with pytest.raises(UnknownDebate):
        await table.run("nosuch", Watcher())


# ------------------------------------------------------------------------------------------------------- a slow engine


async def slow() -> tuple[RoundTable, SlowEngine, str, Watcher, asyncio.Task[object]]:
    """A debate whose first turn is half said."""
    engine = SlowEngine()
    table = lay(MemoryStore(), {"slow": engine})
    debate = await opened(table, engine=("slow",))
    stage = Watcher()
    task: asyncio.Task[object] = asyncio.create_task(table.run(debate, stage))
    await asyncio.wait_for(engine.begun.wait(), 10)
    return table, engine, debate, stage, task


async def test_a_stop_cuts_off_a_turn_at_once() -> None:
    table, engine, debate, stage, task = await slow()
    began = time.monotonic()
    await table.stop(debate, "小王")
    await asyncio.wait_for(task, 5)
    assert time.monotonic() - began < 4  # the engine would take for ever
    assert engine.cut == 1 and stage.turns == []
    assert isinstance(stage.events[-1], Stopped)
    assert stage.growing  # it had been heard growing


async def test_a_skip_cuts_off_the_turn_and_another_speaks() -> None:
    table, engine, debate, stage, task = await slow()
    half_said = stage.growing[-1][1]
    engine.begun.clear()
    await table.skip(debate, "小王")
    await asyncio.wait_for(engine.begun.wait(), 5)
    assert engine.cut == 1 and isinstance(stage.events[-1], Skipped)
    engine.go.set()
    await asyncio.wait_for(task, 20)
    assert stage.turns[0].speaker != half_said


async def test_a_pause_lets_the_turn_finish_and_then_nobody_speaks() -> None:
    table, engine, debate, stage, task = await slow()
    pausing = asyncio.create_task(table.pause(debate, "小王"))
    await asyncio.sleep(0.02)
    assert not pausing.done()
    engine.go.set()
    await asyncio.wait_for(pausing, 5)
    await asyncio.sleep(0.05)
    assert [e.type for e in stage.events[-2:]] == ["turn", "paused"]
    assert not task.done() and (await table.status(debate)).paused
    await table.interject(debate, "小王", "我先说一句")
    with pytest.raises(Refused):
        await table.pause(debate, "小王")
    await table.resume(debate, "小王")
    await asyncio.wait_for(task, 20)
    assert isinstance(stage.events[-1], Closed)


async def test_what_the_room_says_while_a_turn_is_worded_loses_nothing() -> None:
    table, engine, debate, stage, task = await slow()
    await table.interject(debate, "小王", "傅盛，价格怎么算？")
    engine.go.set()
    await asyncio.wait_for(task, 20)
    kinds = [e.type for e in stage.events]
    assert kinds.index("interjected") < kinds.index("turn")
    assert engine.cut == 0
    assert [t for t in stage.turns if t.target == kinds.index("interjected")]


async def test_parking_drops_the_turn_under_way_and_the_debate_goes_on_as_if_nothing_had_been() -> None:
    undisturbed, _ = await whole(lay(MemoryStore(), {"slow": engine_that_goes()}), engine=("slow",))
    table, engine, debate, stage, task = await slow()
    await table.park(debate)
    await asyncio.wait_for(task, 5)
    assert engine.cut == 1 and stage.turns == []
    engine.go.set()
    again = Watcher()
    await table.run(debate, again)
    assert again.events == undisturbed.events


def engine_that_goes() -> SlowEngine:
    engine = SlowEngine()
    engine.go.set()
    return engine


async def test_a_run_that_is_cancelled_gives_the_debate_back_even_when_somebody_spoke_meanwhile() -> None:
    table, engine, debate, _, task = await slow()
    await table.interject(debate, "小王", "我先说一句")
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    engine.go.set()
    again = Watcher()
    await asyncio.wait_for(table.run(debate, again), 20)
    assert isinstance(again.events[-1], Closed)


# ------------------------------------------------------------------------------------------------------ parked, taken


async def test_a_debate_parked_after_any_event_and_gone_on_with_in_a_new_process_is_the_same(tmp_path: Path) -> None:
    undisturbed = (await whole(lay(MemoryStore())))[0].events
    debate = ""
    parts: list[Record] = []
    for stop_at in (*range(2, len(undisturbed), 4), 10_000):
        store = await open_store(tmp_path / "x.db")  # a new store, a new table: what another process would have
        table = lay(store)
        debate = debate or await opened(table)

        async def act(record: Record, table: RoundTable = table, stop_at: int = stop_at) -> None:
            if record.seq == stop_at:
                await table.park(record.debate)

        stage = Watcher(act)
        state = await table.run(debate, stage)
        assert stage.records[: len(parts)] == parts
        parts = stage.records
        await store.close()
        if stop_at < 10_000:
            assert not state.ended and parts[-1].seq == stop_at
    assert [r.event for r in parts] == undisturbed


async def test_two_runners_of_one_debate_one_is_told_so_and_the_other_goes_on(store: MemoryStore) -> None:
    one, two = lay(store), lay(store)
    debate = await opened(one)

    async def act(record: Record) -> None:
        if record.seq in (3, 9):
            for table in (one, two):
                with pytest.raises(DebateTaken):
                    await table.run(debate, Watcher())
            for command in ("stop", "skip", "remark"):
                with pytest.raises(DebateTaken):
                    await give(two, debate, command)

    stage = Watcher(act)
    assert (await one.run(debate, stage)).ended == "closed"
    assert stage.records == await store.events(debate)
    assert (await two.run(debate, again := Watcher())).ended == "closed"
    assert again.records == stage.records


async def test_a_command_to_a_debate_at_rest_is_kept_and_seen_by_everybody(store: MemoryStore) -> None:
    one, two = lay(store), lay(store)
    debate = await opened(one)
    await one.pause(debate, "小王")
    assert (await two.status(debate)).paused
    await two.resume(debate, "小王")
    assert not (await one.status(debate)).paused
    stage = Watcher()
    await one.run(debate, stage)
    assert [type(e) for e in stage.events[1:3]] == [Paused, Resumed]


async def test_a_debate_whose_persona_was_taken_off_the_shelf_is_not_gone_on_with_in_another_s_words(
    store: MemoryStore,
) -> None:
    table = lay(store)
    debate = await opened(table, who="李振,傅盛")
    materials, formats = shipped()
    from bot.persona.shelf import Shelf

    left = [p for p in materials.shelf.all() if p.id != "li-zhen"]
    table.reload(replace(materials, shelf=Shelf(left, materials.topics)), formats)
    with pytest.raises(RequestError, match="李振"):
        await table.run(debate, Watcher())
    assert table.measures(await table.records(debate)) == {}


# ------------------------------------------------------------------------------------------------------ votes and caps


async def test_the_room_votes_before_and_after_and_the_larger_swing_wins(table: RoundTable) -> None:
    debate = await opened(table, format="牛津")
    with pytest.raises(Refused, match="投票"):
        await table.vote(debate, "a", "pro")
    cast = {"before": {"a": "con", "b": "con", "c": "none"}, "after": {"a": "pro", "b": "con", "c": "pro"}}

    async def act(record: Record) -> None:
        if record.event.type == "vote_opened":
            which = record.event.which  # type: ignore[union-attr]
            assert await table.vote(debate, "a", "none") == which
            for voter, side in cast[which].items():
                assert await table.vote(debate, voter, side) == which  # type: ignore[arg-type]

    stage = Watcher(act)
    await table.run(debate, stage, vote_seconds=0.2)
    tallies = [e.tally for e in stage.events if isinstance(e, VoteClosed)]
    assert tallies == [{"pro": 0, "con": 2, "none": 1}, {"pro": 2, "con": 1, "none": 0}]
    spoken = [e.text for e in stage.events if isinstance(e, ModeratorSpoke) and e.part == "vote"]
    assert any("正方" in text for text in spoken)
    status = await table.status(debate)
    assert status.ended == "closed" and set(status.votes) == {"before", "after"}


async def test_without_a_window_no_vote_is_held(table: RoundTable) -> None:
    stage, _ = await whole(table, format="牛津")
    assert not any(e.type.startswith("vote") for e in stage.events)


async def test_a_pace_is_kept_between_turns_and_a_stop_does_not_wait_for_it(table: RoundTable) -> None:
    debate = await opened(table)
    times: list[float] = []

    async def act(record: Record) -> None:
        if isinstance(record.event, TurnSpoken):
            times.append(time.monotonic())
        if len(times) == 4 and isinstance(record.event, TurnSpoken):
            asyncio.get_running_loop().call_later(0.01, lambda: tasks.append(asyncio.ensure_future(stop())))

    async def stop() -> None:
        await table.stop(debate, "小王")

    tasks: list[asyncio.Task[None]] = []
    began = time.monotonic()
    await asyncio.wait_for(table.run(debate, Watcher(act), pace=0.15), 10)
    await asyncio.gather(*tasks)
    assert all(b - a >= 0.14 for a, b in itertools.pairwise(times))
    assert len(times) == 4 and time.monotonic() - began < 9


async def test_a_cap_on_time_ends_the_debate_and_pauses_do_not_count(store: MemoryStore) -> None:
    table = lay(store, caps=Caps(seconds=0.6))
    debate = await opened(table)

    async def act(record: Record) -> None:
        if record.seq == 3:
            await table.pause(debate, "小王")
            asyncio.get_running_loop().call_later(0.7, lambda: tasks.append(asyncio.ensure_future(go_on())))

    async def go_on() -> None:
        await table.resume(debate, "小王")

    tasks: list[asyncio.Task[None]] = []
    stage = Watcher(act)
    state = await table.run(debate, stage, pace=0.05)
    await asyncio.gather(*tasks)
    assert (state.ended, state.reason) == ("stopped", "time")
    assert len(stage.turns) >= 2


async def test_what_a_stranger_typed_cannot_steer_a_page(table: RoundTable) -> None:
    debate = await opened(table)
    nasty = "<script>alert(1)</script> [x](javascript:1) {{ 7*7 }} **粗** | ``` \u202etxt"

    async def act(record: Record) -> None:
        if record.seq == 5:
            await table.interject(debate, "<b>小王</b>", nasty)

    await table.run(debate, Watcher(act))
    page = await table.export(debate, "html", "zh-CN")
    assert "<script>" not in page and "<b>小王" not in page and "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page and "\u202e" not in page
    text = await table.export(debate, "md", "zh-CN")
    assert "<script>" not in text and "](javascript:" not in text
    for language in ("zh-TW", "en"):
        assert await table.export(debate, "html", language) != page


async def test_the_called_one_speaks_next(table: RoundTable) -> None:
    debate = await opened(table)
    who = ""

    async def act(record: Record) -> None:
        nonlocal who
        if isinstance(record.event, TurnSpoken) and record.event.phase == "自由交锋" and not who:
            who = "朱啸虎" if record.event.speaker == "fu-sheng" else "傅盛"
            await table.call(debate, who, "小王")

    stage = Watcher(act)
    await table.run(debate, stage)
    kinds = [isinstance(e, Called) for e in stage.events]
    following = [e for e in stage.events[kinds.index(True) :] if isinstance(e, TurnSpoken)]
    assert following[0].speaker == {"朱啸虎": "zhu-xiaohu", "傅盛": "fu-sheng"}[who]
    assert ME.name
