"""What a terminal shows: no line too wide, no colour where nobody looks, nothing lost."""

import io
import re

import pytest

from bot.debate.events import Citation, Interjected, PhaseBegan
from bot.debate.measures import measure
from bot.frontends.terminal.screen import Screen
from bot.frontends.terminal.show import DebateView, answer_lines, measure_lines, persona_rows
from bot.frontends.wrap import pad, width, wrap
from bot.ports import Answer
from tests.debate.driving import debate, formats, library

ON = (("通用大模型创业", 1), ("创业机会", 1))


def screen(columns: int, colour: bool = False) -> Screen:
    return Screen(io.StringIO(), columns, colour)


def shown(columns: int, language: str = "zh-CN") -> list[str]:
    who = [p for p in library().personas if p.name in ("朱啸虎", "傅盛")]
    records, _, table = debate("创业公司该不该做大模型？", formats()["快辩"], who, ON)
    view = DebateView(library().sources, screen(columns), language)
    lines = [line for record in records for line in view.lines(record)]
    lines += view.sources() + measure_lines(measure(records, table), screen(columns), language)
    return [line.text for line in lines]


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_no_line_of_a_debate_is_wider_than_the_screen(columns, language):
    lines = shown(columns, language)
    assert len(lines) > 60
    assert [line for line in lines if width(line) > columns and "http" not in line] == []


def test_an_address_stays_on_one_line_on_any_screen():
    assert "    http://www.xishuta.com/newsview80527.html" in shown(40)


def test_a_turn_says_whom_it_answers():
    heads = [line for line in shown(80) if line.startswith("#")]
    assert any(re.search(r"→ #\d+ (朱啸虎|傅盛)$", head) for head in heads)
    assert all("（模拟）" in head for head in heads)


def an_answer(text: str = "话[1]话[2]") -> Answer:
    cited = [Citation(n, f"p{n}", "zimubang-2023", "f", 8 + n, 1, 9, "indirect", "朱啸虎") for n in (1, 2)]
    return Answer("zhu-xiaohu", "朱啸虎", "问", "stated", text, ("p1", "p2"), tuple(cited))


def test_two_citations_of_one_article_name_it_once():
    lines = [line.text for line in answer_lines(an_answer(), library().sources, screen(80), "zh-CN")]
    assert sum("怼出了" in line for line in lines) == 1
    assert sum(line.strip().startswith(("[1]", "[2]")) for line in lines) == 2


def test_control_characters_of_strangers_never_reach_the_terminal():
    view = DebateView(library().sources, screen(80), "zh-CN")
    from bot.debate.events import Record

    lines = view.lines(Record("d", 3, Interjected("\x1b]0;x\x07某人", "\x1b[2J清屏\x9b31m")))
    assert lines
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for line in lines for c in line.text)


def test_colour_is_written_only_where_it_is_wanted():
    plain, coloured = screen(80), screen(80, True)
    for one in (plain, coloured):
        one.print(answer_lines(an_answer(), library().sources, one, "zh-CN"))
    assert "\x1b" not in plain.stream.getvalue()
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured.stream.getvalue()) == plain.stream.getvalue()
    assert "\x1b" in coloured.stream.getvalue()


def test_rows_of_personas_are_aligned_in_columns_of_wide_characters():
    rows = [line.text for line in persona_rows(library().personas, screen(80), "zh-CN")]
    assert {width(row[: re.search(r" \d+  ", row).end()]) for row in rows} == {37}
    assert all(width(row) <= 80 for row in rows)


def test_wrapping_loses_no_visible_character_and_starts_no_line_with_a_closing_mark():
    text = "他说：“大模型（LLM）很贵，真的很贵。”所以呢？[1]" * 9
    lines = wrap(text, 37, "  ")
    assert "".join(line[2:] for line in lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line[2] in "，。？”）" for line in lines)
    assert width(pad("大模型", 10)) == 10


def test_a_heading_stands_before_what_is_said_in_its_phase_and_never_alone():
    who = [p for p in library().personas if p.name in ("朱啸虎", "傅盛")]
    records, _, _ = debate("创业公司该不该做大模型？", formats()["标准"], who, (("通用大模型创业", 1),))
    view = DebateView(library().sources, screen(80), "zh-CN")
    whole = [line.text for r in records for line in view.lines(r)]
    first = next(r for r in records if isinstance(r.event, PhaseBegan))
    view = DebateView(library().sources, screen(80), "zh-CN")
    twice = [line.text for r in records for again in ([r, r] if r is first else [r]) for line in view.lines(again)]
    assert twice == whole and sum(line.startswith("────") for line in whole) >= 4
