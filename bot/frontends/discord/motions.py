"""The list of motions, with a menu that starts one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.frontends.discord import parts
from bot.frontends.discord.text import split
from bot.lang import in_language, say
from bot.ports import ProposedMotion

ROOM = 1900


def motions_body(motions: Sequence[ProposedMotion], language: str) -> dict[str, Any]:
    """One message: what can be debated, who would argue it, and a menu."""
    lines = [say(language, "discord.motions.title")]
    for n, motion in enumerate(motions, 1):
        pro, con = "、".join(motion.pro[:3]), "、".join(motion.con[:3])
        line = say(language, "discord.motions.line", n=n, text=motion.text, pro=pro, con=con, evidence=motion.evidence)
        lines.append(in_language(language, line))
    text = split("\n".join(lines), ROOM)[0]
    chosen = [
        (in_language(language, m.text), m.text[:100], f"{'、'.join(m.pro[:2])} ⇄ {'、'.join(m.con[:2])}")
        for m in motions
    ]
    menu = parts.menu(parts.custom_id("motion"), say(language, "discord.motions.choose"), chosen)
    return {"content": text, "components": [menu] if chosen else []}
