"""Interviews in questions and answers: the labels before the colons (记者, 李明, 问, 答), and what each answer's speaker says."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from bot.distill import lexicon as lex
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.rules.page import Page

_ASK = re.compile(
    r"^[\s·■◆●▲▼◎○□*>#\-—]*((?:“[^“”]{2,8}”)?[^\s:,。“”「」()!?]{1,16}?(?: [^\s:,。“”「」()!?]{2,8})?(?:\([^()]{1,16}\))?)\s*\**\s*:\s*\**\s*"
    r"(?P<time>\(?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\)?\s*$|\(?\d{1,2}:\d{2}(?::\d{2})?\)?\s*$)?"
)
"""A label before a colon, with bullets before it; nothing but the time of day may stand behind it."""
_TITLED = re.compile(rf"(?:{lex.HONORIFIC}|{lex.HEAD}|女士|先生)$")
_ASKER = re.compile(r"^(?:问|Q\d*|记者|主持人|提问|采访者|编辑|编者|.*记者(?: \S+)?|.*主持人|(?:主持人|记者)[\u4e00-\u9fff]{2,4}|媒体|网友提问|观众|\S{0,8}(?:网|报|周刊|财经|新闻|科技|杂志|日报|晚报|时报|观察|频道|氪|榜|社)|\S{1,4}(?:网|新闻)(?:读书|文化|财经|科技|娱乐|教育|体育|汽车|时尚|健康|军事|公益|国际))$", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:答|A\d*|回答|受访者|嘉宾)$", re.IGNORECASE)


_NARRATED = re.compile(r"(?:告诉|表示|认为|指出|透露|坦言|介绍)[,:“]|记者|(?:他|她)(?:说|笑)|^[“「]|^\(?(?:完|编辑|责编|来源|以上|本文)")
"""A paragraph between two answers that the reporter wrote."""
_QUOTED = re.compile(r"[“「『\"‘《](?![^“”「」]{2,6}[”」])")
"""The words stand in marks, and those are no mere term."""
_MOTTO = re.compile(r"\s*(?:——|—|--)\s*(?P<name>[^,。—\-“”「」]{2,24})$")
_FINAL = re.compile(r"[。!?…][”」』\"]?$")
_IN_MARKS = re.compile(r"[“「『\"].*[”」』\"]", re.DOTALL)
_TALK = ("body", "heading")


@dataclass(slots=True)
class Interview:
    """One page read as an interview. `labels` say who each stands for (None: the interviewer); empty where it is no interview."""

    page: Page
    labels: dict[str, Who | None] = field(default_factory=dict)
    start: int = 0  # of the first label
    asked: bool = False  # the paragraph before is the interviewer's
    answering: str | None = None  # the label whose answer the paragraphs at hand are

    def look_for_labels(self, found: list[Paragraph]) -> None:
        """Count what stands before colons at the heads of paragraphs; two labels and three uses make an interview."""
        counts: Counter[str] = Counter()
        asks: Counter[str] = Counter()
        last = ""
        answered: set[str] = set()  # whoever speaks right after the interviewer
        for p in found:
            match = _ASK.match(self.page.plain[p.start : p.end]) if p.part in _TALK else None
            if match and not counts:
                self.start = p.start
            if not match and last and p.part == "body" and self.page.plain[p.end - 1] == "?":
                asks[last] += 1  # the question stands at the end of a longer turn
                last = ""
            if match and _ASKER.match(last) and not _ASKER.match(match.group(1)) and not lex.CUE_VERB.search(match.group(1)):
                answered.add(match.group(1))
            last = match.group(1) if match else last
            if match and (p.part == "body" or match.end() >= p.end - p.start or self.page.plain[p.end - 1] in "?!" or counts):
                counts[match.group(1)] += 2 if match.group("time") else 1
                asks[match.group(1)] += "?" in self.page.plain[p.end - 2 : p.end]
        labels = [x for x, n in counts.items() if n >= 2 or _ASKER.match(x) or _ANSWER.match(x) or asks[x] == n or x in answered or self._is_label(x)]
        if len(labels) < 2 or sum(counts[x] for x in labels) < (2 if self._one_turn(labels, asks, answered) else 3):
            return
        out: dict[str, Who | None] = {}
        for label in labels:
            share = asks[label] / max(1, counts[label])
            if _ASKER.match(label) or share >= (0.75 if self._person_of(label) and self._answers_more(label, labels, counts, asks) else 0.6 if not self._person_of(label) else 2):
                out[label] = None
            else:
                person = self._person_of(label) or (self._main_person() if _ANSWER.match(label) else None)
                fuller = None if person else self.page.resolver.descriptions.introduced(label, self.start, told=True)
                out[label] = Who(person or fuller or label, -1, -1, "person" if person else "unknown", "label")
        self.labels = out if any(out.values()) else {}

    def _is_label(self, label: str) -> bool:
        """Used once only: still somebody's label where it is a person's name, or ends as people are called (业主武先生)."""
        if label in self.page.people.by_form or (2 <= len(label) <= 4 and label[0] in lex.SURNAMES and label not in lex.common_words()) or "·" in label:
            return True
        return (len(label) >= 2 and bool(_TITLED.search(label)) and not lex.CUE_VERB.search(label))

    def _answers_more(self, label: str, labels: list[str], counts: Counter[str], asks: Counter[str]) -> bool:
        """Whether somebody else on the page asks far less than this label."""
        return any(asks[x] <= 0.34 * counts[x] for x in labels if x != label)

    def _one_turn(self, labels: list[str], asks: Counter[str], answered: set[str]) -> bool:
        """The beginning of an interview: one question and one answer, by somebody the article names."""
        return any(asks[x] or _ASKER.match(x) for x in labels) and any(not asks[x] and (self._person_of(x) or x in answered or self._is_label(x) or _ANSWER.match(x)) for x in labels)

    def _person_of(self, label: str) -> str | None:
        """The one person of the article a label can mean: the name, its surname, or a name with a role before it."""
        bare = re.sub(r"\(.*\)$", "", label)
        if bare in self.page.people.by_form:
            return self.page.people.by_form[bare].name
        if len(bare) == 1:
            fits = {p.name for f, p in self.page.people.by_form.items() if f.startswith(bare)}
            return fits.pop() if len(fits) == 1 else None
        ends = {p.name for f, p in self.page.people.by_form.items() if bare.endswith(f) and len(f) >= 2}
        return ends.pop() if len(ends) == 1 else None

    def _main_person(self) -> str | None:
        """Whom 答 means: the one person named before the first question, or by far the oftenest named."""
        people = sorted(self.page.people.all(), key=lambda p: (-p.count, p.first))
        early = [p for p in people if p.first < self.start]
        if len(early) == 1:
            return early[0].name
        return people[0].name if people and (len(people) == 1 or people[0].count >= 2 * people[1].count) else None

    def take(self, p: Paragraph) -> bool:
        """Take a paragraph of an interview: an answer is the speaker's own words, a question nobody's statement."""
        part = self.page.plain[p.start : p.end]
        match = _ASK.match(part)
        label = match.group(1) if match else None
        if label is not None and label in self.labels and match:
            who = self.labels[label]
            self.answering = label if who else None
            self.asked = who is None
            if who:
                start = p.start + match.end()
                if start >= p.end:
                    return True  # the words stand on the next line
                surface = Who(who.name, p.start + match.start(1), p.start + match.end(1), who.kind, who.how)
                self.page.resolver.heard(surface)
                self.page.add(start, p.end, "direct", (surface,), "", "interview")
                if _IN_MARKS.fullmatch(self.page.plain[start : p.end].strip()):
                    self.answering = None  # marks that close end the turn: what follows without any is the reporter's
            return True
        if self.answering and p.part == "body" and label is None and not _NARRATED.search(part[:60]):
            who = self.labels[self.answering]
            if who:
                surface = self.page.resolver.focus or who
                self.page.add(p.start, p.end, "direct", (replace(surface, name=who.name),), "", "interview-next")
                return True
        if label is None and self.answering is None and self.asked and p.part == "body":
            return True  # a question that goes on
        if label is None:
            self.answering, self.asked = None, False
        return False

    def take_motto(self, p: Paragraph) -> bool:
        """…。——李明: words set apart, with their author behind a dash."""
        match = _MOTTO.search(self.page.plain[p.start : p.end])
        name = match.group("name").strip() if match else ""
        person = self._person_of(name) if name else None
        if match is None or person is None or match.start() < 8:
            return False
        at = p.start + match.start("name")
        start, end = p.start, p.start + match.start()
        if self.page.plain[start] in "“「『\"" and self.page.plain[end - 1] in "”」』\"":
            start, end = start + 1, end - 1
        self.page.add(start, end, "direct", (Who(person, at, at + len(name), "person", "label"),), "", "motto")
        return True

    def take_alone(self, p: Paragraph) -> bool:
        """Somebody's name, a colon, and what they say, on a page that is no interview."""
        match = _ASK.match(self.page.plain[p.start : p.end])
        start = p.start + match.end() if match else p.end
        if match is None or p.end - start < 10 or _QUOTED.match(self.page.plain[start : p.end]) or not _FINAL.search(self.page.plain[start : p.end]):
            return False
        label = match.group(1)
        bare = re.sub(r"\(.*\)$", "", label)
        person = self._person_of(bare)
        titled = bool(_TITLED.search(bare)) and not lex.CUE_VERB.search(bare)
        own = re.search(r"(?<!自)我|你|咱|您|[吧吗呢啊]", self.page.plain[start : p.end])
        if _ASKER.match(label) or not (person or bare.startswith("@") or (titled and (len(bare) >= 4 or own))):
            return False
        who = Who(person or bare, p.start + match.start(1), p.start + match.end(1), "person" if person else "anonymous", "label")
        self.page.resolver.heard(who)
        self.page.add(start, p.end, "direct", (who,), "", "label-colon")
        return True
