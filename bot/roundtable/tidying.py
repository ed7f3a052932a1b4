"""What strangers typed, made fit to be kept and shown: no control characters, no halves of characters."""

from __future__ import annotations

_KEPT = frozenset("\n\t")
# Characters that turn the direction of what follows: they would let a text pose as another.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tidy(text: str) -> str:
    """The text as it may go on. A lone surrogate (a wrong byte on the command line, `\\ud800` in JSON) becomes U+FFFD."""
    if text.isprintable() and text.isascii():
        return text
    kept = (c for c in text if c in _KEPT or not (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in _TURNING))
    return "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in kept)


def one_line(text: str) -> str:
    """The same on one line, with single spaces."""
    return " ".join(tidy(text).split())
