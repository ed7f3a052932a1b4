"""Who stands in the foreground of a sentence: the person or group its clauses are about, by grammar alone.

A subject stands before its clause's verb and belongs to no preposition; who is only the object of somebody's verb (采访李明, 对李明)
or lends a thing their name (李明的店) is not in the foreground. Of reporters' sentences the person they meet is.
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.apposed import named_now, titled_behind
from bot.distill.names import Who
from bot.recall import chinese

if TYPE_CHECKING:
    from bot.distill.speakers import Resolver

_HEADS = re.compile(rf"(?:{lex.HEAD})|(?<=[\u4e00-\u9fff]{{2}})(?<![或再两二前后记笔])者(?![的们])|(?:小哥|小伙子?|姑娘|婆婆|阿婆|阿姨|大爷|大姐|大哥|女孩儿?|男孩儿?|女人|男人|少年|少女|妇人|路人|目击者|路过者|环卫工|保洁|保姆|护工|看护|战士|同乡|老乡|老伯|大伯|伯伯|师父)")
_REPORTER = re.compile(r"(?:本报|本刊|本台|多名|我|一位|一名)?(?:记者|笔者|采访人员|小编|编者|编辑部)")
_PREPOSED = re.compile(r"(?:对于|对|面对|在|从|据|根据|向|和|与|跟|同|替|给|关于|随着|针对|除了|当|为了|为|由于|因为|因|通过|按照|经过|围绕|就|像|如|连同|自从|自|沿着)(?!方|手|于是|此)")
_INTRODUCES = re.compile(r"(?:有|还有|也有|另有|又有|只见|轮到|这时|此时|遇到了?|遇见了?|偶遇|来了|走来|走出|走来了|碰上了?|碰到了?|迎来了?|让|令|使得?|惹得|急得|被|是|名叫|[人者]叫|采访了?|见到了?|联系上?了?|找到了?)(?:的)?$")
_WHEN = re.compile(r"(?:那[天年晚次刻]|当[天晚年日]|时候?|之后|以后|期间|之际)$")
"""签字那天他…: when, not who."""
_RECEIVES = re.compile(r"[^的]{0,4}(?:给|把|向|对着|让)|[^的]{0,2}[看望见找问叫扶拉推][^的]{0,2}[那这一][名位个]")
"""拿给新来的店员: nobody is called so, they only get something."""
_CLEFT = re.compile(r"(?:说[这那]?句?话|讲|留言|提问|打电话|发帖|开口)的是[^,。]{0,24}$")
_LINK = re.compile(r"(?:和|与|、|以及|及)$")
_SURNAMES = lex.SURNAMES - lex.RARE_SURNAMES
_TITLED = re.compile(rf"(?:{lex.TITLE})$")
_NICK = re.compile(r"(?:[小老阿][\u4e00-\u9fff]|([\u4e00-\u9fff])\1)(?![的们])")
"""What people are called by, right behind what they are."""
_AND_TITLE = re.compile(rf"(?:兼|、|及|和)[^,。;:]{{0,16}}?(?:{lex.TITLE})(?!{lex.TITLE})")
_HE = re.compile(rf"(?<![其吉排维])[他她](?!们|的|人|乡|妈|{phrases.HIRES})|(?<!相)对方(?!的)|[他她]们(?!的)")
_PLAIN_ADVERB = lex.ADVERB.replace(r"|[\u4e00-\u9fa5]{1,5}地|(?!另|这|那|有|几|两|一[位名个])[\u4e00-\u9fa5]{2,4}着", "")
FILLER = re.compile(rf"(?:\s|{lex.CONNECTIVE}|{lex.TIME}|{_PLAIN_ADVERB}|[今昨前]天|\d+点多?)+")
_OWNED_SPEECH = re.compile(r"的(?:版本|总结|回信|来信|留言|短信|邮件|微信|朋友圈|签名|遗言|口头禅|座右铭|结论|建议|形容|描述|定义|反驳|原话|第一反应|记忆|口吻|措辞|表述|讲话|回复|答复|看法|观点|态度|说法|话|判断|意见|回答|回应|反应|经历|遭遇|感受|想法|心里|声音|担忧|理由|困境|困惑|解释|心愿|愿望|体会|故事|说辞|答案|评价|记忆|印象|情况|也)")
_WORDS_OF = re.compile(r"的(?:讲话|话|说法|观点|理解|看法|判断|解释|描述|总结|比喻)")
_GENERIC = re.compile(r"(?:人们|大家|业界|业内|外界|市场|行业|媒体|舆论|消费者|用户|观众|网友|民众|市民|顾客|客户|投资者|投资人|老人|年轻人|孩子|家长|病人|患者|读者|玩家|家属|机构|公司|企业|平台|政府|部门|团队|警方|官方|品牌|学校|医院|银行|法院)们?$")


@dataclass(frozen=True, slots=True)
class Foreground:
    """The foreground of one article's sentences."""

    resolver: Resolver

    def of(self, start: int, end: int, hidden: Callable[[int], bool] = lambda at: False) -> Who | None:
        """The subject of the last clause in [start, end) that has a human one. `hidden`: places inside quotations."""
        found = None
        for low, high in self.clauses(start, end, hidden):
            who = self.subject(low, high)
            if who and found and self._is_passing(who, low, high):
                continue
            found = who or found
        return found

    def first(self, start: int, end: int, hidden: Callable[[int], bool] = lambda at: False) -> Who | None:
        """The subject of the first clause in [start, end) that has a human one."""
        return next((who for low, high in self.clauses(start, end, hidden) if (who := self.subject(low, high))), None)

    def everybody(self, start: int, end: int) -> list[Who]:
        """The people that [start, end) speaks of, in any place of a sentence; reporters are nobody."""
        return [who for who in self._mentions(start, end, False) if who.name]

    def clauses(self, start: int, end: int, hidden: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
        """[start, end) cut at commas, colons and stops outside quotations."""
        plain, at = self.resolver.text.plain, start
        for i in range(start, end):
            if plain[i] in ",;:。!?\n“”「」" and not hidden(i):
                if i > at:
                    yield at, i
                at = i + 1
        if at < end:
            yield at, end

    def subject(self, start: int, end: int) -> Who | None:
        """The human subject of the clause [start, end); None for things, for nobody, and for whoever is only mentioned."""
        plain = self.resolver.text.plain
        at = self.resolver.trimmed(start, end)
        filler = FILLER.match(plain, at, end)
        at = filler.end() if filler else at
        reporter = _REPORTER.match(plain, at, end)
        if reporter and plain[reporter.end() : reporter.end() + 1] not in ("们", "的"):
            return self._met(reporter.end(), end)
        named = self._named_now(start, end)
        if named:
            return named
        for who in self._mentions(at, end):
            if _WORDS_OF.match(plain, who.end) and plain[at : at + 1] in "用按照据依":
                return who  # 用李明的话说
            teased = who.kind == "person" and "的" in plain[start : who.start] and self.resolver.is_teased(start, who.start)
            return who if self._leads_in(at, who.start) and not teased else None  # 调侃身旁的导演李明
        return None

    def _named_now(self, start: int, end: int) -> Who | None:
        """她叫李明, 站长是李明: whom the clause names."""
        plain, people = self.resolver.text.plain, self.resolver.people
        for match in people.pattern.finditer(plain, start, end) if people.pattern and re.search("[叫是为]", plain[start:end]) else ():
            if named_now(people, plain, start, match) and plain[match.end() : match.end() + 1] != "的":
                return Who(people.by_form[match.group()].name, *match.span(), "person", "subject")
        return None

    def _met(self, start: int, end: int) -> Who | None:
        """记者采访了李明, 记者刚走近就被一个男子叫住: whom the reporter meets."""
        plain = self.resolver.text.plain
        for who in self._mentions(start, end):
            before = plain[start : who.start]
            if re.search(r"(?:采访|见到|见|联系|相约|约|遇到|遇见|找到|拨通|拜访|走访|问|偶遇|碰到|叫住|问起|被)[上到过了]{0,2}[^,。]{0,12}$", before):
                return who
        return None

    def _is_passing(self, who: Who, start: int, end: int) -> bool:
        """家属也不熟悉: a kind of people met on the way; they don't take the word from somebody unless they use it."""
        if who.kind == "person" or who.how.startswith("pronoun"):
            return False
        said = lex.CUE_VERB.search(self.resolver.text.plain, who.end, end)
        return not said and bool(_GENERIC.search(who.name) or who.kind == "group")

    def _mentions(self, start: int, end: int, pronouns: bool = True) -> Iterator[Who]:
        """The people in [start, end) in their order: names, pronouns, descriptions."""
        plain, resolver = self.resolver.text.plain, self.resolver
        patterns = [p for p in (resolver.people.pattern, _HE if pronouns else None, _HEADS) if p]
        ahead = {p: match for p in patterns if (match := p.search(plain, start, end))}  # of each kind the next
        while ahead:
            spot = min(ahead.values(), key=lambda m: (m.start(), m.re is _HEADS))
            at = spot.end()
            who = self._as_person(spot) if spot.re is resolver.people.pattern else self._as_pronoun(spot) if spot.re is _HE else self._as_described(start, spot)
            if who:
                at = max(at, who.end)
                yield who
            ahead = {p: match for p, m in ahead.items() if (match := m if m.start() >= at else p.search(plain, at, end))}

    def _as_person(self, match: re.Match[str]) -> Who | None:
        plain = self.resolver.text.plain
        kin = self.resolver.kin_of(match.start(), match.end())
        if kin:
            return kin
        if plain[match.end() : match.end() + 1] == "的" and not _OWNED_SPEECH.match(plain, match.end()):
            return None
        if plain[match.end() : match.end() + 1] in "》" or titled_behind(self.resolver.people, plain, match.end()):
            return None
        return Who(self.resolver.people.by_form[match.group()].name, match.start(), match.end(), "person", "subject")

    def _as_pronoun(self, match: re.Match[str]) -> Who | None:
        return self.resolver.pronoun(match.group(), match.start(), match.end())

    def _as_described(self, start: int, match: re.Match[str]) -> Who | None:
        plain = self.resolver.text.plain
        after = plain[match.end() : match.end() + 1]
        quoted = match.end() + 1 if after in ("“", "「", "『") else match.end()
        if self.resolver.people.pattern and self.resolver.people.pattern.match(plain, quoted):
            return None  # 合伙人李明: the name comes next
        if (_HEADS.match(plain, match.end()) and lex.is_body(match.group())) or self._goes_on(match.end()) or titled_behind(self.resolver.people, plain, match.end()):
            return None  # 物业发言人, 国务委员兼外长李明
        nick = _NICK.match(plain, match.end())
        if nick and chinese.frequency(nick.group()) < 10:
            return Who(nick.group(), *nick.span(), "person", "subject")  # 鼓手小北
        if after and after in _SURNAMES and _TITLED.search(match.group()):
            return None  # a name that nobody knows
        if after in ("的", "性", "化", "上", "中", "里", "券", "品", "会", "案") or _REPORTER.match(match.group()):
            return None
        passive = max(plain.rfind(c, start, match.start()) for c in "被让令") + 1
        who = self.resolver.phrase(max(start, passive), match.end())
        if who is None or who.end < match.end():
            linked = max(plain.rfind(c, start, match.start()) for c in "向对给跟和与把找问") + 1
            who = self.resolver.phrase(linked, match.end()) if linked > start else None
        if who and who.how == "back-to" and who.kind == "person" and who.end == match.end():
            return who  # 老板…: the one whom the text names
        if who is None or who.kind not in ("anonymous", "group") or not is_human(who) or _RECEIVES.match(who.name):
            return None
        return replace(who, how="subject-described" if who.how == "described" else who.how)

    def _goes_on(self, at: int) -> bool:
        """Whether another title and a name follow the one that ends at `at`."""
        plain, pattern = self.resolver.text.plain, self.resolver.people.pattern
        more = _AND_TITLE.match(plain, at)
        return bool(more and pattern and pattern.match(plain, more.end()))

    def _leads_in(self, start: int, at: int) -> bool:
        """Whether what stands in the clause before the mention at `at` lets it be the subject."""
        before = self.resolver.text.plain[start:at].strip()
        if not before or (before.endswith("的") and not _PREPOSED.match(before)):
            return True
        if _INTRODUCES.search(before) or _WHEN.search(before) or _CLEFT.search(before):
            return True
        if _PREPOSED.match(before) or _LINK.search(before):
            return False
        return phrases.may_be_subject(before)



def is_reporter(who: Who) -> bool:
    """Whether it is whoever wrote the article: they tell, and say nothing."""
    return bool(_REPORTER.search(who.name)) and who.kind != "person"


def is_human(who: Who) -> bool:
    """Whether the speaker is somebody, not a body of any sort: only somebody says a sentence that floats."""
    return who.kind == "person" or (who.kind in ("anonymous", "group") and not lex.is_body(who.name))
