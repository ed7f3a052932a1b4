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
        "程砚舟不断提醒自己，不要再犯同样的错。",
        "上周程砚舟还喊出“满仓”。",
        "一名自称同行的网民则拍手叫好。",
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


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("据《鹭江晚报》，东码头将在六月停用。", "鹭江晚报", "东码头将在六月停用"),
        ("记者从鹭江市港务局获悉，东码头将在六月停用。", "鹭江市港务局", "东码头将在六月停用"),
        ("根据船东协会的调研，只有一半的船员表示愿意续约。", "船东协会", "只有一半的船员表示愿意续约"),
        ("批评者称，这座码头修得太晚。", "批评者", "这座码头修得太晚"),
        ("截至发稿前，有消息称东码头正在谈判出售。", "消息", "东码头正在谈判出售"),
        ("船员普遍反映预期改变，货量下滑两成。", "船员", "预期改变，货量下滑两成"),
        ("她的朋友姑且叫L。L告诉我，那年船队从九十条缩到三十五条。", "L", "那年船队从九十条缩到三十五条"),
    ],
)
def test_sources_of_many_kinds_are_speakers(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in [(s.speaker, s.text) for s in found(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("一位接近交易的人士对潮汐时代表示，价格还没有谈拢。", "价格还没有谈拢"),
        ("他形容自己，以前是出海的人，现在是看海的人。", "以前是出海的人，现在是看海的人"),
        ("一位采购总监给出的反馈是：愿意给机会，但不可能给所有人机会。", "愿意给机会，但不可能给所有人机会"),
        ("他没有正面回应，只是透过公关部门转述称，东码头从未放弃远洋航线。", "东码头从未放弃远洋航线"),
        ("在程砚舟的投资逻辑里，小船就能覆盖八成的航线。", "小船就能覆盖八成的航线"),
        ("程砚舟泼了冷水：听懂口令和真的会开船，中间隔着整片海。", "听懂口令和真的会开船，中间隔着整片海"),
        ("程砚舟向潮汐周刊（微信ID：chaoxi）回忆，为了早点出海，大家没有多想。", "为了早点出海，大家没有多想"),
        ("程砚舟回应称，公司正在拟定标准，预计明年公开。", "公司正在拟定标准，预计明年公开"),
        ("程砚舟说，自己从来没有赶人，只是建议先把旧船修好。", "自己从来没有赶人，只是建议先把旧船修好"),
        ("程砚舟先说货船还没有到港，过了元旦又说码头没有电。", "码头没有电"),
        ("程砚舟举了一个例子：一船货到港时温度合格，但客户认为颜色不对就是坏了。", "一船货到港时温度合格，但客户认为颜色不对就是坏了"),
        ("根据媒体报道，去年全国曾有三百家小船厂，但到了今年，据程砚舟透露，还在开工的只有四十家。", "去年全国曾有三百家小船厂"),
    ],
)
def test_reports_begin_and_end_where_the_voice_does(text: str, content: str) -> None:
    assert content in [s.text for s in found(f"船主程砚舟近日很忙。{text}")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("程砚舟批政府漠视船家生计。", "政府漠视船家生计"),
        ("程砚舟吁市民出海前先看天气。", "市民出海前先看天气"),
        ("程砚舟料下半年运费会再跌一成。", "下半年运费会再跌一成"),
        ("程砚舟轰当局失职，令船家白等半年。", "当局失职，令船家白等半年"),
        ("今年的补助会在六月底前发完，渔业署长程砚舟说。", "今年的补助会在六月底前发完"),
        ("渔业署今日发布新闻稿指出，今年乌贼比去年少三成。", "今年乌贼比去年少三成"),
        ("判决书写道，被告明知船体有裂缝仍出海。", "被告明知船体有裂缝仍出海"),
        ("世界渔业组织警告，三分之一的鱼类正被过度捕捞。", "三分之一的鱼类正被过度捕捞"),
        ("测试后，他发现大多数船的回声仪根本没有校准。", "大多数船的回声仪根本没有校准"),
    ],
)
def test_terse_verbs_titles_behind_and_offices_are_read(text: str, content: str) -> None:
    assert content in [s.text for s in found(f"船主程砚舟近日很忙。{text}")]


@pytest.mark.parametrize(
    "text",
    [
        "程砚舟大批进货，堆满了码头。",
        "那天晚上，程砚舟发现冰箱里的鱼都坏了。",
        "程砚舟准备的材料堆了一桌子。",
        "程砚舟促进了两岸往来的合作。",
    ],
)
def test_what_befalls_somebody_is_not_what_they_say(text: str) -> None:
    assert found(f"船主程砚舟近日很忙。{text}") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("专家建议，家长应在开学前带孩子检查视力。", "家长应在开学前带孩子检查视力"),
        ("民间团体质疑，市府的数据有水分。", "市府的数据有水分"),
        ("工会指责资方言而无信，拖欠三个月薪水。", "资方言而无信，拖欠三个月薪水"),
        ("他跟我说过，这辈子不会离开码头。", "这辈子不会离开码头"),
        ("程砚舟拍着胸脯保证，月底前一定发薪。", "月底前一定发薪"),
        ("他说船要卖了，但没有说卖给谁。", "船要卖了"),
        ("警方表示，昨晨六时接获报案，指一名老翁在码头晕倒。", "昨晨六时接获报案，指一名老翁在码头晕倒"),
    ],
)
def test_words_the_dictionary_joins_or_splits_do_not_hide_a_report(text: str, content: str) -> None:
    assert content in [s.text for s in found(f"船主程砚舟近日很忙。{text}")]
