"""Documents that say something, verbs of speech with their turns, and what only looks like a report."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return extract(Text(text, "a.txt"))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("公告显示，新码头要到明年三月才能通船。", "公告"),
        ("一季报显示，海獭航运的运力下降了两成。", "一季报"),
        ("但天眼查显示，目前这家公司有十二条被执行人信息。", "天眼查"),
        ("一项针对船员的调查显示，七成的人一年回家不到两次。", "一项针对船员的调查"),
        ("《鹭江港口白皮书》提出，五年内要建成六个深水泊位。", "《鹭江港口白皮书》"),
        ("海獭航运十月发布的永续报告书写明，新船投产首年将多摊三千万元折旧。", "海獭航运"),
        ("船东协会（SOA）研究也发现，只有一成的船员认为工资合理。", "船东协会"),
        ("多位船员向《鹭江晚报》提供的滞港船舶名单显示，仍有九条船没有拿到燃料。", "滞港船舶名单"),
    ],
)
def test_a_document_speaks_for_its_maker_or_for_itself(text: str, speaker: str) -> None:
    (s,) = found(text)
    assert (s.kind, s.speaker) == ("indirect", speaker)


def test_the_document_spoken_of_before_goes_on_speaking() -> None:
    text = "昨天有人转发一份港区纪要。纪要称，东码头将在六月停用。"
    assert [s.speaker for s in found(text)] == ["一份港区纪要"]


@pytest.mark.parametrize(
    "text",
    ["行车记录仪显示，船当时没有开灯。", "有迹象表明，生意正在回暖。", "事实证明，这条路走得通。", "办法要求很高，没有人做得到。"],
)
def test_things_that_are_no_documents_say_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("程砚舟记得，那天夜里码头上没有一盏灯。", "那天夜里码头上没有一盏灯"),
        ("程砚舟想了想，说不修了。", "不修了"),
        ("这门手艺，程砚舟说是从外公那里学来的。", "是从外公那里学来的"),
        ("程砚舟对老莫说，明天先把旧船拖走。", "明天先把旧船拖走"),
        ("程砚舟在电话里答复我，这份合同还有一页附件。", "这份合同还有一页附件"),
        ("可他又承认在合同上签字之前犹豫过。", "在合同上签字之前犹豫过"),
        ("有本地有机农夫质疑，用海水种菜本末倒置。", "用海水种菜本末倒置"),
        ("当区区议员程砚舟到场了解后说，会要求船坞公司交出录像。", "会要求船坞公司交出录像"),
        ("董事被提名人程砚舟表示，他认为航线可以缩短，但不赞成停航。", "他认为航线可以缩短，但不赞成停航"),
        ("程砚舟告诉记者，据他了解，滞港的船已经少了一半。", "滞港的船已经少了一半"),
        ("程砚舟的说法略有不同：码头从来没有停工。", "码头从来没有停工"),
        ("程砚舟给股东写了一封信，大意是说航线还会再亏两年。", "航线还会再亏两年"),
        ("申请仍要等上级点头，被民众认为诚意不够。", "诚意不够"),
    ],
)
def test_turns_of_reporting_are_read(text: str, content: str) -> None:
    assert content in [s.text for s in found(f"船主程砚舟近日很忙。{text}")]


def test_one_line_that_somebody_drops_is_in_their_words() -> None:
    (s,) = found("船主程砚舟近日很忙。程砚舟没有多留，只是临走前丢下一句话：交不出船的厂子，明年不用再来。")
    assert (s.kind, s.text) == ("direct", "交不出船的厂子，明年不用再来。")


@pytest.mark.parametrize(
    "text",
    [
        "程砚舟一边说，一边翻出手机里的照片。",
        "水手们怨声载道，有人当场摔了帽子。",
        "每次程砚舟劝他，他都把门关上。",
        "他没有给出明确答复，转身走了。",
        "程砚舟并不讳言落差。",
        "程砚舟说这话时，顺手关了灯。",
        "大家有理由相信明天会更好。",
    ],
)
def test_what_sounds_like_speech_is_none(text: str) -> None:
    assert found(text) == []


def test_how_something_was_said_is_no_report() -> None:
    text = "“船还在。”程砚舟补充，语气里听不出高兴还是难过。"
    assert [(s.kind, s.text) for s in found(text)] == [("direct", "船还在。")]


def test_what_leads_up_to_a_quotation_is_no_report() -> None:
    text = "据程砚舟转述，母亲只问了父亲一句：“这条船你还开不开？”"
    assert [s.kind for s in found(text)] == ["direct"]


def test_in_their_eyes_means_whom_the_article_spoke_of_last() -> None:
    text = "程砚舟坦言，他在五月就卖掉了旧船。在其看来，问题不在运费，在信任。"
    assert [s.speaker for s in found(text)] == ["程砚舟", "程砚舟"]


def test_a_full_stop_of_another_script_ends_a_report_after_a_percentage() -> None:
    text = "公告显示, 船队的空置率达到71.3%. 一位船东测算, 再跌两成就会有人弃船."
    assert [s.text for s in found(text)] == ["船队的空置率达到71.3%", "再跌两成就会有人弃船"]
