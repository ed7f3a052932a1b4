"""A server's own personas beside those of the operator: one library, every id of it unlike any other server's."""

from __future__ import annotations

from dataclasses import replace

from bot.persona.files import Library
from bot.persona.model import Persona, Position, Topic, Topics

_MERGED = ("public_figure", "organisation", "pseudonym")  # who is the same person under the same name


def joined(base: Library, own: Library, server: str) -> Library:
    """`base` with the personas, topics and sources of `own` added. `server` is a number or a slug.

    Whoever is in both under one name becomes one persona, with the operator's voice and everybody's positions. A topic both
    have under one name with different propositions is kept apart: a stance on one says nothing about the other.
    """
    known = base.topics.by_id
    fresh = [t for t in own.topics.topics if t.id not in known or known[t.id].proposition != t.proposition]
    apart = {t.id: f"{t.id}（{server[-4:]}）" for t in fresh if t.id in known}
    topics = [t.replaced(id=apart.get(t.id, t.id), leans=()) for t in fresh]
    people = {p.id: p for p in base.personas}
    names = {n: p.id for p in base.personas if p.kind in _MERGED for n in (p.name, *p.names.aliases)}
    for persona in own.personas:
        there = people.get(names.get(persona.name, "")) if persona.kind in _MERGED else None
        id = there.id if there else f"{persona.id[: 63 - len(server)]}-{server}"
        mark = f"{server}-" if there else ""
        positions = tuple(_moved(q, f"{id}/{mark}{q.id.rsplit('/', 1)[-1]}", apart, server) for q in persona.positions)
        if there:
            latest = max(there.as_of, persona.as_of)
            people[id] = there.replaced(positions=(*there.positions, *positions), as_of=latest)
        else:
            people[id] = persona.replaced(id=id, positions=positions, relations=())
    sources = [s.replaced(id=source_id(s.id, server)) for s in own.sources.sources]
    return replace(
        base,
        personas=tuple(people.values()),
        topics=_with(base.topics, topics),
        sources=base.sources.replaced(sources=(*base.sources.sources, *sources)),
    )


def source_id(id: str, server: str) -> str:
    """What a server's source is called outside its folder."""
    return f"{id[: 63 - len(server)]}-{server}"


def _moved(position: Position, id: str, topics: dict[str, str], server: str) -> Position:
    evidence = tuple(e.replaced(source=source_id(e.source, server)) for e in position.evidence)
    return position.replaced(id=id, topic=topics.get(position.topic, position.topic), evidence=evidence)


def _with(topics: Topics, more: list[Topic]) -> Topics:
    return topics.replaced(topics=(*topics.topics, *more))


def names_of(personas: tuple[Persona, ...]) -> tuple[str, ...]:
    """Display names, each once."""
    return tuple(dict.fromkeys(p.name for p in personas))
