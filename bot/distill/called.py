"""Other forms of a name that the article prints in full somewhere: 老徐, 徐总, 徐医生, 徐先生, 岚姐, 阿岚, 本名, 人称.

Journalism names people in full when it brings them in. A form that could be two of them is nobody's, and so is 徐先生 where the text
brings a 徐先生 in (另一位徐先生, 市民徐先生).
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.places import Places, each
from bot.distill.recurring import COMMON_SURNAMES
from bot.recall import chinese

if TYPE_CHECKING:
    from bot.distill.names import People, Person

_HAN = "\u3400-\u9fff"
_TITLES_BEHIND = [re.compile(rf"(?<![{_HAN}])(?=(?P<all>(?P<surname>.{{{size}}})副?{lex.TITLE}))") for size in (1, 2)]
_BEHIND_SURNAME = ("总", "教授", "老师", "博士", "董", "律师", "医生", "导", "工", "姐", "哥")
_POLITE = ("先生", "女士", "小姐", "太太")
_KINLY = "[姐哥叔姨婶嫂伯爷婆]"
_GIVEN_AND_KIN = re.compile(rf"(?<![{_HAN}])(?=(?P<all>(?P<given>[{_HAN}]{{2}}){_KINLY}))")
_HOUSE_BEHIND = re.compile(rf"(?:{lex.ORG_SUFFIX}|旗下|股价|[A-Z]股)")
_FORM_OF_NAME = re.compile(rf"[老小阿大][{_HAN}]|[{_HAN}]{{1,2}}(?:{_KINLY}|{lex.TITLE}|总|董|导|工|某|某某)")
_BROUGHT_IN = re.compile(rf"(?:{lex.HEAD}|[者员师家手户商客友民主的位名个姓])$")
_REAL_NAME = re.compile(
    rf"(?P<form>[老小阿大][{_HAN}]|[{_HAN}]{_KINLY}|[A-Z][A-Za-z]+)[,(]?(?:的)?(?:本名|大名|原名|真名|全名|中文名)(?:叫做?|是|为)?(?P<name>[{_HAN}]{{2,4}})(?=[,。;、)(])"
    rf"|(?P<name2>[{_HAN}]{{2,3}})[,(]?(?:人称|绰号|外号|花名|江湖人称|圈内人称|大家都?叫[他她]|人们都?叫[他她])[“「]?(?P<form2>[老小阿大][{_HAN}]|[{_HAN}]{_KINLY})(?=[”」,。;、)(])"
)
_NAME = rf"(?:[{_HAN}]{{2,4}}?|[A-Z][A-Za-z]+)"
_NOTED = re.compile(
    rf"(?:^|[,。;:、(\s]|文中|本文|人物|对象|受访者|主人公)(?:注|文中的?|本文的?|其中的?|受访者|主人公|采访对象|出现的|[,。;:、(\s])*(?P<names>(?!文中|本文|受访者){_NAME}(?:[、和与]{_NAME})*?)"
    r"(?:等人|等|均|皆|都|[二两三四]人)*(?:为|是|系|使用|采用)化名", re.MULTILINE
)
"""文中老葛、小满均为化名."""
_KIN_NAMED = re.compile(rf"(?:儿子|女儿|长女|次女|长子|次子|独子|独女|妻子|丈夫|太太|弟弟|妹妹|哥哥|姐姐|孙女|孙子|外孙|侄子|侄女|徒弟|搭档|同伴|室友)(?P<name>[{_HAN}]{{2}})(?=[,在也则今去是的从和刚毕考]|[一二三四五六七八九十\d]+岁)")
_IN_MARKS = re.compile(
    rf"(?:(?:管|称|喊|唤|称呼|尊称|叫)(?:他|她|其)(?:叫做|叫作|叫|为|作|做|是)?|(?:网名|花名|绰号|外号|诨名|小名|乳名|艺名|笔名|昵称|人称|人送外号)(?:叫做?|是|为)?)[“「](?P<name>[{_HAN}]{{2,4}}|[A-Z][A-Za-z]+)[”」]"
)
_ACTS_OR_SAYS = "今年|说|告诉|笑|坦言|表示|觉得|认为|回忆|摇|叹|没|不|把|从|在|也|却|则|蹲|坐|站|走|拿"
_TORN = re.compile(rf"(?P<head>[{''.join(sorted(COMMON_SURNAMES))}][{_HAN}]) (?P<tail>[{_HAN}])")
_KNOWN_SO = re.compile(rf"(?P<form>[{_HAN}A-Za-z]{{2,5}})[”」]?[,(]?的?(?:本名|真名|原名|大名|真实姓名|真实名字)(?:叫做?|是|为)?(?P<name>[{_HAN}]{{2,4}}?)(?=[,。;、)(])")
"""柚子妈本名葛红霞: any name that the text knows somebody by."""
_OF_A_DISTRICT = re.compile("[区村镇乡县市州国](?:议员|代表|委员|主席|书记|主任|长|主委)")
"""区议员 is an office, whatever 区's there are."""
_HER = frozenset(["女士", "小姐", "太太"])
_MOST = 60
"""Names of one kind that are looked at: each is looked for in all of the text."""
_WORD, _COMMON = 30, 150
"""How often the dictionary counts what is rather a word than somebody's given name."""
_PLACES = 40
"""Places of one name that are looked at."""
_NOTE = 80
"""Code points before 化名 that may list the names it is said of."""


