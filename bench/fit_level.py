"""Fits the two logistic models of bot/recall/level.py and prints their weights.

    python bench/fit_level.py

What it learns from: the development questions (never the held-out ones), the personas' own checks, and the same questions put
to personas that hold nothing on any topic of the right answers. Plain gradient descent with L2, no chance in it; the figures
printed are of five-fold cross-validation, folds by the order of the cases.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.errors import UnknownPersona  # noqa: E402
from bot.persona.files import load_library  # noqa: E402
from bot.persona.model import Persona  # noqa: E402
from bot.persona.shelf import Shelf  # noqa: E402
from bot.recall.finder import Finder  # noqa: E402
from bot.recall.level import vector  # noqa: E402

SAID = ("covered", "margin", "behind", "gap", "unknown", "elsewhere", "exact", "on_topic", "units", "weight", "refused")
OFF = ("foreign", "topical", "covered", "others", "unknown", "on_topic", "exact", "weight", "units")
SIGNS = {"covered": 1, "margin": 1, "exact": 1, "behind": -1, "gap": -1, "unknown": -1, "elsewhere": -1, "refused": -1}


@dataclass(frozen=True)
class Case:
    x: dict[str, float]
    truth: Literal["said", "unsaid", "off"]
    weight: float
    text: str


def cases() -> list[Case]:
    library = load_library(ROOT / "personas")
    personas, topics = library.personas, library.topics
    shelf, finder = Shelf(personas, topics), Finder(personas, topics)
    out: list[Case] = []

    def add(persona: Persona, question: str, truth: Literal["said", "unsaid", "off"], weight: float) -> None:
        asked = finder.read(persona, question)
        touches = [finder.corpus.touch(unit) for unit in asked.units]
        scores = finder.scores(asked, touches)
        f = finder.features(persona, asked, touches, scores)
        if f.units and f.covered > 0:
            out.append(Case(vector(f), truth, weight, question))

    for line in (ROOT / "bench/questions/dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        try:
            persona = shelf.find(row["persona"]).persona
        except UnknownPersona:
            continue
        add(
            persona,
            row["question"],
            "said" if row["answerable"] else "off" if row["kind"] == "off_topic" else "unsaid",
            1.0,
        )
    for persona in personas:
        for check in persona.checks:
            asked = persona.only(check.as_) if check.as_ else persona
            if check.cites:
                add(asked, check.ask, "said", 0.5)
                wanted = {p.topic for p in persona.positions if p.id.rsplit("/", 1)[-1] in check.cites}
                for other in personas:
                    if (
                        len(out) % 4 == 0
                        and other.kind != "archetype"
                        and other.id != persona.id
                        and not wanted & {p.topic for p in other.positions}
                    ):
                        add(other, check.ask, "unsaid", 0.03)
            elif check.level == "near":
                add(asked, check.ask, "unsaid", 0.7)
            elif check.level == "none":
                add(asked, check.ask, "off", 0.7)
    return out


def sigmoid(weights: dict[str, float], x: dict[str, float]) -> float:
    z = weights["bias"] + sum(w * x[n] for n, w in weights.items() if n != "bias")
    return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


def fit(
    rows: list[tuple[dict[str, float], float, float]], names: tuple[str, ...], l2: float, signed: bool
) -> dict[str, float]:
    """Weights by gradient descent; with `signed`, a weight against its plain meaning is held at zero."""
    weights = dict.fromkeys(("bias", *names), 0.0)
    total = sum(w for *_, w in rows)
    for step in range(400):
        gradient = dict.fromkeys(weights, 0.0)
        for x, y, w in rows:
            error = w * (sigmoid(weights, x) - y)
            gradient["bias"] += error
            for name in names:
                gradient[name] += error * x[name]
        rate = 4.0 if step < 300 else 1.0
        for name in weights:
            weights[name] -= rate * (gradient[name] + (l2 * weights[name] if name != "bias" else 0)) / total
            if signed and SIGNS.get(name, 0) * weights[name] < 0:
                weights[name] = 0.0
    return weights


def rows_of(some: list[Case], positive: str, negatives: tuple[str, ...]) -> list[tuple[dict[str, float], float, float]]:
    return [(c.x, float(c.truth == positive), c.weight) for c in some if c.truth in (positive, *negatives)]


def levels(
    some: list[Case], said: dict[str, float], off: dict[str, float], cut: float, wall: float
) -> tuple[float, int, int]:
    """Share of level points, off-topic ones answered, said ones refused."""
    points = total = 0.0
    answered = refused = 0
    for c in some:
        level = "none" if sigmoid(off, c.x) > wall else "stated" if sigmoid(said, c.x) > cut else "near"
        right = {"said": ("stated",), "unsaid": ("near", "none"), "off": ("none",)}[c.truth]
        points += c.weight * (1.0 if level in right else 0.5 if c.truth == "said" and level == "near" else 0.0)
        total += c.weight
        answered += c.truth == "off" and level != "none"
        refused += c.truth == "said" and level == "none"
    return points / total, answered, refused


def main() -> None:
    every = cases()
    print(len(every), "cases:", {t: sum(c.truth == t for c in every) for t in ("said", "unsaid", "off")})
    own = [c for c in every if c.weight >= 0.5]
    for l2 in (0.3, 1.0):
        told: list[tuple[Case, dict[str, float], dict[str, float]]] = []
        for fold in range(5):
            train = [c for i, c in enumerate(every) if i % 5 != fold]
            said, off = (
                fit(rows_of(train, "said", ("unsaid",)), SAID, l2, True),
                fit(rows_of(train, "off", ("said", "unsaid")), OFF, l2, False),
            )
            told += [(c, said, off) for i, c in enumerate(every) if i % 5 == fold and c.weight >= 0.5]
        for cut in (0.3, 0.4, 0.5, 0.6):
            for wall in (0.3, 0.5, 0.7):
                parts = [levels([c], s, o, cut, wall) for c, s, o in told]
                share = sum(p[0] * c.weight for p, (c, *_) in zip(parts, told, strict=True)) / sum(
                    c.weight for c in own
                )
                refusals = sum(p[1] for p in parts), sum(p[2] for p in parts)
                print(f"l2 {l2} cut {cut} wall {wall}: level {share:.3f}, off topic answered, said refused: {refusals}")
    said, off = (
        fit(rows_of(every, "said", ("unsaid",)), SAID, 0.5, True),
        fit(rows_of(every, "off", ("said", "unsaid")), OFF, 0.5, False),
    )
    for name, weights in (("SAID", said), ("OFF", off)):
        print(f"{name} = {{" + ", ".join(f'"{n}": {w:.2f}' for n, w in weights.items()) + "}")
    print(
        "near miss of the off-topic wall:",
        sorted((round(log(sigmoid(off, c.x) + 1e-9), 2), c.truth, c.text[:30]) for c in own if c.truth == "off")[:6],
    )


if __name__ == "__main__":
    main()
