"""Persona → card: positions as lorebook entries, everything of ours under our own key, unknown fields of its first card kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bot.persona.cards.card import MAX_ENTRIES, OURS, clean, entries, sentences, table
from bot.persona.model import Persona, Position, Source, Topic


def to_card(
    persona: Persona, sources: Sequence[Source], kept: str | None = None, *, topics: Sequence[Topic] = (), version: int = 3
) -> dict[str, Any]:
    """A V3 (or V2) card of the persona. `kept` is the `x-card` of its file: unknown fields come out of it again."""
    base: dict[str, Any] = {}
    if kept:
        whole = json.loads(kept)
        inner = whole.get("data") if isinstance(whole.get("data"), dict) else None
        base = dict(inner) if inner is not None else {k: v for k, v in whole.items() if k not in ("spec", "spec_version")}
        if _unchanged(persona, base):
            return _lifted(whole, base, version)
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
    lore = [_entry(p, n) for n, p in enumerate(persona.positions)]
    data["character_book"] = {"name": f"{persona.name}：立场", "extensions": {}, "entries": lore}
    if version == 3:
        data.setdefault("group_only_greetings", [])
        data["source"] = [s.url for s in used if s.url] or list(data.get("source", ()))
        if persona.names.aliases:
            data.setdefault("nickname", persona.names.aliases[0])
    return {"spec": f"chara_card_v{version}", "spec_version": f"{version}.0", "data": data}


def _fields(persona: Persona) -> dict[str, Any]:
    """The fields every card has, as they stand where its first card says nothing else."""
    return {
        "name": persona.name,
        "description": persona.bio,
        "personality": persona.voice.register_,
        "scenario": "",
        "first_mes": "",
        "mes_example": "",
        "creator_notes": f"模拟人物，依据公开报道整理，截至 {persona.as_of}；不是本人。每条立场都有出处。",
        "system_prompt": "",
        "post_history_instructions": "",
        "alternate_greetings": [],
        "tags": list(persona.names.roles),
        "creator": "yuanzhuo",
        "character_version": persona.as_of.isoformat(),
        "extensions": {},
    }


def _unchanged(persona: Persona, data: dict[str, Any]) -> bool:
    """Whether the persona still says what its card said: then the card goes out as it came in."""
    texts = [clean(e.get("content"), persona.name) for e in entries(data) if e.get("enabled", True) is not False]
    if not [t for t in texts if t]:
        texts = [s for f in ("description", "personality", "scenario") for s in sentences(clean(data.get(f), persona.name))]
    return [t[:900] for t in texts if len(t) >= 2][:MAX_ENTRIES] == [p.claim for p in persona.positions]


def _lifted(whole: dict[str, Any], data: dict[str, Any], version: int) -> dict[str, Any]:
    """A card that comes out as it came in, but for the version it is asked for."""
    if whole.get("spec") == f"chara_card_v{version}":
        return whole
    outer = {k: v for k, v in whole.items() if k not in data}
    out = {**outer, "spec": f"chara_card_v{version}", "spec_version": f"{version}.0", "data": dict(data)}
    out["data"].setdefault("extensions", {})
    out["data"].setdefault("alternate_greetings", [])
    if version == 3:
        out["data"].setdefault("group_only_greetings", [])
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
