"""Labelled articles to score `distill` with: the development set where it is there, our own passages, texts of somebody else's.

Each knows its statements and what of it is not the article's body (adverts, link lists, captions, titles, bylines, doubled bodies).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OWN = ROOT / "bench" / "distill"


@dataclass
class Labelled:
    """One article with its labels."""

    name: str
    text: str
    labels: list[dict[str, Any]]
    outside: list[tuple[int, int, str]] = field(default_factory=list)  # [start, end) that is no body, and what it is
    marked: bool = False  # whether somebody said what is outside; where nobody did, an empty `outside` says nothing


def development() -> list[Labelled]:
    """The five articles, where they lie beside the project."""
    path = SHARED / "labels" / "statements.jsonl"
    if not path.exists():
        return []
    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        by_file[label["file"]].append(label)
    lines = yaml.safe_load((OWN / "outside.yaml").read_text(encoding="utf-8"))
    out = []
    for name, labels in sorted(by_file.items()):
        text = (SHARED / "articles" / name).read_bytes().decode("utf-8")
        out.append(Labelled(name, text, labels, _lines(text, lines.get(name, {})), name in lines))
    return out


def _lines(text: str, kinds: dict[str, list[int | str]]) -> list[tuple[int, int, str]]:
    """Spans of lines given as 7 or "7-12"."""
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    out = []
    for kind, given in kinds.items():
        for item in given:
            first, _, last = str(item).partition("-")
            out.append((starts[int(first) - 1], ends[min(int(last or first), len(ends)) - 1], kind))
    return sorted(out)


def own(half: str) -> list[Labelled]:
    """Our own texts: short passages in `seen` and whole features in `features`, both looked at while the rules were written; those in
    `unseen` and `features-unseen` were not."""
    return [read_marked(path) for path in sorted((OWN / half).glob("*.txt"))]


_MARK = re.compile(r"⟦(/?)([^⟦⟧]*)⟧")


def read_marked(path: Path) -> Labelled:
    """A passage with its labels inside the text: ⟦d|speaker⟧…⟦/⟧ direct, ⟦i|speaker⟧…⟦/⟧ indirect; `|by=X` second-hand, `|b` borderline;
    ⟦x|kind⟧…⟦/⟧ what is no body (title, byline, caption, advert, links)."""
    marked = path.read_text(encoding="utf-8")
    plain: list[str] = []
    labels: list[dict[str, Any]] = []
    outside: list[tuple[int, int, str]] = []
    stack: list[dict[str, Any]] = []
    at = size = 0
    for mark in _MARK.finditer(marked):
        plain.append(marked[at : mark.start()])
        size += mark.start() - at
        at = mark.end()
        if mark.group(1):
            label = stack.pop()
            if label["kind"] == "x":
                outside.append((label["start"], size, label["speaker"]))
            else:
                labels.append({**label, "end": size})
        else:
            kind, speaker, *more = mark.group(2).split("|")
            stack.append(
                {
                    "start": size,
                    "kind": {"d": "direct", "i": "indirect", "x": "x"}[kind],
                    "speaker": None if speaker == "?" else speaker,
                    "speaker_surface": next((m[2:] for m in more if m.startswith("s=")), speaker),
                    "borderline": "b" in more,
                    "reported_by": next((m[3:] for m in more if m.startswith("by=")), None),
                }
            )
    plain.append(marked[at:])
    if stack:
        raise ValueError(f"{path.name}: {len(stack)} marks are never closed")
    labels.sort(key=lambda d: d["start"])
    return Labelled(path.stem, "".join(plain), labels, sorted(outside), bool(outside))
