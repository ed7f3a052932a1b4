"""What counts as something said: reports whose subject stands far off, lists of quotations, interviews, pages around the article."""

from __future__ import annotations

import pytest

from bot.distill.statements import Statement, extract
from bot.distill.text import Text


def found(text: str) -> list[Statement]:
    return extract(Text(text, "a.txt"))


def spans(text: str) -> list[tuple[str, str]]:
    return [(s.kind, s.text) for s in found(text)]


@pytest.mark.parametrize(
    "head",
    [
        "鹭江市长许文川上午出席龙舟赛开幕式受访指出，",
        "许文川在朋友圈回应称，",
        "许文川随后在个人社交平台发文表示，",
        "許文川在臉書撰文指出，",
        "许文川开玩笑说，",
        "许文川忆述，",
    ],
)
def test_a_report_is_found_however_far_its_subject_stands(head: str) -> None:
    (s,) = found(f"鹭江市长许文川近日很忙。{head}新码头明年三月可以通船。")
    assert (s.kind, s.text) == ("indirect", "新码头明年三月可以通船")


def test_a_report_without_a_readable_subject_is_nobodys_but_still_a_report() -> None:
    (s,) = found("那天夜里从桥洞深处走出来的瘸腿大汉坦言，这条河已经三年没有清过淤了。")
    assert (s.speaker, s.text) == (None, "这条河已经三年没有清过淤了")


@pytest.mark.parametrize(
    "text",
    [
        "不客气地说，这条街的房租早就该降了。具体来说，每平方米要降三成。",
        "如果馆方能把账目公开说明，大家就不会再猜了。",
        "尽管队医当面提醒，但赵启航仍坚持踢完了全场。",
        "这位歌手深夜发文，引来上千人围观。",
        "赵启航分享了他对青训体系的观察，并与家长们合影留念。",
        "共有三十位家长参与了问答，现场气氛热烈。",
        "他没有回应，转身离开了现场。",
        "記者注意到，門口貼著一張告示。",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert found(text) == []


def test_a_title_before_the_verb_称_is_no_term() -> None:
    (s,) = found("园区负责人称，看到通知后大家都松了一口气。")
    assert s.text == "看到通知后大家都松了一口气"


def test_feelings_inside_a_report_stay_in_it() -> None:
    (s,) = found("跳水队员罗小满说，这是她第一次站上十米台，感觉腿都在抖。")
    assert s.text == "这是她第一次站上十米台，感觉腿都在抖"


def test_a_second_report_of_the_same_speaker_begins_anew() -> None:
    first, second = found("教练何立东提到，球队练了三套新战术，他也强调队员必须先学会防守。")
    assert (first.text, second.text) == ("球队练了三套新战术", "队员必须先学会防守")


def test_a_verb_that_follows_a_deed_is_a_report_of_its_own() -> None:
    said = found("店主在微信群里致歉，并表示退款会在三天内到账，还承诺今后每周公布检测结果。")
    assert [s.text for s in said] == ["退款会在三天内到账", "今后每周公布检测结果"]


def test_whom_somebody_warns_stands_outside_the_report() -> None:
    (s,) = found("气象专家顾南提醒司机别急着换夏季轮胎。")
    assert s.text == "别急着换夏季轮胎"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("对方当即表态：你尽管去试，我们不插手。", "direct"),
        ("主教练方晓感慨说：这一天等得太久。", "direct"),
        ("研究员陶宁认为：老城的电网需要重建。", "indirect"),
    ],
)
def test_after_a_colon_the_verb_and_the_person_tell_words_from_reports(text: str, kind: str) -> None:
    (s,) = found(text)
    assert s.kind == kind


def test_quotations_in_a_row_are_all_of_whoever_said_the_first() -> None:
    said = found("这张海报令不少歌迷激动地留言：「等了好久」、「一定去現場」、「票價別太貴啊！」")
    assert [s.text for s in said] == ["等了好久", "一定去現場", "票價別太貴啊！"]
    assert {s.speaker for s in said} == {"不少歌迷"}


def test_what_a_quoted_speaker_says_that_somebody_said_is_second_hand() -> None:
    said = found("“我去退课，一位自称店长的人告诉我，赠送的课时不能折算成钱，我只好回家。”家长贺敏说。")
    assert [(s.kind, s.second_hand) for s in said] == [("direct", None), ("indirect", "贺敏")]


