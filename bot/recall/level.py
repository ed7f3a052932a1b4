"""Stated, near or none: two small logistic models over features of a look-up that can be read and argued with.

The weights come from `python bench/fit_level.py`, fitted to the development questions and the personas' own checks at a time when
the lexicon was still young: once it knows those questions well, they look easier than strangers' questions are, and a fit to
them trusts an exact word too much.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import exp, log

from bot.recall.finding import Level


@dataclass(frozen=True, slots=True)
class Features:
    """What a look-up looks like from outside. Shares are 0..1 of the question's weight."""

    covered: float  # by the best of the persona's positions, with its topic's bonus
    margin: float  # to its second best
    others: float  # by the best position of anybody else
    gap: float  # the heaviest word that the best position does not hold, nor a synonym of it
    unknown: float  # words that nobody's positions hold
    elsewhere: float  # words that others' positions hold and none of this persona's does
    exact: float  # words that the best position holds as they are
    units: int
    weight: float  # what the question's words weigh together: how much it says
    on_topic: float  # share that is words of the best position's topic
    topical: float  # share that is words of any of our topics, or synonyms of them
    foreign: float  # share that is words from the off-topic list
    strange: float  # share that is such words and the best position does not hold them
    apart: float  # share that is a subject of the trade by a word that the best position does not use
    refused: float  # share that names what the persona is known to be silent on


def vector(f: Features) -> dict[str, float]:
    """The features as the models see them."""
    out = {name: float(value) for name, value in asdict(f).items()}
    out["units"] = log(1 + f.units)
    out["behind"] = max(0.0, f.others - f.covered)
    out["weight"] = min(f.weight, 3.0)
    return out


# fmt: off
SAID = {
    "bias": -0.15, "covered": 3.21, "margin": 1.32, "behind": -4.34, "unknown": -1.48, "elsewhere": -1.9, "exact": 0.14, "on_topic": -1.13,
    "units": 0.71, "weight": -0.14, "refused": -0.98,
}
OFF = {
    "bias": 1.4, "foreign": 3.86, "topical": -2.32, "covered": -2.34, "others": -2.73, "unknown": 2.31, "on_topic": -1.09, "exact": -0.94,
    "weight": -0.22, "units": -0.71,
}
# fmt: on
CUT = 0.67  # "stated" for what was never said costs a whole point, "near" for what was said a half: so two thirds sure
WALL = 0.3  # how likely off topic a question may be and still be answered
FOREIGN = 0.15  # share of words of other matters from which a question is taken for one
HOLDS = 0.5  # … unless a position covers this much of it
TOUCHES = 0.05  # a position that covers less has nothing to do with the question
GRAZES = 0.15  # … and one that covers less than this, where the question
OURS = 0.2  # has hardly a word of our subject: single characters of 柜台 and 周报 are everywhere
TOPICAL = 0.5  # … unless this much of the question is plainly our subject


def _sigmoid(weights: dict[str, float], x: dict[str, float]) -> float:
    z = weights["bias"] + sum(w * x[name] for name, w in weights.items() if name != "bias")
    return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


def decide(f: Features) -> tuple[Level, float]:
    """The level, and the confidence 0..1 that the persona stated it."""
    if f.units == 0 or f.covered <= 0:
        return "none", 0.0
    x = vector(f)
    said = _sigmoid(SAID, x)
    elsewhere = f.foreign >= FOREIGN and f.covered < HOLDS
    apart = f.covered < TOUCHES and (f.topical + f.refused < TOPICAL or f.foreign > 0)
    grazed = f.covered < GRAZES and f.topical + f.refused < OURS
    if elsewhere or apart or grazed or f.strange >= FOREIGN or _sigmoid(OFF, x) > WALL:
        return "none", said
    return ("stated" if said >= CUT and not f.apart else "near"), said
