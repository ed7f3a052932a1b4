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
