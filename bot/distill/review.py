"""`distill --review`: what a reviewer decides about each statement. Every step can be undone, left and gone on with later.

Decisions are on disk after each one (`.review.json` in the personas folder). What it looks like is the front end's.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.distill.disk import read_state, replace_file
from bot.distill.drafts import Change, Drafts, Key, make, statements_of, unfit
from bot.distill.reading import RULES, Place, Reading, proposed
from bot.distill.statements import Article, Statement
from bot.distill.text import Text
from bot.distill.topics import drafted
from bot.distill.wording import claim_of
from bot.distill.writer import Folder, Written
from bot.persona.model import Topic
from bot.recall import chinese

STATE = ".review.json"
AROUND = 70
LONGEST_CLAIM = 900
LONGEST_NAME = 60

Decision = dict[str, str]
"""`do`: keep | drop, absent where open; `claim`, `speaker`, `stance` with its `topic`: where a reviewer changed them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One statement to decide about."""

    key: str
    full: Key
    text: Text
    statement: Statement
    claim: str  # as the rules or a model make it
    by_model: tuple[str, ...] = ()  # what a model proposed: statement | speaker, claim


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a position would be on, and its side: -2..+2, 0 where none is safe."""

    topic: str
    proposition: str
    stance: int
    judge: Callable[[str], int] | None = None  # the stance of another claim toward it; None where the proposition isn't the rules'
    by_model: tuple[str, ...] = ()  # what a model proposed: topic, stance, proposition
    words: str = ""  # of the passage, on which a model's stance rests


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a review is."""

    kept: int
    dropped: int
    edited: int  # of those kept
    moved: int  # of those kept
    open: int


class Review:
    """The statements of some articles, one of them current (`at`), and what was decided about them."""

    def __init__(self, items: Sequence[Item], path: Path, leanings: Mapping[Place, Leaning] | None = None) -> None:
        self.items = tuple(items)
        self._leanings = leanings or {}
        self.at = 0
        keys = {item.key for item in items}
        stored = {k: v for k, v in read_state(path).items() if isinstance(v, dict)}
        self.decided: dict[str, Decision] = {k: v for k, v in stored.items() if k in keys}
        self.resumed = sum("do" in d for d in self.decided.values())
        self._elsewhere = {k: v for k, v in stored.items() if k not in keys}  # other articles' reviews, not done yet
        self._path = path
        place = {item.key: n for n, item in enumerate(self.items)}
        self._steps: list[tuple[int, dict[str, Decision | None]]] = [(place[k], {k: None}) for k in self.decided]
        self.to_open()

    # ------------------------------------------------------------------------------------------------------- reading

    def __len__(self) -> int:
        return len(self.items)

    @property
    def current(self) -> Item:
        """The statement being looked at. There must be one."""
        return self.items[self.at]

    def state(self, item: Item) -> str:
        """keep, drop, or "" where it is open."""
        return self.decided.get(item.key, {}).get("do", "")

    def claim(self, item: Item) -> str:
        """The claim as it would be written."""
        return self.decided.get(item.key, {}).get("claim") or item.claim

    def speaker(self, item: Item) -> str:
        """Whose it would be."""
        return self.decided.get(item.key, {}).get("speaker") or item.statement.speaker or ""

    def leaning(self, item: Item) -> Leaning | None:
        """Its topic and side, as the rules see them or as the reviewer set them; None where it has no topic yet."""
        found, decision = self._leanings.get(item.full[:3]), self.decided.get(item.key, {})
        if found is None:
            return None
        if decision.get("topic") == found.topic and "stance" in decision:
            return replace(found, stance=int(decision["stance"]), by_model=_without_stance(found.by_model), words="")
        if "claim" in decision:
            stance = found.judge(decision["claim"]) if found.judge else 0
            return replace(found, stance=stance, by_model=_without_stance(found.by_model), words="")
        return found

    def speakers(self) -> list[tuple[str, int]]:
        """Everybody with their number of statements, in the order they first speak."""
        return list(Counter(self.speaker(item) for item in self.items).items())

    def tally(self) -> Tally:
        """How many were decided which way."""
        done = Counter(self.state(item) for item in self.items)
        kept = [self.decided[item.key] for item in self.items if self.state(item) == "keep"]
        edited, moved = sum("claim" in d for d in kept), sum("speaker" in d for d in kept)
        return Tally(done["keep"], done["drop"], edited, moved, done[""])

    # ------------------------------------------------------------------------------------------------------ deciding

    def keep(self, *, claim: str = "", speaker: str = "") -> None:
        """Keep the current statement, with another claim or speaker where one is given, and go on to the next open one."""
        told = dict(self.decided.get(self.current.key, {}), do="keep")
        if claim:
            told["claim"] = claim[:LONGEST_CLAIM]
        if speaker:
            told["speaker"] = chinese.simplify(speaker)[:LONGEST_NAME]
        self._step({self.current.key: told})

    def drop(self) -> None:
        """Drop the current statement and go on."""
        self._step({self.current.key: {**self.decided.get(self.current.key, {}), "do": "drop"}})

    def lean(self, stance: int) -> bool:
        """Say which side the current statement is on toward its topic; it is still to be decided. False where it has no topic."""
        found = self.leaning(self.current)
        if found is None:
            return False
        before = self.decided.get(self.current.key, {})
        self._step({self.current.key: {**before, "stance": str(max(-2, min(2, stance))), "topic": found.topic}}, stay=True)
        return True

    def move_all(self, speaker: str) -> None:
        """Give every statement of the current one's speaker to another; the others are still to be decided. Then as `keep`."""
        name, now = chinese.simplify(speaker)[:LONGEST_NAME], self.speaker(self.current)
        theirs = [item for item in self.items if self.speaker(item) == now]
        step: dict[str, Decision] = {i.key: {**self.decided.get(i.key, {}), "speaker": name} for i in theirs}
        step[self.current.key]["do"] = "keep"
        self._step(step)

    def undo(self) -> bool:
        """Take the last step back and stand where it was taken; False where there is none."""
        if not self._steps:
            return False
        self.at, step = self._steps.pop()
        for key, before in step.items():
            self.decided.pop(key, None)
            if before is not None:
                self.decided[key] = before
        self._save()
        return True

    def go(self, number: int) -> bool:
        """Stand at the statement of this number, from 1; False where there is none."""
        if not 1 <= number <= len(self.items):
            return False
        self.at = number - 1
        return True

    def to_open(self) -> bool:
        """Go to the next open statement, from here on and then from the start; False where all are decided."""
        order = [*range(self.at, len(self.items)), *range(self.at)]
        found = next((n for n in order if not self.state(self.items[n])), None)
        self.at = self.at if found is None else found
        return found is not None

    def _step(self, changes: dict[str, Decision], *, stay: bool = False) -> None:
        self._steps.append((self.at, {key: self.decided.get(key) for key in changes}))
        for key, decision in changes.items():
            self.decided.pop(key, None)  # the last decided stands last: so undo knows the order after a rest, too
            self.decided[key] = decision
        self._save()
        if not stay:
            self.to_open()

    def _save(self) -> None:
        """On disk at once: a review may be left at any moment."""
        data = {**self._elsewhere, **self.decided}
        if not data:
            self._path.unlink(missing_ok=True)
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self._path, (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode("utf-8", "surrogatepass"))

    def write(self, folder: Folder, drafts: Drafts) -> Written:
        """Put the drafts on disk, and forget the decisions then.

        What was dropped or given to somebody else is in the ledger, too: it is not asked again, nor added by a later run.
        """
        done = folder.commit(drafts, (item.key for item in self.items))
        self.decided = {}
        self._save()
        return done


