"""From a passage to a claim by rules: neutral, without quotation marks, nothing in it that the passage doesn't say."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from bot.distill.statements import Statement
from bot.recall import chinese

Modality = Literal["assert", "hedge", "predict", "conditional", "question"]

LONGEST = 90
_MARKS = re.compile("[“”「」『』\"‘’«»〝〞]")
_FILLER = re.compile(
    r"^(?:其实|说实话|老实说|坦白说|坦率地说|坦白讲|说白了|实际上|事实上|当然|所以说|所以|因为|因此|也就是说|换句话说|比如说|比如|首先|另外|而且|但是|但|不过|然而|对|是的|嗯|呃|你看|你说|总之|总的来说|我可以很负责任地说"
    r"|(?:我|我们|咱们)(?:个人)?(?:也|还|一直|更|都|就|倾向于|始终|真的)?(?:觉得|认为|相信|想|看|感觉|判断|预计|理解)(?!到|过)|在我看来|依我看|对我来说)[,，、:：]?\s*"
)
_FIRST_AT_CLAUSE = re.compile(r"(^|[,，。;；!！?？:：、])\s*(?:我们|咱们|我)(?!的|自己|国|省|市|校|司)")
_FIRST = re.compile(r"我们|咱们|我(?!国|省|市|校)")
_STOP = frozenset(
    "我们 他们 你们 自己 一个 没有 就是 可以 不是 这个 那个 什么 怎么 如果 因为 所以 但是 而且 已经 现在 可能 需要 应该 很多 这样 这些 那些 其实 非常 时候 还是 或者 以及 并且 不会 不能 只是 只有 还有 大家 起来 出来 下去 "
    "一直 一定 进行 通过 对于 关于 由于 目前 今年 去年 明年 未来 之后 之前 以后 为了 真正 一些 有些 问题 事情 东西 方面 情况 时间 认为 表示 觉得 告诉 记者 比较 更加 开始 成为 作为 来说 的话 不要 不过 然后 这种 那么 如何 为什么 多少 一样 "
    "两个 三个 一年 一种 其中 同时 甚至 包括 根本 完全 不到 超过 以上 左右 大概 大约 最后 最终 今天 昨天 明天 继续 保持 起码 至少".split()
)


def claim_of(statement: Statement) -> str:
    """One neutral sentence in Simplified characters: fillers and marks gone, the first person left out or turned to 自己."""
    text = " ".join(chinese.simplify(statement.text).split())
    text = _MARKS.sub("", text).strip()
    for _ in range(3):
        text = _FILLER.sub("", text)
    if statement.kind == "direct":
        text = _FIRST_AT_CLAUSE.sub(r"\1", text)
        text = _FIRST.sub("自己", text)
    text = re.sub(r"自己自己", "自己", text)
    text = _shortened(text).strip(" ,，、;；:：。.")
    if not text:
        text = _MARKS.sub("", chinese.simplify(statement.text)).strip()[:LONGEST] or "……"
    return text if text.endswith(("？", "?", "！", "!", "…")) else text + "。"


def _shortened(text: str) -> str:
    """Whole sentences up to the limit; of a longer first sentence whole clauses."""
    if len(text) <= LONGEST:
        return text
    cut = max((m.end() for m in re.finditer(r"[。！？!?；;]", text) if m.end() <= LONGEST), default=0)
    if cut < 16:
        cut = max((m.start() for m in re.finditer(r"[,，]", text) if 16 <= m.start() <= LONGEST), default=LONGEST)
    return text[:cut]


def because_of(statement: Statement) -> str | None:
    """The reason the passage itself gives, where it says 因为 or 由于."""
    text = _MARKS.sub("", chinese.simplify(statement.text))
    match = re.search(r"(?:因为|原因在于|由于)([^。！？!?；;]{6,60})", text)
    if not match or (statement.kind == "direct" and re.search(r"我|咱", match.group(1))):
        return None
    return match.group(1).strip(" ,，、:：") + "。"


def modality_of(statement: Statement) -> Modality:
    """Asserted, hedged, foretold, conditional or asked."""
    text = chinese.simplify(statement.text)
    if re.search(r"[?？]\s*$", text):
        return "question"
    if re.search(r"如果|要是|假如|只要|除非|一旦|若", text[:12]):
        return "conditional"
    if re.search(r"可能|也许|或许|大概|恐怕|似乎|不一定|估计", text):
        return "hedge"
    if re.search(r"将(?!军|领)|未来|明年|后年|三年内|年内|今后|预计|迟早|终将|会(?!议|计|员|长|上|场)", text):
        return "predict"
    return "assert"


def keywords_of(text: str, most: int = 10) -> tuple[str, ...]:
    """The words by which a question may find the passage, longest and rarest first."""
    folded = chinese.fold(text)
    counts = Counter(w for w in chinese.words(folded) if len(w) >= 2 and w not in _STOP and not w.isdigit())
    latin = re.findall(r"[A-Za-z][A-Za-z0-9.+-]{1,20}", text)
    ranked = sorted(counts, key=lambda w: (-counts[w], -len(w), folded.find(w)))
    return tuple(dict.fromkeys([*latin[:3], *(w for w in ranked if not w.isascii())]))[:most]
