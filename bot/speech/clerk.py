"""Small jobs a model may do beside wording turns: rewrite a follow-up, choose among near positions, sum up a chat, judge.

None of them decides what is shown as somebody's view, and each has an answer where no model can be asked: the question as it
was, recall's own order, no summary, no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.lang import in_language, say, to_simplified
from bot.speech.brief import Account, Brief, Exhibit, Said, Sides, Utterance
from bot.speech.ground import Footing
from bot.speech.grounding import Grounding
from bot.speech.scrub import Scrubber, defused

# A brief and a chain → the model's own text and the engine's name, None where no model answered.
Ask = Callable[[Brief, "Sequence[str] | None"], Awaitable[tuple[str, str] | None]]

QUESTION = 200  # characters of a rewritten question
SUMMARY = 400
REASON = 240
_LABEL = re.compile(r"^(?:改写(?:后)?|问句|问题|question|rewritten)[^：:\n]{0,8}[：:]\s*", re.I)


class Clerk:
    """Does the small jobs with whatever `ask` reaches."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    async def rewrite(
        self,
        question: str,
        history: Sequence[Said],
        *,
        account: Account | None = None,
        language: str = "zh-CN",
        chain: Sequence[str] | None = None,
    ) -> str:
        """A follow-up as a question that stands alone; as it was where no model helps. Only looked up, never shown."""
        if not history:
            return question
        brief = Brief(
            job="rewrite",
            persona=None,
            language=language,
            question=question,
            history=tuple(history[-6:]),
            limit=QUESTION,
            account=account or Account(),
        )
        answered = await self._ask(brief, chain)
        if answered is None:
            return question
        lines = [line.strip() for line in _clean(answered[0]).splitlines() if line.strip()]
        found = _LABEL.sub("", lines[0]).strip('“”"「」 ') if lines else ""
        return found if 2 <= len(found) <= QUESTION and len(lines) == 1 else question

    async def choose(
        self, brief: Brief, candidates: Sequence[Exhibit], *, chain: Sequence[str] | None = None
    ) -> tuple[Exhibit, ...]:
        """Those of the candidates that come nearest to the question, best first; () where no model helps. It can't add any."""
        if len(candidates) < 2:
            return ()
        asked = replace(brief, job="choose", exhibits=tuple(candidates), history=(), limit=20)
        answered = await self._ask(asked, chain)
        if answered is None:
            return ()
        by_number = {exhibit.n: exhibit for exhibit in candidates}
        numbers = dict.fromkeys(int(n) for n in re.findall(r"\d{1,3}", _clean(answered[0])[:60]))
        return tuple(by_number[n] for n in numbers if n in by_number)[:3]

    async def summarise(
        self,
        history: Sequence[Said],
        before: str = "",
        *,
        account: Account | None = None,
        language: str = "zh-CN",
        chain: Sequence[str] | None = None,
    ) -> str:
        """What was said, in a few sentences that go into later prompts; `before` where no model helps."""
        brief = Brief(
            job="summary",
            persona=None,
            language=language,
            history=tuple(history),
            summary=before,
            limit=SUMMARY,
            account=account or Account(),
        )
        answered = await self._ask(brief, chain)
        if answered is None:
            return before
        text = " ".join(_clean(answered[0]).split())
        return text[:SUMMARY] if len(text) >= 4 else before

    async def verdict(self, brief: Brief, sides: Sides, *, chain: Sequence[str] | None = None) -> Utterance | None:
        """One model's opinion on a debate, asked for with either side first. None where no model gave a readable one.

        `brief` has the motion and the debate as history. Where the two orders come out differently, that is what is said.
        """
        found: list[tuple[str, str, str]] = []
        for first, second in (("pro", "con"), ("con", "pro")):
            ordered = _grouped(brief.history, getattr(sides, first), getattr(sides, second))
            names = {"first": _side(brief.language, first), "second": _side(brief.language, second)}
            asked = replace(brief, job="verdict", history=ordered, limit=REASON, facts=names)
            answered = await self._ask(asked, chain)
            read = _read(_clean(answered[0]), brief.language) if answered else None
            if answered is None or read is None:
                return None
            found.append((*read, answered[1]))
        (one, reason, engine), (two, _, _) = found
        if one != two:
            text = say(
                brief.language,
                "models.verdict.torn",
                first=_side(brief.language, one),
                second=_side(brief.language, two),
            )
            return Utterance(text, (), engine)
        reason = _grounded(replace(brief, job="verdict", limit=REASON), reason)
        text = say(
            brief.language,
            f"models.verdict.{'draw' if one == 'draw' else 'one'}",
            side=_side(brief.language, one),
            reason=reason,
        )
        return Utterance(defused(text.strip()), (), engine)


def _clean(text: str) -> str:
    """Without thoughts and control words."""
    scrubber = Scrubber()
    out = scrubber.feed(text)
    return (out + scrubber.finish()).strip()


def _side(language: str, side: str) -> str:
    return say(language, f"models.verdict.side.{side}")


def _grouped(history: Sequence[Said], first: Sequence[str], second: Sequence[str]) -> tuple[Said, ...]:
    """All of one side's turns, then all of the other's; each keeps its number, so that who answered whom can be seen."""

    def of(names: Sequence[str]) -> list[Said]:
        return [
            replace(s, speaker=f"#{s.seq} {s.speaker}") for s in history if s.role == "persona" and s.speaker in names
        ]

    return (*of(first), *of(second))


def _read(text: str, language: str) -> tuple[str, str] | None:
    """(pro | con | draw, the reason) of a verdict, None where its first words name no side."""
    head, _, reason = text.strip().partition("\n")
    head = to_simplified(head.strip(" *#：:。.\t"))
    if len(head) > 12:
        head, reason = head[:12], text[len(head[:12]) :]
    sides = {s: to_simplified(_side(language, s)).lower() for s in ("pro", "con", "draw")}
    named = [s for s, word in sides.items() if word in head.lower()] or [
        s for s, word in (("pro", "正方"), ("con", "反方"), ("draw", "平手")) if word in head
    ]
    return (named[0], reason.strip(" ：:，,。\n")) if len(named) == 1 else None


def _grounded(brief: Brief, reason: str) -> str:
    """The reason as far as it stands on what was said in the debate."""
    ground = Grounding(Footing.of(brief))
    ground.feed(reason)
    ground.finish()
    return in_language(brief.language, ground.text)
