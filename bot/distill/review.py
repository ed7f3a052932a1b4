"""`distill --review`: each statement in its passage, kept, edited, dropped or given to another speaker. Can be left and resumed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bot.distill.drafts import Change, Drafts, make, unfit
from bot.distill.statements import Statement, read_article
from bot.distill.text import Text
from bot.distill.wording import claim_of
from bot.distill.writer import Folder, read_state
from bot.recall import chinese

STATE = ".review.json"
AROUND = 60
Ask = Callable[[str], str]
Show = Callable[[str], None]


class Words(Protocol):
    """Says a sentence of bot/lang's distill.yaml in the reviewer's language."""

    def __call__(self, key: str, **values: Any) -> str:
        """The sentence `distill.<key>`."""


@dataclass(slots=True)
class Review:
    """Decisions by statement, on disk after each one."""

    path: Path
    decided: dict[str, dict[str, str]]

    @staticmethod
    def at(folder: Path) -> Review:
        """The review begun in this folder, or a new one."""
        data = read_state(folder / STATE)
        return Review(folder / STATE, {str(k): v for k, v in data.items() if isinstance(v, dict)})

    def decide(self, key: str, **what: str) -> None:
        """Remember a decision at once: a review may be left at any moment."""
        self.decided[key] = what
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.decided, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

    def done(self) -> None:
        """Everything is decided and written."""
        self.path.unlink(missing_ok=True)


def walk(
    texts: Sequence[Text],
    folder: Folder,
    words: Words,
    *,
    published: str = "",
    least: float,
    ask: Ask | None = None,
    show: Show | None = None,
) -> Drafts | None:
    """Go through all statements; drafts of what was kept, or None where the user left before the end (resume any time)."""
    ask = ask or _typed
    show = show or print
    review = Review.at(folder.path)
    waiting = []
    keys: dict[str, tuple[str, int, int, str]] = {}
    for text in texts:
        sha = hashlib.sha256(text.raw.encode("utf-8", "surrogatepass")).hexdigest()
        for s in read_article(text).statements:
            if unfit(s, least):
                continue
            full = (sha, s.start, s.end, s.speaker or "")
            key = f"{sha[:16]}:{s.start}:{s.end}:{s.speaker}"
            keys[key] = full
            if key not in review.decided and key not in folder.ledger:
                waiting.append((key, text, s))
    for number, (key, text, s) in enumerate(waiting, start=1):
        show(f"\n[{number}/{len(waiting)}] {_described(text, s, words)}")
        if not _decide(review, key, ask, show, words):
            show(words("review.left", n=number))
            return None
    kept = [full for key, full in keys.items() if key in folder.ledger or review.decided.get(key, {}).get("do") == "keep"]
    changes = {
        keys[k]: Change(claim=d.get("claim") or None, speaker=d.get("speaker") or None) for k, d in review.decided.items() if k in keys
    }
    review.done()
    return make(texts, folder.topics.topics, published=published, least=least, keep=kept, changes=changes)


def context(text: Text, s: Statement) -> str:
    """The passage between ⟦ ⟧ with what stands around it in its paragraph."""
    begin = max(text.raw.rfind("\n", 0, s.start) + 1, s.start - AROUND)
    stop = text.raw.find("\n", s.end)
    stop = min(len(text.raw) if stop < 0 else stop, s.end + AROUND)
    return f"…{text.raw[begin : s.start]}⟦{s.text}⟧{text.raw[s.end : stop]}…"


def _described(text: Text, s: Statement, words: Words) -> str:
    by = words("statement.by", name=s.second_hand) if s.second_hand else ""
    how = words(f"statement.{s.kind}")
    head = words("review.head", file=text.name, line=s.line, speaker=s.speaker, by=by, kind=how, confidence=f"{s.confidence:.2f}")
    return f"{head}\n  {context(text, s)}\n  {words('review.claim', claim=claim_of(s))}"


def _decide(review: Review, key: str, ask: Ask, show: Show, words: Words) -> bool:
    """One statement's decision; False where the user leaves."""
    while True:
        answer = ask(words("review.keys") + " ").strip().lower() or "k"
        if answer == "q":
            return False
        if answer == "k":
            review.decide(key, do="keep")
            return True
        if answer == "d":
            review.decide(key, do="drop")
            return True
        if answer == "e":
            claim = ask(words("review.new_claim")).strip()
            if claim:
                review.decide(key, do="keep", claim=claim[:900])
                return True
        elif answer == "m":
            name = chinese.simplify(ask(words("review.whose")).strip())
            if name:
                review.decide(key, do="keep", speaker=name[:60])
                return True
        show(words("review.unknown_key"))


def _typed(prompt: str) -> str:
    try:
        return input(prompt)
    except EOFError:  # no terminal, or Ctrl-D: as if left
        return "q"
