"""Quotations that stand quite by themselves: whoever is in the foreground of the sentences around them, or who spoke last.
Where neither is safe they stay without a speaker."""

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
from bot.distill.rules.page import Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Decision, Statement

DATELINE = re.compile(r"^(?:\S{0,20}?(?:讯|电|报道|报导|消息)\s*(?:\([^()]*\))?|\([^()]*\)|〔[^〕]*〕|【[^】]*】)\s*[,:]?\s*$|^[>*#·\s]+$")
_TELLING = re.compile(r"讲述|回忆|说起|谈起|提起|谈到|提到|介绍|描述|这样|如此|如是|这段话|这番话|这句话|提出|写下|写道|坦露|吐露|感慨|感叹|话锋一转|告诉|解释|反映|算了?一?笔?账|细数|抱怨|吐槽|倾诉|回应|道出|打开了?话匣|直言|坦言|笑着|哭着|哽咽|叹|喊|嘟囔|说话|说着|插话|插嘴|接过话|接话|打断|反驳|补充|发火|发怒|吼|嚷|嘀咕|摆摆手|摇摇头|摇头|点头|耸肩|声音|给出|反问|自嘲|打了?个?比方|打趣|概括|总结")
"""Words of telling behind a quotation: their subject is who says it."""
_UNSURE = re.compile("[两二三]个?人|双方|他们|她们|彼此|夫妻|父子|父女|母女|母子|没有?(?:催|说话|吭声|作声|开口|接话|反驳|顶嘴)[^,。]{0,2}。")
"""Two are spoken of after all, or somebody who keeps silent."""
_RETORTS = re.compile("(?:马上|立刻|立即|随即|当即|赶紧|连忙|急忙|笑着|却|则|又|也)*(?:接[了过话]|回[了答敬怼应]|答|应道|反问|反驳|打断|顶了)")
_SAYS_SO = re.compile(r"[^,。:;“”]{2,18}(?:说|说道|答|回答|答道|喊|喊道|问道|嚷道|骂道|解释道|抗议|接了?一?句|补了?一?句|添了?一?句|回了?一?句|加了?一?句|[丢撂甩扔冒蹦留]下?出?了?一?句)$")
"""…哑着嗓子回答。: how it was said stands between the speaker and the verb."""
THEY = re.compile(r"\s*(?:但|而|不过|随后)?(?:两人|二人|三人|双方|他们|她们|众人|夫妻俩|夫妇)")
_ACT = re.compile(r"(?![,。])[^。!?:;“”「」\"]{2,30},(?=[“「\"])")
COUNTED = re.compile(rf"{lex.QUANT}|[这那该本此]")
_MIMICS = re.compile(r"[^,。“”]{0,10}(?:学着|模仿着?|学起了?)[^,。“”]{0,8}(?:口气|语气|腔调|口吻|声音|样子)")
_SAYING = re.compile(rf"{_TELLING.pattern}|说|表示|认为")
_POINTS_BACK = re.compile(r"(?:这|那)(?:是|句|段|番|话)|[^,。]{0,6}(?:留言|说这|发帖|提问|回答)")
_SHORT = 16
"""Code points of words that are an answer rather than testimony."""
_ANOTHER = re.compile("(?:另外?|还有|也有)?(?:一位|一名|一个|某位|有位|有名)")
_HIMSELF = re.compile("[,;](?:而|但|可|不过)(?P<he>[他她])自己[^,。]{0,4}(?:担心|关心|在意|想|看重|考虑|琢磨|操心|更)")
_OF_HIM = re.compile("(?:但|可|当时|后来|那天)?(?P<he>[他她])(?![们的])")
_REACTS = re.compile("[^,。]{0,8}(?:听[着完后罢了]|(?:没有?|不)(?:反驳|接话|说话|吭声|回答|回应|顶嘴|争辩|作声|还嘴|搭话|理会|理他|理她)|沉默|愣[住了在]|一言不发|无言以对|应了?(?:一声|声|下来|了)|答应|照[做办]|从命|连忙)|[^。]{0,16},[^,。]{0,4}(?:没有?|不)(?:反驳|接话|吭声|顶嘴|争辩|作声|还嘴|搭话)")
"""Somebody only hears what was said."""
_BY_ACCOUNT = re.compile(r"(?:据|按|按照|根据)[^,。]{2,24}?(?:回忆|介绍|透露|转述|复述|描述|讲述|的?说法),")


