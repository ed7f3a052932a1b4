"""Who is meant: personas by id, name, alias, role or member's name, in either script, by pinyin, initials and with typos.

The shelf's content is swapped as a whole when files change; a look-up sees the old content or the new, never a mixture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.errors import UnknownPersona
from bot.persona.model import Persona, Topics
from bot.recall.chinese import clean, fold, initials, is_han, pinyin, untoned

How = Literal["id", "name", "alias", "member", "role", "pinyin", "initials", "phrase", "typo", "prefix", "mention"]

ENOUGH = 0.8  # how alike a mistyped name must be
_LONGEST_NAME = 80
_FUZZY_AMONG = 5_000  # names compared in a search that found no prefix
_SHORT_LATIN = 2
_PAD = re.compile(r"[\s·・.,，。!！?？:：;；'\"“”‘’()（）《》<>@#_\-—/\\|]+")
_POINTING = re.compile(r"^(?:那个|这个|那位|这位|那|这|一位|咱们的?|我们的?|请|问问?|找|让|叫|@)+")
_TITLE = re.compile(r"(?:老师|先生|女士|小姐|老板|大佬|同学|本人|老总)$")
_LINKS = re.compile(r"的|那个|这个|那位|这位|一位|那|\s+")
_ASKED_BEFORE = re.compile(r"(?:问问?|请教?|让|叫|找|听听|@|＠|艾特)\s*(?:一下|那个|那位|这位)?$")
_ASKED_AFTER = re.compile(r"^\s*(?:[，,:：、]|怎么|如何|会怎|你|您|觉得|认为|来|说说|老师|先生|们?怎么)")


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody found. `persona` is narrowed to `member` where an archetype was asked for by a member's name."""

    persona: Persona
    member: str | None
    score: float  # 0..1
    how: How
    text: str = ""  # the name as it matched, folded; in `named_in` as it stands in the text

    @property
    def name(self) -> str:
        """The display name: the member's where there is one."""
        return display(self.member) if self.member else self.persona.name


@dataclass(frozen=True, slots=True)
class Form:
    """One way to call somebody."""

    key: str  # folded, without spaces and marks
    text: str  # folded, as written
    whose: int  # place in the list of voices
    how: How
    rank: int  # smaller wins where a key is shared: own name, then an archetype's, then a member's, then roles


@dataclass(frozen=True, slots=True)
class _Voice:
    persona: Persona
    member: str | None

    def match(self, score: float, how: How, text: str) -> Match:
        persona = self.persona.only(self.member) if self.member else self.persona
        return Match(persona, self.member, round(score, 4), how, text)


def display(name: str) -> str:
    """A member's name as shown: 猎头(匿名) → 猎头."""
    return re.sub(r"[(（].*?[)）]$", "", name).strip() or name


def key_of(text: str) -> str:
    """A name as it is compared: folded, without spaces, marks, and brackets such as (匿名)."""
    return _PAD.sub("", re.sub(r"[(（](?:匿名|群体|未具名)[)）]", "", fold(text)))


