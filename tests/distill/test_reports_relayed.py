"""Reports in papers' ways: verbs without a comma, somebody relayed by a paper, words that only look like verbs of speech."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return [s for s in extract(Text(text, "a.txt")) if s.confidence >= 0.25]  # how sure a rule is changes with what is counted


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
    s = found(text)[-1]
    assert s.speaker is not None
    assert s.speaker.removeprefix("一名") == speaker.removeprefix("一名")
    assert bool(s.second_hand) == (not text.startswith("报道"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("船主知道买家急着上岸，便跟中间人开价：“少于七十万不要打电话给我。”", "少于七十万不要打电话给我。"),
        ("许文川认为，老船长如果早点发现，虽然未必帮得上忙，但“渔会光是要发现有人缺钱，就做得很不够。”", "渔会光是要发现有人缺钱，就做得很不够。"),
        ("船厂老板许文川在朋友圈发文称，他正陪着父亲住院，请大家放心，“接下来需要静养一段时间”“一切都会好起来”。", "一切都会好起来"),
        ("渔民去问了几回，得到渔港管理处的回复是：没有规定，不能处理。", "没有规定，不能处理。"),
        ("许文川说：“我上了三条船，船长就理直气壮地说：‘油钱这么贵，都是这样的。’我只好下来。”", "油钱这么贵，都是这样的。"),
        ("許文川澄清自己出海前查過天氣，更反控船東「所謂的證據，他真的有去看過航海日誌嗎？」", "所謂的證據，他真的有去看過航海日誌嗎？"),
    ],
)
def test_words_in_marks_are_found_where_no_plain_verb_stands(text: str, words: str) -> None:
    assert words in [s.text for s in found(text) if s.kind == "direct"]


def test_a_report_stops_before_the_joint_that_a_quotation_goes_on_from() -> None:
    text = "许文川认为，老船长早点发现的话可以帮上忙，但“渔会光是要发现有人缺钱，就做得很不够。”"
    assert ("indirect", "老船长早点发现的话可以帮上忙") in [(s.kind, s.text) for s in found(text)]


def test_a_line_that_ends_in_a_comma_goes_on_in_the_next() -> None:
    (s,) = found("渔港管理处很快作出反应。工作人员许文川向记者表示，\n他们已经对这批冷冻鱼启动抽检，并要求下架。")
    assert (s.kind, s.text, s.speaker) == ("indirect", "他们已经对这批冷冻鱼启动抽检，并要求下架", "许文川")


@pytest.mark.parametrize(
    "text",
    [
        "2020年，许文川宣布从渔会退休，但保留了顾问的名义。",
        "许文川致辞时重申「渔港复兴」计划。",
        "许文川向网友倾诉自己在海上打鱼的遭遇。",
        "文章日期：2025年3月30日",
    ],
)
def test_deeds_and_things_are_no_reports(text: str) -> None:
    assert found(text) == []


def test_what_somebody_reports_a_company_to_expect_is_said_by_both() -> None:
    said = [(s.speaker, s.text, s.second_hand) for s in found("许文川说，鹭江集团预计，冷链市场到后年将翻一番。")]
    assert said == [("许文川", "鹭江集团预计，冷链市场到后年将翻一番", None), ("鹭江集团", "冷链市场到后年将翻一番", "许文川")]


def test_what_somebody_came_to_know_in_marks_stays_in_the_report() -> None:
    text = "许文川对媒体表示，他听到消息后跟船东通了电话，了解后知道“这个误会大了。”"
    assert [s.kind for s in found(text)] == ["indirect"]


def test_what_came_of_a_complaint_is_not_the_complaint() -> None:
    assert found("渔民许文川多次向渔港管理处反映，未得到处理。") == []


@pytest.mark.parametrize(
    ("rest", "goes_on"),
    [
        ("但真正吃亏的是全港的渔户，他们没有选择。", True),
        ("如果今年再不清淤，明年大船就进不来。", True),
        ("将来每条船都会装上这种灯。", True),
        ("然而，这一回应并未平息渔户的不满。", False),
        ("随后，记者将回复转给了渔会。", False),
        ("三天后，码头重新开放。", False),
    ],
)
def test_a_report_goes_on_only_where_the_next_sentence_plainly_carries_it(rest: str, goes_on: bool) -> None:
    (s,) = found("船厂老板许文川表示，这种做法看起来很体贴，其实是在推责任。" + rest)
    assert s.text.endswith(rest.rstrip("。")) == goes_on


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("晚间，鹭江集团在港交所公布，董事长已经申请辞去职务，自周一起生效。", "董事长已经申请辞去职务，自周一起生效"),
        ("许文川说：“他真的有去看过吗？”甚至认为对方没有问过就用了自己的船。", "对方没有问过就用了自己的船"),
    ],
)
def test_reports_beside_quotations_and_of_companies(text: str, content: str) -> None:
    assert content in [s.text for s in found(text) if s.kind == "indirect"]


def test_a_paper_relays_what_a_house_replies() -> None:
    text = "同年八月，据城南日报报道，长河公司回应称，面馆正在搬迁，新地址还没有定下。"
    assert [s.speaker for s in extract(Text(text, "a.txt"))] == ["长河公司"]


def test_what_somebody_answered_the_speaker_is_theirs() -> None:
    text = "“我给面馆打电话，银行回复说，停贷的一切后果自负。”王柯说。"
    assert "银行" in [s.speaker for s in extract(Text(text, "a.txt"))]


def test_figures_that_somebody_cites_are_whoever_counted_them() -> None:
    (s,) = [s for s in found("議員石寶琪引述衞生署數據指，去年有十一宗個案與飯盒有關。") if s.kind == "indirect"]
    assert (s.speaker, s.second_hand) == ("卫生署", "石宝琪")


def test_a_double_surname_whose_first_character_is_none_is_a_name() -> None:
    (s,) = found("瑞境咖啡创始人兼CEO鲜于拓在一季度电话会上表示，县城门店的销售额同比增长百分之四。")
    assert s.speaker == "鲜于拓"
