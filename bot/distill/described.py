"""Speakers who are only described (一位投资人, 不少用户, 该负责人, 院方) and bodies by their kind of name: what the description is, and who it
means where the text said more of them before."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.back_to import BACK_TO, BackTo
from bot.distill.names import SpeakerKind, Who
from bot.distill.phrases import sentence_start
from bot.recall import chinese

if TYPE_CHECKING:
    from bot.distill.speakers import Resolver

_QUANT_AT = re.compile(lex.QUANT)
_ENDS_IN_HEAD = re.compile(rf"(?:{lex.HEAD})$")
_PLACE_BEFORE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}$|[\u4e00-\u9fff]{2}$")
_SURNAMED = re.compile(rf"姓(?:[{''.join(sorted(lex.SURNAMES))}])(?:男子|女子|男|女|妇人|夫妇|老人|学生|员工|店员|司机|业者|民众|租客|房东|屋主|医师|医生|负责人)$|(?:[{''.join(sorted(lex.SURNAMES))}])姓[\u3400-\u9fff]{{2,8}}$")
_QUANTITY = re.compile(rf"(?:{lex.QUANT}|{lex.CONNECTIVE}|{lex.TIME}|的)+")
VERB_ON = re.compile(r"(?:调侃|批评(?!者|家|人士)|感谢|称赞|大赞|盛赞|力赞|夸|吐槽|指责|告诉|提醒|询问|追问|采访|邀请|请教|劝|陪|遇到|遇见|见到|认识|爆料|透露|怒斥|怒批|回呛|呛|搭档|扮演|饰演)[^,。]{0,40}$")
NO_NOUN = re.compile(r"[,.;:!?。]|[了着过吗呢吧]|(?:这|那)(?:一|些|个)?$|^(?:的|地|得|了|着|过|不|没|被(?![告害访保])|把|将|会|能|要|可|应|在|是|有|而|且|或|若|如|虽|因|为|对|向)|(?:是|有|在|(?<![协学商工员金合公总农议国董监理事])会|(?<![智动储新光核节])能|不|没|被|把|将|可以|应该|需要|就|都|也|还|的|地|得|时|后|前|中|里)$|\d|采访|^(?:更|都|就|也|还|他|她|则|却|又|再|曾|已)")
NOT_SPEAKER = frozenset(["照此", "据此", "由此", "为此", "就此", "借此", "数据", "报告", "消息", "情况", "结果", "问题", "原因", "事实", "时间", "目前", "现在", "今年", "去年", "因此", "所以", "如此", "这里", "那里", "什么", "这", "那", "它", "其", "内容", "内文", "影片", "片段", "此", "该", "之", "谁", "我", "你", "我们", "你们", "咱们", "大会", "会议", "新闻", "文章", "标题", "公告", "一", "只", "想", "也", "都", "可", "敢", "难", "再", "先", "能", "会"])
_LEADS_ON = re.compile(r"[“”「」(]|^第|^因(?!特)|遭(?![^的]{1,8}的)|^(?:说着|接着|随后|只见|于是|为了|为(?=消)|通过|围绕|面对|关于|基于|除了|为着)")
_STANDS = re.compile(rf"(?:{lex.HEAD})(?<![公业会府院校行司])[站处]$")
_MAY_HAVE_SIDES = re.compile(rf"(?:{lex.HEAD}|{lex.ORG_SUFFIX}|[方部局厅院校店]|机场|车站|港口|码头|景区|园区|剧组|节目组|组委会|剧院|影院|书店|球馆|小区|幼儿园|养老院)$")
_ENDS_AS_HOUSE = re.compile(f"(?:{lex.ORG_SUFFIX})$")
_TRADE = re.compile("的[^的]{1,10}[商者家]$")
_OWNER = re.compile(r"(?:^|[,。;:”])(?P<whose>[那这]?家?[\u4e00-\u9fffA-Za-z]{2,8}的)$")
_TERM = re.compile("[“「][^“”「」]{1,16}[”」]")
_SINGLE = re.compile(r"(?:另外?|还有|也有|又有|亦有|同样|那[^,。;:的]{1,6}的)?(?:[这那][位名](?=..)|一位|一名|一个|有位|有名|有个|某位)")
_ROLE_CHAR = "者员师家手商户友迷民长主客士工人"
_HABIT = re.compile("(?:总是|老是|经常|常常|时常|往往|一直|始终)(?:和|与|对|跟|向|给)")
"""总是和身边的人|说: nobody is called so."""
_DOING = re.compile(rf"(?:的|位|名|个)[\u3400-\u9fff]{{1,6}}(?:[{_ROLE_CHAR}]|代理)$")
_DONE_TO = re.compile(r"(?:不是|没有|是|被(?![告害访保])|把|让|使|令|给)")
_LINKED = re.compile(r"(?:[向跟给于]|(?<!一)对|在(?!场|职|读|校|任|岗|座|线|逃|押)|和|(?<!参)与(?!会))[^的]*$")
_ONE_OFFICE = re.compile("[\u4e00-\u9fff]{2,8}[和与及][\u4e00-\u9fff]{1,8}(?:部|局|署|司|厅|处|委员会|总局|研究院|研究所)(?=[\u4e00-\u9fff])")
"""贸易与渔业部|发言人, 食品和药物管理局|官员."""
_ASPECT = re.compile(r"(?<!为)了(?!解)|着")
_MANY = re.compile(r"(?:更多|几乎|越来越多|绝大|大多|大部分|多数|少数|部分|一部分|不少|许多|很多|大量|一些|有些|有的|若干|所有|众多|各)")
_CROWDS = frozenset(["业内", "业界", "外界", "市场", "行业", "学界", "舆论", "媒体", "大家", "众人", "人们"])
_ONE = re.compile(r"^(?:有?位(?!于)|有?名(?![字人])|一位|一名|一个|一家|有一位|有一名|另有|还有|[也亦]有(?![的人])|有(?![的人])|这位|这名|那位|某位)(?=..)")


@dataclass(frozen=True, slots=True)
class Descriptions:
    """The described speakers of one article."""

    resolver: Resolver

    def described(self, start: int, end: int, head: int) -> Who | None:
        """An anonymous speaker or a crowd, from its quantity word or the clause's start on."""
        at, quant = self._begins(start, end, head)
        part = self.resolver.text.plain[at:end].strip()
        if part.endswith("官方") and len(part) > 3:
            return self.organisation(start, end)
        plain_part = _TERM.sub("", part) if quant else part  # 一名自称“刑侦队”的警官
        if _LEADS_ON.search(plain_part) or (VERB_ON.match(part) and not re.fullmatch("[\u4e00-\u9fff]{2,3}者们?", part)):  # but 批评者
            return None
        if re.match(r"(?:用|据|按|照|让|请|由)(?=[^的]{3})", part):
            at, part = at + 1, part[1:]
        if not self._may_speak(part, bool(quant)):
            return None
        part = _subject_of(part)
        if not part or not self.on_borders(at, at + len(part)) or not self._is_somebody(part, bool(quant)):
            return None
        back = BackTo(self.resolver)
        named = (back.on_the_bench(part, at, at + len(part)) or back.named_later(part, at) or back.kin(part, at)) if part != "代表" else None
        if named:
            return named
        kind: SpeakerKind = "group" if (_MANY.match(part) or part in _CROWDS or part.endswith("们")) and not part.startswith("该") else "anonymous"
        same = back.before(part, at)
        if same:
            return Who(same, at, at + len(part), kind, "back-to")
        points = BACK_TO.match(part)
        meant = (back.spoken_of(part[points.end() :], at) or back.titled_so(part, at) or back.named_just_now(part, at) or back.in_front(part, at)) if points else None
        meant = meant or (back.in_front(part, at) if not points else None)
        if meant:
            return Who(meant.name, at, at + len(part), meant.kind, "back-to")
        return Who(self._called(part, at, start, quant), at, at + len(part), kind, "described")

    def counted(self, start: int, end: int) -> Who | None:
        """一位连续参会六年的展商: one person brought in by what they do, whether or not a list has the noun."""
        at = self.resolver.trimmed(start, end)
        part = self.resolver.text.plain[at:end]
        return self.described(start, end, end - 1) if _SINGLE.match(part) and _DOING.search(part) else None

    def brought_in(self, start: int, end: int) -> Who | None:
        """一个头像是雪山的人打圆场, 另一名清洁工则有不同说法: the one person that the clause [start, end) begins with, whatever they do."""
        plain = self.resolver.text.plain
        at = self.resolver.trimmed(start, end)
        single = _SINGLE.match(plain, at, end)
        for stop in range(single.end() + 1, min(end, at + 48) + 1) if single else ():
            if plain[stop - 1] not in _ROLE_CHAR and not _ENDS_IN_HEAD.search(plain, at, stop):
                continue
            if plain[stop : stop + 1] in ("的", "们", "、", "和") or (stop < end and plain[stop] != "," and not phrases.goes_on_with_verb(plain[at:end], stop - at)):
                continue
            who = self.resolver.phrase(at, stop)
            if who and who.kind == "anonymous" and who.end == stop:
                return who
        return None

    def _begins(self, start: int, end: int, head: int) -> tuple[int, str]:
        """Where the description begins: at its quantity word, which is given too, else behind what leads the clause in."""
        plain = self.resolver.text.plain
        at = self.resolver.trimmed(start, head)
        for match in _QUANT_AT.finditer(plain, at, end):
            if match.start() == at or plain[match.start() - 1] in ",的、 着了是,让令使候" or match.group() in ("一位", "一名", "一家", "不少", "许多", "多位", "多名", "另一位", "某"):
                return (match.start(), match.group()) if match.end() < end else (at, match.group())
        return at, ""

    @staticmethod
    def _may_speak(part: str, counted: bool) -> bool:
        """Whether the words can be a description at all: no clause, nothing that somebody does something to."""
        if not counted and (phrases.NO_BEGINNING.match(part) or _HABIT.match(part)):
            return False
        if not part or len(part) > 48 or part in NOT_SPEAKER or part.endswith("朋友圈") or _DONE_TO.match(part):
            return False
        return counted or not (re.search(r"[,。;:!?]", part) or (len(part) > 20 and "的" not in part))

    def _is_somebody(self, part: str, counted: bool) -> bool:
        """Whether the subject cut out is a description and nothing else: not linked to others, no verb, nobody named in it."""
        if _LINKED.search(_ONE_OFFICE.sub("", part)) or (not counted and _ASPECT.search(part)):
            return False
        pattern = self.resolver.people.pattern
        if pattern is not None and not all(self._is_house_too(m, part) or re.match(r"的|等|所|旗下|创办|创立|身边|同", part[m.end() :]) for m in pattern.finditer(part)):
            return False
        return not re.match(lex.PRONOUN, part) or bool(re.match(lex.PRONOUN + "的", part))

    def _is_house_too(self, match: re.Match[str], part: str) -> bool:
        """一位接近卓野管理层的人士: a given name alone that is a house's too, inside a counted description."""
        person = self.resolver.people.by_form[match.group()]
        return match.group() != person.name and len(match.group()) == 2 and person.name.endswith(match.group()) and bool(re.match(lex.QUANT, part))

    def _called(self, part: str, at: int, start: int, quant: str) -> str:
        """What the description is, without 一位: 上海一位投资人, 有人, 林姓学生."""
        name = _ONE.sub("", part)
        if name == "人" or re.fullmatch("[还另也亦又]有人", part):
            name = "有人"
        owner = _OWNER.search(self.resolver.text.plain[start:at]) if quant in ("一位", "一名", "一个") else None
        if owner and part.startswith(quant):
            return owner.group("whose") + part
        place = _PLACE_BEFORE.search(self.resolver.text.plain, max(start, at - 4), at) if quant in ("一位", "一名", "一个", "一家") else None
        if place and chinese.tags((place.group(),)).get(place.group()) in ("ns", "nz"):
            name = place.group() + part
        elif house := self._house_before(start, at) if part.startswith(("一位", "一名")) else "":
            name = house + part
        name = re.sub(r"(?<=[圈界])[内里]$|(?<=..)方面$", "", name)
        surnamed = _SURNAMED.search(name)  # 在南部读书的林姓学生
        return surnamed.group() if surnamed else name

    def _house_before(self, start: int, at: int) -> str:
        """鼎云一位内部人士, 药监局一名审评员: whose they are, where nothing but that stands before."""
        low = self.resolver.trimmed(start, at)
        house = self.resolver.text.plain[low:at]
        if not 2 <= len(house) <= 16 or NO_NOUN.search(house) or not phrases.may_be_subject(house):
            return ""
        return house if _MAY_HAVE_SIDES.search(house) or chinese.frequency(house) == 0 else ""

    def organisation(self, start: int, end: int) -> Who | None:
        """A body by the ending of its name (协会, 公司), or whoever of it is the clause's subject."""
        at = self.resolver.trimmed(start, end)
        at += 1 if re.match("经(?![济营理销典纪贸验过])", self.resolver.text.plain[at:end]) else 0  # 经京城官方确认
        part = self.resolver.text.plain[at:end]
        if not 2 <= len(part) <= 24 or NO_NOUN.search(part) or part in NOT_SPEAKER:
            return None
        if len(part) < 4 and part[-1] in "处站室园科" and not re.fullmatch("[A-Z]站", part) and not (len(part) == 3 and part[-1] in "处科室" and chinese.tags((part[:2],)).get(part[:2], "").startswith("n")):
            return None  # but 地政处, 财务科
        if _STANDS.search(part):
            return None  # 女孩的母亲|站
        name = re.sub(r"(?:方面|官方)$", "", part) or part
        if self._in_marks(name):
            return Who(name, at, end, "organisation", "organisation")
        if not (phrases.may_be_subject(part) or phrases.is_office(part)) or not self.on_borders(at, end):
            head = phrases.head_end(part)
            named = part[head:]
            if head and 3 < len(named) <= 8 and lex.is_body(part[:head]) and _ENDS_AS_HOUSE.search(named) and phrases.may_be_subject(named):
                return Who(named, at + head, end, "organisation", "organisation")  # 车商、民营企业长鲸汽车
            return self.described(start, at + head, at) if head and head < len(part) else None
        if "、" in name and _TRADE.search(name[: name.rfind("、")]):
            name = name[name.rfind("、") + 1 :]  # 最大的车商、民营企业长鲸汽车
        if part.endswith("方面") and name != part and not _MAY_HAVE_SIDES.search(name) and chinese.tags((name,)).get(name, "x") in ("n", "v", "vn", "a"):
            return None  # 电源方面
        return Who(name, at, end, "organisation", "organisation")

    def _in_marks(self, name: str) -> bool:
        """连锁品牌“安爪”…。安爪方面回应: a body that the article has set in marks, whatever words its name is made of."""
        plain = self.resolver.text.plain
        return 2 <= len(name) <= 8 and any(f"{open}{name}{shut}" in plain for open, shut in ("“”", "「」"))

    def on_borders(self, start: int, end: int) -> bool:
        """Whether the phrase [start, end) is cut out of the text between words, as far as the dictionary knows them."""
        plain = self.resolver.text.plain
        low, high = max(0, start - 3, sentence_start(plain, start)), min(len(plain), end + 3)
        around = plain[low:high]
        counted = plain[start : start + 2] in ("有一", "有位", "有名", "有个")  # 还|有一位
        return phrases.on_border(around, end - low) and (counted or start == low or phrases.on_border(around, start - low))



def _subject_of(part: str) -> str:
    """队员一见到记者 → 队员: the subject, where the description runs on over a verb to another person; nothing, where it is none."""
    lead = _QUANTITY.match(part)
    behind = lead.end() if lead else 0
    if phrases.may_be_subject(part[behind:]):
        return part
    end = phrases.head_end(part[behind:])
    return part[: behind + end] if end else ""
