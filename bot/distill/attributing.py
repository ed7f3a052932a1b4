"""Speakers the rules did not find, and statements they missed: what is asked of a model, and what of its answer is believed.

The model points; the text decides. A speaker is one of the listed people or nobody; a passage stands once in the paragraph
it is said to stand in; its offsets are ours. How much an accepted proposal is worth depends on what the text itself says:

* CHECKED: the speaker, and nobody else of the list, is named in the quotation's paragraph, or, where nobody is, in the ones
  beside it; a report goes on where a found one of the same speaker stops, or its sentence has the speaker and a verb of speech.
* DOUBTED: everything else that is possible, and every speaker that contradicts what the rules thought likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.distill import lexicon as lex
from bot.distill.answers import Missed, Speaker
from bot.distill.confidence import DEFAULT_CONFIDENCE
from bot.distill.layout import Paragraph
from bot.distill.names import SpeakerKind
from bot.distill.proposals import CHECKED, DOUBTED
from bot.distill.quotes import quotes
from bot.distill.statements import Article, Statement
from bot.distill.text import Text
from bot.recall import chinese

MOST_PEOPLE = 60
SHORTEST, LONGEST = 6, 600  # characters of a missed statement
_EDGE = " ,。;:!?、“”‘’「」『』\"'…()《》-—"
_SHOWN = 24  # characters by which a found statement is recalled


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom the model may name. `forms` are all printed forms, Simplified."""

    n: int
    name: str
    kind: SpeakerKind
    note: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What one call is about: paragraphs, the people, and what is open in them. Numbers count from 1 in the whole article."""

    article: Article
    people: tuple[Candidate, ...]
    paragraphs: tuple[tuple[int, Paragraph], ...]
    open: tuple[tuple[int, Statement], ...]

    def material(self) -> dict[str, Any]:
        """The variables of the template `attribute`."""
        number = {p: n for n, p in self.paragraphs}
        raw = self.article.text.raw
        inside = [(number[p], s) for s in self.article.statements for _, p in self.paragraphs if _within(s, p)]
        asked = {id(s) for _, s in self.open}
        of = {id(s): n for n, s in inside}
        return {
            "people": [{"n": c.n, "name": c.name, "note": c.note} for c in self.people],
            "paragraphs": [{"n": n, "text": raw[p.start : p.end]} for n, p in self.paragraphs],
            "open": [{"n": n, "paragraph": of[id(s)], "text": s.text} for n, s in self.open],
            "found": [
                {"paragraph": n, "who": s.speaker or "", "text": s.text[:_SHOWN]} for n, s in inside if id(s) not in asked
            ],
        }


def candidates(article: Article) -> tuple[Candidate, ...]:
    """The people the article names, and organisations and described speakers that the rules found speaking."""
    found: dict[str, Candidate] = {}
    for person in sorted(article.people.all(), key=lambda p: (-p.count, p.first))[:MOST_PEOPLE]:
        found[person.name] = Candidate(0, person.name, "person", person.role, tuple(sorted(person.forms)))
    for s in article.statements:
        if s.speaker and s.speaker not in found and s.speaker_kind in ("organisation", "anonymous"):
            forms = tuple(dict.fromkeys((s.speaker, chinese.simplify(s.speaker_surface))))
            organisation = s.speaker_kind == "organisation"
            kind: SpeakerKind = "organisation" if organisation else "anonymous"
            found[s.speaker] = Candidate(0, s.speaker, kind, "机构" if organisation else "", forms)
    return tuple(replace(c, n=n) for n, c in enumerate(list(found.values())[:MOST_PEOPLE], start=1))


def is_open(s: Statement) -> bool:
    """True where the rules know no speaker, or none they are sure enough of."""
    return s.speaker is None or s.confidence < DEFAULT_CONFIDENCE


def windows(article: Article, room: int) -> Iterator[Window]:
    """The article in pieces that fit `room` tokens; those in which nobody is named and nothing is open are left out."""
    people = candidates(article)
    body = [(n, p) for n, p in enumerate((p for p in article.paragraphs if p.part == "body"), start=1)]
    if not people or not body:
        return
    base = sum(len(c.name) + len(c.note) + 8 for c in people)
    numbered = list(enumerate((s for s in article.statements if is_open(s)), start=1))
    held: list[tuple[int, Paragraph]] = []
    size = base
    for n, p in body:
        inside = [s for s in article.statements if _within(s, p)]
        cost = p.end - p.start + 24 + sum((len(s.text) if is_open(s) else _SHOWN) + 30 for s in inside)
        if held and size + cost > room:
            yield from _window(article, people, held, numbered)
            held, size = held[-1:], base  # the last paragraph again: a speaker may stand there
            size += held[0][1].end - held[0][1].start + 24
        if base + cost <= room:
            held.append((n, p))
            size += cost
    yield from _window(article, people, held, numbered)


def _window(
    article: Article,
    people: tuple[Candidate, ...],
    held: Sequence[tuple[int, Paragraph]],
    numbered: Sequence[tuple[int, Statement]],
) -> Iterator[Window]:
    mine = tuple((n, s) for n, s in numbered if any(_within(s, p) for _, p in held))
    plain = article.text.plain
    named = any(f in plain[p.start : p.end] for _, p in held for c in people for f in c.forms)
    if held and (mine or named):
        yield Window(article, people, tuple(held), mine)


def _within(s: Statement, p: Paragraph) -> bool:
    return p.start <= s.start < p.end


# ------------------------------------------------------------------------------------------------------------- answers


def chosen(window: Window, who: int | str) -> Candidate | None:
    """The candidate of this number or name."""
    for c in window.people:
        if who == c.n or (isinstance(who, str) and chinese.simplify(who).strip() in (c.name, *c.forms)):
            return c
    return None


def attributed(window: Window, answer: Speaker) -> Statement | str | None:
    """The statement with its speaker, or why not; None where the model says that it doesn't know."""
    s = next((s for n, s in window.open if n == answer.n), None)
    if s is None:
        return "place"
    if answer.who in (0, ""):
        return None
    who = chosen(window, answer.who)
    if who is None:
        return "speaker"
    found = _named_near(window, who, s.start, s.end)
    sure = found is not None and found.alone and s.speaker in (None, who.name)
    return replace(
        s,
        speaker=who.name,
        speaker_surface=found.surface if found else who.name,
        speaker_start=found.start if found else -1,
        speaker_kind=who.kind,
        rule=f"model/{s.rule}",
        confidence=CHECKED if sure else min(DOUBTED, s.confidence),
        how="model",
    )


