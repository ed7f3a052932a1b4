"""Character cards V1, V2, V3 (PNG, JSON, CHARX) ↔ personas. Text from a card is data: nothing in it is ever obeyed or run.

Positions become lorebook entries with keys, sources the card's source list. What this program doesn't know of a card is kept
whole (`x-card` in the persona file) and comes out again on export; a persona exported and brought back is the same persona.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.errors import RequestError
from bot.lang import Sentence
from bot.persona.model import Persona, Position, Source, Topic

MAX_FILE = 20_000_000
MAX_JSON = 5_000_000
MAX_DEPTH = 32
MAX_ENTRIES = 2_000
MAX_TEXT = 200_000
PNG = b"\x89PNG\r\n\x1a\n"
OURS = "yuanzhuo"
"""Our key in a card's `extensions`."""
_V1 = ("name", "description", "personality", "scenario", "first_mes", "mes_example")


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


# -------------------------------------------------------------------------------------------------------------- reading


def read_card(raw: bytes, file: str = "") -> Card:
    """The card in a PNG, a JSON file or a CHARX archive, told by its first bytes. Raises CardError."""
    if len(raw) > MAX_FILE:
        raise CardError(Sentence("distill.card.too_large", file=file, megabytes=MAX_FILE // 1_000_000))
    if raw.startswith(PNG):
        return _checked(_from_png(raw, file), file, raw)
    if raw.startswith(b"PK\x03\x04") or b"PK\x03\x04" in raw[:4096]:
        return _checked(_from_charx(raw, file), file)
    return _checked(_parsed(raw, file), file)


def _from_png(raw: bytes, file: str) -> dict[str, Any]:
    texts = png_texts(raw, file)
    for key in ("ccv3", "chara"):  # V3 wins where a card carries both
        if key in texts:
            try:
                data = base64.b64decode(texts[key], validate=False)
            except (binascii.Error, ValueError) as error:
                raise CardError(Sentence("distill.card.base64", file=file, field=key)) from error
            return _parsed(data, file)
    raise CardError(Sentence("distill.card.no_card", file=file))


def png_texts(raw: bytes, file: str = "") -> dict[str, bytes]:
    """The text chunks (tEXt, zTXt, iTXt) of a PNG by lower-case keyword. Raises CardError where the file is damaged."""
    texts: dict[str, bytes] = {}
    at = len(PNG)
    while at + 8 <= len(raw):
        size, kind = struct.unpack(">I4s", raw[at : at + 8])
        body = raw[at + 8 : at + 8 + size]
        if len(body) < size:
            raise CardError(Sentence("distill.card.png_cut", file=file))
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            keyword, _, rest = body.partition(b"\0")
            value = _text_of(kind, rest, file)
            if value is not None:
                texts.setdefault(keyword.decode("latin-1").lower(), value)
        if kind == b"IEND":
            break
        at += 12 + size
    return texts


def _text_of(kind: bytes, rest: bytes, file: str) -> bytes | None:
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _inflated(rest[1:], file)
    if len(rest) < 2:
        return None
    packed, _, tail = rest[0], rest[1], rest[2:]
    _, _, tail = tail.partition(b"\0")  # language tag
    _, _, tail = tail.partition(b"\0")  # translated keyword
    return _inflated(tail, file) if packed else tail


def _inflated(data: bytes, file: str) -> bytes:
    engine = zlib.decompressobj()
    try:
        out = engine.decompress(data, 2 * MAX_JSON)
    except zlib.error as error:
        raise CardError(Sentence("distill.card.text_damaged", file=file)) from error
    if engine.unconsumed_tail:
        raise CardError(Sentence("distill.card.text_large", file=file, megabytes=MAX_JSON // 1_000_000))
    return out


def _from_charx(raw: bytes, file: str) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            info = archive.getinfo("card.json")
            if info.file_size > MAX_JSON:
                raise CardError(Sentence("distill.card.json_large", file=file, megabytes=MAX_JSON // 1_000_000))
            with archive.open(info) as member:
                data = member.read(MAX_JSON + 1)
    except KeyError as error:
        raise CardError(Sentence("distill.card.no_card_json", file=file)) from error
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError, ValueError) as error:
        raise CardError(Sentence("distill.card.zip_damaged", file=file)) from error
    return _parsed(data, file)


def _parsed(raw: bytes, file: str) -> dict[str, Any]:
    if len(raw) > MAX_JSON:
        raise CardError(Sentence("distill.card.json_large", file=file, megabytes=MAX_JSON // 1_000_000))
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except RecursionError as error:
        raise CardError(Sentence("distill.card.deep", file=file, levels=MAX_DEPTH)) from error
    except ValueError as error:
        raise CardError(Sentence("distill.card.json", file=file, why=error)) from error
    if not isinstance(data, dict):
        raise CardError(Sentence("distill.card.no_object", file=file))
    return data


def _checked(whole: dict[str, Any], file: str, image: bytes | None = None) -> Card:
    _limited(whole, file)
    spec = str(whole.get("spec", "")).lower()
    inner = whole.get("data")
    if spec.startswith("chara_card_v") and isinstance(inner, dict):
        version = "v3" if spec == "chara_card_v3" else "v2"
        card = Card(version, inner, whole, image)
    elif isinstance(whole.get("name"), str) and any(isinstance(whole.get(k), str) for k in _V1[1:]):
        card = Card("v1", {k: whole[k] for k in whole if k not in ("spec", "spec_version")}, whole, image)
    else:
        raise CardError(Sentence("distill.card.no_spec", file=file))
    if not card.name:
        raise CardError(Sentence("distill.card.no_name", file=file))
    if len(card.name) > 200:
        raise CardError(Sentence("distill.card.name_long", file=file, characters=200))
    if len(_entries(card.data)) > MAX_ENTRIES:
        raise CardError(Sentence("distill.card.entries", file=file, count=MAX_ENTRIES))
    return card


def _limited(value: Any, file: str) -> None:
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


def _entries(data: dict[str, Any]) -> list[dict[str, Any]]:
    book = data.get("character_book")
    entries = book.get("entries") if isinstance(book, dict) else None
    if isinstance(entries, dict):  # some programs write a table by number
        entries = list(entries.values())
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []


# ------------------------------------------------------------------------------------------------------ card → persona


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
    for e in _entries(card.data):
        extension = e.get("extensions") if isinstance(e.get("extensions"), dict) else {}
        mark = extension.get(OURS) if isinstance(extension, dict) else None
        if isinstance(mark, dict) and isinstance(mark.get("position"), str):
            by_id[mark["position"]] = e
    kept = []
    for position in persona.get("positions", ()):
        entry = by_id.get(position.get("id"))
        if entry is None:
            continue
        content = _clean(entry.get("content"), card.name)
        if content and content != position.get("claim"):
            position["claim"] = content[:1000]
            position.pop("says", None)
        keys = _words(entry.get("keys"))
        if keys != list(position.get("keywords", ())):
            position["keywords"] = keys
        kept.append(position)
    persona["positions"] = kept
    if not kept:
        raise CardError(Sentence("distill.card.no_position", file=card.name))
    return Imported(persona, None, None, _tables(ours.get("sources")), _tables(ours.get("topics")))


def _tables(value: Any) -> tuple[dict[str, Any], ...]:
    return tuple(v for v in value if isinstance(v, dict)) if isinstance(value, list) else ()


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _foreign(card: Card, slug: Callable[[str], str], today: str) -> Imported:
    data, name = card.data, card.name
    lines: list[str] = [f"角色卡：{name}"]
    found: list[tuple[str, list[str]]] = []
    for entry in _entries(data):
        if entry.get("enabled", True) is False:
            continue
        keys = [*_words(entry.get("keys") or entry.get("key")), *_words(entry.get("secondary_keys"))]
        text = _clean(entry.get("content"), name)
        if text:
            found.append((text, keys))
    if not found:
        for field in ("description", "personality", "scenario"):
            found += [(s, []) for s in _sentences(_clean(data.get(field), name))]
    found = [(t[:900], k) for t, k in found if len(t) >= 2][:MAX_ENTRIES]
    if not found:
        raise CardError(Sentence("distill.card.no_text", file=name))
    identity = slug(name) or "card"
    text_of = "\n".join([*lines, *(t for t, _ in found)]) + "\n"
    sha = hashlib.sha256(text_of.encode("utf-8", "surrogatepass")).hexdigest()
    source = f"card-{identity}"[:50].strip("-") + f"-{sha[:6]}"
    positions = []
    at = len(lines[0]) + 1
    for number, (text, keys) in enumerate(found, start=1):
        evidence = {"source": source, "line": number + 1, "start": at, "end": at + len(text), "kind": "indirect", "speaker": name}
        positions.append({"id": f"p{number}", "topic": name, "stance": 0, "claim": text, "evidence": [evidence], "keywords": keys[:20]})
        at += len(text) + 1
    made = _day(data.get("creation_date")) or today
    persona = {
        "schema": "persona/1",
        "id": identity,
        "kind": "archetype",
        "names": {"display": name, "aliases": _aliases(data), "roles": _words(data.get("tags"))[:6]},
        "as_of": made,
        "bio": f"由角色卡导入的虚构角色，作者：{_clean(data.get('creator'), name)[:60] or '未注明'}。",
        "positions": positions,
        "voice": {"register": "平实，就事论事"},
        "x-card": json.dumps(card.whole, ensure_ascii=False, sort_keys=True),
    }
    entry = {
        "id": source,
        "file": f"{source}.txt",
        "sha256": sha,
        "title": f"角色卡：{name}",
        "outlet": _clean(data.get("creator"), name)[:100] or "角色卡",
        "published": made,
    }
    return Imported(persona, entry, text_of)


def _clean(value: Any, name: str) -> str:
    """A card's text as plain data on one line: {{char}} and {{user}} named, control characters gone."""
    if not isinstance(value, str):
        return ""
    text = re.sub(r"\{\{\s*char\s*\}\}|<BOT>", lambda _: name, value, flags=re.IGNORECASE)
    text = re.sub(r"\{\{\s*user\s*\}\}|<USER>", "对方", text, flags=re.IGNORECASE)
    return " ".join("".join(" " if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 else c for c in text).split())


def _sentences(text: str) -> list[str]:
    return [s.strip() for s in re.findall(r"[^。！？!?]+[。！？!?]*", text) if len(s.strip()) >= 4][:60]


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return []
    out = [" ".join(str(v).split())[:200] for v in value if isinstance(v, str | int | float)]
    return list(dict.fromkeys(w for w in out if w))


def _aliases(data: dict[str, Any]) -> list[str]:
    nickname = data.get("nickname")
    return [nickname.strip()[:200]] if isinstance(nickname, str) and nickname.strip() else []


def _day(stamp: Any) -> str:
    """A Unix time (seconds or milliseconds) as YYYY-MM-DD, UTC; empty where it is none."""
    if not isinstance(stamp, int | float) or isinstance(stamp, bool) or not 0 < stamp < 4e12:
        return ""
    import datetime

    seconds = stamp / 1000 if stamp > 1e11 else stamp
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()


# ------------------------------------------------------------------------------------------------------ persona → card


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
    data: dict[str, Any] = {
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
    data.update(base)
    data["name"] = persona.name
    data["extensions"] = {
        **_table(base.get("extensions")),
        OURS: {
            "persona": _plain(persona),
            "topics": [t.model_dump(mode="json", exclude_none=True, exclude={"leans"}) for t in topics if t.id in spoken],
            "sources": [s.model_dump(mode="json", exclude_none=True) for s in used],
        },
    }
    entries = [_entry(p, n) for n, p in enumerate(persona.positions)]
    data["character_book"] = {"name": f"{persona.name}：立场", "extensions": {}, "entries": entries}
    if version == 3:
        data.setdefault("group_only_greetings", [])
        data["source"] = [s.url for s in used if s.url] or list(data.get("source", ()))
        if persona.names.aliases:
            data.setdefault("nickname", persona.names.aliases[0])
    return {"spec": f"chara_card_v{version}", "spec_version": f"{version}.0", "data": data}


def _unchanged(persona: Persona, data: dict[str, Any]) -> bool:
    """Whether the persona still says what its card said: then the card goes out as it came in."""
    texts = [_clean(e.get("content"), persona.name) for e in _entries(data) if e.get("enabled", True) is not False]
    if not [t for t in texts if t]:
        texts = [s for f in ("description", "personality", "scenario") for s in _sentences(_clean(data.get(f), persona.name))]
    return [t[:900] for t in texts if len(t) >= 2][:MAX_ENTRIES] == [p.claim for p in persona.positions]


def _lifted(whole: dict[str, Any], data: dict[str, Any], version: int) -> dict[str, Any]:
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
    data = persona.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=False)
    for position in data["positions"]:
        position["id"] = position["id"].partition("/")[2] or position["id"]
        for e in position["evidence"]:
            e.pop("file", None)
    return data


def _entry(position: Position, number: int) -> dict[str, Any]:
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


# -------------------------------------------------------------------------------------------------------------- writing


def as_json(card: dict[str, Any]) -> bytes:
    """The card as a JSON file."""
    return (json.dumps(card, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")


def as_png(cards: Sequence[dict[str, Any]], image: bytes | None = None, file: str = "") -> bytes:
    """The cards inside a PNG: V2 under `chara`, V3 under `ccv3`. `image` is the picture; a plain one is drawn without it."""
    raw = image if image is not None else blank_png()
    if not raw.startswith(PNG):
        raise CardError(Sentence("distill.card.not_png", file=file))
    png_texts(raw, file)
    head, tail = _without_cards(raw)
    chunks = b""
    for card in cards:
        key = b"ccv3" if card["spec"] == "chara_card_v3" else b"chara"
        packed = base64.b64encode(json.dumps(card, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        chunks += _chunk(b"tEXt", key + b"\0" + packed)
    return head + chunks + tail


def _without_cards(raw: bytes) -> tuple[bytes, bytes]:
    """The PNG without card chunks, in two: before IEND, and IEND."""
    out, at = bytearray(PNG), len(PNG)
    end = _chunk(b"IEND", b"")
    while at + 8 <= len(raw):
        size, kind = struct.unpack(">I4s", raw[at : at + 8])
        chunk = raw[at : at + 12 + size]
        at += 12 + size
        if kind == b"IEND":
            break
        keyword = chunk[8:].partition(b"\0")[0].lower() if kind in (b"tEXt", b"zTXt", b"iTXt") else b""
        if keyword not in (b"chara", b"ccv3"):
            out += chunk
    return bytes(out), end


def as_charx(card: dict[str, Any], image: bytes | None = None) -> bytes:
    """The card as a CHARX archive, with the picture as its icon."""
    whole = json.loads(json.dumps(card))
    picture = image if image is not None else blank_png()
    if not whole["data"].get("assets"):
        whole["data"]["assets"] = [{"type": "icon", "uri": "embeded://assets/icon/image/main.png", "name": "main", "ext": "png"}]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("card.json", as_json(whole))
        archive.writestr("assets/icon/image/main.png", picture)
    return out.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@lru_cache(maxsize=4)
def blank_png(width: int = 400, height: int = 600, colour: tuple[int, int, int] = (58, 74, 94)) -> bytes:
    """A picture of one colour."""
    row = b"\0" + bytes(colour) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(row * height, 9)) + _chunk(b"IEND", b"")
