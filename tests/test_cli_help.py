"""Help and mistyped commands, in three languages; every sentence of help has its English."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
import yaml

from bot import cli
from bot.frontends.wrap import width
from bot.lang import to_traditional
from tests.running import ROOT, inside

HAN = re.compile(r"[\u3400-\u9fff]")
FORMATS = re.compile(r"快辩|标准|圆桌|牛津")  # formats have Chinese names only


def everything() -> Any:
    app = typer.Typer()
    for group in cli.GROUPS:
        importlib.import_module(group).register(app)
    return typer.main.get_command(app)


def below(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from below(child, *path, name)


COMMANDS = [path for path, _ in below(everything())]


def test_every_sentence_of_help_has_its_english_and_no_english_is_left_over() -> None:
    texts = {"圆桌：让人物就一个题目辩起来，每句话都有出处。", "版本号"}  # those of the root
    for path, command in below(everything()):
        texts |= {command.help} if path else set()
        texts |= {p.help for p in command.params if getattr(p, "help", "") and "--help" not in p.opts and path}
    known = yaml.safe_load((ROOT / "bot/lang/en/help.yaml").read_text(encoding="utf-8"))
    assert set(known) == texts


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_in_the_language_asked_for_and_fits_the_screen(path: tuple[str, ...]) -> None:
    english = inside(*path, "--help", "--lang", "en").stdout
    chinese = inside(*path, "--help").stdout
    taiwan = inside(*path, "--help", YUANZHUO_LANG="zh-TW", COLUMNS="50").stdout
    assert english.startswith("Usage: ") and chinese.startswith("用法：")
    assert not HAN.search(FORMATS.sub("", "".join(english.split()))), english
    assert taiwan == to_traditional(taiwan) != chinese
    for text, columns in ((english, 80), (chinese, 80), (taiwan, 50)):
        assert max(width(line) for line in text.splitlines()[1:]) <= columns
        assert "Show this message" not in text


@pytest.mark.parametrize(
    ("typed", "chinese", "english"),
    [
        (("aks",), "没有“aks”这个命令。是不是想用 ask？", "There is no command “aks”. Did you mean ask?"),
        (("ask", "--bogus"), "没有 --bogus 这个选项", "There is no option --bogus"),
        (("debate",), "缺了 MOTION", "MOTION is missing"),
        (("ask", "a", "b", "c"), "多出来的：c", "Too much: c"),
        (("distill", "a", "--out"), "--out 后面要跟一个值", "--out needs a value"),
        (("distill", "a", "--review=1"), "--review 后面不跟值", "--review takes no value"),
        (("distill", "a", "--confidence", "3"), "--confidence 的值不对：不能大于 1", "it can't be more than 1"),
        (("motions", "--limit", "x"), "--limit 的值不对：要写整数", "it must be a whole number"),
    ],
)
def test_what_is_mistyped_is_told_with_how_it_is_typed(typed: tuple[str, ...], chinese: str, english: str) -> None:
    for language, said in (("zh-CN", chinese), ("en", english)):
        done = inside(*typed, YUANZHUO_LANG=language)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr, done.stderr
        assert "--help" in done.stderr
        assert language != "en" or not HAN.search(done.stderr)


def test_nothing_typed_is_answered_with_help() -> None:
    for path in ((), ("card",)):
        assert inside(*path).stdout.startswith("用法：")
        assert inside(*path, YUANZHUO_LANG="en").stdout.startswith("Usage: ")
