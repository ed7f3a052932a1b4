"""Indirect speech: from a lead to where its report begins and ends, sentence by sentence, in the text between quotations."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass

from bot.distill import lexicon as lex
from bot.distill import reported
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.quotes import Quote
from bot.distill.rules.behind import Behind
from bot.distill.rules.embedded import Embedded
from bot.distill.rules.leads import Leads
from bot.distill.rules.page import Page
from bot.distill.rules.reach import Reach, Sentence
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Lead

_OWN_WORDS = re.compile(r"(?<!自)我|你|咱|您|[吧吗呢啊啦嘛]")
_JOINT_LEFT = re.compile(r",(?:但|而|不过|可|因此|所以|因为|甚至|而且|况且|毕竟)$")
_POSTS = re.compile(r"^(?:他|她)?[^,]{0,8}(?:发|写|贴|留)[^,]{0,6}(?:朋友圈|微博|帖子|动态|消息|短信|字|话|微信|贴文)$")
_MANNER = re.compile(r"(?:语气|语调|声线|嗓音|声音|眼神|眼里|眼中|眼圈|眼眶|眼睛|脸上|表情|神情|神色|目光|嘴角|手里|手上|双手|边说边|一边|说完|说罢|话音)")
"""“…”他补充,语气里听不出…: how it was said."""
_TO_AND_FRO = re.compile(r"(?:一边|一面|边)[^,。]{0,6}$")
_COLON_NOUN = re.compile(lex.COLON_NOUN + r"(?:(?:也|则|却|就|倒|更|都|很|略|稍|颇|截然|完全|十分|非常)*有?(?:些|所|点)?(?:不同|不一样|相反|类似|一致|相似|直接|简单|明确|干脆|直白)|(?:也|倒|却|更)?(?:很|更|十分|非常)[\u4e00-\u9fff]{2}|了|是)?\s*:\s*")
_FORESEES = frozenset(["预计", "预测", "预期", "提出", "担心", "担忧"])
"""Bare, too, these bring in what somebody says; 宣布 and 希望 as often an event or a wish."""
_BEARS_OUT = re.compile("(?:支持|印证|证实|佐证|呼应|验证|反驳|推翻|支撑)了?[^,。;:]{0,14}$")
"""某学会的测算印证了他的看法:…: what follows is the first one's."""
_SEVERAL = re.compile("[两几三四多]种(?:不同的?|截然不同的)?$")
_ASKS_ON = re.compile(r"(?:问|说|讲|道|告诉|一句话?|回|答|喊|称)[^,。]{0,6}$")
"""据某人转述,母亲只问了父亲一句:“…”: what stands before the colon brings in the quotation."""
_NAMES_IT = re.compile(r"的[\u4e00-\u9fff]{2,4}$")
_SURVEY = re.compile(r"(?:调研|调查|研究|统计|数据|民调|报告|白皮书)(?:中|里)?(?:显示)?$")
"""What it says of others' views are its findings: 调研,三成的人表示…."""
_BRINGS_IN = re.compile(r",[^,。]{1,10}(?:原话是|说的是|回答是|[说问回]了句|回|问|说|写着?|写道|喊|叫|骂|称|讲|告诉|答|复)(?:了?一句|他|她|我|他们|对方)?$")
_TELLS_HIM = re.compile("(?:告诉|通知|提醒|安慰|劝|对|跟|向|问|为难|责怪|批评|理会|答应|拒绝|催|骂|拉住|叫住|拦住|陪|送|带|找|等|看|帮|给|同情|埋怨|鼓励|反驳|打断)[着了过]?(?P<he>[他她])(?![们的])")
_ASKED_SO = re.compile(r"^[^,]{2,12}(?:这样|如此|这么|如是)(?:说|反问|回答|回应|形容|问|答|解释|总结|感叹|描述)(?:道|他|她)?$")
_ONE_WORD = re.compile("(?:同)?一[个句]?(?:词|字|话|数字):|[^,。]{0,8}(?:另一个样子|另一副样子|另一回事|截然不同|完全不同)$")
_TOPIC = re.compile(r"(?:是否|对于|关于|至于|针对|有关|如果|要是|若)[^,]*$")
_SPEAKS = re.compile(r"表示|称|指出|强调|透露|坦言|直言|坦承|告诉|介绍|解释|补充|感叹|感慨|呼吁|提醒|警告|反驳|回应|反映|答复|反馈|投诉|回复|来电|通报")
_FRAGMENT_START = re.compile(r"(?:可能|能够|能|会|将|可以|是|要|有(?!些|的|人|一)|就|已经|已|不|没|没有|大概|大约|至少|最多|远远|应该|应当|必须|需要|非常|特别|更|最|都|也|还|正在|一直|只|仅)")


