"""How well does "what would X say" answer? Our own question set, the product, and plain BM25 as the floor.

    python bench/recall.py                 both sets, a table by kind; the two BM25 floors beside the product
    python bench/recall.py --wrong         also every dev question the product missed (never the held-out ones)
    python bench/recall.py --set fresh_a   the set written later (fresh, fresh_a, fresh_b); `--wrong` works on half a
    python bench/recall.py --check         exit 1 where an aim is missed

The product is the program as users run it (`python -m bot ask --batch`, `personas --json`); nothing of it is imported.
The floor over label texts needs the articles and labels (`--shared DIR`); without them its column is left out.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SETS = ("dev", "holdout")
FRESH = ("fresh", "fresh_a", "fresh_b")  # written later, by somebody who knew neither the sets nor the product
AIMS = {"first": 90.0, "three": 97.0, "level": 88.0}  # percent; off-topic questions answered: none
Span = tuple[str, int, int]  # file, start, end: code points into the article, end outside
Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What one system said to one question: the spans behind each ranked answer, best first, and its level."""

    ranked: list[list[Span]] = field(default_factory=list)
    level: str = "none"
    error: str = ""


# --- scoring -------------------------------------------------------------------------------------------------------


def same_place(a: Span, b: Span) -> bool:
    """Whether two spans stand for one statement: IoU at least .5, or the shorter one lies in the other to .8."""
    common = min(a[2], b[2]) - max(a[1], b[1])
    if a[0] != b[0] or common <= 0:
        return False
    lengths = a[2] - a[1], b[2] - b[1]
    return common / (sum(lengths) - common) >= 0.5 or common / min(lengths) >= 0.8


def is_right(spans: Iterable[Span], expected: Iterable[Sequence[Any]]) -> bool:
    wanted = [(str(f), int(s), int(e)) for f, s, e in expected]
    return any(same_place(span, want) for span in spans for want in wanted)


def level_points(row: Row, level: str) -> float:
    """1 for an acceptable level, a half for *near* where *stated* was wanted."""
    if level in row["level"]:
        return 1.0
    return 0.5 if row["answerable"] and level == "near" else 0.0


def measure(rows: list[Row], answers: list[Answer]) -> dict[str, float]:
    """Percentages over `rows`: first, three (answerable ones only), level (all); `n` and `answered` are counts."""
    pairs = list(zip(rows, answers, strict=True))
    asked = [(row, answer) for row, answer in pairs if row["answerable"]]

    def within(top: int) -> float:
        hits = sum(any(is_right(s, row["expect_spans"]) for s in answer.ranked[:top]) for row, answer in asked)
        return 100 * hits / len(asked) if asked else math.nan

    return {
        "n": len(rows),
        "first": within(1),
        "three": within(3),
        "level": 100 * sum(level_points(row, answer.level) for row, answer in pairs) / len(rows) if rows else math.nan,
        "answered": sum(row["kind"] == "off_topic" and answer.level != "none" for row, answer in pairs),
    }


# --- the floor -----------------------------------------------------------------------------------------------------


@cache
def terms(text: str) -> tuple[str, ...]:
    """Words and single characters, folded to Simplified and lower case."""
    import jieba  # heavy; only the floor needs it
    import opencc

    jieba.setLogLevel(60)
    folded = folding(opencc).convert(text).lower()
    words = [w for w in jieba.lcut(folded) if len(w) > 1 and re.search(r"\w", w)]
    return (*words, *re.findall(r"[\u3400-\u9fff]|[a-z0-9]", folded))


@cache
def folding(opencc: Any) -> Any:
    return opencc.OpenCC("t2s")


