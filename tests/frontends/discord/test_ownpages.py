"""The list of a server's drafts and approved people: within Discord's limits, in three languages, and asked about before it is removed."""

from __future__ import annotations

import pytest

from bot.frontends.discord import ownpages
from bot.frontends.discord.ownpages import ARTICLE, DAY, PERSON
from bot.ports import DraftRow, Own, OwnArticle, OwnPerson
from tests.frontends.discord.test_draftpages import LANGUAGES, fits, named

NOW = 1000 * DAY


def row(n: int, **more: object) -> DraftRow:
    given = {"title": f"文章{n}", "speakers": ("甲", "乙"), "statements": 3, "made": NOW - n * DAY, "touched": NOW - DAY}
    return DraftRow(f"{n:012x}", **{**given, **more})  # type: ignore[arg-type]


def own(count: int, title: str = "夜市") -> Own:
    people = tuple(OwnPerson(f"p-{n}" + "x" * 55, f"某甲{n}", n + 1, (title,) * 9) for n in range(count))
    names = tuple(p.name for p in people)
    return Own(people, tuple(OwnArticle(f"a-{n}" + "y" * 50, title, "2024", names, n) for n in range(count)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 20, 26, 300])
def test_every_page_keeps_to_discords_limits_and_everybody_can_be_reached(count: int, language: str) -> None:
    nasty = "@everyone **x** [a](http://b) " * 20
    drafts = [row(n, title=nasty, speakers=(nasty,) * 9) for n in range(min(count, 20))]
    mine = own(count, nasty)
    body = ownpages.home(drafts, mine, NOW, 7, {d.id: "1" * 19 for d in drafts}, language)
    fits(body)
    assert "@everyone" not in body["content"]
    for kind in (PERSON, ARTICLE):
        seen: set[str] = set()
        for page in range(-1, count // 25 + 2):
            body = ownpages.approved(mine, kind, language, page)
            fits(body)
            seen |= {o["value"] for menu in named(body, "dask") for o in menu["options"]}
        assert len(seen) == count
        for id in list(seen)[:3]:
            fits(ownpages.question(mine, kind, id, language))
    fits(ownpages.removed([nasty] * 30, 3, language))


def test_a_draft_is_listed_with_its_age_the_days_it_has_left_and_who_asked_for_it() -> None:
    text = ownpages.home([row(0), row(3, touched=NOW - 2.4 * DAY)], Own(), NOW, 7, {row(3).id: "77"}, "zh-CN")["content"]
    lines = text.splitlines()
    assert "今天" in lines[2] and "再过 6 天" in lines[2] and "<@" not in lines[2]
    assert "3 天前" in lines[3] and "再过 5 天" in lines[3] and lines[3].endswith("<@77>")
    assert "再过" not in ownpages.home([row(0)], Own(), NOW, 0, {}, "zh-CN")["content"], "0 days: kept until decided"


def test_what_is_gone_already_leads_back_to_the_list() -> None:
    assert ownpages.question(own(2), PERSON, "somebody", "en") == ownpages.approved(own(2), PERSON, "en")
