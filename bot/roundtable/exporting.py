"""A debate as a file: Markdown, JSON, or one self-contained HTML page. From its records alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib import resources
from typing import Any

from bot.debate.events import Record
from bot.lang import say
from bot.persona.model import Sources
from bot.roundtable.page import Block, Page, build_page
from bot.roundtable.reading import Measures, joined, measure_list

__all__ = ["as_html", "as_json", "as_markdown", "measure_rows", "record_json"]

_LABELS = (
    "seed",
    "sources",
    "measures",
    "seats",
    "contents",
    "answered_by",
    "no_address",
    "made_by",
)


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


def as_html(records: Sequence[Record], measures: Measures, sources: Sources, language: str) -> str:
    """One page with nothing to fetch: no script, no font, no picture from elsewhere. Everything is escaped."""
    import jinja2  # only for those who ask for a page

    text = resources.files("bot.roundtable").joinpath("page.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = build_page(records, measures, sources, language)
    return environment.from_string(text).render(
        page=page, labels=_labels(language), mark=say(language, "terminal.mark")
    )


def as_markdown(records: Sequence[Record], measures: Measures, sources: Sources, language: str) -> str:
    """A document that reads well as plain text too. What people wrote is escaped; turns link to the turns they answer."""
    page = build_page(records, measures, sources, language)
    labels = _labels(language)
    mark = say(language, "terminal.mark")
    about = (page.format, page.date, f"`{page.debate}`", f"{labels['seed']} {page.seed}")
    lines = [f"# {_md(page.motion)}", "", joined(about), ""]
    lines += [f"- {joined((f'**{_md(s.name)}**{mark}', s.side_name))}" for s in page.seats]
    lines += ["", f"> {page.disclaimer}", ""]
    for block in page.blocks:
        lines += [f"## {_md(block.text)}", ""] if block.kind == "phase" else _md_block(block, mark)
    lines += _md_articles(page, labels)
    if page.measures:
        lines += [f"## {labels['measures']}", "", "| | | |", "| --- | ---: | --- |"]
        lines += [f"| {m.label} | {m.value} | {m.meaning} |" for m in page.measures]
    return "\n".join(lines).rstrip() + "\n"


def measure_rows(measures: Measures, language: str) -> tuple[tuple[str, str], ...]:
    """Label and figure of those measures that have a label."""
    return tuple((m.label, m.value) for m in measure_list(measures, language))


def _labels(language: str) -> dict[str, str]:
    return {key: say(language, f"export.{key}") for key in _LABELS}


def _md_block(block: Block, mark: str) -> list[str]:
    lines = []
    if block.kind == "turn":
        target = f"→ [#{block.target.seq} {_md(block.target.name)}](#t{block.target.seq})" if block.target else ""
        head = joined((f"#{block.seq} {_md(block.name)}{mark}", block.side_name, _move(block.move, target)))
        lines += [f'<a id="t{block.seq}"></a>', "", f"### {head}", ""]
    elif block.name:
        lines += [f'<a id="t{block.seq}"></a>', "", f"**{_md(block.name)}**", ""]
    lines += [*(_md(paragraph) + "  " for paragraph in block.text.split("\n")), ""]
    lines += [f"- \\[{note.n}\\] {_md(note.text)}" for note in block.citations]
    lines += [f"- *{_md(note)}*" for note in block.notes]
    return [*lines, ""] if block.citations or block.notes else lines


def _move(move: str, target: str) -> str:
    """`反驳 → #5 朱啸虎`."""
    return f"{move} {target}".strip()


def _md_articles(page: Page, labels: dict[str, str]) -> list[str]:
    if not page.articles:
        return []
    lines = [f"## {labels['sources']}", ""]
    for article in page.articles:
        title = f"《{_md(article.title)}》" + (f" {_md(article.about)}" if article.about else "")
        lines.append(f"- {title} " + (f"<{article.url}>" if article.url else labels["no_address"]))
        for passage in article.passages:
            turns = " ".join(f"[#{seq}](#t{seq})" for seq in passage.turns)
            lines.append(f"  - {_md(passage.text)} {turns}")
    return [*lines, ""]


def _md(text: str) -> str:
    for mark in "\\`*_{}<>#|":
        text = text.replace(mark, "\\" + mark)
    return text.replace("![", "!\\[").replace("](", "]\\(")
