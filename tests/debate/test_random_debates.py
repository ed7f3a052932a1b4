"""Random debates: any format, seats, motion and seed, and people who pause, stop, skip, call, interject and vote at any moment."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.debate.agenda import Wait, WaitForVotes, next_action
from bot.debate.events import Called, Interjected, Paused, Resumed, Skipped, Stopped, VoteCast
from bot.debate.measures import measure
from bot.debate.seating import sides
from bot.debate.state import START, advance, fold, objection
from tests.debate.driving import Record, event_for, formats, library, opened, table_of

MANY = 80  # a longer campaign: `pytest --hypothesis-profile=long` after registering one, or raise this

PEOPLE = sorted(library().personas, key=lambda p: p.id)
TOPICS = sorted(t.id for t in library().topics.topics)
REMARKS = ("那成本呢？", "你们说的都是去年的事吧", "小公司到底还做不做", "明天天气怎么样", "数据从哪来", "x")


@st.composite
def set_ups(draw):
    fmt = draw(st.sampled_from(sorted(formats().values(), key=lambda f: f.id)))
    n = draw(st.integers(fmt.seats.min, fmt.seats.max))
    who = draw(st.lists(st.sampled_from(PEOPLE), min_size=n, max_size=n, unique_by=lambda p: p.id))
    topics = draw(st.lists(st.sampled_from(TOPICS), max_size=3, unique=True))
    on = tuple((t, draw(st.sampled_from((-1, 1)))) for t in topics)
    if draw(st.booleans()):
        fmt = fmt.with_rounds(draw(st.integers(1, 6)))
    if draw(st.integers(0, 5)) == 0:
        fmt = fmt.model_copy(update={"max_turns": draw(st.integers(2, 12))})
    return fmt, who, on, draw(st.integers(0, 999)), draw(st.booleans())


def commands(who):
    people = st.sampled_from([p.id for p in who])
    return st.one_of(
        st.just(Paused("客")),
        st.just(Resumed("客")),
        st.builds(Skipped, st.just("客"), st.booleans()),
        st.builds(Called, people, st.just("客")),
        st.builds(
            Interjected, st.just("客"), st.sampled_from(REMARKS), st.none() | people, st.sampled_from(("remark", "question"))
        ),
        st.builds(VoteCast, st.sampled_from(("before", "after")), st.sampled_from("xyz"), st.sampled_from(("pro", "con", "none"))),
    )  # fmt: skip


def play(fmt, who, on, seed, votes, data):
    """The whole debate; people's commands come where the data says, and are refused where the rules refuse them."""
    table = table_of(who, on, votes=votes)
    events = [opened("辩题", fmt, sides(table, who), table, seed)]
    state = advance(START, events[0])
    room, stop_at = (
        data.draw(st.lists(st.tuples(st.integers(0, 80), commands(who)), max_size=12)),
        data.draw(st.none() | st.integers(0, 80)),
    )
    for step in range(600):
        if state.ended:
            break
        due = [c for at, c in room if at == step] + ([Stopped("客")] if stop_at == step else [])
        for event in due:
            if not objection(state, event):
                state = advance(state, event)
                events.append(event)
        action = next_action(state, table)
        assert action == next_action(state, table)
        if isinstance(action, Wait):
            made = Resumed("客")
        elif (
            isinstance(action, WaitForVotes) and not objection(state, VoteCast(action.which, "末", "pro")) and step % 3
        ):
            made = VoteCast(action.which, f"末{step % 2}", "con")
        else:
            made = event_for(action, state, table)
        if made is None:
            break
        state = advance(state, made)  # RuleBroken here is a bug of the planner's
        events.append(made)
    return events, state, table


@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(set_ups(), st.data())
def test_whatever_people_do_a_debate_keeps_its_rules_and_ends(set_up, data):
    events, state, table = play(*set_up, data)
    assert state.ended in ("closed", "stopped")
    turns = [e for e in events if e.type == "turn"]
    assert len(turns) <= set_up[0].max_turns
    assert all(a.speaker != b.speaker for a, b in pairwise(turns))
    figures = measure([Record("d", n, e) for n, e in enumerate(events)], table)
    assert figures["evidence_reuse"] == 0
    assert figures["citation_precision"] == figures["stance_consistency"] == 1.0
    assert fold(events) == state


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(set_ups(), st.data())
def test_a_debate_cut_off_anywhere_goes_on_as_it_would_have(set_up, data):
    fmt, who, on, seed, votes = set_up
    table = table_of(who, on, votes=votes)
    events = [opened("辩题", fmt, sides(table, who), table, seed)]
    state = advance(START, events[0])
    while not state.ended:
        made = event_for(next_action(state, table), state, table)
        state = advance(state, made)
        events.append(made)
    cut = data.draw(st.integers(1, len(events) - 1))
    state = fold(events[:cut])
    for expected in events[cut:]:
        made = event_for(next_action(state, table), state, table)
        assert made == expected
        state = advance(state, made)
