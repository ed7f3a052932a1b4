"""A debate laid out for reading: its records as blocks, with the links between turns and all sources in one list."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

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
    name_in,
)
from bot.lang import in_language, say
from bot.persona.model import Sources
from bot.roundtable.reading import (
    Article,
    Measure,
    Measures,
    articles_of,
    measure_list,
    phase_name,
    source_line,
    vote_text,
)

_MARK = re.compile(r"\[(\d+)\]")


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
    blocks = _without_empty_phases([block for record in records if (block := _block(record, desk)) is not None])
    return Page(
        debate=records[0].debate,
        motion=opened.motion,
        format=name_in(opened.format, language),
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


def _without_empty_phases(blocks: Sequence[Block]) -> list[Block]:
    """No heading over nothing: everybody may have had nothing to say in a phase."""
    after = [*blocks[1:], None]
    return [b for b, next_ in zip(blocks, after, strict=True) if b.kind != "phase" or (next_ and next_.kind != "phase")]


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


def _cited_turns(records: Sequence[Record]) -> list[tuple[int, Citation]]:
    return [(r.seq, c) for r in records if isinstance(r.event, TurnSpoken | ModeratorSpoke) for c in r.event.citations]
