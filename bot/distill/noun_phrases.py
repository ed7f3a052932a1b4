"""The noun phrase that ends at a place: a name, a pronoun, a paper, a book, a Latin name, a described person, a body.

Kinds are tried in the order of how plainly they are what they are. The first that stands there decides, even where it is no speaker.
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.back_to import BackTo
from bot.distill.names import Who
from bot.distill.namesigns import NOT_GIVEN
from bot.distill.pronouns import SURNAME_CHARS
from bot.recall import chinese

if TYPE_CHECKING:
    from bot.distill.speakers import Resolver

_ACADEMIC = ("教授", "研究员", "博士", "医师", "医生", "律师", "院长", "主任")
_COMPANIES = ("公司", "平台", "企业", "机构", "品牌", "车企", "银行", "券商", "媒体", "大厂", "厂商")
_ANALYSES = ("分析", "报道", "报导", "社论", "评论文章", "研究", "调查", "报告", "研报", "白皮书", "论文", "声明", "通报", "公告", "公报", "财报", "年报")
_POSTS = ("评论", "帖子", "帖文", "留言", "弹幕", "微博", "推文", "博文", "短信")
"""What a pattern must end in: the cheap test before it."""
_MEETINGS = ("会议", "大会", "全会", "座谈会", "论坛")
_FULL_MEETING = re.compile("(?:中央|国务院|全国|国家|[省市县州区]委|中共|党组|常委|董事会|股东|央行|[\u4e00-\u9fff]{2,4}(?=经济工作|工作|常务|代表|推进))[\u4e00-\u9fff]{0,10}?(?:会议|全会|大会|座谈会|论坛)")
_FAR = 4000
"""Code points before a conference that are looked back for its name."""
_LATIN_END = re.compile(r"(?<![A-Za-z0-9.])[A-Za-z][A-Za-z0-9.'\-]*(?: (?:[A-Z][A-Za-z0-9.'\-]*|app|AI|Labs?))*$")
_LATIN_UPPER = re.compile(r"(?<![A-Za-z0-9.])[A-Z][A-Za-z0-9.'\-]*(?: [A-Z][A-Za-z0-9.'\-]*)*$")
_PRONOUN_END = re.compile(rf"{lex.PRONOUN}$")
_HEAD_END = re.compile(rf"(?:(?<![\u4e00-\u9fff])(?:一些|有些|有的|有|不少|许多|部分|多数|也有|另有)(?:分析|评论|观点|意见|看法|说法)|(?:{lex.HEAD})(?:[A-Z甲乙丙丁]|们|圈|方面|代表|内|里)?|有的|[的些多少位名数分有别]人(?:们)?|(?:{lex.QUANT})人|有人|声音|者|[一这那某名](?:位|名|个)[^,。;:!?的]{{0,4}}{lex.JOB}|[位名的][^,。;:!?的]{{0,4}}{lex.JOB}|(?:姓|名|位|该|些|多|群|批|个)[\u4e00-\u9fff]{{1,4}}[生员师民客友迷手嫂哥姐商户官匠警兵])$")
_ORG_END = re.compile(rf"(?:(?<=[\u4e00-\u9fffA-Za-z0-9]){lex.ORG_SUFFIX}|官方|AI|方面)$")
_KNOWN_HOUSE = re.compile(rf"{lex.HOUSES}$")
_LISTED = re.compile(rf"(?<![\u4e00-\u9fffA-Za-z、])(?:[\u4e00-\u9fffA-Za-z0-9]{{2,8}}、)*[\u4e00-\u9fffA-Za-z0-9]{{2,8}}等(?:[多几数两三]家)?(?:{'|'.join(_COMPANIES)})$")
_POSTED = re.compile(rf"(?<!第)(?:一[条则篇封]|有[条则篇])[^,。;:!?“”「」]{{0,16}}?(?:{'|'.join(_POSTS)})$")
_ITS_ANALYSIS = re.compile(rf"的(?:[^,。的]{{0,6}}?)(?:{'|'.join(_ANALYSES)})(?:中|里)?$")
"""某报的分析|指出: it is the paper's."""
_MAKER = re.compile(rf"(?:^|[,。;:])(?:近日|日前|近期)?(?P<who>[\u4e00-\u9fffA-Za-z]{{2,16}}?)(?:{lex.TIME}|于|联合|最新)*(?:(?:发布|发表|公布|推出|出具|编制|编写|撰写)的?|的)?《[^《》]{{1,36}}(?:报告|白皮书|蓝皮书|简报|榜单|研报|调查|指数)》$")
_BOOK_END = re.compile(r"《[^《》]{1,40}》(?:一[文书]|杂志|报告|报道|记者|社论|社评|评论|专栏|网站|中文网)?$")
_AGENCY = re.compile("《(?P<name>[^《》]{2,6}[社网]|[A-Z][A-Za-z ]+)》")
"""《路透社》: agencies and sites whose name the page sets in book marks."""
_GAP = re.compile(r"^.*[\u3400-\u9fff] +(?=[\u3400-\u9fff])")
_NEW_NAME = re.compile(rf"(?:{lex.TITLE})(?P<name>[{SURNAME_CHARS}][\u4e00-\u9fff]{{1,2}})$")
_BEFORE_TITLE = re.compile(rf"(?:大学|学院|研究院|研究所|医院|事务所|系)(?P<name>[{SURNAME_CHARS}][\u4e00-\u9fff]{{2}})(?:助理|副|讲座|名誉|特聘)?(?:{'|'.join(_ACADEMIC)})$")
_POLITE = re.compile(rf"(?:{lex.TITLE}|先生|女士|小姐|教授|老师|博士|院士|律师|医生|导演|教练|总裁|董事长|院长|校长|主任|总经理)$")