def test_an_interview_is_known_by_one_question_and_one_answer() -> None:
    text = "自行车工匠韦长青接受了我们的访谈。\n\n记者：您最难忘的一辆车是哪辆？\n\n韦长青：第一辆。\n\n焊了整整一个冬天，最后还歪了。"
    assert spans(text) == [("direct", "第一辆。"), ("direct", "焊了整整一个冬天，最后还歪了。")]


def test_labels_with_the_time_behind_them_announce_the_next_line() -> None:
    text = "• 主持人:2011-5-2 10:14\n请问您怎么看村里的新路？\n• 汤桂芳:2011-5-2 10:16\n路修得好，菜当天就能进城。"
    assert spans(text) == [("direct", "路修得好，菜当天就能进城。")]


def test_everybody_asked_in_the_street_has_a_label() -> None:
    text = "记者 苗青：大家好，这里是东门夜市。\n3号摊摊主孙女士：生意比去年差了一半。\n顾客：东西还是太贵了。"
    assert [s.text for s in found(text)] == ["生意比去年差了一半。", "东西还是太贵了。"]


def test_the_full_text_after_its_announcement_is_the_writers_own() -> None:
    (s,) = found("以下为莫向晚的回应内容：\n\n大家别猜了，我没有离队，下周就恢复训练。\n\n相关推荐")
    assert (s.kind, s.text) == ("direct", "大家别猜了，我没有离队，下周就恢复训练。")


@pytest.mark.parametrize(
    "text",
    [
        "【#乘客劝阻外放反被骂#：“关你什么事？”】昨天早高峰，地铁里人很多。",
        "顾客：“现做的才香”，店家：“一炉只有二十个”\n天还没亮，门口就排起了队。",
        "球馆快讯11月3日 主帅赛后接受采访。记者：“防守端...\n2031-11-03\n下一场仍在主场。",
    ],
)
def test_headlines_and_the_first_words_of_other_pages_say_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("关于停电，他的解释是设备老化太快，来不及更换。", "设备老化太快，来不及更换"),
        ("海川日报3日报道，新航线将在秋天恢复。", "新航线将在秋天恢复"),
        ("据警方通报，涉事货车当时已经超载一倍。", "涉事货车当时已经超载一倍"),
        ("陶父告诉海川晚报（haichuan.example），孩子那天根本没有出门。", "孩子那天根本没有出门"),
        ("韩卫东说不会再请外援，青训才是出路。", "不会再请外援，青训才是出路"),
    ],
)
def test_reports_by_nouns_papers_and_notices(text: str, content: str) -> None:
    assert content in [s.text for s in found(text) if s.kind == "indirect"]


def test_a_quotation_behind_a_report_and_a_comma_is_the_reporters_not_the_next_speakers() -> None:
    text = "许泰来表示，风浪比往年大，「再退五米，堤就没了。」林俊青也呼吁，各地应当立刻加固。"
    (quote,) = [s for s in found(text) if s.kind == "direct"]
    assert (quote.speaker, quote.text) == ("许泰来", "再退五米，堤就没了。")


def test_a_closing_mark_left_over_from_the_page_before_opens_nothing() -> None:
    text = "种什么都听大家的。”这是村里的共识。“我们还种了二十亩草莓。”村支书李建新说。"
    assert spans(text) == [("direct", "我们还种了二十亩草莓。")]


def test_words_said_in_mockery_are_quoted_too() -> None:
    (s,) = found("球迷赵启多次以“门将在看云吗？”来嘲讽这条防线。")
    assert s.text == "门将在看云吗？"


@pytest.mark.parametrize(
    "text", ["他之所以否认这件事，是因为怕影响孩子。", "会长如认为议案重复，可以不予安排。", "听到远处的呼喊，居民们都跑了出来。"]
)
def test_reasons_conditions_and_noises_report_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "点评：红塔主场运气一直不错。",
        "邻居们对新规表示失望，反而怀念旧办法。",
        "食客们吐槽最多的还是上菜慢。",
        "记者问：“饭堂怎么收费？”那名男子没有回答。",
        "他向学校反映多次，没有得到任何回应，家长只好自己修。",
        "韩三妹看到雨停了，拎起篮子就走。",
        "陶先生语速太慢遭导演提醒，只好重拍。",
        "我觉得这条路走得值。",
    ],
)
def test_labels_feelings_questions_and_events_are_not_reported_speech(text: str) -> None:
    assert [s for s in found(text) if s.kind == "indirect" or s.text != "饭堂怎么收费？"] == []
    assert found(text) == []


