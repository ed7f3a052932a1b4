"""What the rules left open, asked of a model article by article: batches that fit, answers kept, failures told in a sentence.

The order: who says what; then, of what would be written, better propositions, claims, topics, stances. Whatever fails leaves the
rules' result. Every answer is on disk before the next question, under a key made of all that was asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.distill import vetting
from bot.distill.answers import LABEL, Answer, Attributed, Propositions, Restated, Restatements, Unreadable, read
from bot.distill.attributing import attributed, candidates, found_missed, windows
from bot.distill.drafts import DraftPosition, Drafts
from bot.distill.proposals import CHECKED, Proposals, Restatement, topic_open
from bot.distill.reading import place_of, sha_of
from bot.distill.remembering import Answers, key_of
from bot.distill.statements import Statement
from bot.distill.text import Text
from bot.distill.wording import claim_of, modality
from bot.errors import EngineError
from bot.lang import Sentence
from bot.ports import Proposer, ReadingJob

FAILURES = 2
"""After so many calls in a row that came to nothing, the model is left alone for the rest of the run."""
AROUND = 80
MOST_TOPICS = 30
MOST_PASSAGES = 12  # of a topic, shown when a proposition is asked for
BATCH = 24  # passages of one call: more, and models lose count


@dataclass(slots=True)
class Asking:
    """One run's questions. `tell` hears of each call and of each failure, as a Sentence."""

    proposer: Proposer
    answers: Answers
    proposals: Proposals
    tell: Callable[[Sentence], None] = lambda sentence: None
    fail: Callable[[Sentence], None] = lambda sentence: None
    most_tokens: int = 0  # of one run; 0: as many as it takes
    calls: int = 0
    remembered: int = 0
    engines: Counter[str] = field(default_factory=Counter)
    _failed: int = 0
    _told_small: bool = False
    _told_capped: bool = False

    # ----------------------------------------------------------------------------------------------------- statements

    async def statements(self, text: Text) -> None:
        """Speakers of what the rules could not attribute, and statements they missed."""
        article, sha = self.proposals.rules.article(text), sha_of(text)
        self.proposals.names[sha] = frozenset(f for c in candidates(article) for f in (c.name, *c.forms))
        taken: list[Statement] = []
        for window in windows(article, self._room("attribute")):
            answer = await self._ask(sha, text.name, "attribute", window.material(), Attributed)
            if answer is None:
                continue
            for speaker in answer.speakers:
                found = attributed(window, speaker)
                place = next(((sha, s.start, s.end) for n, s in window.open if n == speaker.n), None)
                if isinstance(found, Statement) and place is not None and place not in self.proposals.speakers:
                    self.proposals.speakers[place] = found
                    self._took("speaker" if found.confidence >= CHECKED else "doubted")
                elif isinstance(found, str):
                    self._refused(found)
            for missed in answer.missed:
                made = found_missed(window, missed)
                if isinstance(made, str):
                    self._refused(made)
                elif not any(s.start < made.end and made.start < s.end for s in taken):
                    taken.append(made)
                    self._took("statement" if made.confidence >= CHECKED else "doubted")
        if taken:
            self.proposals.missed[sha] = taken

    # ------------------------------------------------------------------------------------------------------ positions

    async def positions(self, drafts: Drafts, fresh: Callable[[DraftPosition], bool]) -> None:
        """Propositions, claims, topics and stances of the positions that are `fresh`."""
        waiting = [p for persona in drafts.personas for p in persona.positions if fresh(p)]
        if not waiting:
            return
        await self._propositions(drafts, waiting)
        by_article: dict[str, list[DraftPosition]] = {}
        for p in waiting:
            by_article.setdefault(p.source.sha256, []).append(p)
        for sha, positions in by_article.items():
            await self._restate(drafts, sha, positions)

    async def _propositions(self, drafts: Drafts, waiting: Sequence[DraftPosition]) -> None:
        topics = [t for t in drafts.topics if sum(p.topic == t.term for p in waiting) >= 2]
        if not topics:
            return
        shown: list[dict[str, Any]] = [
            {
                "n": n,
                "name": t.term,
                "proposition": t.proposition,
                "passages": [p.statement.text for p in waiting if p.topic == t.term][:MOST_PASSAGES],
            }
            for n, t in enumerate(topics, start=1)
        ]
        room = self._room("propose")
        while sum(len(text) + 12 for t in shown for text in t["passages"]) > room and any(len(t["passages"]) > 1 for t in shown):
            max(shown, key=lambda t: len("".join(t["passages"])))["passages"].pop()  # the longest topic loses its last
        material = {"topics": shown, "modals": list(vetting.MODALS), "longest": vetting.LONGEST_PROPOSITION}
        source = waiting[0].source
        answer = await self._ask(source.sha256, source.title, "propose", material, Propositions)
        articles = "\n".join(s.text for s in drafts.sources)
        names = frozenset().union(*self.proposals.names.values())
        for better in answer.topics if answer else ():
            topic = topics[better.n - 1] if 1 <= better.n <= len(topics) else None
            reason = "place" if topic is None else vetting.proposition_fault(better.proposition, topic, articles, names)
            if topic is None or reason:
                self._refused(reason)
            else:
                self.proposals.propositions[topic.term] = vetting.plain(better.proposition)

    async def _restate(self, drafts: Drafts, sha: str, positions: Sequence[DraftPosition]) -> None:
        """Claims, topics and stances for one article's passages; each passage's answer is kept by itself."""
        topics = self._list_of(drafts)
        asked: list[tuple[DraftPosition, str, str, dict[str, Any]]] = []
        for p in positions:
            wants = self._wants(p, drafts)
            on = (p.topic, topics.get(p.topic, ""))
            key = key_of(self.proposer.mark, "restate", p.statement.start, p.statement.end, p.statement.speaker, wants, on)
            kept = self._kept(sha, key, Restated)
            if kept is not None:
                self._restated(p, on, kept)
                continue
            shown = {"who": p.statement.speaker, "text": p.statement.text, "topic": p.topic, "wants": "、".join(wants)}
            asked.append((p, on[1], key, shown | {"around": _around(p) if len(wants) > 1 else ""}))
        used = {p.topic for p, *_ in asked}
        shown_topics = sorted(topics.items(), key=lambda item: item[0] not in used)[:MOST_TOPICS]
        numbered = [{"n": n, "name": k, "proposition": v} for n, (k, v) in enumerate(shown_topics, start=1)]
        for batch in self._batches(asked, self._room("restate") - sum(len(str(t)) for t in numbered)):
            passages = [{"n": n, **shown} for n, (*_, shown) in enumerate(batch, start=1)]
            material = {"passages": passages, "topics": numbered, "longest": vetting.LONGEST}
            answer = await self._ask(sha, batch[0][0].source.title, "restate", material, Restatements, keep=False)
            if answer is None:
                continue
            told = {r.n: r for r in answer.passages}
            fresh: dict[str, Any] = {}
            for n, (p, on_, key, _) in enumerate(batch, start=1):
                restated = _labelled(told.get(n, Restated(n=n)), numbered)
                fresh[key] = restated.model_dump_json(exclude_none=True)
                self._restated(p, (p.topic, on_), restated)
            for _ in set(told) - set(range(1, len(batch) + 1)):
                self._refused("place")
            self.answers.put(sha, fresh)

    def _list_of(self, drafts: Drafts) -> dict[str, str]:
        """Topics one may choose from: label → proposition."""
        drafted = {t.term: self.proposals.propositions.get(t.term, t.proposition) for t in drafts.topics}
        return {**drafted, **{t.id: t.proposition for t in self.proposals.known if t.id not in drafted}}

    def _wants(self, p: DraftPosition, drafts: Drafts) -> tuple[str, ...]:
        wants = ["claim"]
        if topic_open(p, drafts, self.proposals.known):
            wants.append("topic")
        unsafe = modality(p.statement.text) in ("question", "conditional")
        if p.topic in self.proposals.propositions or (p.stance == 0 and not unsafe):
            wants.append("stance")
        return tuple(wants)

    def _restated(self, p: DraftPosition, on: tuple[str, str], answer: Restated) -> None:
        """What of an answer about one passage is believed."""
        claim = None
        if answer.claim:
            claim = vetting.cleaned(answer.claim)
            names = self.proposals.names.get(p.source.sha256, frozenset())
            if claim == claim_of(p.statement):
                claim = None
            elif reason := vetting.claim_fault(answer.claim, p.statement.text, names):
                self._refused(reason)
                claim = None
            else:
                self._took("claim")
        topic = answer.topic if isinstance(answer.topic, str) else None
        place = place_of(p.source.sha256, p.statement)
        self.proposals.restated[place] = Restatement(claim, topic, answer.stance, answer.words or "", on)

    # ----------------------------------------------------------------------------------------------------------- calls

    def _room(self, job: ReadingJob) -> int:
        room = self.proposer.room(job)
        if room < 300 and not self._told_small:
            self._told_small = True
            self.fail(Sentence("distill.model.small"))
        return room if room >= 300 else 0

    def _capped(self) -> bool:
        spent = self.proposer.spent
        over = bool(self.most_tokens) and spent.prompt_tokens + spent.completion_tokens >= self.most_tokens
        if over and not self._told_capped:
            self._told_capped = True
            self.fail(Sentence("distill.model.capped", tokens=self.most_tokens))
        return over

    def _batches(self, asked: Sequence[Any], room: int) -> Iterator[list[Any]]:
        held: list[Any] = []
        size = 0
        for entry in asked:
            cost = sum(len(str(value)) for value in entry[3].values()) + 60
            if held and (size + cost > room or len(held) >= min(BATCH, self.proposer.most)):
                yield held
                held, size = [], 0
            if cost <= room:
                held.append(entry)
                size += cost
        if held:
            yield held

    async def _ask(
        self, sha: str, name: str, job: ReadingJob, material: dict[str, Any], model: type[Answer], *, keep: bool = True
    ) -> Answer | None:
        """The answer to one question, asked at most once in all runs; None where there is none to be had."""
        key = key_of(self.proposer.mark, job, material)
        if keep and (kept := self._kept(sha, key, model)) is not None:
            return kept
        if self._failed >= FAILURES or self._room(job) <= 0 or self._capped():
            return None
        self.tell(Sentence("distill.model.asking", n=self.calls + 1, file=name))
        self.calls += 1
        try:
            said = await self.proposer.propose(job, material)
            answer = read(model, said.text)
        except EngineError as error:
            self._gave_up(Sentence("distill.model.failed", file=name, why=str(error)))
            return None
        except Unreadable as error:
            self._gave_up(Sentence("distill.model.unreadable", file=name, why=error.why))
            return None
        self._failed = 0
        self.engines[said.engine] += 1
        if keep:
            self.answers.put(sha, {key: answer.model_dump_json()})
        return answer

    def _kept(self, sha: str, key: str, model: type[Answer]) -> Answer | None:
        """The answer of an earlier run; one that can't be read any more counts as none."""
        kept = self.answers.get(sha, key)
        try:
            answer = read(model, kept) if isinstance(kept, str) else None
        except Unreadable:
            return None
        self.remembered += answer is not None
        return answer

    def _gave_up(self, why: Sentence) -> None:
        self._failed += 1
        self.fail(why)
        if self._failed == FAILURES:
            self.fail(Sentence("distill.model.stopped", count=FAILURES))

    def _took(self, kind: str) -> None:
        self.proposals.accepted[kind] += 1

    def _refused(self, reason: str) -> None:
        self.proposals.refused[reason] += 1


def _labelled(answer: Restated, topics: Sequence[dict[str, Any]]) -> Restated:
    """The same with the topic's label for its number: numbers mean something else in the next run."""
    label = answer.topic
    if isinstance(label, int):
        label = next((t["name"] for t in topics if t["n"] == label and len(t["name"]) <= LABEL), None)
    return answer.model_copy(update={"topic": label, "n": 0})


def _around(p: DraftPosition) -> str:
    """What stands before and after the passage in its paragraph."""
    text, s = p.source.text, p.statement
    begin = max(text.rfind("\n", 0, s.start) + 1, s.start - AROUND)
    stop = text.find("\n", s.end)
    stop = min(len(text) if stop < 0 else stop, s.end + AROUND)
    around = text[begin : s.start] + "……" + text[s.end : stop]
    return around if len(around) > 6 else ""


