"""A model's words as they grow in Discord: edits, splitting, a stream that breaks, a stop and a crash in the middle."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.wire.conftest import FAST, Scene, in_order, new_scene
from tests.wire.loopback import Loopback
from tests.wire.openai_server import Reply, Scripted
from tests.wire.program import Program
from tests.wire.test_faults import CURSOR, shown_once

pytestmark = [pytest.mark.wire, pytest.mark.asyncio(loop_scope="session")]
ZHU = "朱啸虎（模拟）"
SENTENCE = "我讲句不中听的，ChatGPT 对创业公司不友好。[1]"
QUESTION = "ChatGPT 对创业公司友好吗？"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def studio(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Program, Scripted]]:
    """One Discord, one model server, and a bot with this model first in its chain."""
    loopback = Loopback(scale=FAST)
    await loopback.start()
    async with Scripted() as model:
        program = Program(loopback, tmp_path_factory.mktemp("studio"))
        program.config |= {"engine": ["local"]}
        program.config["models"] = {"local": {"base_url": model.address, "model": "m", "retries": 0, "concurrency": 50}}
        await program.start()
        yield program, model
        await program.stop()
        await loopback.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def scene(studio: tuple[Program, Scripted]) -> AsyncIterator[Scene]:
    """A server of one's own."""
    program, _ = studio
    made = new_scene(program.loopback, program.folder, "新来的")
    made.programs.append(program)
    await program.loopback.gateway.emit("GUILD_CREATE", program.loopback.world.guild_payload(made.guild), made.guild.id)
    yield made
    in_order(made)


@pytest.fixture
def model(studio: tuple[Program, Scripted]) -> Scripted:
    """Its script is set by each test."""
    studio[1].dropped = 0
    return studio[1]


def edits(scene: Scene, message: str) -> list[str]:
    """The texts a message was edited to."""
    return [n.data["text"] for n in scene.loopback.transcript if n.kind == "edit" and n.data["message"] == message]


def finished(scene: Scene, channel: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """朱啸虎's messages that have their buttons."""
    return [
        m for m in scene.loopback.messages(channel or scene.hall) if m["author"]["username"] == ZHU and m["components"]
    ]


async def ask(scene: Scene, question: str = QUESTION) -> dict[str, Any]:
    """/ask 朱啸虎; his message when it is finished."""
    before = len(finished(scene))
    await scene.loopback.slash(scene.member, scene.hall, "ask", persona="朱啸虎", question=question)
    await scene.loopback.until(lambda: len(finished(scene)) > before, 30, "a finished answer")
    return finished(scene)[-1]


async def rested(scene: Scene) -> None:
    """The model is asked again at once, however often it failed in the tests before: engines are made anew."""
    program = scene.programs[0]
    read = program.log.count("已重新读入")
    program.write()
    await scene.loopback.until(lambda: program.log.count("已重新读入") > read, 20)


async def begun_asking(scene: Scene) -> None:
    """朱啸虎 answers, as yet."""
    await scene.loopback.slash(scene.member, scene.hall, "ask", persona="朱啸虎", question=QUESTION)
    await scene.loopback.until(
        lambda: [m for m in scene.loopback.messages(scene.hall) if m["author"]["username"] == ZHU]
    )


async def test_an_answer_grows_and_is_complete_as_soon_as_the_model_is(scene: Scene, model: Scripted) -> None:
    model.script = [Reply(SENTENCE + "账就是这么个账。" * 3, size=4, pause=0.08)]
    spoken = await ask(scene)
    grown = edits(scene, spoken["id"])
    assert len(grown) >= 2 and all(t.endswith(CURSOR) for t in grown[:-1]) and not grown[-1].endswith(CURSOR)
    assert SENTENCE[:12] in spoken["content"] and CURSOR not in spoken["content"]


async def test_thirty_answers_at_once_grow_in_every_channel_alike(scene: Scene, model: Scripted) -> None:
    """Edits are paced per channel: one busy channel doesn't slow another."""
    model.script = [Reply(SENTENCE + "账就是这么个账。" * 6, size=4, pause=0.05)]
    program = scene.programs[0]
    rooms = [scene.loopback.world.add_channel(scene.guild, f"房间{n}") for n in range(6)]
    for channel in rooms:
        await scene.loopback.gateway.emit("CHANNEL_CREATE", channel, scene.guild.id)
    for channel in rooms:
        for _ in range(3):
            await scene.loopback.slash(scene.member, channel, "ask", persona="朱啸虎", question=QUESTION)

    await scene.loopback.until(lambda: all(len(finished(scene, c)) == 3 for c in rooms), 40)
    grown = [len(edits(scene, m["id"])) for c in rooms for m in finished(scene, c)]
    assert min(grown) >= 2
    assert "Traceback" not in program.log


async def test_stopped_while_a_turn_grows_the_turn_is_taken_back(scene: Scene, model: Scripted) -> None:
    model.script = [Reply(SENTENCE + "账就是这么个账。" * 40, size=4, pause=0.05)]
    thread = await scene.debate()
    await scene.loopback.until(lambda: any(t.endswith(CURSOR) for t in scene.texts(thread)), 20, "a turn that grows")
    await (await scene.loopback.slash(scene.member, thread, "debate stop")).wait()
    await scene.loopback.until(lambda: any("辩论停在这里" in t for t in scene.texts(thread)))
    await asyncio.sleep(0.3)
    assert not any(CURSOR in t for t in scene.texts(thread))
    assert model.dropped >= 1, "the call goes on"


async def test_killed_while_a_turn_grows_nothing_is_left_growing(scene: Scene, model: Scripted) -> None:
    model.script = [Reply(SENTENCE + "账就是这么个账。" * 20, size=4, pause=0.05)]
    program = scene.programs[0]
    thread = await scene.debate()
    await scene.loopback.until(lambda: any(t.endswith(CURSOR) for t in scene.texts(thread)), 20, "a turn that grows")
    await program.kill()
    model.script = [Reply(status=500)]
    await program.start()
    await scene.over(thread, 60)
    shown_once(scene, thread)


async def test_a_withdrawn_voice_is_gone_at_once_without_a_restart(scene: Scene) -> None:
    program = scene.programs[0]
    await begun_asking(scene)
    program.config["withdrawn"] = {"speakers": ["朱啸虎"]}
    program.write()
    await scene.loopback.until(lambda: "已重新读入" in program.log, 20)
    asked = await scene.loopback.slash(scene.member, scene.annex, "ask", persona="朱啸虎", question=QUESTION)
    await asked.wait(lambda it: it.followups or "傅盛" in it.text or not it.loading)
    await asyncio.sleep(0.5)
    assert not [m for m in scene.loopback.messages(scene.annex) if m["author"]["username"] == ZHU]
    del program.config["withdrawn"]
    program.write()
    await scene.loopback.until(lambda: program.log.count("已重新读入") == 2, 20)


async def test_a_stream_that_breaks_leaves_a_finished_message_and_the_next_question_is_answered(
    scene: Scene, model: Scripted
) -> None:
    await rested(scene)
    model.script = [Reply(SENTENCE + "账就是这么个账。再往下", size=3, pause=0.03, then="cut"), Reply(status=500)]
    before = len(model.calls)
    for _ in range(2):
        spoken = await ask(scene)
        assert CURSOR not in spoken["content"] and "-# [1]" in spoken["content"]
    assert len(model.calls) > before
    assert "Traceback" not in scene.programs[0].log
