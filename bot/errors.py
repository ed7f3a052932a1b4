"""Every error we raise.

YuanzhuoError                 shown to the user as one sentence; the front end's top-level handler catches it
├── ConfigError               a user's file is wrong; carries every mistake of it with its place. Caught by
│                             cli (prints all, exit 1) and by hot reload (keeps the old file, shows the mistakes)
├── RequestError              what the user asked for can't be done as asked; caught by front ends, shown as is
│   ├── UnknownPersona        carries the nearest names
│   ├── UnknownDebate
│   ├── UnknownFormat         carries the names there are
│   ├── SeatGone              somebody at a debate is no longer among the personas
│   └── Refused               a limit, a budget, a permission, or a command that doesn't fit the debate's phase
├── EngineError               a model server failed; carries `retryable` and `retry_after`. Caught by
│                             speech.retrying and speech.fallback; never reaches a reader
├── StoreError                the database can't be used; the sentence says why and what to do
│   ├── StoreNewer            written by a newer version of the program
│   ├── StoreCorrupt          not a database, or damaged
│   ├── StoreReadOnly         no right to write
│   └── StoreFull             no room on the disk
├── DebateTaken               another process runs this debate; caught by front ends
└── RuleBroken                our bug: an event or action that the rules don't allow; nothing was changed.
                              Caught only by the top-level handler, which logs it with its traceback
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.lang import Sentence


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a user's file. `line` counts from 1, 0 where there is none; `key` is a dotted path."""

    file: str
    line: int
    key: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f" ({self.key})" if self.key else ""
        return f"{place}{key}: {self.message}" + (f"；{self.hint}" if self.hint else "")


class YuanzhuoError(Exception):
    """The root of the tree above."""


class ConfigError(YuanzhuoError):
    """A user's file is wrong. `mistakes` lists all of them, in the file's order."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes: tuple[Mistake, ...] = tuple(mistakes)
        super().__init__("\n".join(str(m) for m in self.mistakes))


class RequestError(YuanzhuoError):
    """What was asked for can't be done as asked."""


class UnknownPersona(RequestError):
    """Nobody of that name. `nearest` holds up to three display names, best first."""

    def __init__(self, asked: str, nearest: Sequence[str] = ()) -> None:
        self.asked = asked
        self.nearest = tuple(nearest)
        key = "refusals.persona_near" if nearest else "refusals.persona"
        super().__init__(Sentence(key, asked=asked[:40], names=self.nearest))


class UnknownFormat(RequestError):
    """No format of that name. `names` holds those there are."""

    def __init__(self, asked: str, names: Sequence[str] = ()) -> None:
        self.asked = asked
        self.names = tuple(names)
        super().__init__(Sentence("refusals.format", asked=asked[:40], names=self.names))


class UnknownDebate(RequestError):
    """No debate with that id."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        if asked.strip() == "last":
            super().__init__(Sentence("refusals.no_last"))
        else:
            super().__init__(Sentence("refusals.debate", asked=asked[:40]))


class SeatGone(RequestError):
    """Somebody who sits at a debate is no longer among the personas, so it can't go on. `own`: a server's own persona."""

    def __init__(self, why: object, own: bool = False) -> None:
        self.own = own
        super().__init__(why)


class Refused(RequestError):
    """A limit, a budget, a permission, or a command that doesn't fit the moment."""


class EngineError(YuanzhuoError):
    """A model server failed. `retry_after` is in seconds, None where the server named none."""

    def __init__(self, message: str, *, retryable: bool = False, retry_after: float | None = None) -> None:
        self.retryable = retryable
        self.retry_after = retry_after
        super().__init__(message)


class StoreError(YuanzhuoError):
    """The database can't be used."""


class StoreNewer(StoreError):
    """The database was written by a newer version of the program."""


class StoreCorrupt(StoreError):
    """The file is no database, or is damaged."""


class StoreReadOnly(StoreError):
    """The database can't be written."""


class StoreFull(StoreError):
    """The disk is full."""


class DebateTaken(YuanzhuoError):
    """Another process runs this debate."""


class RuleBroken(YuanzhuoError):
    """Our bug: the rules don't allow this event here. Nothing was changed."""
