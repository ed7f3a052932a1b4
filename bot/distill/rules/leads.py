"""Everything that brings in a report, found in a sentence: a verb with its subject (李明表示), a phrase (在李明看来, 据李明介绍),
an agency that relays (路透社援引…), a document that shows (报告显示)."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.distill import cues
from bot.distill import lexicon as lex
from bot.distill.names import Who
from bot.distill.rules import documents
from bot.distill.rules import lead_words as words
from bot.distill.rules.deeds import Deeds
from bot.distill.rules.implied import Implied
from bot.distill.rules.noun_leads import NounLeads
from bot.distill.rules.page import NOBODY, TERMINAL, Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Lead


def _no_speaker(surface: str, verb: str) -> bool:
    """The reporter, or somebody who only asks."""
    return bool(words.THE_REPORTER.fullmatch(surface) or words.REPORTS_ITSELF.match(surface)) or (verb.endswith(("问", "统计")) and surface.endswith("记者"))


def clause_start(plain: str, start: int, at: int) -> int:
    """Where the clause begins that `at` stands in, signs inside brackets left out of account."""
    found = at
    while True:
        found = max([start, *(plain.rfind(c, start, found) + 1 for c in ",;:。!?")])
        opened = plain.rfind("(", start, found)
        if opened < 0 or plain.find(")", opened, at) < found:
            return found
        found = opened


_ITS_FIGURES = re.compile("(?<=..)(?:的|最新|官方|公开){0,2}(?:数据|资料|统计|数字)$")
"""引述统计署数据指: whose figures they are."""


@dataclass(frozen=True, slots=True)
class Leads:
    """Finds leads on one page."""

    page: Page
    subjects: Subjects
    documents: documents.Documents
    implied: Implied
    nouns: NounLeads
    deeds: Deeds

    def find(self, start: int, end: int) -> list[Lead]:
        """Everything in [start, end) that brings in a report, in order."""
        found: list[Lead] = []
        taken: list[tuple[int, int]] = []
        for pattern, form in ((lex.IN_THE_EYES, "eyes"), (lex.ACCORDING, "according")):
            for match in pattern.finditer(self.page.plain, start, end):
                if self.page.is_inside(match.start()):
                    continue
                lead = self._prepositional(match, form, start)
                if lead and not any(a < lead.end and lead.start < b for a, b in taken):
                    found.append(lead)
                    taken.append((match.start(), match.end()))
        for lead in self.documents.heard_from(start, end):
            if not any(a < lead.end and lead.start < b for a, b in taken):
                found.append(lead)
                taken.append((lead.start, lead.end))
        for match in lex.RELAYED.finditer(self.page.plain, start, end):
            lead = self._relayed(match, start)
            if lead and not any(a < lead.end and lead.start < b for a, b in taken):
                found.append(lead)
                taken.append((match.start(), match.end()))
        found += self.nouns.find(start, end, taken)
        for cue in cues.find(self.page.plain, start, end, self.page.inside):
            if any(a <= cue.start < b for a, b in taken):
                continue
            lead = self._verbal(cue, start, end, found)
            if lead and (lead.who[0].how == "none" or lead.who[0].name.startswith("《") or (lead.who[0].how == "bare-noun" and documents.is_paper(lead.who[0].name))):
                paper = self.documents.subject(lead.clause, cue.start)
                lead = replace(lead, who=(paper,)) if paper else lead
            if lead:
                found.append(lead)
                taken.append((lead.start, lead.after))
        for match in documents.SAYS.finditer(self.page.plain, start, end):
            if self.page.is_inside(match.start()) or any(a <= match.start() < b for a, b in taken):
                continue
            lead = self.documents.lead(match, start)
            if lead:
                found.append(lead)
                taken.append((lead.start, lead.after))
        found += self.deeds.find(start, end, taken)
        return sorted(found, key=lambda x: x.start)

    def _prepositional(self, match: re.Match[str], form: str, start: int) -> Lead | None:
        """在李明看来, 据李明介绍, 据该公司财报: the phrase names who."""
        a, b = match.span("who")
        less = words.LESS_SURE.search(self.page.plain, a, b)
        b = less.start() if less and less.start() > a + 1 else b
        relays = words.RELAYS.match(self.page.plain, a, b)
        if relays and form == "according":
            a = relays.end()  # 据某网援引多家外媒消息
        if match.start() > start and (self.page.plain[match.start() - 1] in "存现正所实都证数论" or (match.group("p") in words.SMALL and self.page.plain[match.start() - 1] not in words.BEFORE_SMALL)):
            return None
        raw = self.page.plain[a:b]
        if not raw.strip() or raw in ("", "不完全", "了解", "此") or raw.startswith(("不完全", "我", "你")):
            return None
        if raw.endswith(("记者", "笔者", "本报", "本刊")) and words.COUNTED_BY.search(match.group("cue")):
            return None  # 据记者统计: nobody's view
        if form == "eyes" and match.group("c") == "," and self.page.plain[match.end() : match.end() + 1] == "却":
            return None  # …,但在创业者眼中,却…
        who = self._meant_by(raw, a, b) or self.page.resolver.phrase(a, b)
        made = re.search(r"(?:数据|报告|财报|季报|年报|业绩|统计|白皮书|榜单|研报|声明|公告|调查)(?:显示)?$", match.group("cue"))
        if form == "according" and made:
            maker = re.sub(rf"(?:{lex.TIME}|\([^()]*\)|最新|日前|近日|今年|在|于|\s)+$", "", raw)
            maker = re.split(r"(?<=[\u4e00-\u9fff]{2})(?:内部|官方)?(?:对|针对|关于|就)", maker)[0]
            maker = words.THEIR_PAPER.sub("", maker)
            if 2 <= len(maker) <= 24:
                who = self.page.resolver.phrase(a, a + len(maker)) or self.page.resolver.titled(maker, a) or Who(maker, a, a + len(maker), "organisation", "bare")
        if who is None:
            # 如同某人在某处所说
            who = self.page.resolver.before(a, b)
        if who is None and form == "eyes" and len(raw) <= 10 and not re.search(rf"[,的]|^{lex.PRONOUN}$", raw):
            who = Who(raw, a, b, "unknown", "bare")
        if who is None:
            who = NOBODY if form == "eyes" and raw in ("他", "她") else self.page.resolver.titled(raw, a)
        if who is None and form == "according" and len(raw) <= 16:
            raw = re.sub(rf"(?:{lex.TIME}|\([^()]*\)|\s)+$", "", raw)
            stripped = re.sub(r"(?:最新|公开|发布|公布|官方|收购|不完全|的)+$", "", re.sub(r"^(?:后来|最新|近期|此前|最近)的?", "", raw))
            if len(stripped) >= 2 and not re.match(r"不完全|目前|上述|以上|相关|公开|市场|初步|历史|过往|现有|最新", stripped) and not re.match(r"[这那此其]", stripped):
                who = Who(stripped, a, a + len(stripped), "organisation", "bare")
        if who is None:
            return None
        after = match.end()
        while after < len(self.page.plain) and self.page.plain[after] == " ":
            after += 1
        mark = "," if match.group("c").startswith(",") else match.group("c") or ("“" if self.page.plain[after : after + 1] in ("“", "「", '"', "『") else "")
        if match.group("c").endswith("就是"):
            mark = ""
        if form == "eyes" and "看" not in match.group("cue") and re.match(r"[\u4e00-\u9fff]{1,3}[出着成]了?", self.page.plain[after : after + 5]):
            return None  # 在旁人眼中,映出了…: the verb of an earlier subject
        if match.group("cue") in ("了解", "所知", "掌握") and who.kind not in ("person", "anonymous"):
            return None  # 据本社了解: nobody's view
        if form == "eyes" and not mark and self.page.plain[after : after + 1] in ("", "的", "是", "也"):
            return None
        return Lead(match.group("cue"), match.start(), match.end(), after, mark, tuple(self.page.resolver.companions(who, a)), form, match.start())

    def _meant_by(self, raw: str, a: int, b: int) -> Who | None:
        """在其看来: whoever the article spoke of last."""
        if raw.strip() != "其":
            return None
        who = self.page.resolver.focus
        return replace(who, how="pronoun") if who else NOBODY

    def _relayed(self, match: re.Match[str], start: int) -> Lead | None:
        """路透社援引知情人士的话报道: the informant speaks, the agency relays."""
        if self.page.is_inside(match.start()):
            return None
        a, b = match.span("who")
        b = a + len(_ITS_FIGURES.sub("", match.group("who")))
        who = self.page.resolver.phrase(a, b)
        at, stop = self.page.resolver.trimmed(*match.span("by")), match.end("by")
        stop = at + len(self.page.plain[at:stop].rstrip("也还则并又曾"))
        stop = at + len(words.WHEN_BEHIND.sub("", self.page.plain[at:stop]))  # 某报六日|引述
        by = self.page.resolver.phrase(at, stop) or Who(self.page.plain[at:stop], at, stop, "organisation", "bare")
        if who is None or (stop - at < 2 and self.page.plain[at:stop] not in ("他", "她")):
            return None
        mark = match.group("c") or ""
        return Lead(match.group("cue"), match.start(), match.end(), match.end(), mark, (replace(who, how="relayed"),), "relayed", match.start(), by.name)

    def _tells_nothing(self, cue: cues.Cue, clause: int, end: int) -> bool:
        """尽管他提醒,但…; 深夜发文,引来…; 至于外界质疑…: the verb stands where nothing is told."""
        if cue.mark == "," and words.CONCESSION.match(self.page.plain[clause : cue.start].strip()) and words.YET.match(self.page.plain[cue.after : cue.after + 12]):
            return True  # 尽管他当面提醒,但…
        if cue.mark == ":" and cue.word in cues.NOUNS and not self.page.plain[clause : cue.start].strip():
            return True  # 点评:…
        if cue.mark == "," and cue.word in words.POSTED and cues.chain(self.page.plain, cue, end) is cue:
            return True  # 深夜发文,引来…
        if cue.mark == "," and words.HEARD.match(self.page.plain[clause : cue.start].strip()):
            return True
        if cue.mark == "," and words.EACH_TIME.match(self.page.plain[clause : cue.start].strip()) and words.THEN.match(self.page.plain, cue.after):
            return True
        if cue.word == "算下来" and not self.page.plain[clause : cue.start].strip():
            return True  # …,算下来,…: nobody's words
        if words.IN_ORDER_TO.match(self.page.plain, clause, cue.start):
            return True  # 为了告诉孩子,…
        if cue.word == "发现" and words.BROWSED.search(self.page.plain, clause, cue.start):
            return True
        if not cue.mark and words.AS_FOR.match(self.page.plain, clause, cue.start) and any(c in self.page.plain[cue.after : end] for c in ","):
            return True  # 至于外界质疑产量,他…
        if cue.word.startswith(("告诉", "告知", "转告")) and words.TOLD_THIS.search(self.page.plain[clause : cue.start]):
            return True  # 我们把这件事告诉了她,…
        if (cue.word in words.SEEN and not cue.mark) or words.TO_ONESELF.fullmatch(cue.word):
            return True
        if cue.mark == "," and cue.word in ("反映", "投诉", "申诉", "反馈", "举报") and words.IN_VAIN.match(self.page.plain[cue.after : cue.after + 4]):
            return True
        return bool(words.IDIOM.search(self.page.plain[max(clause, cue.start - 4) : cue.end + 2]))

    def _has_not_said(self, who: Who, cue: cues.Cue, clause: int, start: int) -> bool:
        """民警询问一番,发现…; 语速慢遭导演提醒,…: whoever stands there only saw it, wished it or was told."""
        if cue.mark == "," and who.how != "none" and (words.PUT_UPON.search(self.page.plain[clause : max(clause, who.start)]) or words.PUT_UPON_BY.search(self.page.plain[max(clause, who.end) : cue.start])):
            return True  # 语速慢遭导演提醒,…
        if who.kind in ("organisation", "unknown") and cue.word in ("发现", "看到", "希望") and not cue.mark:
            return True
        if cue.word in words.FOUND_OUT and not cue.mark and who.kind in ("person", "anonymous", "group") and not words.RESEARCHER.search(self.page.plain[start : cue.start]):
            return True  # 民警询问一番,发现…; 她发现…: what came to light to somebody
        if cue.word in lex.TERSE and (who.how in ("implicit", "focus", "none", "bare", "subject") or cue.mark):
            return True
        # 他找过很多人,希望找到…: what he was after
        return cue.word in ("希望", "期待", "盼望") and who.how == "implicit" and not cue.mark and bool(words.OWN_WISH.match(self.page.plain[cue.after : cue.after + 4]))

    def _verbal(self, cue: cues.Cue, start: int, end: int, found: list[Lead]) -> Lead | None:
        """A verb of speech with its subject before it, or with one that the clause before implies."""
        clause = clause_start(self.page.plain, start, cue.start)
        for _, b in self.page.inside:
            if clause < b <= cue.start and self.page.plain[b - 2 : b - 1] in TERMINAL:
                clause = max(clause, b)
        if self._tells_nothing(cue, clause, end):
            return None
        made = words.MADE_TO_SAY.search(self.page.plain[clause : cue.start])
        clause += made.end() if made else 0
        anyone = words.SOMEBODY.search(self.page.plain, clause, cue.start)
        who = Who("有人", *anyone.span("who"), "anonymous", "described") if anyone else self.page.resolver.before(clause, cue.start)
        form = "verb"
        heard = words.HEARD_FROM.search(self.page.plain, clause, cue.start)
        heard = heard if heard and (not who or who.how == "bare-noun" or who.end <= heard.start()) else None
        teller = self.page.resolver.before(heard.end(), cue.start) if heard else None
        if heard and teller and teller.start == heard.end() and teller.kind in ("person", "anonymous"):
            who, clause = teller, heard.end()
        if who and cue.word in cues.NOUNS and cue.mark == "," and re.search(r"[对与和的][^,]{2,}$", self.page.plain[who.end : cue.start]) and not words.TO_SOMEBODY.fullmatch(self.page.plain, who.end, cue.start) and self.page.plain[cue.start - 1] not in "中里上后时":
            return None  # 她谈了她对市场的观察,并…
        if who is None and (worked := words.WORKED.search(self.page.plain, clause, cue.start)) and cue.word in words.FOUND_BY_WORK:
            who = self.page.resolver.before(clause, worked.start())  # 警方侦查发现
        if who is None:
            who = self.implied.of(cue, clause, start, found)
        if who is None or _no_speaker(self.page.plain[who.start : who.end], cue.word):
            return None
        if self._has_not_said(who, cue, clause, start):
            return None
        cue = cues.chain(self.page.plain, cue, end)
        names = tuple(self.page.resolver.companions(who, clause))
        if who.how == "pronoun-many":
            names = self.subjects.both(who, start) or names
        return Lead(cue.word, cue.start, cue.end, cue.after, cue.mark, names, form, clause)
