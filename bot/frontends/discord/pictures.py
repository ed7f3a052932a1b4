"""Pictures made here: a persona's avatar from its id, and the chart of a vote's swing. No photograph of anybody."""

from __future__ import annotations

import colorsys
import hashlib
import io
import struct
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

SIZE = 128
CELLS = 5

# where systems keep a font with Chinese characters; `discord.font` names another
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)


@lru_cache(maxsize=256)
def avatar(key: str) -> bytes:
    """A PNG of 128 × 128: a mirrored pattern in a colour of its own, the same for the same key."""
    digest = hashlib.blake2b(key.encode(), digest_size=16).digest()
    ink = bytes(round(c * 255) for c in colorsys.hls_to_rgb(digest[0] / 255, 0.42, 0.55))
    paper = bytes(round(c * 255) for c in colorsys.hls_to_rgb(digest[0] / 255, 0.93, 0.5))
    half = (CELLS + 1) // 2
    bit = [digest[1 + i // 8] >> (i % 8) & 1 for i in range(CELLS * half)]
    margin = SIZE // 8
    cell = (SIZE - 2 * margin) / CELLS
    rows = []
    for y in range(SIZE):
        row = bytearray(b"\0")
        for x in range(SIZE):
            column, line = int((x - margin) // cell), int((y - margin) // cell)
            inside = 0 <= column < CELLS and 0 <= line < CELLS
            on = inside and bit[line * half + min(column, CELLS - 1 - column)]
            row += ink if on else paper
        rows.append(bytes(row))
    return _png(SIZE, SIZE, b"".join(rows))


def _png(width: int, height: int, raw: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def font_for(text: str, font: Path | None = None) -> Path | None:
    """A font file that has every character of `text`; None where there is none, or no Pillow."""
    try:
        from PIL import ImageFont  # an extra: yuanzhuo[chart]
    except ImportError:
        return None
    for candidate in ([font] if font else []) + [Path(f) for f in FONTS]:
        if candidate.is_file() and _covers(ImageFont.truetype(str(candidate), 24), text):
            return candidate
    return None


def _covers(face: Any, text: str) -> bool:
    """A missing character is drawn as the font's box: compare with what surely is missing."""
    missing = bytes(face.getmask("\U0010fffe"))
    return all(bytes(face.getmask(c)) not in (missing, b"") for c in set(text) if not c.isspace())


def swing_chart(rows: list[tuple[str, int, int]], labels: tuple[str, str], font: Path | None = None) -> bytes | None:
    """A PNG of bars before and after for each side; `rows` are (side, before, after). None without font or Pillow."""
    everything = "".join(row[0] for row in rows) + "".join(labels) + "0123456789+-−"
    found = font_for(everything, font)
    if found is None:
        return None
    from PIL import Image, ImageDraw, ImageFont

    face, small = ImageFont.truetype(str(found), 22), ImageFont.truetype(str(found), 16)
    most = max([1, *(max(b, a) for _, b, a in rows)])
    image = Image.new("RGB", (560, 30 + 78 * len(rows)), "#ffffff")
    draw = ImageDraw.Draw(image)
    for i, (side, before, after) in enumerate(rows):
        top = 18 + 78 * i
        draw.text((16, top + 12), side, font=face, fill="#222222")
        for offset, value, colour, label in ((0, before, "#b9c2cf", labels[0]), (30, after, "#3b6ea8", labels[1])):
            width = round(300 * value / most)
            draw.rectangle((120, top + offset, 120 + max(width, 2), top + offset + 22), fill=colour)
            draw.text((128 + width, top + offset + 1), f"{label} {value}", font=small, fill="#222222")
        draw.text((500, top + 14), f"{after - before:+d}", font=face, fill="#222222")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
