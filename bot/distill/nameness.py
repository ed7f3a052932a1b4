"""How likely a string is somebody's name: signs from all its places in the article, weighed by a model.

A candidate is a surname with one or two characters behind it. What the rules of `naming` found is one sign among others: the
characters (how often they stand in names and how often elsewhere), the words of the dictionary it is made of or cut out of, what stands
before and behind it wherever it is printed. The weights of this logistic model and the characters' odds are in `nameness.json`, written
by `python bench/distill_names.py`.
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import resources

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.recurring import COMMON_SURNAMES, GIVEN
from bot.recall import chinese

Features = dict[str, float]
Place = tuple[str, int]

PLACES = 6
"""Places of one candidate that are looked at."""
_UNHEARD = -2.0
"""Log odds below which a character is in no given name."""
_UNLIKELY = -3.0
"""Log odds by itself below which a string is a name in no place (4 names of 697 are lost)."""
_LEAST, _WORD = -2.5, 500
"""Log odds by its characters below which nothing around a string makes it a name; how often the dictionary counts a word no name begins with."""
_MORE_SURNAMES = frozenset("禚乜郏缑逄佘揭阙苟亓郗璩蔺呙仉妫庹哈代肖冼禤侴逯邝植晁练税锁库海撒佀虢衣门尉訾厚晋楼鄞付闫展芍辜彦敬修赤底么牟宿勾漆丛蹇蔄线腾兰战尧於赫母昝衷綦种矫慈鹿勒粟谯厉覃淦邴湛娄栗初尚")
_SURNAMES = lex.SURNAMES | _MORE_SURNAMES
_NEVER = frozenset("的了是在不我他她它你您们这那哪个都就还又与对被把将让给说称认没着吗呢吧啊及或但因所每各某很更最只够该等做走打拿跟即却仍未并问答讲听觉样些点秒钟吃喝买卖呀嘛哦什么怎谁此")
"""Characters no given name has, or hardly ever."""
_SELDOM = frozenset("再则要一有也于道看表示会能可过而且太总去到进用往由若才已曾刚便越非指想感知提谈种分其之从和")
_LEFT_OF_OBJECT = frozenset("和与跟同对向给被让把由据像替找问叫请为于以及是到")
_RIGHT_OF_SUBJECT = frozenset("在也就对则曾是将把被与和跟向从给为让没不会能要又还都已等有去来到用问")
_EDGES = frozenset("，。,;:!?、“”「」『』\"()《》\n ·—…‘’[]【】|/")
_RUN = re.compile("[\u3400-\u9fff]+")
_CUE = re.compile(f"(?:{lex.CUE_VERB.pattern})")
_CUE_NEAR = re.compile(rf"[^,。;:!?“”\n]{{0,14}}?(?:{lex.CUE_VERB.pattern})")
_TITLE_END = re.compile(rf"(?:{lex.TITLE})\s*$")
_ROLE_END = re.compile(rf"(?:{lex.HEAD}|[员师者家手星友迷客兵警生童孩长])\s*$")
_BODY_END = re.compile(rf"(?:{lex.ORG_SUFFIX}|[A-Za-z0-9])\s*$")
_CALLED = re.compile(rf"(?:{lex.HONORIFIC}|{lex.TITLE})")
_LINKS = re.compile(rf"(?:{lex.ADVERB}|{lex.PREPOSITION}|{lex.TIME})")
_BODY = re.compile(rf"(?:{lex.ORG_SUFFIX})")
_ENDS_BODY = re.compile(rf"(?:{lex.ORG_SUFFIX}|[社网部院局厅署所会党州市])$")
_TO_OUTLET = re.compile(rf"[向对和与同跟据从](?:{phrases.OUTLET.pattern})")
_SAYS_NAME = re.compile("(?:本名|大名|真名|原名|名叫|名为|化名|艺名|全名|叫做?)$")
_LATIN_BEHIND = re.compile(r"\((?:[A-Z][A-Za-z .]+|化名|音)\)?")
_ROLE_BEHIND = re.compile(rf"\([^)]{{2,24}}(?:{lex.TITLE}|岁)")
_IS_SOMEBODY = re.compile(rf"(?:是|,)[^,。]{{0,20}}(?:{lex.TITLE}|{lex.HEAD})")
_AND_BEFORE = re.compile(r"(?:\([^()]*\))?(?:[和与跟及、]|以及)$")
_AND_BEHIND = re.compile(r"(?:\([^()]*\))?(?:[和与跟及、]|以及)")
_HOW_CALLED = re.compile("(.)(?:先生|女士|小姐|太太|总(?![是部裁经监额量计体结共])|老师|教授|博士|院长|董)")
_NICKNAMED = re.compile("[老小阿](.)")
_ONCE_IS_ENOUGH = ("rbody", "named", "latin", "parole", "isrole", "nbr", "title&end", "head&speak", "hon", "speak0", "rcolon", "title", "head")
_ROLES = frozenset(lex.HEADS.split()) | frozenset(lex.TITLES.split())
_CLASSES = "vdpcunartmq"


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the features; log odds of characters as a name's first, middle and last."""

    weights: Features
    odds: dict[str, Features]

    def score(self, features: Features) -> float:
        """Log odds that the candidate is a name."""
        return sum(self.weights.get(key, 0.0) * value for key, value in features.items())


