"""Interviews in questions and answers: the labels before the colons (记者, 李明, 问, 答), and what each answer's speaker says."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bot.distill import lexicon as lex
from bot.distill import unlabelled
from bot.distill.back_to import BackTo
from bot.distill.layout import Paragraph
from bot.distill.names import Who
from bot.distill.rules.page import Page
from bot.distill.turns import ANSWER, ASKER, BEHIND_ROLE, MAY_ASK, TITLED, Turn, Turns, is_name, turn_of
from bot.recall import chinese

_NARRATED = re.compile(r"(?:告诉|表示|认为|指出|透露|坦言|介绍)[,:“]|记者|(?:他|她)(?:说(?![我你])|笑)|^[“「]|^\(?(?:完|编辑|责编|来源|以上|本文)")
"""A paragraph between two answers that the reporter wrote, by its first words."""
_AFTERWARDS = re.compile(r"^(?:(?:采访|访谈|对谈|对话|交谈|谈话|圆桌|论坛|录制|直播|活动|会议|演讲|发布会|节目)(?:[^,。]{0,6})?(?:结束|前|后|中途|间隙|当天|期间)|(?:聊|谈|说)(?:完|到这里|到此)|散场|散会|会后|饭后|临别|临走|告别|后记)")
_SIGNED = re.compile(r"(?:本报|本刊|本网|特约|实习)\S{0,6}(?:记者|编辑)\s?[\u4e00-\u9fff]{2,4}\)?$|\((?:本报|本刊|实习)?(?:记者|编辑|整理|文)[^()]{1,12}\)$")
_ASIDE = re.compile(r"\([^()]{1,30}\)|(?:\[[^\[\]]{1,30}\])")
"""A paragraph that only says what can't be heard: (众人笑)."""
_REPORTED = re.compile(rf"(?:说|问|答|喊|{lex.CUE_VERB.pattern})(?:,|:|道)")
_OWN = re.compile(r"(?<!自)我|你|咱|您|[吧吗呢啊嘛](?:[,。!?]|$)")
"""Somebody is speaking for himself or to somebody."""
_QUOTES = re.compile(r"[“「『\"][^“”「」『』\"]*[”」』\"]?")
_QUOTED = re.compile(r"[“「『\"‘《](?![^“”「」]{2,6}[”」])")
"""The words stand in marks, and those are no mere term."""
_MOTTO = re.compile(r"\s*(?:——|—|--)\s*(?P<name>[^,。—\-“”「」]{2,24})$")
_FINAL = re.compile(r"[。!?…][”」』\"]?$")
_IN_MARKS = re.compile(r"[“「『\"][^“”「」『』\"]*[”」』\"]")
_HE = ("他", "她")
_UNLABELLED = ""
"""Stands for the label of answers that have none, between questions that have one."""
_LONG_TURN = 80
"""Code points of a turn from which on a page's speakers may go on for several paragraphs without a sign."""


