"""Where the terminal's words go: lines with a style, coloured only where somebody looks at them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TextIO

from bot.frontends.wrap import wrap

Style = Literal["plain", "title", "name", "dim", "mark", "warn", "pro", "con"]

_CODES: dict[str, str] = {
    "plain": "",
    "title": "1",
    "name": "1;36",
    "dim": "2",
    "mark": "35",
    "warn": "33",
    "pro": "1;32",
    "con": "1;31",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line to print, already as wide as it may be."""

    text: str
    style: Style = "plain"


class Screen:
    """A stream with a width. `NO_COLOR` and a stream that is no terminal mean plain text."""

    def __init__(self, stream: TextIO | None = None, columns: int | None = None, colour: bool | None = None) -> None:
        self.stream = stream or sys.stdout
        self.tty = self.stream.isatty()
        self.colour = (self.tty and "NO_COLOR" not in os.environ) if colour is None else colour
        self._moves = self.tty and os.environ.get("TERM") != "dumb"  # its cursor can go back
        self._grown = 0  # lines of a turn under way, on the screen until the next print
        self.columns = columns or min(shutil.get_terminal_size((80, 24)).columns, 100)

    def print(self, lines: Iterable[Line]) -> None:
        """Print and flush, so that a turn is seen when it is said. What was growing makes room."""
        self._erase()
        for line in lines:
            code = _CODES[line.style] if self.colour else ""
            self.stream.write(f"\x1b[{code}m{line.text}\x1b[0m\n" if code and line.text else f"{line.text}\n")
        self.stream.flush()

    def grow(self, text: str) -> None:
        """Show a turn that is being worded; the next print takes its place. Does nothing where the cursor can't go back."""
        if not self._moves:
            return
        room = max(3, shutil.get_terminal_size((80, 24)).lines - 2)
        lines = self.wrapped(text, "dim", "  ")[-room:]
        self._erase()
        for line in lines:
            self.stream.write(f"\x1b[2m{line.text}\x1b[0m\n" if self.colour else f"{line.text}\n")
        self._grown = len(lines)
        self.stream.flush()

    def _erase(self) -> None:
        if self._grown:
            self.stream.write(f"\x1b[{self._grown}A\x1b[J")
            self._grown = 0

    @staticmethod
    def clean(text: str) -> str:
        """Text without control characters: those of strangers never reach the terminal."""
        return "".join(c for c in text if c == "\n" or (ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0))

    def line(self, text: str, style: Style = "plain") -> Line:
        """Text as one line, however long."""
        return Line(" ".join(self.clean(text).split("\n")), style)

    def wrapped(self, text: str, style: Style = "plain", indent: str = "", hanging: int = 0) -> list[Line]:
        """Text as lines of this screen; all lines but the first begin `hanging` columns further in."""
        room = self.columns - 4
        lines = wrap(self.clean(text), room, indent)
        if hanging and len(lines) > 1:
            rest = wrap(self.clean(text), room - hanging, indent)  # a line or two earlier, and no token cut in half
            first, *rest = rest
            lines = [first, *(" " * hanging + line for line in rest)]
        return [Line(line, style) for line in lines]
