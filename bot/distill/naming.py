"""Which strings of an article are people's names: what votes and recurrence find, weighed with everything else that is known of each.

A name needs two votes, or one strong sign, or to be likely by all its places (`nameness`).
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from bot.distill import lexicon as lex
from bot.distill import nameness, namesigns
from bot.distill.places import Places, each
from bot.distill.recurring import COMMON_SURNAMES, GIVEN, recurring
from bot.recall import chinese

_TOWARDS = frozenset("向从和与有将对若还及且如以")
"""Surnames that are prepositions and joints first of all: 向|媒体 is no name unless the rest is one."""
_PLACED = frozenset("后前时中上下里内外化性者")
_REPORTER = re.compile(r"(?:记者|编译|特派员|通讯员|实习生|撰文|采写|摄影)\s?(?P<names>[\u3400-\u9fff]{2,4}(?:[ 、][\u3400-\u9fff]{2,4}){0,4})\s?(?=[/|\]〕)】]|报道|报导|摄|\d|电|讯|综合|$)")
_SIGNED = re.compile(r"(?:作者|文编|事实核查|责校|编辑|责编|责任编辑|采写|撰文|撰稿|整理|监制|校对|摄影|出品|文|图)\s?[:|丨/]\s?(?P<names>[\u3400-\u9fff]{2,3}(?:[ 、][\u3400-\u9fff]{2,3}){0,4})(?=[,;。\s)|丨]|$)")
_POLITE_END = re.compile("(?:先生|女士|小姐|太太|老师|教授|阿姨|博士|医生|督察|院长)$|^.生$")
_SECOND_OF_JAPANESE = frozenset(name[1] for name in lex.JAPANESE)
_SURE, _KEPT = -1.0, -2.0
"""Log odds a name needs by itself, and one that the rules found. A name too many hardly ever speaks, and one too few takes all its words along."""


def names_in(parts: list[str]) -> list[str]:
    """The names in an article's paragraphs, those that rules find in the order they were met: what the rules say, weighed with all other signs."""
    found = by_rules(parts)
    scored = nameness.scores(parts, set(found))
    body = "\n".join(parts)
    named = {_whole_of(n, scored, body) for n in chosen(scored, set(found))}
    signed = _signed(body)
    more = sorted(n for n in named - set(found) if not any(s.startswith(n) and body.count(n) <= signed[s] for s in signed))
    return [n for n in found if n in named or (n not in scored and not nameness.has_small_word(n))] + more


def _whole_of(name: str, scored: Mapping[str, float], body: str) -> str:
    """卫东 → 卫东来: a name that is only ever printed as the beginning of one that may be a name has lost its end."""
    if len(name) != 2:
        return name
    longer = [n for n, score in scored.items() if len(n) == 3 and n.startswith(name) and score > _KEPT]
    count = body.count(name)
    return next((n for n in longer if count > 1 and body.count(n) == count), name)


def chosen(scored: Mapping[str, float], found: set[str]) -> set[str]:
    """The names among scored candidates: of those that stand in or run over each other the likeliest."""
    nicknamed = {form[1] for form in found if len(form) == 2 and form[0] in "老小阿"}  # 小何|才肯
    least = {n: _KEPT if n in found else _SURE + 2 * (n[0] in nicknamed) for n in scored}
    likely = [n for n, score in scored.items() if score > least[n] and (n in found or not _POLITE_END.search(n))]
    out: set[str] = set()
    pieces: set[str] = set()  # of those taken, themselves among them
    heads: set[str] = set()
    tails: set[str] = set()
    for name in sorted(likely, key=lambda n: (-scored[n], n)):
        mine = {name[i:j] for i in range(len(name)) for j in range(i + 2, len(name) + 1)}
        if name in pieces or not mine.isdisjoint(out) or name[:2] in tails or name[-2:] in heads:
            continue
        out.add(name)
        pieces |= mine
        heads.add(name[:2])
        tails.add(name[-2:])
    return out


def by_rules(parts: list[str]) -> list[str]:
    """The names that rules find, in the order they were met."""
    votes: Counter[str] = Counter()
    strong: set[str] = set()
    for part in parts:
        namesigns.vote(part, votes, strong)
    body = "\n".join(parts)
    places = Places(body, votes)
    found = [n for n in _accepted(places, votes, strong) if _plausible(n, places.count(n))]
    again = [n for n in recurring(parts, set(found)) if _plausible(n)]
    again_at = Places(body, again)
    whole = [*(_whole(n, body, places) for n in found), *(_whole(n, body, again_at) for n in again)]
    found = list(dict.fromkeys(filter(None, whole)))
    found = list(dict.fromkeys(_japanese(n, body) for n in found))
    signed = _signed(body)
    return [n for n in found if not any(s.startswith(n) and body.count(n) <= signed[s] for s in signed)]


def _japanese(name: str, body: str) -> str:
    """田健一 → 松田健一: what is printed only behind the first half of a Japanese surname begins with it."""
    if len(name) != 3 or name[0] not in _SECOND_OF_JAPANESE:
        return name
    before = {body[at - 1 : at] for at in each(body, name)}
    return before.pop() + name if len(before) == 1 and f"{min(before)}{name[0]}" in lex.JAPANESE else name


