"""Interviews, round tables, group chats and other layouts with labels before colons. All people and sentences are invented."""

# ruff: noqa: E501 (conversations read better unbroken)

from __future__ import annotations

import pytest

from bot.distill import layout
from bot.distill.statements import read_article
from bot.distill.text import Text
from bot.distill.turns import is_name, turns_of


def said(text: str) -> list[tuple[str | None, str]]:
    """Speaker and words of every statement."""
    return [(s.speaker, s.text) for s in read_article(Text(text, "a.txt")).statements]


ROUND_TABLE = """夜谈｜果园还雇不雇人
十月的周四，四位果农坐到了一起。以下为实录，由本刊编委郗若棠主持。
郗若棠：欢迎各位。先报个数，今年雇了几个人？
逯二平：雇了三个，去年是九个。机器摘得比人轻，梨子少了一半的伤。
郗若棠：谢谢逯老板。接下来轮到女将，邝春枝，你先讲。
邝春枝：我一个都没少。机器不会唱歌，摘果子不唱歌没意思。
（众人笑）
唱歌的那几个，我还涨了工钱。
郗若棠：最后一个问题，明年呢？
逯二平：再少一个
邝春枝：还是那几个人
郗若棠：感谢两位。今天就到这里。
散场时天黑了，邝春枝说，她明年想多种两亩桃。
"""


def test_a_moderator_with_a_name_makes_no_statements_and_asides_do_not_end_an_answer() -> None:
    assert said(ROUND_TABLE) == [
        ("逯二平", "雇了三个，去年是九个。机器摘得比人轻，梨子少了一半的伤。"),
        ("邝春枝", "我一个都没少。机器不会唱歌，摘果子不唱歌没意思。"),
        ("邝春枝", "唱歌的那几个，我还涨了工钱。"),
        ("逯二平", "再少一个"),
        ("邝春枝", "还是那几个人"),
        ("邝春枝", "她明年想多种两亩桃"),
    ]


def test_a_labels_name_is_known_to_the_rest_of_the_article() -> None:
    text = "禚满仓不爱开会。\n麦田志：今年收成怎样？\n禚满仓：一般，雨来晚了。\n麦田志：怪谁？\n禚满仓：怪我没早点修渠。\n临走，禚满仓补充道：“渠我下月就修。”"
    assert said(text)[-1] == ("禚满仓", "渠我下月就修。")


def test_a_headline_with_a_label_is_no_turn() -> None:
    text = "禚满仓：丰收的人最怕下雨\n作者：某某\n麦田志：今年收成怎样？\n禚满仓：一般，雨来晚了。\n麦田志：怪谁？\n禚满仓：怪我没早点修渠。"
    assert [words for _, words in said(text)] == ["一般，雨来晚了。", "怪我没早点修渠。"]


def test_brackets_behind_a_label_are_no_part_of_it() -> None:
    text = "麦田志：谁来答？\n禚满仓（合作社社长，刚进门）：我来答，水是够的。\n麦田志：够几天？\n禚满仓（笑）：够到月底。\n再往后就得看天了，我不敢说。"
    assert said(text) == [
        ("禚满仓", "我来答，水是够的。"),
        ("禚满仓", "够到月底。"),
        ("禚满仓", "再往后就得看天了，我不敢说。"),
    ]


def test_a_colon_inside_an_answer_begins_nobody_elses_turn() -> None:
    text = "问：怎么修？\n禚满仓：先量再挖。\n师傅教了我们一条规矩：水往低处走，渠要留坡。\n问：贵吗？\n禚满仓：不贵，自己挖。"
    assert [speaker for speaker, _ in said(text)] == ["禚满仓"] * 3


@pytest.mark.parametrize(
    "after",
    [
        "采访结束时，雨停了，水从新渠里流过去。",
        "聊到最后，禚满仓指了指墙上的旧水表。",
        "一位路过的邻居接过话头说，这条渠早该修了。",
        "这条渠去年冬天动工，全长四公里。本报记者邱莫",
    ],
)
def test_what_the_reporter_tells_after_the_last_answer_is_not_the_answer(after: str) -> None:
    text = f"问：怎么修？\n禚满仓：先量再挖，我量了三遍。\n问：贵吗？\n禚满仓：不贵，自己挖，花了我两个月。\n{after}"
    assert all(words not in after for speaker, words in said(text) if speaker == "禚满仓")


