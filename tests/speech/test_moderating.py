"""What the moderator says without a model."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from bot.debate.events import ModeratorSpoke, Opened, TurnSpoken
from bot.lang import LANGUAGES
from bot.persona.files import Library, load_library
from bot.ports import Agreement
from bot.roundtable.panels import Meeting, facts
from bot.speech.brief import Brief, Exhibit
from bot.speech.moderating import moderate
from bot.speech.offline import word
from bot.store.memory import MemoryStore
from tests.roundtable.conftest import Watcher, lay, opened


@lru_cache(maxsize=1)
def library() -> Library:
    return load_library(Path(__file__).parents[2] / "personas")


def shown(count: int) -> tuple[Exhibit, ...]:
    sources = library().sources.by_id
    found = [p.positions[0] for p in library().personas][:count]
    return tuple(Exhibit(n, p, sources[p.evidence[0].source]) for n, p in enumerate(found, 1))


def brief(language: str, count: int = 0, **given: Any) -> Brief:
    return Brief(
        "moderator", None, language, exhibits=shown(count), motion="该不该做大模型？", phase="自由辩论", facts=given
    )


def sound(made: Brief) -> str:
    text = word(made)
    assert text.strip() and not set("{}") & set(text), text
    assert {int(n) for n in re.findall(r"\[(\d+)\]", text)} <= {e.n for e in made.exhibits}
    assert "None" not in text and "。。" not in text and "？。" not in text, text
    return text


FRAMING = {"part": "framing", "format": "快辩", "seats": "2", "turns": "14"}
CLAIM = "大模型很贵"

PARTS: list[tuple[int, dict[str, str]]] = [
    (0, FRAMING),
    (2, {**FRAMING, "pro": "甲", "con": "乙", "neutral": "丙", "silent": "丁|戊", "name:1": "甲"}),
    (2, {**FRAMING, "pro": "甲", "con": "乙", "proposition": "该做", "negation": "不该做"}),
    (1, {**FRAMING, "pro": "甲", "agreed": "1"}),
    (0, {"part": "agreed"}),
    (0, {"part": "agreed", "nobody": "1", "better": "甲题？；乙题？"}),
    (0, {"part": "handover"}),
    (1, {"part": "handover", "disputed": CLAIM + "。", "disputed_by": "甲"}),
    (0, {"part": "audience"}),
    (0, {"part": "audience", "name": "小{王}"[:1], "question": "多少钱？"}),
    (0, {"part": "vote", "which": "counted", "counts": "正方 1 反方 2"}),
    (0, {"part": "vote", "which": "result", "before": "正方 0", "after": "正方 1", "winner": "pro"}),
    (0, {"part": "vote", "which": "result", "before": "正方 0", "after": "正方 0", "winner": ""}),
    (0, {"part": "summary", "topics": "开源"}),
    (2, {"part": "summary", "topics": "开源", "left": "甲", "left_claim": CLAIM, "right": "乙", "right_claim": "不贵"}),
    (
        1,
        {
            "part": "summary",
            "topics": "开源",
            "conceded_by": "甲",
            "conceded": CLAIM,
            "dropped_by": "乙",
            "dropped": "慢",
        },
    ),
    (0, {"part": "panel"}),
    (0, {"part": "panel", "silent": "甲|乙"}),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("count", "given"), PARTS, ids=lambda v: v.get("part") if isinstance(v, dict) else str(v))
def test_every_part_is_said_in_three_languages(language: str, count: int, given: dict[str, str]) -> None:
    text = sound(brief(language, count, **given))
    if language == "zh-CN":
        for key in ("pro", "con", "neutral", "left", "right", "conceded_by", "counts", "question"):
            if given.get(key) and not (given.get("agreed") and key in ("pro", "con")):
                assert given[key] in text, key


def test_what_strangers_wrote_is_put_in_as_it_is() -> None:
    text = moderate(brief("zh-CN", part="audience", name="{motion}", question="{0} {{ 7*7 }} %s"))
    assert "{motion}" in text and "{0} {{ 7*7 }} %s" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_panel_says_who_agrees_with_whom_and_holds_what(language: str) -> None:
    topic = library().topics.topics[0]
    meetings = [
        Meeting(Agreement("甲", "乙", topic.id, "agree"), 1, 1),
        Meeting(Agreement("甲", "丙", topic.id, "disagree"), 1, -1),
        Meeting(Agreement("乙", "丙", topic.id, "agree"), -1, -1),
    ]
    text = sound(brief(language, part="panel", **facts(library().topics, meetings, ["丁"])))
    assert all(name in text for name in "甲乙丙丁")
    assert len(text.splitlines()) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["快辩", "标准", "圆桌", "牛津", "LD"])
async def test_a_whole_debate_is_moderated_in_every_format_and_language(language: str, format: str) -> None:
    table = lay(MemoryStore())
    who = "朱啸虎,傅盛" + (",张阳,FA" if format == "圆桌" else "")
    stage = Watcher()
    await table.run(await opened(table, who=who, format=format, language=language), stage)
    names = {s.name for e in stage.events if isinstance(e, Opened) for s in e.seats}
    spoken = [e for e in stage.events if isinstance(e, ModeratorSpoke)]
    assert spoken[0].part == "framing" and spoken[-1].part == "summary"
    for event in [e for e in stage.events if isinstance(e, ModeratorSpoke | TurnSpoken)]:
        assert event.text.strip() and not set("{}") & set(event.text), event.text
        assert {c.n for c in event.citations} == {int(n) for n in re.findall(r"\[(\d+)\]", event.text)}
        assert "None" not in event.text and "。。" not in event.text
    assert language != "zh-CN" or any(name in spoken[0].text for name in names)
