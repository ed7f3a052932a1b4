"""The real program against a scripted model server over real HTTP."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.wire.openai_server import Reply, Scripted

pytestmark = pytest.mark.wire
QUESTION = "ChatGPT 对创业公司友好吗？"


async def ask(server: Scripted, folder: Path, *args: str, config: str = "") -> dict[str, Any]:
    file = folder / "config.yaml"
    server_config = f"{{base_url: '{server.address}', model: m, retries: 0}}"
    file.write_text(f"models: {{local: {server_config}}}\n{config}", "utf-8")
    command = ("-m", "bot", "ask", "朱啸虎", QUESTION, "--json", "--config", str(file), *args)
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=-1, stderr=-1)
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    found: dict[str, Any] = json.loads(out)
    return found


async def test_a_model_words_the_answer_on_the_evidence_that_code_chose(tmp_path: Path) -> None:
    async with Scripted([Reply("我讲句不中听的，ChatGPT 对创业公司不友好。[1]账就是这么个账。")]) as server:
        answer = await ask(server, tmp_path, "--engine", "local,offline")
    assert answer["engine"] == "local" and answer["level"] == "stated" and answer["notes"] == []
    assert answer["text"] == "我讲句不中听的，ChatGPT 对创业公司不友好。[1]账就是这么个账。"
    assert [c["position"] for c in answer["citations"]] == ["zhu-xiaohu/p1"]
    system, user = (message["content"] for message in server.calls[0]["messages"])
    assert "朱啸虎" in system and "2023-07-31" in system and QUESTION in user


async def test_a_server_that_is_down_costs_the_reader_nothing_but_the_model(tmp_path: Path) -> None:
    server = Scripted()
    async with server:
        pass
    answer = await ask(server, tmp_path, config="engine: [local]\n")
    assert answer["engine"] == "offline" and answer["citations"] and answer["text"]
    assert len(answer["notes"]) == 1 and "local" in answer["notes"][0]
