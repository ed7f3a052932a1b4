"""A model's proposals against the passage: a sentence, a term, a proposition passes, or a word says why it does not. Pure.

Nothing here understands a sentence. It compares figures, names, Latin words, negations and shared characters, and where these
say that something did not come from the passage, the rules' own result stands. When in doubt, refused: that costs a nicer
wording, the other way round would cost the truth about what somebody said.
"""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from bot.distill import lexicon as lex
from bot.distill.propositions import FRAMES
from bot.distill.stance import stance_of
from bot.distill.text import Text
from bot.distill.topics import DraftTopic
from bot.distill.wording import _STOP
from bot.recall import chinese
from bot.speech.figures import figures
from bot.speech.ground import folded, grams
from bot.speech.known import COMMON_WORDS, ORGANISATIONS
from bot.speech.patterns import ANTONYMS, HEAVY

LONGEST = 80
"""Characters of a claim; the rules' own may have 90."""
LONGEST_PROPOSITION = 24
SUPPORT = 0.4
"""Of a claim's pairs of characters so many stand in the passage, too."""
SUPPORT_CLAUSE = 0.2

_SHAPE = re.compile(r"[\u3400-\u9fffA-Za-z0-9，、：（）《》％%·—,:()\-+.“”‘’「」『』\" ]+[。？]?")
_NUMBER = "零〇一二两三四五六七八九十百千万亿"
_COUNT = re.compile(rf"第?([{_NUMBER}]+)(?=[个家名位人次种年月日号天条款座台辆块角分秒米里斤吨级层代轮期步类批场]|[公英]里)|第([{_NUMBER}]+)")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
_QUOTED = re.compile(r"[“「『\"‘《]([^“”「」『』\"‘’《》]*)[”」』\"’》]")
_MARKS = re.compile(r"[“”「」『』\"‘’]")
_DATE = re.compile(r"[今去明前后当]年|[昨今明前后]天|[上下本][个]?(?:周|月|星期|季度?)|周[一二三四五六日末]|星期[一二三四五六日天]|[一二三四上下]季度|月[初底中]|年[初底中内末]|[上下]半年|春节|国庆|五一|十一")
_FRAME = re.compile(r"(?:认为|表示|觉得|指出|强调|坦言|直言|透露|称|看来|相信|主张|说)")
_FIRST = re.compile(r"(?<!自)我|咱|俺|(?:笔者|本人)")
_ORGANISATION = re.compile(r"([\u4e00-\u9fff]{2})(?=公司|集团|资本|银行|大学|研究院|研究所|证券|基金|汽车|电子|医院|学院|协会|联盟|法院|政府|科技|网络|传媒|报|周刊|智能|航空|地产|食品|餐饮|药业|电器)")
_GENERIC = frozenset(
    "创业 大型 小型 科技 互联 联网 上市 国有 中小 投资 初创 传统 能源 本地 外国 国内 国外 中国 美国 海外 各家 多家 一家 几家 有些 有的 这些 那些 这种 头部 龙头 平台 制造 生产 技术 模型 软件 硬件 保险 物流 电商 地方 中央 各地 商业 私募 公募 创投 风险 "
    "产业 行业 人工 自动 新型 合资 民营 私营 其他 同类 竞争 电动 燃油 新车 智能 家用 消费 医药 综合 重点 普通 家和 的大 的小 大大 整车 国产 进口 二手 租赁 外资 内资 双方 对方 高端 低端".split()
)
_COMMON_SURNAMES = frozenset("和于从万时高方常安平成向何任单应能有全会花车水金钱白黄古简明余双强管连家关步后商左门空东越利解季易经那都支党区国项过公广通文相毛路城里房")
_NEGATION = re.compile(
    r"不(?!过|仅|但|只|同|少|断|错|管|论|妨|久|愧|约而同|得不)|没(?!错)|(?<!毫)无(?!论|疑|非|线|人[车机驾店售])|未(?!来|免)|(?<![除是无])非(?!常|洲|得)|(?<![特分区级类])别(?![人的墅])|莫(?!非)|"
    r"难以|很难|太难|更难|难(?=有|再|做|成|赚|走|熬|活|说|以)|缺乏|缺少|拒绝|否认|反对|停止|放弃|避免|毫无"
)
_WHETHER = re.compile(r"([\u4e00-\u9fff])不\1(?=[\u4e00-\u9fff])")  # 能不能 denies nothing
_RHETORIC = re.compile(r"难道|哪有|哪里|谁[会能敢还]|凭什么|何必|怎么[可会能]|岂|[?？]")
_HEDGE = re.compile(r"可能|也许|或许|大概|恐怕|似乎|不一定|估计|未必|有望|或将|或会|不见得|好像|看上去")
_CONDITION = re.compile(r"如果|一旦|要是|假如|除非|只要|只有|倘若|前提|的话|若(?!干)")
_CONDITIONED = re.compile(rf"{_CONDITION.pattern}|条件|时|才|后")
_STRONG = re.compile(r"一定|必然|必定|必将|必须|绝对|永远|所有|全部|唯一|彻底|完全|从来|注定|肯定|无疑|显然|最(?=[大小好坏强弱高低多少差])|毫无|任何|谁都|人人|已经?(?!知)")
_OPPOSED = (
    *ANTONYMS,
    *((a, b) for pair in "上升/下降 上涨/下跌 增加/减少 增长/下滑 扩大/缩小 提高/降低 变好/变坏 成功/失败 乐观/悲观 支持/反对 赞成/反对 盈利/亏损 赚钱/亏钱 便宜/昂贵 安全/危险 容易/困难 容易/难 虚的/实的 优势/劣势 机会/风险 看好/看衰 看多/看空 领先/落后 超过/不及 加快/放缓 变多/变少 利好/利空 好事/坏事 有利/不利 买入/卖出 加强/削弱 开放/封闭 长期/短期 必要/多余 高估/低估".split()
      for a, b in (pair.split("/"), pair.split("/")[::-1])),
)  # fmt: skip
_POLAR = re.compile("|".join(sorted({re.escape(w) for pair in _OPPOSED for w in pair}, key=lambda w: (-len(w), w))))
MODALS = ("会", "能", "可以", "应该", "值得", "需要", "适合", "有")
_DENIED = {"有": "没有"}
_MODAL = re.compile("可以|应该|值得|需要|适合|(?<![机社才])会(?![议计员长场])|(?<![智性功技动])能(?![力源])|(?<![没具拥所])有")
_FUNCTION = frozenset(
    "的 了 在 是 和 与 或 比 更 对 对于 把 被 让 给 为 从 到 上 中 里 下 后 前 就 也 都 还 要 将 能够 成为 做 用 靠 自己 这 这个 那 一个 未来 今后 人 者 之 而 以 其 地 得 个 家 所 比较 进行 通过 作为 用于 来 去 继续 长期 大规模 普及 取代 替代 主流 成立 "
    "带来 实现 保持 真正 值得 应该 可以 需要 适合 会 能 有 不同 问题 方式 机会 发展 盈利 赚钱 便宜 安全 优势 划算 靠谱 成熟 成本 价格".split()
)
_LOADED = re.compile(r"泡沫|骗|忽悠|噱头|伪|垃圾|愚蠢|可笑|荒唐|伟大|完美|最好|最差|必然|一定|必定|注定|肯定|彻底|绝对|全面|所有|永远|值得看好")


