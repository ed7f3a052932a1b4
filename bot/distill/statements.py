"""Who said what: every statement of an article with its place, its speaker, and how sure that is.

The rules live in `bot.distill.rules`; here they are run over an article's paragraphs. Their order is the order of safety: a
verb right before or after the marks, then colons, then what the sentence and the paragraph make plain. Each statement says
which rule found it; `confidence` turns that into a calibrated probability.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.distill import layout
from bot.distill.confidence import DEFAULT_CONFIDENCE, calibrated
from bot.distill.layout import Paragraph
from bot.distill.names import find_people
from bot.distill.quotes import Quote, quotes
from bot.distill.rules.alone import Alone
from bot.distill.rules.behind import Behind
from bot.distill.rules.colon_quotes import ColonQuotes
from bot.distill.rules.colons import ColonParagraphs
from bot.distill.rules.deeds import Deeds
from bot.distill.rules.dialogue import Dialogue
from bot.distill.rules.direct import DirectSpeech
from bot.distill.rules.documents import Documents
from bot.distill.rules.embedded import Embedded
from bot.distill.rules.floating import Floating
from bot.distill.rules.implied import Implied
from bot.distill.rules.indirect import IndirectSpeech
from bot.distill.rules.interviews import Interview
from bot.distill.rules.leads import Leads
from bot.distill.rules.noun_leads import NounLeads
from bot.distill.rules.page import Page
from bot.distill.rules.reach import Reach
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Article, Statement
from bot.distill.text import Text
from bot.distill.turns import TALK, Turns, turns_of

__all__ = ["DEFAULT_CONFIDENCE", "Article", "Statement", "at_least", "extract", "read_article"]

_REPORTS = re.compile(r"(?:verb|according)-(?:bare|comma)(?:-thought)?\Z")
"""Rules whose findings are reports, whoever speaks."""
_MARKS = 60
"""Quotations of one paragraph that are looked at: real ones have a dozen."""


def extract(text: Text) -> list[Statement]:
    """Every statement of the article at any confidence, in order of their place."""
    return read_article(text).statements


def read_article(text: Text, paragraphs: list[Paragraph] | None = None) -> Article:
    """The article's layout, people and statements. `paragraphs` stand for those that `layout` finds."""
    found = layout.paragraphs(text) if paragraphs is None else paragraphs
    turns = turns_of(text.plain, found)
    people = find_people(text, [(p.start, p.end) for p in found if p.part in ("body", "heading", "meta")], turns.names())
    page = Page(text, people)
    _Reader(page, turns).read(found)
    return Article(text, found, people, _tidy(page.found))


def at_least(found: Sequence[Statement], least: float) -> list[Statement]:
    """The statements at or above `least`. Speech below it that is speech all the same, only whose is a guess, stays with an unknown speaker."""
    sure = [s for s in found if s.confidence >= least]
    told = {(s.start, s.end) for s in sure}
    for s in found:
        # a quotation is somebody's words; a verb of speech with its clause brings a report, whoever its subject is
        unknown = calibrated("floating-unknown" if s.kind == "direct" else s.rule, "none", s.kind)
        if unknown >= least and (s.kind == "direct" or _REPORTS.match(s.rule)) and (s.start, s.end) not in told:
            told.add((s.start, s.end))
            nobody = replace(s, speaker=None, speaker_surface="", speaker_kind="unknown", speaker_start=-1)
            sure.append(replace(nobody, confidence=unknown))
    return sorted(sure, key=lambda s: (s.start, s.end))


def _tidy(found: Iterable[Statement]) -> list[Statement]:
    """In order of place, one of each span and speaker, nothing empty."""
    out: dict[tuple[int, int, str | None], Statement] = {}
    for s in found:
        key = (s.start, s.end, s.speaker)
        if s.end > s.start and (key not in out or out[key].confidence < s.confidence):
            out[key] = s
    return sorted(out.values(), key=lambda s: (s.start, s.end, s.speaker or ""))


class _Reader:
    """Goes through an article's paragraphs once, remembering who was spoken of."""

    def __init__(self, page: Page, turns: Turns) -> None:
        self.page = page
        subjects = Subjects(page)
        leads = Leads(page, subjects, Documents(page), Implied(page, subjects), NounLeads(page, subjects), Deeds(page, subjects))
        embedded = Embedded(page, leads)
        self.embedded = embedded
        self.indirect = IndirectSpeech(page, leads, subjects, embedded, Reach(page, leads), Behind(page))
        self.dialogue = Dialogue(page)
        floating = Floating(page, subjects, self.dialogue, Alone(page, subjects, self.dialogue))
        self.direct = DirectSpeech(page, leads, subjects, floating, ColonQuotes(page, subjects), embedded)
        self.colons = ColonParagraphs(page, leads, subjects, self.direct, self.indirect, embedded)
        self.interview = Interview(page, turns)

    def read(self, found: list[Paragraph]) -> None:
        """All paragraphs in their order: an interview's turns whole, body text by its sentences."""
        self.interview.look_for_labels(found)
        self.dialogue.look_for(found)
        for p in found:
            if self.interview.labels and p.part in TALK and self.interview.take(p):
                continue
            if p.part == "body" and not self.interview.labels and (self.interview.take_alone(p) or self.interview.take_motto(p)):
                continue
            if p.part == "body":
                self._paragraph(p)
            elif p.part == "heading" and self.interview.labels:
                self.colons.pending = None

    def _paragraph(self, p: Paragraph) -> None:
        """One body paragraph: quotations first decided, then the text between them read for indirect speech."""
        marks = quotes(self.page.plain, p.start, p.end)[:_MARKS]
        self.page.turn_to(marks)
        if self.colons.take(p, marks):
            return
        self.page.speaking = None
        speech: list[Quote] = []
        at = p.start
        for q in marks:
            before = self.page.sentence_before(p, q, speech)
            decision = self.direct.decide(p, q, before, speech, marks)
            if decision is None:
                continue
            known = self.page.known()
            self.indirect.read(at, q.open, p, quote=q)
            if self.page.known() != known:  # the text before the marks may have told who is speaking
                decision = self.direct.decide(p, q, before, speech, marks) or decision
            self.direct.take(q, decision)
            speech.append(q)
            at = q.close + 1
        self.indirect.read(at, p.end, p)
        self.embedded.headlines(p)
        self.colons.look_ahead(p)
        if not speech or speech[-1].closed:
            self.page.unclosed = None
