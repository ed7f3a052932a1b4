"""The chunks of a PNG: the texts in it, the picture without them, a plain picture to put them in."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

from bot.lang import Sentence
from bot.persona.cards.card import MAX_JSON, CardError

PNG = b"\x89PNG\r\n\x1a\n"


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
    """What a text chunk of either kind holds behind its keyword; None where it is cut off."""
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
    """Unpacked, never to more than twice what a card may hold: a small file can unpack to gigabytes."""
    engine = zlib.decompressobj()
    try:
        out = engine.decompress(data, 2 * MAX_JSON)
    except zlib.error as error:
        raise CardError(Sentence("distill.card.text_damaged", file=file)) from error
    if engine.unconsumed_tail:
        raise CardError(Sentence("distill.card.text_large", file=file, megabytes=MAX_JSON // 1_000_000))
    return out


def without_cards(raw: bytes) -> tuple[bytes, bytes]:
    """The PNG without card chunks, in two: before IEND, and IEND."""
    out, at = bytearray(PNG), len(PNG)
    end = chunk(b"IEND", b"")
    while at + 8 <= len(raw):
        size, kind = struct.unpack(">I4s", raw[at : at + 8])
        part = raw[at : at + 12 + size]
        at += 12 + size
        if kind == b"IEND":
            break
        keyword = part[8:].partition(b"\0")[0].lower() if kind in (b"tEXt", b"zTXt", b"iTXt") else b""
        if keyword not in (b"chara", b"ccv3"):
            out += part
    return bytes(out), end


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk with its length and checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@lru_cache(maxsize=4)
def blank_png(width: int = 400, height: int = 600, colour: tuple[int, int, int] = (58, 74, 94)) -> bytes:
    """A picture of one colour."""
    row = b"\0" + bytes(colour) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * height, 9)) + chunk(b"IEND", b"")
