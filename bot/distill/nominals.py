"""Whoever a clause begins with, though no list has them: 卖早点的桂香婶抢过话筒, 陪同的朋友举着手机, 财务小林看了一眼.

The last resort where a verb of speech or a colon has no speaker: something plainly nominal that fills the place of the subject is the subject.
"""

# ruff: noqa: E501 (patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.apposed import bearer
from bot.distill.back_to import COUNTED
from bot.distill.described import NO_NOUN, NOT_SPEAKER
from bot.distill.names import Who
from bot.distill.places import each
from bot.distill.recurring import GIVEN
from bot.recall import chinese

if TYPE_CHECKING:
    from bot.distill.speakers import Resolver

_SURNAMES = "".join(sorted(lex.SURNAMES - lex.RARE_SURNAMES))
_NICKNAME = re.compile(rf"(?:阿[\u4e00-\u9fff]|(?:阿[\u4e00-\u9fff]|[\u4e00-\u9fff]{{1,2}})[姐哥叔姨婶嫂伯婆爷]|[老小大][{_SURNAMES}]|小(?:鱼|雨|雪|雅|慧|玲|莉|芳|美|静|月|文|天|北|宇|宝|可|杰|辉|强|敏|倩|婷|琳|琪|冰|晴|曼|卷|满|虎|龙|飞|军|伟)|[{_SURNAMES}][老工])")
_ENDS_IN_ROLE = re.compile(rf"(?:{lex.HEAD})$")
TITLED_NAME = re.compile(rf"^(?P<role>.*(?:{lex.TITLE}|{lex.HEAD}|[员师者家手星友迷客兵警生童孩]|儿子|女儿|妻子|丈夫|弟弟|哥哥|姐姐|妹妹|父亲|母亲))(?P<name>[\u4e00-\u9fff]{{2,8}}|[\u4e00-\u9fff]+[·\-][\u4e00-\u9fff]+)$")
_TOGETHER = re.compile(r"(?:和|与|及|以及)[^,。]{2,12}?(?:均|都|皆|双双|分别|纷纷|一致|相继|先后)")
"""鸿基和远达都认为: two subjects, no adverbial."""
_BEFORE_NICKNAME = re.compile(rf"(?:的|{lex.TITLE}|{lex.HEAD}|{lex.JOB}|[\u4e00-\u9fff]{{1,2}}[师员手匠工生厨友徒])$")
_SOMEBODY = re.compile(rf"(?:{lex.HEAD}|{lex.JOB}|(?<![器私])人)$")
_DOES_TO = re.compile("[看指望盯拿对冲朝](?:着|向)")
"""指着换手的机器人: what somebody does, who isn't named."""
_COUNTED = re.compile(rf"(?:{lex.QUANT}|[这那][位名个])")
_ONE_BODY = re.compile(r"(?:[一那这]封|一纸)[^,。的]{0,6}(?:信|函)|(?:一[家间所]|那[家间]|这[家间])[^,。]{0,14}?(?:店|厂|公司|机构|平台|诊所|学校|医院|银行|餐厅|酒店|超市)")
_HE = re.compile(rf"(?!{lex.PRONOUN}[^的]{{0,6}}的){lex.PRONOUN}")
_ROLE_AND_NICKNAME = re.compile(rf"(?:{lex.TITLE}|{lex.HEAD}|[\u4e00-\u9fff]{{2}}[师员手匠工])(?P<name>[老小][{_SURNAMES}])(?![\u4e00-\u9fff]?[们的])")
_NICK_LEADS = re.compile(rf"(?:[^,;:。!?“”「」的了]{{0,10}}?(?:{lex.HEAD}|{lex.JOB}|[\u4e00-\u9fff][师员手匠工厨友徒]))?(?P<name>[小老阿][\u4e00-\u9fff]|大[{_SURNAMES}]|([\u4e00-\u9fff])\2)(?![们家])")
_TITLES_AT_HEAD = re.compile(rf"[^,;:。!?“”「」了]{{0,16}}(?:{lex.TITLE}|{lex.HEAD})(?=[{_SURNAMES}])")
_SPELT_AT_HEAD = re.compile(r"(?P<name>[A-Z][a-z]+ [A-Z][a-z]+)(?=[\u4e00-\u9fff])")
_NICK_GOES_ON = re.compile("[的则也就是在曾又都才已没不,]")
_WORD, _COMMON_WORD = 20, 250
"""How often the dictionary counts what is rather a word than a nickname, alone and behind what somebody is."""
_GOES_ON = re.compile(rf"的[^手话衣袖胳名]{{0,6}}?(?:{lex.HEAD}|[师员者])")
_JOINT = re.compile(rf"(?P<who>(?:[\u4e00-\u9fffA-Za-z]{{2,8}}、)*[\u4e00-\u9fffA-Za-z]{{2,8}}[和与及][\u4e00-\u9fffA-Za-z]{{2,8}}?)(?:{lex.TIME})?(?:均|都|双双|分别|相继|先后|一致|也都)")
"""北海货代和通达船务上周先后发函: two bodies that do one thing."""
_BEHIND_SURNAME = re.compile(r"[向对又也亦则称指续](?![\u4e00-\u9fff]$)")
"""翁向记者展示信件: Hong Kong's papers leave nothing but the surname."""
_LONGEST = 28


