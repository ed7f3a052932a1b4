"""From a passage to a claim by rules: neutral, without quotation marks, nothing in it that the passage doesn't say.

Only sentences that can stand alone are taken (`standing`), the weightiest of them first. The first person is left out where
the sentence reads without it; where it doesn't, the claim says 自己 (as one reports somebody) and `says` keeps 我 (as the
persona speaks).
"""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from bot.distill import standing
from bot.distill.statements import Statement
from bot.recall import chinese

Modality = Literal["assert", "hedge", "predict", "conditional", "question"]

LONGEST = 90
_MARKS = re.compile("[“”「」『』\"‘’«»〝〞]")
_BETWEEN = re.compile("(?<=[”」』’])[、，,]?(?=[“「『‘])")
_OPINE = r"(?:我|我们|咱们|笔者)(?:个人|自己|本人)?(?:也|还|一直|更|都|就|倾向于|始终|真的|真心地?的?|特别|十分|非常|很|坚定地?|从来|完全)*(?:觉得|认为|相信|想|看|感觉|判断|预计|理解|坚信|以为|猜|估计|的看法是|的观点是|的判断是|的理解是|的感觉是|的建议是|的态度是|要说的是|想说的是)(?!到|过|一下|法|起|清|见|了|好|重|着)(?:是)?"
_FILLER = re.compile(
    r"^(?:其实|说实话|老实说|坦白说|坦率地说|坦白讲|说白了|实话实说|实际上|事实上|当然|所以说|所以|因为|因此|也就是说|换句话说|比如说|比如|譬如|首先|另外|而且|并且|但是|但|可是|不过|然而|对(?=[,，、。])|是的[,，]?|没错[,，]?|不好意思(?=[,，])|好的(?=[,，])|嗯+|呃|你看(?=[,，]|现在|这|那|今天|我们)|你说(?=[,，])|你知道|总之|总的来说|至少(?=在我)|而(?=且|今|这|国|从|在|对)|那么?(?=[,，]|未来|今年|现在|我们|如果)|我可以很负责任地说|可以很负责任地说"
    rf"|{_OPINE}|在我看来|依我看|在我们看来|对我来说|以我的经验|据我所知|据我了解|作为[^，,]{{2,12}}[,，]\s*(?=我))[,，、:：]?\s*"
)
_OPINED = re.compile(rf"(?<=[，。；：！])(?:因为|所以|但|但是|而且)?(?:{_OPINE}|在我看来|依我看)[，：]?")
_LINK = r"((?:而且|并且|但是|但|所以|因为|因此|不过|然而|如果|虽然|那|现在|今天|目前|其实|以前|未来|当然)?)"
_WE_SUBJECT = re.compile(rf"(^|[，。；！？：、]){_LINK}(?:我们|咱们)(?![的自国省市校])")
_I_FIRST = re.compile(rf"^{_LINK}我(?![的自己们国省市校司方军党])")
_I_LATER = re.compile(rf"([，。；！？：、]){_LINK}我(?![的自己们国省市校司方军党])")
_AFTER_THING_OPINE = re.compile(r"(?<=[\u4e00-\u9fff])(?<![让给对叫被跟和与把向替帮使])(?:我们|我)(?:个人|也|都|就|还)?(?:认为|觉得|相信|感觉)(?=[是不会要应可能有])")
_AFTER_THING = re.compile(r"(?<=[\u4e00-\u9fff])(?<![让给对叫被跟和与把向替帮使找问诉为请带陪教当是从在比像如对于及])我(?=[不没也都从只更就要会可能真很])(?!们)")
_FIRST = re.compile(r"我们|咱们|我(?![国省市校])")
_ACT = re.compile(r"^(?:批评|痛批|炮轰|抱怨|吐槽|感叹|透露|强调|指责|抨击|坦言|直言|重申)(?:称|道|说)?(?!者|声|家)[，：]?(?=[\u4e00-\u9fff]{4})")
_DEMANDED = re.compile(r"呼吁|建议|倡导|号召|主张|要求|提议|敦促")
_BARE_DEMAND = re.compile(
    r"(?:逐步|尽快|尽早|全面|进一步|加快|加强|彻底|适当|大幅|直接|立即|继续)*(?:打破|破除|消除|取消|废除|放开|放宽|松绑|收紧|恢复|停止|暂停|禁止|修订|修改|制定|出台|建立|完善|推动|推进|推广|推行|提高|降低|增加|减少|延长|缩短|扩大|限制|鼓励|引导|规范|整顿|保障"
    r"|保护|重视|加大|设立|开放|发放|改革|调整|统一|公开|明确|把|将|让|给|从[^，]{2,10}(?:做起|入手)|先|优先|尊重|交由)"
)
_NARRATED = re.compile(r"，(?:同时|并|还|也)?[他她](?:还|也|则|同时|并|更)?(?:强调|表示|认为|指出|称|提醒|建议|补充道?|透露|直言|坦言)(?:[，：]|(?=[^，。]{4}))")
"""The narrator in the middle of a report: …，他强调要…"""
_WIDE = str.maketrans({",": "，", ";": "；", "?": "？", "!": "！", ":": "："})
_STOP = frozenset(
    "我们 他们 你们 自己 一个 没有 就是 可以 不是 这个 那个 什么 怎么 如果 因为 所以 但是 而且 已经 现在 可能 需要 应该 很多 这样 这些 那些 其实 非常 时候 还是 或者 以及 并且 不会 不能 只是 只有 还有 大家 起来 出来 下去 "
    "一直 一定 进行 通过 对于 关于 由于 目前 今年 去年 明年 未来 之后 之前 以后 为了 真正 一些 有些 问题 事情 东西 方面 情况 时间 认为 表示 觉得 告诉 记者 比较 更加 开始 成为 作为 来说 的话 不要 不过 然后 这种 那么 如何 为什么 多少 一样 "
    "两个 三个 一年 一种 其中 同时 甚至 包括 根本 完全 不到 超过 以上 左右 大概 大约 最后 最终 今天 昨天 明天 继续 保持 起码 至少 一方面 另一方面 来看 而言 十分 事实上 实际上 其余 之外 除了 以前 那么多 几乎 全都 有人 只要 与其 不如 现象 此次 相比 "
    "相对 显著 从来 看到 不得已而为之 长期 当今 有些 所谓 某些 怎么样 感觉 一点 越来越 等于 直接 整个 每一个 得到 出现 存在 发生 发现 带来 影响 其实 反过来 进一步 较为 明显 仍然 依然 依旧 属于 有关 相关 任何 必须 能够 才能 实现 方式 方向 程度 数据 根据 到底 准备 好久没 千万 是因为 之一 十分 目前为止 最大 最好 更多 更好 不太会 有所 以为 别以为 意味 意味着 意味著 恐怕 似乎 或许 也许 简直 本身 这里 那里 "
    "不利于 有利于 希望 分别 一次 一家 一台 多款 万多 哪些 到时候 其次 首先 因此 从而 早已 背后 算是 当时 后来 随后 彼此 各种 各自 各个 不同 整体 基本上 下来 起码 好不容易 看不到 看得到 满意 真的 确实".split()
)


