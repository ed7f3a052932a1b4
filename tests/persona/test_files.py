"""Personas from files: what is added, what is refused, what is struck out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot import shipped
from bot.errors import ConfigError
from bot.persona.files import load_library, read_library, without

TOPICS = """
schema: topics/1
topics:
  - {id: 融资环境, proposition: 创业者拿得到钱, words: [拿钱, 张三的钱]}
  - {id: 应用层机会, proposition: 应用层有机会, leans: [{to: 融资环境, sign: 1}]}
  - {id: 人物评价, proposition: 张三很有远见}
motions:
  - {text: 现在好融资吗, on: [{to: 融资环境, sign: 1}]}
  - {text: 张三说得对吗, on: [{to: 应用层机会, sign: 1}]}
"""
SOURCES = """
schema: sources/1
sources:
  - {id: a-2023, file: a.txt, title: 甲, outlet: 甲报, published: "2023-03",
     sha256: "0000000000000000000000000000000000000000000000000000000000000000"}
  - {id: b-2023, file: b.txt, title: 乙, outlet: 乙报, published: "2023-11-13",
     sha256: "1111111111111111111111111111111111111111111111111111111111111111"}
"""
PERSONA = """
schema: persona/1
id: zhang-san
kind: public_figure
names: {display: 张三, aliases: [老张]}
as_of: 2023-11-30
bio: 一位投资人。
positions:
  - id: p1
    topic: 融资环境
    stance: -2
    claim: 钱不好拿。
    says: [钱难拿，早做打算。]
    evidence:
      - {source: a-2023, line: 1, start: 0, end: 5, kind: direct, speaker: 张三}
  - id: p2
    topic: 应用层机会
    stance: 1
    claim: 应用值得做。
    evidence:
      - {source: b-2023, line: 2, start: 9, end: 15, kind: indirect, speaker: 张三, reported_by: 李四}
voice: {register: 直白, rebuttals: ["{opponent}，账不是这么算的，"]}
checks:
  - {ask: 钱好拿吗, cites: [p1]}
"""
OTHER = (
    PERSONA.replace("zhang-san", "li-si")
    .replace("display: 张三, aliases: [老张]", "display: 李四")
    .replace("speaker: 张三", "speaker: 李四")
    .replace("reported_by: 李四", "reported_by: 王五")
    .replace("一位投资人", "张三的老对手")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"topics": TOPICS, "sources": SOURCES, "zhang-san": PERSONA, "li-si": OTHER}.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def spoil(folder: Path, old: str, new: str, name: str = "zhang-san") -> list[str]:
    """The mistakes after one replacement, without the folder's name."""
    file = folder / f"{name}.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return [str(m).replace(f"{folder}/", "") for m in read_library(folder).mistakes]


def test_ids_are_qualified_and_evidence_gets_its_file(folder: Path) -> None:
    library = load_library(folder)
    person = next(p for p in library.personas if p.id == "zhang-san")
    assert [p.id for p in person.positions] == ["zhang-san/p1", "zhang-san/p2"]
    assert [e.file for p in person.positions for e in p.evidence] == ["a.txt", "b.txt"]
    assert person.checks[0].cites == ("p1",)


