"""The turns whose form is fixed: an opening, a closing, an answer to somebody of the room. `moves` plans all others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.debate.desk import Desk, Item, Plan
from bot.debate.ledger import Claim
from bot.debate.moves import NEAR
from bot.debate.seating import opponents, strongest_positions
from bot.debate.state import Remark
from bot.debate.table import span


def opening(desk: Desk, who: str) -> Plan:
    """The strongest one or two of one's case; nothing to say on the motion is said so."""
    sign = {"pro": 1, "con": -1, "none": 0}[desk.seat(who).side]
    own = {p.id for p in desk.usable(who)}
    best = [p for p in strongest_positions(desk.table, desk.persona(who), sign) if p.id in own]
    best += [p for p in desk.usable(who) if p not in best]
    if not best:
        return desk.plan(who, "decline", facts=desk.spoke_about(who))
    # Among the strongest three the seed decides, so that another seed is another debate.
    first = max(best[:3], key=lambda p: desk.strength(p) + 0.6 * desk.draw(who, p.id))
    chosen = [first]
    if len(best) > desk.remaining(who) + 1 and desk.phase.limit >= 200:
        others = [p for p in best if p.topic != first.topic and span(p) != span(first)]
        chosen += others[:1]
    return desk.plan(who, "open", positions=tuple(p.id for p in chosen), facts=_standing(desk, who))


def closing(desk: Desk, who: str) -> Plan | None:
    """What was said, what stands, against the opponents' best that still stands. None for one who never said a thing."""
    mine = [c for c in desk.mine(who) if (p := desk.table.positions.get(c.position)) and desk.fits_side(p, who)]
    if not mine:
        return None
    rank = {"answered": 2, "open": 1, "attacked": 0}

    def worth(c: Claim) -> tuple[float, float]:
        return rank.get(c.state, 0) + desk.strength(desk.table.positions[c.position]), desk.draw(who, c.position)

    # What was relayed by somebody else was not one's own to sum up with, where there is anything else.
    mine = [c for c in mine if not desk.table.positions[c.position].second_hand] or mine
    returns = [c.position for c in sorted(mine, key=worth, reverse=True)[: 3 if desk.phase.limit >= 300 else 2]]
    theirs = [i for i in desk.items(who) if i.kind == "claim" and i.position]
    plan = desk.plan(who, "sum_up", returns=tuple(returns), facts=_weighing(desk, who))
    if not theirs:
        return plan
    weighed = {s.turn.against for s in desk.state.turns if s.turn.move == "sum_up"}

    def weight(i: Item) -> tuple[bool, float, float]:
        """The strongest that no other closing has taken."""
        p = i.position
        return (p is not None and p.id not in weighed), desk.strength(p) if p else 0.0, desk.draw(who, i.seq)

    strongest = max(theirs, key=weight)
    side = desk.seat(who).side
    if side != "none" and desk.seat(strongest.speaker).side == side:
        plan = replace(plan, facts={**plan.facts, "one_side": "yes"})  # joined, not weighed: there is no quarrel to sum up
    return desk.at(plan, strongest)


def answer_remark(desk: Desk, who: str, remark: Remark) -> Plan:
    """To somebody of the room: with the best unused position for it, or an honest no."""
    options = [p for p in desk.unused(who) if desk.fits_side(p, who)]
    close = desk.table.close_to(remark.event.text, options)
    best = max(options, key=lambda p: (close.get(p.id, 0.0), desk.draw(p.id)), default=None)
    at = {"target": remark.seq, "target_kind": "remark"}
    if best is None or close.get(best.id, 0.0) < NEAR:
        return desk.plan(who, "decline", **at, facts=desk.spoke_about(who))
    return desk.plan(who, "answer", **at, positions=(best.id,), score=(("fit", round(close[best.id], 3)),))


def who_answers(desk: Desk, remark: Remark, among: Iterable[str]) -> str | None:
    """Who at the table has the best position for a remark to nobody in particular; None where nobody has."""
    best: tuple[float, float, str] | None = None
    for who in among:
        options = [p for p in desk.unused(who) if desk.fits_side(p, who)]
        top = max(desk.table.close_to(remark.event.text, options).values(), default=0.0)
        if top >= NEAR and (best is None or (top, desk.draw(who)) > best[:2]):
            best = (top, desk.draw(who), who)
    return best[2] if best else None


# ---------------------------------------------------------------------------------------------------------------- facts


def _standing(desk: Desk, who: str) -> dict[str, str]:
    across = [desk.seat(o).name for o in opponents(desk.state.seats, who)]
    return {"side": desk.seat(who).side, "opponents": "、".join(across)}


def _weighing(desk: Desk, who: str) -> dict[str, str]:
    """What a closing weighs: what of one's own was never answered, what an opponent granted, what one granted."""
    text = {i: p.claim for i, p in desk.table.positions.items()}
    claims = [c for c in desk.state.ledger.claims if c.position]
    mine = [c for c in claims if c.speaker == who]
    own = [c for c in mine if not desk.table.positions[c.position].second_hand]
    granted = {
        s.turn.against
        for s in desk.state.turns
        if s.turn.speaker == who and s.turn.move == "concede" and s.turn.against
    }
    return {
        **_standing(desk, who),
        "unanswered": "；".join(text[c.position] for c in own if c.state == "open")[:300],
        "won": "；".join(text[c.position] for c in mine if c.state == "conceded")[:300],
        "granted": "；".join(text[i] for i in sorted(granted) if i in text)[:300],
    }
