"""Buttons, menus and modals as Discord's JSON. Their ids carry all that is needed to act on them after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

PREFIX = "yz"
GREY, BLUE, GREEN, RED = 2, 1, 3, 4


def custom_id(verb: str, *args: object) -> str:
    """`yz:verb:arg:…`, at most 100 characters."""
    made = ":".join((PREFIX, verb, *(str(a) for a in args)))
    if len(made) > 100:
        raise ValueError(f"custom_id of {len(made)} characters: {made}")
    return made


@dataclass(frozen=True, slots=True)
class Pressed:
    """A custom_id taken apart."""

    verb: str
    args: tuple[str, ...]


def parse(custom_id: str) -> Pressed | None:
    """None where it is none of ours."""
    prefix, _, rest = custom_id.partition(":")
    if prefix != PREFIX or not rest:
        return None
    verb, *args = rest.split(":")
    return Pressed(verb, tuple(args))


def button(label: str, id: str, style: int = GREY, *, emoji: str = "", disabled: bool = False) -> dict[str, Any]:
    """A button."""
    made: dict[str, Any] = {"type": 2, "style": style, "label": label[:80], "custom_id": id}
    if emoji:
        made["emoji"] = {"name": emoji}
    if disabled:
        made["disabled"] = True
    return made


def rows(*buttons: dict[str, Any]) -> list[dict[str, Any]]:
    """Buttons in rows of five."""
    return [{"type": 1, "components": list(buttons[i : i + 5])} for i in range(0, len(buttons), 5)]


def menu(id: str, placeholder: str, options: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """A row with a select menu; options are (label, value, description), at most 25."""
    made = []
    for label, value, description in options[:25]:
        option = {"label": label[:100], "value": value[:100]}
        made.append(option | ({"description": description[:100]} if description else {}))
    select = {"type": 3, "custom_id": id, "placeholder": placeholder[:150], "options": made}
    return {"type": 1, "components": [select]}


def modal(id: str, title: str, fields: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A modal of text fields."""
    return {"custom_id": id, "title": title[:45], "components": [{"type": 1, "components": [f]} for f in fields]}


def field(id: str, label: str, *, long: bool = True, required: bool = True, most: int = 1000) -> dict[str, Any]:
    """A text field of a modal."""
    style = 2 if long else 1
    return {"type": 4, "custom_id": id, "label": label[:45], "style": style, "required": required, "max_length": most}


def submitted(data: Any) -> dict[str, str]:
    """field id → what was written, from a modal's data."""
    found: dict[str, str] = {}
    for row in data.get("components", []):
        for part in [*row.get("components", []), *([row["component"]] if "component" in row else [])]:
            if part.get("custom_id"):
                found[part["custom_id"]] = str(part.get("value") or "")
    return found
