"""Persona files written from articles: loadable, proved, stable, and never over a human's work."""

from __future__ import annotations

import hashlib
import multiprocessing
import shutil
from pathlib import Path

import pytest

from bot import yamlfile
from bot.distill.drafts import make
from bot.distill.text import Text
from bot.distill.writer import Folder, Written, scalar
from bot.errors import RequestError
from bot.persona.files import load_library
from bot.persona.model import Persona
from bot.persona.proof import prove
from bot.recall.chinese import simplify

ONE = """充电桩的账，谁来算

来源：路口汽车 作者：唐小满
2024-03-05

充电桩运营商电鹭科技创始人纪云帆认为，充电桩是一门值得做十年的好生意，现在只是刚刚开始。
“充电桩很难赚钱，九成的桩都在亏损。”投资人霍启明说。
霍启明坦言，自己不看好充电桩。
"""
TWO = """換電與充電的路線之爭

2024-06-01

紀雲帆告訴本報，充電樁前景廣闊，明年會盈利。
車主阿德（化名）說，充電樁排隊要等兩小時。
"""


def distil(folder: Path, *articles: tuple[str, str]) -> Written:
    opened = Folder(folder)
    texts = [Text(text, name) for name, text in articles]
    done = opened.add(make(texts, opened.topics.topics))
    opened.save()
    return done


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_is_written_loads_and_its_evidence_is_borne_out_by_the_text(tmp_path: Path) -> None:
    done = distil(tmp_path / "p", ("a.txt", ONE), ("b.txt", TWO))
    library = load_library(tmp_path / "p")
    assert {p.name for p in library.personas} == {"纪云帆", "霍启明", "阿德"}
    assert prove(library, tmp_path / "p" / "articles", simplify) == []
    assert done.positions == sum(len(p.positions) for p in library.personas)


def test_statements_of_one_person_merge_across_articles_and_scripts(tmp_path: Path) -> None:
    distil(tmp_path / "p", ("a.txt", ONE), ("b.txt", TWO))
    (ji,) = [p for p in load_library(tmp_path / "p").personas if p.name == "纪云帆"]
    assert len({e.source for p in ji.positions for e in p.evidence}) == 2


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    distil(tmp_path / "p", ("a.txt", ONE), ("b.txt", TWO))
    before = snapshot(tmp_path)
    done = distil(tmp_path / "p", ("b.txt", TWO), ("a.txt", ONE))
    assert snapshot(tmp_path) == before
    assert not done.changed


def test_a_later_article_extends_the_file_and_leaves_every_line_that_stood_there(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    distil(folder, ("a.txt", ONE.replace("2024-03-05", "2024-07-05")))
    file = folder / "ji-yunfan.yaml"
    edited = file.read_text(encoding="utf-8").replace("modality:", "# 我改过\n    modality:", 1)
    edited = edited.replace("claim: ", "claim: 人写的一句：", 1)
    file.write_text(edited, encoding="utf-8")
    distil(folder, ("b.txt", TWO))
    after = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in edited.splitlines() if line not in after] == []
    (ji,) = [p for p in load_library(folder).personas if p.name == "纪云帆"]
    assert len(ji.positions) == 2


def test_a_position_somebody_deleted_stays_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    distil(folder, ("a.txt", ONE))
    (folder / "ji-yunfan.yaml").unlink()
    assert not distil(folder, ("a.txt", ONE)).changed
    assert not (folder / "ji-yunfan.yaml").exists()


def test_an_article_later_than_a_persona_knows_is_left_out_and_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    distil(folder, ("a.txt", ONE))
    done = distil(folder, ("b.txt", TWO))
    assert any("ji-yunfan.yaml" in str(note) and "as_of" in str(note) for note in done.notes)
    load_library(folder)


def test_two_sided_evidence_gives_a_motion(tmp_path: Path) -> None:
    done = distil(tmp_path / "p", ("a.txt", ONE))
    assert done.motions == ["充电桩值得看好吗？"]
    topics = load_library(tmp_path / "p").topics
    assert topics.motions[0].on[0].to == "充电桩"


