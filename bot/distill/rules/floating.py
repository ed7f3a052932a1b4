"""Quotations without a verb at their side: what is said of them (…的说法), the sentence's subject, and those that stand quite
by themselves, whose speaker is lines away. The last of these stay without a speaker where none is safe."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.distill import lexicon as lex
from bot.distill.foreground import Foreground, is_human, is_reporter
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.phrases import sentence_start
from bot.distill.quotes import Quote
from bot.distill.rules.dialogue import Dialogue
from bot.distill.rules.leads import Leads
from bot.distill.rules.page import Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Decision, Statement

_DATELINE = re.compile(r"^(?:\S{0,20}?(?:讯|电|报道|报导|消息)\s*(?:\([^()]*\))?|\([^()]*\)|〔[^〕]*〕|【[^】]*】)\s*[,:]?\s*$|^[>*#·\s]+$")
_CLAUSE = re.compile(r"[,、].*[是会有能要想希望可以应该]|^(?:但|但系|不过|只是|因为|如果|反正|毕竟|其实)|也[有能会得没不]|可以|希望|应该|觉得|不是|没有|不会|不要|就是|只是")
_OWN = re.compile(r"(?<!自)我|咱|[了吧吗呢啊]$")
"""Nobody says 我 in a mere term."""
_MOUTH = re.compile(r"(?:(?:第[一二]|头一|最后一)句话(?:就|便)?是|口中的?|嘴里的?|所说的?|所谓的?|笔下的?|的原话是|的声音是|的口号是|的回答是|的答案是|的说法是|的评价是|的看法是|的观点是|的感受是|的理由是|只有一句|的一句话是|诸如|那句|(?<!还有)一句)\s*$")


_ONE_SENTENCE = re.compile(r"一句|原话|回答|答案")
_TELLING = re.compile(r"讲述|回忆|说起|谈起|提起|谈到|提到|介绍|描述|这样|如此|如是|这段话|这番话|这句话|提出|写下|写道|坦露|吐露|感慨|感叹|话锋一转|告诉|解释|反映|算了?一?笔?账|细数|抱怨|吐槽|倾诉|回应|道出|打开了?话匣|直言|坦言|笑着|哭着|哽咽|叹|喊|嘟囔|说话|说着|插话|插嘴|接过话|接话|打断|反驳|补充|发火|发怒|吼|嚷|嘀咕|摆摆手|摇摇头|摇头|点头|耸肩|声音")
"""Words of telling behind a quotation: their subject is who says it."""
_THEY = re.compile(r"\s*(?:但|而|不过|随后)?(?:两人|二人|三人|双方|他们|她们|众人|夫妻俩|夫妇)")
_ACT = re.compile(r"(?![,。])[^。!?:;“”「」\"]{2,30},(?=[“「\"])")
_COUNTED = re.compile(rf"{lex.QUANT}|[这那该本此]")
_MIMICS = re.compile(r"[^,。“”]{0,10}(?:学着|模仿着?|学起了?)[^,。“”]{0,8}(?:口气|语气|腔调|口吻|声音|样子)")
_SAYING = re.compile(rf"{_TELLING.pattern}|说|表示|认为")
_POINTS_BACK = re.compile(r"(?:这|那)(?:是|句|段|番|话)|[^,。]{0,6}(?:留言|说这|发帖|提问|回答)")
_THIS_IS = re.compile(r"[,。]?这(?:就)?是(?P<who>[^,。:;“”]{2,30})的(?:说法|看法|感受|观点|心声|体会|原话|评价|回答|答案|反应|第一反应|感慨|感叹|抱怨|疑问|心情)")
_PAUSE = re.compile(r"停[了下]|顿了|想了|叹了?口?气|苦?笑了|[摇点]了?[摇点]?头|[抬低]起?下?头|站起|起身|转过|皱[着起了]|耸|挥了?挥?手|摆了?摆?手")
"""Somebody pauses in what they say, and goes on: 他 in their words is somebody else."""
_RECEIVED = re.compile(r"(?:得到|收到|获得|得来|换来|听到|传来|遭受到?|遭到|受到|面对|引来|引发|惹来|招来|迎来)(?:了)?[^,。]{0,8}的?(?:质疑|批评|指责|非议|嘲讽|议论|追问|提问|反馈|回复|答复|回答|回应|答案|声音|一句|消息)(?:是|:)?[,:]?$")


@dataclass(frozen=True, slots=True)
class Floating:
    """Decides on the quotations of one page that only their context explains."""

    page: Page
    leads: Leads
    subjects: Subjects
    dialogue: Dialogue

    @property
    def foreground(self) -> Foreground:
        """Who stands in the foreground of a stretch of this page."""
        return Foreground(self.page.resolver)

    def decide(
        self, p: Paragraph, q: Quote, before: int, pre: str, speech: list[Quote], finished: bool, ends: bool, size: int, after: str
    ) -> Decision | None:
        """Quotations without a verb at their side."""
        turn = self.dialogue.speaker(p, q)
        if turn:
            return Decision("dialogue", (turn,), "") if turn.name else Decision("floating-unknown", (), "")
        complement = re.match(rf"[”」』\"]?的?(?:{lex.NOUN_OF_WORDS})", self.page.plain[q.close : q.close + 9]) if q.closed else None
        if complement and size >= 8 and not self.leads.find(before, q.open) and self.page.plain[q.close + 1 : q.close + 2] == "的":
            who = self.subjects.of(before, q.open)
            if who:
                return Decision("quote-of-noun", (who,), complement.group().strip("”」』\"的"))
        decision = self._undoubted(p, q, before, pre, speech, finished, ends, size, after)
        pauses = decision is not None and (decision.rule == "quote-action" or (decision.rule == "comma-quote" and bool(_PAUSE.search(pre))))
        if decision and decision.who and not pauses and self._speaks_of(q, decision.who[0]):
            other = self.page.resolver.last
            if other and other.name != decision.who[0].name and other.kind == "person" and other.start > p.start - 600 and not self._speaks_of(q, other):
                return Decision("floating-other", (other,), "")
            return Decision("floating-unknown", (), "")
        return decision

    def _speaks_of(self, q: Quote, who: Who) -> bool:
        """Whether the quotation speaks of this person: 她怕黑 is nothing that 她 says, nor do people call themselves by name."""
        inner = self.page.plain[q.open + 1 : q.close]
        if who.kind == "person" and len(who.name) >= 2 and who.name in inner and "我" not in inner:
            return True
        pronoun = self.page.plain[who.start : who.end]
        return pronoun in ("他", "她") and pronoun in inner and "我" not in inner

    def _undoubted(
        self, p: Paragraph, q: Quote, before: int, pre: str, speech: list[Quote], finished: bool, ends: bool, size: int, after: str
    ) -> Decision | None:
        """Whoever the context names, whether or not the words can be theirs."""
        if _RECEIVED.search(pre):
            return Decision("floating-unknown", (), "") if finished else None
        named = _THIS_IS.match(self.page.plain, q.close + 1, p.end) if q.closed else None
        whose = self.page.resolver.phrase(*named.span("who")) if named else None
        if whose:
            return Decision("quote-of-noun", (whose,), "")
        acts = self._acts(q, p) if finished and (not pre or pre[-1] in "。!?") else None
        if acts:
            return Decision("quote-action", (acts,), "")
        if _MOUTH.search(pre) and size >= 6 and (ends or after in "的这等之"):
            clause = max(before, *(self.page.plain.rfind(c, before, q.open) + 1 for c in ",;"))
            match = _MOUTH.search(self.page.plain[clause : q.open])
            who = self.page.resolver.phrase(clause, clause + match.start()) if match else None
            who = who or self.foreground.subject(clause, q.open)
            if match and "谓" not in match.group():
                who = who or self.subjects.of(before, q.open)
            if who and (who.kind == "person" or size >= 8):
                return Decision("mouth-quote", (who,), match.group().strip() if match else "")
            if match and _ONE_SENTENCE.search(match.group()) and after in ("。", ""):
                who = self._subject(before, q.open)
                return Decision("mouth-quote", (who,), "") if who else Decision("floating-unknown", (), "")
        inner = self.page.plain[q.open + 1 : q.close].rstrip()
        if inner.endswith(",") and size >= 3 and q.closed:
            who = self._following(q, p)
            return Decision("quote-comma-inside", (who,) if who else (), "")
        pre = _DATELINE.sub("", pre)
        own = bool(pre.endswith(",") and size >= 8 and after in ("。", "", ",") and _CLAUSE.search(inner))
        own = own or (not pre and after == "。" and size >= 10 and "," in inner)
        own = own or (ends and size >= 8 and bool(_OWN.search(inner)))
        own = own or (pre.endswith(",") and size >= 5 and after in ("。", "") and bool(_CLAUSE.search(inner) or _OWN.search(inner)))
        if not finished and not (after in ("。", "") and size >= 14) and not (size >= 24 and ends) and not own:
            return None
        if size < (3 if finished and (not pre or pre[-1] in ",。:") else 5 if own else 6):
            return None
        if pre.endswith(("导致", "造成", "引发", "意味着", "变成", "成为", "属于", "推动", "实现")):
            return None
        if pre.endswith(",") or (pre and not pre.endswith(("。", "!", "?")) and finished):
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
            if _THEY.match(self.page.plain, before, q.open):
                return Decision("floating-unknown", (), "")
            focus = self.subjects.focus() or self.page.resolver.only_person(max(0, p.start - 400), q.open)
            return Decision("comma-quote-focus", (focus,), "") if focus else Decision("floating-unknown", (), "")
        return self._alone(p, q, before, speech)

    def _alone(self, p: Paragraph, q: Quote, before: int, speech: list[Quote]) -> Decision:
        """A quotation that stands by itself: whoever is in the foreground where it stands, or nobody."""
        if self.page.unclosed and q.open == p.start:
            return Decision("unclosed-goes-on", self.page.unclosed, "")
        follower = self._following(q, p)
        if q.open == p.start or _DATELINE.match(self.page.plain[p.start : q.open]):
            return self._opening(p, q, follower)
        since = max(p.start, speech[-1].close + 1 if speech else p.start)
        if _THEY.match(self.page.plain, before, q.open):
            return Decision("floating-unknown", (), "")
        said = bool(follower) and self._tells(q, p)
        if q.closed and _MIMICS.match(self.page.plain, q.close + 1):
            follower, said = None, False  # “…”李明学着对方的口气: somebody else's words
        who = follower if said else self._led_up_to(since, q.open, p)
        if who and who.kind != "person" and follower and follower.kind == "person":
            last = self.page.resolver.last  # somebody only described, and behind the words somebody known
            return Decision("floating-following", (follower,), "") if last and last.name == follower.name else Decision("floating-unknown", (), "")
        if who:
            return Decision("floating-following" if said else "floating-subject", (who,), "")
        if self.page.speaking:
            return Decision("floating-after-report", self._teller(before) or self.page.speaking, "")
        if follower:
            return Decision("floating-following", (follower,), "")
        return self._far(p, q, before)

    def _acts(self, q: Quote, p: Paragraph) -> Who | None:
        """“…。”他停了一下,“…”: whose act stands between two quotations speaks both."""
        between = _ACT.match(self.page.plain, q.close + 1, p.end) if q.closed else None
        who = self.foreground.first(q.close + 1, between.end() - 1) if between else None
        return replace(who, how="following") if who and who.kind == "person" and not is_reporter(who) else None

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
        if _COUNTED.match(self.page.plain, who.start) or len(who.name) > 6:
            return ()
        return (_speaker_of(last),)

    def _teller(self, at: int) -> tuple[Who, ...]:
        """她举了一个例子:…,但客户认为…。“…”: of two reports in one sentence the second is part of what is told in the first."""
        if len(self.page.found) < 2:
            return ()
        outer, inner = self.page.found[-2:]
        begins = sentence_start(self.page.plain, inner.start)
        told = begins <= outer.start and inner.end >= at - 2 and outer.speaker_kind == "person" and inner.speaker_kind == "anonymous"
        if not told or outer.speaker == inner.speaker or ";" in self.page.plain[outer.end : inner.start]:
            return ()
        return (_speaker_of(outer),)

    def _led_up_to(self, start: int, end: int, p: Paragraph) -> Who | None:
        """Whom the sentences [start, end) before the quotation bring to the foreground: the nearest one that has somebody."""
        sentences = [(a, b) for a, b in self.page.sentences(start, end) if self.page.plain[a:b].strip(" ,。")]
        for a, b in reversed(sentences):
            if self.page.speaking and any(a <= s.start < b for s in self.page.found[-4:]):
                return None  # somebody's report: who spoke goes on
            who = self.foreground.of(a, b, self.page.is_inside)
            if who and who.how == "subject-described" and not _COUNTED.match(self.page.plain, who.start) and len(who.name) <= 3:
                continue  # 面向消费者…: a kind of people
            if who and is_human(who) and not is_reporter(who):
                return who
        return None

    def _opening(self, p: Paragraph, q: Quote, follower: Who | None) -> Decision:
        """A quotation that opens its paragraph: whoever the text behind it speaks of; where none does, who spoke last goes on."""
        if follower:
            return Decision("floating-following", (follower,), "")
        rest = self.page.plain[q.close + 1 : p.end].strip() if q.closed else ""
        last = self.page.resolver.last
        if not rest:
            line = self.page.plain[: q.open].rstrip()
            person = self.page.resolver.only_person(line.rfind("\n") + 1, len(line))
            if person and (last is None or last.name == person.name or last.start < line.rfind("\n")):
                return Decision("floating-previous", (person,), "")
            near = self._around(p)
            if near:
                return near
        elif len(rest) >= 12 and last and last.name not in rest:
            return Decision("floating-unknown", (), "")  # the lines behind it speak of somebody else
        if last and is_human(last) and self._recent(p) and self.page.resolver.focus is not None and self.page.resolver.focus.name == last.name:
            return Decision("floating-next", (last,), "")
        return Decision("floating-unknown", (), "")

    def _around(self, p: Paragraph) -> Decision | None:
        """A paragraph that is one quotation: whoever acts in the sentence printed before it, else whom the one printed next tells of."""
        before, after = self.dialogue.preceding.get(p.start), self.dialogue.following.get(p.start)
        if before and before.part == "body" and self.page.plain[before.end - 1] in "。!?" and not self._recent(p):
            start = sentence_start(self.page.plain, before.end - 1)
            start = max(before.start, start)
            who = self.foreground.of(start, before.end)
            acting = {w.name for a, b in self.foreground.clauses(start, before.end, lambda at: False) if (w := self.foreground.subject(a, b))}
            if who and who.kind == "person" and not is_reporter(who) and len(acting) == 1:
                return Decision("floating-acted", (who,), "")
        if after and after.part == "body" and not self._recent(p):
            stop = next((i for i in range(after.start, after.end) if self.page.plain[i] in "。!?"), after.end)
            who = self.foreground.first(after.start, min(stop, after.start + 60))
            quoted = self.page.plain[after.start] in "“「\"" or (who and self.page.plain[who.start - 1] in "“「\"")
            points = _POINTS_BACK.match(self.page.plain, after.start) or _SAYING.search(self.page.plain, after.start, stop)
            if who and points and who.kind == "person" and who.how == "subject" and not is_reporter(who) and not quoted:
                return Decision("floating-told-next", (who,), "")
        return None

    def _far(self, p: Paragraph, q: Quote, before: int) -> Decision:
        """Nobody stands in its paragraph: who spoke in the one before, where the article has one person or their speech goes on."""
        focus = self.subjects.focus()
        if focus and focus.start >= p.start:
            return Decision("floating-focus", (focus,), "")
        body = self.subjects.of(sentence_start(self.page.plain, before - 1) if before > p.start else before, before)
        if focus and not (body and body.start >= p.start and not is_human(body)):
            goes_on = self._recent(p) and self.page.found[-1].speaker == focus.name
            near = len(self.page.people.all()) == 1 or goes_on
            return Decision("floating-focus-far", (focus,), "") if near else Decision("floating-unknown", (), "")
        only = None if focus else self.page.resolver.only_person(max(0, p.start - 400), q.open)
        return Decision("floating-only", (only,), "") if only else Decision("floating-unknown", (), "")

    def _tells(self, q: Quote, p: Paragraph) -> bool:
        """“…”消防员李明讲述了当时的情况: the sentence behind it speaks of what was said."""
        stop = next((i for i in range(q.close + 1, p.end) if self.page.plain[i] in "。!?"), p.end)
        return bool(_TELLING.search(self.page.plain, q.close + 1, stop))

    def _following(self, q: Quote, p: Paragraph) -> Who | None:
        """“…”融资的不顺利让李明泄气: whom the next sentence is about, or the one person it names."""
        if not q.closed:
            return None
        stop = next((i for i in range(q.close + 1, p.end) if self.page.plain[i] in "。!?"), p.end)
        if not self.page.plain[q.close + 1 : stop].strip(" ,"):
            return None
        who = self.foreground.first(q.close + 1, stop, self.page.is_inside)
        if who and not self._tells(q, p) and re.match("(?:先生|女士|小姐)?(?:与|和|跟|同)(?=[^,。]{2})", self.page.plain[who.end : who.end + 6]):
            return None  # 近日,李女士与张老师…: either of them
        if who and is_human(who) and not is_reporter(who) and (who.kind == "person" or self._tells(q, p)):
            return replace(who, how="following")
        if self.page.people.pattern is None:
            return None
        found = {self.page.people.by_form[m.group()].name: m for m in self.page.people.pattern.finditer(self.page.plain, q.close + 1, stop)}
        if len(found) != 1:
            return None
        ((name, match),) = found.items()
        return Who(name, match.start(), match.end(), "person", "following")

    def _recent(self, p: Paragraph) -> bool:
        """Whether somebody spoke in the paragraph printed just before."""
        before = self.page.plain[: p.start].rstrip(" >*#·—-\n")
        return bool(self.page.found) and self.page.found[-1].end > before.rfind("\n")


def _speaker_of(s: Statement) -> Who:
    """Who said what was found before, for another statement of theirs."""
    stop = s.speaker_start + len(s.speaker_surface) if s.speaker_start >= 0 else -1
    return Who(s.speaker or "", s.speaker_start, stop, "person", s.how)
