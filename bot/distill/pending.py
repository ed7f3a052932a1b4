"""A pending draft: what its file holds, and what becomes of the article in it as it stands decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.distill.deciding import Decisions, Spot, spot_of
from bot.distill.drafts import Change, Drafts, Key, make, statements_of, unfit
from bot.distill.review import context
from bot.distill.sourcing import DraftSource
from bot.distill.statements import DEFAULT_CONFIDENCE, Statement, read_article
from bot.distill.text import Text
from bot.distill.wording import claim_of
from bot.distill.writer import replace_file
from bot.errors import RequestError
from bot.persona.model import Topic

AROUND = 240  # characters of the article shown before and after a statement


class UnknownDraft(RequestError):
    """No such draft in this server: approved, rejected or never made."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft in one line. `id` is the same for the same article in every run."""

    id: str
    server: str
    name: str
    title: str
    by: str
    made: str  # ISO 8601, UTC
    statements: int
    speakers: tuple[str, ...]
    touched: float = 0.0  # Unix seconds: when it was made, or last decided about


@dataclass(frozen=True, slots=True)
class Found:
    """One statement of a draft. `number` counts from 1 and is what `approve(drop=…)` names."""

    number: int
    speaker: str
    kind: str
    claim: str
    confidence: float
    second_hand: str | None
    line: int  # of the article, from 1
    passage: str  # the passage between ⟦ ⟧ in its paragraph, with what the rules make of it
    spot: Spot = (0, 0, "")  # which one: start and end in code points, the rules' speaker
    text: str = ""  # exactly that slice
    before: str = ""  # what stands before it, line breaks kept
    after: str = ""
    dropped: bool = False
    taken_for: str = ""  # whom the rules took for the speaker, where somebody else was chosen


@dataclass(frozen=True, slots=True)
class Preview:
    """What a moderator decides on: the statements, and the files as they would be written."""

    draft: Draft
    statements: tuple[Found, ...]
    files: dict[str, str]  # file name → YAML
    motions: tuple[str, ...]


def draft_of(server: str, id: str, data: Mapping[str, Any], statements: Sequence[Statement]) -> Draft:
    """A draft in one line, from what its file holds."""
    speakers = tuple(dict.fromkeys(s.speaker or "" for s in statements))
    return Draft(id, server, data["name"], data["title"], data["by"], data["made"], len(statements), speakers)


def found_in(text: Text, number: int, s: Statement, decided: Decisions) -> Found:
    """A statement as it stands decided."""
    speaker = decided.speaker_of(s)
    return Found(
        number,
        speaker,
        s.kind,
        claim_of(s),
        s.confidence,
        s.second_hand if s.second_hand != speaker else None,
        s.line,
        context(text, s),
        spot_of(s),
        s.text,
        text.raw[max(0, s.start - AROUND) : s.start],
        text.raw[s.end : s.end + AROUND],
        spot_of(s) in decided.dropped,
        (s.speaker or "") if speaker != s.speaker else "",
    )


def write(path: Path, data: Mapping[str, Any]) -> None:
    """A draft's file, whole or not at all."""
    replace_file(path, json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4)
def read(raw: str, name: str) -> tuple[Text, tuple[Statement, ...]]:
    """The article and what becomes of it: a moderator turns many pages of one draft."""
    text = Text(raw, name)
    return text, tuple(fitting(text))


def decided_drafts(
    text: Text, data: dict[str, Any], statements: Sequence[Statement], decided: Decisions, known: Sequence[Topic]
) -> Drafts:
    """What would be written of the article as it stands decided."""
    sha = hashlib.sha256(text.raw.encode("utf-8", "surrogatepass")).hexdigest()
    return drafts_of(text, data, known, decided.kept(sha, statements), decided.changes(sha, statements))


def drafts_of(
    text: Text,
    data: dict[str, Any],
    known: Sequence[Topic] = (),
    keep: Iterable[Key] | None = None,
    changes: Mapping[Key, Change] | None = None,
) -> Drafts:
    """What `make` finds, under the title and outlet that were given with the article."""
    given: dict[str, str] = data.get("given") or {}
    drafts = make([text], known, published=given.get("published", ""), keep=keep, changes=changes)
    title, outlet = given.get("title"), given.get("outlet")

    def named(source: DraftSource) -> DraftSource:
        return replace(source, title=title or source.title, outlet=outlet or source.outlet)

    drafts.sources = [named(s) for s in drafts.sources]
    for persona in drafts.personas:
        for position in persona.positions:
            position.source = named(position.source)
            position.more = [(s, named(source)) for s, source in position.more]
    return drafts


def fitting(text: Text, least: float = DEFAULT_CONFIDENCE) -> list[Statement]:
    """The statements of the article that become positions, in their order."""
    return [s for s in statements_of(read_article(text)) if not unfit(s, least)]