def noted(plain: str) -> list[str]:
    """Names that a note calls false ones, as far as the text prints them elsewhere too."""
    if "化名" not in plain:
        return []
    names = [name for match in _notes(plain) for name in re.split("[、和与]", match.group("names"))]
    return [n for n in list(dict.fromkeys(names))[:_MOST] if n not in lex.common_words() and plain.count(n) > 1 and (n.isascii() or chinese.frequency(n) < _COMMON)]


def _notes(plain: str) -> Iterator[re.Match[str]]:
    """Each note, looked for right before its 化名: a search through all of a page would look at its blanks again and again."""
    for word in re.finditer("化名", plain):
        start = max(plain.rfind("\n", 0, word.start()), plain.rfind("。", 0, word.start()), word.start() - _NOTE, 0)
        match = _NOTED.search(plain, start, min(len(plain), word.end() + 1))
        if match:
            yield match


def named_as_kin(plain: str) -> list[str]:
    """长女由纪在东京上班。由纪说…: a given name alone behind what somebody is to somebody, that says something later on."""
    names = list(dict.fromkeys(match.group("name") for match in _KIN_NAMED.finditer(plain)))[:_MOST]
    once = [n for n in names if chinese.frequency(n) < 100 and n not in lex.common_words() and plain.count(n) > 1]
    return [n for n in once if re.search(rf"(?:[。\n”,]|也|但){n}(?:也|则|却)?(?:说|告诉|表示|觉得|认为|回忆|坦言)", plain)]


def called_in_marks(plain: str) -> list[str]:
    """村里人管他叫“铁锅叔”。铁锅叔说…: what somebody is called, in marks, and then without them."""
    if "“" not in plain and "「" not in plain:
        return []
    names = dict.fromkeys(match.group("name") for match in _IN_MARKS.finditer(plain))
    return [n for n in list(names)[:_MOST] if n not in lex.common_words() and (n.isascii() or chinese.frequency(n) < _COMMON) and re.search(rf"(?:[。!?\n,”]|^){n}(?:{_ACTS_OR_SAYS})", plain)]


def real_names(plain: str, people: People) -> None:
    """老徐本名徐向南, 徐向南人称老徐: the text itself says who is who."""
    known = any(word in plain for word in ("本名", "真名", "原名", "大名", "真实姓名", "真实名字"))
    for match in _KNOWN_SO.finditer(plain) if known else ():
        form = next((match.group("form")[i:] for i in range(len(match.group("form")) - 1) if match.group("form")[i:] in people.by_form), "")
        if form and match.group("name") not in lex.common_words():
            _means(people, form, people.person(match.group("name")))
    for match in _REAL_NAME.finditer(plain):
        form, name = match.group("form") or match.group("form2"), match.group("name") or match.group("name2")
        if match.group("name2") and name not in people.by_form:
            name = next((name[i:] for i in range(1, len(name) - 1) if name[i:] in people.by_form), "")
        if name and name not in lex.common_words():
            _means(people, form, people.person(name))


