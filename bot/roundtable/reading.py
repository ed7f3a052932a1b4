"""How the parts of an answer or a debate read: sources, articles, votes, measures. For every front end and for what is exported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.debate.events import name_in
from bot.lang import in_language, say

if TYPE_CHECKING:
    from bot.debate.events import Citation, PhaseBegan, VoteClosed
    from bot.persona.model import Sources

Measures = Mapping[str, Any]

_COUNTS = ("turns", "evidence_reuse")  # the other measures are shares


@dataclass(frozen=True, slots=True)
class Passage:
    """One cited place of an article, and the turns that cite it."""

    text: str
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article that was cited. `url` is empty where none is known."""

    key: str
    title: str
    about: str
    url: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what it is called, its figure, its meaning; `share` is the figure as 0..1 where it is a share."""

    label: str
    value: str
    meaning: str = ""
    share: float | None = None


def vote_text(event: VoteClosed, language: str) -> str:
    """How a vote went, in one sentence."""
    comma = say(language, "export.comma")
    counts = comma.join(f"{say(language, f'speech.sides.{side}')} {n}" for side, n in event.tally.items())
    return say(language, "terminal.vote_closed", counts=counts)


def phase_name(data: Mapping[str, Any], event: PhaseBegan, language: str) -> str:
    """A phase's name in this language; as the event has it where the format's data doesn't say."""
    phases = data.get("phases", ())
    if event.index < len(phases) and isinstance(phases[event.index], Mapping):
        return name_in(phases[event.index], language) or event.phase
    return event.phase


def joined(parts: Iterable[str]) -> str:
    """Parts with a dot between them; no space more after a wide bracket, which brings its own."""
    return " · ".join(part for part in parts if part).replace("） · ", "）· ")


def source_line(citation: Citation, sources: Sources, language: str) -> str:
    """Where one claim stands: outlet, date, line, who said it and how."""
    source = sources.by_id.get(citation.source)
    outlet = f"{in_language(language, source.house)} {source.when}" if source else citation.source
    kind = say(language, f"terminal.kind.{citation.kind}")
    if citation.reported_by:
        reporter = in_language(language, citation.reported_by)
        kind = say(language, "terminal.kind.second_hand", reporter=reporter)
    line = say(language, "terminal.line", line=citation.line)
    return joined((f"{outlet}{line}", in_language(language, citation.speaker), kind))


def articles_of(cited: Iterable[tuple[int, Citation]], sources: Sources, language: str) -> tuple[Article, ...]:
    """Every article cited, in order of first use, with its places in the article's order and the turns citing each."""
    places: dict[str, dict[tuple[int, str, str], list[int]]] = {}
    lines: dict[tuple[str, int, str, str], str] = {}
    for seq, c in cited:
        key = (c.line, c.speaker, c.reported_by or c.kind)
        turns = places.setdefault(c.source, {}).setdefault(key, [])
        if seq not in turns:
            turns.append(seq)
        lines[(c.source, *key)] = _passage(c, language)
    out = []
    for name, found in places.items():
        passages = tuple(Passage(lines[(name, *key)], tuple(found[key])) for key in sorted(found))
        out.append(replace(_article(name, sources, language), passages=passages))
    return tuple(out)


def _article(name: str, sources: Sources, language: str) -> Article:
    source = sources.by_id.get(name)
    if source is None:
        return Article(name, name, "", "")
    parts = (in_language(language, source.outlet), source.author or "", source.when)
    return Article(name, source.title, joined(parts), source.url or "")


def _passage(c: Citation, language: str) -> str:
    kind = say(language, f"terminal.kind.{c.kind}")
    if c.reported_by:
        kind = say(language, "terminal.kind.second_hand", reporter=in_language(language, c.reported_by))
    line = say(language, "terminal.line", line=c.line).strip()
    return joined((line, in_language(language, c.speaker), kind))


def measure_list(measures: Measures, language: str) -> tuple[Measure, ...]:
    """Those measures that have a label, each with a word of explanation."""
    out = []
    for key, value in measures.items():
        try:
            label = say(language, f"terminal.measure.{key}")
            meaning = say(language, f"terminal.meaning.{key}")
        except KeyError:
            continue
        share = float(value) if value is not None and key not in _COUNTS else None
        if value is None:
            shown = "–"
        elif share is not None:
            shown = f"{share:.0%}"
        else:
            shown = str(int(value))
        out.append(Measure(label, shown, meaning, share))
    return tuple(out)
