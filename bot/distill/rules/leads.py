"""Everything that brings in a report, found in a sentence: a verb with its subject (李明表示), a phrase (在李明看来, 据李明介绍),
an agency that relays (路透社援引…), a document that shows (报告显示)."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.distill import cues, phrases
from bot.distill import lexicon as lex
from bot.distill.names import Who
from bot.distill.rules import documents
from bot.distill.rules import lead_words as words
from bot.distill.rules.page import NOBODY, TERMINAL, Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Lead


def _no_speaker(surface: str, verb: str) -> bool:
    """The reporter, or somebody who only asks."""
    return bool(words.THE_REPORTER.fullmatch(surface)) or (verb.endswith("问") and surface.endswith("记者"))


def clause_start(plain: str, start: int, at: int) -> int:
    """Where the clause begins that `at` stands in, signs inside brackets left out of account."""
    found = at
    while True:
        found = max([start, *(plain.rfind(c, start, found) + 1 for c in ",;:。!?")])
        opened = plain.rfind("(", start, found)
        if opened < 0 or plain.find(")", opened, at) < found:
            return found
        found = opened


_ASKED_BY = re.compile(r"被(?P<who>[^,。;:“”]{1,10}?)(?:质疑|追问|问|提问|批评|反问|质问|责骂|嘲讽)")


@dataclass(frozen=True, slots=True)
class Leads:
    """Finds leads on one page."""

    page: Page
    subjects: Subjects
    documents: documents.Documents

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
        for cue in cues.find(self.page.plain, start, end, self.page.inside):
            if any(a <= cue.start < b for a, b in taken):
                continue
            lead = self._verbal(cue, start, end, found)
            if lead and lead.who[0].how == "none":
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
        for match in words.NOUN_IS.finditer(self.page.plain, start, end):
            if not self.page.is_inside(match.start()) and not any(a < match.end() and match.start() < b for a, b in taken):
                lead = self._noun_is(match, start)
                if lead:
                    found.append(lead)
        for match in words.GIST.finditer(self.page.plain, start, end):
            if not self.page.is_inside(match.start()) and not any(a < match.end() and match.start() < b for a, b in taken):
                lead = self._gist(match, start)
                if lead:
                    found.append(lead)
        return sorted(found, key=lambda x: x.start)

    def _noun_is(self, match: re.Match[str], start: int) -> Lead | None:
        """他的解释是…: the noun says that what follows are his words."""
        clause = max([start, *(self.page.plain.rfind(c, start, match.start()) + 1 for c in ",;:。!?")])
        who = self.page.resolver.phrase(clause, match.start())
        if who is None and re.fullmatch(lex.PRONOUN, self.page.plain[clause : match.start()].strip()):
            who = NOBODY
        if who is None and match.group("c") == ":" and match.group("noun") in ("回复", "答复", "回答", "解释", "说法", "回应") and self.page.plain[match.end() : match.end() + 1] not in ("“", "「"):
            who = NOBODY
        if who is None or (who.kind == "unknown" and who.name) or _no_speaker(self.page.plain[who.start : who.end], "") or self.page.plain[who.start : who.end] in ("大家", "自己"):
            return None
        mark = match.group("c")
        if not mark and self.page.plain[match.end() : match.end() + 1] in ("“", "「", "『", '"'):
            mark = "“"
        return Lead(match.group("noun"), match.start(), match.end(), match.end(), mark, (who,), "noun", clause)

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
        who = self._meant_by(raw, a, b) or self.page.resolver.phrase(a, b)
        made = re.search(r"(?:数据|报告|财报|季报|年报|业绩|统计|白皮书|榜单|研报|声明|公告|调查)(?:显示)?$", match.group("cue"))
        if form == "according" and made:
            maker = re.sub(rf"(?:{lex.TIME}|\([^()]*\)|最新|日前|近日|今年|在|于|\s)+$", "", raw)
            maker = re.split(r"(?<=[\u4e00-\u9fff]{2})(?:内部|官方)?(?:对|针对|关于|就)", maker)[0]
            if 2 <= len(maker) <= 24:
                who = self.page.resolver.phrase(a, a + len(maker)) or self.page.resolver.titled(maker, a) or Who(maker, a, a + len(maker), "organisation", "bare")
        if who is None:
            # 如同某人在某处所说
            who = self.page.resolver.before(a, b)
        if who is None and form == "eyes" and len(raw) <= 10 and not re.search(rf"[,的]|^{lex.PRONOUN}$", raw):
            who = Who(raw, a, b, "unknown", "bare")
        if who is None:
            who = self.page.resolver.titled(raw, a)
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
        if form == "eyes" and not mark and self.page.plain[after : after + 1] in ("", "的", "是", "也"):
            return None
        return Lead(match.group("cue"), match.start(), match.end(), after, mark, tuple(self.page.resolver.companions(who, a)), form, match.start())

    def _meant_by(self, raw: str, a: int, b: int) -> Who | None:
        """在其看来: whoever the article spoke of last."""
        if raw.strip() != "其":
            return None
        who = self.page.resolver.focus
        return replace(who, how="pronoun") if who else NOBODY

    def _gist(self, match: re.Match[str], start: int) -> Lead | None:
        """…发来长信,大意是…: the words are those of whom the sentence is about."""
        who = self.subjects.of(start, match.start())
        if who is None or _no_speaker(self.page.plain[who.start : who.end], ""):
            return None
        if self.page.plain.rfind("《", start, who.start) > self.page.plain.rfind("》", start, who.start):
            who = NOBODY  # named in a title
        mark = match.group()[-1] if match.group()[-1] in ",:" else ""
        if self.page.plain[match.end() : match.end() + 1] in ("“", "「", "『", '"'):
            mark = "“"
        return Lead("大意是", match.start(), match.end(), match.end(), mark, (who,), "noun", match.start())

    def _relayed(self, match: re.Match[str], start: int) -> Lead | None:
        """路透社援引知情人士的话报道: the informant speaks, the agency relays."""
        if self.page.is_inside(match.start()):
            return None
        a, b = match.span("who")
        who = self.page.resolver.phrase(a, b)
        at, stop = self.page.resolver.trimmed(*match.span("by")), match.end("by")
        by = self.page.resolver.phrase(at, stop) or Who(self.page.plain[at:stop], at, stop, "organisation", "bare")
        if who is None or stop - at < 2:
            return None
        mark = match.group("c") or ""
        return Lead(match.group("cue"), match.start(), match.end(), match.end(), mark, (replace(who, how="relayed"),), "relayed", match.start(), by.name)

    def _verbal(self, cue: cues.Cue, start: int, end: int, found: list[Lead]) -> Lead | None:
        """A verb of speech with its subject before it, or with one that the clause before implies."""
        clause = clause_start(self.page.plain, start, cue.start)
        for _, b in self.page.inside:
            if clause < b <= cue.start and self.page.plain[b - 2 : b - 1] in TERMINAL:
                clause = max(clause, b)
        if cue.mark == "," and words.CONCESSION.match(self.page.plain[clause : cue.start].strip()) and words.YET.match(self.page.plain[cue.after : cue.after + 12]):
            return None  # 尽管他当面提醒,但…
        if cue.mark == ":" and cue.word in cues.NOUNS and not self.page.plain[clause : cue.start].strip():
            return None  # 点评:…
        if cue.mark == "," and cue.word in words.POSTED and cues.chain(self.page.plain, cue, end) is cue:
            return None  # 深夜发文,引来…
        if cue.mark == "," and words.HEARD.match(self.page.plain[clause : cue.start].strip()):
            return None
        if cue.word in words.SEEN and not cue.mark:
            return None
        if cue.mark == "," and cue.word in ("反映", "投诉", "申诉", "反馈", "举报") and words.IN_VAIN.match(self.page.plain[cue.after : cue.after + 4]):
            return None
        if words.IDIOM.search(self.page.plain[max(clause, cue.start - 4) : cue.end + 2]):
            return None
        made = words.MADE_TO_SAY.search(self.page.plain[clause : cue.start])
        clause += made.end() if made else 0
        anyone = words.SOMEBODY.search(self.page.plain, clause, cue.start)
        who = Who("有人", *anyone.span("who"), "anonymous", "described") if anyone else self.page.resolver.before(clause, cue.start)
        form = "verb"
        if who and cue.word in cues.NOUNS and cue.mark == "," and re.search(r"[对与和的][^,]{2,}$", self.page.plain[who.end : cue.start]):
            return None  # 她谈了她对市场的观察,并…
        if who is None:
            who = self._implied(cue, clause, start, found)
        if who is None or _no_speaker(self.page.plain[who.start : who.end], cue.word):
            return None
        if cue.mark == "," and who.how != "none" and (words.PUT_UPON.search(self.page.plain[clause : max(clause, who.start)]) or words.PUT_UPON_BY.search(self.page.plain[max(clause, who.end) : cue.start])):
            return None  # 语速慢遭导演提醒,…
        if who.kind in ("organisation", "unknown") and cue.word in ("发现", "看到", "希望") and not cue.mark:
            return None
        if cue.word in words.FOUND_OUT and not cue.mark and who.kind in ("person", "anonymous", "group") and not words.RESEARCHER.search(self.page.plain[start : cue.start]):
            return None  # 民警询问一番,发现…; 她发现…: what came to light to somebody
        if cue.word in lex.TERSE and (who.how in ("implicit", "focus", "none", "bare", "subject") or cue.mark):
            return None
        if cue.word in ("希望", "期待", "盼望") and who.how == "implicit" and not cue.mark and words.OWN_WISH.match(self.page.plain[cue.after : cue.after + 4]):
            return None  # 他找过很多人,希望找到…: what he was after
        cue = cues.chain(self.page.plain, cue, end)
        names = tuple(self.page.resolver.companions(who, clause))
        if who.how == "pronoun-many":
            names = self.subjects.both(who, start) or names
        return Lead(cue.word, cue.start, cue.end, cue.after, cue.mark, names, form, clause)

    def _implied(self, cue: cues.Cue, clause: int, start: int, found: list[Lead]) -> Who | None:
        """The verb has no subject of its own in its clause: the clause before gives it, or the sentence."""
        between = self.page.plain[clause : cue.start]
        house = self._house(clause) if words.THE_PAPER.fullmatch(self.page.plain[clause : cue.end].strip()) else None
        if house:
            return house
        some = words.SOME.search(between)
        if some:
            return Who(some.group("who"), clause + some.start("who"), clause + some.end("who"), "anonymous", "described")
        if found and found[-1].form == "verb" and not cue.mark and cue.word in ("说", "称", "表示") and words.LATER.fullmatch(between):
            return replace(found[-1].who[0], how="implicit")  # 他先说…,过了几天又说…
        rest = re.sub(rf"(?:\s|{lex.CONNECTIVE}|{lex.ADVERB}|{lex.TIME})+", "", between)
        if not rest or lex.BRIDGE.fullmatch(between):
            if cue.mark == ":" and not between.strip() and cue.after < len(self.page.plain) and self.page.plain[cue.after] not in "“「『\"":
                return None  # 点评:… is a label
            if clause > start:
                if found and cue.word.removesuffix("的是") in words.THOUGHT and cue.word != "认为" and not re.match(r"\s*(?:也|还|并|且|又|同时|而且)", between) and found[-1].form == "verb" and found[-1].word not in words.THOUGHT and (found[-1].mark or found[-1].word not in words.TOPIC):
                    return None  # 她说,这是第一次上场,感觉担子更重: still what she said
                if found and cue.word in cues.NOUNS and cue.mark == "," and not between.strip():
                    return None  # …,观察了物价,…
                if found and found[-1].after < clause and cue.mark in (",", ":", "“", ""):
                    return replace(found[-1].who[0], how="implicit")
                before = max([start, *(self.page.plain.rfind(c, start, clause - 1) + 1 for c in ",;:。!?")])
                asked = _ASKED_BY.search(self.page.plain, before, clause)
                asker = self.page.resolver.phrase(*asked.span("who")) if asked else None
                if asker and asker.kind != "organisation":
                    return replace(asker, how="implicit")  # 被茶客质疑…,问…
                called = words.CALLED_IN.search(self.page.plain, before, clause)
                caller = self.page.resolver.phrase(*called.span("who")) if called else None
                if caller and caller.kind != "organisation":
                    return replace(caller, how="implicit")  # 接到一女子报警,称…
                near = self.page.resolver.phrase(before, clause - 1)
                if near and self.page.resolver.trimmed(before, near.start) == near.start and near.kind in ("person", "anonymous", "group") and near.how != "pronoun-many":
                    return replace(near, how="implicit")
                subject = self.subjects.of(start, clause - 1)
                if subject:
                    return replace(subject, how="implicit")
            if self.page.speaking and self.page.plain[start - 1 : start] in "”」』" and start and ((self.page.plain[start : start + 1] == "," and clause == start + 1) or (clause == start and words.AND_ALSO.match(between))):
                return replace(self.page.speaking[-1], how="implicit")  # “…”,并直言…
            if clause > start and words.PLAIN_SPEECH.match(cue.word) and cue.word not in cues.NOUNS and (cue.mark or not cue.word.startswith("预")) and not words.CONDITION.match(self.page.plain[start:clause].strip()):
                return NOBODY
            if clause > start and not cue.mark and re.search("更|还|甚至|也|又|并", between) and words.REPROACH.match(cue.word):
                return NOBODY
            if clause == start and re.match(r"\s*(?:也|还|并)", between) and words.PLAIN_SPEECH.match(cue.word) and not cue.mark:
                return replace(self.page.resolver.focus, how="focus") if self.page.resolver.focus else NOBODY
            if cue.mark in (",", ":", "“") and self.page.resolver.focus and (clause == start or not found) and re.match(rf"(?:\s*(?:{lex.CONNECTIVE}|{lex.ADVERB}))*\s*$", between):
                return replace(self.page.resolver.focus, how="focus")
            if cue.mark and not rest and words.DOCUMENT_SAYS.fullmatch(cue.word):
                return NOBODY
            if cue.mark and cue.mark != "." and rest and words.PLAIN_SPEECH.match(cue.word) and cue.word not in cues.NOUNS and not words.REPORTER.search(between):
                return NOBODY
            return None
        if cue.mark in (":", "“", ",") and (cue.mark != "," or cue.word not in words.THOUGHT or cue.word in words.FIRM):
            return self._far_subject(cue, clause, start if cue.mark != "," else clause)
        if re.fullmatch(r"(?:但|而|不过|且)?其(?:也|还|则|仍|并)?", between.strip()) and (words.PLAIN_SPEECH.match(cue.word) or cue.word in words.FIRM):
            own = self.subjects.of(start, clause - 1) if clause > start else self.page.resolver.focus
            return replace(own, how="implicit" if clause > start else "focus") if own else NOBODY  # 尽管某社也关注物价,但其认为…
        if (words.OF_A_TEXT.fullmatch(between.strip()) or re.fullmatch(r"(?:但|而)?(?:他|她|他们|她们)(?:也|还|则|又|亦|并)?", between.strip())) and words.PLAIN_SPEECH.match(cue.word):
            return NOBODY
        if cue.word in ("认为", "觉得", "相信", "宣布", "承诺", "表示", "称", "预计", "透露", "强调", "指出", "坚称", "声称", "警告", "预测", "否认", "证实", "直言", "坦言", "坦承", "承认", "抱怨", "感叹", "直呼", "指责", "指控", "声言", "宣称", "指", "预料", "质疑", "反映", "回应", "批评") or cue.word.endswith(("称", "表示", "指出", "说")):
            return self.page.resolver.bare(clause, cue.start)
        return None

    def _house(self, at: int) -> Who | None:
        """报道指,…: the one paper or agency that was named before."""
        named = {m.group("name"): m for m in phrases.OUTLET.finditer(self.page.plain, max(0, at - 600), at)}
        if len(named) != 1:
            return None
        ((name, match),) = named.items()
        return Who(name, match.start("name"), match.end("name"), "organisation", "back-to")

    def _far_subject(self, cue: cues.Cue, clause: int, start: int) -> Who | None:
        """Whole phrases stand between subject and verb (李明出席活动后受访指出,): the clause's head, else somebody unknown."""
        head = self.page.plain[clause : cue.start].strip()
        if words.CONDITION.match(head) or words.REPORTER.search(head):
            return None
        if re.fullmatch("[A-Z]", head):  # L告诉我,…
            at = self.page.plain.index(head, clause)
            return Who(head, at, at + 1, "person", "bare")
        nominal = cue.word in cues.NOUNS
        at = self.page.resolver.trimmed(clause, cue.start)
        if letter := words.IN_A_LETTER.fullmatch(self.page.plain, at, cue.start):
            return Who(letter.group("kind"), at, letter.end("kind"), "organisation", "document")
        outlet = phrases.OUTLET.match(self.page.plain, at, cue.start)
        if outlet and not nominal and self.page.plain[outlet.end()] not in "的、和与":
            return Who(outlet.group("name"), outlet.start("name"), outlet.end("name"), "organisation", "subject")
        named = self.page.resolver.subject_before(cue.start)
        if named and clause <= named.start <= clause + 24 and not nominal:
            return replace(named, how="subject")
        speaks = not words.NO_SPEAKER.search(head) and not (cue.word[0] in "说讲称言" and words.NO_SAYER.search(head))
        bare = self.page.resolver.bare(clause, cue.start) if speaks else None
        if bare and nominal and bare.end - bare.start > 3 and not words.PEOPLE.search(self.page.plain[bare.start : bare.end]):
            bare = None
        who = bare or (None if nominal else self.subjects.of(start, cue.start))
        if who:
            return who if who.how.startswith("bare") else replace(who, how="subject")
        if re.fullmatch(r"(?:但|而|不过)?(?:他|她|他们|她们|其)(?:也|还|则|又|亦|并)?", head) and cue.word not in words.THOUGHT:
            return NOBODY
        if words.PLAIN_SPEECH.match(cue.word) and not nominal and len(head) <= 60 and speaks and (len(head) >= 2 or re.fullmatch(lex.PRONOUN, head)):
            return NOBODY
        return None
