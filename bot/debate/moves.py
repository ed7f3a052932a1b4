"""The moves somebody could make now, by a score that is logged with the turn.

Every candidate is one move of one speaker against one thing on the record. What counts (weights in `W`): being named in the
last turn, an own claim under attack, how well the best unused position fits what it answers, silence, fairness, and how fresh
the thing answered is. Ties fall by a hash of the debate's seed. A persona with nothing left compares what is on the record
(`grounds`), asks, or declines; nothing is ever invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.debate.desk import Desk, Item, Plan
from bot.debate.events import Move
from bot.debate.grounds import Ground, grounds
from bot.debate.state import State
from bot.debate.table import span
from bot.persona.model import Position

W = {
    "named": 1.0,  # the last turn answered this speaker, or asked it
    "asked": 1.0,  # the last turn put a question to this speaker, and this answers it
    "attacked": 0.8,  # an own claim stands attacked
    "fit": 1.2,  # best unused position against what is answered
    "recent": 0.9,  # what is answered was said just now
    "silence": 0.5,
    "fairness": 0.45,
    "open": 0.3,  # nobody has answered it yet
    "again": -0.7,  # this speaker has gone against it before
    "same_move": -0.25,  # this speaker's last turn was of the same move
    "thrift": -0.5,  # spends evidence that later turns will need
    "answerable": 0.8,  # whoever is asked has something to answer with
    "tie": 0.08,
}
NEAR = 0.15  # affinity from which a position has something to say to a stranger's question


def candidates(desk: Desk, who: str, *, only: str = "", press: bool = False) -> list[Plan]:
    """Every move this persona could make now, best first. `only` keeps what is said to one opponent."""
    allowed = desk.phase.allowed
    found: list[Plan] = []
    for item in desk.items(who):
        if only and item.speaker != only:
            continue
        plans = (*_with_evidence(desk, who, item), *_without(desk, who, item))
        scored = (_scored(desk, p, item) for p in plans if p.move in allowed and not (press and p.move == "ask"))
        found += [p for p in scored if _answerable(p)]
    return sorted(found, key=lambda p: -p.total)


def question(desk: Desk, who: str) -> Plan | None:
    """A cross-examiner's question about an opponent's live claim; on own evidence where there is plenty."""
    found: list[Plan] = []
    for item in desk.items(who):
        if item.kind != "claim":
            continue
        bare = (_bare(desk, who, item, "ask", g) for g in _open_grounds(desk, who, item))
        found += [_scored(desk, p, item) for p in bare]
        if len(desk.usable(who)) > desk.remaining(who) + 1:
            found += [
                _scored(desk, replace(p, move="ask", variant=desk.variant(who, "ask")), item)
                for p in _with_evidence(desk, who, item)
                if p.move == "attack"
            ]
    # A question that would be met with a shrug is a bad question: better a challenge that needs no answer.
    found = [p for p in found if _answerable(p)]
    if not found and "attack" in desk.phase.allowed:
        found = [p for p in candidates(desk, who) if p.move == "attack" and not p.positions]
    return max(found, key=lambda p: p.total, default=None)


def _answerable(plan: Plan) -> bool:
    return plan.move != "ask" or dict(plan.score).get("answerable", 0.0) >= 0


def reply(desk: Desk, who: str) -> Plan | None:
    """The answer to the question that waits for this persona; an honest no where there is nothing."""
    waiting = [i for i in desk.items(who) if i.kind == "question"]
    if not waiting:
        return None
    item = waiting[-1]
    found = [_scored(desk, p, item) for p in (*_with_evidence(desk, who, item), *_without(desk, who, item))]
    return max(found, key=lambda p: p.total, default=None) or decline(desk, who, item)


def decline(desk: Desk, who: str, item: Item | None = None) -> Plan:
    """Nothing on this in public: said plainly, with what there is."""
    plan = desk.plan(who, "decline", facts=desk.spoke_about(who))
    return desk.at(plan, item) if item else plan


def _with_evidence(desk: Desk, who: str, item: Item) -> list[Plan]:
    options = desk.usable(who) or (
        desk.responsive(who, item.position) if item.position and item.kind == "claim" else []
    )
    if not options or (item.claim and item.kind == "claim" and _times_at(desk, who, item) >= 2):
        return []
    defended = _under_attack(desk, who, item)
    close = desk.table.close_to(item.text, options)

    def bond(p: Position) -> float:
        """How p stands to what is answered: against a claim, or behind the own one that is asked about or attacked."""
        backing = max((_backing(p, own) for own in defended), default=0.0)
        if item.kind != "claim" or item.position is None:
            return backing
        against = _opposition(desk, p, item)
        if against >= 0.9 or not _one_side(desk, who, item.speaker):
            return max(backing, against)
        # Between people of one side: what carries the other's thought on.
        return max(backing, 0.7 * _backing(p, item.position), 0.4 * desk.table.linked(p.topic, item.position.topic))

    def fit(p: Position) -> float:
        said = 0.0 if p.second_hand else 0.1
        return 0.4 * bond(p) + 0.35 * min(1.0, close.get(p.id, 0.0) * 2) + 0.15 * desk.table.weight(p) + said

    # An answer that has nothing to do with the question is none.
    options = [p for p in options if item.kind == "claim" or bond(p) >= 0.3 or close.get(p.id, 0.0) >= NEAR]
    if not options:
        return []
    best = max(options, key=lambda p: (fit(p) + 0.15 * desk.draw(who, p.id), p.id))
    move, own = _move_for(desk, who, item, best, defended)
    aim = _aim(desk, who, item, best) if move in ("attack", "claim") else ""
    plan = desk.plan(
        who, move, positions=(best.id,), own=own, aim=aim, score=(("fit", round(W["fit"] * fit(best), 3)),)
    )
    found = [desk.at(plan, item)]
    if granted := _granted(desk, who, item, best):
        grant = desk.plan(who, "concede", positions=(granted.id, best.id), score=(("fit", round(W["fit"] * 0.7, 3)),))
        found.append(desk.at(grant, item))
    return found


def _move_for(desk: Desk, who: str, item: Item, position: Position, defended: Sequence[Position]) -> tuple[Move, str]:
    if item.kind == "question":
        own = max(defended, key=lambda p: _backing(position, p), default=None)
        return "answer", own.id if own else ""
    against = _opposition(desk, position, item)
    backed = max(defended, key=lambda p: _backing(position, p), default=None)
    if backed and _backing(position, backed) > max(0.4, against):
        return "answer", backed.id
    if _one_side(desk, who, item.speaker):
        return ("attack" if against >= 0.9 else "support" if against <= 0.1 else "claim"), ""
    return "attack", ""


def _one_side(desk: Desk, who: str, other: str) -> bool:
    return desk.agreed or desk.seat(who).side == desk.seat(other).side


def _without(desk: Desk, who: str, item: Item) -> list[Plan]:
    """Moves that need no evidence of one's own: comparing what is on the record."""
    if item.kind == "question":
        return _defend(desk, who, item)
    if _times_at(desk, who, item) >= 2:
        return []
    found = []
    side = desk.seat(who).side
    if side == "none" or desk.seat(item.speaker).side != side:  # with nothing of one's own, no quarrel among one side
        found += [_bare(desk, who, item, "attack", g) for g in _open_grounds(desk, who, item) if g.strikes]
    found += [_bare(desk, who, item, "ask", g) for g in _open_grounds(desk, who, item)]
    return found


