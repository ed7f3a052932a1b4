"""Persona → card: positions as lorebook entries, everything of ours under our own key, unknown fields of its first card kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bot.persona.cards.card import OURS, Card, CardError, Saying, entries, sayings, table, undecorated
from bot.persona.cards.importing import to_persona
from bot.persona.cards.reading import checked
from bot.persona.model import Persona, Position, Source, Topic


def to_card(
    persona: Persona,
    sources: Sequence[Source],
    kept: str | None = None,
    *,
    topics: Sequence[Topic] = (),
    version: int = 3,
    now: int | None = None,
) -> dict[str, Any]:
    """A V3 (or V2) card of the persona. `kept` is the `x-card` of its file: unknown fields come out of it again. `now`: Unix
    seconds, put down as the time of the change.
    """
    card = checked(json.loads(kept), persona.id) if kept else None
    if card and _unchanged(persona, card):
        return _lifted(card, version)
    base = card.data if card else {}
    by_id = {s.id: s for s in sources}
    used = [by_id[i] for i in dict.fromkeys(e.source for p in persona.positions for e in p.evidence) if i in by_id]
    spoken = {p.topic for p in persona.positions}
    data = {**_fields(persona), **base, "name": persona.name}
    data["extensions"] = {
        **table(base.get("extensions")),
        OURS: {
            "persona": _plain(persona),
            "topics": [t.model_dump(mode="json", exclude_none=True, exclude={"leans"}) for t in topics if t.id in spoken],
            "sources": [s.model_dump(mode="json", exclude_none=True) for s in used],
        },
    }
    data["character_book"] = _book(persona, card, version)
    if version == 3:
        data.setdefault("group_only_greetings", [])
        given = data.get("source")
        given = given if isinstance(given, list) else []
        data["source"] = [*given, *(url for url in dict.fromkeys(s.url for s in used if s.url) if url not in given)]
        if persona.names.aliases:
            data.setdefault("nickname", persona.names.aliases[0])
        if now is not None:
            data.setdefault("creation_date", now)
            data["modification_date"] = now
    outer = {k: v for k, v in card.whole.items() if k not in base} if card else {}
    made = {**outer, "spec": f"chara_card_v{version}", "spec_version": f"{version}.0", "data": data}
    return backfilled(made) if version == 2 else made


def _book(persona: Persona, card: Card | None, version: int) -> dict[str, Any]:
    """The lorebook: the first card's own, with what the persona says now in the entries it comes from, and the others as they were."""
    book = table(card.data.get("character_book")) if card else {}
    local = {p.id.partition("/")[2] or p.id: p for p in persona.positions}
    said = {s.entry: (f"p{n}", s) for n, s in enumerate(sayings(card), start=1) if s.entry is not None} if card else {}
    there = entries(card.data) if card else []
    marks = [str(table(table(e.get("extensions")).get(OURS)).get("position", "")) for e in there]
    out: list[dict[str, Any]] = []
    for number, entry in enumerate(there):
        extensions = table(entry.get("extensions"))
        id, saying = said.get(number, ("", Saying("")))
        id = marks[number] if any(marks) else id
        position = local.pop(id, None)
        if position is not None:
            fresh = _entry(position, number)
            same = {k for k, v in (("content", saying.text == position.claim), ("keys", saying.keys[:20] == position.keywords)) if v}
            kept = {k: fresh[k] for k in ("content", "keys") if k not in same}
            entry = {**entry, **kept, "extensions": {**extensions, **fresh["extensions"]}}
        elif id and entry.get("enabled", True) is not False:
            continue  # the position is gone
        out.append({**entry, "use_regex": entry.get("use_regex") is True} if version == 3 else entry)
    first = 1 + max((n for e in out for n in (e.get("insertion_order"), e.get("id")) if isinstance(n, int)), default=-1)
    out += [_entry(p, n) for n, p in enumerate(local.values(), start=first)]
    return {"name": f"{persona.name}：立场", "extensions": {}, **book, "entries": out}


def _fields(persona: Persona) -> dict[str, Any]:
    """The fields every card has, as they stand where its first card says nothing else."""
    return {
        **_EMPTY,
        "description": persona.bio,
        "personality": persona.voice.register_,
        "creator_notes": f"模拟人物，依据公开报道整理，截至 {persona.as_of}；不是本人。每条立场都有出处。",
        "tags": list(persona.names.roles),
        "creator": "yuanzhuo",
        "character_version": persona.as_of.isoformat(),
    }


_EMPTY: dict[str, Any] = {
    "name": "",
    "description": "",
    "personality": "",
    "scenario": "",
    "first_mes": "",
    "mes_example": "",
    "creator_notes": "",
    "system_prompt": "",
    "post_history_instructions": "",
    "alternate_greetings": [],
    "tags": [],
    "creator": "",
    "character_version": "",
    "extensions": {},
}
"""What V2 and V3 want to be there, and its value where nothing is said."""


def _unchanged(persona: Persona, card: Card) -> bool:
    """Whether the persona still says what its card said: then the card goes out as it came in."""
    try:
        first = Persona.model_validate(to_persona(card, lambda _: persona.id, persona.as_of.isoformat()).persona)
    except (CardError, ValueError):  # what is kept was changed by hand
        return False
    return _told(first) == _told(persona)


def _told(persona: Persona) -> dict[str, Any]:
    """What a persona says and is called, wherever it stands."""
    return persona.model_dump(exclude={"as_of": True, "positions": {"__all__": {"id", "evidence"}}})


def _lifted(card: Card, version: int) -> dict[str, Any]:
    """A card that comes out as it came in, but for the version it is asked for."""
    whole, data = card.whole, card.data
    if whole.get("spec") == f"chara_card_v{version}":
        return whole
    outer = {k: v for k, v in whole.items() if k not in data}
    lifted = {**json.loads(json.dumps(_EMPTY)), **data}
    if version == 3:
        lifted.setdefault("group_only_greetings", [])
    out = {**outer, "spec": f"chara_card_v{version}", "spec_version": f"{version}.0", "data": lifted}
    return backfilled(out) if version == 2 else out


def backfilled(card: dict[str, Any], note: str = "") -> dict[str, Any]:
    """A V2 card without V3's decorators, which V2 would print; `note` in front of the creator's notes, where it isn't yet."""
    out: dict[str, Any] = json.loads(json.dumps(card))
    for entry in entries(out["data"]):
        if isinstance(entry.get("content"), str):
            entry["content"] = undecorated(entry["content"])[0]
    notes = str(out["data"].get("creator_notes") or "")
    if note and note not in notes:
        out["data"]["creator_notes"] = f"{note}\n{notes}".rstrip()
    return out


def _plain(persona: Persona) -> dict[str, Any]:
    """The persona as plain data, its positions by their local ids."""
    data = persona.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=False)
    for position in data["positions"]:
        position["id"] = position["id"].partition("/")[2] or position["id"]
        for e in position["evidence"]:
            e.pop("file", None)
    return data


def _entry(position: Position, number: int) -> dict[str, Any]:
    """A position as a lorebook entry."""
    local = position.id.partition("/")[2] or position.id
    evidence = [e.model_dump(mode="json", exclude_none=True, exclude={"file"}) for e in position.evidence]
    return {
        "keys": list(position.keywords),
        "content": position.claim,
        "extensions": {OURS: {"position": local, "evidence": evidence}},
        "enabled": True,
        "insertion_order": number,
        "use_regex": False,
        "name": f"{position.topic} {local}",
        "comment": "；".join(f"{e.source} 第 {e.line} 行" for e in position.evidence),
        "constant": False,
        "id": number,
    }
