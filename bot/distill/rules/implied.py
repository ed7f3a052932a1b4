"""Who speaks where the verb has no subject of its own beside it: the clause before tells, the sentence, or whoever spoke last."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.distill import cues, phrases
from bot.distill import lexicon as lex
from bot.distill.names import Who
from bot.distill.nominals import clause_head
from bot.distill.phrases import sentence_start
from bot.distill.rules import documents
from bot.distill.rules import lead_words as words
from bot.distill.rules.page import NOBODY, Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Lead

_BUT_THERE = re.compile(r"(?:但是|但|而|并)(?:随后|也|仍|还)?在[^,.;!?。:“”]{2,20}[中里上]")
"""…,但在一份声明中|表示."""
_BY_MEANS = re.compile("(?:用|操着|拿着|带着|压低|提高)(?!户)[^,。;:的]{0,8}(?:的[^,。;:的]{1,6})?")
"""用不太熟练的中文|提醒他,…: how it was said."""
_ASKED_BY = re.compile(r"被(?P<who>[^,。;:“”]{1,10}?)(?:质疑|追问|问|提问|批评|反问|质问|责骂|嘲讽)")


_ACTS = re.compile("(?:则|却|也|又|就|便|马上|立刻|当场|随即|反而|一直|没|不|想|直接|回|听|摇|笑|看|接|上前|拒绝|反对|同意)(?![是])")
"""What makes somebody named at a clause's head its subject."""
_GOES_ON = frozenset(["重申", "强调", "续指", "续称", "补充", "坦言", "直言", "坦承"])
"""“…?”重申…: the same speaker goes on, without a mark between."""
_LETTER_OF = re.compile(r"(?P<who>[^,。;:的“”]{2,12})的(?:[^,。;:的]{0,4})(?:声明|公告|通报|回复|回应|复函|通知)(?![的中里])")
_PAPER_GOES = re.compile(r"(?:近日|日前|随后)?(?P<paper>(?:一|两|多|几)[份封则张](?:[^,。;:的]{0,8}?)(?:信|函|声明|公告|通知|帖子|通报|报告|帖文|文件))(?:寄|送|发|传|流|在|被|出现|曝光|称|放|贴|递)")
_ENDS_AS_BODY = re.compile(rf"(?:{lex.ORG_SUFFIX}|[方局处厅署部院校会司])\Z")
_THEN = re.compile(rf"昨|今|{lex.TIME}")
_GETS = re.compile("收到|接到|接获|被|遭|获得|涌来|引来")


