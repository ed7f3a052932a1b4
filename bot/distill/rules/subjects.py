"""Who a sentence is about, where no verb of speech says so: its subject, a described person at its head, who was spoken of last."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.distill import lexicon as lex
from bot.distill import phrases
from bot.distill.names import Who
from bot.distill.nominals import called_behind
from bot.distill.phrases import sentence_start
from bot.distill.rules.page import LONGEST_SENTENCE, Page
from bot.recall import chinese

_HE = re.compile(rf"[他她](?![们的]|{phrases.HIRES})")
_CONTRAST = re.compile(r"\s*(?:但|而|可是|不过|然而|只见|突然|忽然|直到)")
_QUANTIFIED = re.compile(rf"{lex.QUANT}[^,。;:“”]{{0,12}}?(?:{lex.HEAD})(?!的|{lex.HEAD})")
_TITLES = re.compile(rf"(?:{lex.TITLE})$")
_TITLE_NEXT = re.compile(lex.TITLE)
_NAME_BEHIND = re.compile(r" ?(?:(?P<name>[A-Z][A-Za-z0-9.]+(?: [A-Z][A-Za-z0-9.]+)*)|[“「](?P<marked>[^“”「」]{2,10})[”」])")
_COINED_BEHIND = re.compile(rf"(?<=[构司台业商])(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?={lex.TIME}|[今昨]|发布|公布|发表|指出|显示|认为|表示|统计|预计|称)")
_MOVED = re.compile(r"[,;](?:令|让|使)(?P<who>他|她)[^,;。]{2,16}[,:]?\s*$")


@dataclass(frozen=True, slots=True)
class Subjects:
    """Subjects of sentences of one page."""

    page: Page

    def focus(self) -> Who | None:
        """Whom the article spoke of last."""
        return replace(self.page.resolver.focus, how="focus") if self.page.resolver.focus else None

    def of(self, start: int, end: int) -> Who | None:
        """Whoever the sentence [start, end) is about: a person in subject position, else a described or organised one at its head."""
        start = max(start, end - LONGEST_SENTENCE)  # a hostile page has no full stops
        moved = _MOVED.search(self.page.plain, start, end)
        if moved:
            who = self.page.resolver.pronoun(moved.group("who"), moved.start("who"), moved.end("who"))
            if who and who.kind == "person":
                return who
        near = self._nearest(start, end)
        if near:
            return near
        found = self.page.resolver.subject_before(end, start)
        if found and found.start >= start and not found.how.startswith("pronoun"):
            return found
        clause = start
        for at in range(start, end + 1):
            if at == end or (self.page.plain[at] in ",:;" and not self.page.is_inside(at)):
                for stop in range(clause + 2, min(at, clause + 48) + 1):
                    if stop < at and not re.match(rf"{lex.ADVERB}|{lex.PREPOSITION}|内|聊|谈|在|把|将|用|给|向|对|就|也|还|都|只|是|不|的(?:声音|看法|说法|回答|反应|态度|评价|感受|原话|话|语气|观点|担忧|判断|结论|比喻|想法)", self.page.plain[stop : stop + 6]):
                        continue
                    if _TITLE_NEXT.match(self.page.plain, stop, at):
                        continue  # 俱乐部|总经理
                    who = self.page.resolver.phrase(clause, stop)
                    if who and who.how == "back-to" and who.kind == "person" and who.start == self.page.resolver.trimmed(clause, at):
                        return who
                    if who and ((who.kind in ("anonymous", "group") and (re.match(lex.QUANT, self.page.plain[who.start : who.end]) or stop == at or who.start == clause)) or (who.how in ("pronoun", "pronoun-near") and who.start == self.page.resolver.trimmed(clause, at))):
                        return replace(who, how="subject-described") if who.kind in ("anonymous", "group") else who
                    if who and who.kind == "organisation" and who.start == clause and re.match(r"是|不|也|则|对|在|将|已|正|的", self.page.plain[stop : stop + 1]):
                        return replace(who, how="subject-described")
                found_here = self._head_at(clause, at)
                if found_here:
                    return found_here
                clause = at + 1
        he = _HE.match(self.page.plain, self.page.resolver.trimmed(start, end), end)
        who = self.page.resolver.pronoun(he.group(), he.start(), he.end()) if he else None
        return who if who and who.kind in ("person", "anonymous") else None  # 他停了一下,…

    def _nearest(self, start: int, end: int) -> Who | None:
        """…,他干了三天就走了,“…”: of several clauses the last that begins with somebody has the say."""
        plain, resolver = self.page.plain, self.page.resolver
        stops = [i for i in range(start, max(start, end - 1)) if plain[i] in ",;" and not self.page.is_inside(i)]
        for clause in reversed([i + 1 for i in stops]):
            at = resolver.trimmed(clause, end)
            he = _HE.match(plain, at, end)
            if he:
                who = resolver.pronoun(he.group(), he.start(), he.end())
                return who if who and who.kind == "person" else None
            named = resolver.people.pattern.match(plain, at, end) if resolver.people.pattern else None
            if named and plain[named.end() : named.end() + 1] not in ("的", "们"):
                return Who(resolver.people.by_form[named.group()].name, named.start(), named.end(), "person", "subject")
            brought = resolver.descriptions.brought_in(clause, stops[stops.index(clause - 1) + 1] if stops[-1] != clause - 1 else end)
            if brought:
                return replace(brought, how="subject-described")
            contrast = _CONTRAST.match(plain, clause, end)
            if contrast and (size := phrases.head_end(plain[at : min(end, at + 24)])):
                head = resolver.phrase(at, at + size)
                if head and head.kind == "anonymous" and not lex.is_body(head.name):
                    return replace(head, how="subject-described")
            if plain.startswith(("有人", "有的人"), at) and at + 4 < end:
                return resolver.phrase(at, plain.index("人", at) + 1)  # 有人拍了桌子,质问…
            many = _QUANTIFIED.match(plain, at, end)
            if many and lex.CUE_VERB.search(plain, many.end(), end):
                behind = resolver.people.pattern.match(plain, many.end(), end) if resolver.people.pattern else None
                if behind:  # 其创始人李明
                    return Who(resolver.people.by_form[behind.group()].name, behind.start(), behind.end(), "person", "subject")
                head = resolver.phrase(at, many.end())
                if head and head.kind in ("group", "anonymous"):
                    return replace(head, how="subject-described")
        return None

    def _head_at(self, clause: int, end: int) -> Who | None:
        """发帖者比较了…: a described person at the clause's head, whatever verb follows."""
        best = self._brought_in(clause, end) or self.titled(clause, end)
        if best:
            return best
        begin = self.page.resolver.trimmed(clause, end)
        for match in re.finditer(lex.HEAD, self.page.plain[begin : min(end, begin + 40)]):
            stop = begin + match.end()
            if self.page.plain[stop : stop + 1] in ("的", "们", "性", "化", "上", "中", "里", "、", "兼"):
                continue
            who = self.page.resolver.phrase(begin, stop)
            named = self.page.people.pattern.match(self.page.plain, stop) if self.page.people.pattern and who else None
            if named and named.end() <= end:  # 合伙人吴世春的话: the name behind the role
                return Who(self.page.people.by_form[named.group()].name, stop, named.end(), "person", "subject")
            if who and who.start == begin and who.how == "back-to" and who.kind == "person":
                return who
            called = called_behind(self.page.plain, begin, stop, end) if who else None
            if called:  # 程序员小林举了手
                return Who(self.page.people.canonical(self.page.plain[slice(*called)]), *called, "person", "subject")
            body = _NAME_BEHIND.match(self.page.plain, stop, end) if who and lex.is_body(who.name) else None
            if body:  # 调研机构Roboscope, 管理公司「云岸物业」
                name = "name" if body.group("name") else "marked"
                return Who(body.group(name), *body.span(name), "organisation", "subject")
            house = self.page.houses.at(stop) if who and lex.is_body(who.name) else None
            if house:
                return replace(house, how="subject")  # 民营企业长鲸汽车,昨日表示…
            coined = _COINED_BEHIND.match(self.page.plain, stop, end) if who and lex.is_body(who.name) else None
            if coined and chinese.frequency(coined.group()) == 0 and phrases.may_be_subject(coined.group()):
                return Who(coined.group(), *coined.span(), "organisation", "subject")  # 研究机构拓远昨发布…
            if who and who.kind in ("anonymous", "group") and (who.start == begin or self._of_a_house(begin, who)):
                best = replace(who, how="subject-described")
        return best

    def _of_a_house(self, begin: int, who: Who) -> bool:
        """对方一位负责人, 青石资本一位合伙人: whose they are stands before the counted description."""
        plain = self.page.plain
        return plain[who.start : who.start + 2] in ("一位", "一名", "一个") and who.start - begin <= 16 and phrases.may_be_subject(plain[begin : who.start])

    def titled(self, clause: int, end: int) -> Who | None:
        """运输业专家、江城协会原副会长周以宁认为: the name behind all of somebody's titles."""
        begin = self.page.resolver.trimmed(clause, end)
        named = self.page.people.pattern.search(self.page.plain, begin, min(end, begin + 60)) if self.page.people.pattern else None
        titles = self.page.plain[begin : named.start()] if named else ""
        if not named or not _TITLES.search(titles) or not all(phrases.may_be_subject(title) for title in titles.split("、")):
            return None
        return Who(self.page.people.by_form[named.group()].name, named.start(), named.end(), "person", "subject")

    def _brought_in(self, clause: int, end: int) -> Who | None:
        who = self.page.resolver.descriptions.brought_in(clause, end)
        return replace(who, how="subject-described") if who else None

    def both(self, who: Who, start: int) -> tuple[Who, ...]:
        """两人, 双方, 二者: the two people joined just before in the sentence."""
        if self.page.people.pattern is None or self.page.plain[who.start : who.end] not in ("二者", "两者", "两人", "二人", "双方"):
            return ()
        seen: list[Who] = []
        for match in self.page.people.pattern.finditer(self.page.plain, max(0, sentence_start(self.page.plain, who.start)), who.start):
            name = self.page.people.by_form[match.group()].name
            if name not in [w.name for w in seen]:
                seen.append(Who(name, match.start(), match.end(), "person", "pronoun-many"))
        return tuple(seen[-2:]) if len(seen) >= 2 else ()
