"""Character cards into a personas folder: the persona file, its source, the card's text as the article it cites."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.distill.disk import ARTICLES, read_exact, replace_files, write_config
from bot.distill.sourcing import free_slug, person_slug
from bot.distill.yamltext import SOURCES_HEAD, TOPICS_HEAD, inserted, scalar
from bot.errors import ConfigError
from bot.lang import Sentence
from bot.persona.cards import MAX_FILE, Card, CardError, Imported, blank_png, members, to_persona, without_cards
from bot.persona.model import Persona, Sources, Topics

CARDS = "cards"
"""The folder, inside a personas folder, of pictures and archives that cards came in."""


def bring_in(card: Card, folder: Path, today: str) -> Path:
    """Write the card's persona into `folder`; the path of its file. Raises CardError; writes nothing then."""
    found = to_persona(card, person_slug, today)
    taken = {p.stem for p in folder.glob("*.yaml")} if folder.is_dir() else set()
    fresh = not folder.exists()
    data = found.persona
    wanted = str(data.get("id") or "card")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", wanted):
        wanted = "card"
    data["id"] = free_slug(wanted, taken | {"sources", "topics"})
    path = folder / f"{data['id']}.yaml"
    files: dict[Path, str] = {}
    _sources(found, folder, files)
    _topics(found, folder, files)
    _without_strangers(data, taken)
    original = _original(card)
    if original:
        data["x-card-file"] = f"{CARDS}/{data['id']}.{'charx' if card.archive else 'png'}"
    files[path] = as_yaml(data)
    try:
        yamlfile.parse_text(files[path], Persona, path.name)
    except ConfigError as error:
        first = error.mistakes[0]
        raise CardError(Sentence("distill.card.unusable", file=card.name, field=first.key, why=first.message)) from error
    folder.mkdir(parents=True, exist_ok=True)
    replace_files(
        {
            **({folder / data["x-card-file"]: original} if original else {}),
            **{file: text.encode("utf-8", "surrogatepass") for file, text in files.items()},
        }
    )
    (folder / ARTICLES).mkdir(exist_ok=True)
    if fresh:
        write_config(folder)
    return path


def _original(card: Card) -> bytes | None:
    """The picture or archive the card came in, where it holds more than the card: it goes out again with it."""
    if card.archive:
        files = members(card.archive)
        return card.archive if any(data != blank_png() for data in files.values()) else None
    if card.image and without_cards(card.image) != without_cards(blank_png()):
        return card.image
    return None


def kept_file(path: Path) -> bytes | None:
    """The picture or archive that a persona file's card came in; None where there is none, or it is gone."""
    data = yamlfile.load(path).data if path.is_file() else None
    name = data.get("x-card-file") if isinstance(data, dict) else None
    if not isinstance(name, str) or not re.fullmatch(rf"{CARDS}/[a-z0-9-]+\.(?:png|charx)", name):
        return None
    file = path.parent / name
    return file.read_bytes() if file.is_file() and file.stat().st_size <= MAX_FILE else None


def kept_card(path: Path) -> str | None:
    """The card that a persona file came from, whole, as JSON text; None where it came from none."""
    if not path.is_file():
        return None
    data = yamlfile.load(path).data
    kept = data.get("x-card") if isinstance(data, dict) else None
    return kept if isinstance(kept, str) else None


def _sources(found: Imported, folder: Path, files: dict[Path, str]) -> None:
    file = folder / "sources.yaml"
    text = read_exact(file, SOURCES_HEAD)
    known = {s.id for s in yamlfile.parse(file, Sources).sources} if file.exists() else set()
    block = ""
    for source in (*found.sources, *([found.source] if found.source else [])):
        if source.get("id") in known:
            continue
        lines = [f"{k}: {_flow(v)}" for k, v in source.items() if v is not None]
        block += "  - " + "\n    ".join(lines) + "\n    x-card: true\n"
    if block:
        files[file] = inserted(text, "sources", block)
        try:
            yamlfile.parse_text(files[file], Sources, file.name)
        except ConfigError as error:
            raise CardError(Sentence("distill.card.sources", why=error)) from error
    if found.source and found.text is not None:
        files[folder / ARTICLES / found.source["file"]] = found.text


def _without_strangers(data: dict[str, Any], there: set[str]) -> None:
    """Relations to personas this folder doesn't have are kept under a key of their own, where nothing trips over them."""
    relations = [r for r in data.get("relations") or () if isinstance(r, dict)]
    if strangers := [r for r in relations if r.get("to") not in there]:
        data["relations"] = [r for r in relations if r.get("to") in there]
        data["x-relations"] = strangers


def _topics(found: Imported, folder: Path, files: dict[Path, str]) -> None:
    data = found.persona
    given = {t.get("id"): t for t in found.topics}
    file = folder / "topics.yaml"
    text = read_exact(file, TOPICS_HEAD)
    known = set(yamlfile.parse(file, Topics).by_id) if file.exists() else set()
    wanted = dict.fromkeys(str(p.get("topic", "")) for p in data.get("positions", ()) if isinstance(p, dict))
    block = ""
    for topic in wanted:
        if topic in given and topic not in known:
            block += "  - " + "\n    ".join(f"{k}: {_flow(v)}" for k, v in given[topic].items()) + "\n    x-card: true\n"
        elif topic and topic not in known:
            block += f"  - id: {scalar(topic)}\n    proposition: {scalar(topic + '值得看好')}\n    words: [{scalar(topic)}]\n    x-card: true\n"
    if block:
        files[file] = inserted(text, "topics", block)


def as_yaml(data: dict[str, Any]) -> str:
    """A persona's plain data as a YAML file: one key a line, positions and voice in blocks, evidence in flow."""
    lines = ["# Brought in from a character card by `yuanzhuo card import`."]
    for key, value in data.items():
        if key == "positions":
            lines.append("positions:")
            for position in value:
                inner = [f"{k}: {_flow(v)}" for k, v in position.items() if v is not None]
                lines.append("  - " + "\n    ".join(inner))
        elif key in ("voice", "names") and isinstance(value, dict):
            lines.append(f"{key}:")
            lines += [f"  {k}: {_flow(v)}" for k, v in value.items() if v is not None]
        elif value is not None:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    """Any plain value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(k), ensure_ascii=False)}: {_flow(v)}" for k, v in value.items() if v is not None) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(v) for v in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return scalar(value) if not re.search(r"[，、]", value) else scalar(value, quoted=True)
    return str(value)
