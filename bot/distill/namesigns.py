"""What the words around a string say of its being a name: surnames beside titles and verbs of speech, transliterations, nicknames, names in
Latin letters. Each sign is a vote; two points at once are a strong one.
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from bot.distill import lexicon as lex
from bot.distill.recurring import COMMON_SURNAMES, GIVEN
from bot.recall import chinese

_HAN = "\u3400-\u9fff"
SURNAME_CHARS = "".join(sorted(lex.SURNAMES))
NOT_GIVEN = frozenset("遂看则也就称说表认告在对向和与的是曾还又都并更将把被给跟从以及或而但于为等这那其中里后前时们了着过指坦直透强介补回谈提问讲答叫来去到让由因所总")
_VERB_AFTER = "(?:" + "|".join(sorted((w for w in (lex.SAID + " " + lex.THOUGHT).split() if len(w) > 1), key=len, reverse=True)) + r"|[说称]|[言道问讲答喊劝指](?=[,:“「\"]))"
_NAME_END = re.compile(
    rf"(?=[,.;:!?。、“”「」()《》\s]|$|{lex.HONORIFIC}|{lex.TITLE}|{lex.ADVERB}|{_VERB_AFTER}|{lex.PREPOSITION}|的|是|曾|将|把|被|等|们|看来|眼中|[及或让有做带来去到今没不]|分享|发布|发起|担任|加入|离开|离职|创办|创立|成立|率|领|推出|推|开始|接手|接受|站|坐|打|拿|看|想|写|出|进|完成|展示|负责|执掌|掌管|牵头|主导|宣|聊|见|用|为|任|算|举|做|给|自|这|那)"
)
_DOTTED = re.compile(rf"[{_HAN}]{{1,14}}(?:[·\-][{_HAN}A-Za-z]{{1,8}}?\.?)*[·\-](?:[A-Za-z]+\.?|[{_HAN}]{{1,7}}?){_NAME_END.pattern}")
_SPELT = "[" + "".join(sorted(lex.TRANSLITERATION)) + "]"
_PAPER = re.compile("[报网刊社]$")
_SPELT_DOTTED = re.compile(rf"{_SPELT}{{1,6}}·{_SPELT}{{2,7}}(?!·)")
_ROLE_TAIL = re.compile(rf"^.*(?:{lex.TITLE}|{lex.ORG_SUFFIX}|[的和与、是据对向当被把像跟由])(?=[{_HAN}]{{1,5}}[·\-])")
_NOT_PERSON_END = re.compile(r"(?:们|方面|公司|集团|科技|资本|银行|证券|市场|行业|产品|项目|平台|业务|表示|时候|情况|问题|数据|报告|团队|机构|人士|同样)$")
_ABBREVIATIONS = frozenset(["CEO", "CTO", "CFO", "COO", "CMO", "CPO", "CIO", "CSO", "FA", "AI", "HR", "VP", "SVP", "EVP", "GM", "APP", "App", "PPT", "IPO", "IT", "PR"])
_TITLED = re.compile(rf"(?:{lex.TITLE})(?P<name>[{_HAN}]{{2,7}}?)(?={lex.BRIDGE.pattern}(?:{_VERB_AFTER})(?:[,:“「\"]|[^的])|[:(,])")
_MARRIED = re.compile(rf"(?:{lex.TITLE})(?P<name>[{''.join(sorted(COMMON_SURNAMES))}]{{2}}[{''.join(sorted(GIVEN))}]{{2}}){_NAME_END.pattern}")
"""法官陈林美仪: a husband's surname before her own."""
_BEHIND_ROLE = re.compile(rf"(?:作家|歌手|演员|导演|编辑|画家|诗人|艺人|博主|主播|up主|设计师|摄影师|创业者|店主|老板|医生|律师|老师)(?P<name>[{_HAN}]{{2,3}}?)(?=[把将在对也又曾正,被与和的是:(])")
_KIN = "丈夫|妻子|太太|老公|老婆|儿子|女儿|长女|次女|长子|次子|独子|独女|父亲|母亲|哥哥|弟弟|姐姐|妹妹|外孙|外孙女|孙女|孙子|侄子|侄女|外甥|女婿|儿媳|徒弟|搭档"
_KIN_NAMED = re.compile(rf"(?:{_KIN}|其[子女妻夫母父兄弟孙姐妹])(?P<name>[{_HAN}]{{2}}){_NAME_END.pattern}")
_OLD_FOURTH = re.compile(rf"(?P<name>[{''.join(sorted(COMMON_SURNAMES))}宫][老][一二三四五六七八九大幺])(?={lex.ADVERB}|{_VERB_AFTER}|[在对把将是的,])")
"""宫老四."""
_JAPANESE_LONG = re.compile(rf"(?P<name>(?:{'|'.join(lex.JAPANESE_LONG)})[{_HAN}]{{1,3}}?){_NAME_END.pattern}")
_LATIN_PERSON = re.compile(rf"(?:^|[,。;:!?\s“”的]|岁)(?P<name>[A-Z][a-z]{{2,}}(?: [A-Z][a-z]+)?)(?=是[^,。]{{0,24}}(?:{lex.TITLE}|{lex.HEAD})[,。]|(?:笑|苦笑|摇头|叹|回忆|记得|坐|站|拿|递|看了|想了|觉得|没接|没有接|低头|抬头|点头|弹了|喝了|眨|坦言|感慨|曾是|自己|后来|从去年|从今年|[^,。A-Z]{{0,8}}[他她](?!们))|今年\d|\(?\d\d岁|毕业|[^,。A-Z]{{0,14}},[他她](?:说|告诉|表示|觉得|认为|坦言))")
_TITLED_LATIN = re.compile(rf"(?:{lex.TITLE}|姑娘|小伙子?|女孩|男孩|女生|男生|青年|女子|男子|房客|游客|邻居|同学|朋友|同事|室友|伙伴|师|员|人|者|家|手|官|(?:出身|花名|英文名|名叫|叫做?)的?)(?P<name>[A-Z][A-Za-z.'\-]*(?: [A-Z][A-Za-z.'\-]*){{0,3}})(?=[,。\u4e00-\u9fff(])")
_LATIN_AND_SURNAME = re.compile(rf"(?<![A-Za-z])(?P<name>[A-Z][a-z]{{2,}} ?[{''.join(sorted(lex.SURNAMES - lex.RARE_SURNAMES))}])(?={_NAME_END.pattern})")
"""Daniel 古, Kevin洪."""
_LETTERED = re.compile(r"(?<![A-Za-z])(?P<name>(?:[老小大]|阿)[A-Z]|阿[A-Z][a-z]{1,9})(?![A-Za-z0-9])(?=[,。、(\u3400-\u9fff])")
"""老K, 小M."""
_CALLS_ITSELF = re.compile(rf"(?:网友|网民|博主|用户|up主|UP主|作者|楼主|读者|主播|制作人|达人|网红|大V|摊主|歌手|选手|玩家|画师|写手)[“「](?P<name>[{_HAN}A-Za-z][{_HAN}A-Za-z\-_·]{{1,7}})[”」](?=[^,。;:]{{0,12}}(?:{_VERB_AFTER}|发))")
_SPELT_IN_LATIN = re.compile(rf"(?<!{_SPELT})(?P<name>{_SPELT}{{2,6}})\s*\([A-Z][a-z]+(?: [A-Z][A-Za-z.'\-]*)+\)")
_SPELT_WIDE = "[" + "".join(sorted(lex.SPELLS | set("木江孜别不买吐库丁"))) + "]"
_TITLED_SPELT_WIDE = re.compile(rf"(?:{lex.TITLE})(?P<name>{_SPELT_WIDE}{{3,6}}?)(?=赛后|会后|事后|昨|今日|在接受|接受|{_VERB_AFTER}|对记者|向记者)")
"""队长阿力木江赛后表示: names of Xinjiang and Tibet without a dot."""
_TITLED_SPELT = re.compile(rf"(?:{lex.TITLE}|制作人|监制|经纪人|{_KIN}|朋友|邻居|同事|室友)(?P<name>{_SPELT}{{2,5}})(?=[,。、;!?]|{_VERB_AFTER}|也|则|却|补充)")
_OF_A_HOUSE = re.compile(rf"(?:{lex.ORG_SUFFIX})的$")
_NICKNAME = re.compile(rf"(?:^|(?<=其[子女妻夫母父兄弟孙姐妹])|[,。;:!?、“”「」()\s]|{lex.TITLE}|{lex.HEAD}|[者员师家族长手工人生官户商友客的]|(?=[老小阿大][{_HAN}A-Z][a-z]*\s*\((?:化名|假名)))(?:(?P<name>(?:[老小阿](?:[{_HAN}]|[A-Z][a-z]+)|[{_HAN}]{{2,3}}|[A-Z][a-z]+))(?=\s*\((?:化名|假名))|(?P<nick>(?:[老小](?:[{SURNAME_CHARS}])|阿[{_HAN}]))(?={lex.BRIDGE.pattern}(?:告诉|表示|认为|坦言|直言|说|回忆|感叹|觉得)[,:“「\"]?))")
_MAY_BE_NICKNAME = re.compile(rf"\((?:化名|假名)|[老小][{SURNAME_CHARS}]|阿[{_HAN}]")
_CAPITAL = re.compile("[A-Z]")
_WHEN = re.compile(lex.TIME)
_NO_NAME = re.compile(rf"{lex.ADVERB}|{lex.PREPOSITION}|{lex.TIME}|{lex.CONNECTIVE}|[这那我你他她它其的了着过们等不没有是们之所以可能会要将被把让]|(?:{lex.HEAD})|(?:{lex.TITLE})|.*(?:{lex.CUE_VERB.pattern})")
_SPEAKS = re.compile(rf"{lex.BRIDGE.pattern}(?:{lex.CUE_VERB.pattern})")
_PSEUDO_MARK = re.compile(r"\s*\((?:化名|假名|音译|音)\)")
_TITLE_END = re.compile(rf"(?:{lex.TITLE})(?:兼[^,。]{{1,10}})?\s*$")
_TITLE_AND_SPEAKS = re.compile(rf"(?:{lex.TITLE}){lex.BRIDGE.pattern}(?:{lex.CUE_VERB.pattern})")
_NAMED_SO = re.compile(rf"(?:名叫|名为|叫做?|网名|昵称|艺名|花名|绰号)(?P<name>[{_HAN}]{{2,4}}|[A-Z][A-Za-z]+)(?=[,。(、])")
_MOVES = frozenset("走进出回到逃奔跑冲站坐躺哭喊骂拿抓抱扛抬推拉躲追赶搬爬跳摔睡醒吃喝穿买卖停")
_HEAD_BEFORE = re.compile(rf"(?:{lex.HEAD})\s*$")
_AUNT = re.compile(rf"(?:岁的|老板娘|老板|店主|摊主|村民|居民|街坊|大厨|师傅)(?P<name>(?!大|老)[{_HAN}](?:姨|叔|嫂|哥|姐|婶|伯|婆|爷|妈|公))(?=[,在早晚也就都又和与把将对是说]|{_VERB_AFTER}|指|从|则|便)")
"""73岁的莲姨, 老板娘丽姐."""
_UNCLE = re.compile(rf"(?P<name>阿[{_HAN}](?:姨|叔|嫂|哥|姐|婶|伯|婆|爷|妈|公|师|嬷|仔|妹|弟))(?=[,。、在早晚也就都又和与把将对是说笑的]|{_VERB_AFTER}|指|从|则|便)")
"""阿昌伯."""
_CALLED_LITTLE = re.compile(rf"(?:^|[,。;:!?“”\s])(?P<name>[小老][{''.join(sorted(COMMON_SURNAMES))}])(?={lex.ADVERB}|{lex.PREPOSITION}|永远|才|是|没|有|不|把|被|和|与|的)")
"""小何永远忘不了: somebody whom the text never calls otherwise."""
_ROLE_CHAR = re.compile(r"[\u4e00-\u9fff]{1,}(?:者|员|师|家|官|族|手|迷|长|客|主|民|生|户|商|工)$")
_ORG_END = re.compile(rf"(?:{lex.ORG_SUFFIX}|[A-Za-z0-9])\s*$")
_SOFT_GIVEN = frozenset("前来和时里为中")
_SPOKE = re.compile(rf"{_VERB_AFTER}|在接受|接受(?=[^,。]{{0,20}}采访)|(?:对|向|告诉)[^,。]{{0,14}}(?:记者|媒体)")
"""What shows that a title's bearer ends here."""
_CLAUSE_START = re.compile(rf"(?:^|[,。;:!?、“”「」()\s])(?:{lex.CONNECTIVE}|{lex.TIME}|据|在|按照|而|对于|名叫|名为|叫)*$")