@dataclass(frozen=True, slots=True)
class Worded:
    """What the rules make of a passage. `fault` says why it is no position by itself, None where it is one."""

    claim: str
    says: str
    because: str | None
    fault: standing.Fault | None


def claim_of(statement: Statement) -> str:
    """One neutral sentence in Simplified characters: fillers and marks gone, the first person left out or turned to 自己."""
    return worded(statement).claim


def worded(statement: Statement) -> Worded:
    """The claim, what the persona would say for it, the reason the passage gives, and whether it stands alone."""
    indirect = statement.kind == "indirect"
    return _worded(statement.text, indirect, indirect and bool(_DEMANDED.search(statement.cue or "")))


@lru_cache(maxsize=4096)
def _worded(passage: str, indirect: bool, demanded: bool = False) -> Worded:
    text = plain(passage)
    if indirect:
        text = _NARRATED.sub("，", _ACT.sub("", text)).replace("让她感", "让人感").replace("让他感", "让人感")
    whole = [_freed(s) for s in _sentences(text)]
    chosen, why = _chosen([s for s in whole if s])
    if not chosen:
        fallback = _closed(_shortened("".join(whole)) or text[:LONGEST])
        return Worded(_reported(fallback), "", None, why or "fragment")
    spoken = _closed(_shortened(chosen))
    spoken, because = _reason(spoken)
    if demanded and _BARE_DEMAND.match(spoken):
        spoken = "应" + spoken  # the verb of asking stays with the narrator: 呼吁打破门槛 → 应打破门槛
    claim = _reported(spoken)
    says = spoken if claim != spoken else ""
    if indirect:
        spoken = _OWN.sub(r"\1我", claim)
        says = spoken if spoken != claim else ""
        claim = _OWN_FIRST.sub("", claim)
    return Worded(claim, says, _reported(because) if because else None, None)


_OWN = re.compile(r"(^|[，。；：])自己(?=[不没也都会要将可能正已从想希并是在现看认觉担只还更愿打准即])(?!人|家|动|身)")
"""自己 for the speaker at a clause's beginning: 自己不是反对… → 我不是反对… where the persona speaks."""
_OWN_FIRST = re.compile(r"^自己(?=[不没也都会要将可能正已想希并更愿打准])(?!不是|人|家|动|身)")
"""自己不看好换电: whose view it is is said where the claim is cited, and 这一条：自己不看好 is no Chinese."""


