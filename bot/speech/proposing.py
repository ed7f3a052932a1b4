"""Models as readers of articles: one job, its material, the first whole answer. What it says is checked by whoever asked."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import EngineError
from bot.ports import Proposed, ReadingJob
from bot.speech.brief import Account, Brief
from bot.speech.context import tokens
from bot.speech.modelled import ModelEngine
from bot.speech.prompts import READING, Prompts
from bot.speech.scrub import Scrubber
from bot.speech.tally import Tally

ANSWER = 1800  # characters an answer may have: room for some thinking, too
PER_ITEM = 110  # tokens of an answer about one passage
LONGEST = 40_000  # characters after which nobody listens any more
_SPARE = 160  # tokens for what the protocol and the headings between the pieces of material add


class Proposing:
    """The `Proposer` port over engines in the order in which they are tried."""

    def __init__(self, engines: Sequence[ModelEngine], prompts: Prompts, account: Account | None = None) -> None:
        self._engines = tuple(engines)
        self._prompts = prompts
        self._account = account or Account(user="me")
        self._spent = Tally()

    @property
    def spent(self) -> Tally:
        """What all calls took so far, failed ones too."""
        return self._spent

    @property
    def mark(self) -> str:
        """Models and templates in a few characters."""
        models = [f"{e.name}:{e.provider.model}" for e in self._engines]
        whole = "\n".join([*models, *(self._prompts.fixed(job) for job in READING)])
        return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()

    def room(self, job: ReadingJob) -> int:
        """Tokens of material that fit the smallest model's context beside the template and the answer.

        No more than three times the answer: who may answer in 800 tokens can't speak of ten pages.
        """
        least = min(e.provider.context_tokens - e.reply_tokens(ANSWER) for e in self._engines)
        return min(least - tokens(self._prompts.fixed(job)) - _SPARE, 3 * self._reply)

    @property
    def most(self) -> int:
        """Passages that one answer can speak of."""
        return max(1, (self._reply - 100) // PER_ITEM)

    @property
    def _reply(self) -> int:
        return min(e.reply_tokens(ANSWER) for e in self._engines)

    async def propose(self, job: ReadingJob, material: Mapping[str, Any]) -> Proposed:
        """Ask one engine after the other. Raises EngineError with what each of them had to say for itself."""
        brief = Brief(job, None, limit=ANSWER, account=self._account, material=material)
        failed: list[str] = []
        for engine in self._engines:
            try:
                return Proposed(await self._asked(engine, brief), engine.name)
            except EngineError as error:
                failed.append(str(error))
        raise EngineError("；".join(dict.fromkeys(failed)))

    async def _asked(self, engine: ModelEngine, brief: Brief) -> str:
        scrubber, text = Scrubber(), ""
        async with contextlib.aclosing(engine.speak(brief, self._spent)) as pieces:
            async for piece in pieces:
                clean = scrubber.feed(piece)
                text = clean if scrubber.thought_aloud else text + clean
                scrubber.thought_aloud = False
                if len(text) > LONGEST:
                    break
        return (text + scrubber.finish()).strip()

    async def close(self) -> None:
        """Close every engine."""
        for engine in self._engines:
            await engine.close()