def vote(part: str, votes: Counter[str], strong: set[str]) -> None:
    """Add what one paragraph says for each candidate; two points at once are a strong sign."""
    for name, weight in chain(_spelt_signs(part), _called_signs(part), _titled_signs(part), _latin_signs(part)):
        votes[name] += weight
        if weight >= 2:
            strong.add(name)
    if _known().search(part):
        _vote_known(part, votes, strong)
    for at, char in enumerate(part):
        if char not in lex.SURNAMES and part[at : at + 2] not in lex.COMPOUND:
            continue
        for name in _candidates(part, at):
            weight = _weight(part, at, name)
            if weight:
                votes[name] += weight
                if weight >= 2:
                    strong.add(name)


def _spelt_signs(part: str) -> Iterator[tuple[str, int]]:
    """Foreign names by their dots and hyphens, by the Latin name in brackets, behind a title."""
    dotted = list(_DOTTED.finditer(part)) if "·" in part or "-" in part else []
    for match in dotted:
        name = _trim_dotted(match.group().rstrip("."))
        if not name:
            continue
        if "-" not in name or lex.is_spelt(re.sub(r"[·\-]", "", name)):  # 上海-北京
            yield name, 2
    for match in _SPELT_DOTTED.finditer(part) if "·" in part else ():
        if not any(m.start() < match.end() and match.start() < m.end() for m in dotted) and not _TITLE_END.search(part[: match.start() + 1]):
            yield match.group(), 2
    for match in _SPELT_IN_LATIN.finditer(part) if "(" in part else ():
        name = match.group("name")
        if chinese.frequency(name) == 0 and not _TITLE_END.search(name):
            yield name, 2
    for match in chain(_TITLED_SPELT.finditer(part), _TITLED_SPELT_WIDE.finditer(part)):
        name = match.group("name")
        if chinese.frequency(name) < 30 and not any(chinese.frequency(name[i : i + 2]) > 100 for i in range(len(name) - 1)):
            yield name, 2


