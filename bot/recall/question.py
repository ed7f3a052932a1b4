"""What a question asks: its words as units, each with the other ways to say it, without the form it is asked in.

A unit is matched by the best of its alternatives, so "拿钱" is covered by a position that speaks of 融资, and is covered
once however many synonyms the position uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.cache import Keep
from bot.persona.model import Topic, Topics
from bot.recall import background, lexicon, sounds
from bot.recall.chinese import clean, fold, is_han, stem, words

SAME = 0.9  # what a synonym counts for
AKIN = 0.45  # what a word of the same field counts for
_LATIN = re.compile(r"[a-z0-9][a-z0-9.'+#-]*")
_TYPO_WORDS = 4
_MOST_UNITS = 60  # of a long text the most telling ones

_FORMS = re.compile(
    "|".join(
        (
            r"(?:请问|想问(?:一下|问)?|问一下|麻烦|能不能(?:谈谈|说说|讲讲|聊聊)|可以(?:谈谈|说说|讲讲)|谈一谈|谈谈|说一说|说说|聊聊|讲讲|聊一聊)",
            r"(?:您|你们?)?(?:对(?=.{1,30}(?:怎么看|看法|态度|评价|观点)))",
            r"(?:您|你们?|他|她)?(?:是)?(?:怎么|如何|咋)(?:看待?|想|认为|评价|理解|说|讲|办)(?:的)?",
            r"(?:您|你们?|他|她)?(?:有)?(?:什么|啥|何|哪些)(?:样的)?(?:看法|观点|意见|态度|想法|高见|评价|建议)",
            r"(?:您|你们?|他|她)?(?:觉得|认为|以为|相信)(?:呢|吗)?",
            r"(?:到底|究竟|其实|真的|真|难道|莫非|是不是|会不会|能不能|要不要|该不该|应不应该|有没有|可不可以|行不行|对不对|是否|能否|可否|应该|应当|该|还|就|都|也|又|才|那么|这么|那|这)",
            r"(?:为什么|为啥|为何|凭什么|怎么回事|怎么样|怎样|怎么|如何|咋样|咋|什么样|什么|啥|哪些|哪个|哪里|哪儿|多少|几个|谁)",
            r"(?:吗|呢|吧|啊|呀|嘛|么|哈|哦|噢|哇|咯|啦)",
            r"(?:您|你们|你|我们|咱们|咱|我|他们|他|她|它|大家|人家|自己)",
        )
    )
)

_EITHER = re.compile(r"(.)不\1")  # 顺不顺 asks about 顺

_ENGLISH_FORMS = frozenset(stem(w) for w in lexicon.ENGLISH_FORMS.split())
_STOP = frozenset(lexicon.STOP.split())

_NEGATIONS = (
    "不",
    "没",
    "别",
    "无",
    "非",
    "难",
    "未",
    "莫",
    "休",
    "反对",
    "拒绝",
    "否认",
    "not",
    "no ",
    "n't",
    "never",
    "neither",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing the question names. `same` and `akin` are folded surface forms, without the unit's own `text`."""

    text: str
    weight: float  # 0..1: how telling the word is in Chinese at large
    same: tuple[str, ...] = ()
    akin: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question read. `text` is folded and bounded."""

    text: str
    units: tuple[Unit, ...]
    topics: Mapping[str, float] = field(
        default_factory=dict
    )  # topic id → share of the question that speaks of it, 0..1
    foreign: tuple[str, ...] = ()  # words that say it is about something else altogether

    @cached_property
    def weight(self) -> float:
        """The sum of the units' weights."""
        return sum(u.weight for u in self.units)


_ROW_WEIGHTS = (0.0, 0.05, 0.15, 0.3, 0.5, 0.65, 0.8, 0.9)


class Commonness:
    """How telling a word is in Chinese at large, from the table of bot/recall/background.py."""

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {word: at for at, row in enumerate(background.ROWS) for word in row.split()}

    def __call__(self, word: str) -> float:
        """0 (says nothing) to 1 (rare)."""
        if word in _STOP:
            return 0.0
        row = self._rows.get(word)
        weight = 1.0 if row is None else _ROW_WEIGHTS[row]
        return weight * 0.5 if len(word) == 1 and is_han(word) else weight


_TABLES = (
    "same",
    "gloss",
    "akin",
    "topic_words",
    "off_topic",
    "soft",
    "apart",
    "phrases",
    "known",
    "longest_english",
    "mixed",
    "_sound",
    "_by_sound",
)
_MADE_BY = tuple(f"recall/{name}.py" for name in ("question", "lexicon", "sounds", "background", "chinese"))


