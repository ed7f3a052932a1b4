"""From a plan to a brief: the finished values that an engine gets to word one turn of a debate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.debate.desk import Plan
from bot.debate.events import Interjected, ModeratorSpoke, Opened, Record, Seat, Side, TurnSpoken
from bot.debate.ledger import Claim
from bot.debate.seating import opponents
from bot.debate.state import State
from bot.debate.table import Table
from bot.debate.votes import swing
from bot.lang import say
from bot.persona.model import Position
from bot.roundtable.seating import proposition
from bot.speech.brief import Account, Brief, Exhibit, Job, Said, Sides, Target

_JOBS: Mapping[str, Job] = {
    "open": "opening",
    "claim": "attack",
    "support": "attack",
    "attack": "attack",
    "ask": "cross",
    "answer": "answer",
    "concede": "answer",
    "decline": "answer",
    "sum_up": "closing",
}


def turn_brief(plan: Plan, state: State, table: Table, records: Sequence[Record], limit: int | None = None) -> Brief:
    """The plan as finished values. `limit` is a cap on the format's own character limit."""
    opened = state.opened
    assert opened is not None
    seat = state.seat(plan.speaker)
    assert seat is not None
    exhibits = _exhibits(table, (*plan.positions, *plan.returns), returning=frozenset(plan.returns))
    facts = {**plan.facts, "topic": _topic(plan, table, opened), "move": plan.move, "heat": str(plan.heat)}
    if plan.target_kind:
        facts["target_kind"] = plan.target_kind
    if plan.own and plan.own in table.positions:
        facts["own"] = table.positions[plan.own].claim
        facts["own_id"] = plan.own
        facts.setdefault("modality", table.positions[plan.own].modality)
    return Brief(
        job=_JOBS[plan.move],
        persona=table.personas[plan.speaker],
        language=opened.language,
        member=seat.member,
        exhibits=exhibits,
        motion=opened.motion,
        side=seat.side,
        phase=plan.phase,
        move=plan.move,
        aim=plan.aim,
        target=_target(plan, state, table),
        opponents=tuple(_name(state, p) for p in opponents(state.seats, plan.speaker)),
        history=history(records, state),
        limit=min(plan.limit, limit) if limit else plan.limit,
        seed=plan.seed,
        facts=facts,
    )


def history(records: Sequence[Record], state: State) -> tuple[Said, ...]:
    """What was said so far, oldest first."""
    said = []
    for record in records:
        event = record.event
        if isinstance(event, TurnSpoken):
            said.append(Said(_name(state, event.speaker), event.text, "persona", record.seq))
        elif isinstance(event, ModeratorSpoke):
            said.append(
                Said(
                    say(state.opened.language if state.opened else "zh-CN", "terminal.moderator"),
                    event.text,
                    "moderator",
                    record.seq,
                )
            )
        elif isinstance(event, Interjected):
            said.append(Said(event.by, event.text, "user", record.seq))
    return tuple(said)


def framing_brief(state: State, table: Table, silent: Sequence[str]) -> Brief:
    """The motion, the format, who stands where with what main point."""
    opened, fmt = state.opened, state.format
    assert opened is not None and fmt is not None
    language = opened.language
    speaking = [s for s in opened.seats if s.persona not in silent]
    leads = {s.persona: lead for s in speaking if (lead := _lead(table, s))}
    exhibits = _exhibits(table, [leads[s.persona].id for s in speaking if s.persona in leads])
    names = {f"name:{e.n}": _name(state, e.position.id.partition("/")[0]) for e in exhibits}
    sep = say(language, "speech.list_sep")

    def side(which: Side) -> str:
        return sep.join(s.name for s in speaking if s.side == which)

    facts = {
        "part": "framing",
        "format": fmt.name.of(language),
        "seats": str(len(opened.seats)),
        "turns": str(fmt.turns(len(opened.seats))),
        "pro": side("pro"),
        "con": side("con"),
        "neutral": side("none"),
        "proposition": _held(table, opened, [s for s in speaking if s.side == "pro"], 1),
        "negation": _held(table, opened, [s for s in speaking if s.side == "con"], -1),
        "silent": "|".join(_name(state, p) for p in silent),
        "agreed": "1" if opened.agreed else "",
        **names,
    }
    return _moderator(state, facts, exhibits)


