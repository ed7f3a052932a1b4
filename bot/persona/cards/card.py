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
    image: bytes | None = None  # the PNG it came in
    archive: bytes | None = None  # the CHARX it came in

    @property
    def name(self) -> str:
        """The character's name."""
        return printable(str(self.data.get("name", "")))

    @property
    def called(self) -> str:
        """What {{char}} stands for: the nickname where there is one."""
        return nickname(self.data) or self.name

    def notes(self, language: str) -> str:
        """What its maker says to those who use it, in the `language` (zh-CN) where there is such a one: 300 characters of it."""
        given = table(self.data.get("creator_notes_multilingual"))
        text = given.get(language.partition("-")[0]) or given.get("en") or self.data.get("creator_notes")
        return clean(text, self.called)[:300]

    @property
    def newer(self) -> bool:
        """Whether it says it follows a later specification than V3's 3.0."""
        try:
            return self.spec == "v3" and float(str(self.whole.get("spec_version"))) > 3.0
        except ValueError:
            return False


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing the character says, with its keys; `entry` is its place in the lorebook, None for a sentence of the description."""

    text: str
    keys: tuple[str, ...] = ()
    entry: int | None = None


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


def nickname(data: dict[str, Any]) -> str:
    """V3's nickname on one line, or nothing."""
    value = data.get("nickname")
    return printable(value)[:200] if isinstance(value, str) else ""


def sayings(card: Card) -> list[Saying]:
    """What the character says: the lorebook's entries that are in use, or where there are none the sentences of the description."""
    found = []
    for number, entry in enumerate(entries(card.data)):
        if entry.get("enabled", True) is False or entry.get("disable") is True:
            continue
        content, marks = undecorated(entry.get("content"))
        if "dont_activate" in marks and "activate" not in marks:
            continue
        if text := clean(content, card.called):
            found.append(Saying(text[:900], tuple(_keys(entry, marks)), number))
    if not found:
        for field in ("description", "personality", "scenario"):
            found += [Saying(s[:900]) for s in sentences(clean(card.data.get(field), card.called))]
    return [s for s in found if len(s.text) >= 2][:MAX_ENTRIES]


def undecorated(content: Any) -> tuple[str, dict[str, str]]:
    """A lorebook text without its decorators (`@@depth 4`, `@@@fallback`), and their values by name, the first of each."""
    lines, marks = [], dict[str, str]()
    for line in content.split("\n") if isinstance(content, str) else ():
        if m := re.fullmatch(r"\s*@@@?([A-Za-z_]+)\s*(.*?)\s*", line):
            marks.setdefault(m.group(1), m.group(2))
        else:
            lines.append(line)
    return "\n".join(lines).strip("\r\n") if marks else "\n".join(lines), marks


def _keys(entry: dict[str, Any], marks: dict[str, str]) -> list[str]:
    """The words that call an entry up. Of regular expressions those that are plain alternatives: the rest match nothing here."""
    keys = words(entry.get("keys") or entry.get("key"))
    if entry.get("use_regex") is True:
        bare = [re.sub(r"^/(.*)/[a-z]*$", r"\1", k) for k in keys]
        return list(dict.fromkeys(w for k in bare for w in k.strip("()").split("|") if w and not re.search(r"[\\^$.*+?()\[\]{}/]", w)))
    second = entry.get("secondary_keys") or entry.get("keysecondary") if entry.get("selective", True) else ()
    return list(dict.fromkeys((*keys, *words(second), *words(marks.get("additional_keys", "")))))


_MACROS = (
    (r"\{\{\s*user\s*\}\}|<USER>", lambda _: "对方"),
    (r"\{\{\s*(?://|hidden_key\s*:|comment\s*:)[^{}]*\}\}", lambda _: ""),
    (r"\{\{\s*(?:random|pick)\s*::?([^{}]*)\}\}", lambda m: re.split(r"(?<!\\),|::", m[1])[0].replace("\\,", ",").strip()),
    (r"\{\{\s*roll\s*:\s*d?(\d{1,9})\s*\}\}", lambda m: str((int(m[1]) + 1) // 2)),
    (r"\{\{\s*reverse\s*:([^{}]*)\}\}", lambda m: m[1].strip()[::-1]),
    (r"\{\{[^{}]*\}\}", lambda _: ""),
)
"""What the specification's braces stand for. A claim stays as it is, so nothing is drawn by lot: the first, the middle."""


def clean(value: Any, name: str) -> str:
    """A card's text as plain data on one line: macros filled in, {{char}} with `name`, control characters gone."""
    if not isinstance(value, str):
        return ""
    text = re.sub(r"\{\{\s*char\s*\}\}|<BOT>|<CHAR>", lambda _: name, value, flags=re.IGNORECASE)
    for pattern, fill in _MACROS:
        text = re.sub(pattern, fill, text, flags=re.IGNORECASE)
    return printable(text)


def printable(text: str) -> str:
    """The text on one line, control characters gone."""
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
    out = [printable(str(v))[:200] for v in value if isinstance(v, str | int | float)]
    return list(dict.fromkeys(w for w in out if w))


def table(value: Any) -> dict[str, Any]:
    """The object, or an empty one where it is something else."""
    return value if isinstance(value, dict) else {}
