"""What docs/distill*.md promise: their commands run where they say, their pictures are there, their articles are our own."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.running import ROOT, inside

DOCS = ("distill.md", "distill.zh-CN.md")
ARTICLES = {"swap": "21-cars-swap", "driving": "22-cars-driving", "price": "23-cars-price-tw"}


def commands(name: str) -> list[list[str]]:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    lines = re.findall(r"^\$ yuanzhuo (.*)$", text, re.M)
    return [shlex.split(line, comments=True) for line in lines]


def elsewhere(words: list[str]) -> bool:
    """Needs a model, or is about another folder."""
    return "--model" in words or "朱啸虎" in words or "someone.png" in words


def test_the_commands_run_one_after_another_in_a_folder_with_the_articles(tmp_path: Path) -> None:
    for article in ARTICLES:
        (tmp_path / f"{article}.txt").write_bytes((ROOT / "docs/distill" / f"{article}.txt").read_bytes())
    english, chinese = (commands(name) for name in DOCS)
    assert all(words in chinese or elsewhere(words) for words in english)  # so that to run the one is to run the other
    assert len(chinese) >= 9
    for words in (w for w in chinese if not elsewhere(w)):
        typed = "\n" * 40 if "--review" in words else ""
        done = inside(*words, stdin=typed, cwd=tmp_path, YUANZHUO_DB=str(tmp_path / "db"))
        assert done.returncode == 0, (words, done.stderr)
        assert done.stdout.strip(), words
    assert (tmp_path / "cars/cheng-yanqiu.yaml").read_bytes() == (tmp_path / "reviewed/cheng-yanqiu.yaml").read_bytes()


@pytest.mark.parametrize("name", DOCS)
def test_every_picture_is_there_small_and_asks_nobody_for_anything(name: str) -> None:
    named = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "docs" / name).read_text(encoding="utf-8"))
    assert len([n for n in named if n.startswith("pictures/")]) == 4
    for picture in named:
        data = (ROOT / "docs" / picture).read_bytes()
        assert len(data) < (60_000 if picture.endswith(".svg") else 300_000)
        assert picture.endswith(".png") or not re.search(rb"(?:href|src|url)\s*[=(]", data)


def test_the_articles_are_those_of_the_bench_without_their_labels() -> None:
    for article, labelled in ARTICLES.items():
        text = (ROOT / "bench/distill/seen" / f"{labelled}.txt").read_text(encoding="utf-8")
        assert (ROOT / "docs/distill" / f"{article}.txt").read_text(encoding="utf-8") == re.sub(r"⟦/?[^⟦⟧]*⟧", "", text)
