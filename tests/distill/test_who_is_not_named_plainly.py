"""Bodies, papers, descriptions and odd names as speakers: under one name, cut neither too long nor too short."""

from __future__ import annotations

import pytest

from bot.distill.statements import extract, read_article
from bot.distill.text import Text


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in extract(Text(text, "a.txt"))]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("海图中心主任卢前表示，潮位会一步步下降。", "卢前"),
        ("青岸资本合伙人冯南来在接受记者采访时感叹，好港口都在山后面。", "冯南来"),
        ("董事长徐明和表示，明年会更好。", "徐明和"),
    ],
)
def test_what_is_else_a_small_word_ends_a_name_between_a_title_and_speech(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_a_paper_with_a_dot_in_its_name_is_nobodys_name() -> None:
    text = "云江大学校长屠必成不认为考试会消失。“这很难。”屠必成在接受云江青年报·青江在线记者采访时说。"
    assert set(speakers(text)) == {"屠必成"}


def test_a_foreign_name_keeps_its_last_character() -> None:
    assert set(speakers("灯塔工会主席奥勒·约翰松对此并不乐观。约翰松认为，旧灯塔撑不过冬天。")) == {"奥勒·约翰松"}


def test_a_husbands_surname_before_her_own_is_one_persons() -> None:
    text = "市民等车两小时，因署长何郑雪岚拒绝停工。何郑昨日表示，计划不变。何郑又称，会再检讨。"
    assert set(speakers(text)) == {"何郑雪岚"}


def test_a_name_torn_by_the_page_is_the_one_printed_whole() -> None:
    text = "园艺专家沈竹 君指出，老树经不起搬。\n沈竹君认为，搬一次等于砍一次。"
    assert set(speakers(text)) == {"沈竹君"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("凌晨两点，Q站正式发布声明，表示因机房停电造成无法访问，现已恢复。", "Q站"),
        ("新连锁“燕爪”把票价打到了九元。燕爪方面回复江城财经称，九元只是开业期间的限时补贴。", "燕爪"),
        ("海洋自然基金会的一份报告警告说，如果不改配额，银鱼将在十年内绝迹。", "海洋自然基金会"),
        ("上市公司鹭牧渔保在业绩预告中表示，因油价上涨，预计净利润同比下降。", "鹭牧渔保"),
        ("家长把样品送了出去。检测报告显示，胶水的甲醛释放量超标四倍。", "检测报告"),
        ("海湾贸易与渔业部发言人拒绝置评，只表示谈判仍在进行。", "海湾贸易与渔业部发言人"),
        ("他听北岸同行说，连饭店今年都改用海鱼了。", "北岸同行"),
        ("隔壁卖渔网的年轻老板不以为然，他说老渔民不会用手机。", "隔壁卖渔网的年轻老板"),
        ("隔天，船员收到了人事主管的短信，只有两行：“请于五日前下船。多谢。”", "人事主管"),
    ],
)
def test_a_body_or_somebody_described_is_cut_out_whole(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_a_paper_is_the_houses_that_gave_figures_or_brought_it_out_just_before() -> None:
    text = "根据产业机构海拓研究统计，岛上的冷库减少至67座。报告也提到，设备二手价只剩一成五。"
    assert set(speakers(text)) == {"海拓研究"}
    text = "跌得最深的派泽股份，去年净利润减少八成。\n四月，派泽股份又发布公告称，公司拟终止船坞项目。公告同时提示，上述事项尚需提交股东大会审议。"
    assert set(speakers(text)) == {"派泽股份"}


def test_somebody_described_is_the_same_when_the_words_are_fewer() -> None:
    text = "鼎舟一位内部人士回应本报记者称，“平台没有接到通知。”\n前述鼎舟内部人士也称，进出都有规定。\n“绑定之后就可以充值。”该人士表示。"
    assert set(speakers(text)) == {"鼎舟一位内部人士"}
    text = "一位接近该公司的供应链人士透露，两家船厂减量。上述接近公司的人士说，仓库堆到了走廊。"
    assert set(speakers(text)) == {"接近该公司的供应链人士"}


def test_who_will_not_give_a_name_is_still_the_next_he() -> None:
    text = "码头来了一个徒弟。对面那家店的老板不肯透露姓名。他说：“师傅就是师傅，别的不提。”"
    assert speakers(text) == ["对面那家店的老板"]


def test_he_is_the_doctor_who_is_something_now() -> None:
    assert speakers("这位屠姓医生如今是对面那家医院的院长。他并不避讳这段往事：“她没有亏待我，但一年做不了几台手术，手会生。”") == ["屠姓医生"]


def test_a_note_of_false_names_says_that_they_are_names() -> None:
    text = "小缪在船厂做过两年焊工。据她讲，最忙的时候一天要焊六条缝。\n老邬不服气。他说，问题出在钢板上。\n（文中小缪、老邬均为化名）"
    assert speakers(text) == ["小缪", "老邬"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("店里的姑娘Mali端来一杯茶，用不太熟练的中文提醒他，隔壁的老板刚才也来买了一杯。", "Mali"),
        ("本刊向另一家股东求证。对方一位投后负责人没有否认，但强调函件的措辞只是“建议”，没有期限。", "投后负责人"),
        ("岛上最大的车商、民营企业长鲸汽车，17日表示已与通达汽车签订合约购买其制造厂。", "长鲸汽车"),
        ("来自青湾电信方面的数据显示，用户上个月突破了一百万户。", "青湾电信"),
        ("江城新闻分别致电两家白鹭授权的修理铺，均表示还在照常开门。", "两家白鹭授权的修理铺"),
        ("《路透社》报道，岛上去年卖出了一万条船。", "路透社"),
        ("就在前一晚，其创始人屠北辰在信里写下的却是另外一番话：“六年只证明了一件事。”", "屠北辰"),
    ],
)
def test_whoever_stands_behind_or_beside_what_they_are_speaks(text: str, who: str) -> None:
    assert set(speakers(text)) == {who}


