"""Lines of dialogue, acts between quotations, short quotations: whose they are, in short invented passages."""

from __future__ import annotations

from bot.distill.statements import Statement, extract
from bot.distill.text import Text


def direct(text: str) -> list[Statement]:
    return [s for s in extract(Text(text, "a.txt")) if s.kind == "direct"]


def said(text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker, s.text) for s in direct(text)]


OWNERS = "茶馆老板周启明和店员林晓岚守着柜台，谁也没有走。\n"


def test_two_people_take_turns_line_by_line_the_one_put_first_begins() -> None:
    text = OWNERS + "“明天还开门吗？”\n“开。”\n“那水电费谁来交？”\n“我来交。”\n两个人又沉默下来。"
    assert [who for who, _ in said(text)] == ["周启明", "林晓岚", "周启明", "林晓岚"]


def test_whoever_reported_last_is_answered_by_the_other() -> None:
    text = "茶馆老板周启明说，这个月要关门。店员林晓岚认为，再等一等更好。\n“等到什么时候？”\n“等到下雪。”\n“去年就没有下雪。”"
    assert [who for who, _ in said(text)] == ["周启明", "林晓岚", "周启明"]


def test_a_name_called_tells_who_is_spoken_to() -> None:
    text = "茶馆老板周启明接了电话。\n“周启明，水管又裂了。”\n“哪一根？”\n“后院那一根。”\n打电话的是店员林晓岚。"
    assert [who for who, _ in said(text)] == ["林晓岚", "周启明", "林晓岚"]


def test_a_line_between_attributed_turns_is_the_other_ones() -> None:
    text = OWNERS + "“你打算去哪里？”周启明问。\n“回老家。”\n“那这只猫呢？”\n“带走。”林晓岚说。"
    assert [who for who, _ in said(text)] == ["周启明", "林晓岚", "周启明", "林晓岚"]


def test_with_three_people_around_nobody_is_guessed() -> None:
    text = "周启明、林晓岚和郑伯安坐在茶馆里。周启明开口了，林晓岚低着头，郑伯安喝茶。\n“明天还开门吗？”\n“开。”\n“那就开。”"
    assert {who for who, _ in said(text)} == {None}


def test_long_testimonies_one_below_the_other_are_no_dialogue() -> None:
    one = "“我在这条街上卖了二十年的茶，见过涨水，也见过停电，从来没有见过这么冷清的年关，街坊都说要再等一等。”\n"
    text = "茶馆老板周启明说，今年最难。店员林晓岚在一旁擦桌子。\n" + one + one.replace("二十", "三十")
    assert "dialogue" not in {s.rule for s in direct(text)}


def test_the_reporters_own_question_behind_the_marks_is_nobodys() -> None:
    text = "“那半间铺子是什么意思？”我问茶馆老板周启明。\n“一半租给了别人。”他说。"
    assert said(text) == [("周启明", "一半租给了别人。")]


def test_whom_the_reporter_asks_is_in_the_foreground_then() -> None:
    text = "店员林晓岚认为，茶馆开不下去。我们问茶馆老板周启明，铺子打算怎么办。\n他想了想，起身去关灯，“先卖完这批茶。”"
    assert said(text) == [("周启明", "先卖完这批茶。")]


def test_an_act_between_two_quotations_is_their_speakers() -> None:
    text = "店员林晓岚记得，茶馆老板周启明那年借过钱。“我签了字的。”周启明停了一下，“这事我不该忘。”"
    assert said(text) == [("周启明", "我签了字的。"), ("周启明", "这事我不该忘。")]


def test_a_pause_before_the_verb_keeps_the_speaker() -> None:
    text = "茶馆老板周启明说，今年的茶好。他停了一下，接着说：“因为雨水足，天气也好。”"
    assert said(text) == [("周启明", "因为雨水足，天气也好。")]


def test_a_short_quotation_at_a_reports_end_is_its_speakers() -> None:
    text = "店员林晓岚笑着说，点心都被街坊吃了，“味道还行”。"
    assert said(text) == [("林晓岚", "味道还行")]


def test_a_comma_inside_the_marks_makes_even_three_words_speech() -> None:
    text = "“你这人，”店员林晓岚转过头来解释，“修灯修得多，不会讲话。”"
    assert said(text) == [("林晓岚", "你这人"), ("林晓岚", "修灯修得多，不会讲话。")]


def test_a_colon_that_closes_a_report_is_followed_by_its_speakers_words() -> None:
    text = "茶馆老板周启明来了。至于两家店的生意，他认为客人完全不同：“他们的茶，我自己也喝。”"
    assert said(text) == [("周启明", "他们的茶，我自己也喝。")]


