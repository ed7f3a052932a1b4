"""JSON Schema of the files that people write, for editors that complete and underline."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel

from bot.config import Config
from bot.debate.formats import Format
from bot.persona.model import Persona, Sources, Topics

KINDS: Final[dict[str, type[BaseModel]]] = {
    "persona": Persona,
    "topics": Topics,
    "sources": Sources,
    "format": Format,
    "config": Config,
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str = "persona") -> dict[str, Any]:
    """The schema of one kind of file (a key of KINDS). Raises KeyError. The user's own `x-…` keys are allowed in all but config."""
    model = KINDS[kind]
    made = model.model_json_schema(by_alias=True)
    made.get("properties", {}).pop("file", None) if kind == "config" else None
    for part in [made, *made.get("$defs", {}).values()]:
        if kind != "config" and part.get("type") == "object":
            part.setdefault("patternProperties", {})["^x-"] = {}
    if kind == "persona":  # filled in by the loader
        made["$defs"]["Evidence"]["properties"].pop("file", None)
    return {"$schema": _DRAFT, "title": f"圆桌 {kind}", **{k: v for k, v in made.items() if k != "title"}}
