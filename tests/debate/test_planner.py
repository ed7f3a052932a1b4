"""Who speaks, against what, on which evidence: the planner and the agenda on small tables whose answer one can see."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.debate.agenda import (
    BeginPhase,
    Close,
    CloseVote,
    Ended,
    Moderate,
    OpenVote,
    Speak,
    Wait,
    WaitForVotes,
    next_action,
)
from bot.debate.desk import Desk
from bot.debate.events import Called, Interjected, Paused, Seat, Skipped, Stopped, VoteCast
from bot.debate.formats import Format
from bot.debate.moves import candidates
from bot.debate.planner import opening
from bot.debate.seating import benches, opponents, propose_motions, propose_seats, side_of, sides, stance
from bot.debate.state import START, advance
from bot.debate.table import Table, bearing_of, shared_words
from bot.debate.votes import swing
from bot.persona.model import Persona, Topics
from tests.debate.driving import event_for, formats, library, opened

TOPICS = Topics.model_validate(
    {
        "topics": [
            {"id": "机会", "proposition": "有机会"},
            {"id": "通用", "proposition": "该做通用", "leans": [{"to": "机会", "sign": 1}]},
            {"id": "大厂", "proposition": "是大厂的天下", "leans": [{"to": "机会", "sign": -1}]},
            {"id": "天气", "proposition": "会下雨"},
        ],
        "motions": [{"text": "有没有机会？", "on": [{"to": "机会", "sign": 1}]}],
    }
)
ON = (("机会", 1),)


def persona(name: str, *positions: tuple[str, int, str], **more) -> Persona:
    """A persona of (topic, stance, claim)."""
    return Persona.model_validate(
        {
            "id": name,
            "kind": "public_figure",
            "names": {"display": name.upper()},
            "as_of": "2023-07-31",
            "bio": "某人。",
            "voice": {"register": "平实"},
            "positions": [
                {
                    "id": f"{name}/p{n}", "topic": topic, "stance": sign, "claim": claim,
                    "evidence": [{"source": "s", "line": n, "start": n * 10, "end": n * 10 + 5, "kind": "direct", "speaker": name}],
                    **more,
                }
                for n, (topic, sign, claim) in enumerate(positions, 1)
            ],
        }
    )  # fmt: skip


HOPE = persona("a", ("机会", 2, "窗口还开着。"), ("通用", 1, "底座值得自己做。"), ("大厂", -1, "大厂包不下全部场景。"))
DOUBT = persona("b", ("机会", -2, "窗口已经关上。"), ("大厂", 2, "算力都在大厂手里。"), ("通用", -2, "底座别碰。"))
MUTE = persona("c", ("天气", 1, "明天要下雨。"))


def a_format(*phases: dict, **more) -> Format:
    made = [{"name": {"zh-CN": p["kind"]}, **p} for p in phases]
    return Format.model_validate(
        {"id": "x", "name": {"zh-CN": "试"}, "description": {"zh-CN": "试"}, "phases": made, **more}
    )


def begun(who, *phases: dict, seed: int = 1, votes: bool = False, **more):
    """A debate of these personas in its first phase that is spoken in; the state and the table."""
    table = Table({p.id: p for p in who}, TOPICS, ON, votes=votes)
    state = advance(START, opened("有没有机会？", a_format(*phases, **more), sides(table, who), table, seed))
    return state, table


def step(state, table):
    return advance(state, event_for(next_action(state, table), state, table))


def until(state, table, kind):
    while not isinstance(next_action(state, table), kind):
        state = step(state, table)
    return state, next_action(state, table)


OPEN, FREE, CLOSE = {"kind": "opening"}, {"kind": "free", "turns": 4}, {"kind": "closing"}
CROSS = {"kind": "cross", "turns": 1, "per": "table"}


def test_bearing_counts_what_is_named_in_full_and_what_leans_to_it_less_with_its_sign():
    assert bearing_of(ON, TOPICS) == {"机会": 1.0, "通用": 0.6, "大厂": -0.6}
    assert bearing_of((("机会", -1),), TOPICS)["大厂"] == 0.6
    assert bearing_of((), TOPICS) == {}


def test_sides_follow_from_positions_and_nobody_is_given_one():
    table = Table({p.id: p for p in (HOPE, DOUBT, MUTE)}, TOPICS, ON)
    seating = sides(table, [DOUBT, MUTE, HOPE])
    assert [(s.persona, s.side) for s in seating.seats] == [("a", "pro"), ("b", "con"), ("c", "none")]
    assert seating.divided and not seating.agreed and seating.silent == ("c",)
    assert stance(DOUBT, (("机会", -1),), TOPICS) > 0
    assert side_of(0.1) == "none"


def test_a_table_that_thinks_alike_is_said_to_agree():
    other = persona("d", ("机会", 1, "机会不少。"))
    table = Table({"a": HOPE, "d": other}, TOPICS, ON)
    assert sides(table, [HOPE, other]).agreed
    assert not sides(table, [HOPE, DOUBT]).agreed


def test_those_who_disagree_most_are_proposed_and_the_motion_with_both_sides():
    mild = persona("m", ("机会", 1, "有些机会。"))
    table = Table({p.id: p for p in (MUTE, mild, HOPE, DOUBT)}, TOPICS, ON)
    assert {s.persona for s in propose_seats(table, 2).seats} == {"a", "b"}
    assert len(propose_seats(table, 4).seats) == 4
    best = propose_motions(table)[0]
    assert best.text == "有没有机会？" and set(best.personas) == {"a", "b"} and best.evidence >= 2
    assert all("下雨" not in m.text for m in propose_motions(table))


def test_benches_and_opponents_where_one_side_is_empty():
    seats = (Seat("a", "A", "pro", 2), Seat("b", "B", "pro", 1), Seat("c", "C", "none"))
    first, second = benches(seats)
    assert first and second and {*first, *second} == {"a", "b", "c"}
    assert set(opponents(seats, "a")) == {"b", "c"}


def test_an_opening_states_the_strongest_of_ones_own_side():
    state, table = begun([HOPE, DOUBT], OPEN, FREE)
    state, action = until(state, table, Speak)
    assert action.plan.move == "open" and action.plan.positions[0].startswith("a/")
    assert all(table.effect(table.positions[i]) > 0 for i in action.plan.positions)


def test_one_with_nothing_on_the_motion_says_so_first_and_may_ask():
    state, table = begun([HOPE, MUTE], OPEN, CROSS)
    state, action = until(state, table, Speak)
    assert (action.plan.speaker, action.plan.move) == ("c", "decline")
    assert action.plan.facts["spoke_about"] == "天气"
    assert opening(Desk(state, table), "c").positions == ()


def test_a_reply_takes_up_what_was_just_said_with_the_contrary_position():
    state, table = begun([HOPE, DOUBT], OPEN, FREE)
    moves = []
    while not state.ended:
        action = next_action(state, table)
        if isinstance(action, Speak) and action.plan.kind == "free":
            moves.append((action.plan, state))
        state = step(state, table)
    assert moves
    for plan, before in moves:
        assert plan.target is not None and before.spoken(plan.target).turn.speaker != plan.speaker
        assert plan.why.count("=") == 1 and "recent" in plan.why
    attacks = [
        (p, table.positions[p.positions[0]], table.positions[p.against])
        for p, _ in moves
        if p.move == "attack" and p.positions
    ]
    assert any(p.topic == t.topic and p.stance * t.stance < 0 for _, p, t in attacks)


def test_a_claim_hedged_or_relayed_can_be_challenged_without_evidence_but_nothing_is_invented():
    hedger = persona("h", ("机会", -2, "也许没有机会。"), modality="hedge")
    lone = persona("l", ("机会", 2, "有机会。"))
    state, table = begun([lone, hedger], OPEN, FREE)
    bare = []
    while not state.ended:
        action = next_action(state, table)
        if isinstance(action, Speak) and not action.plan.positions and action.plan.move in ("attack", "ask"):
            bare.append(action.plan)
        state = step(state, table)
    assert {p.facts["ground"] for p in bare} & {"modality"}
    assert all(p.facts["target_claim"] in ("也许没有机会。", "有机会。") for p in bare)


def test_cross_examination_is_question_answer_and_follow_up():
    rich = persona("r", *(("机会", 2, f"第{n}条好处。") for n in range(1, 8)))
    poor = persona("q", *(("机会", -2, f"第{n}条坏处。") for n in range(1, 8)))
    state, table = begun([rich, poor], OPEN, {"kind": "cross", "turns": 2, "per": "table"})
    while not state.ended:
        state = step(state, table)
    cross = [s.turn for s in state.turns if s.turn.move != "open"]
    assert [t.speaker for t in cross] == ["r", "q", "r", "q", "r", "q"]
    assert [t.move for t in cross][0::3] == ["ask", "ask"] and [t.move for t in cross][1::3] == ["answer", "answer"]
    assert all(a.speaker != b.speaker for a, b in pairwise(cross))


def test_one_passage_is_one_piece_of_evidence_even_under_two_positions():
    twice = persona("t", ("机会", 2, "甲。"), ("机会", 1, "乙。"))
    same = twice.positions[1].model_copy(update={"evidence": twice.positions[0].evidence})
    twice = twice.model_copy(update={"positions": (twice.positions[0], same)})
    state, table = begun([twice, DOUBT], OPEN, FREE)
    while not state.ended:
        state = step(state, table)
    assert len(state.worded["t"]) == 1


def test_the_called_speak_next_and_a_remark_is_answered_by_whom_it_was_put_to():
    state, table = begun([HOPE, DOUBT, MUTE], OPEN, {"kind": "free", "turns": 3})
    while not (state.phase and state.phase.kind == "free"):
        state = step(state, table)
    other = next(s.persona for s in state.seats if s.persona not in ("c", state.last.turn.speaker))
    called = advance(state, Called(other, "客"))
    assert next_action(called, table).plan.speaker == other
    asked = advance(state, Interjected("客", "大厂手里的算力怎么办", to=other))
    plan = next_action(asked, table).plan
    assert (plan.speaker, plan.target, plan.target_kind) == (other, state.seq, "remark")


def test_a_remark_nobody_can_answer_is_declined_by_the_one_addressed_and_passed_by_the_table():
    state, table = begun([HOPE, DOUBT], OPEN, FREE)
    while not (state.phase and state.phase.kind == "free"):
        state = step(state, table)
    free = "a" if state.last.turn.speaker == "b" else "b"
    assert next_action(advance(state, Interjected("客", "zzz", to=free)), table).plan.move == "decline"
    assert next_action(advance(state, Interjected("客", "zzz")), table).plan.target_kind != "remark"


def test_a_skip_passes_over_the_planned_turn_or_the_whole_phase():
    state, table = begun([HOPE, DOUBT], OPEN, FREE, CLOSE)
    while not (state.phase and state.phase.kind == "free"):
        state = step(state, table)
    planned = next_action(state, table).plan
    assert next_action(advance(state, Skipped("客")), table) != Speak(planned)
    assert isinstance(next_action(advance(state, Skipped("客", True)), table), BeginPhase)


def test_a_pause_waits_and_a_stop_ends():
    state, table = begun([HOPE, DOUBT], OPEN)
    assert isinstance(next_action(advance(state, Paused()), table), Wait)
    assert isinstance(next_action(advance(state, Stopped()), table), Ended)


def test_votes_are_held_counted_and_told_and_the_larger_swing_wins():
    phases = ({"kind": "vote", "which": "before"}, OPEN, {"kind": "vote", "which": "after"})
    state, table = begun([HOPE, DOUBT], *phases, votes=True)
    for which, cast in (("before", {"x": "pro", "y": "con"}), ("after", {"x": "con", "y": "con"})):
        state, action = until(state, table, OpenVote)
        assert action.which == which
        state = step(state, table)
        assert isinstance(next_action(state, table), WaitForVotes)
        for voter, side in cast.items():
            state = advance(state, VoteCast(which, voter, side))
        state = step(state, table)
    told = next_action(state, table)
    assert isinstance(told, Moderate) and told.part == "vote"
    assert swing(state.tallies) == ({"pro": -50.0, "con": 50.0, "none": 0.0}, "con")


def test_a_vote_that_nobody_changed_or_nobody_cast_has_no_winner():
    cast = {"pro": 3, "con": 1, "none": 0}
    assert swing({"before": cast, "after": cast})[1] == ""
    assert swing({"before": {}, "after": {}})[1] == ""


def test_a_skipped_vote_is_closed_as_it_stands_and_a_table_without_voters_holds_none():
    phases = ({"kind": "vote", "which": "before"}, OPEN)
    state, table = begun([HOPE, DOUBT], *phases, votes=True)
    state, _ = until(state, table, WaitForVotes)
    assert isinstance(next_action(advance(state, Skipped("客")), table), CloseVote)
    assert next_action(*begun([HOPE, DOUBT], *phases)) == BeginPhase(1, "opening")


def test_near_the_cap_what_is_left_is_kept_for_the_closings():
    state, table = begun([HOPE, DOUBT], OPEN, {"kind": "free", "turns": 9}, CLOSE, max_turns=6)
    while not state.ended:
        state = step(state, table)
    assert [s.turn.move for s in state.turns][-2:] == ["sum_up", "sum_up"] and len(state.turns) <= 6


def test_a_closing_comes_back_to_ones_own_side_and_weighs_the_others_best():
    state, table = begun([HOPE, DOUBT], OPEN, FREE, CLOSE)
    while not state.ended:
        state = step(state, table)
    for spoken in (s.turn for s in state.turns if s.turn.move == "sum_up"):
        assert spoken.returns and not spoken.positions
        assert set(spoken.returns) <= state.worded[spoken.speaker]
        assert spoken.against.partition("/")[0] != spoken.speaker
    assert isinstance(next_action(state, table), Ended)


def test_where_nobody_has_anything_to_say_the_debate_ends_after_they_said_so():
    other = persona("d", ("天气", -1, "明天放晴。"))
    state, table = begun([MUTE, other], OPEN, CROSS, FREE, CLOSE)
    while not state.ended:
        state = step(state, table)
    assert [s.turn.move for s in state.turns] == ["decline", "decline"]


def test_between_equals_the_seed_decides():
    equal = persona("e", *(("机会", 2, f"第{n}条。") for n in range(1, 6)))
    first = {until(*begun([equal, DOUBT], OPEN, seed=s), Speak)[1].plan.positions[0] for s in range(12)}
    assert len(first) > 1


def test_candidates_come_best_first_with_every_part_of_their_score():
    state, table = begun([HOPE, DOUBT], OPEN, FREE)
    while not (state.phase and state.phase.kind == "free"):
        state = step(state, table)
    who = "a" if state.last.turn.speaker == "b" else "b"
    plans = candidates(Desk(state, table), who)
    assert [p.total for p in plans] == sorted((p.total for p in plans), reverse=True)
    assert all(p.total == pytest.approx(sum(v for _, v in p.score), abs=1e-3) for p in plans)


def test_affinity_is_asked_once_for_each_text_and_brought_to_one():
    asked = []

    def affinity(text, positions):
        asked.append(text)
        return {p.id: 5.0 for p in positions}

    table = replace(Table({"a": HOPE}, TOPICS, ON), affinity=affinity)
    assert table.close_to("x", HOPE.positions) == {p.id: 1.0 for p in HOPE.positions}
    table.close_to("x", HOPE.positions[:1])
    assert asked == ["x"]
    assert shared_words("窗口还开着吗", HOPE.positions)["a/p1"] > shared_words("窗口还开着吗", HOPE.positions)["a/p2"]


def test_a_large_table_lets_everybody_speak_before_two_have_it_all():
    who = [p for p in library().personas if p.name in ("朱啸虎", "傅盛", "刘天杰", "Jimmy", "琳达")]
    table = Table({p.id: p for p in who}, library().topics, (("创业机会", 1),))
    state = advance(START, opened("辩", formats()["圆桌"], sides(table, who), table, 5))
    while not state.ended:
        state = step(state, table)
    counts = [sum(s.turn.speaker == p.id for s in state.turns) for p in who]
    assert min(counts) >= 3 and max(counts) <= len(state.turns) * 0.4


def test_nothing_is_done_after_the_last_phase_but_closing():
    state, table = begun([HOPE, DOUBT], OPEN)
    state, action = until(state, table, Close)
    assert action.reason
