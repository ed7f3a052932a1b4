"""How `distill` and `card` speak at a terminal: results on stdout, progress and mishaps on stderr, in the reader's language."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.cli_language import language_of
from bot.errors import YuanzhuoError
from bot.frontends.terminal.screen import Screen, Style
from bot.frontends.wrap import width
from bot.lang import Sentence, in_language, told


class Teller:
    """Says things on this terminal in the language asked for: results on stdout, progress and mishaps on stderr."""

    def __init__(self, asked: str | None, config: Path | None = None) -> None:
        self.language = language_of(asked, config)
        self.screen = Screen()
        self.aside = Screen(sys.stderr)

    def words(self, key: str, **values: Any) -> str:
        """The sentence `distill.<key>`."""
        return Sentence(f"distill.{key}", **values).said(self.language)

    def text(self, chinese: str) -> str:
        """Chinese text (a name, a topic) in the reader's script."""
        return in_language(self.language, chinese)

    def say(self, key: str, style: Style = "plain", **values: Any) -> None:
        """Print the sentence."""
        self.show(self.words(key, **values), style)

    def show(self, text: str, style: Style = "plain", *, aside: bool = False) -> None:
        """Print words as they are; lines are broken where somebody looks at them, not in a pipe or a log."""
        screen = self.aside if aside else self.screen
        screen.print(screen.wrapped(text, style, hanging=2) if screen.tty else [screen.line(text, style)])

    def names(self, names: Sequence[str]) -> None:
        """Print names behind each other, broken between two of them and never inside one."""
        comma, lines = (", " if self.language == "en" else "、"), [""]
        for n, name in enumerate(names):
            part = name + comma * (n < len(names) - 1)
            if self.screen.tty and lines[-1] and width(lines[-1] + part.rstrip()) > self.screen.columns - 6:
                lines.append("")
            lines[-1] += part
        self.screen.print(self.screen.line(f"  {line.rstrip()}") for line in lines if line)

    def mishap(self, error: YuanzhuoError) -> None:
        """Print what an error says, on stderr."""
        self.show(told(self.language, error), "warn", aside=True)

    def doing(self, text: str) -> None:
        """Show what is being done, until something else is printed; nothing where the cursor can't go back."""
        self.aside.grow(text)

    def did(self, text: str) -> None:
        """Print what has been done, on stderr."""
        self.show(text, "dim", aside=True)
