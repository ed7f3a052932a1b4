"""Who said what: the rules that find direct and indirect speech in an article and name its speaker.

The order of the rules is the order of safety: a verb right before or after the marks, then colons, then what the sentence and
the paragraph make plain. Each statement says which rule found it; `confidence` turns that into a calibrated probability.
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bot.distill import cues, layout
from bot.distill import lexicon as lex
from bot.distill.confidence import DEFAULT_CONFIDENCE, calibrated
from bot.distill.layout import Paragraph
from bot.distill.names import People, Who, find_people
from bot.distill.quotes import Quote, quotes
from bot.distill.speakers import Resolver, sentence_start
from bot.distill.text import Text

__all__ = ["DEFAULT_CONFIDENCE", "Statement", "extract", "read_article"]

_MARKS = 60
"""Quotations of one paragraph that are looked at: real ones have a dozen."""
_SENTENCE = 240
"""Code points that are looked back over for a subject: longer sentences are no sentences."""
_TERMINAL = "。!?…"
_FINISHED = re.compile(r"(?:[。!?…]|\.\.\.)\s*$")
_COLON_SPACE = re.compile(r":\s*$")
_PARTIAL = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_ASK = re.compile(r"^(?:\**\s*)([^\s:,。“”「」()!?]{1,16}?(?:\([^()]{1,16}\))?)\s*\**\s*:\s*\**\s*(?=\S)")
_ASKER = re.compile(r"^(?:问|Q\d*|记者|主持人|提问|采访者|编辑|编者|.*记者|.*主持人|\S{0,8}(?:网|报|周刊|财经|新闻|科技|杂志|日报|晚报|时报|观察|频道|氪|榜|社))$", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:答|A\d*|回答|受访者|嘉宾)$", re.IGNORECASE)
_HEADLINE = re.compile(r"《([^《》:]{2,12}):([^《》]{6,60})》")
_MOUTH = re.compile(r"(?:口中的?|嘴里的?|所说的?|所谓的?|笔下的?|的原话是|的声音是|的口号是|的回答是|的答案是|的说法是|的评价是|的看法是|的观点是|的感受是|的理由是|只有一句|的一句话是|诸如|那句|一句)\s*$")
_SUCH = re.compile(r"(?:如此|这样|这么|如是|就这样|便如此)(?:说|说道|形容|评价|描述|总结|概括|感叹|表示|解释|写道|回应|回答|对\S{1,8}说|点评|回忆|比喻)")
_PASSIVE = re.compile(r"被(?P<who>[^,。;:!?“”]{1,14}?)(?P<cue>普遍认为|认为|公认为|一致认为)(?:是)?")
_FRAGMENT_START = re.compile(r"(?:可能|能够|能|会|将|可以|是|要|有|就|已经|已|不|没|没有|大概|大约|至少|最多|远远|应该|应当|必须|需要|非常|特别|更|最|都|也|还|正在|一直|只|仅)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement. Offsets are code points into the input as read; `text` is exactly that slice."""

    file: str
    start: int
    end: int
    line: int
    text: str
    kind: Literal["direct", "indirect"]
    second_hand: str | None
    speaker: str | None
    speaker_surface: str
    cue: str
    rule: str
    confidence: float
    speaker_kind: str = "unknown"
    speaker_start: int = -1
    how: str = "none"


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that brings in a report: a verb with its subject, 在X看来, 据X介绍. `who` is never empty."""

    word: str
    start: int
    end: int
    after: int
    mark: str
    who: tuple[Who, ...]
    form: str
    clause: int
    by: str | None = None  # who relays it


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a quotation counts as speech."""

    rule: str
    who: tuple[Who, ...]
    cue: str


@dataclass(slots=True)
class Article:
    """All that was read out of one article."""

    text: Text
    paragraphs: list[Paragraph]
    people: People
    statements: list[Statement]


def extract(text: Text) -> list[Statement]:
    """Every statement of the article at any confidence, in order of their place."""
    return read_article(text).statements


def read_article(text: Text) -> Article:
    """The article's layout, people and statements."""
    found = layout.paragraphs(text)
    spans = [(p.start, p.end) for p in found if p.part in ("body", "heading", "meta")]
    body = [p for p in found if p.part == "body"]
    people = find_people(text, spans)
    reader = _Reader(text, people)
    labels = reader.interview(found)
    for p in found if labels else body:
        if labels and p.part in ("body", "heading") and reader.answered(p, labels):
            continue
        if p.part == "body":
            reader.paragraph(p)
        elif p.part == "heading":
            reader.pending = None
    return Article(text, found, people, _tidy(reader.out))


def _tidy(found: Iterable[Statement]) -> list[Statement]:
    """In order of place, one of each span and speaker, nothing empty."""
    out: dict[tuple[int, int, str | None], Statement] = {}
    for s in found:
        key = (s.start, s.end, s.speaker)
        if s.end > s.start and (key not in out or out[key].confidence < s.confidence):
            out[key] = s
    return sorted(out.values(), key=lambda s: (s.start, s.end, s.speaker or ""))