def nickname(text: str) -> str:
    """财务小林 → 小林, 卖早点的桂香婶 → 桂香婶: how somebody is called behind what they do; empty where nobody is."""
    for size in (2, 3):
        name, before = text[-size:], text[:-size]
        known = (_NICKNAME.fullmatch(name) or _is_coined(name)) and _BEFORE_NICKNAME.search(before)
        if not known or name in lex.common_words() or _ENDS_IN_ROLE.search(name):
            continue
        if chinese.frequency(name) <= (60 if before.endswith("的") else 250):
            return name
    return ""


def _nickname_again(plain: str, part: str) -> str:
    """救助站的义工小荞告诉…。小荞还说: a nickname that no dictionary has, behind what somebody is, which the article prints again."""
    name = part[-2:]
    if len(part) < 4 or name[0] not in "小阿老" or chinese.frequency(name) or plain.count(name) < 2 or not _BEFORE_NICKNAME.search(part[:-2]):
        return ""
    return name


def _is_coined(name: str) -> bool:
    """小荞: a nickname by a character that parents choose, where no dictionary has the two."""
    return len(name) == 2 and name[0] in "小阿老" and name[1] in GIVEN and chinese.frequency(name) == 0


def clause_head(resolver: Resolver, start: int, end: int, bodies: bool = False) -> Who | None:
    """The subject with which the clause [start, end) begins, where a verb follows it: somebody, or (`bodies`) 那家店, 一封匿名信."""
    plain = resolver.text.plain
    at = resolver.trimmed(start, end)
    text = re.split("[,;:。!?“”「」]", plain[at : min(end, at + 2 * _LONGEST)])[0]
    joint = _JOINT.match(text) if bodies else None
    if joint and joint.end("who") < len(text):
        return Who(joint.group("who"), at, at + joint.end("who"), "organisation", "bare-noun")
    if len(text) > 2 and text[0] in lex.SURNAMES and _BEHIND_SURNAME.match(text, 1):
        alone = resolver.phrase(at, at + 1)
        if alone:
            return alone
    found = phrases.tokens(text)
    for i, (_, stop, verbal) in enumerate(found):
        head = text[:stop]
        if verbal or stop < 2 or stop > _LONGEST or (stop < len(text) and not phrases.goes_on_with_verb(text, stop)):
            continue
        if i + 1 < len(found) and _GOES_ON.search(text, stop, stop + 16):
            continue  # 员工抱怨的主管: its attribute goes on
        if not phrases.may_be_subject(head) or _HE.match(head) or _DOES_TO.match(head):
            continue
        name = nickname(head)
        if name:
            return Who(resolver.people.canonical(name), at + stop - len(name), at + stop, "person", "bare-noun")
        if _is_somebody(head) and (stop < len(text) or not phrases.begins_with_verb(head)):
            return resolver.phrase(at, at + stop) or Who(head, at, at + stop, "anonymous", "described")
        if bodies and _ONE_BODY.fullmatch(head):
            return Who(head, at, at + stop, "organisation", "bare-noun")
    return None