class Reader:
    """Reads questions with the words of `topics` and of our own lexicon.

    The tables made from them take 100 ms, a third of what an answer takes from the start of the process: with `keep` they are
    read ready-made.
    """

    def __init__(self, topics: Topics, keep: Keep | None = None) -> None:
        self.topics = topics
        self.commonness = Commonness()
        if keep is not None:
            words = (topics.synonyms, topics.off_topic, [(t.id, t.words) for t in topics.topics])
            tables = keep("lexicon", (repr(words).encode(errors="surrogatepass"),), _MADE_BY, self._tables)
            vars(self).update(zip(_TABLES, tables[:-1], strict=True))  # where cached_property looks first
            vars(self.commonness)["_rows"] = tables[-1]

    def extend(self, base: Reader) -> None:
        """Take the tables of a reader that knows the same but for some topics: made anew they take 300 ms and 4 MB.

        Does nothing where more than that is different.
        """
        ours, theirs = self.topics, base.topics
        size = len(theirs.topics)
        if ours.topics[:size] == theirs.topics:
            vars(self)["topic_words"] = _with_topics(base.topic_words, ours.topics[size:])
        new = self.topic_words.keys() - base.topic_words.keys()
        more = (ours.synonyms, ours.off_topic) != (theirs.synonyms, theirs.off_topic)
        if more or base.topic_words.keys() - self.topic_words.keys() or new & base.same.keys():
            return
        for name in ("same", "gloss", "akin", "off_topic", "soft", "apart", "_sound"):
            vars(self)[name] = getattr(base, name)
        self.commonness = base.commonness
        tables = vars(self)
        tables["known"] = base.known | new
        tables["phrases"] = _with_phrases(base.phrases, new)
        tables["longest_english"] = max(base.longest_english, *(f.count(" ") + 1 for f in new if f.isascii()), 1)
        tables["mixed"] = tuple(sorted({*base.mixed, *(f for f in new if _of_both(f))}))
        tables["_by_sound"] = self._with_sounds(base._by_sound, new)

    def _with_sounds(self, sounds: Mapping[tuple[str, ...], str], new: Iterable[str]) -> dict[tuple[str, ...], str]:
        """`_by_sound` with the words of new topics, which go before what is no topic's word."""
        out = dict(sounds)
        for form in new:
            key = tuple(self._sound.get(c, c) for c in form)
            if _soundable(form) and ((before := out.get(key)) is None or (before not in self.topic_words, before) > (False, form)):
                out[key] = form
        return out

    def _tables(self) -> tuple[Any, ...]:
        """All that is derived from the topics and the lexicon, in the order of _TABLES, then the table of common words."""
        return (*(getattr(self, name) for name in _TABLES), self.commonness._rows)

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Synonym groups, folded: those of topics.yaml, then ours."""
        return tuple(
            tuple(dict.fromkeys(fold(w) for w in group if w)) for group in (*self.topics.synonyms, *_rows(lexicon.SAME))
        )

    @cached_property
    def fields(self) -> tuple[tuple[str, ...], ...]:
        """Groups of words that belong to one field without meaning the same, folded."""
        return tuple(tuple(dict.fromkeys(fold(w) for w in row)) for row in _rows(lexicon.AKIN))

    @cached_property
    def same(self) -> dict[str, tuple[str, ...]]:
        """Form → the other forms of its groups; of the loose groups for those that no other knows."""
        out = _others(self.groups)
        loose = _others(tuple(fold(w) for w in group) for group in _rows(lexicon.LOOSE))
        return {**{form: others for form, others in loose.items() if form not in self.topic_words}, **out}

    @cached_property
    def gloss(self) -> dict[str, tuple[str, ...]]:
        """English stem → the Chinese words it may stand for."""
        pairs = (line.split("=") for line in lexicon.ENGLISH.strip().splitlines())
        return {_key(word.strip()): tuple(w.strip() for w in chinese.split("|")) for word, chinese in pairs}

    @cached_property
    def akin(self) -> dict[str, tuple[str, ...]]:
        """Form → the other forms of its fields."""
        return _others(self.fields)

    @cached_property
    def topic_words(self) -> dict[str, tuple[str, ...]]:
        """Form → ids of the topics it is a word of."""
        return _with_topics({}, self.topics.topics)

    @cached_property
    def off_topic(self) -> frozenset[str]:
        """Folded words that say a question is about something else."""
        return frozenset(
            _key(fold(w)) for w in (*self.topics.off_topic, *(w.replace("_", " ") for w in lexicon.FOREIGN.split()))
        )

    @cached_property
    def soft(self) -> frozenset[str]:
        """Words that say so where nothing else in the question is a word of our subject (医院, 手机)."""
        return frozenset(_key(fold(w.replace("_", " "))) for w in lexicon.SOFT.split())

    @cached_property
    def apart(self) -> frozenset[str]:
        """Subjects of the trade that count as spoken of only where the very word was used."""
        return frozenset(_key(fold(w.replace("_", " "))) for w in lexicon.APART.split())

    def strangers(self, units: Iterable[Unit]) -> frozenset[str]:
        """Which of the units speak of something else."""
        units = tuple(units)
        ours = any(u.topics and u.text not in self.soft and u.text not in self.off_topic for u in units)
        return frozenset(u.text for u in units if u.text in self.off_topic or (u.text in self.soft and not ours))

    @cached_property
    def phrases(self) -> dict[str, int]:
        """First character → the longest Chinese form that begins with it; for the scan."""
        return _with_phrases({}, self.known)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every form that the lexicon and the topics know; English ones as stems."""
        return frozenset(
            {*self.same, *self.akin, *self.gloss, *self.topic_words, *self.off_topic, *self.soft, *self.apart}
        )

    @cached_property
    def longest_english(self) -> int:
        """Words in the longest English form."""
        return max((form.count(" ") + 1 for form in self.known if form.isascii()), default=1)

    def read(self, text: str, names: Iterable[str] = ()) -> Question:
        """The question without its form and without `names` (those of the persona asked)."""
        plain = clean(text)
        rest = plain
        for name in sorted((fold(n) for n in names), key=len, reverse=True):
            if is_han(name) or len(name) > 2:
                rest = rest.replace(name, " ")
        units: dict[str, Unit] = {}
        for form in self._forms(rest):
            if form not in units and (unit := self.unit(form)) is not None:
                units[form] = unit
        kept = sorted(units.values(), key=lambda u: -u.weight)[:_MOST_UNITS]
        return Question(plain, tuple(kept), self._topics(kept), tuple(sorted(self.strangers(kept))))

    def unit(self, form: str) -> Unit | None:
        """The unit of one form, None for a word that says nothing."""
        known = form in self.known
        gloss = self.gloss.get(form, ())
        if form.isascii() and form in _ENGLISH_FORMS and not known:
            return None
        if gloss:
            weight = max(self.commonness(w) for w in gloss)
        else:
            floor = 0.5 if form in self.topic_words else 0.3 if known and len(form) > 1 else 0.0
            weight = max(self.commonness(form), floor)
        if weight == 0.0:
            return None
        same = tuple(dict.fromkeys((*gloss, *self.same.get(form, ()))))
        return Unit(form, weight, same, self.akin.get(form, ()), self.topic_words.get(form, ()))

    def _topics(self, units: Iterable[Unit]) -> dict[str, float]:
        """Topics by the share of the question's weight that are words of theirs; a word of many topics says less of each."""
        out: dict[str, float] = {}
        total = sum(u.weight for u in units) or 1.0
        for unit in units:
            for near, factor in ((unit.topics, 1.0), *(((self.topic_words.get(s, ())), 0.5) for s in unit.same)):
                for topic in near:
                    if factor == 1.0 or topic not in unit.topics:
                        out[topic] = (
                            max(out.get(topic, 0.0), 0.0) + factor * unit.weight / total / max(1, len(near)) ** 0.5
                        )
        return out

    def _forms(self, text: str) -> list[str]:
        """The forms in the text: known ones longest first, then the segmenter's words of what lies between."""
        out: list[str] = []
        for run in re.findall(r"[^\W_]+(?:[ .'+#-]+[a-z0-9]+)*|[+#]+", text):
            at = 0
            for latin in _LATIN.finditer(run):
                out.extend(self._chinese(run[at : latin.start()]))
                at = latin.end()
            out.extend(self._chinese(run[at:]))
        out.extend(self._english(_LATIN.findall(text)))
        close = text.replace(" ", "")
        for form in self.mixed:
            if form in close:
                out = [part for part in out if part not in form]
                out.append(form)
        return out

    @cached_property
    def mixed(self) -> tuple[str, ...]:
        """Known forms of both scripts (下一个bat, ai女友), which no scan of one script finds."""
        return tuple(sorted(f for f in self.known if _of_both(f)))

    def _chinese(self, run: str) -> list[str]:
        out: list[str] = []
        gap = at = 0
        while at < len(run):
            for size in range(min(self.phrases.get(run[at], 0), len(run) - at), 1, -1):
                if run[at : at + size] in self.known:
                    out.extend(self._gap(run[gap:at]))
                    out.append(run[at : at + size])
                    at += size
                    gap = at
                    break
            else:
                at += 1
        out.extend(self._gap(run[gap:]))
        return out

    def _gap(self, run: str) -> list[str]:
        out: list[str] = []
        for piece in _EITHER.sub(r"\1", _FORMS.sub(" ", run)).split():
            out.extend(self._mended(words(piece)))
        return out

    @cached_property
    def _sound(self) -> dict[str, str]:
        """Character → its commonest reading without tone."""
        rows = (row.split(":") for row in sounds.ROWS.split())
        return {char: sound for sound, chars in rows for char in chars}

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], str]:
        """Reading → the known Chinese form of two to six characters that has it."""
        out: dict[tuple[str, ...], str] = {}
        for form in sorted(self.known, key=lambda f: (f not in self.topic_words, f)):
            if _soundable(form):
                out.setdefault(tuple(self._sound.get(c, c) for c in form), form)
        return out

    def _mended(self, pieces: list[str]) -> list[str]:
        """The words with homophones typed by mistake put right: runs that the segmenter could not read (护成河, 大摸型)."""
        out: list[str] = []
        at = 0
        while at < len(pieces):
            for size in range(min(_TYPO_WORDS, len(pieces) - at), 0, -1):
                part = pieces[at : at + size]
                text = "".join(part)
                if not 2 <= len(text) <= 6 or text.isascii() or not self._doubtful(part):
                    continue
                meant = self._by_sound.get(tuple(self._sound.get(c, c) for c in text))
                if meant and meant != text and set(meant) & set(text):
                    out.append(meant)
                    at += size
                    break
            else:
                out.append(pieces[at])
                at += 1
        return out

    def _doubtful(self, part: list[str]) -> bool:
        """True for words that look mistyped: one that is rare, or several of which most are single characters."""
        if len(part) == 1:
            return self.commonness(part[0]) == 1.0
        return sum(len(word) == 1 for word in part) * 2 >= len(part)

    def _english(self, tokens: list[str]) -> list[str]:
        stems = [stem(t.strip(".'-")) for t in tokens]
        out: list[str] = []
        at = 0
        while at < len(stems):
            for size in range(min(self.longest_english, len(stems) - at), 0, -1):
                form = " ".join(stems[at : at + size])
                if form in self.known or size == 1:
                    out.append(form)
                    at += size
                    break
        return [form for form in out if form]


