"""A card as read, what it may hold, and its texts as plain data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.errors import RequestError
from bot.lang import Sentence

MAX_FILE = 20_000_000
MAX_JSON = 5_000_000
MAX_DEPTH = 32
MAX_ENTRIES = 2_000
MAX_TEXT = 200_000
OURS = "yuanzhuo"
"""Our key in a card's `extensions`."""


class CardError(RequestError):
    """The file is no character card, or one past the limits; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as read: `data` is V2/V3's inner object (a V1 card is lifted into it), `whole` the JSON as it was."""

    spec: str  # v1 | v2 | v3
    data: dict[str, Any]
    whole: dict[str, Any]
    image: bytes | None = None

    @property
    def name(self) -> str:
        """The character's name."""
        return str(self.data.get("name", "")).strip()


def check_size(value: Any, file: str) -> None:
    """Refuse a card nested too deep or with one text too long. Goes by level, never by recursion."""
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        following: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                following += item.values()
            elif isinstance(item, list):
                following += item
            elif isinstance(item, str) and len(item) > MAX_TEXT:
                raise CardError(Sentence("distill.card.field_long", file=file, characters=MAX_TEXT))
        if not following:
            return
        level = following
    raise CardError(Sentence("distill.card.deep", file=file, levels=MAX_DEPTH))


def entries(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The lorebook's entries, whichever way it writes them; empty where there is no book."""
    book = data.get("character_book")
    found = book.get("entries") if isinstance(book, dict) else None
    if isinstance(found, dict):  # some programs write a table by number
        found = list(found.values())
    return [e for e in found if isinstance(e, dict)] if isinstance(found, list) else []


def clean(value: Any, name: str) -> str:
    """A card's text as plain data on one line: {{char}} and {{user}} named, control characters gone."""
    if not isinstance(value, str):
        return ""
    text = re.sub(r"\{\{\s*char\s*\}\}|<BOT>", lambda _: name, value, flags=re.IGNORECASE)
    text = re.sub(r"\{\{\s*user\s*\}\}|<USER>", "对方", text, flags=re.IGNORECASE)
    return " ".join("".join(" " if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 else c for c in text).split())


def sentences(text: str) -> list[str]:
    """A long text cut into sentences, the first 60 that say something."""
    return [s.strip() for s in re.findall(r"[^。！？!?]+[。！？!?]*", text) if len(s.strip()) >= 4][:60]


def words(value: Any) -> list[str]:
    """A list of words, or one text with commas, as a list without repeats."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return []
    out = [" ".join(str(v).split())[:200] for v in value if isinstance(v, str | int | float)]
    return list(dict.fromkeys(w for w in out if w))


def table(value: Any) -> dict[str, Any]:
    """The object, or an empty one where it is something else."""
    return value if isinstance(value, dict) else {}
