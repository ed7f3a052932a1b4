"""What can be disputed about a thing, and the words for it: 价格战利大于弊, 房价会上涨, 预制菜应该进校园, 大模型创业还有机会.

"X 值得看好" fits a product or a technology, and hardly a price, a measure or a quarrel. The frame is chosen by the kind of term
and by what the speakers themselves say of it; each frame brings its own words of both sides (`stance.Sides`).
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.distill import stance
from bot.distill.stance import Sides, stance_of


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to dispute about a term: `{}` stands for it."""

    key: str
    proposition: str
    negation: str
    motion: str
    words: Sides
    fits: re.Pattern[str] | None = None  # of the term; none: any term


_QUARREL = re.compile(r"(?:[战]|内卷|竞争|裁员|加班|炒作|降价|涨价|垄断|补贴|罚款|降薪|并购|提前还贷|考公|鸡娃|躺平|烧钱|扩张|外卷)$")
_MEASURE = re.compile(r"(?:政策|管制|调控|限购|限贷令?|限行|打房|打炒房|禁令|新规|关税|征税|房产税|补贴|制度|改革|延迟退休|监管|双减|免签|令)$")
_PRICE = re.compile(r"(?:价|价格|房价|租金|利率|汇率|工资|股价|金价|油价|运价|物价|学费|票价)$")
_MARKET = re.compile(r"(?:[楼房股车债汇]市|市场|行情|行业|成交量|交易量|销量|消费|出口|就业|经济|票房|需求|投资|融资)$")

ACTS = ["重启", "延役", "停建", "复建", "废除", "废止", "取消", "放开", "禁止", "征收", "恢复", "停止", "关闭", "扩建", "拆除", "合并", "推迟", "延迟", "延长", "缩短", "松绑", "放宽", "收紧", "打破", "破除", "消除", "调涨", "上调", "下调", "调升", "强制", "推广", "推行", "试点", "引进", "裁撤", "暂停", "叫停", "实施", "下架", "放弃", "保留", "开放", "提前", "免除", "推动"]
_UNDOING = frozenset(
    ["停建", "废除", "废止", "取消", "放开", "禁止", "停止", "关闭", "拆除", "松绑", "放宽", "打破", "破除", "消除", "裁撤", "暂停", "叫停", "放弃", "免除"]
)
_ACT = re.compile(rf"^(?:{'|'.join(ACTS)})[\u4e00-\u9fff0-9A-Za-z]{{2,6}}$")
_NEVER = re.compile(r"(?!)")  # not by the term: by what is said of it
FRAMES = (
    Frame("act", "应该{}", "不应该{}", "该不该{}？", stance.SHOULD, fits=_ACT),
    Frame("quarrel", "{}利大于弊", "{}弊大于利", "{}利大于弊吗？", stance.HARM, fits=_QUARREL),
    Frame("measure", "{}应该继续", "{}应该放松", "{}应该继续吗？", stance.KEEP, fits=_MEASURE),
    Frame("price", "{}还会上涨", "{}不会再涨", "{}还会上涨吗？", stance.RISE, fits=_PRICE),
    Frame("market", "{}正在回暖", "{}还没有回暖", "{}正在回暖吗？", stance.RECOVER, fits=_MARKET),
    Frame("chance", "{}还有机会", "{}已经没有机会", "{}还有机会吗？", stance.CHANCE, fits=re.compile(r"(?:创业|创业公司|创业者|转型|出海|加盟|开店)$")),
    Frame("enter", "{}是可以的", "{}并不合适", "{}合适吗？", stance.ENTER, fits=re.compile(r"^[\u4e00-\u9fffA-Za-z]{2,8}进[\u4e00-\u9fff]{2,4}$")),
    Frame("fate", "{}会被取代", "{}不会被取代", "{}会被取代吗？", stance.FATE, fits=_NEVER),
    Frame("prospects", "{}值得看好", "{}并不值得看好", "{}值得看好吗？", stance.PROSPECTS),
)
BY_KEY = {f.key: f for f in FRAMES}


def frame_for(term: str) -> Frame:
    """The frame that fits a term by its kind."""
    return next(f for f in FRAMES if f.fits is None or f.fits.search(term))


