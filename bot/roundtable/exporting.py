"""A debate as a file: Markdown, JSON lines, or one self-contained HTML page. From its records alone."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
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
from bot.lang import say
from bot.persona.model import Sources

Measures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page: kind phase | moderator | turn | floor | vote | end."""

    kind: str
    head: str
    text: str = ""
    side: str = "none"
    seq: int = 0
    target: int | None = None
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole debate, ready to be laid out."""

    debate: str
    motion: str
    format: str
    seed: int
    date: str
    seats: tuple[tuple[str, str, str], ...]  # name, side in words, side
    blocks: tuple[Block, ...]
    measures: tuple[tuple[str, str], ...]
    disclaimer: str
    language: str


def record_json(record: Record) -> dict[str, Any]:
    """One event as `--json` prints it: debate, seq, at, then the event's own fields. Its keys are a contract."""
    event = asdict(record.event)
    kind = event.pop("type")
    return {
        "debate": record.debate,
        "seq": record.seq,
        "type": kind,
        "phase": event.pop("phase", ""),
        **event,
        "at": record.at,
    }


def as_json(records: Sequence[Record], measures: Measures) -> str:
    """One object: the events and the measures."""
    data = {"events": [record_json(r) for r in records], "measures": dict(measures)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_markdown(records: Sequence[Record], measures: Measures, sources: Sources, language: str) -> str:
    """A document that reads well as plain text too. What people wrote is escaped."""
    page = build_page(records, measures, sources, language)
    lines = [
        f"# {_md(page.motion)}",
        "",
        f"{page.format} · {page.date} · `{page.debate}` · {say(language, 'export.seed')} {page.seed}",
    ]
    lines += ["", *(f"- {_md(name)}：{side}" for name, side, _ in page.seats), "", f"> {page.disclaimer}", ""]
    for block in page.blocks:
        if block.kind == "phase":
            lines += [f"## {_md(block.head)}", ""]
            continue
        head = f"**{_md(block.head)}**" if block.head else ""
        lines += [f"{head}", "", *(_md(paragraph) + "  " for paragraph in block.text.split("\n")), ""]
        lines += [f"- {_md(source)}" for source in block.sources]
        lines += [f"- *{_md(note)}*" for note in block.notes]
        if block.sources or block.notes:
            lines.append("")
    if page.measures:
        lines += [f"## {say(language, 'terminal.measures')}", "", "| | |", "| --- | ---: |"]
        lines += [f"| {label} | {value} |" for label, value in page.measures]
    return "\n".join(lines).rstrip() + "\n"


def as_html(records: Sequence[Record], measures: Measures, sources: Sources, language: str) -> str:
    """One page with nothing to fetch: no script, no font, no picture from elsewhere. Everything is escaped."""
    import jinja2  # only for those who ask for a page

    text = resources.files("bot.roundtable").joinpath("page.html.j2").read_text(encoding="utf-8")
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(text)
    page = build_page(records, measures, sources, language)
    labels = {key: say(language, f"export.{key}") for key in ("seed", "sources", "measures", "simulated", "seats")}
    return template.render(page=page, labels=labels)


def build_page(records: Sequence[Record], measures: Measures, sources: Sources, language: str) -> Page:
    """The records as blocks. Raises ValueError where they don't begin with the opening."""
    if not records or not isinstance(records[0].event, Opened):
        raise ValueError("a debate begins with its opening")
    opened = records[0].event
    names = {seat.persona: seat for seat in opened.seats}
    blocks = [block for record in records if (block := _block(record, names, sources, language)) is not None]
    sides = tuple((s.name, say(language, f"speech.sides.{s.side}"), s.side) for s in opened.seats)
    date = datetime.datetime.fromtimestamp(records[0].at, tz=datetime.UTC).strftime("%Y-%m-%d")
    return Page(
        debate=records[0].debate,
        motion=opened.motion,
        format=format_name(opened.format, language),
        seed=opened.seed,
        date=date,
        seats=sides,
        blocks=tuple(blocks),
        measures=measure_rows(measures, language),
        disclaimer=say(language, "export.disclaimer"),
        language=language,
    )


def format_name(data: Mapping[str, Any], language: str) -> str:
    """A format's name in this language, from the data an opening carries."""
    name = data.get("name", "")
    if isinstance(name, Mapping):
        return str(name.get(language) or name.get("zh-CN") or "")
    return str(name)


def measure_rows(measures: Measures, language: str) -> tuple[tuple[str, str], ...]:
    """Label and figure of those measures that have a label."""
    rows = []
    for key, value in measures.items():
        try:
            label = say(language, f"terminal.measure.{key}")
        except KeyError:
            continue
        shown = "–" if value is None else str(value) if isinstance(value, int) else f"{value:.2f}"
        rows.append((label, shown))
    return tuple(rows)


def cited(citation: Citation, sources: Sources, language: str) -> str:
    """One source line: number, outlet, date, title, line, who said it and how."""
    source = sources.by_id.get(citation.source)
    title = f"《{source.title}》" if source else ""
    return _source_line(citation, sources, language, title)


def short_cited(citation: Citation, sources: Sources, language: str) -> str:
    """The same without the title."""
    return _source_line(citation, sources, language, "")


def _source_line(citation: Citation, sources: Sources, language: str, title: str) -> str:
    kind = say(language, f"terminal.kind.{citation.kind}")
    if citation.reported_by:
        kind = say(language, "terminal.kind.second_hand", reporter=citation.reported_by)
    where = say(language, "terminal.line", line=citation.line)
    source = sources.by_id.get(citation.source)
    outlet = f"{source.outlet} {source.published}" if source else citation.source
    return f"[{citation.n}] {outlet}{title}{where} · {citation.speaker} · {kind}"


def _block(record: Record, names: Mapping[str, Any], sources: Sources, language: str) -> Block | None:
    event = record.event
    if isinstance(event, PhaseBegan):
        return Block("phase", event.phase)
    if isinstance(event, ModeratorSpoke):
        lines = tuple(cited(c, sources, language) for c in event.citations)
        return Block("moderator", say(language, "terminal.moderator"), event.text, seq=record.seq, sources=lines)
    if isinstance(event, TurnSpoken):
        seat = names.get(event.speaker)
        name, side = (seat.name, seat.side) if seat else (event.speaker, "none")
        move = say(language, f"terminal.move.{event.move}")
        target = say(language, "terminal.target", seq=event.target) if event.target is not None else ""
        head = f"#{record.seq} {name}{say(language, 'terminal.mark')} · {say(language, f'speech.sides.{side}')} · {move}{target}"
        lines = tuple(cited(c, sources, language) for c in event.citations)
        return Block("turn", head, event.text, side, record.seq, event.target, lines, event.notes, name)
    if isinstance(event, Interjected):
        return Block("floor", say(language, "export.floor", name=event.by), event.text, seq=record.seq)
    if isinstance(event, VoteClosed):
        counts = "，".join(f"{say(language, f'speech.sides.{s}')} {n}" for s, n in event.tally.items())
        return Block("vote", "", say(language, "terminal.vote_closed", counts=counts))
    if isinstance(event, Stopped):
        return Block("end", "", say(language, "terminal.stopped", reason=event.reason))
    return None


def _md(text: str) -> str:
    for mark in "\\`*_{}<>#|":
        text = text.replace(mark, "\\" + mark)
    return text.replace("![", "!\\[").replace("](", "]\\(")