class _Content:
    """All forms of all voices, with what is derived from them made at first use."""

    def __init__(self, personas: Sequence[Persona]) -> None:
        self.personas = tuple(personas)
        self.voices: list[_Voice] = []
        self.forms: list[Form] = []
        individuals = {key_of(p.names.display) for p in self.personas if p.kind != "archetype"}
        for persona in self.personas:
            composed = persona.kind == "archetype"
            own = self._add(persona, None)
            self._form(own, persona.id, "id", 0)
            self._form(own, persona.names.display, "name", 1 if composed else 0)
            for alias in persona.names.aliases:
                self._form(own, alias, "alias", 2 if composed else 1)
            for role in persona.names.roles:
                self._form(own, role, "role", 5 if composed else 6)
            for member in persona.members:
                if key_of(member.name) in individuals:
                    continue  # a voice with a persona of its own is found there, not in the archetype that borrows it
                theirs = self._add(persona, member.name)
                self._form(theirs, member.name, "member", 3)
                for alias in member.aliases:
                    self._form(theirs, alias, "alias", 4)
                for role in member.roles:
                    self._form(theirs, role, "role", 7)

    def _add(self, persona: Persona, member: str | None) -> int:
        self.voices.append(_Voice(persona, member))
        return len(self.voices) - 1

    def _form(self, whose: int, text: str, how: How, rank: int) -> None:
        if key := key_of(text):
            self.forms.append(Form(key, fold(text).strip(), whose, how, rank))

    @cached_property
    def by_key(self) -> dict[str, Form]:
        """Key → the form that wins it."""
        out: dict[str, Form] = {}
        for form in self.forms:
            if form.key not in out or form.rank < out[form.key].rank:
                out[form.key] = form
        return out

    @cached_property
    def names(self) -> list[Form]:
        """Forms that are names, not roles."""
        return [f for f in self.forms if f.how != "role"]

    @cached_property
    def sounds(self) -> dict[str, list[Form]]:
        """Joined syllables, in either order of family and given name, → names."""
        out: dict[str, list[Form]] = {}
        for form in self.names:
            for sound in self._spoken(form):
                out.setdefault(sound, []).append(form)
        return out

    @cached_property
    def letters(self) -> dict[str, list[Form]]:
        """Initials → names of two to six characters."""
        out: dict[str, list[Form]] = {}
        for form in self.names:
            if is_han(form.key) and 2 <= len(form.key) <= 12:
                out.setdefault(initials(form.key), []).append(form)
        return out

    @cached_property
    def sound_of(self) -> dict[str, str]:
        """Key → joined syllables."""
        return {f.key: "".join(pinyin(f.key)) for f in self.forms}

    @cached_property
    def initials_of(self) -> dict[str, str]:
        """Key → first letters: pypinyin takes 20 µs a name, too much for every name at every letter typed."""
        return {f.key: initials(f.key) for f in self.forms}

    def _spoken(self, form: Form) -> set[str]:
        parts = pinyin(form.key)
        spoken = {"".join(parts)}
        if is_han(form.key) and 2 <= len(parts) <= 4:
            spoken.add("".join((*parts[1:], parts[0])))
        return spoken

    @cached_property
    def spotted(self) -> tuple[dict[str, Form], dict[str, int]]:
        """Names to look for inside text by their folded writing, and by first character the longest such name."""
        table: dict[str, Form] = {}
        for form in self.names:
            if form.how == "id" or (len(form.key) < 2):
                continue
            for text in {form.text, form.key}:
                if text not in table or form.rank < table[text].rank:
                    table[text] = form
        longest: dict[str, int] = {}
        for text in table:
            longest[text[0]] = max(longest.get(text[0], 0), len(text))
        return table, longest


