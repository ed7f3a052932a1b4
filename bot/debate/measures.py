"""How good a debate was, from its records and the table alone: no model, no text but what was said.

The records are taken as they are, legal or not: a shuffled or doctored debate is measured too, and measures worse.

    key                 what                                                                     better
    turns               turns spoken                                                             -
    topicality          turns that word, answer or come back to something bearing on the motion  1
    linkage             non-opening turns that answer an opponent's live claim or question       1
    dropped             claims that nobody ever answered, of all claims                          0
    repetition          highest 4-gram Jaccard of a turn with an earlier one, quotations removed 0
    repetition_mean     the mean of each turn's highest                                          0
    evidence            positions worded that carry their right citation                         1
    evidence_reuse      citations a speaker had used before (closings may), as a count           0
    citation_precision  citations that are the speaker's, right to the offset, and marked        1
    stance_consistency  positions worded by their owner and not against its side                 1
    balance             characters of the quieter bench ÷ those of the louder                    1
    time_safety         turns with nothing later than their speaker's as_of                      1
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.debate.events import Citation, Interjected, Opened, PhaseBegan, Record, TurnSpoken
from bot.debate.ledger import Ledger
from bot.debate.seating import benches, opponents
from bot.debate.table import Table

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"]*\"")
_MARK = re.compile(r"\[\d+\]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Scene:
    """A debate's records taken apart: the opening event, the turns in order, what the room said."""

    opened: Opened
    turns: tuple[tuple[int, TurnSpoken], ...]
    remarks: frozenset[int]
    openings: frozenset[int]  # turns in a phase of openings

    @classmethod
    def of(cls, records: Sequence[Record]) -> Scene:
        """Raises ValueError where the debate was never opened."""
        opened = next((r.event for r in records if isinstance(r.event, Opened)), None)
        if opened is None:
            raise ValueError("these records have no Opened")
        turns = tuple((r.seq, r.event) for r in records if isinstance(r.event, TurnSpoken))
        remarks = frozenset(r.seq for r in records if isinstance(r.event, Interjected))
        kinds = [str(p.get("kind")) for p in opened.format.get("phases", ())]
        openings, kind = set(), ""
        for r in records:
            if isinstance(r.event, PhaseBegan):
                kind = kinds[r.event.index] if r.event.index < len(kinds) else ""
            elif isinstance(r.event, TurnSpoken) and (kind == "opening" or r.event.move == "open"):
                openings.add(r.seq)
        return cls(opened, turns, remarks, frozenset(openings))

    @property
    def own(self) -> tuple[tuple[int, TurnSpoken], ...]:
        """The turns that did not answer the room."""
        return tuple((s, t) for s, t in self.turns if t.target not in self.remarks)


def measure(records: Sequence[Record], table: Table) -> dict[str, float]:
    """All measures of the table in the docstring, shares as 0..1. Raises ValueError where the debate was never opened."""
    scene = Scene.of(records)
    linked, claims, dropped = _linkage(scene)
    cited = [(t, c) for _, t in scene.turns for c in t.citations]
    highest = repetitions([t.text for _, t in scene.turns])
    return {
        "turns": len(scene.turns),
        "topicality": _share([_on_topic(t, table) for _, t in scene.own]),
        "linkage": _share(linked),
        "dropped": round(dropped / claims, 4) if claims else 0.0,
        "repetition": round(max(highest, default=0.0), 4),
        "repetition_mean": round(sum(highest) / len(highest), 4) if highest else 0.0,
        "evidence": _share([_is_cited(i, t, table) for _, t in scene.turns for i in (*t.positions, *t.returns)]),
        "evidence_reuse": _reuse(scene),
        "citation_precision": _share([_is_right(c, t, table) for t, c in cited]),
        "stance_consistency": _share(_stances(scene, table)),
        "balance": _balance(scene),
        "time_safety": _share([_in_time(t, table) for _, t in scene.turns]),
    }


def _share(flags: Sequence[bool]) -> float:
    return round(sum(flags) / len(flags), 4) if flags else 1.0


# ------------------------------------------------------------------------------------------------------------- repetition


def grams(text: str, n: int = 4) -> frozenset[str]:
    """The runs of `n` letters or digits in a text without quotations and marks, width and case folded."""
    bare = _MARK.sub("", _QUOTED.sub("", unicodedata.normalize("NFKC", text))).casefold()
    letters = "".join(c for c in bare if c.isalnum())
    return frozenset(letters[i : i + n] for i in range(len(letters) - n + 1))


def repetitions(texts: Sequence[str]) -> list[float]:
    """For each turn its highest Jaccard with any earlier one."""
    seen: list[frozenset[str]] = []
    highest = []
    for text in texts:
        own = grams(text)
        highest.append(max((len(own & g) / len(own | g) for g in seen if own | g), default=0.0))
        seen.append(own)
    return highest


# ---------------------------------------------------------------------------------------------------------------- linkage


