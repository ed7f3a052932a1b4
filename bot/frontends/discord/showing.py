"""Private texts: lists, a persona's file, plans, settings, what is stored. Values in, text out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from bot.config import Config, tightest
from bot.frontends.discord.pruning import days_kept
from bot.frontends.discord.text import quoted
from bot.lang import in_language, say
from bot.persona.model import Persona, Sources
from bot.persona.shelf import Match
from bot.ports import DebatePlan
from bot.roundtable.table import DebateStatus


def everyone(personas: Sequence[Persona], language: str) -> str:
    """Who sits at the table, archetypes with their members."""
    lines = [say(language, "discord.persona.title", count=len(personas))]
    for persona in personas:
        roles = "、".join(persona.names.roles[:2])
        line = f"**{persona.name}**" + (f"　{roles}" if roles else "")
        if persona.members:
            line += f"\n-# {'、'.join(m.name for m in persona.members[:12])}"
        lines.append(in_language(language, line))
    return "\n".join(lines)


def persona(match: Match, sources: Sources, names: Mapping[str, str], language: str) -> str:
    """Positions by topic, relations, sources."""
    shown = match.persona
    lines = [f"## {match.name}", shown.bio, f"-# {say(language, 'discord.persona.as_of', date=shown.as_of)}"]
    topics: dict[str, list[str]] = defaultdict(list)
    for position in shown.positions:
        topics[position.topic].append(position.claim)
    for topic, claims in topics.items():
        lines += [f"**{topic}**", *(f"- {claim}" for claim in claims)]
    if shown.relations and not match.member:
        lines.append(f"**{say(language, 'discord.persona.relations')}**")
        for relation in shown.relations:
            kind = say(language, f"discord.relation.{relation.kind}")
            lines.append(f"- {kind} {names.get(relation.to, relation.to)}：{relation.on}")
    used = {e.source for p in shown.positions for e in p.evidence}
    lines.append(f"**{say(language, 'discord.persona.sources')}**")
    lines += [f"- {s.outlet}《{s.title}》{s.when}" for s in sources.sources if s.id in used]
    return in_language(language, "\n".join(lines))


def plan(plan: DebatePlan, language: str, currency: str) -> str:
    """What a debate will be and cost."""
    lines = [f"## {quoted(plan.motion)}", say(language, "discord.plan.format", name=plan.format_name, turns=plan.turns)]
    lines += [f"**{s.name}** · {say(language, f'discord.debate.side_{s.side}')}" for s in plan.seats]
    engine = " → ".join(plan.engine)
    if plan.tokens:
        lines.append(
            say(
                language,
                "discord.plan.cost",
                tokens=plan.tokens,
                cost=f"{plan.cost:.2f}",
                currency=currency,
                engine=engine,
            )
        )
    else:
        lines.append(say(language, "discord.plan.free"))
    lines += [f"-# {note}" for note in plan.notes]
    if plan.better:
        lines += [say(language, "discord.plan.better"), *(f"- {motion}" for motion in plan.better)]
    return in_language(language, "\n".join(lines))


def status(status: DebateStatus, queue: int, language: str) -> str:
    """Where a debate stands."""
    state = status.ended or ("paused" if status.paused else "running")
    lines = [
        f"## {quoted(status.motion)}",
        say(language, f"discord.status.{state}", phase=status.phase, turns=status.turns),
    ]
    lines += [f"**{s.name}** · {say(language, f'discord.debate.side_{s.side}')}" for s in status.seats]
    lines.append(say(language, "discord.status.claims", count=status.open_claims))
    for which, counts in status.votes.items():
        said = "，".join(f"{say(language, f'discord.debate.vote_{s}_side')} {n}" for s, n in counts.items())
        lines.append(f"{say(language, f'discord.debate.{which}')}：{said}")
    if queue:
        lines.append(say(language, "discord.status.queue", count=queue))
    return in_language(language, "\n".join(lines))


def settings(held: Mapping[str, Any], config: Config, language: str) -> str:
    """What holds here, with the operator's defaults for what wasn't set."""
    limits = config.limits
    none = say(language, "discord.settings.all")
    rows = {
        "persona": held.get("persona") or config.table.default_persona or "—",
        "language": held.get("language") or say(language, "discord.settings.auto"),
        "engine": ",".join(held.get("engine") or config.engine),
        "channels": " ".join(f"<#{c}>" for c in held.get("channels") or config.discord.allowed_channels) or none,
        "roles": " ".join(f"<@&{r}>" for r in held.get("roles") or config.discord.allowed_roles) or none,
        "per_user": held.get("per_user_per_minute", limits.per_user_per_minute),
        "per_server": held.get("per_server_per_minute", limits.per_server_per_minute),
        "pace": held.get("pace_seconds", config.discord.pace_seconds),
        "budget": _budget("per_server_per_day", held, config),
        "user_budget": _budget("per_user_per_day", held, config),
        "retention": days_kept(config.retention_days, held) or "∞",
    }
    lines = [say(language, "discord.settings.title")]
    return "\n".join(lines + [f"- {say(language, f'discord.settings.{key}')}：{value}" for key, value in rows.items()])


def _budget(cap: str, held: Mapping[str, Any], config: Config) -> str:
    """The smaller of the operator's and the server's, in money and in tokens."""
    money = tightest(getattr(config.budgets, cap), float(held.get(cap) or 0))
    tokens = tightest(getattr(config.budgets, f"tokens_{cap}"), int(held.get(f"tokens_{cap}") or 0))
    parts = [f"{money:g} {config.budgets.currency}"] if money else []
    return " / ".join(parts + ([f"{tokens:.0f} tokens"] if tokens else [])) or "—"


def memory(about: Mapping[str, Any], days: int, language: str) -> str:
    """What is stored about a member: counts, and the latest of each kind."""
    lines = [say(language, "discord.memory.title", days=days or "∞")]
    for kind, rows in about.items():
        if isinstance(rows, list | dict) and rows:
            lines.append(say(language, "discord.memory.kind", kind=kind, count=len(rows)))
    if len(lines) == 1:
        lines.append(say(language, "discord.memory.nothing"))
    return "\n".join(lines)


def usage(rows: Sequence[Mapping[str, Any]], currency: str, language: str) -> str:
    """Calls, tokens and cost of the last thirty days, day by day."""
    if not rows:
        return say(language, "discord.usage.nothing")
    lines = [say(language, "discord.usage.title")]
    for row in rows:
        tokens = int(row.get("prompt_tokens") or 0) + int(row.get("completion_tokens") or 0)
        cost = f"{float(row.get('cost') or 0):.4f} {currency}"
        lines.append(f"- {row.get('day')} {row.get('provider')}：{row.get('calls')} · {tokens} tokens · {cost}")
    return "\n".join(lines)
