"""A question and a persona in, a finding out: which of its positions answer, and whether they do.

The level is the hard part. `stated`: this person said it. `near`: the same subject, but not this. `none`: nothing to the
point. Nothing here is chance: equal inputs give equal findings, and each hit names the words that brought it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from bot.cache import Keep
from bot.persona.model import Persona, Position, Topics
from bot.recall.chinese import fold
from bot.recall.corpus import Corpus, Touch
from bot.recall.finding import Finding, Hit
from bot.recall.level import Features, decide
from bot.recall.question import Question, Reader, negated

TOPIC_BONUS = 0.15
_MOST_HITS = 10
_MOST_WORDED = 3
_KNOWN_BY = 0.2  # what is left of a word that the persona is known by
_HELD = 0.5  # share of a word from which a position counts as holding it


class Finder:
    """Look-ups over the positions of all personas. Built once per set of personas; reading happens at first use.

    `keep` is where derived tables may be found ready-made.
    """

    def __init__(self, personas: Sequence[Persona], topics: Topics, keep: Keep | None = None) -> None:
        self._personas = tuple(personas)
        self._topics = topics
        self._keep = keep
        self._silences: dict[tuple[str, ...], frozenset[str]] = {}

    @cached_property
    def reader(self) -> Reader:
        """Reads questions with the words of the topics."""
        return Reader(self._topics, self._keep)

    @cached_property
    def corpus(self) -> Corpus:
        """All positions as texts."""
        return Corpus(self._personas, self._keep)

    def extend(self, base: Finder) -> None:
        """Hold in common with `base` what both know, for one that knows more personas and topics. To be called before its first use."""
        self.reader.extend(base.reader)
        self.corpus.share(base.corpus)

    def find(self, persona: Persona, question: str, limit: int = _MOST_HITS) -> Finding:
        """What `persona` (it may be narrowed to one member) has said about the question. At most `limit` hits, ten at most."""
        asked = self.read(persona, question)
        touches = [self.corpus.touch(unit) for unit in asked.units]
        scores = self.scores(asked, touches)
        ranked = self._own(persona, scores)
        level, confidence = decide(self.features(persona, asked, touches, scores))
        spoke = _spoke_about(persona)
        topics = tuple(t for t, _ in sorted(asked.topics.items(), key=lambda pair: -pair[1])[:5])
        if level == "none" or not ranked:
            return Finding(persona.id, question, "none", confidence=1 - confidence, topics=topics, spoke_about=spoke)
        best = [at for at in ranked if at in scores][: min(limit, _MOST_HITS)]
        hits = tuple(Hit(self.corpus.documents[at].position, round(scores[at], 6), _why(touches, at)) for at in best)
        worded = _worded(hits)
        return Finding(persona.id, question, level, hits, worded, confidence, topics, spoke)

    def read(self, persona: Persona, question: str) -> Question:
        """The question as put to this persona: its name says nothing, and what it is known by (金沙江, 猎豹) next to nothing."""
        names = (persona.names.display, *persona.names.aliases)
        asked = self.reader.read(question, names)
        known_by = [fold(role) for role in (*persona.names.roles, *persona.names.aliases)]
        units = tuple(
            replace(u, weight=u.weight * _KNOWN_BY)
            if not (u.topics or u.same) and any(u.text in by for by in known_by)
            else u
            for u in asked.units
        )
        return replace(asked, units=units)

    def rank(self, text: str, positions: Sequence[Position]) -> list[Hit]:
        """These positions by how much they bear on the text, best first; those that don't at all are left out."""
        asked = self.reader.read(text)
        touches = [self.corpus.touch(unit) for unit in asked.units]
        places = [self.corpus.place[p.id] for p in positions if p.id in self.corpus.place]
        scores = self.scores(asked, touches)
        best = sorted((at for at in places if at in scores), key=lambda at: (-scores[at], at))
        return [Hit(self.corpus.documents[at].position, round(scores[at], 6), _why(touches, at)) for at in best]

    def topics_of(self, text: str) -> list[tuple[str, float, int]]:
        """Topics a text turns on: (id, weight 0..1, +1 where it affirms the topic's proposition, -1 where it denies it)."""
        from_motions = self._motion(text)
        if from_motions:
            return from_motions
        asked = self.reader.read(text)
        found = dict(asked.topics)
        for touched in (self.corpus.touch(unit) for unit in asked.units):
            for at, share in touched.share.items():
                topic = self.corpus.documents[at].topic
                found[topic] = found.get(topic, 0.0) + 0.1 * share * touched.weight / (asked.weight or 1.0) / len(
                    asked.units
                )
        sign = -1 if negated(text) else 1
        top = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        best = top[0][1] if top else 0.0
        return [(t, round(min(1.0, w), 4), sign) for t, w in top if w >= 0.34 * best and w > 0.02][:5]

    # ------------------------------------------------------------------------------------------------------- its parts

    def _motion(self, text: str) -> list[tuple[str, float, int]]:
        """The topics of a motion that has been thought about, where this is one."""
        wanted = _bare(self.reader, text)
        for motion in self._topics.motions:
            if any(_bare(self.reader, form) == wanted for form in (motion.text, *motion.aliases)):
                return [(lean.to, 1.0 if at == 0 else 0.6, lean.sign) for at, lean in enumerate(motion.on)]
        return []

    def scores(self, asked: Question, touches: Sequence[Touch]) -> dict[int, float]:
        """Place → how much of the question the position covers, with its topic's bonus; those not touched are left out."""
        total = sum(t.weight for t in touches) or 1.0
        out: dict[int, float] = {}
        get = out.get
        for touched in touches:
            weight = touched.weight / total
            for at, share in touched.share.items():
                out[at] = get(at, 0.0) + weight * share
        for topic, share in asked.topics.items():
            bonus = TOPIC_BONUS * min(1.0, share)
            for at in self.corpus.on((topic,)):
                if at in out:
                    out[at] += bonus
        return out

    def features(
        self, persona: Persona, asked: Question, touches: Sequence[Touch], scores: dict[int, float]
    ) -> Features:
        """What the look-up in `persona` looks like; for `bot.recall.level` and the script that fits its weights."""
        ranked = self._own(persona, scores)
        documents = self.corpus.documents
        total = sum(t.weight for t in touches) or 1.0
        best = ranked[0] if ranked else -1
        own = set(ranked)
        second = scores.get(ranked[1], 0.0) if len(ranked) > 1 else 0.0
        topic = documents[best].topic if ranked else ""
        silent = self._silent(persona)
        strangers = {w for w in asked.foreign if not self.corpus.at_home(w)}
        apart = {t.unit.text for t in touches if t.unit.text in self.reader.apart and not self.corpus.at_home(t.unit.text)}

        def share(which: Callable[[Touch], bool]) -> float:
            return sum(t.weight for t in touches if which(t)) / total

        return Features(
            covered=scores.get(best, 0.0),
            margin=scores.get(best, 0.0) - second,
            others=max((score for at, score in scores.items() if at not in own), default=0.0),
            gap=max((t.weight for t in touches if t.share.get(best, 0.0) < _HELD), default=0.0) / total
            if touches
            else 1.0,
            unknown=share(lambda t: not t.known),
            elsewhere=share(lambda t: t.known and not any(t.share.get(at, 0.0) >= _HELD for at in ranked)),
            exact=share(lambda t: t.by.get(best) == t.unit.text and t.share.get(best, 0.0) >= _HELD),
            units=len(touches),
            weight=sum(t.weight for t in touches),
            on_topic=share(lambda t: topic in t.unit.topics),
            topical=share(lambda t: bool(t.unit.topics) or any(s in self.reader.topic_words for s in t.unit.same)),
            foreign=share(lambda t: t.unit.text in strangers),
            strange=share(lambda t: t.unit.text in strangers and t.share.get(best, 0.0) < _HELD),
            apart=share(lambda t: t.unit.text in apart and t.by.get(best) != t.unit.text),
            refused=share(lambda t: t.unit.text in silent),
        )

    def _own(self, persona: Persona, scores: dict[int, float]) -> list[int]:
        """The persona's places, best first."""
        own = (self.corpus.place[p.id] for p in persona.positions if p.id in self.corpus.place)
        return sorted(own, key=lambda at: (-scores.get(at, 0.0), at))

    def _silent(self, persona: Persona) -> frozenset[str]:
        """Words of what the persona is known to be silent on."""
        found = self._silences.get(persona.unknowns)
        if found is None:
            found = frozenset(u.text for text in persona.unknowns for u in self.reader.read(text).units)
            self._silences[persona.unknowns] = found
        return found


def _why(touches: Sequence[Touch], at: int) -> tuple[str, ...]:
    """The words that brought the position, strongest first: 'said', or 'asked≈said' for a synonym."""
    found = [(t.weight * t.share[at], t.unit.text, t.by.get(at, "")) for t in touches if t.share.get(at, 0.0) > 0.2]
    found.sort(key=lambda row: -row[0])
    return tuple(word if word == form else f"{word}≈{form}" for _, word, form in found[:6])


def _worded(hits: Sequence[Hit]) -> tuple[str, ...]:
    """The one to three positions an answer should be made of: the best, and those that come close to it."""
    if not hits:
        return ()
    floor = hits[0].score * 0.72
    return tuple(h.position for h in hits[:_MOST_WORDED] if h.score >= floor)


def _spoke_about(persona: Persona) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for position in persona.positions:
        counts[position.topic] = counts.get(position.topic, 0) + 1
    return tuple(sorted(counts, key=lambda t: -counts[t]))


def _bare(reader: Reader, text: str) -> frozenset[str]:
    return frozenset(u.text for u in reader.read(text).units)
