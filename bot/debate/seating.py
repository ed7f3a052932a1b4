"""Who sits where, before a debate begins: stances toward a motion, sides, whom to invite, which motions divide the table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.debate.events import Seat, Side
from bot.debate.table import RELEVANT, Table, bearing_of
from bot.persona.model import Persona, Position, Topics

FIRM = 0.25  # from this mean stance on a persona takes a side
_MODALITY = {"assert": 1.0, "predict": 0.9, "conditional": 0.7, "hedge": 0.6, "question": 0.3}


@dataclass(frozen=True, slots=True)
class ProposedMotion:
    """A motion with two-sided evidence and who would argue it best."""

    text: str
    pro: tuple[str, ...]  # display names, strongest first
    con: tuple[str, ...]
    evidence: int  # positions on the smaller side
    personas: tuple[str, ...] = ()  # ids of the pair proposed


@dataclass(frozen=True, slots=True)
class Seating:
    """Seats with their sides. `agreed`: all who take a side take the same one. `silent`: persona ids with nothing to say."""

    seats: tuple[Seat, ...]
    agreed: bool
    silent: tuple[str, ...] = ()

    @property
    def divided(self) -> bool:
        """Both sides are there."""
        return {"pro", "con"} <= {s.side for s in self.seats}


def stance(persona: Persona, on: Sequence[tuple[str, int]], topics: Topics) -> float:
    """-2..+2 toward the motion: the mean of the positions' effects. What the motion names outweighs what only leans to it."""
    bearing = bearing_of(on, topics)
    named = {t for t, _ in on}
    total = weight = 0.0
    for p in persona.positions:
        b = bearing.get(p.topic, 0.0)
        if not b or not p.stance:
            continue
        w = (abs(b) if p.topic in named else 0.35) * _MODALITY[p.modality]
        total += w * p.stance * (1 if b > 0 else -1)
        weight += w
    return round(total / weight, 3) if weight else 0.0


def side_of(value: float) -> Side:
    """The side a stance takes."""
    return "pro" if value >= FIRM else "con" if value <= -FIRM else "none"


def sides(table: Table, who: Sequence[Persona], members: Mapping[str, str] | None = None) -> Seating:
    """Seat these personas. Nobody is given a side that their positions don't take; pro sit first, the firmest first."""
    seats = []
    for persona in who:
        value = stance(persona, table.on, table.topics)
        member = (members or {}).get(persona.id)
        seats.append(Seat(persona.id, member or persona.name, side_of(value), value, member))
    silent = tuple(p.id for p in who if not any(q.id in table.relevant for q in p.positions))
    taken = {s.side for s in seats} - {"none"}
    speaking = [s for s in seats if s.persona not in silent]
    agreed = len(taken) < 2 and len(speaking) > 1
    if agreed and len(speaking) == 2 and len(taken) == 1:
        # One is firm, the other stands in between: they don't stand alike, and the difference is worth an evening.
        low, high = sorted(speaking, key=lambda s: s.stance)
        if high.stance - low.stance >= 1.0 and "none" in (low.side, high.side):
            agreed = False
    return Seating(tuple(_ordered(seats)), agreed, silent)


def _ordered(seats: Iterable[Seat]) -> list[Seat]:
    rank = {"pro": 0, "con": 1, "none": 2}
    return sorted(seats, key=lambda s: (rank[s.side], -abs(s.stance)))


