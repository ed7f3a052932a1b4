"""Words a brief without any model: the persona's own sentences and phrases, put together by the plan.

Everything that is claimed comes from an exhibit and carries its mark; the phrases around it state no facts. Choices are made
by a hash of the seed, and phrases that were already heard in this debate are passed over while there are others, so that a
debate of twenty turns does not hear one opener twice.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence

from bot.lang import bank, in_language, say
from bot.speech.brief import Brief, Exhibit
from bot.speech.moderating import moderate
from bot.speech.tally import Tally

ECHO = 48  # characters of an opponent's claim that a reply repeats
HEARD = 16  # characters by which a claim is known again in what was said
HANDLE = 20  # characters that a claim is called by once it was spoken in full
_MYSELF = ("我", "me", "Me", "I", "You", "you")
_ENDINGS = "。！？!?…"


class OfflineEngine:
    """The engine that is always there. Deterministic: equal briefs give equal text."""

    name = "offline"

    async def speak(self, brief: Brief, tally: Tally | None = None) -> AsyncGenerator[str, None]:
        """The turn, sentence by sentence."""
        for piece in sentences(word(brief)):
            yield piece

    def price(self, prompt_tokens: int, completion_tokens: int) -> tuple[int, float]:
        """Nothing."""
        return 0, 0.0

    async def close(self) -> None:
        """Nothing is held."""


def word(brief: Brief) -> str:
    """The whole turn as text with [n] marks, within `brief.limit` characters where the evidence allows it."""
    if brief.persona is None:
        text = moderate(brief)
    elif brief.job in ("ask", "chat"):
        text = _answer(brief)
    else:
        text = _MOVES[brief.move or "claim"](brief)
    return in_language(brief.language, text)


def sentences(text: str) -> list[str]:
    """Text cut after its sentence ends (marks [n] stay with their sentence); joined again it is the same text."""
    return re.findall(r"[^。！？!?\n]*(?:[。！？!?\n]+[」』”’）)]*(?:\[\d+\])*|$)", text)[:-1] or [text]


# ---------------------------------------------------------------------------------------------------------------- answers


def _answer(brief: Brief) -> str:
    who = _who(brief)
    if brief.level == "none" or not brief.exhibits:
        text = _pick(brief, "none").format(who=who)
        if brief.spoke_about:
            sep = say(brief.language, "speech.list_sep")
            text += say(brief.language, "speech.spoke_about", topics=sep.join(brief.spoke_about[:4]))
        return text
    first, *rest = brief.exhibits
    parts = [_near(brief, first, who) if brief.level == "near" else _opened(brief, first)]
    parts.extend(_reason(brief, first))
    parts += _others(brief, rest)
    if not first.position.second_hand and brief.level == "stated":
        parts.append(_voice(brief, "closers"))
    return _fit(parts, brief.limit)


def _near(brief: Brief, exhibit: Exhibit, who: str) -> str:
    """That there is no word on exactly this, and the closest one: a report by somebody else is named as one at once."""
    position = exhibit.position
    if not position.second_hand:
        said = _point(brief, exhibit) if position.says else _marked(position.claim, exhibit.n)  # one lead is enough
        return _pick(brief, "near").format(who=who) + said
    reporter = position.evidence[0].reported_by or ""
    claim = _called(brief, position.claim)
    return _marked(_pick(brief, "near_second_hand").format(who=who, reporter=reporter, claim=claim), exhibit.n)


# ------------------------------------------------------------------------------------------------------------------ turns


def _open(brief: Brief) -> str:
    if not brief.exhibits:
        return _decline(brief)
    first, *rest = brief.exhibits
    parts = [_opened(brief, first), *_reason(brief, first)]
    parts += _others(brief, rest)
    parts.append(_voice(brief, "closers"))
    return _fit(parts, brief.limit)


def _claim(brief: Brief) -> str:
    if not brief.exhibits:
        return _decline(brief)
    first, *rest = brief.exhibits
    lead = _voice(brief, "openers" if _even(brief, "claim") else "connectives")
    parts = [lead + _point(brief, first), *_reason(brief, first)]
    parts += _others(brief, rest)
    return _fit(parts, brief.limit)


def _support(brief: Brief) -> str:
    if not brief.exhibits:
        return _decline(brief)
    lead = _pick(brief, "support").format(opponent=_opponent(brief))
    return _fit([lead + _points(brief), *_reason(brief, brief.exhibits[0])], brief.limit)


def _attack(brief: Brief) -> str:
    lead = _voice(brief, "rebuttals")
    parts = [lead, _echo(brief, lead)]
    if brief.exhibits:
        first, *rest = brief.exhibits
        parts += [_aimed(brief), _point(brief, first), *_reason(brief, first)]
        parts += _others(brief, rest)
        if _even(brief, "kick"):
            parts.append(_pick(brief, f"ask.{brief.aim or 'consequence'}"))
        return _fit(parts, brief.limit, keep=4)
    parts += [_ground(brief), _voice(brief, "closers") if _even(brief, "close") else ""]
    return _fit(parts, brief.limit, keep=3)


def _ask(brief: Brief) -> str:
    lead = _voice(brief, "questions")
    parts = [lead, _echo(brief, lead)]
    if brief.exhibits:
        parts += [_point(brief, brief.exhibits[0]), _pick(brief, f"ask.{brief.aim or 'premise'}")]
    elif brief.facts.get("ground"):
        parts += [_ground(brief)]
        if brief.facts["ground"] != "consequence":
            parts.append(_pick(brief, f"ask.{brief.aim or 'premise'}"))
    else:
        parts.append(_pick(brief, f"ask.{brief.aim or 'premise'}"))
    return _fit(parts, brief.limit, keep=len(parts))


def _ground(brief: Brief) -> str:
    """An objection made of what is on the record alone: see `bot.debate.grounds` for its facts."""
    facts = brief.facts
    ground = facts.get("ground", "")
    key = facts.get("modality", "hedge") if ground == "modality" else ground or "consequence"
    return _pick(brief, f"ground.{key}").format(
        opponent=_opponent(brief),
        earlier=_bare(facts.get("earlier", "")),
        reporter=facts.get("reported_by", ""),
        their_date=facts.get("their_date", ""),
        own_date=facts.get("own_date", ""),
        their_topic=facts.get("their_topic", ""),
        motion_topic=facts.get("motion_topic", "") or _motion(brief),
    )


def _reply(brief: Brief) -> str:
    """To a question, a challenge or somebody of the room: with fresh evidence, or from the own claim that was asked about."""
    target, facts = brief.target, brief.facts
    from_room = target is not None and not target.claim
    parts = [_pick(brief, "echo_interjection" if from_room else "answer").format(opponent=_from_room(brief))]
    if brief.exhibits:
        first, *rest = brief.exhibits
        if target is not None and target.claim and _even(brief, "echo"):
            parts.append(_echo(brief))
        parts += [*_others(brief, [first]), *_reason(brief, first)]
        parts += _others(brief, rest)
    elif facts.get("own"):
        parts.append(_pick(brief, "restate").format(claim=_stopped(_own(brief))))
        reason = facts.get("because", "")
        parts.append(_stopped(reason) if reason and not _heard(brief, _bare(reason)) else _own_manner(brief))
        parts.append(_voice(brief, "closers"))
    else:
        return _decline(brief)
    return _fit(parts, brief.limit, keep=2)


def _own(brief: Brief) -> str:
    """The own claim that was asked about, once more: in a variant that was not heard, else in neutral words."""
    position = brief.persona.by_id.get(brief.facts.get("own_id", "")) if brief.persona else None
    unheard = [s for s in position.says if not _heard(brief, s)] if position else []
    return unheard[0] if unheard else brief.facts["own"]


def _own_manner(brief: Brief) -> str:
    return say(brief.language, f"speech.own.{brief.facts.get('modality') or 'assert'}")


def _concede(brief: Brief) -> str:
    """Grants the direction on the topic, as far as own evidence goes, then turns.

    Never the opponent's very claim: that would put words into the mouth of somebody who only thinks alike.
    """
    topic = (brief.target.topic if brief.target else "") or _motion(brief)
    parts = [_pick(brief, "concede").format(topic=topic, opponent=_opponent(brief))]
    granted, turned = (brief.exhibits[:1], brief.exhibits[1:]) if len(brief.exhibits) > 1 else ((), brief.exhibits)
    parts += [_point(brief, exhibit) for exhibit in granted]
    for exhibit in turned[:1]:
        turn = _voice(brief, "concessions") or _pick(brief, "but")
        parts += [turn + _point(brief, exhibit), *_reason(brief, exhibit)]
    return _fit(parts, brief.limit, keep=3)


def _motion(brief: Brief) -> str:
    return brief.motion.rstrip("？?。")


def _decline(brief: Brief) -> str:
    topic = (brief.target.topic if brief.target else "") or brief.facts.get("topic", "") or _motion(brief)
    spoken = any(
        said.role == "persona" and said.speaker == _who(brief) and "[1]" in said.text for said in brief.history
    )
    return _pick(brief, "decline" if spoken else "decline_new").format(topic=topic)


def _sum_up(brief: Brief) -> str:
    points = list(brief.exhibits)[:3]
    if not points:
        return _decline(brief)
    counts, ordinals = bank(brief.language, "speech.counts"), bank(brief.language, "speech.ordinals")
    parts = [_pick(brief, "sum_up").format(count=counts[len(points) - 1])]
    for i, exhibit in enumerate(points):
        number = ordinals[i] if len(points) > 1 else ""
        parts.append(_marked(f"{number}{_bare(_summed(brief, exhibit))}。", exhibit.n))
    said = {_bare(e.position.claim) for e in points}
    unanswered = [c for c in map(_bare, brief.facts.get("unanswered", "").split("；")) if c and c not in said]
    if unanswered:
        parts.append(_pick(brief, "unanswered").format(claim=_called(brief, unanswered[0])))
    elif brief.target is not None and brief.target.claim:
        key = "standing_with" if brief.facts.get("one_side") else "standing"
        parts.append(_pick(brief, key).format(opponent=_opponent(brief), claim=_echoed(brief)))
    parts.append(_voice(brief, "closers"))
    return _fit(parts, brief.limit, keep=1 + len(points))


_MOVES: dict[str, Callable[[Brief], str]] = {
    "open": _open,
    "claim": _claim,
    "support": _support,
    "attack": _attack,
    "ask": _ask,
    "answer": _reply,
    "concede": _concede,
    "decline": _decline,
    "sum_up": _sum_up,
}


# ----------------------------------------------------------------------------------------------------------------- pieces


def _who(brief: Brief) -> str:
    assert brief.persona is not None
    return re.sub(r"[(（][^)）]*[)）]$", "", brief.member) if brief.member else brief.persona.name


def _opponent(brief: Brief) -> str:
    if brief.target is not None:
        return brief.target.speaker
    return brief.opponents[0] if brief.opponents else ""


def _from_room(brief: Brief) -> str:
    """Who put in a word. At a terminal they are called 我, which a persona can't say of them."""
    name = _opponent(brief)
    return say(brief.language, "speech.listener") if name in _MYSELF else name


