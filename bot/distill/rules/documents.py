"""Documents that say something: 某机构的报告显示, 公告称, 《通知》要求. They speak for whoever made them, where that is printed; else for themselves."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.names import SpeakerKind, Who
from bot.distill.rules import lead_words as words
from bot.distill.rules.page import NOBODY, Page
from bot.distill.rules.values import Lead, Statement

_PAPER = r"(?:报告书?|白皮书|蓝皮书|研报|年报|季报|半年报|财报|公告|公报|简报|通报|声明|文件|纪要|论文|招股书|招股说明书|通知书?|意见稿?|方案|指引|指南|规划|办法|草案|法案|判决书|裁定书|决定书|起诉书|说明书|备忘录|手册|预案|倡议书?|公开信|内部信|邮件|函件|榜单|统计|调查|民调|研究)"
_PAPER_ALONE = re.compile(rf"{_PAPER}(?:中|里|内)?")
_DEMANDS = re.compile(rf"(?:{_PAPER}|》)(?:中|里|内)?$")
"""Who asks and lays down (要求, 提出, 写明), is a text, no figures."""
SAYS = re.compile(rf"{lex.REPORT_SHOWS.pattern}|(?P<asks>提出|要求|明确|强调|写明|载明|注明|列明|写着|写有|规定|记着|印着|指|说|建议)(?=,)")
_BY = re.compile("根据|据|按照|来自|从|由")
_ONE_PAPER = re.compile(
    r"(?:一|两|三|多|几|该|这|那|上述)[份张封则纸页段组条][\u4e00-\u9fff]{0,8}?(?:单|书|信|表|证|图|文|稿|函|据|记录|流水|截图|材料|合同|协议|档案|日志|帖子|短信|视频|录音|复盘|备忘)(?=(?:中|里|上)?$)"
)
"""一份询价单, 一张账单: any paper, where it is counted as one."""
_KIND_OF = r"(?:的|在|一份|最新|发布|公布|此前|近期|这份|最近|上述|披露|提交|一项|20\d\d年?|中|里|书|其|年度|季度|半年度?|第.季度|公开|官方|根据|据|相关|多项|后来|\d+月|\d+日)*"
_ITSELF = re.compile(r"公开|相关|多项|这|该|一|有|上述|最新|研究(?!机构|院|所|中心|公司|会)|官方|市场(?!研究)|统计(?!局|处|署|司)|数|调查(?!机构|公司|中心|局)")
_DATABASE = re.compile(r"(?:天眼查|企查查|爱企查|启信宝|Wind|万得|同花顺|中国裁判文书网|裁判文书网|国家企业信用信息公示系统)(?=(?:官网|网站|平台|App|APP|app|数据|信息|资料)*(?:中|上)?$)")
_UNNAMED = re.compile(rf"(?:一[份项篇则封]|多[份项]|\d+[份项])[^,。]*|(?:[^,。的]{{1,12}})?{_PAPER}(?:结果)?|(?:[^,。的]{{1,12}})?(?:数据|资料|名单|记录|信息|结果)")


_BY_PAPER = re.compile(r"(?<![\u4e00-\u9fff])(?P<cue>根?据)《(?P<who>[^《》]{1,14}(?:报|周刊|月刊|杂志|新闻|网|社))》,")
_LEARNT = re.compile(r"[从自](?P<who>[^,。;:!?“”]{2,24}?)(?:处|那里|那儿|方面|口中)?(?P<cue>获悉|了解到|得知|获知),")
_SAYS_SO = re.compile("了?(?:这一?点|[^,。:;“”]{0,10}(?:情况|问题|数字|数据|变化|趋势|事实|原因|结论|现象))(?=:)")
"""报告也提到了这一点:…"""
_ISSUES = re.compile("公布|发布|披露|发表|发出|推出|出具|提交|更新")
_HOLDS = re.compile(rf"(?P<who>[^,。;:“”]{{0,24}}(?:{_PAPER}|总结|档案|日记|笔记|材料|复盘))[里中上](?P<cue>(?:写着?|写有|写道|记着|印着)[^,。:;]{{0,6}}|(?:有|给出)(?:了|过)?(?:这样|这么)?[^,。:;]{{0,8}}?(?:结论|说法|话|规定|提示|要求|判断|描述|解释|数字)):")
"""年度总结里有这样一个结论:…"""
_WITHIN = re.compile(rf"(?:其中|文中|里面|上面|文内)(?:{lex.ADVERB})*")
_TITLED = re.compile("(?<![\u4e00-\u9fff])(?:根?据|按照?)(?P<who>[^,。;:!?“”《》]{2,20}?)(?:近日|最新|日前|此前)?(?:发布|公布|发表|推出|出具|披露|编制|编写|撰写|联合发布)的(?P<cue>《[^《》]{2,40}》[^,。;:《》]{0,8}),")
"""据某协会发布的《某某白皮书》,…"""
_COUNTED_SO = re.compile("(?<![\u4e00-\u9fff])(?:[在按]|按照|依照)?(?P<who>(?!以上|上述|不同|同一|[这那该新旧])[^,。;:!?“”在按]{2,20}?)的?(?P<cue>(?:统计|测算|计算)口径[下里中]?),")
_ITS_PAPER = re.compile(r"(?<=..)(?:近日|最新|官方)?(?:发布|拟定|出具|提供|公布|下发|印发|发出|提交)?的[^,。的]{0,12}(?:声明|通报|文件|公告|材料|通知|报告|信|函|公报|数据|招股书)(?:中|里|上)?$")
"""记者从某局的一份声明里得知: the paper of whom it was learnt from."""
_SORT = re.compile(r"(?:第三方|初步|最终|补充|内部|专项|财务|项目|年度|质量|安全|环境|事故|身体|产品|送检|委托|出厂)*(?:体检|尸检|检测|审计|病历|测试|质检|鉴定|评估|调研|检验|化验|验收|法医|诊断|自查|整改|工作|考察|勘察|评测|可行性|咨询|投资|财务|盈利|业绩|研究)?")
"""检测报告: what sort of paper it is, not whose."""
_FIGURES = re.compile("统计|数据|报告|调查|研究|测算|调研|监测|预测|估算")
_INSIDE = re.compile("(?:但是|但|而|并|也|还|则|只|仅|又)*在")
"""但在一份声明中表示: where whoever the sentence is about said it."""
_ENDS_IN_BODY = re.compile("[协学商工联员金合理董议总农公国]会$")
_NEAR = 800
"""How far back a document may have been spoken of, in code points."""
_NO_MAKER = re.compile(r"记者|一[份项篇则封]|的|[给向]《|现场|流传|提供|发放")
"""Words of a phrase that tells of the document, not of who made it."""


def is_paper(noun: str) -> bool:
    """意见, 办法: nothing but a word for a paper."""
    return bool(_PAPER_ALONE.fullmatch(noun))


def issued_by(page: Page, kind: str, at: int) -> Who | None:
    """声明还说, 信中称, 该报告指出: whose statement, letter or figures were told last before `at`, where they were of that kind."""
    for told in reversed(page.found):
        if at - told.start > _NEAR:
            break
        before = page.plain[max(told.speaker_start, told.start - 80) : told.start] if told.speaker_start >= 0 else ""
        brought_out = told.how == "document" and kind in before[-60:]
        if told.speaker and (brought_out or _counted_by(page, told, kind, at) or (kind in before and re.search(rf"(?:发布|发出|发表|刊登|公布|出具|提交|发|写|在)[^,。;“”]{{0,16}}{kind}", before))):
            who: SpeakerKind = "person" if told.speaker_kind == "person" else "organisation"
            return Who(told.speaker, told.speaker_start, told.speaker_start + len(told.speaker_surface), who, "document")
    return None


def _counted_by(page: Page, told: Statement, kind: str, at: int) -> bool:
    """据某研究所统计,…。报告还提到…: a body's figures, told right before in the same paragraph."""
    if kind not in ("报告", "研究", "调查", "统计", "白皮书", "研报") or not told.rule.startswith(("according", "shows")) or told.speaker_kind != "organisation":
        return False
    return bool(_FIGURES.search(told.cue)) and "\n" not in page.plain[told.start : at] and at - told.end < 80