@lru_cache(maxsize=1)
def model() -> Model:
    """The model that ships."""
    data = json.loads(resources.files("bot.distill").joinpath("nameness.json").read_text(encoding="utf-8"))
    return Model(data["weights"], data["odds"])


def scores(parts: list[str], found: set[str]) -> dict[str, float]:
    """Log odds of every candidate of the paragraphs. `found`: names by rules. What is plainly a word or never heard of as a name is left out."""
    fitted = model()
    likely = features(parts, found, fitted.odds, lambda name: name in found or _alone(name) >= _LEAST)
    scored: dict[str, float] = {}
    for name, of_itself, of_places in likely:
        by_itself = fitted.score(of_itself)
        if name in found or by_itself > _UNLIKELY:
            scored[name] = by_itself + fitted.score(of_places())
    return scored


@lru_cache(maxsize=4096)
def _alone(name: str) -> float:
    """Log odds by the characters alone: nine in ten candidates are words of every article and never looked at closer."""
    fitted = model()
    by_characters = fitted.score(_of_characters(name, fitted.odds))
    if by_characters < _LEAST:
        return by_characters  # words only speak against it
    return by_characters + fitted.score(_of_words(name))


def is_surnamed(name: str) -> bool:
    """Whether the string has the shape of a candidate."""
    return 2 <= len(name) <= 4 and bool(_RUN.fullmatch(name)) and (name[0] in _SURNAMES or name[:2] in lex.COMPOUND or (len(name) == 4 and name[:2] in lex.JAPANESE))


def has_small_word(name: str) -> bool:
    """曾是好: a surname, and behind it a small word that no given name has."""
    return is_surnamed(name) and not _NEVER.isdisjoint(_given(name))


def candidates(part: str) -> Iterator[tuple[int, str]]:
    """Every surname of the paragraph with the one and with the two characters behind it."""
    never = _never()
    for run in _RUN.finditer(part):
        start, stop = run.span()
        for at in range(start, stop - 1):
            sizes: tuple[int, ...]
            if part[at : at + 2] in lex.COMPOUND:
                sizes, surname = (4, 3), 2
            elif part[at : at + 2] in lex.JAPANESE:
                sizes, surname = (4,), 2
            elif part[at] in _SURNAMES:
                sizes, surname = (3, 2), 1
            else:
                continue
            if surname == 1 and (_is_word(part[at : at + 2]) or _TO_OUTLET.match(part, at)):
                continue
            for size in sizes:
                if at + size <= stop and never.isdisjoint(part[at + surname : at + size]):
                    yield at, part[at : at + size]


def features(
    parts: list[str], found: set[str], odds: dict[str, Features], keep: Callable[[str], bool] = lambda name: True
) -> Iterator[tuple[str, Features, Callable[[], Features]]]:
    """Each candidate that is to be kept, with the features of itself, and a call that works out those of its places, which take longer."""
    places: dict[str, list[Place]] = defaultdict(list)
    for part in parts:
        for at, name in candidates(part):
            places[name].append((part, at))
    pieces = {name[i:j] for name in found for i in range(len(name)) for j in range(i + 2, len(name) + 1)}
    called = Counter(m.group(1) for part in parts for m in _HOW_CALLED.finditer(part))
    nicknamed = Counter(m.group(1) for part in parts for m in _NICKNAMED.finditer(part))
    shares = _shares(places)
    for name, spots in places.items():
        if not keep(name):
            continue
        own = _of_itself(name, odds) | shares.get(name, {}) | _by_rules(name, found, pieces)
        own |= {"called": float(called[name[0]] > 0), "callold": float(nicknamed[name[0]] > 1), "c2": float(len(spots) >= 2), "c3": float(len(spots) >= 3), "c5": float(len(spots) >= 5)}
        yield name, {k: v for k, v in own.items() if v}, partial(_of_places, name, spots, found)


def _by_rules(name: str, found: set[str], pieces: set[str]) -> Features:
    """What the rules make of it: a name, a piece of one, one with more behind it."""
    pieces_of = (name[i:j] for i in range(len(name)) for j in range(i + 2, len(name) + 1))
    inside = any(piece != name and piece in found for piece in pieces_of)
    return {"r:found": float(name in found), "r:piece": float(name in pieces and name not in found), "r:part": float(inside and name not in found)}