def _called_signs(part: str) -> Iterator[tuple[str, int]]:
    """Names that the text itself calls names: 自称, 名叫, a nickname's brackets, 小X and X姨."""
    for match in _CALLS_ITSELF.finditer(part):
        yield match.group("name"), 2
    for match in _KIN_NAMED.finditer(part):
        name = match.group("name")
        if all(c in GIVEN for c in name) and chinese.frequency(name) < 30 and not _NO_NAME.match(name):
            yield name, 2
    for match in _OLD_FOURTH.finditer(part) if "老" in part else ():
        yield match.group("name"), 2
    for match in _JAPANESE_LONG.finditer(part):
        yield match.group("name"), 3
    for match in _CALLED_LITTLE.finditer(part):
        if chinese.frequency(match.group("name")) < 100:
            yield match.group("name"), 1
    for match in chain(_AUNT.finditer(part), _UNCLE.finditer(part) if "阿" in part else ()):
        yield match.group("name"), 2
    for match in _NAMED_SO.finditer(part) if "叫" in part or "名" in part else ():
        name = match.group("name")
        if len(name) > 1 and not _NO_NAME.match(name) and chinese.frequency(name) < 300:
            yield name, 2
    for match in _NICKNAME.finditer(part) if _MAY_BE_NICKNAME.search(part) else ():
        name = match.group("name") or match.group("nick")
        if name not in common_words():
            yield name, 2


