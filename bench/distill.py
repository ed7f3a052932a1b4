"""Score `distill` against labelled articles: the development set where it is there, our own passages always.

python bench/distill.py                  figures by article and kind
python bench/distill.py --errors         the misses and the false alarms too
python bench/distill.py --reliability    confidence against truth
python bench/distill.py --dir FOLDER     labelled texts that lie elsewhere, as other people's do
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.distill_labels import Labelled, development, own, read_marked  # noqa: E402
from bot.distill import lexicon as lex  # noqa: E402
from bot.distill.layout import paragraphs  # noqa: E402
from bot.distill.statements import DEFAULT_CONFIDENCE, Statement, at_least, extract, read_article  # noqa: E402
from bot.distill.text import Text  # noqa: E402
from bot.recall.chinese import simplify  # noqa: E402

Counts = dict[str, dict[str, list[int]]]
PUBLISHED = ROOT / "bench" / "distill" / "published.json"
"""Counts on published articles, which cannot be shipped: of those rules were tried on, and of others as they were at first sight."""
WEIGHS = {"tried": 1, "first_sight": 2}

_EDGE = re.compile(r"^[\s,，。.、:：;；!！?？…”“\"'「」『』]+|[\s,，。.、:：;；!！?？…”“\"'「」『』]+$")


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    inter = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, inter) / (max(a[1], b[1]) - min(a[0], b[0])) if inter > 0 else 0.0


_TRIM = re.compile(r"\((?:匿名|群体|未具名)\)$")
_DESCRIBED = re.compile(rf"^{lex.QUANT}|^(?:有|某)|(?:{lex.HEAD})(?:们)?$|[者员人们]$")
"""A label that describes somebody and names nobody, where nothing marks it as such."""


def same_speaker(label: dict[str, Any], found: Statement) -> bool:
    """The canonical names agree; of anonymous speakers and crowds the description as printed must agree in its head."""
    want = label["speaker"]
    if want is None:
        return found.speaker is None
    if found.speaker is None:
        return False
    names = {_squash(want), *(_squash(n) for n in label.get("speaker_alt", ()))}
    got = _squash(found.speaker)
    if got in names:
        return True
    anonymous = _TRIM.search(want) or label.get("group") or "群体" in want or "匿名" in want or label.get("borderline")
    surface = _squash(label["speaker_surface"])
    got_surface = _squash(found.speaker_surface)
    if not anonymous and _DESCRIBED.search(simplify(want)) and len(got) >= 2 and found.speaker_kind != "person":
        anonymous = any(got in name or name in got for name in names)
        surface = next(iter(names)) if anonymous else surface
    if anonymous or len(surface) > 4:
        return len(got) >= 2 and (
            got in surface or got.endswith(surface) or got_surface.endswith(surface) or surface.endswith(got_surface)
        )
    return False


def _squash(name: str) -> str:
    """A name or description to compare: 一名, 有 and 那位 before a description say nothing of who it is."""
    return re.sub(r"[\s·•‧]+", "", re.sub(r"^(?:一名|一位|一个|有位|有名|有(?!人)|[这那]位)(?=..)", "", _TRIM.sub("", simplify(name)))).lower()


@dataclass
class Score:
    """Counts of one kind in one article."""

    labels: int = 0
    found: int = 0
    hit: int = 0  # span (direct) or begin (indirect) agrees
    speaker: int = 0
    exact: int = 0
    overlap: float = 0.0
    matched: int = 0
    missed_borderline: int = 0

    def add(self, other: Score) -> None:
        """Sum up."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self) -> str:
        """precision, recall, F1, speaker F1, Jaccard, exact."""
        p = self.hit / self.found if self.found else 1.0
        r = self.hit / self.labels if self.labels else 1.0
        sp = self.speaker / self.found if self.found else 1.0
        sr = self.speaker / self.labels if self.labels else 1.0
        return (
            f"{self.labels:4d} {self.found:4d}  P {p:.3f}  R {r:.3f}  F1 {f1(p, r):.3f}  speaker F1 {f1(sp, sr):.3f} "
            f"(of hits {self.speaker / self.hit if self.hit else 1:.3f})  Jaccard {self.overlap / self.matched if self.matched else 1:.3f}  "
            f"exact {self.exact / self.matched if self.matched else 1:.3f}"
        )