def _opened(brief: Brief, exhibit: Exhibit) -> str:
    if exhibit.position.second_hand:
        return _point(brief, exhibit)  # somebody else's report: not in the persona's own manner
    return _voice(brief, "openers") + _point(brief, exhibit)


def _others(brief: Brief, exhibits: Sequence[Exhibit]) -> list[str]:
    """Further exhibits, each behind another connective. Somebody else's report takes none: it is not the persona's manner."""
    return [
        _point(brief, e) if e.position.second_hand else _voice(brief, "connectives", i) + _point(brief, e)
        for i, e in enumerate(exhibits)
    ]


def _points(brief: Brief) -> str:
    first, *rest = brief.exhibits
    return _point(brief, first) + "".join(_others(brief, rest))


def _point(brief: Brief, exhibit: Exhibit) -> str:
    """One exhibit in words, with its mark. Second-hand: as a report, never in the first person."""
    position = exhibit.position
    if position.second_hand:
        text = _relayed(brief, exhibit)
    elif position.says:
        text = _fresh(brief, position.says, position.id)
    else:
        claim = _bare(position.claim)
        first = say(brief.language, "speech.first_person") if _ATTITUDE.match(claim) else ""
        text = first + claim if first else _pick(brief, "claim_as_view", position.id).format(claim=claim)
    return _marked(text, exhibit.n)


