"""Who is in the article: people with their roles, all the forms their names are printed in, and which are pseudonyms."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.called import (
    called_in_marks,
    cut_left,
    forms_of_names,
    married_names,
    named_as_kin,
    noted,
    real_names,
    torn_names,
)
from bot.distill.namesigns import SURNAME_CHARS
from bot.distill.naming import names_in
from bot.distill.text import Text
from bot.recall import chinese

SpeakerKind = Literal["person", "organisation", "anonymous", "group", "pronoun", "unknown"]
_NOBODY = re.compile(rf"{lex.HEAD}|{lex.TITLE}")
_PSEUDONYM_NOTE = re.compile(r"[^。\n]{0,60}(?:为|均为|皆为|系|都是|是|均系|使用|采用)\s*(?:化名|假名|匿名)")
_FALSE_NAME = re.compile("化名|假名|匿名")
_PSEUDONYM_MARK = re.compile(r" ?(?P<bracket>\((?:化名|假名))")
_SURNAMED = "".join(c for c in SURNAME_CHARS if c not in "有那空后相从与将对双")
_BY_SURNAME = re.compile(rf"[{_SURNAMED}](?:先生|女士|小姐|太太|阿姨|大爷|大妈|师傅|老师|同学|医生|律师|某|某某|[姐哥叔姨婶嫂伯](?![姐妹弟哥叔夫们儿]))")
_CALLED = re.compile(rf"(?:^|[,。;:!?、“”「」()\s]|{lex.TITLE}|{lex.HEAD}|[者员师家族长手工人生官户商友客的是由据与和跟问找请让把对向给被同到见替像等叫为了及一位名个])(?P<name>{_BY_SURNAME.pattern})", re.MULTILINE)
_POLITELY = re.compile("[先女小太阿大师老同医律某姐哥叔姨婶嫂伯]")
_SIR = re.compile("先生|女士|小姐|阿姨|大叔")
_HAN_PAIR = re.compile("[\u4e00-\u9fff]{2}")
_HOUSE = re.compile("汽车|公司|集团旗下")
_BRACKETED = re.compile(r"\s*\((?:英文名:?|又名|人称)?\s*([A-Za-z][A-Za-z .'\-]{1,40}|[\u4e00-\u9fff]{2,4})(?:[,、][^)]*)?\)")
_ROLE_BEFORE = re.compile(rf"([^,。;:!?、“”「」\"\s]{{0,32}}(?:、[^,。;:!?“”「」\"\s]{{2,24}})?(?:{lex.TITLE}))\s*$")
_TITLE_ENDS = re.compile(rf"(?:{lex.TITLE})\s*$")
_ROLE_AFTER = re.compile(rf"^(?:是|系|为|,是|,现任|,现为|现任|曾是|曾任)([^,。;:!?“”]{{2,32}}(?:{lex.TITLE}|的人|从业者))")
_ROLE_PAREN = re.compile(rf"^\s*\(([^()]{{2,30}}(?:{lex.TITLE}))\)")
_ROLE_TRIM = re.compile(rf"^(?:{lex.CONNECTIVE}|{lex.TIME}|据|在|按照|正如|如|用|这是|就是|他是|她是|一位|一名|来自|的|和|与|邀请|采访了?)+")


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
    by_name: dict[str, Person] = field(default_factory=dict)
    everybody: tuple[Person, ...] = ()
    forms: frozenset[str] = frozenset()
    """Every name and every printed form of everybody."""

    def found(self) -> People:
        """Itself, when nobody will be added any more: a long article is asked thousands of times who is in it."""
        self.everybody = tuple(sorted({id(p): p for p in self.by_form.values()}.values(), key=lambda p: p.first))
        self.forms = frozenset(f for p in self.everybody for f in (p.name, *p.forms))
        for person in reversed(self.everybody):
            self.by_name[person.name] = person
        return self

    def all(self) -> tuple[Person, ...]:
        """Each person once, in order of first mention."""
        return self.everybody

    def person(self, name: str) -> Person:
        """Whoever has this name, met before or not."""
        return self.by_form.setdefault(name, Person(name, {name}))

    def canonical(self, form: str) -> str:
        """The one name for a printed form, or the form itself."""
        person = self.by_form.get(form)
        return person.name if person else form


def find_people(text: Text, spans: list[tuple[int, int]], labels: Sequence[str] = ()) -> People:
    """The people of the article's body (`spans`). Names come from titles, transliterations, honorifics and the verbs beside them;
    `labels` of a conversation's turns are names whatever stands beside them."""
    plain = text.plain
    people = People()
    persons: dict[str, Person] = {}
    for name in dict.fromkeys((*names_in([plain[start:end] for start, end in spans]), *labels, *noted(plain), *named_as_kin(plain), *called_in_marks(plain))):
        if name[:1] == "的":
            continue
        name = cut_left(name, plain)
        if name[:1] == "孙" and len(name) > 2 and plain.count(name) == plain.count("其" + name):
            name = name[1:]  # 其孙阿俊
        if _NOBODY.fullmatch(name) or lex.begins_with_house(name) or (name[0] in "向从与和对据" and phrases.OUTLET_END.fullmatch(name[1:])):
            continue  # 高管, 向|财新
        canonical = lex.known_as().get(name, name)
        person = persons.setdefault(canonical, Person(canonical))
        person.forms.add(name)
        people.by_form[name] = person
    _surnamed(plain, spans, people)
    _add_forms(text, spans, people)
    _mark_pseudonyms(plain, people)
    _count_and_roles(plain, spans, people)
    _judges(people)
    return people.found()


