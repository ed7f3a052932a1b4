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


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("一名身穿蓝色雨衣的女子在路口停下。女子告诉记者，她要去接孩子。", "身穿蓝色雨衣的女子"),
        ("一名银行员工收到了通知。这名员工说，事先没有人提起。", "银行员工"),
        ("一個戴草帽的老人走進店裡。老人說，他只想討杯水喝。", "戴草帽的老人"),
    ],
)
def test_the_same_unnamed_person_keeps_the_first_description(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_of_two_drivers_nobody_knows_which_is_the_driver() -> None:
    text = "一名出租车司机停在门口。一名货车司机停在对面。司机说，油价又涨了。"
    assert speakers(text) == ["司机"]


def test_an_interviews_label_means_who_was_introduced() -> None:
    text = "一名学校女生撕下了海报。以下是采访。\n\n女生：我没有想那么多，看到就撕了。\n\n记者：你害怕吗？\n\n女生：有一点，但是不后悔。"
    assert set(speakers(text)) == {"学校女生"}


def test_a_report_within_a_report_is_its_tellers() -> None:
    assert speakers("李国栋认为，大部分店主都希望房租下降，“可是谁也不敢先开口。”") == ["李国栋", "李国栋"]


def test_who_stopped_the_reporter_speaks() -> None:
    assert speakers("昨天，记者刚到门口，就被一个戴草帽的老人叫住，“要不要买瓜？”") == ["戴草帽的老人"]


def test_of_two_who_quarrel_either_may_have_said_it() -> None:
    assert speakers("“我把定金都退给你，这件事我就不管了。”近日，家住海边的黄女士与中介王先生协商未果。") == [None]


def test_the_other_party_is_whom_the_subject_asked() -> None:
    assert speakers("记者向超市客服人员询问，对方表示，保质期从解冻那天算起。") == ["超市客服人员"]


def test_a_name_that_stands_but_once_is_who_he_is() -> None:
    text = "陈大文曾指出，现在还太早。\n同样在去年，程立言也给这一行泼过冷水，他公开表示，过程将十分漫长。"
    assert speakers(text) == ["陈大文", "程立言"]


def test_words_that_only_look_like_a_name_are_nobody() -> None:
    text = "店員趙東來表示，沒有辦法。\n高中生在門外等著，方案在討論，他表示，賠償是一方面。"
    assert speakers(text) == ["赵东来", "赵东来"]


def test_somebody_whom_the_article_brings_in_with_one_of_is_she() -> None:
    text = "校內早前貼出海報，一個外地女生撕了它。報社訪問了這位女生，她不願透露名字。她也表示，收到的罵聲確實很多，心裡很害怕。"
    assert speakers(text)[-1] == "外地女生"


def test_two_together_are_not_who_spoke_last() -> None:
    text = "领班宋启明说：“今天人手不够。”\n前台两名员工拦住了客人。两人寸步不让，“这件事我们实在不懂，也管不了。”"
    assert speakers(text) == ["宋启明", None]


def test_whoever_was_rung_up_is_the_other_party() -> None:
    assert speakers("网传一名女子当街摔倒。记者致电云海汽车，对方表示，事件要等警方调查。") == ["云海汽车"]


def test_they_without_a_group_are_unknown() -> None:
    assert speakers("居民问几个陌生人是谁，他们表示，自己正在执行公务。")[-1] is None


def test_she_is_nobody_from_paragraphs_ago() -> None:
    text = "陳太太說，新居已經找到。\n父親說，房租太貴。\n社工為租客奔走。作為本地居民，她解釋，這裡的人不愛開口。"
    assert "陈太太" not in speakers(text)[1:]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("包工头郑阔（化名）记得，工地一度停了。今年他又来到这里，楼里没有灯。“荒得很，没有人敢进去。”", "郑阔"),
        ("資深員工沈立言說：「像是做了一場夢。」", "沈立言"),
    ],
)
def test_no_name_takes_a_character_from_the_word_before_it(text: str, who: str) -> None:
    assert set(speakers(text)) == {who}