def _signed(body: str) -> Counter[str]:
    """Who wrote it, which is nobody it speaks of, and how often they sign."""
    return Counter(name for signer in (_REPORTER, _SIGNED) for m in signer.finditer(body) for name in re.split("[ 、]", m.group("names")))


def _whole(name: str, body: str, places: Places) -> str:
    """The name without what is cut out of a dictionary's word beside it: 包工|头郑阳 → 郑阳, 邓钊主|任 → 邓钊; empty where none is left."""
    if len(name) > 3 or name[0] in "老小阿大" or not all("\u3400" <= c <= "\u9fff" for c in name):
        return name
    if name[-1] in "他她它我你":
        return ""
    if len(name) == 3 and name[:2] not in lex.COMPOUND and (name[-1] in "还也就都又曾仍已却则再便才没不是有虽" or (name[-1] in "均皆亦和与" and places.count(name[:2]) > places.count(name))):
        name = name[:2]  # 王柯|还没有放弃
        if chinese.frequency(name) > 100:
            return ""
    left: set[int] = set()
    right: set[int] = set()
    for at in places.of(name)[:3]:
        cut = _cuts(body, at, at + len(name))
        left.add(cut[0])
        right.add(cut[1])
    part = name[min(left, default=0) : len(name) - min(right, default=0)]
    return part if part == name or (len(part) >= 2 and part[0] in lex.SURNAMES) else ""


def _cuts(body: str, start: int, end: int) -> tuple[int, int]:
    """How many characters of the name at [start, end) belong to a word that begins before it, and to one that ends behind it."""
    low = max(0, start - 3)
    at, head, tail = low, 0, 0
    for word in chinese.segments(body[low : end + 2]):
        stop = at + len(word)
        if len(word) > 1 and chinese.frequency(word) >= 50:
            head = min(stop, end) - start if at < start < stop else head
            tail = end - at if start < at < end < stop else tail
        at = stop
    return head, tail


def _plausible(name: str, count: int = 1) -> bool:
    """和法律, 都已经, 发视频 are no names: a dictionary's word is in them, and no surname that is only that."""
    if "·" in name or "-" in name or not all("\u3400" <= c <= "\u9fff" for c in name) or name in lex.known_as():
        return True
    if name[0] in _TOWARDS and not (len(name) == 3 and name[1] in GIVEN and name[2] in GIVEN and chinese.frequency(name[1:]) == 0):
        return name[:2] in lex.COMPOUND or (len(name) == 2 and count > 1 and name[1] in GIVEN)
    if len(name) == 3 and name[2] in _PLACED and chinese.frequency(name[:2]) > 100:
        return False  # 毕业|后
    if len(name) == 3 and chinese.frequency(name[:2]) > 500 and chinese.tags((name[:2],)).get(name[:2]) == "ns" and name[2] in lex.SURNAMES:
        return False  # 苏州|陈阿姨
    if 1 < len(name) < 4 and chinese.frequency(name) > 60 and chinese.tags((name,)).get(name, "")[:2] in ("n", "v", "vn", "d", "c"):
        return False
    if name[0] not in lex.SURNAMES and name[:2] not in lex.COMPOUND:
        return not any(chinese.frequency(name[i:j]) > 300 for i in range(len(name)) for j in range(i + 2, len(name) + 1)) and (
            lex.is_spelt(name) or not any(tag[0] in "vadpc" for tag in chinese.tags([name[i : i + 2] for i in range(len(name) - 1)]).values())
        )
    if name[0] not in COMMON_SURNAMES and len(name) > 2 and (chinese.frequency(name[1:]) > 100 or chinese.frequency(name[:2]) > 1000):
        return False
    return chinese.frequency(name) <= (200 if len(name) == 2 and count < 3 else 1000)


def _accepted(places: Places, votes: Counter[str], strong: set[str]) -> list[str]:
    """Of names that contain each other (程浩, 程浩则) the one the article prints oftener; the longer at a draw."""
    out: list[str] = []
    count = places.count
    longer_than = _extensions(votes)
    for name in votes:
        if name not in strong and votes[name] < 2:
            continue
        if (name in namesigns.common_words() and name not in strong) or name.endswith(("们", "方面")) or (len(name) > 3 and lex.CUE_VERB.search(name)):
            continue
        longer = [n for n in longer_than.get(name, ()) if "·" not in n]
        shorter = [name[:k] for k in range(1, len(name)) if name[:k] in votes] if "·" not in name else []
        if any(count(n) >= 0.8 * count(name) for n in longer):
            continue
        if any(count(n) > count(name) / 0.8 for n in shorter):
            continue
        out.append(name)
    return out


def _extensions(votes: Mapping[str, int]) -> dict[str, list[str]]:
    """Each candidate that others begin with → those others."""
    out: dict[str, list[str]] = {}
    for name in votes:
        for size in range(1, len(name)):
            if name[:size] in votes:
                out.setdefault(name[:size], []).append(name)
    return out
