"""Which known person speaks: two in one sentence, names inside titles, 他 behind a question, whoever was just brought in. Invented passages."""

from __future__ import annotations

import pytest

from bot.distill.statements import DEFAULT_CONFIDENCE, Statement, at_least, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return at_least(extract(Text(text, "a.txt")), DEFAULT_CONFIDENCE)


def speakers(text: str) -> list[str | None]:
    return [s.speaker for s in found(text)]


def test_a_named_person_whose_act_leads_up_to_the_words_is_sure_enough_to_be_given() -> None:
    text = "散会以后，店长葛文涛先走了。副店长薛小满站在门口数完零钱，忽然回过头来。“其实账面上没有亏。”"
    assert speakers(text) == ["薛小满"]


def test_a_house_named_in_somebodys_title_is_not_the_subject() -> None:
    text = "「租約一到期就走，」金石諮詢董事合伙人沈維新說。「留下來的人，有一半是不甘心。」"
    assert speakers(text) == ["沈维新", "沈维新"]


def test_whoever_is_said_to_be_called_so_is_he_from_then_on() -> None:
    text = "店主骆家豪坐在柜台后面。旁边一个学徒正在擦杯子。她叫倪小雨，今年二十岁。“我每天擦三百个杯子。”"
    assert speakers(text) == ["倪小雨"]


@pytest.mark.parametrize(
    "asks",
    ["向路明求证时，他没有否认，只是反问", "记者问路明怕不怕，他想了想说"],
)
def test_whoever_is_asked_is_he_right_behind(asks: str) -> None:
    text = f"接近工厂的人士透露，路明已经递交了辞呈。路明在厂里干了二十年。那位人士说，接班的人还没有找到。{asks}：“换你，你走不走？”"
    assert speakers(text)[-1] == "路明"


def test_a_sentence_that_begins_with_a_pronoun_is_about_whom_it_means() -> None:
    text = "先开口的是做模具的童丽娟。她直接点名了老乔，说自己去年买过他家的机器。老乔没有回话。"
    assert "老乔" not in speakers(text)


def test_whom_words_are_said_to_stands_behind_a_title_too() -> None:
    text = "护士长秋月蓉今年五十岁。秋月蓉转头对身边的实习护士小蔡说：“吵的不急，不吭声的才急。”"
    assert speakers(text) == ["秋月蓉"]


def test_the_advice_somebody_gives_is_not_whom_it_is_given_to() -> None:
    text = "咨询师康建国做过六年供应链。康建国给姚思齐的建议是在当地找一家烘焙厂合资，用当地的豆子。"
    assert speakers(text) == ["康建国"]


def test_a_view_behind_somebodys_reported_words_is_the_next_ones() -> None:
    text = "交通顾问鲁建平表示，合作是被对手逼出来的。“谁能胜出，要看用户的忠诚度。”在研究员白国华看来，共享汽车扩大了经营范围。"
    assert [s.speaker for s in found(text) if s.kind == "direct"] == ["鲁建平"]


def test_a_sentence_that_is_nothing_but_who_added_it_points_back() -> None:
    text = "另外，从成本上看，自建仓库并不划算。“但租来的仓库说涨就涨，签了合同也没有用”。负责人康建国补充说道。"
    assert speakers(text)[-1] == "康建国"


def test_this_title_behind_a_name_is_whoever_is_spoken_of() -> None:
    text = "甘霖食品的老板娘把钥匙交给了季长风。季长风起初也不理解。但这位接班人很快发现，留下来的那条线毛利涨了九个点。"
    assert speakers(text) == ["季长风"]


def test_the_other_party_is_the_one_whom_the_sentence_rings_up() -> None:
    text = "第一年冬天，一名渔民断了手指。医生简立群打电话给前辈邬景松，对方只问一句：“你怕不怕？”"
    assert speakers(text) == ["邬景松"]


def test_a_bare_title_is_who_was_named_behind_it() -> None:
    text = "两人去问了厂里的老会计柏德顺。柏德顺翻了一上午单据。“一半也得写借条。”老会计说。"
    assert speakers(text) == ["柏德顺"]


