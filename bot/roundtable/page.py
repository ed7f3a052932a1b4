"""A debate laid out for reading: its records as blocks, with the links between turns and all sources in one list."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.debate.events import (
    Citation,
    Interjected,
    ModeratorSpoke,
    Opened,
    PhaseBegan,
    Record,
    Stopped,
    TurnSpoken,
    VoteClosed,
)
from bot.lang import in_language, say
from bot.persona.model import Sources

Measures = Mapping[str, Any]

_MARK = re.compile(r"\[(\d+)\]")
_COUNTS = ("turns", "evidence_reuse")  # the other measures are shares


@dataclass(frozen=True, slots=True)
class Link:
    """A turn elsewhere on the page: its seq and who spoke."""

    seq: int
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """One citation under a turn: its mark, its words, and the key of its article in the list at the end."""

    n: int
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn's text; `n` is not 0 where it is the mark of a citation below."""

    text: str
    n: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page: kind phase | moderator | turn | floor | vote | end."""

    kind: str
    text: str = ""
    seq: int = 0
    name: str = ""
    seat: int = 0  # 1 for the first persona at the table, …; 0 for anybody else
    side: str = "none"
    side_name: str = ""
    move: str = ""
    target: Link | None = None
    answered_by: tuple[Link, ...] = ()
    citations: tuple[Note, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text, parted at the marks that have a citation below."""
        known = {note.n for note in self.citations}
        pieces, at = [], 0
        for mark in _MARK.finditer(self.text):
            if int(mark[1]) in known:
                pieces += [Piece(self.text[at : mark.start()]), Piece(mark[1], int(mark[1]))]
                at = mark.end()
        return (*pieces, Piece(self.text[at:]))


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


@dataclass(frozen=True, slots=True)
class Place:
    """A seat as shown: `number` from 1 picks the colour."""

    number: int
    name: str
    side: str
    side_name: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole debate, ready to be laid out."""

    debate: str
    motion: str
    format: str
    seed: int
    date: str
    seats: tuple[Place, ...]
    blocks: tuple[Block, ...]
    articles: tuple[Article, ...]
    measures: tuple[Measure, ...]
    disclaimer: str
    language: str


@dataclass(slots=True)
class _Desk:
    """What laying out needs to know at every block."""

    opened: Opened
    sources: Sources
    language: str
    seats: dict[str, Place] = field(default_factory=dict)
    said: dict[int, str] = field(default_factory=dict)  # seq → who


def build_page(records: Sequence[Record], measures: Measures, sources: Sources, language: str) -> Page:
    """The records as blocks. Raises ValueError where they don't begin with the opening."""
    if not records or not isinstance(records[0].event, Opened):
        raise ValueError("a debate begins with its opening")
    opened = records[0].event
    desk = _Desk(opened, sources, language)
    for number, seat in enumerate(opened.seats, 1):
        name = in_language(language, seat.name)
        desk.seats[seat.persona] = Place(number, name, seat.side, say(language, f"speech.sides.{seat.side}"))
    for record in records:
        if isinstance(record.event, TurnSpoken):
            desk.said[record.seq] = _speaker(record.event, desk)
        elif isinstance(record.event, Interjected):
            desk.said[record.seq] = record.event.by
    blocks = [block for record in records if (block := _block(record, desk)) is not None]
    return Page(
        debate=records[0].debate,
        motion=opened.motion,
        format=format_name(opened.format, language),
        seed=opened.seed,
        date=datetime.datetime.fromtimestamp(records[0].at, tz=datetime.UTC).strftime("%Y-%m-%d"),
        seats=tuple(desk.seats.values()),
        blocks=_linked(blocks),
        articles=articles_of(_cited_turns(records), sources, language),
        measures=measure_list(measures, language),
        disclaimer=say(language, "export.disclaimer"),
        language=language,
    )


