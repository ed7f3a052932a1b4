"""What the articles argue about: topics that exist already, or drafts made of the terms several people speak of."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.distill import lexicon, propositions
from bot.distill.propositions import stance_toward
from bot.distill.wording import _STOP
from bot.persona.model import Topic
from bot.recall import chinese

MOST = 6
_GENERIC = frozenset(
    "公司 企业 行业 市场 产品 技术 用户 客户 消费者 记者 老师 老板 价格 成本 模式 机会 数据 报告 研究 发展 创新 业务 项目 经验 时代 能力 需求 资金 投资 国内 国外 中国 美国 全国 城市 员工 团队 品牌 专家 人士 经济 社会 政策 管理 服务 "
    "真的 有人 别人 事情 办法 方式 结果 原因 关键 核心 重要 不同 最大 最好 更多 容易 困难 简单 觉得 起来 一家 一台 一辆 一次 每天 每年 几年 几个 当时 个月 一块 的话 三年 两年 五年 十年 一半 高管 总裁 董事长 创始人 分析师 教授 "
    "国家 应用 新鲜 健康 仍然 全球 世界 领域 产业 消费 机构 数量 影响 功能 效果 标准 资讯 信息 指数 现象 趋势 目标 政府 条件 程度 阶段 份额 面积 利润 质量 风险 负担 压力 优势 潜力 前景 竞争 生态 场景 层面 方案 系统 平台 内容 理事 民众 网友 业者 官员 主因 单一 "
    "变数 外行人 内行人 体感 温度 落差 车企 车型 水平 规模 条路 基础 底层 过程 算力 参数 训练 工作 生活 时候 个人 大家 身体 全程 水准 涨幅 跌幅 幅度 迹象 动作 态势 格局 大厂 小公司 大公司 创业公司 创业者 投资人 投资者 融资 员工 孩子 家长 学生 学校 司机 车主 乘客 门店 餐厅 餐饮 商家 厂家 "
    "整套 配套 条件 地方 主力 区域 全部 部分 意义 价值 作用 重点 东西 手段 办法 主题 思路 逻辑 观点 路线 状况 情形 局面 商业 商业模式 机制 体系 人类 人员 人才 资源 材料 食材 食品 原料 菜品 肉丝 口味 味道 份量 口感 费用 收入 工资 毛利 业绩 订单 销售 渠道 供应 供应链 行为 压力 挑战 意愿 信心 预期 政绩 意志 决心 "
    "调幅 幅度 负担 上涨 下跌 环比 同比 调整 增长 下降 回升 大量 提升 降低 转型 推动 升级 泡沫 风口 红利 伪命题 环境 赛道 机组 设备 有点 安全 冲击 能源 社会 共识 程序 国际 工业 制造 开源 生产 硅谷 加工 "
    "高价 低价 总价 单价 均价 主管机关 主管机构 产品质量 售后服务 附加值 竞争力 一线 二线 三线 一二线 头部 上游 下游 大型 小型 中小 汽车 轿车 车辆 电池 硬件 软件 芯片 知情权 安全性 便捷性 营养 保质期 法律 程序 商誉 本人 两岸 海外 国际 国内外 行情 走势 短期 长期 周期 年底 年初 上半年 下半年 季度 月份".split()
)
_VAGUE = frozenset("智能 自动 新型 数字 绿色 电池 汽车 传统 在线 信用 模型 交易量 新能源 通用 垂直 行业".split())
_ROLES = frozenset(lexicon.HEADS.split()) | frozenset(lexicon.TITLES.split())
_ACTIONS = frozenset("创业 裁员 加班 退休 打房 涨价 降价 上市 出海 并购 减排 换电 充电 加盟 直播 带货 考研 考公 内卷 限购 自动驾驶 无人驾驶 智能驾驶 延迟退休 预售 学区房 养老 生育 相亲 移民 网购 点餐 网约车 外卖 团购".split())
_THING = re.compile(r"^(?:n|nz|vn|eng|j|l|nrt|ng|x|an|i)$")
_ORGANISATION = re.compile(r"(?:[央银]行|政府|内政部|公司|集团|大学|法院|交易所|协会|[^全干]部|委员会|统计局|研究院|科技|资本|创投)$|^(?:台湾|台北|香港|北京|上海|深圳|广州|中国|美国|日本|欧洲)")
_LOADED = re.compile(r"恶性|无序|不正当|违法|违规|非法|虚假|劣质|健康|良性|优质|不良|盲目|过度|合理")
"""Words that bring their verdict along: nobody disputes whether 恶性竞争 is good."""


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
    proposed: str = ""  # a model's proposition that passed its checks, with `denied` beside it
    denied: str = ""
    framed: str = ""  # the frame's key where what is said chose it, not the kind of term

    @property
    def frame(self) -> propositions.Frame:
        """What is disputed about it."""
        return propositions.BY_KEY[self.framed] if self.framed else propositions.frame_for(self.term)

    @property
    def proposition(self) -> str:
        """What one can be for or against."""
        return self.proposed or self.frame.proposition.format(self.term)

    @property
    def negation(self) -> str:
        """The proposition denied."""
        return self.denied or self.frame.negation.format(self.term)

    @property
    def motion(self) -> str:
        """The motion that turns on it."""
        return f"{self.proposed}吗？" if self.proposed else self.frame.motion.format(self.term)

    @property
    def two_sided(self) -> bool:
        """Whether somebody is for it and somebody against."""
        return self.sides[1] > 0 and self.sides[-1] > 0

    def stance(self, text: str) -> int:
        """-1, 0 or +1 of a passage toward the proposition: 0 where it isn't safe."""
        return stance_toward(self.term, self.words, text, self.frame)

    def named_in(self, text: str) -> bool:
        """Whether the text speaks of it."""
        folded = _folded(text)
        return any(_folded(w) in folded for w in self.words)


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    """Folded, kept for the next topic that asks after the same text."""
    return chinese.fold(text)


