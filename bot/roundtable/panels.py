"""Who sits on a panel, and who agrees with whom: by the stance of the positions that carry each answer, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import RequestError
from bot.lang import Sentence
from bot.persona.model import Persona, Topics
from bot.persona.shelf import Match, Shelf
from bot.ports import Agreement
from bot.recall.finder import Finder
from bot.recall.finding import Finding

SIZE = 5
ENOUGH = 4
_ORDER = {"stated": 0, "near": 1}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two answers on one topic, each with the sign of its view of the topic's proposition."""

    agreement: Agreement
    left: int
    right: int


def who_has_a_word(shelf: Shelf, finder: Finder, question: str) -> list[Match]:
    """Up to five named voices with most to say, at most two of one opinion while there are others."""
    rows: list[tuple[int, float, str, int, Persona]] = []
    for persona in shelf.all():
        if persona.kind == "archetype":
            continue
        finding = finder.find(persona, question)
        if finding.level != "none":
            sign = _sign(persona.by_id[finding.hits[0].position].stance)
            rows.append((_ORDER[finding.level], -finding.confidence, persona.id, sign, persona))
    if not rows:
        raise RequestError(Sentence("refusals.nobody_spoke"))
    rows.sort(key=lambda row: row[:3])
    stated = [row for row in rows if row[0] == 0]
    if len(stated) < ENOUGH:  # few have said just this: those who came near it complete the panel
        stated = rows[:ENOUGH]
    chosen = [row for sign in (1, -1, 0) for row in [r for r in stated if r[3] == sign][:2]]
    chosen += [row for row in stated if row not in chosen]
    ranked = sorted(chosen[:SIZE], key=lambda row: row[:3])
    return [Match(persona=row[4], member=None, score=1.0, how="id") for row in ranked]


def views(persona: Persona, finding: Finding) -> dict[str, int]:
    """topic → sign, from the positions that carry the answer; those that take no side are left out."""
    found: dict[str, int] = {}
    for position_id in finding.worded:
        position = persona.by_id[position_id]
        if position.stance:
            found.setdefault(position.topic, _sign(position.stance))
    return found


def meetings(names: Sequence[str], views: Sequence[dict[str, int]]) -> list[Meeting]:
    """Every pair that speaks to one topic, on the first topic they share."""
    found = []
    for i, left in enumerate(names):
        for j in range(i + 1, len(names)):
            topic = next((t for t in views[i] if t in views[j]), None)
            if topic is not None:
                a, b = views[i][topic], views[j][topic]
                found.append(Meeting(Agreement(left, names[j], topic, "agree" if a == b else "disagree"), a, b))
    return found


def facts(topics: Topics, meetings: Sequence[Meeting], silent: Sequence[str]) -> dict[str, str]:
    """The finished values that `speech.moderating` words."""
    values: dict[str, str] = {}
    for i, meeting in enumerate(meetings):
        a = meeting.agreement
        topic = topics.by_id[a.topic]
        view = {1: topic.proposition, -1: topic.negation or f"不是“{topic.proposition}”"}
        if a.kind == "agree":
            values[f"agree:{i}"] = "|".join((a.topic, a.left, a.right, view[meeting.left]))
        else:
            values[f"disagree:{i}"] = "|".join((a.topic, a.left, a.right, view[meeting.left], view[meeting.right]))
    if silent:
        values["silent"] = "|".join(silent)
    return values


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
