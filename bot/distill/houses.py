"""Companies and other bodies of an article: which one 公司, 该机构 or 公告 means, and the full name of one that is later called short."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.names import People, SpeakerKind, Who, any_of
from bot.distill.places import Places
from bot.recall import chinese

_HAN = "\u3400-\u9fff"
_KINDS = (
    "科技|集团|证券|资本|半导体|银行|创投|投资|电子|能源|医疗|医药|生物|网络|股份|传媒|物流|地产|置业|智能|机器人|基金|汽车|家居|食品|餐饮|乳业|酒业|影业|文化|"
    "教育|航空|保险|信托|电器|电气|材料|化工|重工|实业|控股|国际|数据|信息|咨询|律所|软件|芯片|新能源|研究院|研究所|事务所|药业|矿业|纸业|服饰|服装|珠宝|水泥|航运|船舶|光伏|储能|电池|电力|燃气|水务|环保|影视|动漫|游戏|租赁|担保|茶饮|咖啡|火锅|零售|商超|律师行"
)
_FULL = re.compile(rf"(?:(?<![{_HAN}A-Za-z])|(?<=[的在是对与和向从由被到给为及跟])|(?<=[下简]称))(?P<name>(?!以?下[简称]|简称)(?:(?![的在是对与和向从由被及跟就其])[{_HAN}]){{2,6}}?(?:{_KINDS}))(?![{_HAN}]?(?:{_KINDS}))")
_LATIN = re.compile(r"(?<![A-Za-z0-9.])[A-Z][A-Za-z0-9.]*[A-Za-z0-9](?: [A-Z][A-Za-z0-9.]+)?(?![A-Za-z0-9])")
_QUOTED = re.compile(rf"[“「\"](?P<name>[{_HAN}A-Za-z0-9]{{2,8}})[”」\"]")
_MEANS_ONE = re.compile(r"(?:(?:该|这家|上述)(?:公司|机构|企业|平台|集团|品牌|券商|银行|律所|基金|厂商|车企|药企)|公司)(?:方面|官方)?")
_OFFICE = re.compile(rf"(?<![{_HAN}])(?:\d+日,?)?(?P<name>[{_HAN}]{{2,12}}?(?:局|委员会|管委会|法院|检察院|政府|医院|学校))(?![{_HAN}]?(?:长|员|局|院))")
_CALLED_SO = re.compile(rf"(?:名为|名叫|叫做?|公司|机构|品牌|平台|企业)[“「\"](?P<name>[{_HAN}A-Za-z0-9]{{2,10}})[”」\"]")
_BEHIND_KIND = re.compile(rf"(?:市场研究公司|研究机构|调研机构|调查机构|咨询机构|第三方机构|咨询公司|科技公司|上市公司|创业公司|初创公司|头部企业|头部公司|龙头企业|数据平台|数据机构|智库)(?P<name>[{_HAN}]{{2,6}}?)(?=的(?:统计|报告|数据|调查|测算)|{lex.TIME}|[昨今]|发布|公布|指出|显示|认为|表示|统计|预计|公告|回应|透露|披露|称)")
_SORT_OF_HOUSE = re.compile(rf"(?:A股|港股|美股|科创板|新三板|[{_HAN}]{{0,6}}?)(?:上市|创业|初创|龙头|头部|创新|科技|互联网|民营|国有|外资|跨国|本土|独角兽|咨询|研究)(?:公司|企业|平台|机构)(?P<name>(?!的)[{_HAN}]{{2,6}})$")
_WHEN_BEHIND = re.compile(rf"(?<=...)(?:{lex.TIME}|去年底|今年初|年初|年底|昨|今)$")
_LETTER = re.compile(r"(?:该|这份|这封|上述)?(?P<kind>公告|声明|律师函|函|财报|年报|一季报|三季报|季报|半年报|中报|招股书|公开信|内部信|信|通报|研报|报告|白皮书)(?:中|里|书)?")
_KIND_ALONE = frozenset(["平台", "协会", "商会", "学会", "联盟", "基金会", "医院", "学校", "法院", "检察院", "银行", "俱乐部", "工会"])
_OF_A_COMPANY = re.compile("公告|声明|财报|年报|一季报|三季报|季报|半年报|中报|招股书")
_AND_LETTER = re.compile(r"(?<=..)(?:发布)?(?:公告|声明|通报|财报|年报|半年报|招股书)$")
_SHORTENED = "科技|半导体|集团|证券|股份|医疗|智能|网络|电子|能源|传媒|物流|地产|家居|生物|医药|控股|汽车|数据|教育|餐饮|食品"
_NOT_NAMED = re.compile(r"(?:.?以|这|那|该|本|一|两|几|多|某|各|每|其|新|老|大|小|原|前|在|从|对|向|与|和|跟|被|把|由|为|是|有|到|据|他|她|我|不|很|也)")
_FIRM = re.compile("(?:科技|集团|证券|资本|银行|创投|股份|传媒|物流|置业|乳业|酒业|影业|航空|保险|信托|重工|实业|控股|药业|矿业|纸业|汽车|电网|快递|地产|食品|影视|律所|基金)$")
_ACTS = "表示|称|起初|方面|回应|宣布|发布|则|已|于|是|公告|披露|否认|承认|没有|没|从|把|向|对|在(?!内)"
_PARAGRAPHS = 3
"""How many paragraphs are looked back over for the body that is meant."""
_READ = 200_000
"""Code points that are searched for bodies: no article is longer."""


_KNOWN = re.compile(lex.HOUSES)
_PLATFORMS = frozenset(["微博", "微信", "抖音", "快手", "小红书", "知乎", "淘宝", "天猫", "支付宝", "推特", "脸书", "山姆", "苹果"])
"""Houses that are named for where something was published or sold, or like a fruit."""


class Houses:
    """The bodies of one article, found when first asked for."""

    def __init__(self, plain: str, people: People) -> None:
        self.plain = plain
        self.people = people
        self._read = plain[:_READ]
        self._known: dict[str, str] = {}
        self._alone: dict[str, str] = {}

    def called(self, who: Who) -> Who:
        """The speaker under the name that the article gives the body in full; the speaker itself where it is somebody else."""
        if who.kind == "person" or not who.name or who.start < 0:
            return who
        if _MEANS_ONE.fullmatch(who.name):
            name = self._meant(who.start, told=who.name[0] in "该这上")
            return Who(self._full(name), who.start, who.end, "organisation", "back-to") if name else who
        if who.name in _KIND_ALONE:
            name = self._only_one(who.name)
            return Who(name, who.start, who.end, "organisation", "back-to") if name else who
        letter = _LETTER.fullmatch(who.name)
        if letter:
            name = self._issuer(letter.group("kind"), who.start)
            if not name and _OF_A_COMPANY.fullmatch(letter.group("kind")):
                name = self._full(self._meant(who.start))
            kind: SpeakerKind = "person" if name in self.people.by_name else "organisation"
            if not name and letter.group("kind")[-1] in "信函":
                return Who("", -1, -1, "unknown", "none")
            return Who(name, who.start, who.end, kind, "back-to") if name else who
        if who.kind in ("organisation", "unknown"):
            full = self._full(self._bare(who.name))
            how = "organisation" if who.how == "bare-noun" and (full != who.name or self._is_named(full)) else who.how
            return who if full == who.name and how == who.how else Who(full, who.start, who.end, "organisation", how)
        return who

    def _is_named(self, name: str) -> bool:
        """Whether a noun phrase that nothing else explains is a body's name: one that is known, or that no dictionary has and the article prints again and again."""
        if name in self.names:
            return True
        return 2 <= len(name) <= 6 and chinese.frequency(name) < 20 and self._read.count(name) > 2 and phrases.may_be_subject(name) and self._may_be(name)

    def _only_one(self, kind: str) -> str:
        """平台, 协会: the one body of this kind that the article names (“喵选”平台, 江城冷链协会)."""
        if kind not in self._alone:
            marked = {m.group("name") for m in re.finditer(rf"[“「](?P<name>[{_HAN}A-Za-z0-9]{{2,10}})[”」]{kind}", self._read)}
            marked |= {m.group("named") for m in re.finditer(rf"{kind}[“「](?P<named>[{_HAN}A-Za-z0-9]{{2,10}})[”」]", self._read)}
            whole = {name for name in self.names if name.endswith(kind) and len(name) > len(kind) + 1} | self._heads_in(kind)
            whole = {name for name in whole if not any(name != other and name.endswith(other) for other in whole)}
            found = marked or whole
            self._alone[kind] = found.pop() if len(found) == 1 else ""
        return self._alone[kind]

    def _heads_in(self, kind: str) -> set[str]:
        """江城船业协会: what stands at the head of a clause and ends in the kind."""
        found = {m.group() for m in re.finditer(rf"(?<![{_HAN}])(?![该这那各某一本其多])[{_HAN}]{{2,12}}?{kind}", self._read)}
        return {name for name in found if "的" not in name and phrases.may_be_subject(name)}

    def at(self, start: int) -> Who | None:
        """The body whose name begins right there."""
        match = self._pattern.match(self.plain, start) if self._pattern else None
        return Who(match.group(), start, match.end(), "organisation", "organisation") if match else None

    def _bare(self, name: str) -> str:
        """科创板公司恒山股份公告 → 恒山股份; 数据平台“鲸眼” → 鲸眼."""
        name = _WHEN_BEHIND.sub("", _AND_LETTER.sub("", name))
        marked = re.search(r"[“「](?P<inner>[^“”「」]{2,10})[”」](?:的[^的]{2,4})?$", name)
        if marked:
            return marked.group("inner")
        if len(name) > 3 and chinese.tags((name[:2],)).get(name[:2]) == "ns" and self._is_brand(name[2:]):
            return name[2:]
        own = re.fullmatch(r"(?P<name>[^的]{2,})(?:官方网站|官网|官方微博|官微|官方公众号|公众号)", name)
        if own:
            return own.group("name")
        listed = _SORT_OF_HOUSE.match(name)
        if listed and _coined(listed.group("name")[:2]):
            return listed.group("name")
        behind = re.search(r"(?:公司|机构|企业|平台|厂商)(?P<name>[^公机企平厂]{2,8})$", name)
        if not behind:
            return name
        whole = behind.group("name")
        return whole if whole in self.names or self._is_named(whole) or (_coined(whole[:2]) and self.plain.count(whole) > 1) or re.search(rf"(?:{_KINDS}|研究|洞察|观察|智库)$", whole) else name

    def _is_brand(self, name: str) -> bool:
        """日本软库 where the article mostly says 软库; not 江城政府."""
        return chinese.frequency(name) < 20 and not lex.is_body(name) and self._read.count(name) > 1

    def _full(self, name: str) -> str:
        """星桥 → 星桥科技, where the article brought it in so and knows only one."""
        if name not in self._known:
            self._known[name] = self._fuller(name)
        return self._known[name]

    def _fuller(self, name: str) -> str:
        called = re.search(rf"{re.escape(name)}[“「\"](?P<name>[^“”「」\"]{{2,10}})[”」\"]", self._read) if lex.is_body(name) else None
        if called and len(name) > 2:
            return called.group("name")  # 管理公司「云岸物业」
        if not re.fullmatch(rf"[{_HAN}]{{2,4}}", name) or re.search(rf"(?:{_KINDS})$", name):
            return name
        fuller = {m.group(): m.start() for m in reversed(list(re.finditer(rf"{name}(?:{_SHORTENED})(?!显示|表明|统计|指|称|的?人)", self._read)))}
        if len(fuller) != 1:
            return name
        ((full, first),) = fuller.items()
        return full if first <= self.plain.find(name, self._body) else name

    def _issuer(self, letter: str, at: int) -> str:
        """公告, 该研报: the body that brought it out; else its title, where one was printed."""
        before = self.plain[max(0, at - 400) : at]
        named = {m.group() for pattern in (self._pattern, self.people.pattern) if pattern for m in pattern.finditer(before)}
        if named:
            names = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
            issued = rf"(?P<name>{names})[^。!?\n]{{0,30}}(?:发布|发出|发表|公布|披露|出具|提交|推出|发)[^。!?\n]{{0,24}}{letter}|(?P<owner>{names})的[^,。]{{0,4}}{letter}"
            found = [m.group("name") or m.group("owner") for m in re.finditer(issued, before)]
            if found:
                return self._full(self.people.canonical(found[-1]))
        titles = re.findall(rf"《[^《》\n]{{2,30}}{letter}》", before)
        return titles[-1] if titles else ""

    def _meant(self, at: int, told: bool = True) -> str:
        """该机构: whose clause is nearest before `at` in its paragraph; else who is named nearest; else the paragraph before.
        公司 (not `told` which): of those that the paragraph is about the one that the article names most."""
        line = self.plain.rfind("\n", 0, at) + 1
        for _ in range(_PARAGRAPHS):
            subjects = self._subjects(line, at)
            found = subjects[-1] if subjects else self._named(line, at)
            if not told and self._foremost and self._foremost in self.plain[line:at]:
                found = self._foremost
            if found or not line:
                return found
            at, line = line - 1, self.plain.rfind("\n", 0, line - 1) + 1
        return self._foremost

    @cached_property
    def _foremost(self) -> str:
        """The body that the article names far more often than any other."""
        often = Counter(m.group() for m in self._pattern.finditer(self.plain, 0, min(len(self.plain), _READ))) if self._pattern else Counter()
        ((name, most), (_, next_most)) = [*often.most_common(2), ("", 0), ("", 0)][:2]
        return name if most >= 3 and most >= 2 * next_most else ""

    def _subjects(self, start: int, end: int) -> list[str]:
        """The bodies that the clauses of [start, end) begin with."""
        found = []
        for clause in re.finditer(r"[^,。;:!?\n]+", self.plain[start:end]):
            head = re.sub(rf"^(?:\s|{lex.CONNECTIVE}|{lex.TIME})+", "", clause.group()).lstrip("“「\"")
            match = self._pattern.match(head) if self._pattern else None
            if match:
                found.append(match.group())
        return found

    def _named(self, start: int, end: int) -> str:
        named = [m.group() for m in self._pattern.finditer(self.plain, start, end)] if self._pattern else []
        return named[-1] if named else ""

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return any_of(self.names) if self.names else None

    @cached_property
    def _body(self) -> int:
        """Where the first sentence with a full stop begins: titles call everybody short."""
        return self.plain.rfind("\n", 0, self.plain.find("。") + 1) + 1

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every body that the article names, the longest first."""
        found: dict[str, None] = {}
        plain = self._read
        for match in _FULL.finditer(plain):
            if phrases.may_be_subject(match.group("name")) or self._coined_twice(match.group("name")):
                found.setdefault(match.group("name"))
        called_so = {match.group("name") for match in _CALLED_SO.finditer(plain)}
        for pattern in (_BEHIND_KIND, _OFFICE):
            named = (match.group("name") for match in pattern.finditer(plain))
            found.update(dict.fromkeys(name for name in named if phrases.may_be_subject(name) or phrases.is_office(name)))
        known = {match.group() for match in _KNOWN.finditer(plain)} - _PLATFORMS - self.people.forms
        latin = Counter(match.group() for match in _LATIN.finditer(plain))
        found.update(dict.fromkeys(name for name, count in latin.items() if count > 1 and len(name) > 3 and not (name.isupper() and len(name) < 6)))
        for match in _QUOTED.finditer(plain):
            name = match.group("name")
            if plain.count(name) > 1 and chinese.frequency(name) == 0 and phrases.may_be_subject(name):
                found.setdefault(name)
        found.update(dict.fromkeys(self._heads()))
        return tuple(sorted({*known, *(n for n in found if self._may_be(n)), *(called_so - self.people.forms)}, key=lambda n: (-len(n), n)))

    def _coined_twice(self, name: str) -> bool:
        """派恩股份: two characters that are no word, though one of them is a verb."""
        stem = re.sub(rf"(?:{_KINDS})$", "", name)
        return len(stem) == 2 and chinese.frequency(stem) < 20 and self.plain.count(name) > 1

    def _heads(self) -> list[str]:
        """Subjects at the heads of sentences that no dictionary knows and that the article names again."""
        heads: dict[str, None] = {}
        for sentence in re.finditer(rf"(?:^|[。!?\n])\s*(?:(?:{lex.CONNECTIVE}|{lex.TIME})[,\s]*)*(?P<head>[{_HAN}]{{3,12}})", self._read):
            head = sentence.group("head")
            size = next((start for start, _, verbal in phrases.tokens(head) if verbal), 0)
            if 2 <= size <= 6 and chinese.frequency(head[:size]) == 0:
                heads.setdefault(head[:size])
        places = Places(self._read, heads)
        return [self._whole(name) for name in heads if places.count(name) > 1]

    def _whole(self, name: str) -> str:
        """With the character behind it, where the article never prints it without (a word is cut in its midst)."""
        behind = set(re.findall(rf"{name}(.)", self.plain))
        (next_one, *others) = behind or ("",)
        return name if others or not chinese.is_han(next_one) else name + next_one

    def _may_be(self, name: str) -> bool:
        """Whether the string is a body's name: nobody's, no mere kind of body, no noun that the dictionary has."""
        if name in self.people.forms or _NOT_NAMED.match(name) or "的" in name:
            return False
        if self.people.pattern and self.people.pattern.search(name):
            return False
        if re.search(rf"(?:{lex.HEAD})$", name) and not re.search(rf"(?:{_KINDS})$", name):
            return False
        stem = re.sub(rf"(?:{_KINDS})$", "", name)
        return len(stem) >= 2 and (stem.isascii() or _coined(stem) or self._acts(name))

    def _acts(self, name: str) -> bool:
        """天际航空, though 天际 is a word: a firm by its ending that the article prints again, once at least as a subject."""
        if not _FIRM.search(name) or chinese.frequency(name) > 0 or self.plain.count(name) < 2:
            return False
        return bool(re.search(rf"(?:^|[。\n,]){name}(?:{_ACTS}|{lex.TIME})", self._read))


def _coined(stem: str) -> bool:
    """Whether no dictionary has the word and it isn't two common words put together: names of houses are made up."""
    if chinese.frequency(stem) >= 100:
        return False
    return len(stem) == 2 or any(len(word) == 1 or chinese.tags((word,)).get(word, "x") in ("ns", "nz", "nr", "x") for word in chinese.segments(stem))