def test_a_reply_in_a_group_is_the_words_of_whoever_replies() -> None:
    text = "柿饼姐：谁还有筐\n老腊肉：我有三个。\n柿饼姐回复老腊肉：借我两个，明天还。\n老腊肉回复柿饼姐：上回的还没还呢。"
    assert said(text) == [("柿饼姐", "谁还有筐"), ("老腊肉", "我有三个。"), ("柿饼姐", "借我两个，明天还。"), ("老腊肉", "上回的还没还呢。")]


def test_the_time_before_a_label_and_labels_in_boxes_are_read() -> None:
    timed = "[00:10] 阿荔：大家好，欢迎收听。\n[00:15] 阿荔：今天请的是送奶的。你几点起？\n[00:20] 郤满：三点，冬天也是三点。\n[00:31] 阿荔：不困吗？\n[00:35] 郤满：困，奶不等人。"
    assert said(timed) == [("郤满", "三点，冬天也是三点。"), ("郤满", "困，奶不等人。")]
    boxed = "【主持人】各位好。您几点起？\n【郤满】三点，冬天也是三点。\n【主持人】不困吗？\n【郤满】困，奶不等人。"
    assert said(boxed) == [("郤满", "三点，冬天也是三点。"), ("郤满", "困，奶不等人。")]


def test_a_short_answer_about_a_sale_is_no_advert() -> None:
    text = "问：店开到几点？\n郤满：开到没人。\n问：还打折吗？\n郤满：买一送一，明天就没了。"
    assert said(text)[-1] == ("郤满", "买一送一，明天就没了。")


def test_headings_of_a_list_are_nobodys_labels() -> None:
    text = "优点：省电，一年能省三百块。\n缺点：太吵，夜里听得见。\n优点：不占地方，墙角能放。\n缺点：要换滤网，一个八十。"
    assert said(text) == []


def test_a_question_without_a_label_before_an_answer_with_one_is_no_answer() -> None:
    text = "渠修得这么慢，您急吗？\n禚满仓：急也没用，土冻着。\n那开春能完吗？\n禚满仓：能，我跟人打了赌。\n输了怎么办？\n禚满仓：请全村喝酒。"
    assert [words for _, words in said(text)] == ["急也没用，土冻着。", "能，我跟人打了赌。", "请全村喝酒。"]


def test_only_people_take_turns_as_names() -> None:
    assert [is_name(x) for x in ("禚满仓", "阿荔", "Dana Ho", "艾玛·林德")] == [True] * 4
    assert [is_name(x) for x in ("记者", "答", "问题", "业主", "他说", "CEO")] == [False] * 6
    text = Text(ROUND_TABLE)
    assert turns_of(text.plain, layout.paragraphs(text)).names() == ["郗若棠", "逯二平", "邝春枝"]


def test_between_questions_with_a_label_stand_the_answers_of_whom_the_article_is_about() -> None:
    text = "合作社社长沈满仓说，渠还没有修完。\nQ：渠修得这么慢，您急吗？\n急也没用，土冻着。\n我每天去看一回。\nQ：那开春能完吗？\n能，我跟人打了赌。\nQ：输了怎么办？\n请全村喝酒。"
    assert said(text) == [("沈满仓", words) for words in ("渠还没有修完", "急也没用，土冻着。", "我每天去看一回。", "能，我跟人打了赌。", "请全村喝酒。")]