def _surnamed(plain: str, spans: list[tuple[int, int]], people: People) -> None:
    """旅客杜先生: somebody known by surname alone, where no full name explains it."""
    surnames = {form[0] for form in people.by_form if "·" not in form and not form.isascii()}
    for start, end in spans:
        if not _POLITELY.search(plain, start, end):
            continue
        for name in (*(m.group("name") for m in _CALLED.finditer(plain, start, end)), *_placed(plain, start, end)):
            if name in people.by_form:
                continue
            if (name[0] not in surnames or name.endswith(("先生", "女士", "小姐"))) and name not in people.by_form:
                people.by_form[name] = Person(name, {name})


def _placed(plain: str, start: int, end: int) -> list[str]:
    """杭州徐阿姨, 苏州石头先生: a place, then how somebody is called."""
    called = {m.start() - 2: m.end() for m in _SIR.finditer(plain, start, end) if _HAN_PAIR.fullmatch(plain, m.start() - 2, m.start())}
    called |= {m.start(): m.end() for m in _BY_SURNAME.finditer(plain, start, end)}
    return [plain[at : called[at]] for at in sorted(called) if at - 2 >= start and chinese.tags((plain[at - 2 : at],)).get(plain[at - 2 : at]) == "ns"]


def _add_forms(text: Text, spans: list[tuple[int, int]], people: People) -> None:
    """Other names: 山姆·阿尔特曼(Sam Altman), 阿尔特曼, 张总, 老张, 朱先生, where only one person can be meant."""
    bracketed = _bracketed(text.plain, spans, people)
    houses = _house_ends(text.plain)
    for form in list(people.by_form):
        person = people.by_form[form]
        for alias in bracketed.get(form, ()):
            _alias(people, alias, person)
        if len(form) == 4 and form[:2] in lex.JAPANESE:
            alone = people.by_form.get(form[:2])
            if alone is not None and alone.forms == {form[:2]}:
                del people.by_form[form[:2]]  # found by itself, and yet this one's surname
            _alias(people, form[:2], person, weak=True)
        if len(form) > 4 and form.startswith(lex.JAPANESE_LONG):
            _long_surname(people, form, person)
        for mark, least in ((" ", 3), ("·", 2), ("-", 2)):
            if mark in form and (mark != " ") == (not form.isascii()):
                pieces = form.split(mark)
                for piece in (pieces[-1], pieces[0]):
                    if len(piece) >= least and not _is_house(text.plain, piece, form, houses):
                        other = people.by_form.get(piece)
                        if other is not None and other.forms == {piece}:
                            del people.by_form[piece]  # found by itself, and yet the end of this name
                        _alias(people, piece, person, weak=True)
    real_names(text.plain, people)
    married_names(text.plain, people)
    torn_names(text.plain, people)
    forms_of_names(text.plain, people)
    _politely(people)


def _house_ends(plain: str) -> frozenset[str]:
    """What stands before 汽车 and 公司, two to five characters of it."""
    return frozenset(plain[m.start() - size : m.start()] for m in _HOUSE.finditer(plain) for size in range(2, 6) if m.start() >= size)


def _is_house(plain: str, piece: str, form: str, houses: frozenset[str]) -> bool:
    """福特 in an article about 福特汽车, which a 小威廉·福特 runs: the house is called so before the man is named."""
    return piece in houses and plain.find(piece) < plain.find(form) and plain.count(piece) > plain.count(form) + 1


def _long_surname(people: People, form: str, person: Person) -> None:
    """佐久间: 佐久间直人 by the surname alone; what was found as 佐久间直 is cut short."""
    for part in [f for f in people.by_form if f != form and len(f) > 1 and form.startswith(f) and people.by_form[f].forms == {f}]:
        people.by_form[part] = person
        person.forms.add(part)
    surname = next(s for s in lex.JAPANESE_LONG if form.startswith(s))
    _alias(people, surname, person, weak=True)