def test_somebody_in_a_crowd_before_a_colon_is_somebody() -> None:
    assert said("铺子前人群中有人高喊：“先救人再说！”") == [("有人", "先救人再说！")]
    assert said("一个戴草帽的人打圆场：“都是邻居，少说两句。”") == [("戴草帽的人", "都是邻居，少说两句。")]


def test_retold_words_are_their_first_speakers_and_who_retells_goes_on() -> None:
    text = "茶馆老板周启明叹气。他转述了护士长的话：“大家现在只看屏幕。”在他看来，机器不能替代人。"
    found = extract(Text(text, "a.txt"))
    assert [s.speaker for s in found] == ["护士长", "周启明"]


def test_the_reporter_before_a_colon_says_nothing() -> None:
    text = "记者问茶馆老板周启明怕不怕关门，他摆摆手，指着门外的货车：“等它能开，我都退休了。”"
    assert said(text) == [("周启明", "等它能开，我都退休了。")]


def test_a_name_behind_the_marks_goes_before_a_crowd_that_reported() -> None:
    text = "本店客人都说预期变了，“价格松了，这回是真的降温。”店员林晓岚说，这样的客流撑不了多久。"
    assert said(text) == [("林晓岚", "价格松了，这回是真的降温。")]


def test_a_kind_of_people_in_a_report_is_spoken_of_and_does_not_speak() -> None:
    text = "茶商周启明告诉本刊，加盟商要交押金。同时，加盟商还要自己交房租，“除非开在学校旁边，大多数人很难赚钱”。"
    assert said(text) == [("周启明", "除非开在学校旁边，大多数人很难赚钱")]


def test_a_report_inside_an_example_leaves_the_teller_speaking() -> None:
    text = "店员林晓岚举了一个例子：一车茶到仓时都合格，但客户认为茶梗发黄就是坏了。“你管温度，谁管茶梗？”"
    assert said(text) == [("林晓岚", "你管温度，谁管茶梗？")]


def test_whoever_only_gets_something_says_nothing() -> None:
    text = "店主周启明如今把账本锁在抽屉里，偶尔拿给新来的店员看。“让他们知道老板也亏过钱。”"
    assert said(text) == [("周启明", "让他们知道老板也亏过钱。")]


def test_a_name_inside_the_quotation_is_not_who_the_pronoun_behind_it_means() -> None:
    text = "店员林晓岚说，茶不好卖。茶馆老板周启明回应称，明年会好。“林晓岚说得对，”他说，“这事我赔过。”"
    assert said(text) == [("周启明", "林晓岚说得对"), ("周启明", "这事我赔过。")]


def test_a_relative_in_a_side_remark_leaves_the_foreground_alone() -> None:
    text = (
        "天还没亮，茶馆老板周启明已经蹲在灶边。这只灶比他还老，是父亲周大成当年砌的。\n"
        "“它比我耐烧。”他站起来拍掉膝盖上的灰，“看今年的生意，我有点信。”"
    )
    assert said(text) == [("周启明", "它比我耐烧。"), ("周启明", "看今年的生意，我有点信。")]


def test_what_somebody_is_called_is_no_speech() -> None:
    assert said("有人骂他们是“卖水的”，收了钱就不见了。") == []
    assert said("网上流传的图片配着标题「我是周启明，我为茶代言」。") == []
    assert said("“茶业第一股”茶业公司青叶集团在一份文件中表示，现金中有一半存在银行。") == []


def test_somebody_elses_tone_is_somebody_elses_words() -> None:
    text = "茶馆老板周启明接到了电话。“你是不是糊涂了？”林晓岚学着对方的口气，自己先笑出来。"
    assert "林晓岚" not in [who for who, _ in said(text)]


def test_a_quotation_alone_is_whose_act_leads_up_to_it() -> None:
    text = "茶馆老板周启明和店员林晓岚都没有睡。\n会不会后悔？周启明想了很久，看看墙上的旧照片。\n“后悔也要先把这批茶卖完再说。”"
    assert said(text) == [("周启明", "后悔也要先把这批茶卖完再说。")]


def test_a_quotation_that_opens_a_page_is_whom_the_next_line_tells_of() -> None:
    text = "“茶卖不完，我就睡在茶堆里。”\n留言的人叫周启明，一家茶馆的创始人。周启明说，这不是玩笑。"
    assert said(text) == [("周启明", "茶卖不完，我就睡在茶堆里。")]


def test_whoever_is_asked_answers_first() -> None:
    text = "两人抢着付账，周启明快了一步。走到门口，周启明忽然问林晓岚，那几个伙计有没有着落。\n“有三个没有。”\n“让他们来找我吧。”\n街上的灯灭了。"
    assert [who for who, _ in said(text)] == ["林晓岚", "周启明"]


def test_somebody_described_who_acts_last_begins() -> None:
    text = "茶馆老板周启明走到案板前，一刀一刀切下来。师傅站在旁边看了十分钟。\n“以前在哪儿干的？”\n“卖茶的。”\n“那怪不得，切得齐。”"
    assert [who for who, _ in said(text)] == ["师傅", "周启明", "师傅"]