def plain(passage: str) -> str:
    """The passage in Simplified with full-width marks, without quotation marks and asides."""
    text = " ".join(chinese.simplify(passage).split())
    text = _MARKS.sub("", _BETWEEN.sub("，", text))
    text = re.sub(r"[(（][^()（）]{0,12}(?:[?？]|笑|掌声|编者|注|记者)[^()（）]{0,6}[)）]", "", text)
    text = re.sub(r"^[\[【]+|[\]】]+$", "", text)
    text = re.sub(r"^[(（]([^()（）]{1,20})[)）]", r"\1", text)
    text = re.sub(r"(?<![A-Za-z0-9])[,;?!:]|[,;?!:](?![A-Za-z0-9])", lambda m: m.group().translate(_WIDE), text)
    text = re.sub(r"(?<=[\u4e00-\u9fff]),(?=\d)|(?<=\d)[,;:?!](?=[\u4e00-\u9fff])", lambda m: m.group().translate(_WIDE), text)
    text = re.sub(r"(?<=[\u4e00-\u9fff，。；：！？]) +(?=[\u4e00-\u9fff])|(?<=[，。；：！？]) +", "", text)
    text = re.sub(r"\((?=[^()]*[\u4e00-\u9fff])([^()]*)\)", r"（\1）", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff])[.．](?=\s|$)", "。", text).replace("...", "……")
    text = re.sub(r"([，。；：！？])[，、；]+", r"\1", text)
    return re.sub(r"(?<![显名编原专论巨卓昭土执])著(?![名作书者称述录有])", "着", text).strip()


def _sentences(text: str) -> list[str]:
    return [s.strip() for s in re.findall(r"[^。！？…]+(?:[。！？…]+|$)", text) if s.strip()]


def _freed(sentence: str) -> str:
    """The sentence without fillers and without a first person that it can do without."""
    text = sentence
    for _ in range(4):
        text = _FILLER.sub("", text)
    text = _OPINED.sub("", text)
    text = _WE_SUBJECT.sub(r"\1\2", _AFTER_THING_OPINE.sub("", text))
    led = _I_FIRST.sub(r"\1", text)
    if led != text:  # later clauses have the same subject, or say their own
        text = _I_LATER.sub(r"\1\2", led)
    text = _AFTER_THING.sub("", text)
    text = re.sub(r"(?:我们|咱们)的(?=[\u4e00-\u9fff])", "", text)
    for _ in range(2):
        text = _FILLER.sub("", text)
    dropped = text != sentence
    text = re.sub(r"^(?:也|还|就|都|则|便|却)(?=[不没要会希觉认看])", "", text) if dropped else text
    return re.sub(r"^[\s，、；：。]+", "", text)


def _chosen(sentences: list[str]) -> tuple[str, standing.Fault | None]:
    """The run of sentences that stands alone and weighs most, up to the limit; else why there is none."""
    best: tuple[int, str] = (-1, "")
    first_fault: standing.Fault | None = None
    for at, sentence in enumerate(sentences):
        found = standing.fault(sentence)
        head = _before_question(sentence) if found == "question" else ""
        if head and not standing.fault(head):
            sentence = head
        elif found:
            first_fault = first_fault or found
            continue
        run, top = sentence, standing.weight(sentence)
        for following in sentences[at + 1 :] if sentence == sentences[at] else ():
            if len(run) + len(following) > LONGEST - 10 or standing.fault(following, after=True):
                break
            run, top = run + following, max(top, standing.weight(following))
        if top > best[0]:
            best = (top, run)
    return best[1], first_fault


def _before_question(sentence: str) -> str:
    """价值太单薄，怎么收费呢？ → 价值太单薄。"""
    parts = sentence.split("，")
    if len(parts) < 2 or re.search(r"为什么|为何|怎么|如何|难道|是不是|有没有|能不能|凭什么|哪|谁|几", "，".join(parts[:-1])) or re.match(r"如果|要是|假如|除了|请问|你|当", sentence):
        return ""
    parts.pop()
    while parts and re.match(r"而|但|那|可|比|跟|如果|当|在|对", parts[-1]):
        parts.pop()
    head = "，".join(parts) + "。"
    return head if len(head) >= 6 else ""


def _reported(text: str) -> str:
    return re.sub(r"自己自己", "自己", _FIRST.sub("自己", text))