class Shelf:
    """The personas there are, and who is meant by a name."""

    def __init__(self, personas: Iterable[Persona], topics: Topics | None = None) -> None:
        self._content = _Content(tuple(personas))
        self.topics = topics
        self.version = 1

    def swap(self, personas: Iterable[Persona], topics: Topics | None = None) -> None:
        """Replace the content; `version` rises."""
        self._content = _Content(tuple(personas))
        self.topics = topics if topics is not None else self.topics
        self.version += 1

    def all(self) -> tuple[Persona, ...]:
        """Every persona, in the order given."""
        return self._content.personas

    def find(self, text: str) -> Match:
        """Who is meant by `text`. Raises UnknownPersona with the nearest three names."""
        content = self._content
        asked = clean(text, _LONGEST_NAME)
        if found := _pointed_at(content, asked):
            return found
        for attempt in dict.fromkeys((asked, _POINTING.sub("", asked), _TITLE.sub("", _POINTING.sub("", asked)))):
            if found := _exactly(content, attempt):
                return found
        bare = _TITLE.sub("", _POINTING.sub("", asked))
        found = (
            _spoken(content, bare) or _inside(content, bare) or _described(content, bare) or _mistyped(content, bare)
        )
        if found:
            return found
        raise UnknownPersona(text.strip()[:_LONGEST_NAME] or text[:_LONGEST_NAME], self._nearest(bare))

    def search(self, prefix: str, limit: int = 25) -> list[Match]:
        """For autocomplete: voices whose names begin with, hold or sound like `prefix`, best first. All of them for ''."""
        content = self._content
        asked = key_of(untoned(clean(prefix, _LONGEST_NAME)) if prefix.isascii() else clean(prefix, _LONGEST_NAME))
        best: dict[int, tuple[float, Form]] = {}
        if not asked:
            firsts: dict[int, Form] = {}
            for form in content.forms:
                firsts.setdefault(form.whose, form)
            return [
                content.voices[v].match(1.0, f.how, f.text) for v, f in firsts.items() if not content.voices[v].member
            ][:limit]
        for form in content.forms:
            score = self._fits(content, form, asked)
            if score > best.get(form.whose, (0.0, form))[0]:
                best[form.whose] = (score, form)
        if not best:
            best = {f.whose: (s * 0.5, f) for s, f in reversed(_alike(content, asked, limit)) if s >= 0.5}
        order = sorted(best.items(), key=lambda pair: (-pair[1][0], pair[1][1].rank, len(pair[1][1].key), pair[0]))
        return [content.voices[v].match(score, form.how, form.text) for v, (score, form) in order[:limit]]

    @staticmethod
    def _fits(content: _Content, form: Form, asked: str) -> float:
        """How well a form fits what was typed so far, 0 where it doesn't."""
        weight = 0.6 if form.how == "role" else 0.95 if form.how in ("alias", "member") else 1.0
        if form.key == asked:
            return weight
        if form.key.startswith(asked):
            return weight * (0.8 + 0.1 * len(asked) / len(form.key))
        if asked.isascii() and is_han(form.key):
            if form.how == "role":
                return 0.0
            sound = content.sound_of[form.key]
            if sound.startswith(asked):
                return weight * (0.75 + 0.1 * len(asked) / len(sound))
            if len(asked) >= 2 and content.initials_of[form.key].startswith(asked):
                return weight * 0.7
            return weight * 0.3 if len(asked) >= 3 and asked in sound else 0.0
        return weight * 0.5 if asked in form.key else 0.0

    def named_in(self, text: str) -> list[Match]:
        """Names inside running text, longest first, then as they come; each voice once.

        Latin names need a boundary (Jeff is not in Jefferson). What an archetype is called is a common word too (创业者, FA):
        it counts only where somebody is plainly spoken to.
        """
        content = self._content
        table, longest = content.spotted
        plain = fold(text[:20_000])
        found: list[tuple[int, int, Form]] = []
        at = 0
        while at < len(plain):
            for size in range(min(longest.get(plain[at], 0), len(plain) - at), 1, -1):
                form = table.get(plain[at : at + size])
                if form is not None and self._stands(content, form, plain, at, at + size):
                    found.append((size, at, form))
                    at += size
                    break
            else:
                at += 1
        out: dict[int, Match] = {}
        for size, begin, form in sorted(found, key=lambda row: (-row[0], row[1])):
            if form.whose not in out:
                out[form.whose] = content.voices[form.whose].match(1.0, "mention", text[begin : begin + size])
        return list(out.values())

    @staticmethod
    def _stands(content: _Content, form: Form, text: str, begin: int, end: int) -> bool:
        before, after = text[:begin], text[end:]
        if form.text[0].isascii() and re.search(r"[a-z0-9]$", before):
            return False
        if form.text[-1].isascii() and re.match(r"[a-z0-9]", after):
            return False
        voice = content.voices[form.whose]
        common = (voice.persona.kind == "archetype" and voice.member is None) or (
            form.key.isascii() and len(form.key) <= _SHORT_LATIN
        )
        if common:
            return bool(_ASKED_BEFORE.search(before)) or (not before.strip() and bool(_ASKED_AFTER.match(after)))
        return True

    def _nearest(self, asked: str) -> list[str]:
        content = self._content
        names: dict[str, None] = {}
        for _, form in _alike(content, key_of(asked), 12):
            voice = content.voices[form.whose]
            names[display(voice.member) if voice.member else voice.persona.name] = None
        for persona in content.personas:
            names.setdefault(persona.name)
        return list(names)[:3]


# ---------------------------------------------------------------------------------------------------------- ways to find


def _pointed_at(content: _Content, asked: str) -> Match | None:
    """那个FA means one person: the only individual with that role, rather than the archetype of that name."""
    bare = _POINTING.sub("", asked)
    if bare == asked or not re.match(r"(?:问问?|找|请|让|叫)?(?:那|这)[个位]", asked):
        return None
    key = key_of(bare)
    named = content.by_key.get(key)
    if named is not None and content.voices[named.whose].persona.kind != "archetype":
        return None
    holders = {f.whose for f in content.forms if f.how == "role" and f.key == key}
    alone = [w for w in holders if content.voices[w].persona.kind != "archetype"]
    return content.voices[alone[0]].match(0.8, "role", bare) if len(alone) == 1 else None


def _exactly(content: _Content, asked: str) -> Match | None:
    """The name itself, but for spaces, marks and 的."""
    for key in (key_of(asked), key_of(asked).replace("的", "")):
        form = content.by_key.get(key)
        if form is not None:
            how = form.how
            return content.voices[form.whose].match(1.0 if how != "role" else 0.8, how, form.text)
    return None