def test_two_speakers_of_one_sentence_have_a_report_each() -> None:
    first, second = found("卫生局说一定会处理，下周就公布结果，局长王美清说，主要是人手不够。")
    assert (first.text, second.text) == ("一定会处理，下周就公布结果", "主要是人手不够")
    assert second.speaker == "王美清"


def test_questions_and_answers_run_together_on_one_line_are_taken_apart() -> None:
    text = "发言人陶敏主持记者会。 问：新桥何时通车？ 答：年底以前。我们会提前公告。 问：要收费吗？ 答：不收费。"
    assert spans(text) == [("direct", "年底以前。我们会提前公告。"), ("direct", "不收费。")]


def test_a_name_and_a_colon_let_somebody_speak_without_marks() -> None:
    text = "消息传来，老队员们各有感触。\n\n主教练方小东：这一天我们等了十年，谁也没有放弃。\n\n现场又响起了掌声。"
    assert spans(text) == [("direct", "这一天我们等了十年，谁也没有放弃。")]


def test_whoever_stands_before_the_colon_speaks() -> None:
    said = found("店家：「成本漲了三成。」\n\n菜販：「這我也不太清楚，連客人都在問。」")
    assert [s.speaker for s in said] == ["店家", "菜贩"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“只要刮大风，窗户就会响，”水务局副局长沈一舟刚好赶到。", "只要刮大风，窗户就会响"),
        ("闽江新闻网讯 “门前全是烂泥，让我们怎么出行？”昨天，本报接到多个电话。", "门前全是烂泥，让我们怎么出行？"),
        ("他最后转投海港城，主因是看中机会，「希望可以多見識，多學一點」。", "希望可以多見識，多學一點"),
    ],
)
def test_quotations_of_the_spoken_word_need_no_verb(text: str, content: str) -> None:
    assert ("direct", content) in spans(text)


def test_words_after_a_colon_go_on_to_the_end_of_their_paragraph() -> None:
    (s,) = found("李沛丰说：大部分都是短期现象。我们要看长期的问题。效率之争要开始了。\n\n会场很安静。")
    assert (s.kind, s.text) == ("direct", "大部分都是短期现象。我们要看长期的问题。效率之争要开始了。")


@pytest.mark.parametrize(
    "text",
    [
        "这里有他的抉择与反思，亲历的遗憾和迷茫。",
        "接电后，市长热线立即通知供水局（电话：6230189）核实办理。",
        "记者的话：邻里天天见，多一些体谅。",
        "有人转发了他宣布退役后接受采访的内容，引来一片叫好。",
    ],
)
def test_nouns_and_numbers_bring_in_no_report(text: str) -> None:
    assert found(text) == []


def test_a_speech_printed_in_full_is_its_speakers_to_the_end() -> None:
    text = (
        "船厂厂长郭建南在论坛上发表了演讲。\n\n以下是郭建南在造船大会上的演讲全文，经本刊编辑部节选整理：\n\n"
        "今天我想讲三件小事，都和船有关。\n\n第一件事，是木头。木头会说话，你得听。\n\n第二件事，是水。\n\n（本文经授权发布）"
    )
    said = [s for s in found(text) if s.kind == "direct"]
    assert [s.text for s in said] == ["今天我想讲三件小事，都和船有关。", "第一件事，是木头。木头会说话，你得听。", "第二件事，是水。"]
    assert {s.speaker for s in said} == {"郭建南"}


def test_nicknames_in_marks_stand_before_the_name_that_speaks() -> None:
    text = "村里人谈起这些年的变化。\n\n“海岛新娘”洪金秀：每次回来都能看到新房子，我心里特别骄傲。"
    assert spans(text) == [("direct", "每次回来都能看到新房子，我心里特别骄傲。")]