class Bm25:
    """Plain BM25 with an idf table from outside, because one speaker's statements are too few to make one."""

    def __init__(self, documents: list[str], idf: dict[str, float], k1: float = 0.4, b: float = 0.5) -> None:
        self.idf, self.k1, self.b = idf, k1, b
        self.unseen = max(idf.values(), default=1.0)
        self.counts = [Counter(terms(d)) for d in documents]
        self.mean = sum(c.total() for c in self.counts) / max(1, len(self.counts))

    def rank(self, question: str) -> tuple[list[int], float]:
        """Documents best first, and the best score as a share of the question's own idf (0..1 and a little more)."""
        asked = set(terms(question))
        weight = sum(self.idf.get(t, self.unseen) for t in asked) or 1.0
        scores = [self.score(asked, count) for count in self.counts]
        order = sorted(range(len(scores)), key=lambda i: -scores[i])
        return order, (scores[order[0]] / weight if order else 0.0)

    def score(self, asked: set[str], count: Counter[str]) -> float:
        norm = self.k1 * (1 - self.b + self.b * count.total() / self.mean)
        return sum(self.idf.get(t, 0.0) * count[t] * (self.k1 + 1) / (count[t] + norm) for t in asked if t in count)


def idf_of(documents: list[str]) -> dict[str, float]:
    seen = Counter(t for d in documents for t in set(terms(d)))
    return {t: math.log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for t, n in seen.items()}


Document = tuple[str, list[Span]]  # what is searched, and where it stands


