"""An engine that has a model word the brief: prompt, budget, call, and a row of what it took."""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

from bot.errors import EngineError, StoreError
from bot.lang import say
from bot.speech import context
from bot.speech.brief import Brief
from bot.speech.budget import Budget, Caps
from bot.speech.openai import Provider
from bot.speech.passages import Passage
from bot.speech.prompts import Prompts
from bot.speech.retrying import Retrying
from bot.speech.tally import Tally

Recorder = Callable[[dict[str, Any]], Awaitable[None]]  # Store.add_usage

_log = logging.getLogger(__name__)
_ENDS = "。！？!?….」』”’）)]}\"'"  # a job that answers in JSON ends in a bracket


class ModelEngine:
    """The `Engine` of one provider. `prompts` is shared and may be reloaded; `record` keeps a row of each call."""

    def __init__(
        self,
        calls: Retrying,
        prompts: Prompts,
        *,
        record: Recorder | None = None,
        budget: Budget | None = None,
        passage: Passage | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._calls = calls
        self._prompts = prompts
        self._record = record
        self._budget = budget or Budget(Caps())
        self._passage = passage
        self._now = now

    @property
    def name(self) -> str:
        """The provider's name in config."""
        return self._calls.provider.name

    @property
    def provider(self) -> Provider:
        """Where it asks."""
        return self._calls.provider

    async def speak(self, brief: Brief, tally: Tally | None = None) -> AsyncGenerator[str, None]:
        """The model's own text, unchecked. Raises EngineError; whatever happens, the call is counted and written down."""
        tally = tally if tally is not None else Tally()
        provider = self.provider
        room = self.reply_tokens(brief.limit)
        fitted = context.render(self._prompts, brief, max(400, provider.context_tokens - room), self._passage)
        likely = min(room, brief.limit)  # a cap that counted the most a reply may take would stop far too early
        cost = self._cost(fitted.tokens, likely)
        reserved = await self._budget.admit(brief.account, fitted.tokens + likely, cost)
        call = _Call(fitted.tokens, self._now(), time.perf_counter())
        try:
            stream = self._calls.stream(fitted.prompt.messages, max_tokens=room, who=brief.account.queue)
            async with contextlib.aclosing(stream) as pieces:
                async for piece in pieces:
                    call.began = True
                    if piece.kind == "text":
                        call.heard(piece.text)
                        yield piece.text
                    else:
                        call.note(piece.kind, piece.text, piece.prompt_tokens, piece.completion_tokens)
            self._judge(call)
        finally:
            prompt_tokens, completion_tokens = call.tokens()
            paid = self._cost(prompt_tokens, completion_tokens)
            self._budget.settle(reserved, prompt_tokens + completion_tokens, paid)
            self._count(tally, call, prompt_tokens, completion_tokens, paid)
            if self._record is not None:
                row = self._row(brief, fitted, call, prompt_tokens, completion_tokens, paid)
                try:
                    await self._record(row)
                except StoreError as error:  # a full disk must not cost the reader the turn
                    _log.warning("a call of %s was not written down: %s", provider.name, error)

    def price(self, prompt_tokens: int, completion_tokens: int) -> tuple[int, float]:
        """Tokens and cost of one call of this size; a prompt never outgrows what the model may be sent."""
        prompt_tokens = min(prompt_tokens, self.provider.context_tokens - completion_tokens)
        return prompt_tokens + completion_tokens, self._cost(prompt_tokens, completion_tokens)

    async def close(self) -> None:
        """Close the client."""
        await self._calls.close()

    def reply_tokens(self, limit: int) -> int:
        """Tokens a reply of so many characters may take: twice as many and a few for thoughts, unless the config says."""
        said = self.provider.parameters.get("max_tokens", self.provider.parameters.get("max_completion_tokens"))
        if isinstance(said, int) and said > 0:
            return said
        return min(limit * 2 + 400, max(200, self.provider.context_tokens // 2))

    def _cost(self, prompt_tokens: int, completion_tokens: int) -> float:
        provider = self.provider
        return (prompt_tokens * provider.prompt_price + completion_tokens * provider.completion_price) / 1e6

    def _judge(self, call: _Call) -> None:
        """An end that is none: the text can't be taken for whole."""
        values = {"name": self.name, "url": self.provider.base_url}
        if call.finish == "content_filter":
            raise EngineError(say(self.provider.language, "models.filtered", **values))
        if not call.text.strip():
            raise EngineError(say(self.provider.language, "models.empty", **values))
        if not call.finish and call.text.rstrip()[-1] not in _ENDS:
            raise EngineError(say(self.provider.language, "models.cut", **values))

    def _count(self, tally: Tally, call: _Call, prompt: int, completion: int, cost: float) -> None:
        tally.calls += 1
        tally.prompt_tokens += prompt
        tally.completion_tokens += completion
        tally.cost += cost
        tally.seconds += time.perf_counter() - call.started
        tally.first = tally.first or call.first
        tally.finish = call.finish

    def _row(
        self, brief: Brief, fitted: context.Fitted, call: _Call, prompt: int, completion: int, cost: float
    ) -> dict[str, Any]:
        provider, account = self.provider, brief.account
        left_out = {"talk": fitted.talk_left_out, "evidence": fitted.evidence_left_out}
        return {
            "at": call.at,
            "provider": provider.name,
            "model": provider.model,
            "job": brief.job,
            "server": account.server,
            "user": account.user,
            "debate": account.debate,
            "seq": account.seq,
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "cost": cost,
            "seconds": time.perf_counter() - call.started,
            # an article is its publisher's, and no turn that anybody looks back at
            "prompt": "[]" if brief.material else json.dumps(fitted.prompt.messages, ensure_ascii=False),
            "template": fitted.prompt.template,
            "settings": {
                "parameters": dict(provider.parameters),
                "first_token_seconds": call.first,
                "finish": call.finish,
                "counted": call.counted,
                "left_out": left_out,
            },
        }


class _Call:
    """What is heard of one call."""

    def __init__(self, estimate: int, at: float, started: float) -> None:
        self.estimate, self.at, self.started = estimate, at, started
        self.parts: list[str] = []
        self.thoughts = 0
        self.first = 0.0
        self.finish = ""
        self.usage = (0, 0)
        self.counted = False  # by the server; else estimated
        self.began = False  # something came back: from here on it is paid for

    def heard(self, text: str) -> None:
        if not self.parts:
            self.first = time.perf_counter() - self.started
        self.parts.append(text)

    def note(self, kind: str, text: str, prompt: int, completion: int) -> None:
        if kind == "usage":
            self.usage, self.counted = (prompt, completion), True
        elif kind == "finish":
            self.finish = text
        else:
            self.thoughts += context.tokens(text)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def tokens(self) -> tuple[int, int]:
        """Counted by the server, or estimated by us: a broken call was paid for all the same."""
        if self.counted:
            return self.usage
        return (self.estimate, context.tokens(self.text) + self.thoughts) if self.began else (0, 0)
