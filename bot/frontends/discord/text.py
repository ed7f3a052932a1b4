"""Text as Discord wants it: split at sentences, with nothing a stranger wrote able to forge a ping, a link or a speaker."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 2000

_FENCE = re.compile(r"```.*?(?:```|\Z)", re.S)
_KEPT = re.compile(
    r"`[^`\n]+`"  # inline code
    r"|\[[^\]\n]{0,200}\]\(https?://[^)\s]+\)"  # a link with a label
    r"|https?://[^\s\[\]，。；、）】》]+"
    r"|\[\d{1,3}\](?:\[\d{1,3}\])*"  # citations, and runs of them
    r"|<[@#:/a][^>\s]{1,60}>"
)
# where a cut is welcome, best first: after a blank line, a line, a sentence, a clause, a space
_CUTS = (
    re.compile(r"\n\n+"),
    re.compile(r"\n"),
    re.compile(r"(?:[。！？!?…]+|\.(?=\s))[”’」』）)\]]*(?:\[\d{1,3}\])*\s*"),
    re.compile(r"[，,；;：、]\s*"),
    re.compile(r"\s+"),
)
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def split(text: str, limit: int = LIMIT) -> list[str]:
    """Parts of at most `limit` characters; nothing is lost but blank space at the cuts. At least one part, "" for "".

    A cut never falls inside a code fence, a link or a citation while these are shorter than `limit`; a longer fence is
    closed and opened again.
    """
    parts: list[str] = []
    rest = text.strip()
    while len(rest) > limit:
        at = _cut(rest, limit)
        if at:
            parts.append(rest[:at].rstrip())
            rest = rest[at:].lstrip()
        else:
            head, rest = _cut_fence(rest, limit)
            parts.append(head)
    return [*parts, rest]


def _cut(text: str, limit: int) -> int:
    """Where to cut, 0 where the text begins with a fence longer than the limit."""
    kept = [m.span() for m in _FENCE.finditer(text) if m.start() < limit]
    inside = [m.span() for m in _KEPT.finditer(text[: limit + 600]) if m.start() < limit]
    spans = kept + [s for s in inside if not any(a <= s[0] < b for a, b in kept)]

    def free(at: int) -> bool:
        return not any(a < at < b for a, b in spans)

    window = text[: limit + 1]
    for share, pattern in zip((0.5, 0.5, 0.25, 0.25, 0.1), _CUTS, strict=True):
        found = [m.end() for m in pattern.finditer(window) if limit * share <= m.end() <= limit and free(m.end())]
        if found:
            return found[-1]
    hard = limit
    for a, b in sorted(spans, reverse=True):
        if a < hard < b and not (a == 0 and b > limit):
            hard = a
    if hard == limit and kept and kept[0][0] == 0 and kept[0][1] > limit:
        return 0
    return hard or limit


def _cut_fence(text: str, limit: int) -> tuple[str, str]:
    """Cut a fence at a line's end, close it and open the rest with the same first line."""
    first = text.split("\n", 1)[0]
    opening = first if len(first) < 40 else "```"
    at = text.rfind("\n", len(opening) + 1, limit - 4)
    if at <= len(opening):
        at = limit - 4
    return text[:at] + "\n```", opening + "\n" + text[at:].lstrip("\n")


def clean_name(name: str, limit: int = 32) -> str:
    """A stranger's display name as one plain line: no control or direction characters, no markup, never empty."""
    plain = "".join(c for c in name if unicodedata.category(c) not in _INVISIBLE)
    plain = re.sub(r"\s+", " ", re.sub(r"[*_~`|>#\[\]()<@:]", "", plain)).strip()
    return plain[:limit].strip() or "·"


def quoted(text: str, limit: int = 300) -> str:
    """A stranger's text for quoting on one line: no markup, no mention, no link that hides where it leads."""
    plain = "".join(
        " " if c in "\n\r\t" else c for c in text if c in "\n\r\t" or unicodedata.category(c) not in _INVISIBLE
    )
    plain = re.sub(r"\s+", " ", plain).strip()
    if len(plain) > limit:
        plain = plain[: limit - 1] + "…"
    plain = re.sub(r"([\\*_~`|\[\]()<>#])", r"\\\1", plain)
    return re.sub(r":(?=//)", ":\u200b", plain).replace("@", "@\u200b")  # HTTP:// and discord:// are links too


def harmless(text: str) -> str:
    """A persona's or moderator's text: it may have been led to echo a ping or a link by a stranger."""
    text = re.sub(r"<(@[!&]?\d+|#\d+)>", "<\u200b\\1>", text)
    text = re.sub(r"@(everyone|here)", "@\u200b\\1", text)
    text = re.sub(r"\]\(", "]\u200b(", text)
    return re.sub(r"^(#{1,3} |-# |>>> |> )", "\u200b\\1", text, flags=re.M)


def small(text: str) -> str:
    """Small print: every line of it."""
    return "\n".join(f"-# {line}" for line in text.splitlines() if line.strip())
