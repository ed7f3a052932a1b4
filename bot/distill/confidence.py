"""How sure a rule is: shares of right statements on labelled data, by rule and by how the speaker was found, smoothed.

`calibration.json` holds counts, written by `python bench/distill.py --calibrate`; a pair of rule and way that was seen
seldom leans on the rule's and the way's own shares, and these on a prior.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

DEFAULT_CONFIDENCE = 0.6
"""Statements below this are printed with `--all` only, and never become positions."""

_PRIOR, _WEIGHT, _PAIR_WEIGHT = 0.8, 3.0, 4.0
_DOUBTFUL = {"floating-unknown": 0.5, "colon-unknown-quote": 0.8, "colon-paragraph-loose": 0.5, "passive": 0.7, "floating-next": 0.65}
_WAYS = {"name": 0.95, "bare": 0.55, "bare-noun": 0.75, "focus": 0.7, "pronoun": 0.8, "crowd": 0.6, "document": 0.85, "none": 0.5}


@lru_cache(maxsize=1)
def _counts() -> dict[str, dict[str, tuple[int, int]]]:
    text = resources.files("bot.distill").joinpath("calibration.json").read_text(encoding="utf-8")
    data: dict[str, dict[str, tuple[int, int]]] = json.loads(text)
    return data


@lru_cache(maxsize=4096)
def calibrated(rule: str, how: str, kind: str) -> float:
    """The probability that what this rule found is a statement, with the right speaker."""
    counts = _counts()
    by_rule = _share(counts["rules"].get(rule), _DOUBTFUL.get(rule, _PRIOR), _WEIGHT)
    by_way = _share(counts["ways"].get(how), _WAYS.get(how, _PRIOR), _WEIGHT)
    return min(0.999, round(_share(counts["pairs"].get(f"{rule}/{how}"), min(by_rule, by_way), _PAIR_WEIGHT), 3))


def _share(count: tuple[int, int] | None, prior: float, weight: float) -> float:
    right, total = count or (0, 0)
    return (right + weight * prior) / (total + weight)