_ATTITUDE = re.compile(r"(?:坚决|强烈)(?:反对|支持|呼吁)|希望(?![很渺不在还仍就是的])|呼吁|期待(?!的)|建议(?![零的价书是很])|相信")
"""A claim that begins like this has lost its subject: 我希望…, where 照我看，希望… is no sentence."""


def _relayed(brief: Brief, exhibit: Exhibit) -> str:
    reporter = exhibit.position.evidence[0].reported_by or ""
    claim = _called(brief, exhibit.position.claim)
    return _pick(brief, "second_hand", exhibit.position.id).format(reporter=reporter, claim=claim)


def _summed(brief: Brief, exhibit: Exhibit) -> str:
    """The shortest way to say an exhibit once more: a closing comes back to it in few words."""
    position = exhibit.position
    if position.second_hand:
        return _relayed(brief, exhibit)
    unheard = [o for o in sorted(position.says, key=len) if not _heard(brief, o)]
    return unheard[0] if unheard else _called(brief, position.claim)


def _reason(brief: Brief, exhibit: Exhibit) -> list[str]:
    because = exhibit.position.because
    if not because or exhibit.position.second_hand or _heard(brief, because):
        return []
    return [_marked(_pick(brief, "because", exhibit.position.id).format(because=_stopped(because)), exhibit.n)]


