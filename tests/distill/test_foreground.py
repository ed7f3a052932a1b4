"""Who stands in the foreground: floating quotations, pronouns and the other party, in short invented passages of both scripts."""

from __future__ import annotations

import pytest

from bot.distill.statements import extract
from bot.distill.text import Text


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in extract(Text(text, "a.txt"))]


def test_the_object_of_the_reporters_verb_speaks() -> None:
    assert speakers("记者采访了面馆老板周德海，他擦了擦手，“一碗面赚不了几个钱。”") == ["周德海"]


def test_who_recognises_somebody_speaks_and_not_who_is_recognised() -> None:
    assert speakers("有邻居认出了何晓梅，“这孩子从小就懂事。”") == ["邻居"]


def test_pronouns_agree_with_womens_and_mens_names() -> None:
    assert speakers("何晓梅今年二十岁。她的同学陈刚也在场。他说，大家都很累。她说，自己不累。") == ["陈刚", "何晓梅"]


def test_pronouns_agree_with_what_is_said_of_a_person() -> None:
    text = "店主林立恒女士表示，小店開了十年。顧客趙松年先生說，自己常來。她說，配方是外婆留下的。"
    assert speakers(text) == ["林立恒", "赵松年", "林立恒"]


def test_a_new_subject_takes_the_word_from_who_spoke_before() -> None:
    text = "消防员贾大力赶到现场。“火已经很大了。”一名外卖小哥主动带路。“这里的小路我熟悉，跟着我走就行。”"
    assert speakers(text) == ["贾大力", "外卖小哥"]


def test_a_kind_of_people_met_on_the_way_takes_nothing() -> None:
    text = "护理师陈咏安指出，照护需要时间。病况复杂，家属往往也不熟悉，“全部交给一个人是不可能的。”"
    assert speakers(text) == ["陈咏安", "陈咏安"]


def test_a_name_that_no_rule_knows_is_not_who_spoke_last() -> None:
    text = "教练陆远航说：“我们输得不冤。”\n亚冠新闻官穆萨提在采访时重申看法：“你们还没有准备好。”"
    assert "陆远航" not in speakers(text)[1:]


@pytest.mark.parametrize("opening", ["", "5月25日消息，", "> "])
def test_the_quotation_that_opens_a_paragraph_is_of_whom_the_next_sentence_speaks(opening: str) -> None:
    text = f"{opening}“我把定金都退给你，这件事我就不管了。”近日，家住海边的黄女士回忆起那通电话，仍然生气。"
    assert speakers(text) == ["黄女士"]


def test_whose_lot_the_sentence_is_about_is_he() -> None:
    text = "车主常先生说：“我当时问过。”\n车主章先生的遭遇也类似，他年初买的车，两周就降价。“要是早知道，谁会现在买呢？”"
    assert speakers(text)[-1] == "章先生"
