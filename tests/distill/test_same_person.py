"""Other forms of a name, descriptions and bodies that stand for somebody the article brought in before."""

from __future__ import annotations

import pytest

from bot.distill.statements import extract
from bot.distill.text import Text


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in extract(Text(text, "a.txt"))]


def test_a_nickname_is_whoever_the_text_says_it_is() -> None:
    text = "老戚本名戚广田，在码头开了二十年吊车。“夜里风大，谁也不敢睡。”老戚说。\n老戚表示，今年不会再出海。"
    assert set(speakers(text)) == {"戚广田"}


def test_a_nickname_by_surname_is_the_one_person_of_that_surname() -> None:
    text = "仓库主管高远山表示，货架明年全部要换。\n老高说，旧货架撑不过冬天。\n高总还说：“换一次，管十年。”"
    assert set(speakers(text)) == {"高远山"}


def test_a_nickname_by_the_given_name_is_the_one_person_of_that_name() -> None:
    text = "店长何秋岚表示，面包卖完就关门。\n“别等了，明天请早。”岚姐说。\n阿岚认为，排队不是坏事。"
    assert set(speakers(text)) == {"何秋岚"}


def test_a_doctor_named_in_full_is_later_called_by_surname() -> None:
    text = "城东医院副院长贺明志认为，夜班必须减少。\n贺医生坦言，年轻人都不愿意来。\n贺先生说，他也想早点退休。"
    assert set(speakers(text)) == {"贺明志"}


@pytest.mark.parametrize("other", ["另一位贺先生", "市民贺先生"])
def test_a_gentleman_whom_the_text_brings_in_is_another_one(other: str) -> None:
    text = f"城东医院院长贺明志认为，夜班必须减少。\n{other}说，排队要排三个小时。"
    assert speakers(text) == ["贺明志", "贺先生"]


def test_of_two_people_of_a_surname_a_nickname_is_neither() -> None:
    text = "教练许一川表示，球队要换打法。队长许成文表示，大家都没有意见。\n老许说，下个月见分晓。"
    assert speakers(text)[-1] not in ("许一川", "许成文")


def test_the_company_is_the_one_the_paragraph_is_about() -> None:
    text = "焰舟科技去年换了老板。今年三月，焰舟搬到了江边。公司表示，新厂年底投产。\n炉山食品要小心得多。该公司在公告中称，明年不会扩产。"
    assert speakers(text) == ["焰舟科技", "炉山食品"]


def test_a_body_brought_in_in_full_keeps_its_full_name() -> None:
    text = "焰舟科技去年换了老板。焰舟在公众号上发文称，旧烤箱可以免费换新。"
    assert speakers(text) == ["焰舟科技"]


def test_who_sent_a_letter_says_what_stands_in_it() -> None:
    text = "昨晚，焰舟科技在官网发布致用户的一封信。信中称，旧烤箱一个月内全部召回。"
    assert speakers(text) == ["焰舟科技"]


def test_a_report_that_only_its_title_names_is_called_by_its_title() -> None:
    text = "会上发放的《烘焙业白皮书》显示，小店正在变少。白皮书同时认为，明年会有一成小店关门。"
    assert speakers(text)[-1] == "《烘焙业白皮书》"


def test_a_notice_in_an_article_about_one_company_is_that_companys() -> None:
    text = "焰舟科技去年换了老板。焰舟科技今年搬到了江边。\n焰舟科技的烤箱卖到了南方。\n更让人担心的是现金。公告显示，账上的钱只够半年。"
    assert speakers(text) == ["焰舟科技"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("管理公司“云岸物业”昨晚发声明指，水泵一切正常。", "云岸物业"),
        ("我联系了这家名为“浪花互动”的发行公司。公司回复称，合作已经终止。", "浪花互动"),
        ("江岸市港务局就一起碰撞事故发布通报。通报称，吊车当时没有人看管。", "江岸市港务局"),
        ("韩立舟的律师函到了。函中称，货物不符合约定，十五日内必须退款。韩立舟没有露面。", "韩立舟"),
        ("中央银行昨重申，汇率由市场决定。", "中央银行"),
    ],
)
def test_a_body_is_called_by_its_name(text: str, who: str) -> None:
    assert speakers(text)[0] == who


