"""What a moderator decided about the statements of a draft, kept in the draft's own file until it is approved or thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.distill.drafts import Change, Key
from bot.distill.statements import Statement

Spot = tuple[int, int, str]
"""Which statement: its start and end, and whom the rules take for the speaker (two may say the same words). A number would name
another one after the rules have changed."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Statements left out, and statements given to another of the article's speakers."""

    dropped: frozenset[Spot] = frozenset()
    speakers: Mapping[Spot, str] = field(default_factory=dict)

    @staticmethod
    def from_data(data: Any) -> Decisions:
        """What `as_data` made; nothing decided where it is damaged."""
        try:
            dropped = frozenset((int(a), int(b), str(by)) for a, b, by in data["dropped"])
            return Decisions(dropped, {(int(a), int(b), str(by)): str(name) for a, b, by, name in data["speakers"]})
        except (KeyError, TypeError, ValueError):
            return Decisions()

    def as_data(self) -> dict[str, Any]:
        """For the draft's file."""
        return {"dropped": sorted(self.dropped), "speakers": sorted((*spot, name) for spot, name in self.speakers.items())}

    def drop(self, spots: Iterable[Spot], dropped: bool) -> Decisions:
        """Leave these out, or take them back in."""
        now = self.dropped | frozenset(spots) if dropped else self.dropped - frozenset(spots)
        return Decisions(now, self.speakers)

    def give(self, statement: Statement, speaker: str) -> Decisions:
        """Somebody else of the article said it; whoever the rules took for the speaker undoes that."""
        others = {k: v for k, v in self.speakers.items() if k != spot_of(statement)}
        return Decisions(self.dropped, others if speaker == statement.speaker else others | {spot_of(statement): speaker})

    def speaker_of(self, statement: Statement) -> str:
        """Who says it, as decided."""
        return self.speakers.get(spot_of(statement)) or statement.speaker or ""

    def kept(self, sha256: str, statements: Iterable[Statement]) -> list[Key]:
        """What `make` is to keep of the article with this sha256."""
        return [(sha256, s.start, s.end, s.speaker or "") for s in statements if spot_of(s) not in self.dropped]

    def changes(self, sha256: str, statements: Iterable[Statement]) -> dict[Key, Change]:
        """What `make` is to change."""
        given = [(s, self.speakers[spot_of(s)]) for s in statements if spot_of(s) in self.speakers]
        return {(sha256, s.start, s.end, s.speaker or ""): Change(speaker=name) for s, name in given}


def spot_of(statement: Statement) -> Spot:
    """Which one it is."""
    return statement.start, statement.end, statement.speaker or ""
