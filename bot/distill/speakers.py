"""Whose verb is it: the speaker before a verb of speech, across adverbs and prepositional phrases, pronouns resolved."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.apposed import titled_behind, told_to
from bot.distill.back_to import ONE_OF_THEM
from bot.distill.described import VERB_ON, Descriptions
from bot.distill.mentions import Mentions
from bot.distill.names import People, Who
from bot.distill.nominals import (
    bare,
    clause_head,
    is_somebodys_name,
    titled,
)
from bot.distill.noun_phrases import NounPhrases
from bot.distill.phrases import sentence_start
from bot.distill.places import Places
from bot.distill.pronouns import KIN, Pronouns
from bot.distill.text import Text

_LEAD = re.compile(rf"^(?:\s|(?:采访|访谈|交谈|谈话)(?:时|中|当天|当日|期间)|[^,。:;“”—]{{0,16}}[讯电][—\-]+|曾有(?=从|来自|一)|【[^】\n]{{1,16}}】|《[^》\n]{{2,14}}专讯》|经[^,。;:]{{1,10}}后(?=对外|表示|称|说)|{lex.CONNECTIVE}|{lex.TIME}|[,:、]|{lex.PREPOSITION}[^,.;!?。]{{1,24}}?(?:上|中|时|里|后|前|下|内|间|际|期间|方面|处)(?=[,\s]|一|有|不少|许多|多)|据|在(?=[^,]{{2,10}}(?:看来|眼)))+")
_OBJECT_OF = re.compile(r"(?:(?<![今明王唐宋元清])朝|朝着|对着|针对|面对|对|向|与|和|跟|同|替|给|被|把|将|让|请|(?<![顾学])问|采访|追问|告诉|反问|问道|回应|回复|谈到|谈起|谈及|提到|提起|提及|说起|说到|聊到|聊起|讲起|想起|(?<!没)(?<!不)想到|回忆起|记起|念起|就|为|由|比|除了|关于|随着|围绕|包括|按|像|如|是|叫|叫做)\s*$")
_AND = re.compile(r"(?:和|与|及|以及|、)\s*$")
_AND_ROLE = re.compile(rf"(?:和|与|及|、)[^,。、和与及]{{0,10}}(?:{lex.TITLE})$")
_CAUSED = re.compile(r"(?:让|使|令|请|叫|急得|惹得|逗得|气得|吓得)$")
_HE_LEADS = re.compile(rf"[他她](?![们的人乡妈]|{phrases.HIRES})")
_SHUT = re.compile("[”」』]")
_AND_ALSO = re.compile("、[^,。;:!?“”、]{2,28}")


@dataclass(slots=True)
class Resolver:
    """Finds speakers in one article. `focus` is the person spoken of last; `last` who spoke last."""

    text: Text
    people: People
    focus: Who | None = None
    last: Who | None = None
    group: Who | None = None
    described: list[Who] = field(default_factory=list)
    spoken: list[Who] = field(default_factory=list)  # everybody who was in the foreground, in order
    sexes: dict[str, str] = field(default_factory=dict)
    relatives: dict[str, set[str]] = field(default_factory=dict)  # 弟弟 → whom the article names behind the word

    descriptions: Descriptions = field(init=False, repr=False, compare=False)
    """Those who are only described."""
    noun_phrases: NounPhrases = field(init=False, repr=False, compare=False)
    pronouns: Pronouns = field(init=False, repr=False, compare=False)
    places: Places = field(init=False, repr=False, compare=False)
    """Where everybody's names stand."""

    def __post_init__(self) -> None:
        self.descriptions, self.noun_phrases, self.pronouns = Descriptions(self), NounPhrases(self), Pronouns(self)
        self.places = Places(self.text.plain, self.people.forms)

    # -------------------------------------------------------------------------------------------------- noun phrases

    def phrase(self, start: int, end: int) -> Who | None:
        """The noun phrase that ends exactly at `end`, looked for no further back than `start`."""
        return self.noun_phrases.ending_at(start, end)

    def trimmed(self, start: int, end: int) -> int:
        """`start` moved over connectives, dates and phrases of place and time."""
        match = _LEAD.match(self.text.plain[start:end])
        return start + match.end() if match else start

    # ------------------------------------------------------------------------------------------------------ pronouns

    def pronoun(self, word: str, start: int, end: int) -> Who | None:
        """Who is meant by 他, 前者, 双方, 对方 …"""
        return self.pronouns.meant(word, start, end)

    def may_be(self, word: str, name: str) -> bool:
        """Whether 他 or 她 can be said of the person of this name."""
        return self.pronouns.may_be(word, name)

    def only_person(self, start: int, end: int) -> Who | None:
        """The person named in [start, end), where it is but one."""
        if self.people.pattern is None:
            return None
        found = {self.people.by_form[m.group()].name: m for m in self.people.pattern.finditer(self.text.plain, start, end)}
        if len(found) != 1:
            return None
        ((name, match),) = found.items()
        return Who(name, match.start(), match.end(), "person", "only")

    def former_or_latter(self, word: str, at: int) -> str | None:
        """Of the last two people named before, the first or the second."""
        if self.people.pattern is None:
            return None
        line = self.text.plain.rfind("\n", 0, at) + 1
        names: list[str] = []
        for match in self.people.pattern.finditer(self.text.plain, max(line, at - 160), at):
            name = self.people.by_form[match.group()].name
            if name in names:
                names.remove(name)
            names.append(name)
        return (names[-1] if word == "后者" else names[-2]) if len(names) >= 2 else None

    def subject_before(self, at: int, start: int | None = None, he: str = "") -> Who | None:
        """The earliest person of the sentence before `at` (from `start` on) that isn't some verb's object; `he`: 他 or 她 whose sense is asked for."""
        plain = self.text.plain
        start = sentence_start(plain, at) if start is None else start
        led = _HE_LEADS.match(plain, self.trimmed(start, at), at)
        if led and he in ("", led.group()):
            return self.pronoun(led.group(), *led.span())  # 他看见李明,…
        if self.people.pattern is not None:
            for match in self.people.pattern.finditer(plain, start, at):
                shut = _SHUT.search(plain, match.end(), at)
                if shut and shut.start() > match.end() and not re.search("[“「『]", plain[match.end() : shut.start()]):
                    continue  # “李明说得对,”他说: named in somebody's words
                kin = self.kin_of(match.start(), match.end())
                if kin and not self.is_object(start, match.start()):
                    return kin
                cleft = plain[start : match.start()].endswith("是") and re.search(r"(?:说|宣布|讲|提出|透露|告诉\S{1,4}|公布|表示|写下)的。?$", plain[match.end() : at])
                owner = plain[match.end() : match.end() + 1] == "的" or titled_behind(self.people, plain, match.end())
                if cleft or (not self.is_object(start, match.start()) and not owner):
                    return Who(self.people.by_form[match.group()].name, match.start(), match.end(), "person", "subject")
        return None

    def kin_of(self, at: int, stop: int) -> Who | None:
        """黄莉的朋友, 魏冬的母亲: whoever belongs to the person named at [at, stop), where it is not that person who is meant."""
        match = KIN.match(self.text.plain, stop)
        if not match:
            return None
        named = self.people.pattern.match(self.text.plain, match.end()) if self.people.pattern else None
        joined = _AND_ALSO.match(self.text.plain, match.end()) if self.people.pattern and not named else None
        named = self.people.pattern.search(self.text.plain, joined.start() + 2, joined.end()) if joined and self.people.pattern else named
        if named:  # 夏思的父亲夏明, 夏思的父亲、船厂会计夏明
            return Who(self.people.by_form[named.group()].name, named.start(), named.end(), "person", "subject")
        return Who(self.text.plain[at : match.end()], at, match.end(), "anonymous", "subject")

    def is_object(self, start: int, at: int) -> bool:
        """Whether the name at `at` is what a preposition or a verb before it in its clause is about: 对李明, 调侃导演李明."""
        plain = self.text.plain
        if _OBJECT_OF.search(plain[start:at]):
            return True
        clause = max([start, *(plain.rfind(c, start, at) + 1 for c in ",;:。!?")])
        if at - clause >= 4 and plain[at - 2 : at] in ("记得", "认出", "认识", "看见", "见到", "遇到", "遇见", "想起", "陪着", "找到", "说服", "喜欢", "羡慕", "佩服", "感谢"):
            return True
        return self.is_teased(clause, at)

    def is_teased(self, clause: int, at: int) -> bool:
        """调侃身旁的导演李明: whom a verb like 调侃 or 感谢 in the clause is about."""
        return bool(VERB_ON.search(self.text.plain, clause, at))

    # ------------------------------------------------------------------------------------------------ before the verb

    def before(self, start: int, verb: int) -> Who | None:
        """The subject of the verb at `verb`: the noun phrase before it, adverbs and prepositional phrases between."""
        plain = self.text.plain
        low = max(start, verb - lex.BRIDGE_LIMIT)
        object_: Who | None = None
        for end in range(verb, low, -1):
            if not self._may_end(end):
                continue
            if not lex.BRIDGE.fullmatch(plain, end, verb):
                continue
            who = self.phrase(start, end)
            if who is None:
                continue
            if (_OBJECT_OF.search(plain[start : who.start]) or (who.kind == "person" and told_to(plain[start : who.start])) or phrases.ends_in_verb(plain[max(start, who.start - 6) : who.start])) and not _CAUSED.search(plain[start : who.start]) and not plain[start : who.start].rstrip().endswith(("是", "叫", "叫做", "像", "如", "就")):
                object_ = object_ or who
                continue
            return who
        at = self.trimmed(start, verb)
        if re.match("[他她](?![们的])", plain[at:verb]) and verb - at <= 40 and not re.search("[,;:]", plain[at:verb]):
            return self.pronoun(plain[at], at, at + 1)  # 他是在出席大会时表示
        return None

    def _may_end(self, end: int) -> bool:
        char = self.text.plain[end - 1]
        return char not in ",.;:!?。、“「『(《" and not char.isspace()

    def bare(self, start: int, verb: int) -> Who | None:
        """An unknown short noun phrase that fills the clause up to the verb."""
        return bare(self, start, verb)

    def titled(self, part: str, at: int) -> Who | None:
        """The name behind a role, in a phrase that is nothing else and begins at `at`."""
        return titled(self, part, at)

    def single_head(self, start: int, end: int) -> Who | None:
        """隔壁卖饰品的年轻老板不以为然: the one person, only described, with whom the clause [start, end) begins."""
        who = clause_head(self, start, end)
        return who if who and who.kind == "anonymous" and ONE_OF_THEM.search(who.name) else None

    def companions(self, who: Who, start: int) -> list[Who]:
        """A和B认为: everyone joined to the speaker by 和, 与 or 、."""
        out = [who]
        plain = self.text.plain
        first = who
        while who.kind == "person":
            joint = _AND.search(plain[start : first.start]) or _AND_ROLE.search(plain[start : first.start])
            if not joint:
                break
            other = self.noun_phrases.named_at(start, start + joint.start())
            if not other:
                break
            out.insert(0, other)
            first = other
        return out

    def heard(self, who: Who) -> None:
        """Remember who spoke, for pronouns and floating quotations."""
        if who.name == "有人" or (who.kind == "anonymous" and re.search("(?:政府|法院|警方|部门|组委会)$", who.name)):
            self.last = who  # nobody whom 他 could mean
            return
        if self._in_passing(who):
            self.last = who
            return
        if who.kind in ("person", "anonymous", "unknown") and not who.name.endswith("们"):
            self.focus = who
            self.spoken.append(who)
        elif who.kind == "organisation" and is_somebodys_name(self.text.plain, who.name):
            self.focus = replace(who, kind="person")
            self.spoken.append(self.focus)
        elif who.kind in ("group", "organisation", "anonymous"):
            self.group = who
        self.last = who
        if who.kind == "anonymous" or (who.kind == "unknown" and "的" in who.name):
            self.described.append(who)

    def _in_passing(self, who: Who) -> bool:
        """也有投资人抱怨,…。在她看来: people of some kind take the word from nobody whom the paragraph names."""
        surface = self.text.plain[who.start : who.end] if who.start >= 0 else ""
        line = self.text.plain.rfind("\n", 0, max(0, who.start)) + 1
        some = who.kind == "anonymous" and re.match(r"[也还亦]?有(?![一位名个几两])", surface)
        return bool(some and self.focus and self.focus.kind == "person" and self.focus.start >= line)

    def mention(self, start: int, end: int) -> None:
        """Remember the subject of a sentence that reports no speech."""
        before = self.focus
        self.focus = Mentions(self).of(start, end) or before
        if self.focus is not None and self.focus is not before:
            self.spoken.append(self.focus)