def f1(p: float, r: float) -> float:
    """Harmonic mean."""
    return 2 * p * r / (p + r) if p + r else 0.0


def trimmed(text: str, span: tuple[int, int]) -> str:
    """The slice without punctuation at its edges."""
    return _EDGE.sub("", text[span[0] : span[1]])


def score(article: Labelled, found: list[Statement], kind: str, strict: bool = False) -> tuple[Score, list[str]]:
    """Match labels and findings of one kind one to one, best overlap first. Borderline labels neither help nor hurt unless `strict`."""
    labels = [x for x in article.labels if x["kind"] == kind]
    mine = [s for s in found if s.kind == kind]
    pairs = []
    for i, label in enumerate(labels):
        for j, s in enumerate(mine):
            jac = overlap((label["start"], label["end"]), (s.start, s.end))
            good = (
                jac >= 0.5
                if kind == "direct"
                else (_begin(article.text, label["start"]) == _begin(article.text, s.start))
            )
            if good or jac > 0.3:
                pairs.append((good, same_speaker(label, s), jac, i, j))
    pairs.sort(key=lambda p: (-p[0], -p[1], -p[2], p[3]))
    result, notes = Score(), []
    used_i: dict[int, tuple[bool, bool, float, int]] = {}
    used_j: set[int] = set()
    for good, who, jac, i, j in pairs:
        if i not in used_i and j not in used_j:
            used_i[i] = (good, who, jac, j)
            used_j.add(j)
    for i, label in enumerate(labels):
        good, who, jac, j = used_i.get(i, (False, False, 0.0, -1))
        if label.get("borderline") and not strict and not good:
            if j >= 0:
                used_j.discard(j)
                used_j.add(j)
                result.found -= 1
            result.missed_borderline += 1
            continue
        result.labels += 1
        if j >= 0:
            result.matched += 1
            result.overlap += jac
            result.exact += trimmed(article.text, (label["start"], label["end"])) == trimmed(
                article.text, (mine[j].start, mine[j].end)
            )
        result.hit += good
        result.speaker += good and who
        if not good:
            near = f" ~ {mine[j].text[:60]!r} ({mine[j].rule})" if j >= 0 else ""
            notes.append(f"  - missed {label['speaker']}: {article.text[label['start'] : label['end']][:50]!r}{near}")
        elif not who:
            s = mine[j]
            notes.append(
                f"  * speaker {label['speaker']} ≠ {s.speaker} / {s.speaker_surface} ({s.rule} {s.confidence}): {s.text[:30]!r}"
            )
        elif jac < 0.8:
            notes.append(
                f"  . span {jac:.2f} ({mine[j].rule}) want {article.text[label['start'] : label['end']][-30:]!r} got {mine[j].text[-30:]!r}"
            )
    result.found += len(mine)
    for j, s in enumerate(mine):
        if j not in used_j:
            notes.append(f"  + extra {s.rule} {s.confidence} L{s.line} {s.speaker}: {s.text[:60]!r}")
    return result, notes


def _begin(text: str, at: int) -> int:
    while at < len(text) and text[at] in ' \t　,，:：“”"「『':
        at += 1
    return at


def report(title: str, articles: list[Labelled], args: argparse.Namespace) -> dict[str, Score]:
    """Print the figures of a set, by article and kind."""
    print(f"\n== {title}")
    total = {"direct": Score(), "indirect": Score()}
    everything = []
    for article in articles:
        found = extract(Text(article.text, article.name))
        found = found if args.all else at_least(found, args.threshold)
        everything.append((article, found))
        for kind in ("direct", "indirect"):
            one, notes = score(article, found, kind, args.strict)
            total[kind].add(one)
            print(f"{article.name[:24]:24s} {kind:8s} {one.row()}")
            if args.errors:
                print("\n".join(notes))
    for kind, one in total.items():
        print(f"{'ALL':24s} {kind:8s} {one.row()}")
    both = Score()
    both.add(total["direct"])
    both.add(total["indirect"])
    print(f"{'ALL':24s} both     {both.row()}")
    outside(everything, args)
    return total


