"""Speakers who are only described: where the description begins and ends, and who is meant by it later on."""

from __future__ import annotations

import pytest

from bot.distill.statements import extract
from bot.distill.text import Text


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in extract(Text(text, "a.txt"))]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("书展开了三天。一位连续摆摊六年的书商感慨，往年送的是书签，今年送的是茶叶。", "连续摆摊六年的书商"),
        ("还有一位正在把货从南码头搬到北码头的江城人士表示，“吊车忙疯了，下周才能搬完。”", "正在把货从南码头搬到北码头的江城人士"),
        ("一名自称“港务局稽查队”的警官称，货单有问题，必须先交押金。", "自称“港务局稽查队”的警官"),
        ("开会时吵得厉害，批评者称，旧码头根本不该拆。", "批评者"),
        ("10月18日，东橙、西橙、南橙等公司相继回应称，停运是谣言。", "东橙、西橙、南橙等公司"),
    ],
)
def test_a_description_is_taken_whole(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_whoever_is_brought_in_by_what_they_hold_is_meant_by_the_next_pronoun() -> None:
    text = "店主汤小梅说，灯是自己灭的。\n一名不愿透露姓名的清洁工则有不同说法。她称当时就在门口扫地，灯一直亮着。"
    assert speakers(text) == ["汤小梅", "不愿透露姓名的清洁工"]


def test_in_their_view_is_somebodys_view() -> None:
    text = "一名茶叶采购经理向记者坦言，他上周就停了货。在其看来，问题不在价格，在信任。“喊多了没人信。”他说。"
    assert set(speakers(text)) == {"茶叶采购经理"}


def test_the_spokesman_and_the_other_party_are_the_spokesman_named_in_full() -> None:
    text = "云桥物业发言人昨晚回复本报查询时表示，电梯放在大堂，全天可用。发言人强调，保安入职只有九日。至于钥匙为何打不开，对方仅称正在调查。"
    assert set(speakers(text)) == {"云桥物业发言人"}


def test_one_person_is_not_meant_by_many() -> None:
    text = "店长罗青禾喜欢讲故事。员工们觉得她想得开，其实她是怕忘了。她哭的那天，她说，不是为钱。"
    assert speakers(text)[-1] == "罗青禾"
