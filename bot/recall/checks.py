"""The personas' own tests: each `checks:` entry is a question and what must come out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import Mistake
from bot.persona.model import Check, Persona, Topics
from bot.recall.finder import Finder
from bot.recall.finding import Finding


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
            f"cites 写了 {'、'.join(unknown)}，这个人物没有这一条",
            f"有的是 {'、'.join(local)}",
        )
    asked = persona
    if check.as_ is not None:
        member = next((m.name for m in persona.members if check.as_ in (m.name, *m.aliases)), check.as_)
        asked = persona.only(member)
        if not asked.positions:
            return Mistake(file, 0, key, f"as 写了 {check.as_}，这里没有一条是他的", "照 members 里的 name 写")
    found = finder.find(asked, check.ask)
    if check.level is not None and found.level != check.level:
        return Mistake(
            file, 0, key, f"问“{check.ask[:40]}”得到 {found.level}，不是 {check.level}", _likely(found, check.level)
        )
    if check.cites:
        first = found.hits[0].position if found.hits else ""
        if first not in {local.get(c, c) for c in check.cites}:
            wanted = " 或 ".join(check.cites)
            got = f"先找到的是 {first.rsplit('/', 1)[-1]}" if first else "一条也没找到"
            return Mistake(
                file,
                0,
                key,
                f"问“{check.ask[:40]}”，{got}，不是 {wanted}",
                f"给 {wanted} 的 keywords 添上人们这样问时用的词",
            )
    return None


def _likely(found: Finding, wanted: str) -> str:
    """What was nearest, and what the author can do about it."""
    if not found.hits:
        return "没有相近的观点：给该答的那一条添上 keywords"
    hit = found.hits[0]
    why = f"（因为“{'、'.join(hit.why)}”）" if hit.why else ""
    near = f"最近的是 {hit.position.rsplit('/', 1)[-1]}{why}"
    if wanted == "stated":
        return f"{near}：给它添上这样问时用的词，或把 level 改成 {found.level}"
    return f"{near}：从它的 keywords 里去掉太宽的词，或把 level 改成 {found.level}"