def agreed_brief(state: State, better: Sequence[str], silent: Sequence[str]) -> Brief:
    """All stand alike: said plainly, with motions that would divide them."""
    nobody = len(silent) == len(state.seats)
    return _moderator(state, {"part": "agreed", "nobody": "1" if nobody else "", "better": " / ".join(better)})


def handover_brief(state: State, table: Table) -> Brief:
    """A word when a phase begins: what is most fought over so far."""
    hottest = max((c for c in state.ledger.live() if c.by), key=lambda c: (len(c.by), c.seq), default=None)
    if hottest is None or hottest.position not in table.positions:
        return _moderator(state, {"part": "handover"})
    facts = {"part": "handover", "disputed": table.positions[hottest.position].claim}
    facts["disputed_by"] = _name(state, hottest.speaker)
    return _moderator(state, facts, _exhibits(table, [hottest.position]))


def audience_brief(state: State) -> Brief:
    """The first open question of the room."""
    remark = next((r for r in state.remarks if r.answered is None), None)
    facts = {"part": "audience"}
    if remark is not None:
        facts |= {"name": remark.event.by, "question": remark.event.text}
    return _moderator(state, facts)


def closed_vote_brief(state: State) -> Brief:
    """The counts of the vote just closed."""
    which = state.phase.which if state.phase and state.phase.which else "before"
    return _moderator(state, {"part": "vote", "which": "counted", "counts": _counts(state, which)})


def result_brief(state: State) -> Brief:
    """What the two votes came to."""
    _, winner = swing(state.tallies)
    facts = {"part": "vote", "which": "result", "winner": winner}
    facts |= {which: _counts(state, which) for which in ("before", "after")}
    return _moderator(state, facts)


def summary_brief(state: State, table: Table, better: Sequence[str] = ()) -> Brief:
    """What it was about, the hardest exchange, who conceded what, what nobody took up."""
    claims = [c for c in state.ledger.claims if c.position in table.positions]
    exhibits: list[Position] = []
    topics = _clashed(claims, table, state) if claims else ""
    facts = {"part": "summary", "topics": topics, "better": " / ".join(better)}
    if clash := _clash(state, table):
        (left, left_p), (right, right_p) = clash
        exhibits += [left_p, right_p]
        facts |= {"left": _name(state, left), "right": _name(state, right)}
        facts |= {"left_claim": _bare(left_p.claim), "right_claim": _bare(right_p.claim)}
    conceded = next((c for c in claims if c.state == "conceded"), None)
    if conceded:
        grantor = next(
            (s.turn.speaker for s in state.turns if s.turn.move == "concede" and s.turn.target == conceded.seq), ""
        )
        facts |= {"conceded_by": _name(state, grantor), "conceded": _bare(table.positions[conceded.position].claim)}
        exhibits.append(table.positions[conceded.position])
    dropped = [c for c in claims if c.state in ("open", "dropped")]
    if dropped:
        facts |= {
            "dropped_by": _name(state, dropped[0].speaker),
            "dropped": _bare(table.positions[dropped[0].position].claim),
        }
        exhibits.append(table.positions[dropped[0].position])
    numbered = _exhibits(table, list(dict.fromkeys(p.id for p in exhibits)))
    return _moderator(state, facts, numbered)


def verdict_brief(state: State, records: Sequence[Record], account: Account) -> tuple[Brief, Sides]:
    """The whole debate for a judge, and who argued for what."""
    opened = state.opened
    assert opened is not None
    phase = state.phase.name.of(opened.language) if state.phase else ""
    brief = Brief(
        job="verdict",
        persona=None,
        language=opened.language,
        motion=opened.motion,
        phase=phase,
        history=history(records, state),
        account=account,
    )
    pro, con = (tuple(s.name for s in opened.seats if s.side == side) for side in ("pro", "con"))
    return brief, Sides(pro, con)


# ----------------------------------------------------------------------------------------------------------------- inside


