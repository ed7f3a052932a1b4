"""Positions as texts to match, and which of them a unit of a question touches.

Forms are found as substrings, not as tokens: no segmenter ever disagrees with itself about a position, and nothing has to be
segmented at start. What was found is remembered per form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from bot.cache import Keep
from bot.persona.model import Persona, Position
from bot.recall.chinese import fold, is_han, stem
from bot.recall.question import AKIN, SAME, Unit

REST = 0.75  # a form in `says` or `because` counts less than one in the claim or the keywords
TOPICAL = 0.35  # a topic's word, for a position on that topic that does not use it
PARTLY = 0.3  # the share of a word's characters that a position has
_SMALL = 120  # positions below which a collection is small
_NAMED = 0.6  # how telling the name of a topic is at least in a tiny one
_LATIN = re.compile(r"[a-z0-9][a-z0-9.'+#-]*")
_SPACES = re.compile(r"\s+")
_REMEMBERED = 20_000


def matchable(text: str) -> str:
    """Folded text with English words as stems between single spaces."""
    spaced = _LATIN.sub(lambda m: f" {stem(m.group().strip('.-'))} ", fold(text))
    return " " + _SPACES.sub(" ", spaced).strip() + " "


def needle(form: str) -> str:
    """A form as it stands in matchable text: English ones as whole words."""
    text = matchable(form)
    return text if not is_han(form) else text.strip()


@dataclass(frozen=True, slots=True)
class Document:
    """One position as texts."""

    position: str
    persona: str
    topic: str
    core: str  # claim and keywords
    rest: str  # says and because
    speakers: frozenset[str]


def written(position: Position) -> tuple[str, str]:
    """The texts of a position as they are written: claim and keywords, says and because."""
    core = "。".join((position.claim, *position.keywords))
    rest = "。".join((*position.says, position.because or ""))
    return core, rest


def document(position: Position, persona: Persona, texts: tuple[str, str]) -> Document:
    """A position with its matchable texts."""
    speakers = frozenset(e.speaker for e in position.evidence)
    return Document(position.id, persona.id, position.topic, *texts, speakers)


class Corpus:
    """All positions of all personas. Making them matchable takes 15 ms for 300: with `keep` they are read ready-made."""

    def __init__(self, personas: Sequence[Persona], keep: Keep | None = None) -> None:
        said = tuple(written(p) for persona in personas for p in persona.positions)

        def make() -> tuple[tuple[str, str], ...]:
            return tuple((matchable(core), matchable(rest)) for core, rest in said)

        made_from = (repr(said).encode(errors="surrogatepass"),)
        texts = keep("corpus", made_from, ("recall/corpus.py", "recall/chinese.py"), make) if keep else make()
        places = ((p, persona) for persona in personas for p in persona.positions)
        self.documents = tuple(document(p, persona, text) for (p, persona), text in zip(places, texts, strict=True))
        self.place = {d.position: at for at, d in enumerate(self.documents)}
        self._texts = [d.core + d.rest for d in self.documents]
        self._by_char: dict[str, frozenset[int]] = {}
        self._seen: dict[str, dict[int, float]] = {}
        self._touched: dict[Unit, Touch] = {}

    def share(self, other: Corpus) -> None:
        """Hold in common with `other` the documents that both have."""
        theirs = [other.place.get(d.position, -1) for d in self.documents]
        same = [at if at >= 0 and other.documents[at] == d else -1 for at, d in zip(theirs, self.documents, strict=True)]
        self.documents = tuple(other.documents[at] if at >= 0 else d for at, d in zip(same, self.documents, strict=True))
        self._texts = [other._texts[at] if at >= 0 else text for at, text in zip(same, self._texts, strict=True)]

    def holding(self, form: str) -> dict[int, float]:
        """Documents that hold the form, with 1 for the claim or the keywords, REST for the rest."""
        found = self._seen.get(form)
        if found is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            found = self._seen[form] = self._search(needle(form))
        return found

    def _search(self, text: str) -> dict[int, float]:
        if not text.strip():
            return {}
        out: dict[int, float] = {}
        for at in self._candidates(text):
            one = self.documents[at]
            if text in one.core:
                out[at] = 1.0
            elif text in one.rest:
                out[at] = REST
        return out

    def _candidates(self, text: str) -> list[int]:
        """Documents that have the words of an English text, or all characters of a Chinese one."""
        if text.isascii():
            parts = [self._words.get(word, frozenset()) for word in text.split()]
        else:
            parts = [self._having(char) for char in set(text) - {" "}]
        parts.sort(key=len)
        return sorted(parts[0].intersection(*parts[1:]))

    def _having(self, char: str) -> frozenset[int]:
        found = self._by_char.get(char)
        if found is None:
            found = self._by_char[char] = frozenset(at for at, text in enumerate(self._texts) if char in text)
        return found

    @cached_property
    def _words(self) -> dict[str, frozenset[int]]:
        """English word → documents."""
        out: dict[str, set[int]] = {}
        for at, text in enumerate(self._texts):
            for word in set(_LATIN.findall(text)):
                out.setdefault(word, set()).add(at)
        return {word: frozenset(places) for word, places in out.items()}

    @cached_property
    def _by_topic(self) -> dict[str, list[int]]:
        out: dict[str, list[int]] = {}
        for at, one in enumerate(self.documents):
            out.setdefault(one.topic, []).append(at)
        return out

    def touch(self, unit: Unit) -> Touch:
        """Match a unit by the best of its forms against all documents; remembered."""
        found = self._touched.get(unit)
        if found is None:
            if len(self._touched) >= _REMEMBERED // 10:
                self._touched.clear()
            found = self._touched[unit] = touch(self, unit)
        return found

    def rarity(self, count: int) -> float:
        """0..1: how telling a form is that `count` of the documents hold; 1 where none does."""
        size = len(self.documents) + 1
        return log(size / (count + 0.5)) / log(size / 0.5) if count else 1.0

    def telling(self, unit: Unit, rarity: float) -> float:
        """Rarity as it counts: in a small collection about one thing the thing's own name is everywhere, and still what is asked about."""
        size = len(self.documents)
        if not unit.topics or rarity >= _NAMED or size >= _SMALL:
            return rarity
        return rarity + (_NAMED - rarity) * (1 - size / _SMALL)

    def at_home(self, word: str) -> bool:
        """Whether the positions speak of it often enough that it is no stranger here, whatever it is elsewhere (房价 among brokers)."""
        return len(word) > 1 and len(self.holding(word)) >= max(2, 0.02 * len(self.documents))

    def on(self, topics: Iterable[str]) -> list[int]:
        """Documents on these topics."""
        return [at for topic in topics for at in self._by_topic.get(topic, ())]


