"""Everything that brings in a report, found in a sentence: a verb with its subject (李明表示), a phrase (在李明看来, 据李明介绍),
an agency that relays (路透社援引…), a document that shows (报告显示)."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.distill import cues
from bot.distill import lexicon as lex
from bot.distill.names import Who
from bot.distill.rules.page import NOBODY, TERMINAL, Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Lead

_SMALL = frozenset("如 像 照 用 按 依 据".split())
_BEFORE_SMALL = frozenset(",。;:!?()、 —-”」』…而另又但则也就却》")
"""What may stand before 据 or 如 as words of their own, no part of a name."""
_THOUGHT = frozenset(lex.THOUGHT.split())
_FIRM = frozenset(["认为", "觉得", "相信", "坚信"])
_NOUN_IS = re.compile(
    r"(?:给出|提出|得出|作出|做出)?的(?P<noun>解释|说法|理由|回答|答复|回应|看法|观点|判断|建议|感受|印象|结论|评价|答案|说辞|诉求|主张|预测|态度|意见)(?:就|则|也|主要|都|却)?是(?P<c>[,:]?)"
)
_PLAIN_SPEECH = re.compile(
    lex.alternatives(
        "表示 说 说道 称 指出 认为 透露 坦言 坦承 直言 强调 介绍 解释 回应 告诉 补充 感叹 感慨 呼吁 提到 谈到 写道 表态 预测 预计 分析称 分析说 澄清 否认 承认 警告 提醒 质疑 批评 吐槽 反问 发文 撰文 宣称 重申 证实 爆料 忆述 指"
    )
)
"""After these even a subject the rules can't read makes a report."""
_CONDITION = re.compile(r"如果|假如|假使|若是|倘若|要是|只要|只有|除非|无论|不管|当(?!天|日|时|晚|地|事)")
_MADE_TO_SAY = re.compile(r"(?:(?<![转禁])让|(?<![\u4e00-\u9fff])令|使得|引来|引得|惹得)(?=[^,的人]{2,12}$)")
"""引得粉丝直呼: the subject stands behind."""
_CONCESSION = re.compile(r"(?:但|而|可)?(?:虽然|尽管|虽|即便|即使|纵然)")
_YET = re.compile(r"[^,。]{0,8}(?:但|却|仍|依然|依旧|还是|不过|可)")
_POSTED = frozenset("发文 撰文 发帖 留言 发言 写下 发微博 发布微博 发布声明 发声明 发布公告 发公告 发布视频 发视频 发推 发长文 发布长文 发朋友圈 讲话 致辞 致词 提问 发问 追问 问 寄语 表态 说起 提起 谈起 聊起 讲起".split())
"""Deeds of speech: what follows their comma isn't yet what was said."""
_REPORTER = re.compile(r"^(?:[^,向对跟同和与给的]{0,8}(?:记者|笔者)(?!会|问)|小编)|(?<!自)我们?(?:也|又|还|曾|都|一直|才|就)?$|被")
_HEARD = re.compile(r"(?:听到|听见|听闻|看到|看见|接到|收到|引起|引发)[^后时]*$")
"""听到媒体喊话,…: what somebody else called out."""
_SEEN = frozenset(["看到", "察觉", "感到", "感受到", "体会到", "注意到"])
"""Bare, they tell what befell somebody, not what was said."""
_PEOPLE = re.compile(rf"(?:[者员人士们众民友师家长客户主方]|先生|女士|小姐|女子|男子|孩子|女孩|男孩|老人|{lex.HEAD})$|^[{''.join(sorted(lex.SURNAMES))}][\u4e00-\u9fff]{{1,2}}$")
"""How those end who may stand before a verb that is a noun too (市民陈女士反映)."""
_DOCUMENT_SAYS = re.compile(r"(?:声明|公告|通报|报道|报导|爆料|投诉)(?:称|说|指|指出|表示|写道)")
_OWN_WISH = re.compile(r"找|借|通过|成为|得到|获得|用|把|将|以|从|在|为|挖|换|靠|拿")
_SOME = re.compile(rf"有(?P<who>[^,有的]{{0,8}}?(?:{lex.HEAD}))(?:{lex.ADVERB}|在[^,]{{1,10}}[上中里])*$")
"""贴文下也有网友提醒: somebody after 有, whatever stands before."""
_OF_A_TEXT = re.compile(r"(?:该|此)?(?:贴文|帖文|文告|通告|新闻稿|文章|文|信|声明|影片|视频|公告|留言|报告|评论|短片)[中里内]?(?:更|还|也|则|并|又)?")
_THE_REPORTER = re.compile(r"(?:本报|本刊|本网|采访)?(?:记者|笔者|小编|采访人员|编者)们?|(?:让|令|使|但|而|可)?我们?(?:也|还|又|就|才|都)?")
_NO_SPEAKER = re.compile(r"(?<!接)受(?!访|邀|托|命)|[遭让]|没有|拒绝|不(?:愿|予|便|肯)|(?:可以|应该|数据|统计)$|^(?:据|根据|按照)")
_NO_SAYER = re.compile(r"(?:来|上|般|而言|按理|照理|老实|实话实|换句话|也就是|就是|比如|例如|譬如|据|再|怎么|话|俗话|常言|听|难|不用|不得不|可|要|敢|想|你|谁|这么|那么|所)$")
"""Before 说 these make a turn of phrase."""


