"""The question sets are sound, and the bench that scores them can tell right from wrong."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "bench" / "questions"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_recall", ROOT / "bench" / "recall.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["dev", "holdout"])
def test_every_question_says_what_is_expected_of_it(name: str) -> None:
    found = rows(name)
    assert len(found) >= 150
    assert len({row["id"] for row in found}) == len(found)
    for row in found:
        assert row["answerable"] == bool(row["expect"]), row
        assert len(row["expect"]) == len(row["expect_spans"]), row
        wanted = {"same_topic_unsaid": ["near", "none"], "off_topic": ["none"]}.get(row["kind"], ["stated"])
        assert row["level"] == wanted, row


def test_no_question_stands_in_both_sets() -> None:
    asked = [{(row["speaker"], row["question"]) for row in rows(name)} for name in ("dev", "holdout")]
    assert not asked[0] & asked[1]


def test_expected_spans_are_the_labels_own() -> None:
    path = SHARED / "labels" / "statements.jsonl"
    if not path.is_file():
        pytest.skip("the labels are not beside this clone")
    labels = {label["id"]: label for label in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    for row in rows("dev") + rows("holdout"):
        for label_id, span in zip(row["expect"], row["expect_spans"], strict=True):
            label = labels[label_id]
            assert label["speaker"] == row["speaker"], row
            assert span == [label["file"], label["start"], label["end"]], row


def test_spans_match_when_they_mean_one_statement(bench: ModuleType) -> None:
    assert bench.same_place(("a", 10, 20), ("a", 10, 20))
    assert bench.same_place(("a", 10, 20), ("a", 12, 20)), "IoU .8"
    assert bench.same_place(("a", 0, 100), ("a", 40, 50)), "one within the other"
    assert not bench.same_place(("a", 10, 20), ("a", 18, 30))
    assert not bench.same_place(("a", 10, 20), ("b", 10, 20))
    assert not bench.same_place(("a", 10, 20), ("a", 20, 30))


def test_near_counts_half_only_where_the_person_said_it(bench: ModuleType) -> None:
    said = {"answerable": True, "level": ["stated"]}
    unsaid = {"answerable": False, "level": ["near", "none"]}
    off_topic = {"answerable": False, "level": ["none"]}
    assert [bench.level_points(said, level) for level in ("stated", "near", "none")] == [1, 0.5, 0]
    assert [bench.level_points(unsaid, level) for level in ("stated", "near", "none")] == [0, 1, 1]
    assert [bench.level_points(off_topic, level) for level in ("stated", "near", "none")] == [0, 0, 1]


def test_bm25_finds_the_same_words_in_either_script(bench: ModuleType) -> None:
    documents = ["大模型需要高质量的数据", "融资很难", "开源以后大家都能用"]
    index = bench.Bm25(documents, bench.idf_of(documents))
    assert index.rank("融資難不難？")[0][0] == 1
    assert index.rank("開源")[0][0] == 2
    assert index.rank("下雨")[1] == 0


PROGRAM = """
import json, sys
if sys.argv[1] == "personas":
    evidence = {"source": "s", "file": "f", "line": 1, "kind": "direct", "speaker": "甲"}
    positions = [{"id": "p1", "topic": "t", "stance": 0, "claim": "数据", "evidence": [evidence | {"start": 0, "end": 10}]},
                 {"id": "p2", "topic": "t", "stance": 0, "claim": "融资", "evidence": [evidence | {"start": 20, "end": 30}]}]
    print(json.dumps({"id": "jia", "name": "甲", "kind": "public_figure", "positions": positions}))
else:
    for line in open(sys.argv[3], encoding="utf-8"):
        asked = json.loads(line)
        assert sorted(asked) == ["id", "persona", "question"], "the expected answer leaked"
        if asked["persona"] == "乙":
            print(json.dumps(asked | {"error": "no such persona"}))
        else:
            print(json.dumps(asked | {"persona": "jia", "level": "stated", "positions": ["jia/p2", "p1"],
                                      "citations": [{"speaker": "丙"}]}))
"""


def test_the_product_is_read_as_its_contract_says(bench: ModuleType, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    product = bench.Product([sys.executable, str(program)])
    base = {"speaker": "甲", "question": "?", "kind": "literal", "answerable": True, "level": ["stated"]}
    asked = [
        base | {"id": "1", "persona": "甲", "expect_spans": [["f", 20, 30]]},
        base | {"id": "2", "persona": "甲", "expect_spans": [["f", 0, 9]]},
        base | {"id": "3", "persona": "乙", "expect_spans": [["f", 0, 10]]},
    ]
    raw = product.ask(asked)
    figures = bench.measure(asked, [product.read(r) for r in raw])
    assert round(figures["first"]) == 33
    assert round(figures["three"]) == 67
    assert round(figures["level"]) == 67
    assert bench.foreign_words(asked[0], raw[0]) == ["丙"]
    assert [text for text, _ in product.claim_documents(asked)["甲"]] == ["数据", "融资"]
