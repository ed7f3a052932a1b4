"""Lines for a terminal: wide characters counted as two columns, no line that begins with a closing mark."""

from __future__ import annotations

import re
import unicodedata

_NOT_FIRST = set("，。！？；：、）〕⟧」』”’》…—,.!?;:)]%")
_TOKEN = re.compile(r"\[\d+\]|[A-Za-z0-9][A-Za-z0-9'._/+-]*|\s+|.", re.S)


def width(text: str) -> int:
    """Columns the text takes on a terminal."""
    return sum(_columns(c) for c in text)


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Paragraphs broken into lines of at most `columns`, each behind `indent`. Never drops a visible character."""
    room = max(columns - width(indent), 8)
    lines = []
    for paragraph in text.split("\n"):
        lines += [indent + line for line in _fill(paragraph, room)]
    return lines


def clip(text: str, columns: int) -> str:
    """The text, cut with … where it is wider than `columns`."""
    if width(text) <= columns:
        return text
    kept = ""
    for c in text:
        if width(kept) + _columns(c) > columns - 1:
            break
        kept += c
    return kept + "…"


def pad(text: str, columns: int) -> str:
    """The text, cut or filled with spaces to just `columns`."""
    text = clip(text, columns)
    return text + " " * (columns - width(text))


def _fill(paragraph: str, room: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for token in _tokens(paragraph, room):
        if line and width(line + token.rstrip()) > room and not (_clings(token) and width(line + token) <= room + 4):
            lines.append(line.rstrip())
            line = token.lstrip()
        else:
            line += token
    lines.append(line.rstrip())
    return lines


def _tokens(paragraph: str, room: int) -> list[str]:
    tokens = []
    for token in _TOKEN.findall(paragraph):
        if width(token) > room:  # a very long Latin word: may be cut anywhere
            tokens.extend(token)
        else:
            tokens.append(token)
    return tokens


def _clings(token: str) -> bool:
    return token[0] in _NOT_FIRST or re.fullmatch(r"\[\d+\]", token) is not None


def _columns(c: str) -> int:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Cc", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1