def drafted(topic: Topic) -> DraftTopic | None:
    """A topic of an earlier run as a draft again; None where a human wrote or changed its proposition."""
    found = propositions.read(topic.proposition)
    if not found or found[1] != topic.id:
        return None
    return DraftTopic(topic.id, topic.words, framed="fate" if found[0].key == "fate" else "")


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
    if not scores or scores[0][0] < (1.4 if drafted(scores[0][2]) else 2.4) or (len(scores) > 1 and scores[0][0] < 1.25 * scores[1][0]):
        return None
    return scores[0][2]


def draft(utterances: Sequence[Utterance], titles: Sequence[str], names: Collection[str] = ()) -> tuple[list[DraftTopic], dict[int, DraftTopic]]:
    """Topics for these utterances, and which one each belongs to. Every utterance gets one. `names` are no topics."""
    terms = _terms(utterances, titles, names)
    things = [t for t in terms if len(t) >= 2]
    entered = propositions.entering(things, [chinese.simplify(t) for t in (*titles, *(u.text for u in utterances))])
    if not terms:
        terms = [_fallback(titles)]
    topics = [DraftTopic(term, _words_of(term)) for term in terms]
    if entered:
        thing, _, place = entered.partition("进")
        topics.insert(0, DraftTopic(entered, (entered, f"{thing}进入{place}", place)))
    act = propositions.act_on([chinese.simplify(t) for t in (*titles, *(u.text for u in utterances))])
    if act and not _named(act, names):
        topics.insert(0, DraftTopic(act, _words_of_act(act)))
    topics += _ventures(topics, utterances)
    for topic in topics:
        if propositions.fate_of(topic.term, topic.words, [u.text for u in utterances if topic.named_in(u.text)]):
            topic.framed = "fate"
    topics = _ranked(topics, utterances)[:MOST]
    by_source: dict[str, Counter[str]] = defaultdict(Counter)
    for u in utterances:
        for topic in topics:
            by_source[u.source][topic.term] += topic.named_in(u.text)
    chosen: dict[int, DraftTopic] = {}
    for u in utterances:
        topic = _home(u, topics, by_source[u.source])
        chosen[u.key] = topic
        topic.sides[topic.stance(u.text)] += 1
    kept = [t for t in topics if any(c is t for c in chosen.values())]
    return kept, chosen


def _words_of_act(act: str) -> tuple[str, ...]:
    """重启核三: also 核三重启, and the thing itself."""
    verb = next(a for a in propositions.ACTS if act.startswith(a))
    thing = act.removeprefix(verb)
    return act, thing + verb, thing