def test_surnames_of_three_characters_are_japans_too() -> None:
    text = "第六代店主小野寺直人说，自己可能是最后一代。\n小野寺的长女由纪在东京上班。由纪告诉记者，她只是不想凌晨两点起床。\n“时代变了。”小野寺说。"
    assert speakers(text) == ["小野寺直人", "由纪", "小野寺直人"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("同村的宫老四却认为，这钱花得不值。", "宫老四"),
        ("唐樓昨晨起火，其孫阿俊說：「我揹住阿嫲落樓。」", "阿俊"),
        ("老板娘每天改一次价。她的丈夫豪尔赫补充说，他们三个月没有交房租。", "豪尔赫"),
        ("省里近日印发《关于加强渔港监管的若干意见》。意见提出，三年内建成追溯体系。", "《关于加强渔港监管的若干意见》"),
        ("阿卷真名叫司徒景行。\n阿卷的母亲不懂游戏。她只问过儿子一次：“这个能交社保吗？”", "阿卷的母亲"),
    ],
)
def test_odd_names_and_papers_by_their_kind(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_a_kind_of_body_alone_is_the_one_that_is_named() -> None:
    text = "她在“鲸选”平台买到一台旧船。鲸选官方发布说明称，店铺已被下架。平台同时承诺，将先行赔付。"
    assert set(speakers(text)) == {"鲸选"}
    text = "區議員促請屋宇署公布名單。屋宇署回覆查詢稱，去年發出兩張命令。署方補充，業主未有跟進。"
    assert set(speakers(text)) == {"屋宇署"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("博物馆理事会拒绝了采访，但在一份书面声明中表示，藏品的取得都合法。声明说，馆方欢迎讨论。", "博物馆理事会"),
        ("船运集团主席尤振岸在给员工的信中写道：“我们不会躺平。”信中还说，管理层将降薪三成。", "尤振岸"),
        ("江都警方昨晚发布通报称，男子已被拘留。通报显示，男子姓邵。", "江都警方"),
        ("村里人管他叫“铁锚叔”。铁锚叔今年七十三。他说，补一条船挣八百。", "铁锚叔"),
        ("队长阿力木江赛后接受采访时表示，大家踢得太急了。", "阿力木江"),
        ("从县城来拍视频的一对年轻夫妇告诉记者，他们的账号靠渔船涨了两万粉。", "一对年轻夫妇"),
        ("海港使馆一位外交官在非正式场合对记者表示，追索是一场马拉松。", "外交官"),
        ("俱乐部总经理没有接受采访，只通过微信回复说，合同到年底。", "俱乐部总经理"),
    ],
)
def test_papers_go_by_whose_they_are_and_people_by_what_they_are_called(text: str, who: str) -> None:
    assert {(name or "")[-len(who) :] for name in speakers(text)} == {who}


def test_a_house_that_bears_a_surname_is_not_the_man() -> None:
    text = "达福汽车上周与北岸电池签约。达福称合作将创造两千个岗位。达福汽车董事长威廉·达福说，工厂属于大家。"
    assert speakers(text) == ["达福汽车", "威廉·达福"]


def test_a_given_name_that_is_a_product_too_names_nobody_inside_a_description() -> None:
    text = "演员邹嘉玲代言了嘉玲面膜。嘉玲说，很好用。嘉玲的店开了三家。一位嘉玲面膜的微商代理认为，这一说法是恶意攻击。"
    assert speakers(text)[-1] == "嘉玲面膜的微商代理"


