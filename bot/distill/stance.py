"""For or against a proposition about a thing, by rules and only where it is safe: else 0.

A word of hope or doubt counts where it stands in one sentence with the thing, is turned round by a negation before it, and is
let go where the sentence asks, supposes, or is on both sides. A wrong side is worse than none.
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.recall import chinese

_NOT = re.compile(
    r"(?:很难|难以|难|不易|无法|不|没|没有|并非|并不|未|不会|不是|不太|别|无|毫无|谈不上|算不上|难言|不再|远没|从不|绝不|不至于|未必|不代表|不等于|不意味着|看不到|看不出|缺乏|失去|没什么|别以为|谈何|何来)"
    r"(?:是|会|能|有|太|那么|什么|再|必|见得|一定|真正|所谓的?|这么|值得|任何|具备|多大的?|多少|明显的?|足够的?)*$"
)
_TURN = re.compile(r"(?:但是|但(?!愿)|不过|然而|可是|只是|却|问题是|可(?=[^以能靠行见比]))")
_ASKS = re.compile(r"[?？]\s*$|(?:是不是|会不会|能不能|该不该|(?<!只)有没有|要不要|值不值|能否|是否|可否)")
_IFS = re.compile(r"一旦|就算|纵然|才叫|如果|要是|除非|假如|假设|即使|即便|哪怕|倘若|若(?!干)|只有|只要|当[^，]{2,16}时")


@dataclass(frozen=True, slots=True)
class Sides:
    """The words of both sides. `supposed`: whether 如果 about the thing itself may count (如果价格战打下去，…)."""

    pro: re.Pattern[str]
    con: re.Pattern[str]
    supposed: bool = False


def words_of(text: str) -> str:
    """A list of words as one pattern, the longest first."""
    return "|".join(sorted(set(text.split()), key=lambda w: (-len(w), w)))


def sides(pro: str, con: str, *, supposed: bool = False) -> Sides:
    """Sides from two lists of words (patterns)."""
    return Sides(re.compile(words_of(pro)), re.compile(words_of(con)), supposed)


PROSPECTS = sides(
    """看好 很有机会 有机会 机会很大 大机会 好机会 更大的机会 值得 潜力 潜质 前景广阔 前景很好 前景无限 前途 很有优势 有优势 优势明显 已经成熟 很成熟 更成熟 技术成熟 可行 势在必行 大势所趋 是趋势 会盈利 能盈利 盈利了 赚钱 赚到钱 有信心 乐观 有把握 跑通了?(?!的) 离不开 靠谱 划算 更便宜
    更安全 更高效 更省 好事 应该做 必须做 应当做 会成为主流 是主流 会取代 爆发式 空间很大 需求旺盛 供不应求 能赚 回本 最好的时代 有意义 没有问题 没问题 省钱 省下 放心 远没有饱和 机会更大 好得多 必经之路 刚需 蓬勃发展 百花齐放 能出大公司 好生意 了不起 赢家 有用 很安全 (?<!就)是未来(?!更|的|几|十|大) 工业革命""",
    """不看好 泡沫(?![^，。]{0,3}(?:正常|不可怕|不是坏事)) 没机会 没有机会 伪命题 亏损 亏钱 亏本 亏得 都在亏 赔钱 烧钱 太贵 成本高 为时过早 过早 太早 不成熟 不可能 不值得 不适合 忽悠 噱头 炒作 倒闭 不赞成 不该 不应该 没有意义 没意义 白费 死路 死掉 不会赚钱 不赚钱 没人买 没人用 很难 太难 做不到 行不通 跑不通 没戏
    骗局 不靠谱 不划算 不安全 安全隐患 起火 小白鼠 套壳 蹭热度 过热 被高估 夸大 后悔 左手打右手 快不动 老把戏 贬值 掉价 作秀 鸡肋 伪需求 不现实 不敢 没解决 没有解决 更贵 用不起 虚火 智商税 得不偿失 废铁 拿命 陷入亏损 没有赢家 难以为继 太重 不能解决 一地鸡毛 不健康 不新鲜 吃不起 受限 商业模式更差 不信任""",
)
HARM = sides(
    """好事 良币驱[逐除]劣币 优胜劣汰 有利于 有好处 利大于弊 必经阶段 必经之路 必要的 有必要 正常现象 带来繁荣 才有繁荣 拥抱 让利 受益 得到实惠 促进 倒逼 推动进步 应该打 赞成 支持 欢迎 良性 追求卓越""",
    """坏事 不利 不利于 损害 伤害 危害 破坏 挤压 牺牲 偷工减料 扰乱 恶性循环 恶性竞争 无序 不可取 邪路 饮鸩止渴 难以为继 很难生存 无法生存 难以生存 走不远 走不长 不可持续 不能持续 没有赢家 没有一家 两败俱伤 百害无一利 有害 得不偿失 影响质量 质量风险 风险 恶化 削弱 不健康 红海 亏损 都在亏 安全隐患 隐患 不好的结果 内耗 没有水平 没有出路
    死路 不是方向 不是一个方向 不是长久之计 透支 扭曲 弊大于利 不喜欢 不简单地打 不参与 不打 不跟 叫停 停止 遏制 整治 抵制 拒绝 反对 坚决反对 禁止 杜绝 防止 避免 说不 不要 千万不要 不该 不应 包容度很低 最不喜欢 失败 输家 老本""",
    supposed=True,
)
SHOULD = sides(
    """应该 应当 理应 必须 有必要 好事 很好的导向 倡导 已符合 支持 赞成 投下同意 投同意票 同意票 全民同意 势在必行 呼吁 便宜 稳定 干净 洁净 无碳 底线 重返 有利于 有好处 符合国际 国际共识 更安全 安全停机 管理严谨 屡获佳绩 没有一次 没有造成 大势所趋 刻不容缓 还给 欢迎 值得 可行 放心 受益""",
    """不应 不该 不应该 不宜 不适合 不合适 并非合适 并不合适 不是时候 时机不对 反对 不同意 不赞成 难以确保 无法确保 无法保证 风险 债留子孙 违反 不符合 不符 仓促 草率 老化 断层 不经济 不可行 不永续 不正义 危险 代价太高 得不偿失 弊大于利 冲击波 隐患 担心 担忧 忧心 抵制 质疑 难题 恐非 扭曲 不公平 加重负担 雪上加霜 加重企业的负担 造成年轻人失业 推升通膨 两败俱伤 双输 似乎过高 不堪负荷""",
)
FATE = sides(
    """取代 替代 消失 终结 不复存在 不再需要 被淘汰 淘汰 没有未来 平庸化 过时 退出历史 绝迹 只是打字 走向末路 灭亡""",
    """离不开 不可替代 替代不了 取代不了 不可或缺 永远需要 必不可少 不可少 干不掉 仍然需要 依然需要 不会过时""",
)
KEEP = sides(
    """应继续 应该继续 应当继续 应维持 应该维持 继续维持 应坚持 不退场 不松绑 不放松 不应放松 不能放松 不该放松 加码 收紧 有效 有必要 必要 见效 显现效果 支持 赞成 功不可没 还不到放松 不到松绑 看不到松绑 看不到放松 审慎评估 仍须审慎 尚未达成 不宜松绑 不宜放松 不宜取消 不能取消 不应取消 该继续 应该加强 应加强""",
    """应松绑 应该松绑 该松绑 需要松绑 尽快松绑 应放宽 应该放宽 该放宽 应放松 应该放松 应取消 应该取消 该取消 应该退场 应退场 无效 失灵 没有用 没用 扭曲 伤害 打压 掐死 过头 矫枉过正 一刀切 反对 不赞成 不合理 弊大于利 血流成河 误伤 卡死 拖累 走偏 穷到只剩下""",
)
RISE = sides(
    """会上涨 会涨 还会涨 将上涨 要涨 继续上涨 持续上涨 上涨预期 (?:会|将|势必|恐|可能|进一步|继续)推[升高] 涨幅扩大 涨幅最大 强化[^，。]{0,6}上涨 会回升 将回升 会反弹 复苏的? 止跌 企稳 下不来 跌不下来 不会跌 跌不了 下跌空间有限 底部 见底 筑底 崩跌了?不可能 别再奢望[^，。]{0,4}崩跌 回暖 易涨难跌 坚挺""",
    """会下跌 会跌 还会跌 将下跌 要跌 继续下跌 持续下跌 下跌持续 下修 回落 走低 会降 将降 崩盘 崩跌 腰斩 跌幅扩大 难涨 涨不动 不会涨 难以上涨 难以大幅上涨 不会上涨 泡沫破 承压 下行 探底 高估 虚高""",
)
RECOVER = sides(
    """回暖 转暖 复苏 企稳 回升 反弹 向好 止跌 趋稳 见底 触底 活跃 火爆 旺盛 好转 转好 反转向上 小阳春 小春天 会好起来 会更好 增长 有信心 看好 乐观 迎来了?市场面的反转""",
    """低迷 下行 恶化 空头 萎缩 探底 冷清 冷冻 转冷 遇冷 降温 下滑 疲软 疲弱 不景气 寒冬 萧条 难有[^，。]{0,6}回温 难有起色 不会很好 不太好 不乐观 量缩 买气断了 成交量缩 没有起色 难以回暖 承压 看空 看淡 失衡 扭曲性发展 崩""",
)
ENTER = sides(
    """支持 赞成 可以 应该 欢迎 没问题 没有问题 放心 不反对 有必要 能够满足 大势所趋""",
    """反对 抵制 不应 不该 不能 不宜 不适合 不赞成 拒绝 禁止 严禁 慎入 不放心 担心 担忧 最后的市场 试验品 小白鼠 叫停 巨大的考验 不要 不得""",
)
CHANCE = sides(
    """有机会 大机会 好机会 很大的机会 机会很多 机会更大 好的机会 创业机会 有出路 有活路 有空间 空间很大 前景广阔 前景无限 值得 潜力 潜质 刚刚开始 才刚开始 风口 金光大道 有价值机会 能跑出来 笑到最后 工业革命 看好 大有可为""",
    """没机会 没有机会 不是[^，。]{0,8}机会 机会太少 机会很小 机会相对很小 机会不大 机会不多 机会渺茫 看不到[^，。]{0,8}机会 没有意义 没意义 伪命题 窗口期已过 窗口已过 死掉 杀死 归零 摧毁 不值得 没有价值 没有什么投资价值 很不友好 不友好 不利于创业公司 放弃融资 没有壁垒 护城河太低 守不住 都是大公司的 没有?活路 晚了 太晚 笑话 跑不通 没有出路 融资难""",
)


def stance_of(text: str, about: Sequence[str] = (), by: Sides = PROSPECTS) -> int:
    """-1, 0 or +1 toward what `about` (words for the thing; none: whatever the text is on). Both sides at once give 0."""
    plain = chinese.simplify(text).translate(_WIDE)
    if re.search(r"[?？]\s*$", plain) or _ANOTHERS.match(plain):
        return 0
    verdicts = [v for s in re.findall(r"[^。！；\n]+", plain) if (v := _sentence(s, about, by))]
    found = set(verdicts)
    return found.pop() if len(found) == 1 and found <= {-1, 1} else 0


_WIDE = str.maketrans({",": "，", ";": "；", "!": "！", ":": "："})


_NARROWER = re.compile(r"(?:通用|垂直|底层|自研|中小|开源|闭源|部分|某些|有些|所谓的?|行业|国产|海外|传统|新型|这类|那些|少数|老式|低端|高端|[小旧伪假])$")
"""What is said of one kind of a thing is not said of the thing."""
_ANOTHERS = re.compile(r"^(?!自己|大家|我)[\u4e00-\u9fffA-Za-z ]{2,12}?(?:觉得|认为|声称|称|曾说|表示|主张|指责)(?!为|得上|不上)")
"""Somebody else's view, told: no side of the teller."""


