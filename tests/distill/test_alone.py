"""Quotations that stand alone in features: whose they are by the sentences before and behind them. Invented passages of both scripts."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return extract(Text(text, "a.txt"))


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in found(text) if s.kind == "direct"]


def test_he_of_a_paragraph_that_tells_of_one_person_is_a_rule_of_its_own() -> None:
    text = "烘焙店老板冯启明今年四十岁。去年，他把三家店关了两家。“剩下这家够我自己守着。”"
    (said,) = found(text)
    assert (said.speaker, said.rule) == ("冯启明", "floating-paragraph")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“票还有没有？”一个背着吉他的男人挤到窗口前。", "背着吉他的男人"),
        ("「排骨還有嗎？」一位撐著傘的阿姨探頭進來。", "撑着伞的阿姨"),
    ],
)
def test_whoever_comes_up_right_behind_the_words_says_them(text: str, who: str) -> None:
    (speaker,) = speakers(text)
    assert speaker is not None
    assert who.endswith(speaker)


def test_a_report_that_turns_against_what_was_said_brings_in_its_own_words_only() -> None:
    text = "店主邱玉兰说，租金一年没降过。“房东一分钱都不肯让。”不过，街道负责人罗成刚向记者表示，减免政策正在研究。"
    assert speakers(text) == ["邱玉兰"]


def test_whose_these_words_are_says_the_sentence_behind() -> None:
    text = "韩素梅二十岁进厂，师傅杜克勤带了她三年。“慢一点，料子不会跑。”韩素梅至今记得杜克勤的这句话。"
    assert speakers(text) == ["杜克勤"]


def test_of_two_who_act_in_the_sentence_before_it_is_the_one_behind_the_words() -> None:
    text = "杜克勤要加班，韩素梅却要停机检修。“机器坏了，谁赔你的工期？”杜克勤把图纸拍在桌上。"
    assert speakers(text) == ["杜克勤"]


def test_who_is_called_by_surname_and_title_in_the_words_does_not_say_them() -> None:
    text = "韩素梅跟着杜克勤跑完第一单，回来的路上，杜克勤睡着了。“杜老师把我带进门，我得把门守住。”"
    assert speakers(text) != ["杜克勤"]


def test_an_answer_that_is_told_by_somebody_else_is_still_its_speakers() -> None:
    text = "联合创始人范立行主张关掉线下门店。“我们一年亏得起几家店？”据一位在场的员工回忆，范立行这样反问。"
    assert speakers(text) == ["范立行"]


def test_the_other_party_leaves_the_foreground_to_whom_it_had() -> None:
    text = "冯启明打电话问房东能不能缓一个月，对方说最多半个月。他把围裙解下来。“半个月也行。”"
    assert speakers(text)[-1] == "冯启明"


def test_whom_the_reporter_got_hold_of_is_he() -> None:
    text = "骑手里有一位前站长，名声很大。店主冯启明说，单子少了一半。\n我们找到了那位前站长。他如今在开出租车。“罚款都是上面定的，我只管签字。”"
    (speaker,) = speakers(text)
    assert speaker is not None
    assert speaker.endswith("站长")


def test_who_only_listens_said_nothing() -> None:
    text = "店主冯启明把账本合上。“房租一分都不能少。”房东罗成刚听着，没有接话。"
    assert speakers(text) != ["罗成刚"]


def test_how_somebody_said_it_is_remembered_by_another() -> None:
    text = "韩素梅和杜克勤在车间里吵了一架。“线停了，你去跟客户说？”韩素梅记得杜克勤当时就是这么喊的。"
    assert speakers(text) == ["杜克勤"]


def test_a_relative_with_a_post_and_a_name_is_that_name() -> None:
    text = "面馆老板周德海不懂账，周德海的妻子、会计师何晓梅算了一夜。“签了就是替别人打工。”何晓梅说，她不签。"
    assert speakers(text) == ["何晓梅"]


def test_whoever_is_told_something_goes_on_in_the_next_paragraph() -> None:
    text = "厂长韩素梅没有还价。厂里的老同事告诉她，现在工资涨到了七千五，还包住。\n“不甘心是有一点的，”她关掉灯箱，“但我算得过来。”"
    assert speakers(text) == ["韩素梅", "韩素梅"]


def test_a_short_line_after_anothers_words_is_no_testimony_that_goes_on() -> None:
    assert speakers("“还差一箱。”仓库主管罗成刚说。\n“差的那箱在我车上。”")[1] is None


def test_a_verb_with_its_object_is_nobody() -> None:
    text = "店主冯启明把来信收好，当晚召集员工开会。“他说得对，账该贴在墙上。”"
    assert speakers(text) == ["冯启明"]


def test_whoever_acts_after_a_report_has_the_line_behind_it() -> None:
    text = "冯启明认为，年轻人总想一步到位。他按了一下响铃，灯灭了，冯启明又把它打开。\n“再等十分钟。”"
    assert speakers(text)[-1] == "冯启明"


def test_the_words_an_article_opens_with_are_of_whom_the_next_paragraph_brings_in() -> None:
    text = "“这家店已经关过一次了。”\n面馆创始人冯启明坐在空荡荡的后厨里，墙上还贴着两年前的排班表。"
    assert speakers(text) == ["冯启明"]


def test_him_who_acts_before_the_words_speak_of_does_not_say_them() -> None:
    text = "厂长杜克勤把账本摊在桌上，一笔一笔地对。“他连水费都给我看了。”韩素梅后来做了工会主席。"
    assert speakers(text) == ["韩素梅"]


def test_somebody_by_a_nickname_right_behind_their_role_speaks() -> None:
    assert speakers("高二学生小蔓不关心账本。“鸡腿变大了，这是真的。”") == ["小蔓"]


def test_those_somebody_works_with_do_not_make_it_unclear_who_he_is() -> None:
    text = "车间主任罗成刚去看了那台机器。他让工程师改了两行程序，又让学徒重新贴了标签。“机器不懂的，人要教它。”"
    assert [s.rule for s in found(text) if s.kind == "direct"] == ["floating-paragraph"]
    assert speakers(text) == ["罗成刚"]


def test_who_puts_forward_something_else_behind_the_words_did_not_say_them() -> None:
    text = "店主邱玉兰说，生意一年比一年难。“以前卖三送一。”她停顿了一下，“现在卖一送三。”分析师罗成刚却提出，旺季还没有到。"
    assert speakers(text) == ["邱玉兰", "邱玉兰"]


def test_whoever_is_named_by_what_they_do_leads_up_to_the_words() -> None:
    (speaker,) = speakers("不过，也有租房者看完合同后没有签字。“押三付一，我拿不出来。”")
    assert speaker is not None
    assert speaker.endswith("租房者")


def test_who_only_gave_an_answer_does_not_have_the_next_line() -> None:
    text = "冯启明去问一位街道干部，一位街道干部答复说，合同里只写了两百米。\n“我一个初中毕业的，哪里想得到去数那两百米，数了又能怎么样。”"
    assert speakers(text) != ["街道干部"]


def test_those_named_in_a_list_say_nothing_one_by_one() -> None:
    text = "厂长罗成刚的厂投产那天放了烟花。罗成刚记得那天很冷。银行行长、招商局长都坐在第一排。“那天敬酒的人，后来一个个来敲门。”"
    assert speakers(text) == ["罗成刚"]


def test_she_of_the_words_is_who_stands_before_them_only_described() -> None:
    text = "孕妇罗秀珍要求退款，中介只肯换人。罗秀珍只好答应。换来的月嫂年纪更大。“她倒是会消毒，可我一夜没睡。”"
    assert speakers(text) != ["月嫂"]


def test_who_runs_a_thing_is_he_in_the_next_sentence() -> None:
    text = "店主邱玉兰说，她早走了。如今店面由冯启明独自打理，员工减到了三人。他从不接电话。“有事来店里说。”"
    assert speakers(text) == ["冯启明"]


def test_words_in_a_line_of_their_own_behind_a_report_that_ends_in_a_quotation_go_on() -> None:
    text = "短剧出海\n负责投流的彭子晴透露，最疯的时候一天烧掉十二万，“睡前看一眼，全是红的”。\n“那不是投流，是算命。”\n转折发生在秋天。\n"
    assert [s.speaker for s in extract(Text(text, "a.txt")) if s.kind == "direct" and "算命" in s.text] == ["彭子晴"]


def test_a_latin_name_with_a_surname_is_one_name() -> None:
    text = "短剧出海\n“霸总要会道歉。”枫影短剧共同创办人Daniel 古这样总结他的第一年。\nDaniel 古对此表示理解。他说，如果换成自己，大概也不会投。\n"
    assert {s.speaker for s in extract(Text(text, "a.txt"))} == {"Daniel 古"}


def test_what_somebody_holds_may_be_described_before_the_colon() -> None:
    text = "短剧出海\n蓝凤仪是公司的内容总监，她的看法比较乐观：只要人还会失眠，短剧就有生意。\n"
    assert [(s.speaker, s.text) for s in extract(Text(text, "a.txt"))] == [("蓝凤仪", "只要人还会失眠，短剧就有生意")]