def negated(text: str) -> bool:
    """True where the text denies rather than affirms: an odd number of negations outside A-not-A questions."""
    plain = re.sub(
        r"(.)不\1|有没有|是不是|能不能|要不要|该不该|不仅|不但|不错|不断|差不多|没错|非常|无论|不管", "", fold(text)
    )
    return sum(plain.count(n) for n in _NEGATIONS) % 2 == 1


def _key(form: str) -> str:
    """A folded form as the tables know it: English ones by their stems."""
    return form if is_han(form) else " ".join(stem(w.strip(".'-")) for w in _LATIN.findall(form))


def _rows(table: str) -> list[tuple[str, ...]]:
    """The groups of a table of the lexicon; a line that begins with a bar goes on with the one before."""
    lines = re.sub(r"\n\s*\|", " |", table.strip()).splitlines()
    return [tuple(part.strip() for part in line.split("|") if part.strip()) for line in lines]


def _with_topics(words: Mapping[str, tuple[str, ...]], topics: Iterable[Topic]) -> dict[str, tuple[str, ...]]:
    out = dict(words)
    for topic in topics:
        for word in (topic.id, *topic.words):
            key = _key(fold(word))
            if topic.id not in out.get(key, ()):
                out[key] = (*out.get(key, ()), topic.id)
    return out


def _with_phrases(phrases: Mapping[str, int], forms: Iterable[str]) -> dict[str, int]:
    out = dict(phrases)
    for form in forms:
        if len(form) > 1 and is_han(form[0]):
            out[form[0]] = max(out.get(form[0], 0), len(form))
    return out


def _of_both(form: str) -> bool:
    """Whether a form has Chinese characters and Latin ones."""
    return bool(is_han(form) and _LATIN.search(form))


def _soundable(form: str) -> bool:
    return 2 <= len(form) <= 6 and not any(c.isascii() for c in form)


def _others(groups: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    out: dict[str, dict[str, None]] = {}
    for group in groups:
        keys = [_key(form) for form in group]
        for key in keys:
            if key:
                # one character stands for a word only where the word is itself one: 钱 is in 烧钱 and 值钱
                out.setdefault(key, {}).update(
                    dict.fromkeys(k for k in keys if k and k != key and (len(k) > 1 or len(key) == 1))
                )
    return {form: tuple(others) for form, others in out.items()}
