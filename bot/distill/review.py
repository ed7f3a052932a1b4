"""`distill --review`: what a reviewer decides about each statement. Every step can be undone, left and gone on with later.

Decisions are on disk after each one (`.review.json` in the personas folder). What it looks like is the front end's.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.distill.disk import read_state, replace_file
from bot.distill.drafts import Change, Drafts, Key, make, statements_of, unfit
from bot.distill.reading import RULES, Reading, proposed
from bot.distill.statements import Statement
from bot.distill.text import Text
from bot.distill.wording import claim_of
from bot.distill.writer import Folder, Written
from bot.recall import chinese

STATE = ".review.json"
AROUND = 70
LONGEST_CLAIM = 900
LONGEST_NAME = 60

Decision = dict[str, str]
"""`do`: keep | drop, absent where open; `claim` and `speaker` where a reviewer changed them."""


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
class Tally:
    """How far a review is."""

    kept: int
    dropped: int
    edited: int  # of those kept
    moved: int  # of those kept
    open: int


class Review:
    """The statements of some articles, one of them current (`at`), and what was decided about them."""

    def __init__(self, items: Sequence[Item], path: Path) -> None:
        self.items = tuple(items)
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

    def _step(self, changes: dict[str, Decision]) -> None:
        self._steps.append((self.at, {key: self.decided.get(key) for key in changes}))
        for key, decision in changes.items():
            self.decided.pop(key, None)  # the last decided stands last: so undo knows the order after a rest, too
            self.decided[key] = decision
        self._save()
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
        done = folder.add(drafts)
        folder.ledger |= {item.key for item in self.items}
        folder.save()
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
    for number, text in enumerate(texts):
        if on_article:
            on_article(number, -1)
        sha = hashlib.sha256(text.raw.encode("utf-8", "surrogatepass")).hexdigest()
        statements = statements_of(reading.article(text))
        for s in statements:
            key = f"{sha[:16]}:{s.start}:{s.end}:{s.speaker}"
            if not unfit(s, least) and key not in folder.ledger:
                full = (sha, s.start, s.end, s.speaker or "")
                rewritten = reading.claim(full[:3])
                marks = (*proposed(s), *(("claim",) if rewritten else ()))
                items.append(Item(key, full, text, s, rewritten or claim_of(s), marks))
        if on_article:
            on_article(number, len(statements))
    return Review(items, folder.path / STATE)


def drafts_of(
    review: Review, texts: Sequence[Text], folder: Folder, *, published: str = "", least: float, reading: Reading = RULES
) -> Drafts:
    """Drafts of what was kept, with the reviewer's changes."""
    kept = [item for item in review.items if review.state(item) == "keep"]
    changes = {i.full: Change(review.decided[i.key].get("claim"), review.decided[i.key].get("speaker")) for i in kept}
    keep = [item.full for item in kept]
    return make(texts, folder.topics.topics, published=published, least=least, keep=keep, changes=changes, reading=reading)


def context(text: Text, s: Statement) -> str:
    """The passage between ⟦ ⟧ with what stands around it in its paragraph; … where the paragraph is cut."""
    first = text.raw.rfind("\n", 0, s.start) + 1
    last = text.raw.find("\n", s.end)
    last = len(text.raw) if last < 0 else last
    begin, stop = max(first, s.start - AROUND), min(last, s.end + AROUND)
    before, after = text.raw[begin : s.start].lstrip(), text.raw[s.end : stop].rstrip()
    return f"{'…' * (begin > first)}{before}⟦{s.text}⟧{after}{'…' * (stop < last)}"
