"""What a look-up brings back. Values only: `bot.recall.finder` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["stated", "near", "none"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One position that a question found. `score` is comparable within one finding only; `why` names what matched."""

    position: str  # qualified id, e.g. "zhu-xiaohu/p3"
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a look-up in one persona.

    `hits` are ranked best first, at most ten, empty at level none; `worded` are the ids (a prefix's subset of `hits`) that
    an answer should be made of; `confidence` is 0..1; `spoke_about` are topic ids the persona has positions on, most first
    (what to offer where nothing was found); `topics` are the topic ids the question is about, best first.
    """

    persona: str
    question: str
    level: Level
    hits: tuple[Hit, ...] = ()
    worded: tuple[str, ...] = ()
    confidence: float = 0.0
    topics: tuple[str, ...] = ()
    spoke_about: tuple[str, ...] = ()
