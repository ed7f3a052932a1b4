"""What a server distilled, as messages: drafts that wait, who was approved, and the question before somebody is removed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.frontends.discord import parts
from bot.frontends.discord.draftpages import Body, fitting, short, turning
from bot.lang import in_language, listed, say
from bot.ports import DraftRow, Own

DAY = 86_400.0
ROWS = 25  # options of a menu
PERSON, ARTICLE = "p", "a"


def home(
    drafts: Sequence[DraftRow], own: Own, now: float, days: int, by: Mapping[str, str], language: str
) -> Body:
    """Drafts with their age and who asked for them (`by`: draft → user id), and how much is approved. `days` a draft is kept."""
    lines = [_say(language, "home")]
    lines.append(_say(language, "waiting", count=len(drafts)) if drafts else _say(language, "none_waiting"))
    lines += [_row(draft, now, days, by.get(draft.id, ""), language) for draft in drafts]
    if own.people:
        names = listed(language, [short(in_language(language, p.name), 20) for p in own.people[:20]])
        counts = {"people": len(own.people), "articles": len(own.articles)}
        lines.append(_say(language, "own", names=names + ("…" if len(own.people) > 20 else ""), **counts))
    lines.append(_say(language, "how"))
    components = []
    if drafts:
        options = [(short(d.title, 90), d.id, _about(d, now, language)) for d in drafts[:ROWS]]
        components.append(parts.menu(parts.custom_id("dopen"), _say(language, "open"), options))
    if own.people:
        people = parts.button(_say(language, "remove_people"), parts.custom_id("dmen", PERSON, 0), emoji="👥")
        articles = parts.button(_say(language, "remove_articles"), parts.custom_id("dmen", ARTICLE, 0), emoji="📄")
        components += parts.rows(people, articles)
    return {"content": fitting(lines), "components": components}


def approved(own: Own, kind: str, language: str, page: int = 0) -> Body:
    """A page of the approved people, or articles, with a menu to remove one."""
    rows = _people(own, language) if kind == PERSON else _articles(own, language)
    pages = max(1, -(-len(rows) // ROWS))
    page = min(max(page, 0), pages - 1)
    here = rows[page * ROWS : (page + 1) * ROWS]
    lines = [_say(language, "own_people" if kind == PERSON else "own_articles", count=len(rows))]
    lines += [f"- {short(label, 60)}　{about}" for label, _, about in here]
    if pages > 1:
        lines.append(_say(language, "page", page=page + 1, pages=pages))
    components = [parts.menu(parts.custom_id("dask", kind), _say(language, "remove_which"), here)] if here else []
    back = parts.button(_say(language, "back_home"), parts.custom_id("dhome"))
    components += parts.rows(*turning("dmen", kind, page, pages), back)
    return {"content": fitting(lines), "components": components}


def question(own: Own, kind: str, id: str, language: str) -> Body:
    """What removing this would take along, with 移除 and 取消; the list where it is gone already."""
    person = next((p for p in own.people if kind == PERSON and p.id == id), None)
    article = next((a for a in own.articles if kind == ARTICLE and a.id == id), None)
    if person is not None:
        titles = listed(language, [f"《{short(t, 30)}》" for t in person.articles[:5]])
        name = short(in_language(language, person.name), 40)
        text = _say(language, "sure_person", name=name, count=person.positions, titles=titles)
    elif article is not None:
        names = listed(language, [short(in_language(language, n), 20) for n in article.people[:20]])
        text = _say(language, "sure_article", title=short(article.title, 60), count=article.positions, names=names)
    else:
        return approved(own, kind, language)
    buttons = parts.rows(
        parts.button(_say(language, "remove"), parts.custom_id("dgone", kind, id), parts.RED),
        parts.button(_say(language, "do_not"), parts.custom_id("dmen", kind, 0)),
    )
    return {"content": f"{text}\n{_say(language, 'removal_note')}"[:2000], "components": buttons}


def removed(names: Sequence[str], stopped: int, language: str) -> Body:
    """What was done."""
    shown = listed(language, [short(in_language(language, n), 20) for n in names[:20]]) or "—"
    lines = [_say(language, "removed", names=shown)]
    if stopped:
        lines.append(_say(language, "debates_stopped", count=stopped))
    back = parts.button(_say(language, "back_home"), parts.custom_id("dhome"))
    return {"content": fitting(lines), "components": parts.rows(back)}


# ---------------------------------------------------------------------------------------------------------------- inside


def _say(language: str, key: str, **values: Any) -> str:
    return say(language, f"discord.distill.{key}", **values)


def _row(draft: DraftRow, now: float, days: int, by: str, language: str) -> str:
    names = listed(language, [short(in_language(language, n), 12) for n in draft.speakers[:4]])
    more = "…" if len(draft.speakers) > 4 else ""
    line = f"- **{short(draft.title, 40)}** · {names}{more} · {_about(draft, now, language)}"
    if days:
        line += f" · {_say(language, 'expires', days=max(0, round((draft.touched - now) / DAY + days)))}"
    return line + (f" · <@{by}>" if by else "")


def _about(draft: DraftRow, now: float, language: str) -> str:
    age = int((now - draft.made) // DAY)
    since = _say(language, "days_ago", days=age) if age > 0 else _say(language, "today")
    return _say(language, "row", count=draft.statements, people=len(draft.speakers), since=since)


def _people(own: Own, language: str) -> list[tuple[str, str, str]]:
    """(name, id, how much from which articles) of each."""
    return [
        (
            in_language(language, p.name),
            p.id,
            _say(language, "holds", count=p.positions, titles=listed(language, [f"《{short(t, 20)}》" for t in p.articles[:3]])),
        )
        for p in own.people
    ]


def _articles(own: Own, language: str) -> list[tuple[str, str, str]]:
    return [
        (
            f"《{short(a.title, 60)}》{a.published}",
            a.id,
            _say(language, "holds", count=a.positions, titles=listed(language, [short(n, 12) for n in a.people[:6]])),
        )
        for a in own.articles
    ]
