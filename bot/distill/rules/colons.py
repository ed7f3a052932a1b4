"""A paragraph that ends in a colon announces the next one: 李明这样解释: and then, on a line of its own, what he said."""


from __future__ import annotations

import re
from dataclasses import dataclass

from bot.distill import lexicon as lex
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.phrases import sentence_start
from bot.distill.quotes import Quote
from bot.distill.rules.direct import DirectSpeech
from bot.distill.rules.embedded import Embedded
from bot.distill.rules.indirect import IndirectSpeech, is_verbatim
from bot.distill.rules.leads import Leads
from bot.distill.rules.page import NOBODY, Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Decision

_FULL_TEXT = re.compile(
    r"(?:以下|下面|如下)?(?:为|是|附)?(?P<who>[^,。;:]{2,24}?)的?(?:回应|声明|博文|微博|发言|讲话|演讲|致辞|原话|道歉信|公开信|内部信|帖子|留言|推文|贴文|回复|自述|口述|讲述|独白|授课|主题分享|分享|来信|日记)(?:的)?(?:全文|原文|内容|实录|如下|部分内容|全文如下|内容如下|原文如下|称)?(?P<edited>,?(?:经|由)?[^,。:]{0,24}(?:整理|编辑|编译|节选|摘录|略有删减|删减)[^,。:]{0,6})?:$"
)
"""以下为李明的回应内容:"""
_BULLETS = "☆★●○■◆◇▲►➤✦·•—"
_WHOLE = re.compile(r"(?:演讲|讲话|致辞|发言|自述|口述|分享|公开信|内部信|来信|讲述)的?(?:全文|实录|原文|整理|内容)")
_OUTSIDE = re.compile(r"\(|[—\-]{2}|(?:编辑|记者|责编|来源|本文|以上|版权|声明|注|作者)")


@dataclass(frozen=True, slots=True)
class Announced:
    """Whose words the next paragraph brings, and by which rule. `after` counts the paragraphs they have gone on for."""

    who: tuple[Who, ...]
    cue: str
    rule: str
    after: int
    comma: bool = False  # 他说, at a line's end
    bullet: bool = False  # goes on for as long as there are bullets


@dataclass(slots=True)
class ColonParagraphs:
    """Remembers between paragraphs of one page whether the last one announced something."""

    page: Page
    leads: Leads
    subjects: Subjects
    direct: DirectSpeech
    indirect: IndirectSpeech
    embedded: Embedded
    pending: Announced | None = None
    speech: Announced | None = None  # a speech printed in full, from here to the page's end

    def take(self, p: Paragraph, marks: list[Quote]) -> bool:
        """The paragraph before ended in a colon: this one is what was said."""
        pending = self.pending
        self.pending = None
        if pending is None:
            return self._speech_goes_on(p)
        who, cue = pending.who, pending.cue
        if pending.bullet and self.page.plain[p.start] not in _BULLETS:
            return False
        if marks and marks[0].open == p.start:
            whole = marks[0].close >= p.end - 2
            self.direct.take(marks[0], Decision(pending.rule.replace("loose", "quote"), who, cue))
            if whole:
                self.pending = Announced(who, cue, "colon-paragraph-next", pending.after + 1)
                return True
            self.indirect.read(marks[0].close + 1, p.end, p)
            return True
        if pending.after == 0 and p.end - p.start >= 12:
            if any(m.open > p.start for m in marks if self.page.finished(m)):
                return False
            verbatim = cue == "原文" or (not pending.comma and is_verbatim(cue, self.page.plain[p.start : p.end]))
            end = p.end if verbatim else self.page.trim(p.start, p.end)
            start = p.start + (self.page.plain[p.start] in _BULLETS)
            self.page.add(start, end, "direct" if verbatim else "indirect", who, cue, pending.rule if cue == "原文" else "colon-paragraph-report")
            for a, b in self.page.sentences(p.start, p.end):
                self.embedded.second_hand(a, b, who[0])
            self.page.speaking = who
            if self.page.plain[p.start] in _BULLETS:
                self.pending = Announced(who, cue, pending.rule, 0, bullet=True)
            return True
        return False

    def _speech_goes_on(self, p: Paragraph) -> bool:
        """Every further paragraph of a speech or letter that was announced as printed in full."""
        if self.speech is None or _OUTSIDE.match(self.page.plain[p.start : p.end]):
            return False
        self.page.add(p.start, p.end, "direct", self.speech.who, "原文", "colon-paragraph-text")
        return True

    def look_ahead(self, p: Paragraph) -> None:
        """Where the paragraph ends in a colon, remember whose words are to follow."""
        if self.page.plain[p.end - 1] == ",":
            leads = self.leads.find(max(p.start, sentence_start(self.page.plain, p.end - 1)), p.end)
            if leads and leads[-1].mark == "," and leads[-1].after >= p.end and leads[-1].form == "verb":
                self.pending = Announced(leads[-1].who, leads[-1].word, "colon-paragraph", 0, comma=True)
            return
        if self.page.plain[p.end - 1] != ":":
            return
        start = max(p.start, sentence_start(self.page.plain, p.end - 1))
        text = _FULL_TEXT.search(self.page.plain[start : p.end])
        if text:
            a, b = start + text.start("who"), start + text.end("who")
            named = self.page.people.pattern.search(self.page.plain, a, b) if self.page.people.pattern else None
            whose = Who(self.page.people.by_form[named.group()].name, named.start(), named.end(), "person", "name") if named else None
            whose = whose or self.subjects.of(a, b) or self.page.resolver.phrase(a, b)
            self.pending = Announced((whose or NOBODY,), "原文", "colon-paragraph-text", 0)
            self.speech = self.pending if (text.group("edited") or _WHOLE.search(text.group())) else None
            return
        leads = self.leads.find(start, p.end)
        if leads and leads[-1].mark == ":" and leads[-1].after >= p.end:
            self.pending = Announced(leads[-1].who, leads[-1].word, "colon-paragraph", 0)
            return
        who = self.subjects.of(start, p.end - 1)
        reported = [s for s in self.page.found if s.start >= start and s.line == p.line and s.kind == "indirect"]
        if reported and self.page.speaking:
            self.pending = Announced(self.page.speaking, "", "colon-paragraph", 1)
        elif who and (re.search(lex.COLON_NOUN + r":$", self.page.plain[start : p.end]) or lex.CUE_VERB.search(self.page.plain, start, p.end)):
            self.pending = Announced((who,), "", "colon-paragraph", 0)
        elif who or self.page.resolver.focus:
            found = who or self.subjects.focus()
            self.pending = Announced((found,), "", "colon-paragraph-loose", 1) if found else None
