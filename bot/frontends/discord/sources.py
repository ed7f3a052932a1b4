"""Sources as small print, and whole for whoever asks: title, outlet, date, line, and the passage where there is the article."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from bot.debate.events import Citation
from bot.frontends.discord.text import harmless, small
from bot.lang import say
from bot.persona.model import Source, Sources

SHOWN = 4  # lines of small print; the button shows them all
PASSAGE = 240  # characters


def foot(citations: Sequence[Citation], sources: Sources, language: str, *, notes: Iterable[str] = ()) -> str:
    """Notes, then a line for each source, then how many more there are."""
    lines = [harmless(note) for note in notes]
    lines += [f"[{c.n}] {_short(c, sources, language)}" for c in citations[:SHOWN]]
    if len(citations) > SHOWN:
        lines.append(say(language, "discord.sources.more", count=len(citations) - SHOWN))
    return small("\n".join(lines))


def _short(citation: Citation, sources: Sources, language: str) -> str:
    source = sources.by_id.get(citation.source)
    if source is None:
        return say(language, "discord.sources.withdrawn")
    how = ""
    if citation.reported_by:
        how = say(language, "discord.sources.reported", by=citation.reported_by)
    return f"{citation.speaker}{how} · {source.outlet}《{source.title}》{source.when}"


async def in_full(citations: Sequence[Citation], sources: Sources, language: str, articles: Sequence[Path]) -> str:
    """Everything there is to say about each citation. `articles` are the folders where its text may be."""
    blocks = []
    for c in citations:
        source = sources.by_id.get(c.source)
        if source is None:
            blocks.append(f"**[{c.n}]** {say(language, 'discord.sources.withdrawn')}")
            continue
        lines = [f"**[{c.n}]** {c.speaker}：《{source.title}》"]
        kind = "second_hand" if c.reported_by else c.kind
        facts = say(language, "discord.sources.facts", outlet=source.outlet, date=source.when, line=c.line)
        lines.append(f"{facts} · {say(language, f'discord.sources.{kind}', by=c.reported_by or '')}")
        if source.url:
            lines.append(f"<{source.url}>")
        passage = await asyncio.to_thread(passage_of, articles, source, c.start, c.end)
        if passage:
            lines.append("> " + harmless(passage))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def passage_of(articles: Sequence[Path], source: Source, start: int, end: int) -> str:
    """The passage cited, on one line; "" where none of the folders has the article, or only another text of it."""
    text = next((t for folder in articles if (t := _article(folder / source.file, source.sha256))), "")
    passage = " ".join(text[start:end].split())
    return passage if len(passage) <= PASSAGE else passage[: PASSAGE - 1] + "…"


@lru_cache(maxsize=16)
def _article(path: Path, sha256: str) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        return ""
    return raw.decode("utf-8", "replace") if hashlib.sha256(raw).hexdigest() == sha256 else ""
