"""How a distilled persona sounds: plain phrases of ours that state nothing, another selection for each.

No manner is read out of an article: that would be imitation without a source. But two people from one article shouldn't open with
the same words either; the selection goes by the persona's id, so a second run gives the same voice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

OPENERS = (
    "这件事我公开谈过，",
    "在这个题目上，",
    "说到这个题目，",
    "就事论事，",
    "不绕弯子，",
    "先把话放在前头，",
    "这个问题不是头一回谈，",
    "只说我讲过的，",
)
CONNECTIVES = ("另外，", "再说一点，", "还有，", "与此相关的是，", "接着说，", "再补一句，", "除此之外，", "还有一层，")
CLOSERS = ("先说到这里。", "我的意思就是这些。", "话就是这些。", "这一条请各位留意。", "其余的，听听别人怎么说。", "我就讲到这儿。")
REBUTTALS = (
    "{opponent}这一点我不同意：",
    "我和{opponent}看法不一样：",
    "{opponent}，这里得分开讲。",
    "对{opponent}这句话，我有保留：",
    "{opponent}说的我听到了，账要另算。",
    "这一条恐怕要请{opponent}再想想：",
)
CONCESSIONS = (
    "{opponent}这一点我可以接受，不过，",
    "这一层{opponent}说得通，但，",
    "{opponent}讲的有道理，只是，",
    "这一点不必争，可是，",
)
QUESTIONS = (
    "想请{opponent}回答一个问题：",
    "我问{opponent}一句：",
    "有一处没听明白，请{opponent}讲讲：",
    "请教{opponent}：",
)
REGISTERS = ("平实，就事论事", "平和，话不多", "直接，一句是一句", "谨慎，留有余地")


def voice_yaml(persona: str) -> str:
    """The `voice` block of a persona file. `persona` is the id that the selection goes by."""
    lines = ["voice:", f"  register: {_some(persona, 'register', REGISTERS, 1)[0]}"]
    for name, pool, count in (
        ("openers", OPENERS, 4),
        ("connectives", CONNECTIVES, 5),
        ("closers", CLOSERS, 3),
        ("rebuttals", REBUTTALS, 4),
        ("concessions", CONCESSIONS, 3),
        ("questions", QUESTIONS, 3),
    ):
        lines.append(f"  {name}:")
        lines += [f'    - "{phrase}"' for phrase in _some(persona, name, pool, count)]
    return "\n".join(lines) + "\nx-distilled: true\n"


def _some(persona: str, name: str, pool: Sequence[str], count: int) -> list[str]:
    """`count` phrases of the pool, in an order that hangs on the persona alone."""
    return sorted(pool, key=lambda phrase: hashlib.sha256(f"{persona}/{name}/{phrase}".encode()).digest())[:count]
