"""The running house takes over what changes in its files."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import shipped
from bot.errors import Mistake
from bot.ports import Asker
from bot.wiring import following, open_house


@pytest.mark.slow
async def test_a_running_table_answers_from_the_changed_file_and_survives_a_broken_one(tmp_path: Path) -> None:
    (tmp_path / "personas").mkdir()
    for name in ("topics", "sources", "wu-wei", "sam-altman"):
        shutil.copy(shipped.place("personas") / f"{name}.yaml", tmp_path / "personas")
    config = tmp_path / "config.yaml"
    config.write_text("paths: {personas: personas}\n", "utf-8")
    told: asyncio.Queue[tuple[frozenset[str], Sequence[Mistake]]] = asyncio.Queue()
    async with (
        open_house(config, tmp_path / "x.db") as house,
        following(house, lambda *what: told.put_nowait(what)),
    ):
        await asyncio.sleep(0.5)  # the watcher is up
        assert (await house.table.ask("吴伟", "大模型训练要多少钱？", Asker())).name == "吴伟"
        file = tmp_path / "personas" / "wu-wei.yaml"
        file.write_text(file.read_text("utf-8").replace("display: 吴伟", "display: 吴大伟"), "utf-8")
        assert await asyncio.wait_for(told.get(), 15) == (frozenset({"personas"}), [])
        assert house.table.shelf.find("吴大伟").persona.id == "wu-wei"
        file.write_text("schema: [", "utf-8")
        _, mistakes = await asyncio.wait_for(told.get(), 15)
        assert "wu-wei.yaml:1" in str(mistakes[0])
        assert house.table.shelf.find("吴大伟").persona.id == "wu-wei"
        config.write_text("paths: {personas: personas}\nwithdrawn: {speakers: [Sam Altman]}\n", "utf-8")
        changed, _ = await asyncio.wait_for(told.get(), 15)
        assert changed == {"config"}
        assert {p.id for p in house.table.shelf.all()} == {"wu-wei"}
        config.write_text("paths: {personas: personas}\n", "utf-8")
        await asyncio.wait_for(told.get(), 15)
        assert {p.id for p in house.table.shelf.all()} == {"wu-wei", "sam-altman"}
