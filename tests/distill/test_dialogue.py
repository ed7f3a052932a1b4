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
    assert said("一个戴草帽的人打圆场：“都是邻居，少说两句。”") == [("一个戴草帽的人", "都是邻居，少说两句。")]


def test_retold_words_are_their_first_speakers_and_who_retells_goes_on() -> None:
    text = "茶馆老板周启明叹气。他转述了护士长的话：“大家现在只看屏幕。”在他看来，机器不能替代人。"
    found = extract(Text(text, "a.txt"))
    assert [s.speaker for s in found] == ["护士长", "周启明"]


def test_the_reporter_before_a_colon_says_nothing() -> None:
    text = "记者问茶馆老板周启明怕不怕关门，他摆摆手，指着门外的货车：“等它能开，我都退休了。”"
    assert said(text) == [("周启明", "等它能开，我都退休了。")]


def test_a_name_behind_the_marks_goes_before_a_crowd_that_reported() -> None:
    text = "本店客人都说预期变了，“风向变了，这是最明显的降温。”店员林晓岚说，这样的客流撑不了多久。"
    assert said(text) == [("林晓岚", "风向变了，这是最明显的降温。")]
