"""The table: who sits there, what they have held, and how each position bears on the motion. Values only.

*Bearing* of a topic is how much holding its proposition speaks for the motion, -1..+1: ±1 where the motion turns on it, less
where the topic only leans to one that it turns on (or the other way round). *Effect* of a position is stance × bearing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from bot.persona.model import Evidence, Persona, Position, Source, Sources, Topics

FORWARD, BACK = 0.6, 0.35  # how much of a topic's bearing crosses a lean, along it and against it
RELEVANT = 0.2  # from here on a position has something to say about the motion
RECALLED = 0.45  # what recall must give a position whose topic does not bear on the motion
SECOND = 0.7  # what a motion names second counts less than what it names first
FEW = 3  # relevant positions; with fewer a persona may reach farther
CLOSE = 0.3  # affinity to what was just said from which a position answers it, whatever its topic

Affinity = Callable[[str, Sequence[Position]], Mapping[str, float]]


def shared_words(text: str, positions: Sequence[Position]) -> dict[str, float]:
    """How much of each position's words stands in `text` (and the other way round), 0..1: the affinity without recall."""
    asked = _grams(text)
    return {p.id: _overlap(asked, _grams(f"{p.claim} {' '.join(p.keywords)}")) for p in positions}


@dataclass(frozen=True)
class Table:
    """What the planner looks at. `personas` by seat (already narrowed to a member where the seat is one's).

    `relevance` is 0..1 toward the motion by position id, as recall scores it (not scaled to the best: a motion that nobody
    spoke about must stay low everywhere); where it is empty the topics decide alone. `affinity`
    ranks positions against a text, 0..1 or any non-negative scale. `votes` is False where nobody is there to vote.
    """

    personas: Mapping[str, Persona]
    topics: Topics
    on: tuple[tuple[str, int], ...] = ()
    relevance: Mapping[str, float] = field(default_factory=dict)
    affinity: Affinity = shared_words
    sources: Sources | None = None
    votes: bool = True

    @cached_property
    def bearing(self) -> Mapping[str, float]:
        """Topic id → -1..+1 for every topic that bears on the motion."""
        return bearing_of(self.on, self.topics)

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """Every position at the table by qualified id."""
        return {p.id: p for persona in self.personas.values() for p in persona.positions}

    def effect(self, position: Position) -> float:
        """-2..+2: how far the position speaks for the motion (+) or against it (-)."""
        return position.stance * self.bearing.get(position.topic, 0.0)

    def weight(self, position: Position) -> float:
        """0..1: how much the position has to do with the motion."""
        recalled = self.relevance.get(position.id, 0.0)
        return max(abs(self.bearing.get(position.topic, 0.0)), recalled if recalled >= RECALLED else 0.0)

    @cached_property
    def relevant(self) -> frozenset[str]:
        """The ids of positions that have something to say about the motion.

        A persona with little of it may also speak of what leads there in two steps: it is the nearest it ever came.
        """
        found = set()
        for persona in self.personas.values():
            near = [p.id for p in persona.positions if self.weight(p) >= RELEVANT]
            if len(near) < FEW:
                near += [p.id for p in persona.positions if p.topic in self._two_steps and p.id not in near]
            found.update(near)
        return frozenset(found)

    @cached_property
    def _two_steps(self) -> frozenset[str]:
        """Topics that lean to a topic that leans to one of the motion's."""
        named = {topic for topic, _ in self.on}
        first = {one for one, to in self._leans if to in named}
        return frozenset(one for one, to in self._leans if to in first)

    @cached_property
    def _leans(self) -> frozenset[tuple[str, str]]:
        return frozenset((t.id, lean.to) for t in self.topics.topics for lean in t.leans)

    def linked(self, one: str, other: str) -> bool:
        """True where two topics are one, or one leans to the other: what follows for it follows from it."""
        return one == other or (one, other) in self._leans or (other, one) in self._leans

    def answers(self, position: Position, claim: Position) -> bool:
        """True where the position speaks to this very claim: the same matter, or much the same words."""
        return position.topic == claim.topic or self.close_to(claim.claim, [position])[position.id] >= CLOSE

    @cached_property
    def _close(self) -> dict[str, Mapping[str, float]]:
        return {}

    def close_to(self, text: str, positions: Sequence[Position]) -> Mapping[str, float]:
        """Affinity of these positions to a text, 0..1; ids left out count as 0. Each text is asked about once."""
        known = self._close.get(text)
        if known is None:
            raw = self.affinity(text, tuple(self.positions.values()))
            top = max(raw.values(), default=0.0)
            known = self._close[text] = {i: v / max(top, 1.0) for i, v in raw.items()}
        return {p.id: known.get(p.id, 0.0) for p in positions}

    def date(self, position: Position) -> str:
        """When the source of its first evidence came out, as precisely as known; "" where sources are not at hand or undated."""
        source = self.source(position)
        return source.published if source and source.dated else ""

    def source(self, position: Position) -> Source | None:
        """The source of its first evidence."""
        return self.sources.by_id.get(position.evidence[0].source) if self.sources else None


def span(position: Position) -> tuple[str, int, int]:
    """What a citation of this position points at: two positions from one passage are one piece of evidence."""
    e: Evidence = position.evidence[0]
    return (e.source, e.start, e.end)


def bearing_of(on: Sequence[tuple[str, int]], topics: Topics) -> dict[str, float]:
    """Topic id → -1..+1. What the motion names counts in full; one step over `leans` counts less; nothing goes further."""
    named = {topic: sign * (SECOND if n else 1.0) for n, (topic, sign) in enumerate(on)}
    found = dict(named)
    near: dict[str, float] = {}
    for topic in topics.topics:
        for lean in topic.leans:
            if topic.id not in named and lean.to in named:
                near[topic.id] = near.get(topic.id, 0.0) + FORWARD * lean.sign * named[lean.to]
            if topic.id in named and lean.to not in named:
                near[lean.to] = near.get(lean.to, 0.0) + BACK * lean.sign * named[topic.id]
    found.update({t: max(-FORWARD, min(FORWARD, b)) for t, b in near.items()})
    return found


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / (min(len(a), len(b)) + 4) if a and b else 0.0


@lru_cache(maxsize=8192)
def _grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters within runs of letters, width and case folded."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    runs = "".join(c if c.isalnum() else " " for c in folded).split()
    return frozenset(run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1)))
