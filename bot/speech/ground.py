"""What a brief gives a turn to stand on: whose words are in it, which figures and names, as sets that compare fast. Pure."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot.lang import to_simplified
from bot.speech.brief import Brief, Exhibit
from bot.speech.figures import figures
from bot.speech.passages import Passage

_STOP = frozenset(
    "的了是在有和就都也不我你他她它们这那很会要能可以与及或但而又还把被让给对为于从到上下中里个一些什么怎样吗呢吧啊呀说讲话看想做得着过去来没"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
_MARK = re.compile(r"\[\d+\]")


def folded(text: str) -> str:
    """The text for comparing: Simplified, lower case, half-width."""
    text = text.translate(_WIDTH)
    return to_simplified(text).lower()


_WIDTH = {c: c - 0xFEE0 for c in range(0xFF21, 0xFF5B)} | {c: c - 0xFEE0 for c in range(0xFF10, 0xFF1A)}


def grams(text: str) -> set[str]:
    """Content in small: pairs of neighbouring characters without function words, and Latin words. `text` is folded."""
    found: set[str] = set()
    for run in _HAN.findall(text):
        for a, b in itertools.pairwise(run):
            if a not in _STOP and b not in _STOP:
                found.add(a + b)
    found.update(word for word in _LATIN.findall(text) if len(word) > 1 and word not in _ENGLISH)
    return found


_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the and for that this with you your are was were not but from have has had they them their what which who will "
        "would can could should about into than then there here our out one all any its it is in on of to as at be by "
        "or an if so do does did my me we he she his her him how why when where no yes just only more most very too "
        "also said say says",
    )
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """A text, looked at once."""

    text: str = ""  # folded
    grams: frozenset[str] = frozenset()
    figures: frozenset[float] = frozenset()
    words: frozenset[str] = frozenset()  # Latin ones, folded

    @staticmethod
    def of(*texts: str) -> Grounds:
        """Of several texts together."""
        text = folded("\n".join(t for t in texts if t))
        words = frozenset(_LATIN.findall(text))
        return Grounds(text, frozenset(grams(text)), frozenset(figures(text)), words)

    def joined(self, *others: Grounds) -> Grounds:
        """With others."""
        return Grounds(
            "\n".join([self.text, *(o.text for o in others)]),
            self.grams.union(*(o.grams for o in others)),
            self.figures.union(*(o.figures for o in others)),
            self.words.union(*(o.words for o in others)),
        )

    def support(self, content: set[str]) -> float:
        """The share of a sentence's grams that stand here; 1 for a sentence without content."""
        return len(content & self.grams) / len(content) if content else 1.0


def support(content: set[str], grounds: Sequence[Grounds]) -> float:
    """The share of a sentence's grams that stand in any of several texts; 1 for a sentence without content."""
    return sum(any(gram in g.grams for g in grounds) for gram in content) / len(content) if content else 1.0


