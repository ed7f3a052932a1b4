"""Reports without a verb of speech: messages, words thrown in, questions that are told, nouns like 理由是."""

from __future__ import annotations

import pytest

from bot.distill.statements import at_least, extract
from bot.distill.text import Text


def told(text: str) -> list[tuple[str | None, str]]:
    found = at_least(extract(Text(text, "a.txt")), 0.2)  # how sure a rule is changes with what is counted
    return [(s.speaker, s.text) for s in found if s.kind == "indirect"]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("店长在群里发通知，所有人周末都要来加班。", "店长", "所有人周末都要来加班"),
        ("岭海快运当晚在官网发布声明，已暂停涉事司机的接单资格。", "岭海快运", "已暂停涉事司机的接单资格"),
        ("孟珊说，她很累。\n孟珊给我们发来一段语音，她已经买好了回乡的车票。", "孟珊", "她已经买好了回乡的车票"),
        ("孟珊说，她很累。\n孟珊马上接口，她手里正好有一家。", "孟珊", "她手里正好有一家"),
    ],
)
def test_a_message_or_a_word_thrown_in_says_what_follows_its_comma(text: str, speaker: str, said: str) -> None:
    assert told(text)[-1] == (speaker, said)


@pytest.mark.parametrize(
    "text",
    ["公司发布公告，引来股民质疑。", "房东发来消息，没有人回。", "店长留下一张纸条，转身走了。", "我发了一条短信，对面一直没回。"],
)
def test_what_came_of_a_message_is_no_report(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "asked"),
    [
        ("面试官问她能不能接受夜班，她点了点头。", "面试官", "能不能接受夜班"),
        ("房东问我愿不愿意再续一年。", "房东", "愿不愿意再续一年"),
        ("秦川说好。\n秦川问他太太知不知道。", "秦川", "他太太知不知道"),
    ],
)
def test_a_question_put_to_somebody_is_told_as_far_as_it_asks(text: str, speaker: str, asked: str) -> None:
    assert told(text)[-1] == (speaker, asked)


@pytest.mark.parametrize("text", ["记者问店员怕不怕失业。", "他问了三遍价钱，没有人回答。"])
def test_a_reporters_question_and_a_mere_thing_asked_are_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("孟珊说，她只认合同。\n孟珊反对换人，理由是供应商从来没有误过工期。", "孟珊", "供应商从来没有误过工期"),
        ("这家公司的官方回应是，所有数据都存放在境内。", "这家公司", "所有数据都存放在境内"),
        ("市住建局官员在会上的态度是，违建不能因为住了人就合法。", "市住建局官员", "违建不能因为住了人就合法"),
        ("孟珊说，她不急。\n孟珊去问街道督导，得到的答复是房子不在拆迁范围内。", "街道督导", "房子不在拆迁范围内"),
    ],
)
def test_a_noun_of_speech_may_stand_apart_from_its_speaker(text: str, speaker: str, said: str) -> None:
    assert told(text)[-1] == (speaker, said)


def test_a_reason_inside_what_somebody_thinks_is_part_of_it() -> None:
    assert len(told("孟珊认为，旧书店会消失，理由是年轻人不再去了。")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("远山智能透露，第三代样机已经下线。", "第三代样机已经下线"),
        ("孟珊说好。\n孟珊并不否认利润正在变薄。", "利润正在变薄"),
        ("孟珊说好。\n孟珊在旁边纠正他，涨的不是房租。", "涨的不是房租"),
        ("經濟學者孟珊早就論證過，合同越長，信任越少。", "合同越長，信任越少"),
    ],
)
def test_a_name_ending_in_an_auxiliary_and_rarer_verbs_report(text: str, said: str) -> None:
    assert told(text)[-1][1] == said


