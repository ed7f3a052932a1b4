"""Stated, near or none: two small logistic models over features of a look-up that can be read and argued with.

The weights are written by `python bench/fit_level.py` from the development questions and the personas' own checks.
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
    refused: float  # share that names what the persona is known to be silent on


def vector(f: Features) -> dict[str, float]:
    """The features as the models see them."""
    out = {name: float(value) for name, value in asdict(f).items()}
    out["units"] = log(1 + f.units)
    out["behind"] = max(0.0, f.others - f.covered)
    out["weight"] = min(f.weight, 3.0)
    return out


SAID = {"bias": -3.2, "covered": 8.0, "elsewhere": -2.5, "unknown": -1.5, "behind": -3.0, "refused": -2.0}
OFF = {"bias": 1.0, "foreign": 6.0, "topical": -5.0, "covered": -6.0, "others": -2.0}


def _sigmoid(weights: dict[str, float], x: dict[str, float]) -> float:
    z = weights["bias"] + sum(w * x[name] for name, w in weights.items() if name != "bias")
    return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


def decide(f: Features) -> tuple[Level, float]:
    """The level, and the confidence 0..1 that the persona stated it."""
    if f.units == 0 or f.covered <= 0:
        return "none", 0.0
    x = vector(f)
    said = _sigmoid(SAID, x)
    if _sigmoid(OFF, x) > 0.5:
        return "none", said
    return ("stated" if said >= 0.5 else "near"), said
