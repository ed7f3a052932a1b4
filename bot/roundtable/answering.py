"""What would X say: finding → brief → words. `ask` and `panel` keep nothing; `chat` remembers."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.errors import Refused, RequestError
from bot.lang import Sentence, say
from bot.persona.model import Persona, Sources, Topics
from bot.persona.shelf import Match, Shelf
from bot.ports import Answer, Asker, ChatMessage, Clock, Listener, Panel, Speech, Store
from bot.recall.finder import Finder
from bot.recall.finding import Finding
from bot.roundtable import panels
from bot.roundtable.tidying import tidy
from bot.speech.brief import Account, Brief, Exhibit, Said, Utterance

HISTORY = 50
CANDIDATES = 6  # positions a model may choose among
REWRITTEN = 120  # characters: a longer message stands alone
SUMMARY_EVERY, SUMMARIES = 10, 500  # messages between two summaries; conversations whose summary is kept

OnAnswer = Callable[[Answer], Awaitable[None]]

_FOLLOW_UP = re.compile(
    r"^(那|那么|为什么|為什麼|为啥|怎么说|怎麼說|还有|還有|继续|繼續|然后|然後|真的|凭什么|憑什麼|比如|具体|具體|why|and\b|so\b|go on|more)",
    re.I,
)
_MORE = re.compile(r"^(还有|還有|继续|繼續|接着说|然后呢|然後呢|more|go on)", re.I)


@dataclass(slots=True)
class Materials:
    """What the table reads from, swapped as a whole on reload. `inference`: the operator allows 推测."""

    shelf: Shelf
    finder: Finder
    topics: Topics
    sources: Sources
    default_persona: str = ""
    answer_limit: int = 600
    question_limit: int = 2000  # characters that are looked at; a longer question is cut, and the answer says so
    inference: bool = False
    rewrite: bool = True  # a model may turn a follow-up into a question that stands alone
    history: int = 20  # messages of a conversation that an answer looks back on
    summary_after: int = 40  # messages after which a model sums up what is older; 0 = never


class Answering:
    """ask, panel and chat over one set of materials."""

    def __init__(self, materials: Materials, speech: Speech, store: Store | None, clock: Clock) -> None:
        self.materials = materials
        self.speech = speech
        self._store = store
        self._clock = clock
        self._summaries: dict[str, tuple[str, str]] = {}  # conversation → (last message summed up, the summary)

    async def ask(self, who: str, question: str, asker: Asker, *, listener: Listener | None = None) -> Answer:
        """What `who` would say. Raises UnknownPersona; RequestError where the question is empty."""
        match = self.materials.shelf.find(who)
        return await self._answer(match, question, asker, listener)

    async def panel(
        self, question: str, who: Sequence[str], asker: Asker, *, on_answer: OnAnswer | None = None
    ) -> Panel:
        """The same question to several (none named: those with most to say), then who agrees with whom."""
        question = _asked(question)
        seen = question[:self.materials.question_limit]
        matches = [self.materials.shelf.find(name) for name in who]
        matches = matches or panels.who_has_a_word(self.materials.shelf, self.materials.finder, seen)
        answers, views = [], []
        for match in matches:
            finding = self.materials.finder.find(match.persona, seen)
            answer = await self._answer(match, question, asker, None, finding)
            answers.append(answer)
            views.append(panels.views(match.persona, finding))
            if on_answer is not None:
                await on_answer(answer)
        meetings = panels.meetings([a.name for a in answers], views)
        facts = panels.facts(self.materials.topics, meetings, [a.name for a in answers if a.level == "none"])
        brief = Brief(
            job="panel",
            persona=None,
            language=asker.language,
            question=seen,
            account=Account(asker.user, asker.server),
            facts={"part": "panel", **facts},
        )
        worded = await self.speech.say(brief, chain=asker.engine)
        return Panel(question, tuple(answers), tuple(m.agreement for m in meetings), worded.text, worded.citations)

    async def chat(
        self,
        conversation: str,
        who: str | None,
        text: str,
        asker: Asker,
        *,
        listener: Listener | None = None,
        message_id: str = "",
        quoted: str = "",
    ) -> Answer:
        """One exchange of a conversation. The user's message is stored before it is answered, the answer before it returns.

        `quoted` is a message the user points at: looked up together with `text`, and shown to a model as data.
        """
        if self._store is None:
            raise Refused(Sentence("refusals.chat_no_store"))
        text, quoted = _asked(text), tidy(quoted)
        past = await self._store.history(conversation, HISTORY)
        match = self._addressed(who, text, past)
        now = self._clock.now()
        asked = ChatMessage(message_id or _new_id(), conversation, "user", asker.user, asker.name, text, now)
        await self._store.say(asked, server=asker.server, channel=asker.channel)
        finding = await self._found(match, text, past, quoted, asker)
        summary = await self._summary(conversation, past, asker)
        answer = await self._answer(match, text, asker, listener, finding, past, quoted, summary=summary)
        answer = replace(answer, id=_new_id())
        spoken = ChatMessage(
            answer.id,
            conversation,
            "persona",
            answer.persona,
            answer.name,
            answer.text,
            self._clock.now(),
            _data(answer, asker),
        )
        await self._store.say(spoken, server=asker.server, channel=asker.channel)
        return answer

    async def regenerate(self, message: ChatMessage, asker: Asker, *, listener: Listener | None = None) -> Answer:
        """Word a stored answer once more, from the same question; the old version is kept."""
        if self._store is None:
            raise Refused(Sentence("refusals.again_no_store"))
        question = str(message.data.get("question", ""))
        match = self.materials.shelf.find(message.data.get("member") or message.author)
        versions = len(await self._store.versions(message.id))
        past = [m for m in await self._store.history(message.conversation, HISTORY) if m.at < message.at]
        finding = self._find_in_talk(match, question, past[:-1] if past else [], "")
        answer = await self._answer(match, question, asker, listener, finding, past, seed=versions)
        await self._store.edit_message(message.id, answer.text, _data(answer, asker))
        return replace(answer, id=message.id)

    # ------------------------------------------------------------------------------------------------------------ inside

    async def _answer(
        self,
        match: Match,
        question: str,
        asker: Asker,
        listener: Listener | None,
        finding: Finding | None = None,
        past: Sequence[ChatMessage] = (),
        quoted: str = "",
        seed: int = 0,
        summary: str = "",
    ) -> Answer:
        question = _asked(question)
        seen = question[:self.materials.question_limit]
        finding = finding or self.materials.finder.find(match.persona, seen)
        brief = self._brief(match, seen, finding, asker, past, quoted, seed)
        brief = await self._nearest(replace(brief, summary=summary), finding, asker)
        worded = await self.speech.say(brief, chain=asker.engine, listener=listener)
        return self._as_answer(match, question, finding, worded, asker)

    def _brief(
        self,
        match: Match,
        question: str,
        finding: Finding,
        asker: Asker,
        past: Sequence[ChatMessage],
        quoted: str,
        seed: int,
    ) -> Brief:
        return Brief(
            job="chat" if past else "ask",
            persona=match.persona,
            language=asker.language,
            member=match.member,
            exhibits=self.exhibits(match.persona, finding.worded),
            level=finding.level,
            question=question,
            spoke_about=finding.spoke_about,
            history=_said(past[-self.materials.history :] if self.materials.history else ()),
            limit=self.materials.answer_limit,
            seed=_seed(match.persona.id, question, seed),
            inference=self.materials.inference and not match.persona.real,
            account=Account(asker.user, asker.server),
            facts={"quoted": quoted[:self.materials.question_limit]} if quoted else {},
        )

    async def _nearest(self, brief: Brief, finding: Finding, asker: Asker) -> Brief:
        """At level near a model may say which of recall's positions come nearest; it can't add one."""
        if finding.level != "near" or brief.persona is None or len(finding.hits) < 2:
            return brief
        candidates = self.exhibits(brief.persona, [hit.position for hit in finding.hits[:CANDIDATES]])
        chosen = await self.speech.clerk.choose(brief, candidates, chain=asker.engine)
        ids = [exhibit.position.id for exhibit in chosen[: max(1, len(finding.worded))]]
        return replace(brief, exhibits=self.exhibits(brief.persona, ids)) if ids else brief

    async def _found(self, match: Match, text: str, past: Sequence[ChatMessage], quoted: str, asker: Asker) -> Finding:
        """The look-up of a chat: a follow-up is first made to stand alone by a model, where one is there."""
        finding = self._find_in_talk(match, text, past, quoted)
        leaning = bool(_FOLLOW_UP.match(text.strip())) and not _MORE.match(text.strip())
        alone_already = len(text) > REWRITTEN or (finding.level == "stated" and not leaning)
        if not past or alone_already or not self.materials.rewrite:
            return finding
        account = Account(asker.user, asker.server)
        alone = await self.speech.clerk.rewrite(
            text, _said(past[-6:]), account=account, language=asker.language, chain=asker.engine
        )
        if alone == text:
            return finding
        other = self.materials.finder.find(match.persona, alone)
        better = other.level == "stated" or (other.level == "near" and finding.level == "none")
        return other if better else finding

    async def _summary(self, conversation: str, past: Sequence[ChatMessage], asker: Asker) -> str:
        """What was said before the messages that an answer looks back on, renewed every few messages; kept in memory only."""
        after, shown = self.materials.summary_after, self.materials.history
        if not after or len(past) < min(after, HISTORY):
            return ""
        last = past[-1 - shown].id if len(past) > shown else ""
        upto, text = self._summaries.get(conversation, ("", ""))
        ids = [m.id for m in past]
        fresh = ids.index(last) - ids.index(upto) if upto in ids and last in ids else SUMMARY_EVERY
        if last and fresh >= SUMMARY_EVERY:
            older = past[ids.index(upto) + 1 if upto in ids else 0 : ids.index(last) + 1]
            account = Account(asker.user, asker.server)
            text = await self.speech.clerk.summarise(
                _said(older), text, account=account, language=asker.language, chain=asker.engine
            )
            while len(self._summaries) >= SUMMARIES:
                self._summaries.pop(next(iter(self._summaries)))
            self._summaries[conversation] = (last, text)
        return text

    def forget_summaries(self) -> None:
        """Somebody's words were deleted: what was summed up from them goes too."""
        self._summaries.clear()

    def exhibits(self, persona: Persona, ids: Sequence[str], first: int = 1) -> tuple[Exhibit, ...]:
        """Positions numbered from `first`, each with its source."""
        found = [persona.by_id[i] for i in ids if i in persona.by_id]
        sources = self.materials.sources.by_id
        return tuple(Exhibit(n, p, sources[p.evidence[0].source]) for n, p in enumerate(found, first))

    def _as_answer(self, match: Match, question: str, finding: Finding, worded: Utterance, asker: Asker) -> Answer:
        notes = list(worded.notes)
        if match.member and match.persona.kind == "archetype":
            notes.insert(
                0, say(asker.language, "speech.member", archetype=match.persona.name, member=bare_name(match.member))
            )
        if len(question) > self.materials.question_limit:
            notes.append(say(asker.language, "table.too_long", count=self.materials.question_limit))
        return Answer(
            persona=match.persona.id,
            name=bare_name(match.member) if match.member else match.persona.name,
            question=question,
            level=finding.level,
            text=worded.text,
            positions=tuple(hit.position for hit in finding.hits),
            citations=worded.citations,
            engine=worded.engine,
            member=match.member,
            notes=tuple(notes),
        )

    def _addressed(self, who: str | None, text: str, past: Sequence[ChatMessage]) -> Match:
        shelf = self.materials.shelf
        if who:
            return shelf.find(who)
        named = shelf.named_in(text)
        if named:
            return named[0]
        for message in reversed(past):
            if message.role == "persona":
                return shelf.find(message.data.get("member") or message.author)
        if self.materials.default_persona:
            return shelf.find(self.materials.default_persona)
        raise RequestError(Sentence("refusals.nobody_named"))

    def _find_in_talk(self, match: Match, text: str, past: Sequence[ChatMessage], quoted: str) -> Finding:
        """A look-up that knows the conversation: a follow-up is looked up with the question before it, and `还有呢` goes on."""
        finder, persona, limit = self.materials.finder, match.persona, self.materials.question_limit
        seen = text[:limit]
        finding = finder.find(persona, f"{quoted[:limit]}\n{seen}" if quoted else seen)
        if finding.level == "stated":
            return finding
        asked = (m.text for m in reversed(past) if m.role == "user")
        before = next((text for text in asked if not _FOLLOW_UP.match(text.strip())), "")
        if before and len(seen) <= 24 and (_FOLLOW_UP.match(seen.strip()) or finding.level == "none"):
            joined = finder.find(persona, f"{before[:limit]} {seen}")
            if _FOLLOW_UP.match(seen.strip()):
                return _unheard(joined, past) if _MORE.match(seen.strip()) else joined
        return finding


