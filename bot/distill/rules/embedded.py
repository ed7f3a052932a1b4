"""Speech inside other sentences: what a report says that somebody else said (second-hand), 被业界认为是, headlines in 《》."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.distill import lexicon as lex
from bot.distill import reported
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.quotes import Quote, quotes
from bot.distill.rules.leads import Leads
from bot.distill.rules.page import Page

_HEADLINE = re.compile(r"《([^《》:]{2,12}):([^《》]{6,60})》")
_PASSIVE = re.compile(r"被(?P<who>[^,。;:!?“”]{1,14}?)(?P<cue>普遍认为|认为|公认为|一致认为)(?:是)?")


_TOLD = frozenset(["说", "告诉我", "告诉我们", "称", "表示", "认为", "跟我说", "对我说", "提到", "强调", "指出"])
_OWN = frozenset(["name", "titled", "described", "bare", "bare-noun", "crowd", "subject", "document", "organisation", "phrase", "bare-titled"])
"""Ways in which a relayed speaker is printed in full."""
_RELAYED = _TOLD | frozenset("预计 预料 预测 预期 透露 介绍 坦言 警告 确认 证实 爆料 指 估计 估算 解释 回应 强调 承认 否认".split())
_TOLD_ME = re.compile(r"[跟对和向给]我们?|(?:告诉|提醒|劝|叮嘱|通知)我")
_REPLIED = re.compile("回复|答复|回应")
_SOMEBODY = re.compile(r"一位|一名|一个|有人|有的|有位|有个|有一|客服|老师|医生|老板|校方|公司|物业|房东|工作人员|对方")


@dataclass(frozen=True, slots=True)
class Embedded:
    """Finds speech inside the sentences of one page."""

    page: Page
    leads: Leads

    def second_hand(self, a: int, b: int, outer: Who, *, every: bool = False) -> None:
        """What a reporter's report says that somebody else said: second-hand."""
        for lead in self.leads.find(a, b):
            if lead.form == "verb" and lead.who[0].how in ("implicit", "focus", "bare", "bare-noun"):
                continue
            if lead.who[0].name == outer.name or lead.who[0].how.startswith("pronoun"):
                continue
            if lead.mark in ("“",) or (lead.mark in (",", ":") and self.page.plain[lead.after : lead.after + 1] in ("“", "「")):
                q = next((q for q in quotes(self.page.plain, lead.after, b) if q.open >= lead.after), None)
                if q and q.closed and q.close - q.open > 4 and lead.word not in lex.ANNOUNCED:
                    self.page.add(*q.inner, "direct", lead.who, lead.word, "nested-quote", by=outer.name)
                continue
            end = self.page.trim(lead.after, reported.content_end(self.page.plain, lead.after, b, self.page.inside))
            stated = lead.who[0].kind == "organisation" and lead.mark == "," and lead.who[0].start - a <= 1
            if (lead.who[0].kind == "person" or stated or every) and reported.is_clause(self.page.plain[lead.after : end], lead.word, lead.mark):
                self.page.add(lead.after, end, "indirect", lead.who, lead.word, "nested", by=outer.name)

    def relay(self, a: int, b: int, outer: Who) -> bool:
        """报道还称,一名员工透露,…: who is relayed stands right at the head of what is told, and all of it is theirs."""
        if outer.kind in ("person", "anonymous"):
            return False  # both say it
        for lead in self.leads.find(a, b)[:1]:
            who = lead.who[0]
            told = lead.form == "according" or (lead.form == "verb" and lead.mark in (",", ":", "") and who.how in _OWN and who.start - a <= 1)
            if not told or who.name == outer.name or lead.start - a > 40 or (re.sub("(?<=..)[称说]$", "", lead.word) if lead.mark else lead.word) not in (_RELAYED if lead.mark else _TOLD):
                return False
            end = self.page.trim(lead.after, reported.content_end(self.page.plain, lead.after, b, self.page.inside))
            if b - end > 12 or not reported.is_clause(self.page.plain[lead.after : end], lead.word, lead.mark):
                return False
            self.page.add(lead.after, end, "indirect", lead.who, lead.word, "nested", by=outer.name or None)
            return True
        return False

    def inside_quote(self, a: int, b: int, outer: Who) -> None:
        """“…李明说不会裁员。”王芳告诉记者: what the speaker says that somebody else said."""
        around = self.page.inside
        self.page.inside = [(q.open, q.close + 1) for q in quotes(self.page.plain, a, b)]
        try:
            third: Who | None = None
            for q in quotes(self.page.plain, a, b):
                self._quoted(q, a, outer)
            for start, end in self.page.sentences(a, b):
                third = self._third_party(start, end, outer, third)
        finally:
            self.page.inside = around

    def _quoted(self, q: Quote, a: int, outer: Who) -> None:
        """“…司机说:‘…’”: a quotation inside one, told by whoever speaks."""
        if not q.closed or q.close - q.open < 4:
            return
        start = max(a, *(self.page.plain.rfind(c, a, q.open) + 1 for c in "。!?’』"))
        leads = self.leads.find(start, q.open)
        lead = leads[-1] if leads else None
        if lead and lead.mark in (":", "“") and q.open - 1 <= lead.after <= q.open and lead.form == "verb" and lead.who[0].name != outer.name:
            self.page.add(*q.inner, "direct", lead.who, lead.word, "nested-quote", by=outer.name or None)

    def _third_party(self, start: int, end: int, outer: Who, third: Who | None) -> Who | None:
        """One sentence of the quotation. `third` is who was said to have said something before: 他 may be them."""
        leads = self.leads.find(start, end)
        for i, lead in enumerate(leads):
            who = lead.who[0]
            if lead.form != "verb" or not who.name or who.name == outer.name or not (lead.mark == "," or (lead.mark == "" and lead.word in _TOLD)):
                continue
            if who.how.startswith("pronoun") and third and self.page.plain[who.start : who.end] in ("他", "她"):
                who = replace(who, name=third.name)
            elif not (who.how == "name" or (_REPLIED.match(lead.word) and lead.mark and who.how in _OWN) or _TOLD_ME.search(self.page.plain, max(start, who.end), lead.after) or (who.how == "described" and _SOMEBODY.match(self.page.plain[who.start : who.end]))):
                continue
            stop = leads[i + 1].clause - 1 if i + 1 < len(leads) and leads[i + 1].clause > lead.after else end
            stop = self.page.trim(lead.after, reported.content_end(self.page.plain, lead.after, stop, self.page.inside))
            if reported.is_clause(self.page.plain[lead.after : stop], lead.word, lead.mark):
                self.page.add(lead.after, stop, "indirect", (who,), lead.word, "quote-inside", by=outer.name)
                third = who if who.kind == "person" else third
        return third

    def passive(self, a: int, b: int) -> None:
        """…被业界认为是…"""
        match = _PASSIVE.search(self.page.plain, a, b)
        if not match or self.page.is_inside(match.start()):
            return
        who = self.page.resolver.phrase(*match.span("who"))
        if who is None:
            return
        clause = max([a, *(self.page.plain.rfind(c, a, match.start()) + 1 for c in ",;:")])
        begin = clause if self.page.plain[clause : match.start()].strip() else match.end()  # …,被抗议者认为没有诚意
        self.page.add(begin, self.page.trim(begin, reported.content_end(self.page.plain, match.end(), b, self.page.inside)), "indirect", (who,), match.group("cue"), "passive")

    def headlines(self, p: Paragraph) -> None:
        """《朱啸虎:…》 inside a sentence: a headline that reports speech."""
        for match in _HEADLINE.finditer(self.page.plain, p.start, p.end):
            name = match.group(1)
            form = next((f for f in sorted(self.page.people.by_form, key=len, reverse=True) if name.endswith(f)), None)
            if form:
                who = Who(self.page.people.by_form[form].name, match.end(1) - len(form), match.end(1), "person", "headline")
                self.page.add(match.start(2), match.end(2), "direct", (who,), "", "headline-inside")
