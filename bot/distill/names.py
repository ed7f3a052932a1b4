"""Who is in the article: people with their roles and other names, pseudonyms, and the noun phrase a verb of speech belongs to."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from bot.distill import lexicon as lex
from bot.distill.text import Text

SpeakerKind = Literal["person", "organisation", "anonymous", "group", "pronoun", "unknown"]

_HAN = "\u3400-\u9fff"
_LATIN_NAME = r"[A-Za-z][A-Za-z0-9.'\-]*(?: [A-Z][A-Za-z0-9.'\-]*){0,3}"

_GIVEN_NOT = frozenset("看则也就称说表认告在对向和与的是曾还又都并更将把被给跟从以及或而但于为等这那其中里后前时们了着过指坦直透强介补回谈提问讲答叫来去到让由因所总") 
_VERB_AFTER = "(?:" + "|".join(sorted((w for w in (lex.SAID + " " + lex.THOUGHT).split() if len(w) > 1), key=len, reverse=True)) + r"|[说称]|[言道问讲答喊劝指](?=[,:“「\"]))"
_NAME_END = re.compile(
    rf"(?=[,.;:!?。、“”「」()《》\s]|$|{lex.HONORIFIC}|{lex.ADVERB}|{_VERB_AFTER}|{lex.PREPOSITION}|的|是|曾|将|把|被|等|们|看来|眼中|[及或让有做带来去到今没不]|分享|发布|发起|担任|加入|离开|离职|创办|创立|成立|率|领|推出|推|开始|接手|接受|站|坐|打|拿|看|想|写|出|进|完成|展示|负责|执掌|掌管|牵头|主导|宣|聊|见|用|为|任|算|举|做|给|自)"
)
_DOTTED = re.compile(rf"[{_HAN}]{{1,14}}(?:·[{_HAN}A-Za-z]{{1,8}}?\.?)*·(?:[A-Za-z]+\.?|[{_HAN}]{{1,7}}?){_NAME_END.pattern}")
_BEFORE_NAME = re.compile(
    rf"(?:{lex.TITLE}|{lex.ORG_SUFFIX}|(?:^|[,。;:!?、“”「」()\s])(?:{lex.CONNECTIVE}|{lex.TIME}|据|在|按照|而|对于|叫|名叫|名为)*)$"
)
_LONE_LATIN = re.compile(r"(?<![A-Za-z0-9])(?P<name>[A-Z][a-z]{1,12}(?: [A-Z][A-Za-z.'\-]*){0,2})(?=(?:也|则|还|曾|又|更|便|就|很快|此前|随后)?(?:告诉|坦言|直言|回忆|感叹|反问|表示|认为|说))")
_PSEUDONYM_NOTE = re.compile(r"[^。\n]{0,60}(?:为|均为|皆为|系|都是|是|均系|使用|采用)\s*(?:化名|假名|匿名)")
_NOT_PERSON_END = re.compile(r"(?:们|方面|公司|集团|科技|资本|银行|证券|市场|行业|产品|项目|平台|业务|表示|时候|情况|问题|数据|报告|团队|机构|人士|同样)$")


@dataclass(slots=True)
class Person:
    """A person the article names. `name` is Simplified; `forms` are all printed forms (Simplified) that mean this person."""

    name: str
    forms: set[str] = field(default_factory=set)
    role: str = ""
    pseudonym: bool = False
    count: int = 0
    first: int = 1 << 60


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker as found: the canonical name, the printed slice, and how the rule came to it."""

    name: str
    start: int
    end: int
    kind: SpeakerKind
    how: str


@dataclass(slots=True)
class People:
    """All people of an article, by any printed form."""

    by_form: dict[str, Person] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    def all(self) -> list[Person]:
        """Each person once, in order of first mention."""
        return sorted({id(p): p for p in self.by_form.values()}.values(), key=lambda p: p.first)

    def canonical(self, form: str) -> str:
        """The one name for a printed form, or the form itself."""
        person = self.by_form.get(form)
        return person.name if person else form