def _no_speaker(surface: str, verb: str) -> bool:
    """The reporter, or somebody who only asks."""
    return bool(_THE_REPORTER.fullmatch(surface)) or (verb.endswith("问") and surface.endswith("记者"))


@dataclass(frozen=True, slots=True)
class Leads:
    """Finds leads on one page."""

    page: Page
    subjects: Subjects

    def find(self, start: int, end: int) -> list[Lead]:
        """Everything in [start, end) that brings in a report, in order."""
        found: list[Lead] = []
        taken: list[tuple[int, int]] = []
        for pattern, form in ((lex.IN_THE_EYES, "eyes"), (lex.ACCORDING, "according")):
            for match in pattern.finditer(self.page.plain, start, end):
                if self.page.is_inside(match.start()):
                    continue
                lead = self._prepositional(match, form, start)
                if lead and not any(a < lead.end and lead.start < b for a, b in taken):
                    found.append(lead)
                    taken.append((match.start(), match.end()))
        for match in lex.RELAYED.finditer(self.page.plain, start, end):
            lead = self._relayed(match, start)
            if lead and not any(a < lead.end and lead.start < b for a, b in taken):
                found.append(lead)
                taken.append((match.start(), match.end()))
        for cue in cues.find(self.page.plain, start, end, self.page.inside):
            if any(a <= cue.start < b for a, b in taken):
                continue
            lead = self._verbal(cue, start, end, found)
            if lead:
                found.append(lead)
                taken.append((lead.start, lead.after))
        for match in lex.REPORT_SHOWS.finditer(self.page.plain, start, end):
            if self.page.is_inside(match.start()) or any(a <= match.start() < b for a, b in taken):
                continue
            lead = self._shows(match, start)
            if lead:
                found.append(lead)
        for match in _NOUN_IS.finditer(self.page.plain, start, end):
            if not self.page.is_inside(match.start()) and not any(a < match.end() and match.start() < b for a, b in taken):
                lead = self._noun_is(match, start)
                if lead:
                    found.append(lead)
        return sorted(found, key=lambda x: x.start)

    def _noun_is(self, match: re.Match[str], start: int) -> Lead | None:
        """他的解释是…: the noun says that what follows are his words."""
        clause = max([start, *(self.page.plain.rfind(c, start, match.start()) + 1 for c in ",;:。!?")])
        who = self.page.resolver.phrase(clause, match.start())
        if who is None and re.fullmatch(lex.PRONOUN, self.page.plain[clause : match.start()].strip()):
            who = NOBODY
        if who is None or (who.kind == "unknown" and who.name) or _no_speaker(self.page.plain[who.start : who.end], "") or self.page.plain[who.start : who.end] in ("大家", "自己"):
            return None
        mark = match.group("c")
        if not mark and self.page.plain[match.end() : match.end() + 1] in ("“", "「", "『", '"'):
            mark = "“"
        return Lead(match.group("noun"), match.start(), match.end(), match.end(), mark, (who,), "noun", clause)

    def _prepositional(self, match: re.Match[str], form: str, start: int) -> Lead | None:
        """在李明看来, 据李明介绍, 据该公司财报: the phrase names who."""
        a, b = match.span("who")
        if match.start() > start and (self.page.plain[match.start() - 1] in "存现正所实都证数论" or (match.group("p") in _SMALL and self.page.plain[match.start() - 1] not in _BEFORE_SMALL)):
            return None
        raw = self.page.plain[a:b]
        if not raw.strip() or raw in ("", "不完全", "了解", "此") or raw.startswith(("不完全", "我", "你")):
            return None
        who = self.page.resolver.phrase(a, b)
        made = re.search(r"(?:数据|报告|财报|季报|年报|业绩|统计|白皮书|榜单|研报|声明|公告|调查)(?:显示)?$", match.group("cue"))
        if form == "according" and made:
            maker = re.sub(rf"(?:{lex.TIME}|\([^()]*\)|最新|日前|近日|今年|在|于|\s)+$", "", raw)
            maker = re.split(r"(?<=[\u4e00-\u9fff]{2})(?:内部|官方)?(?:对|针对|关于|就)", maker)[0]
            if 2 <= len(maker) <= 24:
                who = self.page.resolver.phrase(a, a + len(maker)) or self.page.resolver.titled(maker, a) or Who(maker, a, a + len(maker), "organisation", "bare")
        if who is None:
            # 如同某人在某处所说
            who = self.page.resolver.before(a, b)
        if who is None and form == "eyes" and len(raw) <= 10 and not re.search(rf"[,的]|^{lex.PRONOUN}$", raw):
            who = Who(raw, a, b, "unknown", "bare")
        if who is None:
            who = self.page.resolver.titled(raw, a)
        if who is None and form == "according" and len(raw) <= 16:
            raw = re.sub(rf"(?:{lex.TIME}|\([^()]*\)|\s)+$", "", raw)
            stripped = re.sub(r"(?:最新|公开|发布|公布|官方|收购|的)+$", "", re.sub(r"^(?:后来|最新|近期|此前|最近)的?", "", raw))
            if len(stripped) >= 2 and not re.match(r"不完全|目前|上述|以上|相关|公开|市场|初步|历史|过往|现有|最新", stripped) and not re.match(r"[这那此其]", stripped):
                who = Who(stripped, a, a + len(stripped), "organisation", "bare")
        if who is None:
            return None
        after = match.end()
        while after < len(self.page.plain) and self.page.plain[after] == " ":
            after += 1
        mark = "," if match.group("c").startswith(",") else match.group("c") or ("“" if self.page.plain[after : after + 1] in ("“", "「", '"', "『") else "")
        if match.group("c").endswith("就是"):
            mark = ""
        if form == "eyes" and "看" not in match.group("cue") and re.match(r"[\u4e00-\u9fff]{1,3}[出着成]了?", self.page.plain[after : after + 5]):
            return None  # 在旁人眼中,映出了…: the verb of an earlier subject
        if form == "eyes" and not mark and self.page.plain[after : after + 1] in ("", "的", "是", "也"):
            return None
        return Lead(match.group("cue"), match.start(), match.end(), after, mark, tuple(self.page.resolver.companions(who, a)), form, match.start())

    def _relayed(self, match: re.Match[str], start: int) -> Lead | None:
        """路透社援引知情人士的话报道: the informant speaks, the agency relays."""
        if self.page.is_inside(match.start()):
            return None
        a, b = match.span("who")
        who = self.page.resolver.phrase(a, b)
        at, stop = self.page.resolver.trimmed(*match.span("by")), match.end("by")
        by = self.page.resolver.phrase(at, stop) or Who(self.page.plain[at:stop], at, stop, "organisation", "bare")
        if who is None or stop - at < 2:
            return None
        mark = match.group("c") or ""
        return Lead(match.group("cue"), match.start(), match.end(), match.end(), mark, (replace(who, how="relayed"),), "relayed", match.start(), by.name)

    def _verbal(self, cue: cues.Cue, start: int, end: int, found: list[Lead]) -> Lead | None:
        """A verb of speech with its subject before it, or with one that the clause before implies."""
        clause = max([start, *(self.page.plain.rfind(c, start, cue.start) + 1 for c in ",;:。!?")])
        for _, b in self.page.inside:
            if clause < b <= cue.start and self.page.plain[b - 2 : b - 1] in TERMINAL:
                clause = max(clause, b)
        if cue.mark == "," and _CONCESSION.match(self.page.plain[clause : cue.start].strip()) and _YET.match(self.page.plain[cue.after : cue.after + 12]):
            return None  # 尽管他当面提醒,但…
        if cue.mark == ":" and cue.word in cues.NOUNS and not self.page.plain[clause : cue.start].strip():
            return None  # 点评:…
        if cue.mark == "," and cue.word in _POSTED and cues.chain(self.page.plain, cue, end) is cue:
            return None  # 深夜发文,引来…
        if cue.mark == "," and _HEARD.match(self.page.plain[clause : cue.start].strip()):
            return None
        if cue.word in _SEEN and not cue.mark:
            return None
        made = _MADE_TO_SAY.search(self.page.plain[clause : cue.start])
        clause += made.end() if made else 0
        who = self.page.resolver.before(clause, cue.start)
        form = "verb"
        if who and cue.word in cues.NOUNS and cue.mark == "," and re.search(r"[对与和的][^,]{2,}$", self.page.plain[who.end : cue.start]):
            return None  # 她谈了她对市场的观察,并…
        if who is None:
            who = self._implied(cue, clause, start, found)
        if who is None or _no_speaker(self.page.plain[who.start : who.end], cue.word):
            return None
        if cue.mark == "," and who.how != "none" and re.search(r"[被遭][^,的]{1,10}$", self.page.plain[clause : cue.start]):
            return None  # 语速慢遭导演提醒,…
        if who.kind in ("organisation", "unknown") and cue.word in ("发现", "看到", "希望") and not cue.mark:
            return None
        if cue.word in ("希望", "期待", "盼望") and who.how == "implicit" and not cue.mark and _OWN_WISH.match(self.page.plain[cue.after : cue.after + 4]):
            return None  # 他找过很多人,希望找到…: what he was after
        cue = cues.chain(self.page.plain, cue, end)
        names = tuple(self.page.resolver.companions(who, clause))
        if who.how == "pronoun-many":
            names = self.subjects.both(who, start) or names
        return Lead(cue.word, cue.start, cue.end, cue.after, cue.mark, names, form, clause)

    def _implied(self, cue: cues.Cue, clause: int, start: int, found: list[Lead]) -> Who | None:
        """The verb has no subject of its own in its clause: the clause before gives it, or the sentence."""
        between = self.page.plain[clause : cue.start]
        some = _SOME.search(between)
        if some:
            return Who(some.group("who"), clause + some.start("who"), clause + some.end("who"), "anonymous", "described")
        rest = re.sub(rf"(?:\s|{lex.CONNECTIVE}|{lex.ADVERB}|{lex.TIME})+", "", between)
        if not rest or lex.BRIDGE.fullmatch(between):
            if cue.mark == ":" and not between.strip() and cue.after < len(self.page.plain) and self.page.plain[cue.after] not in "“「『\"":
                return None  # 点评:… is a label
            if clause > start:
                if found and cue.word in _THOUGHT and cue.word not in _FIRM and not re.match(r"\s*(?:也|还|并|且|又|同时|而且)", between) and found[-1].form == "verb" and found[-1].word not in _THOUGHT:
                    return None  # 她说,这是第一次上场,感觉担子更重: still what she said
                if found and cue.word in cues.NOUNS and cue.mark == "," and not between.strip():
                    return None  # …,观察了物价,…
                if found and found[-1].after < clause and cue.mark in (",", ":", "“", ""):
                    return replace(found[-1].who[0], how="implicit")
                before = max([start, *(self.page.plain.rfind(c, start, clause - 1) + 1 for c in ",;:。!?")])
                near = self.page.resolver.phrase(before, clause - 1)
                if near and self.page.resolver.trimmed(before, near.start) == near.start and near.kind in ("person", "anonymous", "group") and near.how != "pronoun-many":
                    return replace(near, how="implicit")
                subject = self.subjects.of(start, clause - 1)
                if subject:
                    return replace(subject, how="implicit")
            if self.page.speaking and self.page.plain[start - 1 : start] in "”」』" and start and self.page.plain[start : start + 1] == "," and clause == start + 1:
                return replace(self.page.speaking[-1], how="implicit")  # “…”,并直言…
            if clause > start and _PLAIN_SPEECH.match(cue.word) and cue.word not in cues.NOUNS and (cue.mark or not cue.word.startswith("预")) and not _CONDITION.match(self.page.plain[start:clause].strip()):
                return NOBODY
            if clause == start and re.match(r"\s*(?:也|还|并)", between) and _PLAIN_SPEECH.match(cue.word) and not cue.mark:
                return replace(self.page.resolver.focus, how="focus") if self.page.resolver.focus else NOBODY
            if cue.mark in (",", ":", "“") and self.page.resolver.focus and (clause == start or not found) and re.match(rf"(?:\s*(?:{lex.CONNECTIVE}|{lex.ADVERB}))*\s*$", between):
                return replace(self.page.resolver.focus, how="focus")
            if cue.mark and not rest and _DOCUMENT_SAYS.fullmatch(cue.word):
                return NOBODY
            if cue.mark and cue.mark != "." and rest and _PLAIN_SPEECH.match(cue.word) and cue.word not in cues.NOUNS and not _REPORTER.search(between):
                return NOBODY
            return None
        if cue.mark in (":", "“", ",") and (cue.mark != "," or cue.word not in _THOUGHT or cue.word in _FIRM):
            return self._far_subject(cue, clause, start if cue.mark != "," else clause)
        if re.fullmatch(r"(?:但|而|不过|且)?其(?:也|还|则|仍|并)?", between.strip()) and (_PLAIN_SPEECH.match(cue.word) or cue.word in _FIRM):
            return replace(self.page.resolver.focus, how="focus") if self.page.resolver.focus else NOBODY
        if (_OF_A_TEXT.fullmatch(between.strip()) or re.fullmatch(r"(?:但|而)?(?:他|她|他们|她们)(?:也|还|则|又|亦|并)?", between.strip())) and _PLAIN_SPEECH.match(cue.word):
            return NOBODY
        if cue.word in ("认为", "觉得", "相信", "宣布", "承诺", "表示", "称", "预计", "透露", "强调", "指出", "坚称", "声称", "警告", "预测", "否认", "证实", "直言", "坦言", "坦承", "承认", "抱怨", "感叹", "直呼", "指责", "指控", "声言", "宣称") or cue.word.endswith(("称", "表示", "指出", "说")):
            return self.page.resolver.bare(clause, cue.start)
        return None

    def _far_subject(self, cue: cues.Cue, clause: int, start: int) -> Who | None:
        """Whole phrases stand between subject and verb (李明出席活动后受访指出,): the clause's head, else somebody unknown."""
        head = self.page.plain[clause : cue.start].strip()
        if _CONDITION.match(head) or _REPORTER.search(head):
            return None
        nominal = cue.word in cues.NOUNS
        named = self.page.resolver.subject_before(cue.start)
        if named and clause <= named.start <= clause + 24 and not nominal:
            return replace(named, how="subject")
        speaks = not _NO_SPEAKER.search(head) and not (cue.word[0] in "说讲称言" and _NO_SAYER.search(head))
        bare = self.page.resolver.bare(clause, cue.start) if speaks else None
        if bare and nominal and bare.end - bare.start > 3 and not _PEOPLE.search(self.page.plain[bare.start : bare.end]):
            bare = None
        who = bare or (None if nominal else self.subjects.of(start, cue.start))
        if who:
            return who if who.how == "bare" else replace(who, how="subject")
        if re.fullmatch(r"(?:但|而|不过)?(?:他|她|他们|她们|其)(?:也|还|则|又|亦|并)?", head) and cue.word not in _THOUGHT:
            return NOBODY
        if _PLAIN_SPEECH.match(cue.word) and not nominal and len(head) <= 60 and speaks and (len(head) >= 2 or re.fullmatch(lex.PRONOUN, head)):
            return NOBODY
        return None

    def _shows(self, match: re.Match[str], start: int) -> Lead | None:
        """Dealroom的报告显示: a document that reports speaks for its maker."""
        clause = max([start, *(self.page.plain.rfind(c, start, match.start()) + 1 for c in ",;:。!?")])
        head = self.page.plain[clause : match.start()]
        if not lex.REPORT_NOUN.search(head) or len(head) > 48:
            return None
        at = self.page.resolver.trimmed(clause, match.start())
        head = self.page.plain[at : match.start()]
        book = re.search(r"《[^《》]+》", head)
        name = re.sub(rf"(?:的|在|一份|最新|发布|公布|此前|近期|这份|最近|上述|披露|提交|一项|20\d\d年?|中|里|书|其|年度|季度|半年度?|第.季度|公开|官方|根据|据|相关|多项|后来|\d+月|\d+日)*(?:{lex.REPORT_NOUN.pattern})", "", head)
        name = re.sub(r"(?:的|在|一份|一项|最新|发布|公布|后来|收购|\s)+$", "", name)
        name = re.sub(r"^(?:根据|据|按照|由|从|来自|后来的?)+", "", name)
        name = re.sub(rf"(?:官方)?(?:微博|微信|公众号|账号|官网|客服)?(?:{lex.ADVERB}|{lex.TIME}|发)*$", "", name) or name
        name = re.split(r"(?:发布|公布|出具|披露|联合|提交|于|在)", name)[0] or name
        if len(name) < 2 and book:
            name = book.group()
        if len(name) < 2 or len(name) > 20 or re.search(r"^(?:公开|相关|多项|这|该|一|有|上述|最新|研究|官方|市场|统计|数|调查)", name):
            return None
        known = self.page.resolver.phrase(at, at + len(name))
        who = Who(known.name if known and known.kind == "person" else name, at, match.start(), "organisation", "document")
        after = match.end()
        mark = ""
        if self.page.plain[after : after + 1] in (",", ":"):
            mark = self.page.plain[after]
            after += 1
        elif self.page.plain[after : after + 1] in ("的", "了", "出"):
            return None
        return Lead(match.group("cue"), match.start(), match.end(), after, mark, (who,), "shows", clause)
