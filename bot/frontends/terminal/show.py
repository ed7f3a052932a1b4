"""Answers, debates and lists as lines. Pure: values in, lines out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.debate.events import (
    Citation,
    Closed,
    Event,
    Interjected,
    ModeratorSpoke,
    Opened,
    Paused,
    PhaseBegan,
    Record,
    Resumed,
    Seat,
    Skipped,
    Stopped,
    TurnSpoken,
    VoteClosed,
)
from bot.frontends.terminal.screen import Line, Screen, Style
from bot.frontends.wrap import clip, pad, width
from bot.lang import say
from bot.persona.model import Persona, Sources
from bot.ports import Answer, DebatePlan, DebateSummary, Panel, ProposedMotion
from bot.roundtable.exporting import cited, format_name, short_cited


def answer_lines(answer: Answer, sources: Sources, screen: Screen, language: str) -> list[Line]:
    """One answer: who (marked as a simulation), how sure, the words, the sources."""
    mark, level = say(language, "terminal.mark"), say(language, f"terminal.level.{answer.level}")
    lines = [Line(f"{answer.name}{mark} · {level}", "name")]
    lines += screen.wrapped(answer.text, indent="  ")
    lines += citation_lines(answer.citations, sources, screen, language)
    for note in answer.notes:
        lines += screen.wrapped(note, "dim", "  ")
    return lines


def panel_lines(panel: Panel, screen: Screen, language: str) -> list[Line]:
    """What follows the answers of a panel: who agrees with whom."""
    lines = [Line(""), Line(say(language, "terminal.panel_title"), "title")]
    return lines + screen.wrapped(panel.text, indent="  ")


def citation_lines(
    citations: Iterable[Citation],
    sources: Sources,
    screen: Screen,
    language: str,
    indent: str = "  ",
    short: bool = False,
) -> list[Line]:
    """`[1] 字母榜 2023-07 《…》 第 33 行 · 转述`; `short` leaves the title out."""
    lines: list[Line] = []
    for c in citations:
        text = short_cited(c, sources, language) if short else cited(c, sources, language)
        lines += screen.wrapped(text, "dim", indent)
    return lines


class DebateView:
    """Shows the records of one debate in order. Holds who sits where, taken from the first of them."""

    def __init__(self, sources: Sources, screen: Screen, language: str) -> None:
        self._sources = sources
        self._screen = screen
        self._language = language
        self._seats: dict[str, Seat] = {}

    def lines(self, record: Record) -> list[Line]:
        """The lines of one event; none for those a reader need not see."""
        event = record.event
        if isinstance(event, Opened):
            self._seats = {seat.persona: seat for seat in event.seats}
            return self._opened(record.debate, event)
        if isinstance(event, TurnSpoken):
            return self._turn(record.seq, event)
        if isinstance(event, ModeratorSpoke):
            lines = [Line(""), Line(say(self._language, "terminal.moderator"), "title")]
            lines += self._screen.wrapped(event.text, indent="  ")
            return lines + citation_lines(event.citations, self._sources, self._screen, self._language, "  ", True)
        return self._small(event)

    def _opened(self, debate: str, event: Opened) -> list[Line]:
        rule = "═" * (self._screen.columns // 2 - 2)
        name = format_name(event.format, self._language)
        values = {"format": name, "seed": event.seed, "debate": debate}
        return [
            Line(rule, "dim"),
            *self._screen.wrapped(event.motion, "title", "  "),
            Line("  " + say(self._language, "terminal.opened", **values), "dim"),
            Line(rule, "dim"),
        ]

    def _turn(self, seq: int, event: TurnSpoken) -> list[Line]:
        seat = self._seats.get(event.speaker)
        name = seat.name if seat else event.speaker
        side = seat.side if seat else "none"
        style: Style = "pro" if side == "pro" else "con" if side == "con" else "name"
        move = say(self._language, f"terminal.move.{event.move}")
        target = say(self._language, "terminal.target", seq=event.target) if event.target is not None else ""
        mark = say(self._language, "terminal.mark")
        head = f"#{seq} {name}{mark} · {say(self._language, f'speech.sides.{side}')} · {move}{target}"
        lines = [Line(""), Line(head, style), *self._screen.wrapped(event.text, indent="  ")]
        lines += citation_lines(event.citations, self._sources, self._screen, self._language, "    ", True)
        for note in event.notes:
            lines += self._screen.wrapped(note, "dim", "    ")
        return lines

    def _small(self, event: Event) -> list[Line]:
        text = ""
        if isinstance(event, PhaseBegan):
            return [Line(""), Line(f"──── {event.phase} ────", "mark")]
        if isinstance(event, Interjected):
            text = say(self._language, "terminal.interjected", name=event.by, text=event.text)
        elif isinstance(event, VoteClosed):
            counts = " ".join(f"{say(self._language, f'speech.sides.{s}')} {n}" for s, n in event.tally.items())
            text = say(self._language, "terminal.vote_closed", counts=counts)
        elif isinstance(event, Stopped):
            text = say(self._language, "terminal.stopped", reason=event.reason)
        elif isinstance(event, Paused | Resumed | Skipped | Closed):
            text = say(self._language, f"terminal.{event.type}")
        return [Line(""), *self._screen.wrapped(text, "dim")] if text else []


def measure_lines(measures: Mapping[str, float | int | None], screen: Screen, language: str) -> list[Line]:
    """The measures as a small table."""
    lines = [Line(""), Line(say(language, "terminal.measures"), "title")]
    for key, value in measures.items():
        try:
            label = say(language, f"terminal.measure.{key}")
        except KeyError:
            continue
        shown = "–" if value is None else str(value) if isinstance(value, int) else f"{value:.2f}"
        lines.append(Line(f"  {pad(label, 34)}{shown:>8}", "dim"))
    return lines


def plan_lines(plan: DebatePlan, screen: Screen, language: str) -> list[Line]:
    """What a debate will be, before it starts: only what one should know."""
    lines = [line for note in plan.notes for line in screen.wrapped(note, "warn", "  ")]
    if plan.better:
        lines += screen.wrapped(say(language, "terminal.better", motions=" / ".join(plan.better)), "warn", "  ")
    return lines


def persona_rows(personas: Sequence[Persona], screen: Screen, language: str) -> list[Line]:
    """One persona a line: name, kind, how many positions, who it is."""
    lines = []
    for p in personas:
        kind = say(language, f"terminal.persona_kind.{p.kind}")
        head = f"{pad(p.name, 22)}{pad(kind, 10)}{len(p.positions):>3}  "
        lines.append(Line(head + clip(p.bio, max(screen.columns - width(head), 10))))
    return lines


def motion_lines(motions: Sequence[ProposedMotion], screen: Screen, language: str) -> list[Line]:
    """Motions with those who would argue each side."""
    lines = []
    for i, m in enumerate(motions, 1):
        lines.append(Line(clip(f"{i:>2}. {m.text}", screen.columns), "title"))
        pro, con = "、".join(m.pro[:4]), "、".join(m.con[:4])
        sides = f"    {say(language, 'speech.sides.pro')} {pro}  |  {say(language, 'speech.sides.con')} {con}"
        lines.append(Line(clip(sides, screen.columns), "dim"))
    return lines


def debate_rows(debates: Sequence[DebateSummary], screen: Screen, language: str) -> list[Line]:
    """One debate a line."""
    lines = []
    for d in debates:
        status = say(language, f"terminal.status.{d.status}")
        head = f"{pad(d.id, 14)}{pad(status, 8)}{pad(d.format, 8)}{d.turns:>3}  "
        lines.append(Line(head + clip(d.motion, max(screen.columns - width(head), 10))))
    return lines
