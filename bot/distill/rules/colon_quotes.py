"""A colon before quotation marks where no verb of speech stands: 李明的结论:“…”, 菜贩:“…”, 他摆摆手:“…”."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.foreground import FILLER, Foreground, is_human, is_reporter
from bot.distill.names import Who
from bot.distill.nominals import clause_head
from bot.distill.quotes import Quote
from bot.distill.recurring import COMMON_SURNAMES
from bot.distill.rules.page import Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Decision

_SIGNED = re.compile(rf"(?:^|[。!?\n]\s*)(?P<name>[A-Z][A-Za-z.'\-]+(?: [A-Z][A-Za-z.'\-]*)+), ?[^,。:]{{2,30}}(?:{lex.TITLE})\s*:\s*$", re.MULTILINE)
_ROLE_AND_NAME = re.compile(rf"[\u4e00-\u9fff] +(?P<name>[{''.join(sorted(COMMON_SURNAMES))}][\u4e00-\u9fff]{{1,2}})\s*:\s*$")
"""医院高专 黄梅芬:「…」"""
_LABEL = re.compile(r"(?!.*[了着过的他她我你还也又就在是有对向这那说])[\u4e00-\u9fff]{2,8}")
_RETOLD = re.compile(r"(?:转述|复述|引用|援引|学着?|模仿|转达)了?(?P<who>[^,。:的]{2,14})的?(?:原话|话|一句话|说法|口头禅|名言|口气|语气|腔调)\s*(?:说|道|是)?:\s*$")
"""他转述了母亲的话:“…”: words of whom he quotes."""
_RECEIVED = re.compile(
    r"(?:收到|接到|等来|等到|读到)了?(?:一[条封通个则])?(?P<who>(?!来自|一)[^,。;:的“”]{2,14}?)(?:的|(?:发来|寄来|传来|留下|写来|打来|转来|发出|群发|回复)的?)(?:一[条封通个则])?[^,。;:]{0,6}?"
    r"(?:短信|微信|消息|讯息|信息|邮件|回复|留言|信|电话|通知|回信|来信|便条|纸条|私信|简讯|语音)(?:,[^,。:他她我]{0,12})?:\s*\Z"
)
"""他收到班主任的短信,只有一行:“…”: whose it is."""
_MESSAGE = re.compile(r"(?:一句|一句话|句话|[一这那]条[^,。]{0,6}|短信|微信|语音|消息|留言|便条|纸条):\s*$")
_OTHERS = re.compile(f"{lex.PRONOUN}|我|谁|有人|写着|听到|听见|传来|显示|弹出|印着|贴着|刻着|挂着|标语|口号|标题|歌|广播")
"""A sentence that names or shows somebody else's words."""
_SOMEBODY = re.compile(r"(?:^|[\u4e00-\u9fff、]{0,12}?)(?P<who>(?:有|另有|也有|还有|一个|一位|一名|另一个|另一位|那个|这个|某个)[^,。:;“”]{0,16}?(?<!私)人)(?![们们士员家数群流口工类生体])[^,。:;“”]{1,16}:\s*$")
"""人群中有人打圆场:“…”"""