def _linked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Every block with the turns that answer it; a target that is nowhere on the page is no link."""
    there = {b.seq for b in blocks if b.seq}
    answers: dict[int, list[Link]] = {}
    for block in blocks:
        if block.target is not None:
            answers.setdefault(block.target.seq, []).append(Link(block.seq, block.name))
    return tuple(
        replace(
            b,
            target=b.target if b.target is not None and b.target.seq in there else None,
            answered_by=tuple(answers.get(b.seq, ())) if b.seq else (),
        )
        for b in blocks
    )


def _speaker(turn: TurnSpoken, desk: _Desk) -> str:
    seat = desk.seats.get(turn.speaker)
    return seat.name if seat else turn.speaker


def _block(record: Record, desk: _Desk) -> Block | None:
    event, language = record.event, desk.language
    if isinstance(event, PhaseBegan):
        return Block("phase", phase_name(desk.opened.format, event, language))
    if isinstance(event, ModeratorSpoke):
        name = say(language, "terminal.moderator")
        return Block("moderator", event.text, record.seq, name, citations=_notes(event.citations, desk))
    if isinstance(event, TurnSpoken):
        return _turn(record.seq, event, desk)
    if isinstance(event, Interjected):
        return Block("floor", event.text, record.seq, say(language, "export.floor", name=event.by))
    if isinstance(event, VoteClosed):
        return Block("vote", vote_text(event, language))
    if isinstance(event, Stopped):
        return Block("end", say(language, "terminal.stopped", reason=event.reason))
    return None


def _turn(seq: int, event: TurnSpoken, desk: _Desk) -> Block:
    seat = desk.seats.get(event.speaker)
    side = seat.side if seat else "none"
    return Block(
        "turn",
        event.text,
        seq,
        _speaker(event, desk),
        seat.number if seat else 0,
        side,
        say(desk.language, f"speech.sides.{side}"),
        say(desk.language, f"terminal.move.{event.move}"),
        Link(event.target, desk.said.get(event.target, "")) if event.target is not None else None,
        citations=_notes(event.citations, desk),
        notes=event.notes,
    )


def _notes(citations: Iterable[Citation], desk: _Desk) -> tuple[Note, ...]:
    return tuple(Note(c.n, source_line(c, desk.sources, desk.language), c.source) for c in citations)


# ------------------------------------------------------------------------------------------------------------------ words


def vote_text(event: VoteClosed, language: str) -> str:
    """How a vote went, in one sentence."""
    comma = say(language, "export.comma")
    counts = comma.join(f"{say(language, f'speech.sides.{side}')} {n}" for side, n in event.tally.items())
    return say(language, "terminal.vote_closed", counts=counts)


def format_name(data: Mapping[str, Any], language: str) -> str:
    """A format's name in this language, from the data an opening carries."""
    return _named(data.get("name", ""), language)


def phase_name(data: Mapping[str, Any], event: PhaseBegan, language: str) -> str:
    """A phase's name in this language; as the event has it where the format's data doesn't say."""
    phases = data.get("phases", ())
    if event.index < len(phases) and isinstance(phases[event.index], Mapping):
        return _named(phases[event.index].get("name", ""), language) or event.phase
    return event.phase


def _named(name: object, language: str) -> str:
    if isinstance(name, Mapping):
        return str(name.get(language) or name.get("zh-CN") or "")
    return str(name)


def joined(parts: Iterable[str]) -> str:
    """Parts with a dot between them; no space more after a wide bracket, which brings its own."""
    return " · ".join(part for part in parts if part).replace("） · ", "）· ")


def source_line(citation: Citation, sources: Sources, language: str) -> str:
    """Where one claim stands: outlet, date, line, who said it and how."""
    source = sources.by_id.get(citation.source)
    outlet = f"{in_language(language, source.outlet)} {source.published}" if source else citation.source
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
    parts = (in_language(language, source.outlet), source.author or "", source.published)
    return Article(name, source.title, joined(parts), source.url or "")


def _passage(c: Citation, language: str) -> str:
    kind = say(language, f"terminal.kind.{c.kind}")
    if c.reported_by:
        kind = say(language, "terminal.kind.second_hand", reporter=in_language(language, c.reported_by))
    line = say(language, "terminal.line", line=c.line).strip()
    return joined((line, in_language(language, c.speaker), kind))


def _cited_turns(records: Sequence[Record]) -> list[tuple[int, Citation]]:
    return [(r.seq, c) for r in records if isinstance(r.event, TurnSpoken | ModeratorSpoke) for c in r.event.citations]


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