def test_surname_and_sang_is_the_gentleman_of_that_name() -> None:
    text = "家族辦公室顧問馮啟昌上月到訪。筆者問下一輪會否再找家族。馮生想了想說，要看錢用在哪裡，若果在東南亞設廠，家族的人脈比錢更有用。"
    assert speakers(text) == ["冯启昌"]


def test_he_of_the_words_may_be_somebody_they_name() -> None:
    text = "记者问厂长齐满仓有没有这回事。他起先摇头，后来又说，那时不省这四分，这张单子就没有利。“会计只看账，他不看人。”"
    assert speakers(text)[-1] == "齐满仓"


def test_nobody_says_he_of_a_post() -> None:
    text = "一个匿名账号发了帖子。帖子指控样品来路不明，图片也是抄的。他在第二天回应道：“我没有抄过任何人的图。”"
    assert "帖子" not in speakers(text)[1:]


@pytest.mark.parametrize("begins", ["小穗在仓库做过两年质检。", "小穗的活，就是给旧手机打分。"])
def test_a_nickname_that_begins_a_sentence_is_she_from_then_on(begins: str) -> None:
    text = f"投资人孟伯川说：“这是好事。”\n{begins}据她讲，最忙的时候一个人每天要过两百台机器。\n“标准是给投资人看的。”小穗说。"
    assert speakers(text) == ["孟伯川", "小穗", "小穗"]


def test_a_thing_somebody_owns_in_the_middle_of_a_sentence_is_not_about_them() -> None:
    text = "东南亚区负责人鲁以诚说，员工不会被转移。此外，目前约有三万辆方如海的旧车登记在册，对此，他表示将提供维修到明年以后。"
    assert speakers(text)[-1] == "鲁以诚"


def test_whoever_is_told_something_by_the_reporters_is_she() -> None:
    text = "“你不掏，我就亏。”尚月慧说。店员贺小棠离开了这一行。\n我们把这件事告诉了尚月慧，她沉默了一会，说那里的门口应该还在排队。"
    assert speakers(text)[-1] == "尚月慧"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("白国栋在告别会上读了一封信，信里写道：“学长，我还是会怕。”", "白国栋"),
        ("骆一舟给全体员工写了一封信，题目很短。信里写道：\n“半年前我告诉大家，我们要去一条更大的船上。现在船没有来，是我看错了。”", "骆一舟"),
    ],
)
def test_what_stands_in_a_letter_is_its_writers(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_when_somebody_recalls_is_no_report() -> None:
    text = "谭颖儿三年前辞了职。“有个小孩跟我讲，医生你没看过我。”她忆述时仍然哽咽。"
    assert [s.text for s in found(text)] == ["有个小孩跟我讲，医生你没看过我。"]


def test_whoever_only_answers_a_call_has_not_said_it() -> None:
    text = "老板娘苗翠珍的嗓门比灶火还旺。“三号桌，加辣！”芮大川在里头应了一声，头也不抬。"
    assert "芮大川" not in speakers(text)


def test_a_given_name_that_acts_again_and_again_is_who_was_named_in_full() -> None:
    text = "哥哥柴建新和弟弟柴立民三个月没有说过话。建新坐在办公室里，一根接一根抽烟。建新说，机床贵。“八十万，一个电话都没打。”建新指着窗外。"
    assert set(speakers(text)) == {"柴建新"}


def test_a_given_name_with_aunt_behind_it_is_she() -> None:
    text = "早点摊主丁桂香今年六十岁。桂香婶说，摊子明年就不摆了。"
    assert speakers(text) == ["丁桂香"]


def test_an_unknown_name_behind_a_title_takes_the_foreground() -> None:
    text = "一位老人说：“都别吵了。”\n厂里的技术主管贝向东跟了柴家十五年。在他眼里，兄弟俩其实互相离不开。"
    assert speakers(text)[-1] == "贝向东"


def test_how_it_was_said_may_stand_between_the_speaker_and_the_verb() -> None:
    text = "厂长虞国平说，火已经烧穿了屋顶。“都出来了，我点了三遍。”庞有福红着眼睛说。虞国平没有再问。"
    assert speakers(text)[-1] == "庞有福"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("在船厂干了十一年的律师孟小棠看完后说，这份合同更像一张合影。孟小棠没有签字。", "孟小棠"),
        ("桂枝没有参与谈话。我后来问她，她起初不肯讲，再三追问之下才说，老人自己早就知道了。桂枝说完就走了。", "桂枝"),
        ("卫生局局长邓国强今日表示欢迎各界的意见及专业建议，惟再度强调，有人想借机生事。", "邓国强"),
    ],
)
def test_what_was_done_before_speaking_hides_nobody(text: str, who: str) -> None:
    assert speakers(text)[0] == who


