"""Reviewing statements one by one: keep, edit, drop, merge, undo, look back, leave and resume."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.distill.drafts import Change, Drafts, make
from bot.distill.reading import Place, Reading
from bot.distill.review import STATE, Review, context, drafts_of, open_review
from bot.distill.statements import Article
from bot.distill.text import Text
from bot.distill.writer import Folder
from bot.persona.files import load_library

ARTICLE = """外卖的最后一公里
2024-03-05
平台副总裁岑远认为，无人车送餐两年内不会普及。
“骑手不会消失，只会变少。”站长毛小军说。
毛小军透露，站里去年少了三十人。
"""
OTHER = """咖啡馆的账
2024-05-01
店主龚爱莲认为，小店靠熟客就能活下去。
"""
TEXT = Text(ARTICLE, "a.txt")


def opened(folder: Path, *texts: Text) -> Review:
    return open_review(texts or (TEXT,), Folder(folder), least=0.6)


def written(review: Review, folder: Path) -> Folder:
    target = Folder(folder)
    review.write(target, drafts_of(review, [TEXT], target, least=0.6))
    return target


def claims(folder: Path) -> dict[str, list[str]]:
    return {p.name: [position.claim for position in p.positions] for p in load_library(folder).personas}


def test_keep_edit_drop_and_merge_do_what_they_say(tmp_path: Path) -> None:
    review = opened(tmp_path)
    review.keep(claim="两年内看不到无人车送餐普及。")
    review.keep(speaker="岑遠")  # in either script
    review.drop()
    assert not review.to_open()
    written(review, tmp_path)
    assert claims(tmp_path) == {"岑远": ["两年内看不到无人车送餐普及。", "骑手不会消失，只会变少。"]}


def test_a_review_that_was_left_goes_on_where_it_stopped(tmp_path: Path) -> None:
    opened(tmp_path).keep()
    review = opened(tmp_path)
    assert (review.resumed, review.at, review.tally().open) == (1, 1, 2)
    assert review.undo()
    assert (review.at, review.tally().open, (tmp_path / STATE).exists()) == (0, 3, False)


def test_every_step_can_be_undone_in_its_turn(tmp_path: Path) -> None:
    review = opened(tmp_path)
    states = []
    for act in (review.keep, review.drop, lambda: review.keep(claim="少了三十人。"), lambda: review.go(1), review.drop):
        states.append(dict(review.decided))
        act()
    del states[3]  # to go somewhere is no step
    for before in reversed(states):
        assert review.undo()
        assert review.decided == before
    assert not review.undo()


def test_all_of_somebody_can_be_given_to_another_in_one_step(tmp_path: Path) -> None:
    review = opened(tmp_path)
    review.go(2)
    review.move_all("岑远")
    assert [review.speaker(item) for item in review.items] == ["岑远"] * 3
    assert [review.state(item) for item in review.items] == ["", "keep", ""]
    review.undo()
    assert [review.speaker(item) for item in review.items] == ["岑远", "毛小军", "毛小军"]
    assert review.at == 1


def test_a_second_review_of_the_same_article_asks_nothing_and_no_run_brings_the_dropped_back(tmp_path: Path) -> None:
    review = opened(tmp_path)
    review.drop()
    review.keep(speaker="岑远")
    review.keep()
    written(review, tmp_path)
    before = claims(tmp_path)
    assert len(opened(tmp_path)) == 0
    folder = Folder(tmp_path)
    done = folder.add(make([TEXT], folder.topics.topics))
    folder.save()
    assert (done.positions, claims(tmp_path)) == (0, before)


def test_dropping_everything_is_remembered_too(tmp_path: Path) -> None:
    review = opened(tmp_path)
    for _ in range(3):
        review.drop()
    written(review, tmp_path)
    assert len(opened(tmp_path)) == 0
    assert not list(tmp_path.glob("*.yaml"))


def test_the_decisions_about_another_article_stay(tmp_path: Path) -> None:
    other = Text(OTHER, "b.txt")
    opened(tmp_path, other).keep()
    review = opened(tmp_path)
    for _ in range(3):
        review.keep()
    written(review, tmp_path)
    assert opened(tmp_path, other).resumed == 1


def test_decisions_that_cannot_be_read_are_no_decisions(tmp_path: Path) -> None:
    for damaged in ("{", "[]", json.dumps({"x": 1})):
        (tmp_path / STATE).write_text(damaged, encoding="utf-8")
        assert opened(tmp_path).resumed == 0


@pytest.mark.parametrize("number", [0, 4, 10**9])
def test_a_number_that_is_not_there_goes_nowhere(tmp_path: Path, number: int) -> None:
    review = opened(tmp_path)
    assert not review.go(number)
    assert review.at == 0


def test_the_passage_stands_in_its_paragraph_and_is_cut_only_where_it_goes_on(tmp_path: Path) -> None:
    shown = [context(item.text, item.statement) for item in opened(tmp_path).items]
    assert shown[0].startswith("平台副总裁岑远认为，⟦无人车送餐") and shown[0].endswith("。")
    assert shown[1] == "“⟦骑手不会消失，只会变少。⟧”站长毛小军说。"
    before, after = "前" * 200 + "。", "后" * 200 + "。"
    long = Text(f"{before}“骑手不会消失，只会变少。”站长毛小军说。{after}\n", "c.txt")
    (item,) = opened(tmp_path, long).items
    assert context(long, item.statement).startswith("…前") and context(long, item.statement).endswith("后…")


SIDES = Text("外卖要不要用无人车\n2024-03-05\n平台副总裁岑远认为，无人车值得看好。\n“我不看好无人车。”站长毛小军说。\n", "s.txt")


def test_the_side_of_each_statement_is_seen_and_can_be_set_and_undone(tmp_path: Path) -> None:
    review = opened(tmp_path, SIDES)
    assert [leaning.stance for item in review.items if (leaning := review.leaning(item))] == [1, -1]
    assert review.lean(0)
    assert (review.at, review.tally().open) == (0, 2)  # still to be decided
    review.undo()
    assert (leaning := review.leaning(review.items[0])) and leaning.stance == 1
    review.lean(-1)
    review.keep()
    review.keep()
    folder = Folder(tmp_path)
    drafts = drafts_of(review, [SIDES], folder, least=0.6)
    done = review.write(folder, drafts)
    assert {p.name: p.positions[0].stance for p in load_library(tmp_path).personas} == {"岑远": -1, "毛小军": -1}
    assert done.motions == [] and drafts.motions() == []


def test_another_claim_is_judged_anew_and_a_side_that_was_set_stays(tmp_path: Path) -> None:
    review = opened(tmp_path, SIDES)
    item = review.items[0]
    review.keep(claim="无人车并不值得看好。")
    assert (leaning := review.leaning(item)) and leaning.stance == -1
    review.go(1)
    review.lean(1)
    assert (leaning := review.leaning(item)) and leaning.stance == 1


def test_looking_ahead_counts_nothing_of_a_reading(tmp_path: Path) -> None:
    class Counting(Reading):
        def __init__(self) -> None:
            self.read, self.finished = 0, 0

        def article(self, text: Text) -> Article:
            self.read += 1
            return super().article(text)

        def finish(self, drafts: Drafts, edited: Mapping[Place, Change]) -> None:
            self.finished += 1

    reading = Counting()
    open_review([TEXT], Folder(tmp_path), least=0.6, reading=reading)
    assert (reading.read, reading.finished) == (1, 0)