def _titled_signs(part: str) -> Iterator[tuple[str, int]]:
    """Names without a known surname between a title and a verb, or behind a role."""
    for match in _TITLED.finditer(part):
        name = match.group("name")
        if part[match.end() : match.end() + 1] == "," and (len(name) < 3 or chinese.frequency(name)):
            continue
        if set(name) & set("了着过的"):
            continue  # 业主愣了几秒
        if name[0] not in lex.SURNAMES and name[0] not in "长员者家师们" and not _NO_NAME.match(name) and not _WHEN.search(name) and name[-1] not in NOT_GIVEN and name[-1] not in "上中下里内外时后前间" and (len(name) <= 4 or lex.is_spelt(name)):
            yield name, 2
    for match in _MARRIED.finditer(part):
        if chinese.frequency(part[match.end() - 1 : match.end() + 1]) < 50:  # 村民胡桂兰|高兴地说
            yield match.group("name"), 3
    for match in _BEHIND_ROLE.finditer(part):
        name = match.group("name")
        if name[0] not in lex.SURNAMES and chinese.frequency(name) == 0 and not _NO_NAME.match(name) and name[-1] not in NOT_GIVEN:
            yield name, 1


def _latin_signs(part: str) -> Iterator[tuple[str, int]]:
    """Names in Latin letters, before their title or behind it."""
    if not _CAPITAL.search(part):
        return
    for match in _LETTERED.finditer(part):
        yield match.group("name"), 2
    for match in _LATIN_AND_SURNAME.finditer(part):
        if chinese.frequency(part[match.end() - 1 : match.end() + 1]) < 50 and match.group("name").split(" ")[0] not in _ABBREVIATIONS:
            yield match.group("name"), 2 if _TITLE_END.search(part[: match.start()]) else 1
    for match in chain(_LATIN_PERSON.finditer(part), _TITLED_LATIN.finditer(part)):
        name = match.group("name")
        if name not in _ABBREVIATIONS and (match.re is _LATIN_PERSON or len(name) > 1):
            yield name, 2