@dataclass(frozen=True, slots=True)
class Alone:
    """Decides on the quotations of one page that nothing in their own sentence explains."""

    page: Page
    subjects: Subjects
    dialogue: Dialogue

    @property
    def foreground(self) -> Foreground:
        """Who stands in the foreground of a stretch of this page."""
        return Foreground(self.page.resolver)

    def decide(self, p: Paragraph, q: Quote, before: int, speech: list[Quote]) -> Decision:
        """A quotation that stands by itself: whoever is in the foreground where it stands, or nobody."""
        if self.page.unclosed and q.open == p.start:
            return Decision("unclosed-goes-on", self.page.unclosed, "")
        follower = self.following(q, p)
        if q.open == p.start or DATELINE.match(self.page.plain[p.start : q.open]):
            return self._opening(p, q, follower)
        since = max(p.start, speech[-1].close + 1 if speech else p.start)
        if THEY.match(self.page.plain, before, q.open):
            return Decision("floating-unknown", (), "")
        said = bool(follower) and self._tells(q, p)
        if q.closed and _MIMICS.match(self.page.plain, q.close + 1):
            follower, said = None, False  # “…”李明学着对方的口气: somebody else's words
        who = follower if said else self._led_up_to(since, q)
        if who and follower and follower.kind == "person" and (self._tells_of(q, who, follower) or self._either(since, q.open, who, follower)):
            return Decision("floating-following", (follower,), "")
        if who and who.kind != "person" and follower and follower.kind == "person":
            last = self.page.resolver.last  # somebody only described, and behind the words somebody known
            return Decision("floating-following", (follower,), "") if last and last.name == follower.name else Decision("floating-unknown", (), "")
        if who and not said and self._hears(q, p, who):
            return Decision("floating-unknown", (), "")
        if who:
            if not said and self._only_one(p.start, q.open, who):
                return Decision("floating-paragraph", (who,), "")
            named = who.kind == "person" and who.how.startswith(("subject", "pronoun")) and not _UNSURE.search(self.page.plain, who.end, q.open)
            return Decision("floating-following" if said else "floating-led-up" if named else "floating-subject", (who,), "")
        if self.page.speaking:
            return Decision("floating-after-report", self._teller(before) or self.page.speaking, "")
        if follower:
            return Decision("floating-following", (follower,), "")
        return self._far(p, q, before)

    def _either(self, start: int, end: int, who: Who, follower: Who) -> bool:
        """李明要先算账,王芳却要先开工。“…”李明…: both act in the sentence before, and whoever acts right behind the words says them."""
        last = self.page.sentences(start, end)[-1:]
        acting = {w.name for low, high in last for a, b in self.foreground.clauses(low, high, self.page.is_inside) if (w := self.foreground.subject(a, b))}
        return who.name != follower.name and acting >= {who.name, follower.name}

    def _tells_of(self, q: Quote, who: Who, follower: Who) -> bool:
        """李明把账摊开。“他连进价都给我看了。”王芳后来…: 他 of the words is who acts before them, and who acts behind says them."""
        he = _OF_HIM.match(self.page.plain, q.open + 1, q.close)
        if he is None or who.name == follower.name or who.kind != "person" or "我" not in self.page.plain[q.open : q.close]:
            return False
        return self.page.resolver.may_be(he.group("he"), who.name)

    def _only_one(self, start: int, end: int, who: Who) -> bool:
        """Whether the text [start, end) outside of quotations speaks of this person and of nobody else that 他 or 她 could be."""
        if who.kind != "person" and not who.how.startswith("pronoun"):
            return False
        others = (w for w in self.foreground.everybody(start, end) if w.name != who.name and not self.page.is_inside(w.start))
        return not any(w.kind == "person" or (w.kind == "anonymous" and _ANOTHER.match(self.page.plain, w.start)) for w in others)

    def acting(self, q: Quote, p: Paragraph) -> Who | None:
        """“…。”他停了一下,“…”: whose act stands between two quotations speaks both."""
        between = _ACT.match(self.page.plain, q.close + 1, p.end) if q.closed else None
        who = self.foreground.first(q.close + 1, between.end() - 1) if between else None
        if who is None or is_reporter(who) or not (who.kind == "person" or self._comes_up(q, who)):
            return None
        return replace(who, how="following")

    def _teller(self, at: int) -> tuple[Who, ...]:
        """她举了一个例子:…,但客户认为…。“…”: of two reports in one sentence the second is part of what is told in the first."""
        if len(self.page.found) < 2:
            return ()
        outer, inner = self.page.found[-2:]
        begins = sentence_start(self.page.plain, inner.start)
        told = begins <= outer.start and inner.end >= at - 2 and outer.speaker_kind == "person" and inner.speaker_kind == "anonymous"
        if not told or outer.speaker == inner.speaker or ";" in self.page.plain[outer.end : inner.start]:
            return ()
        return (speaker_of(outer),)

    def _led_up_to(self, start: int, q: Quote) -> Who | None:
        """Whom the sentences from `start` to the quotation bring to the foreground: the nearest one that has somebody."""
        end, of_him = q.open, _OF_HIM.match(self.page.plain, q.open + 1, q.close)
        sentences = [(a, b) for a, b in self.page.sentences(start, end) if self.page.plain[a:b].strip(" ,。")]
        for a, b in reversed(sentences):
            if self.page.speaking and any(a <= s.start < b for s in self.page.found[-4:]):
                himself = _HIMSELF.search(self.page.plain, a, b)  # 他的导师劝他去大厂;而他自己担心的是另一件事
                return self.page.resolver.pronoun(himself.group("he"), *himself.span("he")) if himself else None  # else who spoke goes on
            who = self.foreground.of(a, b, self.page.is_inside)
            if who and of_him and self.page.resolver.may_be(of_him.group("he"), who.name):
                first = self.foreground.first(a, b, self.page.is_inside)
                who = first if first and first.kind == "person" and first.name != who.name else who  # 李明没想到,田奶奶来了。“她…”
            if who and who.how == "subject-described" and not COUNTED.match(self.page.plain, who.start) and len(who.name) <= 3:
                continue  # 面向消费者…: a kind of people
            if who and who.kind == "anonymous" and (self._is_listed(who) or (of_him and self.page.resolver.may_be(of_him.group("he"), who.name))):
                continue  # 行长、局长都来了; 换来的月嫂…。“她倒是会做饭。”
            if who and is_human(who) and not is_reporter(who):
                return who
        return None

    def _is_listed(self, who: Who) -> bool:
        """Whether others are named in one breath with them."""
        return self.page.plain[who.end : who.end + 1] in ("、", "和", "与") or self.page.plain[who.start - 1] in "、和与"

    def _opening(self, p: Paragraph, q: Quote, follower: Who | None) -> Decision:
        """A quotation that opens its paragraph: whoever the text behind it speaks of; where none does, who spoke last goes on."""
        if follower:
            return Decision("floating-following", (self.dialogue.answering(p, q, follower),), "")
        rest = self.page.plain[q.close + 1 : p.end].strip() if q.closed else ""
        last = self.page.resolver.last
        if not rest:
            line = self.page.plain[: q.open].rstrip()
            person = self.page.resolver.only_person(line.rfind("\n") + 1, len(line))
            if person and not (self._recent(p) and self._answers(q)) and (last is None or last.name == person.name or last.start < line.rfind("\n")):
                return Decision("floating-previous", (person,), "")
            near = self._around(p)
            if near:
                return near
        elif len(rest) >= 12 and last and last.name not in rest:
            return Decision("floating-unknown", (), "")  # the lines behind it speak of somebody else
        if last and is_human(last) and self._recent(p) and not self._answers(q) and not self._got_answer(last) and self.page.resolver.focus is not None and self.page.resolver.focus.name == last.name:
            return Decision("floating-next", (last,), "")
        return Decision("floating-unknown", (), "")

    def _around(self, p: Paragraph) -> Decision | None:
        """A paragraph that is one quotation: whoever acts in the sentence printed before it, else whom the one printed next tells of."""
        before, after = self.dialogue.preceding.get(p.start), self.dialogue.following.get(p.start)
        if before and before.part == "body" and self.page.plain[before.end - 1] in "。!?" and not self._told_since(start := max(before.start, sentence_start(self.page.plain, before.end - 1))):
            who = self.foreground.of(start, before.end)
            acting = {w.name for a, b in self.foreground.clauses(start, before.end, lambda at: False) if (w := self.foreground.subject(a, b))}
            if who and who.kind == "person" and not is_reporter(who) and len(acting) == 1:
                return Decision("floating-acted", (who,), "")
        if after and after.part == "body" and not self._recent(p):
            stop = next((i for i in range(after.start, after.end) if self.page.plain[i] in "。!?"), after.end)
            who = self.foreground.first(after.start, min(stop, after.start + 60))
            quoted = self.page.plain[after.start] in "“「\"" or (who and self.page.plain[who.start - 1] in "“「\"")
            first = before is None or self.page.plain[before.end - 1] not in "。!?"  # nothing but a title and who wrote it stand before
            opens = first and not self.page.found and self.page.resolver.focus is None
            points = opens or _POINTS_BACK.match(self.page.plain, after.start) or _SAYING.search(self.page.plain, after.start, stop)
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

    def _hears(self, q: Quote, p: Paragraph, who: Who) -> bool:
        """“…。”李明没有接话: whoever only hears the words has not said them."""
        stop = next((i for i in range(q.close + 1, p.end) if self.page.plain[i] in "。!?"), p.end)
        heard = _REACTS.search(self.page.plain, q.close + 1, stop) if q.closed else None
        first = self.foreground.first(q.close + 1, stop, self.page.is_inside) if heard else None
        return bool(first and first.name == who.name and _REACTS.match(self.page.plain, first.end, stop))

    def _tells(self, q: Quote, p: Paragraph) -> bool:
        """“…”消防员李明讲述了当时的情况: the sentence behind it speaks of what was said."""
        stop = next((i for i in range(q.close + 1, p.end) if self.page.plain[i] in "。!?"), p.end)
        return bool(_TELLING.search(self.page.plain, q.close + 1, stop) or _SAYS_SO.match(self.page.plain, q.close + 1, stop))

    def following(self, q: Quote, p: Paragraph) -> Who | None:
        """“…”融资的不顺利让李明泄气: whom the next sentence is about, or the one person it names."""
        if not q.closed:
            return None
        stop = next((i for i in range(q.close + 1, p.end) if self.page.plain[i] in "。!?"), p.end)
        if not self.page.plain[q.close + 1 : stop].strip(" ,"):
            return None
        told = _BY_ACCOUNT.match(self.page.plain, q.close + 1, stop)
        if told:  # “…?”据一位在场的人回忆,李明这样反问
            who = self.foreground.first(told.end(), stop, self.page.is_inside)
            return replace(who, how="following") if who and who.kind == "person" and lex.CUE_VERB.search(self.page.plain, who.end, stop) else None
        who = self.foreground.first(q.close + 1, stop, self.page.is_inside)
        if who and who.how.startswith("pronoun") and _RETORTS.match(self.page.plain, who.end, stop):
            who = self._told(q, who) or who
        if who and _REACTS.match(self.page.plain, who.end, stop):
            return None  # “…。”李明听着,没有反驳: somebody else's words
        if who and not self._tells(q, p) and re.match("(?:先生|女士|小姐)?(?:与|和|跟|同)(?=[^,。]{2})", self.page.plain[who.end : who.end + 6]):
            return None  # 近日,李女士与张老师…: either of them
        if who and is_human(who) and not is_reporter(who) and (who.kind == "person" or self._tells(q, p) or self._comes_up(q, who)):
            return replace(who, how="following")
        if self.page.people.pattern is None:
            return None
        found = {self.page.people.by_form[m.group()].name: m for m in self.page.people.pattern.finditer(self.page.plain, q.close + 1, stop)}
        if len(found) != 1:
            return None
        ((name, match),) = found.items()
        return Who(name, match.start(), match.end(), "person", "following")

    def _told(self, q: Quote, who: Who) -> Who | None:
        """王芳提醒他,…。“我知道。”他马上接了一句: not who spoke just before, but whom they told it."""
        last = self.page.found[-1] if self.page.found else None
        if last is None or last.speaker != who.name or q.open - last.end > 3 or last.speaker_start < 0:
            return None
        said = self.page.plain[last.speaker_start + len(last.speaker_surface) : last.start]
        named = self.page.people.pattern.search(said) if self.page.people.pattern else None
        if named:
            return replace(who, name=self.page.people.by_form[named.group()].name)
        other = next((w for w in reversed(self.page.resolver.spoken) if w.kind == "person" and w.name != who.name and w.start > q.open - 300), None)
        return replace(who, name=other.name) if other and re.search("[他她]", said) else None

    def _comes_up(self, q: Quote, who: Who) -> bool:
        """“…”一个穿雨衣的男人挤到柜台前: one person, counted or pointed at, whose act begins right behind the words."""
        counted = COUNTED.match(self.page.plain, who.start)
        return bool(counted) and who.kind == "anonymous" and who.start <= q.close + 2

    def _got_answer(self, last: Who) -> bool:
        """李明去问督导,得到的答复是…: who answers is only described, and somebody with a name stands in their line."""
        line = self.page.plain.rfind("\n", 0, max(0, last.start)) + 1
        end = self.page.plain.find("\n", line)
        return last.kind == "anonymous" and any(w.kind == "person" for w in self.foreground.everybody(line, end))

    def _answers(self, q: Quote) -> bool:
        """Whether somebody's short words, or short words after somebody's, are printed in a line of their own: the other one answers."""
        before = self.page.found[-1]
        if before.rule == "report-comma-quote":
            return False  # 李明说,…,“…”: the end of what is reported, and no line of a conversation
        return before.kind == "direct" and min(before.end - before.start, q.close - q.open) <= _SHORT

    def _told_since(self, start: int) -> bool:
        """Whether anything that was found runs on past `start`, or has its speaker named behind it."""
        last = self.page.found[-1] if self.page.found else None
        return bool(last and (last.end > start or last.speaker_start >= start))

    def _recent(self, p: Paragraph) -> bool:
        """Whether somebody spoke in the paragraph printed just before."""
        before = self.page.plain[: p.start].rstrip(" >*#·—-\n")
        return bool(self.page.found) and self.page.found[-1].end > before.rfind("\n")


def speaker_of(s: Statement) -> Who:
    """Who said what was found before, for another statement of theirs."""
    stop = s.speaker_start + len(s.speaker_surface) if s.speaker_start >= 0 else -1
    return Who(s.speaker or "", s.speaker_start, stop, "person", s.how)