def _held(table: Table, opened: Opened, seats: Sequence[Seat], sign: int) -> str:
    """What this side holds in so many words, "" unless each of them has held it: a side is no reason to put words in a mouth."""
    if not opened.on:
        return ""
    topic, direction = opened.on[0]
    for seat in seats:
        own = [p.stance for p in table.personas[seat.persona].positions if p.topic == topic and p.stance]
        if not own or any(stance * direction * sign < 0 for stance in own):
            return ""
    return proposition(table.topics, opened.on, sign, opened.motion, opened.language)


def _moderator(state: State, facts: Mapping[str, str], exhibits: tuple[Exhibit, ...] = ()) -> Brief:
    opened = state.opened
    assert opened is not None
    phase = state.phase
    return Brief(
        job="moderator",
        persona=None,
        language=opened.language,
        exhibits=exhibits,
        motion=opened.motion,
        phase=phase.name.of(opened.language) if phase else "",
        limit=1200,
        seed=opened.seed + state.seq,
        facts=dict(facts),
    )


def _exhibits(table: Table, ids: Sequence[str], returning: frozenset[str] = frozenset()) -> tuple[Exhibit, ...]:
    found = [table.positions[i] for i in ids]
    made = []
    for n, position in enumerate(found, 1):
        source = table.source(position)
        if source is not None:
            made.append(Exhibit(n, position, source, returning=position.id in returning))
    return tuple(made)


def _target(plan: Plan, state: State, table: Table) -> Target | None:
    if plan.target is None:
        return None
    remark = state.remark(plan.target)
    if remark is not None:
        return Target(plan.target, remark.event.by, remark.event.text)
    spoken = state.spoken(plan.target)
    assert spoken is not None
    claim = plan.facts.get("target_claim", "")
    return Target(
        plan.target, _name(state, spoken.turn.speaker), spoken.turn.text, claim, plan.facts.get("target_topic", "")
    )


def _topic(plan: Plan, table: Table, opened: Opened) -> str:
    if plan.positions:
        return table.positions[plan.positions[-1]].topic
    return plan.facts.get("target_topic") or (opened.on[0][0] if opened.on else "")


def _lead(table: Table, seat: Seat) -> Position | None:
    """The position that stands for a seat in the framing: the one that bears most on the motion, on the seat's side."""
    own = [p for p in table.personas[seat.persona].positions if p.id in table.relevant]
    sign = {"pro": 1, "con": -1, "none": 0}[seat.side]
    fitting = [p for p in own if not sign or table.effect(p) * sign > 0] or own
    return max(fitting, key=lambda p: (abs(table.effect(p)), table.weight(p), p.id), default=None)


def _clash(state: State, table: Table) -> tuple[tuple[str, Position], tuple[str, Position]] | None:
    """The attack whose two positions are farthest apart on the motion: (who, claim), (who, answer)."""
    best: tuple[float, tuple[str, Position], tuple[str, Position]] | None = None
    for spoken in state.turns:
        turn = spoken.turn
        if turn.move != "attack" or not turn.positions or turn.against not in table.positions:
            continue
        theirs, own = table.positions[turn.against], table.positions[turn.positions[0]]
        target = state.spoken(turn.target) if turn.target is not None else None
        if target is None:
            continue
        distance = abs(table.effect(theirs) - table.effect(own)) + (1.0 if theirs.topic == own.topic else 0.0)
        if best is None or distance > best[0]:
            best = (distance, (target.turn.speaker, theirs), (turn.speaker, own))
    return best[1:] if best else None


def _clashed(claims: Sequence[Claim], table: Table, state: State) -> str:
    topics = [table.positions[c.position].topic for c in claims if c.by]
    ranked = sorted(set(topics), key=lambda t: (-topics.count(t), topics.index(t)))
    language = state.opened.language if state.opened else "zh-CN"
    fallback = [t for t, _ in (state.opened.on if state.opened else ())][:1]
    return say(language, "speech.list_sep").join(ranked[:3] or fallback)


def _counts(state: State, which: str) -> str:
    language = state.opened.language if state.opened else "zh-CN"
    counts = state.tallies.get(which, {})
    return " ".join(f"{say(language, f'speech.sides.{s}')} {counts.get(s, 0)}" for s in ("pro", "con", "none"))


def _name(state: State, persona: str) -> str:
    seat = state.seat(persona)
    return seat.name if seat else persona


def _bare(text: str) -> str:
    return text.rstrip("。.！!？?")
