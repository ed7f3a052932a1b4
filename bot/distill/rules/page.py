"""The article as it is being read: its text, the quotations of the paragraph at hand, who is speaking, and what was found so far.

Every rule holds the same `Page`; it is the only thing they share that changes while an article is read.
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from bisect import bisect_right

from bot.distill.confidence import calibrated
from bot.distill.houses import Houses
from bot.distill.layout import Paragraph
from bot.distill.names import People, Who
from bot.distill.quotes import Quote
from bot.distill.rules.values import Decision, Kind, Statement
from bot.distill.speakers import Resolver
from bot.distill.text import Text

LONGEST_SENTENCE = 240
"""Code points that are looked back over for a subject: longer sentences are no sentences."""
TERMINAL = "。!?…"
FINISHED = re.compile(r"(?:[。!?…][’』」]?|\.\.\.|——)\s*$")
NOBODY = Who("", -1, -1, "unknown", "none")


class Page:
    """One article under the rules' eyes. `found` grows as they go."""

    def __init__(self, text: Text, people: People) -> None:
        self.text = text
        self.plain = text.plain
        self.people = people
        self.resolver = Resolver(text, people)
        self.houses = Houses(text.plain, people)
        self.found: list[Statement] = []
        self.inside: list[tuple[int, int]] = []  # quotations of the paragraph at hand, marks and all
        self.speaking: tuple[Who, ...] | None = None  # whose words this paragraph brought last
        self.listed: tuple[int, Decision] | None = None  # a quotation with another right behind it: where it ends, why it is speech
        self.unclosed: tuple[Who, ...] | None = None  # whose quotation the paragraph before left open

    def turn_to(self, marks: list[Quote]) -> None:
        """A new paragraph, with its quotations."""
        self.listed = None
        self.inside = [(q.open, q.close + 1) for q in marks]

    def is_inside(self, at: int) -> bool:
        """Whether the code point at `at` stands in a quotation of this paragraph."""
        i = bisect_right(self.inside, (at, 1 << 60)) - 1
        return i >= 0 and at < self.inside[i][1]

    def finished(self, q: Quote) -> bool:
        """Whether the quotation ends as a sentence does."""
        inner = self.plain[q.open + 1 : q.close]
        return bool(FINISHED.search(inner)) or (not q.closed and len(inner) >= 12)

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """[start, end) cut at its full stops, those inside quotations and brackets left alone."""
        out: list[tuple[int, int]] = []
        at = start
        depth = 0
        for i in range(start, end):
            char = self.plain[i]
            if char == "(":
                depth += 1
            elif char == ")":
                depth = max(0, depth - 1)
            inside = self.is_inside(i)
            if i - at >= 4 * LONGEST_SENTENCE:
                out.append((at, i))
                at = i
            ends = (char in TERMINAL and not inside and not depth) or (
                inside and char in "”」』\"" and not self.is_inside(i + 1) and i > start and self.plain[i - 1] in "。!?" and i + 1 < end and self.plain[i + 1] not in ",;:的。"
            )
            if ends and not (i + 1 < end and self.plain[i + 1] in TERMINAL):
                out.append((at, i + 1))
                at = i + 1
        if at < end:
            out.append((at, end))
        return out

    def sentence_before(self, p: Paragraph, q: Quote, speech: list[Quote]) -> int:
        """Where the sentence that leads up to `q` begins, no further back than the last of `speech`."""
        start = max(p.start, q.open - LONGEST_SENTENCE, speech[-1].close + 1 if speech else p.start)
        for i in range(q.open - 1, start - 1, -1):
            if self.plain[i] in TERMINAL and not self.is_inside(i):
                return i + 1
        return start

    def known(self) -> tuple[object, ...]:
        """All that a decision can turn on besides the text: where it is the same, the decision is."""
        told = self.resolver
        return len(self.found), self.speaking, told.focus, told.last, told.group, len(told.described)

    def heard(self, who: tuple[Who, ...]) -> None:
        """Remember whose words were just read. Somebody unknown leaves nobody for pronouns and floating quotations."""
        other_party = self.plain[who[-1].start : who[-1].end] == "对方"
        before = self.resolver.focus
        if not who[-1].name:
            self.resolver.focus = before if other_party else None
            self.speaking = None
            return
        self.resolver.heard(who[-1])
        if other_party and before and before.kind == "person":
            self.resolver.focus = before  # 对方说可以,他…: they are the other party of whoever is in the foreground
        self.speaking = who

    def trim(self, start: int, end: int) -> int:
        """`end` moved back over the punctuation that closes a report."""
        while end > start and self.plain[end - 1] in "。, ;:\n":
            end -= 1
        return end

    def with_stop(self, end: int) -> int:
        """`end` moved over the full stop that stands there: words brought verbatim keep theirs."""
        return end + 1 if self.plain[end : end + 1] == "。" else end

    def add(
        self,
        start: int,
        end: int,
        kind: Kind,
        who: tuple[Who, ...],
        cue: str,
        rule: str,
        by: str | None = None,
    ) -> None:
        """Keep [start, end) as a statement of everybody in `who` (of nobody known where that is empty); `by` relays it."""
        while start < end and self.plain[start].isspace():
            start += 1
        while start < end and self.plain[end - 1].isspace():
            end -= 1
        if kind == "direct":
            while end > start and self.plain[end - 1] in ",;":
                end -= 1
        if end <= start or not any(c.isalnum() for c in self.plain[start:end]):
            return  # “……”
        self.found += [self._statement(start, end, kind, self.houses.called(person), cue, rule, by) for person in who or (NOBODY,)]

    def _statement(self, start: int, end: int, kind: Kind, who: Who, cue: str, rule: str, by: str | None) -> Statement:
        return Statement(
            file=self.text.name,
            start=start,
            end=end,
            line=self.text.line(start),
            text=self.text.raw[start:end],
            kind=kind,
            second_hand=by,
            speaker=who.name or None,
            speaker_surface=self.text.raw[who.start : who.end] if who.start >= 0 else "",
            cue=cue,
            rule=rule,
            confidence=calibrated(rule, who.how, who.kind),
            speaker_kind=who.kind,
            speaker_start=who.start,
            how=who.how,
        )
