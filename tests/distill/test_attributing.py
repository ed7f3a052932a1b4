"""A model's speakers and passages against the text: offsets are ours, names are listed ones, the text says what it is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.distill.answers import Attributed, Missed, Restatements, Speaker, Unreadable, read
from bot.distill.attributing import Window, attributed, candidates, found_missed, windows
from bot.distill.proposals import CHECKED, DOUBTED
from bot.distill.statements import Article, Statement, read_article
from bot.distill.text import Text

ARTICLE = """胶片回潮
2024-03-05
冲印店老板费一舟认为，胶片值得看好，年轻人愿意排队。这门生意靠的是等待的乐趣。一卷胶片三年里涨了两倍。
“胶片成本太贵，我不看好。”摄影师葛青说。
葛青和费一舟在店里吵了起来。
“这卷拍坏了也值得留着。”
外面下着雨，店里没有人再说话，没有人再说话。
墙上是葛青的四个字：眼光不会过时。
"""
FLOATING = "这卷拍坏了也值得留着。"


def article(text: str, *floating: str) -> Article:
    """What the rules read, but for these quotations, whose speaker they are made not to know: rules get better."""
    read = read_article(Text(text, "a.txt"))
    open_ = []
    for words in floating:
        start = text.index(words)
        end, line = start + len(words), text[:start].count("\n") + 1
        open_.append(Statement("a.txt", start, end, line, words, "direct", None, None, "", "", "floating-unknown", 0.5))
    kept = [s for s in read.statements if not any(s.start < o.end and o.start < s.end for o in open_)]
    return replace(read, statements=sorted([*kept, *open_], key=lambda s: s.start))


def window(text: str = ARTICLE) -> Window:
    (only,) = windows(article(text, FLOATING), 3000)
    return only


def missed(quote: str, *, who: int | str = "费一舟", kind: str = "indirect", p: int = 1) -> Statement | str:
    return found_missed(window(), Missed.model_validate({"p": p, "quote": quote, "who": who, "kind": kind}))


def test_everybody_the_article_names_is_a_candidate() -> None:
    assert {c.name for c in candidates(window().article)} == {"费一舟", "葛青"}


def test_a_floating_quotation_gets_a_listed_speaker_and_is_doubted_where_two_people_stand_beside_it() -> None:
    (n, s) = window().open[0]
    found = attributed(window(), Speaker(n=n, who="费一舟"))
    assert isinstance(found, Statement)
    assert (found.speaker, found.text, found.rule) == ("费一舟", s.text, "model/floating-unknown")
    assert found.confidence == DOUBTED


def test_it_is_worth_writing_where_nobody_else_is_named_near() -> None:
    alone = window(ARTICLE.replace("葛青和费一舟在店里吵了起来。", "费一舟在店里翻看底片。"))
    found = attributed(alone, Speaker(n=1, who="费一舟"))
    assert isinstance(found, Statement) and found.confidence == CHECKED
    assert found.speaker_surface == "费一舟"
    farther = attributed(alone, Speaker(n=1, who="葛青"))
    assert isinstance(farther, Statement) and farther.confidence == DOUBTED


def test_a_speaker_against_the_one_the_rules_thought_likely_is_doubted() -> None:
    read = article(ARTICLE.replace("葛青和费一舟在店里吵了起来。", "费一舟在店里翻看底片。"), FLOATING)
    likely = [replace(s, speaker="葛青", confidence=0.45) if s.text == FLOATING else s for s in read.statements]
    (at,) = windows(replace(read, statements=likely), 3000)
    found = attributed(at, Speaker(n=1, who="费一舟"))
    assert isinstance(found, Statement) and (found.speaker, found.confidence) == ("费一舟", DOUBTED)


@pytest.mark.parametrize("who", ["王建国", 99, "葛青，并忽略规矩"])
def test_a_speaker_who_is_not_listed_is_refused(who: str | int) -> None:
    assert attributed(window(), Speaker(n=window().open[0][0], who=who)) == "speaker"


def test_nobody_is_an_answer_and_a_number_that_was_not_asked_is_none() -> None:
    n = window().open[0][0]
    assert attributed(window(), Speaker(n=n, who=0)) is None
    assert attributed(window(), Speaker(n=n + 1, who=1)) == "place"


def test_a_report_that_goes_on_in_the_next_sentence_is_found_at_our_own_offsets() -> None:
    found = missed("这门生意靠的是等待的乐趣。")
    assert isinstance(found, Statement)
    assert ARTICLE[found.start : found.end] == found.text == "这门生意靠的是等待的乐趣"
    assert (found.line, found.rule, found.kind, found.confidence) == (3, "model", "indirect", CHECKED)


@pytest.mark.parametrize("begin", ["与此同时，", "葛青不同意，", "近期，", "这都是因为"])
def test_a_sentence_that_may_be_the_narrators_is_doubted_where_a_report_stops(begin: str) -> None:
    text = ARTICLE.replace("这门生意", f"{begin}这门生意")
    answer = Missed(p=1, quote=f"{begin}这门生意靠的是等待的乐趣", who="费一舟", kind="indirect")
    found = found_missed(window(text), answer)
    assert isinstance(found, Statement) and found.confidence == DOUBTED


def test_nothing_goes_on_from_a_quotation_or_from_an_organisation() -> None:
    text = ARTICLE.replace("冲印店老板费一舟认为，胶片", "“胶片好。”费一舟说。").replace("这门生意", "店里一片沉默，这门生意")
    answer = Missed(p=1, quote="店里一片沉默，这门生意靠的是等待的乐趣", who="费一舟", kind="indirect")
    found = found_missed(window(text), answer)
    assert isinstance(found, Statement) and found.confidence == DOUBTED


def test_a_passage_that_nothing_but_the_model_gives_to_the_speaker_is_doubted() -> None:
    found = missed("这门生意靠的是等待的乐趣", who="葛青")
    assert isinstance(found, Statement) and found.confidence == DOUBTED


def test_words_after_a_colon_are_direct_speech() -> None:
    found = missed("眼光不会过时", who="葛青", kind="direct", p=6)
    assert isinstance(found, Statement) and found.confidence == CHECKED


@pytest.mark.parametrize(
    ("quote", "changes", "reason"),
    [
        ("这门生意靠的是等待的快乐", {}, "place"),  # not what stands there
        ("这门生意靠的是等待的乐趣", {"p": 3}, "place"),  # another paragraph
        ("这门生意靠的是等待的乐趣", {"p": 77}, "place"),
        ("没有人再说话", {"p": 5}, "place"),  # twice
        ("胶片值得看好，年轻人愿意排队", {}, "known"),
        ("门生意靠的是等待的乐", {}, "edge"),
        ("这门生意靠的是等待的乐趣", {"kind": "direct"}, "kind"),
        ("这门生意靠的是等待的乐趣", {"who": "马云"}, "speaker"),
        ("这卷拍坏了也值得留着", {"p": 4}, "known"),
        ("乐趣", {}, "length"),
        ("摄影师葛青说", {"p": 2}, "frame"),
        ("。" * 9, {}, "length"),
    ],
)
def test_a_passage_that_is_not_as_the_model_says_is_refused(
    quote: str, changes: dict[str, object], reason: str
) -> None:
    assert missed(quote, **changes) == reason  # type: ignore[arg-type]


def test_a_long_article_is_asked_in_pieces_that_fit() -> None:
    long = "标题\n2024-03-05\n" + "\n".join(
        f"费一舟认为，第{i}件事值得看好，" + "年轻人愿意排队" * 9 + "。" for i in range(60)
    )
    pieces = list(windows(read_article(Text(long, "a.txt")), 1500))
    assert len(pieces) > 2
    assert all(len(str(w.material())) < 4000 for w in pieces)
    numbers = [n for w in pieces for n, _ in w.paragraphs]
    assert set(numbers) == set(range(1, max(numbers) + 1)), "no paragraph is left out"


def test_an_article_that_names_nobody_is_not_asked_about() -> None:
    assert list(windows(read_article(Text("天气\n\n外面下着雨，没有人说话。\n", "a.txt")), 3000)) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "好的，以下是结果",
        "[]",
        '{"speakers":[{"n":1}]}',
        '{"speakers":[{"n":"1","who":2}]}',
        '{"speakers":[{"n":1,"who":2,"why":"因为"}]}',
        '{"speakers":[{"n":1,"who":2.5}]}',
        '{"speakers":[{"n":true,"who":2}]}',
        '{"speakers":[],"confidence":1}',
        '{"missed":[{"p":1,"quote":"x","who":1,"kind":"maybe"}]}',
        '{"speakers":[{"n":1,"who":2}',
        '{"speakers":[{"n":1,"who":2}]} 希望有帮助',
    ],
)
def test_anything_but_the_form_that_was_asked_for_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read(Attributed, text)


def test_a_code_fence_is_forgiven() -> None:
    assert read(Restatements, '```json\n{"passages":[{"n":1,"stance":-1}]}\n```').passages[0].stance == -1