def benches(seats: Sequence[Seat]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two benches as persona ids: by side where there are two; those without one fill up the shorter bench.

    Where all stand alike, the more favourable half is the first bench, so that every format has somebody to begin.
    """
    first = [s.persona for s in seats if s.side == "pro"]
    second = [s.persona for s in seats if s.side == "con"]
    rest = sorted((s for s in seats if s.side == "none"), key=lambda s: -s.stance)
    if not first or not second:
        line = [s.persona for s in sorted(seats, key=lambda s: -s.stance)]
        middle = (len(line) + 1) // 2
        return tuple(line[:middle]), tuple(line[middle:])
    for seat in rest:
        (first if len(first) <= len(second) else second).append(seat.persona)
    return tuple(first), tuple(second)


def opponents(seats: Sequence[Seat], persona: str) -> tuple[str, ...]:
    """Whom this persona argues with: the other side; where it has none, or nobody sits there, everybody else."""
    mine = next(s.side for s in seats if s.persona == persona)
    across = tuple(s.persona for s in seats if mine != "none" and s.side not in (mine, "none"))
    return across or tuple(s.persona for s in seats if s.persona != persona)


def propose_seats(table: Table, n: int = 2, seed: int = 0) -> Seating:
    """The `n` (2..6) of the table's personas who disagree most about its motion; named voices before archetypes."""
    ranked = {"pro": _strongest(table, 1, seed), "con": _strongest(table, -1, seed)}
    chosen: list[Persona] = []
    for i in range(n):
        first, second = ("pro", "con") if i % 2 == 0 else ("con", "pro")
        left = [p for side in (first, second) for p in ranked[side] if p not in chosen]
        if left:
            chosen.append(left[0])
    others = sorted(
        (p for p in table.personas.values() if p not in chosen),
        key=lambda p: (-sum(q.id in table.relevant for q in p.positions), p.id),
    )
    chosen += others[: max(0, n - len(chosen))]
    return sides(table, chosen)


def _strongest(table: Table, sign: int, seed: int) -> list[Persona]:
    """Who argues this side best: firmness × how much evidence there is for it, archetypes at a discount."""
    scored = []
    for persona in table.personas.values():
        value = stance(persona, table.on, table.topics) * sign
        if value < FIRM:
            continue
        own = sum(min(1.0, table.effect(p) * sign / 2) for p in persona.positions if table.effect(p) * sign > 0)
        score = value * min(own, 5.0) * (0.6 if persona.kind == "archetype" else 1.0)
        scored.append((-score, tie(seed, persona.id), persona))
    return [p for *_, p in sorted(scored, key=lambda row: row[:2])]


def propose_motions(table: Table, limit: int = 20) -> list[ProposedMotion]:
    """Motions with evidence on both sides at this table, the best divided first: thought-out ones, then topics' propositions."""
    known = [(m.text, tuple((lean.to, int(lean.sign)) for lean in m.on)) for m in table.topics.motions]
    covered = {on for _, on in known}
    known += [(f"{t.proposition}？", ((t.id, 1),)) for t in table.topics.topics if ((t.id, 1),) not in covered]
    found = [m for text, on in known if (m := _proposed(replace(table, on=on, relevance={}), text))]
    return sorted(found, key=lambda m: (-m.evidence, m.text))[:limit]


def _proposed(table: Table, text: str) -> ProposedMotion | None:
    pro, con = _strongest(table, 1, 0), _strongest(table, -1, 0)
    if not pro or not con:
        return None
    evidence = min(_for(table, pro, 1), _for(table, con, -1))
    pair = (pro[0], con[0])
    names = tuple(p.name for p in pro[:4]), tuple(p.name for p in con[:4])
    return ProposedMotion(text, *names, evidence, tuple(p.id for p in pair))


def _for(table: Table, who: Iterable[Persona], sign: int) -> int:
    return sum(table.effect(p) * sign >= RELEVANT for persona in who for p in persona.positions)


def strongest_positions(table: Table, persona: Persona, sign: int = 0) -> list[Position]:
    """The persona's positions that bear on the motion, strongest first; `sign` keeps one side's."""
    own = [p for p in persona.positions if p.id in table.relevant and (not sign or table.effect(p) * sign > 0)]

    def strength(p: Position) -> float:
        return abs(table.effect(p)) * _MODALITY[p.modality] + table.weight(p) + table.relevance.get(p.id, 0.0)

    return sorted(own, key=lambda p: (-strength(p), p.id))


def tie(seed: int, *parts: object) -> float:
    """0..1, the same for the same values: what decides between equals."""
    digest = hashlib.blake2b("\x1f".join(map(str, (seed, *parts))).encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big") / 2**56
