"""What the moderator says without a model: who stands where, what comes next, what remained. Words from `speech.moderator`."""

from __future__ import annotations

from bot.lang import say
from bot.speech.brief import Brief, Exhibit


def moderate(brief: Brief) -> str:
    """The moderator's words for `facts["part"]`. Which facts each part needs is written above its function."""
    return _PARTS[brief.facts["part"]](brief)


def _line(brief: Brief, key: str, **values: str) -> str:
    return say(brief.language, f"speech.moderator.{key}", **values)


def _sep(brief: Brief) -> str:
    return say(brief.language, "speech.list_sep")


def _gap(brief: Brief) -> str:
    return " " if brief.language == "en" else ""


def _framing(brief: Brief) -> str:
    """format, seats, turns; pro, con, neutral: names joined; proposition, negation where all of that side hold it; silent."""
    facts = brief.facts
    lines = [_line(brief, "framing", motion=brief.motion)]
    lines.append(_line(brief, "format", format=facts["format"], seats=facts["seats"], turns=facts["turns"]))
    if not facts.get("agreed"):
        if facts.get("pro"):
            key = "pro" if facts.get("proposition") else "pro_leans"
            lines.append(_line(brief, key, names=facts["pro"], proposition=facts.get("proposition", "")))
        if facts.get("con"):
            key = "con" if facts.get("negation") else "con_leans"
            lines.append(_line(brief, key, names=facts["con"], negation=facts.get("negation", "")))
        if facts.get("neutral"):
            lines.append(_line(brief, "neutral", names=facts["neutral"]))
    if brief.exhibits:
        lines.append(_line(brief, "leads"))
        lines += ["· " + _lead(brief, exhibit) for exhibit in brief.exhibits]
    lines += ["· " + _line(brief, "no_word", name=name) for name in facts.get("silent", "").split("|") if name]
    return "\n".join(lines)


def _agreed(brief: Brief) -> str:
    """nobody: set where none has a word on the motion; better: motions with two-sided evidence, joined."""
    lines = [_line(brief, "nobody" if brief.facts.get("nobody") else "agreed")]
    if brief.facts.get("better"):
        lines.append(_line(brief, "better", motions=brief.facts["better"]))
    return "\n".join(lines)


def _lead(brief: Brief, exhibit: Exhibit) -> str:
    name = brief.facts.get(f"name:{exhibit.n}", exhibit.position.speaker)
    return _line(brief, "lead", name=name, claim=exhibit.position.claim.rstrip("。."), mark=f"。[{exhibit.n}]")


def _handover(brief: Brief) -> str:
    """disputed, disputed_by: the claim most fought over so far, where there is one."""
    text = _line(brief, "handover", phase=brief.phase)
    if brief.facts.get("disputed"):
        mark = f"[{brief.exhibits[0].n}]" if brief.exhibits else ""
        claim = brief.facts["disputed"].rstrip("。.")
        text += _gap(brief) + _line(brief, "disputed", name=brief.facts["disputed_by"], claim=claim) + mark
    return text


def _audience(brief: Brief) -> str:
    """name, question: of the listener; without them nobody asked."""
    if not brief.facts.get("question"):
        return _line(brief, "audience_none")
    return _line(brief, "audience", name=brief.facts["name"], question=brief.facts["question"])


def _vote(brief: Brief) -> str:
    """which: counted (counts as text) | result (before, after: counts as text; winner: pro | con | '')."""
    if brief.facts["which"] != "result":
        return _line(brief, "counted", counts=brief.facts["counts"])
    winner = brief.facts.get("winner", "")
    verdict = (
        _line(brief, "swing_winner", side=say(brief.language, f"speech.sides.{winner}"))
        if winner
        else _line(brief, "swing_level")
    )
    return _line(brief, "swing", before=brief.facts["before"], after=brief.facts["after"], winner=verdict)


def _summary(brief: Brief) -> str:
    """topics; left, left_claim, right, right_claim (the hardest exchange); dropped_by, dropped; conceded_by, conceded."""
    facts = brief.facts
    if not facts.get("topics"):
        better = [_line(brief, "better", motions=facts["better"])] if facts.get("better") else []
        return "\n".join([_line(brief, "nothing"), *better])
    lines = [_line(brief, "summary", topics=facts["topics"])]
    if facts.get("left_claim") and facts.get("right_claim"):
        claims = {key: _cited(brief, facts[key]) for key in ("left_claim", "right_claim")}
        lines.append(_line(brief, "clash", left=facts["left"], right=facts["right"], **claims))
    if facts.get("conceded"):
        lines.append(_line(brief, "conceded", name=facts["conceded_by"], claim=_cited(brief, facts["conceded"])))
    if facts.get("dropped"):
        lines.append(_line(brief, "dropped", name=facts["dropped_by"], claim=_cited(brief, facts["dropped"])))
    elif facts.get("left_claim"):
        lines.append(_line(brief, "no_dropped"))
    lines.append(_line(brief, "no_winner"))
    return "\n".join(lines)


def _cited(brief: Brief, claim: str) -> str:
    """The claim with the mark of the exhibit that carries it."""
    for exhibit in brief.exhibits:
        if exhibit.position.claim.rstrip("。.！!？?") == claim:
            return f"{claim}[{exhibit.n}]"
    return claim


def _panel(brief: Brief) -> str:
    """agree:<i>, disagree:<i> with fields joined by |; silent: names."""
    lines = []
    for key, value in brief.facts.items():
        kind = key.partition(":")[0]
        if kind == "agree":
            topic, left, right, proposition = value.split("|")
            lines.append(
                say(brief.language, "speech.panel.agree", topic=topic, left=left, right=right, proposition=proposition)
            )
        elif kind == "disagree":
            topic, left, right, left_view, right_view = value.split("|")
            values = {"topic": topic, "left": left, "right": right, "left_view": left_view, "right_view": right_view}
            lines.append(say(brief.language, "speech.panel.disagree", **values))
    if not lines:
        lines.append(say(brief.language, "speech.panel.no_meeting"))
    if brief.facts.get("silent"):
        names = brief.facts["silent"].replace("|", _sep(brief))
        lines.append(say(brief.language, "speech.panel.silent", names=names))
    return "\n".join(lines)


_PARTS = {
    "framing": _framing,
    "agreed": _agreed,
    "handover": _handover,
    "audience": _audience,
    "vote": _vote,
    "summary": _summary,
    "panel": _panel,
}
