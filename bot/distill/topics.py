"""What the articles argue about: topics that exist already, or drafts made of the terms several people speak of."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.distill import lexicon
from bot.distill.stance import stance_of
from bot.distill.wording import _STOP
from bot.persona.model import Topic
from bot.recall import chinese

MOST = 6
_GENERIC = frozenset(
    "公司 企业 行业 市场 产品 技术 用户 客户 消费者 记者 老师 老板 价格 成本 模式 机会 数据 报告 研究 发展 创新 业务 项目 经验 时代 能力 需求 资金 投资 国内 国外 中国 美国 全国 城市 员工 团队 品牌 专家 人士 经济 社会 政策 管理 服务 "
    "真的 有人 别人 事情 办法 方式 结果 原因 关键 核心 重要 不同 最大 最好 更多 容易 困难 简单 觉得 起来 一家 一台 一辆 一次 每天 每年 几年 几个 当时 个月 一块 的话 三年 两年 五年 十年 一半 高管 总裁 董事长 创始人 分析师 教授".split()
)


_VAGUE = frozenset("智能 自动 新型 数字 绿色 电池 汽车 传统 在线".split())
_ROLES = frozenset(lexicon.HEADS.split()) | frozenset(lexicon.TITLES.split())


@dataclass(slots=True)
class Utterance:
    """One claim with who holds it, for finding topics."""

    key: int
    speaker: str
    text: str
    source: str


@dataclass(slots=True)
class DraftTopic:
    """A topic drafted from the articles: `term` is what it is about."""

    term: str
    words: tuple[str, ...]
    sides: Counter[int] = field(default_factory=Counter)

    @property
    def proposition(self) -> str:
        """What one can be for or against."""
        return f"{self.term}值得看好"

    @property
    def negation(self) -> str:
        """The proposition denied."""
        return f"{self.term}并不值得看好"

    @property
    def motion(self) -> str:
        """The motion that turns on it."""
        return f"{self.term}值得看好吗？"

    @property
    def two_sided(self) -> bool:
        """Whether somebody is for it and somebody against."""
        return self.sides[1] > 0 and self.sides[-1] > 0


def guess_known(text: str, topics: Sequence[Topic]) -> Topic | None:
    """The existing topic whose words the text uses most, where one is clearly ahead."""
    folded = chinese.fold(text)
    scores: list[tuple[float, int, Topic]] = []
    for n, topic in enumerate(topics):
        forms = {chinese.fold(w) for w in (topic.id, *topic.words)}
        hits = [f for f in forms if len(f) >= 2 and f in folded]
        if hits:
            scores.append((sum(len(f) ** 0.5 for f in hits), -n, topic))
    scores.sort(key=lambda s: s[:2], reverse=True)
    if not scores or scores[0][0] < (1.4 if len(folded) and scores[0][2].proposition.endswith("值得看好") else 2.4) or (len(scores) > 1 and scores[0][0] < 1.25 * scores[1][0]):
        return None
    return scores[0][2]


def draft(utterances: Sequence[Utterance], titles: Sequence[str]) -> tuple[list[DraftTopic], dict[int, DraftTopic]]:
    """Topics for these utterances, and which one each belongs to. Every utterance gets one."""
    terms = _terms(utterances, titles)
    if not terms:
        terms = [(titles[0][:20] if titles else "这篇文章").strip("？?！! ") or "这篇文章"]
    topics = [DraftTopic(term, _words_of(term)) for term in terms[:MOST]]
    by_source: dict[str, Counter[str]] = defaultdict(Counter)
    for u in utterances:
        folded = chinese.fold(u.text)
        for topic in topics:
            by_source[u.source][topic.term] += any(chinese.fold(w) in folded for w in topic.words)
    chosen: dict[int, DraftTopic] = {}
    for u in utterances:
        folded = chinese.fold(u.text)
        own = [t for t in topics if any(chinese.fold(w) in folded for w in t.words)]
        if own:
            topic = own[0]
        else:
            ranked = by_source[u.source].most_common(1)
            topic = next((t for t in topics if ranked and t.term == ranked[0][0] and ranked[0][1]), topics[0])
        chosen[u.key] = topic
        topic.sides[stance_of(u.text)] += 1
    kept = [t for t in topics if any(c is t for c in chosen.values())]
    return kept, chosen


def _words_of(term: str) -> tuple[str, ...]:
    """The term and the words of a compound: 固态电池, 固态."""
    words = [w for w in chinese.words(term.lower()) if len(w) > 1 and w not in _GENERIC and w not in _VAGUE]
    return tuple(dict.fromkeys((term, *words))) if len(words) > 1 or (words and words[0] != term) else (term,)


def _terms(utterances: Sequence[Utterance], titles: Sequence[str]) -> list[str]:
    """Noun-like terms that two speakers or a title and a speaker use, longest form first, best first."""
    speakers: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    for u in utterances:
        for term in set(_candidates(u.text)):
            speakers[term].add(u.speaker)
            count[term] += 1
    title = "。".join(chinese.fold(t) for t in titles)
    scored = []
    for term, n in count.items():
        in_title = chinese.fold(term) in title
        if len(speakers[term]) < 2 and not (in_title and n >= 1):
            continue
        scored.append((n * len(speakers[term]) * (2.5 if in_title else 1.0) * len(term) ** 0.7, term))
    scored.sort(key=lambda s: (-s[0], s[1]))
    out: list[str] = []
    for _, term in scored:
        if any(term in kept or kept in term for kept in out):
            continue
        out.append(term)
        if len(out) >= 3 * MOST:
            break
    texts = [chinese.simplify(u.text) for u in utterances]
    return _without_nested([_extended(term, texts, [chinese.simplify(t) for t in titles]) for term in out])


def _without_nested(terms: list[str]) -> list[str]:
    out: list[str] = []
    for term in terms:
        if not any(term in kept or kept in term for kept in out):
            out.append(term)
    return out


def _extended(term: str, texts: Sequence[str], titles: Sequence[str]) -> str:
    """预制 → 预制菜 where nearly every use goes on so; 固态 → 固态电池 where a title does."""
    for title in titles:
        words = chinese.words(chinese.simplify(title).lower())
        for word, following in itertools.pairwise(words):
            if term in (word, following) and _noun_like(word) and _noun_like(following) and any(word + following in t for t in texts):
                return word + following
    for _ in range(2):
        follow = Counter(t[i + len(term)] for t in (*texts, *titles) for i in _places(t, term) if i + len(term) < len(t))
        total = sum(follow.values())
        char, n = follow.most_common(1)[0] if follow else ("", 0)
        if n < 2 or n < 0.85 * total or not chinese.is_han(char) or char in "的是在了和与有也都不将会能要就还更很最被把让给对向从到为":
            break
        term += char
    before = Counter(t[i - 1] for t in (*texts, *titles) for i in _places(t, term) if i > 0)
    char, n = before.most_common(1)[0] if before else ("", 0)
    if n >= 3 and n >= 0.7 * sum(before.values()) and chinese.is_han(char) and char not in "的是在了和与有也都不将会能要就还更很最被把让给对向从到为个":
        term = char + term
    return term


def _places(text: str, term: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(term), text)]


def _candidates(text: str) -> list[str]:
    """Words of two characters and more, and pairs of neighbouring words (固态 电池 → 固态电池)."""
    plain = chinese.simplify(text)
    out: list[str] = []
    for run in re.findall(r"[\u4e00-\u9fff]+|[A-Za-z][A-Za-z0-9+-]+", plain):
        if run.isascii():
            if len(run) >= 2:
                out.append(run)
            continue
        words = chinese.words(run)
        for i, word in enumerate(words):
            if not _noun_like(word):
                continue
            out.append(word)
            if i + 1 < len(words) and _noun_like(words[i + 1]) and len(word) + len(words[i + 1]) <= 6:
                out.append(word + words[i + 1])
    return out


_NOT_NOUN = re.compile(r"^[不没很太更最都也就还再又只已正在被把让给对向从到为和与或但而]|[了着过的地得吗呢吧们]$|^(?:可以|能够|应该|必须|需要|愿意|希望|认为|相信)$")


def _noun_like(word: str) -> bool:
    return 2 <= len(word) <= 5 and word not in _STOP and word not in _GENERIC and word not in _ROLES and not _NOT_NOUN.search(word) and not re.search(r"[\d一二三四五六七八九十百千万亿两几]", word)
