"""Proof: evidence is held against the text, and each way of being wrong is told with its line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bot import shipped
from bot.persona.files import read_library
from bot.persona.proof import prove
from bot.recall.chinese import fold

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "articles"
TEXT = "標題\n張三認為：“錢很難拿。”\n天氣不錯。\n" + "\n" * 9 + "沒人說這句。\n"
PERSONA = """
schema: persona/1
id: zhang-san
kind: public_figure
names: {display: 张三}
as_of: 2023-11-30
bio: 一位投资人。
positions:
  - id: p1
    topic: 融资环境
    stance: -2
    claim: 钱不好拿。
    evidence: [{source: a-2023, line: LINE, start: START, end: END, kind: KIND, speaker: WHO}]
voice: {register: 直白}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    sha = hashlib.sha256(TEXT.encode()).hexdigest()
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "topics.yaml").write_text("topics: [{id: 融资环境, proposition: 拿得到钱}]\n", "utf-8")
    (tmp_path / "p" / "sources.yaml").write_text(
        f'sources:\n  - id: a-2023\n    file: a.txt\n    sha256: "{sha}"\n    title: 甲\n    outlet: 甲\n    published: "2023"\n',
        "utf-8",
    )
    return tmp_path


def told(folder: Path, **evidence: object) -> list[str]:
    text = PERSONA
    right = {"line": 2, "start": 9, "end": 14, "kind": "direct", "who": "张三"}
    for key, value in (right | evidence).items():
        text = text.replace(key.upper(), str(value))
    (folder / "p" / "zhang-san.yaml").write_text(text, "utf-8")
    library = read_library(folder / "p")
    assert library.mistakes == ()
    return [str(m).rpartition("/")[2] for m in prove(library, folder, fold)]


def test_right_evidence_is_proved_across_scripts(folder: Path) -> None:
    assert TEXT[9:14] == "錢很難拿。"
    assert told(folder) == []


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ({"end": 999}, "end): end 是 999"),
        ({"line": 3}, "line): start 9 在第 2 行，不在第 3 行；line: 2"),
        ({"end": 20}, "end): 这一段跨了行"),
        ({"end": 16}, "空白"),
        ({"start": 16, "end": 20, "line": 3}, "kind): 写的是 direct"),
        ({"start": 31, "end": 35, "line": 13, "kind": "indirect"}, "speaker): 这一段附近没有出现“张三”"),
        ({"who": "李四"}, "speaker): 这一段附近没有出现“李四”"),
    ],
)
def test_wrong_evidence_is_told_with_its_line(folder: Path, evidence: dict[str, object], words: str) -> None:
    (mistake,) = told(folder, **evidence)
    assert mistake.startswith("zhang-san.yaml:13 (positions[p1].evidence[0].") and words in mistake


def test_a_speech_that_runs_on_for_paragraphs_below_its_colon_is_direct(folder: Path) -> None:
    text = "張三演講全文：\n各位好。\n錢很難拿。慢慢來。\n"
    (folder / "a.txt").write_bytes(text.encode())
    sources = (folder / "p" / "sources.yaml").read_text("utf-8")
    sha = (hashlib.sha256(TEXT.encode()).hexdigest(), hashlib.sha256(text.encode()).hexdigest())
    (folder / "p" / "sources.yaml").write_text(sources.replace(*sha), "utf-8")
    assert told(folder, line=3, start=13, end=18) == []
    assert told(folder, line=3, start=18, end=22) == []


def test_another_text_under_the_articles_name_is_told_once(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT + "x", "utf-8")
    (mistake,) = told(folder, line=7)
    assert mistake.startswith("sources.yaml:4 ") and "sha256" in mistake


def test_articles_that_are_not_there_are_passed_over_but_a_missing_folder_is_told(folder: Path) -> None:
    (folder / "a.txt").unlink()
    assert told(folder, line=7) == []
    assert "找不到原文文件夹" in str(prove(read_library(folder / "p"), folder / "none")[0])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the articles are not shipped with the project")
def test_all_shipped_evidence_is_proved() -> None:
    library = read_library(shipped.place("personas"))
    assert [str(m) for m in prove(library, SHARED, fold)] == []
    moved = [
        p.replaced(
            positions=tuple(
                q.replaced(evidence=tuple(e.replaced(start=e.start + 400, end=e.end + 400) for e in q.evidence))
                for q in p.positions
            )
        )
        for p in library.personas
    ]
    for file, persona in zip(library.files.values(), moved, strict=True):
        object.__setattr__(file, "persona", persona)
    total = sum(len(q.evidence) for p in library.personas for q in p.positions)
    assert len(prove(library, SHARED, fold)) > 0.95 * total
