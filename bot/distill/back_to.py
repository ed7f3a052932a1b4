"""Who is meant by a description that points back: 该名医师, 院方, 法官, 弟弟, 前述内部人士; whoever the text brought in before under a fuller one."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill.foreground import Foreground
from bot.distill.names import Who
from bot.distill.phrases import sentence_start
from bot.distill.pronouns import SURNAME_CHARS
from bot.recall import chinese

if TYPE_CHECKING:
    from bot.distill.speakers import Resolver

_HOUSES = {"署方": "署", "局方": "局", "厂方": "厂", "店方": "店|餐厅|酒楼|超市", "院方": "医院", "该院": "医院|研究院", "校方": "大学|学院|中学|小学|学校", "该校": "大学|学院|中学|小学", "馆方": "博物馆|美术馆|图书馆|展览馆", "该馆": "博物馆|美术馆|图书馆"}
_LAST_TITLE = re.compile(rf"(?:{lex.TITLE})$")
_BENCH = re.compile("(?:暂委|主审|原审|主任)?(?:法官|裁判官)$")
_LONE_TITLE = re.compile("老板|老板娘|店主|店长|校长|院长|厂长|村长|馆长|会长|班长|队长|导演|主厨|场主|园长|主理人|创始人|董事长")
ONE_OF_THEM = re.compile("(?:男子|女子|男生|女生|男孩|女孩|男人|女人|男士|女士|小伙|小伙子|姑娘|小哥|骑手|司机|老人|店员|店主|店长|老板|老板娘|员工|职员|学生|乘客|旅客|顾客|保安|工作人员|负责人|知情人士|知情人|律师|医生|护士|老师|民警|志愿者|摊主|房东|租客|邻居|家长|阿姨|大爷|大妈|大叔|大姐|妇人|少年|少女|博主|主播|客服|销售|中介|教练)$")
_PLAINLY = re.compile("老人家?|老汉|老太太|老先生|老爷子|小伙子?|姑娘|男人|女人|老者")
_SEVERAL = re.compile(rf"(?:{lex.HEAD})(?!.{{0,6}}的)[^的]{{0,4}}[向对跟和与被把给找说问告]|[被说问找]|告诉|采访")
_RELATIVE = re.compile("(?:[他她]的?|其)?(?P<kin>父亲|母亲|爸爸|妈妈|丈夫|妻子|太太|老公|老婆|儿子|女儿|哥哥|姐姐|弟弟|妹妹|爷爷|奶奶|外公|外婆|岳父|岳母|孙子|孙女|侄子|侄女|表哥|表姐|表弟|表妹|堂哥|堂弟|舅舅|姑姑|叔叔|姐夫|女婿|儿媳)")
COUNTED = re.compile(r"^(?:一位|一名|名|位|个)(?:\d\d岁的?)?")
BACK_TO = re.compile(r"(?:该名|该位|该|这位|这名|这个|这家|那位|那名|上述|前述)(?=..)")


@lru_cache(maxsize=256)
def _ending_in(head: str) -> re.Pattern[str]:
    """Descriptions of one that end in the noun."""
    return re.compile(rf"(?:一个|一位|一名|一对|一家|有名|有位|有个)(?P<who>[^,。;:!?“”「」、\n()]{{0,22}}{head})(?![的们])")


@dataclass(frozen=True, slots=True)
class BackTo:
    """The descriptions of one article that point back."""

    resolver: Resolver

    def titled_so(self, part: str, at: int) -> Who | None:
        """这位粮食署主任: the one person named before whose role ends in the same title."""
        title = _LAST_TITLE.search(part)
        if not title:
            return None
        fits = [p for p in self.resolver.people.all() if p.first < at and p.role.endswith(title.group())]
        return Who(fits[0].name, at, at + len(part), "person", "back-to") if len(fits) == 1 else None

    def named_just_now(self, part: str, at: int) -> Who | None:
        """…是李明。这位32岁的博士: the one person whom the sentence before names."""
        if not part.startswith(("这位", "这名")):
            return None
        plain = self.resolver.text.plain
        before = sentence_start(plain, at)
        while before and plain[before - 1] in "”」』" and (opened := max(plain.rfind(c, max(0, before - 300), before) for c in "“「『")) > 0:
            before = opened  # …李明怎么看。“…”这位博士说
        only = self.resolver.only_person(sentence_start(plain, before - 1), before - 1) if before and plain[before - 1] in "。!?" else None
        return Who(only.name, at, at + len(part), "person", "back-to") if only else None

    def in_front(self, part: str, at: int) -> Who | None:
        """老李起初不理解。…但这位创始人…: nobody was brought in as such, so whoever is spoken of."""
        focus = self.resolver.focus
        if _PLAINLY.fullmatch(part):
            return self._plainly(part, at)
        if not part.startswith(("这位", "这名")) or focus is None or focus.kind != "person" or lex.is_body(part) or "姓" in part:
            return None
        plain = self.resolver.text.plain
        near = plain.rfind("\n", 0, max(0, plain.rfind("\n", 0, at))) if plain[plain.rfind("\n", 0, at) + 1 : at].strip() == "" else plain.rfind("\n", 0, at)
        return Who(focus.name, at, at + len(part), "person", "back-to") if focus.start > near else None

    def _plainly(self, part: str, at: int) -> Who | None:
        """高金水不在意。老人说…: the one whom the paragraph has spoken of, where it has nobody else."""
        focus, plain = self.resolver.focus, self.resolver.text.plain
        line = plain.rfind("\n", 0, at) + 1
        if focus is None or focus.kind != "person" or focus.start < line or any(w.start >= line and w.name.endswith(part) for w in self.resolver.described):
            return None
        alone = {w.name for w in Foreground(self.resolver).everybody(line, at)} == {focus.name}
        sex = "她" if part[0] == "女" or part in ("姑娘", "老太太") else "他" if part[0] == "男" or part.startswith(("小伙", "老汉", "老爷")) else ""
        return Who(focus.name, at, at + len(part), "person", "back-to") if alone and (not sex or self.resolver.may_be(sex, focus.name)) else None

    def on_the_bench(self, part: str, at: int, end: int) -> Who | None:
        """法官指…: where a judge was named before, whoever of them was named last."""
        if not _BENCH.fullmatch(part):
            return None
        people = self.resolver.people
        named = (people.by_form[m.group()] for m in people.pattern.finditer(self.resolver.text.plain, max(0, at - 1500), at)) if people.pattern else ()
        judges = [person.name for person in named if _BENCH.search(person.role)]
        return Who(judges[-1], at, end, "person", "back-to") if judges else None

    def named_later(self, part: str, at: int) -> Who | None:
        """老板坦言…: a bare title whose one bearer is named only after it, 面馆老板李明."""
        if not _LONE_TITLE.fullmatch(part) or self.spoken_of(part, at):
            return None
        found = [p for p in self.resolver.people.all() if p.role.endswith(part)]
        near = len(found) == 1 and at < found[0].first < at + 400
        return Who(found[0].name, at, at + len(part), "person", "back-to") if near else None

    def kin(self, part: str, at: int) -> Who | None:
        """弟弟, 他的妻子: the one relative of that sort whom the article names (弟弟陆小川)."""
        match = _RELATIVE.fullmatch(part)
        pattern = self.resolver.people.pattern
        if not match or pattern is None:
            return None
        plain, forms, known = self.resolver.text.plain, self.resolver.people.by_form, self.resolver.relatives
        if match.group("kin") not in known:
            behind = (pattern.match(plain, m.end()) for m in re.finditer(match.group("kin"), plain))
            known[match.group("kin")] = {forms[m.group()].name for m in behind if m}
        named = known[match.group("kin")]
        return Who(next(iter(named)), at, at + len(part), "person", "back-to") if len(named) == 1 else None

    def before(self, part: str, at: int) -> str | None:
        """女子, 该名医师, 院方: whoever the sentences before brought in under a fuller description (一名女乘客, 黄姓医师, 城南医院)."""
        head = BACK_TO.sub("", part)
        noun = re.escape(head)
        before = self.resolver.text.plain[max(0, at - 900) : at]
        if head == part and (head == "发言人" or ONE_OF_THEM.fullmatch(head)):
            spoke = {w.name for w in self.resolver.described if w.name.endswith(head) and w.name != head}
            if len(spoke) == 1:
                return spoke.pop()
        if head in _HOUSES:
            houses = dict.fromkeys(re.findall(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,10}}?(?:{_HOUSES[head]})(?![\u4e00-\u9fff])|[\u4e00-\u9fff]{{2,6}}(?:{_HOUSES[head]})(?=表示|指出|说|称|回应|强调|近日|昨|今|的|在)|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,8}}?(?:{_HOUSES[head]})(?=回[复覆应]|发言人|公布|宣布|发布|承认|否认|去年|接获|则|昨日|曾|已|有关)", before))
            whole = [h for h in houses if not any(h != other and h.endswith(other) for other in houses)]  # 促请屋宇署
            return whole[0] if len(whole) == 1 else None
        if head in ("女子", "男子", "女孩", "男孩", "女生", "男生"):
            fuller = rf"(?:[{SURNAME_CHARS}]姓{noun}|姓[{SURNAME_CHARS}]{noun}|(?:一位|一名|名|位|个)(?:\d\d岁的?)?(?!{noun}){head[0]}(?:{lex.HEAD}))"
        elif len(head) <= 3 and not lex.is_body(head) and (head != part or len(part) <= 2):
            fuller = rf"(?:[{SURNAME_CHARS}]姓[\u4e00-\u9fff]{{0,2}}{noun}|姓[{SURNAME_CHARS}]的?{noun})"
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
