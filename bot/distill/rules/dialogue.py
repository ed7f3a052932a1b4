"""Dialogue printed line by line: short quotations alone in their paragraphs, two people taking turns.

Who they are stands around the lines: who spoke just before, whom the paragraph before names, whom a line addresses by name, whose
verb stands behind a neighbouring line. Where there are not exactly two, or nothing tells who begins, nobody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.distill.foreground import Foreground, is_human, is_reporter
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.phrases import sentence_start
from bot.distill.quotes import OPEN, STRAIGHT, Quote, quotes
from bot.distill.rules.page import NOBODY, Page
from bot.distill.rules.values import Run

_LONGEST = 48
"""Code points of a line that is somebody's turn and no testimony."""
_BRISK = 26
"""Code points of lines that are an exchange even where nobody asks anything."""
_NEAR = 60
"""Statements that a few paragraphs can hold: a long page is not looked through for every line."""
_CONTEXT = 3
"""Paragraphs before the lines in which the two may stand."""
_CALLING = re.compile(r"[,!、]|。[”」\"]")
_STRANGER = re.compile(r"(?:[小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,2}(?:总|哥|姐|叔|姨|老师|师傅|医生|博士|主任|老板)),")
_ASKS = re.compile(r"(?:追|反|质|又|忽然|突然)?问(?:了|起|过)?")
_ASKS_HIM = re.compile("问(?:了|过|起)?[他她](?!们)[^“”]*$")
_TO_HIM = re.compile("(?:给|对|向|跟|问|看|望|拉|推|把|叫|拍|递给|还给)[着了过]?[他她](?![们的])")
_MEANWHILE = re.compile(r"[^。!?]{0,40}。")


