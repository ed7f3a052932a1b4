"""Reload: a broken file keeps the old persona, and what changes is noticed."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import shipped
from bot.config import load_config
from bot.debate.formats import read_formats
from bot.errors import Mistake
from bot.persona.files import load_library
from bot.persona.reload import renewed
from bot.reloading import Files, keep_fresh


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "personas").mkdir()
    for name in ("topics", "sources", "wu-wei", "sam-altman", "li-zhen"):
        shutil.copy(shipped.place("personas") / f"{name}.yaml", tmp_path / "personas")
    shutil.copytree(shipped.place("formats"), tmp_path / "formats")
    (tmp_path / "config.yaml").write_text("paths: {personas: personas, formats: formats}\n", "utf-8")
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def read(folder: Path) -> Files:
    config = load_config(folder / "config.yaml", environ={})
    return Files(config, load_library(config.personas_dir), dict(read_formats(config.formats_dir)[0]))


def test_a_good_change_is_taken_over(folder: Path) -> None:
    old = load_library(folder / "personas")
    change(folder / "personas" / "wu-wei.yaml", "display: 吴伟", "display: 吴先生")
    new, mistakes = renewed(old)
    assert mistakes == () and {p.name for p in new.personas} >= {"吴先生"}


def test_a_broken_file_keeps_its_old_persona_and_says_where(folder: Path) -> None:
    old = load_library(folder / "personas")
    change(folder / "personas" / "wu-wei.yaml", "\nkind:", "\nkjnd:")
    change(folder / "personas" / "sam-altman.yaml", "\nbio: ", "\nbio: 新的：")
    new, mistakes = renewed(old)
    people = {p.id: p for p in new.personas}
    assert people["wu-wei"] == next(p for p in old.personas if p.id == "wu-wei")
    assert people["sam-altman"].bio.startswith("新的：")
    assert all("wu-wei.yaml:" in str(m) for m in mistakes) and "是不是" in str(mistakes[0])
    again, _ = renewed(new)  # still broken: still the old one
    assert {p.id for p in again.personas} == set(people)


def test_broken_topics_keep_everything(folder: Path) -> None:
    old = load_library(folder / "personas")
    change(folder / "personas" / "topics.yaml", "schema: topics/1", "schema: topics/2")
    new, mistakes = renewed(old)
    assert new is old and mistakes


def test_a_file_that_is_gone_takes_its_persona_along_but_an_empty_folder_changes_nothing(folder: Path) -> None:
    old = load_library(folder / "personas")
    (folder / "personas" / "li-zhen.yaml").unlink()
    new, _ = renewed(old)
    assert "li-zhen" not in {p.id for p in new.personas}
    shutil.rmtree(folder / "personas")
    kept, mistakes = renewed(new)
    assert kept is new and mistakes


def test_a_broken_config_or_format_keeps_the_old_one(folder: Path) -> None:
    files = read(folder)
    names = set(files.formats)
    (folder / "config.yaml").write_text("paths: {persona: x}\n", "utf-8")
    change(next((folder / "formats").glob("*.yaml")), "phases:", "phasen:")
    mistakes = files.refresh(frozenset({"config", "formats"}))
    assert {Path(m.file).suffix for m in mistakes} == {".yaml"} and len({m.file for m in mistakes}) == 2
    assert set(files.formats) == names and files.config.personas_dir == folder / "personas"


def test_a_withdrawal_takes_effect_with_the_config(folder: Path) -> None:
    files = read(folder)
    assert "wu-wei" in {p.id for p in files.kept.personas}
    with (folder / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("withdrawn: {speakers: [吴伟]}\n")
    assert files.refresh(frozenset({"config"})) == []
    assert "wu-wei" not in {p.id for p in files.kept.personas}


async def test_changes_are_noticed_swapped_in_and_reported(folder: Path) -> None:
    files = read(folder)
    seen: asyncio.Queue[tuple[set[str], list[str], set[str]]] = asyncio.Queue()

    def report(changed: frozenset[str], mistakes: Sequence[Mistake]) -> None:
        seen.put_nowait((set(changed), [str(m) for m in mistakes], {p.name for p in files.kept.personas}))

    swapped: list[int] = []

    async def swap(fresh: Files) -> None:
        swapped.append(len(fresh.formats))

    watching = asyncio.create_task(keep_fresh(files, swap, report))
    await asyncio.sleep(0.5)  # the watcher is up
    change(folder / "personas" / "wu-wei.yaml", "display: 吴伟", "display: 吴先生")
    changed, mistakes, names = await asyncio.wait_for(seen.get(), 10)
    assert changed == {"personas"} and mistakes == [] and "吴先生" in names
    change(folder / "personas" / "wu-wei.yaml", "\nkind:", "\nkjnd:")
    changed, mistakes, names = await asyncio.wait_for(seen.get(), 10)
    assert "吴先生" in names and "wu-wei.yaml:" in mistakes[0]
    assert len(swapped) == 2
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching
