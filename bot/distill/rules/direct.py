"""Direct speech: whether a quotation is something said (and no term, title or irony), and by the verb, the colon or the
attribution at its side, by whom. What has nothing at its side is `floating`'s."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass

from bot.distill import lexicon as lex
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.quotes import CLOSE, STRAIGHT, Quote
from bot.distill.rules.alone import speaker_of
from bot.distill.rules.colon_quotes import ColonQuotes
from bot.distill.rules.embedded import Embedded
from bot.distill.rules.floating import Floating
from bot.distill.rules.leads import Leads
from bot.distill.rules.page import FINISHED, Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Decision, Lead, Spot

_WORDS = re.compile(r"(?:[一两二三四五六七八几]个字|一句|一句话|原话是?):$")
_VIEWS = re.compile(r"认同|赞同|赞成|同意|反对|否认|质疑|看好")
_TO_WHOM = re.compile(r"(?:问|说|喊|道|告诉|叮嘱|提醒)[他她我]?们?,$")
_CALLED = re.compile(r"(?:[他她它你我]们?|其)(?:就|都|全|简直)?(?:是|叫)$|(?:标题|题|题目|书名|片名|口号|绰号|外号)(?:为|是|叫)?:?$")
_SPOKEN = re.compile(r"[我你咱您]|[了吧吗呢啊]$|不|没|很|太|都|就|能|要|会|可以")
_PARTIAL = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_ASKED_BY_REPORTER = re.compile(r"(?:记者|笔者|采访人员|主持人)(?!会)[^,。:]{0,6}(?:问|追问|提问|询问|发问)[^,。:]{0,6}[,:]?$")
_QUESTION_PUT = re.compile("(?:面对|对于?|针对|被问[及到]|回答|就)(?:这|此|上述|以上)[^,。:;“”的]{0,8}(?:问题|提问|疑问|追问|质疑|发问)")
"""“…?”面对这个问题,…: whoever asked it gives no answer."""
_ITS_TITLE = re.compile("(?:议题|主题|话题|题目|标题|栏目|板块|展览|专场|论坛|专题)(?:——|是|为|:)?$")
_SPEAKS_UP = re.compile("(?:[说道问喊叫骂回写答讲嚷吼称唱念]|[说回问写喊]了|[他她我]|一?句(?:话|是)?|(?:原话|意思|回答|答复|口号|写的|说的)是|就是|因为|用|以|反省|形容[^,。]{0,8})$")
"""Behind these stand words of their own, even inside a report: …,散场时说了句“…”."""
_BARE_SUBJECT = re.compile("[\u4e00-\u9fff]{1,8}(?<![说道称叫是为作喊写问答着句回])")
_SEEN = frozenset(["发现", "觉得", "感到", "意识到", "看到", "知道", "认为"])
_LEARNT = re.compile(r"(?:知道|得知|听说|了解到)$")
_JOINT = re.compile(r",(?:但|而|不过|可|因此|所以|因为|甚至|而且|况且|毕竟)$")
_SHOWN = frozenset(["分享", "提出", "推出", "打出", "喊出", "发起", "提到", "谈到", "评价", "形容"])
_BY_WAY_OF = re.compile(r"等?[来作]?(?:回复|回答|答复|为由|嘲讽|讽刺|嘲笑|形容|回应|批评|强调|描述|总结|概括|评价|回击|回怼|解释|调侃|比喻|提醒|勉励|鼓励|反驳|自嘲|打趣)")
_SUCH = re.compile(r"(?:如此|这样|这么|如是|就这样|便如此)(?:说|说道|形容|评价|描述|描绘|概述|感慨|坦言|回忆|说明|总结|概括|感叹|表示|解释|写道|回应|回答|对\S{1,8}说|点评|回忆|比喻)")


_BY_ME = re.compile(r",?(?:我|记者|笔者)(?!们)[^,。:“”「」]{0,8}(?:问|说)")
_ANSWERS = re.compile("[问答]|回[应敬]")
_TURNS = re.compile("不过|但是?(?!凡)|然而|可是|对此|与此同时|另一方面|相比之下|此外|另外")
_OTHERWISE = re.compile("[^,]{0,8}(?:却|则|也)")

_NOTHING = Decision("", (), "")
"""The quotation is no speech after all, whatever the rules behind would say."""


@dataclass(frozen=True, slots=True)
class DirectSpeech:
    """Decides on the quotations of one page."""

    page: Page
    leads: Leads
    subjects: Subjects
    floating: Floating
    colons: ColonQuotes
    embedded: Embedded

    def decide(self, p: Paragraph, q: Quote, before: int, speech: list[Quote], marks: list[Quote]) -> Decision | None:
        """Whether this quotation is something said, by whom, by which rule. None: a term, a title, irony."""
        if not self.page.plain[q.open + 1 : q.close].strip():
            return None
        spot = self._look(p, q, before, speech, marks)
        if self.page.listed and self.page.plain[self.page.listed[0] + 1 : q.open] in ("、", ",", "和", "与", "以及", "或", "、或", "及", "") and q.closed and spot.size >= 3:
            return self._next_turn(p, q) or self.page.listed[1]  # “…”、“…”、“…”: all of whoever said the first
        if self._is_no_speech(spot):
            return None
        for rule in (self._by_lead, self._by_colon, self._by_report, self._by_what_follows):
            decision = rule(spot)
            if decision:
                return None if decision is _NOTHING else decision
        return self.floating.decide(spot)

    def _next_turn(self, p: Paragraph, q: Quote) -> Decision | None:
        """李明问:“怕不怕?”王芳答:“怕。”“怕就对了。”: whole sentences right behind each other, of two who talk, are two turns."""
        end, before = self.page.listed or (q.open, _NOTHING)
        turns = end + 1 == q.open and self.page.finished(q) and bool(FINISHED.search(self.page.plain[end - 1 : end]))
        if not turns or len(before.who) != 1 or before.who[0].kind != "person" or not _ANSWERS.search(before.cue):
            return None
        other = next((s for s in reversed(self.page.found[-4:]) if s.start >= p.start and s.kind == "direct" and s.speaker not in (None, before.who[0].name)), None)
        return Decision("dialogue", (speaker_of(other),), "") if other else None

    def _look(self, p: Paragraph, q: Quote, before: int, speech: list[Quote], marks: list[Quote]) -> Spot:
        inner = self.page.plain[q.open + 1 : q.close].strip()
        finished = self.page.finished(q)
        after = self.page.plain[q.close + 1 : q.close + 2] if q.closed else ""
        ends = finished or after in ("", "。", "!", "?", ",", ";", "、", "“", "「") or q.close + 1 >= p.end
        leads = self.leads.find(before, q.open)
        lead = leads[-1] if leads and leads[-1].after >= q.open - 1 and leads[-1].end <= q.open else None
        return Spot(p, q, before, marks, speech, inner, self.page.plain[before : q.open].rstrip(), after, finished, ends, leads, lead)

    def _is_no_speech(self, spot: Spot) -> bool:
        """The reporter's question, a name or title for something, a piece of what somebody reports."""
        leads, lead = spot.leads, spot.lead
        if _ASKED_BY_REPORTER.search(spot.pre) or asked_by_me(self.page.plain, spot.q, spot.p.end):
            return True
        if not spot.finished and _CALLED.search(spot.pre):
            return True  # 骂他们是“吸血的”
        if lead is None and leads and leads[-1].mark == "," and leads[-1].form == "verb" and not spot.finished and spot.after in ("。", ";") and _BARE_SUBJECT.fullmatch(self.page.plain[leads[-1].after : spot.q.open]):
            return True  # 他说,该州“已经派人去买”。
        if _QUESTION_PUT.match(self.page.plain, spot.q.close + 1) or (not spot.finished and _ITS_TITLE.search(spot.pre)):
            return True
        if lead is None and leads and self._is_piece(spot):
            return True
        if lead and not spot.finished and len(leads) > 1 and leads[-2].mark == "," and lead.clause >= leads[-2].after and lead.who[0].kind != "person":
            return True  # …批评,报告虽指出“…”,却…
        if any(x.mark == "," and x.form == "verb" for x in leads) and _LEARNT.search(spot.pre):
            return True  # 他说,后来得知“…”,…
        return bool(lead and len(leads) > 1 and not spot.finished and spot.after == "," and lead.word in _SEEN and any(x.mark == "," and x.form == "verb" for x in leads))

    def _is_piece(self, spot: Spot) -> bool:
        """他说,这个市场“太大、太重要”: no sign before the marks; the report goes straight on into them."""
        lead, pre = spot.leads[-1], spot.pre
        if lead.mark not in ((",", "") if lead.form == "verb" else (",",)) or lead.after >= spot.q.open - 2 or not _PARTIAL.match(pre[-1:]) or _SPEAKS_UP.search(pre):
            return False
        return not spot.finished or pre.endswith("是")

    def _by_lead(self, spot: Spot) -> Decision | None:
        """The verb of speech right before the marks."""
        lead, size, finished = spot.lead, spot.size, spot.finished
        if lead is None:
            return None
        if lead.mark == ":":
            return Decision(f"{lead.form}-colon-quote", lead.who, lead.word) if size >= 2 else _NOTHING
        if lead.mark == "“" and not finished and size <= 8 and _VIEWS.search(lead.word) and not _SPOKEN.search(spot.inner):
            return _NOTHING  # 不认同“成本决定论”
        if _partial(spot.after) and not finished:
            return None
        long_enough = finished or (size >= 4 and not (size < 6 and (lead.word in lex.ANNOUNCED or lead.word in _SHOWN)))
        if lead.mark == "“" and spot.ends and long_enough:
            return Decision(f"{lead.form}-quote" + ("" if finished else "-short"), lead.who, lead.word)
        if lead.mark == "," and (finished or (spot.ends and size >= 6)):
            return Decision(f"{lead.form}-comma-quote", lead.who, lead.word)
        return None

    def _by_colon(self, spot: Spot) -> Decision | None:
        """A colon before the marks."""
        told = spot.finished or spot.size >= 8 or (spot.size >= 2 and spot.ends and _WORDS.search(spot.pre))
        if not spot.pre.endswith(":") or not told or re.search(r"\d:$", spot.pre):
            return None
        return self.colons.decide(spot.before, spot.q, spot.finished)

    def _by_report(self, spot: Spot) -> Decision | None:
        """A report in the same sentence, whose words the quotation goes on with."""
        leads, pre, finished = spot.leads, spot.pre, spot.finished
        if finished and leads and pre.endswith(",") and leads[-1].who[0].kind != "person" and not _TO_WHOM.search(pre):
            told = self._told_behind(spot)
            if told:
                return Decision("quote-verb-mid", told.who, told.word)
        if leads and finished and pre.endswith(",") and leads[-1].mark in (",", "") and leads[-1].form == "verb" and leads[-1].after < spot.q.open - 4:
            lead = leads[-1] if leads[-1].who[0].kind != "group" or leads[0].who[0].kind == "group" else leads[0]
            return Decision("report-comma-quote", self._reported(spot.before) or lead.who, lead.word)
        if pre.endswith(("以", "用")) and spot.size >= 6 and spot.q.closed and _BY_WAY_OF.match(self.page.plain[spot.q.close + 1 : spot.q.close + 8]):
            who = self.subjects.of(spot.before, spot.q.open - 1)
            return Decision("quote-by-way-of", (who,) if who else (), "")
        if leads and finished and spot.size >= 8 and _JOINT.search(pre) and leads[-1].mark == "," and leads[-1].form == "verb":
            return Decision("report-comma-quote", self._reported(spot.before) or leads[-1].who, leads[-1].word)  # …,但“…。”
        if finished and not leads and _TO_WHOM.search(pre):
            asker = self.floating.foreground.of(spot.before, spot.q.open, self.page.is_inside)
            return Decision("comma-quote", (asker,) if asker else (), "")  # 伙计跑来问他,“…”
        return None

    def _by_what_follows(self, spot: Spot) -> Decision | None:
        """The verb of speech behind the marks; where there is none, the report that the sentence began with."""
        finished, size, pre, leads = spot.finished, spot.size, spot.pre, spot.leads
        tail = self._attribution(spot.q, spot.p, spot.marks)
        if tail and pre and tail.mark == ":":
            tail = None  # 他的第一句话是“…。”李明说:“…”: the verb brings the next one
        cut = spot.inner.endswith(",")
        if tail and not finished and size <= 8 and not pre and spot.after not in (",", "") and not cut and tail.mark in (",", ":") and not _SPOKEN.search(spot.inner):
            return _NOTHING  # “茶业第一股”青叶公司表示,…: a byname
        if tail and (finished or size >= 3) and (not pre or pre.endswith((",", "。")) or finished) and (finished or size >= 6 or tail.form == "such" or cut):
            thought = tail.word in lex.THOUGHT.split() and tail.mark != "."
            rule = ("quote-thought" if thought else "quote-verb") + ("" if finished or tail.mark == "." else "-open") + ("-mid" if pre else "")
            answers = tuple(self.floating.dialogue.answering(spot.p, spot.q, who) for who in tail.who)
            return Decision(rule, answers, tail.word)
        if leads and pre.endswith((",", ";")) and (finished or (spot.ends and size >= (4 if spot.after in ("。", "") else 10))) and not _partial(spot.after):
            return Decision("report-comma-quote", self._reported(spot.before) or leads[-1].who, leads[-1].word)
        return None

    def _reported(self, start: int) -> tuple[Who, ...] | None:
        """Whose report the sentence from `start` on turned out to be: not of those whom that report speaks of."""
        own = [s for s in self.page.found[-3:] if s.start >= start and s.kind == "indirect" and s.second_hand is None]
        return self.page.speaking if own and self.page.speaking and own[-1].speaker == self.page.speaking[-1].name else None

    def _told_behind(self, spot: Spot) -> Lead | None:
        """店员都说…,“…。”店员李明说: a name right behind the marks is whose the words are, where nobody by name reported before."""
        q = spot.q
        tail = self._attribution(q, spot.p, spot.marks)
        if not tail or tail.who[0].how != "name" or self.page.plain[q.close + 1] in ",。" or re.search("[也则还亦]", self.page.plain[tail.who[0].end : tail.start]):
            return None
        return tail if tail.mark in (",", ".") and tail.start - q.close < 24 else None

    def _attribution(self, q: Quote, p: Paragraph, marks: list[Quote]) -> Lead | None:
        """The verb of speech that follows a quotation: “…”张三说, “…”,张三告诉记者."""
        if not q.closed:
            return None
        at = q.close + 1
        start = at
        while at < p.end and self.page.plain[at] in ",。 ":
            at += 1
        stop = min([p.end, *(m.open for m in marks if m.open >= at)])
        end = next((i for i in range(at, stop) if self.page.plain[i] in "。!?;"), stop)
        such = _SUCH.search(self.page.plain, at, min(end, at + 40))
        if such:
            who = self.page.resolver.before(at, such.start())
            if who:
                return Lead(such.group(), such.start(), such.end(), such.end(), ".", (who,), "such", at)
        apart = "。" in self.page.plain[start:at] and not FINISHED.search(self.page.plain[q.open + 1 : q.close])
        turns = bool(_TURNS.match(self.page.plain, at, end)) and self.page.finished(q)
        for lead in self.leads.find(at, min(end + 1, stop)):
            if lead.mark != "." and (turns or (q.open > p.start and _OTHERWISE.match(self.page.plain, lead.who[0].end, lead.start) and lead.who[0].start >= at)):
                return None  # “…。”不过,李明说,…; “…。”李明却说,…: the next one's report
            if lead.form == "eyes" and lead.clause == at and lead.mark == "," and at == start and (q.open == p.start or not self.page.speaking):
                return lead  # “…。”在李明看来,…
            if apart and lead.mark != ".":
                return None  # “…”。李明说,…; but “…”。李明补充说。
            if lead.start - at > 70 or lead.form != "verb":
                return None
            if self.page.plain.count(",", at, lead.start) > 1 or lead.who[0].how in ("implicit", "focus"):
                return None
            if lead.mark in (",", ":", ".", "“") or lead.end >= stop:
                return lead if self.page.plain.count("。", start, lead.start) <= 1 else None
            return None
        return None

    def take(self, q: Quote, decision: Decision) -> None:
        """Keep the quotation as the decision has it."""
        start, end = q.inner
        who = decision.who
        self.page.add(start, end, "direct", who, decision.cue, decision.rule)
        if who:
            if decision.rule != "retold-quote":  # 他转述了母亲的话: he goes on
                self.page.heard(who)
            if end - start >= 20:
                self.embedded.inside_quote(start, end, who[0])
        self.page.unclosed = who if not q.closed else None
        after = self.page.plain[q.close + 1 : q.close + 2]
        self.page.listed = (q.close, decision) if after and after in "、,“「" else None


def _partial(after: str) -> bool:
    """Whether the sentence goes straight on after the closing mark."""
    return bool(after and _PARTIAL.match(after))


def asked_by_me(plain: str, q: Quote, end: int) -> bool:
    """“那是什么?”我问: the reporter's own question."""
    return q.closed and plain[q.close] in CLOSE | {STRAIGHT} and bool(_BY_ME.match(plain, q.close + 1, end))
