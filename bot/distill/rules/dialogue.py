"""Dialogue printed line by line: short quotations alone in their paragraphs, two people taking turns.

Who they are stands around the lines: who spoke just before, whom the paragraph before names, whom a line addresses by name, whose
verb stands behind a neighbouring line. Where there are not exactly two, or nothing tells who begins, nobody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from bot.distill.foreground import Foreground, is_human, is_reporter
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.quotes import CLOSE, OPEN, STRAIGHT, Quote, quotes
from bot.distill.rules.page import NOBODY, Page

_LONGEST = 48
"""Code points of a line that is somebody's turn and no testimony."""
_CONTEXT = 3
"""Paragraphs before the lines in which the two may stand."""
_BY_ME = re.compile(r",?(?:我|记者|笔者)(?!们)[^,。:“”「」]{0,8}(?:问|说)")
_CALLING = re.compile(r"[,!、]")
_MEANWHILE = re.compile(r"[^。!?]{0,40}。")


@dataclass(slots=True)
class _Run:
    """Paragraphs that follow each other, each opened by a quotation; `bare` are those that are nothing but one."""

    lines: list[Paragraph]
    before: list[Paragraph]
    after: Paragraph | None
    turns: dict[int, Who] | None = None  # start of the paragraph → who speaks; None: not looked at yet


