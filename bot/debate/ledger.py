"""What has been said and how it stands: claims, and questions that wait for an answer. A frozen value; every turn makes a new one.

A turn's words are judged by its move and its target alone, so the ledger needs no persona and no text:

    open ──attack, ask──▶ attacked ──answer, or its owner strikes back──▶ answered
      │                      │                                              │
      └───────────── concede (by an opponent) ──▶ conceded ◀────────────────┘
    open at the debate's end ──▶ dropped
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.debate.events import TurnSpoken

ClaimState = Literal["open", "attacked", "answered", "conceded", "dropped"]
LIVE: frozenset[ClaimState] = frozenset(("open", "attacked", "answered"))


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing on the record. `position` is a qualified id, "" for a question or a challenge that words no position.

    `to` is who has to answer a question; `by` are the seqs of the turns that went against it.
    """

    seq: int
    speaker: str
    position: str
    state: ClaimState = "open"
    to: str = ""
    by: tuple[int, ...] = ()

    @property
    def question(self) -> bool:
        """True where it waits for an answer and claims nothing."""
        return not self.position

    @property
    def live(self) -> bool:
        """Still worth answering: neither conceded nor dropped."""
        return self.state in LIVE


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims in the order they were made."""

    claims: tuple[Claim, ...] = ()

    def at(self, seq: int) -> tuple[Claim, ...]:
        """What the turn `seq` put on the record."""
        return tuple(c for c in self.claims if c.seq == seq)

    def live(self, *, against: str | None = None, of: str | None = None) -> tuple[Claim, ...]:
        """Live claims (no questions): everybody's, those of others than `against`, or those of `of`."""
        return tuple(
            c
            for c in self.claims
            if c.live
            and not c.question
            and (against is None or c.speaker != against)
            and (of is None or c.speaker == of)
        )

    def waiting(self, persona: str) -> tuple[Claim, ...]:
        """Questions and bare challenges that this persona has not answered, oldest first."""
        return tuple(c for c in self.claims if c.question and c.to == persona and c.state == "open")

    def after(self, seq: int, turn: TurnSpoken) -> Ledger:
        """The ledger with this turn entered as `seq`."""
        claims = self.claims
        if turn.target is not None:
            claims = self._answered(claims, seq, turn)
        made = tuple(Claim(seq, turn.speaker, p) for p in turn.positions)
        if turn.move in ("ask", "attack") and turn.target is not None:
            # A question waits for an answer even where it rests on evidence; a challenge only where it has nothing else.
            to = next((c.speaker for c in self.at(turn.target)), "")
            if to and to != turn.speaker and (turn.move == "ask" or not made):
                made = (*made, Claim(seq, turn.speaker, "", to=to))
        return Ledger(claims + made)

    def _answered(self, claims: tuple[Claim, ...], seq: int, turn: TurnSpoken) -> tuple[Claim, ...]:
        target, speaker = turn.target, turn.speaker
        hit: dict[str, ClaimState] = {"attack": "attacked", "ask": "attacked", "concede": "conceded"}
        # What of the speaker's own the target went against: this turn defends it.
        mine = {c.seq for c in claims if target in c.by and c.speaker == speaker}

        def enter(c: Claim) -> Claim:
            if c.seq == target and c.speaker != speaker and c.live:
                if c.question:
                    return replace(c, state="answered") if c.to == speaker and turn.move != "decline" else c
                if turn.move in hit and turn.against in ("", c.position):
                    return replace(c, state=hit[turn.move], by=(*c.by, seq))
            if (
                c.seq in mine
                and c.speaker == speaker
                and c.state == "attacked"
                and turn.move not in ("decline", "concede")
            ):
                return replace(c, state="answered")
            return c

        return tuple(enter(c) for c in claims)

    def close(self) -> Ledger:
        """At the end: what nobody ever answered was dropped."""
        return self.mapped(lambda c: replace(c, state="dropped") if c.state == "open" else c)

    def drop_question(self, seq: int) -> Ledger:
        """The question asked in `seq` will not be answered: its turn was passed over."""
        return self.mapped(lambda c: replace(c, state="dropped") if c.seq == seq and c.question else c)

    def mapped(self, change: Callable[[Claim], Claim]) -> Ledger:
        """Every claim through `change`."""
        return Ledger(tuple(change(c) for c in self.claims))