def test_labels_of_one_character_labels_with_a_role_and_accounts() -> None:
    short = "冰室老板鄢家乐说，伙计一个没走。\n记：累吗？\n鄢：累，手臂抬不起来。\n他累，我也累。\n记：涨价吗？\n鄢：涨过两块。"
    assert said(short)[1:] == [("鄢家乐", "累，手臂抬不起来。"), ("鄢家乐", "他累，我也累。"), ("鄢家乐", "涨过两块。")]
    court = "审判长：猫是谁的？\n原告鄢春妮：他家的，戴着铃铛。\n审判长：被告认可吗？\n被告单不言：铃铛是我的，猫不是。\n审判长：还有吗？\n原告鄢春妮：没有了。\n旁听席有人笑了，审判长敲了敲桌子。"
    assert said(court) == [("鄢春妮", "他家的，戴着铃铛。"), ("单不言", "铃铛是我的，猫不是。"), ("鄢春妮", "没有了。")]
    comments = "一碗面卖二十八，评论区吵开了。\n@海边种树：里面有十块是房租，我开过店。\n@不爱吃葱：那就别去，骂人家干什么呢。\n@海边种树 回复 @不爱吃葱：我没骂人。"
    assert [speaker for speaker, _ in said(comments)] == ["海边种树", "不爱吃葱", "海边种树"]


def test_a_name_and_a_time_on_a_line_of_their_own_announce_the_next_line() -> None:
    text = "郤离 00:12\n今天只聊一件事。\n步满 00:45\n流程多了两步，客服最先知道。\n郤离 01:20\n删掉一步就行。"
    assert said(text) == [("郤离", "今天只聊一件事。"), ("步满", "流程多了两步，客服最先知道。"), ("郤离", "删掉一步就行。")]


@pytest.mark.parametrize(
    "text",
    [
        "路透社：油价收于每桶七十一美元。\n财联社：多家银行下调存款利率。\n路透社：欧盟考虑推迟关税。\n彭博：某公司将于下周裁员两千人。",
        "张江高科：涨停，封单四亿元。\n东方财富：跌百分之二，成交额居首。\n张江高科：连续三日登上龙虎榜。",
        "看多：估值已经跌到历史低位，你不买谁买？\n看空：盈利还没有见底。\n看多：政策已经转向。\n看空：转向不等于见效。",
        "【事件】央行下调存款准备金率。\n【点评】力度超出预期，利好银行板块。\n【事件】财政部发行特别国债。\n【点评】长端利率或小幅上行。",
        "2019年：公司成立，只有三个人。\n2020年：拿到第一笔订单。\n2021年：搬进新厂房，员工增至两百人。",
    ],
)
def test_digests_quotations_of_shares_and_pros_and_cons_are_no_conversations(text: str) -> None:
    assert said(text) == []


def test_answers_of_nobody_known_are_nobodys() -> None:
    text = "问：如何退票？\n答：在订单页点击退票即可，钱会原路退回。\n问：收费吗？\n答：开车前八天以上不收费。"
    assert [speaker for speaker, _ in said(text)] == [None, None]


def test_a_post_that_had_no_picture_is_no_caption() -> None:
    assert said("邱大河说，蜂走了。\n搬家那天邱大河发了一条朋友圈，没有配图：“终于搬完了，腰也断了。”") [1:] == [("邱大河", "终于搬完了，腰也断了。")]


def test_somebody_with_a_name_who_only_asks_is_the_interviewer_even_where_the_answers_ask_back() -> None:
    text = "邱大河：大家可能都想知道，你最近在忙什么？\n单不言：修渠，修了四个月，每天走十里路。你说谁没事走十里路？我们村的狗都不走。\n邱大河：这条渠给谁用？\n单不言：给下游的三个村用，我自己家在上游，一滴也用不着，所以他们说我傻。"
    assert {speaker for speaker, _ in said(text)} == {"单不言"}


def test_a_chat_without_full_stops_is_no_list_of_links() -> None:
    chat = "以下是我和单不言的聊天。\n我：在吗\n单不言：在，修渠呢\n我：几点回\n单不言：天黑就回"
    assert said(chat) == [("单不言", "在，修渠呢"), ("单不言", "天黑就回")]


def test_a_batch_at_a_clauses_end_is_no_report() -> None:
    text = "问：渠怎么还没修？\n答：排着队呢，急不来。\n这条渠去年列进计划，排在第二批，第二批的钱上个月才到账。\n问：何时动工？\n答：下个月动工。"
    assert [words for _, words in said(text)][1].startswith("这条渠")


