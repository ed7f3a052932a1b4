"""From a question to a finding, on a small table of made-up people."""

from __future__ import annotations

import pytest

from bot.persona.model import Persona, Topics
from bot.recall.checks import run_checks
from bot.recall.finder import Finder


@pytest.fixture(scope="module")
def finder(table: list[Persona], topics: Topics) -> Finder:
    return Finder(table, topics)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("应用的护城河深不深？", "jia/p2"),
        ("應用的護城河深不深？", "jia/p2"),
        ("做应用有壁垒吗", "jia/p2"),
        ("Is there a moat for apps?", "jia/p2"),
        ("现在还融得到钱吗", "jia/p1"),
        ("创业者怎么找钱", "jia/p1"),
        ("Can founders raise money now?", "jia/p1"),
    ],
)
def test_the_right_position_comes_first_in_any_wording(
    finder: Finder, table: list[Persona], question: str, first: str
) -> None:
    found = finder.find(table[0], question)
    assert found.level in ("stated", "near")
    assert found.hits[0].position == first
    assert found.worded[0] == first
    assert found.hits[0].why


@pytest.mark.parametrize(
    "question", ["火锅去哪吃", "明天天气怎么样", "what's the weather like", "", "？？？", "\x00\ud800", "哈" * 100_000]
)
def test_what_is_off_topic_or_says_nothing_is_never_answered(
    finder: Finder, table: list[Persona], question: str
) -> None:
    for person in table:
        found = finder.find(person, question)
        assert (found.level, found.hits, found.worded) == ("none", (), ())
        assert found.spoke_about


def test_what_another_said_is_not_stated_by_this_one(finder: Finder, table: list[Persona]) -> None:
    assert finder.find(table[1], "训练底座要多少显卡").level == "stated"
    assert finder.find(table[0], "训练底座要多少显卡").level != "stated"


def test_a_member_answers_from_his_own_words_alone(finder: Finder, table: list[Persona]) -> None:
    narrowed = table[2].only("丁某")
    assert {h.position for h in finder.find(narrowed, "公司融资靠客户和收入吗").hits} == {"bing/p1"}
    assert "bing/p2" not in {h.position for h in finder.find(narrowed, "租用GPU划算吗").hits}


def test_equal_questions_give_equal_findings(table: list[Persona], topics: Topics) -> None:
    one, two = Finder(table, topics), Finder(list(reversed(table)), topics)
    two.find(table[1], "显卡贵吗")
    for person in table:
        assert one.find(person, "应用的护城河") == one.find(person, "应用的护城河")
        assert one.find(person, "应用的护城河") == two.find(person, "应用的护城河")


def test_ranking_leaves_out_what_does_not_bear_on_the_text(finder: Finder, table: list[Persona]) -> None:
    positions = [p for person in table for p in person.positions]
    hits = finder.rank("显卡不够怎么办", positions)
    assert hits[0].position == "yi/p1"
    assert "jia/p2" not in {h.position for h in hits}


def test_a_known_motion_names_its_topics_and_signs(finder: Finder) -> None:
    assert finder.topics_of("做应用有没有护城河") == [("壁垒与护城河", 1.0, 1)]
    assert finder.topics_of("Is there a moat in apps?") == [("壁垒与护城河", 1.0, 1)]


def test_an_unknown_motion_is_read_by_its_words(finder: Finder) -> None:
    assert finder.topics_of("GPU 会不会卡住创业公司")[0][0] == "算力与成本"
    topic, _, sign = finder.topics_of("应用建不起护城河")[0]
    assert (topic, sign) == ("壁垒与护城河", -1)


def test_checks_that_hold_say_nothing_and_those_that_fail_say_what_came_out(
    table: list[Persona], topics: Topics
) -> None:
    assert run_checks(table, topics) == []
    wrong = table[0].model_validate(
        table[0].model_dump(by_alias=True)
        | {
            "checks": [
                {"ask": "现在找钱容易吗", "cites": ["p2"]},
                {"ask": "护城河深吗", "level": "none"},
                {"ask": "护城河", "cites": ["p9"]},
            ]
        }
    )
    mistakes = run_checks([wrong, *table[1:]], topics)
    assert [m.key for m in mistakes] == ["checks[0]", "checks[1]", "checks[2]"]
    assert "先找到的是 p1，不是 p2" in mistakes[0].message
    assert "没有这一条" in mistakes[2].message
    assert "keywords" in mistakes[0].hint and "level" in mistakes[1].hint


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("大摸型的护成河", "护城河"), ("蒜力贵不贵", "算力"), ("现在还能荣资吗", "融资"), ("硅古那边", "硅谷"), ("矽谷那邊", "硅谷")],
)
def test_a_homophone_typed_by_mistake_is_read_as_what_was_meant(finder: Finder, typed: str, meant: str) -> None:
    assert meant in [unit.text for unit in finder.reader.read(typed).units]


def test_a_question_without_typos_keeps_its_words(finder: Finder) -> None:
    assert [u.text for u in finder.reader.read("小公司还能碰底座模型吗").units][:2] == ["小公司", "底座模型"]


def test_of_two_at_one_share_of_the_words_the_one_who_said_it_is_stated(finder: Finder, table: list[Persona]) -> None:
    assert finder.find(table[0], "应用的护城河深不深").level == "stated"
    assert finder.find(table[1], "应用的护城河深不深").level in ("near", "none")


@pytest.mark.parametrize("question", ["去医院看牙疼要多少钱", "哪部电影好看", "苹果一斤多少钱", "桃花什么时候开", "How do I bake a pizza?"])
def test_words_of_other_matters_keep_a_question_out(finder: Finder, table: list[Persona], question: str) -> None:
    assert {finder.find(person, question).level for person in table} == {"none"}


def test_a_word_of_other_matters_beside_one_of_ours_does_not(finder: Finder, table: list[Persona]) -> None:
    assert finder.find(table[1], "医院训练底座要多少显卡").level != "none"


@pytest.mark.parametrize("question", ["数据线充不了电怎么办", "天上的云有几种", "投资移民要多少钱", "柜台是怎么来的"])
def test_a_longer_word_with_one_of_ours_inside_is_another_matter(
    finder: Finder, table: list[Persona], question: str
) -> None:
    assert {finder.find(person, question).level for person in table} == {"none"}


def test_a_subject_of_the_trade_counts_as_stated_by_its_own_word_only(finder: Finder, table: list[Persona]) -> None:
    assert finder.find(table[0], "应用的护城河深不深").level == "stated"
    assert finder.find(table[0], "应用的护城河深不深，版权归谁").level != "stated"


def test_hits_are_at_most_as_many_as_asked_for_and_worded_ones_lead(finder: Finder, table: list[Persona]) -> None:
    found = finder.find(table[0], "应用的护城河和融资", limit=1)
    assert len(found.hits) == 1
    assert found.worded == (found.hits[0].position,)