def _defend(desk: Desk, who: str, item: Item) -> list[Plan]:
    """An answer from the claim that was asked about itself: its reason, its limits. Once for each claim."""
    own = item.position
    if own is None or own.id not in desk.state.worded.get(who, frozenset()) or own.id in _explained(desk, who):
        return []
    if own.second_hand:
        return []  # somebody else's words for it: not ours to stand by
    if not own.because and own.modality == "assert":
        return []  # nothing to add to what was said: a bare repetition is no answer
    facts = {"because": own.because or "", "modality": own.modality}
    return [desk.at(desk.plan(who, "answer", own=own.id, aim="scope", facts=facts, score=(("fit", 0.3),)), item)]


def _explained(desk: Desk, who: str) -> set[str]:
    """The own claims that this persona has explained before, without new evidence."""
    answers = [s.turn for s in desk.state.turns if s.turn.speaker == who and s.turn.move == "answer"]
    asked = (desk.state.spoken(t.target) for t in answers if t.target is not None and not t.positions)
    return {s.turn.against for s in asked if s}


def _can_answer(desk: Desk, who: str, own: Position) -> bool:
    """True where a question about this claim would not be met with a shrug."""
    close = desk.table.close_to(own.claim, options := desk.usable(who))
    if any(_backing(p, own) >= 0.3 or close[p.id] >= NEAR for p in options):
        return True
    more = bool(own.because) or own.modality != "assert"
    return more and not own.second_hand and own.id not in _explained(desk, who)


