"""Deeds of speech without a verb of speech: a message sent (发来微信,…; 发布声明,…), a word thrown in (接口,…), a question put to somebody (问他来不来)."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass

from bot.distill import lexicon as lex
from bot.distill import reported
from bot.distill.names import Who
from bot.distill.rules import lead_words as words
from bot.distill.rules.page import Page
from bot.distill.rules.subjects import Subjects
from bot.distill.rules.values import Lead

_SENT = re.compile(
    r"(?<!转)(?:发(?:来|给[^,。;:]{1,6}|出|了|布|表|送|去)?|传来|写来|寄来|递来|捎来|留下|贴出|张贴|挂出)了?(?:一(?:条|段|封|则|张|份|纸))?(?:[^,。;:的“”「」]{0,5}?)(?:微信|短信|消息|语音|邮件|电邮|私信|纸条|字条|便条|通知|声明|公告|通报|通告|告示|讯息|信息|快讯|简讯)(?=,)"
    r"|(?<=上)写给(?:[我他她]|对方|记者)(?=,)|[带捎传递留放](?:过|了|来|出)?话(?:来|过来|出来)?(?=,)|私信(?:了|给)?(?:[我他她]|对方|记者)(?=,)|(?<![\u4e00-\u9fff]次)(?:跟|回|补|接|添|插|丢|撂|甩)了一?句(?=,)|(?:接口|接茬|搭腔|帮腔|插嘴|搭话)(?=,)"
)
_ADVERBS = re.compile("[ 也又还就便才先再]|忽然|突然")
_NOTICE = re.compile("(?:声明|公告|通报|通告)$")
_NO_WORDS = re.compile(
    r"[^,。;:]{0,3}?(?:引|随后|于是|但|却|而|并|这[^家批些次]|让|令|使|之后|然后|便|就(?!是)|又|结果|没想到|不料|宣布|称|说|表示|指|回应|承认|否认|澄清|证实|强调|要求|希望|呼吁|谴责|批评|其中|里面|上面|内容|写|附|配|全文|落款|署名|标题|题为|大意|约|邀|感谢|提醒|催|问|告知|通知|决定|试图|打算|把|向|为|以)|至今|直到|一个字|再也|没有?(?:人|收到|等到|得到)|不到|[他她]没|转身|扭头|[\u4e00-\u9fff]{0,2}(?:点赞|转发|拉黑|离开|走了)"
)
"""What is told next is a deed or what came of it."""
_ASKS = re.compile(r"(?<![疑学访慰顾不审请拷设自提发反过追质询])(?:(?:反|追|质|逼)?问(?:了一?句|了|道|起)?(?=[\u4e00-\u9fffA-Z,])|询问(?=[^,。;:]{0,4},))")
_URGES = re.compile(r"(?<![奉规相])(?:劝(?!说|退|阻|解|导)|叮嘱|嘱咐|告诫)(?:了|过)?(?=[\u4e00-\u9fffA-Z])")
_TO = re.compile(rf"[他她我你]们?(?!的|家|太太|妈|爸|父|母|妻|丈|老|儿|女)|人家|对方|大家|(?:{lex.HEAD})(?!的)")
_WHETHER = re.compile(r"(?P<v>[\u4e00-\u9fff])[不没](?P=v)|是否|有没有|谁(?!都|也)|什么|怎么|怎样|[到在]?哪|几(?!乎|[个位名][^,。]*[说,])|多少|吗|为何|为啥|何时|如何|能否|可否|还[^,。]*没有")


@dataclass(frozen=True, slots=True)
class Deeds:
    """Finds such deeds on one page."""

    page: Page
    subjects: Subjects

    def find(self, start: int, end: int, taken: list[tuple[int, int]]) -> list[Lead]:
        """The leads of [start, end) that stand in no quotation and on nothing `taken`."""
        found: list[Lead] = []
        for pattern, lead_of in ((_SENT, self._sent), (_ASKS, self._asks), (_URGES, self._urges)):
            for match in pattern.finditer(self.page.plain, start, end):
                if self.page.is_inside(match.start()) or any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                lead = lead_of(match, start, end)
                if lead:
                    found.append(lead)
                    taken.append((lead.start, lead.after))
        return found

    def _sent(self, match: re.Match[str], start: int, end: int) -> Lead | None:
        """店长在群里发通知,周末都要来: what the message says, where no deed follows and no verb of speech."""
        plain = self.page.plain
        after = match.end() + 1
        rest = plain[after:end].strip()
        if _NO_WORDS.match(rest) or not reported.is_clause(rest, "说", ",") or plain[after : after + 1] in "“「『\"":
            return None
        who, clause = self._subject(start, match.start())
        if who is None and _NOTICE.search(match.group()) and not words.REPORTER.search(plain[clause : match.start()]):
            who = self.page.resolver.bare(clause, match.start())
        return Lead("发消息", match.start(), match.end(), after, ",", (who,), "verb", clause) if who else None

    def _asks(self, match: re.Match[str], start: int, end: int) -> Lead | None:
        """面试官问她能不能上夜班: a question told as one."""
        plain = self.page.plain
        after = match.end()
        named = self.page.people.pattern.match(plain, after, end) if self.page.people.pattern else None
        whom = named or _TO.match(plain, after, end)
        after = whom.end() if whom else after
        mark = ","[: plain[after : after + 1] == ","]
        after += len(mark)
        asked = re.match(r"[^,。;:!?“”「」『』]{3,40}", plain[after:end])
        if not asked or not _WHETHER.search(asked.group()) or plain[after + asked.end() : after + asked.end() + 1] in ("?", "!", ":", "“", "「", "『"):
            return None
        who, clause = self._subject(start, match.start())
        return Lead("问", match.start(), match.end(), after, mark, (who,), "verb", clause) if who else None

    def _urges(self, match: re.Match[str], start: int, end: int) -> Lead | None:
        """前辈劝他先去大厂待两年: what somebody is told to do, where it is more than a word or two."""
        plain = self.page.plain
        named = self.page.people.pattern.match(plain, match.end(), end) if self.page.people.pattern else None
        whom = named or _TO.match(plain, match.end(), end)
        asked = re.match(r"[^,。;:!?“”「」『』]{4,40}", plain[whom.end() : end]) if whom else None
        if not whom or not asked or plain[whom.end() + asked.end() : whom.end() + asked.end() + 1] in (":", "“", "「", "『"):
            return None
        who, clause = self._subject(start, match.start())
        return Lead("劝", match.start(), match.end(), whom.end(), "", (who,), "verb", clause) if who else None

    def _subject(self, start: int, at: int) -> tuple[Who | None, int]:
        """Who does it, and where the clause begins: the subject of the verb at `at`, else whom the sentence is about. Never the reporter."""
        plain = self.page.plain
        clause = max([start, *(plain.rfind(c, start, at) + 1 for c in ",;:。!?")])
        head = re.split("[给对跟向]", plain[clause:at])[0]
        if words.REPORTER.search(head) or re.search(r"(?<!自)我|记者|笔者", head):
            return None, clause
        who = self.page.resolver.before(clause, at)
        if who is None:
            own = _ADVERBS.sub("", plain[clause:at])
            who = self.subjects.of(clause if own else start, at)
        if who is None or not who.name or words.THE_REPORTER.fullmatch(plain[who.start : who.end]):
            return None, clause
        return who, clause