def claim_fault(claim: str, passage: str, names: Collection[str]) -> str:
    """Why this sentence may not stand for the passage, '' where it may. `names`: every form of everybody the article names."""
    claim, whole = chinese.simplify(claim).strip(), chinese.simplify(passage)
    body = claim.rstrip("。")
    if not 6 <= len(claim) <= LONGEST:
        return "length"
    if not _SHAPE.fullmatch(claim) or re.search(r"[。？；;\n]", body.rstrip("？")) or _MARKS.sub("", claim) == "":
        return "form"
    if _FIRST.search(claim) or any(m.group() not in whole for m in _FRAME.finditer(claim)) or ("？" in claim and not re.search("[?？]", whole)):
        return "form"
    return _foreign(claim, whole, names) or _turned(body, whole) or _sharpened(body, whole) or _far(body, whole)


def cleaned(claim: str) -> str:
    """The claim as it is written: Simplified, without quotation marks, with its full stop."""
    text = _MARKS.sub("", chinese.simplify(claim)).strip(" ，,、：:")
    return text if text.endswith(("。", "？")) else text.rstrip(".") + "。"


# ------------------------------------------------------------------------------------------------------- nothing new


def _foreign(text: str, whole: str, names: Collection[str]) -> str:
    """A figure, a date, a Latin word, a quoted piece or a name that the passage does not have."""
    if _values(text) - _values(whole):
        return "figure"
    if any(m.group() not in whole for m in _DATE.finditer(text)):
        return "date"
    low = whole.lower()
    if any(m.group().lower().rstrip(".") not in low for m in _LATIN.finditer(text)):
        return "latin"
    if any(m.group(1) not in whole for m in _QUOTED.finditer(text)) or len(_MARKS.findall(text)) % 2:
        return "quote"
    if any(m.group() not in whole for m in HEAVY.finditer(text)):
        return "heavy"
    return "name" if strangers(text, whole, names) else ""


def _values(text: str) -> set[float]:
    """All numbers of a text by value, counted things and a bare 1 among them."""
    found = figures(text) | {float(m) for m in _DIGITS.findall(text) if float(m) in (0.0, 1.0)}
    for match in _COUNT.finditer(text):
        value = _read(match.group(1) or match.group(2))
        if value not in (0, 1):
            found.add(float(value))
    return found


