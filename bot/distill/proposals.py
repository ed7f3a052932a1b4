"""What a model proposed and the checks let pass, put into articles and drafts, each piece marked as the model's.

A `Reading` that adds to the rules' and never takes from it: refused or missing proposals leave what the rules made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.distill import vetting
from bot.distill.confidence import DEFAULT_CONFIDENCE
from bot.distill.drafts import Change, DraftPosition, Drafts
from bot.distill.reading import RULES, Place, Reading, place_of, proposed, sha_of
from bot.distill.statements import Article, Statement
from bot.distill.text import Text
from bot.distill.topics import DraftTopic, _words_of
from bot.distill.wording import modality
from bot.persona.model import Topic
from bot.recall import chinese

CHECKED = DEFAULT_CONFIDENCE
"""Confidence where the text itself bears the model out (`bot.distill.attributing` says when): just enough to be written."""
DOUBTED = 0.4
"""Confidence where nothing but the model's word speaks for it: seen with `--all`, or in a review of everything.

Neither is measured on labelled text: a model's findings are another with every model. They are a policy, not a probability.
"""


@dataclass(frozen=True, slots=True)
class Restatement:
    """What a model makes of a passage. `topic` is a label; `stance` is toward the proposition `on`, and rests on `words`."""

    claim: str | None = None
    topic: str | None = None
    stance: int | None = None
    words: str = ""
    on: tuple[str, str] = ("", "")  # the topic and the proposition that were asked about


@dataclass(slots=True)
class Proposals(Reading):
    """Accepted proposals, and how many were accepted and refused, by kind and by reason."""

    known: Sequence[Topic] = ()
    rules: Reading = RULES  # what is added to
    speakers: dict[Place, Statement] = field(default_factory=dict)  # the rules' statement with the model's speaker
    missed: dict[str, list[Statement]] = field(default_factory=dict)
    restated: dict[Place, Restatement] = field(default_factory=dict)
    propositions: dict[str, str] = field(default_factory=dict)  # term → proposition
    names: dict[str, frozenset[str]] = field(default_factory=dict)  # article → every form of everybody in it
    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def article(self, text: Text) -> Article:
        """The rules' statements with the model's speakers, and those the model found.

        Where nothing but the model's word speaks for a speaker, the rules' statement stays beside the model's.
        """
        article, sha = self.rules.article(text), sha_of(text)
        out = list(self.missed.get(sha, ()))
        for s in article.statements:
            named = self.speakers.get(place_of(sha, s))
            if named is None or named.confidence < CHECKED:
                out.append(s)
            if named is not None:
                out.append(named)
        return replace(article, statements=sorted(out, key=lambda s: (s.start, s.end, s.speaker or "")))

    def speakers_alone(self) -> Proposals:
        """The same with nothing but what concerns who says what: what the further questions are about."""
        return Proposals(rules=self.rules, speakers=self.speakers, missed=self.missed)

    def claim(self, place: Place) -> str | None:
        """The model's claim for this passage."""
        found = self.restated.get(place)
        return found.claim if found else None

    # ------------------------------------------------------------------------------------------------------- drafts

    def finish(self, drafts: Drafts, edited: Mapping[Place, Change]) -> None:
        """Claims, topics, stances and propositions, as far as they still fit what is drafted."""
        positions = [p for persona in drafts.personas for p in persona.positions]
        for p in positions:
            place = place_of(p.source.sha256, p.statement)
            human = edited.get(place)
            if not (human and human.speaker):
                p.by_model = proposed(p.statement)
            if (claim := self.claim(place)) and not (human and human.claim):
                p.claim = claim
                p.because = None if p.because and vetting.holds(claim, p.because) else p.because
                p.by_model = (*p.by_model, "claim")
        self._topics(drafts, positions)
        self._propose(drafts, positions)
        self._stances(drafts, positions, edited)
        _tidy(drafts, positions)

    def _topics(self, drafts: Drafts, positions: Sequence[DraftPosition]) -> None:
        """Topics for those whose passage has no word of the topic it was given."""
        labels = {t.id for t in self.known} | {t.term for t in drafts.topics}
        passages = [p.statement.text for p in positions]
        for p in positions:
            found = self.restated.get(place_of(p.source.sha256, p.statement))
            if found is None or found.topic is None or found.topic == p.topic:
                continue
            if not topic_open(p, drafts, self.known):
                self.refused["topic"] += 1
                continue
            if found.topic not in labels:
                names = self.names.get(p.source.sha256, frozenset())
                if reason := vetting.term_fault(found.topic, passages, names):
                    self.refused[reason] += 1
                    continue
                labels.add(found.topic)
                drafts.topics.append(DraftTopic(found.topic, _words_of(found.topic)))
            p.topic, p.by_model = found.topic, (*p.by_model, "topic")
            p.stance = 0  # the rules' was toward another proposition
            self.accepted["topic"] += 1

    def _propose(self, drafts: Drafts, positions: Sequence[DraftPosition]) -> None:
        """Another proposition, where the model said of every passage of the topic how it stands to it.

        The rules' stances are toward "X 值得看好": under another sentence each of them would say something that nobody checked.
        """
        for topic in drafts.topics:
            proposition = self.propositions.get(topic.term)
            of_topic = [p for p in positions if p.topic == topic.term]
            if proposition is None or not of_topic:
                continue
            asked = [self.restated.get(place_of(p.source.sha256, p.statement)) for p in of_topic]
            if any(a is None or a.stance is None or a.on != (topic.term, proposition) for a in asked):
                self.refused["unanswered"] += 1
                continue
            topic.proposed, topic.denied = proposition, vetting.denied(proposition)
            self.accepted["proposition"] += 1

    def _stances(self, drafts: Drafts, positions: Sequence[DraftPosition], edited: Mapping[Place, Change]) -> None:
        """Stances where the rules have none. Toward a proposed proposition both have to agree, or the rules to be silent.

        Where a reviewer wrote another claim or chose a side, the model's is about something else.
        """
        propositions = {t.id: t.proposition for t in self.known} | {t.term: t.proposition for t in drafts.topics}
        proposed = {t.term for t in drafts.topics if t.proposed}
        believed: list[tuple[DraftPosition, int, str]] = []
        for p in positions:
            place = place_of(p.source.sha256, p.statement)
            human = edited.get(place)
            if human is not None and (human.claim or human.stance is not None):
                p.stance = 0 if p.topic in proposed else p.stance
                continue
            found = self.restated.get(place)
            stance = found.stance if found and found.on == (p.topic, propositions.get(p.topic)) else None
            if p.stance and (stance == -p.stance or (p.topic in proposed and stance != p.stance)):
                self.refused["stance"] += bool(stance)
                p.stance = 0 if p.topic in proposed else p.stance  # one against the other: neither is written
            elif not p.stance and stance:
                assert found is not None
                if reason := self._groundless(p, stance, found.words, drafts):
                    self.refused[reason] += 1
                    continue
                believed.append((p, stance, found.words))
        persona_of = {id(p): persona.id for persona in drafts.personas for p in persona.positions}
        sides: dict[tuple[str, str], set[int]] = {}
        for p, stance in [*((p, p.stance) for p in positions), *((p, stance) for p, stance, _ in believed)]:
            sides.setdefault((persona_of[id(p)], p.topic), set()).add(stance)
        for p, stance, words in believed:
            if -stance in sides[persona_of[id(p)], p.topic]:  # against the same person's own: who stands on both sides?
                self.refused["stance"] += 1
                continue
            p.stance, p.by_model, p.shown_by = stance, (*p.by_model, "stance"), words
            self.accepted["stance"] += 1

    def _groundless(self, p: DraftPosition, stance: int, words: str, drafts: Drafts) -> str:
        """Why this stance is not to be believed: it asks or supposes, is about something else, or rests on no words of the passage."""
        text = p.statement.text
        if modality(text) in ("question", "conditional") or not _spoken_of(p, drafts, self.known):
            return "stance"
        if not vetting.stands_in(words, text):
            return "words_of"
        return "stance" if -stance in (vetting.leans(text), vetting.leans(words)) else ""


