"""Nouns of speech that bring in a report: 他的解释是…, 反对，理由是…, 得到的答复是…, …来信，大意是…."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.names import Who
from bot.distill.rules import lead_words as words
from bot.distill.rules.page import NOBODY, Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Lead

_NOUN = "解释|说法|讲法|理由|回答|答复|回复|回应|看法|观点|判断|建议|感受|印象|结论|评价|答案|说辞|诉求|主张|预测|态度|意见|反馈|说明|描述|总结|口径|表述|担心|担忧|疑问|质疑|感慨|感叹|抱怨|愿望|体会|估计|推测|猜测|记忆|立场|回忆|传闻|传言|猜想|共识|经验|教训|逻辑|思路|想法|期望|底线|顾虑|疑虑|忧虑|论断|初衷"
_SUCH = "(?:官方|正式|最新|统一|一贯|唯一|主要|核心|书面|第一)"
_HOW = "(?:乐观|悲观|谨慎|保守|直接|直白|简单|朴素|干脆|明确|不同|不一样|相反|坚定|强硬|鲜明|犀利|现实|务实|冷静|复杂|激进|尖锐|一致|极端|清醒|温和)"
"""她的看法比较乐观:…"""
_IS = re.compile(rf"(?:(?P<got>得到|收到|换来|等来|获得)|(?P<gave>给出|提出|作出|做出)|得出)?的{_SUCH}?(?P<noun>{_NOUN})(?:(?:就|则|也|主要|都|却)?是(?P<c>[,:]?)|(?:就|则|也|却|倒|要|都)?(?:比较|更加?|很|相对|十分|非常|截然|显得|最)?{_HOW}(?:一些|得多|些|了)?(?P<how>:))")
_REASON = re.compile(rf"(?<=[,;])(?:其|而|但)?{_SUCH}?(?P<noun>理由|意思|说法|答复|回复)(?:也|就|则|很简单,|只有一[个条]:|无非)?是(?P<c>[,:]?)")
"""…反对,|理由是…: whose reason it is stands before."""
_THING = "说法|数字|数据|例子|比方|比喻|细节|要求|建议|理由|原因|答案|回答|结论|判断|目标|期限|时间表|预测|观点|想法|承诺|消息|规律|标准|条件|方案|思路|价格|时限|解释|道理|现象|事实|提醒|忠告|期待|愿望|感受|秘密|原则|底线|办法|点|账"
_PUTS = re.compile(
    rf"(?:补充|纠正|更正|提|说|讲|谈|透露|报|给|开|抛|列|道|亮|算|分享|强调|解释|总结|立|指|得)(?:出|出来|到|起|下)?(?:了|过)?(?:这样|这么|另|另外)?[一两几三][个点句笔条种组份番][^,。:;“”]{{0,14}}?(?:{_THING})(?P<c>[,:])"
    rf"|(?:解释|说明|透露|介绍|总结|分析|阐述|谈)[了过]?[^,。:;“”]{{0,12}}?(?:原因|理由|缘由|道理|逻辑|规律|经过|考虑|顾虑)(?P<e>:)"
    r"|(?:下|得出|作出|做出|给出)了?(?:一个)?[^,。:;“”]{0,6}(?:结论|判断|论断|推断)(?P<g>[,:])"
    r"|(?:说|讲|数|念|读|算)给[^,。:;“”]{1,8}听(?P<f>:)"
    rf"|(?:报|给|开|抛|列|讲|说|道|亮|指|点)出(?:了|过)?[^,。:;“”]{{0,12}}?(?:{_THING})(?P<d>:)"
)
"""他补充了一个细节,…; 她报出一个更短的期限:…"""
_CAME_OF_IT = re.compile(
    "(?:但|可惜?|却)?(?:没有?人|全场|众人|大家(?:都|便)|对方(?:没|不|都|无|也|却|就|听|当)|转身|起身|扭头|随后|随即|便|就(?!是)|于是|然后|引[来起发]|里面|说完|[他她](?:便|就|转身|起身|摇|点头|没|沉默)|[^,。]{1,4}[摇点]了?[摇点]?头)"
)
"""提了个条件,对方答应了: what happened next."""
_PUT_DOWN = re.compile(r"[将把][^,。;:“”]{1,24}?(?:归结[为于到]|归因[于为]|归咎于|归功于|解读[为成]|理解[为成]|总结[为成]|概括[为成]|归纳[为成])(?P<c>[,:]?)|(?<=[遍都也则])解读[为成](?P<d>[,:]?)")
"""该公司将原因归结为…: what it is put down to is their view."""
_RETOLD = re.compile("(?:转述|复述|转达|援引|引述|引用|提到|搬出)了?(?P<who>[^,。;:“”]{2,20}?)(?:曾经?)?的(?:一[个句番种条])?(?:原?话|判断|看法|观点|说法|预测|意见|结论|抱怨|担忧|忠告|提醒|评价|建议|口信)(?P<c>:)")
"""她转述了一位客户的判断:…"""
_TO_THIS = re.compile("(?P<who>[\u4e00-\u9fff]{2,4})对(?:此|这件事|这个问题|这一说法)")
"""朴某某对此|的解释是…"""
_RUMOUR = re.compile("坊间|网上|民间|江湖上?|圈[内里]|业内|市场上?|外间")
_THINKS = re.compile(r"(?:认为|觉得|相信|表示|主张|指出|说|称)[,]?[^,。;:“”]{4,}")
_GIST = re.compile(r"(?<![\u4e00-\u9fff])(?:(?:其|回复|内容|文章)?的?大意|(?:其|中心|核心|主要|总的)?(?:意思|大意))是(?:说)?[,:]?|(?:开口)?(?:第一|头一|最后一)句话(?:就|便|就说|便说)?是?[,:]")
"""…发来长信,大意是…; 他坐下来第一句话是:…"""
_ASKED = re.compile(r"(?:去问|询问|咨询|请教|追问|问|致电|联系|找|求助|求证于)(?:了)?(?P<who>[^,。;:的]{2,14}),[^,。;:]{0,6}$")
"""苗雨去问街道办,得到的答复是…: whose answer it is."""
_GIVEN = re.compile("(?:给|对|向)(?:[^,。;:]{0,10})$")
_ALL = frozenset(["大家", "自己"])


@dataclass(frozen=True, slots=True)
class NounLeads:
    """Finds nouns of speech on one page."""

    page: Page
    subjects: Subjects

    def find(self, start: int, end: int, taken: list[tuple[int, int]]) -> list[Lead]:
        """The leads of [start, end) that stand in no quotation and on nothing `taken`."""
        found: list[Lead] = []
        patterns = ((_IS, "是:", self._is), (_GIST, "意话", self._gist), (_REASON, "是", self._reason), (_PUTS, "一两几三:听论断", self._puts), (_PUT_DOWN, "归解总概", self._puts), (_RETOLD, ":", self._retold))
        for pattern, signs, lead_of in patterns:
            if all(self.page.plain.find(sign, start, end) < 0 for sign in signs):
                continue  # most sentences, at a tenth of the cost
            for match in pattern.finditer(self.page.plain, start, end):
                if self.page.is_inside(match.start()) or any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                lead = lead_of(match, start)
                if lead:
                    found.append(lead)
                    taken.append((lead.start, lead.after))
        return found

    def _is(self, match: re.Match[str], start: int) -> Lead | None:
        """他的解释是…: the noun says that what follows are his words."""
        plain = self.page.plain
        clause = max([start, *(plain.rfind(c, start, match.start()) + 1 for c in ",;:。!?")])
        if match.group("got"):
            who: Who | None = self._asked(start, match.start())
        else:
            who = self.page.resolver.phrase(clause, match.start())
            given = _GIVEN.search(plain, clause, who.start) if who and who.start > clause else None
            if given:  # 李明给王芳|的建议是…
                who = self.page.resolver.phrase(clause, given.start()) or self.page.resolver.before(clause, match.start())
            who = who or self._behind_bridge(clause, match.start())
        if who is None and clause > start and not plain[clause : match.start()].strip(" 而但"):
            who = self.subjects.of(start, clause - 1)  # …退出,给出的理由是…
        if who is None and (rumour := _RUMOUR.fullmatch(plain, clause, match.start())):
            who = Who(rumour.group(), *rumour.span(), "group", "described")  # 坊间的传闻是…
        if who is None and (one := _TO_THIS.fullmatch(plain, clause, match.start())):
            who = Who(one.group("who"), *one.span("who"), "person", "bare")
        if who is None and match.group("gave") and 2 <= match.start() - clause <= 10 and phrases.may_be_subject(plain[clause : match.start()]):
            who = Who(plain[clause : match.start()], clause, match.start(), "organisation", "bare")
        if who is None and re.fullmatch(lex.PRONOUN, plain[clause : match.start()].strip()):
            who = NOBODY
        mark = match.group("c") or match.group("how") or ""
        if who is None and mark == ":" and match.group("noun") in ("回复", "答复", "回答", "解释", "说法", "回应") and plain[match.end() : match.end() + 1] not in ("“", "「"):
            who = NOBODY
        if who is None or (who.kind == "unknown" and who.name):
            return None
        return self._lead(match, match.group("noun"), who, clause, mark)

    def _behind_bridge(self, clause: int, at: int) -> Who | None:
        """某官员在会上的态度是: where and to whom stands between the speaker and his noun."""
        return self.page.resolver.before(clause, at) if re.search("[在对于]", self.page.plain[clause:at]) else None

    def _asked(self, start: int, at: int) -> Who:
        """Who gave the answer that was got: whoever was asked just before."""
        asked = _ASKED.search(self.page.plain, start, at)
        if asked is None:
            return NOBODY
        who = self.page.resolver.phrase(*asked.span("who"))
        if who is None and phrases.may_be_subject(asked.group("who")):
            return Who(asked.group("who"), *asked.span("who"), "anonymous", "described")
        return who if who and who.start == asked.start("who") else NOBODY

    def _reason(self, match: re.Match[str], start: int) -> Lead | None:
        """他反对,理由是…; where it ends what he is reported to think it belongs to that."""
        if _THINKS.search(self.page.plain, start, match.start()):
            return None
        who = self.subjects.of(start, match.start())
        return self._lead(match, match.group("noun"), who, match.start(), match.group("c")) if who else None

    def _gist(self, match: re.Match[str], start: int) -> Lead | None:
        """…发来长信,大意是…: the words are those of whom the sentence is about."""
        who = self.subjects.of(start, match.start())
        if who is None:
            return None
        if self.page.plain.rfind("《", start, who.start) > self.page.plain.rfind("》", start, who.start):
            who = NOBODY  # named in a title
        return self._lead(match, "大意是", who, match.start(), match.group()[-1] if match.group()[-1] in ",:" else "")

    def _retold(self, match: re.Match[str], start: int) -> Lead | None:
        """她转述了一位客户的判断:…: the words are the other one's."""
        if self.page.plain[match.end() : match.end() + 1] in ("“", "「", "『", '"'):
            return None
        who = self.page.resolver.phrase(*match.span("who"))
        if who is None and phrases.may_be_subject(match.group("who")):
            who = Who(match.group("who"), *match.span("who"), "anonymous", "described")
        by = self.subjects.of(start, match.start())
        lead = self._lead(match, "转述", who, match.start(), ":") if who else None
        return replace(lead, by=by.name or None) if lead and by else lead

    def _puts(self, match: re.Match[str], start: int) -> Lead | None:
        """他报出一个期限:…, 公司把亏损归因于…: the words of whom the clause is about, else the sentence."""
        plain = self.page.plain
        clause = max([start, *(plain.rfind(c, start, match.start()) + 1 for c in ",;:。!?")])
        if words.REPORTER.search(plain[clause : match.start()]) or plain[match.end() : match.end() + 1] in ("“", "「", "『"):
            return None
        if match.group().endswith(",") and (_CAME_OF_IT.match(plain, match.end()) or re.match("[^,。]{1,7}。", plain[match.end() : match.end() + 8])):
            return None
        who = self.page.resolver.before(clause, match.start()) or self.subjects.of(start, match.start())
        return self._lead(match, "总结", who, clause, match.group()[-1] if match.group()[-1] in ",:" else "") if who else None

    def _lead(self, match: re.Match[str], noun: str, who: Who, clause: int, mark: str) -> Lead | None:
        surface = self.page.plain[who.start : who.end] if who.start >= 0 else ""
        if words.THE_REPORTER.fullmatch(surface) or surface in _ALL:
            return None
        if not mark and self.page.plain[match.end() : match.end() + 1] in ("“", "「", "『", '"'):
            mark = "“"
        return Lead(noun, match.start(), match.end(), match.end(), mark, (who,), "noun", clause)