def _echo(brief: Brief, lead: str = "") -> str:
    """What the other just said, in neutral words of ours (no quotation marks: they are not the speaker's own).

    `lead` is what stands before it. Where that calls the opponent (傅盛，…) the echo says `你`; where it speaks of them
    (请傅盛算一算，…) the echo names nobody.
    """
    if brief.target is None:
        return ""
    if not brief.target.claim:
        return _pick(brief, "echo_interjection").format(opponent=_from_room(brief))
    claim = _echoed(brief)
    if brief.facts.get("target_kind") == "question":
        key = "echo_mine"  # what is asked about is one's own claim
    else:
        key = _address(lead, brief.target.speaker)
        if len(claim) <= HANDLE and claim != _bare(brief.target.claim) and brief.target.claim.startswith(claim):
            key = "echo_again"  # its first clause alone: half a sentence can't be what somebody "said"
    if not _bare(brief.target.claim).startswith(claim):
        key = "echo_handle"  # the topic in place of the claim: nobody "said" that
    return _pick(brief, key).format(opponent=brief.target.speaker, claim=claim)


def _address(lead: str, opponent: str) -> str:
    """How an echo behind `lead` names the opponent: by name, as 你, or not again."""
    if opponent not in lead:
        return "echo"
    called = "你" in lead or re.search(rf"{re.escape(opponent)}(?:[，：。,:!！]|$)", lead.strip())
    return "echo_you" if called else "echo_bare"


def _echoed(brief: Brief) -> str:
    """The claim answered, cut at the last clause that still fits where it is long.

    Once a persona has spoken it in full it is called by its first clause: nobody wants to hear it three times.
    """
    return _called(brief, brief.target.claim, brief.target.topic) if brief.target else ""


