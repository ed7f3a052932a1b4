"""A loopback Discord and the real bot for each test; zero violations of Discord's API description in the end."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.wire.loopback import Loopback
from tests.wire.loopback.state import Guild, User
from tests.wire.program import Program

FAST = 0.05  # rate-limit windows shrunk to a twentieth


@dataclass
class Scene:
    """One server with two channels, a member, a moderator, and the bot."""

    loopback: Loopback
    folder: Path
    guild: Guild
    hall: dict[str, Any]
    annex: dict[str, Any]
    member: User
    moderator: User
    programs: list[Program] = field(default_factory=list)

    async def bot(self, *, ready: bool = True, **discord: Any) -> Program:
        """Start the bot with these settings of `discord`."""
        program = Program(self.loopback, self.folder, **discord)
        self.programs.append(program)
        await program.start(ready=ready)
        return program

    async def debate(self, user: User | None = None, **options: Any) -> dict[str, Any]:
        """/debate start, 开始; the thread."""
        user = user or self.member
        options = {"motion": "创业公司该不该做大模型？", "personas": "朱啸虎,傅盛", "format": "快辩"} | options
        before = {t["id"] for t in self.loopback.threads(self.hall)}
        plan = await self.loopback.slash(user, self.hall, "debate start", **options)
        await plan.wait()
        assert plan.original is not None
        started = await self.loopback.click(user, plan.original, "开始")
        await started.wait()
        assert "<#" in started.text or "排在" in started.text, started.text  # the one before may just be leaving
        new = await self.loopback.until(lambda: [t for t in self.loopback.threads(self.hall) if t["id"] not in before])
        found: dict[str, Any] = new[0]
        return found

    def texts(self, channel: dict[str, Any]) -> list[str]:
        """What stands in a channel."""
        return [m["content"] for m in self.loopback.messages(channel)]

    def events(self, thread: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
        """(seq, event) of the debate held in this thread, from the bot's database."""
        with contextlib.closing(sqlite3.connect(self.folder / "yuanzhuo.db")) as db:
            rows = db.execute(
                "SELECT seq, data FROM events JOIN debates ON events.debate = debates.id WHERE place LIKE ? ORDER BY seq",
                (f"%/{thread['id']}",),
            ).fetchall()
        return [(seq, json.loads(event)) for seq, event in rows]

    async def over(self, thread: dict[str, Any], within: float = 40.0) -> list[dict[str, Any]]:
        """Until the debate ended; its messages."""
        await self.loopback.until(lambda: any("辩论结束" in t for t in self.texts(thread)), within, "the debate's end")
        return self.loopback.messages(thread)


def new_scene(loopback: Loopback, folder: Path, name: str) -> Scene:
    """A server with two channels, a member and a moderator."""
    guild = loopback.world.add_guild(name, ("大厅", "偏厅"))
    hall, annex = (loopback.world.channels[c] for c in guild.channels)
    return Scene(loopback, folder, guild, hall, annex, loopback.user("小明"), loopback.user("管管", moderator=True))


def in_order(made: Scene) -> None:
    """Nothing broke Discord's description, and the token stands nowhere."""
    found, made.loopback.violations = made.loopback.violations, []
    assert found == [], found[:5]
    for program in made.programs:
        assert "not-a-real-token" not in program.log, "the token stands in the log"


@pytest_asyncio.fixture(loop_scope="session")
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """A Discord of one's own; the test starts the bot. For what breaks things or needs other settings."""
    loopback = Loopback(scale=FAST)
    await loopback.start()
    made = new_scene(loopback, tmp_path, "一号")
    loopback.world.add_guild("二号", ("客厅",))
    yield made
    for program in made.programs:
        if program.process is not None and program.process.returncode is None:
            await program.kill()
    await loopback.stop()
    in_order(made)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Program]:
    """One Discord and one bot for every test that breaks nothing: a start costs seconds."""
    loopback = Loopback(scale=FAST)
    await loopback.start()
    program = Program(loopback, tmp_path_factory.mktemp("house"), pace_seconds=0.15, vote_seconds=1.2)
    await program.start()
    yield program
    status = await program.stop()
    await loopback.stop()
    assert status == 0, program.log[-2000:]


@pytest_asyncio.fixture(loop_scope="session")
async def room(house: Program) -> AsyncIterator[Scene]:
    """A server of one's own in the shared Discord, the bot having joined it."""
    made = new_scene(house.loopback, house.folder, "新来的")
    made.programs.append(house)
    await house.loopback.gateway.emit("GUILD_CREATE", house.loopback.world.guild_payload(made.guild), made.guild.id)
    yield made
    in_order(made)