def _linkage(scene: Scene) -> tuple[list[bool], int, int]:
    """For each non-opening turn whether it answers an opponent; then how many claims there were and how many were dropped."""
    ledger, linked, seated = Ledger(), [], {s.persona for s in scene.opened.seats}
    for seq, turn in scene.turns:
        if seq not in scene.openings and turn.target not in scene.remarks and turn.speaker in seated:
            linked.append(_answers_opponent(scene, ledger, turn))
        ledger = ledger.after(seq, turn)
    claims = [c for c in ledger.claims if c.position]
    return linked, len(claims), sum(c.state == "open" for c in claims)


def _answers_opponent(scene: Scene, ledger: Ledger, turn: TurnSpoken) -> bool:
    if turn.target is None or turn.move == "decline":
        return False
    across = set(opponents(scene.opened.seats, turn.speaker))
    if turn.move in ("attack", "ask", "concede"):  # whom one goes against is an opponent, whatever the side
        across = {s.persona for s in scene.opened.seats} - {turn.speaker}
    there = [c for c in ledger.at(turn.target) if c.live and c.speaker in across]
    if turn.against:
        return any(c.position == turn.against for c in there)
    return any(c.question and c.to == turn.speaker for c in ledger.at(turn.target) if c.live)


# --------------------------------------------------------------------------------------------------------------- evidence


def _is_right(citation: Citation, turn: TurnSpoken, table: Table) -> bool:
    """Owner, offsets and mark: the position is the speaker's, the evidence is one of its own, and [n] stands in the text."""
    position = table.positions.get(citation.position)
    persona = table.personas.get(turn.speaker)
    if position is None or persona is None or citation.position not in persona.by_id:
        return False
    key = (citation.source, citation.line, citation.start, citation.end, citation.kind, citation.speaker)
    known = {(e.source, e.line, e.start, e.end, e.kind, e.speaker) for e in position.evidence}
    return key in known and f"[{citation.n}]" in turn.text


def _is_cited(position: str, turn: TurnSpoken, table: Table) -> bool:
    return any(c.position == position and _is_right(c, turn, table) for c in turn.citations)


def _reuse(scene: Scene) -> int:
    """Citations of a position or of a passage that the same speaker had cited in an earlier turn. Closings may."""
    used: dict[str, set[object]] = {}
    again = 0
    for _, turn in scene.turns:
        before = used.setdefault(turn.speaker, set())
        keys = {c.position: (c.source, c.start, c.end) for c in turn.citations}
        if turn.move != "sum_up":
            again += sum(p in before or span in before for p, span in keys.items())
        before.update(keys, keys.values())
    return again


def _stances(scene: Scene, table: Table) -> list[bool]:
    """For each position worded: its owner speaks it, and it is not against the side its owner sits on.

    What a concession grants may be; that is what conceding is.
    """
    found = []
    sides = {s.persona: s.side for s in scene.opened.seats}
    for _, turn in scene.turns:
        persona = table.personas.get(turn.speaker)
        for n, i in enumerate((*turn.positions, *turn.returns)):
            if persona is None or i not in persona.by_id:
                found.append(False)
                continue
            effect, side = table.effect(persona.by_id[i]), sides.get(turn.speaker, "none")
            against = (side == "pro" and effect < 0) or (side == "con" and effect > 0)
            granting = turn.move == "concede" and n == 0
            room = turn.target in scene.remarks
            found.append(granting or room or not against)
    return found


# ----------------------------------------------------------------------------------------------------------------- others


def _on_topic(turn: TurnSpoken, table: Table) -> bool:
    """It words or comes back to a position that bears on the motion, or speaks to a claim that does.

    Declining to speak on it is on it too.
    """
    ids = {*turn.positions, *turn.returns}
    if ids & table.relevant:
        return True
    claim = table.positions.get(turn.against)
    if claim is not None and claim.id in table.relevant:
        return not ids or any(table.answers(table.positions[i], claim) for i in ids if i in table.positions)
    return not ids and not turn.against and turn.move in ("decline", "answer")


def _balance(scene: Scene) -> float:
    said: dict[str, int] = {}
    for _, turn in scene.turns:
        said[turn.speaker] = said.get(turn.speaker, 0) + len(turn.text)
    first, second = (sum(said.get(p, 0) for p in bench) / max(1, len(bench)) for bench in benches(scene.opened.seats))
    return round(min(first, second) / max(first, second), 4) if max(first, second) else 1.0


def _in_time(turn: TurnSpoken, table: Table) -> bool:
    """No source and no year in the text is later than what the speaker can know."""
    persona = table.personas.get(turn.speaker)
    if persona is None:
        return False
    limit = persona.as_of.isoformat()
    published = [
        table.sources.by_id[c.source].published
        for c in turn.citations
        if table.sources and c.source in table.sources.by_id
    ]
    return all(p[: len(p)] <= limit[: len(p)] for p in published) and all(
        int(y) <= persona.as_of.year for y in _YEAR.findall(turn.text)
    )
