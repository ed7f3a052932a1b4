"""`distill --review` on a terminal: one statement after another, its passage lit up, the claim made of it beneath."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from bot.distill.review import Item, Review, context
from bot.distill.wording import claim_of
from bot.frontends.terminal.screen import Line, Screen, Style
from bot.frontends.wrap import clip, pad, width
from bot.lang import Sentence, to_simplified

if TYPE_CHECKING:
    from bot.cli_teller import Teller

Ask = Callable[[str, str], str]
"""A prompt and the text to begin with → what was typed. EOFError or KeyboardInterrupt: the reader has gone."""

_BEGIN, _END = "\u2063", "\u2064"  # the passage's bounds while lines are broken: they take no room
_LIT, _PLAIN = "\x1b[1;33m", "\x1b[0m"
_NAMES_SHOWN = 40


class ReviewScreen:
    """A review at a terminal."""

    def __init__(self, teller: Teller, review: Review, known: tuple[str, ...] = (), ask: Ask | None = None) -> None:
        self._teller = teller
        self._screen = teller.screen
        self._review = review
        self._known = known  # people of the folder
        self._ask = ask or typed

    def run(self) -> bool:
        """Until everything is decided and to be written: then True. False where the reader leaves before."""
        review = self._review
        if review.resumed:
            self._say("review.resumed", "dim", done=review.resumed, open=review.tally().open)
        else:
            self._say("review.title", "dim", count=len(review))
        try:
            while True:
                answer = self._one() if review.tally().open or self._looking_back else self._end()
                if answer is not None:
                    return answer
        except (EOFError, KeyboardInterrupt):
            self._screen.print([Line("")])
            return self._leave()

    _looking_back = False  # at a decided statement although none is open

    def _one(self) -> bool | None:
        """Show the current statement and take one answer; an end, or None to go on."""
        self._show(self._review.current)
        return self._take(self._answer("review.keys"))

    def _end(self) -> bool | None:
        """Everything is decided: write it, or look back."""
        self._screen.print([Line("")])
        self._say("review.done", "title", tally=self._tally())
        answer = self._answer("review.finish")
        return True if answer in ("", "w", "k", "y") else self._take(answer)

    def _take(self, answer: str) -> bool | None:
        review, self._looking_back = self._review, False
        if answer.isdecimal():
            self._looking_back = True
            if not review.go(int(answer)):
                self._say("review.no_number", "warn", count=len(review))
            return None
        actions: dict[str, Callable[[], None]] = {
            "": self._keep, "k": self._keep, "d": self._drop, "e": self._edit, "m": self._move, "u": self._undo, "s": self._lean,
            "b": lambda: self._step(-1), "n": lambda: self._step(1), "l": self._list, "?": self._help, "h": self._help,
        }  # fmt: skip
        if answer == "q":
            return self._leave()
        if answer in actions:
            actions[answer]()
        else:
            self._looking_back = True
            self._say("review.unknown_key", "warn", answer=clip(answer, 20))
        return None

    # ------------------------------------------------------------------------------------------------------- actions

    def _keep(self) -> None:
        self._review.keep()

    def _drop(self) -> None:
        self._review.drop()
        self._say("review.dropped", "dim")

    def _edit(self) -> None:
        item = self._review.current
        claim = " ".join(self._screen.clean(self._ask(self._words("review.edit"), self._review.claim(item))).split())
        if not claim or claim == self._review.claim(item):
            self._looking_back = True
            return
        self._review.keep(claim=claim)
        self._say("review.edited", "dim", claim=claim)

    def _move(self) -> None:
        review = self._review
        now = review.speaker(review.current)
        name = self._chosen(now)
        if not name or name == now:
            self._looking_back = True
            return
        others = sum(review.speaker(item) == now for item in review.items) - 1
        values = {"speaker": self._teller.text(now), "name": self._teller.text(name), "count": others}
        if others and self._ask(self._words("review.others", **values), "").strip().lower() in ("y", "yes", "是"):
            review.move_all(name)
            self._say("review.moved", "dim", **values)
        else:
            review.keep(speaker=name)
            self._say("review.given", "dim", **values)

    def _chosen(self, now: str) -> str:
        """A name from the numbered list, or one typed; "" to leave it."""
        names = [name for name, _ in self._review.speakers()]
        names += [name for name in self._known if name not in names]
        counts = dict(self._review.speakers())
        cells = [f"{n:>3} {self._teller.text(name)} ({counts.get(name, 0)})" for n, name in enumerate(names, start=1)]
        self._screen.print([*_columns(cells[:_NAMES_SHOWN], self._screen), *([Line("  …")] if len(cells) > _NAMES_SHOWN else [])])
        while True:
            typed = to_simplified(" ".join(self._screen.clean(self._ask(self._words("review.who"), "")).split()))
            if typed.isdecimal() and 1 <= int(typed) <= len(names):
                return names[int(typed) - 1]
            if not typed or typed in names:
                return typed
            others = [name for name in names if name != now]
            close = [n for n in others if n.startswith(typed)] or [n for n in others if typed in n and len(typed) > 1]
            if len(close) == 1:
                return close[0]
            if close:
                self._say("review.unclear_person", "warn", name=typed, names=tuple(map(self._teller.text, close)))
            elif typed.isdecimal() or len(typed) == 1:  # a slip: nobody is called 7 or k
                self._say("review.no_person", "warn", name=clip(typed, 20), count=len(names))
            else:
                self._say("review.new_person", "warn", name=typed)
                return typed

    def _lean(self) -> None:
        """Say which side the statement is on; it stays the current one."""
        review, self._looking_back = self._review, True
        found = review.leaning(review.current)
        if found is None:
            self._say("review.no_topic", "warn")
            return
        question = self._words("review.which_side", proposition=self._teller.text(found.proposition))
        answer = unicodedata.normalize("NFKC", self._ask(question, "")).strip()
        side = {"+": 1, "-": -1, "0": 0, "−": -1, "－": -1}.get(answer)
        if side is not None:
            review.lean(side)
        elif answer:
            self._say("review.no_side", "warn", answer=clip(answer, 20))

    def _undo(self) -> None:
        if self._review.undo():
            self._looking_back = True
            self._say("review.undone", "dim", n=self._review.at + 1)
        else:
            self._say("review.nothing_to_undo", "warn")

    def _step(self, by: int) -> None:
        self._looking_back = True
        if not self._review.go(self._review.at + 1 + by):
            self._say("review.first" if by < 0 else "review.last", "warn")

    def _help(self) -> None:
        self._looking_back = bool(self._review.state(self._review.current)) and not self._review.tally().open
        rows = self._words("review.help").split("\n")
        self._screen.print([Line(""), *(line for row in rows for line in self._screen.wrapped(row, indent="  ", hanging=11))])

    def _list(self) -> None:
        """Every statement on a line: its decision, whose, and the claim."""
        review, room = self._review, self._screen.columns
        names = [self._teller.text(review.speaker(item)) for item in review.items]
        widest = min(max(map(width, names)), 16)
        marks: dict[str, tuple[str, Style]] = {"keep": ("✓", "pro"), "drop": ("✗", "con"), "": (" ", "plain")}
        lines = [Line("")]
        for n, (item, name) in enumerate(zip(review.items, names, strict=True), start=1):
            mark, style = marks[review.state(item)]
            here = ">" if n == review.at + 1 else " "
            lines.append(Line(clip(f"{here}{n:>4} {mark} {pad(name, widest)} {review.claim(item)}", room - 1), style))
        self._screen.print([*lines, *self._screen.wrapped(self._tally().said(self._teller.language), "dim", "  ")])

    def _leave(self) -> bool:
        self._say("review.left", "dim", tally=self._tally())
        return False

    # ------------------------------------------------------------------------------------------------------- showing

    def _show(self, item: Item) -> None:
        review, s, screen = self._review, item.statement, self._screen
        speaker = self._teller.text(review.speaker(item))
        state = self._words(f"review.state.{done}") if (done := review.state(item)) else ""
        moved = self._words("review.was", speaker=self._teller.text(s.speaker or "")) if review.speaker(item) != s.speaker else ""
        by = self._words("statement.by", name=self._teller.text(s.second_hand)) if s.second_hand else ""
        head = {"file": item.text.name, "line": s.line, "kind": self._words(f"statement.{s.kind}"), "by": by}
        place = self._words("review.place", n=review.at + 1, all=len(review))
        about = self._words("review.head", **head, confidence=f"{s.confidence:.2f}")
        says = self._words("review.says", speaker=speaker) + moved
        screen.print([
            Line(""),
            Line("─" * (screen.columns - 4), "dim"),
            *screen.wrapped(f"{place}  {about}{state}", "dim"),
            Line(""),
            *self._passage(item),
            Line(""),
            *screen.wrapped(says, "name"),
            *screen.wrapped(review.claim(item), "title", "  "),
            *self._side(item),
            *self._proposed(item),
            Line(""),
        ])  # fmt: skip

    def _side(self, item: Item) -> list[Line]:
        """What it is on, and which side: a wrong side would put somebody where they don't stand."""
        found = self._review.leaning(item)
        if found is None:
            return []
        side, style = ("for", "pro") if found.stance > 0 else ("against", "con") if found.stance < 0 else ("neither", "dim")
        told = self._words(f"review.side.{side}", topic=self._teller.text(found.topic), proposition=self._teller.text(found.proposition))
        return self._screen.wrapped(told, cast(Style, style), "  ")

    def _proposed(self, item: Item) -> list[Line]:
        """What of it a model proposed, the words its stance rests on, and the rules' claim where the model's stands above."""
        leaning = self._review.leaning(item)
        marks = (*item.by_model, *(leaning.by_model if leaning else ()))
        if not marks:
            return []
        told = self._words("review.by_model", kinds=tuple(self._words(f"review.proposed.{kind}") for kind in marks))
        if leaning is not None and leaning.words:
            told += self._words("review.rests_on", words=leaning.words)
        if "claim" in item.by_model:
            told += self._words("review.rules_claim", claim=claim_of(item.statement))
        return self._screen.wrapped(told, "mark", "  ")

    def _passage(self, item: Item) -> list[Line]:
        """The paragraph with the statement lit up; between ⟦ ⟧ where there are no colours."""
        text = context(item.text, item.statement)
        if not self._screen.colour:
            return self._screen.wrapped(text, indent="  ")
        text = text.replace(_BEGIN, "").replace(_END, "").replace("⟦", _BEGIN, 1)
        at = text.rfind("⟧")
        return lit(self._screen.wrapped(f"{text[:at]}{_END}{text[at + 1 :]}", indent="  "))

    def _answer(self, key: str) -> str:
        answer = self._ask(self._words(key), "")
        return unicodedata.normalize("NFKC", answer).strip().lower()  # Ｋ and ？ of an input method, too

    def _tally(self) -> Sentence:
        tally = self._review.tally()
        counts = {name: getattr(tally, name) for name in ("kept", "edited", "moved", "dropped", "open")}
        return Sentence("distill.review.tally", **counts)

    def _words(self, key: str, **values: object) -> str:
        return self._teller.words(key, **values)

    def _say(self, key: str, style: Style = "plain", **values: object) -> None:
        self._screen.print(self._screen.wrapped(self._words(key, **values), style, hanging=2))