class _Reader:
    """Goes through an article's paragraphs once, remembering who was spoken of."""

    def __init__(self, text: Text, people: People) -> None:
        self.text = text
        self.plain = text.plain
        self.resolver = Resolver(text, people)
        self.people = people
        self.out: list[Statement] = []
        self.pending: tuple[tuple[Who, ...], str, str, int] | None = None  # a paragraph that ended in a colon
        self.unclosed: tuple[Who, ...] | None = None
        self.last_in_paragraph: tuple[Who, ...] | None = None
        self.answering: str | None = None
        self.inside: list[tuple[int, int]] = []

    # ----------------------------------------------------------------------------------------------- interviews

    def interview(self, found: list[Paragraph]) -> dict[str, Who | None]:
        """Labels of a question-and-answer interview with who they stand for (None: the interviewer). Empty for other articles."""
        counts: Counter[str] = Counter()
        asks: Counter[str] = Counter()
        for p in found:
            match = _ASK.match(self.plain[p.start : p.end]) if p.part in ("body", "heading") else None
            if match:
                counts[match.group(1)] += 1
                asks[match.group(1)] += "?" in self.plain[p.end - 2 : p.end]
        labels = [label for label, n in counts.items() if n >= 2 or _ASKER.match(label) or _ANSWER.match(label)]
        if sum(counts[x] for x in labels) < 3 or len(labels) < 2:
            return {}
        out: dict[str, Who | None] = {}
        for label in labels:
            if _ASKER.match(label) or (asks[label] >= 0.6 * counts[label] and not self._person_of(label)):
                out[label] = None
            else:
                person = self._person_of(label) or (self._main_person() if _ANSWER.match(label) else None)
                out[label] = Who(person or label, -1, -1, "person" if person else "unknown", "label")
        return out if any(out.values()) else {}

    def _person_of(self, label: str) -> str | None:
        bare = re.sub(r"\(.*\)$", "", label)
        if bare in self.people.by_form:
            return self.people.by_form[bare].name
        if len(bare) == 1:
            fits = {p.name for f, p in self.people.by_form.items() if f.startswith(bare)}
            return fits.pop() if len(fits) == 1 else None
        ends = {p.name for f, p in self.people.by_form.items() if bare.endswith(f) and len(f) >= 2}
        return ends.pop() if len(ends) == 1 else None

    def _main_person(self) -> str | None:
        people = sorted(self.people.all(), key=lambda p: (-p.count, p.first))
        return people[0].name if people else None

    def answered(self, p: Paragraph, labels: dict[str, Who | None]) -> bool:
        """Take a paragraph of an interview: an answer is the speaker's own words, a question nobody's statement."""
        part = self.plain[p.start : p.end]
        match = _ASK.match(part)
        label = match.group(1) if match else None
        if label is not None and label in labels and match:
            who = labels[label]
            self.answering = label if who else None
            if who:
                start = p.start + match.end()
                surface = Who(who.name, p.start + match.start(1), p.start + match.end(1), who.kind, who.how)
                self.resolver.heard(surface)
                self._add(start, p.end, "direct", (surface,), "", "interview", final=True)
            return True
        if self.answering and p.part == "body" and label is None and not re.search(rf"(?:{lex.alternatives('告诉 表示 认为 指出')})", part[:40]):
            who = labels[self.answering]
            if who and re.search(r"我|你|咱", part):
                surface = self.resolver.focus or who
                self._add(p.start, p.end, "direct", (replace(surface, name=who.name),), "", "interview-next", final=True)
                return True
        if label is None:
            self.answering = None
        return False

    # ----------------------------------------------------------------------------------------------- paragraphs

    def paragraph(self, p: Paragraph) -> None:
        """One body paragraph: quotations first decided, then the text between them read for indirect speech."""
        marks = quotes(self.plain, p.start, p.end)[:_MARKS]
        self.inside = [(q.open, q.close + 1) for q in marks]
        if self._after_colon(p, marks):
            return
        self.last_in_paragraph = None
        speech: list[Quote] = []
        at = p.start
        for q in marks:
            before = self._sentence_before(p, q, speech)
            self._reports(at, q.open, p, peek=True)
            decision = self._decide(p, q, before, speech, marks)
            if decision is None:
                continue
            self._reports(at, q.open, p, quote=q)
            decision = self._decide(p, q, before, speech, marks) or decision
            self._quote(q, decision, p)
            speech.append(q)
            at = q.close + 1
        self._reports(at, p.end, p)
        self._headlines(p)
        if self.plain[p.end - 1] == ":":
            self._ends_in_colon(p)
        if not speech or speech[-1].closed:
            self.unclosed = None

    def _sentence_before(self, p: Paragraph, q: Quote, speech: list[Quote]) -> int:
        start = max(p.start, q.open - _SENTENCE, speech[-1].close + 1 if speech else p.start)
        for i in range(q.open - 1, start - 1, -1):
            if self.plain[i] in _TERMINAL and not self._is_inside(i):
                return i + 1
        return start

    def _is_inside(self, at: int) -> bool:
        i = bisect_right(self.inside, (at, 1 << 60)) - 1
        return i >= 0 and at < self.inside[i][1]

    def _after_colon(self, p: Paragraph, marks: list[Quote]) -> bool:
        """The paragraph before ended in a colon: this one is what was said."""
        pending = self.pending
        self.pending = None
        if pending is None:
            return False
        who, cue, rule, count = pending
        if marks and marks[0].open == p.start:
            whole = marks[0].close >= p.end - 2
            self._quote(marks[0], Decision(rule, who, cue), p)
            if whole:
                self.pending = (who, cue, "colon-paragraph-next", count + 1)
                return True
            rest = marks[0].close + 1
            self._reports(rest, p.end, p)
            return True
        if count == 0 and p.end - p.start >= 12:
            if any(m.open > p.start for m in marks if self._finished(m)):
                return False
            verbatim = cue in lex.VERBATIM
            end = p.end if verbatim else self._trim(p.start, p.end)
            self._add(p.start, end, "direct" if verbatim else "indirect", who, cue, "colon-paragraph-report", final=verbatim)
            outer = who[0]
            for a, b in self._sentences(p.start, p.end):
                self._nested(a, b, outer)
            self.last_in_paragraph = who
            return True
        return False

    def _ends_in_colon(self, p: Paragraph) -> None:
        start = max(p.start, sentence_start(self.plain, p.end - 1))
        leads = self._leads(start, p.end)
        if leads and leads[-1].mark == ":" and leads[-1].after >= p.end:
            self.pending = (leads[-1].who, leads[-1].word, "colon-paragraph", 0)
            return
        who = self._subject(start, p.end - 1)
        reported = [s for s in self.out if s.start >= start and s.line == p.line and s.kind == "indirect"]
        if reported and self.last_in_paragraph:
            self.pending = (self.last_in_paragraph, "", "colon-paragraph", 1)
        elif who and (re.search(lex.COLON_NOUN + r":$", self.plain[start : p.end]) or lex.CUE_VERB.search(self.plain, start, p.end)):
            self.pending = ((who,), "", "colon-paragraph", 0)
        elif who or self.resolver.focus:
            found = who or self._focus()
            self.pending = ((found,), "", "colon-paragraph-loose", 1) if found else None

    # ----------------------------------------------------------------------------------------------- quotations

    def _finished(self, q: Quote) -> bool:
        inner = self.plain[q.open + 1 : q.close]
        return bool(_FINISHED.search(inner)) or (not q.closed and len(inner) >= 12)

    def _decide(self, p: Paragraph, q: Quote, before: int, speech: list[Quote], marks: list[Quote]) -> Decision | None:
        """Whether this quotation is something said, by whom, by which rule. None: a term, a title, irony."""
        inner = self.plain[q.open + 1 : q.close].strip()
        if not inner:
            return None
        finished = self._finished(q)
        after = self.plain[q.close + 1 : q.close + 2] if q.closed else ""
        ends = finished or after in ("", "。", "!", "?", ",", ";") or q.close + 1 >= p.end
        size = len(inner)
        pre = self.plain[before : q.open].rstrip()
        leads = self._leads(before, q.open)
        lead = leads[-1] if leads and leads[-1].after >= q.open - 1 and leads[-1].end <= q.open else None
        if lead and lead.mark == ":":
            return Decision(f"{lead.form}-colon-quote", lead.who, lead.word) if size >= 2 else None
        long_enough = finished or (size >= 4 and not (size < 6 and lead is not None and lead.word in lex.ANNOUNCED))
        if lead and lead.mark == "“" and ends and not (_partial(after) and not finished) and long_enough:
            return Decision(f"{lead.form}-quote" + ("" if finished else "-short"), lead.who, lead.word)
        if lead and lead.mark == "," and (finished or (ends and size >= 6)) and not (_partial(after) and not finished):
            return Decision(f"{lead.form}-comma-quote", lead.who, lead.word)
        if pre.endswith(":") and (finished or size >= 8) and not re.search(r"\d:$", pre):
            decision = self._colon(before, q, finished)
            if decision:
                return decision
        tail = self._attribution(q, p, marks)
        if tail and (finished or size >= 3) and (not pre or pre.endswith((",", "。")) or finished):
            thought = tail.word in lex.THOUGHT.split() and tail.mark != "."
            plain_start = not pre
            rule = ("quote-thought" if thought else "quote-verb") + ("" if finished or tail.mark == "." else "-open") + ("" if plain_start else "-mid")
            if finished or size >= 6 or tail.form == "such":
                return Decision(rule, tail.who, tail.word)
        if leads and pre.endswith(",") and (finished or (ends and size >= 10)) and not _partial(after):
            return Decision("report-comma-quote", leads[-1].who, leads[-1].word)
        return self._by_context(p, q, before, pre, speech, finished, ends, size, after)

    def _colon(self, before: int, q: Quote, finished: bool) -> Decision | None:
        who = self._subject(before, q.open)
        noun = re.search(lex.COLON_NOUN + r"\s*:\s*$", self.plain[before : q.open])
        if who:
            return Decision("colon-noun-quote" if noun else "colon-quote", (who,), noun.group().rstrip(": ") if noun else "")
        focus = self._focus()
        if finished and focus:
            return Decision("colon-focus-quote", (focus,), "")
        return Decision("colon-unknown-quote", (), "") if finished else None

    def _by_context(
        self, p: Paragraph, q: Quote, before: int, pre: str, speech: list[Quote], finished: bool, ends: bool, size: int, after: str
    ) -> Decision | None:
        """Quotations without a verb at their side."""
        complement = re.match(rf"[”」』\"]?的?(?:{lex.NOUN_OF_WORDS})", self.plain[q.close : q.close + 9]) if q.closed else None
        if complement and size >= 8 and not self._leads(before, q.open) and self.plain[q.close + 1 : q.close + 2] == "的":
            who = self._subject(before, q.open)
            if who:
                return Decision("quote-of-noun", (who,), complement.group().strip("”」』\"的"))
        if _MOUTH.search(pre) and size >= 6 and (ends or after in "的这等之"):
            clause = max(before, *(self.plain.rfind(c, before, q.open) + 1 for c in ",;"))
            match = _MOUTH.search(self.plain[clause : q.open])
            who = self.resolver.phrase(clause, clause + match.start()) if match else None
            who = who or self._subject(before, q.open)
            if who and (who.kind == "person" or size >= 8):
                return Decision("mouth-quote", (who,), match.group().strip() if match else "")
        if not finished and not (after in ("。", "") and size >= 14) and not (size >= 24 and ends):
            return None
        if size < 6:
            return None
        if pre.endswith(",") or (pre and not pre.endswith(("。", "!", "?")) and finished):
            who = self._subject(before, q.open) if pre.endswith(",") else None
            if who:
                return Decision("comma-quote", (who,), "")
            if not pre.endswith(","):
                return None
            focus = self._focus()
            return Decision("comma-quote-focus", (focus,), "") if focus else Decision("floating-unknown", (), "")
        return self._floating(p, q, before, speech)

    def _floating(self, p: Paragraph, q: Quote, before: int, speech: list[Quote]) -> Decision:
        """A quotation that stands by itself: the speaker of the sentence before, of the paragraph before, or nobody."""
        if self.unclosed and q.open == p.start:
            return Decision("unclosed-goes-on", self.unclosed, "")
        if self.last_in_paragraph:
            return Decision("floating-after-report", self.last_in_paragraph, "")
        follower = self._following(q, p)
        if follower and q.open == p.start:
            return Decision("floating-following", (follower,), "")
        if q.open > p.start:
            who = self._subject(sentence_start(self.plain, before - 1) if before > p.start else before, before)
            if who and who.start >= p.start:
                return Decision("floating-subject", (who,), "")
            focus = self._focus()
            if focus and focus.start >= p.start:
                return Decision("floating-focus", (focus,), "")
            if focus:
                return Decision("floating-focus-far", (focus,), "")
        last = self.resolver.last
        if last and self._recent(p, 1):
            return Decision("floating-next", (last,), "")
        return Decision("floating-unknown", (), "")

    def _following(self, q: Quote, p: Paragraph) -> Who | None:
        """“…”融资的不顺利让李明泄气: the one person the next sentence speaks of."""
        if not q.closed or self.people.pattern is None:
            return None
        stop = next((i for i in range(q.close + 1, p.end) if self.plain[i] in "。!?"), p.end)
        found = {self.people.by_form[m.group()].name: m for m in self.people.pattern.finditer(self.plain, q.close + 1, stop)}
        if len(found) != 1:
            return None
        ((name, match),) = found.items()
        return Who(name, match.start(), match.end(), "person", "following")

    def _recent(self, p: Paragraph, back: int) -> bool:
        """Whether somebody spoke in the paragraph printed just before."""
        return any(p.line - 2 * back - 1 <= s.line < p.line for s in self.out[-3:])

    def _attribution(self, q: Quote, p: Paragraph, marks: list[Quote]) -> Lead | None:
        """The verb of speech that follows a quotation: “…”张三说, “…”,张三告诉记者."""
        if not q.closed:
            return None
        at = q.close + 1
        start = at
        while at < p.end and self.plain[at] in ",。 ":
            at += 1
        stop = min([p.end, *(m.open for m in marks if m.open >= at)])
        end = next((i for i in range(at, stop) if self.plain[i] in "。!?;"), stop)
        such = _SUCH.search(self.plain, at, min(end, at + 40))
        if such:
            who = self.resolver.before(at, such.start())
            if who:
                return Lead(such.group(), such.start(), such.end(), such.end(), ".", (who,), "such", at)
        if "。" in self.plain[start:at] and not _FINISHED.search(self.plain[q.open + 1 : q.close]):
            return None
        for lead in self._leads(at, min(end + 1, stop)):
            if lead.start - at > 70 or lead.form != "verb":
                return None
            if self.plain.count(",", at, lead.start) > 1 or lead.who[0].how in ("implicit", "focus"):
                return None
            if lead.mark in (",", ":", ".", "“") or lead.end >= stop:
                return lead if self.plain.count("。", start, lead.start) <= 1 else None
            return None
        return None

    def _quote(self, q: Quote, decision: Decision, p: Paragraph) -> None:
        start, end = q.inner
        who = decision.who
        self._add(start, end, "direct", who, decision.cue, decision.rule, quote=q)
        if who:
            self.resolver.heard(who[-1])
            self.last_in_paragraph = who
        self.unclosed = who if not q.closed else None

    # ------------------------------------------------------------------------------------------------- subjects

    def _focus(self) -> Who | None:
        return replace(self.resolver.focus, how="focus") if self.resolver.focus else None

    def _subject(self, start: int, end: int) -> Who | None:
        """Whoever the sentence [start, end) is about: a person in subject position, else a described or organised one at its head."""
        start = max(start, end - _SENTENCE)  # a hostile page has no full stops
        found = self.resolver.subject_before(end)
        if found and found.start >= start:
            return found
        clause = start
        for at in range(start, end + 1):
            if at == end or (self.plain[at] in ",:;" and not self._is_inside(at)):
                for stop in range(clause + 2, min(at, clause + 48) + 1):
                    if stop < at and not re.match(rf"{lex.ADVERB}|{lex.PREPOSITION}|内|聊|谈|在|把|将|用|给|向|对|就|也|还|都|只|是|不|的(?:声音|看法|说法|回答|反应|态度|评价|感受|原话|话|语气|观点|担忧|判断|结论|比喻|想法)", self.plain[stop : stop + 6]):
                        continue
                    who = self.resolver.phrase(clause, stop)
                    if who and ((who.kind in ("anonymous", "group") and (re.match(lex.QUANT, self.plain[who.start : who.end]) or stop == at or who.start == clause)) or who.how in ("pronoun", "pronoun-near")):
                        return replace(who, how="subject-described") if who.kind in ("anonymous", "group") else who
                    if who and who.kind == "organisation" and who.start == clause and re.match(r"是|不|也|则|对|在|将|已|正|的", self.plain[stop : stop + 1]):
                        return replace(who, how="subject-described")
                found_here = self._head_at(clause, at)
                if found_here:
                    return found_here
                clause = at + 1
        return None

    def _head_at(self, clause: int, end: int) -> Who | None:
        """发帖者比较了…: a described person at the clause's head, whatever verb follows."""
        best = None
        begin = self.resolver._trimmed(clause, end)
        for match in re.finditer(lex.HEAD, self.plain[begin : min(end, begin + 40)]):
            stop = begin + match.end()
            if self.plain[stop : stop + 1] in ("的", "们", "性", "化", "上", "中", "里"):
                continue
            who = self.resolver.phrase(begin, stop)
            if who and who.start == begin and who.kind in ("anonymous", "group"):
                best = replace(who, how="subject-described")
        return best

    def _leads(self, start: int, end: int) -> list[Lead]:
        """Everything in [start, end) that brings in a report, in order."""
        found: list[Lead] = []
        taken: list[tuple[int, int]] = []
        for pattern, form in ((lex.IN_THE_EYES, "eyes"), (lex.ACCORDING, "according")):
            for match in pattern.finditer(self.plain, start, end):
                if self._is_inside(match.start()):
                    continue
                lead = self._prepositional(match, form, start)
                if lead and not any(a < lead.end and lead.start < b for a, b in taken):
                    found.append(lead)
                    taken.append((match.start(), match.end()))
        for match in lex.RELAYED.finditer(self.plain, start, end):
            lead = self._relayed(match, start)
            if lead and not any(a < lead.end and lead.start < b for a, b in taken):
                found.append(lead)
                taken.append((match.start(), match.end()))
        for cue in cues.find(self.plain, start, end, self.inside):
            if any(a <= cue.start < b for a, b in taken):
                continue
            lead = self._verbal(cue, start, end, found)
            if lead:
                found.append(lead)
                taken.append((lead.start, lead.after))
        for match in lex.REPORT_SHOWS.finditer(self.plain, start, end):
            if self._is_inside(match.start()) or any(a <= match.start() < b for a, b in taken):
                continue
            lead = self._shows(match, start)
            if lead:
                found.append(lead)
        return sorted(found, key=lambda x: x.start)

    def _prepositional(self, match: re.Match[str], form: str, start: int) -> Lead | None:
        a, b = match.span("who")
        if match.start() > start and self.plain[match.start() - 1] in "存现正所实都证数论":
            return None
        raw = self.plain[a:b]
        if not raw.strip() or raw in ("", "不完全", "了解", "此") or raw.startswith(("不完全", "我", "你")):
            return None
        who = self.resolver.phrase(a, b)
        made = re.search(r"(?:数据|报告|财报|季报|年报|业绩|统计|白皮书|榜单|研报|声明|公告|调查)(?:显示)?$", match.group("cue"))
        if form == "according" and made:
            maker = re.sub(rf"(?:{lex.TIME}|最新|日前|近日|今年|在|于)+$", "", raw)
            if 2 <= len(maker) <= 24:
                who = self.resolver.phrase(a, a + len(maker)) or Who(maker, a, a + len(maker), "organisation", "bare")
        if who is None:
            # 如同某人在某处所说
            who = self.resolver.before(a, b)
        if who is None and form == "eyes" and len(raw) <= 10 and not re.search(r"[,的]", raw):
            who = Who(raw, a, b, "unknown", "bare")
        if who is None and form == "according" and len(raw) <= 16:
            stripped = re.sub(r"(?:最新|公开|发布|公布|官方|收购|的)+$", "", re.sub(r"^(?:后来|最新|近期|此前|最近)的?", "", raw))
            if len(stripped) >= 2 and not re.search(r"不完全|目前|上述|以上|相关|公开|市场|初步|历史|过往|现有|最新", stripped) and not re.match(r"[这那此其]", stripped):
                who = Who(stripped, a, a + len(stripped), "organisation", "bare")
        if who is None:
            return None
        after = match.end()
        while after < len(self.plain) and self.plain[after] == " ":
            after += 1
        mark = "," if match.group("c").startswith(",") else match.group("c") or ("“" if self.plain[after : after + 1] in ("“", "「", '"', "『") else "")
        if match.group("c").endswith("就是"):
            mark = ""
        if form == "eyes" and not mark and self.plain[after : after + 1] in ("", "的", "是", "也"):
            return None
        return Lead(match.group("cue"), match.start(), match.end(), after, mark, tuple(self.resolver.companions(who, a)), form, match.start())

    def _relayed(self, match: re.Match[str], start: int) -> Lead | None:
        """路透社援引知情人士的话报道: the informant speaks, the agency relays."""
        if self._is_inside(match.start()):
            return None
        a, b = match.span("who")
        who = self.resolver.phrase(a, b)
        at, stop = self.resolver._trimmed(*match.span("by")), match.end("by")
        by = self.resolver.phrase(at, stop) or Who(self.plain[at:stop], at, stop, "organisation", "bare")
        if who is None or stop - at < 2:
            return None
        mark = match.group("c") or ""
        return Lead(match.group("cue"), match.start(), match.end(), match.end(), mark, (replace(who, how="relayed"),), "relayed", match.start(), by.name)

    def _verbal(self, cue: cues.Cue, start: int, end: int, found: list[Lead]) -> Lead | None:
        clause = max([start, *(self.plain.rfind(c, start, cue.start) + 1 for c in ",;:。!?")])
        for _, b in self.inside:
            if clause < b <= cue.start and self.plain[b - 2 : b - 1] in _TERMINAL:
                clause = max(clause, b)
        who = self.resolver.before(clause, cue.start)
        form = "verb"
        if who is None:
            who = self._implied(cue, clause, start, found)
        if who is None:
            return None
        if who.kind in ("organisation", "unknown") and cue.word in ("发现", "看到", "希望") and not cue.mark:
            return None
        cue = cues.chain(self.plain, cue, end)
        names = tuple(self.resolver.companions(who, clause))
        if who.how == "pronoun-many":
            names = self._both(who, start) or names
        return Lead(cue.word, cue.start, cue.end, cue.after, cue.mark, names, form, clause)

    def _both(self, who: Who, start: int) -> tuple[Who, ...]:
        """两人, 双方, 二者: the two people joined just before in the sentence."""
        if self.people.pattern is None or self.plain[who.start : who.end] not in ("二者", "两者", "两人", "二人", "双方"):
            return ()
        seen: list[Who] = []
        for match in self.people.pattern.finditer(self.plain, max(0, sentence_start(self.plain, who.start)), who.start):
            name = self.people.by_form[match.group()].name
            if name not in [w.name for w in seen]:
                seen.append(Who(name, match.start(), match.end(), "person", "pronoun-many"))
        return tuple(seen[-2:]) if len(seen) >= 2 else ()

    def _implied(self, cue: cues.Cue, clause: int, start: int, found: list[Lead]) -> Who | None:
        """The verb has no subject of its own in its clause: the clause before gives it, or the sentence."""
        between = self.plain[clause : cue.start]
        rest = re.sub(rf"(?:\s|{lex.CONNECTIVE}|{lex.ADVERB}|{lex.TIME})+", "", between)
        if not rest or lex.BRIDGE.fullmatch(between):
            if clause > start:
                if found and found[-1].after < clause and cue.mark in (",", ":", "“", ""):
                    return replace(found[-1].who[0], how="implicit")
                before = max([start, *(self.plain.rfind(c, start, clause - 1) + 1 for c in ",;:。!?")])
                near = self.resolver.phrase(before, clause - 1)
                if near and near.kind in ("person", "anonymous", "group") and near.how != "pronoun-many":
                    return replace(near, how="implicit")
                subject = self._subject(start, clause - 1)
                if subject:
                    return replace(subject, how="implicit")
            if cue.mark in (",", ":", "“") and self.resolver.focus and (clause == start or not found) and re.match(rf"(?:\s*(?:{lex.CONNECTIVE}|{lex.ADVERB}))*\s*$", between):
                return replace(self.resolver.focus, how="focus")
            return None
        if cue.mark in (":", "“"):
            bare = self.resolver.bare(clause, cue.start)
            subject = None if bare else self._subject(start, cue.start)
            return bare or (replace(subject, how="subject") if subject else None)
        if cue.mark == "," and cue.word not in lex.THOUGHT.split():
            return self.resolver.bare(clause, cue.start)
        if cue.word in ("认为", "觉得", "相信", "宣布", "承诺", "表示", "称", "预计", "透露", "强调", "指出", "坚称", "声称", "警告", "预测", "否认", "证实"):
            return self.resolver.bare(clause, cue.start)
        return None

    def _shows(self, match: re.Match[str], start: int) -> Lead | None:
        """Dealroom的报告显示: a document that reports speaks for its maker."""
        clause = max([start, *(self.plain.rfind(c, start, match.start()) + 1 for c in ",;:。!?")])
        head = self.plain[clause : match.start()]
        if not lex.REPORT_NOUN.search(head) or len(head) > 48:
            return None
        at = self.resolver._trimmed(clause, match.start())
        head = self.plain[at : match.start()]
        book = re.search(r"《[^《》]+》", head)
        name = re.sub(rf"(?:的|在|一份|最新|发布|公布|此前|近期|这份|最近|上述|披露|提交|一项|20\d\d年?|中|里|书|其|年度|季度|半年度?|第.季度|公开|官方|根据|据|相关|多项|后来|\d+月|\d+日)*(?:{lex.REPORT_NOUN.pattern})", "", head)
        name = re.sub(r"(?:的|在|一份|一项|最新|发布|公布|后来|收购|\s)+$", "", name)
        name = re.sub(r"^(?:根据|据|按照|由|从|来自|后来的?)+", "", name)
        name = re.split(r"(?:发布|公布|出具|披露|联合|提交|于|在)", name)[0] or name
        if len(name) < 2 and book:
            name = book.group()
        if len(name) < 2 or len(name) > 20 or re.search(r"^(?:公开|相关|多项|这|该|一|有|上述|最新|研究|官方|市场|统计|数|调查)", name):
            return None
        known = self.resolver.phrase(at, at + len(name))
        who = Who(known.name if known and known.kind == "person" else name, at, match.start(), "organisation", "document")
        after = match.end()
        mark = ""
        if self.plain[after : after + 1] in (",", ":"):
            mark = self.plain[after]
            after += 1
        elif self.plain[after : after + 1] in ("的", "了", "出"):
            return None
        return Lead(match.group("cue"), match.start(), match.end(), after, mark, (who,), "shows", clause)

    # --------------------------------------------------------------------------------------------- indirect speech

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        out = []
        at = start
        depth = 0
        for i in range(start, end):
            char = self.plain[i]
            if char == "(":
                depth += 1
            elif char == ")":
                depth = max(0, depth - 1)
            inside = self._is_inside(i)
            if i - at >= 4 * _SENTENCE:
                out.append((at, i))
                at = i
            ends = (char in _TERMINAL and not inside and not depth) or (
                inside and char in "”」』\"" and not self._is_inside(i + 1) and i > start and self.plain[i - 1] in "。!?" and i + 1 < end and self.plain[i + 1] not in ",;:的。"
            )
            if ends and not (i + 1 < end and self.plain[i + 1] in _TERMINAL):
                out.append((at, i + 1))
                at = i + 1
        if at < end:
            out.append((at, end))
        return out

    def _reports(self, start: int, end: int, p: Paragraph, *, quote: Quote | None = None, peek: bool = False) -> None:
        """Indirect speech in the text [start, end) between two quotations; `quote` is the one that follows."""
        if peek or start >= end:
            return
        for a, b in self._sentences(start, end):
            count = len(self.out)
            self._sentence(a, b, p, quote if b == end else None, first=a == start and start > p.start)
            if len(self.out) == count and self.plain[a:b].strip(" ,。"):
                before = self.resolver.focus
                self.resolver.mention(a, b)
                if self.resolver.focus is not before and b - a > 12:
                    self.last_in_paragraph = None

    def _sentence(self, a: int, b: int, p: Paragraph, quote: Quote | None, first: bool) -> None:
        leads = self._leads(a, b)
        done = a
        for i, lead in enumerate(leads):
            if lead.start < done:
                continue
            stop = self._until(leads[i + 1 :], lead, b)
            before = len(self.out)
            done = max(done, self._report(lead, a, stop, b, p, quote if stop == b else None, first))
            if len(self.out) > before:
                self.resolver.heard(lead.who[-1])
                self.last_in_paragraph = lead.who
            elif quote and lead.after >= b - 1:
                done = b
        if not leads:
            self._passive(a, b)
            self._colon_report(a, b, p, quote)

    def _until(self, later: list[Lead], lead: Lead, end: int) -> int:
        """A later report in the same sentence ends this one where it isn't part of it."""
        for other in later:
            if other.start < lead.after or other.clause <= lead.after:
                continue
            between = self.plain[other.clause : other.start]
            same = {w.name for w in other.who} == {w.name for w in lead.who}
            contrast = re.match(r"\s*(?:而|但|不过|然而|可)", between) or re.search(r"[则却]|反而", between) or self.plain[other.clause - 1] == ";"
            if same and other.word.startswith("不"):
                continue
            if same and not cues.is_clause(self.plain[lead.after : other.clause].strip(", "), lead.word, ""):
                continue
            if (same and (other.who[0].how in ("implicit", "pronoun-near", "pronoun", "name"))) or contrast:
                return other.clause - 1 if self.plain[other.clause - 1] in ",;:" else other.clause
        return end

    def _report(self, lead: Lead, a: int, stop: int, b: int, p: Paragraph, quote: Quote | None, first: bool) -> int:
        """One lead's content as a statement; returns where reading goes on."""
        after = lead.after
        if lead.word in lex.GESTURES:
            return lead.end
        if after >= stop - 1 or not self.plain[after:stop].strip(" ,。:"):
            return self._said_before(lead, a, p, first) if lead.mark == "." and not quote else lead.end
        after = self._skip_tail(lead, after, stop)
        if first and lead.form == "verb":
            joint = re.match(r"(?:但是|但|不过|然而),?\s*", self.plain[after:stop])
            after += joint.end() if joint else 0
        colon = re.match(rf"[^。:;]{{2,30}}?{lex.COLON_NOUN}\s*:\s*(?=\S)", self.plain[after:stop]) if not lead.mark and quote is None else None
        if colon and not self._is_inside(after + colon.end() - 1):
            after += colon.end()
        end = cues.content_end(self.plain, after, stop, self.inside)
        if lead.mark == ":" and end == b:
            end = self._over_questions(end, p)
        end = self._trim(after, end)
        content = self.plain[after:end]
        if lead.form == "verb" and not cues.is_clause(content, lead.word, lead.mark):
            return lead.end
        if lead.form != "verb" and len(content) < 4:
            return lead.end
        if quote is not None and (self._leads_in(content, quote) or (end >= quote.open - 1 and self.plain[quote.open - 1] not in ",。!?: ")):
            return end
        if lead.form == "verb" and not lead.mark and self.plain[lead.start - 2 : lead.start] in ("如此", "这样", "这么", "如是"):
            return lead.end
        verbatim = lead.mark == ":" and (lead.word in lex.VERBATIM or any(lead.word.endswith(v) for v in ("道", "说")))
        if verbatim:
            end = self._with_stop(end)
        rule = f"{lead.form}-{'colon' if lead.mark == ':' else 'comma' if lead.mark == ',' else 'bare'}"
        if lead.word in lex.ANNOUNCED:
            rule += "-announced"
        elif lead.word in lex.THOUGHT.split() and lead.form == "verb":
            rule += "-thought"
        if verbatim:
            rule = "verb-colon-verbatim"
        if lead.form == "according" and ("报道" in lead.word or "报导" in lead.word or "爆料" in lead.word or "消息" in lead.word):
            count = len(self.out)
            self._nested(after, end, lead.who[0], every=True)
            if len(self.out) > count:  # a paper that reports what somebody says holds no view of its own
                return end
        self._add(after, end, "direct" if verbatim else "indirect", lead.who, lead.word, rule, by=lead.by)
        self._nested(after, end, lead.who[0])
        return end

    def _skip_tail(self, lead: Lead, after: int, stop: int) -> int:
        while after < stop and self.plain[after] in " ,:":
            after += 1
        if not lead.mark:
            match = re.match(r"(?:道|着|到)(?=[\u4e00-\u9fff])", self.plain[after : after + 2])
            if match and lead.word not in ("说",):
                after += match.end()
        return after

    def _leads_in(self, content: str, quote: Quote) -> bool:
        """A beginning that the quotation finishes (最终能存活的玩家,“可能有三家”) is no statement of its own."""
        inner = self.plain[quote.open + 1 : quote.close]
        if not content.rstrip().endswith((",", "。", "!", "?")) and self.plain[quote.open - 1] != ",":
            return False
        clause = content.rstrip(", ").rsplit(",", 1)[-1].rsplit("的", 1)[-1]
        return self.plain[quote.open - 1] == "," and bool(_FRAGMENT_START.match(inner)) and not re.search(r"[是会能要将已了很太不没]|可以|应该|需要", clause)

    def _said_before(self, lead: Lead, a: int, p: Paragraph, first: bool) -> int:
        """今年销量会翻番,李明说。"""
        start = a
        while start < lead.clause and self.plain[start] in " ,。":
            start += 1
        end = lead.clause - 1
        if first and a == start and self.plain[a : a + 1] != "。":
            return lead.end
        if end - start >= 8 and lead.clause > a and self.plain[lead.clause - 1] == "," and lead.who[0].how not in ("implicit", "focus") and lead.word not in ("问", "提问") and lead.word not in lex.THOUGHT.split():
            if start > p.start and self.plain[start - 1] in "”」』\"" and self.plain[start - 2] in ",。":
                return lead.end
            self._add(start, self._trim(start, end), "indirect", lead.who, lead.word, "clause-verb")
        return lead.end

    def _over_questions(self, end: int, p: Paragraph) -> int:
        """After a colon the report goes on over the questions it asks."""
        while self.plain[end - 1] == "?" and end < p.end:
            stops = [self.plain.find(c, end, p.end) for c in "。?!"]
            nearest = min((s for s in stops if s >= 0), default=-1)
            if nearest < 0 or any(end <= a < nearest for a, _ in self.inside):
                break
            end = nearest + 1
        return end

    def _colon_report(self, a: int, b: int, p: Paragraph, quote: Quote | None) -> None:
        """得出了一个结论:…, 举了一个例子:…"""
        for match in re.finditer(lex.COLON_NOUN + r"(?:了|是)?\s*:\s*", self.plain[a:b]):
            at = a + match.start()
            if self._is_inside(at) or a + match.end() >= b - 4:
                continue
            who = self._subject(a, at)
            if who is None:
                continue
            start = a + match.end()
            end = self._over_questions(b, p) if b < p.end else b
            self._add(start, self._trim(start, end), "indirect", (who,), match.group().rstrip(": "), "colon-noun")
            self.resolver.heard(who)
            self.last_in_paragraph = (who,)
            return

    def _passive(self, a: int, b: int) -> None:
        """…被业界认为是…"""
        match = _PASSIVE.search(self.plain, a, b)
        if not match or self._is_inside(match.start()):
            return
        who = self.resolver.phrase(*match.span("who"))
        if who is None:
            return
        clause = max([a, *(self.plain.rfind(c, a, match.start()) + 1 for c in ",;:")])
        self._add(clause, self._trim(clause, cues.content_end(self.plain, match.end(), b, self.inside)), "indirect", (who,), match.group("cue"), "passive")

    def _nested(self, a: int, b: int, outer: Who, *, every: bool = False) -> None:
        """What a reporter's report says that somebody else said: second-hand."""
        for lead in self._leads(a, b):
            if lead.form == "verb" and lead.who[0].how in ("implicit", "focus", "bare"):
                continue
            if lead.who[0].name == outer.name or lead.who[0].how.startswith("pronoun"):
                continue
            if lead.mark in ("“",) or (lead.mark in (",", ":") and self.plain[lead.after : lead.after + 1] in ("“", "「")):
                q = next((q for q in quotes(self.plain, lead.after, b) if q.open >= lead.after), None)
                if q and q.closed:
                    self._add(*q.inner, "direct", lead.who, lead.word, "nested-quote", by=outer.name, quote=q)
                continue
            end = self._trim(lead.after, cues.content_end(self.plain, lead.after, b, self.inside))
            if (lead.who[0].kind == "person" or every) and cues.is_clause(self.plain[lead.after : end], lead.word, lead.mark):
                self._add(lead.after, end, "indirect", lead.who, lead.word, "nested", by=outer.name)

    def _headlines(self, p: Paragraph) -> None:
        """《朱啸虎:…》 inside a sentence: a headline that reports speech."""
        for match in _HEADLINE.finditer(self.plain, p.start, p.end):
            name = match.group(1)
            form = next((f for f in sorted(self.people.by_form, key=len, reverse=True) if name.endswith(f)), None)
            if form:
                who = Who(self.people.by_form[form].name, match.end(1) - len(form), match.end(1), "person", "headline")
                self._add(match.start(2), match.end(2), "direct", (who,), "", "headline-inside")

    # ------------------------------------------------------------------------------------------------------ output

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.plain[end - 1] in "。, ;:\n":
            end -= 1
        return end

    def _with_stop(self, end: int) -> int:
        return end + 1 if self.plain[end : end + 1] == "。" else end

    def _add(
        self,
        start: int,
        end: int,
        kind: Literal["direct", "indirect"],
        who: tuple[Who, ...],
        cue: str,
        rule: str,
        *,
        by: str | None = None,
        quote: Quote | None = None,
        final: bool = False,
    ) -> None:
        while start < end and self.plain[start].isspace():
            start += 1
        while start < end and self.plain[end - 1].isspace():
            end -= 1
        if kind == "direct":
            while end > start and self.plain[end - 1] in ",;":
                end -= 1
        if end <= start:
            return
        for person in who or (None,):
            how = person.how if person else "none"
            self.out.append(
                Statement(
                    file=self.text.name,
                    start=start,
                    end=end,
                    line=self.text.line(start),
                    text=self.text.raw[start:end],
                    kind=kind,
                    second_hand=by,
                    speaker=person.name if person else None,
                    speaker_surface=self.text.raw[person.start : person.end] if person and person.start >= 0 else "",
                    cue=cue,
                    rule=rule,
                    confidence=calibrated(rule, how, person.kind if person else "unknown"),
                    how=how,
                    speaker_kind=person.kind if person else "unknown",
                    speaker_start=person.start if person else -1,
                )
            )


def _partial(after: str) -> bool:
    return bool(after and _PARTIAL.match(after))
