"""Who takes turns in a conversation that is printed with labels: the words before the colons at the heads of paragraphs, how
often each stands there, and how often what follows is a question. Read before anybody's name is known: a label is one.
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from bot.distill import lexicon as lex
from bot.distill.layout import Paragraph, Part
from bot.recall import chinese

TALK: tuple[Part, ...] = ("body", "heading", "advert")
"""What a labelled turn may look like to `layout`: a short answer has no full stop, one about a sale sounds like an advert."""
_BEFORE = r"^[\s·■◆●▲▼◎○□*>#\-—]*(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*)?\**"
_NAME = r"(?:“[^“”]{2,8}”)?[^\s:,。“”「」()!?【】\[\]]{1,16}?(?: (?!回复|转发|评论)[^\s:,。“”「」()!?]{1,8})?"
_LABEL = re.compile(
    rf"{_BEFORE}(?P<name>{_NAME})(?P<note>\s?\([^()]{{1,40}}\))?(?P<to>\s?(?:(?:回复|@|转发)\s?@?[^\s:,。“”()!?]{{1,12}}|转发并?(?:评论|配文|写道|说|称|道)?|(?:评论|留言|跟帖|补刀)(?:说|道)?))?\s*\**\s*:\s*\**\s*"
    r"(?P<time>\(?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\)?\s*$|\(?\d{1,2}:\d{2}(?::\d{2})?\)?\s*$)?"
)
"""A label before a colon, with bullets or the time of day before it; only the time may stand behind it."""
_BOXED = re.compile(rf"{_BEFORE}【(?P<name>[^【】:,。!?()]{{1,14}})(?P<note>\([^()]{{1,40}}\))?】\s*:?\s*(?P<to>)(?P<time>)")
"""【主持人】各位好: labels in boxes, without a colon."""
_STAMPED = re.compile(r"^(?P<name>[^\s:,。“”「」()!?【】\[\]\d]{2,8}(?: [A-Za-z]{2,12})?)(?P<note>)(?P<to>)\s+(?P<time>\(?\d{1,2}:\d{2}(?::\d{2})?\)?)\s*$")
"""李明 00:12, as machines write down meetings: the words stand on the next line."""
_SPACED = re.compile(rf"{_BEFORE}(?P<name>问|答|[QA]\d{{0,2}}|记者|主持人)(?P<note>)(?P<to>)\**\s+(?P<time>)(?=\S)")
"""问 你后悔吗? 答 不后悔。Labels with a blank behind them."""
_CAST = re.compile(r"(?:本期|特邀|对话|访谈)?(?:主播|主持人?|嘉宾|受访者|受访人|受访|采访者?|采访人|采写|对谈人?|与谈人|讲者|分享人|人物|参与者?|参加者|与会者?|出席者?|发言人?)\d?")
"""嘉宾:李明: who takes part, at a transcript's head."""
_INVITES = re.compile("请来|请到|邀请|邀来|约来|约到|采访了|找来|包括|分别[是为]")
_TIME_OF_DAY = re.compile(r"\d{1,2}(?::\d{2})*$")
ASKER = re.compile(
    r"^(?:问|记|访|主|Q\d*|记者|主持人|主持|司仪|审判长|审判员|提问|提问者|采访者|采访人|编辑|编者|小编|笔者|我|.*记者(?: \S+)?|.*主持人|(?:主持人|记者|主持)[\u4e00-\u9fff]{2,4}|媒体|网友提问|观众提问)$", re.IGNORECASE
)
"""Labels of those who only ask."""
MAY_ASK = re.compile(
    r"^(?:(?:网友|观众|读者|听众)(?:[“「].*|[A-Z\d一二三四五六]+)?|\S{0,8}(?:网|报|周刊|财经|新闻|科技|杂志|日报|晚报|时报|观察|频道|氪|榜|社)|彭博|路透|法新|美联|\S{1,4}(?:网|新闻)(?:读书|文化|财经|科技|娱乐|教育|体育|汽车|时尚|健康|军事|公益|国际))$"
)
"""Papers and the public: interviewers where they ask anything at all, else a digest's or a comment's label."""
ANSWER = re.compile(r"^(?:答|受|A\d*|回答|受访者|嘉宾)$", re.IGNORECASE)
_HOSTS = re.compile(
    r"各位|(?:谢谢|感谢)(?!主持|大家|邀请|[你您]|夸|认可|关心|支持)[^,。!?]{1,6}[。,!]|接下来|(?:最后|下|第[一二三四五六]|再问)一?(?:个|道|题)?(?:问题|题|提问|话题)|有请|请教|(?:谈谈|说说|聊聊|讲讲|介绍一下|分享一下|怎么看|如何看)|先请|请\S{2,5}(?:先|来|谈|说|介绍|分享)|"
    r"(?:我们|今天)的?\S{0,6}(?:圆桌|访谈|节目|直播|论坛|对话)\S{0,4}到这里|欢迎(?:来到|收听|收看|关注)"
)
"""What somebody says who leads a conversation: welcome, thanks, whose turn it is."""
BEHIND_ROLE = re.compile(rf"^.*(?:{lex.TITLE}|{lex.HEAD}|原告|被告|上诉人|被告人|嘉宾) ?(?=[\u3400-\u9fff]{{2,3}}$)(?=[老小阿]?[{''.join(sorted(lex.SURNAMES))}])")
"""原告李明, 某厂总经理李明."""
TITLED = re.compile(rf"(?:{lex.HONORIFIC}|{lex.HEAD}|女士|先生)$")
"""A label that ends as people are called or described."""
_LATIN = re.compile(r"[A-Z][A-Za-z.'\-]+(?: [A-Z][A-Za-z.'\-]*){0,2}$")
_LATIN_AND_SURNAME = re.compile(rf"(?P<name>[A-Z][a-z]+ ?[{''.join(sorted(lex.SURNAMES))}])$")
"""Leo 沈."""
_NO_LABEL = re.compile(r"(?:如下|以下|下面|来看|来说|而言|来讲|的是|道理|意思)$|^(?:以下|例如|比如|其中|此外|另外|但是|可是|所以|因为|第[一二三四五六七八九十])")
"""What announces something else than a turn: 经过如下."""
_OWN = re.compile(r"(?<!自)我|你|咱|您|[吧吗呢啊嘛](?:[,。!?]|$)")
_SHORT_QUESTION = 120
_MOST = 80
"""Labels of a page that are looked at: no conversation has as many speakers, and a hostile page may have thousands."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph with a label at its head: `label` as printed at [at, stop), what is said from `words` on."""

    label: str
    at: int
    stop: int
    words: int
    timed: bool = False  # nothing but the time of day follows
    bare: bool = False  # no colon
    account: bool = False  # @李明


