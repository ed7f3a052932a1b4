"""Tokens, intents, shards, health, the doctor, the invite, and what a member sees when something breaks."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sqlite3
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml

from tests.wire.conftest import Scene
from tests.wire.loopback.state import TOKEN
from tests.wire.program import ROOT

pytestmark = [pytest.mark.wire, pytest.mark.asyncio(loop_scope="session")]


async def yuanzhuo(
    *words: str, folder: Path, token: str = TOKEN, config: dict[str, Any] | None = None
) -> tuple[int, str]:
    """One command: exit status and all it printed."""
    file = folder / "command.yaml"
    file.write_text(yaml.safe_dump(config or {}, allow_unicode=True), "utf-8")
    environment = {**os.environ, "DISCORD_TOKEN": token, "YUANZHUO_DB": str(folder / "command.db")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, "--config", str(file), cwd=ROOT, env=environment, stdout=-1, stderr=-2
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, out.decode()


async def test_without_a_token_three_lines_say_how_to_get_one_and_how_to_try_the_terminal(tmp_path: Path) -> None:
    status, text = await yuanzhuo("run", folder=tmp_path, token="")
    assert status == 1 and len(text.strip().splitlines()) == 3
    assert "discord.com/developers" in text and "yuanzhuo debate" in text


async def test_a_token_of_the_wrong_form_and_a_refused_one_end_in_a_sentence(scene: Scene) -> None:
    status, text = await yuanzhuo("run", folder=scene.folder, token="Bot 123")
    assert status == 1 and "DISCORD_TOKEN" in text and "Traceback" not in text
    config = {"discord": {"api_base": scene.loopback.api_base, "gateway": scene.loopback.gateway_url}}
    wrong = TOKEN[:-3] + "xyz"
    status, text = await yuanzhuo("run", folder=scene.folder, token=wrong, config=config)
    assert status == 1 and "Discord 不认这个令牌" in text and "Traceback" not in text and wrong not in text


async def test_message_content_that_is_not_switched_on_in_the_portal_ends_in_a_sentence(scene: Scene) -> None:
    program = await scene.bot(ready=False, message_content=True)
    assert program.process is not None
    await asyncio.wait_for(program.process.wait(), 30)
    assert "Message Content Intent" in program.log and "Traceback" not in program.log


async def test_the_invite_and_the_doctor_say_what_they_find(scene: Scene) -> None:
    scene.guild.bot_permissions.discard("manage_webhooks")
    config = {"discord": {"api_base": scene.loopback.api_base, "gateway": scene.loopback.gateway_url}}
    (status, invite), (sound, found) = await asyncio.gather(
        yuanzhuo("invite", folder=scene.folder, config=config), yuanzhuo("doctor", folder=scene.folder, config=config)
    )
    assert status == 0 and "client_id=" in invite and "permissions=" in invite
    assert sound == 0 and "缺 manage_webhooks" in found and "服务器 二号：权限齐全" in found
    assert "数据库" in found and TOKEN not in found


async def test_listening_sharding_health_pictures_and_an_error_with_its_id(scene: Scene) -> None:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        metrics, avatars = one.getsockname()[1], other.getsockname()[1]
    scene.loopback.gateway.allowed_intents = ~0
    scene.loopback.shards = 2
    program = await scene.bot(
        message_content=True,
        listen_channels=[scene.hall["id"]],
        metrics={"port": metrics},
        avatars={"port": avatars, "base_url": f"http://127.0.0.1:{avatars}"},
    )
    await scene.loopback.until(lambda: len(scene.loopback.gateway.sessions) == 2, 20, "two shards")

    await scene.loopback.say(scene.member, scene.hall, "朱啸虎怎么看开源模型")
    spoken = (
        await scene.loopback.until(lambda: [m for m in scene.loopback.messages(scene.hall) if m.get("webhook_id")])
    )[0]
    await scene.loopback.say(scene.member, scene.annex, "朱啸虎怎么看开源模型")
    await scene.loopback.say(scene.member, scene.hall, "为什么", reply_to=spoken)
    await scene.loopback.until(lambda: sum(bool(m.get("webhook_id")) for m in scene.loopback.messages(scene.hall)) == 2)
    assert len(scene.loopback.messages(scene.annex)) == 1

    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{metrics}/healthz") as response:
            assert response.status == 200
        async with session.get(f"http://127.0.0.1:{metrics}/metrics") as response:
            text = await response.text()
        assert 'yuanzhuo_answers_total{kind="' in text and "yuanzhuo_servers 2" in text
        async with session.get(spoken["author"]["avatar_url"]) as response:
            assert (await response.read()).startswith(b"\x89PNG")

    with contextlib.closing(sqlite3.connect(scene.folder / "yuanzhuo.db")) as database:
        database.execute("DROP TABLE messages")
    asked = await scene.loopback.slash(scene.member, scene.annex, "ask", persona="傅盛", question="开源")
    await asked.wait(lambda it: it.followups)
    told = asked.followups[0]
    assert told["flags"] & 64 and "编号" in told["content"] and "messages" not in told["content"]
    id = told["content"].split("编号 ")[1][:8]
    assert id in program.log and "no such table" in program.log
