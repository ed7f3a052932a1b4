"""Cards into files: JSON, the text of a PNG, a CHARX archive."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from bot.lang import Sentence
from bot.persona.cards.card import CardError
from bot.persona.cards.png import PNG, blank_png, chunk, png_texts, without_cards


def as_json(card: dict[str, Any]) -> bytes:
    """The card as a JSON file."""
    return (json.dumps(card, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")


def as_png(cards: Sequence[dict[str, Any]], image: bytes | None = None, file: str = "") -> bytes:
    """The cards inside a PNG: V2 under `chara`, V3 under `ccv3`. `image` is the picture; a plain one is drawn without it."""
    raw = image if image is not None else blank_png()
    if not raw.startswith(PNG):
        raise CardError(Sentence("distill.card.not_png", file=file))
    png_texts(raw, file)
    head, tail = without_cards(raw)
    chunks = b""
    for card in cards:
        key = b"ccv3" if card["spec"] == "chara_card_v3" else b"chara"
        packed = base64.b64encode(json.dumps(card, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        chunks += chunk(b"tEXt", key + b"\0" + packed)
    return head + chunks + tail


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