def _called(brief: Brief, text: str, topic: str = "") -> str:
    claim = _bare(text)
    ends = [m.start() for m in re.finditer("[，；：,;]", claim)]
    said = [s.text for s in brief.history if s.role == "persona"]
    if any(in_language(brief.language, claim[:HEARD]) in text for text in said):
        first = next((claim[:end] for end in ends if 7 <= end <= HANDLE), "")
        if first and _tells(first):
            return first
        if first:  # 在企业里做大模型 is no point yet: what follows it is
            edges = [-1, *ends, len(claim)]
            for begin, end in itertools.pairwise(edges):
                if len(first) < end <= ECHO and _tells(claim[begin + 1 : end]):
                    return claim[:end]
        if len(claim) > HANDLE and topic:
            return _pick(brief, "handle").format(topic=topic)
    if len(claim) <= ECHO:
        return claim
    fitting = [end for end in ends if 12 <= end <= ECHO]
    return claim[: fitting[-1]] if fitting else claim


_LEADS_UP = re.compile(
    r"(?:在|从|对于?|当|如果|要是|只要|虽然|尽管|由于|因为|根据|随着|到|据|作为|除了|与|和|跟|比起|相比|相较|一方面|去年|今年|明年|目前|长期来看|\d)"
)
_PREDICATES = re.compile(r"[是有会能要在不没太很更最了被把让使做成得为该可正将难错少多大高低对还都就]|第一")


def _tells(clause: str) -> bool:
    """Whether a first clause says something by itself, and does not only set the scene for the next."""
    return not _LEADS_UP.match(clause) and bool(_PREDICATES.search(clause))


def _aimed(brief: Brief) -> str:
    if not brief.aim:
        return ""
    topic = brief.facts.get("topic", "")
    return _pick(brief, f"aim.{brief.aim}").format(topic=topic)


def _voice(brief: Brief, name: str, nth: int = 0) -> str:
    """A phrase of the persona's own, not heard before in this debate where there is one; `nth` others for one turn."""
    assert brief.persona is not None
    phrases: Sequence[str] = getattr(brief.persona.voice, name)
    if not phrases:
        return ""
    return _fresh(brief, phrases, name, nth).replace("{opponent}", _opponent(brief))


def _pick(brief: Brief, key: str, salt: str = "") -> str:
    return _fresh(brief, bank(brief.language, f"speech.{key}"), key + salt)


def _fresh(brief: Brief, options: Sequence[str], salt: str, nth: int = 0) -> str:
    """One of the options: by hash, among those whose words were heard least in this debate."""
    ranked = sorted(options, key=lambda option: (_heard(brief, option), _hash(brief, salt + option)))
    return ranked[nth % len(ranked)]


def _heard(brief: Brief, phrase: str) -> int:
    """How often the phrase's longest fixed part was heard before."""
    fixed = max(re.split(r"\{[a-z_]+\}", phrase), key=len).strip(_ENDINGS + "，,：: ")
    fixed = in_language(brief.language, fixed)
    return sum(fixed in said.text for said in brief.history) if fixed else 0


def _even(brief: Brief, salt: str) -> bool:
    return _hash(brief, salt) % 2 == 0


def _hash(brief: Brief, salt: str) -> int:
    key = f"{brief.seed}|{brief.persona.id if brief.persona else ''}|{len(brief.history)}|{salt}"
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")


def _bare(text: str) -> str:
    return text.strip().rstrip(_ENDINGS)


def _stopped(text: str) -> str:
    text = text.strip()
    return text if text and text[-1] in _ENDINGS else text + "。"


def _marked(text: str, n: int) -> str:
    """The mark goes behind the last sentence end: `……不做了。[2]`."""
    return f"{_stopped(text)}[{n}]"


def _fit(parts: Iterable[str], limit: int, keep: int = 1) -> str:
    """Whole parts in order while they fit; the first `keep` always stay."""
    text = ""
    for i, part in enumerate(p for p in parts if p):
        if i >= keep and len(text) + len(part) > limit:
            continue
        text += part
    return text