def _ventures(topics: Sequence[DraftTopic], utterances: Sequence[Utterance]) -> list[DraftTopic]:
    """大模型创业, where several speak of starting a company on the thing they speak of most."""
    on = [u for u in utterances if re.search(r"创业|初创", chinese.simplify(u.text))]
    if len({u.speaker for u in on}) < 3 or not topics:
        return []
    first = max(topics, key=lambda t: sum(t.named_in(u.text) for u in on))
    if sum(first.named_in(u.text) for u in on) < 3 or "创业" in first.term:
        return []
    return [DraftTopic(f"{first.term}创业", (f"{first.term}创业", "创业公司", "创业者", "创业机会", "创业"))]


def _fallback(titles: Sequence[str]) -> str:
    title = (titles[0][:20] if titles else "").strip("？?！! ")
    return title or "这篇文章"


def _home(u: Utterance, topics: Sequence[DraftTopic], of_article: Counter[str]) -> DraftTopic:
    """The topic an utterance takes a side on, else the one it names first, else its article's."""
    own = [t for t in topics if t.named_in(u.text)]
    if own:
        return next((t for t in own if t.stance(u.text)), own[0])
    ranked = of_article.most_common(1)
    return next((t for t in topics if ranked and t.term == ranked[0][0] and ranked[0][1]), topics[0])


def _ranked(topics: list[DraftTopic], utterances: Sequence[Utterance]) -> list[DraftTopic]:
    """Topics that people take sides on before those that are merely mentioned; what hardly anybody speaks of is left out."""
    scored = []
    disputed: dict[str, int] = {}
    for n, topic in enumerate(topics):
        on = [u for u in utterances if topic.named_in(u.text)]
        sides = Counter(topic.stance(u.text) for u in on)
        both = bool(sides[1] and sides[-1])
        disputed[topic.term] = sides[1] + sides[-1]
        if not on:
            continue
        scored.append((-(len(on) ** 0.5) * (1.0 + 0.6 * both + 0.15 * min(4, sides[1] + sides[-1])) / (1 + 0.04 * n), n, topic))
    scored.sort(key=lambda s: s[:2])
    ranked = [t for *_, t in scored]
    telling = [t for t in ranked if disputed[t.term] or t.frame.fits]
    common = [t for t in ranked if sum(t.named_in(u.text) for u in utterances) >= 0.2 * len(utterances)]
    return telling or common[:3] or ranked[:1] or topics


_ALIKE = tuple(
    tuple(row.split())
    for row in """房市 楼市 房地产市场
房价 楼价
电动车 新能源车 新能源汽车 电动汽车
智能驾驶 自动驾驶 无人驾驶 智驾
人工智能 AI
内卷 卷下去 卷王 在卷 才卷 有卷 卷价格 卷本身
打房 打炒房 楼市调控 房市调控
延迟退休 延后退休 推迟退休
校外培训 补课 补习
直播带货 带货
外卖骑手 骑手 外卖员
网约车 专车
无人出租车 Robotaxi
加班 996""".splitlines()
)
"""What one paper calls so and another otherwise: one topic."""


def _words_of(term: str) -> tuple[str, ...]:
    """The term and the words of a compound: 固态电池, 固态; and other words for the same."""
    alike = next((row for row in _ALIKE if term in row), ())
    return tuple(dict.fromkeys((*_parts_of(term), *alike)))


def _parts_of(term: str) -> tuple[str, ...]:
    words = [w for w in chinese.words(term.lower()) if len(w) > 1 and w not in _GENERIC and w not in _VAGUE]
    return tuple(dict.fromkeys((term, *words))) if len(words) > 1 or (words and words[0] != term) else (term,)


