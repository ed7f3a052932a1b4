"""The personas of a folder, found by what a draft knows of them: their names, and the passages they cite.

A folder may hold a thousand personas and a run bring a thousand articles, so nothing here goes through all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, ValuesView
from pathlib import Path

from bot.distill.drafts import DraftPersona, DraftPosition
from bot.persona.model import Persona
from bot.recall import chinese


class Roster:
    """Personas by id, each with its file, in the order they came."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[Path, Persona]] = {}
        self._order: dict[str, int] = {}
        self._named: dict[str, set[str]] = {}  # squashed display name → ids
        self._also: dict[str, set[str]] = {}  # squashed alias → ids
        self._cited: dict[tuple[str, str], list[tuple[int, int]]] = {}  # (source, speaker) → spans

    def __len__(self) -> int:
        return len(self._entries)

    def values(self) -> ValuesView[tuple[Path, Persona]]:
        """Every persona with its file."""
        return self._entries.values()

    def put(self, file: Path, persona: Persona) -> None:
        """Keep the persona; one of the same id is replaced, and only what is new of its evidence counts anew."""
        before = self._entries.get(persona.id)
        known = {(e.source, e.speaker, e.start, e.end) for p in before[1].positions for e in p.evidence} if before else set()
        self._entries[persona.id] = (file, persona)
        self._order.setdefault(persona.id, len(self._order))
        self._named.setdefault(squash(persona.name), set()).add(persona.id)
        for alias in persona.names.aliases:
            self._also.setdefault(squash(alias), set()).add(persona.id)
        for position in persona.positions:
            for e in position.evidence:
                if (e.source, e.speaker, e.start, e.end) not in known:
                    self._cited.setdefault((e.source, e.speaker), []).append((e.start, e.end))

    def ids(self) -> set[str]:
        """The ids that are taken."""
        return set(self._entries)

    def has_name(self, name: str) -> bool:
        """Whether somebody is displayed under this name."""
        return squash(name) in self._named

    def cites(self, position: DraftPosition, source: str) -> bool:
        """Whether somebody cites the same speaker at a passage of `source` that overlaps the position's."""
        s = position.statement
        spans = self._cited.get((source, s.speaker or ""), ())
        return any(max(start, s.start) < min(end, s.end) for start, end in spans)

    def matching(self, draft: DraftPersona, ids: Mapping[str, str]) -> tuple[Path, Persona] | None:
        """The first persona the draft speaks of. `ids`: a draft source's id → the id it has in the folder.

        An anonymous speaker matches one of the same description in the same article only: one article's 一位投资人 isn't another's.
        """
        names = {squash(n) for n in (draft.name, *(a for a in draft.aliases if len(a) >= 3))}
        found = set().union(*(self._named.get(n, ()) for n in names), self._also.get(squash(draft.name), ()))
        sources = {ids[p.source.id] for p in draft.positions}
        for id in sorted(found, key=self._order.__getitem__):
            file, persona = self._entries[id]
            cited = {e.source for p in persona.positions for e in p.evidence}
            if draft.kind != "anonymous" or (persona.kind == "anonymous" and cited & sources):
                return file, persona
        return None


def squash(name: str) -> str:
    """A name as it is compared: Simplified, without spaces and dots."""
    return re.sub(r"[\s·•‧]+", "", chinese.fold(name))
