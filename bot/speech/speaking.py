"""From a brief to an utterance: the first engine of the chain that can, checked on its way, and the offline engine in the end.

The reader always gets a finished turn. A model that dies before its first sentence hands the turn to the next engine; one that
dies in the middle leaves what was shown, and the offline engine goes on from there with the evidence not yet used.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.debate.events import Citation
from bot.errors import EngineError
from bot.lang import bank, in_language, say
from bot.ports import Engine, Estimate, Listener
from bot.speech.brief import MARK, Account, Brief, Job, Utterance
from bot.speech.offline import OfflineEngine, sentences, word
from bot.speech.scrub import defused
from bot.speech.tally import Tally

if TYPE_CHECKING:
    from bot.speech.clerk import Clerk
    from bot.speech.ground import Footing
    from bot.speech.grounding import Grounding, Report
    from bot.speech.passages import Passage

# Grounding, its patterns and the clerk are imported where a model is asked: 20 ms that an answer without one can do without.

_log = logging.getLogger(__name__)

OFFLINE = "offline"
_EMPTY_PROMPT = 1500  # tokens of rules, voice and evidence in a debate's prompt; measured over the shipped personas
_USED_OF_LIMIT = 0.8  # tokens a turn has per character it may have
_FIXED_PARTS = frozenset({"framing", "agreed", "handover", "audience", "vote"})  # of the moderator: said by code alone
_NEED_NO_SOURCE = frozenset({"ask", "decline"})  # moves that may do without a citation


@dataclass(slots=True)
class _Draft:
    """What one engine made of a brief."""

    text: str
    engine: str
    report: Report
    notes: list[str]


class Speaking:
    """The `Speech` port. `engines` are by their name in config; `offline` is always there.

    `choose` gives a brief's chain where the caller names none; `names` are all the people a server knows (their words may
    not be made up); `passage` reads the articles, where the operator has them; `fixed` are a prompt's own words, which must
    not come back; `repairs` is how often a model may mend a turn.
    """

    def __init__(
        self,
        engines: Mapping[str, Engine] | None = None,
        chain: Sequence[str] = (OFFLINE,),
        *,
        choose: Callable[[Brief], Sequence[str]] | None = None,
        fixed: Callable[[Job], str] | None = None,
        names: Callable[[str], Iterable[str]] = lambda server: (),
        passage: Passage | None = None,
        repairs: int = 1,
        reload: Callable[[], None] = lambda: None,
    ) -> None:
        self._engines: dict[str, Engine] = {OFFLINE: OfflineEngine(), **(engines or {})}
        self._choose = choose or (lambda brief: tuple(chain))
        self._fixed = fixed or (lambda job: "")
        self._names = names
        self._passage = passage
        self._repairs = repairs
        self.reload = reload  # reads the prompts again; raises ConfigError, and then the old ones stay

    async def say(
        self, brief: Brief, *, chain: Sequence[str] | None = None, listener: Listener | None = None
    ) -> Utterance:
        """Word the brief. Never fails: the offline engine is tried last, whatever the chain says."""
        tally, notes = Tally(), list[str]()
        for name in self.chain(brief, chain):
            engine = self._engines.get(name)
            if engine is None or name == OFFLINE:
                continue
            draft = await self._by_model(engine, brief, tally, listener, notes)
            if draft is not None:
                return self._utterance(brief, draft, tally, notes)
        return await self._offline(brief, tally, notes, listener)

    def estimate(
        self, *, turns: int, limit: int, chain: Sequence[str] | None = None, format: str = "", server: str = ""
    ) -> Estimate:
        """What a debate of so many turns would take on the chain's first engine: every turn reads all that came before it."""
        sample = Brief(job="opening", persona=None, account=Account(server=server, format=format))
        names = self.chain(sample, chain)
        engine = self._engines.get(names[0])
        tokens, cost = 0, 0.0
        said = int(limit * _USED_OF_LIMIT)
        for turn in range(turns if engine is not None else 0):
            assert engine is not None
            more, paid = engine.price(_EMPTY_PROMPT + turn * said, said)
            tokens, cost = tokens + more, cost + paid
        return Estimate(names, tokens, cost)

    def chain(self, brief: Brief, chain: Sequence[str] | None = None) -> tuple[str, ...]:
        """The engines that are tried for a brief, in order; what code alone may say goes to the offline engine at once."""
        if brief.job == "moderator" and brief.facts.get("part") in _FIXED_PARTS:
            return (OFFLINE,)
        names = tuple(chain or self._choose(brief))
        return (*names[: names.index(OFFLINE)], OFFLINE) if OFFLINE in names else (*names, OFFLINE)

    @property
    def clerk(self) -> Clerk:
        """For the small jobs."""
        from bot.speech.clerk import Clerk

        return Clerk(self._raw)

    async def close(self) -> None:
        """Close every engine."""
        for engine in self._engines.values():
            await engine.close()

    # ------------------------------------------------------------------------------------------------------------ inside

    async def _raw(self, brief: Brief, chain: Sequence[str] | None) -> tuple[str, str] | None:
        """The text of the first model that answers, as it is: for the clerk, who looks at it himself."""
        for name in self.chain(brief, chain):
            engine = self._engines.get(name)
            if engine is None or name == OFFLINE:
                continue
            text = ""
            try:
                async with contextlib.aclosing(engine.speak(brief, Tally())) as pieces:
                    async for piece in pieces:
                        text += piece
                        if len(text) > 20 * brief.limit + 2000:
                            break
            except EngineError as error:
                _log.warning("engine %s failed at %s: %s", name, brief.job, error)
                continue
            return text, name
        return None

    async def _by_model(
        self, engine: Engine, brief: Brief, tally: Tally, listener: Listener | None, notes: list[str]
    ) -> _Draft | None:
        """A model's turn, or None where the next engine should try."""
        from bot.speech.ground import Footing
        from bot.speech.grounding import Grounding

        footing = Footing.of(brief, self._names(brief.account.server), self._passage)
        fixed = self._fixed(brief.job)
        ground = Grounding(footing, fixed=fixed, head=head(brief))
        try:
            await _stream(engine, brief, ground, tally, listener)
        except EngineError as error:
            _log.warning("engine %s failed at %s: %s", engine.name, brief.job, error)
            ground.finish(complete=False)
            return self._go_on(engine, brief, ground, error, notes, listener)
        ground.finish(complete=tally.finish != "length")
        draft = _Draft(ground.text, engine.name, ground.report, [])
        if wrong := _wrong(brief, ground):
            mended = await self._repaired(engine, brief, ground, wrong, footing, fixed, tally)
            if mended is not None:
                draft = mended
            elif not _usable(brief, ground):
                _log.warning("engine %s: nothing usable for %s (%s)", engine.name, brief.job, ground.report.faults)
                notes.append(_note(brief, "rejected", engine.name))
                return None
        if listener is not None:
            listener(draft.text)
        if draft.report.faults:
            _log.info("engine %s, %s: grounding found %s", engine.name, brief.job, draft.report.faults)
        draft.notes += _remarks(brief, draft.report)
        return draft

    async def _repaired(
        self,
        engine: Engine,
        brief: Brief,
        ground: Grounding,
        wrong: Sequence[str],
        footing: Footing,
        fixed: str,
        tally: Tally,
    ) -> _Draft | None:
        """The turn once more, with what was wrong with it; None where that is no better."""
        from bot.speech.grounding import Grounding

        if self._repairs < 1 or brief.persona is None:  # the desk has no voice to keep: the offline engine says it as well
            return None
        faults = "\n".join(say("zh-CN", f"models.repair.{kind}", limit=brief.limit) for kind in wrong)
        again = replace(brief, job="repair", facts={**brief.facts, "draft": ground.raw[:4000], "faults": faults})
        second = Grounding(footing, fixed=fixed, head=head(brief))
        try:
            await _stream(engine, again, second, tally, None)
        except EngineError as error:
            _log.warning("engine %s failed at a repair: %s", engine.name, error)
            return None
        second.finish(complete=tally.finish != "length")
        if not _usable(brief, second):
            return None
        better = not _wrong(brief, second) or not _usable(brief, ground)
        return _Draft(second.text, engine.name, second.report, []) if better else None

    def _go_on(
        self,
        engine: Engine,
        brief: Brief,
        ground: Grounding,
        error: EngineError,
        notes: list[str],
        listener: Listener | None,
    ) -> _Draft | None:
        """After a failure: the next engine, or, where something was shown already, the offline engine from there on."""
        from bot.speech.budget import BudgetReached

        if not ground.report.passed:
            key = "budget" if isinstance(error, BudgetReached) else "failed"
            notes.append(_note(brief, key, engine.name))
            return None
        text = ground.text + _rest(brief, ground)
        if listener is not None:
            listener(text)
        return _Draft(text, f"{engine.name}+{OFFLINE}", ground.report, [_note(brief, "partial", engine.name)])

    async def _offline(self, brief: Brief, tally: Tally, notes: Sequence[str], listener: Listener | None) -> Utterance:
        text = ""
        brief = replace(brief, exhibits=tuple(e for e in brief.exhibits if e.own))
        async for piece in self._engines[OFFLINE].speak(brief):
            text += piece
            if listener is not None:
                listener(defused(text))
        text = defused(text)
        return Utterance(text, cited(brief, text), OFFLINE, tuple(notes[-1:]), tally.as_usage())

    def _utterance(self, brief: Brief, draft: _Draft, tally: Tally, notes: Sequence[str]) -> Utterance:
        text = defused(draft.text)
        said = (*notes[-1:], *draft.notes)
        return Utterance(text, cited(brief, text), draft.engine, said, tally.as_usage())


