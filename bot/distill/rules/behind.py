"""Reports whose speaker stands behind them or in their middle: 今年销量会翻番,李明说。 销量会翻番,李明说,因为…"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.distill import lexicon as lex
from bot.distill.rules.page import Page
from bot.distill.rules.reach import Sentence
from bot.distill.rules.values import Lead

_BEHIND = re.compile(r"说|表示|称|道|指出|指|强调|透露|坦言|直言|告诉|介绍|解释|补充|感叹|感慨|回忆|提到|写道|笑|叹|警告|提醒|透漏|爆料")
"""Verbs that may follow what was said."""
_JUDGED = frozenset(["判断", "认为", "预测", "预计", "估计", "总结", "评价", "分析", "推测"])
_SO = re.compile(r"(?:这样|如此|这么)\Z")
_TITLED = re.compile(rf"[^,的]{{0,16}}{lex.TITLE}|[^,]{{2,24}}的")
_ABOUT_WHAT = re.compile("(?:对于?|关于|至于|针对|有关|面对|除了|随着|在|当|作为|自从|从)[^,;]*$")
"""What a sentence begins with is no clause of its own."""
_GOES_ON = re.compile("以及|并且?|而且|因为|由于|但|不过|所以|因此|尤其|特别是|甚至|同时|否则|除非|如果|包括|而")
_FULL = frozenset(["name", "titled", "bare-titled", "surname", "subject", "described", "phrase"])
_WHO_IT_IS = re.compile(
    rf"(?:他|她|其)?(?:此前|之前|当时|目前|现在?|也|还|同时|本身|曾经?|先后)*(?:任|担任|出任|任职于|就职于|供职于|服务于|在[^,]{{2,16}}(?:工作|任职|任教|担任)|是[^,]{{2,30}}(?:{lex.TITLE}|{lex.HEAD}|之一))[^,]{{0,24}}"
    r"|(?:这|该公司|该机构)(?:是|为)一?[家个所间][^,]{2,30}"
)
"""…,李明说,他曾任商会会长: who the speaker is, nothing said."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Reads such reports on one page."""

    page: Page

    def said(self, lead: Lead, sentence: Sentence) -> int:
        """今年销量会翻番,李明说。Whether or not it is one, reading goes on behind the verb."""
        if lead.word not in lex.THOUGHT.split() or lead.word in _JUDGED:
            self._keep(lead, sentence)
        return lead.end

    def _keep(self, lead: Lead, sentence: Sentence) -> bool:
        plain, start = self.page.plain, sentence.start
        while start < lead.clause and plain[start] in " ,。":
            start += 1
        if sentence.first and sentence.start == start and plain[start : start + 1] != "。":
            return False
        if lead.clause - 1 - start < 8 or plain[lead.clause - 1] != "," or lead.who[0].how in ("implicit", "focus"):
            return False
        if not (_BEHIND.match(lead.word) or (lead.word in _JUDGED and _SO.search(plain, sentence.start, lead.start))):
            return False
        title = plain[lead.clause : lead.who[0].start].strip(" 也还而但")
        if (title and not _TITLED.fullmatch(title)) or _ABOUT_WHAT.match(plain, start, lead.clause - 1):
            return False
        if start > sentence.paragraph.start and plain[start - 1] in "”」』\"" and plain[start - 2] in ",。":
            return False
        self.page.add(start, self.page.trim(start, lead.clause - 1), "indirect", lead.who, lead.word, "clause-before")
        return True

    def in_the_middle(self, lead: Lead, sentence: Sentence, stop: int) -> bool:
        """What stands before the speaker is theirs as well: …,李明说,因为…. True where only that is: …,李明说,他曾任商会会长."""
        if lead.mark != "," or lead.form != "verb" or not re.match("说|表示|称|告诉|坦言|指出|.{1,3}[说称道]", lead.word):
            return False
        rest = self.page.plain[lead.after : stop].strip(" ,。")
        if lead.who[0].how in _FULL and stop == sentence.end and sentence.quote is None and _WHO_IT_IS.fullmatch(rest):
            quoted = sentence.first and lead.clause - sentence.start <= 2 and self.page.plain[max(0, sentence.start - 1)] in "”」』\""
            return quoted or self._keep(lead, sentence)
        if _GOES_ON.match(rest) and lead.clause > sentence.start:
            self._keep(lead, sentence)
        return False