UNLABELLED = """专访卜一凡：修表是和时间讨价还价
卜一凡修了三十年表。我们在他的铺子里聊了一下午，以下是经过整理的对话。
现在还有人修机械表吗？
有，而且年轻人多。我上个月收了十一块，九块是九零后送来的。
最难的是什么？
零件。厂家不卖给我们，我只能自己车。
一个齿轮车一天，你说贵不贵？
他把抽屉拉开，里面是一格一格的齿轮。
徒弟呢？
收过三个，都去修手机了，我不怪他们。
"""


def test_an_interview_whose_questions_and_answers_have_no_labels() -> None:
    found = said(UNLABELLED)
    assert [who for who, _ in found] == ["卜一凡"] * 4
    assert [words[:4] for _, words in found] == ["有，而且", "零件。厂", "一个齿轮", "收过三个"]


def test_an_essay_with_questions_for_headings_is_no_interview() -> None:
    essay = UNLABELLED.replace("专访卜一凡：", "").replace("我们在他的铺子里聊了一下午，以下是经过整理的对话。", "铺子在老街尽头。")
    assert said(essay) == []


def test_who_takes_part_is_said_at_the_head_and_says_nothing_there() -> None:
    text = "时间：5月2日\n主持人：本报记者 桑榆\n与会者：店主蓝小雨；供货商老葛；投资人 Leo 沈\n主持人：今年好做吗？\n蓝小雨：不好做，一条街开了十一家。\n老葛：货款先断的先关，我看得最清楚。\nLeo：成本掉了九成，总有人能活。\n"
    assert [who for who, _ in said(text)] == ["蓝小雨", "老葛", "Leo 沈"]


def test_answers_behind_a_blank_are_whose_the_head_says() -> None:
    text = "“我把店卖了”\n受访者：小满（化名），前店主\n问 什么时候决定的？\n答 去年八月，房东说要涨租。\n我回去算了一夜。\n问 后悔吗？\n答 不后悔，我睡得着了。\n"
    assert [who for who, _ in said(text)] == ["小满"] * 3


def test_what_brings_guests_in_before_a_colon_is_no_label() -> None:
    text = "编辑部请来三位从业者：店主蓝小雨、供货商葛一鸣。以下为对话节选。\n蓝小雨：不好做，一条街开了十一家。\n葛一鸣：货款先断的先关。\n蓝小雨：那你还给我赊账？\n葛一鸣：你不一样，你跑不了。\n"
    assert [who for who, _ in said(text)] == ["蓝小雨", "葛一鸣", "蓝小雨", "葛一鸣"]


def test_an_answer_that_ends_with_a_picture_is_no_caption() -> None:
    text = "记者：凭什么证明？\n葛一鸣：没有凭证，他们不给，我只能拿手机截图。\n记者：够吗？\n葛一鸣：不够。\n我每天都截，我有四百张截图。\n"
    assert [words[-5:] for _, words in said(text)] == ["手机截图。", "不够。", "百张截图。"]
    (line,) = layout.paragraphs(Text("会议现场，代表们正在投票。视频截图\n", "a.txt"))
    assert line.part == "caption"


def test_a_chat_with_the_time_of_day_is_no_list_of_links() -> None:
    text = "群聊记录\n以下内容经本人授权。\n阿泡 23:41\n有人收到钱了吗\n大熊 23:42\n没有，说下周\n阿泡 23:45\n我明天去仲裁\n大熊 23:47\n我也去\n"
    assert said(text) == [("阿泡", "有人收到钱了吗"), ("大熊", "没有，说下周"), ("阿泡", "我明天去仲裁"), ("大熊", "我也去")]
    links = "相关新闻\n某市地铁涨价了吗\n新江日报 10:20\n夜市明年搬不搬\n岭东晚报 10:31\n果园缺人怎么办\n新江日报 11:02\n学校食堂谁来管\n岭东晚报 11:40\n"
    assert said(links) == []


def test_who_takes_part_only_once_is_not_the_one_before() -> None:
    text = "颜未：两位今年出手了几次？\n阎若谷：两次，其中一次是老股。\nGrace 覃：我比若谷多，三次。\n颜未：怎么看？\n阎若谷：不看，我等着。\n颜未：等什么？\n"
    assert [who for who, _ in said(text)] == ["阎若谷", "Grace 覃", "阎若谷"]