async def _stream(engine: Engine, brief: Brief, ground: Grounding, tally: Tally, listener: Listener | None) -> None:
    """The engine's text into the grounding; stops the call once nothing more can be used."""
    async with contextlib.aclosing(engine.speak(brief, tally)) as stream:
        async for piece in stream:
            if ground.feed(piece) and listener is not None:
                listener(ground.text)
            if ground.full:
                return


def head(brief: Brief) -> str:
    """What code says before the model does: at level near, that nobody asked exactly this."""
    if brief.level != "near" or brief.persona is None or brief.job not in ("ask", "chat") or not brief.exhibits:
        return ""
    options = bank(brief.language, "speech.near")
    text = options[brief.seed % len(options)].format(who=brief.member or brief.persona.name)
    return in_language(brief.language, text) + (" " if brief.language == "en" else "")


def _wrong(brief: Brief, ground: Grounding) -> list[str]:
    """What a repair should mend, by the names of `models.repair`."""
    report, found = ground.report, []
    if not report.passed:
        found.append("empty")
    elif _needs_source(brief) and not ground.cited:
        found.append("no_citation")
    if brief.move == "ask" and report.passed and not re.search("[？?]", ground.text):
        found.append("no_question")
    if report.cut:
        found.append("long")
    if report.dropped > report.passed:  # a turn that lost a sentence or two is still a turn
        found += [kind for kind in ("quote", "language") if report.faults.get(kind)] or ["unsupported"]
    return found


