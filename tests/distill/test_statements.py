"""Statements found in short invented passages: spans, speakers, kinds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.distill.statements import Statement, at_least, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return extract(Text(text, "a.txt"))


def test_a_verb_before_the_marks_names_the_speaker() -> None:
    (s,) = found(
        "换电网络到底值不值？蔚城汽车总裁韩立群表示，“换电站三年内不会赚钱，但车主离不开它。”这话引来不少议论。"
    )
    assert (s.kind, s.speaker, s.text) == ("direct", "韩立群", "换电站三年内不会赚钱，但车主离不开它。")


def test_offsets_are_code_points_into_the_input() -> None:
    text = "🚗 新车上市。\r\n「価格戦」之外，周敏说：「明年不再降价。」"
    for s in found(text):
        assert text[s.start : s.end] == s.text


def test_traditional_text_gives_simplified_speakers_and_printed_surfaces() -> None:
    (s,) = found("半導體產業進入寒冬。分析師劉慧敏指出，庫存去化至少要到第三季才會結束。")
    assert (s.speaker, s.speaker_surface, s.kind) == ("刘慧敏", "劉慧敏", "indirect")
    assert s.text == "庫存去化至少要到第三季才會結束"


def test_a_final_comma_stands_outside_and_an_unclosed_quotation_runs_to_its_line_end() -> None:
    first, second = found(
        "“加盟费已经降到底了，”连锁品牌创始人高建国说。\n高建国总结：“能活下来的都是会算账的。\n下一段是别的事情，与他无关。"
    )
    assert first.text == "加盟费已经降到底了"
    assert second.text == "能活下来的都是会算账的。"
    assert {first.speaker, second.speaker} == {"高建国"}


@pytest.mark.parametrize("marks", ["“{}”", "「{}」", "『{}』", '"{}"', "“{}“", '“{}"'])
def test_every_sort_of_marks_is_read(marks: str) -> None:
    quote = marks.format("球队明年一定会盈利。")
    (s,) = found(f"俱乐部总经理马骁告诉记者，{quote}")
    assert (s.text, s.speaker) == ("球队明年一定会盈利。", "马骁")


def test_terms_in_marks_are_no_statements() -> None:
    assert found("所谓“价格战”与“内卷”，是今年车市最常见的两个词。这家“小巨人”企业也不例外。") == []


def test_a_floating_quotation_without_a_safe_speaker_is_unknown() -> None:
    (s,) = found("门店里人来人往。\n“这杯奶茶我排了两个小时的队，真的不值得。”\n夜色渐深，灯还亮着。")
    assert s.speaker is None


def test_a_declared_pseudonym_is_a_person() -> None:
    from bot.distill.statements import read_article

    article = read_article(Text("店长孙晓（化名）说，房租比去年涨了三成。\n孙晓认为，关店只是时间问题。", "a.txt"))
    person = next(p for p in article.people.all() if p.name == "孙晓")
    assert person.pseudonym
    assert [s.speaker for s in article.statements] == ["孙晓", "孙晓"]


def test_lists_of_links_and_adverts_give_nothing() -> None:
    tail = "相关推荐\n马斯克：未来三年将实现完全自动驾驶\n"
    tail += "专家表示，电池价格还会下降\n扫码领取红包，张经理说：“名额有限！”\n“我们不降价”，某车企高管说"
    assert found("正文很短。\n" + tail) == []


def test_direct_speech_of_a_doubtful_speaker_stays_and_is_nobodys() -> None:
    (said,) = extract(Text("“电池的账还没算清。”程砚秋说。"))
    doubtful = replace(said, confidence=0.4)
    other = replace(said, confidence=0.4, kind="indirect", start=0)
    (kept,) = at_least([doubtful, other], 0.6)
    assert (kept.text, kept.speaker, kept.speaker_surface) == (said.text, None, "")
    assert at_least([doubtful, replace(said, speaker="魏东楼")], 0.6) == [replace(said, speaker="魏东楼")]
    assert at_least([doubtful], 0.4) == [doubtful]
    assert at_least([doubtful], 0.9999) == []
