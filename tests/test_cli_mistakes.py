"""What is wrong in a user's file is told in English too: every sentence written in the code has its template, none is left over."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.cli_mistakes import english, said
from bot.errors import Mistake, StoreCorrupt, UnknownFormat
from bot.lang import Sentence
from tests.running import ROOT, inside

HAN = re.compile(r"[\u3400-\u9fff]")
# Chinese in the files where mistakes are found that is no sentence of a mistake: names, words to warm up with, patterns.
NOT_SAID = {"预热", "快辩", "某人", "True where the operator allows 推测"}


def sentences(path: Path) -> Iterator[str]:
    """Every string with Chinese, {} where a value goes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
            yield from (
                str(c.value)
                for v in node.values
                if isinstance(v, ast.FormattedValue)
                for c in ast.walk(v.value)
                if isinstance(c, ast.Constant) and isinstance(c.value, str) and len(c.value) > 1
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | docs:
            yield re.sub(r"\{(?!opponent)\w+\}", "{}", node.value)


def written() -> set[str]:
    files = [p for p in (ROOT / "bot").rglob("*.py") if re.search(r"\bMistake\(|\.mistake\(", p.read_text(encoding="utf-8"))]
    assert len(files) > 8
    files.append(ROOT / "bot/store/sqlite.py")  # what `check` finds in a database comes from there as plain sentences
    found = {s for path in files for s in sentences(path) if HAN.search(s)}
    return {s for s in found - NOT_SAID if not s.startswith("[他她我]")}


@functools.cache
def templates() -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load((ROOT / "bot/lang/en/mistakes.yaml").read_text(encoding="utf-8"))
    return found


def test_every_sentence_of_a_mistake_has_its_english_and_no_english_is_left_over() -> None:
    assert set(templates()) == written()


@pytest.mark.parametrize("chinese", sorted(templates()))
def test_a_filled_sentence_is_found_again_with_its_values_in_their_places(chinese: str) -> None:
    meant = templates()[chinese]
    assert meant.count("{}") == chinese.count("{}") and not HAN.search(meant)
    filled = re.sub(r"\{\}", lambda m: f"v{m.start()}", chinese)
    values = re.findall(r"v\d+", filled)
    told = english(filled)
    assert not HAN.search(told)
    assert re.findall(r"v\d+", told) == values


def test_what_no_template_fits_and_what_is_the_users_own_stays_as_it_is() -> None:
    assert english("从来没有写过的一句") == "从来没有写过的一句"
    mistake = Mistake("人物/a.yaml", 3, "voice.openrs", "未知的键", "是不是想写 'openers'？")
    assert said(mistake, "en") == "人物/a.yaml:3 (voice.openrs): unknown key; did you mean 'openers'?"
    assert said(mistake, "zh-CN") == str(mistake)
    assert said(mistake, "zh-TW") == "人物/a.yaml:3 (voice.openrs): 未知的鍵；是不是想寫 'openers'？"


def test_a_refusal_that_is_found_in_a_file_is_told_in_english_too() -> None:
    assert english(str(UnknownFormat("x", ("快辩", "LD")))) == "No format is called “x”; there are: 快辩, LD"
    corrupt = StoreCorrupt(Sentence("refusals.store_corrupt", file="a.db", why=Sentence("refusals.store_foreign")))
    assert english(str(corrupt)).startswith("The database a.db belongs to another program; it was left alone")


def test_a_wrong_configuration_is_told_in_its_own_language(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("language: en\nlanguag: x\ndebate: {max_turns: lots}\n", encoding="utf-8")
    for command in (("motions",), ("check",), ("doctor",)):
        done = inside(*command, cwd=tmp_path, YUANZHUO_DB=str(tmp_path / "db"))
        told = done.stdout + done.stderr
        assert done.returncode == 1
        assert "config.yaml:2 (languag): unknown key; did you mean 'language'?" in told
        assert "config.yaml:3 (debate.max_turns): should be a whole number, not “lots”" in told
        assert not HAN.search(told)


def test_the_doctor_counts_the_personas_and_the_formats(tmp_path: Path) -> None:
    done = inside("doctor", cwd=tmp_path, YUANZHUO_DB=str(tmp_path / "db"))
    count = len(list((Path(__file__).parents[1] / "formats").glob("*.yaml")))
    assert f"赛制 {count} 种" in done.stdout + done.stderr