def _shares(places: dict[str, list[Place]]) -> dict[str, Features]:
    """How a candidate stands to the one that begins with it (程浩, 程浩则)."""
    out: dict[str, Features] = defaultdict(dict)
    for name, spots in places.items():
        shorter = name[:-1]
        if shorter not in places:
            continue
        share = len(spots) / len(places[shorter])
        out[shorter]["ext"] = max(out[shorter].get("ext", 0.0), share)
        if share < 1:
            out[name]["pre"] = 1 - share
        else:
            out[name]["preall"] = 1.0
    return out


def _of_itself(name: str, odds: dict[str, Features]) -> Features:
    """The characters, and the dictionary's words the name is or is made of."""
    return _of_characters(name, odds) | _of_words(name)


def _given(name: str) -> str:
    """What stands behind the surname."""
    return name[2:] if len(name) == 4 or (name[:2] in lex.COMPOUND and len(name) > 2) else name[1:]


def _of_characters(name: str, odds: dict[str, Features]) -> Features:
    given = _given(name)
    compound, surname = len(name) - len(given) == 2, name[0]
    rare, common = surname in lex.RARE_SURNAMES, surname in COMMON_SURNAMES
    first = 0.8 if compound else _odds(odds["first"], surname)
    behind = [_odds(odds["mid"], given[0]), _odds(odds["last"], given[1])] if len(given) == 2 else [_odds(odds["last"], given[0])]
    known = sum(c in GIVEN for c in given)
    least = min(behind)
    return {
        "bias": 1.0, "comp": float(compound), f"len{len(given)}": 1.0,
        "s:common": float(not compound and common and not rare), "s:amb": float(not compound and rare), "s:other": float(not compound and not common and not rare),
        "o:first": first, "o:first<0": float(not compound and first < 0.2), "o:min": least, "o:max": max(behind), "o:neg": float(least < -0.5),
        "o:sum": (first + sum(behind)) / 3, "given:all": float(known == len(given)), "given:none": float(not known),
        "given:soft": float(not _SELDOM.isdisjoint(given)), "given:softend": float(given[-1] in _SELDOM),
    }  # fmt: skip


def _of_words(name: str) -> Features:
    given = _given(name)
    compound = len(name) - len(given) == 2
    counted = _frequency(name)
    is_word = counted > 0 and not _tag(name).startswith("nr")
    out = {
        "s:freq": 0.0 if compound else _scale(_frequency(name[0])), "given:freq": max(_scale(_frequency(c)) for c in given), "endbody": float(bool(_ENDS_BODY.search(name))),
        "w:nr": float(counted > 0 and not is_word), "w:word": _scale(counted) if is_word else 0.0, "w:is": float(is_word),
    }  # fmt: skip
    if len(name) > 2 and not compound:
        out |= {"w:tail": _scale(_frequency(name[1:])), "w:head2": _scale(_frequency(name[:2]))}
    return out


def _of_places(name: str, spots: list[Place], found: set[str]) -> Features:
    """Shares of the places that have a sign, and for the strong signs whether any has."""
    out: Features = {}
    if len(spots) > 1:
        left = {part[at - 1] if at else "\n" for part, at in spots}
        right = {part[at + len(name) : at + len(name) + 1] or "\n" for part, at in spots}
        out |= {"lvar": float(len(left) > 1 or bool(left & _EDGES)), "rvar": float(len(right) > 1)}
        out |= {"lone": float(len(left) == 1 and not left & _EDGES), "rone": float(len(right) == 1 and not right & _EDGES)}
    seen = [_at(part, at, name, found) for part, at in spots[:PLACES]]
    for key in set().union(*seen):
        values = [signs.get(key, 0.0) for signs in seen]
        out[f"m:{key}"] = sum(values) / len(values)
        if key in _ONCE_IS_ENOUGH:
            out[f"a:{key}"] = max(values)
    return out


def _at(part: str, at: int, name: str, found: set[str]) -> Features:
    """The signs of one place."""
    stop = at + len(name)
    left, right = _left(part, at), _right(part[stop : stop + 30])
    out = left | right | _cut(part, at, stop)
    speaks = "speak0" in right or "radvspeak" in right
    out["head&speak"] = float("head" in left and speaks)
    out["title&end"] = float(("title" in left or "role" in left) and (speaks or "rpunct" in right))
    before, behind = _AND_BEFORE.search(part[max(0, at - 24) : at]), _AND_BEHIND.match(part, stop)
    lead = part[max(0, at - 24) : at][: before.start()] if before else ""
    behind_at = behind.end() if behind else len(part)
    out["nbr"] = float(any(lead[-size:] in found or part[behind_at : behind_at + size] in found for size in range(2, 9)))
    return out


