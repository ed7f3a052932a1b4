"""A user's traces in debates: found and blanked, so that the debate can still be replayed. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bot.ports import ChatMessage

GONE = "（已删除）"
CALL = ("at", "provider", "model", "job", "server", "debate", "seq", "prompt_tokens", "completion_tokens", "cost")
_BY = ("by", "asked_by", "voter", "user")


def is_by(event: Any, user: str) -> bool:
    """True where the event names the user."""
    return isinstance(event, dict) and any(event.get(key) == user for key in _BY)


def redacted(event: Any, user: str, nameless: str) -> str | None:
    """The event without the user, or None where it isn't theirs.

    A vote keeps a voter, called `nameless`, or the tally would no longer fit; an interjection keeps its place and loses
    its words.
    """
    if not is_by(event, user):
        return None
    for key in _BY:
        if event.get(key) == user:
            event[key] = nameless if key == "voter" else ""
    if event.get("type") == "interjected":
        event["text"] = GONE
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def about_debates(rows: Iterable[tuple[str, int, Any]], user: str) -> list[dict[str, Any]]:
    """Those of the events that are the user's, without the formats (they are nobody's)."""
    return [
        {"debate": debate, "seq": seq} | {k: v for k, v in event.items() if k != "format"}
        for debate, seq, event in rows
        if is_by(event, user)
    ]


def about(
    user: str,
    messages: Iterable[ChatMessage],
    settings: dict[str, Any],
    events: Iterable[tuple[str, int, Any]],
    calls: list[dict[str, Any]],
) -> dict[str, Any]:
    """What `about_user` hands out."""
    return {
        "user": user,
        "messages": [
            {"id": m.id, "conversation": m.conversation, "role": m.role, "at": m.at, "text": m.text} for m in messages
        ],
        "settings": settings,
        "debates": about_debates(events, user),
        "calls": calls,
    }
