"""A small table of made-up people for look-ups."""

from __future__ import annotations

from typing import Any

import pytest

from bot.persona.model import Persona, Topics


def position(id: str, topic: str, claim: str, speaker: str, *, stance: int = 1, **more: Any) -> dict[str, Any]:
    evidence = {"source": "s-2023", "line": 1, "start": 0, "end": 9, "kind": "direct", "speaker": speaker}
    return {"id": id, "topic": topic, "stance": stance, "claim": claim, "evidence": [evidence], **more}


def persona(id: str, name: str, positions: list[dict[str, Any]], **more: Any) -> Persona:
    return Persona.model_validate(
        {
            "schema": "persona/1",
            "id": id,
            "kind": "public_figure",
            "names": {"display": name},
            "as_of": "2023-07-31",
            "bio": "为测试而设。",
            "voice": {"register": "平实"},
            "positions": positions,
            **more,
        }
    )


@pytest.fixture(scope="session")
def topics() -> Topics:
    return Topics.model_validate(
        {
            "schema": "topics/1",
            "topics": [
                {"id": "融资环境", "proposition": "这波浪潮里创业者拿得到钱", "words": ["融资", "拿钱", "fundraising"]},
                {"id": "算力与成本", "proposition": "算力会把多数公司挡在门外", "words": ["算力", "显卡", "GPU"]},
                {
                    "id": "壁垒与护城河",
                    "proposition": "做应用能建立护城河",
                    "negation": "做应用建不起护城河",
                    "words": ["护城河", "moat"],
                },
            ],
            "synonyms": [["护城河", "壁垒", "moat"], ["显卡", "GPU"], ["融资", "拿钱", "找钱", "raise money"]],
            "motions": [
                {
                    "text": "做应用有没有护城河？",
                    "on": [{"to": "壁垒与护城河", "sign": 1}],
                    "aliases": ["Is there a moat in apps?"],
                }
            ],
            "off_topic": ["天气", "火锅", "weather"],
        }
    )


@pytest.fixture(scope="session")
def table() -> list[Persona]:
    return [
        persona(
            "jia",
            "甲先生",
            [
                position(
                    "jia/p1",
                    "融资环境",
                    "未来两年创业者不要指望融到钱。",
                    "甲先生",
                    stance=-2,
                    keywords=["资金", "投资寒冬"],
                ),
                position(
                    "jia/p2",
                    "壁垒与护城河",
                    "架在大模型上的应用护城河很浅。",
                    "甲先生",
                    stance=-2,
                    keywords=["门槛", "被复制"],
                ),
            ],
            checks=[{"ask": "现在找钱容易吗", "cites": ["p1"]}, {"ask": "火锅去哪吃", "level": "none"}],
        ),
        persona(
            "yi",
            "乙女士",
            [
                position(
                    "yi/p1", "算力与成本", "训练一个底座要上万张显卡。", "乙女士", stance=2, keywords=["GPU", "芯片"]
                )
            ],
        ),
        persona(
            "bing",
            "丙类人",
            [
                position("bing/p1", "融资环境", "手里有订单的公司照样融得到资。", "丁某", keywords=["客户", "收入"]),
                position(
                    "bing/p2", "算力与成本", "云上租卡比自己买划算得多。", "戊某", stance=-1, keywords=["租用", "GPU"]
                ),
            ],
            kind="archetype",
            members=[{"name": "丁某"}, {"name": "戊某"}],
        ),
    ]
