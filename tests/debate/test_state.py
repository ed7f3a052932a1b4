"""Every kind of phase × every event, and what a turn must keep to."""

from dataclasses import replace

import pytest

from bot.debate.events import (
    Called,
    Citation,
    Closed,
    Interjected,
    ModeratorSpoke,
    Opened,
    Paused,
    PhaseBegan,
    Resumed,
    Seat,
    Skipped,
    Stopped,
    TurnSpoken,
    VoteCast,
    VoteClosed,
    VoteOpened,
)
from bot.debate.formats import MOVES, SPOKEN, Format
from bot.debate.state import PARTS, START, TABLE, State, advance, fold, objection
from bot.errors import RuleBroken

KINDS = [k for k in TABLE if k not in ("new", "waiting", "ended")]
NAMES = {"zh-CN": "名"}


def a_format(*kinds: str, max_turns: int = 20) -> Format:
    phases = [{"kind": k, "name": NAMES} | ({"which": "before"} if k == "vote" else {}) for k in kinds]
    if not SPOKEN & set(kinds):
        phases.append({"kind": "closing", "name": NAMES})
    return Format.model_validate(
        {"id": "x", "name": NAMES, "description": NAMES, "max_turns": max_turns, "phases": phases}
    )


def an_opening(*kinds: str, max_turns: int = 20) -> Opened:
    seats = (Seat("a", "甲", "pro", 1.0), Seat("b", "乙", "con", -1.0), Seat("c", "丙", "none"))
    return Opened("辩题", a_format(*kinds, max_turns=max_turns).as_data(), seats, 7)


def in_phase(kind: str) -> State:
    """The debate in a phase of this kind, after one of openings with a turn each of a and b."""
    return fold(
        [
            an_opening("opening", kind),
            PhaseBegan(0, "名"),
            TurnSpoken("名", "a", "open", "甲", positions=("a/p1",)),
            TurnSpoken("名", "b", "open", "乙", positions=("b/p1",)),
            PhaseBegan(1, "名"),
        ]
    )


def event_of(kind: str, place: str):
    """An event of this type that is right in every other way, where it can be."""
    moves = MOVES.get(place, ("attack",)) or ("attack",)
    move = "sum_up" if place == "closing" else "open" if place == "opening" else moves[0]
    target = None if move in ("open", "sum_up") else 3
    return {
        "opened": an_opening("opening"),
        "phase": PhaseBegan(0 if place == "waiting" else 2, "名"),
        "moderator": ModeratorSpoke("名", next(iter(sorted(PARTS.get(place, {"handover"}))), "handover"), "主持"),
        "turn": TurnSpoken("名", "a", move, "话", target=target),
        "interjected": Interjected("客", "插一句"),
        "paused": Paused(),
        "resumed": Resumed(),
        "skipped": Skipped(),
        "called": Called("c"),
        "vote_opened": VoteOpened("before"),
        "vote_cast": VoteCast("before", "客", "pro"),
        "vote_closed": VoteClosed("before", {"pro": 0, "con": 0, "none": 0}),
        "stopped": Stopped(),
        "closed": Closed("done"),
    }[kind]


EVENTS = sorted({e for allowed in TABLE.values() for e in allowed})


def place(name: str) -> State:
    if name == "new":
        return START
    if name == "waiting":
        return advance(START, an_opening("opening"))
    if name == "ended":
        return advance(in_phase("free"), Stopped())
    state = in_phase(name)
    # A third phase, so that `phase` has somewhere to go.
    assert state.format is not None
    longer = state.format.model_copy(update={"phases": (*state.format.phases, state.format.phases[0])})
    return replace(state, format=longer)