_WORD, _LONGEST = 4, 16
"""Characters of the longest pronoun; and more than any title, noun for people or paper's name has: no pattern for them need begin earlier."""

Answer = tuple[Who | None] | None
"""Who it is, or that it is nobody, where such a phrase stands there; None where none does."""


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """The noun phrases of one article."""

    resolver: Resolver

    def ending_at(self, start: int, end: int) -> Who | None:
        """The noun phrase that ends exactly at `end`, looked for no further back than `start`."""
        plain = self.resolver.text.plain
        while end > start and plain[end - 1] in " \"'":
            end -= 1
        if end <= start:
            return None
        named = self.named_at(start, end) or self._surname_alone(start, end)
        if named:
            return named
        gap = _GAP.search(plain[start:end]) if plain.find(" ", start, end) >= 0 else None  # a label or a heading run together with the sentence
        start += gap.end() if gap else 0
        kinds: tuple[Callable[[int, int], Answer], ...] = (self._marked, self._pronoun, self._printed, self._bracketed, self._spelt, self._described)
        for kind in kinds:
            answer = kind(start, end)
            if answer:
                return answer[0]
        return self.resolver.descriptions.counted(start, end) or self._behind_titles(start, end)

    def _marked(self, start: int, end: int) -> Answer:
        return (self._in_marks(start, end),) if self.resolver.text.plain[end - 1] in "”」』" else None

    def _pronoun(self, start: int, end: int) -> Answer:
        part = self.resolver.text.plain[start:end]
        if part.strip() == "其":
            return (self.resolver.pronoun("其", end - 1, end),)
        match = _PRONOUN_END.search(part, max(0, len(part) - _WORD))
        if not match or part.endswith(("其他", "吉他", "排他")):
            return None
        return (self.resolver.pronoun(match.group(), start + match.start(), end),)

    def _printed(self, start: int, end: int) -> Answer:
        """A paper or agency, a comment, a book or report (under its maker's name where that stands before it)."""
        part = self.resolver.text.plain[start:end]
        meeting = self._meeting(start, end)
        if meeting:
            return (meeting,)
        outlet = phrases.OUTLET_END.search(part, max(0, len(part) - _LONGEST))
        if outlet and not phrases.ends_in_verb(part[: outlet.start()]):
            return (Who(outlet.group(), start + outlet.start(), end, "organisation", "organisation"),)
        its = _ITS_ANALYSIS.search(part) if part.rstrip("中里").endswith(_ANALYSES) else None
        owner = self.ending_at(start, start + its.start()) if its and its.start() >= 2 else None
        if owner and owner.kind in ("person", "organisation"):
            return (owner,)
        posted = _POSTED.search(part) if part.endswith(_POSTS) else None
        if posted:
            return (Who(posted.group(), start + posted.start(), end, "anonymous", "described"),)
        book = _BOOK_END.search(part) if "》" in part else None
        maker = _MAKER.search(part) if book else None
        if maker and chinese.tags((maker.group("who"),)).get(maker.group("who")) != "ns":
            return (Who(self.resolver.people.canonical(maker.group("who")), start + maker.start(), start + maker.end("who"), "organisation", "phrase"),)
        agency = _AGENCY.fullmatch(book.group()) if book else None
        return (Who(agency.group("name") if agency else book.group(), start + book.start(), end, "organisation", "phrase"),) if book else None

    def _meeting(self, start: int, end: int) -> Who | None:
        """会议指出: a conference that is told of speaks, under the full name it had before."""
        plain = self.resolver.text.plain
        if not plain.endswith(_MEETINGS, start, end):
            return None
        at = self.resolver.trimmed(start, end)
        if plain[at:end] not in _MEETINGS:
            return None
        named = [m.group() for m in _FULL_MEETING.finditer(plain, max(0, at - _FAR), at) if m.group().endswith(plain[at:end])]
        return Who(named[-1] if named else plain[at:end], at, end, "organisation", "back-to" if named else "document")

    def _bracketed(self, start: int, end: int) -> Answer:
        """山姆(Sam): whoever stands before the brackets."""
        part = self.resolver.text.plain[start:end]
        back = part.rfind("(") if part.endswith(")") else -1
        inner = self.ending_at(start, start + back) if back > 0 and len(part) - back < 60 else None
        return (inner,) if inner else None

    def _spelt(self, start: int, end: int) -> Answer:
        """A name in Latin letters; 在facebook回应: where somebody speaks is nobody."""
        plain = self.resolver.text.plain
        match = _LATIN_END.search(plain[start:end]) if plain[end - 1].isascii() else None
        if match and match.start() and plain[start + match.start() - 1] in "在于从":
            return (None,)
        return (self._latin(start, end, match),) if match and not re.fullmatch(r"[A-Za-z]", match.group()) else None

    def _described(self, start: int, end: int) -> Answer:
        """Somebody by their title or what they are, several companies, a body."""
        part, descriptions = self.resolver.text.plain[start:end], self.resolver.descriptions
        titled = _BEFORE_TITLE.search(part) if part.endswith(_ACADEMIC) else None
        name = titled.group("name") if titled else ""
        if titled and chinese.frequency(name) < 50 and name[-1] not in NOT_GIVEN:
            return (Who(self.resolver.people.canonical(name), start + titled.start("name"), start + titled.end("name"), "person", "bare-titled"),)
        tail = max(0, len(part) - _LONGEST)
        house = _KNOWN_HOUSE.search(part, tail)
        if house and house.start() and part[house.start() - 1] in "在于从到由过":
            return (None,)  # 在脸书发文: where, not who
        if house:
            return (Who(house.group(), start + house.start(), end, "organisation", "organisation"),)
        listed = _LISTED.search(part) if part.endswith(_COMPANIES) else None
        if listed:  # 圆橙、中橙等公司
            return (Who(listed.group(), start + listed.start(), end, "organisation", "organisation"),)
        head = _HEAD_END.search(part, tail)
        if head:
            return (descriptions.described(start, end, start + head.start()),)
        if _ORG_END.search(part, tail):
            return (descriptions.organisation(start, end),)
        return (descriptions.described(start, end, end - 2),) if phrases.is_role(part[-8:]) else None

    def _behind_titles(self, start: int, end: int) -> Who | None:
        """运输业专家、江城协会原副会长周以宁: an unknown name behind titles that fill the clause."""
        match = _NEW_NAME.search(self.resolver.text.plain, max(start, end - _LONGEST), end)
        name = match.group("name") if match else ""
        known = self.resolver.people.pattern.match(name) if self.resolver.people.pattern else None
        if not match or known or name[-1] in NOT_GIVEN or name[-1] in "均皆亦" or name in lex.common_words() or chinese.frequency(name) > 50 or not self.resolver.descriptions.on_borders(match.start("name"), end):
            return None
        titles = self.resolver.text.plain[self.resolver.trimmed(start, match.start("name")) : match.start("name")]
        if not all(phrases.may_be_subject(title) for title in titles.split("、")):
            return None
        return Who(name, match.start("name"), end, "person", "bare-titled")

    def named_at(self, start: int, end: int) -> Who | None:
        """Somebody whom the article knows by name, a title behind it left aside."""
        part = self.resolver.text.plain[start:end]
        polite = _POLITE.search(part, max(0, len(part) - _LONGEST))
        if polite and polite.start() >= 2 and part not in self.resolver.people.by_form:
            who = self.named_at(start, start + polite.start())
            if who:
                return who
        for size in range(min(30, len(part)), 1, -1):
            form = part[-size:]
            if form in self.resolver.people.by_form and (not form.isascii() or len(part) == size or not part[-size - 1].isascii() or part[-size - 1] in " ,"):
                return Who(self.resolver.people.by_form[form].name, end - size, end, "person", "name")
        return None

    def _surname_alone(self, start: int, end: int) -> Who | None:
        """蔡坦言: a clause's subject that is nothing but the surname of the one person here who has it, as Hong Kong's papers write."""
        at = self.resolver.trimmed(start, end)
        char = self.resolver.text.plain[at:end]
        if char == "官":  # 官指…: the judge, in the same papers
            return BackTo(self.resolver).on_the_bench("法官", at, end)
        if len(char) != 1 or char not in lex.SURNAMES or char in lex.RARE_SURNAMES:
            return None
        names = {p.name for p in self.resolver.people.by_form.values() if p.name[0] == char and len(p.name) in (2, 3) and "·" not in p.name}
        return Who(names.pop(), at, end, "person", "surname") if len(names) == 1 else None

    def _in_marks(self, start: int, end: int) -> Who | None:
        """供应商「灵步科技」: a name set in quotation marks."""
        part = self.resolver.text.plain[start:end]
        at = max(part.rfind(c) for c in "“「『")
        inner = part[at + 1 : -1]
        if at < 1 or part[at - 1] in "在于从到向对" or not 2 <= len(inner) <= 16 or re.search(r"[,。!?;:]", inner):
            return None
        return Who(self.resolver.people.canonical(inner), start + at + 1, end - 1, "organisation", "phrase")

    def _latin(self, start: int, end: int, match: re.Match[str]) -> Who | None:
        part, name = self.resolver.text.plain[start:end], match.group()
        upper = _LATIN_UPPER.search(part)
        if upper:
            name = upper.group()
        if name in ("CEO", "CTO", "CFO", "COO", "FA", "AI", "HR", "VP", "APP", "App", "PPT", "IPO"):
            return self.resolver.descriptions.described(start, end, end - len(name))
        return Who(self.resolver.people.canonical(name), end - len(name), end, "organisation", "phrase")
