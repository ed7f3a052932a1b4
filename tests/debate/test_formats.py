"""Formats are data, found by being there; a mistake in one says where."""

import shutil

import pytest

from bot.debate.formats import MOVES, Format, find_format, fitting, load_formats, read_formats
from bot.errors import ConfigError, UnknownFormat
from tests.debate.driving import ROOT, formats

GOOD = """schema: format/1
id: mine
name: {zh-CN: 我的}
description: {zh-CN: 自己的赛制}
phases:
  - {kind: opening, name: {zh-CN: 立论}}
"""


def test_the_shipped_formats_are_found_under_all_their_names():
    assert set(formats()) == {"快辩", "标准", "圆桌", "牛津", "LD"}
    for asked, name in {
        "快辩": "快辩", "kuaibian": "快辩", "快辯": "快辩", "biaozhun": "标准", "标准赛制": "标准", "YuanZhuo": "圆桌",
        "圓桌": "圆桌", "oxford": "牛津", "ld": "LD", "林肯 道格拉斯": "LD",
    }.items():  # fmt: skip
        assert find_format(asked, formats()) is formats()[name]
    with pytest.raises(UnknownFormat) as unknown:
        find_format("拳击", formats())
    assert unknown.value.names == tuple(formats())


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_format_survives_as_data_and_has_its_words_in_three_languages(name):
    fmt = formats()[name]
    assert Format.model_validate(fmt.as_data()) == fmt
    for names in (fmt.name, fmt.description, *(p.name for p in fmt.phases)):
        assert names.of("zh-CN") and names.zh_tw and names.en
        assert names.of("fr") == names.zh_cn
    assert fmt.turns(fmt.seats.min) <= fmt.max_turns
    assert all(set(p.allowed) <= set(MOVES[p.kind]) for p in fmt.phases)


def test_the_standard_order_of_a_chinese_debate():
    kinds = [p.kind for p in formats()["标准"].phases if MOVES[p.kind] and p.kind != "audience"]
    assert kinds == ["opening", "cross", "cross_summary", "free", "closing"]
    assert formats()["标准"].phases[-2].order == "con-first"
    assert [p.which for p in formats()["牛津"].phases if p.kind == "vote"] == ["before", "after"]
    assert (formats()["圆桌"].seats.min, formats()["圆桌"].seats.max) == (3, 6)
    assert {f.id for f in fitting(formats().values(), 2)} == {"kuaibian", "biaozhun", "niujin", "ld"}


def test_more_rounds_make_the_free_phases_longer_and_raise_the_cap_where_they_must():
    longer = formats()["快辩"].with_rounds(9)
    assert longer.turns(2) > formats()["快辩"].turns(2)
    assert longer.turns(6) <= longer.max_turns <= 200
    assert formats()["快辩"].with_rounds(0).turns(2) > 0


def test_a_new_file_is_a_new_format(tmp_path):
    (tmp_path / "我的.yaml").write_text(GOOD, encoding="utf-8")
    assert list(load_formats(tmp_path)) == ["我的"]


@pytest.mark.parametrize(
    ("change", "line", "key"),
    [
        (("kind: opening", "kind: shouting"), 6, "kind"),
        (("id: mine", "idd: mine"), 2, "idd"),
        (("{kind: opening,", "{kind: vote,"), 6, "phases[0]"),
        (("{kind: opening,", "{kind: opening, moves: [attack],"), 6, "phases[0]"),
        (("{kind: opening,", "{kind: opening, limit: 3,"), 6, "limit"),
        (("{kind: opening,", "{kind: opening, turns: yes,"), 6, "turns"),
    ],
)
def test_a_mistake_says_file_line_and_key(tmp_path, change, line, key):
    (tmp_path / "坏.yaml").write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_formats(tmp_path)
    assert any(m.line == line and key in f"{m.key} {m.message}" and "坏.yaml" in m.file for m in error.value.mistakes)


def test_a_format_in_which_nobody_speaks_or_with_its_seats_the_wrong_way_round_is_refused(tmp_path):
    for n, text in enumerate(
        (GOOD.replace("opening", "framing"), GOOD + "seats: {min: 5, max: 3}\n", GOOD + "max_turns: 1\n")
    ):
        (tmp_path / f"{n}.yaml").write_text(text, encoding="utf-8")
    found, mistakes = read_formats(tmp_path)
    assert not found and len({m.file for m in mistakes}) == 3


def test_good_formats_stay_beside_a_bad_one_and_a_name_taken_twice_is_named(tmp_path):
    shutil.copytree(ROOT / "formats", tmp_path / "f")
    (tmp_path / "f" / "坏.yaml").write_text("phases: [", encoding="utf-8")
    (tmp_path / "f" / "又.yaml").write_text(GOOD.replace("id: mine", "id: ld"), encoding="utf-8")
    found, mistakes = read_formats(tmp_path / "f")
    assert {"快辩", "标准", "圆桌", "牛津", "LD"} <= set(found)
    assert any("坏.yaml" in m.file for m in mistakes) and any("ld" in m.message for m in mistakes)


def test_an_empty_folder_is_a_mistake(tmp_path):
    assert read_formats(tmp_path)[1]
