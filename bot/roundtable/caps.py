"""How far one debate may go. Apart from the loop, so that whoever only asks need not load the loop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caps:
    """Hard caps, from config. `seconds` counts the time a debate is run, pauses left out."""

    seconds: float = 7200.0
    characters: int | None = None
    lease: float = 30.0
    verdict: bool = False  # one model gives its opinion before a debate closes