def married_names(plain: str, people: People) -> None:
    """林郑月娥, 林郑: a husband's surname before her own; found as two people, she is one."""
    owns: dict[str, list[str]] = {}
    fulls: dict[str, list[str]] = {}
    for form in people.by_form:
        if len(form) == 3:
            owns.setdefault(form[0], []).append(form)
        elif len(form) == 4:
            fulls.setdefault(form[:2], []).append(form)
    for short in [form for form in people.by_form if len(form) == 2 and form[0] in COMMON_SURNAMES and form[1] in COMMON_SURNAMES]:
        for own in [form for form in owns.get(short[1], ()) if form[1] != short[0]]:
            full = short[0] + own
            if full in plain and plain.count(full) == plain.count(own):
                person = people.person(full)
                fulls.setdefault(short, []).append(full)
                for form in (short, own):
                    people.by_form[form] = person
                    person.forms.add(form)
        for full in fulls.get(short, ()):
            _means(people, short, people.by_form[full])


def cut_left(name: str, plain: str) -> str:
    """洛雷斯 → 多洛雷斯: what is only ever printed behind one more character that spells foreign names begins with it."""
    if not 2 <= len(name) <= 4 or not lex.is_spelt(name):
        return name
    first = plain.find(name)
    if first < 1 or plain[first - 1] not in lex.TRANSLITERATION:
        return name
    before = {plain[m.start() - 2 : m.start()] if m.start() > 1 else "" for m in re.finditer(re.escape(name), plain)}
    last = {two[-1:] for two in before}
    char = last.pop() if len(last) == 1 else ""
    if not char or char not in lex.TRANSLITERATION or not all(two[0] in "的,。:“、、\n" for two in before) or chinese.frequency(char + name[0]) > 500:
        return name
    return char + name


def torn_names(plain: str, people: People) -> None:
    """王思 远指出 … 王思远指出: a name torn apart where the page broke its line, printed whole elsewhere."""
    for match in islice(_TORN.finditer(plain), _MOST):
        short, full = match.group("head"), match.group("head") + match.group("tail")
        person = people.by_form.get(short)
        if person is None or full not in plain or person.forms != {short}:
            continue
        if plain.count(short) == plain.count(full) + plain.count(match.group()):
            whole = people.person(full)
            for form in (short, match.group()):
                people.by_form[form] = whole
                whole.forms.add(form)


def forms_of_names(plain: str, people: People) -> None:
    """Every other form of those who are named in full, where only one of them can be meant."""
    _nicknames_of_given(plain, people)
    by_surname, by_given = _by_characters(people)
    titled: dict[str, list[str]] = {}
    for pattern in _TITLES_BEHIND:
        for match in pattern.finditer(plain):
            titled.setdefault(match.group("surname"), []).append(match.group("all"))
    for surname, persons in by_surname.items():
        if len(persons) == 1:
            for alias in [*titled.get(surname, ()), *(surname + title for title in _BEHIND_SURNAME), f"老{surname}", f"小{surname}"]:
                if alias in plain and not alias.endswith(_POLITE) and not _OF_A_DISTRICT.fullmatch(alias):
                    _means(people, alias, persons[0])
            if len(surname) == 2 and surname[0] not in by_surname:  # 小尉 of 尉迟航
                for alias in (f"小{surname[0]}", f"老{surname[0]}", f"{surname[0]}总"):
                    if alias in plain and chinese.frequency(alias) < _WORD:
                        _means(people, alias, persons[0])
            _politely(plain, people, surname, persons[0])
    for char, persons in by_given.items():
        if len(persons) == 1 and char not in by_surname:
            for alias in (f"{char}姐", f"{char}哥", f"阿{char}", f"老{char}", f"小{char}"):
                if alias in people.by_form or (alias[0] != "老" and alias in plain and chinese.frequency(alias) == 0):
                    _means(people, alias, persons[0])
    _given_alone(plain, people)


