"""The measures themselves are held: doctor a debate and the measure that should notice does, in its direction."""

import itertools
import random
from dataclasses import replace

import pytest

from bot.debate.events import Opened, TurnSpoken, as_json, from_json
from bot.debate.measures import grams, measure, repetitions
from tests.debate.driving import Record, debate, formats, library

BY_NAME = {p.name: p for p in library().personas}
ON = (("通用大模型创业", 1), ("创业机会", 1))
PAIRS = [("朱啸虎", "傅盛"), ("刘天杰", "朱啸虎"), ("张聪", "朱啸虎"), ("Jimmy", "傅盛")]


@pytest.fixture(params=PAIRS, ids="×".join, scope="module")
def played(request):
    who = [BY_NAME[n] for n in request.param]
    records, _, table = debate("创业公司该不该做大模型？", formats()["标准"], who, ON)
    return records, table


def turns(records):
    return [n for n, r in enumerate(records) if isinstance(r.event, TurnSpoken)]


def with_turns(records, made):
    """The records with these events in the places of the turns."""
    records = list(records)
    for place, event in zip(turns(records), made, strict=True):
        records[place] = replace(records[place], event=event)
    return records


def test_an_untouched_debate_meets_the_aims_that_rules_can_meet(played):
    figures = measure(*played)
    assert figures["turns"] >= 10
    assert figures["linkage"] >= 0.8
    assert figures["topicality"] >= 0.95
    assert figures["evidence_reuse"] == 0
    assert figures["evidence"] == figures["citation_precision"] == figures["stance_consistency"] == 1.0
    assert figures["time_safety"] == 1.0


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_turns_answer_each_other_less(played, seed):
    records, table = played
    events = [records[n].event for n in turns(records)]
    random.Random(seed).shuffle(events)
    assert measure(with_turns(records, events), table)["linkage"] < measure(records, table)["linkage"]


def test_a_turn_said_twice_is_repetition_and_reuse(played):
    records, table = played
    at = next(n for n in turns(records) if records[n].event.positions)
    doubled = [*records, replace(records[at], seq=len(records))]
    before, after = measure(records, table), measure(doubled, table)
    assert after["repetition"] == 1.0 >= before["repetition"]
    assert after["repetition_mean"] > before["repetition_mean"]
    assert after["evidence_reuse"] > before["evidence_reuse"]


def test_swapped_names_break_stance_and_citations(played):
    records, table = played
    opened = records[0].event
    assert isinstance(opened, Opened)
    one, other = (s.persona for s in opened.seats)
    swap = {one: other, other: one}
    swapped = with_turns(
        records, [replace(e, speaker=swap[e.speaker]) for e in (records[n].event for n in turns(records))]
    )
    before, after = measure(records, table), measure(swapped, table)
    assert after["stance_consistency"] < before["stance_consistency"]
    assert after["citation_precision"] < before["citation_precision"]


def test_deleted_citations_leave_positions_without_evidence(played):
    records, table = played
    bare = with_turns(records, [replace(records[n].event, citations=()) for n in turns(records)])
    assert measure(bare, table)["evidence"] == 0.0 < measure(records, table)["evidence"]


def test_a_citation_moved_by_one_character_or_left_unmarked_is_wrong(played):
    records, table = played

    def moved(event):
        return replace(event, citations=tuple(replace(c, start=c.start + 1) for c in event.citations))

    shifted = with_turns(records, [moved(records[n].event) for n in turns(records)])
    unmarked = with_turns(records, [replace(records[n].event, text="没有记号") for n in turns(records)])
    assert measure(shifted, table)["citation_precision"] == 0.0
    assert measure(unmarked, table)["citation_precision"] == 0.0


def test_one_who_is_cut_short_tips_the_balance(played):
    records, table = played
    one = records[0].event.seats[0].persona
    short = with_turns(
        records,
        [replace(e, text=e.text[:20]) if e.speaker == one else e for e in (records[n].event for n in turns(records))],
    )
    assert measure(short, table)["balance"] < measure(records, table)["balance"]


def test_a_year_that_the_speaker_cannot_know_is_unsafe(played):
    records, table = played
    first = turns(records)[0]
    later = list(records)
    later[first] = replace(records[first], event=replace(records[first].event, text="到了2025年再看[1]"))
    assert measure(later, table)["time_safety"] < 1.0


def test_talk_beside_the_motion_lowers_topicality(played):
    records, table = played
    beside = replace(table, on=(("机器人与多模态", 1),), relevance={})
    assert measure(records, beside)["topicality"] < measure(records, table)["topicality"]


def test_claims_nobody_answers_are_counted_as_dropped(played):
    records, table = played
    openings_only = [r for r in records if not isinstance(r.event, TurnSpoken) or r.event.move == "open"]
    assert measure(openings_only, table)["dropped"] == 1.0 > measure(records, table)["dropped"]


def test_repetition_counts_letters_alone_and_leaves_quotations_out():
    assert grams("一二三四，五[12]") == grams("一二三四五") == {"一二三四", "二三四五"}
    assert repetitions(["他说“窗口已经关上了”，我不信。", "你引的“窗口已经关上了”是去年的。"]) == [0.0, 0.0]
    assert repetitions(["一二三四五六七八", "九", "一二三四五六七八"])[2] == 1.0


def test_records_without_an_opening_cannot_be_measured(played):
    with pytest.raises(ValueError, match="Opened"):
        measure([r for r in played[0] if not isinstance(r.event, Opened)], played[1])


def test_the_aims_hold_over_many_pairs_and_motions():
    """The short form of bench/debates.py: the sum over all, weighted by turns."""
    named = [p for p in library().personas if p.kind != "archetype"]
    motions = [tuple((lean.to, int(lean.sign)) for lean in m.on) for m in library().topics.motions[:3]]
    rows = [
        measure(records, table)
        for on in motions
        for pair in list(itertools.combinations(named, 2))[::9]
        for records, _, table in [debate("辩题", formats()["快辩"], pair, on)]
    ]
    total = sum(r["turns"] for r in rows)
    assert sum(r["linkage"] * r["turns"] for r in rows) / total >= 0.8
    assert sum(r["topicality"] * r["turns"] for r in rows) / total >= 0.95
    assert all(r["stance_consistency"] == r["citation_precision"] == 1.0 and not r["evidence_reuse"] for r in rows)


def test_records_keep_their_measures_through_json(played):
    records, table = played
    again = [Record(r.debate, r.seq, from_json(as_json(r.event)), r.at) for r in records]
    assert measure(again, table) == measure(records, table)
