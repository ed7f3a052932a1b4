"""Whose words they are, in short invented passages: names without titles, pronouns, descriptions, quotations that float."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return extract(Text(text, "a.txt"))


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in found(text)]


def test_somebody_known_by_a_given_name_alone_is_found_by_recurrence() -> None:
    text = (
        "“这家店不开满十年，我绝不搬走。”思远的固执在街坊里出了名。\n"
        "思远在巷口卖了八年面，手艺是跟父亲学的。\n"
        "“多挣少挣都不要紧，能让孩子上学就好。”年过四十的思远说起将来，语气很轻。"
    )
    assert speakers(text) == ["思远", "思远"]


def test_a_name_printed_again_and_again_needs_no_title() -> None:
    text = "那天下午他见到了沈乔。沈乔曾在船厂干了六年，如今自己开店。沈乔主动做起了同行的老师，在她看来，这门手艺十年内不会消失。"
    assert speakers(text) == ["沈乔"]


@pytest.mark.parametrize(
    "text",
    [
        "平台有竞争对手和法律顾问，都已经表示，明年不会再涨价。",
        "从商户到网友一致认为，这条街明年会更热闹。",
    ],
)
def test_dictionary_words_behind_a_rare_surname_are_no_names(text: str) -> None:
    assert not {"有竞争", "和法律", "都已经", "到网友"} & set(speakers(text))


def test_a_foreign_name_behind_a_title_needs_no_dot() -> None:
    text = "遗憾 江城飞鱼队主教练斯塔诺维奇:“我们把最好的机会都浪费了，输得不冤。”"
    assert speakers(text) == ["斯塔诺维奇"]


def test_a_title_is_no_part_of_a_dotted_name() -> None:
    text = "文學獎得主托馬斯·貝倫指出，小說不會被短片取代。貝倫說：「人總要聽故事。」"
    assert speakers(text) == ["托马斯·贝伦", "托马斯·贝伦"]


def test_the_subject_of_a_clause_comes_before_its_object() -> None:
    text = "店主周启明带着账本去见了林晓岚。林晓岚仔细听完，非常支持他，并建议明年先开两家分店。"
    assert speakers(text) == ["林晓岚"]


def test_a_student_known_by_surname_is_that_student_in_every_sentence() -> None:
    text = (
        "在北部讀書的林姓學生在臉書撰文指出，宿舍的網路斷了整整一個月，「我們連作業都交不出去。」\n"
        "該名學生說，學校從來沒有回過信。\n他說：「我們只想要一個答覆。」"
    )
    assert set(speakers(text)) == {"林姓学生"}


def test_this_manager_is_the_manager_named_before() -> None:
    text = "云上书店采购总监许若兰表示，纸价已经连涨三个月。这位采购总监认为，年底前不会回落。"
    assert speakers(text) == ["许若兰", "许若兰"]


def test_a_description_ends_where_its_verb_begins() -> None:
    text = "自嘲 替补队员一见到记者就这样自嘲，“今年我们全队都在看台上练嗓子，嗓门倒是大了不少。”"
    assert speakers(text) == ["替补队员"]


def test_going_before_the_public_stands_between_subject_and_verb() -> None:
    text = "作家方维舟在其社群平臺發文批評，這套制度早就過時了。有讀者發影片稱，排隊排了三個小時。"
    assert speakers(text) == ["方维舟", "读者"]


def test_who_made_the_figures_is_named_without_their_subject() -> None:
    text = "根据远山智库内部对二手车市场的调研数据，今年上半年成交量已经超过去年全年。"
    assert speakers(text) == ["远山智库"]


def test_a_company_does_not_speak_a_quotation_that_floats() -> None:
    text = "“明年我一定开店。”陈小北的口气很硬。\n也有上市公司在压力之下裁员，人心惶惶。“看着同事一个个收拾东西，我也待不下去了。”"
    assert speakers(text)[1] is None


def test_the_only_person_of_the_lines_before_is_meant_by_he() -> None:
    text = "街角那扇小鐵門後，正是劉先生的住處。他說，為了還債才搬來這裡，「夜裡太吵，根本睡不著。」"
    assert set(speakers(text)) == {"刘先生"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“攒了半年的票都作废了。”七岁的沈小满把门票一张张摆在桌上。", "沈小满"),
        ("馬戲團團長歐陽松正忙著拆帳篷。他接著說：「雨再下一週就得改期。」", "欧阳松"),
        ("據農學院講師蔡子衡統計，去年返鄉種田的有八十一人。", "蔡子衡"),
        ("总冠军赛后，客队主帅布雷特-科瓦尔在发布会上直言：“裁判没有输掉比赛，是我们输的。”", "布雷特-科瓦尔"),
        ("業委會也呼籲住戶理性對待，不要因一時不滿拒交管理費。", "业委会"),
        ("鼓手漢森在後台直呼：「我快融化了。」", "汉森"),
        ("云栖书屋联合创始人于朗在朋友圈回应表示，门店不会关。", "于朗"),
    ],
)
def test_names_and_bodies_of_many_sorts(text: str, who: str) -> None:
    assert speakers(text)[-1] == who


def test_who_wrote_the_article_speaks_nowhere_in_it() -> None:
    text = "〔記者鍾志明／台北報導〕金獎導演湯若竹耗時十年，首部長片近日殺青，她說：「這是寫給家鄉的情書。」"
    assert speakers(text) == ["汤若竹"]


def test_whoever_is_teased_does_not_speak() -> None:
    text = "影帝黃秋明昨受訪笑言：「也可以啦。」說著還調侃坐在身旁、與他合作新片的導演林善文：「比方說他拍的這部。」"
    assert speakers(text) == ["黄秋明", "黄秋明"]


def test_somebody_moved_speaks_and_not_who_moved_her() -> None:
    text = "店主麦晓棠的店下月就要关了。最近有街坊送来一锅汤，令她深受触动，“以后想吃面，我上门给你煮。”"
    assert speakers(text) == ["麦晓棠"]


def test_an_answer_somebody_gets_is_not_hers() -> None:
    text = "求职前，陈若飞把简历寄给一位朋友。她得到的反馈是，“简历很优秀，没有需要修改的地方。”"
    assert speakers(text) == [None]


def test_they_are_the_body_that_spoke_last() -> None:
    text = "物业公司在会后表示，将制定更完善的电梯管理制度。他们承诺将在一个月内完成一次全面检查。"
    assert set(speakers(text)) == {"物业公司"}


def test_a_quotation_alone_in_its_paragraph_belongs_to_the_one_person_of_the_paragraph_before() -> None:
    text = "当被问到山村像什么时，支教老师陈亦舟这样回答。\n\n“山村像一本没写完的日记，你得自己住进去。”"
    assert speakers(text)[-1] == "陈亦舟"