_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def _read(number: str) -> int:
    total = section = digit = 0
    for char in number:
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif (place := _PLACE[char]) < 10**4:
            section, digit = section + (digit or 1) * place, 0
        else:
            total, section, digit = (total + section + digit or 1) * place, 0, 0
    return total + section + digit


def strangers(text: str, whole: str, names: Collection[str]) -> bool:
    """Whether the text names somebody or something that `whole` does not name."""
    known = whole.lower()
    if any(name in text and name.lower() not in known for name in (*names, *ORGANISATIONS) if len(name) > 1):
        return True
    if any(m.group(1) not in _GENERIC and m.group(1) not in whole for m in _ORGANISATION.finditer(text)):
        return True
    words = chinese.words(chinese.fold(text))
    listed = chinese.proper_nouns()
    if any(w in listed and w not in known and w not in COMMON_WORDS for w in words if len(w) > 1):
        return True
    for i, word in enumerate(words[:-1]):
        if word in lex.SURNAMES and word not in _COMMON_SURNAMES and word not in known and len(words[i + 1]) <= 2:
            return True
        if len(word) in (3, 5, 6) and word not in known and not word.isascii():  # a thing or a name; of four it is an idiom
            return True
        if len(word) == 3 and word[0] in lex.SURNAMES and word[0] not in _COMMON_SURNAMES and word not in known and word[0] not in known:
            return True
    return False


# --------------------------------------------------------------------------------------------------- nothing turned round


def _turned(text: str, whole: str) -> str:
    """The claim says the opposite: other words of one side, another count of negations, a word negated here and not there."""
    text, whole = (_WHETHER.sub(r"\1", t.replace("不被", "不")) for t in (text, whole))
    here, there = stance_of(text), stance_of(whole)
    if here * there < 0 or any(b in text and a in whole and a not in text and b not in whole for a, b in _OPPOSED):
        return "polarity"
    parity = len(_NEGATION.findall(text)) % 2
    nearest = _nearest(text, re.split(r"[，,。；;！!？?：:]", whole))
    sentence = _nearest(text, re.split(r"[。；;！!？?]", whole))
    odd = {len(_NEGATION.findall(part)) % 2 for part in (*nearest, *sentence)}
    rhetoric = any(_RHETORIC.search(part) for part in re.findall(r"[^。；;！!]+", whole) if any(n in part for n in nearest))
    if rhetoric and not re.search("[？?]", text):
        return "polarity"  # a rhetorical question means its opposite, or is a question: neither is for a rule to say
    if parity not in odd:
        return "polarity"
    return "polarity" if _moved(text, whole) or _swapped(text, whole) else ""


def _swapped(text: str, whole: str) -> bool:
    """A clause that denies what the clause it was made of affirms, or has the word opposed to that clause's."""
    theirs = [part for part in _CLAUSE.split(whole) if part.strip()]
    for clause in _CLAUSE.split(text):
        bare = _POLAR.sub("，", clause)
        content = grams(folded(bare))
        shared = [len(content & grams(folded(_POLAR.sub("，", part)))) for part in theirs]
        most = max(shared, default=0)
        if not most:
            continue
        near = [part for n, part in zip(shared, theirs, strict=True) if n == most]
        # 不是票价，而是内容 may become 是内容，不是票价: the clause beside the nearest counts too, where it shares anything
        beside = [p for i, p in enumerate(theirs) if shared[i] and most in shared[max(0, i - 1) : i + 2]]
        parity = len(_NEGATION.findall(clause)) % 2
        if all(len(_NEGATION.findall(part)) % 2 != parity for part in beside):
            return True
        if any(b in clause and all(a in part and b not in part for part in near) for a, b in _OPPOSED):
            return True
    return False


def _moved(text: str, whole: str) -> bool:
    """A negation that governs another word than in the passage: 不是技术，是标准 → 是技术，不是标准."""
    denying = "，".join(clause for clause in _CLAUSE.split(whole) if _NEGATION.search(clause))
    after = [_CLAUSE.split(text[match.end() :])[0] for match in _NEGATION.finditer(text)]
    if any(gram in whole and gram not in denying for part in after for gram in grams(folded(part))):
        return True
    governed, theirs = {word for part in after for word in _content(part)}, _negated(whole)
    return any(whole.count(w) and w not in governed and theirs.count(w) >= whole.count(w) for w in _content(text))


_CLAUSE = re.compile(r"[，,。；;！!？?：:]")


def _negated(text: str) -> list[str]:
    """The first content word after each negation, where one follows in its clause."""
    parts = [_content(_CLAUSE.split(text[match.end() :])[0]) for match in _NEGATION.finditer(text)]
    return [words[0] for words in parts if words]