def read(proposition: str) -> tuple[Frame, str] | None:
    """The frame and the term of a proposition that was drafted here; none where a human wrote another."""
    for frame in FRAMES:
        before, after = frame.proposition.split("{}")
        if proposition.startswith(before) and proposition.endswith(after) and len(proposition) > len(before + after):
            term = proposition.removeprefix(before).removesuffix(after)
            if frame_for(term) is frame or frame.key == "fate":
                return frame, term
    return None


def fate_of(term: str, words: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether what the texts dispute about a thing is whether it goes: at least two take a side, and more than on its prospects."""
    if frame_for(term).key != "prospects":
        return False
    fate = sum(bool(stance_toward(term, words, t, BY_KEY["fate"])) for t in texts)
    return fate >= 2 and fate > sum(bool(stance_toward(term, words, t)) for t in texts)


def stance_toward(term: str, words: Sequence[str], text: str, frame: Frame | None = None) -> int:
    """-1, 0 or +1 toward the drafted proposition about the term."""
    frame = frame or frame_for(term)
    if frame.key == "fate" and any(re.search(re.escape(w) + r"(?:[^，。]{0,4}[会将能可要]|正在|已经|即将)?[^，。被]{0,2}(?:取代|替代|淘汰|终结|干掉)(?!$|[，。])", text) for w in words):
        return 0  # what it does to something else
    if frame.key == "act":
        verb = next(a for a in ACTS if term.startswith(a))
        thing = term.removeprefix(verb)
        if not any(w in text for w in words) or any(u in text for u in _UNDOING if u != verb):
            return 0  # not named, or what is undone is another thing
        if re.match(rf"(?:逐步|尽快|尽早|全面|彻底|应该?|应当|必须|希望|建议|倡导|呼吁|要求)*{verb}[^，。是会]*{re.escape(thing)}[^，。是会可能将不、]{{0,8}}(?:[，。]|$)", text):
            return 1  # a demand for the very thing
        # What is bad about 门槛 speaks for 打破门槛: of such acts only what is said of the act itself counts.
        return stance_of(text, (verb,) if verb in _UNDOING else (thing, verb), frame.words)
    if frame.key == "enter":
        thing, _, place = term.partition("进")
        words = (place, thing) if place in text else ()
        return stance_of(text, (place,), frame.words) if words and thing in text else 0
    return stance_of(text, words, frame.words)


_NO_OBJECT = re.compile(r"[的是在了和与有也都不将会能要就还更很最被把让给对向从到为这那其各每某及或但而于以才应该须得]")


def act_on(texts: Sequence[str]) -> str:
    """重启核三, where the texts speak often enough of doing this with that, in either order; else empty."""
    count: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], set[int]] = {}
    for n, text in enumerate(texts):
        for verb in ACTS:
            for match in re.finditer(verb, text) if verb in text else ():
                before = re.search(r"[\u4e00-\u9fff0-9]{2,5}$", text[max(0, match.start() - 5) : match.start()])
                after = re.match(r"[\u4e00-\u9fff0-9]{2,5}", text[match.end() : match.end() + 5])
                found = {before.group()[-k:] for k in (2, 3, 4, 5)} if before else set()
                found |= {after.group()[:k] for k in (2, 3, 4, 5)} if after else set()
                for thing in found:
                    if len(thing) >= 2 and not re.search(r"\d$|岁$", thing) and not _NO_OBJECT.search(thing) and thing not in ACTS:
                        count[verb, thing] += 1
                        where.setdefault((verb, thing), set()).add(n)
    enough = [(c * len(thing) ** 0.3, verb, thing) for (verb, thing), c in count.items() if c >= 4 and len(where[verb, thing]) >= 3]
    if not enough:
        return ""
    _, verb, thing = max(enough, key=lambda e: (e[0], e[1], e[2]))
    return verb + thing


_ENTERS = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:强行的?|大规模)?(?:走进|进入|进军|进)(校园|社区|课堂|中小学|学校|幼儿园|医院|家庭|乡村|景区|小区|餐厅)")


def entering(things: Sequence[str], texts: Sequence[str]) -> str:
    """预制菜进校园 where at least two texts speak of it; else empty."""
    count: Counter[str] = Counter()
    for text in texts:
        for match in _ENTERS.finditer(text):
            thing = next((t for t in things if match.group(1).endswith(t)), "")
            if thing:
                count[f"{thing}进{match.group(2)}"] += 1
    best = count.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else ""
