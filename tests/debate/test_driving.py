"""Whole debates of shipped personas in shipped formats, with nothing but the rules."""

from itertools import pairwise

import pytest

from tests.debate.driving import debate, formats, library

ON = (("通用大模型创业", 1), ("创业机会", 1))


@pytest.mark.parametrize("name", sorted(formats()))
def test_every_shipped_format_runs_to_its_end_by_itself(name):
    fmt = formats()[name]
    who = [p for p in library().personas if p.name in ("朱啸虎", "傅盛", "刘天杰")][: max(2, fmt.seats.min)]
    records, state, _ = debate("创业公司该不该做大模型？", fmt, who, ON)
    assert state.ended == "closed"
    spoken = [r.event for r in records if r.event.type == "turn"]
    assert len(spoken) >= len(who) * 2
    assert all(a.speaker != b.speaker for a, b in pairwise(spoken))


def test_one_seed_gives_one_debate_and_another_seed_another():
    who = [p for p in library().personas if p.name in ("朱啸虎", "傅盛")]
    one, again, other = (debate("辩", formats()["快辩"], who, ON, seed=s)[0] for s in (7, 7, 8))
    assert one == again
    assert [r.event for r in one[1:]] != [r.event for r in other[1:]]