def _left(part: str, at: int) -> Features:
    before = part[max(0, at - 12) : at]
    if not before or before[-1] in _EDGES:
        out = {"head": 1.0}
    elif before[-1] == "的":
        out = {"de": 1.0}
    else:
        out = {}
    if _TITLE_END.search(before):
        out["title"] = 1.0
    elif _ROLE_END.search(before):
        out["role"] = 1.0
    elif _BODY_END.search(before):
        out["org"] = 1.0
    elif before and before[-1] in _LEFT_OF_OBJECT:
        out["prep"] = 1.0
    elif not out:
        out["lother"] = 1.0
    if _SAYS_NAME.search(before):
        out["named"] = 1.0
    if before and before[-1] not in _EDGES:
        word = _words(before[-6:])[-1]
        out[f"pv:{_class(word)}"] = 1.0
        out["pvlen"] = float(len(word) > 1)
    return out


def _right(after: str) -> Features:
    out: Features = {}
    if not after or after[0] in _EDGES:
        out = {"rpunct": 1.0, "rcolon": float(after[:1] == ":"), "rparen": float(after[:1] == "("), "rlist": float(after[:1] == "、")}
    elif _CUE.match(after):
        out["speak0"] = 1.0
    elif _CALLED.match(after):
        out["hon"] = 1.0
    elif after[0] == "的":
        out["rde"] = 1.0
    elif _LINKS.match(after) or after[0] in _RIGHT_OF_SUBJECT:
        out = {"radv": 1.0, "radvspeak": float(bool(_CUE_NEAR.match(after)))}
    else:
        out["rbody" if _BODY.match(after) else "rother"] = 1.0
    out |= {"latin": float(bool(_LATIN_BEHIND.match(after))), "parole": float(bool(_ROLE_BEHIND.match(after))), "isrole": float(bool(_IS_SOMEBODY.match(after)))}
    if after and after[0] not in _EDGES:
        word = _words(after[:6])[0]
        kind = _class(word)
        out |= {f"nx:{kind}": 1.0, "nxlen": float(len(word) > 1), "nxv2": float(kind == "v" and len(word) > 1)}
    return {k: v for k, v in out.items() if v}


def _cut(part: str, at: int, stop: int) -> Features:
    """Words of the dictionary that run over an edge of the name, and whether the words as cut end at its edges."""
    over_left = over_right = 0
    if at and part[at - 1] not in _EDGES:
        over_left = max(_frequency(part[at - 1 : at + 1]), _frequency(part[at - 1 : at + 2]), _frequency(part[at - 2 : at + 1]) if at > 1 else 0)
    if stop < len(part) and part[stop] not in _EDGES:
        over_right = max(_frequency(part[stop - 1 : stop + 1]), _frequency(part[stop - 1 : stop + 2]), _frequency(part[stop - 2 : stop + 1]))
    low = max(0, at - 4)
    borders, place = {low}, low
    for word in _words(part[low : stop + 4]):
        place += len(word)
        borders.add(place)
    out = {"lx": _scale(over_left), "rx": _scale(over_right), "lx0": float(over_left == 0), "rx0": float(over_right == 0)}
    return out | {"segok": float(at in borders and stop in borders), "segl": float(at in borders), "segr": float(stop in borders)}


def _odds(table: Features, char: str) -> float:
    """Log odds as a share of 4; a character the dictionary hardly knows is likelier a name's than a word's, but for Cantonese ones."""
    return max(-4.0, min(4.0, table.get(char, 2.5 if char >= "\u4e00" else -2.0))) / 4


def _scale(count: int) -> float:
    """0 for none, 1 for ten thousand and more."""
    return 0.0 if count <= 0 else min(6, int(math.log10(count) * 1.5) + 1) / 6


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    """Characters that given names hardly ever have: the small words, and what stands e times e oftener elsewhere in both places."""
    odds = model().odds
    heard = GIVEN | _SELDOM
    return _NEVER | {c for c in odds["mid"] if c not in heard and max(odds["mid"][c], odds["last"].get(c, 2.5)) < _UNHEARD}


@lru_cache(maxsize=4096)
def _is_word(pair: str) -> bool:
    """时间, 关于, 高管: what no name begins with, though the first character is a surname."""
    return pair in _ROLES or (_frequency(pair) >= _WORD and not _tag(pair).startswith("nr"))


@lru_cache(maxsize=8192)
def _frequency(word: str) -> int:
    return chinese.frequency(word)


@lru_cache(maxsize=2048)
def _tag(word: str) -> str:
    return chinese.tags((word,)).get(word, "")


def _class(word: str) -> str:
    kind = _tag(word)[:1]
    return kind if kind and kind in _CLASSES else "x"


def _words(text: str) -> list[str]:
    return chinese.segments(text)