def _sentence(sentence: str, about: Sequence[str], by: Sides) -> int:
    """One sentence: 0 where it has no side or doesn't speak of the thing, 2 where it has both."""
    folded = chinese.fold(sentence)
    places = [at for w in about for at in _places(folded, chinese.fold(w)) if not _NARROWER.search(folded[max(0, at - 3) : at])]
    if about and not places:
        return 0
    if _ASKS.search(sentence) or re.search(r"(?:并非|不是|并不是|没有)否定|那(?:的确|确实|当然)|既[^，]{1,10}[，]?[又也]|(?:有好有坏|有利有弊|双刃剑|一方面[^。]*另一方面[^。]*(?:但|却))", sentence):
        return 0
    supposed = _IFS.search(sentence)
    if supposed and not (by.supposed and places and _in_condition(sentence, supposed.start(), places)):
        # what is said before the condition still stands: 通用大模型没有机会，除非…
        sentence = sentence[: supposed.start()].rstrip("，但不过而")
        if len(sentence) < 6 or (about and not any(at < len(sentence) for at in places)):
            return 0
    turn = [m.start() for m in _TURN.finditer(sentence)]
    before, after = (sentence[: turn[-1]], sentence[turn[-1] :]) if turn else ("", sentence)
    if turn and about and min(places) >= turn[-1]:
        before = ""  # the thing comes up after the turn only
    first, last = _weigh(before, by), _weigh(after, by)
    if last in (-1, 1):
        return last if first in (0, last) else 0
    return 2 if 2 in (first, last) else first


def _in_condition(sentence: str, at: int, places: Sequence[int]) -> bool:
    end = sentence.find("，", at)
    return any(at <= p < (end if end > 0 else len(sentence)) for p in places)


def _places(text: str, word: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(word), text)] if word else []


def _weigh(text: str, by: Sides) -> int:
    """The side the words are on: -1, 0, +1, or 2 where they are on both."""
    found: set[int] = set()
    taken: list[tuple[int, int]] = []
    for match in sorted([*by.con.finditer(text), *by.pro.finditer(text)], key=lambda m: (-(m.end() - m.start()), m.start())):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        taken.append(match.span())
        side = -1 if match.re is by.con else 1
        if _NOT.search(text[max(0, match.start() - 7) : match.start()]):
            if side < 0:
                continue  # not to be against is not yet to be for
            side = -1
        found.add(side)
    return 2 if len(found) == 2 else (found.pop() if found else 0)