def _spoken(content: _Content, asked: str) -> Match | None:
    """Pinyin whole or as initials, with or without spaces and tones; homophones (朱晓虎)."""
    key = key_of(untoned(asked)) if not is_han(asked) else "".join(pinyin(key_of(asked)))
    if len(key) < 2:
        return None
    how: How = "typo" if is_han(asked) else "pinyin"
    if forms := content.sounds.get(key):
        if is_han(asked):
            forms = [f for f in forms if len(f.key) == len(key_of(asked))]
        if forms:
            best = min(forms, key=lambda f: f.rank)
            return content.voices[best.whose].match(0.95, how, best.text)
    if not is_han(asked) and (forms := content.letters.get(key)):
        best = min(forms, key=lambda f: (f.rank, f.how != "name", len(f.key)))
        return content.voices[best.whose].match(0.9, "initials", best.text)
    return None


def _inside(content: _Content, asked: str) -> Match | None:
    """A name inside a phrase: 猎豹的傅盛, 问一下朱总. The longest; of equals the one that stands last."""
    table, longest = content.spotted
    found: list[tuple[int, int, Form]] = []
    for at in range(len(asked)):
        for size in range(min(longest.get(asked[at], 0), len(asked) - at), 1, -1):
            form = table.get(asked[at : at + size])
            if form is None:
                continue
            if form.text[0].isascii() and re.search(r"[a-z0-9]$", asked[:at]):
                continue
            if form.text[-1].isascii() and re.match(r"[a-z0-9]", asked[at + size :]):
                continue
            voice = content.voices[form.whose]
            found.append((0 if voice.persona.kind == "archetype" and not voice.member else 1, size, form))
            break
    if not found:
        return None
    _, size, form = max(found, key=lambda row: (row[0], row[1]))
    if found and size / max(1, len(key_of(asked))) < 0.2:
        return None
    return content.voices[form.whose].match(0.7 + 0.2 * min(1.0, size / len(asked)), "phrase", form.text)


def _described(content: _Content, asked: str) -> Match | None:
    """By what they are: 猎豹的创始人, 金沙江那位投资人. Every part must fit; the fewer whom it fits, the surer."""
    parts = [key_of(p) for p in _LINKS.split(asked) if len(key_of(p)) >= 2]
    if not parts:
        return None
    labels: dict[int, list[str]] = {}
    for form in content.forms:
        if form.how != "id":
            labels.setdefault(form.whose, []).append(form.key)
    fitting: list[tuple[float, int]] = []
    for whose, keys in labels.items():
        shares = [max((_overlap(part, key) for key in keys), default=0.0) for part in parts]
        if min(shares) > 0:
            fitting.append((sum(shares) / len(shares), whose))
    if not fitting:
        return None
    fitting.sort(key=lambda row: (-row[0], content.voices[row[1]].member is not None, row[1]))
    best = fitting[0]
    rivals = sum(1 for share, _ in fitting if share >= best[0] - 0.01)
    if rivals > 3 and len(parts) == 1:
        return None
    return content.voices[best[1]].match(0.75 * best[0] / rivals**0.25, "phrase", asked)


def _overlap(part: str, key: str) -> float:
    if part in key or (key in part and len(key) >= 2):
        return min(len(part), len(key)) / max(len(part), len(key)) * 0.5 + 0.5
    return 0.0


def _mistyped(content: _Content, asked: str) -> Match | None:
    key = key_of(asked)
    if len(key) < 2:
        return None
    near = _alike(content, key, 1)
    if near and near[0][0] >= ENOUGH:
        score, form = near[0]
        return content.voices[form.whose].match(score * 0.9, "typo", form.text)
    return None


def _alike(content: _Content, key: str, limit: int) -> list[tuple[float, Form]]:
    """Names by likeness of writing and of sound, best first, each voice once."""
    from rapidfuzz import fuzz

    if not key:
        return []
    han = is_han(key)
    sound = "".join(pinyin(key)) if han else untoned(key)
    best: dict[int, tuple[float, Form]] = {}
    for form in content.names[:_FUZZY_AMONG]:
        spoken = fuzz.ratio(sound, content.sound_of[form.key]) / 100
        if han:
            written = fuzz.ratio(key, form.key) / 100
            score = 0.35 * written + 0.65 * spoken if abs(len(key) - len(form.key)) <= 1 else 0.6 * max(written, spoken)
            if written == 0 and spoken < 1:
                score *= 0.8
        else:
            score = spoken if len(key) >= 4 else spoken * 0.9
        if score > best.get(form.whose, (0.0, form))[0]:
            best[form.whose] = (score, form)
    return sorted(best.values(), key=lambda row: (-row[0], row[1].rank))[:limit]
