"""Whose verb is it: the speaker before a verb of speech, across adverbs and prepositional phrases, pronouns resolved."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.names import People, Who
from bot.distill.phrases import sentence_start
from bot.distill.pronouns import KIN, SURNAME_CHARS, Pronouns
from bot.distill.text import Text
from bot.recall import chinese

_LATIN_END = re.compile(r"(?<![A-Za-z0-9.])[A-Za-z][A-Za-z0-9.'\-]*(?: (?:[A-Z][A-Za-z0-9.'\-]*|app|AI|Labs?))*$")
_LATIN_UPPER = re.compile(r"(?<![A-Za-z0-9.])[A-Z][A-Za-z0-9.'\-]*(?: [A-Z][A-Za-z0-9.'\-]*)*$")
_PRONOUN_END = re.compile(rf"{lex.PRONOUN}$")
_HEAD_END = re.compile(rf"(?:(?:{lex.HEAD})(?:[A-Z甲乙丙丁]|们|圈|方面|代表|内|里)?|有的|[的些多少位名数分有别]人(?:们)?|(?:{lex.QUANT})人|有人|声音|者|(?:姓|名|位|该|些|多|群|批|个)[\u4e00-\u9fff]{{1,4}}[生员师民客友迷手嫂哥姐商户])$")
_ORG_END = re.compile(rf"(?:[\u4e00-\u9fffA-Za-z0-9]{{1,14}}?(?:{lex.ORG_SUFFIX})|官方|AI|方面)$")
_BOOK_END = re.compile(r"《[^《》]{1,40}》(?:一[文书]|杂志|报告|报道|记者)?$")
_LEAD = re.compile(rf"^(?:\s|(?:采访|访谈|交谈|谈话)(?:时|中|当天|当日|期间)|[^,。:;“”—]{{0,16}}[讯电][—\-]+|曾有(?=从|来自|一)|【[^】\n]{{1,16}}】|《[^》\n]{{2,14}}专讯》|经[^,。;:]{{1,10}}后(?=对外|表示|称|说)|{lex.CONNECTIVE}|{lex.TIME}|[,:、]|{lex.PREPOSITION}[^,.;!?。]{{1,24}}?(?:上|中|时|里|后|前|下|内|间|际|期间|方面|处)(?=[,\s]|一|有|不少|许多|多)|据|在(?=[^,]{{2,10}}(?:看来|眼)))+")
_QUANT_AT = re.compile(lex.QUANT)
_OBJECT_OF = re.compile(r"(?:(?<![今明王唐宋元清])朝|朝着|对着|针对|面对|对|向|与|和|跟|同|给|被|把|将|让|请|问|采访|追问|告诉|反问|问道|回应|回复|就|为|由|比|除了|关于|随着|围绕|包括|按|像|如|是|叫|叫做)\s*$")
_AND = re.compile(r"(?:和|与|及|以及|、)\s*$")
_AND_ROLE = re.compile(rf"(?:和|与|及)[^,。、和与及]{{0,10}}(?:{lex.TITLE})$")
_BAD_NP = re.compile(r"[,.;:!?。]|[了着过吗呢吧]|(?:这|那)(?:一|些|个)?$|^(?:的|地|得|了|着|过|不|没|被|把|将|会|能|要|可|应|在|是|有|而|且|或|若|如|虽|因|为|对|向)|(?:是|有|在|会|能|不|没|被|把|将|可以|应该|需要|就|都|也|还|的|地|得|时|后|前|中|里)$|\d|采访|^(?:更|都|就|也|还|他|她|则|却|又|再|曾|已)")
_NOT_SPEAKER = frozenset(["数据", "报告", "消息", "情况", "结果", "问题", "原因", "事实", "时间", "目前", "现在", "今年", "去年", "因此", "所以", "如此", "这里", "那里", "什么", "这", "那", "它", "其", "内容", "内文", "影片", "片段", "此", "该", "之", "谁", "我", "你", "我们", "你们", "咱们", "大会", "会议", "新闻", "文章", "标题", "公告", "一", "只", "想", "也", "都", "可", "敢", "难", "再", "先", "能", "会"])
_POLITE = re.compile(rf"(?:{lex.TITLE}|先生|女士|小姐|教授|老师|博士|院士|律师|医生|导演|教练|总裁|董事长|院长|校长|主任|总经理)$")
_TITLED_NAME = re.compile(rf"^(?P<role>.*(?:{lex.TITLE}|{lex.HEAD}|[员师者家手星友迷客兵警生童孩]|儿子|女儿|妻子|丈夫|弟弟|哥哥|姐姐|妹妹|父亲|母亲))(?P<name>[\u4e00-\u9fff]{{2,8}}|[\u4e00-\u9fff]+[·\-][\u4e00-\u9fff]+)$")
_SOME_TITLE = re.compile(rf"(?:{lex.TITLE}|男子|女子|女孩|男孩|小哥|小伙|老人|青年|母亲|父亲|妈妈|爸爸|妻子|丈夫|儿子|女儿|朋友|邻居|同事|同学|房东|警察|民警)$")
_COUNTED = re.compile(r"^(?:一位|一名|名|位|个)(?:\d\d岁的?)?")
_ONE_OF_THEM = re.compile("男子|女子|男生|女生|男孩|女孩|男人|女人|男士|女士|小伙|小伙子|姑娘|小哥|骑手|司机|老人|店员|店主|店长|老板|老板娘|员工|职员|学生|乘客|旅客|顾客|保安|工作人员|负责人|知情人士|知情人|律师|医生|护士|老师|民警|志愿者|摊主|房东|租客|邻居|家长|阿姨|大爷|大妈|大叔|大姐|妇人|少年|少女|博主|主播|客服|销售|中介|教练")
_SEVERAL = re.compile(rf"(?:{lex.HEAD})(?!.{{0,6}}的)[^的]{{0,4}}[向对跟和与被把给找说问告]|[被说问找]|告诉|采访")
_HOUSES = {"院方": "医院", "该院": "医院|研究院", "校方": "大学|学院|中学|小学|学校", "该校": "大学|学院|中学|小学", "馆方": "博物馆|美术馆|图书馆|展览馆", "该馆": "博物馆|美术馆|图书馆"}
_PLACE_BEFORE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}$|[\u4e00-\u9fff]{2}$")
_QUANTITY = re.compile(rf"(?:{lex.QUANT}|{lex.CONNECTIVE}|{lex.TIME}|的)+")
_VERB_ON = re.compile(r"(?:调侃|批评|感谢|称赞|大赞|盛赞|力赞|夸|吐槽|指责|告诉|提醒|询问|追问|采访|邀请|请教|劝|陪|遇到|遇见|见到|认识|爆料|透露|怒斥|怒批|回呛|呛|搭档|扮演|饰演)[^,。]{0,40}$")
_CAUSED = re.compile(r"(?:让|使|令|请|叫|急得|惹得|逗得|气得|吓得)$")
_GAP = re.compile(r"^.*[\u3400-\u9fff] +(?=[\u3400-\u9fff])")
_LAST_TITLE = re.compile(rf"(?:{lex.TITLE})$")
_SURNAMED = re.compile(rf"姓(?:[{''.join(sorted(lex.SURNAMES))}])(?:男子|女子|男|女|妇人|夫妇|老人|学生|员工|店员|司机|业者|民众|租客|房东|屋主|医师|医生|负责人)$|(?:[{''.join(sorted(lex.SURNAMES))}])姓[\u3400-\u9fff]{{2,8}}$")
_BACK_TO = re.compile(r"(?:该名|该位|该|这位|这名|这个|这家|那位|那名|上述|前述)(?=..)")
_LONE_TITLE = re.compile("老板|老板娘|店主|店长|校长|院长|厂长|村长|馆长|会长|班长|队长|导演|主厨|场主|园长|主理人|创始人|董事长")
_SOMEBODY = re.compile(rf"(?:一位|一名|一个|有位|有名|有个)[^,。;:!?“”]{{0,24}}?(?:{lex.HEAD})(?!的|{lex.HEAD})")


@dataclass(slots=True)
class Resolver:
    """Finds speakers in one article. `focus` is the person spoken of last; `last` who spoke last."""

    text: Text
    people: People
    focus: Who | None = None
    last: Who | None = None
    group: Who | None = None
    described: list[Who] = field(default_factory=list)
    spoken: list[Who] = field(default_factory=list)  # everybody who was in the foreground, in order
    sexes: dict[str, str] = field(default_factory=dict)

    # -------------------------------------------------------------------------------------------------- noun phrases

    def phrase(self, start: int, end: int) -> Who | None:
        """The noun phrase that ends exactly at `end`, looked for no further back than `start`."""
        plain = self.text.plain
        while end > start and plain[end - 1] in " \"'":
            end -= 1
        part = plain[start:end]
        if not part:
            return None
        named = self._named_at(start, end)
        if named:
            return named
        alone = self._surname_alone(start, end)
        if alone:
            return alone
        for gap in _GAP.finditer(part):  # a label or a heading run together with the sentence
            start, part = start + gap.end(), part[gap.end() :]
            break
        if part[-1] in "”」』":
            return self._in_marks(start, end)
        match = _PRONOUN_END.search(part)
        if match and not re.search(r"(?:其|吉|排)他$", part):
            return self.pronoun(match.group(), start + match.start(), end)
        outlet = phrases.OUTLET_END.search(part)
        if outlet and not phrases.ends_in_verb(self.text.plain[start : start + outlet.start()]):
            return Who(outlet.group(), start + outlet.start(), end, "organisation", "organisation")
        match = _BOOK_END.search(part)
        if match:
            return Who(match.group(), start + match.start(), end, "organisation", "phrase")
        if part.endswith(")"):  # 山姆(Sam)
            back = part.rfind("(")
            if back > 0 and len(part) - back < 60:
                inner = self.phrase(start, start + back)
                if inner:
                    return inner
        match = _LATIN_END.search(part)
        if match and plain[start + match.start() - 1 : start + match.start()] in ("在", "于", "从") and start + match.start() > start:
            return None  # 在facebook回应
        if match and not re.fullmatch(r"[A-Za-z]", match.group()):
            return self._latin(part, start, end, match)
        match = _HEAD_END.search(part)
        if match:
            return self._described(start, end, start + match.start())
        match = _ORG_END.search(part)
        if match:
            return self._organisation(start, end)
        if phrases.is_role(part[-8:]):
            return self._described(start, end, end - 2)
        return None

    def _named_at(self, start: int, end: int) -> Who | None:
        part = self.text.plain[start:end]
        polite = _POLITE.search(part)
        if polite and polite.start() >= 2 and part not in self.people.by_form:
            who = self._named_at(start, start + polite.start())
            if who:
                return who
        for size in range(min(30, len(part)), 1, -1):
            form = part[-size:]
            if form in self.people.by_form and (not form.isascii() or len(part) == size or not part[-size - 1].isascii() or part[-size - 1] in " ,"):
                return Who(self.people.by_form[form].name, end - size, end, "person", "name")
        return None

    def _surname_alone(self, start: int, end: int) -> Who | None:
        """蔡坦言: a clause's subject that is nothing but the surname of the one person here who has it, as Hong Kong's papers write."""
        at = self.trimmed(start, end)
        char = self.text.plain[at:end]
        if len(char) != 1 or char not in lex.SURNAMES or char in lex.RARE_SURNAMES:
            return None
        names = {p.name for p in self.people.by_form.values() if p.name[0] == char and len(p.name) in (2, 3) and "·" not in p.name}
        return Who(names.pop(), at, end, "person", "surname") if len(names) == 1 else None

    def _in_marks(self, start: int, end: int) -> Who | None:
        """供应商「灵步科技」: a name set in quotation marks."""
        part = self.text.plain[start:end]
        at = max(part.rfind(c) for c in "“「『")
        inner = part[at + 1 : -1]
        if at < 1 or part[at - 1] in "在于从到向对" or not 2 <= len(inner) <= 16 or re.search(r"[,。!?;:]", inner):
            return None
        return Who(self.people.canonical(inner), start + at + 1, end - 1, "organisation", "phrase")

    def _latin(self, part: str, start: int, end: int, match: re.Match[str]) -> Who | None:
        name = match.group()
        upper = _LATIN_UPPER.search(part)
        if upper:
            name = upper.group()
        if name in ("CEO", "CTO", "CFO", "COO", "FA", "AI", "HR", "VP", "APP", "App", "PPT", "IPO"):
            return self._described(start, end, end - len(name))
        return Who(self.people.canonical(name), end - len(name), end, "organisation", "phrase")

    def _described(self, start: int, end: int, head: int) -> Who | None:
        """An anonymous speaker or a crowd, from its quantity word or the clause's start on."""
        at = self.trimmed(start, head)
        part = self.text.plain[at:end]
        quant = None
        for match in _QUANT_AT.finditer(self.text.plain, at, end):
            if match.start() == at or self.text.plain[match.start() - 1] in ",的、 着了是,让令使候" or match.group() in ("一位", "一名", "一家", "不少", "许多", "多位", "多名", "另一位", "某"):
                quant = match
                break
        if quant and quant.end() < end:
            at = quant.start()
            part = self.text.plain[at:end]
        part = part.strip()
        if not part or len(part) > 48 or part in _NOT_SPEAKER:
            return None
        if re.search(r"[“”「」(]|^第|^因(?!特)|遭(?![^的]{1,8}的)|^(?:说着|接着|随后|只见|于是|为了|为(?=消)|通过|围绕|面对|关于|基于|除了|为着)", part) or _VERB_ON.match(part):
            return None
        if re.match(r"(?:用|据|按|照|让|请|由)(?=[^的]{3})", part):
            at, part = at + 1, part[1:]
        if not quant and re.search(r"[,。;:!?]", part):
            return None
        if not quant and len(part) > 20 and "的" not in part:
            return None
        if re.match(r"(?:不是|没有|是|被|把|让|使|令|给)", part) or part.endswith("朋友圈"):
            return None
        part = _subject_of(part)
        if not part or not self._on_borders(at, at + len(part)):
            return None
        if re.search(r"(?:[向对跟给于]|在(?!场|职|读|校|任|岗|座|线|逃|押)|和|(?<!参)与(?!会))[^的]*$", part):
            return None
        if not quant and re.search(r"(?<!为)了(?!解)|着", part):
            return None
        if self.people.pattern is not None:
            for m in self.people.pattern.finditer(part):
                if not re.match(r"的|等|所|旗下|创办|创立|身边|同", part[m.end() :]):
                    return None
        if re.match(lex.PRONOUN, part) and not re.match(lex.PRONOUN + "的", part):
            return None
        kind = "group" if re.match(r"(?:几乎|越来越多|绝大|大多|大部分|多数|少数|部分|一部分|不少|许多|很多|大量|一些|有些|有的|若干|所有|众多|各)", part) or part in ("业内", "业界", "外界", "市场", "行业", "学界", "舆论", "媒体", "大家", "众人", "人们") else "anonymous"
        if part.startswith("该") or re.match(r"(?:公司|俱乐部|球队|店方|厂方|机构|门店|协会|学校|医院)$", part):
            kind = "anonymous"
        named = self._named_later(part, at) if part != "代表" else None
        if named:
            return named
        name = re.sub(r"^(?:有?位(?!于)|有?名(?![字人])|一位|一名|一个|一家|有一位|有一名|另有|还有|[也亦]有(?![的人])|有(?![的人])|这位|这名|那位|某位)(?=..)", "", part)
        if name == "人" or re.fullmatch("[还另也亦又]有人", part):
            name = "有人"
        if quant and quant.group() in ("一位", "一名", "一个", "一家") and (place := _PLACE_BEFORE.search(self.text.plain, max(start, at - 4), at)) and chinese.tags((place.group(),)).get(place.group()) in ("ns", "nz"):
            name = place.group() + part  # 上海一位投资人
        same = self._described_before(part, at)
        if same:
            return Who(same, at, at + len(part), kind, "back-to")  # type: ignore[arg-type]
        name = re.sub(r"(?<=[圈界])[内里]$", "", name)
        surnamed = _SURNAMED.search(name)  # 在南部读书的林姓学生
        if surnamed:
            name = surnamed.group()
        back = _BACK_TO.match(part)
        if back:
            meant = self.spoken_of(part[back.end() :], at) or self._titled_so(part, at)
            if meant:
                return Who(meant.name, at, at + len(part), meant.kind, "back-to")
        return Who(name, at, at + len(part), kind, "described")  # type: ignore[arg-type]

    def _titled_so(self, part: str, at: int) -> Who | None:
        """这位粮食署主任: the one person named before whose role ends in the same title."""
        title = _LAST_TITLE.search(part)
        if not title:
            return None
        fits = [p for p in self.people.all() if p.first < at and p.role.endswith(title.group())]
        return Who(fits[0].name, at, at + len(part), "person", "back-to") if len(fits) == 1 else None

    def _named_later(self, part: str, at: int) -> Who | None:
        """老板坦言…: a bare title whose one bearer is named only after it, 面馆老板李明."""
        if not _LONE_TITLE.fullmatch(part) or self.spoken_of(part, at):
            return None
        found = [p for p in self.people.all() if p.role.endswith(part)]
        near = len(found) == 1 and at < found[0].first < at + 400
        return Who(found[0].name, at, at + len(part), "person", "back-to") if near else None

    def _organisation(self, start: int, end: int) -> Who | None:
        at = self.trimmed(start, end)
        at += 1 if re.match("经(?![济营理销典纪贸验过])", self.text.plain[at:end]) else 0  # 经京城官方确认
        part = self.text.plain[at:end]
        if not 2 <= len(part) <= 24 or _BAD_NP.search(part) or part in _NOT_SPEAKER:
            return None
        if len(part) < 4 and part[-1] in "处站室园科":
            return None
        if not (phrases.may_be_subject(part) or phrases.is_office(part)) or not self._on_borders(at, end):
            head = phrases.head_end(part)
            return self._described(start, at + head, at) if head and head < len(part) else None
        name = re.sub(r"(?:方面|官方)$", "", part) or part
        return Who(name, at, end, "organisation", "organisation")

    def trimmed(self, start: int, end: int) -> int:
        """`start` moved over connectives, dates and phrases of place and time."""
        match = _LEAD.match(self.text.plain[start:end])
        return start + match.end() if match else start

    def _described_before(self, part: str, at: int) -> str | None:
        """女子, 该名医师, 院方: whoever the sentences before brought in under a fuller description (一名女乘客, 黄姓医师, 城南医院)."""
        head = _BACK_TO.sub("", part)
        before = self.text.plain[max(0, at - 900) : at]
        if head in _HOUSES:
            houses = dict.fromkeys(re.findall(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,10}}?(?:{_HOUSES[head]})(?![\u4e00-\u9fff])|[\u4e00-\u9fff]{{2,6}}(?:{_HOUSES[head]})(?=表示|指出|说|称|回应|强调|近日|昨|今|的|在)", before))
            return next(iter(houses)) if len(houses) == 1 else None
        if head in ("女子", "男子", "女孩", "男孩", "女生", "男生"):
            fuller = rf"(?:[{SURNAME_CHARS}]姓{head}|姓[{SURNAME_CHARS}]{head}|(?:一位|一名|名|位|个)(?:\d\d岁的?)?(?!{head}){head[0]}(?:{lex.HEAD}))"
        elif len(head) <= 3 and not lex.is_body(head) and (head != part or len(part) <= 2):
            fuller = rf"(?:[{SURNAME_CHARS}]姓[\u4e00-\u9fff]{{0,2}}{head}|姓[{SURNAME_CHARS}]的?{head})"
        else:
            return None if head != part and self.spoken_of(head, at) else self.introduced(head, at, told=head != part)
        found = dict.fromkeys(_COUNTED.sub("", m.group()) for m in re.finditer(fuller + "(?![的们])", before))
        same = list(found)[-1] if found and (head != part or len(found) == 1 or head[0] in "男女") else None
        if same or (head != part and self.spoken_of(head, at)):
            return same
        return self.introduced(head, at, told=head != part)

    def introduced(self, head: str, at: int, told: bool) -> str | None:
        """男子, 这名员工: the first description of the one that came before `at` (一个穿花衬衫的男子, 一名银行员工), without 一个.
        `told`: a word says that somebody known is meant (这名, 该); else there may be but one, and the noun must be for single people."""
        if not re.fullmatch(r"[\u4e00-\u9fff]{2,6}", head) or not (told or (_ONE_OF_THEM.fullmatch(head) and len(head) > 1)):
            return None
        spoken = re.finditer(rf"(?:一个|一位|一名|一对|有名|有位|有个)(?P<who>[^,。;:!?“”「」、\n()]{{1,22}}{head})(?![的们])", self.text.plain[max(0, at - 1200) : at])
        found = dict.fromkeys(m.group("who") for m in spoken if not _SEVERAL.search(m.group("who")[: -len(head)]))
        return next(iter(found)) if len(found) == 1 else None

    def _on_borders(self, start: int, end: int) -> bool:
        """Whether the phrase [start, end) is cut out of the text between words, as far as the dictionary knows them."""
        plain = self.text.plain
        low, high = max(0, start - 3, sentence_start(plain, start)), min(len(plain), end + 3)
        around = plain[low:high]
        return phrases.on_border(around, end - low) and (start == low or phrases.on_border(around, start - low))

    def spoken_of(self, head: str, at: int) -> Who | None:
        """该负责人, 这位投资人: the last one before `at` whose role or description ends so."""
        found = next((w for w in reversed(self.described) if w.start < at and w.name.endswith(head)), None)
        if self.people.pattern is None:
            return found
        for match in reversed(list(self.people.pattern.finditer(self.text.plain, max(0, at - 1500), at))):
            person = self.people.by_form[match.group()]
            if person.role.endswith(head) or person.name.endswith(head):
                if found is None or match.start() > found.start:
                    return Who(person.name, match.start(), match.end(), "person", "back-to")
                break
        return found

    # ------------------------------------------------------------------------------------------------------ pronouns

    def pronoun(self, word: str, start: int, end: int) -> Who | None:
        """Who is meant by 他, 前者, 双方, 对方 …"""
        return Pronouns(self).meant(word, start, end)

    def only_person(self, start: int, end: int) -> Who | None:
        """The person named in [start, end), where it is but one."""
        if self.people.pattern is None:
            return None
        found = {self.people.by_form[m.group()].name: m for m in self.people.pattern.finditer(self.text.plain, start, end)}
        if len(found) != 1:
            return None
        ((name, match),) = found.items()
        return Who(name, match.start(), match.end(), "person", "only")

    def former_or_latter(self, word: str, at: int) -> str | None:
        """Of the last two people named before, the first or the second."""
        if self.people.pattern is None:
            return None
        line = self.text.plain.rfind("\n", 0, at) + 1
        names: list[str] = []
        for match in self.people.pattern.finditer(self.text.plain, max(line, at - 160), at):
            name = self.people.by_form[match.group()].name
            if name in names:
                names.remove(name)
            names.append(name)
        return (names[-1] if word == "后者" else names[-2]) if len(names) >= 2 else None

    def subject_before(self, at: int, start: int | None = None) -> Who | None:
        """The earliest person of the sentence before `at` (from `start` on) that isn't some verb's object."""
        plain = self.text.plain
        start = sentence_start(plain, at) if start is None else start
        if self.people.pattern is not None:
            for match in self.people.pattern.finditer(plain, start, at):
                kin = self.kin_of(match.start(), match.end())
                if kin and not self.is_object(start, match.start()):
                    return kin
                cleft = plain[start : match.start()].endswith("是") and re.search(r"(?:说|宣布|讲|提出|透露|告诉\S{1,4}|公布|表示|写下)的。?$", plain[match.end() : at])
                owner = plain[match.end() : match.end() + 1] == "的"
                if cleft or (not self.is_object(start, match.start()) and not owner):
                    return Who(self.people.by_form[match.group()].name, match.start(), match.end(), "person", "subject")
        return None

    def kin_of(self, at: int, stop: int) -> Who | None:
        """黄莉的朋友, 魏冬的母亲: whoever belongs to the person named at [at, stop), where it is not that person who is meant."""
        match = KIN.match(self.text.plain, stop)
        if not match:
            return None
        named = self.people.pattern.match(self.text.plain, match.end()) if self.people.pattern else None
        if named:  # 夏思的父亲夏明
            return Who(self.people.by_form[named.group()].name, named.start(), named.end(), "person", "subject")
        return Who(self.text.plain[at : match.end()], at, match.end(), "anonymous", "subject")

    def is_object(self, start: int, at: int) -> bool:
        """Whether the name at `at` is what a preposition or a verb before it in its clause is about: 对李明, 调侃导演李明."""
        plain = self.text.plain
        if _OBJECT_OF.search(plain[start:at]):
            return True
        clause = max([start, *(plain.rfind(c, start, at) + 1 for c in ",;:。!?")])
        if at - clause >= 4 and plain[at - 2 : at] in ("记得", "认出", "认识", "看见", "见到", "遇到", "遇见", "想起", "陪着", "找到", "说服", "喜欢", "羡慕", "佩服", "感谢"):
            return True
        return bool(_VERB_ON.search(plain, clause, at))

    # ------------------------------------------------------------------------------------------------ before the verb

    def before(self, start: int, verb: int) -> Who | None:
        """The subject of the verb at `verb`: the noun phrase before it, adverbs and prepositional phrases between."""
        plain = self.text.plain
        low = max(start, verb - lex.BRIDGE_LIMIT)
        object_: Who | None = None
        for end in range(verb, low, -1):
            if not self._may_end(end):
                continue
            if not lex.BRIDGE.fullmatch(plain, end, verb):
                continue
            who = self.phrase(start, end)
            if who is None:
                continue
            if (_OBJECT_OF.search(plain[start : who.start]) or phrases.ends_in_verb(plain[max(start, who.start - 6) : who.start])) and not _CAUSED.search(plain[start : who.start]) and not plain[start : who.start].rstrip().endswith(("是", "叫", "叫做", "像", "如", "就")):
                object_ = object_ or who
                continue
            return who
        at = self.trimmed(start, verb)
        if re.match("[他她](?![们的])", plain[at:verb]) and verb - at <= 40 and not re.search("[,;:]", plain[at:verb]):
            return self.pronoun(plain[at], at, at + 1)  # 他是在出席大会时表示
        return None

    def _may_end(self, end: int) -> bool:
        char = self.text.plain[end - 1]
        return char not in ",.;:!?。、“「『(《" and not char.isspace()

    def bare(self, start: int, verb: int) -> Who | None:
        """An unknown short noun phrase that fills the clause up to the verb: 祖克柏, 车间里的人."""
        plain = self.text.plain
        at = self.trimmed(start, verb)
        if plain[start:at].strip().endswith(("因为", "由于", "经", "经过")):
            return None  # 因为媒体报道,…
        for end in range(verb, at + 1, -1):
            if not lex.BRIDGE.fullmatch(plain, end, verb):
                continue
            part = plain[at:end].strip()
            if 2 <= len(part) <= (16 if _TITLED_NAME.match(part) else 8) and not _BAD_NP.search(part) and part not in _NOT_SPEAKER and not lex.CUE_VERB.search(part) and re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9·& ]+", part):
                # the shortest noun phrase whose rest is all bridge
                best = next(
                    (b for b in range(at + 2, end) if lex.BRIDGE.fullmatch(plain, b, verb) and not _BAD_NP.search(plain[at:b])), end
                )
                part = plain[at:best].strip()
                counted = _COUNTED.match(part)
                if counted and len(part) > counted.end() + 1:
                    whole = part[counted.end() :]
                    size = phrases.head_end(whole) or len(whole)
                    return Who(whole[:size], at, at + counted.end() + size, "anonymous", "described")
                named = self.people.pattern.match(part) if self.people.pattern else None
                if named:
                    return Who(self.people.by_form[named.group()].name, at, at + named.end(), "person", "name")
                titled = self.titled(part, at)
                if titled:
                    return titled
                if re.search("[性式型类级化]$|^第", part):
                    return None
                if not phrases.may_be_subject(part) or not self._on_borders(at, best):
                    head = phrases.head_end(part)
                    return self.phrase(start, at + head) if head else None
                return Who(self.people.canonical(part), at, best, "unknown", "bare-noun") if len(part) >= 2 else None
        return None

    def titled(self, part: str, at: int) -> Who | None:
        """讲师蔡子强, 吉他手汉斯: the name behind a role, in a phrase that is nothing else. `at` is where the phrase begins."""
        match = _TITLED_NAME.match(part)
        name = match.group("name") if match else ""
        if not match or len(name) < 2:
            return None
        if not lex.is_spelt(name.replace("-", "").replace("·", "")) and not (name[0] in lex.SURNAMES and len(name) <= 3):
            return None
        if name in lex.common_words() or chinese.frequency(name) > 300:
            return None
        return Who(self.people.canonical(name), at + match.start("name"), at + len(part), "person", "bare-titled")

    def companions(self, who: Who, start: int) -> list[Who]:
        """A和B认为: everyone joined to the speaker by 和, 与 or 、."""
        out = [who]
        plain = self.text.plain
        first = who
        while who.kind == "person":
            joint = _AND.search(plain[start : first.start]) or _AND_ROLE.search(plain[start : first.start])
            if not joint:
                break
            other = self._named_at(start, start + joint.start())
            if not other:
                break
            out.insert(0, other)
            first = other
        return out

    def heard(self, who: Who) -> None:
        """Remember who spoke, for pronouns and floating quotations."""
        if who.name == "有人" or (who.kind == "anonymous" and re.search("(?:政府|法院|警方|部门|组委会)$", who.name)):
            self.last = who  # nobody whom 他 could mean
            return
        if who.kind in ("person", "anonymous", "unknown"):
            self.focus = who
            self.spoken.append(who)
        elif who.kind in ("group", "organisation"):
            self.group = who
        self.last = who
        if who.kind == "anonymous":
            self.described.append(who)

    def mention(self, start: int, end: int) -> None:
        """Remember the subject of a sentence that reports no speech."""
        before = self.focus
        self._mention(start, end)
        if self.focus is not None and self.focus is not before:
            self.spoken.append(self.focus)

    def _mention(self, start: int, end: int) -> None:
        plain = self.text.plain
        if self.people.pattern is None:
            self._mention_described(start, end)
            return
        for match in self.people.pattern.finditer(plain, start, end):
            kin = self.kin_of(match.start(), match.end())
            if kin and match.start() - start <= 30 and not self.is_object(start, match.start()):
                self.focus = kin
                return
            before = plain[start : match.start()]
            owner = plain[match.end() : match.end() + 1] == "的" and not re.match(r"的(?:看法|观点|态度|说法|话|判断|意见|回答|反应|经历|店|公司|担忧|理由|声音|想法|感受)", plain[match.end() : match.end() + 4])
            if len(before) <= 30 and not self.is_object(start, match.start()) and not owner and plain[match.end() : match.end() + 1] != "》":
                self.focus = Who(self.people.by_form[match.group()].name, match.start(), match.end(), "person", "subject")
                return
        self._mention_described(start, end)

    def _mention_described(self, start: int, end: int) -> None:
        new = Pronouns(self).newcomer(start, end) if not (self.people.pattern and self.people.pattern.search(self.text.plain, start, end)) else None
        if new:
            self.focus = new
            return
        at = self.trimmed(start, end)
        head = phrases.head_end(self.text.plain[at : min(end, at + 24)])
        if head and not re.search("[他她](?!们)", self.text.plain[start:end]) and not (self.people.pattern and self.people.pattern.search(self.text.plain, start, end)):
            subject = self.phrase(at, at + head)
            if subject and subject.kind == "anonymous" and _SOME_TITLE.search(subject.name):
                self.focus = replace(subject, how="subject-described")
                return
        match = _SOMEBODY.search(self.text.plain, start, end)
        if match and (self.people.pattern is None or not self.people.pattern.search(self.text.plain, start, end)):
            who = self.phrase(match.start(), match.end())
            if who and who.kind == "anonymous":
                self.focus = replace(who, how="subject-described")


def _subject_of(part: str) -> str:
    """队员一见到记者 → 队员: the subject, where the description runs on over a verb to another person; nothing, where it is none."""
    lead = _QUANTITY.match(part)
    behind = lead.end() if lead else 0
    if phrases.may_be_subject(part[behind:]):
        return part
    end = phrases.head_end(part[behind:])
    return part[: behind + end] if end else ""
