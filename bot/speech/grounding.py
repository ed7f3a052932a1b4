"""Between a model and its reader: text goes in as it streams, and only what stands on the evidence comes out.

One sentence is held back at a time, until it has ended and its marks are in; then it is shown, mended or dropped. So a reader
sees nothing that is taken back later, but for a repair of the whole turn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.speech.brief import MARK, Brief
from bot.speech.checking import Checked, Checker
from bot.speech.ground import Footing
from bot.speech.scrub import Scrubber

_END = re.compile(
    r"(?:[。！？…]+|[!?]+(?!\[[^\d])(?=[\s\[”」』\u3000-\u9fff]|$)|(?<!\d)\.(?=\s|\[\d)|\n)[”」』’）)\"]*"
    r"(?:\s?(?:\[\d[\d,，、 ]*\]|【\d[\d,，、 ]*】))*[ \t]*"
)
_MARK_BEGUN = re.compile(r"[\[【][\d,，、 ]{0,10}")
_OPEN, _SHUT = "“「『", "”」』"
_HOLD = 400  # characters a sentence may be held for; a quotation left open ends there
_CLOSERS = '”」』’）)"[【 \t。！？…!?\n'


@dataclass(frozen=True, slots=True)
class Report:
    """What grounding did to a turn. `faults` are counted by kind; `cut` are characters that went over the limit."""

    faults: dict[str, int] = field(default_factory=dict)
    cut: int = 0
    dropped: int = 0
    passed: int = 0


class Grounding:
    """One turn's text on its way to the reader: `feed` pieces, `finish`, and `text` is what may be shown."""

    def __init__(self, footing: Footing, *, fixed: str = "", head: str = "") -> None:
        self.footing = footing
        self.brief: Brief = footing.brief
        self.text = head
        self.raw = ""
        self.cited: set[int] = set()
        self._head = head
        self._checker = Checker(footing, fixed)
        self._scrub = Scrubber()
        self._pending = ""
        self._faults: dict[str, int] = {}
        self._mute = False  # somebody else's lines are being written
        self._over = 0
        self._dropped = self._passed = 0
        self._muttering = False  # it began by talking about its task: the rest may be a thought without an opening tag
        self._muttered: list[Checked] = []

    @property
    def full(self) -> bool:
        """True where so much came beyond the limit that nothing after it matters: the call may be cancelled."""
        return self._over > max(200, self.brief.limit) or self._scrub.over

    @property
    def report(self) -> Report:
        """What was done so far."""
        return Report(dict(self._faults), self._over, self._dropped, self._passed)

    def feed(self, piece: str) -> bool:
        """Take the next piece; True where `text` has grown."""
        before = self.text
        self.raw += piece
        clean = self._scrub.feed(piece)
        if self._scrub.thought_aloud:
            self._forget()
        self._pending += clean
        self._consume(last=False)
        return self.text != before

    def finish(self, *, complete: bool = True) -> None:
        """The end. Without `complete` the sentence under way is dropped: it may say the opposite of what it would have said."""
        self._pending += self._scrub.finish()
        self._consume(last=True)
        if complete:
            self._take(self._pending)
        elif self._pending.strip():
            self._count("cut")
        self._pending = ""
        self._muttering = False
        for checked in self._muttered:
            self._show(checked)
        for kind in self._scrub.found:
            self._count(kind)
        self.text = self.text.strip()

    # ------------------------------------------------------------------------------------------------------------ inside

    def _consume(self, last: bool) -> None:
        while True:
            end = self._sentence_end(last)
            if end is None:
                return
            sentence, self._pending = self._pending[:end], self._pending[end:]
            self._take(sentence)

    def _sentence_end(self, last: bool) -> int | None:
        """Where the first whole sentence ends: outside quotation marks, and nothing that still belongs to it follows."""
        text = self._pending
        for match in _END.finditer(text):
            end = match.end()
            if end == len(text) and not last and not match.group().endswith("\n"):
                return None  # a mark [n] or a closing quotation mark may still come
            if not last and _MARK_BEGUN.fullmatch(text[end:]):
                return None
            if _open_marks(text[:end]) and "\n" not in match.group() and end < _HOLD:
                continue
            return end
        return _HOLD if len(text) > 4 * _HOLD else None

    def _take(self, sentence: str) -> None:
        if not sentence.strip():
            if self.text and not self.text.endswith("\n") and "\n" in sentence:
                self.text += "\n"
            return
        checked = self._checker.check(sentence)
        for fault in checked.faults:
            self._count(fault)
        if checked.cut:
            self._mute = True
        elif "label" in checked.faults:
            self._mute = False
        if "leak" in checked.faults and not self._passed:
            self._muttering = True
        if self._mute or checked.dropped:
            self._dropped += 1
        elif self._muttering:
            self._muttered.append(checked)
        else:
            self._show(checked)

    def _show(self, checked: Checked) -> None:
        room = self.brief.limit - len(MARK.sub("", self.text)) - len(MARK.sub("", checked.text.strip()))
        if (room < 0 and len(self.text) > len(self._head)) or self._over:
            self._over += len(checked.text)
            return
        if room < 0:
            checked.text = _shortened(checked.text, self.brief.limit)
            self._over += 1
        self._passed += 1
        self.cited |= checked.cited
        self.text += checked.text if self.text else checked.text.lstrip()

    def _forget(self) -> None:
        """Everything so far was a thought said aloud."""
        self._scrub.thought_aloud = self._muttering = False
        self.text, self._pending = self._head, ""
        self.cited.clear()
        self._muttered.clear()
        self._mute, self._over, self._passed = False, 0, 0

    def _count(self, fault: str) -> None:
        self._faults[fault] = self._faults.get(fault, 0) + 1


def _open_marks(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in zip(_OPEN, _SHUT, strict=True))


def _shortened(text: str, limit: int) -> str:
    """One sentence that is longer than the whole turn may be: cut at a clause, its marks kept."""
    marks = "".join(f"[{n}]" for n in dict.fromkeys(MARK.findall(text)))
    bare = MARK.sub("", text).strip()[: max(10, limit - 1)]
    cut = max(bare.rfind(c) for c in "，；、,;：:")
    return bare[: cut if cut > limit // 3 else len(bare)].rstrip("，；、,;：: ") + "……" + marks
