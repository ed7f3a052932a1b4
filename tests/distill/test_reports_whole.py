"""Reports that are kept whole: a quotation as their last words, verbs in passing, a speaker nobody can name."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, at_least, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return at_least(extract(Text(text, "a.txt")), 0.6)


def spans(text: str) -> list[tuple[str, str]]:
    return [(s.kind, s.text) for s in found(text)]


def test_a_quotation_that_a_report_goes_straight_on_into_belongs_to_it() -> None:
    text = "渡口管理处处长黎知远说，把轮渡搬到上游并不现实，老码头“对两岸的人来说太近、太便宜、太习惯”。"
    assert spans(text) == [("indirect", "把轮渡搬到上游并不现实，老码头“对两岸的人来说太近、太便宜、太习惯”")]


def test_words_that_a_verb_brings_in_inside_a_report_stay_a_quotation() -> None:
    text = "厂长黎知远向来客形容这门手艺“像是给一块老木头看病，急也急不来”。"
    assert ("direct", "像是给一块老木头看病，急也急不来") in spans(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("教育局称为确保学生安全，明日全市停课一天。", "为确保学生安全，明日全市停课一天"),
        ("渔会会长黎知远痛骂港务局是甩手掌柜。", "港务局是甩手掌柜"),
        ("店主黎知远算过，一碗面的成本里房租占了三成。", "一碗面的成本里房租占了三成"),
        ("馆长黎知远在业绩说明会上表示展馆明年不会涨价。", "展馆明年不会涨价"),
        ("市长黎知远昨日见记者，更称修桥的钱早已备好。", "修桥的钱早已备好"),
        ("校长黎知远此前也表态，下学期会继续免收餐费。", "下学期会继续免收餐费"),
        ("市长黎知远表态暗示市面上的钱总体够用，不必再放。", "市面上的钱总体够用，不必再放"),
        ("有报道称，这家船厂曾在去年拒绝了收购的要求。", "这家船厂曾在去年拒绝了收购的要求"),
        ("渔会会长黎知远只说根据潮位记录，认为航道目前可以通行。", "根据潮位记录，认为航道目前可以通行"),
        ("某船厂董秘表示公司已买下两座船坞，预计明年能多造三条船。", "公司已买下两座船坞，预计明年能多造三条船"),
    ],
)
def test_a_verb_of_speech_brings_in_its_clause(text: str, said: str) -> None:
    assert spans(text) == [("indirect", said)]


@pytest.mark.parametrize("text", ["园区负责人称为师傅的那个人来了。", "黎知远坚持要加一扇窗。", "他盘算着明年的事，出了门。"])
def test_what_only_looks_like_such_a_verb_is_none(text: str) -> None:
    assert spans(text) == []


def test_another_voice_behind_a_concession_is_heard() -> None:
    text = "尽管厂长希望老工人都能留下，一名装卸工表示仓库里已经没有活干。"
    assert ("indirect", "仓库里已经没有活干") in spans(text)


def test_a_report_whose_speaker_is_only_guessed_stays_nobodys() -> None:
    (s,) = found("当天下午，拾云阁发布声明，称这次调整属于正常安排，不涉及裁员。")
    assert s.text == "这次调整属于正常安排，不涉及裁员"