def _closed(text: str) -> str:
    text = text.strip(" ，、；：。—-")
    if text.count("（") != text.count("）"):
        text = re.sub(r"（(?=[^）]*$)", "", text) if text.count("（") > text.count("）") else text.replace("）", "", 1)
    return text if text.endswith(("？", "！", "…")) else text + "。"


_LEADS = re.compile(r"^(?:如果|虽然|尽管|除了|当|由于|因为|与其|只要|只有|不仅|不但|无论|即使|若|一旦|考虑到|在[^，]*(?:下|时|中|上|前|后)$|而且?$|但$|随着|比如|例如|包括)")

_DOES = re.compile(r"[是有会能要在不没太很更了被把让使做成得到为]")


def _shortened(text: str) -> str:
    """Whole sentences up to the limit; of a longer first sentence whole clauses, and none that only leads up to the next."""
    if len(text) <= LONGEST:
        return text
    cut = max((m.end() for m in re.finditer(r"[。！？；]", text) if m.end() <= LONGEST), default=0)
    if cut >= 16:
        return text[:cut]
    ends = [m.start() for m in re.finditer("，|[—―]{1,2}", text) if 12 <= m.start() <= LONGEST]
    while ends:
        kept = text[: ends[-1]].rstrip("—―")
        last = re.split("[，。；—―]", kept)[-1]
        if not _LEADS.match(last) and not re.search(r"[的和与及、是为]$", kept) and _DOES.search(last):
            return kept
        ends.pop()
    return text[:LONGEST]


def _reason(text: str) -> tuple[str, str | None]:
    """A claim that ends in its reason parts with it: (claim, reason). Where it doesn't, the claim stays whole."""
    match = re.fullmatch(r"([^。！？；]{8,}?)，(?:原因是|原因在于|是因为|因为|由于)([^。！？；]{8,70}?)[。！]?", text)
    if match is None:
        return text, None
    head, tail = match.groups()
    tail = _FILLER.sub("", tail)
    if re.search(r"为什么|为何|之所以", head) or re.search(r"所以|因此|因而|于是|才(?=[能会])|，但|，不过|，却", tail) or re.match(r"如此|这|它|此|其", tail):
        return text, None
    if standing.fault(head + "。") or _LEADS.match(re.split("，", head)[-1]) or re.match(r"如果|虽然|尽管|即使", head):
        return text, None
    if not re.search(r"[是有会能要在不没太更很了被把让]", tail):
        return text, None
    return _closed(head), _closed(tail)


def same(one: str, other: str) -> bool:
    """Whether two claims say the same in nearly the same words."""
    a, b = _bare(one), _bare(other)
    short, long = sorted((a, b), key=len)
    if a == b or (len(short) >= 12 and short in long):
        return True
    if len(short) < 12 or len(short) < 0.75 * len(long) or len(set(short) & set(long)) < 0.8 * len(set(short)):
        return False  # nearly all pairs end here: comparing in full costs a hundred times as much
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.86


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    return re.sub(r"[^\w]", "", chinese.fold(text))


def modality(text: str) -> Modality:
    """Asserted, hedged, foretold, conditional or asked."""
    if re.search(r"[?？]\s*$", text):
        return "question"
    if re.search(r"如果|要是|假如|只要|除非|一旦|若(?!干)", text[:12]):
        return "conditional"
    if re.search(r"可能(?!性)|也许|或许|大概率?|恐怕|似乎|不一定|估计|未必", text):
        return "hedge"
    if re.search(r"将(?!军|领|就)|今后|预计|迟早|终将|[明后]年|年内|未来[^，。]{0,12}会|(?<![不才都就也机社协宴开国])会(?![议计员长上场展])(?=[^，。]*(?:年|月|未来|取代|消失|上涨|下跌|回暖|反转|普及))", text):
        return "predict"
    return "assert"


_NO_KEY = re.compile(r"^[不没很太更最也都就还又再只已正在被把让给对向从到为和与或但而这那哪每各某几]|[了着过的地得吗呢吧们么]$|^[一二三四五六七八九十百千万亿两半]+.?$|^第.$|^.[个家次种款辆年月日天]$")


def keywords_of(text: str, most: int = 10) -> tuple[str, ...]:
    """The words by which a question may find the passage, most frequent and longest first."""
    folded = chinese.fold(text)
    counts = Counter(w for w in chinese.words(folded) if len(w) >= 2 and w not in _STOP and not w.isdigit() and not _NO_KEY.search(w))
    latin = re.findall(r"[A-Za-z][A-Za-z0-9.+-]{1,20}", text)
    ranked = sorted(counts, key=lambda w: (-counts[w], -len(w), folded.find(w)))
    return tuple(dict.fromkeys([*latin[:3], *(w for w in ranked if not w.isascii())]))[:most]