def bare_name(member: str) -> str:
    """A member's name without the label's bracket: `双币基金投资人(匿名)` → `双币基金投资人`."""
    return re.sub(r"[(（][^)）]*[)）]$", "", member)


def _asked(question: str) -> str:
    question = tidy(question).strip()
    if not question:
        raise RequestError(Sentence("refusals.empty_question"))
    return question


def _seed(persona: str, question: str, extra: int) -> int:
    return int.from_bytes(hashlib.blake2b(f"{persona}|{question}|{extra}".encode(), digest_size=6).digest(), "big")


def _said(past: Sequence[ChatMessage]) -> tuple[Said, ...]:
    return tuple(Said(m.name, m.text, m.role) for m in past)


def _new_id() -> str:
    return uuid.uuid4().hex[:16]


def _unheard(finding: Finding, past: Sequence[ChatMessage]) -> Finding:
    """The finding without the positions this conversation has already heard, where some are left."""
    heard = {c["position"] for m in past for c in m.data.get("citations", ())}
    left = tuple(hit for hit in finding.hits if hit.position not in heard)
    if not left:
        return finding
    return replace(finding, hits=left, worded=tuple(hit.position for hit in left[:2]))


def _data(answer: Answer, asker: Asker) -> dict[str, Any]:
    return {
        "question": answer.question,
        "level": answer.level,
        "positions": list(answer.positions),
        "citations": [asdict(c) for c in answer.citations],
        "engine": answer.engine,
        "member": answer.member,
        "notes": list(answer.notes),
        "asked_by": asker.user,
    }
