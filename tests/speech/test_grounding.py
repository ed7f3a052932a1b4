"""Grounding where the article's text is at hand, and what a stream may show before it is whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.persona.model import Evidence
from bot.speech.brief import Brief
from bot.speech.ground import Footing
from bot.speech.grounding import Grounding
from tests.speech import briefs

SAID = "ChatGPT对小公司很不友好，别再做融资的梦"  # our own words, in the place of an article's


def passage(evidence: Evidence) -> str | None:
    """The passage of 朱啸虎's first position, and of nothing else."""
    first = briefs.persona("zhu-xiaohu").positions[0].evidence[0]
    return SAID if (evidence.source, evidence.start) == (first.source, first.start) else None


def grounded(text: str, brief: Brief | None = None, *, articles: bool = True) -> tuple[str, Grounding]:
    footing = Footing.of(brief or briefs.zhu(), briefs.everyone(), passage if articles else None)
    ground = Grounding(footing)
    ground.feed(text)
    ground.finish()
    return ground.text, ground


@pytest.mark.parametrize(
    "text",
    [
        "我当时说的是“别再做融资的梦”。[1]",
        "原话摆在这里：“ChatGPT 对小公司很不友好”。[1]",
        "我说过：「ChatGPT對小公司很不友好，別再做融資的夢」。[1]",
    ],
)
def test_a_quotation_that_stands_in_the_passage_keeps_its_marks(text: str) -> None:
    shown, ground = grounded(text)
    assert any(mark in shown for mark in "“「") and "quote" not in ground.report.faults


def test_without_the_articles_no_quotation_can_be_proved() -> None:
    shown, ground = grounded("我当时说的是“ChatGPT 对创业公司不友好”。[1]", articles=False)
    assert "“" not in shown and ground.report.faults["quote"] == 1


def test_a_placeholder_becomes_the_articles_own_words() -> None:
    shown, _ = grounded("我的原话是{quote:1}。[1]窗口关上了。[2]")
    assert f"“{SAID}”" in shown and "{" not in shown


def test_a_placeholder_without_a_passage_takes_its_sentence_along() -> None:
    shown, _ = grounded("我的原话是{quote:2}。窗口关上了。[2]")
    assert shown == "窗口关上了。[2]"


def test_an_archetype_may_quote_the_one_whose_words_it_carries() -> None:
    brief = replace(briefs.zhu(), persona=briefs.persona("skeptic-investor"))
    shown, _ = grounded("原话是{quote:1}。[1]", brief)
    assert f"“{SAID}”" in shown


def test_a_sentence_is_shown_once_it_is_whole_and_marked_and_not_before() -> None:
    ground = Grounding(Footing.of(briefs.zhu(), briefs.everyone()))
    text = "窗口关上了。[2]九成能力靠 ChatGPT，没多少投资价值。[4]账"
    seen = [ground.text for letter in text if ground.feed(letter)]
    assert seen == ["窗口关上了。[2]", "窗口关上了。[2]九成能力靠 ChatGPT，没多少投资价值。[4]"]


def test_inference_is_marked_where_the_operator_allows_it_and_dropped_where_not() -> None:
    text = "窗口关上了。[2]我猜芯片公司也会跟着难受。"
    shown, _ = grounded(text, briefs.zhu(inference=True))
    assert "〔推测〕我猜芯片公司" in shown
    shown, ground = grounded(text)
    assert "芯片" not in shown and ground.report.faults == {"inference": 1}


def test_a_numbered_list_loses_nothing_but_its_looks() -> None:
    shown, ground = grounded(
        "1. 窗口关上了。[2]\n2. 九成能力靠 ChatGPT，没多少投资价值。[4]\n3. 环境对创业公司不友好。[1]"
    )
    assert ground.cited == {1, 2, 4} and not ground.report.dropped, shown


def test_a_turn_too_long_is_cut_at_a_sentence() -> None:
    shown, ground = grounded("窗口关上了。[2]" * 40, briefs.zhu(limit=50))
    assert len(shown) < 90 and shown.endswith("[2]") and ground.report.cut > 0


def test_one_endless_sentence_is_cut_at_a_clause_and_keeps_its_mark() -> None:
    shown, _ = grounded("窗口关上了，" * 30 + "关上了。[2]", briefs.zhu(limit=60))
    assert len(shown) <= 70 and "[2]" in shown


def test_what_is_cut_off_in_the_middle_is_not_shown() -> None:
    ground = Grounding(Footing.of(briefs.zhu(), briefs.everyone()))
    ground.feed("窗口关上了。[2]九成能力靠 ChatGPT 的应用，我")
    ground.finish(complete=False)
    assert ground.text == "窗口关上了。[2]"
