"""How good are debates? All pairs of named voices × ten motions, and the measures against the aims.

    python bench/debates.py                      every pair × ten motions in 标准, the rules with a plain wording
    python bench/debates.py --format 快辩 --motions 3 --pairs 20     a short form
    python bench/debates.py --seats 4 --format 圆桌                  round tables
    python bench/debates.py --check              exit 1 where an aim is missed
    python bench/debates.py --worst              also the debates that miss an aim

Turns are worded by the offline engine from the round table's own briefs, so what is measured is what users read; only the
database is left out. `--plain` words every position as its persona file says it, with nothing around it.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.debate.desk import Plan  # noqa: E402
from bot.debate.events import Record, TurnSpoken  # noqa: E402
from bot.debate.measures import measure  # noqa: E402
from bot.debate.seating import propose_motions, tie  # noqa: E402
from bot.debate.state import State  # noqa: E402
from bot.debate.table import Table  # noqa: E402
from bot.persona.model import Persona  # noqa: E402
from bot.roundtable.briefing import turn_brief  # noqa: E402
from bot.speech.offline import word  # noqa: E402
from bot.speech.speaking import cited  # noqa: E402
from tests.debate.driving import debate, formats, library, table_of  # noqa: E402

# measure → (how it is read, aim)
AIMS = {
    "evidence_reuse": ("max", 0.0),
    "citation_precision": ("min", 1.0),
    "stance_consistency": ("min", 1.0),
    "time_safety": ("min", 1.0),
    "linkage": ("mean", 0.8),
    "repetition": ("max", 0.2),
    "topicality": ("mean", 0.95),
}


def named() -> list[Persona]:
    """Every individual voice."""
    return [p for p in library().personas if p.kind != "archetype"]


def motions(n: int) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    """The `n` motions thought out in topics.yaml that divide the named voices, the best divided first, then the others."""
    known = [(m.text, tuple((lean.to, int(lean.sign)) for lean in m.on)) for m in library().topics.motions]
    divided = {m.text: -m.evidence for m in propose_motions(table_of(named(), ()), limit=1000)}
    return sorted(known, key=lambda m: divided.get(m[0], 0))[:n]


def run(
    pairs: Sequence[tuple[Persona, Persona]],
    n: int,
    format_name: str,
    seed: int,
    recall: bool = True,
    plain: bool = False,
) -> list[dict[str, object]]:
    """One row of measures for each debate."""
    rows: list[dict[str, object]] = []
    fmt = formats()[format_name]
    for motion, on in motions(n):
        for pair in pairs:
            records, state, table = debate(
                motion, fmt, pair, on, seed=seed, recall=recall, wording=None if plain else offline
            )
            rows.append(
                {
                    "motion": motion,
                    "who": " × ".join(p.name for p in pair),
                    "agreed": bool(state.opened and state.opened.agreed),
                    "reason": state.reason,
                    "declines": sum(s.turn.move == "decline" for s in state.turns),
                    **measure(records, table),
                }
            )
    return rows


def offline(plan: Plan, state: State, table: Table, records: Sequence[Record]) -> TurnSpoken:
    """The plan in the offline engine's words, as the round table has it worded."""
    brief = turn_brief(plan, state, table, records)
    text = word(brief)
    citations = cited(brief, text)
    marked = {c.position for c in citations}
    return TurnSpoken(
        plan.phase, plan.speaker, plan.move, text, target=plan.target, against=plan.against, aim=plan.aim,
        citations=citations, positions=tuple(p for p in plan.positions if p in marked),
        returns=tuple(p for p in plan.returns if p in marked), why=plan.why,
    )  # fmt: skip


def figure(rows: Sequence[dict[str, object]], key: str, how: str) -> float:
    """The mean, the smallest or the largest of a measure; the mean is weighted by turns."""
    values = [float(str(r[key])) for r in rows]
    if how == "mean":
        weights = [max(1.0, float(str(r["turns"]))) for r in rows]
        return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)
    return min(values) if how == "min" else max(values)


def missed(row: dict[str, object]) -> list[str]:
    """The aims that one debate misses by itself."""
    found = []
    for key, (how, aim) in AIMS.items():
        value = float(str(row[key]))
        if value > aim + 1e-9 if how == "max" else value < aim - 1e-9:
            found.append(f"{key} {value:g}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--format", default="标准")
    parser.add_argument("--motions", type=int, default=10)
    parser.add_argument("--pairs", type=int, default=0, help="only so many pairs, spread evenly")
    parser.add_argument(
        "--seats", type=int, default=2, help="more than two: tables of so many, 40 of them unless --pairs"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--words", action="store_true", help="without recall: topics and shared words alone")
    parser.add_argument("--plain", action="store_true", help="positions as their files say them")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--worst", action="store_true")
    args = parser.parse_args()
    pairs: list[tuple[Persona, ...]] = list(itertools.combinations(named(), args.seats))
    if args.seats > 2:  # far too many to try: an even draw by hash
        pairs = sorted(pairs, key=lambda who: tie(args.seed, *(p.id for p in who)))[: args.pairs or 40]
    elif args.pairs:
        pairs = pairs[:: max(1, len(pairs) // args.pairs)][: args.pairs]
    began = time.perf_counter()
    rows = run(pairs, args.motions, args.format, args.seed, not args.words, args.plain)
    seconds = time.perf_counter() - began
    print(
        f"{len(rows)} debates ({len(pairs)} tables of {args.seats} × {args.motions} motions, {args.format}), {seconds:.1f} s"
    )
    print(f"turns a debate: {figure(rows, 'turns', 'mean'):.1f}; all alike: {sum(bool(r['agreed']) for r in rows)}")
    failed = False
    for key, (how, aim) in AIMS.items():
        value = figure(rows, key, how)
        ok = value <= aim + 1e-9 if how == "max" else value >= aim - 1e-9
        failed |= not ok
        alone = sum(any(m.startswith(key + " ") for m in missed(r)) for r in rows)
        print(
            f"{key:20} {how:4} {value:7.4f}  aim {aim:<5} {'ok' if ok else 'MISSED':7} debates that miss it alone: {alone}"
        )
    for key in ("dropped", "balance", "evidence", "repetition_mean", "declines"):
        print(f"{key:20} mean {figure(rows, key, 'mean'):7.4f}")
    if args.worst:
        for row in sorted((r for r in rows if missed(r)), key=lambda r: -len(missed(r)))[:40]:
            print(
                f"{row['who']} | {row['motion']} | {row['turns']} turns | agreed {row['agreed']} | {', '.join(missed(row))}"
            )
    return int(failed and args.check)


if __name__ == "__main__":
    sys.exit(main())
