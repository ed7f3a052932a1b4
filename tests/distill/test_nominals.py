"""Subjects that no list has: offices within offices, unnamed managers, people called by a nickname, letters and shops."""

from __future__ import annotations

import pytest

from bot.distill.statements import read_article
from bot.distill.text import Text


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in read_article(Text(text + "\n", "x")).statements]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("经济局统计处指出，外销订单连续五个月回升。", "经济局统计处"),
        ("台南一家螺丝厂不具名厂长则说，旺季来得比往年晚，工人加班却比往年少。", "台南一家螺丝厂不具名厂长"),
        ("中央银行去年底曾提醒，汇率波动可能侵蚀厂商利润。", "中央银行"),
        ("北辰汽车今年初还强调，绝不裁员。", "北辰汽车"),
        ("教育局三天后回复，学校并未违规。", "教育局"),
        ("平台客服两次回复称，会尽快处理。", "平台客服"),
        ("一位熟悉内情的私人银行家泼冷水说，所谓的意愿只是在问卷上打一个勾。", "熟悉内情的私人银行家"),
        ("宏沃和远泰电也纷纷表示，年底前要招一千名工程师。", "宏沃和远泰电"),
        ("对于这种说法，一位净颜面膜的网店代理指责称，这种说法纯属中伤。", "净颜面膜的网店代理"),
        ("研究机构拓沃昨天公布报告指出，手机出货量下滑。", "拓沃"),
        ("据咨询机构云潮研究统计，截至今年9月订单超过一万架。", "云潮研究"),
        ("一封检举信寄到市政府社会局，指控夜光教室违法收托儿童、消防不合格。", "一封检举信"),
        ("北海货代和通远船务上周先后发函，称将暂停收货。", "北海货代和通远船务"),
        ("导诊台的护士长一边量血压一边解释，老年人可以走人工窗口。", "导诊台的护士长"),
        ("值班民警告诉她，当天已经是第五起。", "值班民警"),
        ("被告律师则反驳，缺陷与事故之间没有因果关系。", "被告律师"),
        ("市场调研机构芯象此前预测，成熟制程过剩将持续到2028年。", "芯象"),
        ("沈一舟对记者解释，公司去年也亏过三个月。", "沈一舟"),
        ("那家店又给她发来微信，说价格可以加到三万三。", "那家店"),
    ],
)
def test_whatever_fills_the_place_of_the_subject_is_the_speaker(text: str, who: str) -> None:
    assert speakers(text) == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("做铁工的阿旺伯说，肉贩出三万，花贩出八千。", "阿旺伯"),
        ("卖早点的桂香婶抢过话筒：“我每天爬十二层！”", "桂香婶"),
        ("程序小岑举了手：“砍掉联机，也许行。”", "小岑"),
        ("程序员小岑举了手：“砍掉联机，也许行。”", "小岑"),
        ("美术老何看了一眼，说：“三个月，做梦。”", "老何"),
        ("在溪边种了一辈子菜的罔市婆拉着简淑芬的手哭诉：“我的菜全死了。”", "罔市婆"),
        ("跟了乐队八年的调音师老蒋说，最后一次排练，四个人谁也不看谁。", "老蒋"),
        ("住六楼的研究生小邹发了一条朋友圈：“建议改名冷水大学。”", "小邹"),
        ("他的工友阿炳更不满：“还要走天桥，我的腿受不了。”", "阿炳"),
        ("二厨大韩凑过来小声说：“你运气好。”", "大韩"),
        ("财务陈姐说，账上没有钱了。", "陈姐"),
    ],
)
def test_a_nickname_behind_what_somebody_does_is_their_name(text: str, who: str) -> None:
    assert speakers(text) == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("策划举了手：“那第七章还提不提审？”", "策划"),
        ("熟悉内情的一位私人银行家泼冷水：“哪有那么多人。”", "熟悉内情的一位私人银行家"),
        ("坐在门口的阿婆摇头：“不等了。”", "坐在门口的阿婆"),
    ],
)
def test_a_human_subject_before_any_verb_says_what_stands_behind_the_colon(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_what_somebody_points_at_and_the_reporter_are_no_speakers() -> None:
    assert speakers("指着正在换手的机器人：“等它能干活，我早就退休了。”") == [None]
    assert "记者" not in speakers("记者凑近一看：“等它能干活，我早就退休了。”")


def test_two_people_with_their_titles_both_speak() -> None:
    text = "检察官白若溪、助理检察官耿岩此前均表示，案件涉及境外，取证困难。"
    assert speakers(text) == ["白若溪", "耿岩"]
