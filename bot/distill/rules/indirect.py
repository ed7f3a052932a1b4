"""Indirect speech: from a lead to where its report begins and ends, sentence by sentence, in the text between quotations."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass

from bot.distill import cues
from bot.distill import lexicon as lex
from bot.distill.layout import Paragraph
from bot.distill.quotes import Quote
from bot.distill.rules.embedded import Embedded
from bot.distill.rules.leads import Leads
from bot.distill.rules.page import Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Lead

_FRAGMENT_START = re.compile(r"(?:可能|能够|能|会|将|可以|是|要|有|就|已经|已|不|没|没有|大概|大约|至少|最多|远远|应该|应当|必须|需要|非常|特别|更|最|都|也|还|正在|一直|只|仅)")


@dataclass(frozen=True, slots=True)
class IndirectSpeech:
    """Reads the reports of one page."""

    page: Page
    leads: Leads
    subjects: Subjects
    embedded: Embedded

    def read(self, start: int, end: int, p: Paragraph, *, quote: Quote | None = None) -> None:
        """Indirect speech in the text [start, end) between two quotations; `quote` is the one that follows."""
        for a, b in self.page.sentences(start, end):
            count = len(self.page.found)
            self._sentence(a, b, p, quote if b == end else None, first=a == start and start > p.start)
            if len(self.page.found) == count and self.page.plain[a:b].strip(" ,。"):
                before = self.page.resolver.focus
                self.page.resolver.mention(a, b)
                if self.page.resolver.focus is not before and b - a > 12:
                    self.page.speaking = None

    def _sentence(self, a: int, b: int, p: Paragraph, quote: Quote | None, first: bool) -> None:
        leads = self.leads.find(a, b)
        done = a
        for i, lead in enumerate(leads):
            if lead.start < done:
                continue
            stop = self._until(leads[i + 1 :], lead, b)
            before = len(self.page.found)
            done = max(done, self._report(lead, a, stop, b, p, quote if stop == b else None, first))
            if len(self.page.found) > before:
                self.page.resolver.heard(lead.who[-1])
                self.page.speaking = lead.who
            elif quote and lead.after >= b - 1:
                done = b
        if not leads:
            self.embedded.passive(a, b)
            self._colon_report(a, b, p, quote)

    def _until(self, later: list[Lead], lead: Lead, end: int) -> int:
        """A later report in the same sentence ends this one where it isn't part of it."""
        for other in later:
            if other.start < lead.after or other.clause <= lead.after:
                continue
            between = self.page.plain[other.clause : other.start]
            same = {w.name for w in other.who} == {w.name for w in lead.who}
            contrast = re.match(r"\s*(?:而|但|不过|然而|可)", between) or re.search(r"[则却]|反而", between) or self.page.plain[other.clause - 1] == ";"
            if same and other.word.startswith("不"):
                continue
            if same and not cues.is_clause(self.page.plain[lead.after : other.clause].strip(", "), lead.word, ""):
                continue
            if (same and (other.who[0].how in ("implicit", "pronoun-near", "pronoun", "name"))) or contrast:
                return other.clause - 1 if self.page.plain[other.clause - 1] in ",;:" else other.clause
        return end

    def _report(self, lead: Lead, a: int, stop: int, b: int, p: Paragraph, quote: Quote | None, first: bool) -> int:
        """One lead's content as a statement; returns where reading goes on."""
        after = lead.after
        if lead.word in lex.GESTURES:
            return lead.end
        if after >= stop - 1 or not self.page.plain[after:stop].strip(" ,。:"):
            return self._said_before(lead, a, p, first) if lead.mark == "." and not quote else lead.end
        after = self._skip_tail(lead, after, stop)
        if first and lead.form == "verb":
            joint = re.match(r"(?:但是|但|不过|然而),?\s*", self.page.plain[after:stop])
            after += joint.end() if joint else 0
        colon = re.match(rf"[^。:;]{{2,30}}?{lex.COLON_NOUN}\s*:\s*(?=\S)", self.page.plain[after:stop]) if not lead.mark and quote is None else None
        if colon and not self.page.is_inside(after + colon.end() - 1):
            after += colon.end()
        end = cues.content_end(self.page.plain, after, stop, self.page.inside)
        if lead.mark == ":" and end == b:
            end = self._over_questions(end, p)
        end = self.page.trim(after, end)
        content = self.page.plain[after:end]
        if lead.form == "verb" and not cues.is_clause(content, lead.word, lead.mark):
            return lead.end
        if lead.form != "verb" and len(content) < 4:
            return lead.end
        if quote is not None and (self._leads_in(content, quote) or (end >= quote.open - 1 and self.page.plain[quote.open - 1] not in ",。!?: ")):
            return end
        if lead.form == "verb" and not lead.mark and self.page.plain[lead.start - 2 : lead.start] in ("如此", "这样", "这么", "如是"):
            return lead.end
        verbatim = lead.mark == ":" and (lead.word in lex.VERBATIM or any(lead.word.endswith(v) for v in ("道", "说")))
        if verbatim:
            end = self.page.with_stop(end)
        rule = f"{lead.form}-{'colon' if lead.mark == ':' else 'comma' if lead.mark == ',' else 'bare'}"
        if lead.word in lex.ANNOUNCED:
            rule += "-announced"
        elif lead.word in lex.THOUGHT.split() and lead.form == "verb":
            rule += "-thought"
        if verbatim:
            rule = "verb-colon-verbatim"
        if lead.form == "according" and ("报道" in lead.word or "报导" in lead.word or "爆料" in lead.word or "消息" in lead.word):
            count = len(self.page.found)
            self.embedded.second_hand(after, end, lead.who[0], every=True)
            if len(self.page.found) > count:  # a paper that reports what somebody says holds no view of its own
                return end
        self.page.add(after, end, "direct" if verbatim else "indirect", lead.who, lead.word, rule, by=lead.by)
        self.embedded.second_hand(after, end, lead.who[0])
        return end

    def _skip_tail(self, lead: Lead, after: int, stop: int) -> int:
        while after < stop and self.page.plain[after] in " ,:":
            after += 1
        if not lead.mark:
            match = re.match(r"(?:道|着|到)(?=[\u4e00-\u9fff])", self.page.plain[after : after + 2])
            if match and lead.word not in ("说",):
                after += match.end()
        return after

    def _leads_in(self, content: str, quote: Quote) -> bool:
        """A beginning that the quotation finishes (最终能存活的玩家,“可能有三家”) is no statement of its own."""
        inner = self.page.plain[quote.open + 1 : quote.close]
        if not content.rstrip().endswith((",", "。", "!", "?")) and self.page.plain[quote.open - 1] != ",":
            return False
        clause = content.rstrip(", ").rsplit(",", 1)[-1].rsplit("的", 1)[-1]
        return self.page.plain[quote.open - 1] == "," and bool(_FRAGMENT_START.match(inner)) and not re.search(r"[是会能要将已了很太不没]|可以|应该|需要", clause)

    def _said_before(self, lead: Lead, a: int, p: Paragraph, first: bool) -> int:
        """今年销量会翻番,李明说。"""
        start = a
        while start < lead.clause and self.page.plain[start] in " ,。":
            start += 1
        end = lead.clause - 1
        if first and a == start and self.page.plain[a : a + 1] != "。":
            return lead.end
        if end - start >= 8 and lead.clause > a and self.page.plain[lead.clause - 1] == "," and lead.who[0].how not in ("implicit", "focus") and lead.word not in ("问", "提问") and lead.word not in lex.THOUGHT.split():
            if start > p.start and self.page.plain[start - 1] in "”」』\"" and self.page.plain[start - 2] in ",。":
                return lead.end
            self.page.add(start, self.page.trim(start, end), "indirect", lead.who, lead.word, "clause-verb")
        return lead.end

    def _over_questions(self, end: int, p: Paragraph) -> int:
        """After a colon the report goes on over the questions it asks."""
        while self.page.plain[end - 1] == "?" and end < p.end:
            stops = [self.page.plain.find(c, end, p.end) for c in "。?!"]
            nearest = min((s for s in stops if s >= 0), default=-1)
            if nearest < 0 or any(end <= a < nearest for a, _ in self.page.inside):
                break
            end = nearest + 1
        return end

    def _colon_report(self, a: int, b: int, p: Paragraph, quote: Quote | None) -> None:
        """得出了一个结论:…, 举了一个例子:…"""
        for match in re.finditer(lex.COLON_NOUN + r"(?:了|是)?\s*:\s*", self.page.plain[a:b]):
            at = a + match.start()
            if self.page.is_inside(at) or a + match.end() >= b - 4:
                continue
            who = self.subjects.of(a, at)
            if who is None:
                continue
            start = a + match.end()
            end = self._over_questions(b, p) if b < p.end else b
            self.page.add(start, self.page.trim(start, end), "indirect", (who,), match.group().rstrip(": "), "colon-noun")
            self.page.resolver.heard(who)
            self.page.speaking = (who,)
            return