@dataclass(slots=True)
class Dialogue:
    """The dialogues of one page."""

    page: Page
    runs: dict[int, Run] = field(default_factory=dict)
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
        while first and at - first < _CONTEXT and (self._is_turn(body[first - 1]) or (first == at and self._ends_in_turn(body[first - 1]))):
            first -= 1
        more = end < len(body) and self._is_turn(body[end])
        turns = body[first:end] + ([body[end]] if more else [])
        asked = any("?" in self.page.plain[p.start : p.end] for p in turns[:-1])
        asked = asked or bool(at and ((end - at >= 2 and self._asks(body[at - 1])) or self._called_last(body[at - 1])))
        brisk = len(turns) >= 3 and first < at and all(p.end - p.start <= _BRISK for p in body[at:end])
        if not (asked or brisk or end - at >= 3 or len(turns) >= 4):
            return
        run = Run(body[at:end], body[max(0, at - _CONTEXT) : at], body[end] if end < len(body) else None)
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

    def _ends_in_turn(self, p: Paragraph) -> bool:
        """Whether the paragraph's last words are somebody's: 他抬起头问:“…?”"""
        found = quotes(self.page.plain, p.start, p.end)
        return bool(found) and p.part == "body" and found[-1].closed and found[-1].close >= p.end - 1 and self.page.finished(found[-1])

    def _called_last(self, p: Paragraph) -> Who | None:
        """Whom the paragraph's last words call by name: 他答:“王师傅,…”"""
        found = quotes(self.page.plain, p.start, p.end)
        return self._whom(replace(p, start=found[-1].open)) if found and self._ends_in_turn(p) else None

    def answering(self, p: Paragraph, q: Quote, who: Who) -> Who:
        """“小满,你来看。” / “别叫我。”她摔门出去: she is whom the line before calls by name."""
        before = self.preceding.get(p.start)
        if q.open != p.start or before is None or self.page.plain[who.start : who.end] not in ("他", "她") or before.part != "body":
            return who
        called = self._called_last(before)
        said = any(before.start <= s.start < before.end and s.speaker == (called.name if called else "") for s in self.page.found[-3:])
        fits = called is not None and not said and self.page.resolver.may_be(self.page.plain[who.start], called.name)
        return replace(who, name=called.name, kind="person") if called and fits else who

    def _asks(self, p: Paragraph) -> re.Match[str] | None:
        """Whom the last sentence of the paragraph says that somebody asks: 他忽然问李明,账算清了没有。"""
        start = max(p.start, sentence_start(self.page.plain, p.end - 1))
        asks = _ASKS.search(self.page.plain, start, p.end) if p.part == "body" else None
        return self.page.people.pattern.match(self.page.plain, asks.end(), p.end) if asks and self.page.people.pattern else None

    def speaker(self, p: Paragraph, q: Quote) -> Who | None:
        """Whose turn this quotation is; None where it is no line of dialogue. Somebody without a name: one of the two, nobody knows which."""
        run = self.runs.get(p.start)
        if run is None or q.open != p.start:
            return None
        if run.turns is None:
            run.turns = self._turns(run)
        led_up = run.before[-1] if run.before else None
        if not run.turns and p is run.lines[0] and led_up and not self._ends_in_turn(led_up) and not self._is_turn(led_up):
            return None  # whoever acts in the paragraph before
        return run.turns.get(p.start, NOBODY)

    def _turns(self, run: Run) -> dict[int, Who]:
        two = self._two(run)
        if any(_STRANGER.match(self.page.plain, p.start + 1) and self._whom(p) is None for p in run.lines):
            two = []  # 小王,…: somebody is called whom no rule knows
        called = next((who for p in run.lines if (who := self._whom(p))), None)
        if two and called and called.name not in {w.name for w in two}:
            acting = self._acting_last(run.before[-1])  # who acts calls somebody else than the two before
            two = [acting, called] if acting and acting.name != called.name else []
        first = self._first(run, two) if two else None
        if not two or first is None:
            return self._answers(run)
        return {p.start: two[(first + i) % 2] for i, p in enumerate(run.lines)}

    def _answers(self, run: Run) -> dict[int, Who]:
        """Of more than two, whoever is called by name has the next line; who calls acts in the paragraph before."""
        out: dict[int, Who] = {}
        for i, p in enumerate(run.lines):
            called = self._whom(p)
            if called is None:
                continue
            caller = self._acting(run) if not i else None
            if caller and caller.name == called.name:
                caller = self._partner(run, called.name)  # 她打电话。那头是李明。/ “李医生,…”
            pair = [caller if caller and caller.name != called.name else NOBODY, called]
            out = {q.start: pair[(j - i) % 2] for j, q in enumerate(run.lines)}
            break
        return out

    def _partner(self, run: Run, name: str) -> Who | None:
        """Who else was in the foreground last before the lines, not far away."""
        first, last = run.before[max(0, len(run.before) - 2)].start, run.before[-1].end
        near = [w for w in self.page.resolver.spoken[-12:] if w.kind == "person" and w.name != name and first <= w.start < last]
        return replace(near[-1], how="turn") if near else None

    def _acting(self, run: Run) -> Who | None:
        """The first person in the foreground of the paragraph before the lines."""
        if not run.before:
            return None
        who = Foreground(self.page.resolver).first(run.before[-1].start, run.before[-1].end, lambda at: False)
        return replace(who, how="turn") if who and who.kind == "person" and not is_reporter(who) else None

    # --------------------------------------------------------------------------------------------------- who the two are

    def _two(self, run: Run) -> list[Who]:
        """The two who speak: whoever took the last turns, else the only two people of the paragraphs before; empty where unclear."""
        spoke = self._spoke(run)
        if len(spoke) >= 2:
            return spoke[-2:]
        called = self._called_last(run.before[-1]) if run.before and len(spoke) == 1 else None
        if called and called.name != spoke[0].name:
            return [spoke[0], called]
        asked = self._asks(run.before[-1]) if run.before and not spoke else None
        if asked:
            asker = Foreground(self.page.resolver).of(run.before[-1].start, asked.start(), self.page.is_inside)
            whom = Who(self.page.people.by_form[asked.group()].name, asked.start(), asked.end(), "person", "turn")
            return [whom, replace(asker, how="turn")] if asker and asker.kind == "person" and asker.name != whom.name else []
        near = self._near(run, spoke)
        if len(near) == 1 and not spoke:
            near += [w for w in self._behind_names(run) if w.name != near[0].name]
        behind = self._behind_name(run)
        if len(near) == 1 and spoke and _TO_HIM.search(self.page.plain, run.before[-1].start, run.before[-1].end):
            near += [w for w in [self._partner(run, near[0].name)] if w]  # 李明把手机还给她:“去啊。”
        return near if len(near) == 2 and (behind is None or behind in {w.name for w in near}) else []

    def _near(self, run: Run, spoke: list[Who]) -> list[Who]:
        """Who is named in the paragraph before the lines, or acts at its end; further back only where that one names nobody or is a turn."""
        found = list(spoke)
        for i, p in enumerate(reversed(run.before)):
            if p.part == "heading":
                break
            acting = self._acting_last(p) if not i and not spoke else None
            found = self._people([p], [*found, acting] if acting else found)
            if (found and not self._is_turn(p) and (spoke or i)) or len(found) > 1:
                break
        return found

    def _acting_last(self, p: Paragraph) -> Who | None:
        """Whoever is in the foreground of the paragraph's last sentence, by name or description: 老板站在一旁看着。"""
        start = max(p.start, sentence_start(self.page.plain, p.end - 1))
        if any(s.start >= start for s in self.page.found[-_NEAR:]):
            return None
        who = Foreground(self.page.resolver).of(start, p.end)
        return replace(who, how="turn") if who and who.kind in ("person", "anonymous") and is_human(who) and not is_reporter(who) else None

    def _behind_names(self, run: Run) -> list[Who]:
        """Whom the first sentence behind the lines names: 打电话的是王芳。"""
        if run.after is None:
            return []
        stop = next((i for i in range(run.after.start, run.after.end) if self.page.plain[i] in "。!?"), run.after.end)
        return self._people([replace(run.after, end=stop)], [])

    def _spoke(self, run: Run) -> list[Who]:
        """Who took the turns right before the lines, and each once, the last one last."""
        out: dict[str, Who] = {}
        for p in reversed(run.before):
            if not self._is_turn(p) and not (p is run.before[-1] and self._ends_in_turn(p)):
                break
            own = [s for s in self.page.found[-_NEAR:] if p.start <= s.start < p.end and s.kind == "direct" and s.speaker]
            for s in reversed(own):
                out.setdefault(s.speaker or "", self._as_who(s.speaker or "", s.speaker_start, len(s.speaker_surface)))
        return list(reversed(out.values()))

    def _people(self, where: list[Paragraph], also: list[Who]) -> list[Who]:
        """The people named in these paragraphs, each once, and `also`. Whoever is only spoken of in somebody's words is not there."""
        out = {w.name: w for w in also}
        for p in where:
            told = [s for s in self.page.found[-_NEAR:] if p.start <= s.start < p.end]
            for match in self.page.people.pattern.finditer(self.page.plain, p.start, p.end) if self.page.people.pattern else ():
                name = self.page.people.by_form[match.group()].name
                if not any(s.start <= match.start() < s.end for s in told):
                    out.setdefault(name, Who(name, match.start(), match.end(), "person", "turn"))
        return list(out.values())

    def _as_who(self, name: str, start: int, size: int) -> Who:
        stop = start + size if start >= 0 else -1
        return Who(name, start, stop, "person" if name in self.page.people.by_name else "anonymous", "turn")

    # ------------------------------------------------------------------------------------------------------- who begins

    def _first(self, run: Run, two: list[Who]) -> int | None:
        """Which of the two has the first line: by a name called, by the turn before or behind, by who was in the foreground last."""
        for i, p in enumerate(run.lines):
            called = self._called(p, two)
            if called is not None:
                return (1 - called + i) % 2
        if run.before and self._asks(run.before[-1]) and not self._spoke(run):
            return 0
        last = self._spoke(run)
        if last:
            return 1 if last[-1].name == two[0].name else 0
        name = self._behind_name(run)
        behind = _index(two, name) if name else None
        if behind is not None:
            return (1 - behind + len(run.lines) - 1) % 2
        acting = self._acting_last(run.before[-1]) if run.before else None
        begins = _index(two, acting.name) if acting else None
        if begins is not None and _ASKS_HIM.search(self.page.plain, sentence_start(self.page.plain, run.before[-1].end - 1), run.before[-1].end):
            return 1 - begins  # 李明愣了一下,问他为什么。
        return self._by_foreground(run, two) if begins is None else begins

    def _called(self, p: Paragraph, two: list[Who]) -> int | None:
        """Which of the two the line calls by name."""
        called = self._whom(p)
        return _index(two, called.name) if called else None

    def _whom(self, p: Paragraph) -> Who | None:
        """“王师傅,…”: whom the line calls by name."""
        pattern = self.page.people.pattern
        match = pattern.match(self.page.plain, p.start + 1) if pattern else None
        if not match or not _CALLING.match(self.page.plain, match.end()):
            return None
        return Who(self.page.people.by_form[match.group()].name, match.start(), match.end(), "person", "turn")

    def _behind_name(self, run: Run) -> str | None:
        """Who has the turn behind the lines: “…”王芳说."""
        if run.after is None or not self._is_turn(run.after):
            return None
        found = quotes(self.page.plain, run.after.start, run.after.end)
        at = self.page.resolver.trimmed(run.after.start if found[0].open > run.after.start else found[0].close + 1, run.after.end)
        pattern = self.page.people.pattern
        match = pattern.match(self.page.plain, at) if pattern else None
        return self.page.people.by_form[match.group()].name if match else None

    def _by_foreground(self, run: Run, two: list[Who]) -> int | None:
        """Whoever reported last in the paragraph before is answered; else whoever it puts first begins."""
        for p in reversed(run.before):
            told = [s for s in self.page.found[-_NEAR:] if p.start <= s.start < p.end and s.second_hand is None]
            if told and told[-1].speaker in {w.name for w in two} and not _MEANWHILE.search(self.page.plain[told[-1].end + 1 : p.end]):
                return 1 - (_index(two, told[-1].speaker or "") or 0)
            who = Foreground(self.page.resolver).first(p.start, p.end, lambda at: False)
            begins = _index(two, who.name) if who and is_human(who) and not is_reporter(who) else None
            if begins is not None:
                return begins
        return None


def _index(two: list[Who], name: str) -> int | None:
    return next((i for i, w in enumerate(two) if w.name == name), None)
