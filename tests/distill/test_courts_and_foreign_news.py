"""Court reports in Hong Kong's manner, and news that was translated."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return extract(Text(text))


def told(text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker, s.text) for s in found(text)]


def test_the_judge_is_whoever_was_named_as_one() -> None:
    text = "暫委法官林國謙周三判刑時指，被告行為惡劣。法官續指，案情嚴重，必須判處阻嚇性刑罰。\n至於次被告，官指他毫無悔意，不宜輕判。"
    assert [s.speaker for s in found(text)] == ["林国谦"] * 3


@pytest.mark.parametrize(
    "sentence, speaker",
    [
        ("辯方求情時稱，被告自幼喪父，家中尚有老母需照顧。", "辩方"),
        ("控方結案陳詞指，閉路電視清楚拍到被告的樣貌。", "控方"),
        ("辯方求情指，被告已向傷者作出賠償。", "辩方"),
    ],
)
def test_what_a_side_does_in_court_stands_between_it_and_its_verb(sentence: str, speaker: str) -> None:
    assert [s.speaker for s in found(sentence)] == [speaker]


@pytest.mark.parametrize("sentence", ["被告陳大文承認兩項盜竊罪，案件押後至周五。", "一名報稱程序員的男子當場被捕。", "他否認全部控罪於高院受審。"])
def test_a_plea_is_no_report(sentence: str) -> None:
    assert told(sentence) == []


def test_what_a_defendant_denies_is_still_told() -> None:
    assert [s.text for s in found("男子周大同否認他曾經進入涉案單位的睡房。")] == ["他曾經進入涉案單位的睡房"]


def test_a_day_in_chinese_numerals_is_no_part_of_the_paper() -> None:
    assert told("英國衛報五日引述知情人士透露，公司正考慮出售歐洲業務。") == [("知情人士", "公司正考慮出售歐洲業務")]


def test_a_foreign_name_may_be_spelt_with_yin() -> None:
    text = "德國總統萊因巴赫本周訪問漢堡。萊因巴赫表示，德國必須加大投資。這位總統還強調，時間已經不多。"
    assert {s.speaker for s in found(text)} == {"莱因巴赫"}


def test_the_analysis_is_the_papers() -> None:
    assert told("福斯新聞的分析指出，此案與先前那一宗有根本的不同。")[0][0] == "福斯新闻"


def test_who_has_just_asked_back_goes_on_without_a_mark() -> None:
    text = "法官林國謙反問：「所以呢？它對我有約束力嗎？」重申他根據法例判刑，並無酌情餘地。"
    assert told(text)[-1] == ("林国谦", "他根據法例判刑，並無酌情餘地")


def test_a_bureau_may_have_and_in_its_name() -> None:
    assert told("漁業及農務局則回覆稱，署方已派員到碼頭查看。")[0][0] == "渔业及农务局"


def test_a_judge_may_be_called_by_surname_and_bench() -> None:
    text = "裁判官林國謙甫開庭表示，打算改判社會服務令。林官遂指，被告年輕，應予機會。"
    assert [s.speaker for s in found(text)] == ["林国谦", "林国谦"]


def test_a_husbands_surname_may_stand_before_her_own() -> None:
    assert told("村民胡桂蘭高興地說：「路修好了，燈也亮了。」")[0][0] == "胡桂兰"
    assert told("法官陳林智慧表示，案情會影響判刑。")[0][0] == "陈林智慧"


def test_ren_alone_brings_in_a_report_in_terse_papers() -> None:
    assert told("檢方認相關被告犯罪嫌疑不足，依法不予起訴。") == [("检方", "相關被告犯罪嫌疑不足，依法不予起訴")]
    assert told("大家都認他做乾兒子，老師也認得他們一家。") == []


@pytest.mark.parametrize("sentence", ["立委林國謙回應指出，天氣預報未來三天會有大雨。", "立委林國謙反駁指天氣預報未來三天會有大雨。"])
def test_two_verbs_of_speech_in_a_row_bring_in_one_report(sentence: str) -> None:
    assert told(sentence) == [("林国谦", "天氣預報未來三天會有大雨")]


def test_the_report_is_its_offices() -> None:
    assert told("據北灣部工廠安全署的職災檢查報告，起火可能與老舊電線有關。")[0][0] == "北湾部工厂安全署"