def turn_of(plain: str, p: Paragraph) -> Turn | None:
    """The label at the head of a paragraph, if there is one."""
    if p.part not in TALK:
        return None
    part = plain[p.start : p.end]
    match = _STAMPED.match(part) or _LABEL.match(part) or _BOXED.match(part) or _SPACED.match(part)
    if match is None or _TIME_OF_DAY.match(match.group("name")) or _NO_LABEL.search(match.group("name")) or _INVITES.search(match.group("name")):
        return None
    if _CAST.fullmatch(match.group("name")) and guests(part[match.end() :]):
        return None
    at, stop = p.start + match.start("name") + match.group("name").startswith("@"), p.start + match.end("name")
    return Turn(plain[at:stop], at, stop, p.start + match.end(), bool(match.group("time")), match.re is not _LABEL, plain[at - 1] == "@")


def guests(words: str) -> list[str]:
    """配音导演阚青、小满(化名),前主播: the names in a line of who takes part; empty where it is a sentence."""
    if len(words) > 60 or re.search("[。!?]", words):
        return []
    named = [re.sub(r"\(.*", "", piece.split(",")[0]).strip() for piece in re.split("[、;/]|和|与", words)]
    named = [BEHIND_ROLE.sub("", n) or n for n in named]
    named = [m.group("name") if (m := _LATIN_AND_SURNAME.search(n)) else n for n in named]
    return [n for n in named if n and is_name(n)]


