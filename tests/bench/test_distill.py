"""The bench over our own passages, and a short fuzz: figures may not fall below what was reached."""

from __future__ import annotations

import importlib.util
import sys
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCH = Path(__file__).parents[2] / "bench"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name.removeprefix('bench_')}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return load("bench_distill")


@lru_cache(maxsize=1)
def read(half: str) -> list[tuple[Any, list[Any]]]:
    """Our own texts of one kind, each with what is found in it at the default confidence; kept for the other kind of speech."""
    bench = load("bench_distill")
    return [(a, [s for s in bench.extract(bench.Text(a.text)) if s.confidence >= bench.DEFAULT_CONFIDENCE]) for a in bench.own(half)]


def figures(bench: ModuleType, half: str, kind: str) -> tuple[float, float, float]:
    """Precision, F1 of the spans, F1 with the speaker."""
    total = bench.Score()
    for article, found in read(half):
        total.add(bench.score(article, found, kind)[0])
    p, r = total.hit / total.found, total.hit / total.labels
    return p, bench.f1(p, r), bench.f1(total.speaker / total.found, total.speaker / total.labels)


@pytest.mark.parametrize(
    ("half", "kind", "exactly", "span", "speaker"),
    [
        ("seen", "direct", 0.95, 0.97, 0.95),
        ("seen", "indirect", 0.95, 0.97, 0.95),
        ("unseen", "direct", 0.95, 0.95, 0.90),
        ("unseen", "indirect", 0.95, 0.85, 0.75),
        ("features", "direct", 0.95, 0.96, 0.80),
        ("features", "indirect", 0.94, 0.92, 0.84),
        ("features-unseen", "direct", 0.94, 0.92, 0.60),
        ("features-unseen", "indirect", 0.90, 0.87, 0.68),
    ],
)
def test_our_own_texts_keep_their_figures(bench: ModuleType, half: str, kind: str, exactly: float, span: float, speaker: float) -> None:
    precision, spans, speakers = figures(bench, half, kind)
    assert precision >= exactly
    assert spans >= span
    assert speakers >= speaker


def test_the_marks_of_a_passage_become_labels_with_offsets_in_the_plain_text(bench: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲说：“⟦d|甲⟧好。⟦/⟧”⟦i|乙|by=甲|b⟧丙⟦/⟧", encoding="utf-8")
    article = bench.read_marked(path)
    assert article.text == "甲说：“好。”丙"
    assert [article.text[x["start"] : x["end"]] for x in article.labels] == ["好。", "丙"]
    assert article.labels[1]["reported_by"] == "甲"


def test_statements_from_what_is_marked_as_no_body_are_counted(
    bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("⟦x|title⟧房价怎么走⟦/⟧\n\n“⟦d|李明⟧房价还会再跌两年。⟦/⟧”李明说。\n⟦x|advert⟧小张说：“快来买房。”⟦/⟧\n", encoding="utf-8")
    article = bench.read_marked(path)
    assert [(kind, article.text[a:b]) for a, b, kind in article.outside] == [("title", "房价怎么走"), ("advert", "小张说：“快来买房。”")]
    assert [article.text[x["start"] : x["end"]] for x in article.labels] == ["房价还会再跌两年。"]
    found = bench.extract(bench.Text(article.text))
    stray = next(s for s in found if s.text == "快来买房。")  # no word of an advert is in it: the rules take it for speech
    bench.outside([(article, found)], bench.argparse.Namespace(all=True, threshold=0.6))
    assert f"outside the body 1 of {len(found)} ({1 / len(found):.1%}: advert 1)" in capsys.readouterr().out
    assert article.outside[1][0] <= stray.start < article.outside[1][1]


def test_the_bench_counts_a_miss_a_false_alarm_and_a_wrong_speaker(bench: ModuleType) -> None:
    labels = [
        {"start": 0, "end": 10, "kind": "direct", "speaker": "甲", "speaker_surface": "甲"},
        {"start": 20, "end": 30, "kind": "direct", "speaker": "乙", "speaker_surface": "乙"},
    ]
    article = bench.Labelled("x", "字" * 60, labels)

    def found(start: int, end: int, who: str) -> object:
        return bench.Statement("x", start, end, 1, "", "direct", None, who, who, "", "r", 0.9)

    result, notes = bench.score(article, [found(0, 10, "丙"), found(40, 50, "甲")], "direct")
    assert (result.labels, result.found, result.hit, result.speaker) == (2, 2, 1, 0)
    assert len(notes) == 3


def test_a_careless_model_changes_no_figure_and_an_oracle_makes_none_worse() -> None:
    model = load("bench_distill_model")
    articles = model.own("seen")[:6]
    counts = model.report("own passages", articles, "careless", [1])
    oracle = model.report("own passages", articles, "oracle", [None])
    assert counts["doubted"] + counts["refused"] > 50, "it proposes a lot"
    assert counts["written"] == counts["written_true"]
    assert oracle["written"] == oracle["written_true"]


def test_damaged_articles_never_fall_over() -> None:
    fuzz = load("bench_distill_fuzz")
    result = fuzz.run(40, seed=1)
    assert result["statements"] > 0