def test_a_kind_of_people_is_nobodys_name() -> None:
    text = "据一位当时在场的高管回忆，会开到了半夜。这位高管认为，那不是一个技术决定。"
    assert set(speakers(text)) == {"当时在场的高管"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("创办人高志朗说，软件卖不动了。\n另一家公司创办人之一的 Felix 做过搜索。Felix 认为，谈护城河太早。他还透露，产品每六周重写一次。", "Felix"),
        ("骆一帆发了一封长信。\n一名前员工却不买账，他在网上留言说，大家要的是去年的奖金。", "前员工"),
        ("店主苏婉说，生意不好。\n那位选择离开的工程师，如今在另一家公司做感知。他觉得公司的问题不在自研。", "选择离开的工程师"),
        ("一位离职高管不同意。此人表示，公司的抠门只针对员工。", "离职高管"),
        ("球队输了，教练没有说话。敲了二十年鼓的球迷会会长老魏嗓子全哑了。他说这是他见过最窝囊的一场球。", "老魏"),
        ("施家有哥哥施伯谦，妹妹施叔敏。母亲说：“卖了吧。”\n妹妹哭了。她后来对我说，那一刻她恨透了自己。", "施叔敏"),
        ("区议员翁子轩说，夜班工人没有车坐。翁向记者展示一叠签名信，指已收集逾二千个签名。", "翁子轩"),
        ("运输署昨取消三条巴士线。署方解释，三线乘客量连跌四年。", "运输署"),
        ("房东没有露面。电话里，对方只说了一句：“合同到期，我有我的难处。”", "房东"),
        ("周志明说日子照过。周志明的妻子在超市上班。他说，妻子比他更有数。", "周志明"),
        ("陆家两兄弟分了家。哥哥陆大川开餐馆，弟弟陆小川跑运输。弟弟则说，哥哥太抠。", "陆小川"),
        ("长河集团董事长温良宇宣布退休。这位掌舵人说，年轻人该上来了。", "温良宇"),
        ("博远药业昨发公告。公司表示，研发不受影响。", "博远药业"),
        ("江城一名女子在健身房被人偷拍。该女子在网上质问：“凭什么让我去分辨它有没有亮灯？”", "江城一名女子"),
        ("不具名的地政士透露，类似纠纷一年超过百件。这位地政士认为，问题出在旧图。", "不具名的地政士"),
        ("我找到了那家店的老板娘。她说，店已经转出去了。", "那家店的老板娘"),
        ("区美珍是店主。区议员丘敏仪到场，她说：“一次可以，两次不行。”", "丘敏仪"),
    ],
)
def test_who_is_meant_by_a_word_that_points_back(text: str, who: str) -> None:
    assert speakers(text)[-1] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("金小云照做了。她雇的小姑娘夸了三天，跑来跟她商量：“我夸不出口。”", "她雇的小姑娘"),
        ("“太冷了。”贺明平回忆，那天陪他参观的仓库经理撂下一句话：“招人比招女婿还难。”", "陪他参观的仓库经理"),
        ("穿校服的女孩挤进来。女孩的母亲站在门外，说这家店她小时候就来。", "女孩的母亲"),
        ("区议员办事处职员昨晚则称，已安排义工送饭。", "区议员办事处职员"),
        ("她看到一个男孩趴在鱼摊上写字。男孩回说：“家里没有人，这里有灯。”", "男孩"),
    ],
)
def test_a_description_keeps_its_pronoun_and_leaves_the_verb(text: str, who: str) -> None:
    assert speakers(text)[-1] == who


def test_a_given_name_alone_is_whoever_is_named_in_full() -> None:
    text = "护士长沈晚棠说，夜里最怕没人吭声。\n晚棠认为，年轻人总想在急诊里找意义。"
    assert [s.speaker for s in extract(Text(text, "a.txt"))] == ["沈晚棠", "沈晚棠"]


def test_an_uncle_is_called_whole() -> None:
    text = "做铁工的阿旺伯说，他来焊，别人出钱就好。"
    assert [s.speaker for s in extract(Text(text, "a.txt"))] == ["阿旺伯"]