def found_missed(window: Window, answer: Missed) -> Statement | str:
    """The statement the model points to, or why there is none."""
    text, plain = window.article.text, window.article.text.plain
    place = next((p for n, p in window.paragraphs if n == answer.p), None)
    quote = Text(answer.quote).plain.strip(_EDGE)
    if not SHORTEST <= len(quote) <= LONGEST:
        return "length"
    at = [m.start() for _, p in window.paragraphs for m in re.finditer(re.escape(quote), plain[p.start : p.end])]
    if place is None or len(at) != 1 or quote not in plain[place.start : place.end]:
        return "place"
    start = plain.index(quote, place.start, place.end)
    end = start + len(quote)
    if any(s.start < end and start < s.end for s in window.article.statements):
        return "known"
    if reason := _shape(plain, place, start, end, answer.kind):
        return reason
    if answer.kind == "indirect" and _frame(quote, window.people):
        return "frame"
    who = chosen(window, answer.who)
    if who is None:
        return "speaker"
    named = _named_near(window, who, start, end)
    beside = named is not None and named.alone and answer.kind == "direct"
    sure = beside or (answer.kind == "indirect" and _goes_on(window, who, place, start, end))
    return Statement(
        file=text.name,
        start=start,
        end=end,
        line=text.line(start),
        text=text.raw[start:end],
        kind=answer.kind,
        second_hand=None,
        speaker=who.name,
        speaker_surface=named.surface if named else who.name,
        cue="",
        rule="model",
        confidence=CHECKED if sure else DOUBTED,
        speaker_kind=who.kind,
        speaker_start=named.start if named else -1,
        how="model",
    )