@dataclass(frozen=True, slots=True)
class Touch:
    """What one unit found: by document the share of the unit's weight that it covers, and by which form."""

    unit: Unit
    weight: float  # of the unit in this corpus
    share: dict[int, float]  # document → 0..1
    by: dict[int, str]
    known: bool  # some document holds the word or a synonym of it


def touch(corpus: Corpus, unit: Unit) -> Touch:
    """Match a unit by the best of its forms against all documents."""
    exact = corpus.holding(unit.text)
    share = dict(exact)
    by = dict.fromkeys(exact, unit.text)
    group: dict[int, float] = dict(exact)
    for form in unit.same:
        for at, held in corpus.holding(form).items():
            group[at] = max(group.get(at, 0.0), held)
            if SAME * held > share.get(at, 0.0):
                share[at] = SAME * held
                by[at] = form
    rare, common = corpus.rarity(len(exact)), corpus.rarity(len(group))
    weight = unit.weight * corpus.telling(unit, rare if exact else common)
    if exact and rare:  # a synonym tells as much as the whole group does, which is less than the word itself
        scale = (1 + common / rare) / 2
        share = {at: value if at in exact else value * scale for at, value in share.items()}
    known = bool(group)
    for form in unit.akin:
        for at, held in corpus.holding(form).items():
            if AKIN * held > share.get(at, 0.0):
                share[at] = AKIN * held
                by[at] = form
    for at in corpus.on(unit.topics) if unit.topics else ():
        if share.get(at, 0.0) < TOPICAL:
            share[at] = TOPICAL
            by[at] = corpus.documents[at].topic
    if len(unit.text) > 1 and is_han(unit.text):
        _partly(corpus, unit, share, by)
    return Touch(unit, weight, share, by, known)


def _partly(corpus: Corpus, unit: Unit, share: dict[int, float], by: dict[int, str]) -> None:
    """Part of a word: 学历 for 高学历, 标注 for 标注员. Only pairs of characters in longer words, single ones in pairs."""
    text = unit.text
    parts = [text[i : i + 2] for i in range(len(text) - 1)] if len(text) > 2 else list(text)
    found: dict[int, float] = {}
    for part in parts:
        rare = corpus.rarity(len(corpus.holding(part)))
        for at, held in corpus.holding(part).items():
            found[at] = found.get(at, 0.0) + held * rare / len(parts)
    factor = PARTLY * (2 if len(text) > 2 else 1)
    for at, value in found.items():
        if factor * value > share.get(at, 0.0):
            share[at] = factor * value
            by.setdefault(at, "/".join(parts))