def test_he_himself_is_not_the_father_who_was_named_just_before() -> None:
    text = "施国华（化名）的父亲是修车师傅，他自己读完技校之后也入了行。“我见过太多车。”他说，一年要报废上百辆。"
    assert set(speakers(text)) == {"施国华"}


def test_who_retorts_is_whom_it_was_said_to() -> None:
    text = "镇长柯小敏来村里调研。阎大川答，想把废弃的小学改成直播间。柯小敏提醒他，土地性质不能变。“我知道，只换灯，不动墙。”他马上接了一句。"
    assert speakers(text)[-1] == "阎大川"


def test_the_old_man_is_whom_the_paragraph_has_spoken_of_alone() -> None:
    text = "记者问过高金水。\n高金水不太在意新校舍。老人说，从前在树下也能上课。“人在，学校就在。”"
    assert speakers(text) == ["高金水", "高金水"]


def test_somebodys_summary_before_a_colon_is_theirs() -> None:
    text = "瞿德胜跟了她八年。瞿德胜的总结更简短：“第一次累，第二次更累。”"
    assert speakers(text) == ["瞿德胜"]


def test_she_behind_a_verb_is_not_the_subject_before_it() -> None:
    text = "校长杜以行劝她休息，她不肯。对此，杜以行持保留态度。他指出，上一次的校舍盖了五年。"
    assert speakers(text) == ["杜以行"]


def test_whoever_is_called_by_name_answers() -> None:
    text = "卜小满坐在窗边。贺兰青走了过来。贺兰青说：“小满，下来吃饭。”\n“别叫我。”她摔门出去，走到楼下便利店。"
    assert speakers(text)[-1] in ("卜小满", "小满")


def test_sentences_right_behind_each_other_are_two_turns_of_who_ask_and_answer() -> None:
    text = "前辈邬景松只问一句：“你怕不怕？”简立群回答：“怕。”“怕就对了，会怕的医生才会小心。”简立群记了三十年，邬景松早忘了。"
    assert speakers(text) == ["邬景松", "简立群", "邬景松"]


def test_whom_somebody_sees_is_not_he_from_then_on() -> None:
    text = "老板尤小航从里间出来。他看见会计瞿满仓，第一句话是：“叔，你怎么来了。”瞿满仓没有作声。"
    assert speakers(text) == ["尤小航"]


def test_an_owner_at_the_head_of_a_paragraph_is_he_where_nobody_else_is() -> None:
    text = (
        "投资人莫怀真后来说，自己当时很佩服创始人乔小飞。\n"
        "回购改成了分期，乔小飞的估值降到四亿。签字那天他发了一条朋友圈，没有配图：“打折了。天也没有塌下来。”底下乔小飞的朋友都来点赞。"
    )
    assert speakers(text)[-1] == "乔小飞"


def test_a_report_goes_on_behind_a_colon_where_nobody_else_stands() -> None:
    text = "分析员刘培真分析，这批机器换了供应商。电源由两家本地厂商供应，天线则是老厂的产品：“整体而言，成本降了两成。”"
    assert speakers(text) == ["刘培真", "刘培真"]


def test_how_somebody_puts_it_in_the_passive_is_theirs() -> None:
    text = "这项决定被市议员马伯荣说成是“对纳税人的背叛，是他们的钱让这家厂活下来的”。"
    assert speakers(text) == ["马伯荣"]


def test_he_himself_worries_about_something_else_than_his_teacher() -> None:
    text = "博士生简小凯还没有签字。简小凯的导师劝他先去大厂待两年；而他自己担心的是另一件事。“他们要的是我手里的方向。”"
    assert speakers(text)[-1] == "简小凯"