@dataclass(frozen=True, slots=True)
class ColonQuotes:
    """Whose quotations behind colons are, on one page."""

    page: Page
    subjects: Subjects

    def decide(self, before: int, q: Quote, finished: bool) -> Decision | None:
        """The sentence from `before` on ends in a colon right before the marks."""
        labelled = self._labelled(before, q)
        if labelled:
            return Decision("colon-quote", (labelled,), "")
        retold = _RETOLD.search(self.page.plain, before, q.open)
        if retold:
            whose = self.page.resolver.phrase(retold.start("who"), retold.end("who"))
            return Decision("retold-quote", (whose,) if whose else (), "")
        sent = _RECEIVED.search(self.page.plain, before, q.open)
        if sent:
            sender = self.page.resolver.phrase(*sent.span("who")) or Who(sent.group("who"), *sent.span("who"), "anonymous", "described")
            return Decision("colon-quote", (sender,), "")
        found = self._subject(before, q)
        noun = re.search(lex.COLON_NOUN + r"\s*:\s*$", self.page.plain[before : q.open])
        if found:
            return Decision("colon-noun-quote" if noun else "colon-quote", (found,), noun.group().rstrip(": ") if noun else "")
        if self._closes_report(before, q) and self.page.speaking:
            return Decision("report-colon-quote", self.page.speaking, "")
        somebody = self._somebody(before, q)
        if somebody:
            return Decision("colon-quote", (somebody,), "")
        focus = self.subjects.focus()
        if finished and focus and "对方" not in self.page.plain[before : q.open] and self._without_subject(before, q.open):
            named = focus.kind == "person"
            return Decision("colon-acting-quote" if named else "colon-focus-quote", (replace(focus, how="acting") if named else focus,), "")
        if finished and self.page.speaking and self._tells_on(before, q.open):
            return Decision("report-colon-quote", self.page.speaking, "")
        return Decision("colon-unknown-quote", (), "") if finished else None

    def _tells_on(self, start: int, end: int) -> bool:
        """李明分析,…。电源方面由另一家供应:“…”: nobody else stands in the sentence, and somebody with a name is telling."""
        told = self.page.speaking[0] if self.page.speaking else None
        if told is None or told.kind != "person" or _OTHERS.search(self.page.plain, start, end):
            return False
        return not any(not self.page.is_inside(w.start) for w in Foreground(self.page.resolver).everybody(start, end))

    def _labelled(self, before: int, q: Quote) -> Who | None:
        """医院高专 黄梅芬:「…」; David Rose, Rose Research首席经济学家:“…”"""
        named = _ROLE_AND_NAME.search(self.page.plain[before : q.open])
        if named and named.group("name") not in self.page.people.by_form:
            return Who(named.group("name"), before + named.start("name"), before + named.end("name"), "person", "label")
        signed = _SIGNED.search(self.page.plain, max(before - 40, self.page.plain.rfind("\n", 0, q.open) + 1), q.open)
        if signed:
            return Who(self.page.people.canonical(signed.group("name")), *signed.span("name"), "person", "label")
        return None

    def _subject(self, before: int, q: Quote) -> Who | None:
        """Whom the sentence is about; where that is the reporter, whom they met: 记者问他怕不怕,他摆摆手:“…”"""
        foreground = Foreground(self.page.resolver)
        clause = max([before, *(self.page.plain.rfind(c, before, q.open - 1) + 1 for c in ",;")])
        if self.page.plain.startswith("对方", clause):
            other = self.page.resolver.pronoun("对方", clause, clause + 2)
            return other if other and other.name else None
        nearest = foreground.subject(clause, q.open)
        if nearest and is_human(nearest) and not is_reporter(nearest) and (nearest.how == "back-to" or _MESSAGE.search(self.page.plain, clause, q.open)):
            return nearest
        own = clause_head(self.page.resolver, clause, q.open - 1) if clause > before else None
        if own and own.kind == "anonymous" and "的" in self.page.plain[own.start : own.end]:
            return own  # 李明回忆,陪他参观的经理撂下一句话:“…”
        found = self.subjects.of(before, q.open)
        if found is None or is_reporter(found):
            near = foreground.of(before, q.open, self.page.is_inside)
            found = near if near and near.kind == "person" else None
        return found

    def _closes_report(self, before: int, q: Quote) -> bool:
        """他说,两家店的客人不同:“…”: the colon closes a report, and whoever gave it goes on."""
        last = self.page.found[-1] if self.page.found else None
        return bool(last and last.kind == "indirect" and last.second_hand is None and before <= last.start and last.end >= q.open - 2)

    def _somebody(self, before: int, q: Quote) -> Who | None:
        """菜贩:“…”, 有人打圆场:“…”: somebody only described."""
        label = self.page.plain[before : q.open].strip().rstrip(": ")
        if _LABEL.fullmatch(label) and len(label) <= 10 and not lex.CUE_VERB.search(label) and not re.search(lex.PRONOUN, label) and phrases.may_be_subject(label):
            at = self.page.plain.index(label, before)
            return Who(label, at, at + len(label), "anonymous", "described")
        clause = max([before, *(self.page.plain.rfind(c, before, q.open) + 1 for c in ",;")])
        match = _SOMEBODY.match(self.page.plain, self.page.resolver.trimmed(clause, q.open), q.open)
        if match:
            return Who(match.group("who"), match.start("who"), match.end("who"), "anonymous", "described")
        found = clause_head(self.page.resolver, clause, q.open - 1)
        return found or (clause_head(self.page.resolver, before, clause) if clause > before and self._without_subject(before, q.open) else None)

    def _without_subject(self, start: int, end: int) -> bool:
        """Whether the last clause of [start, end) begins with its verb: somebody's name that no rule knows is not who spoke last."""
        clause = max([start, *(self.page.plain.rfind(c, start, end) + 1 for c in ",;")])
        at = self.page.resolver.trimmed(clause, end)
        filler = FILLER.match(self.page.plain, at, end)
        text = self.page.plain[filler.end() if filler else at : end].rstrip(": ")
        found = phrases.tokens(text)
        return not found or phrases.begins_with_verb(text) or bool(lex.BRIDGE.fullmatch(text) or lex.CUE_VERB.match(text)) or text[:1] in "说道问答喊叫写" or text[:3] in ("一句话", "这句话", "这番话")
