"""An inverted index with BM25 weights computed ahead. A look-up adds up ready numbers: no length, no frequency, no log.

Short statements want a low k1 (a word said twice is not twice as much about it) and b about one half.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

K1 = 0.4
B = 0.5


class Index:
    """Documents are bags of terms; they are known by their place in the sequence given."""

    def __init__(
        self, documents: Sequence[Mapping[str, float] | Iterable[str]], *, k1: float = K1, b: float = B
    ) -> None:
        bags = [dict(d) if isinstance(d, Mapping) else dict(Counter(d)) for d in documents]
        lengths = [sum(bag.values()) for bag in bags]
        self.size = len(bags)
        mean = sum(lengths) / self.size if self.size else 1.0
        counts: Counter[str] = Counter()
        for bag in bags:
            counts.update(bag.keys())
        self._idf = {term: log(1 + (self.size - n + 0.5) / (n + 0.5)) for term, n in counts.items()}
        self._postings: dict[str, tuple[list[int], list[float]]] = {term: ([], []) for term in counts}
        for at, bag in enumerate(bags):
            norm = k1 * (1 - b + b * lengths[at] / mean) if mean else k1
            for term, tf in bag.items():
                ids, weights = self._postings[term]
                ids.append(at)
                weights.append(self._idf[term] * tf * (k1 + 1) / (tf + norm))

    def __contains__(self, term: str) -> bool:
        return term in self._postings

    def idf(self, term: str) -> float:
        """The term's inverse document frequency; that of a term in no document where it isn't known."""
        return self._idf.get(term) or log(1 + (self.size + 0.5) / 0.5)

    def scores(self, terms: Mapping[str, float] | Iterable[str]) -> dict[int, float]:
        """Document → BM25 score, for each that has any of the terms."""
        weighted = terms if isinstance(terms, Mapping) else Counter(terms)
        out: dict[int, float] = {}
        get = out.get
        for term, times in weighted.items():
            found = self._postings.get(term)
            if found is None:
                continue
            ids, weights = found
            if not out and times == 1:
                out.update(zip(ids, weights, strict=True))
                continue
            for at, weight in zip(ids, weights, strict=True):
                out[at] = get(at, 0.0) + times * weight
        return out

    def best(self, terms: Mapping[str, float] | Iterable[str], limit: int = 10) -> list[tuple[int, float]]:
        """The best documents, best first; equal ones in the order of the documents."""
        found = self.scores(terms)
        return heapq.nsmallest(limit, found.items(), key=lambda pair: (-pair[1], pair[0]))
