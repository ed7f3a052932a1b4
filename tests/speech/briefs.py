"""Briefs over the shipped personas, as recall and the planner would make them: the ground under the tests of this folder."""

from __future__ import annotations

import functools
from dataclasses import replace

from bot import shipped
from bot.persona.files import Library, load_library
from bot.persona.model import Persona
from bot.speech.brief import Brief, Exhibit, Said, Target


@functools.cache
def library() -> Library:
    """The shipped personas."""
    return load_library(shipped.place("personas"))


def persona(id: str) -> Persona:
    """One of them."""
    return next(p for p in library().personas if p.id == id)


def exhibits(*ids: str, foreign: tuple[str, ...] = ()) -> tuple[Exhibit, ...]:
    """Positions by qualified id, numbered from 1; the `foreign` ones are not the speaker's own."""
    made = []
    for n, id in enumerate((*ids, *foreign), 1):
        position = persona(id.partition("/")[0]).by_id[id]
        source = library().sources.by_id[position.evidence[0].source]
        made.append(Exhibit(n, position, source, own=id not in foreign))
    return tuple(made)


def everyone() -> set[str]:
    """Names and aliases of all who may be spoken of."""
    found: set[str] = set()
    for p in library().personas:
        found.update((p.names.display, *p.names.aliases))
        for member in p.members:
            found.update((member.name, *member.aliases))
    return {name for name in found if len(name) > 1}


def zhu(**fields: object) -> Brief:
    """朱啸虎 answers a question he has spoken about."""
    z = "zhu-xiaohu"
    brief = Brief(
        job="ask",
        persona=persona(z),
        exhibits=exhibits(f"{z}/p1", f"{z}/p16", f"{z}/p9", f"{z}/p15"),
        question="创业公司现在还能做通用大模型吗？",
        seed=1,
    )
    return replace(brief, **fields)  # type: ignore[arg-type]


def fu_attacks(**fields: object) -> Brief:
    """傅盛 attacks a claim of 朱啸虎's, in the middle of a debate; [1] is second-hand, [4] is his opponent's evidence."""
    f = "fu-sheng"
    brief = Brief(
        job="attack",
        persona=persona(f),
        exhibits=exhibits(f"{f}/p3", f"{f}/p5", f"{f}/p12", foreign=("zhu-xiaohu/p15",)),
        motion="创业公司该不该做大模型？",
        side="pro",
        phase="自由交锋",
        move="attack",
        aim="premise",
        target=Target(
            5,
            "朱啸虎",
            "通用大模型那扇窗关了，创业的别往里翻，投钱的也别往里扔。[1]",
            "不管是去创业还是去投资，通用大模型的窗口都已经关上。",
            "通用大模型创业",
        ),
        opponents=("朱啸虎",),
        history=(
            Said("主持人", "今天的辩题是：创业公司该不该做大模型？", "moderator", 2),
            Said("傅盛", "硅谷的创业公司有一半都围着 ChatGPT 转起来了。[1]", "persona", 4),
            Said("朱啸虎", "通用大模型那扇窗关了，创业的别往里翻，投钱的也别往里扔。[1]", "persona", 5),
            Said("路人甲", "听说金沙江去年亏了 50 亿，朱啸虎你怎么看？", "user", 6),
        ),
        limit=300,
        seed=2,
        facts={"topic": "应用层机会"},
    )
    return replace(brief, **fields)  # type: ignore[arg-type]


def near() -> Brief:
    """A question next to what 朱啸虎 has said."""
    return zhu(level="near", exhibits=exhibits("zhu-xiaohu/p13"), question="大模型训练应该用多少张显卡？")


def none() -> Brief:
    """A question he has never spoken to."""
    return zhu(
        level="none", exhibits=(), question="人形机器人什么时候能进家庭？", spoke_about=("应用层机会", "融资环境")
    )


def jiang() -> Brief:
    """One member of an archetype."""
    return Brief(
        job="ask",
        persona=persona("skeptic-investor").only("江一"),
        member="江一",
        exhibits=exhibits("skeptic-investor/p7"),
        question="通用大模型最后能剩下几家？",
    )


def summing_up() -> Brief:
    """The moderator's summing-up, from facts alone."""
    return Brief(
        job="moderator",
        persona=None,
        exhibits=exhibits("fu-sheng/p5", "zhu-xiaohu/p16"),
        motion="创业公司该不该做大模型？",
        limit=1200,
        facts={
            "part": "summary",
            "topics": "通用大模型创业、应用层机会",
            "left": "朱啸虎",
            "left_claim": "不管是去创业还是去投资，通用大模型的窗口都已经关上",
            "right": "傅盛",
            "right_claim": "做行业大模型、拿大模型开发应用，是大部分创业者抓得牢的机会",
            "dropped_by": "朱啸虎",
            "dropped": "一个 AIGC 应用如果九成能力来自 ChatGPT，就没多少投资价值",
        },
    )


def english() -> Brief:
    """The same question, to be answered in English."""
    return zhu(language="en", question="Can start-ups still build general models?")


def traditional() -> Brief:
    """The same question, to be answered in Traditional Chinese."""
    return zhu(language="zh-TW", question="創業公司現在還能做通用大模型嗎？")