def find_people(text: Text, spans: list[tuple[int, int]]) -> People:
    """The people of the article's body (`spans`). Names come from titles, transliterations, honorifics and the verbs beside them."""
    plain = text.plain
    votes: Counter[str] = Counter()
    strong: set[str] = set()
    for start, end in spans:
        part = plain[start:end]
        _vote(part, votes, strong)
    names = _accepted("\n".join(plain[s:e] for s, e in spans), votes, strong)
    people = People()
    for name in names:
        canonical = lex.known_as().get(name, name)
        person = next((p for p in people.by_form.values() if p.name == canonical), None) or Person(canonical)
        person.forms.add(name)
        people.by_form[name] = person
    _surnamed(plain, spans, people)
    _add_forms(text, spans, people)
    _mark_pseudonyms(plain, people)
    _count_and_roles(plain, spans, people)
    return people


_ABBREVIATIONS = frozenset(["CEO", "CTO", "CFO", "COO", "CMO", "CPO", "CIO", "CSO", "FA", "AI", "HR", "VP", "SVP", "EVP", "GM", "APP", "App", "PPT", "IPO", "IT", "PR"])
_TITLED = re.compile(rf"(?:{lex.TITLE})(?P<name>[{_HAN}]{{2,5}}?)(?={lex.BRIDGE.pattern}(?:{_VERB_AFTER})(?:[,:“「\"]|[^的]))")
_TITLED_LATIN = re.compile(rf"(?:{lex.TITLE}|师|员|人|者|家|手|官)(?P<name>[A-Z][A-Za-z.'\-]*(?: [A-Z][A-Za-z.'\-]*){{0,3}})(?=[,。\u4e00-\u9fff(])")


_SURNAME_CHARS = "".join(sorted(lex.SURNAMES))
_NICKNAME = re.compile(rf"(?:^|[,。;:!?、“”「」()\s]|{lex.TITLE}|{lex.HEAD}|[者员师家族长手工人生官户商友客]|(?=[老小阿大][{_HAN}A-Z][a-z]*\s*\((?:化名|假名)))(?:(?P<name>(?:[老小阿](?:[{_HAN}]|[A-Z][a-z]+)|[{_HAN}]{{2,3}}|[A-Z][a-z]+))(?=\s*\((?:化名|假名))|(?P<nick>(?:[老小](?:[{_SURNAME_CHARS}])|阿[{_HAN}]))(?={lex.BRIDGE.pattern}(?:告诉|表示|认为|坦言|直言|说|回忆|感叹|觉得)[,:“「\"]?))")
_WHEN = re.compile(lex.TIME)
_NO_NAME = re.compile(rf"{lex.ADVERB}|{lex.PREPOSITION}|{lex.TIME}|{lex.CONNECTIVE}|[这那我你他她它其的了着过们等不没有是们之所以可能会要将被把让]|(?:{lex.HEAD})|(?:{lex.TITLE})|.*(?:{lex.CUE_VERB.pattern})")


def _vote(part: str, votes: Counter[str], strong: set[str]) -> None:
    for match in _DOTTED.finditer(part):
        name = _trim_dotted(match.group().rstrip("."))
        votes[name] += 2
        strong.add(name)
    for match in _TITLED.finditer(part):
        name = match.group("name")
        if name[0] not in lex.SURNAMES and not _NO_NAME.match(name) and not _WHEN.search(name) and name[-1] not in _GIVEN_NOT and name[-1] not in "上中下里内外时后前间" and len(name) <= 4:
            votes[name] += 2
            strong.add(name)
    for match in _NICKNAME.finditer(part):
        name = match.group("name") or match.group("nick")
        if name not in _common():
            votes[name] += 2
            strong.add(name)
    for match in _TITLED_LATIN.finditer(part):
        if match.group("name") not in _ABBREVIATIONS:
            votes[match.group("name")] += 2
            strong.add(match.group("name"))
    for form, name in lex.known_as().items():
        if len(form) >= 3 and form in part and not form.isascii():
            votes[form] += 2
            strong.add(form)
        if " " in name and name in part:
            votes[name] += 2
            strong.add(name)
    for name in lex.WELL_KNOWN:
        if len(name) >= 3 and name in part:
            votes[name] += 2
            strong.add(name)
    for at, char in enumerate(part):
        if char not in lex.SURNAMES:
            continue
        for name in _candidates(part, at):
            weight = _weight(part, at, name)
            if weight:
                votes[name] += weight
                if weight >= 2:
                    strong.add(name)


