"""Who is meant by a pronoun: the sentence's earlier subject, else whoever stands in the foreground, as far as 他 or 她 fits them."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.distill import lexicon as lex
from bot.distill.apposed import asked
from bot.distill.foreground import Foreground
from bot.distill.names import Who
from bot.distill.phrases import sentence_start
from bot.distill.places import Places
from bot.recall import chinese

if TYPE_CHECKING:
    from bot.distill.speakers import Resolver

_CLAUSES = 24
"""Clauses of a sentence that are searched for somebody new: none has as many but to waste time."""
SURNAME_CHARS = "".join(sorted(lex.SURNAMES - lex.RARE_SURNAMES))
_HER_TITLE = re.compile("(?:女士|小姐|太太|阿姨|大姐|大妈|婆婆|奶奶)")
_HIS_TITLE = re.compile("(?:先生|大爷|大叔|大哥|爷爷|伯伯)")
_HER_FORM = re.compile("[\u3400-\u9fff]{1,2}[姐姨婶嫂婆]")
_HIS_FORM = re.compile("[\u3400-\u9fff]{1,2}[哥叔伯爷]")
_HER_NAME = frozenset("娟丽莉婷娜婕妮媛嫣娥琴霞玲珍莲艳萍莎黛芳芬梅淑娴婉姗妹倩蓉蕾薇茜妍娇媚姣嫦妤婵娅姬娉雯芝瑶璐菲彤")
_HIS_NAME = frozenset("刚强勇军伟涛鹏辉雄豪彪虎磊斌杰峰武钢震魁雷刚栋健龙毅")
_FEMALE = re.compile("女(?!婿|权|性|装|篮|足|排|子篮|子足|子排|巫|书)|母亲|妈妈|妻子|太太|老婆|阿姨|婆婆|奶奶|姐姐|妹妹|姐|嫂|大妈|影后|小姐|女士|天后|王后|公主")
_MALE = re.compile("男(?!友|朋|女|性|装|篮|足|排|子篮|子足|子排)|父亲|爸爸|丈夫|老公|先生|大爷|爷爷|哥哥|弟弟|大叔|小哥|伯|影帝|小伙|天王")
_ASKED = re.compile(r"(?:致电|拨打|询问|联系上?了?|采访了?|咨询了?|向)(?P<whom>[^,。;:“”]{2,16}?)(?:的?(?:工作|官方)?电话|的?客服热线)?(?:后|时)?(?:进行)?(?:询问|求证|了解|核实|咨询|反映|提出疑问)?(?:此事|情况)?,[^,。“”]{0,4}$")
_BY_PHONE = re.compile("电话|微信|短信|邮件|视频|连线|接通|隔着门")
_PAPER = re.compile("(?:帖子|帖文|报告|文章|公告|声明|消息|通报|文件|视频|报道|报导|数据|调查|总部|账号|书|信|声音|广播|系统|字幕|屏幕|短信|牌子|手机)$")
"""Nobody says 他 of these."""
_OWNER_LEADS = re.compile(r"(?:^|[,;:。!?\n]\s*)(?:而|但|至于|关于|对于|不过|可|在|与此同时,)?[^,;:。有]{0,4}$")
_CHEAT = re.compile("骗子")
_NEWCOMER = re.compile(rf"(?P<name>[{SURNAME_CHARS}][\u4e00-\u9fff]{{1,2}})(?=也|则|曾|还|就|又|已|在|对|向|给|从|把|将|被|是|有|没|不|与|和|因|为|正|却|都|才|刚|后来|一直)")
KIN = re.compile(
    r"(?:(?:的|之)(?:同学|律师|助理)|(?:的|之)?(?:母亲|父亲|妈妈|爸爸|妻子|丈夫|太太|老公|老婆|儿子|女儿|哥哥|姐姐|弟弟|妹妹|朋友|好友|同事|家人|家属|亲属|爷爷|奶奶|外婆|外公|女友|男友|邻居|经纪人|姑姑|姨妈|舅舅|叔叔|室友|下属|上司|部下|徒弟|师父|发言人|代理人|母女|父母))(?![的们家])"
)
_FACING = re.compile(r"[^,。;:的]{1,8}?(?P<he>[他她])[^,。;:]{0,6},\s*")
_TOLD_HIM = re.compile("(?:说|称|表示|认为|觉得|告诉)[他她]")
_EITHER_TITLE = re.compile(rf"(?P<she>{_HER_TITLE.pattern})|{_HIS_TITLE.pattern}")
_HE_OR_SHE = re.compile(rf"(?!的?(?:{KIN.pattern}))[^。!?\n“”「」他她]{{0,60}}?(?<=[,;:、说称为示得是但而可当后时在])(?P<he>[他她])(?!们|人|(?<=,.)的)")


@dataclass(frozen=True, slots=True)
class Pronouns:
    """The pronouns of one article."""

    resolver: Resolver

    def meant(self, word: str, start: int, end: int) -> Who | None:
        """Who is meant by 他, 前者, 双方 …: the sentence's earlier subject, else who was spoken of last."""
        if word in ("他们", "她们") and self.resolver.last and self.resolver.last.kind != "person" and self.resolver.last.start < start:
            return Who(self.resolver.last.name, start, end, "group", "pronoun-many")
        if word == "后者":
            nearest = self.resolver.only_person(max(0, sentence_start(self.resolver.text.plain, start)), start)
            if nearest:
                return replace(nearest, start=start, end=end, how="pronoun-near")
        if word == "对方":
            return self._other_party(start, end)
        if word in ("大家", "众人", "人们"):
            return Who(word, start, end, "group", "crowd")
        if word in ("前者", "后者"):
            other = self.resolver.former_or_latter(word, start)
            if other:
                return Who(other, start, end, "person", "pronoun-near")
        if word in ("二者", "两者", "两人", "二人", "双方", "三人", "他们", "她们", "前者", "后者"):
            if word in ("他们", "她们") and not self.resolver.group:
                return Who("", start, end, "unknown", "none")
            return Who(self.resolver.group.name if self.resolver.group and word in ("他们", "她们") else word, start, end, "group", "pronoun-many")
        return self._he_or_she(word, start, end)


    def _other_party(self, start: int, end: int) -> Who:
        """对方: of two that the paragraph has, the one that isn't the sentence's subject; else somebody unknown."""
        plain = self.resolver.text.plain
        line = max(plain.rfind("\n", 0, start) + 1, start - 300)
        asked = _ASKED.search(plain, line, start)
        if asked:
            whom = self.resolver.phrase(asked.start("whom"), asked.end("whom"))
            return Who(whom.name if whom else asked.group("whom"), start, end, whom.kind if whom else "organisation", "pronoun-other")
        told = self._told_last(line, start)
        if told:
            return Who(told.name, start, end, told.kind, "pronoun-other")
        own = self.resolver.subject_before(start)
        mine = own.name if own else self.resolver.focus.name if self.resolver.focus and self.resolver.focus.start >= line else ""
        everybody = {w.name: w for w in Foreground(self.resolver).everybody(line, start)}
        if not own and len(everybody) == 1 and mine in everybody and (everybody[mine].kind != "person" or _BY_PHONE.search(plain, sentence_start(plain, start), start)):
            return Who(mine, start, end, everybody[mine].kind, "pronoun-other")  # 房东没有露面。电话里,对方…
        others = {name: w for name, w in everybody.items() if name != mine}
        if own and len(others) > 1:  # 李明打电话给王芳,对方…: of several the one that the sentence names
            here = {name: w for name, w in others.items() if w.start >= sentence_start(plain, start) and w.kind == "person"}
            others = here if len(here) == 1 else others
        if not others and _CHEAT.search(plain):
            return Who("骗子", start, end, "anonymous", "pronoun-other")
        if len(others) != 1:
            return Who("", start, end, "unknown", "none")
        ((name, who),) = others.items()
        return Who(name, start, end, who.kind, "pronoun-other")


    def _told_last(self, line: int, at: int) -> Who | None:
        """发言人强调,…,对方仅称…: who spoke last, where nobody with a name stands between, and the party is only described."""
        last, people = self.resolver.last, self.resolver.people.pattern
        if last is None or last.kind not in ("anonymous", "organisation") or last.start < 0:
            return None
        before = self.resolver.text.plain.rfind("\n", 0, max(0, line - 1)) + 1
        if last.start < before or (people and people.search(self.resolver.text.plain, max(line, last.end), at)):
            return None
        stage = Foreground(self.resolver).of(sentence_start(self.resolver.text.plain, at), at)
        if stage and stage.name == last.name:
            return None  # 志愿者拿出证件,对方:…
        return last if last.start >= line or not Foreground(self.resolver).everybody(line, at) else None


    def _he_or_she(self, word: str, start: int, end: int) -> Who | None:
        """The sentence's earlier subject, else who was in the foreground last, as far as 他 or 她 can be said of them."""
        himself = self._himself(start) if self.resolver.text.plain.startswith("自己", end) else None
        earlier = himself or self._asked_before(start) or self.resolver.subject_before(start, he=word) or self._owner_before(start) or self._newcomer_before(start)
        earlier = earlier or self._described_before(start)
        if earlier and earlier.kind in ("person", "anonymous") and earlier.start < start and self.may_be(word, earlier.name) and not self._faces(word, earlier.end, start):
            return Who(earlier.name, start, end, earlier.kind, "pronoun-near")
        if self.resolver.focus and self.may_be(word, self.resolver.focus.name) and not self._fits_better(word, start):
            return Who(self.resolver.focus.name, start, end, self.resolver.focus.kind, "pronoun")
        owner = self._owner_of_focus(word)
        if owner:
            return replace(owner, start=start, end=end, how="pronoun-back")
        if self.resolver.focus:
            near = self._line_before(start)
            other = self._fits_better(word, start) or next((w for w in reversed(self.resolver.spoken) if w.start > near and self.may_be(word, w.name)), None)
            return Who(other.name, start, end, other.kind, "pronoun-back") if other else None
        only = self.resolver.only_person(max(0, start - 400), start)
        return replace(only, start=start, end=end, how="pronoun-only") if only and self.may_be(word, only.name) else None


    def _himself(self, at: int) -> Who | None:
        """李明的导师劝他…,他自己…: not the relative with whom the sentence begins, so whose relative it is."""
        kin = self.resolver.subject_before(at)
        name = kin.name.partition("的")[0] if kin and kin.kind == "anonymous" else ""
        person = self.resolver.people.by_form.get(name)
        return Who(person.name, kin.start, kin.end, "person", "owner") if kin and person else None


    def _asked_before(self, at: int) -> Who | None:
        """向李明求证时,他没有否认: whom the reporter asks."""
        named = asked(self.resolver.people, self.resolver.text.plain, sentence_start(self.resolver.text.plain, at), at)
        return Who(self.resolver.people.by_form[named.group()].name, *named.span(), "person", "subject") if named else None


    def _faces(self, word: str, start: int, at: int) -> bool:
        """每次王芳劝他,他…: whoever does something to 他 in the clause before is somebody else."""
        clause = self.resolver.text.plain[start:at]
        found = _FACING.fullmatch(clause)
        return bool(found and found.group("he") == word and not _TOLD_HIM.search(clause))


    def _line_before(self, at: int) -> int:
        """Where the printed line before the one at `at` begins, blank ones left out."""
        plain = self.resolver.text.plain
        end = max(0, plain.rfind("\n", 0, at))
        return plain.rfind("\n", 0, len(plain[:end].rstrip()))


    def _newcomer_before(self, at: int) -> Who | None:
        """程立言也泼过冷水,他…: a name that stands but once, as the subject of the clause before 他."""
        return self.newcomer(sentence_start(self.resolver.text.plain, at), at)


    def _owner_of_focus(self, word: str) -> Who | None:
        """周志明的妻子在超市上班。他…: not the relative, so whose relative it is."""
        focus = self.resolver.focus
        name = focus.name.partition("的")[0] if focus and focus.kind == "anonymous" else ""
        person = self.resolver.people.by_form.get(name)
        return Who(person.name, focus.start, focus.end, "person", "owner") if focus and person and self.may_be(word, person.name) else None


    def _described_before(self, at: int) -> Who | None:
        """一名前员工却不买账,他留言:…: the one person with whom the sentence begins."""
        start = sentence_start(self.resolver.text.plain, at)
        comma = self.resolver.text.plain.find(",", start, at)
        if comma < 0:
            return None
        return self.resolver.descriptions.brought_in(start, comma) or self.resolver.single_head(start, comma)


    def newcomer(self, start: int, at: int) -> Who | None:
        for clause in re.split("(?<=[,;:])", self.resolver.text.plain[start:at])[:-1][:_CLAUSES]:
            low = self.resolver.trimmed(start + clause.rfind("】") + 1, start + len(clause))
            match = _NEWCOMER.match(self.resolver.text.plain, low, start + len(clause))
            start += len(clause)
            name = match.group("name") if match else ""
            if name and name not in lex.common_words() and chinese.frequency(name[:2]) <= 300 and (chinese.frequency(name) < 50 or chinese.tags((name,)).get(name) == "nr"):
                return Who(name, low, low + len(name), "person", "newcomer")
        return None


    def _fits_better(self, word: str, at: int) -> Who | None:
        """Somebody else spoken of before `at` whose name is a woman's or a man's, where the focus's is the other's."""
        if self.resolver.focus is None or _by_name(self.resolver.focus.name) in ("", word) or word not in ("他", "她") or self.resolver.sexes.get(self.resolver.focus.name):
            return None
        near = (w for w in reversed(self.resolver.spoken) if w.start > at - 400 and w.name != self.resolver.focus.name)
        return next((w for w in near if self.may_be(word, w.name) and _by_name(w.name) in ("", word)), None)


    def _owner_before(self, at: int) -> Who | None:
        """李明的遭遇也类似,他…: whose thing the sentence is about, where nobody is its subject."""
        start = sentence_start(self.resolver.text.plain, at)
        named = list(self.resolver.people.pattern.finditer(self.resolver.text.plain, start, at)) if self.resolver.people.pattern else []
        if len(named) != 1 or not _OWNER_LEADS.search(self.resolver.text.plain, max(0, start - 1), named[0].start()) or self.resolver.text.plain[named[0].end() : named[0].end() + 1] != "的" or self.resolver.is_object(start, named[0].start()):
            return None
        return Who(self.resolver.people.by_form[named[0].group()].name, named[0].start(), named[0].end(), "person", "owner")


    def may_be(self, word: str, name: str) -> bool:
        """Whether 他 or 她 can be said of the person of this name or description, by all that the article says of them."""
        if word not in ("他", "她"):
            return True
        if name.endswith("们") or ((lex.is_body(name) or _PAPER.search(name)) and name not in self.resolver.people.by_name):
            return False
        if name not in self.resolver.sexes:
            self.resolver.sexes[name] = self._sex(name)
        return self.resolver.sexes[name] in ("", word)


    def _sex(self, name: str) -> str:
        """他, 她, or empty where nothing tells."""
        described = _FEMALE.search(name), _MALE.search(name)
        if bool(described[0]) != bool(described[1]):
            return "她" if described[0] else "他"
        person = self.resolver.people.by_name.get(name)
        if person is None:
            return ""
        if _FEMALE.search(person.role) or any(_HER_TITLE.search(form) or _HER_FORM.fullmatch(form) for form in person.forms):
            return "她"
        if _MALE.search(person.role) or any(_HIS_TITLE.search(form) or _HIS_FORM.fullmatch(form) for form in person.forms):
            return "他"
        titled = next(behind(self.resolver.text.plain, self.resolver.places, (name,), _EITHER_TITLE), None)
        if titled:
            return "她" if titled[1].group("she") else "他"
        return self._called(person.forms)


    def _called(self, forms: set[str]) -> str:
        """By the pronouns that follow the name in its sentence: Taiwanese papers print 他 for women too, so one 她 outweighs it."""
        votes = {"他": 0, "她": 0}
        for start, match in behind(self.resolver.text.plain, self.resolver.places, sorted(forms), _HE_OR_SHE):
            between = self.resolver.text.plain[start : match.start("he")]
            if self.resolver.people.pattern and sum(1 for _ in self.resolver.people.pattern.finditer(between)) == 1 and not re.search(lex.HEAD, between):
                votes[match.group("he")] += 1
        if votes["她"] and votes["她"] >= votes["他"]:
            return "她"
        return "他" if votes["他"] >= 2 and not votes["她"] else ""


def _by_name(name: str) -> str:
    """他 or 她 where a given name's characters are as good as only men's or women's."""
    given = name[1:] if 2 <= len(name) <= 3 else ""
    female, male = any(c in _HER_NAME for c in given), any(c in _HIS_NAME for c in given)
    return "" if female == male else "她" if female else "他"


def behind(plain: str, places: Places, forms: Sequence[str], pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Where a form begins that the pattern matches right behind, and that match; none overlaps the one before.

    The pattern is made once: made anew with each name in it, it takes longer than all the rest of reading.
    """
    free = 0
    for start, size in sorted((at, -len(form)) for form in forms for at in places.of(form)):
        match = pattern.match(plain, start - size) if start >= free else None
        if match:
            free = match.end()
            yield start, match
