"""What recall costs, beside floors measured in the same run, interleaved.

    python bench/recall_speed.py            # 300 / 10,000 / 100,000 positions; --quick leaves the last out
    python bench/recall_speed.py --json

Per question (median of rounds over 40 questions, milliseconds):
- floor: a plain inverted index with ready BM25 weights over words and single characters, question already segmented
- index: bot.recall.index, question segmented and folded by bot.recall.chinese
- find: the whole look-up, level included, in one persona among all
Loading (median of 5 processes each, milliseconds): python alone, python + segmenter, and a first answer from the shipped personas.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.persona.files import load_library  # noqa: E402
from bot.persona.model import Persona  # noqa: E402
from bot.recall.chinese import clean, terms  # noqa: E402
from bot.recall.finder import Finder  # noqa: E402
from bot.recall.index import Index  # noqa: E402

EACH = 50  # positions a made-up persona has
QUESTIONS = 40


def grown(personas: tuple[Persona, ...], size: int) -> list[Persona]:
    """Personas of EACH positions with `size` in all: shipped claims cut in two and put together anew, so that words keep their spread."""
    chance = random.Random(7)
    pool = [p for persona in personas for p in persona.positions]
    halves = [(p.claim[: len(p.claim) // 2], p.claim[len(p.claim) // 2 :]) for p in pool]
    out = []
    for n in range(max(1, size // EACH)):
        positions = []
        for k in range(EACH):
            like = chance.choice(pool)
            claim = chance.choice(halves)[0] + chance.choice(halves)[1]
            words = tuple(chance.sample(like.keywords, min(6, len(like.keywords))))
            positions.append(
                like.model_copy(update={"id": f"x{n}/p{k}", "claim": claim, "keywords": words, "says": like.says[:1]})
            )
        out.append(personas[0].model_copy(update={"id": f"x{n}", "positions": tuple(positions)}))
    return out


class Floor:
    """The least one can do: dictionaries, one addition a posting."""

    def __init__(self, index: Index) -> None:
        self.postings = {t: list(zip(*p, strict=True)) for t, p in index._postings.items()}

    def best(self, asked: list[str]) -> list[int]:
        scores: dict[int, float] = {}
        for term in asked:
            for at, weight in self.postings.get(term, ()):
                scores[at] = scores.get(at, 0.0) + weight
        return sorted(scores, key=scores.__getitem__, reverse=True)[:10]


def spent(work: list[object], run: object, rounds: int) -> float:
    """Milliseconds a call, the median over rounds of the mean."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        for item in work:
            run(item)  # type: ignore[operator]
        times.append((time.perf_counter() - begin) / len(work) * 1000)
    return statistics.median(times)


def at_size(personas: tuple[Persona, ...], finder_topics: object, questions: list[str], size: int) -> dict[str, float]:
    many = grown(personas, size)
    begin = time.perf_counter()
    index = Index([terms(" ".join((p.claim, *p.keywords))) for m in many for p in m.positions])
    build = (time.perf_counter() - begin) * 1000
    floor = Floor(index)
    begin = time.perf_counter()
    finder = Finder(many, finder_topics)  # type: ignore[arg-type]
    finder.find(many[0], questions[0])
    first = (time.perf_counter() - begin) * 1000
    ready = [terms(clean(q)) for q in questions]
    rounds = 5 if size <= 10_000 else 3
    for q in questions:
        finder.find(many[0], q)
    out = {
        "floor": spent(ready, floor.best, rounds),
        "index": spent(questions, lambda q: index.best(terms(clean(str(q)))), rounds),
        "find": spent(questions, lambda q: finder.find(many[0], str(q)), rounds),
    }
    fresh = Finder(many, finder_topics)  # type: ignore[arg-type]
    fresh.find(many[0], "开场")
    begin = time.perf_counter()
    for q in questions:
        fresh.find(many[0], q)
    out["find, words not met before"] = (time.perf_counter() - begin) / len(questions) * 1000
    return {**out, "index build": build, "finder build and first": first}


LOADS = {
    "python": "pass",
    "python + segmenter": "from bot.recall import chinese; chinese.warm()",
    "python + personas": "from pathlib import Path; from bot.persona.files import load_library; load_library(Path('personas'))",
    "first answer": (
        "from pathlib import Path; from bot.persona.files import load_library; from bot.recall.finder import Finder;"
        "l = load_library(Path('personas')); f = Finder(l.personas, l.topics); f.find(l.personas[0], '创业公司还能做通用大模型吗')"
    ),
}


def loading() -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in LOADS}
    for _ in range(5):
        for name, code in LOADS.items():
            begin = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
            times[name].append((time.perf_counter() - begin) * 1000)
    return {name: statistics.median(t) for name, t in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave 100,000 positions out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    library = load_library(ROOT / "personas")
    rows = (ROOT / "bench/questions/dev.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(row)["question"] for row in rows][:: max(1, len(rows) // QUESTIONS)][:QUESTIONS]
    figures = {
        n: at_size(library.personas, library.topics, questions, n)
        for n in (300, 10_000, *(() if options.quick else (100_000,)))
    }
    loads = loading()
    if options.json:
        print(json.dumps({"positions": figures, "loading": loads}, ensure_ascii=False, indent=1))
        return
    for size, row in figures.items():
        print(
            f"{size:>7} positions: "
            + ", ".join(
                f"{name} {value:.3f} ms ({value / row['floor']:.1f} × floor)"
                for name, value in row.items()
                if "build" not in name
            )
        )
        print(f"{'':>18} " + ", ".join(f"{name} {value:.0f} ms" for name, value in row.items() if "build" in name))
    base = loads["python + segmenter"] + loads["python + personas"] - loads["python"]
    print("loading: " + ", ".join(f"{name} {value:.0f} ms" for name, value in loads.items()))
    print(f"first answer is {loads['first answer'] / base:.2f} × (python + segmenter + persona files)")


if __name__ == "__main__":
    main()