def outside(everything: list[tuple[Labelled, list[Statement]]], args: argparse.Namespace) -> None:
    """Print the share of statements that come from adverts, link lists, captions, titles, bylines and doubled bodies.

    Beside it the share there would be if every line were taken for body. Where nobody marked what is no body, the findings that
    touch no label are the most it can be: no label lies outside the body.
    """
    marked = [(article, found) for article, found in everything if article.marked]
    rest = [(article, found) for article, found in everything if not article.marked]
    if marked:
        bodies = [(a, [s for s in _all_body(a) if args.all or s.confidence >= args.threshold]) for a, _ in marked]
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(Counter(k for a, _ in marked for _, _, k in a.outside).items()))
        print(f"outside the body {_share(_strays(marked), marked)}; every line taken for body: {_share(_strays(bodies), bodies)}")
        print(f"  marked in {len(marked)} articles: {kinds}")
    if rest:
        most = [s for a, found in rest for s in found if not any(overlap((x["start"], x["end"]), (s.start, s.end)) for x in a.labels)]
        print(f"outside the body at most {_share([(s, 'no label near') for s in most], rest)}: {len(rest)} articles where it isn't marked")


def _strays(everything: list[tuple[Labelled, list[Statement]]]) -> list[tuple[Statement, str]]:
    """Statements that begin in what is no body, with what it is."""
    return [(s, kind) for a, found in everything for s in found for start, end, kind in a.outside if start <= s.start < end]


def _share(strays: list[tuple[Statement, str]], everything: list[tuple[Labelled, list[Statement]]]) -> str:
    count = sum(len(found) for _, found in everything)
    kinds = ", ".join(f"{kind} {n}" for kind, n in Counter(kind for _, kind in strays).most_common())
    return f"{len(strays)} of {count} ({len(strays) / max(1, count):.1%}{f': {kinds}' if kinds else ''})"


def _all_body(article: Labelled) -> list[Statement]:
    text = Text(article.text, article.name)
    return read_article(text, [replace(p, part="body") for p in paragraphs(text)]).statements


def truths(articles: list[Labelled]) -> list[tuple[Statement, bool]]:
    """Every finding, at any confidence, with whether a label agrees in span and speaker. Who names nobody claims the span alone."""
    out = []
    for article in articles:
        for s in extract(Text(article.text, article.name)):
            right = False
            borderline = False
            for label in article.labels:
                jac = overlap((label["start"], label["end"]), (s.start, s.end))
                begins = _begin(article.text, label["start"]) == _begin(article.text, s.start)
                if (
                    (jac >= 0.5 or (label["kind"] == "indirect" and begins))
                    and (same_speaker(label, s) or s.speaker is None)
                    and s.kind == label["kind"]
                ):
                    right = True
                elif jac >= 0.5 and label.get("borderline"):
                    borderline = True
            if right or not borderline:
                out.append((s, right))
    return out


def reliability(articles: list[Labelled]) -> None:
    """Confidence against truth, in ten bins, and by rule."""
    pairs = truths(articles)
    print("\n== reliability: confidence bin, statements, mean confidence, right")
    gap = 0.0
    for low in range(0, 100, 10):
        bin_ = [(s, ok) for s, ok in pairs if low <= s.confidence * 100 < low + 10 or (low == 90 and s.confidence >= 1)]
        if bin_:
            mean = sum(s.confidence for s, _ in bin_) / len(bin_)
            right = sum(ok for _, ok in bin_) / len(bin_)
            gap += abs(mean - right) * len(bin_) / len(pairs)
            print(
                f"{low / 100:.1f}-{low / 100 + 0.1:.1f}  {len(bin_):4d}  {mean:.3f}  {right:.3f}  {'#' * round(right * 40)}"
            )
    print(f"expected calibration error {gap:.3f}")
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for s, ok in pairs:
        by_rule[s.rule].append(ok)
    for rule, oks in sorted(by_rule.items()):
        print(f"  {rule:36s} {sum(oks):4d} / {len(oks):4d}")