_ROLE_TAIL = re.compile(rf"^.*(?:{lex.TITLE}|{lex.ORG_SUFFIX}|[的和与、是据对向])(?=[{_HAN}]{{1,5}}·)")


def _trim_dotted(name: str) -> str:
    """首席执行官蒂姆·库克 → 蒂姆·库克."""
    return _ROLE_TAIL.sub("", name)


def _candidates(part: str, at: int) -> list[str]:
    out = []
    surname = 2 if part[at : at + 2] in lex.COMPOUND else 1
    for given in (2, 1):
        name = part[at : at + surname + given]
        if len(name) == surname + given and all("\u3400" <= c <= "\u9fff" for c in name) and _NAME_END.match(part, at + len(name)):
            if given == 2 and (name[-1] in _GIVEN_NOT or name[-2] in _GIVEN_NOT):
                continue
            if given == 1 and name[-1] in _GIVEN_NOT:
                continue
            out.append(name)
    name = part[at : at + surname + 2]
    if not out and surname == 1 and len(name) == 3 and _TITLE_END.search(part[max(0, at - 24) : at]) and _plain_name(name):
        out.append(name)  # a title before it: whatever verb follows
    return out


def _plain_name(name: str) -> bool:
    return all("\u3400" <= c <= "\u9fff" for c in name) and not any(c in _GIVEN_NOT for c in name[1:]) and name[:2] not in _common()


_AFTER_HONORIFIC = re.compile(rf"(?:{lex.HONORIFIC})")
_SPEAKS = re.compile(rf"{lex.BRIDGE.pattern}(?:{lex.CUE_VERB.pattern})")
_PSEUDO_MARK = re.compile(r"\s*\((?:化名|假名|音译|音)\)")
_TITLE_END = re.compile(rf"(?:{lex.TITLE})(?:兼[^,。]{{1,10}})?\s*$")
_ROLE_CHAR = re.compile(r"[\u4e00-\u9fff]{1,}(?:者|员|师|家|官|族|手|迷|长|客|主|民|生|户|商|工)$")
_ORG_END = re.compile(rf"(?:{lex.ORG_SUFFIX}|[A-Za-z0-9])\s*$")
_CLAUSE_START = re.compile(rf"(?:^|[,。;:!?、“”「」()\s])(?:{lex.CONNECTIVE}|{lex.TIME}|据|在|按照|而|对于|名叫|名为|叫)*$")


def _weight(part: str, at: int, name: str) -> int:
    """How strongly the words around say this is a name: 0 not at all, 2 surely."""
    before, after = part[max(0, at - 24) : at], part[at + len(name) : at + len(name) + 70]
    if _PSEUDO_MARK.match(after):
        return 3
    common = name in _common() or (name[:2] in _common_two() and len(name) == 3 and name[:2] not in lex.COMPOUND and name in _common())
    if _NOT_PERSON_END.search(name) or (name in _common() and not _TITLE_END.search(before)):
        return 0
    if name[:2] in _common_two() and len(name) == 3 and not _TITLE_END.search(before) and name[2] in "们者方上中下里内外":
        return 0
    if len(name) == 3 and name[:2] in _role_words():
        return 0
    if any(part[max(0, at - k) : at + 1] in _role_words() for k in (1, 2, 3)):
        return 0  # 主管|巩旻, not 管巩旻
    rare = name[0] in lex.RARE_SURNAMES and name[:2] not in lex.COMPOUND
    if _ROLE_CHAR.search(before) and _SPEAKS.match(after) and not rare and name[-1] not in "们者":
        return 2
    if _TITLE_END.search(before) and (not common or _SPEAKS.match(after)):
        return 3 if not rare or len(name) == 3 else 1
    if rare and name[:2] not in lex.COMPOUND:
        return 0
    starts = bool(_CLAUSE_START.search(before))
    speaks = bool(_SPEAKS.match(after))
    if starts and re.match(rf"(?:{lex.HONORIFIC})(?:[,。:]|{lex.ADVERB}|{lex.CUE_VERB.pattern}|\()", after):
        return 2
    if starts and speaks:
        return 2 if len(name) == 3 or name not in _common_two() else 0
    if _ORG_END.search(before) and speaks:
        return 2
    if starts and re.match(r"\s*\([^)]{2,30}\)|是[^,。]{2,30}(?:" + lex.TITLE + r")", after):
        return 2
    if len(name) == 3 and name[:2] not in _common() and re.match(r"的(?:看法|观点|说法|判断|态度|意见|预测|回答|回应|担忧|解释|话)", after):
        return 2
    if starts and len(name) == 3 and name[:2] not in _common() and name[1:] not in _common():
        return 1
    if starts and re.match(r"(?:看来|介绍|透露|回忆|则|也|曾|的(?:话|看法|说法|观点|理解|预想|判断|描述))", after):
        return 1
    return 0