def _given_alone(plain: str, people: People) -> None:
    """晚棠 for 沈晚棠: two characters of a given name that are no word and stand without the surname too."""
    owners: dict[str, list[Person]] = {}
    for person in {id(p): p for p in people.by_form.values()}.values():
        given = person.name[2:] if person.name[:2] in lex.COMPOUND else person.name[1:]
        if _in_full(person.name) and len(given) == 2:
            owners.setdefault(given, []).append(person)
    places = Places(plain, [form for given, (person, *_) in owners.items() for form in (given, person.name)])
    for given, persons in owners.items():
        often = chinese.frequency(given)
        if len(persons) > 1 or places.count(given) <= places.count(persons[0].name) or often >= _COMMON:
            continue
        if often < _WORD or _acts_alone(plain, given):
            _means(people, given, persons[0])
    for match in _GIVEN_AND_KIN.finditer(plain) if owners else ():
        persons = owners.get(match.group("given"), [])
        if len(persons) == 1:  # 桂香婶
            _means(people, match.group("all"), persons[0])


def _nicknames_of_given(plain: str, people: People) -> None:
    """小满 is 谭小满, where that is printed at the head of a clause: a nickname by its form, and yet somebody's given name."""
    for form in [f for f, p in people.by_form.items() if len(f) == 2 and f[0] in "小阿" and p.forms == {f}]:
        full = re.findall(rf"(?:^|[,。;:!?“”「」、\n])([{''.join(sorted(COMMON_SURNAMES))}]{form})", plain)
        if len(set(full)) == 1 and chinese.frequency(full[0]) == 0:
            person = people.by_form[form]
            person.name = full[0]
            person.forms.add(full[0])
            people.by_form[full[0]] = person


def _acts_alone(plain: str, given: str) -> bool:
    """Whether the given name, a rare word too, stands at the head of clauses more than once, where a verb follows it."""
    acts = 0
    for at in islice(each(plain, given), _PLACES):
        if acts > 1:
            break
        stop = at + len(given)
        if _HOUSE_BEHIND.match(plain, stop):
            return False
        acts += (not at or plain[at - 1] in ",。;:!?”」\n") and phrases.goes_on_with_verb(plain[at : stop + 8], len(given))
    return acts > 1


def _by_characters(people: People) -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
    """Those named in full by their surname, and by the last character of their name. Where nobody of a surname is (纪某), whoever has it."""
    by_surname: dict[str, list[Person]] = {}
    by_given: dict[str, list[Person]] = {}
    others: dict[str, list[Person]] = {}
    for person in {id(p): p for p in people.by_form.values()}.values():
        surname = person.name[:2] if person.name[:2] in lex.COMPOUND else person.name[:1]
        if _in_full(person.name) and (len(person.name) > 2 or person.name[1] != "生"):
            by_surname.setdefault(surname, []).append(person)
            by_given.setdefault(person.name[-1], []).append(person)
        elif person.name.endswith("某"):
            others.setdefault(surname, []).append(person)
    return others | by_surname, by_given


def _in_full(name: str) -> bool:
    return not name.isascii() and 2 <= len(name) <= 4 and "·" not in name and not _FORM_OF_NAME.fullmatch(name) and not name.endswith(_POLITE)


def _politely(plain: str, people: People, surname: str, person: Person) -> None:
    """徐先生 after 徐向南: the same, unless the text brings one in, or speaks of a lady of that surname as well."""
    printed = [surname + title for title in _POLITE if surname + title in plain]
    sang = f"{surname}生" in plain and re.search(rf"(?<![{_HAN}]){surname}生", plain)
    if sang and not re.search(rf"{surname}生[产活命态长存物动前意理效成机]|[{_HAN}]{surname}生", plain):
        printed.append(f"{surname}生")  # 冯生, as Hong Kong says
    if len({form[len(surname) :] in _HER for form in printed}) != 1:
        return
    first = min(plain.find(form) for form in printed)
    named = min((at for form in person.forms if (at := plain.find(form)) >= 0), default=-1)
    if 0 <= named < first and not _BROUGHT_IN.search(plain[max(0, first - 4) : first]):
        for form in printed:
            _means(people, form, person)


def _means(people: People, form: str, person: Person) -> None:
    """The form is the person's, unless it is another's who has more names than this."""
    other = people.by_form.get(form)
    if other is None or (other is not person and other.forms <= {form}):
        people.by_form[form] = person
        person.forms.add(form)
