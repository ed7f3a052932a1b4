"""Fit `bot/distill/nameness.json`: how likely a string is somebody's name.

python bench/distill_names.py FOLDER [--write]

FOLDER holds texts (`*.txt`, marked or not, in subfolders too) and lists of the people each names (`names/*.json`: the text's path from
FOLDER → `{"people": […], "byline": […]}`, forms as printed). Other people's texts don't ship, so neither do the lists; the weights do.
Prints precision and recall on articles left out of the fit (five folds), beside those of the rules alone; `--write` writes the fit on all.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import jieba

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.distill_labels import read_marked  # noqa: E402
from bot.distill import layout, nameness, naming  # noqa: E402
from bot.distill.text import Text  # noqa: E402
from bot.recall.chinese import simplify  # noqa: E402

TARGET = ROOT / "bot" / "distill" / "nameness.json"
_CALLED = re.compile("(?:先生|女士|小姐|太太|总|老师|教授|阿姨|院长|伯|太|爸爸|哥|某|博士|医生|督察|生)$")
_RECENT = frozenset("GHIK")
"""Sets the rules were not tried on: they weigh more, or the fit would trust the rules too much."""


@dataclass
class Article:
    """One text with the names in it."""

    key: str
    parts: list[str]
    people: set[str]
    byline: set[str]
    rules: set[str] = field(default_factory=set)
    signs: dict[str, nameness.Features] = field(default_factory=dict)

    @property
    def gold(self) -> set[str]:
        """Names the model can find: a surname and what follows it, no mere 王先生."""
        return {n for n in self.people if nameness.is_surnamed(n) and not _CALLED.search(n)}


def articles(folder: Path, odds: dict[str, nameness.Features]) -> list[Article]:
    """All texts that have a list."""
    out = []
    for listing in sorted((folder / "names").glob("*.json")):
        for key, names in json.loads(listing.read_text(encoding="utf-8")).items():
            places = (folder / key, folder / key.replace("/", "/tune/", 1), ROOT / "bench" / "distill" / key, ROOT.parent / "shared" / key)
            place = next((p for p in places if p.exists()), None)
            if place is None:
                print(f"no text for {key}")
                continue
            raw = place.read_text(encoding="utf-8") if "⟦" not in place.read_text(encoding="utf-8") else read_marked(place).text
            text = Text(raw, place.name)
            parts = [text.plain[p.start : p.end] for p in layout.paragraphs(text) if p.part in ("body", "heading", "meta")]
            article = Article(key, parts, {simplify(n) for n in names["people"]}, {simplify(n) for n in names["byline"]})
            article.rules = set(naming.by_rules(parts))
            article.signs = {name: own | places() for name, own, places in nameness.features(parts, article.rules, odds)}
            out.append(article)
    return out


def char_odds() -> dict[str, nameness.Features]:
    """Log odds of a character as a name's first, middle and last, against the words that are no names: counted in jieba's dictionary."""
    tables: dict[str, Counter[str]] = {"first": Counter(), "mid": Counter(), "last": Counter()}
    elsewhere: Counter[str] = Counter()
    with Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
        for word, count, tag in (line.split() for line in lines):
            if tag == "nr" and int(count) < 2000 and len(word) in (2, 3) and nameness.is_surnamed(word):
                tables["first"][word[0]] += 1
                tables["last"][word[-1]] += 1
                if len(word) == 3:
                    tables["mid"][word[1]] += 1
            elif not tag.startswith("nr"):
                for char in word:
                    elsewhere[char] += int(count)
    out: dict[str, nameness.Features] = {}
    total = sum(elsewhere.values())
    for name, table in tables.items():
        size = sum(table.values())
        chars = sorted({*table, *(c for c, n in elsewhere.items() if n > 2000)})
        shares = {c: ((table[c] + 0.3) / size) / ((elsewhere[c] + 50) / total) for c in chars if elsewhere[c] > 200 or table[c] > 2}
        out[name] = {c: round(math.log(share), 1) for c, share in shares.items() if "\u4e00" <= c <= "\u9fff"}
    return out


def fit(data: list[Article], rounds: int = 14, rate: float = 0.15, decay: float = 1e-4) -> nameness.Features:
    """Logistic regression by Adagrad; half of what is no name is left out."""
    chance = random.Random(0)
    rows = []
    for article in data:
        gold, weight = article.gold, 3.0 if article.key[0] in _RECENT else 1.0
        for name, signs in article.signs.items():
            if name not in article.byline and (name in gold or chance.random() < 0.5):
                rows.append((signs, float(name in gold), weight))
    weights: nameness.Features = {}
    squares: nameness.Features = {}
    for _ in range(rounds):
        chance.shuffle(rows)
        for signs, truth, weight in rows:
            total = sum(weights.get(k, 0.0) * v for k, v in signs.items())
            gap = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - truth) * weight
            for key, value in signs.items():
                step = gap * value + decay * weights.get(key, 0.0)
                squares[key] = squares.get(key, 1e-6) + step * step
                weights[key] = weights.get(key, 0.0) - rate * step / math.sqrt(squares[key])
    return weights


def report(data: list[Article], odds: dict[str, nameness.Features], verbose: bool) -> None:
    """Five folds by article."""
    order = [a.key for a in data]
    random.Random(3).shuffle(order)
    counts: Counter[tuple[str, str, str]] = Counter()
    for fold in range(5):
        held = set(order[fold::5])
        fitted = nameness.Model(fit([a for a in data if a.key not in held]), odds)
        for a in (a for a in data if a.key in held):
            scored = {name: fitted.score(signs) for name, signs in a.signs.items()}
            chosen = {n for n in naming.chosen(scored, a.rules) if nameness.is_surnamed(n) and not _CALLED.search(n)} - a.byline
            alone = {n for n in a.rules if nameness.is_surnamed(n) and not _CALLED.search(n)} - a.byline
            if verbose and chosen != a.gold:
                false, missed = ([(n, round(scored.get(n, -9), 1)) for n in names] for names in (chosen - a.gold, a.gold - chosen))
                print(a.key, "false", false, "missed", missed)
            for group in ("all", "recent") if a.key[0] in _RECENT else ("all",):
                for way, names in (("model", chosen), ("rules", alone)):
                    for what, number in (("right", names & a.gold), ("false", names - a.gold), ("missed", a.gold - names)):
                        counts[group, way, what] += len(number)
    for group in ("all", "recent"):
        for way in ("rules", "model"):
            right, false, missed = (counts[group, way, x] for x in ("right", "false", "missed"))
            precision, recall = right / max(1, right + false), right / max(1, right + missed)
            print(f"{group:7s}{way:6s} names {right + missed:4d}  precision {precision:.3f}  recall {recall:.3f}")


def main() -> None:
    """Read, report, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("-v", action="store_true", help="the misses and false alarms")
    args = parser.parse_args()
    tables = char_odds()
    data = articles(args.folder, tables)
    print(f"{len(data)} articles, {sum(len(a.gold) for a in data)} names, {sum(len(a.signs) for a in data)} candidates")
    report(data, tables, args.v)
    if args.write:
        weights = {k: round(v, 3) for k, v in sorted(fit(data).items()) if abs(v) >= 0.005}
        printed = ",\n ".join(f'"{k}": {json.dumps(v, ensure_ascii=False, separators=(",", ":"))}' for k, v in tables.items())
        TARGET.write_text(f'{{"weights": {json.dumps(weights)},\n"odds": {{\n {printed}}}}}\n', encoding="utf-8")
        print(f"{TARGET.relative_to(ROOT)}: {len(weights)} weights")


if __name__ == "__main__":
    main()