@dataclass(slots=True)
class Footing:
    """All that a turn may stand on."""

    brief: Brief
    speaker: str
    own_names: frozenset[str]
    others: frozenset[str]  # names of people who are not the speaker
    as_of: datetime.date | None
    exhibits: dict[int, Grounds]
    own: Grounds  # all the speaker's exhibits
    heard: dict[str, Grounds]  # what others are on record with, in this brief, by name
    talk: Grounds  # question, motion, target, facts: may be spoken about, not claimed
    voice: Grounds
    all: Grounds
    passages: dict[str, list[str]] = field(default_factory=dict)  # speaker → passages at hand, folded
    own_passages: list[str] = field(
        default_factory=list
    )  # of the speaker's exhibits, folded; an archetype's are several people's
    fillers: dict[int, str] = field(default_factory=dict)  # n → passage that {quote:n} becomes

    @staticmethod
    def of(brief: Brief, names: Iterable[str] = (), passage: Passage | None = None) -> Footing:
        """From a brief; `names` are all the people the house knows."""
        persona = brief.persona
        speaker = brief.member or (persona.name if persona else "")
        mine = {speaker, *((persona.names.display, *persona.names.aliases) if persona and not brief.member else ())}
        exhibits = {e.n: _of_exhibit(e, passage) for e in brief.exhibits}
        own = Grounds().joined(*(exhibits[e.n] for e in brief.exhibits if e.own))
        heard = _heard(brief, exhibits, speaker)
        talk = _talk(brief)
        voice = Grounds.of(persona.bio, *_phrases(brief)) if persona else Grounds()
        everyone = {*names, *heard, *brief.opponents}
        footing = Footing(
            brief,
            speaker,
            frozenset(n for n in mine if n),
            frozenset(n for n in everyone if n and n not in mine),
            persona.as_of if persona else None,
            exhibits,
            own,
            heard,
            talk,
            voice,
            own.joined(talk, voice, *heard.values()),
        )
        footing._quote(passage)
        return footing

    def _quote(self, passage: Passage | None) -> None:
        if passage is None:
            return
        for exhibit in self.brief.exhibits:
            for evidence in exhibit.position.evidence:
                text = passage(evidence)
                if not text:
                    continue
                flat = squeezed(text)
                self.passages.setdefault(evidence.speaker, []).append(flat)
                if exhibit.own and not evidence.reported_by:
                    self.own_passages.append(flat)
                if evidence.kind == "direct" and exhibit.own and not evidence.reported_by:
                    self.fillers.setdefault(exhibit.n, text)

    def said_by(self, name: str) -> Grounds | None:
        """What a person is on record with here: the speaker's own exhibits, or what another one's are or was heard."""
        if name in self.own_names:
            return self.own
        return self.heard.get(name)


_PUNCT = re.compile(r"[\s，,。.！!？?；;：:、“”\"'‘’「」『』（）()…—-]+")


def squeezed(text: str) -> str:
    """Folded and without punctuation: quotations may differ in that."""
    return _PUNCT.sub("", folded(_MARK.sub("", text)))


def _of_exhibit(exhibit: Exhibit, passage: Passage | None) -> Grounds:
    p = exhibit.position
    texts = [p.claim, *p.says, p.because or "", p.topic, *p.keywords, exhibit.source.title]
    if passage is not None:
        texts += [passage(e) or "" for e in p.evidence]
    return Grounds.of(*texts)


def _heard(brief: Brief, exhibits: dict[int, Grounds], speaker: str) -> dict[str, Grounds]:
    """By name: what others said in this debate, and their exhibits."""
    texts: dict[str, list[str]] = {}
    for said in brief.history:
        if said.speaker != speaker:
            texts.setdefault(said.speaker, []).append(_MARK.sub("", said.text))
    if brief.target is not None and brief.target.speaker != speaker:
        texts.setdefault(brief.target.speaker, []).extend(
            (brief.target.text, brief.target.claim, brief.target.topic, brief.facts.get("topic", ""))
        )
    found = {name: Grounds.of(*lines) for name, lines in texts.items()}
    for e in brief.exhibits:
        if not e.own or e.position.speaker != speaker:  # an archetype speaks with the words of several
            name = e.position.speaker
            found[name] = found.get(name, Grounds()).joined(exhibits[e.n])
    return found


def _talk(brief: Brief) -> Grounds:
    target = brief.target
    mine = [said.text for said in brief.history if said.role == "user"][-3:]
    return Grounds.of(
        brief.question,
        brief.motion,
        brief.summary,
        *mine,
        *brief.spoke_about,
        *(value for key, value in brief.facts.items() if key not in ("draft", "faults")),
        *((target.text, target.claim, target.topic) if target else ()),
    )


def _phrases(brief: Brief) -> Sequence[str]:
    assert brief.persona is not None
    v = brief.persona.voice
    return (*v.openers, *v.connectives, *v.closers, *v.rebuttals, *v.concessions, *v.questions)


Names = Callable[[], Iterable[str]]
