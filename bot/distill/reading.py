"""How an article is read and its drafts finished: by the rules alone. What a model proposes is another `Reading`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.distill.statements import Article, Statement, read_article
from bot.distill.text import Text

if TYPE_CHECKING:
    from bot.distill.drafts import Change, Drafts

Place = tuple[str, int, int]
"""Where a statement stands: sha256 of its article, start, end."""


class Reading:
    """The rules' own."""

    def article(self, text: Text) -> Article:
        """Who says what in it."""
        return read_article(text)

    def claim(self, place: Place) -> str | None:
        """Another claim than the one derived from the passage at this place; None where there is none."""
        return None

    def finish(self, drafts: Drafts, edited: Mapping[Place, Change]) -> None:
        """Change the drafts before anybody sees them, but for what a reviewer `edited`."""


RULES = Reading()


def sha_of(text: Text) -> str:
    """The sha256 under which an article is known."""
    return hashlib.sha256(text.raw.encode("utf-8", "surrogatepass")).hexdigest()


def proposed(statement: Statement) -> tuple[str, ...]:
    """What of a statement a model proposed: all of it, its speaker, or nothing."""
    if statement.how != "model":
        return ()
    return ("statement",) if statement.rule == "model" else ("speaker",)


def place_of(sha256: str, statement: Statement) -> Place:
    """The statement's place."""
    return sha256, statement.start, statement.end
