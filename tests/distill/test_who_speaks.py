"""Whose words they are, in short invented passages: names without titles, pronouns, descriptions, quotations that float."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return extract(Text(text, "a.txt"))


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in found(text)]


def test_somebody_known_by_a_given_name_alone_is_found_by_recurrence() -> None:
    text = (
        "“这家店不开满十年，我绝不搬走。”思远的固执在街坊里出了名。\n"
        "思远在巷口卖了八年面，手艺是跟父亲学的。\n"
        "“多挣少挣都不要紧，能让孩子上学就好。”年过四十的思远说起将来，语气很轻。"
    )
    assert speakers(text) == ["思远", "思远"]


def test_a_name_printed_again_and_again_needs_no_title() -> None:
    text = "那天下午他见到了沈乔。沈乔曾在船厂干了六年，如今自己开店。沈乔主动做起了同行的老师，在她看来，这门手艺十年内不会消失。"
    assert speakers(text) == ["沈乔"]


@pytest.mark.parametrize(
    "text",
    [
        "平台有竞争对手和法律顾问，都已经表示，明年不会再涨价。",
        "从商户到网友一致认为，这条街明年会更热闹。",
    ],
)
def test_dictionary_words_behind_a_rare_surname_are_no_names(text: str) -> None:
    assert not {"有竞争", "和法律", "都已经", "到网友"} & set(speakers(text))


def test_a_foreign_name_behind_a_title_needs_no_dot() -> None:
    text = "遗憾 江城飞鱼队主教练斯塔诺维奇:“我们把最好的机会都浪费了，输得不冤。”"
    assert speakers(text) == ["斯塔诺维奇"]


def test_a_title_is_no_part_of_a_dotted_name() -> None:
    text = "文學獎得主托馬斯·貝倫指出，小說不會被短片取代。貝倫說：「人總要聽故事。」"
    assert speakers(text) == ["托马斯·贝伦", "托马斯·贝伦"]


def test_the_subject_of_a_clause_comes_before_its_object() -> None:
    text = "店主周启明带着账本去见了林晓岚。林晓岚仔细听完，非常支持他，并建议明年先开两家分店。"
    assert speakers(text) == ["林晓岚"]


def test_a_student_known_by_surname_is_that_student_in_every_sentence() -> None:
    text = (
        "在北部讀書的林姓學生在臉書撰文指出，宿舍的網路斷了整整一個月，「我們連作業都交不出去。」\n"
        "該名學生說，學校從來沒有回過信。\n他說：「我們只想要一個答覆。」"
    )
    assert set(speakers(text)) == {"林姓学生"}


def test_this_manager_is_the_manager_named_before() -> None:
    text = "云上书店采购总监许若兰表示，纸价已经连涨三个月。这位采购总监认为，年底前不会回落。"
    assert speakers(text) == ["许若兰", "许若兰"]


def test_a_description_ends_where_its_verb_begins() -> None:
    text = "自嘲 替补队员一见到记者就这样自嘲，“今年我们全队都在看台上练嗓子，嗓门倒是大了不少。”"
    assert speakers(text) == ["替补队员"]


def test_going_before_the_public_stands_between_subject_and_verb() -> None:
    text = "作家方维舟在其社群平臺發文批評，這套制度早就過時了。有讀者發影片稱，排隊排了三個小時。"
    assert speakers(text) == ["方维舟", "读者"]


def test_who_made_the_figures_is_named_without_their_subject() -> None:
    text = "根据远山智库内部对二手车市场的调研数据，今年上半年成交量已经超过去年全年。"
    assert speakers(text) == ["远山智库"]


def test_a_company_does_not_speak_a_quotation_that_floats() -> None:
    text = "“明年我一定开店。”陈小北的口气很硬。\n也有上市公司在压力之下裁员，人心惶惶。“看着同事一个个收拾东西，我也待不下去了。”"
    assert speakers(text)[1] is None


def test_the_only_person_of_the_lines_before_is_meant_by_he() -> None:
    text = "街角那扇小鐵門後，正是劉先生的住處。他說，為了還債才搬來這裡，「夜裡太吵，根本睡不著。」"
    assert set(speakers(text)) == {"刘先生"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“攒了半年的票都作废了。”七岁的沈小满把门票一张张摆在桌上。", "沈小满"),
        ("馬戲團團長歐陽松正忙著拆帳篷。他接著說：「雨再下一週就得改期。」", "欧阳松"),
        ("據農學院講師蔡子衡統計，去年返鄉種田的有八十一人。", "蔡子衡"),
        ("总冠军赛后，客队主帅布雷特-科瓦尔在发布会上直言：“裁判没有输掉比赛，是我们输的。”", "布雷特-科瓦尔"),
        ("業委會也呼籲住戶理性對待，不要因一時不滿拒交管理費。", "业委会"),
        ("鼓手漢森在後台直呼：「我快融化了。」", "汉森"),
        ("云栖书屋联合创始人于朗在朋友圈回应表示，门店不会关。", "于朗"),
    ],
)
def test_names_and_bodies_of_many_sorts(text: str, who: str) -> None:
    assert speakers(text)[-1] == who


def test_who_wrote_the_article_speaks_nowhere_in_it() -> None:
    text = "〔記者鍾志明／台北報導〕金獎導演湯若竹耗時十年，首部長片近日殺青，她說：「這是寫給家鄉的情書。」"
    assert speakers(text) == ["汤若竹"]


def test_whoever_is_teased_does_not_speak() -> None:
    text = "影帝黃秋明昨受訪笑言：「也可以啦。」說著還調侃坐在一旁、跟他拍新片的導演林善文：「比方說他拍的這部。」"
    assert speakers(text) == ["黄秋明", "黄秋明"]


def test_somebody_moved_speaks_and_not_who_moved_her() -> None:
    text = "店主麦晓棠的店下月就要关了。最近有街坊送来一锅汤，令她深受触动，“以后想吃面，我上门给你煮。”"
    assert speakers(text) == ["麦晓棠"]


def test_an_answer_somebody_gets_is_not_hers() -> None:
    text = "求职前，陈若飞把简历寄给一位朋友。她得到的反馈是，“简历很优秀，没有需要修改的地方。”"
    assert speakers(text) == [None]


def test_they_are_the_body_that_spoke_last() -> None:
    text = "物业公司在会后表示，楼道灯坏了会马上换。他们承诺月底之前把每盏灯都看一遍。"
    assert set(speakers(text)) == {"物业公司"}


def test_a_quotation_alone_in_its_paragraph_belongs_to_the_one_person_of_the_paragraph_before() -> None:
    text = "当被问到山村像什么时，支教老师陈亦舟这样回答。\n\n“山村像一本没写完的日记，你得自己住进去。”"
    assert speakers(text)[-1] == "陈亦舟"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("有女子將影片貼上網表示，八十歲的母親等了一個下午。", "女子"),
        ("工地外站滿了人。更進一步擋在記者身前的是保安，保安隊長說：「今天誰也不許進。」", "保安队长"),
        ("接触了两村的两位民办教师，都说：“最缺的不是桌椅，是老师。”", "两位民办教师"),
        ("一位應用開發者在論壇上坦言：「這次更新把我們半年的工夫都作廢了。」", "应用开发者"),
        ("店主何思远相约王晓棠说：“周末一起去看看那间铺子。”", "何思远"),
    ],
)
def test_a_described_speaker_is_a_noun_phrase_between_words(text: str, who: str) -> None:
    assert (speakers(text)[-1] or "").endswith(who)


def test_the_clause_right_before_the_quotation_has_the_say() -> None:
    text = "沈东俊离职半年了。老东家的同事想把他挖回去，他干了三天就退还了工卡，“挣的不比从前少，但有啥意思呢？”"
    assert speakers(text) == ["沈东俊"]


def test_a_mother_speaks_and_not_her_son() -> None:
    text = "许汉冬的母亲起初极力反对他打比赛，她每天下了夜班就去网吧把人带回家。“那时候我天天哭，觉得这孩子毁了。”"
    assert speakers(text) == ["许汉冬的母亲"]


def test_nobody_speaks_of_herself_as_she() -> None:
    text = "“她其实胆子很小。”杜晓卉说。何家梅住进医院后不愿看孩子的视频，在她状态最差时，她只望着天花板，“看了她会激动，伤口受不了。”"
    assert speakers(text) == ["杜晓卉", "杜晓卉"]


def test_a_surname_with_a_title_is_the_person_named_in_full() -> None:
    text = "消防站副站长罗慧斌赶到现场后说：“路已经通了。”罗副站长说，最难的是找水源。"
    assert speakers(text) == ["罗慧斌", "罗慧斌"]


def test_a_title_alone_is_meant_by_he_where_nobody_is_named() -> None:
    text = "站长接受电台访谈，没有正面回应是否涨价。他仅表示，票价今年内不会变。"
    assert speakers(text) == ["站长"]


def test_a_name_in_latin_letters_is_a_person_where_she_is_introduced() -> None:
    text = "Julia是一家中介机构的高级顾问，去年刚换了城市，她告诉记者，“看房的人比两年前少了一半。”"
    assert speakers(text) == ["Julia"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("觀塘區主席蔡澤明認為歷年變化很大。蔡坦言，對結果並不意外。", "蔡泽明"),
        ("行會成員陳志思日前落區，被茶客質疑物價太高，問「你自己買不買餸？」", "茶客"),
        ("梁美芳昨晚在facebook回應，水管下月就會換好。", "梁美芳"),
        ("商務部長霍金斯·盧特安一場活動上表示，關稅不會再加。盧特安說：「物價不受影響。」", "霍金斯·卢特安"),
        ("“不是我们想涨价，是成本推着走。”隔壁卖凉面的李姐边翻面边叹气。", "李姐"),
        ("留学生刘岚逃也似的离开了饭桌。“饭后怎么收场？我没想好。”", "刘岚"),
        ("一名王姓女子報警稱，自己在路口被打。女子說，對方是開卡車的。", "王姓女子"),
        ("年輕男子站在路邊不動，眾人圍過來勸解，但年輕人不為所動，只是偶爾嚷一句：“能不能解決？”", "年轻人"),
        ("妈妈的消息越来越密，直到有天妈妈问她：“你到底回不回来？”", "妈妈"),
    ],
)
def test_speakers_as_papers_of_many_places_print_them(text: str, who: str) -> None:
    assert speakers(text)[-1] == who


def test_doubts_somebody_meets_are_not_his_words() -> None:
    text = "近几年，志愿者杨一明遭受到一些质疑，“是不是在作秀？”"
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("城南醫院護理部高專 黃梅君：「新人要學三個月。」", "黄梅君"),
        ("“电力部长”郭志文下午在“议会大楼”受访再度强调，“电真的够用。”", "郭志文"),
        ("粮食署主任戴维斯·比斯利公开向媒体表示，一成就够了。这位粮食署主任还说：“这笔钱能救四千万人。”", "戴维斯·比斯利"),
        ("区会主席蔡天福直言，议会里已无年轻人。他是在海边餐厅出席年度大会时表示，明年会推出新人。", "蔡天福"),
        ("蔚云昨天交付了第一批车。蔚云汽车一工作人员称，车主签过协议。蔚云方面没有回应，蔚云的热线占线。", "工作人员"),
    ],
)
def test_roles_places_and_bodies_around_a_name(text: str, who: str) -> None:
    assert (speakers(text)[-1] or "").endswith(who)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("据北辰数据研究会不完全统计，去年全国新开了八百家面馆。", "北辰数据研究会"),
        ("这位外地女生联系城南日报网表示：“我还会再来。”", "外地女生"),
        ("网友“云-舟”发微博，说自己等了三小时的车。“云-舟”表示，以后不坐了。", "云-舟"),
        ("对此，收费的“洪老师”回应称，此事已经处理。洪某称，钱已经退了。", "洪老师"),
        ("美國總統川普在大會演說。他直言，關稅還會再加。", "特朗普"),
        ("北京市动物保护处表示，小猫已经找到新家。", "北京市动物保护处"),
        ("David Rose, Rose Research首席经济学家：“明年的增长会放慢。”", "David Rose"),
        ("昨晚十一时，城南派出所接到一女子报警，称自己在车站附近被抢。", "一女子"),
        ("北辰财经讯——长河资本指出，明年的利率会再降。", "长河资本"),
        ("新北市动物保护处表示，小猫已经找到新家。", "新北市动物保护处"),
        ("采访时老匠人说：“现在学这门手艺的人少了。”", "老匠人"),
        ("面馆老板王柯还没有放弃。王柯还没有想好去处。他反复强调，失败并不可耻。", "王柯"),
        ("家长们还在等答复。于丽说，离开学只剩九天了。", "于丽"),
        ("路透社周三刊出长文。\n报道指，两家工厂的产量有限。", "路透社"),
        ("另一位被裁员工表示，刚开完会，就收到了通知。", "另一位被裁员工"),
        ("石桥街道办回复：“这件事我们管不了。”", "石桥街道办"),
        ("据北辰网援引多家外媒消息，这家面馆下周开门。", "多家外媒"),
        ("苏州一位面馆投资人表示，今年大家都不太顺利。", "苏州一位面馆投资人"),
        ("路透社查阅多份文件后指，两家工厂仍在买旧机器。", "路透社"),
        ("美國科技網站The Information周三報道指，兩家工廠仍在買舊機器。", "The Information"),
        ("【城南日報專訊】有人形容這裏是街坊的客廳。", "有人"),
        ("正在买菜的苏州陈阿姨对记者说：“这里的青菜最新鲜。”", "陈阿姨"),
        ("苏州木头先生发了一条朋友圈：“以后到哪里买菜呢？”木头先生说，他住在隔壁。", "木头先生"),
        ("海城大學航空系助理教授黃海龍指無人機靠鏡頭定位。", "黄海龙"),
        ("知名基金經理貝倫 (Michael Baren) 周二賣光股票。貝倫表示，這門生意不長久。", "贝伦"),
        ("“我们赌一把。”年会上，长河资本的郑烜平提出这样一个看法。郑烜平认为，明年会更好。", "郑烜平"),
        ("一位纺织厂的研发员工向虎嗅汽车表示，工作计划都暂停了。", "纺织厂的研发员工"),
        ("今年七月，經紀阿彤買下第一個單位。阿彤知道樓價還會跌，便跟經紀開價：「三百萬，不然不買。」", "阿彤"),
    ],
)
def test_names_and_houses_as_the_papers_print_them(text: str, who: str) -> None:
    assert speakers(text)[-1] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("作者：沈柯平，校对：林若川\n小何永远忘不了那天。“我哭了很久，真的很久。”哪怕过了一年，小何才肯说起。", "小何"),
        ("河西村72岁的莲姨早上五点便开始揉面。“今年的面特别香，大家都来尝一尝吧。”莲姨刚把面放下，客人就围了上来。", "莲姨"),
        ("厨师王柯（化名）站在窗边。每年到了秋天大部分同学都去河边。他听见敲锣。“钓到鱼的才敲，空手的不敲。”他嘀咕了两句。", "王柯"),
        ("公會媒體與公關委員林若川心理師表示，照顧家人的人常常很孤單。", "林若川"),
        ("散席时他一声不吭，“大概茶都替他喝凉了。”一位在场老街坊如此描述。", "在场老街坊"),
        ("“面馆的生意，首先要靠街坊。”在3位嘉宾看来，新店要先有回头客。", "3位嘉宾"),
        ("老板拍片解释原因，坦言“做面越来越难”。\n面馆老板王柯对记者表示，租金太高。", "王柯"),
        ("据城南日报报道，遭遇裁员的面粉厂研发部门员工曾表示，工厂已经停了一半。", "遭遇裁员的面粉厂研发部门员工"),
        ("老板娘莲姐说客人比平日多。", "莲姐"),
        ("老闆娘莲姐說，今年客人少。她感嘆老街環境艱難，部分業主會加租。", "莲姐"),
    ],
)
def test_who_is_only_called_somehow_or_named_later(text: str, who: str) -> None:
    assert who in speakers(text)
    assert speakers(text)[0] is not None and "沈柯平" not in speakers(text)


def test_some_say_and_others_say() -> None:
    text = "有人说这碗面是河东最香的，也有人说它只是盐放得多。"
    assert [text[s.start : s.end] for s in found(text)] == ["这碗面是河东最香的", "它只是盐放得多"]


def test_what_a_fact_leads_to_is_nobodys_quotation() -> None:
    assert speakers("王柯管着面馆的所有环节，这也导致“年轻的师傅根本就没有事做，只好坐着等下班”。") == []


def test_an_outlets_reading_desk_asks() -> None:
    text = "城南网读书：你写面馆的时候会先去吃面吗？\n"
    text += "沈乔：我会先去吃三天，吃到老板认得我为止。\n"
    text += "城南网读书：有一种评价，说你的书太咸。\n沈乔：我也没什么感想，面本来就是咸的。"
    assert speakers(text) == ["沈乔", "沈乔"]


@pytest.mark.parametrize("name", ["马时岚", "王来禾", "刘和朗", "张其安"])
def test_a_given_name_may_hold_a_character_that_is_a_small_word_elsewhere(name: str) -> None:
    said = extract(Text(f"该局主席{name}接受访问。他坦言：“本地起步较晚。”{name}指，本地不缺人才。"))
    assert {s.speaker for s in said} == {name} and len(said) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("澄川资本合伙人司马知遥在会上算过一笔账。\n司马知遥说，这门生意三年内回不了本。", "司马知遥"),
        ("老街上的修表匠名叫褚砚秋，干了四十年。\n褚砚秋说，机械表不会消失。", "褚砚秋"),
        ("台上坐着林述白（Simon）和佟望舒（Judy）。\n佟望舒说，代工的利润只剩三个点。", "佟望舒"),
    ],
)
def test_a_rare_or_double_surname_is_a_name_where_the_words_around_it_say_so(text: str, name: str) -> None:
    assert speakers(text)[-1] == name


def test_a_title_that_ends_like_a_double_surname_is_cut_before_the_name() -> None:
    assert speakers("店长孙晓岚说，房租比去年涨了三成。") == ["孙晓岚"]


def test_a_japanese_name_is_whole_and_its_surname_alone_means_it() -> None:
    text = "仓库的日方顾问藤田隆司表示，租约会续到后年。\n藤田说，客户先看的是停机时间。"
    assert speakers(text) == ["藤田隆司", "藤田隆司"]


def test_nobody_says_she_of_an_office() -> None:
    text = "店主林美芳说，水浸到收银台。消防处派员到场，她说：“明天还要开门。”"
    assert speakers(text) == ["林美芳", "林美芳"]


def test_the_dictionary_only_ever_speaks_against_a_name() -> None:
    """Candidates are turned down by their characters before the dictionary is asked: right only while no word's weight is above nought."""
    from bot.distill import nameness

    words = {"s:freq", "given:freq", "endbody", "w:nr", "w:word", "w:is", "w:tail", "w:head2"}
    assert all(nameness.model().weights.get(key, 0.0) <= 0 for key in words)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("一部短剧三周回本。老K弹了弹烟灰，“别信战报。”\n他说，今年的钱都让投流赚走了。", "老K"),
        ("中介出身的Marian从去年起只做一件事。\n她说，总有人等得起。", "Marian"),
    ],
)
def test_somebody_with_a_latin_letter_or_name_is_a_person_whom_a_pronoun_can_mean(text: str, name: str) -> None:
    assert speakers(text)[-1] == name
