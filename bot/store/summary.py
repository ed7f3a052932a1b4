"""What both stores say of a debate in one line."""

from __future__ import annotations

from typing import Final, Literal

Status = Literal["running", "paused", "stopped", "closed"]
TURNING: Final = ("paused", "resumed", "stopped", "closed")  # event types that change it; named in SQL too
STATUS_OF: Final[dict[str | None, Status]] = {"paused": "paused", "stopped": "stopped", "closed": "closed"}
