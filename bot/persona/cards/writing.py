"""Cards into files: JSON, the text of a PNG, a CHARX archive."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from bot.lang import Sentence
from bot.persona.cards.card import MAX_ENTRIES, MAX_FILE, CardError
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


ICON = "assets/icon/image/main.png"
_SCHEMES = ("embeded://", "embedded://")  # as the specification spells it, and as others do


def as_charx(card: dict[str, Any], image: bytes | None = None, archive: bytes | None = None) -> bytes:
    """The card as a CHARX archive. `archive`: the one it came from, whose other files go along; `image`: its main icon."""
    whole = json.loads(json.dumps(card))
    files = members(archive) if archive else {}
    assets = [a for a in whole["data"].get("assets") or () if isinstance(a, dict)]
    if image is not None or not assets:
        files[ICON] = image if image is not None else blank_png()
        assets = [a for a in assets if (a.get("type"), a.get("name")) != ("icon", "main")]
        assets.insert(0, {"type": "icon", "uri": f"embeded://{ICON}", "name": "main", "ext": "png"})
        whole["data"]["assets"] = assets
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("card.json", as_json(whole))
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def members(archive: bytes) -> dict[str, bytes]:
    """The files of a CHARX archive but for its card. Raises CardError where they unpack to more than a card may bring."""
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        infos = [i for i in found.infolist() if not i.is_dir() and i.filename != "card.json"]
        if len(infos) > MAX_ENTRIES or sum(i.file_size for i in infos) > 5 * MAX_FILE:
            raise CardError(Sentence("distill.card.too_large", file="assets", megabytes=5 * MAX_FILE // 1_000_000))
        try:
            return {i.filename: found.read(i) for i in infos}
        except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
            raise CardError(Sentence("distill.card.zip_damaged", file="assets")) from error


def icon(card: dict[str, Any], archive: bytes) -> bytes | None:
    """The main icon out of a CHARX archive, where it is a PNG."""
    assets = [a for a in card["data"].get("assets") or () if isinstance(a, dict) and a.get("type") == "icon"]
    files = members(archive)
    for asset in sorted(assets, key=lambda a: a.get("name") != "main"):
        data = files.get(str(asset.get("uri")).partition("://")[2])
        if data and data.startswith(PNG):
            return data
    return None


def embedded(card: dict[str, Any]) -> int:
    """How many assets of the card lie in its archive, and can go out in an archive alone."""
    assets = card["data"].get("assets")
    return sum(str(a.get("uri")).startswith(_SCHEMES) for a in assets if isinstance(a, dict)) if isinstance(assets, list) else 0
