"""What stands between a name and the next one: 青禾公司董事长李明 is one person, 她叫李明 brings one in, 向李明求证时,他 means him."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill import phrases

if TYPE_CHECKING:
    from bot.distill.names import People

_TITLES = re.compile(rf"[^,.;:!?。“”「」《》、()的和与及跟同]{{0,14}}?(?:{lex.HEAD})")
_CALLED = re.compile(rf"(?:^|[,;])(?P<whom>[他她]|[^,;:。“”「」]{{0,16}}?(?:{lex.HEAD}|[人个位孩者])|(?=名))(?:就|也)?(?:名叫|名字叫|叫做|叫|名为)[^,;。]{{0,10}}$")
"""她叫李明, 那个孩子叫李明: whoever the clause was about has a name from now on."""
_IS = re.compile(rf"(?:^|[,;])(?P<whom>[^,;:。“”「」]{{1,16}}(?:{lex.HEAD}|人))(?:就|便|正|也)?是[^,;。]{{0,16}}$")
"""领投方的合伙人是李明: a role, and who has it."""
_PLACES = 60
"""Places of one title that are looked at."""
_TO = re.compile("(?P<to>[对向跟朝给])(?=[^对向跟朝给,]{1,16}$)")
_ROLE_AT_END = re.compile(rf"(?:{lex.HEAD}|{lex.JOB}|的)$")
_BY_US = r"(?:^|[,。;:!?\n])(?:但|而|当|在|随后|此前|事后|最近|近日|日前|后来|不过|昨天|今天|我们?|本报|本刊|笔者|(?:当地|多家|几家|不少)?(?:媒体|记者)(?:想|试图|打算|希望)?|有人|曾|再次?|多次|又|也|就此|为此|有记者)*"
_ASKS_HIM = re.compile(rf"{_BY_US}(?:(?P<to>向)|(?:问起?|追问|询问|采访|见到|找到|联系上?|联系到|拨通|致电|约到|拜访|[把将][^,。]{{1,14}}(?:告诉|转告|转述给|转给|发给|拿给|念给|讲给|说给))了?)[^,。;:“”的向]{{0,12}}$")
_WHEN_ASKED = re.compile(r"(?:的(?:电话|微信|手机))?[^,。;:“”他她的]{0,16},(?:电话(?:里|那头),?|对于?此,?)?$")
_ABOUT = re.compile("(?:就[^,]{2,10})?(?:求证|核实|了解|询问|提问|问起|确认|打听|发问|抛出|提出|说起|提起|转述)")


def titled_behind(people: People, plain: str, stop: int) -> bool:
    """Whether the name that ends at `stop` only tells whose title follows: 远山咨询|合伙人李明, 远山|供应商李明."""
    if people.pattern is None:
        return False
    titles = _TITLES.match(plain, stop)
    while titles:  # the shortest that a name follows
        if people.pattern.match(plain, titles.end()):
            return not any(verbal for _, _, verbal in phrases.tokens(plain[stop : titles.end()]))
        longer = _TITLES.match(plain, titles.end())
        titles = longer if longer and longer.end() - stop <= 24 else None
    return False


def named_now(people: People, plain: str, start: int, name: re.Match[str]) -> bool:
    """Whether the clause from `start` up to a name says that somebody is called so, or that whoever has a role is: 她叫|李明, 站长是|李明."""
    clause = plain[start : name.start()]
    called = _CALLED.search(clause) if plain[name.end() : name.end() + 1] in ("", ",", "。", ";", "(") else None
    if called:
        return not (people.pattern and people.pattern.search(called.group("whom")))
    role = _IS.search(clause)
    return bool(role and not re.search(lex.PRONOUN, role.group("whom")) and not (people.pattern and people.pattern.search(role.group("whom"))))


def asked(people: People, plain: str, start: int, he: int) -> re.Match[str] | None:
    """向李明求证时,|他…: whom the reporter asks, in a clause without another subject right before 他 at `he`."""
    if people.pattern is None or "," not in plain[start:he]:
        return None
    for name in people.pattern.finditer(plain, start, he):
        asks = _ASKS_HIM.search(plain, max(0, start - 1), name.start())
        if asks and _WHEN_ASKED.fullmatch(plain, name.end(), he) and (not asks.group("to") or _ABOUT.match(plain, name.end(), he)):
            return name
    return None


def told_to(before: str) -> bool:
    """桂芝转头对身边的实习护士|小缪说: whether the name behind these words is whom a preposition of the clause takes, what they are between."""
    clause = before[max(before.rfind(c) for c in ",;:。!?") + 1 :]
    found = _TO.search(clause)
    if not found or not _ROLE_AT_END.search(clause):
        return False
    at = found.start("to")
    words = phrases.tokens(clause)
    apart = any(start == at and end == at + 1 for start, end, _ in words)
    return apart and (at > 0 or "的" in clause[at:]) and not any(verbal for start, _, verbal in words if start > at)


def bearer(people: People, plain: str, title: str, at: int) -> str:
    """老会计 after 厂里的老会计鲍国明: the one person whose name stood right behind those words before `at`; empty where none or several."""
    found: set[str] = set()
    place = plain.find(title, 0, at)
    for _ in range(_PLACES):
        if place < 0:
            break
        named = people.pattern.match(plain, place + len(title)) if people.pattern else None
        found |= {people.by_form[named.group()].name} if named else set()
        place = plain.find(title, place + len(title), at)
    return found.pop() if len(found) == 1 else ""