@dataclass(frozen=True, slots=True)
class IndirectSpeech:
    """Reads the reports of one page."""

    page: Page
    leads: Leads
    subjects: Subjects
    embedded: Embedded
    reach: Reach
    behind: Behind

    def read(self, start: int, end: int, p: Paragraph, *, quote: Quote | None = None) -> None:
        """Indirect speech in the text [start, end) between two quotations; `quote` is the one that follows."""
        for a, b in self.page.sentences(start, end):
            count = len(self.page.found)
            self._sentence(Sentence(a, b, p, quote if b == end else None, first=a == start and start > p.start))
            if len(self.page.found) == count and self.page.plain[a:b].strip(" ,。"):
                before = self.page.resolver.focus
                self.page.resolver.mention(a, b)
                if self.page.resolver.focus is not before and b - a > 12:
                    self.page.speaking = None

    def _sentence(self, sentence: Sentence) -> None:
        """Every lead of the sentence with its report; without one, a passive or a noun before a colon may bring it."""
        leads = self.leads.find(sentence.start, sentence.end)
        done = sentence.start
        focus = self.page.resolver.focus
        if leads and self._colon_report(sentence, next((x for x in leads if x.word not in lex.GESTURES), None)):
            return
        for i, lead in enumerate(leads):
            if lead.start < done:
                continue
            before = len(self.page.found)
            done = max(done, self._report(lead, sentence, self.reach.until(leads[i + 1 :], lead, sentence.end)))
            if len(self.page.found) > before:
                told = self._told(lead)
                self.page.heard(lead.who)
                self.page.resolver.focus = told or self.page.resolver.focus
            elif sentence.quote and lead.after >= sentence.end - 1:
                done = sentence.end
        if done > sentence.start and self.page.resolver.focus is focus:
            self.page.resolver.mention(done, sentence.end)  # 有人怀疑…,李明连发三条语音否认。他…
        if not leads:
            self.embedded.passive(sentence.start, sentence.end)
            self._colon_report(sentence)

    def _told(self, lead: Lead) -> Who | None:
        """老同事告诉她,…。她…: whoever is told stays in the foreground, where who tells is only described."""
        focus, he = self.page.resolver.focus, _TELLS_HIM.search(self.page.plain, lead.who[-1].end, lead.after)
        if lead.who[-1].kind != "anonymous" or he is None or focus is None or focus.kind != "person":
            return None
        return focus if self.page.resolver.may_be(he.group("he"), focus.name) else None

    def _report(self, lead: Lead, sentence: Sentence, stop: int) -> int:
        """One lead's content, ending by `stop`, as a statement; returns where reading goes on."""
        if lead.word in lex.GESTURES:
            return lead.end
        quote = sentence.quote if stop == sentence.end else None
        if not lead.mark and re.match(r"(?![\u4e00-\u9fff]{1,2}了,)(?![不没无会要可已是很太有将他她它这那在都也再先还])[\u4e00-\u9fff]{1,3},", self.page.plain[lead.after : stop]):
            return lead.end  # 说抱歉,…
        if lead.mark == "," and lead.form == "verb" and self._how_it_was_said(lead, sentence):
            return lead.end
        if lead.after >= stop - 1 or not self.page.plain[lead.after : stop].strip(" ,。:"):
            return self.behind.said(lead, sentence) if self.page.plain[lead.after : lead.after + 1] == "。" and lead.mark == "." and not quote else lead.end
        if self.behind.in_the_middle(lead, sentence, stop):
            return stop
        start = self._content_start(lead, stop, sentence.first, quote)
        firm = lead.form == "verb" and lead.mark == "," and lead.word not in lex.THOUGHT.split()
        end = reported.content_end(self.page.plain, start, stop, self.page.inside, over_semicolons=firm)
        if lead.mark == ":" and end == sentence.end:
            end = self.reach.over_questions(end, sentence.paragraph)
        end = self.page.trim(start, end)
        content = self.page.plain[start:end]
        if not (reported.is_clause(content, lead.word, lead.mark) if lead.form == "verb" else len(content) >= 4):
            return lead.end
        if quote is not None and end >= quote.open - 1:
            joint = _JOINT_LEFT.search(content)
            if joint and lead.mark == "," and joint.start() >= 8:  # …,但“…。”
                end = start + joint.start()
                content = self.page.plain[start:end]
            if self.page.plain[quote.open - 1] == ":" and self._announces(content, lead):
                return end
        if quote is not None and lead.mark and end >= quote.open - 1 and self.page.plain[quote.open - 1] not in ",。!?: ":
            back = _BRINGS_IN.search(content)
            if back and back.start() >= 8:  # …,系统回他“…”
                end = start + back.start()
                content = self.page.plain[start:end]
        if quote is not None and (self._leads_in(content, quote) or (end >= quote.open - 1 and self.page.plain[quote.open - 1] not in ",。!?: ”」』")):
            return end
        if lead.form == "verb" and (not lead.mark or (sentence.first and lead.mark == ",")) and self.page.plain[lead.start - 2 : lead.start] in ("如此", "这样", "这么", "如是"):
            return lead.end
        if _ASKED_SO.search(content) or _ONE_WORD.match(content):
            return lead.end  # 据某人回忆,李明这样反问
        verbatim = lead.mark == ":" and is_verbatim(lead.word if lead.form != "noun" else lead.word.replace("反馈", "看法"), content)
        if verbatim:
            end = self.reach.to_paragraph_end(lead, self.page.with_stop(end), sentence)
        if any(paper in lead.word for paper in ("报道", "报导", "爆料", "消息")) and self._paper(lead, start, end, _rule(lead, verbatim)):
            return end
        if not verbatim and not _SURVEY.search(lead.word if lead.form == "according" else self.page.plain[lead.clause : lead.start]) and self.embedded.relay(start, end, lead.who[0]):
            return end
        if not verbatim and quote is None and self.page.plain[end : sentence.end] == "。" and lead.form in ("verb", "according", "eyes") and lead.mark == "," and lead.who[0].kind in ("person", "anonymous") and lead.word not in lex.ANNOUNCED:
            self.page.add(start, self.reach.goes_on(sentence), "indirect", lead.who, lead.word, _rule(lead, verbatim), by=lead.by)
            self.embedded.second_hand(start, end, lead.who[0])
            return end
        self.page.add(start, end, "direct" if verbatim else "indirect", lead.who, lead.word, _rule(lead, verbatim), by=lead.by)
        self.embedded.second_hand(start, end, lead.who[0])
        return end

    def _paper(self, lead: Lead, start: int, end: int, rule: str) -> bool:
        """A paper that reports what somebody says holds no view of its own but what stands before; whether it is one."""
        count = len(self.page.found)
        self.embedded.second_hand(start, end, lead.who[0], every=True)
        if len(self.page.found) == count:
            return False
        inner = self.leads.find(start, end)[0]
        if inner.clause - start >= 14 and lead.mark:
            self.page.add(start, self.reach.before_joint(start, inner.clause), "indirect", lead.who, lead.word, rule, by=lead.by)
        return True

    def _announces(self, content: str, lead: Lead) -> bool:
        """他发了一条朋友圈:“…”, 他指出更深的影响:“…”: what stands before the colon only brings in the quotation."""
        if _POSTS.search(content):
            return True
        if "," in content or len(content) > 20:
            return False
        return bool(_ASKS_ON.search(content)) or (not lead.mark and bool(_NAMES_IT.search(content)))

    def _how_it_was_said(self, lead: Lead, sentence: Sentence) -> bool:
        """一边说,一边…; “…”她补充,语气里…: behind the comma stands what the speaker did meanwhile."""
        after = self.page.plain[lead.after : lead.after + 8]
        if _TO_AND_FRO.search(self.page.plain[lead.clause : lead.start]) and after.startswith(("一边", "一面", "边")):
            return True
        return sentence.first and lead.clause - sentence.start <= 2 and bool(_MANNER.match(after))

    def _content_start(self, lead: Lead, stop: int, first: bool, quote: Quote | None) -> int:
        """Where what is said begins: behind the verb's tail (说道), a joint (但), or a noun that announces it (…的理由:)."""
        plain, at = self.page.plain, lead.after
        while at < stop and plain[at] in " ,:":
            at += 1
        if not lead.mark and lead.word != "说":
            tail = re.match(r"(?:道|着|到)(?=[\u4e00-\u9fff])", plain[at : at + 2])
            at += tail.end() if tail else 0
        hearsay = re.match(r"据(?:他|她|其|我)们?(?:所知|了解|所了解|观察|介绍|统计)?,", plain[at:stop])
        at += hearsay.end() if hearsay else 0
        again = re.match(r"(?:并)?(?:指(?![出定数标向责望令引挥南派甲纹])|指出|称(?![为作号赞]))(?=[\u4e00-\u9fff]{3})", plain[at:stop]) if lead.form in ("according", "relayed") else None
        at += again.end() if again else 0  # 据某报的说法,指…
        if first and lead.form == "verb":
            joint = re.match(r"(?:但是|但|不过|然而),?\s*", plain[at:stop])
            at += joint.end() if joint else 0
        if not lead.mark and quote is None:
            noun = re.match(rf"[^。:;]{{2,30}}?{lex.COLON_NOUN}\s*:\s*(?=\S)", plain[at:stop])
            if noun and not self.page.is_inside(at + noun.end() - 1):
                at += noun.end()
        return at

    def _leads_in(self, content: str, quote: Quote) -> bool:
        """A beginning that the quotation finishes (最终能存活的玩家,“可能有三家”) is no statement of its own."""
        inner = self.page.plain[quote.open + 1 : quote.close]
        if not content.rstrip().endswith((",", "。", "!", "?")) and self.page.plain[quote.open - 1] != ",":
            return False
        if _TOPIC.match(content.rstrip(", ")):
            return True  # 是否扩建,“…”
        clause = content.rstrip(", ").rsplit(",", 1)[-1].rsplit("的", 1)[-1]
        return self.page.plain[quote.open - 1] == "," and bool(_FRAGMENT_START.match(inner)) and not re.search(r"[是会能要将已了很太不没]|可以|应该|需要", clause)

    def _issuer(self, start: int, end: int) -> Who | None:
        """Whose figures or words the clause that ends at `end` speaks of."""
        clause = max([start, *(self.page.plain.rfind(c, start, end) + 1 for c in ",;")])
        whose = self.page.plain.rfind("的", clause, end)
        found = self.leads.documents.subject(clause, end) or self.page.resolver.phrase(clause, end) or self.page.resolver.before(clause, end)
        return found or (self.page.resolver.phrase(clause, whose) if whose > 0 else None)

    def _colon_report(self, sentence: Sentence, before: Lead | None = None) -> bool:
        """得出了一个结论:…, 举了一个例子:…; whether there is one, and it stands `before` the sentence's first lead."""
        a, b, p = sentence.start, sentence.end, sentence.paragraph
        for match in _COLON_NOUN.finditer(self.page.plain[a:b]):
            at = a + match.start()
            if before and (before.clause <= a + match.end() - 1 or sentence.quote):
                return False
            if self.page.is_inside(at) or a + match.end() >= b - 4 or self.page.plain[at - 1 : at + 1] == "电话":
                continue
            if _SEVERAL.search(self.page.plain, a, at) or (match.group().startswith(("问题", "疑问")) and self.page.plain[b - 1] == "?"):
                continue  # 有两种声音:…; 他抛出一个问题:…?
            bears = _BEARS_OUT.search(self.page.plain, a, at)
            who = self._issuer(a, bears.start()) if bears else self.subjects.of(a, at)
            if who is None and not bears and self.page.plain[at - 1] == "的":  # 李明的说法有所不同:…
                who = self.page.resolver.phrase(max(a, *(self.page.plain.rfind(c, a, at) + 1 for c in ",;")), at - 1)
            if who is None or self.page.plain[who.start : who.end].endswith("记者"):
                continue
            start = a + match.end()
            end = self.reach.over_questions(b, p) if b < p.end else b
            word = match.group().rstrip(": ")
            if word in ("一句话", "一句", "这句话", "原话"):
                self.page.add(start, self.page.with_stop(self.page.trim(start, end)), "direct", (who,), word, "colon-noun")
            else:
                self.page.add(start, self.page.trim(start, end), "indirect", (who,), word, "colon-noun")
            self.page.heard((who,))
            return True
        return False


def is_verbatim(cue: str, content: str) -> bool:
    """After a colon and without marks: the speaker's own words, by the verb, or because they say 我们 or 你."""
    if cue in lex.VERBATIM or cue.endswith(("道", "说")) or _SPEAKS.match(cue):
        return True
    return bool(_OWN_WORDS.search(content)) and cue not in lex.THOUGHT.split()


def _rule(lead: Lead, verbatim: bool) -> str:
    """The rule's name: the lead's form, the mark behind it, and what sort of verb it is."""
    if verbatim:
        return "verb-colon-verbatim"
    rule = f"{lead.form}-{'colon' if lead.mark == ':' else 'comma' if lead.mark == ',' else 'bare'}"
    if lead.word in lex.ANNOUNCED and not (rule == "verb-bare" and lead.word in _FORESEES):
        return rule + "-announced"
    return rule + "-thought" if lead.word in lex.THOUGHT.split() and lead.form == "verb" else rule
