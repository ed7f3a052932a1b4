"""Card → persona: lorebook entries (or sentences of the description) become positions that cite the card's own text; a persona
of ours comes back as it was."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.lang import Sentence
from bot.persona.cards.card import OURS, Card, CardError, clean, entries, nickname, sayings, table, words


@dataclass(frozen=True, slots=True)
class Imported:
    """A card as a persona's plain data, and the text its evidence counts in (None for a persona of ours come back)."""

    persona: dict[str, Any]
    source: dict[str, Any] | None
    text: str | None
    sources: tuple[dict[str, Any], ...] = ()
    topics: tuple[dict[str, Any], ...] = ()


def to_persona(card: Card, slug: Callable[[str], str], today: str) -> Imported:
    """What a persona file would hold. `today` (YYYY-MM-DD) dates cards that don't say when they were made. Raises CardError."""
    ours = card.data.get("extensions", {}).get(OURS) if isinstance(card.data.get("extensions"), dict) else None
    if isinstance(ours, dict) and isinstance(ours.get("persona"), dict):
        return _ours_again(card, ours)
    return _foreign(card, slug, today)


def _ours_again(card: Card, ours: dict[str, Any]) -> Imported:
    """A persona of ours: as it was, but for claims edited, entries deleted or keys changed in another program."""
    persona = json.loads(json.dumps(ours["persona"]))
    by_id = {}
    for e in entries(card.data):
        extension = e.get("extensions") if isinstance(e.get("extensions"), dict) else {}
        mark = extension.get(OURS) if isinstance(extension, dict) else None
        if isinstance(mark, dict) and isinstance(mark.get("position"), str):
            by_id[mark["position"]] = e
    kept = []
    for position in persona.get("positions", ()):
        entry = by_id.get(position.get("id"))
        if entry is None or entry.get("enabled", True) is False:
            continue
        content = clean(entry.get("content"), card.called)
        if content and content != position.get("claim"):
            position["claim"] = content[:1000]
            position.pop("says", None)
        keys = words(entry.get("keys"))
        if keys != list(position.get("keywords", ())):
            position["keywords"] = keys
        kept.append(position)
    persona["positions"] = kept
    if not kept:
        raise CardError(Sentence("distill.card.no_position", file=card.name))
    if _holds_more(card, persona):
        extensions = {k: v for k, v in table(card.data.get("extensions")).items() if k != OURS}
        whole = {**card.whole, "data": {**card.data, "extensions": extensions}}
        persona["x-card"] = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    return Imported(persona, None, None, _tables(ours.get("sources")), _tables(ours.get("topics")))


_PLAIN = ("scenario", "first_mes", "mes_example", "system_prompt", "post_history_instructions", "alternate_greetings", "group_only_greetings")
_OUR_FIELDS = {*_PLAIN, "name", "description", "personality", "creator_notes", "tags", "creator", "character_version"}
_OUR_FIELDS |= {"extensions", "character_book", "source", "nickname", "creation_date", "modification_date"}
_OUR_ENTRY = {"keys", "content", "extensions", "enabled", "insertion_order", "use_regex", "name", "comment", "constant", "id"}


def _holds_more(card: Card, persona: dict[str, Any]) -> bool:
    """Whether another program has put something of its own into a card of ours: that is kept, too."""
    data = card.data
    written = (persona.get("bio"), table(persona.get("voice")).get("register"), table(persona.get("names")).get("roles") or [])
    return bool(
        written != (data.get("description"), data.get("personality"), data.get("tags") or [])
        or data.get("creator") != OURS
        or not str(data.get("creator_notes")).startswith("模拟人物")
        or set(card.whole) - {"spec", "spec_version", "data"}
        or set(data) - _OUR_FIELDS
        or set(table(data.get("extensions"))) - {OURS}
        or any(data.get(field) for field in _PLAIN)
        or set(table(data.get("character_book"))) - {"name", "extensions", "entries"}
        or any(set(e) - _OUR_ENTRY or set(table(e.get("extensions"))) != {OURS} for e in entries(data))
    )


def _tables(value: Any) -> tuple[dict[str, Any], ...]:
    """The objects of a list."""
    return tuple(v for v in value if isinstance(v, dict)) if isinstance(value, list) else ()


def _foreign(card: Card, slug: Callable[[str], str], today: str) -> Imported:
    """A card made elsewhere: its texts become an article of their own, a line each, and every position cites its line."""
    data, name = card.data, card.name
    found = sayings(card)
    if not found:
        raise CardError(Sentence("distill.card.no_text", file=name))
    identity = slug(name) or "card"
    title = f"角色卡：{name}"
    text_of = "\n".join([title, *(s.text for s in found)]) + "\n"
    sha = hashlib.sha256(text_of.encode("utf-8", "surrogatepass")).hexdigest()
    source = f"card-{identity}"[:50].strip("-") + f"-{sha[:6]}"
    positions = []
    at = len(title) + 1
    for number, said in enumerate(found, start=1):
        text, keys = said.text, list(said.keys)
        evidence = {"source": source, "line": number + 1, "start": at, "end": at + len(text), "kind": "indirect", "speaker": name}
        positions.append({"id": f"p{number}", "topic": name, "stance": 0, "claim": text, "evidence": [evidence], "keywords": keys[:20]})
        at += len(text) + 1
    made = _day(data.get("creation_date")) or today
    persona = {
        "schema": "persona/1",
        "id": identity,
        "kind": "archetype",
        "names": {"display": name, "aliases": [n for n in (nickname(data),) if n and n != name], "roles": words(data.get("tags"))[:6]},
        "as_of": made,
        "bio": f"由角色卡导入的虚构角色，作者：{clean(data.get('creator'), name)[:60] or '未注明'}。",
        "positions": positions,
        "voice": {"register": "平实，就事论事"},
        "x-card": json.dumps(card.whole, ensure_ascii=False, sort_keys=True),
    }
    entry = {
        "id": source,
        "file": f"{source}.txt",
        "sha256": sha,
        "title": title,
        "outlet": clean(data.get("creator"), name)[:100] or "角色卡",
        "published": made,
    }
    return Imported(persona, entry, text_of)


def _day(stamp: Any) -> str:
    """A Unix time (seconds or milliseconds) as YYYY-MM-DD, UTC; empty where it is none."""
    if not isinstance(stamp, int | float) or isinstance(stamp, bool) or not 0 < stamp < 4e12:
        return ""
    seconds = stamp / 1000 if stamp > 1e11 else stamp
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
