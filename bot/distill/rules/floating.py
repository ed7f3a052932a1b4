"""Quotations without a verb at their side: what is said of them (…的说法), the sentence's subject, and those that stand quite
by themselves, whose speaker is lines away. The last of these stay without a speaker where none is safe."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass

from bot.distill import lexicon as lex
from bot.distill.foreground import Foreground, is_human, is_reporter
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.quotes import Quote
from bot.distill.rules.alone import COUNTED, DATELINE, THEY, Alone, speaker_of
from bot.distill.rules.dialogue import Dialogue
from bot.distill.rules.page import Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Decision, Spot

_CLAUSE = re.compile(r"[,、].*[是会有能要想希望可以应该]|^(?:但|但系|不过|只是|因为|如果|反正|毕竟|其实)|也[有能会得没不]|可以|希望|应该|觉得|不是|没有|不会|不要|就是|只是")
_OWN = re.compile(r"(?<!自)我|咱|[了吧吗呢啊]$")
"""Nobody says 我 in a mere term."""
_MOUTH = re.compile(r"(?:(?:第[一二]|头一|最后一)句话(?:就|便)?是|口中的?|嘴里的?|所说的?|所谓的?|笔下的?|的原话是|的声音是|的口号是|的(?:第一|最初|本能)?反应(?:就)?是|的回答是|的答案是|的说法是|的评价是|的看法是|的观点是|的感受是|的理由是|只有一句|的一句话是|诸如|那句|(?<!还有)一句)\s*$")


_PUT_SO = re.compile("被(?P<by>[^,。;:“”]{2,32}?)(?P<verb>(?:说|形容|描述|描绘|概括|总结)[成为作]|称[作为]|斥为|批评为|称之为)是?$")
_ONE_SENTENCE = re.compile(r"一句|原话|回答|答案")
_THIS_IS = re.compile(r"[,。]?这(?:就)?是(?P<who>[^,。:;“”]{2,30})的(?:说法|看法|感受|观点|心声|体会|原话|评价|回答|答案|反应|第一反应|感慨|感叹|抱怨|疑问|心情)")
_ADDRESSES = "总|老师|工|董|哥|姐|叔|姨|伯|教授|医生|大夫|律师|导演|主任|经理|厂长|院长|校长|老板|师傅|先生|女士|小姐|太太"
_SAID_SO = re.compile("[^,。的]{0,6}(?:就是)?(?:这么|这样|如此)[^,。]{0,3}(?:吼|喊|问|反问|追问|说|讲|答|回答|骂|劝|告诉|嚷)[^,。]{0,3}的?(?=[,。!?])")
_THESE_WORDS = re.compile("(?:先生|女士|小姐|老师)?的(?:这|那)(?:一?[句番段些席]|个)?(?:话|回答|答复|反问|提问|建议|解释|说法|提醒)")
_PAUSE = re.compile(r"停[了下]|顿了|想了|叹了?口?气|苦?笑了|[摇点]了?[摇点]?头|[抬低]起?下?头|站起|起身|转过|皱[着起了]|耸|挥了?挥?手|摆了?摆?手")
"""Somebody pauses in what they say, and goes on: 他 in their words is somebody else."""
_RECEIVED = re.compile(r"(?:得到|收到|获得|得来|换来|听到|传来|遭受到?|遭到|受到|面对|引来|引发|惹来|招来|迎来)(?:了)?[^,。]{0,8}的?(?:质疑|批评|指责|非议|嘲讽|议论|追问|提问|反馈|回复|答复|回答|回应|答案|声音|一句|消息)(?:是|:)?[,:]?$")


@dataclass(frozen=True, slots=True)
class Floating:
    """Decides on the quotations of one page that only their context explains."""

    page: Page
    subjects: Subjects
    dialogue: Dialogue
    alone: Alone

    @property
    def foreground(self) -> Foreground:
        """Who stands in the foreground of a stretch of this page."""
        return Foreground(self.page.resolver)

    def decide(self, spot: Spot) -> Decision | None:
        """Quotations without a verb at their side."""
        p, q = spot.p, spot.q
        turn = self.dialogue.speaker(p, q)
        if turn:
            return Decision("dialogue", (turn,), "") if turn.name else Decision("floating-unknown", (), "")
        complement = re.match(rf"[”」』\"]?的?(?:{lex.NOUN_OF_WORDS})", self.page.plain[q.close : q.close + 9]) if q.closed else None
        if complement and spot.size >= 8 and not spot.leads and self.page.plain[q.close + 1 : q.close + 2] == "的":
            who = self.subjects.of(spot.before, q.open)
            if who:
                return Decision("quote-of-noun", (who,), complement.group().strip("”」』\"的"))
        decision = self._undoubted(spot)
        pauses = decision is not None and (decision.rule == "quote-action" or (decision.rule == "comma-quote" and bool(_PAUSE.search(spot.pre))))
        if decision and decision.who and not pauses and self._speaks_of(q, decision.who[0]):
            other = self._other_one(p, q, decision.who[0])
            return Decision("floating-other", (other,), "") if other else Decision("floating-unknown", (), "")
        return decision

    def _other_one(self, p: Paragraph, q: Quote, who: Who) -> Who | None:
        """Who else can have said what speaks of `who`: the other one of two that the paragraph has, else whoever spoke last."""
        near = {w.name: w for w in self.foreground.everybody(p.start, q.open) if w.kind == "person" and w.name != who.name and not self.page.is_inside(w.start)}
        last = self.page.resolver.last
        if last and last.name != who.name and last.kind == "person" and last.start > p.start - 600:
            other = last
        elif len(near) == 1:
            other = next(iter(near.values()))
        else:
            return None
        return None if self._speaks_of(q, other) else other

    def _speaks_of(self, q: Quote, who: Who) -> bool:
        """Whether the quotation speaks of this person: 她怕黑 is nothing that 她 says, nor do people call themselves by name."""
        inner = self.page.plain[q.open + 1 : q.close]
        if who.kind == "person" and len(who.name) >= 2 and who.name in inner and "我" not in inner:
            return True
        if who.kind == "person" and self._calls(inner, who.name):
            return True
        pronoun = self.page.plain[who.start : who.end]
        if pronoun not in ("他", "她") or pronoun not in inner or "我" in inner:
            return False
        before = inner[: inner.index(pronoun)]  # “老李只看账,他不看人。”: somebody of their own words
        pattern = self.page.people.pattern
        return not (re.search(f"{lex.HEAD}|{lex.JOB}", before) or (pattern and pattern.search(before)))

    def _calls(self, inner: str, name: str) -> bool:
        """“李总把我叫了过去”: the surname with a title, if nobody else here has that surname."""
        if name[:1] not in inner or not re.fullmatch("[\u4e00-\u9fff]{2,4}", name):
            return False
        if not re.search(rf"(?<!我是)(?<!我叫)[老小阿]?{name[0]}(?:{_ADDRESSES})", inner):
            return False
        return sum(1 for p in self.page.people.all() if p.name[:1] == name[:1]) == 1

    def _undoubted(self, spot: Spot) -> Decision | None:
        """Whoever the context names, whether or not the words can be theirs."""
        if _RECEIVED.search(spot.pre):
            return Decision("floating-unknown", (), "") if spot.finished else None
        decision = self._pointed_out(spot) or self._from_mouth(spot) or self._put_so(spot)
        if decision:
            return decision
        q = spot.q
        inner = self.page.plain[q.open + 1 : q.close].rstrip()
        if inner.endswith(",") and spot.size >= 3 and q.closed:
            who = self.alone.following(q, spot.p)
            return Decision("quote-comma-inside", (who,) if who else (), "")
        pre = DATELINE.sub("", spot.pre)
        if not self._is_speech(spot, pre, inner):
            return None
        if pre.endswith(",") or (pre and not pre.endswith(("。", "!", "?")) and spot.finished):
            return self._joined(spot, pre)
        return self.alone.decide(spot.p, q, spot.before, spot.speech)

    def _pointed_out(self, spot: Spot) -> Decision | None:
        """What stands behind the marks says whose they are: 这是李明的说法, 他停了一下,“…”"""
        q, p, pre = spot.q, spot.p, spot.pre
        named = _THIS_IS.match(self.page.plain, q.close + 1, p.end) if q.closed else None
        whose = self.page.resolver.phrase(*named.span("who")) if named else None
        if whose:
            return Decision("quote-of-noun", (whose,), "")
        words = self._words_of(q, p) if q.closed else None
        if words:
            return Decision("quote-of-noun", (words,), "")
        acts = self.alone.acting(q, p) if spot.finished and (not pre or pre[-1] in "。!?") else None
        return Decision("quote-action", (acts,), "") if acts else None

    def _words_of(self, q: Quote, p: Paragraph) -> Who | None:
        """“…”王芳一直记得李明的这句话: the sentence right behind the marks says whose words they are."""
        stop = next((i for i in range(q.close + 1, p.end) if self.page.plain[i] in "。!?“「"), p.end)
        pattern = self.page.people.pattern
        for named in reversed(list(pattern.finditer(self.page.plain, q.close + 1, stop))) if pattern else ():
            if _THESE_WORDS.match(self.page.plain, named.end(), stop + 1) or _SAID_SO.match(self.page.plain, named.end(), stop + 1):
                return Who(self.page.people.by_form[named.group()].name, *named.span(), "person", "name")
        return None

    def _from_mouth(self, spot: Spot) -> Decision | None:
        """李明的原话是“…”, 他说的第一句话是“…”: a noun for words right before the marks."""
        q, before = spot.q, spot.before
        if not _MOUTH.search(spot.pre) or spot.size < 6 or not (spot.ends or spot.after in "的这等之"):
            return None
        clause = max(before, *(self.page.plain.rfind(c, before, q.open) + 1 for c in ",;"))
        match = _MOUTH.search(self.page.plain[clause : q.open])
        who = self.page.resolver.phrase(clause, clause + match.start()) if match else None
        who = who or self.foreground.subject(clause, q.open)
        if match and "谓" not in match.group():
            who = who or self.subjects.of(before, q.open)
        if who and (who.kind == "person" or spot.size >= 8):
            return Decision("mouth-quote", (who,), match.group().strip() if match else "")
        if match and _ONE_SENTENCE.search(match.group()) and spot.after in ("。", ""):
            who = self._subject(before, q.open)
            return Decision("mouth-quote", (who,), "") if who else Decision("floating-unknown", (), "")
        return None

    def _put_so(self, spot: Spot) -> Decision | None:
        """这项决定被议员李明说成是“…”: whose way of putting it the words are."""
        says = spot.finished or "," in spot.inner or _CLAUSE.search(spot.inner)
        put = _PUT_SO.search(spot.pre) if says and spot.size >= 8 else None
        if put is None:
            return None
        start = spot.before + (len(self.page.plain[spot.before : spot.q.open]) - len(self.page.plain[spot.before : spot.q.open].lstrip()))
        a = self.page.plain.find(put.group("by"), start, spot.q.open)
        who = self.page.resolver.phrase(a, a + len(put.group("by"))) if a >= 0 else None
        return Decision("mouth-quote", (who,), put.group("verb")) if who else None

    @staticmethod
    def _is_speech(spot: Spot, pre: str, inner: str) -> bool:
        """Whether the words are a sentence that somebody says, and no term: finished, or long, or a clause of its own."""
        size, after = spot.size, spot.after
        clause = _CLAUSE.search(inner) or _OWN.search(inner)
        own = bool(pre.endswith(",") and size >= 8 and after in ("。", "", ",") and _CLAUSE.search(inner))
        own = own or (not pre and after == "。" and size >= 10 and "," in inner)
        own = own or (spot.ends and size >= 8 and bool(_OWN.search(inner)))
        own = own or bool(pre.endswith(",") and size >= 5 and after in ("。", "") and clause)
        if not spot.finished and not (after in ("。", "") and size >= 14) and not (size >= 24 and spot.ends) and not own:
            return False
        if size < (3 if spot.finished and (not pre or pre[-1] in ",。:") else 5 if own else 6):
            return False
        return not pre.endswith(("导致", "造成", "引发", "意味着", "变成", "成为", "属于", "推动", "实现"))

    def _joined(self, spot: Spot, pre: str) -> Decision | None:
        """A sentence leads up to the marks, and a comma joins them: its subject speaks."""
        p, q, before = spot.p, spot.q, spot.before
        who = self._subject(before, q.open) if pre.endswith(",") else None
        focus = self.subjects.focus()
        if who and who.how == "subject-described" and who.start > before + 1 and len(who.name) <= 4 and focus and focus.kind == "person" and focus.start >= p.start:
            who = focus  # 家属也不熟悉,…: a kind of people, met on the way
        teller = self._only_spoken_of(who, p) if who else ()
        if teller:
            return Decision("floating-after-report", teller, "")
        if who:
            return Decision("comma-quote", (who,), "")
        if not pre.endswith(","):
            return Decision("floating-unknown", (), "") if pre.endswith("——") else None
        if THEY.match(self.page.plain, before, q.open):
            return Decision("floating-unknown", (), "")
        focus = self.subjects.focus() or self.page.resolver.only_person(max(0, p.start - 400), q.open)
        return Decision("comma-quote-focus", (focus,), "") if focus else Decision("floating-unknown", (), "")

    def _subject(self, start: int, end: int) -> Who | None:
        """The subject of the sentence that a comma joins to the quotation."""
        who = self.foreground.of(start, end, self.page.is_inside)
        if who is None or not is_human(who):
            who = self.subjects.of(start, end)
        return None if who and is_reporter(who) else who

    def _only_spoken_of(self, who: Who, p: Paragraph) -> tuple[Who, ...]:
        """李明说,…。同时,加盟商还要交租,“…”: a kind of people, named without number or pointing, where somebody is telling about them."""
        last = self.page.found[-1] if self.page.found else None
        if who.how != "subject-described" or last is None or last.start < p.start or last.speaker_kind != "person" or last.second_hand:
            return ()
        if COUNTED.match(self.page.plain, who.start) or len(who.name) > 6:
            return ()
        return (speaker_of(last),)
