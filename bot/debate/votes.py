"""What two votes of the room came to: the side that gained more of it wins."""

from __future__ import annotations

from collections.abc import Mapping


def swing(tallies: Mapping[str, Mapping[str, int]]) -> tuple[dict[str, float], str]:
    """Side → change of its share of the votes in points, and the winner: `pro`, `con`, or '' where they moved alike."""
    before, after = tallies.get("before", {}), tallies.get("after", {})
    change = {side: _share(after, side) - _share(before, side) for side in ("pro", "con", "none")}
    if abs(change["pro"] - change["con"]) < 1e-9:
        return change, ""
    return change, "pro" if change["pro"] > change["con"] else "con"


def _share(tally: Mapping[str, int], side: str) -> float:
    total = sum(tally.values())
    return 100.0 * tally.get(side, 0) / total if total else 0.0
