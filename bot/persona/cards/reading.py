"""Cards out of files: the JSON in a PNG's text, in a CHARX archive, or by itself; checked before anybody sees it."""

from __future__ import annotations

import base64
import binascii
import io
import json
import zipfile
import zlib
from typing import Any

from bot.lang import Sentence
from bot.persona.cards.card import MAX_DEPTH, MAX_ENTRIES, MAX_FILE, MAX_JSON, Card, CardError, check_size, entries
from bot.persona.cards.png import PNG, png_texts

_V1 = ("name", "description", "personality", "scenario", "first_mes", "mes_example")


def read_card(raw: bytes, file: str = "") -> Card:
    """The card in a PNG, a JSON file or a CHARX archive, told by its first bytes. Raises CardError."""
    if len(raw) > MAX_FILE:
        raise CardError(Sentence("distill.card.too_large", file=file, megabytes=MAX_FILE // 1_000_000))
    if raw.startswith(PNG):
        return checked(_from_png(raw, file), file, raw)
    if raw.startswith((b"PK\x03\x04", b"\xff\xd8\xff")) or b"PK\x03\x04" in raw[:4096]:  # some put a JPEG in front
        return checked(_from_charx(raw, file), file, archive=raw)
    return checked(_parsed(raw, file), file)


def _from_png(raw: bytes, file: str) -> dict[str, Any]:
    """The JSON in a picture's text chunks; V3 where it carries both."""
    texts = png_texts(raw, file)
    for key in ("ccv3", "chara"):
        if key in texts:
            try:
                data = base64.b64decode(texts[key], validate=False)
            except (binascii.Error, ValueError) as error:
                raise CardError(Sentence("distill.card.base64", file=file, field=key)) from error
            return _parsed(data, file)
    raise CardError(Sentence("distill.card.no_card", file=file))


def _from_charx(raw: bytes, file: str) -> dict[str, Any]:
    """The card.json of an archive; nothing else is unpacked."""
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
    """The JSON object in the bytes. Raises CardError."""
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


def checked(whole: dict[str, Any], file: str, image: bytes | None = None, archive: bytes | None = None) -> Card:
    """The card in the object, within the limits, whichever version it says. Raises CardError."""
    check_size(whole, file)
    spec = str(whole.get("spec", "")).lower()
    inner = whole.get("data")
    if spec.startswith("chara_card_v") and isinstance(inner, dict):
        version = "v3" if spec == "chara_card_v3" else "v2"
        card = Card(version, inner, whole, image, archive)
    elif isinstance(whole.get("name"), str) and any(isinstance(whole.get(k), str) for k in _V1[1:]):
        card = Card("v1", {k: whole[k] for k in whole if k not in ("spec", "spec_version")}, whole, image, archive)
    else:
        raise CardError(Sentence("distill.card.no_spec", file=file))
    if not card.name:
        raise CardError(Sentence("distill.card.no_name", file=file))
    if len(card.name) > 200:
        raise CardError(Sentence("distill.card.name_long", file=file, characters=200))
    if len(entries(card.data)) > MAX_ENTRIES:
        raise CardError(Sentence("distill.card.entries", file=file, count=MAX_ENTRIES))
    return card