def plot(articles: list[Labelled], path: Path) -> None:
    """Draw confidence against truth as an SVG: one dot a bin, its area the number of statements."""
    pairs = truths(articles)
    dots = []
    for low in range(0, 100, 10):
        part = [(s.confidence, ok) for s, ok in pairs if low <= s.confidence * 100 < low + 10 or (low == 90 and s.confidence >= 1)]
        if part:
            x = 60 + 360 * sum(c for c, _ in part) / len(part)
            y = 400 - 360 * sum(ok for _, ok in part) / len(part)
            radius = min(18.0, 3 + len(part) ** 0.5)
            dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#3a6ea5" fill-opacity=".7"/>')
            dots.append(f'<text x="{x:.1f}" y="{y + radius + 12:.1f}" text-anchor="middle">{len(part)}</text>')
    across = "".join(f'<text x="{60 + 36 * i}" y="418" text-anchor="middle">{i / 10:.1f}</text>' for i in range(0, 11, 2))
    up = "".join(f'<text x="52" y="{404 - 36 * i}" text-anchor="end">{i / 10:.1f}</text>' for i in range(0, 11, 2))
    frame = '<rect x="60" y="40" width="360" height="360" fill="#fff" stroke="#999"/><path d="M60 400L420 40" stroke="#bbb"/>'
    names = '<text x="240" y="440" text-anchor="middle">confidence</text><text x="62" y="30">share that is right</text>'
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 450" font-family="sans-serif" font-size="11">'
    path.write_text(f"{head}{frame}{across}{up}{names}{''.join(dots)}</svg>\n", encoding="utf-8")
    print(f"{path}: {len(pairs)} statements")


def counted(articles: list[Labelled]) -> Counts:
    """Right statements and all of them by rule, by way of finding the speaker, and by both."""
    counts: Counts = {"rules": {}, "ways": {}, "pairs": {}}
    for s, ok in truths(articles):
        for table, key in (("rules", s.rule), ("ways", s.how), ("pairs", f"{s.rule}/{s.how}")):
            cell = counts[table].setdefault(key, [0, 0])
            cell[0] += ok
            cell[1] += 1
    return counts


def write_counts(counts: Counts, path: Path) -> None:
    """One table a line, keys in order."""
    lines = [f'"{name}": {json.dumps(dict(sorted(table.items())))}' for name, table in counts.items()]
    path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    print(f"{path}: {sum(n for _, n in counts['rules'].values())} statements counted")


def calibrate(articles: list[Labelled]) -> None:
    """Write the counts where the rules look. Those of texts met for the first time weigh more: on the others rules were tried."""
    counts = counted(articles)
    for part, published in json.loads(PUBLISHED.read_text(encoding="utf-8")).items():
        for table, cells in published.items():
            for key, (right, total) in cells.items():
                cell = counts[table].setdefault(key, [0, 0])
                cell[0] += WEIGHS[part] * right
                cell[1] += WEIGHS[part] * total
    write_counts(counts, ROOT / "bot" / "distill" / "calibration.json")


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--all", action="store_true", help="statements of any confidence")
    parser.add_argument("--strict", action="store_true", help="count borderline labels like the others")
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--unseen", action="store_true", help="the unseen half of our own passages too")
    parser.add_argument("--threshold", type=float, default=DEFAULT_CONFIDENCE)
    parser.add_argument(
        "--calibrate", action="store_true", help="write bot/distill/calibration.json from all labelled articles"
    )
    parser.add_argument("--plot", type=Path, help="draw the reliability as an SVG file")
    parser.add_argument(
        "--dir", type=Path, action="append", default=[], help="a folder of labelled texts of your own, scored instead of these (repeatable)"
    )
    parser.add_argument(
        "--also", type=Path, action="append", default=[], help="a folder of labelled texts counted with these, as for --calibrate"
    )
    parser.add_argument("--only", default="", help="articles whose name contains this")
    args = parser.parse_args()
    sets = [("development set", development()), ("own passages, seen", own("seen")), ("own features, seen", own("features"))]
    if args.dir:
        sets = [(path.name, [read_marked(file) for file in sorted(path.glob("*.txt"))]) for path in args.dir]
    elif args.unseen:
        sets += [("own passages, unseen", own("unseen")), ("own features, unseen", own("features-unseen"))]
    sets += [(path.name, [read_marked(file) for file in sorted(path.glob("*.txt"))]) for path in args.also]
    everything = []
    for title, articles in sets:
        articles = [a for a in articles if args.only in a.name]
        if articles:
            report(title, articles, args)
            everything += articles
    if args.calibrate:
        calibrate(everything)
    if args.plot:
        plot(everything, args.plot)
    if args.reliability:
        reliability(everything)


if __name__ == "__main__":
    main()
