"""One look at a debate before a turn is planned, and what comes out of it: `Desk`, `Item`, `Plan`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.debate.events import Move, Seat
from bot.debate.formats import PhaseKind
from bot.debate.ledger import Claim
from bot.debate.seating import opponents, tie
from bot.debate.state import State
from bot.debate.table import Table, span
from bot.persona.model import Persona, Position


@dataclass(frozen=True, slots=True)
class Plan:
    """One turn, decided. Ids are qualified.

    `positions` are to be worded for the first time, in order; `returns` come back to (closings only). `own` is the claim of
    one's own that an answer defends: it may be spoken of, not cited again. `against` is the position answered. `facts` are
    finished values for the wording (see `grounds` and `Desk.at`). `variant` counts this speaker's earlier turns of the same
    move, `heat` is 0..1 through the debate: wording may escalate by it.
    """

    speaker: str
    move: Move
    phase: str
    kind: PhaseKind
    limit: int
    target: int | None = None
    target_kind: Literal["", "claim", "question", "remark"] = ""
    against: str = ""
    own: str = ""
    aim: str = ""
    positions: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    variant: int = 0
    heat: float = 0.0
    seed: int = 0
    score: tuple[tuple[str, float], ...] = ()

    @property
    def total(self) -> float:
        """The score as one number."""
        return round(sum(v for _, v in self.score), 4)

    @property
    def why(self) -> str:
        """The score's parts as text for `TurnSpoken.why`."""
        return f"{self.total:.2f} = " + " ".join(f"{k}{v:+.2f}" for k, v in self.score) if self.score else ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the record that a turn may answer."""

    kind: Literal["claim", "question", "remark"]
    seq: int
    speaker: str
    text: str
    position: Position | None = None  # what was claimed; for a question, the claim asked about
    claim: Claim | None = None


class Desk:
    """One look at a debate: everything a plan is made from. Made for one call and thrown away."""

    def __init__(self, state: State, table: Table) -> None:
        assert state.opened is not None and state.format is not None and state.phase is not None
        self.state, self.table, self.phase = state, table, state.phase
        self.seed = state.opened.seed
        self.agreed = state.opened.agreed
        self.motion = state.opened.motion
        self.planned = max(1, state.format.turns(len(state.seats)))

    # ------------------------------------------------------------------------------------------------ who has what left

    def persona(self, who: str) -> Persona:
        """The persona at this seat."""
        return self.table.personas[who]

    def seat(self, who: str) -> Seat:
        """The seat."""
        seat = self.state.seat(who)
        assert seat is not None
        return seat

    def fits_side(self, position: Position, who: str) -> bool:
        """True where the position does not speak against the side that its owner sits on."""
        side, effect = self.seat(who).side, self.table.effect(position)
        return side == "none" or effect == 0 or (effect > 0) == (side == "pro")

    def unused(self, who: str) -> list[Position]:
        """Positions whose evidence this persona has not put on the table."""
        worded = self.state.worded.get(who, frozenset())
        spent = self.state.spans.get(who, frozenset()) | {span(self.table.positions[i]) for i in worded}
        return [p for p in self.persona(who).positions if p.id not in worded and span(p) not in spent]

    def usable(self, who: str) -> list[Position]:
        """Unused, relevant to the motion, and on the side where its owner sits."""
        return [p for p in self.unused(who) if p.id in self.table.relevant and self.fits_side(p, who)]

    def responsive(self, who: str, to: Position) -> list[Position]:
        """Where nothing usable is left: unused positions that speak to this very claim, whatever else they bear on."""
        return [p for p in self.unused(who) if self.fits_side(p, who) and self.table.answers(p, to)]

    def mine(self, who: str) -> list[Claim]:
        """This persona's live claims."""
        return list(self.state.ledger.live(of=who))

    # -------------------------------------------------------------------------------------------------- what is on record

    def items(self, who: str) -> list[Item]:
        """What this persona may answer: questions to it, then opponents' live claims."""
        across = set(opponents(self.state.seats, who))
        found = [self._question(c) for c in self.state.ledger.waiting(who)]
        for claim in self.state.ledger.live(against=who):
            position = self.table.positions.get(claim.position)
            if position is None or position.id not in self.table.relevant:
                continue
            if claim.speaker in across or self.disagrees(who, position):
                found.append(Item("claim", claim.seq, claim.speaker, position.claim, position, claim))
        return found

    def disagrees(self, who: str, position: Position) -> bool:
        """At a large table neighbours on one side may differ on one topic: an unused position that says the contrary."""
        if len(self.state.seats) < 3:
            return False
        return any(p.topic == position.topic and p.stance * position.stance < 0 for p in self.usable(who))

    def _question(self, claim: Claim) -> Item:
        asked = self.state.spoken(claim.seq)
        about = self.table.positions.get(asked.turn.against) if asked else None
        return Item("question", claim.seq, claim.speaker, about.claim if about else self.motion, about, claim)

    def turns_of(self, who: str) -> int:
        """How often this persona has spoken."""
        return sum(s.turn.speaker == who for s in self.state.turns)

    def age(self, seq: int) -> int:
        """How many turns ago: 0 is the last one."""
        return sum(s.seq > seq for s in self.state.turns)

    def remaining(self, who: str) -> float:
        """How many turns with evidence this persona may still expect, closings left out."""
        left = self.planned - len(self.state.turns) - len(self.state.seats)
        return max(1.0, left / max(1, len(self.state.seats)))

    def variant(self, who: str, move: Move) -> int:
        """How often this persona has made this move."""
        return sum(s.turn.speaker == who and s.turn.move == move for s in self.state.turns)

    def draw(self, *parts: object) -> float:
        """0..1 from the seed and these values."""
        return tie(self.seed, self.state.seq, *parts)

    def plan(self, who: str, move: Move, **values: Any) -> Plan:
        """A plan in this phase."""
        made = Plan(
            speaker=who,
            move=move,
            phase=self.phase.name.zh_cn,
            kind=self.phase.kind,
            limit=self.phase.limit,
            variant=self.variant(who, move),
            heat=round(min(1.0, len(self.state.turns) / self.planned), 3),
            seed=int(self.draw(who, move) * 2**31),
        )
        return replace(made, **values)

    def at(self, plan: Plan, item: Item) -> Plan:
        """The plan aimed at this item."""
        facts = {
            **plan.facts,
            "target_speaker": self.seat(item.speaker).name,
            "target_claim": item.text,
            "target_topic": item.position.topic if item.position else "",
        }
        against = item.position.id if item.position and item.kind == "claim" else ""
        return replace(plan, target=item.seq, target_kind=item.kind, against=against, facts=facts)

    def spoke_about(self, who: str) -> dict[str, str]:
        """What one who declines did speak about: topic ids, most first."""
        topics = [p.topic for p in self.persona(who).positions]
        ranked = sorted(set(topics), key=lambda t: (-topics.count(t), t))
        return {"spoke_about": "、".join(ranked[:3])}

    def strength(self, p: Position) -> float:
        """How much a position carries on this motion, whatever it answers: 0 to about 2."""
        said = 0.2 if p.says else 0.0
        return abs(self.table.effect(p)) / 2 + self.table.weight(p) / 2 + self.table.relevance.get(p.id, 0.0) / 2 + said