def _bare(desk: Desk, who: str, item: Item, move: Move, ground: Ground) -> Plan:
    base = 0.3 if move == "attack" else 0.15
    plan = desk.plan(who, move, aim=ground.aim, facts=ground.facts, score=(("fit", base + 0.2 * ground.force),))
    return desk.at(plan, item)


def _open_grounds(desk: Desk, who: str, item: Item) -> list[Ground]:
    """Grounds on the record that this persona has not used: a comparison is made once, and of one claim one."""
    bare = [s.turn for s in desk.state.turns if s.turn.speaker == who and not s.turn.positions and s.turn.against]
    if item.position is None or any(t.against == item.position.id for t in bare):
        return []
    used = {t.aim for t in bare}
    # Nobody says of a claim what somebody has said of it, nor of a topic twice that it is another; where it leads is asked
    # twice at most.
    others = [s.turn for s in desk.state.turns if not s.turn.positions and s.turn.against]
    used |= {t.aim for t in others if t.against == item.position.id}
    if sum(t.aim == "consequence" for t in others) >= 2:
        used.add("consequence")
    if any(t.aim == "scope" and desk.table.positions[t.against].topic == item.position.topic for t in others):
        used.add("scope")
    return [g for g in grounds(desk.state, desk.table, who, item.seq, item.position) if g.aim not in used]


def _scored(desk: Desk, plan: Plan, item: Item) -> Plan:
    """The plan with the rest of its score: everything but how its evidence fits."""
    who, state = plan.speaker, desk.state
    parts = list(plan.score)

    def add(name: str, value: float) -> None:
        if value:
            parts.append((name, round(W[name] * value, 3)))

    last = state.last
    named = bool(last and last.turn.target is not None and _author(state, last.turn.target) == who)
    attacked = [c for c in desk.mine(who) if c.state == "attacked"]
    add("named", float(named or any(c.to == who for c in state.ledger.waiting(who))))
    add("asked", float(bool(item.kind == "question" and last and last.seq == item.seq and last.turn.move == "ask")))
    add("attacked", 0.0 if not attacked else 1.0 if any(last and last.seq in c.by for c in attacked) else 0.5)
    add("recent", 0.6 ** desk.age(item.seq))
    since = next((n for n, s in enumerate(reversed(state.turns)) if s.turn.speaker == who), len(state.turns))
    add("silence", min(1.0, since / max(1, len(state.seats))))
    mean = len(state.turns) / max(1, len(state.seats))
    # At a large table two could go on for ever: what each has had counts for more there.
    reach = 1.0 if len(state.seats) < 3 else 4.0
    add("fairness", max(-reach, min(reach, mean - desk.turns_of(who))))
    add("open", float(bool(item.claim and item.claim.state == "open")))
    add("again", float(_times_at(desk, who, item)))
    own_last = next((s.turn for s in reversed(state.turns) if s.turn.speaker == who), None)
    add("same_move", float(bool(own_last and own_last.move == plan.move)))
    stock = len(desk.usable(who)) / desk.remaining(who)
    if plan.positions and stock < 1 and own_last and own_last.positions:
        add("thrift", 1 - stock)
    if plan.move == "ask" and item.position:
        add("answerable", 1.0 if _can_answer(desk, item.speaker, item.position) else -1.0)
    add("tie", desk.draw(who, plan.move, item.seq, plan.aim, *plan.positions))
    return replace(plan, score=tuple(parts))