def _is_somebody(head: str) -> bool:
    """Whether the noun phrase is one for people: counted, described, or nothing but what somebody is."""
    if lex.is_body(head) or re.search("(?:记者|笔者|小编)们?$", head) or not (_SOMEBODY.search(head) or phrases.is_role(head)):
        return False
    return bool(_COUNTED.match(head) or "的" in head or _SOMEBODY.fullmatch(head))


def called_behind(plain: str, begin: int, stop: int, end: int) -> tuple[int, int] | None:
    """Where somebody's nickname stands behind the role that ends at `stop`: 程序员|小岑|举了手."""
    for size in (3, 2):
        text = plain[begin : stop + size]
        if stop + size <= end and nickname(text) and len(nickname(text)) == size and phrases.goes_on_with_verb(plain[begin:end], stop + size - begin):
            return stop, stop + size
    return None


def titled(resolver: Resolver, part: str, at: int) -> Who | None:
    """讲师蔡子强, 吉他手汉斯, 财务小林: the name behind a role, in a phrase that is nothing else. `at` is where the phrase begins."""
    called = nickname(part) or _nickname_again(resolver.text.plain, part)
    if called:
        return Who(resolver.people.canonical(called), at + len(part) - len(called), at + len(part), "person", "bare-titled")
    match = TITLED_NAME.match(part)
    name = match.group("name") if match else ""
    if not match or len(name) < 2:
        return None
    if not lex.is_spelt(name.replace("-", "").replace("·", "")) and not (name[0] in lex.SURNAMES and len(name) <= 3):
        return None
    if name in lex.common_words() or chinese.frequency(name) > 300:
        return None
    return Who(resolver.people.canonical(name), at + match.start("name"), at + len(part), "person", "bare-titled")


_LATIN_GIVEN = re.compile("[A-Z][a-z]{2,11}")
_HOUSE_BEFORE = re.compile("(?:公司|品牌|平台|企业|巨头|机构|厂商) ?$")
_HOUSE_BEHIND = re.compile(" ?(?:公司|集团|官方|方面|平台|旗下|发布|推出)")
_SOMEBODY_BEFORE = re.compile(rf"(?:的|{lex.TITLE}|{lex.HEAD}|{lex.JOB}) ?$")
_PLACES = 60
"""Places of one name that are looked at."""


def is_somebodys_name(plain: str, name: str) -> bool:
    """做了七年招聘的Vivian: a Latin given name behind what somebody is or does, which the article never calls a company."""
    if not _LATIN_GIVEN.fullmatch(name):
        return False
    somebody = False
    for at in islice(each(plain, name), _PLACES):
        before, stop = plain[max(0, at - 12) : at], at + len(name)
        if _HOUSE_BEFORE.search(before) or _HOUSE_BEHIND.match(plain, stop):
            return False
        somebody = somebody or bool(_SOMEBODY_BEFORE.search(before) and not re.match("[A-Za-z]", plain[stop : stop + 1]))
    return somebody


def bare(resolver: Resolver, start: int, verb: int) -> Who | None:
    """An unknown short noun phrase that fills the clause up to the verb: 祖克柏, 车间里的人."""
    plain = resolver.text.plain
    at = resolver.trimmed(start, verb)
    if plain[start:at].strip().endswith(("因为", "由于", "经", "经过")):
        return None  # 因为媒体报道,…
    if verb - at > lex.BRIDGE_LIMIT + 24:
        return None  # a hostile page has no commas
    for end in range(min(verb, at + 20), at + 1, -1):
        if not lex.BRIDGE.fullmatch(plain, end, verb):
            continue
        part = plain[at:end].strip()
        if 2 <= len(part) <= (16 if TITLED_NAME.match(part) else 8) and not NO_NOUN.search(phrases.UNNAMED.sub("某", part)) and part not in NOT_SPEAKER and not lex.CUE_VERB.search(part) and re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9·& ]+", part):
            # the shortest noun phrase whose rest is all bridge
            best = next(
                (b for b in range(at + 2, end) if lex.BRIDGE.fullmatch(plain, b, verb) and not NO_NOUN.search(phrases.UNNAMED.sub("某", plain[at:b])) and not _TOGETHER.match(plain, b, verb)), end
            )
            part = plain[at:best].strip()
            counted = COUNTED.match(part)
            if counted and len(part) > counted.end() + 1:
                whole = part[counted.end() :]
                size = phrases.head_end(whole) or phrases.noun_end(whole)
                return Who(whole[:size], at, at + counted.end() + size, "anonymous", "described")
            named = resolver.people.pattern.match(part) if resolver.people.pattern else None
            if named:
                return Who(resolver.people.by_form[named.group()].name, at, at + named.end(), "person", "name")
            behind_role = titled(resolver, part, at)
            if behind_role:
                return behind_role
            if re.search("[性式型类级化]$|^第|^(?:用(?![户人友药地水车])|凭(?!祥)|靠(?!山)|拿(?!督)|趁|沿着?|随着?|以(?!色列|太))", part):
                return None
            if not phrases.may_be_subject(part) or not resolver.descriptions.on_borders(at, best):
                head = phrases.head_end(part)
                return resolver.phrase(start, at + head) if head else None
            same = bearer(resolver.people, plain, part, at) if part not in resolver.people.by_form else ""
            if same:
                return Who(same, at, best, "person", "back-to")  # 老会计: who was named as such
            if part[0] in "小老阿" and nick_at_head(plain, at, verb + 4) == (at, best):
                return Who(resolver.people.canonical(part), at, best, "person", "bare-titled")
            return Who(resolver.people.canonical(part), at, best, "unknown", "bare-noun") if len(part) >= 2 else None
    return None


