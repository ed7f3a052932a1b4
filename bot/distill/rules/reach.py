"""How far a report reaches: where another voice in its sentence ends it, and over which sentences it goes on."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass

from bot.distill import lexicon as lex
from bot.distill import reported
from bot.distill.layout import Paragraph
from bot.distill.quotes import Quote
from bot.distill.rules.leads import Leads
from bot.distill.rules.page import Page
from bot.distill.rules.values import Lead

_PERCEIVED = frozenset(["发现", "看到", "感到", "意识到", "注意到", "感觉", "察觉", "体会到", "感受到"])
"""What befell somebody inside a report."""
_TURN = re.compile(r"[,;](?:但|而|不过|然而|可)\Z")
_SAYS_BARE = frozenset(["说", "称", "表示", "问"])
_OBEYED = re.compile(r",(?=[说称])|[,;](?:但|可|却|结果)?(?:[他她我]们?|对方|[^,。;]{2,4}?(?:没|不肯|不听|说|摇|点头|听))")
_AND_SAID = re.compile(r"\s*(?:他|她|其)(?:也|还|并|又|同时|则|亦)")
_IN_FULL = frozenset(["described", "bare-noun", "organisation", "titled", "phrase", "crowd", "document", "bare-titled", "none"])
_HE_ALONE = re.compile(r"\s*[他她](?:又|还|也|则|却)?")
_CONCEDES = re.compile("(?:但|而)?(?:即使|即便|尽管|虽然|纵使|就算)")
_AND_ALSO = re.compile(r"\s*(?:同时|并|也|还|并且|而且)?\s*")
_LEADS_ON = re.compile("(?:透过|通过|根据|依据|经过?|从|对于?|随着|为了|如果|若|由于|因为|按照?)[^,;:]*")
_ONLY = re.compile(r"\s*(?:只是|只不过是?|不过是|而是|反而)(?:曾经?|一直|再三)?")
_HEARD_OF = re.compile(r"接(?:到|获|报)[^,。]{0,12}(?:报案|报警|投诉|举报|消息|通知|求助|来电|查询)$")
_SOME_SAY = re.compile(r"\s*(?:(?:也|还|又|更|另|亦)?(?:有(?:的|些)?|更多|不少|许多|很多)人|(?:也|还|又|另|亦)有(?![^,。]*的可能))")
_CARRIES_ON = re.compile(r"(?:如果|若|要是|一旦|结果|最明显的|比如|例如|譬如|举例|然而|但(?!当|是?[他她])|而(?!在?\d|今|当|且?有)|不过|只是|虽然|尽管|因为|从长期|从长远|长期来看|换句话|换言之|也就是|这些|这样|这种|这就|这才|这是|没有|此前协商|二者|同时,|首先|其次|第二,|再者|另外,|此外,|假[如设]|倘若|即[使便]|除非|从[^,。]{1,12}(?:看(?!来,)|讲|角度|出发)|对于?[^,。]{2,16}(?:来说|来讲|而言),|理论上|按[^,。]{2,12}算,|就像|所以|因此|有(?:的|一些)[^人位]|应该|必须|需要|可以(?!说)|通过[^,。]{2,10},可以|预计|说到底|归根|其中包括|总之)")
_MUST_BE = re.compile(r"[将会可能须要](?!求|闻|员|议)|应该?(?<!回应|反应|响应|供应|适应|对应|效应)|不是|越来越|只有|才")
"""A closing sentence that says so is no event."""
_TOLD_ABOUT = re.compile(r"这[一番个种]?(?:回应|说法|表态|答复|解释|言论|番话)|^(?:他|她|其|记者|笔者|本报|据|随后|随即|此后|当晚|当日|次日|截至|目前|对此|[^,。]{0,12}(?:年|月|日|时)[,\d])|记者|据悉|据了解|宣布|公告|采访|[他她](?:又|还|也|则)|资料显示|被称为|置评|未(?:予|作|做)?回[应复]")
_NARRATOR = re.compile(r"\(|(?:随后|此后|记者|据悉|据了解|目前为止|不过,记者|他|她)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """[start, end) of a paragraph. `quote` follows right behind it; `first`: it is the rest of one that a quotation began."""

    start: int
    end: int
    paragraph: Paragraph
    quote: Quote | None
    first: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """The ends of one page's reports."""

    page: Page
    leads: Leads

    def until(self, later: list[Lead], lead: Lead, end: int) -> int:
        """A later report in the same sentence ends this one where it isn't part of it."""
        if lead.mark == ":" and lead.word.startswith(("举", "打了个", "打比方")):
            return end  # 举了一个例子:…,但客户认为…
        if lead.word == "问" and not lead.mark:
            # 问她来不来,她…
            return next((i for i in range(lead.after + 3, end) if self.page.plain[i] in ",;" and not self.page.is_inside(i)), end)
        if lead.word == "劝" and not lead.mark:
            obeyed = _OBEYED.search(self.page.plain, lead.after, end)
            return obeyed.start() if obeyed else end
        for other in later:
            if other.start < lead.after or other.clause <= lead.after:
                continue
            between = self.page.plain[other.clause : other.start]
            turn = _TURN.search(self.page.plain, lead.after, other.start) if other.form in ("eyes", "according") and lead.form == "verb" else None
            if turn:
                return turn.start()  # …,但在他看来,…
            same = {w.name for w in other.who} == {w.name for w in lead.who}
            if other.mark != "“" and other.after < end - 1 and not reported.is_clause(self.page.plain[other.after : end].strip(", "), other.word, other.mark):
                continue
            own = other.form == "verb" and other.who[0].how not in ("implicit", "focus")
            if own and other.mark in (":", ",", "“") and other.after >= end - 1:
                return other.clause - 1  # …,他说:“…”
            if own and lead.form == "verb" and other.who[0].how == "name" and not same and other.clause > lead.after + 8:
                return other.clause - 1  # …,另一人说,…
            if own and not same and lead.form in ("according", "shows") and other.mark == "," and other.who[0].how in _IN_FULL and between.strip() and other.clause > lead.after + 8:
                return other.clause - 1  # …,批评者称,…
            if own and not lead.mark and lead.form == "verb" and not same and other.who[0].how in _IN_FULL | {"name"} and other.who[0].start - other.clause <= 3 and other.clause > lead.after + 3 and (lead.word in _SAYS_BARE or other.word not in lex.ANNOUNCED):
                return other.clause - 1  # 店家说不卖,厂家说没货
            if own and not same and _CONCEDES.match(self.page.plain, lead.clause, lead.start) and not _CONCEDES.match(between):
                return other.clause - 1  # 尽管店主希望…,顾客都说…
            if own and _SOME_SAY.match(between):
                return other.clause - 1  # 有人说…,也有人说…
            if other.who[0].how == "none" and other.clause > lead.after + 2 and _HE_ALONE.fullmatch(between) and not lead.mark:
                return other.clause - 1  # 他说知道了,她说…
            if own and not same and not lead.mark and lead.word in _SAYS_BARE and other.clause > lead.after + 2 and _HE_ALONE.fullmatch(between):
                return other.clause - 1
            if _AND_SAID.match(between) and other.word not in lex.THOUGHT.split():
                return other.clause - 1
            contrast = re.match(r"\s*(?:而|但|不过|然而|可|[前后]者)", between) or re.search(r"[则却]|反而", between) or self.page.plain[other.clause - 1] == ";"
            if (lead.form in ("according", "shows") or not other.mark) and other.word.startswith(("预", "估计")) and _AND_ALSO.fullmatch(between) and other.who[0].how == "implicit":
                continue  # 据协会统计,今年卖出…,预计明年…
            if same and not other.mark and other.word in lex.THOUGHT.split() and other.who[0].how == "implicit" and _LEADS_ON.fullmatch(self.page.plain, lead.after, other.clause - 1):
                continue  # 他说根据现场情况,认为可以复工
            if same and _HEARD_OF.search(self.page.plain[lead.after : max(lead.after, other.clause - 1)]):
                continue  # 警方表示,今晨接获报案,指…
            if same and lead.mark and not other.mark and _ONLY.fullmatch(between):
                continue  # 他说,自己没有赶人,只是建议…
            if same and (other.word.startswith("不") or (other.word in _PERCEIVED and other.who[0].how.startswith("pronoun"))):
                continue
            if same and lead.form != "noun" and lead.mark not in (",", ":") and not reported.is_clause(self.page.plain[lead.after : other.clause].strip(", "), lead.word, ""):
                continue
            if (same and (other.who[0].how in ("implicit", "pronoun-near", "pronoun", "name"))) or contrast:
                return other.clause - 1 if self.page.plain[other.clause - 1] in ",;:" else other.clause
        return end

    def before_joint(self, start: int, end: int) -> int:
        """…,但到了今年,|据某人透露: the joint belongs to what follows."""
        end = self.page.trim(start, end)
        joint = re.search(r",(?:但|而|不过|然而)[^,。]{0,10}$", self.page.plain[start:end])
        return start + joint.start() if joint else end

    def goes_on(self, sentence: Sentence) -> int:
        """Where a report ends that the next sentences plainly carry on: they reason from it, or say what will and must be, with no voice of their own."""
        end, p = sentence.end, sentence.paragraph
        for a, b in self.page.sentences(sentence.end, p.end):
            text = self.page.plain[a:b].strip()
            if not text.endswith("。") or any(x < b and a < y for x, y in self.page.inside) or _TOLD_ABOUT.search(text) or self.leads.find(a, b):
                break
            if self.page.people.pattern and self.page.people.pattern.match(self.page.plain, self.page.resolver.trimmed(a, b)):
                break  # 李明接触过上百人,…: the narrator again
            if not (_CARRIES_ON.match(text) or (b >= p.end - 1 and _MUST_BE.search(text))):
                break
            end = b
        return self.page.trim(sentence.start, end)

    def to_paragraph_end(self, lead: Lead, end: int, sentence: Sentence) -> int:
        """李明说:…。…。…。: where a paragraph begins so, all of it is said, but for sentences with a report or a quotation of their own."""
        p = sentence.paragraph
        if lead.clause > p.start + 12 or sentence.start > p.start + 1 or end < sentence.end:
            return end
        for a, b in self.page.sentences(end, p.end):
            if any(x < b and a < y for x, y in self.page.inside if self.page.plain[y - 2] in "。!?") or self.leads.find(a, b) or _NARRATOR.match(self.page.plain[a:b].strip()):
                break
            end = b
        return end

    def over_questions(self, end: int, p: Paragraph) -> int:
        """After a colon the report goes on over the questions it asks."""
        while self.page.plain[end - 1] == "?" and end < p.end:
            stops = [self.page.plain.find(c, end, p.end) for c in "。?!"]
            nearest = min((s for s in stops if s >= 0), default=-1)
            if nearest < 0 or any(end <= a < nearest for a, _ in self.page.inside):
                break
            end = nearest + 1
        return end