# ---------------------------------------------------------------------------------------------------------- comparisons


def _opposition(desk: Desk, p: Position, item: Item) -> float:
    """0..1: how much `p` goes against what is answered; 0 where both say the same."""
    t = item.position
    if t is None:
        return 0.5
    if p.topic == t.topic and p.stance * t.stance:
        return 1.0 if p.stance * t.stance < 0 else 0.0
    product = desk.table.effect(p) * desk.table.effect(t)
    if product < 0:
        return 0.75 if desk.table.linked(p.topic, t.topic) else 0.45
    return 0.1 if product > 0 else 0.3


def _backing(p: Position, own: Position) -> float:
    """0..1: how much `p` backs a claim of the same speaker."""
    return 1.0 if p.topic == own.topic and p.stance * own.stance > 0 else 0.35 if p.topic == own.topic else 0.0


def _under_attack(desk: Desk, who: str, item: Item) -> list[Position]:
    """The speaker's own claims that the turn `item.seq` went against or asked about."""
    asked = [item.position] if item.kind == "question" and item.position else []
    return asked + [
        desk.table.positions[c.position]
        for c in desk.state.ledger.claims
        if c.speaker == who and item.seq in c.by and c.position in desk.table.positions
    ]


def _granted(desk: Desk, who: str, item: Item, but: Position) -> Position | None:
    """A position of one's own that says what the opponent says: the honest ground to concede a point, once a debate."""
    seat, late = desk.seat(who), len(desk.state.turns) >= desk.planned * 0.4
    if item.kind != "claim" or not late or desk.agreed or desk.variant(who, "concede") or item.position is None:
        return None
    t = item.position
    same = [
        p
        for p in desk.unused(who)
        if p.id != but.id and span(p) != span(but) and p.topic == t.topic and p.stance * t.stance > 0
    ]
    close = desk.table.close_to(item.text, same)
    best = max(same, key=lambda p: (close.get(p.id, 0.0), p.id), default=None)
    return best if best and seat.side != desk.seat(item.speaker).side else None


def _aim(desk: Desk, who: str, item: Item, p: Position) -> str:
    """How a position goes against a claim: what it hits. Among those that hold, the one this speaker has used least."""
    t = item.position
    if t is None:
        return ""
    fits = []
    if p.topic == t.topic:
        fits.append("premise")
    if t.modality in ("predict", "conditional", "hedge", "question") and p.modality == "assert":
        fits.append("premise")
    if p.topic != t.topic:
        fits.append("consequence" if desk.table.linked(p.topic, t.topic) else "scope")
    if abs(months(desk.table.date(p)) - months(desk.table.date(t))) >= 3 and desk.table.date(p) and desk.table.date(t):
        fits.append("date")
    used = [s.turn.aim for s in desk.state.turns if s.turn.speaker == who]
    return min(dict.fromkeys(fits), key=lambda a: (used.count(a), desk.draw(a)), default="premise")


def months(date: str) -> int:
    """A date of any precision as months since year 0; a year alone counts as its middle."""
    parts = [int(x) for x in date.split("-")] if date else [0]
    return parts[0] * 12 + (parts[1] if len(parts) > 1 else 6)


def _times_at(desk: Desk, who: str, item: Item) -> int:
    """How often this speaker has gone at this very claim."""
    key = item.position.id if item.position else ""
    return sum(
        s.turn.speaker == who and s.turn.target == item.seq and s.turn.against in ("", key) for s in desk.state.turns
    )


def _author(state: State, seq: int) -> str:
    spoken = state.spoken(seq)
    return spoken.turn.speaker if spoken else ""
