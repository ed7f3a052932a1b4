"""From a brief to an utterance: the first engine of the chain that can, and the offline engine in the end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.debate.events import Citation
from bot.errors import EngineError
from bot.ports import Engine, Listener
from bot.speech.brief import Brief, Utterance
from bot.speech.offline import OfflineEngine

_MARK = re.compile(r"\[(\d+)\]")


class Speaking:
    """The `Speech` port. `engines` are by their name in config; `offline` is always there."""

    def __init__(self, engines: Mapping[str, Engine] | None = None, chain: Sequence[str] = ("offline",)) -> None:
        self._engines: dict[str, Engine] = {"offline": OfflineEngine(), **(engines or {})}
        self._chain = tuple(chain)

    async def say(
        self, brief: Brief, *, chain: Sequence[str] | None = None, listener: Listener | None = None
    ) -> Utterance:
        """Word the brief. Never fails: the offline engine is tried last, whatever the chain says."""
        for name in (*(chain or self._chain), "offline"):
            engine = self._engines.get(name)
            if engine is None:
                continue
            try:
                return await self._by(engine, brief, listener)
            except EngineError:
                continue
        raise AssertionError("the offline engine never fails")

    async def close(self) -> None:
        """Close every engine."""
        for engine in self._engines.values():
            await engine.close()

    async def _by(self, engine: Engine, brief: Brief, listener: Listener | None) -> Utterance:
        text = ""
        async for piece in engine.speak(brief):
            text += piece
            if listener is not None:
                listener(text)
        return Utterance(text, cited(brief, text), engine.name)


def cited(brief: Brief, text: str) -> tuple[Citation, ...]:
    """The citations whose mark stands in the text, by number."""
    marks = {int(n) for n in _MARK.findall(text)}
    return tuple(exhibit.citation for exhibit in brief.exhibits if exhibit.n in marks)