def _vote_known(part: str, votes: Counter[str], strong: set[str]) -> None:
    """People whom every paper spells differently, under any of their names."""
    for form, name in lex.known_as().items():
        if form in part and not form.isascii():
            votes[form] += 2
            strong.add(form)
        if " " in name and name in part:
            votes[name] += 2
            strong.add(name)
    for name in lex.WELL_KNOWN:
        if name in part and name.isascii() is False:
            votes[name] += 2
            strong.add(name)


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    """Finds a paragraph that `_vote_known` has something to say of."""
    forms = {*lex.known_as(), *(n for n in lex.known_as().values() if " " in n), *lex.WELL_KNOWN}
    return re.compile("|".join(sorted(map(re.escape, forms))))


def _trim_dotted(name: str) -> str:
    """首席执行官蒂姆·库克 → 蒂姆·库克, 布兰登·米勒复(出) → 布兰登·米勒."""
    name = _ROLE_TAIL.sub("", name)
    first, dot, last = name.rpartition("-" if "·" not in name else "·")
    if _PAPER.search(first) and dot == "·":
        return ""  # 某青年报·某在线
    while len(last) > 1 and not last.isascii() and last[-1] not in lex.SPELLS:
        last = last[:-1]
    if "·" not in first and len(first) > 4:
        spelt = len(first)
        while spelt and first[spelt - 1] in lex.SPELLS:
            spelt -= 1
        first = first[spelt:] if len(first) - spelt >= 2 else first
    return first + dot + last


def _candidates(part: str, at: int) -> list[str]:
    """Surname and given name from `at` on, where the text lets a name end there: with two characters of given name, with one."""
    out: list[str] = []
    surname = 2 if part[at : at + 2] in lex.COMPOUND else 1
    for given in (2, 1):
        name = part[at : at + surname + given]
        if len(name) == surname + given and all("\u3400" <= c <= "\u9fff" for c in name) and _NAME_END.match(part, at + len(name)):
            soft = name[-2] in "时来其和于为" and name[-1] in GIVEN and name[-1] not in COMMON_SURNAMES and name[0] in COMMON_SURNAMES  # 马时岚
            if given == 2:
                small = (name[-1] in NOT_GIVEN or (name[-2] in NOT_GIVEN and not soft)) and not _named_after_head(part, at, name)
            else:
                small = name[-1] in NOT_GIVEN or name[-1] in "先其续亦仍随"
            if small and not _ends_before_speech(part, at, name):
                continue
            if given == 2 and surname == 1 and name[1] in GIVEN and name[2] in _MOVES and not _SPEAKS.match(part, at + 3):
                name = name[:2]  # 刘岚|逃也似的
            out.append(name)
    name = part[at : at + surname + 2]
    if not out and surname == 1 and len(name) == 3 and (name[0] in COMMON_SURNAMES or all(c in GIVEN for c in name[1:])) and _TITLE_END.search(part[max(0, at - 24) : at]) and _plain_name(name):
        out.append(name[:2] if name[1] in GIVEN and name[2] in _MOVES and not _SPEAKS.match(part, at + 3) else name)  # a title before it: whatever verb follows
    return out


def _named_after_head(part: str, at: int, name: str) -> bool:
    """店员李时来,…: behind what somebody is and before a mark."""
    return part[at + len(name) : at + len(name) + 1] in ",。:(“、" and bool(_HEAD_BEFORE.search(part[max(0, at - 12) : at])) and name[-1] not in "们者的了着过说称"


