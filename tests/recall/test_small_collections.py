"""Personas distilled from a few articles on one thing: its name is everywhere, and still what people ask about."""

from __future__ import annotations

import pytest

from bot.distill.drafts import make
from bot.distill.text import Text
from bot.distill.writer import Folder
from bot.persona.files import Library, load_library
from bot.recall.finder import Finder

ARTICLE = """房价之争

2024-03-05

房产经纪白小露认为，房价还会上涨，城南的底部已经出现。
白小露表示，房贷利率下降以后，房价不会再跌。
海州大学教授霍启明说，房价没有上涨的道理，租金撑不起这个价。
霍启明认为，房价下跌会拖累建材生意，建材商应该早点转行。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("small") / "p"
    opened = Folder(folder)
    opened.add(make([Text(ARTICLE, "a.txt")]))
    opened.save()
    return load_library(folder)


@pytest.mark.parametrize(
    ("who", "question", "level"),
    [
        ("白小露", "房价还会涨吗", "stated"),
        ("霍启明", "你怎么看房价", "stated"),
        ("霍启明", "房价和租金有什么关系", "stated"),
        ("白小露", "晚饭吃什么", "none"),
        ("白小露", "大模型创业还有机会吗", "none"),
        ("霍启明", "明天下雨吗", "none"),
    ],
)
def test_the_one_subject_of_a_small_collection_is_found_and_others_are_refused(library: Library, who: str, question: str, level: str) -> None:
    persona = next(p for p in library.personas if p.name == who)
    found = Finder(library.personas, library.topics).find(persona, question)
    assert found.level == level, (found.level, found.confidence)