def test_a_body_that_nothing_explains_but_its_being_named_again_and_again_speaks() -> None:
    text = "北桅星语去年发布了模型。北桅星语的用户有十万。昨晚，北桅星语回应称相关指控不实，语料都经过审查。"
    assert speakers(text) == ["北桅星语"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("在码头做批发的中盘商阿坤师说得更白：“我答不出来啊。”", "阿坤师"),
        ("老板阿Ken说，不做了。“算了。”阿Ken补充。", "阿Ken"),
        ("店长方晓岚把店关了。她带着两个助理走了。\n这位屠姓医生如今是院长。他并不避讳：“她没有亏待我。”", "屠姓医生"),
        ("码头经理很忙。他听北岸同行说，连饭店今年都改用海鱼了。", "北岸同行"),
    ],
)
def test_who_is_called_so_is_neither_cut_short_nor_somebody_else(text: str, who: str) -> None:
    assert set(speakers(text)) == {who}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("星际航空把责任推给了码头。星际航空没有道歉。该公司在邮件中说，延误由大雾造成。", "星际航空"),
        ("直播间里还有四千人。主播“桃子妈”举着一罐奶粉喊：“最后三十单！”桃子妈本名葛红霞，三年前卖童装。", "葛红霞"),
        ("海缆企业东屿缆业昨日表示，公司产品不存在质量问题。东屿缆业的股价跌了。", "东屿缆业"),
        ("其中一位工人、五十八岁的多洛雷斯说，她只担心保险。", "多洛雷斯"),
        ("船公司把责任推给港口。港口方面随后否认，表示当晚没有发布任何通告。", "港口"),
        ("《北岸日报》社论警告说，这可能引发新一轮涨价。", "《北岸日报》社论"),
    ],
)
def test_firms_by_common_words_and_names_behind_marks(text: str, who: str) -> None:
    assert set(speakers(text)) == {who}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("江城船业协会昨天开会。协会的统计显示，上半年有十九个项目停工。", "江城船业协会"),
        ("救助站的义工小荞告诉记者，这条狗被退养过三次。小荞还说，最后一家只养了九天。", "小荞"),
        ("有觀眾散場後說：「睇到瞓着。」", "观众"),
        ("船票涨了，有打工仔怒斥「要命」，没有人回答。", "打工仔"),
    ],
)
def test_kinds_of_people_and_what_they_did_before_they_spoke(text: str, who: str) -> None:
    assert {(name or "").removeprefix("有") for name in speakers(text)} == {who}


def test_a_conference_speaks_under_the_name_it_had() -> None:
    text = "全市养老工作会议昨日闭幕。\n会议提出，要在每个街道办一间食堂。\n会议还指出，要管住价格。\n"
    assert speakers(text) == ["全市养老工作会议"] * 2
    assert speakers("会议指出，要管住价格，不能一涨再涨。\n") == ["会议"]


def test_houses_that_everybody_knows_are_nobodys_names() -> None:
    text = "家电市场\n夏普方面没有回应。东芝表示，业务或难以为继。\n松下宣布，工厂将在年底关闭。林姓学生在脸书发文表示，他很绝望。\n"
    article = read_article(Text(text, "a.txt"))
    assert not any(p.name in ("夏普", "东芝", "松下", "松下宣布") for p in article.people.all())
    assert [s.speaker for s in article.statements] == ["东芝", "松下", "林姓学生"]


def test_a_nickname_by_its_form_may_be_a_given_name() -> None:
    text = "凌晨三点，谭小满蹲在田埂上。\n村里人不信，小满的父亲更不信。\n“支书没骂我。”小满说。\n"
    assert speakers(text) == ["谭小满"]


def test_names_that_end_in_a_verb_are_whole_where_somebody_speaks() -> None:
    text = "研究总监严跃进解释称，政策的含义非常明确。\n“总体思路很清楚。”严跃进告诉记者，一是抑制泡沫，二是稳住价格。\n"
    assert speakers(text) == ["严跃进"] * 3
    assert speakers("邻居刘岚逃到门外。刘岚说，她没有锁门，火就烧了起来。\n") == ["刘岚"]


def test_a_papers_own_reporter_says_nothing() -> None:
    assert speakers("岭东财讯记者查询工商资料发现，公司去年已经注销，员工都已离开。\n") == []
    assert speakers("一位老记者说，这样的事他见过三回，每回都不了了之。\n") == ["老记者"]


def test_the_company_is_the_house_that_everybody_knows() -> None:
    text = "近日，东芝爆出巨亏，公司首次表示，业务或难以为继，工厂可能出售。\n"
    assert speakers(text) == ["东芝"]


def test_what_somebody_stresses_the_weight_of_is_no_clause() -> None:
    assert speakers("林晚强调做足准备的重要性，又从包里拿出一叠名片。\n") == []


@pytest.mark.parametrize("text", ["该*商家说，今天很好。\n", "该)商家说，今天很好。\n", "这名C++女子说，她累了。\n"])
def test_a_stray_mark_in_a_description_loses_no_article(text: str) -> None:
    assert extract(Text("老李说，明天下雨，出不了船。\n" + text, "a.txt"))[0].text == "明天下雨，出不了船"