def test_a_short_name_in_brackets_is_given_without_its_introduction() -> None:
    text = "运营方为岭海智能科技有限公司（下称岭海科技）。公司当晚在官网发布声明，已暂停全部车辆。"
    assert told(text)[-1][0] == "岭海科技"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("岭海晚报获得的一份询价单显示，年保费从九百元到五千元不等。", "一份询价单"),
        ("中国道路协会今年6月发布的《无人车白皮书》亦提出，应建立统一平台。", "中国道路协会"),
        ("研究机构「岛图数据」本月发表的《新创调查》则显示，有四成公司换过主力模型。", "岛图数据"),
        ("据恒天财富相关数据统计，今年到期的信托达到两千亿元。", "恒天财富"),
        ("在云后等企业看来，县城的渠道还没有饱和。", "云后等企业"),
        ("北岭警方侦查发现，这些月饼来自当地一家公司。", "北岭警方"),
        ("一位姓王的网店代理指责称，这种说法纯属中伤。", "姓王的网店代理"),
        ("市交通局上周复查，认定信号灯配时没有问题。", "市交通局"),
        ("澄江物流的声明只有两百字，称双方仍将保持合作。", "澄江物流"),
        ("许曼说好。\n对此，产业署发言人李宗回复本站时表示，相关方案没有缩减。", "李宗"),
        ("有基金经理看过报告后却不服气，致电笔者说，存活率高只是因为不好意思停。", "基金经理"),
        ("许曼也引述厂商意见说，多数人不期待补助。", "厂商"),
        ("许曼说好。\n许曼想了想说，要看钱用在哪里。", "许曼"),
    ],
)
def test_bodies_papers_and_their_makers_speak(text: str, speaker: str) -> None:
    assert told(text)[-1][0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "据记者不完全统计，今年已有二十七起融资。",
        "据《岭海日报》记者统计，北方城市的项目更多。",
        "但在创业者眼里，却能够是数亿元。",
        "据一位在场的高管回忆，谭力这样反问。",
    ],
)
def test_what_reporters_counted_and_mere_frames_are_nobodys_report(text: str) -> None:
    assert told(text) == []


def test_a_clause_of_somebody_elses_takes_the_verb_behind_it() -> None:
    text = "丁一说，先等等。许曼说，不行。\n丁一提出由他去一趟，许曼不肯，说求人的事她做不来。"
    assert told(text)[-1] == ("许曼", "求人的事她做不来")


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("隔壁的大姐劝她干脆改卖墨镜，反正长得差不多。", "隔壁的大姐", "干脆改卖墨镜，反正长得差不多"),
        ("房东劝他把店面转出去，他不肯。", "房东", "把店面转出去"),
        ("体检中心说报告是软件出的，软件公司说没有这回事。", "软件公司", "没有这回事"),
        ("明年电费还要再涨一轮，多位业内人士都这样判断。", "多位业内人士", "明年电费还要再涨一轮"),
        ("分析认为，这种病毒可能来自动物。", "分析", "这种病毒可能来自动物"),
        ("记者从北岭水务局拟定的一份公告里了解到，水表年限由用户自行选择。", "北岭水务局", "水表年限由用户自行选择"),
        ("许曼说好。\n在许曼的预期里，明年春节前会消失一半品牌。", "许曼", "明年春节前会消失一半品牌"),
        ("许曼说好。\n她的想法很朴素：换成电的哪怕贵一倍，三年也能省回来。", "许曼", "换成电的哪怕贵一倍，三年也能省回来"),
    ],
)
def test_urgings_judgements_and_views_are_reports(text: str, speaker: str, said: str) -> None:
    assert told(text)[-1] == (speaker, said)


@pytest.mark.parametrize(
    "text",
    [
        "女儿几次劝她退下来，膝盖也开过刀。",
        "许曼说好。\n许曼并不觉得冤。",
        "该机构同时将全年预测上调到了二百万副。",
        "所有受访者的回答都是同一个词：买量。",
    ],
)
def test_short_urgings_feelings_and_figures_moved_are_none(text: str) -> None:
    assert [said for _, said in told(text) if said != "好"] == []


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("许曼说，好。许曼说，行。\n许曼说，该州“已经派人去采购机器”。", "许曼", "该州“已经派人去采购机器”"),
        ("岭海集团12月公告，拟以三亿元收购云岭股份的一半股权。", "岭海集团", "拟以三亿元收购云岭股份的一半股权"),
    ],
)
def test_words_that_finish_a_report_are_part_of_it_and_companies_announce(text: str, speaker: str, said: str) -> None:
    assert told(text)[-1] == (speaker, said)
