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
    name_in,
)
from bot.frontends.terminal.screen import Line, Screen, Style
from bot.frontends.wrap import clip, pad, width
from bot.lang import in_language, say
from bot.persona.model import Persona, Sources
from bot.ports import Answer, DebatePlan, DebateSummary, Panel, ProposedMotion
from bot.roundtable.reading import (
    Article,
    articles_of,
    joined,
    measure_list,
    phase_name,
    source_line,
    vote_text,
)


def answer_lines(answer: Answer, sources: Sources, screen: Screen, language: str, articles: bool = True) -> list[Line]:
    """One answer: who (marked as a simulation), how sure, the words, where they stand; then the `articles` themselves."""
    mark, level = say(language, "terminal.mark"), say(language, f"terminal.level.{answer.level}")
    lines = screen.wrapped(joined((f"{in_language(language, answer.name)}{mark}", level)), "name")
    lines += screen.wrapped(answer.text, indent="  ")
    lines += citation_lines(answer.citations, sources, screen, language)
    for note in answer.notes:
        lines += screen.wrapped(note, "dim", "  ")
    if articles and answer.citations:
        lines += article_lines(articles_of(((0, c) for c in answer.citations), sources, language), screen, language)
    return lines


def panel_lines(panel: Panel, sources: Sources, screen: Screen, language: str) -> list[Line]:
    """What follows the answers of a panel: who agrees with whom, and the articles."""
    lines = [Line(say(language, "terminal.panel_title"), "title")]
    lines += screen.wrapped(panel.text, indent="  ")
    cited = [(0, c) for answer in panel.answers for c in answer.citations]
    return lines + article_lines(articles_of(cited, sources, language), screen, language)


def citation_lines(
    citations: Iterable[Citation], sources: Sources, screen: Screen, language: str, indent: str = "  "
) -> list[Line]:
    """`[1] 字母榜 2023-07 第 33 行 · 朱啸虎 · 转述出处`, one citation a line."""
    lines: list[Line] = []
    for c in citations:
        lines += screen.wrapped(f"[{c.n}] {source_line(c, sources, language)}", "dim", indent, hanging=4)
    return lines


def article_lines(articles: Sequence[Article], screen: Screen, language: str) -> list[Line]:
    """The articles that were cited: title, who brought it when, address. Nothing where there are none."""
    if not articles:
        return []
    lines = [Line(""), Line(say(language, "terminal.sources"), "title")]
    for article in articles:
        lines += screen.wrapped(joined((f"《{article.title}》", article.about)), "plain", "  ", hanging=2)
        # an address is one line however narrow the screen, or nobody can click or copy it
        lines.append(Line(f"    {screen.clean(article.url) or say(language, 'terminal.no_address')}", "dim"))
    return lines


class DebateView:
    """Shows the records of one debate in order. Holds who sits where, taken from the first of them."""

    def __init__(self, sources: Sources, screen: Screen, language: str) -> None:
        self._sources = sources
        self._screen = screen
        self._language = language
        self._seats: dict[str, Seat] = {}
        self._format: Mapping[str, object] = {}
        self._said: dict[int, str] = {}  # seq → who
        self._heading: list[Line] = []  # of the phase nobody has spoken in yet
        self._cited: list[tuple[int, Citation]] = []

    def lines(self, record: Record) -> list[Line]:
        """The lines of one event; none for those a reader need not see. A phase's heading waits for what is said in it."""
        if isinstance(record.event, PhaseBegan):
            self._heading = [Line(""), Line(f"──── {phase_name(self._format, record.event, self._language)} ────", "mark")]
            return []
        lines = self._event(record)
        if not lines or isinstance(record.event, Opened):
            return lines
        heading, self._heading = self._heading, []
        return heading + lines

    def _event(self, record: Record) -> list[Line]:
        event = record.event
        if isinstance(event, Opened):
            self._seats = {seat.persona: seat for seat in event.seats}
            self._format = event.format
            return self._opened(record.debate, event)
        if isinstance(event, TurnSpoken):
            return self._turn(record.seq, event)
        if isinstance(event, ModeratorSpoke):
            lines = [Line(""), Line(say(self._language, "terminal.moderator"), "title")]
            lines += self._screen.wrapped(event.text, indent="  ")
            return lines + self._citations(record.seq, event.citations, "  ")
        if isinstance(event, Interjected):
            self._said[record.seq] = event.by
        return self._small(event)

    def sources(self) -> list[Line]:
        """All articles cited in what was shown so far."""
        return article_lines(articles_of(self._cited, self._sources, self._language), self._screen, self._language)

    def _citations(self, seq: int, citations: Sequence[Citation], indent: str) -> list[Line]:
        self._cited += [(seq, c) for c in citations]
        return citation_lines(citations, self._sources, self._screen, self._language, indent)

    def _opened(self, debate: str, event: Opened) -> list[Line]:
        rule = "═" * (self._screen.columns // 2 - 2)
        name = name_in(event.format, self._language)
        values = {"format": name, "seed": event.seed, "debate": debate}
        return [
            Line(rule, "dim"),
            *self._screen.wrapped(event.motion, "title", "  "),
            *self._screen.wrapped(say(self._language, "terminal.opened", **values), "dim", "  "),
            Line(rule, "dim"),
        ]

    def _turn(self, seq: int, event: TurnSpoken) -> list[Line]:
        seat = self._seats.get(event.speaker)
        name = in_language(self._language, seat.name) if seat else event.speaker
        self._said[seq] = name
        side = seat.side if seat else "none"
        style: Style = "pro" if side == "pro" else "con" if side == "con" else "name"
        move = say(self._language, f"terminal.move.{event.move}")
        target = f" → #{event.target} {self._said.get(event.target, '')}".rstrip() if event.target is not None else ""
        mark = say(self._language, "terminal.mark")
        head = joined((f"#{seq} {name}{mark}", say(self._language, f"speech.sides.{side}"), f"{move}{target}"))
        lines = [Line(""), *self._screen.wrapped(head, style), *self._screen.wrapped(event.text, indent="  ")]
        lines += self._citations(seq, event.citations, "    ")
        for note in event.notes:
            lines += self._screen.wrapped(note, "dim", "    ")
        return lines

    def _small(self, event: Event) -> list[Line]:
        text = ""
        if isinstance(event, Interjected):
            text = say(self._language, "terminal.interjected", name=event.by, text=event.text)
        elif isinstance(event, VoteClosed):
            text = vote_text(event, self._language)
        elif isinstance(event, Stopped):
            text = say(self._language, "terminal.stopped", reason=event.reason)
        elif isinstance(event, Paused | Resumed | Skipped | Closed):
            text = say(self._language, f"terminal.{event.type}")
        return [Line(""), *self._screen.wrapped(text, "dim")] if text else []


def measure_lines(measures: Mapping[str, float | int | None], screen: Screen, language: str) -> list[Line]:
    """The measures as a small table, each with what it means."""
    rows = measure_list(measures, language)
    wide = max((width(m.label) for m in rows), default=0) + 2
    lines = [Line(""), Line(say(language, "terminal.measures"), "title")]
    for m in rows:
        head = f"  {pad(m.label, wide)}{m.value:>5}  "
        lines.append(Line(head + clip(m.meaning, max(screen.columns - width(head), 10)), "dim"))
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
