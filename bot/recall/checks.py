"""The personas' own tests: each `checks:` entry is a question and what must come out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import Mistake
from bot.persona.model import Check, Persona, Topics
from bot.recall.finder import Finder


def run_checks(personas: Sequence[Persona], topics: Topics, finder: Finder | None = None) -> list[Mistake]:
    """Ask every check of every persona; one mistake for each that comes out otherwise. Lines are not known here (0)."""
    finder = finder or Finder(personas, topics)
    return [
        mistake
        for persona in personas
        for at, check in enumerate(persona.checks)
        if (mistake := _run(finder, persona, check, f"checks[{at}]")) is not None
    ]


def _run(finder: Finder, persona: Persona, check: Check, key: str) -> Mistake | None:
    file = f"personas/{persona.id}.yaml"
    local = {p.id.rsplit("/", 1)[-1]: p.id for p in persona.positions}
    if unknown := [c for c in check.cites if c not in local and c not in persona.by_id]:
        return Mistake(
            file,
            0,
            key,
            f"cites {', '.join(unknown)}: this persona has no such position",
            f"there are {', '.join(local)}",
        )
    asked = persona
    if check.as_ is not None:
        member = next((m.name for m in persona.members if check.as_ in (m.name, *m.aliases)), check.as_)
        asked = persona.only(member)
        if not asked.positions:
            return Mistake(
                file, 0, key, f"as {check.as_}: no position here is theirs", "name a member as in `members:`"
            )
    found = finder.find(asked, check.ask)
    if check.level is not None and found.level != check.level:
        return Mistake(
            file, 0, key, f"“{check.ask[:40]}” came out as {found.level}, not {check.level}", _seen(found.hits[:1])
        )
    if check.cites:
        first = found.hits[0].position if found.hits else ""
        if first not in {local.get(c, c) for c in check.cites}:
            wanted = " or ".join(check.cites)
            got = first.rsplit("/", 1)[-1] or "nothing"
            return Mistake(
                file,
                0,
                key,
                f"“{check.ask[:40]}” found {got} first, not {wanted}",
                "give that position keywords people would ask with",
            )
    return None


def _seen(hits: Sequence[object]) -> str:
    return f"nearest was {hits[0]}"[:160] if hits else "nothing was near"
