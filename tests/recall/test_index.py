"""The index against BM25 written out."""

from __future__ import annotations

from math import log

import pytest

from bot.recall.index import K1, B, Index

DOCS = [["融资", "难"], ["算力", "贵", "算力"], ["融资", "容易", "算力", "便宜"]]


def test_scores_are_those_of_bm25() -> None:
    index = Index(DOCS)
    mean = sum(map(len, DOCS)) / 3

    def bm25(terms: list[str], doc: list[str]) -> float:
        total = 0.0
        for term in set(terms):
            n = sum(term in d for d in DOCS)
            tf = doc.count(term)
            total += log(1 + (3 - n + 0.5) / (n + 0.5)) * tf * (K1 + 1) / (tf + K1 * (1 - B + B * len(doc) / mean))
        return total

    for question in (["融资"], ["算力", "贵"], ["融资", "算力", "便宜", "没有的词"]):
        found = index.scores(question)
        for at, doc in enumerate(DOCS):
            assert found.get(at, 0.0) == pytest.approx(bm25(question, doc))


def test_the_best_come_first_and_equals_in_order() -> None:
    assert [at for at, _ in Index(DOCS).best(["算力", "贵"], 2)] == [1, 2]
    assert [at for at, _ in Index([["甲"], ["甲"]]).best(["甲"])] == [0, 1]


def test_an_empty_index_finds_nothing() -> None:
    assert Index([]).best(["甲"]) == []
    assert Index([[]]).best(["甲"]) == []
