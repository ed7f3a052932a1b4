"""A draft page by page, as messages: who is quoted, each statement in its passage, the people. Pure; nothing is decided here.

A statement is named by where it stands in the article and a hash of its speaker (`120-164-0f3a9c`), a person by a hash of the
name: a custom_id has room for a hundred characters, and a number would mean another statement after the rules have changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from bot.frontends.discord import parts
from bot.frontends.discord.text import harmless, quoted
from bot.lang import in_language, listed, say
from bot.ports import DraftFound, DraftView

LIMIT = 2000  # characters of a message
SHOWN = 8  # statements on a page of the list
PEOPLE = 25  # options of a menu
CLAIM = 110  # characters of a claim in the list
Body = dict[str, Any]


def overview(draft: DraftView, language: str, page: int = 0) -> Body:
    """Who says what on which line, eight at a time, with menus into each statement and 批准 and 放弃."""
    pages = max(1, -(-len(draft.statements) // SHOWN))
    page = min(max(page, 0), pages - 1)
    here = draft.statements[page * SHOWN : (page + 1) * SHOWN]
    lines = [_title(draft, language), _count(draft, language)]
    lines += [_line(found, language) for found in here]
    if pages > 1:
        lines.append(_say(language, "page", page=page + 1, pages=pages))
    lines.append(_say(language, "note"))
    options = [
        (f"{f.number}. {in_language(language, f.speaker)}", spot(f), in_language(language, f.claim)) for f in here
    ]
    menu = parts.menu(parts.custom_id("dsee", draft.id), _say(language, "see"), options)
    turn = turning("dlist", draft.id, page, pages)
    people = parts.button(_say(language, "people"), parts.custom_id("dppl", draft.id, 0), emoji="👥")
    return {"content": fitting(lines), "components": [menu, *parts.rows(*turn, people), *_deciding(draft, language)]}


def statement(draft: DraftView, found: DraftFound, language: str) -> Body:
    """One statement in its passage, and all that can be done about it."""
    at = draft.statements.index(found)
    around = [draft.statements[i] if 0 <= i < len(draft.statements) else None for i in (at - 1, at + 1)]
    buttons = [
        _step(draft, around[0], "◀", "a", language),
        _step(draft, around[1], "▶", "b", language),
        parts.button(
            _say(language, "keep" if found.dropped else "drop"),
            parts.custom_id("dset", draft.id, spot(found), "keep" if found.dropped else "drop"),
            parts.GREY if found.dropped else parts.RED,
        ),
        _whole(draft, found, language),
        parts.button(_say(language, "list"), parts.custom_id("dlist", draft.id, at // SHOWN)),
    ]
    rows = parts.rows(*buttons)
    others = _nearest(draft, found)
    if others:
        options = [(in_language(language, name), person(name), "") for name in others]
        rows.append(parts.menu(parts.custom_id("dwho", draft.id, spot(found)), _say(language, "whose"), options))
    return {"content": _statement_text(draft, found, language), "components": [*rows, *_deciding(draft, language)]}


def people(draft: DraftView, language: str, page: int = 0) -> Body:
    """Everybody, how much is taken from them, and a menu that leaves somebody out or takes them back in."""
    names = tuple(dict.fromkeys(f.speaker for f in draft.statements))
    pages = max(1, -(-len(names) // PEOPLE))
    page = min(max(page, 0), pages - 1)
    here = names[page * PEOPLE : (page + 1) * PEOPLE]
    lines = [_title(draft, language), _count(draft, language)]
    options = []
    for name in here:
        own = [f for f in draft.statements if f.speaker == name]
        kept = sum(not f.dropped for f in own)
        tally = _say(language, "tally", kept=kept, count=len(own))
        shown = short(in_language(language, name), 30)
        lines.append(f"{shown}　{tally}" if kept else f"~~{shown}~~　{tally}")
        verb = _say(language, "drop_person" if kept else "keep_person", name=in_language(language, name))
        options.append((verb, f"{'drop' if kept else 'keep'}-{person(name)}", tally))
    if pages > 1:
        lines.append(_say(language, "page", page=page + 1, pages=pages))
    menu = parts.menu(parts.custom_id("dpick", draft.id, page), _say(language, "choose_person"), options)
    turn = turning("dppl", draft.id, page, pages)
    back = parts.button(_say(language, "list"), parts.custom_id("dlist", draft.id, 0, "c"))
    return {"content": fitting(lines), "components": [menu, *parts.rows(*turn, back), *_deciding(draft, language)]}


# ---------------------------------------------------------------------------------------------------------------- naming


def spot(found: DraftFound) -> str:
    """A statement's name: where it stands, and whose it is as the rules have it."""
    start, end, speaker = found.spot
    return f"{start}-{end}-{person(speaker)[:6]}"


