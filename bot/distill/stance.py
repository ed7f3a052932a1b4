"""For or against, by rules and only where it is safe: words of hope and of doubt, turned round by a negation before them."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re

from bot.recall import chinese

_FOR = """看好 有机会 机会很大 大机会 好机会 值得 潜力 前景广阔 前景很好 优势 成熟 可行 势在必行 必然趋势 大势所趋 是趋势 盈利 赚钱 赚到钱 成功 领先 突破 受益 利好 有信心 信心 乐观 支持 赞成 有把握 跑通 离不开 靠谱 划算 更便宜 更安全 更高效
提升 降本 改善 好事 红利 应该做 必须做 应当 会成为 会取代 会普及 普及 爆发 爆发式 高速增长 增长空间 空间很大 需求旺盛 供不应求 值得投 能赚 回本 最好的时代 有意义 有前途 没有问题 没问题 值 有用 方便 省钱 省下 降了 降三成 放心 更好 欢迎 相信 远没有饱和 刚刚开始 才刚开始 好得多 必经之路 活得好""".split()
_AGAINST = """不看好 泡沫 没机会 没有机会 伪命题 亏损 亏钱 亏本 赔钱 烧钱 风险 太贵 成本高 为时过早 过早 太早 不成熟 失败 不可能 不值得 忽悠 噱头 炒作 淘汰 倒闭 下滑 担心 担忧 质疑 反对 不赞成 不该 不应该 没有意义 没意义 白费 死路 死掉 坑
危机 过剩 内卷 裁员 关店 不会赚钱 不赚钱 没人买 没人用 难以 很难 太难 做不到 行不通 跑不通 没戏 骗局 骗 不靠谱 不划算 不安全 隐患 着火 起火 故障 故事 小白鼠 套壳 蹭热度 冲动 过热 高估 夸大 瓶颈 缺口 短板 不够 焦虑 难受 后悔 左手打右手 快不动 消失 老把戏 贬值 掉价 做秀 作秀 鸡肋 伪需求
不现实 不买 不敢 没解决 没有解决 不省 不便宜 更贵 用不起 买不起 退场 寒冬 洗牌 出局 虚火 智商税 拥堵 排队 等不起 得不偿失""".split()
_NOT = re.compile(r"(?:不|没|没有|并非|并不|未|不会|不是|不太|别|无|毫无|谈不上|算不上|难言|不再|远没|从不|绝不|不至于)(?:是|会|能|有|太|那么|什么|什麼|再|必|见得|一定)?$")
_WORDS = re.compile("|".join(sorted({*_FOR, *_AGAINST}, key=lambda w: (-len(w), w))))
_SIDE = {**dict.fromkeys(_FOR, 1), **dict.fromkeys(_AGAINST, -1)}
_TURN = re.compile(r"(?:但是|但|不过|然而|可是|只是|却|问题是|可(?=[^以能靠]))")
_UNSAFE = re.compile(r"[?？]\s*$")


def stance_of(text: str) -> int:
    """-1, 0 or +1. After 但 only what follows counts; words for both sides, or a question, give 0."""
    folded = chinese.simplify(text)
    parts = _TURN.split(folded)
    for part in (parts[-1], folded):
        total, mixed = _weigh(part)
        if total and not mixed:
            return 0 if _UNSAFE.search(text) and total > 0 else total
        if mixed:
            return 0
    return 0


def _weigh(text: str) -> tuple[int, bool]:
    """The side the words are on, and whether they are on both."""
    sides = set()
    for match in _WORDS.finditer(text):
        side = _SIDE[match.group()]
        if _NOT.search(text[max(0, match.start() - 4) : match.start()]):
            side = -side
        sides.add(side)
    if len(sides) == 1:
        return sides.pop(), False
    return 0, len(sides) == 2
