"""Reports that are kept whole: a quotation as their last words, verbs in passing, a speaker nobody can name."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, at_least, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return at_least(extract(Text(text, "a.txt")), 0.3)  # how sure a rule is changes with what is counted


def spans(text: str) -> list[tuple[str, str]]:
    return [(s.kind, s.text) for s in found(text)]


def test_a_quotation_that_a_report_goes_straight_on_into_belongs_to_it() -> None:
    text = "渡口管理处处长黎知远说，把轮渡搬到上游并不现实，老码头“对两岸的人来说太近、太便宜、太习惯”。"
    assert spans(text) == [("indirect", "把轮渡搬到上游并不现实，老码头“对两岸的人来说太近、太便宜、太习惯”")]


def test_words_that_a_verb_brings_in_inside_a_report_stay_a_quotation() -> None:
    text = "厂长黎知远向来客形容这门手艺“像是给一块老木头看病，急也急不来”。"
    assert ("direct", "像是给一块老木头看病，急也急不来") in spans(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("教育局称为确保学生安全，明日全市停课一天。", "为确保学生安全，明日全市停课一天"),
        ("渔会会长黎知远痛骂港务局是甩手掌柜。", "港务局是甩手掌柜"),
        ("店主黎知远算过，一碗面的成本里房租占了三成。", "一碗面的成本里房租占了三成"),
        ("馆长黎知远在业绩说明会上表示展馆明年不会涨价。", "展馆明年不会涨价"),
        ("市长黎知远昨日见记者，更称修桥的钱早已备好。", "修桥的钱早已备好"),
        ("校长黎知远此前也表态，下学期会继续免收餐费。", "下学期会继续免收餐费"),
        ("市长黎知远表态暗示市面上的钱总体够用，不必再放。", "市面上的钱总体够用，不必再放"),
        ("有报道称，这家船厂曾在去年拒绝了收购的要求。", "这家船厂曾在去年拒绝了收购的要求"),
        ("渔会会长黎知远只说根据潮位记录，认为航道目前可以通行。", "根据潮位记录，认为航道目前可以通行"),
        ("某船厂董秘表示公司已买下两座船坞，预计明年能多造三条船。", "公司已买下两座船坞，预计明年能多造三条船"),
    ],
)
def test_a_verb_of_speech_brings_in_its_clause(text: str, said: str) -> None:
    assert spans(text) == [("indirect", said)]


@pytest.mark.parametrize("text", ["园区负责人称为师傅的那个人来了。", "黎知远坚持要加一扇窗。", "他盘算着明年的事，出了门。"])
def test_what_only_looks_like_such_a_verb_is_none(text: str) -> None:
    assert spans(text) == []


def test_another_voice_behind_a_concession_is_heard() -> None:
    text = "尽管厂长希望老工人都能留下，一名装卸工表示仓库里已经没有活干。"
    assert ("indirect", "仓库里已经没有活干") in spans(text)


def test_a_report_whose_speaker_is_only_guessed_stays_nobodys() -> None:
    (s,) = found("当天下午，拾云阁发布声明，称这次调整属于正常安排，不涉及裁员。")
    assert s.text == "这次调整属于正常安排，不涉及裁员"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("馆长黎知远向我们解释了没签的原因：对方要求独家，而馆里下一站恰好在他们隔壁。", "对方要求独家，而馆里下一站恰好在他们隔壁"),
        ("馆长黎知远想了想，报出一个更短的期限：到明年立夏，收支相抵，否则关门。", "到明年立夏，收支相抵，否则关门"),
        ("馆长黎知远没有否认，只是纠正了一个数字，三十人是前年的情况，去年已到五十人。", "三十人是前年的情况，去年已到五十人"),
        ("船务协会去年发布的一份报告也提到了这一点：外海航线的运费涨了两成。", "外海航线的运费涨了两成"),
        ("船务协会的统计口径下，全年共有三千艘渔船出海。", "全年共有三千艘渔船出海"),
        ("据船务协会发布的《近海航运白皮书》，渔船数量首次减少。", "渔船数量首次减少"),
        ("一家调查公司的一项调查预测显示，到明年码头会少用三成的人。", "到明年码头会少用三成的人"),
        ("该公司在年报中将亏损归因于油价高企、客源减少。", "油价高企、客源减少"),
        ("首席研究员黎知远在他新出的研究报告中判断，明年的运价还会走低。", "明年的运价还会走低"),
    ],
)
def test_words_announced_by_what_kind_of_words_they_are(text: str, said: str) -> None:
    assert spans(text) == [("indirect", said)]


@pytest.mark.parametrize(
    "text",
    [
        "而对手里只有一条船的黎知远而言，最难的就是冬天。",
        "我们把这件事告诉了馆长黎知远，他沉默了一会。",
        "展厅里挂着一幅画，抛出一根绳子，旁边写着尺寸。",
    ],
)
def test_no_words_are_announced(text: str) -> None:
    assert spans(text) == []


def test_what_follows_words_written_so_is_no_report() -> None:
    text = "“我等了三年，等来一张白纸。”馆长黎知远在群里如此写道，底下是整整两屏的回复。"
    assert spans(text) == [("direct", "我等了三年，等来一张白纸。")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("镇上从来没有问过居民的意见，五金店主黎知远说。", ["镇上从来没有问过居民的意见"]),
        ("许多船厂正在别处寻找订单，海运顾问公司的黎知远说道，他曾任船务协会副会长。", ["许多船厂正在别处寻找订单"]),
        ("这趟船的船期一再延误，馆长黎知远说，因为码头上没有人手。", ["这趟船的船期一再延误", "因为码头上没有人手"]),
    ],
)
def test_a_speaker_behind_the_words_or_in_their_middle(text: str, said: list[str]) -> None:
    assert [s.text for s in found(text)] == said


@pytest.mark.parametrize("text", ["对于这笔钱的去向，馆长黎知远一再强调。", "“谈判桌的两边从来不对等，”黎知远说，她曾担任市长的顾问。"])
def test_a_topic_or_who_the_speaker_is_are_no_report(text: str) -> None:
    assert [s.text for s in found(text) if s.kind == "indirect"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("渔会会长黎知远批评外判商的监管形同虚设。", "外判商的监管形同虚设"),
        ("立委黎知远昨在質詢時砲轟港務局球員兼裁判，帳目拖了半年才公布。", "港務局球員兼裁判，帳目拖了半年才公布"),
        ("至于外界质疑运价上涨，馆长黎知远强调今年的票价不增反减。", "今年的票价不增反减"),
        ("馆长黎知远回复本报称公司会按合同收购，另一家公司截至发稿未予回应。", "公司会按合同收购"),
        ("馆长黎知远没有提钱，而是说这里的早班从四点半开始。", "这里的早班从四点半开始"),
        ("根据渔会所提供的监测纪录，同一片海的鱼少了两成。", "同一片海的鱼少了两成"),
        ("渔会会长黎意如认为，问题不在码头，而在水道。", "问题不在码头，而在水道"),
        ("馆长黎知远来了。据他了解，附近的冷库里有三成是陈货。", "附近的冷库里有三成是陈货"),
    ],
)
def test_reports_of_papers_and_of_critics(text: str, said: str) -> None:
    assert [s.text for s in found(text)] == [said]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("渔会及船工会等呼吁港务局尽快清理航道淤泥，但港务局未有理会。", "渔会及船工会等", "港务局尽快清理航道淤泥"),
        ("多位在网上发帖的船主反映，到港之后要排两天队。", "多位在网上发帖的船主", "到港之后要排两天队"),
        ("坊间的传闻是有两条船在港口漏了水。", "坊间", "有两条船在港口漏了水"),
        ("馆长黎知远转述了一位老船工的判断：这条航线最多维持两个夏天。", "老船工", "这条航线最多维持两个夏天"),
        ("今年2月，拾云船务公司公布了去年的年报，其中显示营收比前年增长两成。", "拾云船务公司", "营收比前年增长两成"),
    ],
)
def test_subjects_in_brief_and_words_handed_on(text: str, speaker: str, said: str) -> None:
    (s,) = found(text)
    assert ((s.speaker or "").removeprefix("多位"), s.text) == (speaker.removeprefix("多位"), said)


def test_a_surname_alone_goes_on_with_whoever_bears_it() -> None:
    first, second = found("运输局局长黎知远今早见记者，称路面大致恢复畅通。黎又承认六百条路线中，只有一半恢复。")
    assert (second.speaker, second.text) == (first.speaker, "六百条路线中，只有一半恢复")


@pytest.mark.parametrize(
    "text",
    [
        "为了告诉孩子们风险是什么，馆长黎知远专门印了四张旧船票。",
        "馆长黎知远反驳有关说法，转身走了。",
        "船工新闻在购物网站上检索发现，仿制的船灯多为两百元以内。",
        "该会并非呼吁停航的唯一声音。",
        "“以后的年轻人该学什么？”对于这个问题，众人都没有接话。",
        "三月，船协专门设了一个议题——“海上的下一个一百年要靠什么来养活自己”。",
    ],
)
def test_purposes_questions_titles_and_mere_things_are_no_statements(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("林务局上周印发的《近海捕捞管理办法》提出，明年起渔船一律装上定位器。", "林务局", "明年起渔船一律装上定位器"),
        ("远帆证券航运行业分析师洪云舒预测，这条航线还要再投两个亿才能回本。", "洪云舒", "这条航线还要再投两个亿才能回本"),
        ("海洋大学的一项测算支持了黎知远的观点：近海可停大船的码头仅有三座。", "海洋大学", "近海可停大船的码头仅有三座"),
        ("馆长黎晓云来得很早。黎晓云扳着指头数给记者听：去年卖掉的船票比前二十年还多。", "黎晓云", "去年卖掉的船票比前二十年还多"),
        ("船主黎知远预计今年的船票会比去年便宜。", "黎知远", "今年的船票会比去年便宜"),
    ],
)
def test_whose_words_a_frame_brings_in(text: str, speaker: str, said: str) -> None:
    (s,) = found(text)
    assert (s.speaker, s.text) == (speaker, said)


def test_a_second_report_behind_one_that_a_noun_brought_in_is_its_own() -> None:
    text = "馆长黎知远把失利归因于体能储备不足，并表示球队不会更换外援。"
    assert [s.text for s in found(text)] == ["体能储备不足", "球队不会更换外援"]


def test_the_narrator_goes_on_with_whose_report_it_was() -> None:
    text = "馆长黎知远说，渔船太多，码头太少。黎知远见过上百个船主，会记住每个人的名字。"
    assert found(text)[0].text == "渔船太多，码头太少"


@pytest.mark.parametrize("text", ["这样算下来，一个月就是五千块。", "黎知远对涨价之说不以为然。", "她把一段旧信读给我听，读到一半自己先笑了。"])
def test_sums_and_turns_of_phrase_are_no_reports(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    "second",
    [
        "从成本上看，换一条航线要多花三成",
        "假如油价再涨，船主就只能停航",
        "对小船主来说，这笔钱等于一年的收入",
        "应该先把旧码头修好",
        "所以没有人敢先动手",
    ],
)
def test_a_report_goes_on_over_a_sentence_that_reasons_from_it(second: str) -> None:
    assert found(f"船主黎知远表示，这条航线已经不赚钱。{second}。")[0].text == f"这条航线已经不赚钱。{second}"
    assert found(f"据船主黎知远介绍，这条航线已经不赚钱。{second}。")[0].text == f"这条航线已经不赚钱。{second}"


@pytest.mark.parametrize("second", ["从目前的安排看来，船还开着", "码头上只剩三个人", "他说完就走了"])
def test_a_report_ends_where_the_narrator_goes_on(second: str) -> None:
    assert found(f"船主黎知远表示，这条航线已经不赚钱。{second}。")[0].text == "这条航线已经不赚钱"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("码头管委会给出的预测是全年三百条船起步。", "全年三百条船起步"),
        ("专家看过之后下了结论，石板要一块一块起出来重铺。", "石板要一块一块起出来重铺"),
        ("馆长黎知远当场拍了桌子，质问谁批准换的石头。", "谁批准换的石头"),
        ("渔会会长黎知远担心油价再升会令船主百上加斤。", "油价再升会令船主百上加斤"),
    ],
)
def test_verdicts_forecasts_and_worries_are_reports(text: str, said: str) -> None:
    assert [s.text for s in found(text)] == [said]


def test_two_voices_behind_bare_verbs_are_two_reports() -> None:
    text = "馆长黎知远认为馆里应该搬家，老馆员告诫他搬家等于从零开始。"
    assert "馆里应该搬家" in [s.text for s in found(text)]


@pytest.mark.parametrize("text", ["渡轮公司强调在老城的作用，以及码头的价值。", "圈里人称“老船长”的黎知远来了。"])
def test_noun_phrases_and_bynames_are_no_reports(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第三次接电话的人说名单还在统计。", "名单还在统计"),
        ("议员黎知远昨天上午到场，闻言仅称会再了解。", "会再了解"),
        ("他跟徒弟说前三十米靠力气，后五十米靠脑子空着。", "前三十米靠力气，后五十米靠脑子空着"),
        ("她向《汉江时报》解释，开店的念头来自一次地铁上的崩溃。", "开店的念头来自一次地铁上的崩溃"),
        ("公司的安全手册里写着，风速超过每秒十二米禁止登塔。", "风速超过每秒十二米禁止登塔"),
        ("馆长黎知远在对讲机里反复安慰他，救援队已经在路上。", "救援队已经在路上"),
        ("馆长黎知远半开玩笑地警告他别把这种安静带回公司。", "别把这种安静带回公司"),
    ],
)
def test_people_and_papers_that_speak_in_passing(text: str, said: str) -> None:
    assert [s.text for s in found(text)] == [said]


def test_he_and_she_say_two_things() -> None:
    assert [s.text for s in found("他沉默了很久，说知道了，她说大不了把房子卖掉。")][-1] == "大不了把房子卖掉"


def test_what_somebody_feels_is_no_report() -> None:
    assert spans("黎知远在邻县找到了工作。他感到庆幸，又有些难受。") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("渔政科负责人在接到本报反映后表示已经立案。", ["已经立案"]),
        ("船厂总经理黎知远坦率地讲，到目前为止，订单有七成来自外地。", ["到目前为止，订单有七成来自外地"]),
        ("单个船主是赢不了的，黎知远解释说，因为不入会的人拿不到泊位。", ["单个船主是赢不了的", "因为不入会的人拿不到泊位"]),
        ("坦率地说，这条路并不好走。", []),
        ("当时船厂内部有两种声音：副厂长主张造大船，会计主张修旧船。", []),
        ("直到黎知远抛出一个问题：旧码头到底有没有人管？", []),
    ],
)
def test_frankly_upon_hearing_and_several_voices(text: str, said: list[str]) -> None:
    assert [s.text for s in found(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "渔会会长黎知远对此表示惋惜，并宣布下月补办一场。",
        "馆长黎知远对此表示担忧，随后离开了会场。",
        "船厂老板黎知远坚持，工人们只好留下来加班。",
        "老师黎知远点名，学生们一个个站起来。",
        "馆长黎知远提了两个条件，对方都答应了。",
        "馆长黎知远报了一个价格，老板摇摇头。",
        "黎知远反问对方，对方无言以对。",
        "黎知远警告他，他不听。",
        "公司的手册里有一张照片：黎知远站在船头。",
        "馆长黎知远放话，没有人当真。",
        "风很大，馆长黎知远喊道，但没有人听见。",
        "有报道，也有照片。",
        "有分析指出问题所在。",
    ],
)
def test_what_came_of_words_is_no_report(text: str) -> None:
    assert spans(text) == []