def open_review(
    texts: Sequence[Text],
    folder: Folder,
    *,
    least: float,
    on_article: Callable[[int, int], None] | None = None,
    reading: Reading = RULES,
) -> Review:
    """A review of what these articles hold and the folder has not; one that was left goes on. `on_article` as in `make`."""
    items = []
    once = _Once(reading)
    for number, text in enumerate(texts):
        if on_article:
            on_article(number, -1)
        sha = hashlib.sha256(text.raw.encode("utf-8", "surrogatepass")).hexdigest()
        statements = statements_of(once.article(text))
        for s in statements:
            key = f"{sha[:16]}:{s.start}:{s.end}:{s.speaker}"
            if not unfit(s, least) and key not in folder.ledger:
                full = (sha, s.start, s.end, s.speaker or "")
                rewritten = reading.claim(full[:3])
                marks = (*proposed(s), *(("claim",) if rewritten else ()))
                items.append(Item(key, full, text, s, rewritten or claim_of(s), marks))
        if on_article:
            on_article(number, len(statements))
    seen = make(texts, folder.topics.topics, least=least, keep=[item.full for item in items], reading=once)
    return Review(items, folder.path / STATE, _leanings(seen, folder.topics.topics))


class _Once(Reading):
    """Another's reading for a look ahead: no article is read twice, and what it counts is not counted twice."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._apart = copy.deepcopy(reading)
        self._articles: dict[int, Article] = {}

    def article(self, text: Text) -> Article:
        """As the other reads it."""
        if id(text) not in self._articles:
            self._articles[id(text)] = self._reading.article(text)
        return self._articles[id(text)]

    def claim(self, place: Place) -> str | None:
        """As the other words it."""
        return self._reading.claim(place)

    def finish(self, drafts: Drafts, edited: Mapping[Place, Change]) -> None:
        """As the other would."""
        self._apart.finish(drafts, edited)


def _leanings(drafts: Drafts, known: Sequence[Topic]) -> dict[Place, Leaning]:
    """Topic and side of every statement, by its place."""
    topics: dict[str, tuple[str, Callable[[str], int] | None]] = {}
    proposed_ = {t.term for t in drafts.topics if t.proposed}
    for topic in known:
        ours = drafted(topic)
        topics[topic.id] = (topic.proposition, ours.stance if ours else None)
    for drawn in drafts.topics:
        topics.setdefault(drawn.term, (drawn.proposition, None if drawn.proposed else drawn.stance))
    found = {}
    for persona in drafts.personas:
        for p in persona.positions:
            if p.topic in topics:
                proposition, judge = topics[p.topic]
                marks = [m for m in p.by_model if m in ("topic", "stance")] + ["proposition"] * (p.topic in proposed_)
                for statement, source in ((p.statement, p.source), *p.more):
                    place = (source.sha256, statement.start, statement.end)
                    found[place] = Leaning(p.topic, proposition, p.stance, judge, tuple(marks), p.shown_by)
    return found


def _without_stance(marks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(m for m in marks if m != "stance")


def drafts_of(
    review: Review, texts: Sequence[Text], folder: Folder, *, published: str = "", least: float, reading: Reading = RULES
) -> Drafts:
    """Drafts of what was kept, with the reviewer's changes."""
    kept = [item for item in review.items if review.state(item) == "keep"]
    changes = {i.full: _change(review.decided[i.key]) for i in kept}
    keep = [item.full for item in kept]
    return make(texts, folder.topics.topics, published=published, least=least, keep=keep, changes=changes, reading=reading)


def _change(decision: Decision) -> Change:
    stance = int(decision["stance"]) if "stance" in decision else None
    return Change(decision.get("claim"), decision.get("speaker"), stance, decision.get("topic", ""))


def context(text: Text, s: Statement) -> str:
    """The passage between ⟦ ⟧ with what stands around it in its paragraph; … where the paragraph is cut."""
    first = text.raw.rfind("\n", 0, s.start) + 1
    last = text.raw.find("\n", s.end)
    last = len(text.raw) if last < 0 else last
    begin, stop = max(first, s.start - AROUND), min(last, s.end + AROUND)
    before, after = text.raw[begin : s.start].lstrip(), text.raw[s.end : stop].rstrip()
    return f"{'…' * (begin > first)}{before}⟦{s.text}⟧{after}{'…' * (stop < last)}"