def nick_at_head(plain: str, at: int, end: int) -> tuple[int, int] | None:
    """小谷做过两年质检, 阿豹的货…: where a nickname that the article uses again, or sets behind what somebody is, begins the clause at `at`."""
    match = _NICK_LEADS.match(plain, at, end)
    if match is None:
        return None
    name = match.group("name")
    if name in lex.common_words() or _ENDS_IN_ROLE.search(name) or not (_NICK_GOES_ON.match(plain, match.end()) or phrases.goes_on_with_verb(plain[at:end], match.end() - at)):
        return None
    often = chinese.frequency(name)
    known = (often < _WORD and name[0] != name[1] and plain.count(name) > 1) or (often < _COMMON_WORD and _behind_role(plain, name))
    return match.span("name") if known else None


def newcomer_at_head(plain: str, at: int, end: int) -> tuple[int, int] | None:
    """技术主管|贝向东|跟了…, Elena Petrova|决定…: where a name no list has stands behind a title, or spelt, at the head of the clause at `at`."""
    spelt = _SPELT_AT_HEAD.match(plain, at, end)
    if spelt:
        return spelt.span("name") if phrases.goes_on_with_verb(plain[at:end], spelt.end("name") - at) else None
    titles = _TITLES_AT_HEAD.match(plain, at, end)
    if titles is None or not phrases.may_be_subject(plain[at : titles.end()]):
        return None
    for size in (3, 2):
        name = plain[titles.end() : titles.end() + size]
        if re.fullmatch(f"[{_SURNAMES}][\u4e00-\u9fff]{{{size - 1}}}", name) and name not in lex.common_words() and chinese.frequency(name) < _WORD and chinese.frequency(name[:2]) < 300:
            stop = titles.end() + size
            if stop < end and (plain[stop] in "是跟的则也" or phrases.goes_on_with_verb(plain[at:end], stop - at)):
                return titles.end(), stop
    return None


def _behind_role(plain: str, name: str) -> bool:
    """Whether the nickname stands behind what somebody is (质检员小谷) anywhere."""
    return any(_BEFORE_NICKNAME.search(plain, max(0, at - 8), at) for at in islice(each(plain, name), _PLACES))


def mentioned(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """敲了二十年鼓的会长老魏嗓子哑了: where a nickname stands behind what somebody is, whatever follows."""
    match = _ROLE_AND_NICKNAME.search(plain, start, end)
    return match.span("name") if match and nickname(match.group()) else None


def described_met(resolver: Resolver, start: int, end: int) -> Who | None:
    """我找到了那家店的老板娘: whom the reporter meets, though only described."""
    plain = resolver.text.plain
    stop = min(i for i in (*(plain.find(c, start, end) for c in ",;。!?"), end) if i >= 0)
    who = resolver.phrase(start, stop) if stop - start <= 28 else None
    return replace(who, how="subject-described") if who and who.kind == "anonymous" and not lex.is_body(who.name) else None
