"""The engine that is always there: every move, for every persona, in three languages, whatever it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from bot.debate.events import Move
from bot.lang import LANGUAGES, in_language
from bot.persona.files import Library, load_library
from bot.persona.model import Persona, Position
from bot.recall.finding import Level
from bot.speech.brief import Brief, Exhibit, Said, Target
from bot.speech.offline import OfflineEngine, sentences, word

MOVES = get_args(Move)
QUOTES = set('“”「」『』"')
AIMS = ("", "premise", "scope", "date", "consequence")


@lru_cache(maxsize=1)
def library() -> Library:
    return load_library(Path(__file__).parents[2] / "personas")


def exhibits(persona: Persona, count: int, returning: bool = False) -> tuple[Exhibit, ...]:
    sources = library().sources.by_id
    chosen = persona.positions[:count]
    return tuple(Exhibit(n, p, sources[p.evidence[0].source], returning=returning) for n, p in enumerate(chosen, 1))


def targets(persona: Persona) -> Iterator[Target | None]:
    other = next(p for p in library().personas if p.id != persona.id)
    yield None
    yield Target(5, other.name, "对方的话。[1]", other.positions[0].claim, other.positions[0].topic)
    yield Target(6, "小王{opponent}", "那{0}价格呢？{{ 7*7 }}")


def briefs(persona: Persona, language: str) -> Iterator[Brief]:
    base = Brief(
        "attack", persona, language, motion="创业公司该不该做大模型？", phase="自由辩论", opponents=("某某",), limit=260
    )
    facts: list[dict[str, str]] = [
        {},
        {"own": persona.positions[0].claim, "topic": persona.positions[0].topic, "heat": "2"},
    ]
    for i, (move, count, target, fact) in enumerate(product(MOVES, (0, 1, 2, 4), targets(persona), facts)):
        shown = exhibits(persona, count, returning=move == "sum_up")
        aim = AIMS[i % len(AIMS)]
        yield replace(base, move=move, aim=aim, target=target, exhibits=shown, facts=fact, seed=i)


def marks(text: str) -> set[int]:
    return {int(n) for n in re.findall(r"\[(\d+)\]", text)}


def sound(brief: Brief) -> str:
    """What holds for every text the engine makes."""
    text = word(brief)
    assert text.strip(), "an empty turn"
    assert word(brief) == text, "another text for the same brief"
    assert "".join(sentences(text)) == text
    assert marks(text) <= {e.n for e in brief.exhibits}, "a mark without a source"
    given = (brief.target.text + brief.target.speaker) if brief.target else ""
    assert not {"{", "}"} & (set(text) - set(given)), f"an unfilled place: {text}"
    assert not QUOTES & set(text), f"a quotation that is none: {text}"
    assert "None" not in text and "。。" not in text and "？。" not in text and "，。" not in text, text
    for exhibit in brief.exhibits:
        if exhibit.position.second_hand:
            for phrase in exhibit.position.says:
                assert in_language(brief.language, phrase) not in text, "a report in the first person"
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_move_of_everybody_is_sound_with_and_without_evidence_target_and_facts(language: str) -> None:
    for persona in library().personas:
        every = 3 if language == "zh-TW" else 1  # OpenCC takes its time
        for i, brief in enumerate(briefs(persona, language)):
            if i % every == 0:
                sound(brief)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", get_args(Level))
def test_every_answer_is_sound_and_cites_what_it_says(language: str, level: Level) -> None:
    for persona in library().personas:
        shown = exhibits(persona, 0 if level == "none" else 2)
        brief = Brief(
            "ask", persona, language, exhibits=shown, level=level, question="大模型{x}呢", spoke_about=("开源",)
        )
        text = sound(brief)
        assert marks(text) == {e.n for e in shown}
        if level == "none":
            assert in_language(language, persona.name)[:2] in text or persona.name in text


def test_a_report_names_its_reporter_and_is_told_in_neutral_words() -> None:
    seen = 0
    for persona in library().personas:
        for position in persona.positions:
            if position.second_hand:
                seen += 1
                exhibit = Exhibit(1, position, library().sources.by_id[position.evidence[0].source])
                for move in ("open", "claim", "attack", "answer"):
                    text = sound(Brief("opening", persona, exhibits=(exhibit,), move=move, motion="题", limit=300))
                    reporter = position.evidence[0].reported_by or ""
                    assert marks(text) in ({1}, set())
                    if marks(text):
                        assert reporter in text, (persona.id, position.id, move, text)
    assert seen > 5


def test_a_turn_keeps_to_its_limit_as_far_as_its_evidence_allows() -> None:
    for persona in library().personas:
        for move in ("open", "claim", "sum_up"):
            shown = exhibits(persona, 4)
            brief = Brief("opening", persona, exhibits=shown, move=move, motion="题", limit=10_000)
            roomy = word(brief)
            for limit in (400, 200, 80):
                text = word(replace(brief, limit=limit))
                one = word(replace(brief, limit=1))  # what always stays
                assert len(text) <= max(limit, len(one))
                assert len(text) <= len(roomy)


def test_what_was_heard_is_not_said_again_while_there_is_something_else() -> None:
    persona = next(p for p in library().personas if p.id == "zhu-xiaohu")
    history: tuple[Said, ...] = ()
    heads = []
    for seq in range(4):
        brief = Brief(
            "opening", persona, exhibits=exhibits(persona, 1), move="claim", motion="题", history=history, seed=7
        )
        text = sound(brief)
        heads.append(text[:8])
        history = (*history, Said(persona.name, text, seq=seq))
    assert len(set(heads)) == len(heads)


def test_another_seed_may_give_other_words_but_never_another_claim() -> None:
    persona = next(p for p in library().personas if p.id == "fu-sheng")
    texts = set()
    for seed in range(12):
        brief = Brief("opening", persona, exhibits=exhibits(persona, 2), move="open", motion="题", seed=seed, limit=800)
        text = sound(brief)
        assert marks(text) == {1, 2}
        texts.add(text)
    assert len(texts) > 3


def test_a_member_of_an_archetype_speaks_under_its_own_name() -> None:
    persona = next(p for p in library().personas if p.members)
    member = persona.members[0].name
    none = word(Brief("ask", persona, member=member, level="none", question="天气"))
    assert re.split(r"[(（]", member)[0] in none and persona.name not in none


def test_sentences_keep_their_marks_and_lose_nothing() -> None:
    for text in ("", "一。", "一。[1]二？[2][3]三", "a\n\nb。」c!? d[4]", "没有句号", "。。。", "[1]"):
        assert "".join(sentences(text)) == text
    assert sentences("一。[1]二？[2]") == ["一。[1]", "二？[2]"]


async def test_the_engine_speaks_sentence_by_sentence_what_word_words() -> None:
    persona: Persona = library().personas[0]
    position: Position = persona.positions[0]
    assert position.evidence
    brief = Brief("ask", persona, exhibits=exhibits(persona, 2), question="x")
    engine = OfflineEngine()
    pieces = [piece async for piece in engine.speak(brief)]
    assert "".join(pieces) == word(brief) and len(pieces) > 1
    await engine.close()
    await engine.close()


@pytest.mark.parametrize(
    ("phrase", "you"),
    [
        ("{opponent}，一句话回答：", True),
        ("不对，{opponent}。", True),
        ("请{opponent}掰着指头算，", False),
        ("换{opponent}来干，", False),
    ],
)
def test_an_opponent_spoken_of_is_not_spoken_to_in_the_next_breath(phrase: str, you: bool) -> None:
    persona = library().personas[0]
    voice = persona.voice.model_copy(update={"questions": (phrase,)})
    other = next(p for p in library().personas if p.id != persona.id)
    target = Target(5, other.name, "对方的话。[1]", "一种没有人称的看法", "通用大模型创业")
    for seed in range(8):
        brief = Brief(
            "attack", persona.model_copy(update={"voice": voice}), move="ask", target=target, seed=seed, limit=260
        )
        echo = word(brief).removeprefix(phrase.format(opponent=other.name))
        assert other.name not in echo
        assert ("你" in echo) == you, echo


def test_what_was_said_in_full_is_called_by_its_first_clause_as_a_point_not_as_a_sentence() -> None:
    persona, other = library().personas[0], library().personas[1]
    claim = "直接架在大模型上面的应用，护城河太浅"
    target = Target(5, other.name, "对方的话。[1]", claim, "壁垒与护城河")
    brief = Brief(
        "attack", persona, move="ask", target=target, history=(Said(other.name, f"我说过{claim}。"),), limit=260
    )
    for seed in range(8):
        text = word(replace(brief, seed=seed))
        assert "直接架在大模型上面的应用那一条" in text and "护城河太浅" not in text


@pytest.mark.parametrize(("name", "called"), [("我", "这位听众"), ("小王", "小王")])
def test_whoever_types_at_the_terminal_is_not_called_me_by_a_persona(name: str, called: str) -> None:
    persona = library().personas[0]
    target = Target(6, name, "那开源呢？")
    for seed in range(6):
        text = word(
            Brief("attack", persona, move="answer", target=target, exhibits=exhibits(persona, 1), seed=seed, limit=260)
        )
        assert called in text.split("。")[0] and not text.startswith("我插")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_closest_word_that_somebody_else_relayed_is_called_a_report_once(language: str) -> None:
    persona, position = next((p, q) for p in library().personas for q in p.positions if q.second_hand)
    exhibit = Exhibit(1, position, library().sources.by_id[position.evidence[0].source])
    reporter = in_language(language, position.evidence[0].reported_by or "?")
    for seed in range(6):
        text = word(Brief("ask", persona, language, exhibits=(exhibit,), level="near", question="？", seed=seed))
        assert text.count(reporter) == 1 and text.endswith("[1]")
        assert text.count("：") + text.count(": ") <= 1


def unsaid(claim: str, level: Level = "stated") -> str:
    """What a persona answers whose position nobody has worded in the first person."""
    persona = library().personas[0]
    bare = persona.positions[0].model_copy(update={"claim": claim, "says": (), "because": None})
    shown = (Exhibit(1, bare, library().sources.by_id[bare.evidence[0].source]),)
    return word(Brief("ask", persona, level=level, question="怎么看？", exhibits=shown, limit=260))


@pytest.mark.parametrize("claim", ["希望国家尽早立法。", "坚决反对没有底线的竞争。", "建议先试点。"])
def test_a_claim_that_has_lost_its_subject_gets_it_back(claim: str) -> None:
    assert f"我{claim}[1]" in unsaid(claim)


@pytest.mark.parametrize("claim", ["希望很小。", "建议零售价太高。", "价格战没有赢家。"])
def test_a_claim_with_a_subject_of_its_own_is_given_as_a_view(claim: str) -> None:
    said = unsaid(claim)
    assert f"我{claim}" not in said and claim in said
    assert any(lead in said for lead in ("我的看法是，", "我的判断：", "照我看，"))


def test_the_nearest_word_has_one_lead() -> None:
    said = unsaid("价格战没有赢家。", "near")
    assert "价格战没有赢家。[1]" in said
    assert not any(lead in said for lead in ("我的看法是", "我的判断", "照我看"))
