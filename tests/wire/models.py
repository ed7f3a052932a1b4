"""Speech over a scripted server: the real client, retries, prompts, grounding and fallback, with short waits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.ports import Listener
from bot.speech.brief import Brief, Utterance
from bot.speech.budget import Budget
from bot.speech.modelled import ModelEngine
from bot.speech.openai import Client, Provider
from bot.speech.passages import Passage
from bot.speech.prompts import Prompts
from bot.speech.retrying import Retrying
from bot.speech.speaking import Speaking
from tests.speech import briefs
from tests.wire.openai_server import Reply, Scripted

PROMPTS = Prompts()
GOOD = "我讲句不中听的，ChatGPT 对创业公司不友好。[1]通用大模型的窗口也已经关上。[2]账就是这么个账。"


def provider(server: Scripted, **fields: Any) -> Provider:
    """A provider with limits short enough for tests."""
    short = {"first_token": 0.4, "stall": 0.3, "total": 1.5, "connect": 0.5, "retries": 1}
    return Provider("local", server.address, "m", **{**short, **fields})


@dataclass
class Talk:
    """One way of speaking, its rows of usage, and what a reader saw."""

    speaking: Speaking
    client: Client
    rows: list[dict[str, Any]] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    async def say(self, brief: Brief | None = None, listener: Listener | None = None) -> Utterance:
        """One turn."""
        return await self.speaking.say(brief or briefs.zhu(), listener=listener or self.seen.append)


@asynccontextmanager
async def talking(
    server: Scripted,
    *,
    budget: Budget | None = None,
    passage: Passage | None = None,
    environ: dict[str, str] | None = None,
    repairs: int = 1,
    **fields: Any,
) -> AsyncIterator[Talk]:
    """`Speaking` with one engine that asks `server`; waits between tries are noted and not waited for."""
    client = Client(provider(server, **fields), environ or {})

    async def sleep(seconds: float) -> None:
        talk.waits.append(seconds)

    async def record(row: dict[str, Any]) -> None:
        talk.rows.append(row)

    engine = ModelEngine(
        Retrying(client, chance=lambda: 0.5, sleep=sleep), PROMPTS, record=record, budget=budget, passage=passage
    )
    speaking = Speaking(
        {"local": engine},
        ("local",),
        fixed=PROMPTS.fixed,
        names=lambda _: briefs.everyone(),
        passage=passage,
        repairs=repairs,
    )
    talk = Talk(speaking, client)
    try:
        yield talk
    finally:
        await speaking.close()


def script(*replies: Reply) -> Sequence[Reply]:
    """A script, for reading's sake."""
    return replies