def test_a_turn_at_the_end_of_a_paragraph_is_answered_by_nobody_known() -> None:
    text = "茶馆老板周启明把话说得很直：这批茶卖不掉。他问：“谁签字？”\n“我签。”\n“凭什么你签？”郑伯安的声音高起来，“去年就是你签的。”"
    assert {t: w for w, t in said(text)}["我签。"] is None


def test_somebody_called_whom_no_rule_knows_leaves_the_lines_open() -> None:
    text = "茶馆老板周启明没有说话。店员林晓岚把本子打开了。\n“小郑，去年三月你讲过，一人一半。”\n“我讲过。”\n“那这封信呢？”"
    assert [who for who, _ in said(text)][1:] == [None, None]


def test_of_three_people_the_one_called_by_name_answers() -> None:
    text = "周启明、林晓岚和郑伯安坐在茶馆里。郑伯安喝茶，周启明看着窗外。\n“林晓岚，明天还开门吗？”\n“开。”\n“那就开。”"
    assert said(text)[1] == ("林晓岚", "开。")


def test_words_counted_before_a_colon_are_speech_however_few() -> None:
    assert said("茶馆老板周启明只回了三个字：“格局呢”。") == [("周启明", "格局呢")]


def test_a_message_is_its_senders_inside_somebody_elses_report_too() -> None:
    text = "茶馆老板周启明记得，开张那天晚上，一位没抢到股份的合伙人给他发来长语音：“哪怕给我五万，也算个股东。”"
    assert [who for who, _ in said(text)] == ["没抢到股份的合伙人"]


def test_whom_somebody_looks_at_is_not_who_speaks() -> None:
    text = "茶馆老板周启明把名单看了两遍。他抬起头，不看林晓岚，只看着门。\n“这里面没有一个是跟我从乡下出来的。”"
    assert [who for who, _ in said(text)] == ["周启明"]


def test_what_somebody_disagrees_with_is_a_term() -> None:
    assert said("茶商周启明却并不认同“成本决定论”。") == []


def test_an_adviser_is_asked_nothing() -> None:
    text = "茶法的定义很宽，「像是花茶、凉茶，也都包含在内」江岸律师事务所执行顾问周启明分析道。"
    assert said(text) == [("周启明", "像是花茶、凉茶，也都包含在内")]


def test_whoever_is_called_at_the_end_of_a_paragraph_answers() -> None:
    text = "群里静了一会儿。周启明很快冒泡：“林晓岚，那天是停水，我道过歉的。”\n“道歉也是机器发的。”\n群里一片笑声。"
    assert said(text)[-1] == ("林晓岚", "道歉也是机器发的。")


def test_this_is_what_somebody_says() -> None:
    text = "“我买过，就是贵，后来换了一家。”这是一位老顾客的说法。"
    assert [who for who, _ in said(text)] == ["老顾客"]


def test_he_in_the_words_is_another_he_where_somebody_acts_before_them() -> None:
    text = "茶馆老板周启明说，分家是去年的事。“他拿这个说事，是想压价。”说到这里，他停下来，把烟塞回去，“说白了，他从来没当这是合伙。”"
    assert [who for who, _ in said(text)] == ["周启明", "周启明"]


def test_whoever_breaks_in_behind_the_marks_spoke() -> None:
    text = "茶馆老板周启明三年前病过一场。周启明给自己买过手表，最后全都躺在抽屉里。“我是忘事，不是傻。”林晓岚有一天冲他发火。"
    assert said(text) == [("林晓岚", "我是忘事，不是傻。")]


def test_whoever_asks_somebody_else_right_before_the_marks_speaks() -> None:
    text = "周启明坦言，起初没有当真。没想到第三周，店里的老员工跑来问他，「这台机器可不可以不要还？」周启明说，这句话比什么都有用。"
    assert [who for who, _ in said(text)] != ["周启明"]


def test_the_verb_of_the_next_quotation_says_nothing_of_the_one_before() -> None:
    text = "店里进了水，林晓岚开口第一句话就是“快拿灭火器来。”店主周启明说：“关键是水管，水管通了才行。”"
    assert [who for who, _ in said(text)] == ["林晓岚", "周启明"]


def test_a_kind_of_people_something_is_meant_for_does_not_speak() -> None:
    text = "茶商林晓岚把茶分成三等，直接面向消费者卖。“一分钱一分货，谁也不吃亏。”"
    assert [who for who, _ in said(text)] != ["消费者"]


def test_somebodys_version_before_a_colon_is_theirs() -> None:
    text = "店员林晓岚记得那天下雨。茶馆老板周启明的版本要平淡得多：“我确实缺人。”"
    assert said(text) == [("周启明", "我确实缺人。")]