def _politely(people: People) -> None:
    """纪某 is 纪老师, 石先生 is 石头先生, where there is but one."""
    polite: dict[str, list[str]] = {}  # 石先生 → 石头先生
    for form in people.by_form:
        if len(form) > 3 and form[-2:] in ("先生", "女士", "小姐"):
            polite.setdefault(form[0] + form[-2:], []).append(form)
    for form, person in list(people.by_form.items()):
        if form.endswith("某") and person.name == form:
            person.name = next((f for f in sorted(person.forms) if f != form and f not in ("", form)), form)
        fuller = polite.get(form, [])
        if len(fuller) == 1 and person.forms == {form}:
            people.by_form[form] = people.by_form[fuller[0]]
            people.by_form[fuller[0]].forms.add(form)


def _bracketed(plain: str, spans: list[tuple[int, int]], people: People) -> dict[str, list[str]]:
    """山姆·阿尔特曼(Sam Altman), 李明(人称李大胆): a form → the other names that stand in brackets behind it."""
    out: dict[str, list[str]] = {}
    sizes = sorted({len(form) for form in people.by_form})
    for start, end in spans:
        for bracket in re.finditer(r"\(", plain[start:end]):
            at = start + len(plain[start : start + bracket.start()].rstrip())
            match = _BRACKETED.match(plain, at, end)
            alias = match.group(1).strip() if match else ""
            if match and alias not in ("化名", "假名", "音译") and (alias.isascii() or "人称" in match.group()):
                for form in _forms_before(plain, start, at, sizes, people):
                    out.setdefault(form, []).append(alias)
    return out


def _forms_before(plain: str, start: int, at: int, sizes: list[int], people: People) -> list[str]:
    """All forms that end at `at` and begin no earlier than `start`; `sizes` are the lengths that forms have."""
    return [form for size in sizes if at - size >= start and (form := plain[at - size : at]) in people.by_form]


def _alias(people: People, alias: str, person: Person, weak: bool = False) -> None:
    """The form means the person too. Where it means another, the two are one, unless the form is `weak` (a mere part of a name)."""
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
    """李明(化名), 文中受访者均为化名."""
    for match in _PSEUDONYM_NOTE.finditer(plain) if _FALSE_NAME.search(plain) else ():
        everybody = re.search(r"受访者|采访对象|文中(?:人物|姓名|人名)|均为化名", match.group())
        for form, person in people.by_form.items():
            if form in match.group() or (everybody and not re.search(r"[\u4e00-\u9fff]{2,3}[、和]", match.group()) and not person.role):
                person.pseudonym = True
    sizes = sorted({len(form) for form in people.by_form})
    for match in _PSEUDONYM_MARK.finditer(plain) if "(化名" in plain or "(假名" in plain else ():
        for at in (match.start(), match.start("bracket")):
            for form in _forms_before(plain, 0, at, sizes, people):
                people.by_form[form].pseudonym = True


def _count_and_roles(plain: str, spans: list[tuple[int, int]], people: People) -> None:
    """Where and how often each person is named, and the first role printed beside the name; sets `people.pattern`."""
    if not people.by_form:
        return
    people.pattern = any_of(people.by_form)
    for start, end in spans:
        for match in people.pattern.finditer(plain, start, end):
            person = people.by_form[match.group()]
            person.count += 1
            person.first = min(person.first, match.start())
            if not person.role:
                person.role = _role(plain, start, end, match.start(), match.end())


def _judges(people: People) -> None:
    """谢官 is 法官谢沈智慧, where only one judge has the surname."""
    bench = {id(p): p for p in people.by_form.values() if p.role.endswith(("法官", "裁判官"))}
    for form in [f for f in people.by_form if len(f) == 2 and f[1] == "官" and f[0] in lex.SURNAMES]:
        same = [p for p in bench.values() if p.name[0] == form[0] and p.name != form]
        if len(same) == 1:
            same[0].forms.add(form)
            people.by_form[form] = same[0]


def any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the forms, the longest first; Latin ones stand by themselves. One branch a first character, so
    that an article of thousands of names is not searched thousands of times."""
    by_first: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        by_first.setdefault(form[0], []).append(form)
    return re.compile("|".join(_branch(first, group) for first, group in by_first.items()))


def _branch(first: str, forms: list[str]) -> str:
    head = re.escape(first)
    tails = (rf"(?<![A-Za-z]{head}){re.escape(f[1:])}(?![A-Za-z])" if f.isascii() else re.escape(f[1:]) for f in forms)
    return f"{head}(?:{'|'.join(tails)})"


def _role(plain: str, start: int, end: int, at: int, stop: int) -> str:
    """The role printed before, behind or in brackets behind the name at [at, stop); empty where there is none."""
    before = _ROLE_BEFORE.search(plain[max(start, at - 48) : at]) if _TITLE_ENDS.search(plain, max(start, at - 24), at) else None
    after = plain[stop : min(end, stop + 48)]
    found = before or _ROLE_AFTER.match(after) or _ROLE_PAREN.match(after)
    if not found:
        return ""
    role = _ROLE_TRIM.sub("", found.group(1))
    return role if 1 < len(role) <= 40 and not re.search(r"[说称]|表示|认为|告诉", role) else ""
