"""Speakers who are only described (一位投资人, 不少用户, 该负责人, 院方) and bodies by their kind of name: what the description is, and who it
means where the text said more of them before."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.names import SpeakerKind, Who
from bot.distill.phrases import sentence_start
from bot.distill.pronouns import SURNAME_CHARS
from bot.recall import chinese

if TYPE_CHECKING:
    from bot.distill.speakers import Resolver

_QUANT_AT = re.compile(lex.QUANT)
_ENDS_IN_HEAD = re.compile(rf"(?:{lex.HEAD})$")
_HOUSES = {"署方": "署", "局方": "局", "厂方": "厂", "店方": "店|餐厅|酒楼|超市", "院方": "医院", "该院": "医院|研究院", "校方": "大学|学院|中学|小学|学校", "该校": "大学|学院|中学|小学", "馆方": "博物馆|美术馆|图书馆|展览馆", "该馆": "博物馆|美术馆|图书馆"}
_PLACE_BEFORE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}$|[\u4e00-\u9fff]{2}$")
_LAST_TITLE = re.compile(rf"(?:{lex.TITLE})$")
_SURNAMED = re.compile(rf"姓(?:[{''.join(sorted(lex.SURNAMES))}])(?:男子|女子|男|女|妇人|夫妇|老人|学生|员工|店员|司机|业者|民众|租客|房东|屋主|医师|医生|负责人)$|(?:[{''.join(sorted(lex.SURNAMES))}])姓[\u3400-\u9fff]{{2,8}}$")
_BACK_TO = re.compile(r"(?:该名|该位|该|这位|这名|这个|这家|那位|那名|上述|前述)(?=..)")
_BENCH = re.compile("(?:暂委|主审|原审|主任)?(?:法官|裁判官)$")
_LONE_TITLE = re.compile("老板|老板娘|店主|店长|校长|院长|厂长|村长|馆长|会长|班长|队长|导演|主厨|场主|园长|主理人|创始人|董事长")
ONE_OF_THEM = re.compile("(?:男子|女子|男生|女生|男孩|女孩|男人|女人|男士|女士|小伙|小伙子|姑娘|小哥|骑手|司机|老人|店员|店主|店长|老板|老板娘|员工|职员|学生|乘客|旅客|顾客|保安|工作人员|负责人|知情人士|知情人|律师|医生|护士|老师|民警|志愿者|摊主|房东|租客|邻居|家长|阿姨|大爷|大妈|大叔|大姐|妇人|少年|少女|博主|主播|客服|销售|中介|教练)$")
_SEVERAL = re.compile(rf"(?:{lex.HEAD})(?!.{{0,6}}的)[^的]{{0,4}}[向对跟和与被把给找说问告]|[被说问找]|告诉|采访")
_QUANTITY = re.compile(rf"(?:{lex.QUANT}|{lex.CONNECTIVE}|{lex.TIME}|的)+")
COUNTED = re.compile(r"^(?:一位|一名|名|位|个)(?:\d\d岁的?)?")
VERB_ON = re.compile(r"(?:调侃|批评(?!者|家|人士)|感谢|称赞|大赞|盛赞|力赞|夸|吐槽|指责|告诉|提醒|询问|追问|采访|邀请|请教|劝|陪|遇到|遇见|见到|认识|爆料|透露|怒斥|怒批|回呛|呛|搭档|扮演|饰演)[^,。]{0,40}$")
NO_NOUN = re.compile(r"[,.;:!?。]|[了着过吗呢吧]|(?:这|那)(?:一|些|个)?$|^(?:的|地|得|了|着|过|不|没|被(?![告害访保])|把|将|会|能|要|可|应|在|是|有|而|且|或|若|如|虽|因|为|对|向)|(?:是|有|在|(?<![协学商工员金合公总农议国董监理事])会|(?<![智动储新光核节])能|不|没|被|把|将|可以|应该|需要|就|都|也|还|的|地|得|时|后|前|中|里)$|\d|采访|^(?:更|都|就|也|还|他|她|则|却|又|再|曾|已)")
NOT_SPEAKER = frozenset(["数据", "报告", "消息", "情况", "结果", "问题", "原因", "事实", "时间", "目前", "现在", "今年", "去年", "因此", "所以", "如此", "这里", "那里", "什么", "这", "那", "它", "其", "内容", "内文", "影片", "片段", "此", "该", "之", "谁", "我", "你", "我们", "你们", "咱们", "大会", "会议", "新闻", "文章", "标题", "公告", "一", "只", "想", "也", "都", "可", "敢", "难", "再", "先", "能", "会"])
_LEADS_ON = re.compile(r"[“”「」(]|^第|^因(?!特)|遭(?![^的]{1,8}的)|^(?:说着|接着|随后|只见|于是|为了|为(?=消)|通过|围绕|面对|关于|基于|除了|为着)")
_STANDS = re.compile(rf"(?:{lex.HEAD})(?<![公业会府院校行司])[站处]$")
_RELATIVE = re.compile("(?:[他她]的?|其)?(?P<kin>父亲|母亲|爸爸|妈妈|丈夫|妻子|太太|老公|老婆|儿子|女儿|哥哥|姐姐|弟弟|妹妹|爷爷|奶奶|外公|外婆|岳父|岳母|孙子|孙女|侄子|侄女|表哥|表姐|表弟|表妹|堂哥|堂弟|舅舅|姑姑|叔叔|姐夫|女婿|儿媳)")
_MAY_HAVE_SIDES = re.compile(rf"(?:{lex.HEAD}|{lex.ORG_SUFFIX}|[方部局厅院校店])$")
_OWNER = re.compile(r"(?:^|[,。;:”])(?P<whose>[那这]?家?[\u4e00-\u9fffA-Za-z]{2,8}的)$")
_TERM = re.compile("[“「][^“”「」]{1,16}[”」]")
_SINGLE = re.compile(r"(?:另外?|还有|也有|又有|亦有|同样|那[^,。;:的]{1,6}的)?(?:[这那][位名](?=..)|一位|一名|一个|有位|有名|有个|某位)")
_ROLE_CHAR = "者员师家手商户友迷民长主客士工人"
_DOING = re.compile(rf"(?:的|位|名|个)[\u3400-\u9fff]{{1,6}}(?:[{_ROLE_CHAR}]|代理)$")
_DONE_TO = re.compile(r"(?:不是|没有|是|被(?![告害访保])|把|让|使|令|给)")
_LINKED = re.compile(r"(?:[向对跟给于]|在(?!场|职|读|校|任|岗|座|线|逃|押)|和|(?<!参)与(?!会))[^的]*$")
_ONE_OFFICE = re.compile("[\u4e00-\u9fff]{2,8}[和与及][\u4e00-\u9fff]{1,8}(?:部|局|署|司|厅|处|委员会|总局|研究院|研究所)(?=[\u4e00-\u9fff])")
"""贸易与渔业部|发言人, 食品和药物管理局|官员."""
_ASPECT = re.compile(r"(?<!为)了(?!解)|着")
_MANY = re.compile(r"(?:更多|几乎|越来越多|绝大|大多|大部分|多数|少数|部分|一部分|不少|许多|很多|大量|一些|有些|有的|若干|所有|众多|各)")
_CROWDS = frozenset(["业内", "业界", "外界", "市场", "行业", "学界", "舆论", "媒体", "大家", "众人", "人们"])
_ONE = re.compile(r"^(?:有?位(?!于)|有?名(?![字人])|一位|一名|一个|一家|有一位|有一名|另有|还有|[也亦]有(?![的人])|有(?![的人])|这位|这名|那位|某位)(?=..)")


@lru_cache(maxsize=256)
def _ending_in(head: str) -> re.Pattern[str]:
    """Descriptions of one that end in the noun."""
    return re.compile(rf"(?:一个|一位|一名|一对|一家|有名|有位|有个)(?P<who>[^,。;:!?“”「」、\n()]{{0,22}}{head})(?![的们])")


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
        named = (self.on_the_bench(part, at, at + len(part)) or self._named_later(part, at) or self._kin(part, at)) if part != "代表" else None
        if named:
            return named
        kind: SpeakerKind = "group" if (_MANY.match(part) or part in _CROWDS or part.endswith("们")) and not part.startswith("该") else "anonymous"
        same = self._before(part, at)
        if same:
            return Who(same, at, at + len(part), kind, "back-to")
        back = _BACK_TO.match(part)
        meant = (self.spoken_of(part[back.end() :], at) or self._titled_so(part, at) or self._named_just_now(part, at) or self._in_front(part, at)) if back else None
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
        if not part or len(part) > 48 or part in NOT_SPEAKER or part.endswith("朋友圈") or _DONE_TO.match(part):
            return False
        return counted or not (re.search(r"[,。;:!?]", part) or (len(part) > 20 and "的" not in part))

    def _is_somebody(self, part: str, counted: bool) -> bool:
        """Whether the subject cut out is a description and nothing else: not linked to others, no verb, nobody named in it."""
        if _LINKED.search(_ONE_OFFICE.sub("", part)) or (not counted and _ASPECT.search(part)):
            return False
        pattern = self.resolver.people.pattern
        if pattern is not None and not all(re.match(r"的|等|所|旗下|创办|创立|身边|同", part[m.end() :]) for m in pattern.finditer(part)):
            return False
        return not re.match(lex.PRONOUN, part) or bool(re.match(lex.PRONOUN + "的", part))

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

    def _titled_so(self, part: str, at: int) -> Who | None:
        """这位粮食署主任: the one person named before whose role ends in the same title."""
        title = _LAST_TITLE.search(part)
        if not title:
            return None
        fits = [p for p in self.resolver.people.all() if p.first < at and p.role.endswith(title.group())]
        return Who(fits[0].name, at, at + len(part), "person", "back-to") if len(fits) == 1 else None

    def _named_just_now(self, part: str, at: int) -> Who | None:
        """…是李明。这位32岁的博士: the one person whom the sentence before names."""
        if not part.startswith(("这位", "这名")):
            return None
        plain = self.resolver.text.plain
        before = sentence_start(plain, at)
        while before and plain[before - 1] in "”」』" and (opened := max(plain.rfind(c, max(0, before - 300), before) for c in "“「『")) > 0:
            before = opened  # …李明怎么看。“…”这位博士说
        only = self.resolver.only_person(sentence_start(plain, before - 1), before - 1) if before and plain[before - 1] in "。!?" else None
        return Who(only.name, at, at + len(part), "person", "back-to") if only else None

    def _in_front(self, part: str, at: int) -> Who | None:
        """老李起初不理解。…但这位创始人…: nobody was brought in as such, so whoever is spoken of."""
        focus = self.resolver.focus
        if not part.startswith(("这位", "这名")) or focus is None or focus.kind != "person" or lex.is_body(part):
            return None
        plain = self.resolver.text.plain
        near = plain.rfind("\n", 0, max(0, plain.rfind("\n", 0, at))) if plain[plain.rfind("\n", 0, at) + 1 : at].strip() == "" else plain.rfind("\n", 0, at)
        return Who(focus.name, at, at + len(part), "person", "back-to") if focus.start > near else None

    def on_the_bench(self, part: str, at: int, end: int) -> Who | None:
        """法官指…: where a judge was named before, whoever of them was named last."""
        if not _BENCH.fullmatch(part):
            return None
        people = self.resolver.people
        named = (people.by_form[m.group()] for m in people.pattern.finditer(self.resolver.text.plain, max(0, at - 1500), at)) if people.pattern else ()
        judges = [person.name for person in named if _BENCH.search(person.role)]
        return Who(judges[-1], at, end, "person", "back-to") if judges else None

    def _named_later(self, part: str, at: int) -> Who | None:
        """老板坦言…: a bare title whose one bearer is named only after it, 面馆老板李明."""
        if not _LONE_TITLE.fullmatch(part) or self.spoken_of(part, at):
            return None
        found = [p for p in self.resolver.people.all() if p.role.endswith(part)]
        near = len(found) == 1 and at < found[0].first < at + 400
        return Who(found[0].name, at, at + len(part), "person", "back-to") if near else None

    def _kin(self, part: str, at: int) -> Who | None:
        """弟弟, 他的妻子: the one relative of that sort whom the article names (弟弟陆小川)."""
        match = _RELATIVE.fullmatch(part)
        pattern = self.resolver.people.pattern
        if not match or pattern is None:
            return None
        plain, forms = self.resolver.text.plain, self.resolver.people.by_form
        behind = (pattern.match(plain, m.end()) for m in re.finditer(match.group("kin"), plain))
        named = {forms[m.group()].name for m in behind if m}
        return Who(named.pop(), at, at + len(part), "person", "back-to") if len(named) == 1 else None

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
            return self.described(start, at + head, at) if head and head < len(part) else None
        if part.endswith("方面") and name != part and not _MAY_HAVE_SIDES.search(name) and chinese.tags((name,)).get(name, "x") in ("n", "v", "vn", "a"):
            return None  # 电源方面
        return Who(name, at, end, "organisation", "organisation")

    def _in_marks(self, name: str) -> bool:
        """连锁品牌“安爪”…。安爪方面回应: a body that the article has set in marks, whatever words its name is made of."""
        plain = self.resolver.text.plain
        return 2 <= len(name) <= 8 and any(f"{open}{name}{shut}" in plain for open, shut in ("“”", "「」"))

    def _before(self, part: str, at: int) -> str | None:
        """女子, 该名医师, 院方: whoever the sentences before brought in under a fuller description (一名女乘客, 黄姓医师, 城南医院)."""
        head = _BACK_TO.sub("", part)
        before = self.resolver.text.plain[max(0, at - 900) : at]
        if head == part and (head == "发言人" or ONE_OF_THEM.fullmatch(head)):
            spoke = {w.name for w in self.resolver.described if w.name.endswith(head) and w.name != head}
            if len(spoke) == 1:
                return spoke.pop()
        if head in _HOUSES:
            houses = dict.fromkeys(re.findall(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,10}}?(?:{_HOUSES[head]})(?![\u4e00-\u9fff])|[\u4e00-\u9fff]{{2,6}}(?:{_HOUSES[head]})(?=表示|指出|说|称|回应|强调|近日|昨|今|的|在)", before))
            return next(iter(houses)) if len(houses) == 1 else None
        if head in ("女子", "男子", "女孩", "男孩", "女生", "男生"):
            fuller = rf"(?:[{SURNAME_CHARS}]姓{head}|姓[{SURNAME_CHARS}]{head}|(?:一位|一名|名|位|个)(?:\d\d岁的?)?(?!{head}){head[0]}(?:{lex.HEAD}))"
        elif len(head) <= 3 and not lex.is_body(head) and (head != part or len(part) <= 2):
            fuller = rf"(?:[{SURNAME_CHARS}]姓[\u4e00-\u9fff]{{0,2}}{head}|姓[{SURNAME_CHARS}]的?{head})"
        else:
            return None if head != part and self.spoken_of(head, at) else self.introduced(head, at, told=head != part)
        found = dict.fromkeys(COUNTED.sub("", m.group()) for m in re.finditer(fuller + "(?![的们])", before))
        same = list(found)[-1] if found and (head != part or len(found) == 1 or head[0] in "男女") else None
        if same or (head != part and self.spoken_of(head, at)):
            return same
        return self.introduced(head, at, told=head != part)

    def introduced(self, head: str, at: int, told: bool) -> str | None:
        """男子, 这名员工: the first description of the one that came before `at` (一个穿花衬衫的男子, 一名银行员工), without 一个.
        `told`: a word says that somebody known is meant (这名, 该); so does a noun for single people; others mean who stands in their paragraph."""
        if not re.fullmatch(r"[\u4e00-\u9fff]{2,6}", head) or lex.is_body(head):
            return None
        told = told or bool(ONE_OF_THEM.fullmatch(head))
        plain = self.resolver.text.plain
        far = max(0, at - 1200) if told else plain.rfind("\n", 0, at) + 1
        if head not in plain[far:at]:
            return None
        spoken = _ending_in(head).finditer(plain, far, at)
        found = dict.fromkeys(self._with_place(m) for m in spoken if not _SEVERAL.search(m.group("who")[: -len(head)]))
        return next(iter(found)) if len(found) == 1 else None

    def _with_place(self, match: re.Match[str]) -> str:
        """江城一名女子: nothing but a place tells whom."""
        place = self.resolver.text.plain[max(0, match.start() - 2) : match.start()] if COUNTED.sub("", match.group()) == match.group("who") else ""
        return place + match.group() if chinese.tags((place,)).get(place) == "ns" and len(match.group("who")) < 4 else match.group("who")

    def on_borders(self, start: int, end: int) -> bool:
        """Whether the phrase [start, end) is cut out of the text between words, as far as the dictionary knows them."""
        plain = self.resolver.text.plain
        low, high = max(0, start - 3, sentence_start(plain, start)), min(len(plain), end + 3)
        around = plain[low:high]
        counted = plain[start : start + 2] in ("有一", "有位", "有名", "有个")  # 还|有一位
        return phrases.on_border(around, end - low) and (counted or start == low or phrases.on_border(around, start - low))

    def spoken_of(self, head: str, at: int) -> Who | None:
        """该负责人, 这位投资人: the last one before `at` whose role or description ends so."""
        found = next((w for w in reversed(self.resolver.described) if w.start < at and w.name.endswith(head)), None) or self._shortened(head, at)
        if self.resolver.people.pattern is None:
            return found
        for match in reversed(list(self.resolver.people.pattern.finditer(self.resolver.text.plain, max(0, at - 1500), at))):
            person = self.resolver.people.by_form[match.group()]
            if person.role.endswith(head) or person.name.endswith(head):
                if found is None or match.start() > found.start:
                    return Who(person.name, match.start(), match.end(), "person", "back-to")
                break
        return found


    def _shortened(self, head: str, at: int) -> Who | None:
        """前述云仓内部人士 for 云仓一位内部人士, 上述接近公司的人士 for 一位接近该公司的供应链人士: whose description has all of it, in its order."""
        near = [w for w in self.resolver.described if at - 2400 < w.start < at and w.name[-2:] == head[-2:]] if len(head) > 3 else []
        return next((w for w in reversed(near) if _has_all(w.name, head)), None)


def _has_all(name: str, head: str) -> bool:
    """Whether the characters of `head` stand in `name`, in their order."""
    rest = iter(name)
    return all(char in rest for char in head)


def _subject_of(part: str) -> str:
    """队员一见到记者 → 队员: the subject, where the description runs on over a verb to another person; nothing, where it is none."""
    lead = _QUANTITY.match(part)
    behind = lead.end() if lead else 0
    if phrases.may_be_subject(part[behind:]):
        return part
    end = phrases.head_end(part[behind:])
    return part[: behind + end] if end else ""