def lit(lines: list[Line]) -> list[Line]:
    """The lines with what stands between the bounds in bright letters, line by line."""
    out, inside = [], False
    for line in lines:
        text = line.text
        indent = text[: len(text) - len(text.lstrip(" "))]
        text = text[len(indent) :]
        begins, inside_before = _BEGIN in text, inside
        inside = (inside or begins) and _END not in text
        text = text.replace(_BEGIN, _LIT).replace(_END, _PLAIN)
        out.append(Line(indent + (_LIT if inside_before else "") + text + (_PLAIN if inside else ""), line.style))
    return out


def _columns(cells: list[str], screen: Screen) -> list[Line]:
    """Cells beside each other, as many as fit."""
    widest = max(map(width, cells), default=1) + 2
    across = max(1, (screen.columns - 4) // widest)
    rows = [cells[at : at + across] for at in range(0, len(cells), across)]
    return [Line("".join(pad(cell, widest) for cell in row).rstrip()) for row in rows]


def typed(prompt: str, begin: str) -> str:
    """One line from the terminal; where it can be edited it begins with `begin`."""
    try:
        import readline
    except ImportError:  # Windows: an empty line to type on
        return input(prompt)
    readline.set_startup_hook(lambda: readline.insert_text(begin) if begin else None)
    try:
        return input(prompt)
    finally:
        readline.set_startup_hook(None)
