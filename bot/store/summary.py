"""What both stores say of a debate in one line."""

from __future__ import annotations

from typing import Any, Final, Literal

Status = Literal["running", "paused", "stopped", "closed"]
TURNING: Final = ("paused", "resumed", "stopped", "closed")  # event types that change it; named in SQL too
STATUS_OF: Final[dict[str | None, Status]] = {"paused": "paused", "stopped": "stopped", "closed": "closed"}


def format_name(format: dict[str, Any]) -> str:
    """What a format is called, in Simplified Chinese where it has several names."""
    name = format.get("name")
    if isinstance(name, dict):
        name = name.get("zh-CN")
    return str(name or format.get("id") or "")