def _shape(plain: str, place: Paragraph, start: int, end: int, kind: str) -> str:
    """Whether the passage can be what it is said to be: direct speech in marks or after a colon, a report outside of them."""
    marked = any(q.inner[0] <= start and end <= q.inner[1] for q in quotes(plain, place.start, place.end))
    before = plain[place.start : start].rstrip()
    colon = before.rstrip("“「『\"").rstrip().endswith(":")
    if (kind == "direct" and not (marked or colon)) or (kind == "indirect" and marked):
        return "kind"
    spoken = re.search(rf"(?:{lex.CUE_VERB.pattern})$", before) if kind == "indirect" else None
    if re.match(r"[,:]?\s*[“「『\"]", plain[end : place.end]) and kind == "indirect":
        return "edge"  # it leads in a quotation: no sentence of its own
    begins = start == place.start or plain[start - 1] in _EDGE or spoken
    return "" if begins and (end == place.end or plain[end] in _EDGE) else "edge"


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a person is named nearest to a passage; `alone`: nobody else of the list is named as near."""

    start: int
    surface: str
    alone: bool


def _named_near(window: Window, who: Candidate, start: int, end: int) -> _Named | None:
    """Where the person is named in the passage's paragraph, or else in the one before or after it; outside of the passage."""
    text = window.article.text
    body = [p for p in window.article.paragraphs if p.part == "body"]
    here = next((i for i, p in enumerate(body) if p.start <= start < p.end), None)
    if here is None:
        return None
    around = [p for i, p in enumerate(body) if i in (here - 1, here + 1)]
    for part in ([body[here]], around):
        places = {c.n: found for c in window.people if (found := _nearest(text.plain, c, part, start, end))}
        if who.n in places:
            _, a, b = places[who.n]
            return _Named(a, text.raw[a:b], alone=len(places) == 1)
        if places:  # somebody else stands nearer
            farther = _nearest(text.plain, who, around, start, end)
            return _Named(farther[1], text.raw[farther[1] : farther[2]], alone=False) if farther else None
    return None


def _nearest(plain: str, who: Candidate, part: Sequence[Paragraph], start: int, end: int) -> tuple[int, int, int] | None:
    """(distance, start, end) of the mention nearest to [start, end), which it doesn't touch."""
    places = []
    for p in part:
        for form in who.forms:
            for m in re.finditer(re.escape(form), plain[p.start : p.end]):
                a, b = p.start + m.start(), p.start + m.end()
                if b <= start or a >= end:
                    places.append((min(abs(start - b), abs(a - end)), a, b))
    return min(places, default=None)


_BY = re.compile(rf"(?:{lex.PRONOUN}|记者|笔者|本报|编辑)[^,。;:!?]{{0,12}}?(?:{lex.CUE_VERB.pattern})")
_NARRATED = re.compile(
    r"(?:比如|例如|此外|另外|与此同时|同时|据|根据|记者|本报|目前|事实上|不过|但|然而|而|随后|此前|最终|最近|近期|近日|日前|当天|当时|公开|资料|值得|这(?:都|也|一[^点次]|就|使|让|意味|背后|无疑|显然)|由此|因此|其中|可见|如此)"
)


def _frame(quote: str, people: Sequence[Candidate]) -> bool:
    """他告诉记者, 店主葛青解释道: what brings speech in is none."""
    cue = list(lex.CUE_VERB.finditer(quote))
    if not cue:
        return False
    named = any(f in quote[: cue[-1].start()] for c in people for f in c.forms)
    return named or _BY.search(quote) is not None or len(quote) - cue[-1].end() <= 1


def _goes_on(window: Window, who: Candidate, place: Paragraph, start: int, end: int) -> bool:
    """A person's report that goes on where another of theirs stops, or a sentence with the speaker before a verb of speech.

    What begins as narrators begin, or names somebody, may be the narrator's: no report that goes on.
    """
    plain = window.article.text.plain
    sentence = re.split(r"[。!?]", plain[place.start : start])[-1]
    named = max((sentence.rfind(f) for f in who.forms), default=-1)
    if named >= 0 and lex.CUE_VERB.search(sentence, named):
        return True
    quote = plain[start:end]
    if who.kind != "person" or _NARRATED.match(quote) or any(f in quote for c in window.people for f in c.forms):
        return False
    return any(
        s.speaker == who.name
        and s.kind == "indirect"
        and s.confidence >= DEFAULT_CONFIDENCE
        and place.start <= s.start
        and s.end <= start
        and not plain[s.end : start].strip(_EDGE)
        for s in window.article.statements
    )