def _usable(brief: Brief, ground: Grounding) -> bool:
    if not ground.report.passed or not MARK.sub("", ground.text).strip():
        return False
    if brief.move == "ask" and not re.search("[？?]", ground.text):
        return False
    return bool(ground.cited) or not _needs_source(brief)


def _needs_source(brief: Brief) -> bool:
    if brief.persona is None or not brief.exhibits or brief.level == "none" or brief.inference:
        return False
    return brief.move not in _NEED_NO_SOURCE


def _rest(brief: Brief, ground: Grounding) -> str:
    """The offline engine's end of a turn that a model began: the evidence not yet used, in what room is left."""
    left = tuple(e for e in brief.exhibits if e.n not in ground.cited and e.own)
    room = brief.limit - len(ground.text)
    if brief.persona is None or (not left and (ground.cited or not _needs_source(brief))):
        return ""
    if ground.cited and room < 40:
        return ""
    move = brief.move if brief.move in ("ask", "concede", "decline") and not ground.cited else "claim"
    rest = replace(brief, job="attack", move=move, exhibits=left or brief.exhibits, level="stated", limit=max(room, 40))
    text = word(rest)
    kept = ""
    for piece in sentences(text):
        if kept and len(kept) + len(piece) > room:
            break
        kept += piece
    return kept if not ground.text or ground.text.endswith("\n") or brief.language != "en" else " " + kept


def _remarks(brief: Brief, report: Report) -> list[str]:
    """Small print: what the reader should know was taken out."""
    notes = []
    silent = {"thought", "tool", "control", "leak", "markup", "script", "label", "citation", "cut"}
    if report.dropped and set(report.faults) - silent:
        notes.append(say(brief.language, "models.note.altered", count=report.dropped))
    if report.cut:
        notes.append(say(brief.language, "models.note.shortened"))
    return notes


def _note(brief: Brief, key: str, name: str) -> str:
    return say(brief.language, f"models.note.{key}", name=name, engine=say(brief.language, "models.offline"))


def cited(brief: Brief, text: str) -> tuple[Citation, ...]:
    """The citations whose mark stands in the text, by number."""
    marks = {int(n) for n in MARK.findall(text)}
    return tuple(exhibit.citation for exhibit in brief.exhibits if exhibit.n in marks)