@dataclass(slots=True)
class Turns:
    """All labels of a page, counted."""

    plain: str
    at: dict[int, Turn] = field(default_factory=dict)  # by where their paragraph begins
    starts: list[int] = field(default_factory=list)  # of those paragraphs, in order
    counts: Counter[str] = field(default_factory=Counter)
    asks: Counter[str] = field(default_factory=Counter)
    sizes: Counter[str] = field(default_factory=Counter)  # code points of the labelled paragraphs
    own: Counter[str] = field(default_factory=Counter)  # turns of somebody who says 我 or 你
    hosts: Counter[str] = field(default_factory=Counter)  # turns that ask, thank or announce
    questioned: Counter[str] = field(default_factory=Counter)  # turns right behind a question that has no label
    guests: list[str] = field(default_factory=list)  # whom the page's head says it talks to
    answered: set[str] = field(default_factory=set)  # whoever speaks right after an interviewer
    start: int = 0  # of the first label
    stop: int = 0  # of the last one

    def usual(self) -> list[str]:
        """The labels used most."""
        return [x for x, _ in self.counts.most_common(_MOST)]

    def behind(self, end: int) -> Turn | None:
        """The first turn from `end` on."""
        i = bisect_left(self.starts, end)
        return self.at[self.starts[i]] if i < len(self.starts) else None

    def asker_share(self, label: str) -> float:
        """How many of the label's turns end in a question."""
        return self.asks[label] / max(1, self.counts[label])

    def asks_by_name(self, label: str) -> bool:
        """记者, 主持人, or a paper that asks something."""
        return bool(ASKER.match(label) or (MAY_ASK.match(label) and self.hosts[label]))

    def vouched(self, label: str) -> bool:
        """Where nobody asks, a label is somebody's only by its form, by what it says or because the page names it elsewhere:
        看多 and 张江高科 stand before colons, too."""
        if lex.is_body(label) or (MAY_ASK.match(label) and not TITLED.search(label)):
            return False
        surnamed = len(label) <= 3 and label[0] in lex.SURNAMES and chinese.frequency(label) < 20
        known = surnamed or label[:1] in "老小阿大" or bool(_LATIN.match(label) or _LATIN_AND_SURNAME.fullmatch(label)) or "·" in label or bool(TITLED.search(label) or BEHIND_ROLE.match(label))
        timed = any(t.timed for t in self.at.values() if t.label == label)
        return known or timed or self.questioned[label] > 0 or 2 * self.own[label] > self.counts[label] or self.plain.count(label) > sum(t.label == label for t in self.at.values())

    def asks_only(self, label: str) -> bool:
        """Whether somebody with a name asks: three turns in four are questions, and another asks seldom, or half as often at greater length."""
        if self.asker_share(label) < 0.75:
            return False
        longer = [x for x in self.usual() if self.counts[label] >= 2 and self.sizes[x] * self.counts[label] >= 1.5 * self.sizes[label] * self.counts[x]]
        return any(self.asker_share(x) <= (0.5 if x in longer else 0.34) for x in self.usual() if x != label and self.counts[x] >= min(2, self.counts[label]))

    def leads(self, label: str) -> bool:
        """Whether the label's turns are nearly all questions, thanks and announcements, and another's are not."""
        others = [x for x in self.usual() if x != label and self.counts[x] >= 2]
        share = self.hosts[label] / max(1, self.counts[label])
        return self.counts[label] >= (3 if TITLED.search(label) else 2) and share >= 0.75 and any(self.hosts[x] <= 0.34 * self.counts[x] for x in others)

    def is_host(self, label: str) -> bool:
        """Whether the page says so: 主持人是李明, 由李明主持."""
        name = re.escape(label)
        return len(label) > 1 and bool(re.search(rf"主持人?(?:为|是|:|由)?[^,。:;!?】\n]{{0,16}}?{name}|{name}(?:担任|任|负责|来)?主持(?!了?(?:召开|制定|编写|研发|设计|修订))", self.plain))

    def names(self) -> list[str]:
        """The labels that are people's names by their form, where the page is a conversation at all."""
        found = [x for x in self.usual() if self.counts[x] >= 2 or x in self.answered or BEHIND_ROLE.match(x)]
        alone = len(found) == 1 and self.questioned[found[0]]
        if not alone and (len(found) < 2 or sum(self.counts[x] for x in found) < 3):
            return self.guests
        if not any(self.asks_by_name(x) or self.asker_share(x) >= 0.6 for x in found):
            found = [x for x in found if self.vouched(x)]
        named = self.guests + [BEHIND_ROLE.sub("", x) or x for x in found if not (self.asker_share(x) >= 0.6 and x[0] not in lex.SURNAMES)]
        return list(dict.fromkeys(x for x in named if is_name(x) and not any(guest.startswith(x + " ") for guest in self.guests)))


def is_name(label: str) -> bool:
    """A label that can be nobody's trade and no heading: 覃一诺, 阿禾, Dora Hsieh."""
    surnamed = label[0] in lex.SURNAMES and len(label) <= 3
    if ASKER.match(label) or MAY_ASK.match(label) or ANSWER.match(label) or (not surnamed and lex.CUE_VERB.search(label)):
        return False
    if _LATIN.match(label) or _LATIN_AND_SURNAME.fullmatch(label):
        return len(label) > 2 and not label.isupper()
    if "·" in label:
        return True
    if not re.fullmatch(r"[\u3400-\u9fff]{2,4}", label) or label in lex.common_words() or TITLED.search(label):
        return False
    return chinese.frequency(label) < 50


