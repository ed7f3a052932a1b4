"""From a motion and some names to a plan for a debate. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.debate import seating
from bot.debate.table import Table
from bot.errors import RequestError
from bot.lang import Sentence, say
from bot.persona.model import Persona, Position, Topics
from bot.ports import Asker, DebatePlan, ProposedMotion
from bot.recall.finder import Finder
from bot.roundtable.tidying import one_line

if TYPE_CHECKING:
    from bot.debate.formats import Format
    from bot.roundtable.answering import Materials

MOTION_LIMIT = 200  # characters


def plan_debate(
    materials: Materials,
    formats: Mapping[str, Format],
    motion: str,
    who: Sequence[str],
    format_name: str,
    rounds: int | None,
    seed: int,
    asker: Asker,
) -> DebatePlan:
    """Who sits where on this motion. Raises RequestError, UnknownPersona, UnknownFormat with a sentence for the user."""
    from bot.debate.formats import find_format  # for those who debate: see wiring.read_files

    motion = _asked(motion)
    fmt = find_format(format_name, formats)
    if rounds is not None:
        fmt = fmt.with_rounds(rounds)
    on = turns_on(materials.finder, motion)
    if who:
        seats = _named(materials, who, fmt, motion, on)
    else:
        everyone = {p.id: p for p in materials.shelf.all()}
        table = lay_table(materials, everyone, motion, on)
        seats = seating.propose_seats(table, fmt.seats.min, seed)
    if len(seats.seats) < 2:
        raise RequestError(Sentence("refusals.no_pair"))
    notes, better = _honest(materials, seats, motion, asker.language)
    return DebatePlan(
        motion=motion,
        format=fmt.as_data(),
        format_name=fmt.label,
        seats=seats.seats,
        seed=seed,
        on=on,
        agreed=seats.agreed,
        turns=fmt.turns(len(seats.seats)),
        tokens=0,
        cost=0.0,
        engine=asker.engine or ("offline",),
        language=asker.language,
        notes=notes,
        better=better,
    )


def apart(personas: Mapping[str, Persona]) -> dict[str, Persona]:
    """The same, but no archetype speaks with the words of a voice that sits at the table itself."""
    present = {e.speaker for p in personas.values() if p.kind != "archetype" for q in p.positions for e in q.evidence}
    return {i: p.without(present) if p.kind == "archetype" else p for i, p in personas.items()}


def turns_on(finder: Finder, motion: str) -> tuple[tuple[str, int], ...]:
    """The topics a motion turns on, each with its sign, the main one first."""
    return tuple((topic, 1 if sign > 0 else -1) for topic, _, sign in finder.topics_of(motion))


def lay_table(
    materials: Materials, personas: Mapping[str, Persona], motion: str, on: Sequence[tuple[str, int]]
) -> Table:
    """What the planner looks at, with recall's view of the motion and of any claim."""
    relevance = _relevance(materials, apart(personas).values(), motion)

    def affinity(text: str, among: Sequence[Position]) -> dict[str, float]:
        return {hit.position: hit.score for hit in materials.finder.rank(text, among)}

    return Table(apart(personas), materials.topics, tuple(on), relevance, affinity, materials.sources)


def _relevance(materials: Materials, personas: Iterable[Persona], motion: str) -> dict[str, float]:
    """0..1 by position id, as recall scores it. Whoever has said nothing to the point by recall's own judgement is left
    out, and nothing is scaled to the best: the best of what has nothing to do with the motion is still nothing."""
    speaking = [p for p in personas if materials.finder.find(p, motion).level != "none"]
    hits = materials.finder.rank(motion, [q for p in speaking for q in p.positions])
    return {hit.position: min(1.0, hit.score) for hit in hits}


def propose_motions(materials: Materials, limit: int) -> list[ProposedMotion]:
    """Motions with evidence on both sides among all who may speak."""
    everyone = {p.id: p for p in materials.shelf.all()}
    found = seating.propose_motions(Table(everyone, materials.topics), limit)
    return [ProposedMotion(m.text, m.pro, m.con, m.evidence, m.personas) for m in found]


def _named(
    materials: Materials, who: Sequence[str], fmt: Format, motion: str, on: Sequence[tuple[str, int]]
) -> seating.Seating:
    matches = [materials.shelf.find(name) for name in who]
    personas = {m.persona.id: m.persona for m in matches}
    personas = apart(personas)
    if len(personas) < len(matches):
        raise RequestError(Sentence("refusals.two_seats"))
    if len(matches) < 2:
        raise RequestError(Sentence("refusals.one_seat"))
    if not fmt.seats.min <= len(matches) <= fmt.seats.max:
        sizes = f"{fmt.seats.min}" if fmt.seats.min == fmt.seats.max else f"{fmt.seats.min}–{fmt.seats.max}"
        other = _other(fmt, len(matches))
        raise RequestError(Sentence("refusals.seats", format=fmt.label, sizes=sizes, count=len(matches), other=other))
    members = {m.persona.id: m.member for m in matches if m.member}
    return seating.sides(lay_table(materials, personas, motion, on), list(personas.values()), members)


def _other(fmt: Format, count: int) -> Sentence:
    """What to do about a number of seats that this format hasn't."""
    if count > 6:
        return Sentence("refusals.seats_fewer", count=count - fmt.seats.max)
    return Sentence("refusals.seats_format", count=count, format="标准" if count == 2 else "圆桌")


def _honest(
    materials: Materials, seats: seating.Seating, motion: str, language: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What has to be said before it begins: who agrees, who has nothing to say, and which motions would divide them."""
    names = {s.persona: s.name for s in seats.seats}
    notes = [say(language, "table.silent", name=names[p]) for p in seats.silent]
    if len(seats.silent) == len(seats.seats):
        notes = [say(language, "table.nobody")]
    elif seats.agreed:
        notes.insert(0, say(language, "table.agreed"))
    elif not seats.divided:
        notes.insert(0, say(language, "table.one_side"))
    if seats.divided and not seats.silent:
        return tuple(notes), ()
    people = {p.id: p for p in materials.shelf.all() if p.id in names}
    found = seating.propose_motions(Table(people, materials.topics), 3)
    return tuple(notes), tuple(m.text for m in found if m.text != motion)


def proposition(topics: Topics, on: Sequence[tuple[str, int]], sign: int, motion: str, language: str) -> str:
    """What the side `sign` holds: the main topic's proposition or its negation, else the motion itself."""
    if on and (topic := topics.by_id.get(on[0][0])):
        if on[0][1] * sign > 0:
            return topic.proposition
        if topic.negation:
            return topic.negation
    key = "table.for" if sign > 0 else "table.against"
    return say(language, key, motion=motion.rstrip("？?。"))


def _asked(motion: str) -> str:
    motion = one_line(motion)
    if not motion:
        raise RequestError(Sentence("refusals.empty_motion"))
    if len(motion) > MOTION_LIMIT:
        raise RequestError(Sentence("refusals.long_motion", characters=len(motion), limit=MOTION_LIMIT))
    return motion