def test_whom_the_papers_wanted_to_interview_is_he() -> None:
    text = "“他平时抠门，可说话算数。”工人解桂兰告诉我们。\n第二天，当地媒体想采访保安庞有富，他躲进了值班室。“我就是个看门的，有什么好采访的。”"
    assert speakers(text)[-1] == "庞有富"


def test_whoever_hears_it_and_says_nothing_has_not_said_it() -> None:
    text = "护工徐小露给老教师换好被子。她看了一眼输液瓶。“姑娘，你比我儿子来得勤。”徐小露没有接话，去关窗户。"
    assert "徐小露" not in speakers(text)


def test_on_leaving_is_when_and_not_who() -> None:
    text = "策展人罗以恒在馆里待了四天，离开前对馆长说，其中一批信封别处没有。罗以恒没有再来。"
    assert speakers(text) == ["罗以恒"]


def test_who_rings_up_speaks_first_where_the_other_is_called_by_name() -> None:
    text = (
        "住院医师应小栩干了三年急诊。应小栩看了一眼屏幕。\n片子传过来，她给二线打电话。电话那头是副主任医师邱立群，刚下手术。\n"
        "“邱老师，七十九岁，膈下有游离气体。”\n“停药几天了？”\n“没停。”\n邱立群骂了一句。"
    )
    assert speakers(text) == ["应小栩", "邱立群", "应小栩"]


def test_a_short_form_of_a_surname_of_two_characters() -> None:
    text = "创始人夏侯靖三天后见了我们。对于接下来的打算，夏总没有多谈。夏总说，自己会回老家待半年。"
    assert speakers(text) == ["夏侯靖"]


def test_a_line_that_calls_a_third_person_is_answered_by_them() -> None:
    text = (
        "会计鄢守仁说：“我不签。”\n厂长齐满仓说：“你签。”\n客户老板尤小航一句话也没讲。倒是鄢守仁把本子打开了。\n"
        "“尤小航，去年你讲过，货有毛病一人一半。”\n“我讲过。”\n“那这个律师函？”\n尤小航把手机递过来。"
    )
    assert speakers(text)[2:] == ["鄢守仁", "尤小航", "鄢守仁"]


def test_a_gesture_towards_somebody_is_no_subject() -> None:
    text = "前副总白宏图走进展厅。他在电锅前站了很久，转头对老工程师说，三十年前自己否决过一个一模一样的案子。白宏图叹气。"
    assert speakers(text) == ["白宏图"]


def test_whoever_is_asked_in_the_line_before_begins() -> None:
    text = (
        "前副总白宏图来了。工程师鲍松年迎上去。白宏图说：“我否决过它。”鲍松年愣了一下，问他为什么。\n"
        "“因为看不懂。”\n“现在呢？”\n“现在看懂了。”\n天黑了。"
    )
    assert speakers(text)[1:] == ["白宏图", "鲍松年", "白宏图"]


def test_she_of_the_words_is_who_acts_last_and_somebody_else_says_them() -> None:
    text = "院长荆慧芳守在门外听了一场。荆慧芳没想到的是，最不爱说话的田奶奶那天说了四十分钟。“她演一个女掌柜，把所有人都骂哭了。”"
    assert speakers(text) == ["荆慧芳"]


def test_whom_somebody_comes_to_speak_of_is_not_he() -> None:
    text = "投资人郭子健认识设计师罗敏芝多年。谈到罗敏芝，郭子健语气缓和下来。他说，这人是自己见过最固执的。"
    assert speakers(text) == ["郭子健"]


def test_the_former_and_the_latter_hold_a_view_each() -> None:
    text = "投资人郭子健和创始人罗敏芝认识多年。前者认为市场已经见顶，后者认为增长才刚刚开始。"
    assert speakers(text) == ["郭子健", "罗敏芝"]


def test_somebody_he_did_not_find_does_not_take_the_foreground() -> None:
    text = "院长申国明也在为接班人发愁。他连续三年去医学院，没有招到一个儿科毕业生。“学生问我值不值夜班，我答不上来。”"
    assert speakers(text) == ["申国明"]


def test_somebodys_answer_by_letter_is_theirs() -> None:
    assert speakers("记者写信给郭子健。郭子健的回信只有一句话：“来日方长，不必再问。”") == ["郭子健"]