def test_short_quotations_that_end_as_sentences_are_speech() -> None:
    assert ("direct", "吃不完。") in spans("付蓉香领着客人去看菜园。“吃不完。”付蓉香掰了一根黄瓜。")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("他回忆，那年冬天雪下得特别早。", "那年冬天雪下得特别早"),
        ("根据水务局推估，缺口在三成上下。", "缺口在三成上下"),
        ("海电今天下午说明，线路已经转供；其余设备今晚抢修完毕。", "线路已经转供；其余设备今晚抢修完毕"),
    ],
)
def test_reports_of_verbs_that_are_nouns_elsewhere(text: str, content: str) -> None:
    assert [s.text for s in found(text)] == [content]


def test_what_somebody_was_after_is_no_report() -> None:
    assert found("段伟民接触过很多公司，希望找一个能长住的地方。") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("民众说，少了沟通平台，什么事都办不成。", "少了沟通平台，什么事都办不成"),
        ("导演说，最后一场戏拍了九天。", "最后一场戏拍了九天"),
        ("通告指旧码头一向由渔会管理，今后也不会改变。", "旧码头一向由渔会管理，今后也不会改变"),
        ("獲得最佳球員的菲力在接受訪問時表示，這是一場艱難的比賽。", "這是一場艱難的比賽"),
    ],
)
def test_words_that_look_like_others_before_the_verb(text: str, content: str) -> None:
    assert content in [s.text for s in found(text)]


def test_bullets_after_an_announcement_are_said_one_by_one() -> None:
    text = "最佳球员费立在接受采访时表示：\n☆一开始我们都不太适应这块场地。\n☆通过大家的努力，我们赢了。\n球迷们久久不愿离去。"
    assert spans(text) == [("direct", "一开始我们都不太适应这块场地。"), ("direct", "通过大家的努力，我们赢了。")]


def test_a_list_of_posts_is_speech_from_the_first_on() -> None:
    text = "贴文下也有网友提醒股价难免回落，「高点修正一成很正常，慢慢来就好」、「跌下来就是礼物」。"
    assert [s.text for s in found(text) if s.kind == "direct"] == ["高点修正一成很正常，慢慢来就好", "跌下来就是礼物"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("谈及此前的停摆时，特区主管承认这种办法不可能长久维持。", "这种办法不可能长久维持"),
        ("社工艾丽华解释在港的渔户大多已经上岸，靠打短工过活。", "在港的渔户大多已经上岸，靠打短工过活"),
        ("总教练林宗义喜极而泣，直说，「很感动！」", "很感动！"),
        ("他记得，妻子总会留下客厅的灯，“她怕黑。”", "她怕黑。"),
        ("魏家成表示，半导体进入手机时代，相信未来会更加安全。", "半导体进入手机时代，相信未来会更加安全"),
    ],
)
def test_reports_read_in_real_articles_ways(text: str, content: str) -> None:
    assert content in [s.text for s in found(text)]


@pytest.mark.parametrize("text", ["民警过来劝解，并警戒现场。", "民警询问一番，发现该女子没有带伞。"])
def test_deeds_of_the_police_are_no_reports(text: str) -> None:
    assert found(text) == []


def test_whoever_speaks_right_after_the_interviewer_answers() -> None:
    text = "记者：我们不妨从头谈起，从您如何走上写作之路谈起。\n\n黑鹭：这的确是我的第一个访谈，还真有点紧张。\n\n里面详细写了我的童年。"
    assert spans(text) == [("direct", "这的确是我的第一个访谈，还真有点紧张。"), ("direct", "里面详细写了我的童年。")]


def test_what_a_citizen_reports_after_a_colon_is_in_their_words() -> None:
    (s,) = found("居民关女士反映：楼下的外机滴水严重。找了物业三次，没人来修。")
    assert (s.kind, s.text) == ("direct", "楼下的外机滴水严重。找了物业三次，没人来修。")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("廖佩云之后特别指「街市不会搬走」。", "街市不会搬走"),
        ("廖佩云批评有人骚扰游客的做法极不妥当，只会赶走生意。", "有人骚扰游客的做法极不妥当，只会赶走生意"),
    ],
)
def test_hong_kong_ways_of_reporting(text: str, content: str) -> None:
    assert content in [s.text for s in found(text)]
