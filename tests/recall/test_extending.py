"""A finder for a few more personas and topics takes over what another knows, and reads and finds as if it had made it all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.persona.files import load_library
from bot.persona.model import Topic
from bot.recall.finder import Finder
from bot.recall.question import _TABLES, Reader
from bot.shipped import place

LIBRARY = load_library(place("personas"))
BASE = Reader(LIBRARY.topics)
QUESTIONS = ("夜市还能火多久", "创业公司还能做通用大模型吗", "护成河在哪里", "what about open source", "ai女友算夜市吗")


def topics(*words: str) -> Reader:
    """A reader of everybody's topics and one of these words."""
    more = Topic(id="夜市", proposition="夜市值得看好", negation="夜市并不值得看好", words=words)
    return Reader(LIBRARY.topics.replaced(topics=(*LIBRARY.topics.topics, more)))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["夜市", "摆摊", "叶氏", "AI夜市", "night market", "壁垒", "护城河", "钱", "义诗", "地铁"]), max_size=4))
def test_extended_tables_are_those_that_would_have_been_made(words: list[str]) -> None:
    made, extended = topics(*words), topics(*words)
    extended.extend(BASE)
    assert {name: getattr(extended, name) for name in _TABLES} == {name: getattr(made, name) for name in _TABLES}


def test_what_is_the_same_is_held_once() -> None:
    extended = topics("夜市")
    extended.extend(BASE)
    assert extended.same is BASE.same and extended.gloss is BASE.gloss and extended.commonness is BASE.commonness


@pytest.mark.parametrize("field", ["synonyms", "off_topic"])
def test_other_synonyms_or_other_matters_are_not_taken_over(field: str) -> None:
    changed = LIBRARY.topics.replaced(**{field: (*getattr(LIBRARY.topics, field), *((("甲", "乙"),) if field == "synonyms" else ("丙",)))})
    reader = Reader(changed)
    reader.extend(BASE)
    assert "same" not in vars(reader) and (reader.known ^ BASE.known) <= {"甲", "乙", "丙"} and reader.known != BASE.known


def test_an_extended_finder_finds_what_one_of_its_own_would() -> None:
    base, own, alone = (Finder(LIBRARY.personas[:n], LIBRARY.topics) for n in (20, 24, 24))
    own.extend(base)
    for persona in LIBRARY.personas[::5]:
        for question in QUESTIONS:
            assert own.find(persona, question) == alone.find(persona, question)
    assert all(mine is its for mine, its in zip(own.corpus.documents, base.corpus.documents, strict=False))