def _content(text: str) -> list[str]:
    return [w for w in chinese.words(chinese.fold(text)) if len(w) > 1 and w not in _STOP]


def _nearest(text: str, parts: Iterable[str]) -> list[str]:
    """The parts that share most with the text."""
    content = grams(folded(text))
    shared = [(len(content & grams(folded(part))), part) for part in parts if part.strip()]
    most = max((n for n, _ in shared), default=0)
    return [part for n, part in shared if n >= 0.6 * most]


def _sharpened(text: str, whole: str) -> str:
    """What was hedged, conditional or said of some has become certain or is said of all."""
    if any(m.group() not in whole for m in _STRONG.finditer(text)):
        return "certainty"
    sentence = "。".join(_nearest(text, re.split(r"[。；;！!？?]", whole)))
    if _HEDGE.search(sentence) and not _HEDGE.search(text):
        return "certainty"
    return "certainty" if _CONDITION.search(sentence) and not _CONDITIONED.search(text) else ""


def _far(text: str, whole: str) -> str:
    """Too little of it stands in the passage, or a clause of it has nothing from there."""
    theirs = grams(folded(whole))

    def support(part: str) -> float:
        content = grams(folded(part))
        return len(content & theirs) / len(content) if len(content) >= 2 else 1.0

    if len(grams(folded(text))) < 2 or support(text) < SUPPORT:
        return "far"
    return "far" if any(support(clause) < SUPPORT_CLAUSE for clause in re.split(r"[，,：:（）()—]", text)) else ""


# ------------------------------------------------------------------------------------------------ topics and propositions


def term_fault(term: str, passages: Iterable[str], names: Collection[str]) -> str:
    """Why this can't be a topic's name: it has to be a plain term of at least two passages, and nobody's name."""
    term = chinese.simplify(term).strip()
    if not 2 <= len(term) <= 12 or not re.fullmatch(r"[\u3400-\u9fffA-Za-z0-9+-]+", term) or not re.search(r"[\u3400-\u9fffA-Za-z]{2}", term):
        return "term"
    if any(term in name or name in term for name in names if len(name) > 1) or term in _STOP or _values(term):
        return "term"
    low = term.lower()
    return "" if sum(low in chinese.simplify(p).lower() for p in passages) >= 2 else "term"


def proposition_fault(text: str, topic: DraftTopic, articles: str, names: Collection[str]) -> str:
    """Why this can't be a topic's proposition: only words of the articles and a closed list, one modal, nothing loaded.

    It has to lean the way the drafted one leans, by the rules' own words: else a stance the rules found would mean its opposite.
    """
    term = topic.term
    text = chinese.simplify(text).strip().rstrip("。")
    whole = chinese.simplify(articles)
    if not 5 <= len(text) <= LONGEST_PROPOSITION or not re.fullmatch(r"[\u3400-\u9fffA-Za-z0-9+·\- ]+", text):
        return "form"
    if term not in text or _FIRST.search(text) or re.search("吗|是否|呢|吧", text):
        return "form"
    if _values(text) or _DATE.search(text):
        return "figure"
    if any(name in text and name not in term for name in names if len(name) > 1) or strangers(text, whole, ()):
        return "name"
    if len(_MODAL.findall(text)) != 1 or _NEGATION.search(text) or _LOADED.search(text) :
        return "loaded"
    if topic.stance(text) != 1:
        return "direction"
    words = chinese.words(chinese.fold(text))
    if any(w not in _FUNCTION and w not in whole.lower() for w in words):
        return "words"
    return ""


def denied(proposition: str) -> str:
    """The proposition with its modal denied: 换电会成为主流 → 换电不会成为主流."""
    match = _MODAL.search(proposition)
    assert match is not None, "a proposition that passed has one modal"
    word = match.group()
    return proposition[: match.start()] + _DENIED.get(word, "不" + word) + proposition[match.end() :]


def stands_in(words: str, passage: str) -> bool:
    """Whether these words, two characters of content at least, stand in the passage as they are; script and width aside."""
    bare = Text(words).plain.strip(" ,。;:!?“”「」『』\"'…")
    return len(re.findall(r"[\w]", bare)) >= 2 and bare in Text(passage).plain


def leans(text: str) -> int:
    """The side all words of hope and doubt in the text are on, whatever it is about; 0 where it has none, or both."""
    found = {stance_of(text, (), frame.words) for frame in FRAMES} - {0}
    return found.pop() if len(found) == 1 else 0


def holds(claim: str, reason: str) -> bool:
    """Whether most of the reason stands in the claim already."""
    content = grams(folded(chinese.simplify(reason)))
    return len(content & grams(folded(claim))) > 0.5 * len(content)


def plain(proposition: str) -> str:
    """The proposition as it is written: Simplified, no full stop."""
    return chinese.simplify(proposition).strip().rstrip("。")
