"""A brief as a prompt's context, within a budget of tokens: oldest talk is left out first, then evidence by rank."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from typing import Any

from bot.lang import say
from bot.speech.brief import Brief, Exhibit, Said
from bot.speech.passages import Passage
from bot.speech.prompts import CONTEXT, Heard, Line, Prompt, Prompts, Who

_log = logging.getLogger(__name__)
_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_MARK = re.compile(r"\[\d+\]")
_SPARE = 64  # tokens for what the protocol adds around two messages
_LONG = 1200  # characters of one earlier message that are looked at


def tokens(text: str) -> int:
    """About how many tokens a text has: an upper estimate, one for a Chinese character, one for three others."""
    asian = len(_ASIAN.findall(text))
    return asian + (len(text) - asian + 2) // 3


@dataclass(frozen=True, slots=True)
class Fitted:
    """A prompt that fits, and what was left out of it for that."""

    prompt: Prompt
    brief: Brief
    tokens: int
    talk_left_out: int = 0
    evidence_left_out: int = 0


def render(prompts: Prompts, brief: Brief, budget: int, passage: Passage | None = None) -> Fitted:
    """The brief's prompt in at most `budget` tokens, as long as the rules and one exhibit fit at all."""
    full = prompts.render(brief.job, context(brief, passage))
    size = _size(full)
    if size <= budget:
        return Fitted(full, brief, size)
    kept, over, talk, evidence = brief, size - budget, 0, 0
    while over > 0 and kept.history:
        over -= tokens(kept.history[0].text[:_LONG]) + 12
        kept, talk = replace(kept, history=kept.history[1:]), talk + 1
    while over > 0 and len(kept.exhibits) > 1:
        over -= _weight(kept.exhibits[-1])
        kept, evidence = replace(kept, exhibits=kept.exhibits[:-1]), evidence + 1
    if over > 0 and len(kept.question) > 200:
        kept = replace(kept, question=kept.question[: max(200, len(kept.question) - over)])
    _log.info(
        "prompt of %s cut to %d tokens: %d earlier messages, %d exhibits left out", brief.job, budget, talk, evidence
    )
    prompt = prompts.render(kept.job, context(kept, passage))
    return Fitted(prompt, kept, _size(prompt), talk, evidence)


def context(brief: Brief, passage: Passage | None = None) -> dict[str, Any]:
    """Exactly the variables that CONTEXT documents for the brief's job."""
    values: dict[str, Any] = {
        "limit": brief.limit,
        "reply_language": say(brief.language, "models.language"),
        "history": [_heard(brief, said) for said in brief.history],
        "summary": brief.summary,
        "motion": brief.motion,
        "phase": brief.phase,
        "side": brief.side,
        "opponents": list(brief.opponents),
        "move": brief.move or "",
        "aim": brief.aim,
        "target": replace(brief.target, text=_MARK.sub("", brief.target.text)) if brief.target else None,
        "topic": brief.facts.get("topic", ""),
        "unanswered": brief.facts.get("unanswered", ""),
        "question": brief.question,
        "level": brief.level,
        "spoke_about": list(brief.spoke_about),
        "quoted": brief.facts.get("quoted", ""),
        "facts": {_fact(key): value for key, value in brief.facts.items() if key != "part" and value},
        "first": brief.facts.get("first", ""),
        "second": brief.facts.get("second", ""),
        "draft": brief.facts.get("draft", ""),
        "faults": [fault for fault in brief.facts.get("faults", "").split("\n") if fault],
        "inference": brief.inference,
        "evidence": [_line(exhibit) for exhibit in brief.exhibits],
        "quotable": [e.n for e in brief.exhibits if passage is not None and quotable(e, passage)],
    }
    if brief.persona is not None:
        persona = brief.persona
        values["who"] = Who(
            brief.member or persona.name, say("zh-CN", f"models.kind.{persona.kind}"), persona.bio, persona.real
        )
        values["as_of"] = persona.as_of.isoformat()
        values["voice"] = _voice(brief)
    values |= brief.material
    return {name: values[name] for name in CONTEXT[brief.job]}


def quotable(exhibit: Exhibit, passage: Passage) -> bool:
    """True where code can put the speaker's own words in: a direct quotation whose article is at hand."""
    first = exhibit.position.evidence[0]
    return exhibit.own and first.kind == "direct" and first.reported_by is None and bool(passage(first))


def _fact(key: str) -> str:
    """A fact's name in words: `agree:0` → 看法一致 1."""
    name, _, number = key.partition(":")
    try:
        label = say("zh-CN", f"models.fact.{name}")
    except KeyError:
        return key
    return f"{label} {int(number) + 1}" if number.isdigit() else label


def _size(prompt: Prompt) -> int:
    return tokens(prompt.system) + tokens(prompt.user) + _SPARE


def _weight(exhibit: Exhibit) -> int:
    position = exhibit.position
    return tokens(position.claim + (position.because or "") + "".join(position.says[:2]) + exhibit.source.title) + 40


def _heard(brief: Brief, said: Said) -> Heard:
    roles = {"user": "听众", "moderator": "主持人", "persona": "人物"}
    mine = brief.persona is not None and said.role == "persona" and said.speaker == (brief.member or brief.persona.name)
    label = f"{said.speaker}（{'你自己' if mine else roles[said.role]}）"
    # the numbers belong to another turn's evidence; a judge sees that there was some
    text = said.text if brief.job == "verdict" else _MARK.sub("", said.text)
    text = text if len(text) <= _LONG else text[:_LONG] + "……"
    return Heard(label, text)


def _voice(brief: Brief) -> dict[str, Any]:
    """The voice's phrases with the opponent's name in them; at most six of a kind, which is enough to hear it."""
    assert brief.persona is not None
    voice = brief.persona.voice
    opponent = brief.target.speaker if brief.target else (brief.opponents[0] if brief.opponents else "对方")
    shown: dict[str, Any] = {"register": voice.register_}
    for name in ("openers", "connectives", "closers", "rebuttals", "avoid"):
        phrases = getattr(voice, name)[:6]
        shown[name] = [phrase.replace("{opponent}", opponent) for phrase in phrases]
    if brief.job in ("ask", "chat"):
        shown["rebuttals"] = []
    return shown


def _line(exhibit: Exhibit) -> Line:
    position, source = exhibit.position, exhibit.source
    return Line(
        n=exhibit.n,
        claim=position.claim,
        because=position.because or "",
        samples=position.says[:2] if exhibit.own and not position.second_hand else (),
        source=f"{source.outlet}《{source.title}》",
        published=source.when,
        own=exhibit.own,
        speaker=position.speaker,
        reporter=(position.evidence[0].reported_by or "") if position.second_hand else "",
        returning=exhibit.returning,
    )