Answer = tuple[Who | None] | None
"""Who it is, or that it is nobody, where the step can tell; None where it can't."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A verb of speech without a subject of its own: its clause, the sentence's start, what stands between and what is left of that without
    adverbs and joints, and the sentence's leads before it."""

    cue: cues.Cue
    clause: int
    start: int
    between: str
    rest: str
    found: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Implied:
    """Speakers of one page that are not printed before their verb."""

    page: Page
    subjects: Subjects

    def of(self, cue: cues.Cue, clause: int, start: int, found: list[Lead]) -> Who | None:
        """The verb has no subject of its own in its clause: the clause before gives it, or the sentence."""
        between = self.page.plain[clause : cue.start]
        rest = re.sub(rf"(?:\s|而是|只是|倒是|{lex.CONNECTIVE}|{lex.ADVERB}|{lex.TIME})+", "", between)
        gap = Gap(cue, clause, start, between, rest, tuple(found))
        own = self._in_its_clause(gap)
        if own:
            return own
        if not rest or lex.BRIDGE.fullmatch(between) or _BUT_THERE.fullmatch(between) or _BY_MEANS.fullmatch(between) or words.PRESSED.fullmatch(between.strip()) or self._on_leaving(between.strip()):
            for step in (self._label_or_thought, self._of_clause_before, self._going_on, self._of_sentence, self._of_focus):
                answer = step(gap)
                if answer:
                    return answer[0]
            return self._paper_or_nobody(gap)
        told = self._in_brief(cue, clause)
        if told:
            return told
        if cue.mark in (":", "“", ",") and (cue.mark != "," or cue.word not in words.THOUGHT or cue.word in words.FIRM):
            return self._far_subject(cue, clause, start if cue.mark != "," else clause)
        return self._behind_pronoun(gap)

    def _in_its_clause(self, gap: Gap) -> Who | None:
        """A source, somebody, a paper without a verb, whoever read it first: what stands in the clause and is no plain subject."""
        cue, clause, plain = gap.cue, gap.clause, self.page.plain
        house = self._house(clause) if words.THE_PAPER.fullmatch(plain[clause : cue.end].strip()) else None
        if house:
            return house
        source = words.SOURCE.fullmatch(plain, self.page.resolver.trimmed(clause, cue.start), cue.start)
        if source and (cue.mark or cue.word in ("认为", "指出", "透露")):
            return Who(source.group("who"), *source.span("who"), "anonymous", "described")
        some = words.SOME.search(gap.between)
        if some:
            return Who(some.group("who"), clause + some.start("who"), clause + some.end("who"), "anonymous", "described")
        if gap.found and gap.found[-1].form == "verb" and not cue.mark and cue.word in ("说", "称", "表示") and words.LATER.fullmatch(gap.between):
            return replace(gap.found[-1].who[0], how="implicit")  # 他先说…,过了几天又说…
        if cue.word[:2] in words.PAPER_TALK and len(cue.word) > 2 and words.THERE_IS.fullmatch(gap.between):
            return Who("有" + cue.word[:2], cue.start - 1, cue.start + 2, "organisation", "document")  # 有报道称,…
        done = words.HAVING_READ.search(gap.between)
        reader = self.page.resolver.subject_before(cue.start, clause) if done else None
        if done and reader and reader.kind == "person" and reader.end == clause + done.start():
            return replace(reader, how="subject")  # 执业十年的律师李明看完后说
        return None

    def _label_or_thought(self, gap: Gap) -> Answer:
        """Nothing that anybody says anew: a label before its colon, what is thought inside what is said, a noun."""
        cue = gap.cue
        if cue.mark == ":" and not gap.between.strip() and cue.after < len(self.page.plain) and self.page.plain[cue.after] not in "“「『\"":
            return (None,)  # 点评:… is a label
        if gap.clause <= gap.start or not gap.found:
            return None
        last = gap.found[-1]
        thinks = cue.word.removesuffix("的是") in words.THOUGHT and cue.word != "认为" and not re.match(r"\s*(?:也|还|并|且|又|同时|而且)", gap.between)
        if thinks and last.form == "verb" and last.word not in words.THOUGHT and (last.mark or last.word not in words.TOPIC):
            return (None,)  # 她说,这是第一次上场,感觉担子更重: still what she said
        if cue.word in cues.NOUNS and cue.mark == "," and not gap.between.strip():
            return (None,)  # …,观察了物价,…
        return None

    def _of_clause_before(self, gap: Gap) -> Answer:
        """Who speaks, asks, calls or is rung up in the clause before, else whom the sentence up to here is about."""
        cue, clause, start, plain = gap.cue, gap.clause, gap.start, self.page.plain
        if clause <= start:
            return None
        if gap.found:
            own = self._own(gap.found[-1].after, clause)
            if own:
                return (own,)  # 丁一提出…,许曼不肯,说…
            if gap.found[-1].after < clause and cue.mark in (",", ":", "“", ""):
                return (replace(gap.found[-1].who[0], how="implicit"),)
        before = max([start, *(plain.rfind(c, start, clause - 1) + 1 for c in ",;:。!?")])
        for pattern in (_ASKED_BY, words.CALLED_IN):  # 被茶客质疑…,问…; 接到一女子报警,称…
            spoke = pattern.search(plain, before, clause)
            who = self.page.resolver.phrase(*spoke.span("who")) if spoke else None
            if who and who.kind != "organisation":
                return (replace(who, how="implicit"),)
        rung = words.RANG_UP.search(plain, before, clause)
        if rung:
            return (self._rung_up(*rung.span("who")),)
        near = self.page.resolver.phrase(before, clause - 1)
        if near and self.page.resolver.trimmed(before, near.start) == near.start and (near.kind in ("person", "anonymous", "group") or near.how == "organisation") and near.how != "pronoun-many":
            return (replace(near, how="implicit"),)
        subject = self.subjects.of(start, clause - 1)
        return (replace(subject, how="implicit"),) if subject else None

    def _going_on(self, gap: Gap) -> Answer:
        """“…”,并直言…: whoever said the words before."""
        plain, start = self.page.plain, gap.start
        if not self.page.speaking or not start or plain[start - 1 : start] not in "”」』":
            return None
        joined = plain[start : start + 1] == "," and gap.clause == start + 1
        again = gap.clause == start and (words.AND_ALSO.match(gap.between) or (not gap.between and gap.cue.word in _GOES_ON))
        return (replace(self.page.speaking[-1], how="implicit"),) if joined or again else None

    def _of_sentence(self, gap: Gap) -> Answer:
        """The body that the sentence is about, whoever stands at its head, or nobody where a plain verb of speech has to have somebody."""
        cue, clause, start = gap.cue, gap.clause, gap.start
        if clause <= start:
            return None
        body = self._body(start, clause) if words.PLAIN_SPEECH.match(cue.word) or cue.word in ("认定", "指控", "宣布") else None
        if body:
            return (body,)
        if words.PLAIN_SPEECH.match(cue.word) and cue.word not in cues.NOUNS and (cue.mark or not cue.word.startswith("预")) and not words.CONDITION.match(self.page.plain[start:clause].strip()):
            return (clause_head(self.page.resolver, start, clause, bodies=True) or NOBODY,)
        if not cue.mark and re.search("更|还|甚至|也|又|并", gap.between) and words.REPROACH.match(cue.word):
            return (NOBODY,)
        return None

    def _of_focus(self, gap: Gap) -> Answer:
        """还说…, and a verb alone before its mark: who is in the foreground."""
        cue, focus = gap.cue, self.page.resolver.focus
        first = gap.clause == gap.start
        if (first or words.MOREOVER.fullmatch(self.page.plain, gap.start, gap.clause)) and re.match(r"\s*(?:也|还|并)", gap.between) and (words.PLAIN_SPEECH.match(cue.word) or cue.word in words.ADDS) and not cue.mark:
            return (replace(focus, how="focus") if focus else NOBODY,)
        if cue.mark in (",", ":", "“") and focus and (first or not gap.found) and re.match(rf"(?:\s*(?:{lex.CONNECTIVE}|{lex.ADVERB}))*\s*$", gap.between):
            return (replace(focus, how="focus"),)
        return None

    def _paper_or_nobody(self, gap: Gap) -> Who | None:
        """声明说: the paper. A verb of speech that nobody at all is there for: nobody's."""
        cue = gap.cue
        if cue.mark and not gap.rest and words.DOCUMENT_SAYS.fullmatch(cue.word):
            notice = cue.word[:2] in ("声明", "公告", "通报")
            return self._paper(cue.word[:2], cue.start) if notice else NOBODY
        if cue.mark and cue.mark != "." and gap.rest and words.PLAIN_SPEECH.match(cue.word) and cue.word not in cues.NOUNS and not words.REPORTER.search(gap.between):
            return NOBODY
        return None

    def _behind_pronoun(self, gap: Gap) -> Who | None:
        """其认为, 信里写道, 他说: whose it is; else a bare subject in front of the verb."""
        cue, clause, between = gap.cue, gap.clause, gap.between.strip()
        plain_speech = words.PLAIN_SPEECH.match(cue.word)
        if re.fullmatch(r"(?:但|而|不过|且)?其(?:也|还|则|仍|并)?", between) and (plain_speech or cue.word in words.FIRM):
            own = self.subjects.of(gap.start, clause - 1) if clause > gap.start else self.page.resolver.focus
            return replace(own, how="implicit" if clause > gap.start else "focus") if own else NOBODY  # 尽管某社也关注物价,但其认为…
        if (words.OF_A_TEXT.fullmatch(between) or re.fullmatch(r"(?:但|而)?(?:他|她|他们|她们)(?:也|还|则|又|亦|并)?", between)) and plain_speech:
            return self._writer(clause, cue.start) or NOBODY
        if cue.word in words.TELL_BARE or cue.word.endswith(("称", "表示", "指出", "说")):
            return self.page.resolver.bare(clause, cue.start)
        return None

    def _paper(self, kind: str, at: int) -> Who:
        """声明说, 信中称: whose paper was told of last, else the paper."""
        return documents.issued_by(self.page, kind, at) or Who(kind, at, at + len(kind), "organisation", "document")

    def _rung_up(self, start: int, end: int) -> Who:
        """本报记者致电两家维修店,均表示…: the reporter tells what they said."""
        who = self.page.resolver.phrase(start, end)
        return replace(who, how="implicit") if who and who.kind != "unknown" else Who(self.page.plain[start:end], start, end, "organisation", "implicit")

    def _in_brief(self, cue: cues.Cue, clause: int) -> Who | None:
        """陈又承认…; 甲党及乙会等呼吁…; 多位宠主反映,…: subjects that stand in a few characters before a plain verb of speech."""
        plain, at = self.page.plain, self.page.resolver.trimmed(clause, cue.start)
        again = words.SURNAME_AGAIN.fullmatch(plain, at, cue.start)
        if again and words.PLAIN_SPEECH.match(cue.word):
            named = list(self.page.people.pattern.finditer(plain, max(0, clause - 800), clause)) if self.page.people.pattern else []
            last = next((n for n in reversed(named) if n.group()[0] == again.group("who") and len(n.group()) <= 3), None)
            return Who(self.page.people.by_form[last.group()].name, *again.span("who"), "person", "surname") if last else NOBODY
        if cue.word in ("说", "讲", "告诉", "表示", "称") and not cue.mark and words.HE_TO_ONE.fullmatch(plain, at, cue.start):
            return NOBODY
        if cue.mark == "," and cue.word in cues.NOUNS and words.HE_TELLS.fullmatch(plain, at, cue.start):
            return NOBODY
        did = words.WHO_DID.fullmatch(plain, at, cue.start) if cue.word in ("说", "告诉", "表示", "称", "回答", "透露") else None
        if did:
            return Who(did.group("who"), *did.span("who"), "anonymous", "described")
        role = words.ROLE_AND_NAME.fullmatch(plain, at, cue.start) if cue.mark == "," and cue.word in cues.NOUNS else None
        if role:
            return Who(role.group("who"), *role.span("who"), "person", "titled")
        joined = words.JOINED.fullmatch(plain, at, cue.start) if words.PLAIN_SPEECH.match(cue.word) and not cue.mark else None
        if joined and phrases.may_be_subject(joined.group("who").removesuffix("等")):
            return self.page.resolver.phrase(*joined.span("who")) or Who(joined.group("who"), *joined.span("who"), "group", "described")
        many = words.MANY_SAY.fullmatch(plain, at, cue.start) if cue.mark == "," and cue.word in ("反映", "反馈", "投诉", "建议", "担心", "担忧", "质疑", "呼吁") else None
        if many and phrases.may_be_subject(many.group("who")):
            return Who(many.group("who"), *many.span("who"), "group", "described")
        return None

    def _own(self, low: int, clause: int) -> Who | None:
        """Whom the clause right before the verb's names at its head, where it is a clause of its own behind an earlier report."""
        plain = self.page.plain
        before = max(plain.rfind(c, 0, clause - 1) + 1 for c in ",;:。!?\n")
        if before <= low:
            return None
        at = self.page.resolver.trimmed(before, clause)
        named = self.page.people.pattern.match(plain, at, clause) if self.page.people.pattern else None
        if named and _ACTS.match(plain, named.end(), clause):
            return Who(self.page.people.by_form[named.group()].name, named.start(), named.end(), "person", "implicit")
        titled = self.subjects.titled(before, clause - 1)
        return replace(titled, how="implicit") if titled and _ACTS.match(plain, titled.end, clause) else None

    def _body(self, start: int, clause: int) -> Who | None:
        """交通局上周复查,认定…; 海运的声明只有两行,称…; 一封举报信寄到…,指控…: a body or a paper at the sentence's head."""
        plain = self.page.plain
        at = self.page.resolver.trimmed(start, clause)
        letter = _LETTER_OF.match(plain, at, clause)
        if letter:
            who = self.page.resolver.phrase(at, letter.end("who"))
            return who or Who(letter.group("who"), *letter.span("who"), "organisation", "document")
        paper = _PAPER_GOES.match(plain, at, clause)
        if paper:
            return Who(paper.group("paper"), *paper.span("paper"), "organisation", "document")
        stop = next((i for i in range(start, clause) if plain[i] in ",;:"), clause)
        for end in range(min(stop, at + 16), at + 1 + (not plain[at : at + 1].isascii()), -1):
            if not _ENDS_AS_BODY.search(plain, at, end) or not (phrases.goes_on_with_verb(plain[at:stop], end - at) or _THEN.match(plain, end, stop)):
                continue
            who = self.page.resolver.phrase(at, end)
            if who and who.start == at and (who.kind == "organisation" or lex.is_body(who.name)) and not _GETS.search(plain, end, stop):
                return replace(who, how="implicit")
        return None

    def _house(self, at: int) -> Who | None:
        """报道指,…: the one paper or agency that was named before."""
        named = {m.group("name"): m for m in phrases.OUTLET.finditer(self.page.plain, max(0, at - 600), at)}
        if len(named) > 1:  # the one that was heard last
            told = next((s.speaker for s in reversed(self.page.found) if s.speaker in named), None)
            named = {told: named[told]} if told else {}
        if len(named) != 1:
            return None
        ((name, match),) = named.items()
        return Who(name, match.start("name"), match.end("name"), "organisation", "back-to")

    @staticmethod
    def _on_leaving(between: str) -> bool:
        """离开前对李明|说: nothing but when and to whom stands before the verb."""
        if words.TURNING.fullmatch(between):
            return True
        when = words.ON_LEAVING.fullmatch(between)
        return bool(when and phrases.begins_with_verb(when.group("deed")) and not re.search(lex.PRONOUN, when.group("deed")))

    def _writer(self, clause: int, verb: int) -> Who | None:
        """李明写了一封信。…信里写道: whoever wrote, sent or read it out just before."""
        plain = self.page.plain
        paper = words.IN_WRITING.fullmatch(plain, self.page.resolver.trimmed(clause, verb), verb)
        if paper is None:
            return None
        low = max(plain.rfind("\n", 0, max(0, clause - 1)) + 1, clause - 160)
        made = [m for m in words.WRITES.finditer(plain, low, clause) if m.group().endswith(paper.group("kind")[-1])]
        if not made:
            return None
        start = max(low, sentence_start(plain, made[-1].start()))
        who = self.page.resolver.subject_before(made[-1].start(), start) or self.subjects.of(start, made[-1].start())
        return replace(who, how="implicit") if who and who.kind in ("person", "anonymous") and not words.THE_REPORTER.fullmatch(who.name) else None

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
        writer = self._writer(clause, cue.start)
        if writer:
            return writer
        if letter := words.IN_A_LETTER.fullmatch(self.page.plain, at, cue.start):
            return self._paper(letter.group("kind"), letter.start("kind"))
        outlet = phrases.OUTLET.match(self.page.plain, at, cue.start)
        if outlet and not nominal and self.page.plain[outlet.end()] not in "的、和与":
            return Who(outlet.group("name"), outlet.start("name"), outlet.end("name"), "organisation", "subject")
        named = self.page.resolver.subject_before(cue.start)
        if named and clause <= named.start <= clause + 24 and (not nominal or self.page.plain[cue.start - 1] in "中里上后时" or words.BY_MEANS.match(self.page.plain, named.end)):
            return replace(named, how="subject")
        speaks = not words.NO_SPEAKER.search(head) and not (cue.word[0] in "说讲称言" and words.NO_SAYER.search(head))
        bare = self.page.resolver.bare(clause, cue.start) if speaks else None
        if bare and nominal and bare.end - bare.start > 3 and not words.PEOPLE.search(self.page.plain[bare.start : bare.end]) and bare.name == self.page.houses.called(bare).name:
            bare = None
        who = bare or (None if nominal else self.subjects.of(start, cue.start))
        if who:
            return who if who.how.startswith("bare") else replace(who, how="subject")
        if re.fullmatch(r"(?:但|而|不过)?(?:他|她|他们|她们|其)(?:也|还|则|又|亦|并)?", head) and cue.word not in words.THOUGHT:
            return NOBODY
        if words.PLAIN_SPEECH.match(cue.word) and not nominal and len(head) <= 60 and speaks and (len(head) >= 2 or re.fullmatch(lex.PRONOUN, head)):
            return clause_head(self.page.resolver, clause, cue.start, bodies=True) or NOBODY
        return None