def _common() -> frozenset[str]:
    global _COMMON
    if _COMMON is None:
        _COMMON = lex.common_words() | frozenset(lex.HEADS.split()) | frozenset(lex.TITLES.split()) | frozenset(lex.SAID.split())
    return _COMMON


_COMMON: frozenset[str] | None = None


@lru_cache(maxsize=1)
def _role_words() -> frozenset[str]:
    return frozenset(lex.HEADS.split()) | frozenset(lex.TITLES.split())


def _common_two() -> frozenset[str]:
    return _common()


def _accepted(body: str, votes: Counter[str], strong: set[str]) -> list[str]:
    """Of names that contain each other (程浩, 程浩则) the one the article prints oftener; the longer at a draw."""
    out: list[str] = []
    counts = {name: body.count(name) for name in votes}
    for name in votes:
        if name not in strong and votes[name] < 2:
            continue
        if (name in _common() and name not in strong) or name.endswith(("们", "方面")) or (len(name) > 3 and lex.CUE_VERB.search(name)):
            continue
        longer = [n for n in votes if n != name and n.startswith(name) and "·" not in n]
        shorter = [n for n in votes if n != name and name.startswith(n) and "·" not in name]
        if any(counts[n] >= 0.8 * counts[name] for n in longer):
            continue
        if any(counts[n] > counts[name] / 0.8 for n in shorter):
            continue
        out.append(name)
    return out


def _add_forms(text: Text, spans: list[tuple[int, int]], people: People) -> None:
    """Other names: 山姆·阿尔特曼(Sam Altman), 阿尔特曼, 张总, 老张, 朱先生, where only one person can be meant."""
    plain = text.plain
    latin = re.compile(r"\s*\((?:英文名:?|又名|人称)?\s*([A-Za-z][A-Za-z .'\-]{1,40}|[\u4e00-\u9fff]{2,4})(?:[,、][^)]*)?\)")
    for form in list(people.by_form):
        person = people.by_form[form]
        for start, end in spans:
            at = plain.find(form, start, end)
            while at >= 0:
                match = latin.match(plain, at + len(form), end)
                if match:
                    alias = match.group(1).strip()
                    if alias not in ("化名", "假名", "音译") and (alias.isascii() or plain[match.start() : match.end()].find("人称") >= 0):
                        _alias(people, alias, person)
                at = plain.find(form, at + 1, end)
        if form.isascii() and " " in form:
            for piece in (form.split()[-1], form.split()[0]):
                if len(piece) >= 3:
                    _alias(people, piece, person, weak=True)
        if "·" in form:
            for piece in (form.split("·")[-1], form.split("·")[0]):
                if len(piece) >= 2:
                    _alias(people, piece, person, weak=True)
    by_surname: dict[str, list[Person]] = {}
    for person in {id(p): p for p in people.by_form.values()}.values():
        for form in [f for f in person.forms if "·" not in f and not f.isascii()]:
            by_surname.setdefault(form[:2] if form[:2] in lex.COMPOUND else form[0], []).append(person)
    for surname, persons in by_surname.items():
        if len({id(p) for p in persons}) == 1:
            for alias in [f"老{surname}", f"{surname}总", f"{surname}教授", f"{surname}老师", f"{surname}博士", f"{surname}董", f"{surname}律师", f"{surname}医生", f"{surname}导", f"小{surname}"]:
                if alias in plain:
                    _alias(people, alias, persons[0], weak=True)


