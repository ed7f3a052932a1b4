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

_OWN_WORDS = re.compile(r"(?<!自)我|你|咱|您|[吧吗呢啊啦嘛]")
_BEHIND = re.compile(r"说|表示|称|道|指出|指|强调|透露|坦言|直言|告诉|介绍|解释|补充|感叹|感慨|回忆|提到|写道|笑|叹|警告|提醒|透漏|爆料")
"""Verbs that may follow what was said."""
_PERCEIVED = frozenset(["发现", "看到", "感到", "意识到", "注意到", "感觉", "察觉", "体会到", "感受到"])
"""What befell somebody inside a report."""
_AND_SAID = re.compile(r"\s*(?:他|她|其)(?:也|还|并|又|同时|则|亦)")
_IN_FULL = frozenset(["described", "bare-noun", "organisation", "titled", "phrase", "crowd", "document", "bare-titled", "none"])
_HE_ALONE = re.compile(r"\s*[他她](?:又|还|也|则|却)?")
_ONLY = re.compile(r"\s*(?:只是|只不过是?|不过是|而是|反而)(?:曾经?|一直|再三)?")
_SOME_SAY = re.compile(r"\s*(?:也|还|又|更|另|亦)?(?:有(?:的|些)?|更多|不少|许多|很多)人")
_JOINT_LEFT = re.compile(r",(?:但|而|不过|可|因此|所以|因为|甚至|而且|况且|毕竟)$")
_POSTS = re.compile(r"^(?:他|她)?[^,]{0,8}(?:发|写|贴|留)[^,]{0,6}(?:朋友圈|微博|帖子|动态|消息|短信|字|话|微信|贴文)$")
_CARRIES_ON = re.compile(r"(?:如果|若|要是|一旦|结果|最明显的|比如|例如|譬如|举例|然而|但(?!当|是?[他她])|而(?!在?\d|今|当|且?有)|不过|只是|虽然|尽管|因为|从长期|从长远|长期来看|换句话|换言之|也就是|这些|这样|这种|这就|这才|这是|没有|此前协商|二者|同时,|首先|其次|第二,|再者|另外,|此外,)")
_MANNER = re.compile(r"(?:语气|语调|声线|嗓音|声音|眼神|眼里|眼中|眼圈|眼眶|眼睛|脸上|表情|神情|神色|目光|嘴角|手里|手上|双手|边说边|一边|说完|说罢|话音)")
"""“…”他补充,语气里听不出…: how it was said."""
_TO_AND_FRO = re.compile(r"(?:一边|一面|边)[^,。]{0,6}$")
_COLON_NOUN = re.compile(lex.COLON_NOUN + r"(?:(?:也|则|却|就|倒|更|都|很|略|稍|颇|截然|完全|十分|非常)*有?(?:些|所|点)?(?:不同|不一样|相反|类似|一致|相似|直接|简单|明确|干脆|直白)|了|是)?\s*:\s*")
_ASKS_ON = re.compile(r"(?:问|说|讲|道|告诉|一句话?|回|答|喊|称)[^,。]{0,6}$")
"""据某人转述,母亲只问了父亲一句:“…”: what stands before the colon brings in the quotation."""
_NAMES_IT = re.compile(r"的[\u4e00-\u9fff]{2,4}$")
_SURVEY = re.compile(r"(?:调研|调查|研究|统计|数据|民调|报告|白皮书)(?:中|里)?(?:显示)?$")
"""What it says of others' views are its findings: 调研,三成的人表示…."""
_BRINGS_IN = re.compile(r",[^,。]{1,10}(?:回|问|说|写着?|写道|喊|叫|骂|称|讲|告诉|答|复)(?:了?一句|他|她|我|他们|对方)?$")
_TITLED = re.compile(rf"[^,的]{{0,16}}{lex.TITLE}")
_MUST_BE = re.compile(r"[将会可能须要](?!求|闻|员|议)|应该?(?<!回应|反应|响应|供应|适应|对应|效应)|不是|越来越|只有|才")
"""A closing sentence that says so is no event."""
_TOLD_ABOUT = re.compile(r"这[一番个种]?(?:回应|说法|表态|答复|解释|言论|番话)|^(?:他|她|其|记者|笔者|本报|据|随后|随即|此后|当晚|当日|次日|截至|目前|对此|[^,。]{0,12}(?:年|月|日|时)[,\d])|记者|据悉|据了解|宣布|公告|采访|[他她](?:又|还|也|则)|资料显示|被称为|置评|未(?:予|作|做)?回[应复]")
_TOPIC = re.compile(r"(?:是否|对于|关于|至于|针对|有关|如果|要是|若)[^,]*$")
_SPEAKS = re.compile(r"表示|称|指出|强调|透露|坦言|直言|坦承|告诉|介绍|解释|补充|感叹|感慨|呼吁|提醒|警告|反驳|回应|反映|答复|反馈|投诉|回复|来电|通报")
_NARRATOR = re.compile(r"\(|(?:随后|此后|记者|据悉|据了解|目前为止|不过,记者|他|她)")
_FRAGMENT_START = re.compile(r"(?:可能|能够|能|会|将|可以|是|要|有(?!些|的|人|一)|就|已经|已|不|没|没有|大概|大约|至少|最多|远远|应该|应当|必须|需要|非常|特别|更|最|都|也|还|正在|一直|只|仅)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """[start, end) of a paragraph. `quote` follows right behind it; `first`: it is the rest of one that a quotation began."""

    start: int
    end: int
    paragraph: Paragraph
    quote: Quote | None
    first: bool


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
        if leads and self._colon_report(sentence, leads[0]):
            return
        for i, lead in enumerate(leads):
            if lead.start < done:
                continue
            before = len(self.page.found)
            done = max(done, self._report(lead, sentence, self._until(leads[i + 1 :], lead, sentence.end)))
            if len(self.page.found) > before:
                self.page.heard(lead.who)
            elif sentence.quote and lead.after >= sentence.end - 1:
                done = sentence.end
        if not leads:
            self.embedded.passive(sentence.start, sentence.end)
            self._colon_report(sentence)

    def _until(self, later: list[Lead], lead: Lead, end: int) -> int:
        """A later report in the same sentence ends this one where it isn't part of it."""
        if lead.mark == ":" and lead.word.startswith(("举", "打了个", "打比方")):
            return end  # 举了一个例子:…,但客户认为…
        for other in later:
            if other.start < lead.after or other.clause <= lead.after:
                continue
            between = self.page.plain[other.clause : other.start]
            same = {w.name for w in other.who} == {w.name for w in lead.who}
            if other.mark != "“" and other.after < end - 1 and not cues.is_clause(self.page.plain[other.after : end].strip(", "), other.word, other.mark):
                continue
            own = other.form == "verb" and other.who[0].how not in ("implicit", "focus")
            if own and other.mark in (":", ",", "“") and other.after >= end - 1:
                return other.clause - 1  # …,他说:“…”
            if own and lead.form == "verb" and other.who[0].how == "name" and not same and other.clause > lead.after + 8:
                return other.clause - 1  # …,另一人说,…
            if own and not same and lead.form in ("according", "shows") and other.mark == "," and other.who[0].how in _IN_FULL and between.strip() and other.clause > lead.after + 8:
                return other.clause - 1  # …,批评者称,…
            if own and _SOME_SAY.match(between):
                return other.clause - 1  # 有人说…,也有人说…
            if other.who[0].how == "none" and other.clause > lead.after + 2 and _HE_ALONE.fullmatch(between) and not lead.mark:
                return other.clause - 1  # 他说知道了,她说…
            if _AND_SAID.match(between) and other.word not in lex.THOUGHT.split():
                return other.clause - 1
            contrast = re.match(r"\s*(?:而|但|不过|然而|可)", between) or re.search(r"[则却]|反而", between) or self.page.plain[other.clause - 1] == ";"
            if (lead.form in ("according", "shows") or (lead.mark == "," and not other.mark)) and other.word.startswith(("预", "估计")) and not between.strip() and other.who[0].how == "implicit":
                continue  # 据协会统计,今年卖出…,预计明年…
            if same and lead.mark and not other.mark and _ONLY.fullmatch(between):
                continue  # 他说,自己没有赶人,只是建议…
            if same and (other.word.startswith("不") or (other.word in _PERCEIVED and other.who[0].how.startswith("pronoun"))):
                continue
            if same and lead.mark not in (",", ":") and not cues.is_clause(self.page.plain[lead.after : other.clause].strip(", "), lead.word, ""):
                continue
            if (same and (other.who[0].how in ("implicit", "pronoun-near", "pronoun", "name"))) or contrast:
                return other.clause - 1 if self.page.plain[other.clause - 1] in ",;:" else other.clause
        return end

    def _report(self, lead: Lead, sentence: Sentence, stop: int) -> int:
        """One lead's content, ending by `stop`, as a statement; returns where reading goes on."""
        if lead.word in lex.GESTURES:
            return lead.end
        quote = sentence.quote if stop == sentence.end else None
        if not lead.mark and re.match(r"(?![不没无会要可已是很太有将他她它这那在都也])[\u4e00-\u9fff]{1,3},", self.page.plain[lead.after : stop]):
            return lead.end  # 说抱歉,…
        if lead.mark == "," and lead.form == "verb" and self._how_it_was_said(lead, sentence):
            return lead.end
        if lead.after >= stop - 1 or not self.page.plain[lead.after : stop].strip(" ,。:"):
            return self._said_before(lead, sentence) if self.page.plain[lead.after : lead.after + 1] == "。" and lead.mark == "." and not quote else lead.end
        start = self._content_start(lead, stop, sentence.first, quote)
        firm = lead.form == "verb" and lead.mark == "," and lead.word not in lex.THOUGHT.split()
        end = cues.content_end(self.page.plain, start, stop, self.page.inside, over_semicolons=firm)
        if lead.mark == ":" and end == sentence.end:
            end = self._over_questions(end, sentence.paragraph)
        end = self.page.trim(start, end)
        content = self.page.plain[start:end]
        if not (cues.is_clause(content, lead.word, lead.mark) if lead.form == "verb" else len(content) >= 4):
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
        if quote is not None and (self._leads_in(content, quote) or (end >= quote.open - 1 and self.page.plain[quote.open - 1] not in ",。!?: ")):
            return end
        if lead.form == "verb" and not lead.mark and self.page.plain[lead.start - 2 : lead.start] in ("如此", "这样", "这么", "如是"):
            return lead.end
        verbatim = lead.mark == ":" and is_verbatim(lead.word if lead.form != "noun" else lead.word.replace("反馈", "看法"), content)
        if verbatim:
            end = self._to_paragraph_end(lead, self.page.with_stop(end), sentence)
        if any(paper in lead.word for paper in ("报道", "报导", "爆料", "消息")):
            count = len(self.page.found)
            self.embedded.second_hand(start, end, lead.who[0], every=True)
            if len(self.page.found) > count:  # a paper that reports what somebody says holds no view of its own but what stands before
                inner = self.leads.find(start, end)[0]
                if inner.clause - start >= 14 and lead.mark:
                    self.page.add(start, self._before_joint(start, inner.clause), "indirect", lead.who, lead.word, _rule(lead, verbatim), by=lead.by)
                return end
        if not verbatim and not _SURVEY.search(lead.word if lead.form == "according" else self.page.plain[lead.clause : lead.start]) and self.embedded.relay(start, end, lead.who[0]):
            return end
        if not verbatim and quote is None and self.page.plain[end : sentence.end] == "。" and lead.form == "verb" and lead.mark == "," and lead.who[0].kind in ("person", "anonymous") and lead.word not in lex.ANNOUNCED:
            self.page.add(start, self._goes_on(sentence), "indirect", lead.who, lead.word, _rule(lead, verbatim), by=lead.by)
            self.embedded.second_hand(start, end, lead.who[0])
            return end
        self.page.add(start, end, "direct" if verbatim else "indirect", lead.who, lead.word, _rule(lead, verbatim), by=lead.by)
        self.embedded.second_hand(start, end, lead.who[0])
        return end

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

    def _before_joint(self, start: int, end: int) -> int:
        """…,但到了今年,|据某人透露: the joint belongs to what follows."""
        end = self.page.trim(start, end)
        joint = re.search(r",(?:但|而|不过|然而)[^,。]{0,10}$", self.page.plain[start:end])
        return start + joint.start() if joint else end

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

    def _said_before(self, lead: Lead, sentence: Sentence) -> int:
        """今年销量会翻番,李明说。"""
        a, p, start = sentence.start, sentence.paragraph, sentence.start
        while start < lead.clause and self.page.plain[start] in " ,。":
            start += 1
        end = lead.clause - 1
        if sentence.first and a == start and self.page.plain[a : a + 1] != "。":
            return lead.end
        if end - start >= 8 and lead.clause > a and self.page.plain[lead.clause - 1] == "," and lead.who[0].how not in ("implicit", "focus") and _BEHIND.match(lead.word) and (not (title := self.page.plain[lead.clause : lead.who[0].start].strip(" 也还而但")) or _TITLED.fullmatch(title)) and lead.word not in lex.THOUGHT.split():
            if start > p.start and self.page.plain[start - 1] in "”」』\"" and self.page.plain[start - 2] in ",。":
                return lead.end
            self.page.add(start, self.page.trim(start, end), "indirect", lead.who, lead.word, "clause-verb")
        return lead.end

    def _goes_on(self, sentence: Sentence) -> int:
        """Where a report ends that the next sentences plainly carry on: they reason from it, or say what will and must be, with no voice of their own."""
        end, p = sentence.end, sentence.paragraph
        for a, b in self.page.sentences(sentence.end, p.end):
            text = self.page.plain[a:b].strip()
            if not text.endswith("。") or any(x < b and a < y for x, y in self.page.inside) or _TOLD_ABOUT.search(text) or self.leads.find(a, b):
                break
            if not (_CARRIES_ON.match(text) or (b >= p.end - 1 and _MUST_BE.search(text))):
                break
            end = b
        return self.page.trim(sentence.start, end)

    def _to_paragraph_end(self, lead: Lead, end: int, sentence: Sentence) -> int:
        """李明说:…。…。…。: where a paragraph begins so, all of it is said, but for sentences with a report or a quotation of their own."""
        p = sentence.paragraph
        if lead.clause > p.start + 12 or sentence.start > p.start + 1 or end < sentence.end:
            return end
        for a, b in self.page.sentences(end, p.end):
            if any(x < b and a < y for x, y in self.page.inside if self.page.plain[y - 2] in "。!?") or self.leads.find(a, b) or _NARRATOR.match(self.page.plain[a:b].strip()):
                break
            end = b
        return end

    def _over_questions(self, end: int, p: Paragraph) -> int:
        """After a colon the report goes on over the questions it asks."""
        while self.page.plain[end - 1] == "?" and end < p.end:
            stops = [self.page.plain.find(c, end, p.end) for c in "。?!"]
            nearest = min((s for s in stops if s >= 0), default=-1)
            if nearest < 0 or any(end <= a < nearest for a, _ in self.page.inside):
                break
            end = nearest + 1
        return end

    def _colon_report(self, sentence: Sentence, before: Lead | None = None) -> bool:
        """得出了一个结论:…, 举了一个例子:…; whether there is one, and it stands `before` the sentence's first lead."""
        a, b, p = sentence.start, sentence.end, sentence.paragraph
        for match in _COLON_NOUN.finditer(self.page.plain[a:b]):
            at = a + match.start()
            if before and (before.clause <= a + match.end() - 1 or sentence.quote):
                return False
            if self.page.is_inside(at) or a + match.end() >= b - 4 or self.page.plain[at - 1 : at + 1] == "电话":
                continue
            who = self.subjects.of(a, at)
            if who is None and self.page.plain[at - 1] == "的":  # 李明的说法有所不同:…
                who = self.page.resolver.phrase(max(a, *(self.page.plain.rfind(c, a, at) + 1 for c in ",;")), at - 1)
            if who is None or self.page.plain[who.start : who.end].endswith("记者"):
                continue
            start = a + match.end()
            end = self._over_questions(b, p) if b < p.end else b
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
    if lead.word in lex.ANNOUNCED:
        return rule + "-announced"
    return rule + "-thought" if lead.word in lex.THOUGHT.split() and lead.form == "verb" else rule