@dataclass(slots=True)
class Dialogue:
    """The dialogues of one page."""

    page: Page
    runs: dict[int, _Run] = field(default_factory=dict)
    following: dict[int, Paragraph] = field(default_factory=dict)  # start of a paragraph → the one printed next
    preceding: dict[int, Paragraph] = field(default_factory=dict)

    def look_for(self, found: list[Paragraph]) -> None:
        """Find the lines of dialogue among the page's paragraphs."""
        body = [p for p in found if p.part in ("body", "heading")]
        self.following = {p.start: after for p, after in pairwise(body)}
        self.preceding = {p.start: before for before, p in pairwise(body)}
        at = 0
        while at < len(body):
            end = at
            while end < len(body) and self._is_bare(body[end]):
                end += 1
            if end > at:
                self._keep(body, at, end)
            at = max(end, at + 1)

    def _keep(self, body: list[Paragraph], at: int, end: int) -> None:
        """The bare lines body[at:end], if they and their neighbours read as talk: three turns, or a question with its answer."""
        first = at
        while first and at - first < _CONTEXT and self._is_turn(body[first - 1]):
            first -= 1
        more = end < len(body) and self._is_turn(body[end])
        turns = body[first:end] + ([body[end]] if more else [])
        asked = any("?" in self.page.plain[p.start : p.end] for p in turns[:-1])
        if not (asked or end - at >= 3 or len(turns) >= 4):
            return
        run = _Run(body[at:end], body[max(0, at - _CONTEXT) : at], body[end] if end < len(body) else None)
        self.runs.update({p.start: run for p in run.lines})

    def _is_bare(self, p: Paragraph) -> bool:
        """Whether the paragraph is one short quotation and nothing else."""
        plain = self.page.plain
        if p.end - p.start > _LONGEST or (plain[p.start] not in OPEN and plain[p.start] != STRAIGHT):
            return False
        found = quotes(plain, p.start, p.end)
        whole = len(found) == 1 and found[0].closed and found[0].open == p.start and found[0].close >= p.end - 1
        return whole and plain[found[0].close - 1] in "。!?…"

    def _is_turn(self, p: Paragraph) -> bool:
        """Whether the paragraph is somebody's turn too: a quotation first, or nothing before it but whose it is (李明:“…”)."""
        if p.end - p.start > 3 * _LONGEST or p.part != "body":
            return False
        found = quotes(self.page.plain, p.start, p.end)
        if not found or not found[0].closed:
            return False
        head = self.page.plain[p.start : found[0].open]
        return not head or (len(head) <= 12 and head.endswith(":"))

    def speaker(self, p: Paragraph, q: Quote) -> Who | None:
        """Whose turn this quotation is; None where it is no line of dialogue. Somebody without a name: one of the two, nobody knows which."""
        run = self.runs.get(p.start)
        if run is None or q.open != p.start:
            return None
        if run.turns is None:
            run.turns = self._turns(run)
        return run.turns.get(p.start, NOBODY)

    def _turns(self, run: _Run) -> dict[int, Who]:
        two = self._two(run)
        first = self._first(run, two) if two else None
        if not two or first is None:
            return {}
        return {p.start: two[(first + i) % 2] for i, p in enumerate(run.lines)}

    # --------------------------------------------------------------------------------------------------- who the two are

    def _two(self, run: _Run) -> list[Who]:
        """The two who speak: whoever took the last turns, else the only two people of the paragraphs before; empty where unclear."""
        spoke = self._spoke(run)
        if len(spoke) >= 2:
            return spoke[-2:]
        for size in range(1, len(run.before) + 1):
            near = self._people(run.before[-size:], spoke)
            if len(near) == 2:
                return near
            if len(near) > 2:
                return []
        near = self._people(run.before, spoke)
        behind = [w for w in self._people([run.after] if run.after else [], []) if w.name not in {x.name for x in near}]
        return [*near, behind[0]] if len(near) == 1 and behind else []

    def _spoke(self, run: _Run) -> list[Who]:
        """Who took the turns right before the lines, and each once, the last one last."""
        out: dict[str, Who] = {}
        for p in reversed(run.before):
            if not self._is_turn(p):
                break
            own = [s for s in self.page.found if p.start <= s.start < p.end and s.kind == "direct" and s.speaker]
            for s in reversed(own):
                out.setdefault(s.speaker or "", self._as_who(s.speaker or "", s.speaker_start, len(s.speaker_surface)))
        return list(reversed(out.values()))

    def _people(self, where: list[Paragraph], also: list[Who]) -> list[Who]:
        """The people named in these paragraphs, each once, and `also`. Whoever is only spoken of in somebody's words is not there."""
        out = {w.name: w for w in also}
        for p in where:
            told = [s for s in self.page.found if p.start <= s.start < p.end]
            for match in self.page.people.pattern.finditer(self.page.plain, p.start, p.end) if self.page.people.pattern else ():
                name = self.page.people.by_form[match.group()].name
                if not any(s.start <= match.start() < s.end for s in told):
                    out.setdefault(name, Who(name, match.start(), match.end(), "person", "turn"))
        return list(out.values())

    def _as_who(self, name: str, start: int, size: int) -> Who:
        stop = start + size if start >= 0 else -1
        return Who(name, start, stop, "person" if name in self.page.people.by_name else "anonymous", "turn")

    # ------------------------------------------------------------------------------------------------------- who begins

    def _first(self, run: _Run, two: list[Who]) -> int | None:
        """Which of the two has the first line: by a name called, by the turn before or behind, by who was in the foreground last."""
        for i, p in enumerate(run.lines):
            called = self._called(p, two)
            if called is not None:
                return (1 - called + i) % 2
        last = self._spoke(run)
        if last:
            return 1 if last[-1].name == two[0].name else 0
        behind = self._behind(run, two)
        if behind is not None:
            return (1 - behind + len(run.lines) - 1) % 2
        return self._by_foreground(run, two)

    def _called(self, p: Paragraph, two: list[Who]) -> int | None:
        """“王师傅,…”: which of the two the line calls by name."""
        pattern = self.page.people.pattern
        match = pattern.match(self.page.plain, p.start + 1) if pattern else None
        if not match or not _CALLING.match(self.page.plain, match.end()):
            return None
        return _index(two, self.page.people.by_form[match.group()].name)

    def _behind(self, run: _Run, two: list[Who]) -> int | None:
        """Which of the two has the turn behind the lines: “…”王芳说."""
        if run.after is None or not self._is_turn(run.after):
            return None
        found = quotes(self.page.plain, run.after.start, run.after.end)
        at = self.page.resolver.trimmed(run.after.start if found[0].open > run.after.start else found[0].close + 1, run.after.end)
        pattern = self.page.people.pattern
        match = pattern.match(self.page.plain, at) if pattern else None
        return _index(two, self.page.people.by_form[match.group()].name) if match else None

    def _by_foreground(self, run: _Run, two: list[Who]) -> int | None:
        """Whoever reported last in the paragraph before is answered; else whoever it puts first begins."""
        for p in reversed(run.before):
            told = [s for s in self.page.found if p.start <= s.start < p.end and s.second_hand is None]
            if told and told[-1].speaker in {w.name for w in two} and not _MEANWHILE.search(self.page.plain[told[-1].end + 1 : p.end]):
                return 1 - (_index(two, told[-1].speaker or "") or 0)
            who = Foreground(self.page.resolver).first(p.start, p.end, lambda at: False)
            begins = _index(two, who.name) if who and is_human(who) and not is_reporter(who) else None
            if begins is not None:
                return begins
        return None


def _index(two: list[Who], name: str) -> int | None:
    return next((i for i, w in enumerate(two) if w.name == name), None)


def asked_by_me(plain: str, q: Quote, end: int) -> bool:
    """“那是什么?”我问: the reporter's own question."""
    return q.closed and plain[q.close] in CLOSE | {STRAIGHT} and bool(_BY_ME.match(plain, q.close + 1, end))