def person(name: str) -> str:
    """A speaker's name as a custom_id can hold it."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def found_at(draft: DraftView, named: str) -> DraftFound | None:
    """The statement of this name, None where the rules find it no longer."""
    return next((f for f in draft.statements if spot(f) == named), None)


def speaker_named(draft: DraftView, named: str) -> str:
    """The speaker of this hash, "" where there is none."""
    everybody = (*draft.speakers, *(f.speaker for f in draft.statements))
    return next((name for name in everybody if person(name) == named), "")


# ---------------------------------------------------------------------------------------------------------------- inside


def _say(language: str, key: str, **values: Any) -> str:
    return say(language, f"discord.distill.{key}", **values)


def _title(draft: DraftView, language: str) -> str:
    return _say(language, "title", title=short(draft.title, 80))


def _count(draft: DraftView, language: str) -> str:
    kept = draft.kept
    names = list(dict.fromkeys(f.speaker for f in kept))
    shown = listed(language, [short(in_language(language, n), 20) for n in names[:20]])
    line = _say(language, "who", count=len(kept), people=len(names), names=shown)
    left = len(draft.statements) - len(kept)
    return f"{line}\n{_say(language, 'left_out', count=left)}" if left else line


def _line(found: DraftFound, language: str) -> str:
    name = _name(found, language)
    claim = short(in_language(language, found.claim), CLAIM)
    line = _say(language, "line", n=found.number, name=name, claim=claim, line=found.line)
    return f"~~{line}~~" if found.dropped else line


def _name(found: DraftFound, language: str) -> str:
    name = short(in_language(language, found.speaker), 20)
    if found.second_hand:
        name += say(language, "discord.sources.reported", by=short(found.second_hand, 20))
    return name


def _statement_text(draft: DraftView, found: DraftFound, language: str) -> str:
    """The passage in bold between what stands around it, shortened at the far ends until the message has room."""
    head = [_say(language, "of", n=found.number, count=len(draft.statements), name=_name(found, language))]
    kind = say(language, f"discord.sources.{found.kind}")
    sure = round(100 * found.confidence)
    head.append(_say(language, "facts", line=found.line, kind=kind, sure=sure))
    if found.taken_for:
        head.append(_say(language, "taken_for", name=short(in_language(language, found.taken_for), 20)))
    if found.dropped:
        head.append(_say(language, "is_out"))
    foot = _say(language, "as_position", claim=quoted(in_language(language, found.claim), 300))
    for around in (240, 160, 80, 40, 0):
        before, after = found.before[len(found.before) - min(around, len(found.before)) :], found.after[:around]
        before, after = "…" * (len(before) >= around) + before, after + "…" * (len(after) >= around)
        shown = f"{_escaped(before)}**⟦{quoted(found.text, 900)}⟧**{_escaped(after)}"
        text = "\n".join([*head, *(f"> {line}" for line in shown.splitlines() if line.strip()), foot])
        if len(text) <= LIMIT:
            return text
    return fitting([*head, f"> **⟦{quoted(found.text, 600)}⟧**", foot])


def _escaped(text: str) -> str:
    """A stranger's lines, each harmless."""
    return "\n".join(quoted(line, len(line) + 1) if line.strip() else "" for line in text.split("\n"))


def _nearest(draft: DraftView, found: DraftFound) -> list[str]:
    """The article's other speakers, those who speak nearest to it first: a wrong speaker is seldom far from the right one."""
    distance: dict[str, int] = {}
    for other in draft.statements:
        for name in {other.speaker, other.taken_for} - {""}:
            distance[name] = min(distance.get(name, 1 << 30), abs(other.start - found.start))
    distance.pop(found.speaker, None)
    return sorted((n for n in distance if n in draft.speakers), key=lambda n: distance[n])[:PEOPLE]


def _whole(draft: DraftView, found: DraftFound, language: str) -> dict[str, Any]:
    """Everything this speaker says, out; or in again where nothing of it is left."""
    left = any(f.speaker == found.speaker for f in draft.kept)
    name = short(in_language(language, found.speaker), 20)
    label = _say(language, "drop_person" if left else "keep_person", name=name)
    return parts.button(label, parts.custom_id("dall", draft.id, spot(found), "drop" if left else "keep"))


def _step(draft: DraftView, to: DraftFound | None, label: str, side: str, language: str) -> dict[str, Any]:
    where = spot(to) if to else side
    return parts.button(label, parts.custom_id("dgo", draft.id, where, side), disabled=to is None)


def turning(verb: str, id: str, page: int, pages: int) -> list[dict[str, Any]]:
    """◀ ▶ where there is more than one page."""
    if pages < 2:
        return []
    back = parts.button("◀", parts.custom_id(verb, id, page - 1, "a"), disabled=page == 0)
    return [back, parts.button("▶", parts.custom_id(verb, id, page + 1, "b"), disabled=page == pages - 1)]


def _deciding(draft: DraftView, language: str) -> list[dict[str, Any]]:
    """批准 and 放弃."""
    approve = parts.button(
        _say(language, "approve"), parts.custom_id("adopt", draft.id), parts.GREEN, disabled=not draft.kept
    )
    return parts.rows(approve, parts.button(_say(language, "reject"), parts.custom_id("discard", draft.id)))


def short(text: str, most: int) -> str:
    """A stranger's words on one line, at most so many characters, pinging nobody."""
    text = " ".join(text.split())
    return harmless(text if len(text) <= most else text[: most - 1] + "…")


def fitting(lines: Sequence[str]) -> str:
    """Whole lines within a message; the first one that has no room is cut, and what follows it left out but for the last."""
    text = "\n".join(lines)
    if len(text) <= LIMIT:
        return text
    room = LIMIT - len(lines[-1]) - 2
    return "\n".join(lines[:-1])[:room] + "…\n" + lines[-1]