@dataclass(slots=True)
class Interview:
    """One page read as an interview. `labels` say who each stands for (None: the interviewer); empty where it is no interview."""

    page: Page
    turns: Turns
    labels: dict[str, Who | None] = field(default_factory=dict)
    asked: bool = False  # the paragraph before is the interviewer's
    answering: str | None = None  # the label whose answer the paragraphs at hand are
    awaited: bool = False  # a label stood alone: the words are on the next line
    led: bool = False  # somebody asks
    longest: int = 0  # the longest answer's first paragraph
    questions: set[int] = field(default_factory=set)  # where the questions of a page without labels begin

    def look_for_labels(self, found: list[Paragraph]) -> None:
        """Two labels and three uses make an interview; whoever asks, thanks and announces is the interviewer."""
        turns = self.turns
        labels = [x for x in turns.usual() if turns.counts[x] >= 2 or turns.asks_by_name(x) or ANSWER.match(x) or turns.asks[x] == turns.counts[x] or x in turns.answered or self._is_label(x)]
        if len(labels) == 1:
            self._one_label(labels[0])
        if len(labels) < 2 or sum(turns.counts[x] for x in labels) < (2 if self._one_turn(labels) else 3):
            if not self.labels:
                self._no_label(found)
            return
        out: dict[str, Who | None] = {x: None if self._asks(x, labels) else self._speaker(x) for x in labels if not self._is_noun(x)}
        if None not in out.values():
            out = {x: who for x, who in out.items() if who and ((who.kind == "person" and who.name != x) or turns.vouched(x))}
            if sum(turns.counts[x] for x in out) < 2:
                return
        self.labels = out if any(out.values()) else {}
        self.led = any(x is None for x in out.values())
        self.longest = max((p.end - p.start for p in found if (t := turns.at.get(p.start)) and out.get(t.label)), default=0)

    def _one_label(self, label: str) -> None:
        """Only the questions have a label, or only the answers."""
        main = self._main_person() if self.turns.asks_by_name(label) and self.turns.counts[label] >= 3 else None
        if main:
            self.labels, self.led = {label: None, _UNLABELLED: Who(main, -1, -1, "person", "label")}, True
        elif not self.turns.asks_by_name(label) and self.turns.questioned[label] >= 1 and self.turns.counts[label] >= 2 and (self._person_of(label) or ANSWER.match(label)):
            self.labels, self.led = {label: self._speaker(label)}, True

    def _no_label(self, found: list[Paragraph]) -> None:
        """Neither questions nor answers have one."""
        questions = unlabelled.questions_of(self.page.plain, found)
        main = self._main_person(questions[0].start) if questions else None
        if main:
            self.labels, self.led = {_UNLABELLED: Who(main, -1, -1, "person", "label")}, True
            self.questions = {q.start for q in questions}

    def _asks(self, label: str, labels: list[str]) -> bool:
        """Whether the label is the interviewer's: its word, what the page says of it, or what it says."""
        turns = self.turns
        if turns.asks_by_name(label) or (self._person_of(label) and turns.is_host(label)) or turns.leads(label):
            return True
        if self._person_of(label):
            return turns.asks_only(label)
        somebody = TITLED.search(label) and len(labels) > 2 and turns.counts[label] < 3  # a shopkeeper asks, too
        return not somebody and turns.asker_share(label) >= 0.6

    def _speaker(self, label: str) -> Who:
        """The person the label means, or whoever it describes."""
        person = self._person_of(label) or (self._main_person() if ANSWER.match(label) or label in _HE else None)
        fuller = None if person else BackTo(self.page.resolver).introduced(label, self.turns.start, told=True)
        name = person or fuller or ("" if ANSWER.match(label) or label in _HE else label)
        return Who(name, -1, -1, "person" if person else "unknown", "label")

    def _is_noun(self, label: str) -> bool:
        """点评, 优点: a word before a colon that can be nobody."""
        return not (ASKER.match(label) or ANSWER.match(label) or label in _HE or TITLED.search(label) or self._person_of(label)) and chinese.frequency(label) > 300

    def _is_label(self, label: str) -> bool:
        """Used once only: still somebody's label where it is a person's name, or ends as people are called (业主武先生)."""
        if any(guest == label or guest.startswith(label + " ") for guest in self.turns.guests) or (len(label) == 2 and label[0] in "老小阿") or label in self.page.people.by_form or (2 <= len(label) <= 4 and label[0] in lex.SURNAMES and label not in lex.common_words()) or "·" in label or BEHIND_ROLE.match(label):
            return True
        return (len(label) >= 2 and bool(TITLED.search(label)) and not lex.CUE_VERB.search(label))

    def _one_turn(self, labels: list[str]) -> bool:
        """The beginning of an interview: one question and one answer, by somebody the article names."""
        asks, answered = self.turns.asks, self.turns.answered
        return any(asks[x] or self.turns.asks_by_name(x) for x in labels) and any(not asks[x] and (self._person_of(x) or x in answered or self._is_label(x) or ANSWER.match(x)) for x in labels)

    def _person_of(self, label: str) -> str | None:
        """The one person of the article a label can mean: the name, its surname, or a name with a role before it."""
        bare = label
        if bare in self.page.people.by_form:
            return self.page.people.by_form[bare].name
        if len(bare) == 1:
            fits = {p.name for f, p in self.page.people.by_form.items() if f.startswith(bare)}
            return fits.pop() if len(fits) == 1 else None
        ends = {p.name for f, p in self.page.people.by_form.items() if (bare.endswith(f) and len(f) >= 2) or (bare.isascii() and f.startswith(bare + " "))}
        return ends.pop() if len(ends) == 1 else None

    def _main_person(self, start: int = 0) -> str | None:
        """Whom 答 means: the one person named before the first question (the first label, unless `start` says where), or by far the oftenest named."""
        if len(self.turns.guests) == 1:
            return self.page.people.canonical(self.turns.guests[0])
        people = sorted(self.page.people.all(), key=lambda p: (-p.count, p.first))
        early = [p for p in people if p.first < (start or self.turns.start)]
        if len(early) == 1:
            return early[0].name
        return people[0].name if people and (len(people) == 1 or people[0].count >= 2 * people[1].count) else None

    def take(self, p: Paragraph) -> bool:
        """Take a paragraph of an interview: an answer is the speaker's own words, a question nobody's statement."""
        turn = self.turns.at.get(p.start)
        if turn and turn.label not in self.labels and self.answering is not None and is_name(turn.label):
            self.labels[turn.label] = self._speaker(turn.label)  # somebody who takes part only once
        if turn and turn.label in self.labels:
            self._turn(p, turn)
            return True
        if p.start in self.questions:
            self.answering, self.asked = _UNLABELLED, True
            return True
        if p.part not in ("body", "heading"):
            return self._goes_on(p) if p.part == "advert" and p.start < self.turns.stop else False
        if _ASIDE.fullmatch(self.page.plain[p.start : p.end]):
            return True
        if (p.part == "body" or self.awaited) and (self._is_question(p) or self._goes_on(p)):
            return True
        if self.asked and p.part == "body" and not self._is_narrated(p, None):
            return True  # a question that goes on
        self.answering, self.asked = None, False
        return False

    def _turn(self, p: Paragraph, turn: Turn) -> None:
        """A paragraph with its speaker's label."""
        who = self.labels[turn.label]
        self.answering = turn.label if who else _UNLABELLED if _UNLABELLED in self.labels else None
        self.asked = who is None
        self.awaited = turn.words >= p.end
        if who is None or self.awaited:
            return
        surface = Who(who.name, turn.at, turn.stop, who.kind, who.how)
        self.page.heard((surface,))
        start, end = turn.words, p.end
        if _IN_MARKS.fullmatch(self.page.plain, start, end):
            self.answering = None  # marks that close end the turn: what follows without any is the reporter's
            start, end = start + 1, end - 1
        self.page.add(start, end, "direct", (surface,), "", "interview")

    def _is_question(self, p: Paragraph) -> bool:
        """A question without a label, with the label of whoever answers on the next line."""
        if self.page.plain[p.end - 1] != "?" or p.end - p.start > 120:
            return False
        after = self.turns.behind(p.end)
        asked = after is not None and after.at - p.end <= 8 and self.labels.get(after.label) is not None and (after.label != self.answering or len(self.labels) == 1)
        self.answering, self.asked = (None, True) if asked else (self.answering, self.asked)
        return asked

    def _goes_on(self, p: Paragraph) -> bool:
        """A further paragraph of the answer at hand."""
        who = self.labels[self.answering] if self.answering is not None else None
        after = self.turns.behind(p.end) if self.page.plain[p.end - 1] == "?" and p.end - p.start <= 40 else None
        if after and after.at - p.end <= 8 and self.labels.get(after.label, who) is None:
            return False  # a heading that asks, before the interviewer does
        if who is None or (self.asked and not self.questions and self.page.plain[p.end - 1] == "?") or (not self.awaited and self._is_narrated(p, who)):
            return False
        self.asked = self.awaited = False
        surface = self.page.resolver.focus or who
        self.page.add(p.start, p.end, "direct", (replace(surface, name=who.name),), "", "interview-next")
        return True

    def _is_narrated(self, p: Paragraph, who: Who | None) -> bool:
        """Whether an unlabelled paragraph is the reporter's: it speaks of who answers (`who`), or of somebody's saying something."""
        part = self.page.plain[p.start : p.end]
        if _NARRATED.search(part[:60]) or _AFTERWARDS.match(part) or _SIGNED.search(part):
            return True
        if who is None:
            return False
        said = _QUOTES.sub("", part)
        names = {f for f, person in self.page.people.by_form.items() if person.name == who.name and len(f) > 1} | ({who.name} if who.name else set())
        own = bool(_OWN.search(said))
        if any(re.search(rf"(?<![我叫是]){re.escape(f)}", said) for f in names if f == who.name or not own):  # 他们喊满姐,我…
            return True
        if own:
            return False
        if self.questions and re.match("[他她](?!们)", part):
            return True
        reported = any(len(m.group()) > 2 or m.group()[0] in "说问答喊" for m in _REPORTED.finditer(said))  # 第二批,第三批: no verbs
        if reported or any(x in said for x, meant in self.labels.items() if len(x) > 1 and meant is None):
            return True
        if p.start > self.turns.stop and self.page.people.pattern and self.page.people.pattern.match(part):
            return True
        return not self.led and self.longest < _LONG_TURN

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
        turn = turn_of(self.page.plain, p)
        start = turn.words if turn else p.end
        if turn is None or turn.bare or p.end - start < (4 if turn.account else 10) or _QUOTED.match(self.page.plain[start : p.end]) or not _FINAL.search(self.page.plain[start : p.end]):
            return False
        person = self._person_of(turn.label)
        titled = bool(TITLED.search(turn.label)) and not lex.CUE_VERB.search(turn.label)
        own = re.search(r"(?<!自)我|你|咱|您|[吧吗呢啊]", self.page.plain[start : p.end])
        if ASKER.match(turn.label) or (MAY_ASK.match(turn.label) and not titled) or not ((person and (person != turn.label or self.turns.vouched(turn.label))) or turn.account or (titled and (len(turn.label) >= 4 or own))):
            return False
        who = Who(person or turn.label, turn.at, turn.stop, "person" if person else "anonymous", "label")
        self.page.resolver.heard(who)
        self.page.add(start, p.end, "direct", (who,), "", "label-colon")
        return True