def topic_open(p: DraftPosition, drafts: Drafts, known: Sequence[Topic]) -> bool:
    """True where the rules gave the passage a topic for want of a better one: it has none of the topic's words."""
    return not _has_words(p.statement.text, _words(p.topic, drafts, known))


def _spoken_of(p: DraftPosition, drafts: Drafts, known: Sequence[Topic]) -> bool:
    """Whether the passage's paragraph has a word of its topic: there is no stance toward what nobody mentions."""
    text = p.source.text
    begin = text.rfind("\n", 0, p.statement.start) + 1
    stop = text.find("\n", p.statement.end)
    return _has_words(text[begin : stop if stop >= 0 else len(text)], _words(p.topic, drafts, known))


def _words(label: str, drafts: Drafts, known: Sequence[Topic]) -> tuple[str, ...]:
    drafted = next((t.words for t in drafts.topics if t.term == label), ())
    return (label, *drafted, *next((t.words for t in known if t.id == label), ()))


def _has_words(text: str, words: Sequence[str]) -> bool:
    folded = chinese.fold(text)
    return any(chinese.fold(w) in folded for w in words if len(w) > 1)


def _tidy(drafts: Drafts, positions: Sequence[DraftPosition]) -> None:
    """Count the sides anew, and leave out topics that nobody speaks of any more."""
    sides: Mapping[str, Counter[int]] = {t.term: Counter() for t in drafts.topics}
    for p in positions:
        if p.topic in sides:
            sides[p.topic][p.stance] += 1
    drafts.topics[:] = [t for t in drafts.topics if sides[t.term]]
    for topic in drafts.topics:
        topic.sides.clear()
        topic.sides.update(sides[topic.term])
