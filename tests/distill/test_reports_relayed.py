"""Reports in papers' ways: verbs without a comma, somebody relayed by a paper, words that only look like verbs of speech."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return [s for s in extract(Text(text, "a.txt")) if s.confidence >= 0.6]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("渔民许文川感叹这些规定会加重船东的负担，来年出海的人更少。", "这些规定会加重船东的负担，来年出海的人更少"),
        ("許文川感嘆從未收到漁港管理處的任何通知。", "從未收到漁港管理處的任何通知"),
        ("许文川在直播中回应这类传闻均为误会。", "这类传闻均为误会"),
        ("許文川抱怨碼頭已經三年沒有清淤。", "碼頭已經三年沒有清淤"),
        ("另一位被裁员工表示，刚领完工牌，就接到了人事的电话。", "刚领完工牌，就接到了人事的电话"),
        ("「以前出海要看天。」許文川舉例，老船長會在本子裡記下潮水和風向，「有些船長，字寫得不好，就畫圖。」", "老船長會在本子裡記下潮水和風向"),
        ("渔港的一封通知昨日流出。该通知内容显示，码头将在九月底之前关闭两个泊位。", "码头将在九月底之前关闭两个泊位"),
    ],
)
def test_a_verb_without_a_comma_brings_a_clause(text: str, content: str) -> None:
    assert content in [s.text for s in found(text) if s.kind == "indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "许文川质疑不合理的收费。",
        "许文川批评了码头的管理方式。",
        "一个男人在渔港左顾右盼，把两筐鱼递给了船上的人。",
        "具体而言，许文川的船队里有三条旧船，其中一条今年要拆。",
    ],
)
def test_a_thing_behind_the_verb_is_no_report(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("据财经媒体鹭江网近日报道，许文川曾表示，新码头对渔民影响极大，渔船几乎停摆。", "许文川"),
        ("报道还称，一名船厂员工透露，这封邮件是船厂换东家以来的第一封。", "一名船厂员工"),
        ("许文川说，鹭江集团预计，冷链市场到后年将翻一番。", "鹭江集团"),
    ],
)
def test_what_a_paper_relays_belongs_to_whoever_said_it(text: str, speaker: str) -> None:
    (s,) = found(text)
    assert s.speaker is not None
    assert s.speaker.removeprefix("一名") == speaker.removeprefix("一名")
    assert bool(s.second_hand) == (not text.startswith("报道"))
