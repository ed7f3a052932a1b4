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


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("那家面馆的一位采购负责人对我们说，面粉一天一个价。", "那家面馆的一位采购负责人"),
        ("旧城改造吵了十年。一些分析指，新码头十年内收不回本钱。", "一些分析"),
        ("论坛上，一条获赞两万的评论写道：“等了四年，等来一张停运通知。”", "一条获赞两万的评论"),
        ("江潮研究《2031码头物流简报》称，上半年的货量是十年来最低。", "江潮研究"),
        ("运输业高级专家、江城物流协会原副秘书长周以宁认为，运价明年还会涨。", "周以宁"),
        ("商会顾问苏立言（Leon Su；苏利言）在记者会上回应说，明年不会加租。", "苏立言"),
        ("東江科技大學方立誠助理教授則告訴本報，新吊車最大的賣點是便宜。", "方立诚"),
        ("主板公司云帆股份公告称，拟收购一家仓库。", "云帆股份"),
    ],
)
def test_whose_words_they_are_is_cut_where_the_name_begins_and_ends(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_some_people_who_complain_are_not_whom_the_next_pronoun_means() -> None:
    text = "外面怎么看中介，许岚是知道的。许岚说，骂声她都听过。也有货主抱怨，中介的话比小说还好看。在她看来，这一行卖的是耐心。"
    assert speakers(text)[-1] == "许岚"


def test_of_two_clauses_the_newcomer_of_the_last_one_speaks() -> None:
    text = "店主王小明记得，交割那天晚上，一位没抢到车位的货车司机给他发来长语音：“哪怕给我半个车位也行。”"
    assert speakers(text)[-1] == "没抢到车位的货车司机"


def test_this_man_of_thirty_is_whom_the_sentence_before_names() -> None:
    text = "正方的代表是仓库创始人董一帆。这位三十岁的博士在6月拿到了投资。他在多个场合强调，仓库明年会翻倍。"
    assert speakers(text) == ["董一帆"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("分歧藏在成本里。调研机构Dockscope发布的报告指出，一台吊车的成本还能降一半。", "Dockscope"),
        ("一位本地的冷库业主当场拍了三张照片。业主愣了几秒：“那我每个月付的电费是付给谁的？”", "本地的冷库业主"),
        ("建材城物业方面表示，那家店早就欠了租金。", "建材城物业"),
    ],
)
def test_a_body_or_an_owner_is_found_behind_its_kind(text: str, who: str) -> None:
    assert speakers(text) == [who]