def turns_of(plain: str, found: list[Paragraph]) -> Turns:
    """Count the labels of a page. A line without a full stop has one only in the middle of a conversation: else it is a headline."""
    all_turns = _without_lone_marks(plain, [turn_of(plain, p) for p in found])
    out = Turns(plain, guests=list(dict.fromkeys([*_in_title(plain, found), *(name for p in found for name in _invited(plain, p))])))
    last = open_question = ""
    for i, (p, turn) in enumerate(zip(found, all_turns, strict=True)):
        if turn is None or not _is_turn(plain, found, all_turns, i):
            open_question = last if p.part == "body" and plain[p.end - 1] == "?" else ""
            continue
        if open_question == turn.label:
            out.questioned[turn.label] += 1
        elif open_question:
            out.asks[open_question] += 1  # the question stood at the end of a longer turn
            last = ""
        _count(out, p, turn, last)
        last, open_question = turn.label, ""
    return out


_TALKS_WITH = re.compile(r"(?:专访|独家对话|对话|访谈|对谈|面对面)\s*[|丨]?\s*(?P<who>[^:,。|丨?!\s“”「」]{2,20})(?=[:,|丨\s]|$)")
"""专访李明:…, 对话某公司CEO李明 in a title."""


def _in_title(plain: str, found: list[Paragraph]) -> list[str]:
    """Whom the title says was talked to."""
    titles = [m for p in found[:2] if p.part == "heading" and (m := _TALKS_WITH.search(plain, p.start, p.end))]
    names = [BEHIND_ROLE.sub("", m.group("who")) or m.group("who") for m in titles]
    return [n for n in names if is_name(n) and n[0] in lex.SURNAMES]


def _invited(plain: str, p: Paragraph) -> list[str]:
    """Who a line at a conversation's head says is asked: 受访者:李明."""
    match = _LABEL.match(plain[p.start : p.end])
    cast = match and _CAST.fullmatch(match.group("name"))
    return guests(plain[p.start + match.end() : p.end]) if match and cast and not ASKER.match(match.group("name")) and "采" not in cast.group() and "主" not in cast.group() else []


def _without_lone_marks(plain: str, turns: list[Turn | None]) -> list[Turn | None]:
    """A label without a colon (【快讯】, 某报 10:20) is one only where several are used again and again."""
    bare = Counter(t.label for t in turns if t and t.bare)
    timed = {t.label for t in turns if t and t.bare and t.timed}
    used = {x for x, n in bare.items() if n >= 2 or ASKER.match(x) or (is_name(x) and (x in timed or plain.count(x) >= 2))}
    used = used if len(used) >= 2 and bare.total() >= 3 and any(is_name(x) or ANSWER.match(x) for x in used) else set()
    return [t if t is None or not t.bare or t.label in used else None for t in turns]


def _is_turn(plain: str, found: list[Paragraph], turns: list[Turn | None], i: int) -> bool:
    """Whether a labelled line is a turn: a sentence, or a label alone, or right behind somebody else's turn."""
    turn, p = turns[i], found[i]
    if turn is None or p.part == "body" or turn.words >= p.end or turn.timed or plain[p.end - 1] in "?!":
        return turn is not None
    before = turns[i - 1] if i else None
    after = turns[i + 1] if i + 1 < len(turns) else None
    if before is None:
        return after is not None and after.label != turn.label and not ASKER.match(after.label)
    return before.label != turn.label or after is not None


def _count(out: Turns, p: Paragraph, turn: Turn, last: str) -> None:
    """Add one turn to the counts."""
    if not out.at:
        out.start = p.start
    out.at[p.start], out.stop = turn, p.start
    out.starts.append(p.start)
    words = out.plain[turn.words : p.end]
    asks = "?" in words[-2:]
    if last and out.asks_by_name(last) and not out.asks_by_name(turn.label) and not lex.CUE_VERB.search(turn.label):
        out.answered.add(turn.label)
    out.counts[turn.label] += 2 if turn.timed else 1
    out.asks[turn.label] += asks
    out.sizes[turn.label] += len(words)
    out.own[turn.label] += bool(_OWN.search(words))
    out.hosts[turn.label] += bool(asks or ("?" in words and len(words) <= _SHORT_QUESTION) or (_HOSTS.search(words) and len(words) <= 2 * _SHORT_QUESTION))