def test_shipped_personas_load_without_a_mistake() -> None:
    library = read_library(shipped.place("personas"))
    assert [str(m) for m in library.mistakes if "没有 id 是" not in m.message] == []
    assert len(library.personas) >= 10


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: zhang-san", "id: zhang-sam", r"zhang-san\.yaml:3 \(id\): 文件名是 zhang-san\.yaml"),
        ("id: p2", "id: p1", r"zhang-san\.yaml:16 \(positions\[.*p1\]\.id\): id 重复（第一次在第 9 行）"),
        ("topic: 融资环境", "topic: 融资环镜", r":10 .*topics\.yaml 里没有“融资环镜”；是不是想写 '融资环境'"),
        ("source: a-2023", "source: a-2032", r":15 .*sources\.yaml 里没有“a-2032”；是不是想写 'a-2023'"),
        ("cites: [p1]", "cites: [p11]", r":24 \(checks\[0\]\.cites\[0\]\): 没有叫 p11 的立场；是不是想写 'p1'"),
        ("{opponent}，账", "{oponent}，账", r":22 \(voice\.rebuttals\[0\]\): 不认识的占位符 \{oponent\}"),
        ("register: 直白,", 'register: 直白, openers: ["{opponent}，"],', r"openers 里不能用 \{opponent\}"),
        ("register: 直白,", 'register: 直白, openers: ["{{ 7*7 }}，"],', r"不认识的占位符"),
        ("钱难拿，早做打算", "钱“难拿”", r":13 \(positions\[p1\]\.says\[0\]\): says 里有引号"),
        ("claim: 应用值得做。", "claim: 应用值得做。\n    says: [我看值得。]", r":20 .*says.*转述"),
        ("end: 5", "end: 0", r":15 .*end"),
        ("as_of: 2023-11-30", "as_of: 2023-04-30", r":21 .*as_of 是 2023-04-30.*2023-11-13 才发表"),
        ("voice: {", "relations: [{to: li-shi, kind: ally, on: 钱}]\nvoice: {", r":22 .*没有 id 是 li-shi.*'li-si'"),
        ("voice: {", "voyce: {", r":22 \(voyce\): 未知的键；是不是想写 'voice'"),
        ("display: 张三", "display: 李四", r"“李四”在 li-si\.yaml 里已经有了"),
    ],
)
def test_a_mistake_has_its_place_and_a_likely_fix(folder: Path, old: str, new: str, said: str) -> None:
    found = spoil(folder, old, new)
    assert any(re.search(said, m) for m in found), found


def test_mistakes_of_all_files_come_at_once(folder: Path) -> None:
    spoil(folder, "kind: public_figure", "kind: person")
    spoil(folder, "as_of: 2023-11-30", "as_of: gestern", "li-si")
    spoil(folder, "sign: 1", "sign: 7", "topics")
    found = spoil(folder, 'published: "2023-03"', "published: 2O23", "sources")
    for name in ("zhang-san", "li-si", "topics", "sources"):
        assert any(m.startswith(f"{name}.yaml:") for m in found), (name, found)


def test_a_bad_file_stops_the_load_and_leaves_the_others_readable(folder: Path) -> None:
    spoil(folder, "stance: -2", "stance: -3")
    assert [p.id for p in read_library(folder).personas] == ["li-si"]
    with pytest.raises(ConfigError, match="stance"):
        load_library(folder)


def test_a_folder_without_files_or_not_there_says_so(tmp_path: Path) -> None:
    assert "找不到人物文件夹" in str(read_library(tmp_path / "none").mistakes[0])
    assert any("没有人物文件" in str(m) for m in read_library(tmp_path).mistakes)


def test_a_file_of_the_wrong_extension_is_mentioned(folder: Path) -> None:
    (folder / "wang-wu.yml").write_text(PERSONA, "utf-8")
    assert ".yml" in str(read_library(folder).mistakes[-1])


def test_a_withdrawn_speaker_is_gone_with_all_said_by_and_about_them(folder: Path) -> None:
    spoil(folder, "claim: 钱不好拿。", "claim: 钱不好拿，老张说得对。", "li-si")
    library = without(read_library(folder), speakers=["张三"])
    assert [p.id for p in library.personas] == ["li-si"]
    person = library.personas[0]
    assert [p.id for p in person.positions] == ["li-si/p2"]  # p1 named them by an alias
    assert "张三" not in person.bio and person.checks == ()
    assert [t.id for t in library.topics.topics] == ["融资环境", "应用层机会"]
    assert library.topics.by_id["融资环境"].words == ("拿钱",)
    assert [m.text for m in library.topics.motions] == ["现在好融资吗"]


def test_words_relayed_by_a_withdrawn_speaker_are_gone(folder: Path) -> None:
    library = without(read_library(folder), speakers=["王五"])
    assert [p.id for p in library.personas[0].positions] == ["li-si/p1"]


def test_a_withdrawn_source_takes_its_positions_along(folder: Path) -> None:
    library = without(read_library(folder), sources=["a-2023"])
    assert {p.id for x in library.personas for p in x.positions} == {"zhang-san/p2", "li-si/p2"}
    assert list(library.sources.by_id) == ["b-2023"]
    everything: Any = without(library, sources=["b-2023"])
    assert everything.personas == ()