def _ends_before_speech(part: str, at: int, name: str) -> bool:
    """组长姚前表示, 合伙人卫东来在接受采访时说: a title, a surname, and what is else a small word stands right before a verb of speech."""
    if name[-1] not in _SOFT_GIVEN or any(c in NOT_GIVEN for c in name[1:-1]) or name[0] in lex.RARE_SURNAMES:
        return False
    return bool(_TITLE_END.search(part[max(0, at - 24) : at]) and _SPOKE.match(part, at + len(name)))


def _plain_name(name: str) -> bool:
    return all("\u3400" <= c <= "\u9fff" for c in name) and not any(c in NOT_GIVEN for c in name[1:]) and (name[:2] not in common_words() or all(c in GIVEN for c in name[1:]))


def _weight(part: str, at: int, name: str) -> int:
    """How strongly the words around say this is a name: 0 not at all, 2 surely."""
    before, after = part[max(0, at - 24) : at], part[at + len(name) : at + len(name) + 70]
    if _PSEUDO_MARK.match(after):
        return 3
    common = name in common_words()
    if _NOT_PERSON_END.search(name) or (common and not _TITLE_END.search(before)):
        return 0
    if name[:2] in common_words() and len(name) == 3 and not _TITLE_END.search(before) and name[2] in "们者方上中下里内外":
        return 0
    if len(name) == 3 and name[:2] in _role_words():
        return 0
    if any(part[max(0, at - k) : at + 1] in _role_words() for k in (1, 2, 3)):
        return 0  # 主管|巩旻, not 管巩旻
    rare = name[0] in lex.RARE_SURNAMES and name[:2] not in lex.COMPOUND
    if _ROLE_CHAR.search(before) and _SPEAKS.match(after) and not rare and name[-1] not in "们者":
        return 2
    if _TITLE_END.search(before) and (not common or _SPEAKS.match(after)):
        return 3 if not rare or len(name) == 3 else 2 if name[0] in COMMON_SURNAMES and _SPEAKS.match(after) and chinese.frequency(name) == 0 else 1
    if rare and len(name) == 2 and name[0] in COMMON_SURNAMES and name[1] in GIVEN and chinese.frequency(name) == 0 and _CLAUSE_START.search(before) and re.match(_VERB_AFTER, after):
        return 2  # 于丽说
    if rare and name[:2] not in lex.COMPOUND:
        return 0
    if before and chinese.frequency(before[-1] + name[0]) > 500 and not _TITLE_END.search(before) and not _HEAD_BEFORE.search(before):
        return 0  # 相|关处室
    if len(name) == 3 and name[0] in COMMON_SURNAMES and _TITLE_AND_SPEAKS.match(after):
        return 2
    starts = bool(_CLAUSE_START.search(before))
    speaks = bool(_SPEAKS.match(after))
    if starts and re.match(rf"(?:{lex.HONORIFIC})(?:[,。:]|{lex.ADVERB}|{lex.CUE_VERB.pattern}|\()", after):
        return 2
    if starts and speaks:
        return 2 if len(name) == 3 or name not in common_words() else 0
    if len(name) == 3 and (_HEAD_BEFORE.search(before) or before.endswith("岁的")):
        return 2
    if before.endswith("岁的") and name[0] in COMMON_SURNAMES and not common:
        return 2
    if (_ORG_END.search(before) or (len(name) == 3 and _OF_A_HOUSE.search(before))) and speaks:
        return 2
    if starts and re.match(r"\s*\([^)]{2,30}\)|是[^,。]{2,30}(?:" + lex.TITLE + r")", after):
        return 2
    if len(name) == 3 and name[:2] not in common_words() and re.match(r"的(?:看法|观点|说法|判断|态度|意见|预测|回答|回应|担忧|解释|话)", after):
        return 2
    if starts and len(name) == 3 and name[:2] not in common_words() and name[1:] not in common_words():
        return 1
    if starts and re.match(r"(?:看来|介绍|透露|回忆|则|也|曾|的(?:话|看法|说法|观点|理解|预想|判断|描述))", after):
        return 1
    return 0


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words that are no names, whatever stands beside them."""
    return lex.common_words() | frozenset(lex.HEADS.split()) | frozenset(lex.TITLES.split()) | frozenset(lex.SAID.split())


@lru_cache(maxsize=1)
def _role_words() -> frozenset[str]:
    return frozenset(lex.HEADS.split()) | frozenset(lex.TITLES.split())
