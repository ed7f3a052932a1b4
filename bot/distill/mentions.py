"""Who is spoken of from a sentence on that reports no speech: its subject, whom the reporter meets, whoever it brings in."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.apposed import named_now, titled_behind
from bot.distill.names import Who
from bot.distill.nominals import described_met, mentioned, newcomer_at_head, nick_at_head

if TYPE_CHECKING:
    from bot.distill.speakers import Resolver

_SOME_TITLE = re.compile(rf"(?:{lex.TITLE}|男子|女子|女孩|男孩|小哥|小伙|老人|青年|母亲|父亲|妈妈|爸爸|妻子|丈夫|儿子|女儿|朋友|邻居|同事|同学|房东|警察|民警)$")
_ASKED_BY_US = re.compile(r"(?:我们?|记者|笔者)[^,。:;“”「」]{0,8}(?:问|问起|问到|问过|采访|见到|联系上|联系到?|找到|拨通|辗转找到|约到|遇到)了?(?:起|过|到)?了?")
"""我们问李明,…: it is whom the reporter asks who is in the foreground then."""
_KIN_OF_HIS = re.compile(r"[他她它这].*(?:父亲|母亲|妈妈|爸爸|妻子|丈夫|太太|儿子|女儿|哥哥|姐姐|弟弟|妹妹)$")
"""这间铺子是父亲周大成盘下的: a relative of whoever is spoken of, who stays in the foreground."""
_HIMSELF = re.compile("[,;](?:而|但|可|不过)?[他她]自己")
_LOOKS_AT = re.compile("[看望盯瞪指拉扶推抱](?:着|向|了)?$")
_SOMEBODY = re.compile(rf"(?:一位|一名|一个|有位|有名|有个)[^,。;:!?“”]{{0,24}}?(?:{lex.HEAD})(?!的|{lex.HEAD})")
_SOMEBODYS = re.compile(rf"(?:另外?|还有|也有)?(?:一位|一名|一个)[^,。;:!?“”]{{0,24}}?(?:{lex.HEAD})(?=的(?:遭遇|经历|故事|处境|情况|命运|感受|日子|烦恼|困境|选择|做法|说法|看法|担忧|理由))")
"""另一名主管的遭遇更为曲折: whose story the sentence begins."""
_OWNS_WORDS = re.compile(r"的(?:版本|记忆|表述|看法|观点|态度|说法|话|判断|意见|回答|反应|经历|店|公司|担忧|理由|声音|想法|感受)")
"""李明的说法: he is who the sentence is about, not the thing."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Reads one article's sentences for whom they bring to the foreground."""

    resolver: Resolver

    def of(self, start: int, end: int) -> Who | None:
        """Whom the sentence [start, end) is about; None where it says nothing of that."""
        plain, people = self.resolver.text.plain, self.resolver.people
        at = self.resolver.trimmed(start, end)
        nick = nick_at_head(plain, at, end)
        if nick is None and not (people.pattern and people.pattern.search(plain, at, min(end, at + 24))):
            nick = newcomer_at_head(plain, at, end)
        if nick:
            return self.resolver.kin_of(*nick) or Who(people.canonical(plain[slice(*nick)]), *nick, "person", "subject")
        asked = _ASKED_BY_US.search(plain, start, end)
        if people.pattern is None:
            return described_met(self.resolver, asked.end(), end) if asked else self._described(start, end)
        whom = people.pattern.match(plain, asked.end(), end) if asked else None
        if whom:
            return self._as_subject(whom)
        met = (self._met(asked.end(), end) or described_met(self.resolver, asked.end(), end)) if asked else None
        return met or self._named(start, end) or self._described(start, end) or self._owner(start, end)

    def _owner(self, start: int, end: int) -> Who | None:
        """李明的估值降了。他…: the one person whom the sentence names, if only as an owner, where the paragraph has spoken of nobody."""
        plain, resolver = self.resolver.text.plain, self.resolver
        if resolver.focus is None or resolver.focus.start > plain.rfind("\n", 0, start):
            return None
        named = list(resolver.people.pattern.finditer(plain, start, end)) if resolver.people.pattern else []
        if len(named) != 1 or plain[named[0].end() : named[0].end() + 1] != "的":
            return None
        clause = max(start, *(plain.rfind(c, start, named[0].start()) + 1 for c in ",;"))
        return self._as_subject(named[0]) if named[0].start() - clause <= 4 and not resolver.is_object(start, named[0].start()) else None

    def _as_subject(self, match: re.Match[str]) -> Who:
        return Who(self.resolver.people.by_form[match.group()].name, match.start(), match.end(), "person", "subject")

    def _named(self, start: int, end: int) -> Who | None:
        """The first person whom the sentence names in a place that makes them its subject."""
        plain, resolver = self.resolver.text.plain, self.resolver
        led = re.match("[他她](?![们的人])", plain[resolver.trimmed(start, end) : end])
        for match in resolver.people.pattern.finditer(plain, start, end) if resolver.people.pattern else ():
            kin = resolver.kin_of(match.start(), match.end())
            if kin and match.start() - start <= 30 and not resolver.is_object(start, match.start()):
                himself = _HIMSELF.search(plain, match.end(), end)  # 李明的父亲是厨师,他自己…
                return self._as_subject(match) if himself else kin
            before = plain[start : match.start()]
            clause = max(start, *(plain.rfind(c, start, match.start()) + 1 for c in ",;"))
            named = named_now(resolver.people, plain, clause, match)
            if _KIN_OF_HIS.search(before) or (led and not named and (clause == start or _LOOKS_AT.search(before))):
                continue  # 他看见李明,…
            owner = plain[match.end() : match.end() + 1] == "的" and not _OWNS_WORDS.match(plain, match.end())
            agent = plain[match.start() - 1 : match.start()] == "由" or named  # 如今公司由李明掌管。他…
            owner = owner or titled_behind(resolver.people, plain, match.end())
            if match.start() - clause <= 30 and (agent or not resolver.is_object(start, match.start())) and not owner and plain[match.end() : match.end() + 1] != "》":
                return self._as_subject(match)
        return None

    def _met(self, start: int, end: int) -> Who | None:
        """我们联系到了他, 我们见到了这位前员工: whom the reporter meets is in the foreground from then on, or stays there."""
        plain = self.resolver.text.plain
        stop = next((i for i in range(start, end) if plain[i] in ",。;"), end)
        he = re.fullmatch("[他她]", plain[start:stop])
        who = self.resolver.pronoun(he.group(), start, stop) if he else self.resolver.phrase(start, stop)
        if who is None or who.kind not in ("person", "anonymous") or not (he or re.match(lex.QUANT + "|[这那该]", plain[start:stop])):
            return None
        return who

    def _described(self, start: int, end: int) -> Who | None:
        """Somebody by a nickname, by what they are, or counted (一位老人); nobody where the sentence names somebody."""
        plain, resolver = self.resolver.text.plain, self.resolver
        if resolver.people.pattern and resolver.people.pattern.search(plain, start, end):
            return None
        called = mentioned(plain, start, end)
        if called:
            return Who(resolver.people.canonical(plain[slice(*called)]), *called, "person", "subject")
        new = resolver.pronouns.newcomer(start, end)
        if new:
            return new
        at = resolver.trimmed(start, end)
        head = phrases.head_end(plain[at : min(end, at + 24)])
        subject = resolver.phrase(at, at + head) if head and not re.search("[他她](?!们)", plain[start:end]) else None
        if subject and subject.kind == "person" and subject.how == "back-to":
            return subject  # 妹妹哭了: whom the article names
        if subject and subject.kind == "anonymous" and _SOME_TITLE.search(subject.name):
            return replace(subject, how="subject-described")
        somebody = resolver.descriptions.brought_in(start, end)
        if somebody:
            return replace(somebody, how="subject-described")
        match = _SOMEBODY.search(plain, start, end) or _SOMEBODYS.match(plain, at, end)
        if match and re.match("[他她](?![们的])", plain[at:end]) and re.search("(?:没|不)[^,。]{0,6}$", plain[start : match.start()]):
            return None  # 他没有招到一个毕业生
        who = resolver.phrase(match.start(), match.end()) if match else None
        return replace(who, how="subject-described") if who and who.kind == "anonymous" else None
