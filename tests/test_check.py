"""`check`: all parts at once, each mistake with its file, and the schema that editors use."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot import shipped
from bot.check import run
from bot.schema import KINDS, schema

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "personas").mkdir()
    for name in ("topics", "sources", "sam-altman", "wu-wei"):
        shutil.copy(shipped.place("personas") / f"{name}.yaml", tmp_path / "personas")
    shutil.copytree(shipped.place("formats"), tmp_path / "formats")
    (tmp_path / "config.yaml").write_text("paths: {personas: personas, formats: formats, database: x.db}\n", "utf-8")
    return tmp_path


def told(folder: Path) -> list[str]:
    return [
        str(m)
        for m in run(folder / "config.yaml", environ={})
        if "没有 id 是" not in m.message and "checks" not in m.key
    ]


def test_a_good_folder_has_no_mistake(folder: Path) -> None:
    assert told(folder) == []
    assert not (folder / "x.db").exists()


def test_what_is_shipped_has_no_mistake_and_every_personas_own_check_holds(tmp_path: Path) -> None:
    assert [str(m) for m in run(db=tmp_path / "x.db", environ={})] == []


def test_mistakes_of_every_part_come_at_once(folder: Path) -> None:
    with (folder / "config.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "limits: {per_user: 3}\nwithdrawn: {speakers: [Sam Altmann]}\ntable: {default_persona: wuwei, default_format: 快办}\n"
        )
    for name in ("personas/wu-wei", "personas/topics", "formats/快辩"):
        path = folder / f"{name}.yaml"
        path.write_text(path.read_text("utf-8") + "\nsurprise: 1\n", "utf-8")
    (folder / "x.db").write_bytes(b"not a database" * 99)
    found = told(folder)
    for words in (
        "config.yaml:2 (limits.per_user)",
        "wu-wei.yaml:",
        "topics.yaml:",
        "快辩.yaml:",
        "x.db",
        "withdrawn.speakers",
        "default_persona",
        "default_format",
    ):
        assert any(words in m for m in found), (words, found)
    assert any("是不是想写 'Sam Altman'" in m for m in found)
    assert (folder / "x.db").read_bytes() == b"not a database" * 99


def test_a_personas_own_check_that_fails_is_told_with_its_line(folder: Path) -> None:
    path = folder / "personas" / "wu-wei.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "  - {ask: 明天会下雨吗, level: stated}\n", "utf-8")
    assert text.rstrip().splitlines()[-2].startswith("  ")  # `checks:` is the last list
    found = [m for m in run(folder / "config.yaml", environ={}) if "明天会下雨吗" in m.message]
    assert [m.line for m in found] == [text.count("\n") + 1]


def test_a_damaged_database_is_told(folder: Path) -> None:
    with sqlite3.connect(folder / "x.db") as db:
        db.execute("CREATE TABLE other (id)")
    db.close()
    assert any("别的程序" in m for m in told(folder))


@pytest.mark.slow
def test_the_command_lists_all_and_exits_1(folder: Path) -> None:
    (folder / "config.yaml").write_text("paths: {personas: personas}\nlanguag: en\nreload: maybe\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check", "--config", str(folder / "config.yaml"), "--db", str(folder / "n.db"), "--json"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and "Traceback" not in done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(m["line"], m["key"]) for m in lines} >= {(2, "languag"), (3, "reload")}


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_valid_and_accept_what_is_shipped(kind: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    made = schema(kind)
    jsonschema.Draft202012Validator.check_schema(made)
    paths = {
        "persona": [p for p in shipped.place("personas").glob("*.yaml") if p.stem not in ("topics", "sources")],
        "topics": [shipped.place("personas") / "topics.yaml"],
        "sources": [shipped.place("personas") / "sources.yaml"],
        "format": list(shipped.place("formats").glob("*.yaml")),
        "config": [shipped.place("config.example.yaml")],
    }[kind]
    assert paths
    for path in paths:
        data = json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))
        jsonschema.validate(data, made)


def test_the_schema_underlines_a_misspelt_key_and_allows_private_ones() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    data = json.loads(
        json.dumps(yaml.safe_load((shipped.place("personas") / "wu-wei.yaml").read_text("utf-8")), default=str)
    )
    jsonschema.validate(data | {"x-mine": 1}, schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"voyce": 1}, schema())