@dataclass(frozen=True, slots=True)
class Documents:
    """Reads the documents of one page as speakers."""

    page: Page

    def lead(self, match: re.Match[str], start: int) -> Lead | None:
        """某机构的报告显示: `match` is the verb, `start` where the sentence begins."""
        plain = self.page.plain
        clause = max([start, *(plain.rfind(c, start, match.start()) + 1 for c in ",;:。!?")])
        head = re.sub(rf"(?:{lex.ADVERB})+$", "", plain[clause : match.start()])
        if words.THIS_TEXT.fullmatch(head.strip()) and plain[match.end() : match.end() + 1] == ",":
            return self._lead(match, self._spoken_of(head, clause) or NOBODY, clause)
        if _WITHIN.fullmatch(head.strip()) and (paper := self._issuer(start, clause)):
            return self._lead(match, paper, clause)
        database = _DATABASE.search(head)
        if database:
            at = clause + database.start()
            return self._lead(match, Who(database.group(), at, at + len(database.group()), "organisation", "document"), clause)
        one = _ONE_PAPER.search(head)
        if not (lex.REPORT_NOUN.search(head) or one) or len(head) > 48 or (match.group("asks") and not (_DEMANDS.search(head) or one)):
            return None
        who = self._maker(clause, match.start(), head) or self._itself(clause, clause + len(head))
        return self._lead(match, who, clause) if who else None

    def _issuer(self, start: int, end: int) -> Who | None:
        """公司公布了年报,其中显示…: whoever the clauses before name, where they speak of a paper."""
        if not re.search(_PAPER, self.page.plain[start:end]):
            return None
        issued = list(_ISSUES.finditer(self.page.plain, start, end))
        for verb in reversed(issued):
            clause = max([start, *(self.page.plain.rfind(c, start, verb.start()) + 1 for c in ",;")])
            who = self.page.resolver.before(clause, verb.start()) or self.page.resolver.bare(clause, verb.start())
            if who:
                return replace(who, how="document")
        return None

    def subject(self, clause: int, stop: int) -> Who | None:
        """判决书写道: the document at the clause's head, as far as `stop`, or whoever made it."""
        head = re.sub(rf"(?:{lex.ADVERB})+$", "", self.page.plain[clause:stop])
        if len(head) > 48 or not _DEMANDS.search(head) or _INSIDE.match(head.strip()) or words.THIS_TEXT.fullmatch(head.strip()):
            return None
        return self._maker(clause, stop, head) or self._itself(clause, clause + len(head))

    def heard_from(self, start: int, end: int) -> list[Lead]:
        """据《某报》,…; 记者从某局获悉,…: a paper without a verb, and those a reporter has it from."""
        found = []
        for match in self._sources(start, end):
            if match.re is _HOLDS:
                found += self._held(match, start)
                continue
            a, b = match.span("who")
            paper = match.re is _BY_PAPER
            b = a + len(_ITS_PAPER.sub("", match.group("who"))) or b
            who = Who(match.group("who"), a, b, "organisation", "organisation") if paper else self.page.resolver.phrase(a, b)
            if who is None and match.re in (_TITLED, _COUNTED_SO) and phrases.may_be_subject(match.group("who")):
                who = Who(match.group("who"), a, b, "organisation", "bare")
            if who is not None and who.name and not self.page.is_inside(match.start()) and self.page.resolver.trimmed(a, b) == a:
                found.append(Lead(match.group("cue"), match.start(), match.end(), match.end(), ",", (who,), "according", match.start()))
        return found

    def _held(self, match: re.Match[str], start: int) -> list[Lead]:
        """The words that stand in a paper, behind a colon and without marks."""
        clause, end = match.span("who")
        if self.page.is_inside(match.start()) or self.page.plain[match.end() : match.end() + 1] in ("“", "「", "『", '"'):
            return []
        who = self._maker(clause, end, match.group("who")) or self._itself(clause, end) or Who(match.group("who"), clause, end, "organisation", "document")
        return [Lead(match.group("cue"), match.start("cue"), match.end(), match.end(), ":", (who,), "shows", clause)]

    def _sources(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Where a paper is named or somebody is heard from; the cheap sign first."""
        for sign, patterns in (("》", (_BY_PAPER, _TITLED)), ("悉", (_LEARNT,)), ("知", (_LEARNT,)), ("了解到", (_LEARNT,)), ("口径", (_COUNTED_SO,)), (":", (_HOLDS,))):
            if self.page.plain.find(sign, start, end) >= 0:
                for pattern in patterns:
                    yield from pattern.finditer(self.page.plain, start, end)

    def _lead(self, match: re.Match[str], who: Who, clause: int) -> Lead | None:
        """The lead, where a report can follow: behind a comma or a colon, or at once."""
        after, mark = match.end(), self.page.plain[match.end() : match.end() + 1]
        so = _SAYS_SO.match(self.page.plain, after)
        if so:
            after, mark = so.end(), ":"
        if mark in (",", ":"):
            after += 1
        elif mark in ("的", "了", "出") or who is NOBODY or match.group("asks"):
            return None
        else:
            mark = ""
        return Lead(match.group("cue") or match.group("asks"), match.start(), match.end(), after, mark, (who,), "shows", clause)

    def _maker(self, clause: int, stop: int, head: str) -> Who | None:
        """Whoever issued it, where the phrase says so."""
        at = self.page.resolver.trimmed(clause, stop)
        end = clause + len(head)
        head = self.page.plain[at:end]
        book = re.search(r"(?<![向给对])《[^《》]+》", head)
        outlet = phrases.OUTLET.match(head)
        if outlet:
            head = outlet.group("name") + "报告"
            at += outlet.start("name")
        name = re.sub(rf"{_KIND_OF}(?:{lex.REPORT_NOUN.pattern})", "", head)
        name = re.sub(r"(?:的|在|一份|一项|最新|发布|公布|后来|收购|\s)+$", "", name)
        name = re.sub(r"^(?:根据|据|按照|由|从|来自|后来的?)+", "", name)
        if not _ENDS_IN_BODY.search(name):
            name = re.sub(rf"(?:官方)?(?:微博|微信|公众号|账号|官网|客服)?(?:{lex.ADVERB}|{lex.TIME}|发)*$", "", name) or name
        name = re.split(r"(?:发布|发表|公布|推出|出具|披露|编制|编写|撰写|联合|提交|下发|印发|起草|出台|颁布|签发|拟定|于|在)", name)[0] or name
        name = re.sub(rf"(?:{lex.TIME}|\d+月|[一二三四五六七八九十]+月|去年|今年|年|\([^()]*\)|\s)+$", "", name)
        name = re.sub("(?<=..)(?:方面|官方)$", "", name)
        if book and (len(name) < 2 or name.startswith("《")):
            name = book.group()
        if len(name) < 2 or len(name) > 20 or _ITSELF.match(name) or _NO_MAKER.search(name) or _SORT.fullmatch(name):
            return None
        known = self.page.resolver.phrase(at, at + len(name))
        return Who(known.name if known and known.kind == "person" else name, at, stop, "organisation", "document")

    def _itself(self, clause: int, end: int) -> Who | None:
        """公告显示, 一项针对高管的调查显示: nobody says whose it is. One spoken of before may be meant by it."""
        at = self.page.resolver.trimmed(clause, end)
        by = _BY.match(self.page.plain, at, end)
        at = by.end() if by else at
        name = self.page.plain[at:end]
        if "记者" in name:
            return None  # 某报记者查询资料发现
        book = re.search(r"(?<![向给对])《[^《》]+》", name)
        if book:
            return Who(book.group(), at + book.start(), at + book.end(), "organisation", "document")
        one = _ONE_PAPER.search(name)
        if one:
            return self._spoken_of(one.group(), clause) or Who(one.group(), at + one.start(), at + one.end(), "organisation", "document")
        many = re.search(r"(?<![\u4e00-\u9fff]第)一[份项篇则封]", name)
        if not many:
            behind = name.rfind("的") + 1
            at, name = at + behind, name[behind:]
        name = re.sub(r"[中里内]$", "", name)
        if not (many or _UNNAMED.fullmatch(name)) or len(name) > 24:
            return None
        return self._spoken_of(name, clause) or Who(name, at, at + len(name), "organisation", "document")

    def _spoken_of(self, noun: str, at: int) -> Who | None:
        """白皮书还认为, 该报告指出: the document that spoke last, where it is one of that kind."""
        kind = re.search(rf"{_PAPER}$", re.sub(r"(?:的?内容|[中里内])$", "", noun.strip()))
        if kind is None or len(noun.strip()) > len(kind.group()) + 2:
            return None
        issued = issued_by(self.page, kind.group(), at)
        if issued:
            return issued
        pattern = re.compile(rf"(?:一[份篇封则项]|《)[^,。;:!?《》“”]{{0,24}}{kind.group()}》?")
        printed = list(pattern.finditer(self.page.plain, max(0, at - _NEAR), at))
        return Who(printed[-1].group(), *printed[-1].span(), "organisation", "document") if printed else None