_CALLED = re.compile(rf"(?:^|[,。;:!?、“”「」()\s]|{lex.TITLE}|{lex.HEAD}|[者员师家族长手工人生官户商友客的])(?P<name>[{_SURNAME_CHARS}](?:先生|女士|小姐|太太|阿姨|大爷|大妈|师傅|老师|同学|医生|律师|某|某某))", re.MULTILINE)


def _surnamed(plain: str, spans: list[tuple[int, int]], people: People) -> None:
    """旅客杜先生: somebody known by surname alone, where no full name explains it."""
    surnames = {form[0] for form in people.by_form if "·" not in form and not form.isascii()}
    for start, end in spans:
        for match in _CALLED.finditer(plain, start, end):
            name = match.group("name")
            if (name[0] not in surnames or name.endswith(("先生", "女士", "小姐"))) and name not in people.by_form:
                people.by_form[name] = Person(name, {name})


def _alias(people: People, alias: str, person: Person, weak: bool = False) -> None:
    if alias in people.by_form:
        other = people.by_form[alias]
        if other is person or weak:
            return
        for form in other.forms:
            people.by_form[form] = person
        person.forms |= other.forms
        return
    people.by_form[alias] = person
    person.forms.add(alias)
    known = lex.known_as().get(alias.replace(" ", ""))
    if known and not weak:
        person.name = known


def _mark_pseudonyms(plain: str, people: People) -> None:
    for match in _PSEUDONYM_NOTE.finditer(plain):
        everybody = re.search(r"受访者|采访对象|文中(?:人物|姓名|人名)|均为化名", match.group())
        for form, person in people.by_form.items():
            if form in match.group() or (everybody and not re.search(r"[\u4e00-\u9fff]{2,3}[、和]", match.group()) and not person.role):
                person.pseudonym = True
    for form, person in people.by_form.items():
        if any(f"{form}{gap}({mark}" in plain for gap in ("", " ") for mark in ("化名", "假名")):
            person.pseudonym = True


_ROLE_BEFORE = re.compile(rf"([^,。;:!?、“”「」\"\s]{{0,32}}(?:、[^,。;:!?“”「」\"\s]{{2,24}})?(?:{lex.TITLE}))\s*$")
_ROLE_AFTER = re.compile(rf"^(?:是|系|为|,是|,现任|,现为|现任|曾是|曾任)([^,。;:!?“”]{{2,32}}(?:{lex.TITLE}|的人|从业者))")
_ROLE_PAREN = re.compile(rf"^\s*\(([^()]{{2,30}}(?:{lex.TITLE}))\)")
_ROLE_TRIM = re.compile(rf"^(?:{lex.CONNECTIVE}|{lex.TIME}|据|在|按照|正如|如|用|这是|就是|他是|她是|一位|一名|来自|的|和|与|邀请|采访了?)+")


def _count_and_roles(plain: str, spans: list[tuple[int, int]], people: People) -> None:
    if not people.by_form:
        return
    forms = sorted(people.by_form, key=lambda f: (-len(f), f))
    people.pattern = re.compile("|".join(_bounded(f) for f in forms))
    for start, end in spans:
        for match in people.pattern.finditer(plain, start, end):
            person = people.by_form[match.group()]
            person.count += 1
            person.first = min(person.first, match.start())
            if not person.role:
                person.role = _role(plain, start, end, match.start(), match.end())


def _bounded(form: str) -> str:
    return rf"(?<![A-Za-z]){re.escape(form)}(?![A-Za-z])" if form.isascii() else re.escape(form)


def _role(plain: str, start: int, end: int, at: int, stop: int) -> str:
    before = _ROLE_BEFORE.search(plain[max(start, at - 48) : at])
    after = plain[stop : min(end, stop + 48)]
    found = before or _ROLE_AFTER.match(after) or _ROLE_PAREN.match(after)
    if not found:
        return ""
    role = _ROLE_TRIM.sub("", found.group(1))
    return role if 1 < len(role) <= 40 and not re.search(r"[说称]|表示|认为|告诉", role) else ""
