"""What one utterance took, counted while it is made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """What one utterance took so far, over all its calls. `finish` is why the last call ended."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    seconds: float = 0.0
    first: float = 0.0  # seconds to the first text
    finish: str = ""

    def as_usage(self) -> dict[str, float]:
        """As `Utterance.usage` has it; empty where no model was called."""
        if not self.calls:
            return {}
        return {
            "calls": self.calls,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "cost": self.cost,
            "seconds": self.seconds,
        }
