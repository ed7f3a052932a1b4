"""For or against, by rules and only where it is safe: words of hope and of doubt, turned round by a negation before them."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re

from bot.recall import chinese

_FOR = """看好 有机会 机会很大 大机会 好机会 值得 潜力 前景广阔 前景很好 前途 很有优势 有优势 优势明显 成熟 可行 势在必行 大势所趋 是趋势 盈利 赚钱 赚到钱 受益 利好 有信心 乐观 支持 赞成 有把握 跑通 离不开 靠谱 划算 更便宜 更安全 更高效
降本 好事 红利 应该做 必须做 应当做 会成为主流 会取代 爆发式 空间很大 需求旺盛 供不应求 能赚 回本 最好的时代 有意义 没有问题 没问题 省钱 省下 放心 远没有饱和 刚刚开始 才刚开始 好得多 必经之路 刚需 好生意 有用 了不起 赢家""".split()
_AGAINST = """不看好 泡沫 没机会 没有机会 伪命题 亏损 亏钱 亏本 亏得 赔钱 烧钱 风险 太贵 成本高 为时过早 过早 太早 不成熟 不可能 不值得 不适合 忽悠 噱头 炒作 倒闭 反对 不赞成 不该 不应该 没有意义 没意义 白费 死路 死掉
不会赚钱 不赚钱 没人买 没人用 很难 太难 做不到 行不通 跑不通 没戏 骗局 不靠谱 不划算 不安全 隐患 着火 起火 小白鼠 套壳 蹭热度 过热 高估 夸大 后悔 左手打右手 快不动 老把戏 贬值 掉价 作秀 鸡肋 伪需求
不现实 不敢 没解决 没有解决 更贵 用不起 虚火 智商税 得不偿失 废铁 拿命 陷入亏损 没有赢家 难以为继 太重 不能解决""".split()
_NOT = re.compile(r"(?:很难|难以|难|不易|无法|不|没|没有|并非|并不|未|不会|不是|不太|别|无|毫无|谈不上|算不上|难言|不再|远没|从不|绝不|不至于)(?:是|会|能|有|太|那么|什么|什麼|再|必|见得|一定)?$")
_WORDS = re.compile("|".join(sorted({*_FOR, *_AGAINST}, key=lambda w: (-len(w), w))))
_SIDE = {**dict.fromkeys(_FOR, 1), **dict.fromkeys(_AGAINST, -1)}
_TURN = re.compile(r"(?:但是|但|不过|然而|可是|只是|却|问题是|可(?=[^以能靠]))")
_UNSAFE = re.compile(r"[?？]\s*$|一旦|如果|要是|除非|假如|即使|即便|哪怕")


def stance_of(text: str) -> int:
    """-1, 0 or +1. Words for both sides, a condition or a question give 0."""
    folded = chinese.simplify(text)
    if _UNSAFE.search(folded):
        return 0
    before, after = (_weigh("，".join(part)) for part in _split(folded))
    if after in (-1, 1):
        return after if before in (0, after) else 0
    return before if after == 0 and before in (-1, 1) else 0


def _split(text: str) -> tuple[list[str], list[str]]:
    """What stands before the last 但 and what after it."""
    parts = _TURN.split(text)
    return parts[:-1], parts[-1:]


def _weigh(text: str) -> int:
    """The side the words are on: -1, 0, +1, or 2 where they are on both."""
    sides = set()
    for match in _WORDS.finditer(text):
        side = _SIDE[match.group()]
        if _NOT.search(text[max(0, match.start() - 4) : match.start()]):
            if side < 0:
                continue  # not to be against is not yet to be for
            side = -1
        sides.add(side)
    return 2 if len(sides) == 2 else (sides.pop() if sides else 0)