def said(state, event):
    found = objection(state, event)
    return found.why if found else ""


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("where", TABLE)
def test_the_table_alone_decides_which_events_a_place_takes(where, event):
    state = place(where)
    assert state.place == where
    made = event_of(event, where)
    if event == "resumed" and event in TABLE[where]:
        state = advance(state, Paused())
    if event in ("vote_cast", "vote_closed") and event in TABLE[where]:
        state = advance(state, VoteOpened("before"))
    before = replace(state)
    if event in TABLE[where]:
        after = advance(state, made)
        assert after.seq == state.seq + 1
    else:
        assert objection(state, made)
        with pytest.raises(RuleBroken):
            advance(state, made)
    assert state == before


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("where", KINDS)
def test_while_paused_nothing_is_spoken_and_the_room_may_still_act(where, event):
    paused = advance(place(where), Paused())
    allowed = {"interjected", "resumed", "skipped", "called", "stopped"}
    assert (objection(paused, event_of(event, where)) is None) == (event in allowed)


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        (TurnSpoken("名", "z", "attack", "话", target=3), "no seat"),
        (TurnSpoken("名", "b", "attack", "话", target=2), "just spoken"),
        (TurnSpoken("名", "a", "open", "话"), "not allowed in free"),
        (TurnSpoken("名", "a", "attack", "话"), "needs a target"),
        (TurnSpoken("名", "a", "attack", "话", target=99), "no turn"),
        (TurnSpoken("名", "a", "attack", "话", target=1), "no turn"),
        (TurnSpoken("名", "a", "attack", "话", target=2), "its own turn"),
        (TurnSpoken("名", "a", "attack", "话", target=3, against="b/p9"), "was not claimed"),
        (TurnSpoken("名", "a", "attack", "话", target=3, positions=("a/p1",)), "worded"),
        (TurnSpoken("名", "a", "answer", "话", target=3, returns=("a/p7",)), "cannot come back"),
        (TurnSpoken("名", "a", "attack", "话", target=3, returns=("a/p1",)), "cannot come back"),
    ],
)
def test_a_turn_that_breaks_a_rule_says_which(turn, why):
    state = in_phase("free")
    assert why in said(state, turn)
    with pytest.raises(RuleBroken):
        advance(state, turn)


def test_a_passage_cited_once_is_not_cited_again_under_another_position():
    cited = Citation(1, "a/p2", "s", "f", 1, 10, 20, "direct", "甲")
    state = in_phase("free")
    state = advance(state, TurnSpoken("名", "a", "attack", "话[1]", target=3, citations=(cited,), positions=("a/p2",)))
    state = advance(state, TurnSpoken("名", "b", "attack", "话", target=5))
    again = replace(cited, position="a/p3")
    assert "cited this evidence" in said(
        state, TurnSpoken("名", "a", "attack", "话[1]", target=6, citations=(again,), positions=("a/p3",))
    )


def test_the_cap_holds_whoever_wants_to_speak():
    state = fold([an_opening("free", max_turns=2), PhaseBegan(0, "名")])
    state = advance(state, TurnSpoken("名", "a", "claim", "一"))
    state = advance(state, TurnSpoken("名", "b", "claim", "二"))
    assert "cap" in said(state, TurnSpoken("名", "c", "claim", "三"))


def test_a_later_vote_replaces_an_earlier_one_and_the_tally_is_what_was_cast():
    state = fold([an_opening("vote"), PhaseBegan(0, "名"), VoteOpened("before")])
    for voter, side in (("x", "pro"), ("y", "pro"), ("x", "con")):
        state = advance(state, VoteCast("before", voter, side))
    assert state.tally("before") == {"pro": 1, "con": 1, "none": 0}
    assert objection(state, VoteClosed("before", {"pro": 2, "con": 0, "none": 0}))
    closed = advance(state, VoteClosed("before", state.tally("before")))
    assert said(closed, VoteOpened("before")) == "the vote was held"


def test_a_debate_cannot_be_opened_with_one_persona_twice_or_a_format_that_is_none():
    twice = replace(an_opening("free"), seats=(Seat("a", "甲", "pro"), Seat("a", "甲", "con")))
    assert "same persona" in said(START, twice)
    assert "format" in said(START, replace(an_opening("free"), format={"id": "x"}))
    alone = replace(an_opening("free"), seats=(Seat("a", "甲", "pro"),))
    assert "seats" in said(START, alone)