def _terms(utterances: Sequence[Utterance], titles: Sequence[str], names: Collection[str]) -> list[str]:
    """Noun-like terms that two speakers or a title and a speaker use, longest form first, best first."""
    speakers: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    for u in utterances:
        for found in _candidates(u.text):
            surfaces[found.lower()][found] += 1
    printed_as = {low: max(forms, key=lambda f: (f != low, forms[f], f)) for low, forms in surfaces.items()}  # AI before ai
    for u in utterances:
        for term in {printed_as[c.lower()] for c in _candidates(u.text)}:
            speakers[term].add(u.speaker)
            count[term] += 1
    flags = chinese.tags([w for term in count for w in chinese.words(term)])
    title = "。".join(chinese.fold(t) for t in titles)
    scored = []
    texts = [chinese.simplify(u.text) for u in utterances]
    printed = [chinese.simplify(t) for t in titles]
    for term, n in count.items():
        if _named(term, names) or _ORGANISATION.search(term):
            continue
        in_title = chinese.fold(term) in title
        if len(speakers[term]) < 2 and not (in_title and (n >= 2 or len(term) >= 3)):
            continue
        scored.append((n * len(speakers[term]) * (2.5 if in_title else 1.0) * len(term) ** 0.7, term))
    scored.sort(key=lambda s: (-s[0], s[1]))
    out: list[str] = []
    for _, term in scored[: 12 * MOST]:
        extended = _extended(term, texts, printed)
        if extended in _GENERIC or extended in _VAGUE or any(extended in kept or kept in extended for kept in out) or _named(extended, names):
            continue
        if not _is_thing(extended, flags, names, compound=extended != term):
            continue
        if any(extended in row and kept in row for row in _ALIKE for kept in out):
            continue
        out.append(extended)
        if len(out) >= 3 * MOST:
            break
    return out


def _is_thing(term: str, flags: dict[str, str], names: Collection[str], *, compound: bool) -> bool:
    """A thing that can be argued about: no person, place, time, organisation, adverb or bare verb. A compound (预制+菜) is one."""
    if term in _ACTIONS:
        return True
    if _named(term, names) or _ORGANISATION.search(term) or _LOADED.match(term):
        return False
    words = chinese.words(term.lower())
    if all(flags.get(w) in ("ns", "nr", "nt", "t") for w in words):
        return False
    if compound:
        return flags.get(words[-1], "n")[0] not in "vd" or words[-1] in _ACTIONS
    return all(w.isascii() or w in _ACTIONS or _THING.match(flags.get(w, "x")) for w in words)


def _named(term: str, names: Collection[str]) -> bool:
    return any(term in n or (len(n) >= 2 and n in term) for n in names)


def _extended(term: str, texts: Sequence[str], titles: Sequence[str]) -> str:
    """预制 → 预制菜 where nearly every use goes on so; 固态 → 固态电池 where a title does."""
    for title in titles:
        words = chinese.words(chinese.simplify(title).lower())
        for word, following in itertools.pairwise(words):
            pair = word + following
            if term in (word, following) and _noun_like(word) and _noun_like(following) and sum(pair in t for t in texts) * 2 >= sum(term in t for t in texts):
                return pair
    for _ in range(4):
        follow = Counter(t[i + len(term)] for t in (*texts, *titles) for i in _places(t, term) if i + len(term) < len(t))
        total = sum(follow.values())
        char, n = follow.most_common(1)[0] if follow else ("", 0)
        if n < 2 or n < (0.7 if n >= 4 else 0.85) * total or not chinese.is_han(char) or char in _FUNCTION:
            break
        term += char
    for _ in range(3):
        before = Counter(t[i - 1] for t in (*texts, *titles) for i in _places(t, term) if i > 0)
        char, n = before.most_common(1)[0] if before else ("", 0)
        if n < 3 or n < 0.7 * sum(before.values()) or not chinese.is_han(char) or char in _FUNCTION + "个":
            break
        term = char + term
    return term


_FUNCTION = "的是在了和与有也都不将会能要就还更很最被把让给对向从到为这那其各每某等及或但而于以"


def _places(text: str, term: str) -> list[int]:
    out = []
    at = text.find(term)
    while at >= 0:
        out.append(at)
        at = text.find(term, at + len(term))
    return out


def _candidates(text: str) -> list[str]:
    """Words of two characters and more, pairs of neighbouring words (固态 电池 → 固态电池), words a dictionary lacks (内 卷 → 内卷)."""
    plain = chinese.simplify(text)
    out: list[str] = [a for a in _ACTIONS if a in plain]
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


_NOT_NOUN = re.compile(r"^[不没很太更最都也就还又再只已正在被把让给对向从到为和与或但而]|[了着过的地得吗呢吧们]$|^(?:可以|能够|应该|必须|需要|愿意|希望|认为|相信)$")


def _noun_like(word: str) -> bool:
    return 2 <= len(word) <= 5 and word not in _STOP and word not in _GENERIC and word not in _ROLES and not _NOT_NOUN.search(word) and not re.search(r"[\d一二三四五六七八九十百千万亿两几]", word)
