"""What grows with an article, and what must not: the short form of `bench/distill_load.py`."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from bench import distill_labels, distill_load
from bot.distill.drafts import make
from bot.distill.statements import extract
from bot.distill.text import Text
from bot.distill.writer import Folder

PASSAGES = [(p.text.split("\n"), distill_load.people_of(p.labels)) for p in distill_labels.own("seen")]


def articles(count: int) -> list[str]:
    return [distill_load.article(PASSAGES, random.Random(f"test {n}")) for n in range(count)]


def seconds(text: str) -> float:
    began = time.process_time()
    extract(Text(text))
    return time.process_time() - began


def test_no_two_made_up_articles_are_the_same_and_their_people_are_new() -> None:
    many = articles(6)
    assert len(set(many)) == 6
    speakers = [{s.speaker for s in extract(Text(t)) if s.speaker_kind == "person"} for t in many]
    again = Counter(name for each in speakers for name in each)
    assert len(again) > 50
    assert sum(n > 1 for n in again.values()) < 0.1 * len(again)  # 老秦, 温小姐: no full names


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    many = articles(16)
    seconds(many[0])
    short, long = (seconds("\n\n".join(many[:n])) for n in (2, 16))
    assert long < 24 * short  # the square would be 64 times


def test_no_big_pattern_is_made_anew_for_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article's own names make one small pattern; the word lists are long, and compiling one takes longer than reading."""
    compiler = pytest.importorskip("re._compiler")
    many = articles(12)
    for text in many[:8]:
        extract(Text(text))
    made: list[str] = []
    compiled = compiler.compile
    monkeypatch.setattr(compiler, "compile", lambda pattern, flags=0: (made.append(str(pattern)), compiled(pattern, flags))[1])
    for text in many[8:]:
        extract(Text(text))
    assert len(made) >= 4  # one for each article's names
    assert sum(map(len, made)) < 4 * 3000


def test_a_folder_takes_hundreds_of_people_in_a_breath(tmp_path: Path) -> None:
    """Each asks whether it is known: going through everybody for everybody took minutes."""
    drafts = make([Text(text, f"a{n}.txt") for n, text in enumerate(articles(6))])
    assert len(drafts.personas) > 60
    began = time.process_time()
    done = Folder(tmp_path / "personas").add(drafts)
    assert len(done.personas) > 0.9 * len(drafts.personas)  # a few say only what another of the same description said
    assert time.process_time() - began < 0.02 * len(drafts.personas)
