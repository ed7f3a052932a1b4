"""Stated, near or none: from a few features of a look-up that can be read and argued with."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from bot.recall.finding import Level


@dataclass(frozen=True, slots=True)
class Features:
    """What a look-up looks like from outside. Shares are 0..1 of the question's weight."""

    covered: float  # by the best of the persona's positions, with its topic's bonus
    margin: float  # to its second best
    others: float  # by the best position of anybody else
    unknown: float  # words that nobody's positions hold
    elsewhere: float  # words that others' positions hold and none of this persona's does
    units: int
    weight: float
    on_topic: bool  # the persona has positions on a topic the question speaks of
    topical: float  # share of the question that is words of our topics
    foreign: int  # words from the off-topic list
    refused: bool  # the question names what the persona is known to be silent on


def decide(f: Features) -> tuple[Level, float]:
    """The level, and the confidence 0..1 that the persona stated it."""
    said = 1 / (
        1
        + exp(
            -(
                8 * f.covered
                - 3.2
                - 2.5 * f.elsewhere
                - 1.5 * f.unknown
                - 3 * max(0.0, f.others - f.covered)
                - 2 * f.refused
            )
        )
    )
    if f.units == 0 or f.covered < 0.12 or (f.foreign and f.topical < 0.5) or (f.topical < 0.05 and f.covered < 0.3):
        return "none", said
    return ("stated" if said >= 0.5 else "near"), said