class Floor:
    """BM25 over each speaker's documents, with two thresholds on its score for the levels, tuned on dev."""

    def __init__(self, name: str, documents: dict[str, list[Document]]) -> None:
        self.name, self.documents = name, documents
        idf = idf_of([text for docs in documents.values() for text, _ in docs])
        self.index = {who: Bm25([text for text, _ in docs], idf) for who, docs in documents.items()}
        self.low = self.high = 0.0

    def tune(self, rows: list[Row]) -> None:
        """Pick the pair of thresholds that gets most levels right on `rows`."""
        known = [row for row in rows if row["speaker"] in self.index]
        scored = [(row, self.index[row["speaker"]].rank(row["question"])[1]) for row in known]
        values = sorted({0.0, *(score for _, score in scored), 9.0})
        cuts = [(a + b) / 2 for a, b in pairwise(values)]
        cuts = cuts[:: max(1, len(cuts) // 60)]  # every pair is tried, so sixty are enough
        total = {
            (low, high): sum(level_points(row, self.level(score, low, high)) for row, score in scored)
            for low in cuts
            for high in cuts
            if low <= high
        }
        self.low, self.high = max(total, key=lambda pair: total[pair])

    @staticmethod
    def level(score: float, low: float, high: float) -> str:
        return "stated" if score >= high else "near" if score >= low else "none"

    def answer(self, row: Row) -> Answer:
        index = self.index.get(row["speaker"])
        if index is None:
            return Answer(error="no documents")
        order, score = index.rank(row["question"])
        spans = [self.documents[row["speaker"]][i][1] for i in order[:10]]
        return Answer(spans, self.level(score, self.low, self.high))


def label_documents(shared: Path) -> dict[str, list[Document]]:
    """Speaker → the text of each labelled statement. Empty where the articles are not there."""
    path = shared / "labels" / "statements.jsonl"
    if not path.is_file():
        return {}
    texts: dict[str, str] = {}
    documents: dict[str, list[Document]] = defaultdict(list)
    for label in read_jsonl(path):
        file, start, end = label["file"], label["start"], label["end"]
        if file not in texts:
            texts[file] = (shared / "articles" / file).read_bytes().decode("utf-8")
        documents[label["speaker"]].append((texts[file][start:end], [(file, start, end)]))
    return documents


# --- the product ---------------------------------------------------------------------------------------------------


class Product:
    """The program in a subprocess, asked as anyone would ask it."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.personas = [json.loads(line) for line in self.run("personas", "--json").splitlines() if line.strip()]
        self.spans: dict[tuple[str, str], list[Span]] = {}
        for persona in self.personas:
            for position in persona["positions"]:
                spans = [(e["file"], e["start"], e["end"]) for e in position["evidence"]]
                local = position["id"].rsplit("/", 1)[-1]  # ids are taken with or without the persona's
                self.spans[persona["id"], local] = spans

    def run(self, *arguments: str) -> str:
        with tempfile.TemporaryDirectory() as scratch:
            env = os.environ | {"YUANZHUO_DB": str(Path(scratch) / "bench.db"), "PYTHONIOENCODING": "utf-8"}
            done = subprocess.run(
                [*self.command, *arguments], cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=600
            )
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip()).splitlines()
            what = said[-1] if said else "silent"
            raise RuntimeError(f"`{' '.join(arguments)}` ended with {done.returncode}: {what}")
        return done.stdout

    def ask(self, rows: list[Row]) -> list[Row]:
        """One raw answer per row. Only the name and the question are handed over, never what is expected."""
        with tempfile.TemporaryDirectory() as scratch:
            batch = Path(scratch) / "questions.jsonl"
            lines = (json.dumps({k: row[k] for k in ("id", "persona", "question")}, ensure_ascii=False) for row in rows)
            batch.write_text("\n".join(lines) + "\n", encoding="utf-8")
            answers = [json.loads(line) for line in self.run("ask", "--batch", str(batch), "--json").splitlines()]
        if [a.get("id") for a in answers] != [row["id"] for row in rows]:
            raise RuntimeError("the batch did not come back whole, in order, with its `id`s")
        return answers

    def read(self, raw: Row) -> Answer:
        if "error" in raw:
            return Answer(level="error", error=str(raw["error"]))
        home = raw["persona"]
        spans = [self.spans_of(home, position) for position in raw["positions"]]
        return Answer(spans, raw["level"])

    def spans_of(self, home: str, position: str) -> list[Span]:
        owner, _, local = position.rpartition("/")
        return self.spans[owner or home, local]

    def claim_documents(self, rows: list[Row]) -> dict[str, list[Document]]:
        """Speaker → the claims of the persona that holds most of his expected statements, his own ones only."""
        documents: dict[str, list[Document]] = {}
        for speaker, wanted in spans_by_speaker(rows).items():
            best: tuple[int, list[Document]] = (0, [])
            for persona in self.personas:
                named = Counter(
                    e["speaker"]
                    for p in persona["positions"]
                    for e in p["evidence"]
                    if is_right([(e["file"], e["start"], e["end"])], wanted)
                )
                if not named:
                    continue
                who, held = named.most_common(1)[0]
                own = [
                    (p["claim"], [(e["file"], e["start"], e["end"]) for e in p["evidence"]])
                    for p in persona["positions"]
                    if any(e["speaker"] == who for e in p["evidence"])
                ]
                # a persona of his own beats an archetype that holds the same statements among others'
                best = max(best, (held * 1000 - len(persona["positions"]), own), key=lambda pair: pair[0])
            if best[1]:
                documents[speaker] = best[1]
        return documents


def spans_by_speaker(rows: list[Row]) -> dict[str, list[Span]]:
    found: dict[str, set[Span]] = defaultdict(set)
    for row in rows:
        found[row["speaker"]].update((f, s, e) for f, s, e in row["expect_spans"])
    return {who: sorted(spans) for who, spans in found.items()}


def foreign_words(row: Row, raw: Row) -> list[str]:
    """Speakers cited for a question to somebody else: an archetype asked by a voice's name owes that voice alone."""
    asked = row["speaker"].split("(")[0]
    cited = {str(c.get("speaker", "")) for c in raw.get("citations", [])}
    return sorted(who for who in cited if who and asked not in who and who.split("(")[0] not in asked)


# --- the table -----------------------------------------------------------------------------------------------------


def read_jsonl(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fresh(name: str) -> list[Row]:
    """The fresh set or one half of it: `fresh_a` may be looked at, of `fresh_b` only totals."""
    rows = read_jsonl(Path(__file__).parent / "questions" / "fresh.jsonl")
    return [row for row in rows if name in ("fresh", f"fresh_{row['half']}")]


def percent(value: float) -> str:
    return "     –" if math.isnan(value) else f"{value:6.1f}"


def table(name: str, rows: list[Row], systems: dict[str, list[Answer]]) -> dict[str, dict[str, dict[str, float]]]:
    """Print one set's table; give back {group: {system: figures}}."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        groups[row["kind"]].append(i)
    groups["all answerable"] = [i for i, row in enumerate(rows) if row["answerable"]]
    groups["all"] = list(range(len(rows)))
    print(f"\n{name}: {len(rows)} questions (first % | first three % | level %)")
    print(f"{'kind':<20}{'n':>4}  " + "".join(f"{s:^24}" for s in systems))
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for group, at in groups.items():
        figures[group] = {s: measure([rows[i] for i in at], [a[i] for i in at]) for s, a in systems.items()}
        cells = (" ".join(percent(m[key]) for key in AIMS) for m in figures[group].values())
        print(f"{group:<20}{len(at):>4}  " + "".join(f" {cell}   " for cell in cells))
    print(f"{'off topic, answered':<24}  " + "".join(f"{int(m['answered']):^24}" for m in figures["all"].values()))
    return figures


def misses(figures: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """The aims that the product does not reach in one set."""
    whole = figures["all"]["product"]
    found = [f"{key} {whole[key]:.1f} < {aim:.0f}" for key, aim in AIMS.items() if whole[key] < aim]
    if whole["answered"]:
        found.append(f"{int(whole['answered'])} off-topic questions answered")
    return found


def show_wrong(rows: list[Row], answers: list[Answer], raw: list[Row]) -> None:
    print("\nwhat the product missed:")
    for row, answer, given in zip(rows, answers, raw, strict=True):
        first = bool(answer.ranked) and is_right(answer.ranked[0], row["expect_spans"])
        if (row["answerable"] and not first) or level_points(row, answer.level) < 1:
            place = next((i for i, s in enumerate(answer.ranked, 1) if is_right(s, row["expect_spans"])), 0)
            print(f"  {row['id']} {row['kind']} {row['persona']}: {row['question']}")
            print(f"      {answer.error or answer.level}, wanted {'/'.join(row['level'])} {' '.join(row['expect'])};"
                  f" right one at {place or '–'}; gave {given.get('positions', [])[:3]}")  # fmt: skip


def ask_product(product: Product, sets: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Raw answers per set, with notes on names not found, others' words and speed."""
    raw = {}
    for name, rows in sets.items():
        begin = time.perf_counter()
        raw[name] = product.ask(rows)
        spent = time.perf_counter() - begin
        lost = sorted({row["persona"] for row, r in zip(rows, raw[name], strict=True) if "error" in r})
        foreign = [row["id"] for row, r in zip(rows, raw[name], strict=True) if foreign_words(row, r)]
        print(f"{name}: {len(rows)} asked in {spent:.1f} s, start-up included")
        print(f"  errors for: {'、'.join(lost) or 'none'}; citing somebody else: {' '.join(foreign) or 'none'}")
    return raw


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=[*SETS, *FRESH, "both"], default="both", help="which questions to report on")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="has labels/ and articles/")
    parser.add_argument("--product", default=f"{sys.executable} -m bot", help="the program; '' to leave it out")
    parser.add_argument("--wrong", action="store_true", help="list the dev questions that the product missed")
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    parser.add_argument("--out", type=Path, help="write all figures to this JSON file")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    everything = {name: read_jsonl(Path(__file__).parent / "questions" / f"{name}.jsonl") for name in SETS}
    sets = {name: rows for name, rows in everything.items() if options.set in (name, "both")}
    if options.set in FRESH:
        sets = {options.set: fresh(options.set)}
    floors: list[Floor] = []
    if labels := label_documents(options.shared):
        floors.append(Floor("BM25, labels", labels))
    else:
        print(f"no labels under {options.shared}: the floor over label texts is left out")
    product, raw = None, {}
    if options.product:
        try:
            product = Product(options.product.split())
            raw = ask_product(product, sets)
            both = [row for rows in everything.values() for row in rows]
            floors.append(Floor("BM25, claims", product.claim_documents(both)))
        except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
            print(f"the product can't be asked: {error}")
            product = None
    for floor in floors:
        floor.tune(everything["dev"])
        print(f"{floor.name}: levels split at {floor.low:.3f} and {floor.high:.3f}, tuned on dev")
    figures, missed = {}, [] if product else ["the product did not answer"]
    for name, rows in sets.items():
        systems = {floor.name: [floor.answer(row) for row in rows] for floor in floors}
        if product:
            systems["product"] = [product.read(r) for r in raw[name]]
        figures[name] = table(name, rows, systems)
        if product:
            missed += [f"{name}: {miss}" for miss in misses(figures[name])]
            if options.wrong and name in ("dev", "fresh_a"):
                show_wrong(rows, systems["product"], raw[name])
    print("\naims: first 90, first three 97, level 88, off topic answered 0")
    print("missed: " + ("; ".join(missed) or "none"))
    if options.out:
        options.out.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
