"""What the program refuses is told in the language asked for: by option, environment or configuration."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.lang import Sentence, told
from tests.running import ROOT, inside

HAN = re.compile(r"[\u3400-\u9fff]")
# What is to be typed as it is, and the names of people and formats, which are Chinese in every language.
EXAMPLES = re.compile(r"yuanzhuo \w+ [^\n;]*|--(personas|format) \S+|(there are:|did you mean) .*")

REFUSED = [
    (("ask", "nobody-at-all", "为什么？"), "Nobody here is called"),
    (("ask",), "Say whom to ask"),
    (("debate", "创业公司该不该做大模型？", "--format", "nosuch"), "No format is called"),
    (("debate", "创业公司该不该做大模型？", "--personas", "朱啸虎"), "One alone makes no debate"),
    (("debate", " "), "The motion is empty"),
    (("ask", "朱啸虎", "好吗？", "--engine", "nosuch"), "No engine is called"),
    (("panel", " "), "The question is empty"),
    (("ask", "--batch", "/no/such/file"), "Cannot read"),
]


@pytest.mark.parametrize(("command", "said"), REFUSED)
def test_a_refusal_is_in_the_language_asked_for(command: tuple[str, ...], said: str, tmp_path: Path) -> None:
    for words, env in (((*command, "--lang", "en"), {}), (command, {"YUANZHUO_LANG": "en"})):
        done = inside(*words, YUANZHUO_DB=str(tmp_path / "d.db"), **env)
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr
        assert not HAN.search(EXAMPLES.sub("", done.stderr)), done.stderr


def test_a_configuration_sets_the_language_of_refusals_too(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("language: en\n", encoding="utf-8")
    for words in (("show", "last"), ("show", "last", "--config", str(tmp_path / "config.yaml"))):
        done = inside(*words, cwd=tmp_path, YUANZHUO_DB=str(tmp_path / "d.db"))
        assert "no debates yet" in done.stderr


def test_a_language_that_is_not_ours_is_refused_in_words_of_ours() -> None:
    assert "zh-CN、zh-TW、en" in inside("motions", "--lang", "fr").stderr
    assert "YUANZHUO_LANG" in inside("motions", YUANZHUO_LANG="fr").stderr


def test_no_english_refusal_has_chinese_in_it_but_for_examples_to_type() -> None:
    def sentences(node: dict[str, object]) -> list[str]:
        return [s for v in node.values() for s in (sentences(v) if isinstance(v, dict) else [str(v)])]

    for file in ("refusals", "distill"):
        found = sentences(yaml.safe_load((ROOT / f"bot/lang/en/{file}.yaml").read_text(encoding="utf-8")))
        assert len(found) > 50
        assert [s for s in found if HAN.search(EXAMPLES.sub("", s))] == []


def test_a_sentence_in_a_sentence_and_a_list_are_said_in_the_same_language() -> None:
    inner = Sentence("refusals.seats_fewer", count=2)
    outer = ValueError(Sentence("refusals.seats", format="快辩", sizes="2", count=4, other=inner))
    assert told("en", outer) == "“快辩” seats 2, and there are 4 here; take 2 out of --personas"
    assert str(outer) == "“快辩”坐 2 人，这里有 4 人；--personas 里去掉 2 个"
    assert Sentence("refusals.group", name="x", known=("a", "b")).said("en").endswith("there are: a, b")
    assert told("zh-TW", ValueError("没有")) == "沒有"