def test_the_shipped_personas_are_extended_without_a_change_to_what_is_there(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "personas"
    folder = tmp_path / "p"
    shutil.copytree(shipped, folder)
    article = "通用大模型之争\n2023-06-01\n投资人朱啸虎告诉本刊，通用大模型不值得创业公司去做。\n"
    distil(folder, ("c.txt", article))
    before = (shipped / "zhu-xiaohu.yaml").read_text(encoding="utf-8").splitlines()
    after = (folder / "zhu-xiaohu.yaml").read_text(encoding="utf-8").splitlines()
    assert len(after) > len(before)
    assert [line for line in before if line not in after] == []
    assert load_library(folder).topics.motions == load_library(shipped).topics.motions


ODD = ["普通话", "yes", "no: 不", "- 列表", "#注", '引号"“', "a\x85b\u2028c\ufeff", "{x}", "{opponent}", "1e3", "~", "🚗"]


@pytest.mark.parametrize("value", ODD)
def test_any_text_comes_back_as_it_was(value: str) -> None:
    document = yamlfile.load_text(f"a: {scalar(value)}\n", "t.yaml")
    assert document.data == {"a": value}
    assert document.mistakes == []


def test_two_names_of_one_person_extend_one_file_with_numbers_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "personas"
    distil(folder, ("one.txt", ONE))
    file = next(f for f in folder.glob("*.yaml") if "纪云帆" in f.read_text("utf-8"))
    text = file.read_text("utf-8").replace("  display: 纪云帆\n", "  display: 纪云帆\n  aliases: [老纪]\n")
    file.write_text(text, "utf-8")
    first = "2024-01-02\n\n纪云帆认为，换电站的成本五年内降不下来，谁先铺开谁先亏。\n"
    second = "2024-01-03\n\n老纪（化名）认为，快充的电网扩容要花十年，急不来的。\n"
    distil(folder, ("three.txt", first), ("four.txt", second))
    persona = yamlfile.parse(file, Persona)
    assert [p.id for p in persona.positions] == [f"p{n}" for n in range(1, len(persona.positions) + 1)]
    assert len({e.source for p in persona.positions for e in p.evidence}) == 3


def test_an_article_whose_hash_or_name_looks_like_a_number_is_written_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "personas"
    lines = (f"2024-03-05\n\n纪云帆认为，充电桩是一门值得做{n}年的好生意。\n" for n in range(10_000))
    binary = next(text for text in lines if hashlib.sha256(text.encode()).hexdigest().startswith("0b"))
    distil(folder, ("2024-01-02.txt", binary))
    named = "2024-03-05\n\n“胶片还能再拍三十年，谁说没有观众。”投资人No说。\n"
    distil(folder, ("1e5.txt", named))
    library = load_library(folder)
    assert len(library.sources.sources) == 2
    assert {"ji-yunfan", "no"} <= {p.id for p in library.personas}


BY_HAND = """\ufeff# mine
schema: persona/1
id: hand
kind: public_figure
names:
    display: 纪云帆   # founder
as_of: 2024-12-31
bio: 一位创始人。
positions:

    # the first
    -   id: p1
        topic: 充电桩
        stance: 1
        claim: >-
          我手写的
          一条。
        evidence:
          - &where {source: mine, line: 1, start: 0, end: 2, kind: indirect, speaker: 纪云帆}
    -   {id: p2, topic: 充电桩, stance: 0, claim: 另一条。, evidence: [*where]}
    # the last
voice: {register: 平实}
"""
SOURCES_BY_HAND = f'sources:\n- {{id: mine, file: mine.txt, sha256: "{"0" * 64}", title: 甲, outlet: 乙, published: "2024"}}\n  # end'


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_hand_written_folder_keeps_every_byte_whatever_its_line_ends_and_indentation(tmp_path: Path, ends: str) -> None:
    persona, sources = (t.replace("\n", ends).encode() for t in (BY_HAND, SOURCES_BY_HAND))
    topics = "topics:\n- {id: 充电桩, proposition: 充电桩值得看好, words: [充电桩]}\n".replace("\n", ends).encode()
    for name, raw in (("hand", persona), ("sources", sources), ("topics", topics)):
        (tmp_path / f"{name}.yaml").write_bytes(raw)
    distil(tmp_path, ("a.txt", ONE))
    now = (tmp_path / "hand.yaml").read_bytes()
    head = persona.split(b"    # the last")[0]
    assert now.startswith(head.rstrip()) and now.endswith(f"{ends}voice: {{register: 平实}}{ends}".encode())
    assert b"# the last" in now and len(now) > len(persona)
    assert (tmp_path / "sources.yaml").read_bytes().startswith(sources)
    assert (tmp_path / "topics.yaml").read_bytes().startswith(topics)
    for name in ("hand", "sources"):
        raw = (tmp_path / f"{name}.yaml").read_bytes()
        assert raw.count(b"\r\n") == (raw.count(b"\n") if ends == "\r\n" else 0)
    assert {p.name for p in load_library(tmp_path).personas} == {"纪云帆", "霍启明"}


def test_a_persona_file_with_mistakes_is_left_alone_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "somebody.yaml").write_text("schema: persona/1\nnames: {display: 霍启明\n", "utf-8")
    before = (tmp_path / "somebody.yaml").read_bytes()
    texts = [Text(ONE, "a.txt")]
    opened = Folder(tmp_path, lenient=True)
    done = opened.commit(make(texts))
    assert [f.name for f in opened.broken] == ["somebody.yaml"]
    assert done.personas == ["ji-yunfan.yaml"]
    assert [(n.key, n.values["name"], n.values["count"]) for n in done.notes] == [("distill.note.broken", "霍启明", 2)]
    assert (tmp_path / "somebody.yaml").read_bytes() == before
    (tmp_path / "somebody.yaml").unlink()
    assert Folder(tmp_path).commit(make(texts)).personas == ["huo-qiming.yaml"]


def _commit(folder: str, barrier: object, text: str) -> None:
    opened = Folder(Path(folder))
    drafts = make([Text(text, "a.txt")])
    barrier.wait()  # type: ignore[attr-defined]
    opened.commit(drafts)


def test_two_runs_at_once_into_one_folder_leave_it_as_one_after_the_other_would(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(3)
    runs = [context.Process(target=_commit, args=(str(tmp_path / "p"), barrier, text)) for text in (ONE, ONE, TWO)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0, 0]
    library = load_library(tmp_path / "p")
    assert {p.name for p in library.personas} == {"纪云帆", "霍启明", "阿德"}
    assert len(library.sources.sources) == 2


def test_where_a_file_cannot_be_written_none_is_and_a_later_run_goes_through(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "articles").write_text("in the way", "utf-8")
    with pytest.raises(RequestError):
        Folder(folder).commit(make([Text(ONE, "a.txt")]))
    assert snapshot(folder) == {"articles": b"in the way"}
    (folder / "articles").unlink()
    assert Folder(folder).commit(make([Text(ONE, "a.txt")])).positions == 3
