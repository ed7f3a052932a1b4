"""What can be held against a claim with no evidence of one's own: by comparing what is on the record, never by inventing.

aim          ground                                                     facts
premise      the opponent's own earlier claim says otherwise            earlier, earlier_seq
premise      it was a guess, a prediction, a condition, a question      modality
premise      it was relayed by somebody else                            reported_by
date         it is older than what the speaker put on the table         their_date, own_date
scope        it speaks of another thing than the motion                 their_topic, motion_topic
consequence  what would follow for the motion (a question only)         motion_topic
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.debate.state import State
from bot.debate.table import Table
from bot.persona.model import Position


@dataclass(frozen=True, slots=True)
class Ground:
    """One comparison. `force` 0..1; `strikes` False: good for a question only."""

    aim: str
    force: float
    facts: Mapping[str, str] = field(default_factory=dict)
    strikes: bool = True


def grounds(state: State, table: Table, who: str, seq: int, claim: Position) -> tuple[Ground, ...]:
    """Everything comparable about this claim, strongest first."""
    found = [
        *_contradiction(state, table, seq, claim),
        *_modality(claim),
        *_relayed(claim),
        *_older(state, table, who, claim),
        *_elsewhere(table, claim),
    ]
    topic = table.on[0][0] if table.on else ""
    found.append(Ground("consequence", 0.1, {"ground": "consequence", "motion_topic": topic}, strikes=False))
    return tuple(sorted(found, key=lambda g: -g.force))


def _contradiction(state: State, table: Table, seq: int, claim: Position) -> list[Ground]:
    spoken = state.spoken(seq)
    speaker = spoken.turn.speaker if spoken else ""
    for other in state.ledger.claims:
        p = table.positions.get(other.position)
        if p is None or other.speaker != speaker or p.id == claim.id:
            continue
        # Only on one and the same topic: speaking for two things that pull apart is no contradiction.
        if p.topic == claim.topic and p.stance * claim.stance < 0:
            facts = {"ground": "contradiction", "earlier": p.claim, "earlier_seq": str(other.seq)}
            return [Ground("premise", 1.0, facts)]
    return []


def _modality(claim: Position) -> list[Ground]:
    force = {"question": 0.7, "hedge": 0.6, "predict": 0.6, "conditional": 0.5}.get(claim.modality)
    return [Ground("premise", force, {"ground": "modality", "modality": claim.modality})] if force else []


def _relayed(claim: Position) -> list[Ground]:
    by = claim.evidence[0].reported_by
    return [Ground("premise", 0.5, {"ground": "relayed", "reported_by": by})] if by else []


def _older(state: State, table: Table, who: str, claim: Position) -> list[Ground]:
    theirs = table.date(claim)
    own = [table.date(table.positions[i]) for i in state.worded.get(who, frozenset()) if i in table.positions]
    later = max((d for d in own if d), default="")
    if not theirs or not later or later[:4] <= theirs[:4]:
        return []
    return [Ground("date", 0.6, {"ground": "date", "their_date": theirs, "own_date": later})]


def _elsewhere(table: Table, claim: Position) -> list[Ground]:
    named = [t for t, _ in table.on]
    if not named or claim.topic in named:
        return []
    return [Ground("scope", 0.4, {"ground": "scope", "their_topic": claim.topic, "motion_topic": named[0]})]
