"""A draft's pages: within Discord's limits whatever the article, harmless, and true to what was decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.frontends.discord import draftpages, parts
from bot.ports import DraftFound, DraftView

LANGUAGES = ["zh-CN", "zh-TW", "en"]
ID = "0123456789ab"


def found(n: int, speaker: str = "", **more: Any) -> DraftFound:
    speaker = speaker or f"某甲{n % 30}"
    given = {"start": n * 1000, "end": n * 1000 + 9, "text": "夜市值得看好", "before": "他说：", "after": "。"} | more
    return DraftFound(number=n, speaker=speaker, claim=f"第{n}条主张", line=n, **given)  # type: ignore[arg-type]


def view(statements: tuple[DraftFound, ...], title: str = "夜市") -> DraftView:
    return DraftView(ID, title, tuple(dict.fromkeys(f.taken_for or f.speaker for f in statements)), statements)


def fits(body: dict[str, Any]) -> None:
    """Discord's limits on one message."""
    assert 0 < len(body["content"]) <= 2000
    assert len(body["components"]) <= 5
    ids = []
    for row in body["components"]:
        children = row["components"]
        assert 1 <= len(children) <= (1 if children[0]["type"] == 3 else 5)
        for part in children:
            ids.append(part["custom_id"])
            assert len(part["custom_id"]) <= 100 and len(part.get("label", "")) <= 80
            if part["type"] == 3:
                values = [o["value"] for o in part["options"]]
                assert 1 <= len(values) == len(set(values)) <= 25
                assert all(0 < len(o["label"]) <= 100 and len(o["value"]) <= 100 for o in part["options"])
    assert len(ids) == len(set(ids))


def named(body: dict[str, Any], verb: str) -> list[dict[str, Any]]:
    every = [part for row in body["components"] for part in row["components"]]
    return [part for part in every if (parts.parse(part["custom_id"]) or parts.Pressed("", ())).verb == verb]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 8, 9, 60, 400])
def test_every_page_of_every_draft_keeps_to_discords_limits(count: int, language: str) -> None:
    draft = view(tuple(found(n, dropped=n % 3 == 0) for n in range(1, count + 1)))
    seen: set[str] = set()
    for page in range(-1, count // draftpages.SHOWN + 2):
        body = draftpages.overview(draft, language, page)
        fits(body)
        seen |= {o["value"] for o in named(body, "dsee")[0]["options"]}
    assert seen == {draftpages.spot(f) for f in draft.statements}, "every statement can be reached"
    for page in range(3):
        fits(draftpages.people(draft, language, page))
    for f in draft.statements[:60]:
        fits(draftpages.statement(draft, f, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_article_says_can_neither_ping_nor_overflow(language: str) -> None:
    nasty = "@everyone **[x](http://a)** <@1> `" * 30
    wild = tuple(
        found(n, nasty[:60], text=nasty[:900], before=nasty[:240], after="\n".join(nasty[:240])) for n in range(1, 12)
    )
    draft = view(tuple(replace(f, claim=nasty[:500], second_hand=nasty[:80]) for f in wild), title=nasty)
    for body in (
        draftpages.overview(draft, language),
        draftpages.statement(draft, draft.statements[3], language),
        draftpages.people(draft, language),
    ):
        fits(body)
        assert "@everyone" not in body["content"] and "<@1>" not in body["content"]
        assert "](http" not in body["content"]


def test_a_statement_stands_in_its_passage_with_the_lines_around_it() -> None:
    draft = view((found(1, before="第一行。\n邵大雷认为，", after="。\n后面一行。"),))
    text = draftpages.statement(draft, draft.statements[0], "zh-CN")["content"]
    assert "> 第一行。\n> 邵大雷认为，**⟦夜市值得看好⟧**。\n> 后面一行。" in text
    assert "1 / 1" in text and "第 1 行" in text and "立场：第1条主张" in text


def test_the_first_has_nothing_before_it_and_the_last_nothing_after() -> None:
    draft = view(tuple(found(n) for n in (1, 2, 3)))
    off = [[b.get("disabled", False) for b in named(body, "dgo")] for body in (
        draftpages.statement(draft, f, "en") for f in draft.statements
    )]
    assert off == [[True, False], [False, False], [False, True]]


def test_what_is_left_out_is_struck_through_and_can_be_taken_back() -> None:
    draft = view((found(1, "甲", dropped=True), found(2, "乙")))
    body = draftpages.overview(draft, "zh-CN")
    assert "~~1. **甲**" in body["content"] and "~~2." not in body["content"]
    assert "1 人" in body["content"] and "已去掉 1 条" in body["content"]
    assert named(draftpages.statement(draft, draft.statements[0], "zh-CN"), "dset")[0]["label"] == "恢复这条"
    picks = [o["value"].split("-")[0] for o in named(draftpages.people(draft, "zh-CN"), "dpick")[0]["options"]]
    assert picks == ["keep", "drop"]


def test_where_everything_is_left_out_nothing_can_be_approved() -> None:
    draft = view((found(1, dropped=True),))
    assert named(draftpages.overview(draft, "en"), "adopt")[0]["disabled"] is True


def test_a_wrong_speaker_can_be_changed_for_one_of_the_article_the_nearest_first() -> None:
    draft = view(tuple(found(n, f"第{n}人") for n in range(1, 41)))
    offered = named(draftpages.statement(draft, draft.statements[19], "zh-CN"), "dwho")[0]["options"]
    assert [o["label"] for o in offered[:2]] == ["第19人", "第21人"] and len(offered) == 25
    assert draftpages.speaker_named(draft, offered[0]["value"]) == "第19人"


def test_two_who_say_the_same_words_are_two_choices() -> None:
    draft = view((found(1, "甲", start=5, end=9), found(2, "乙", start=5, end=9)))
    body = draftpages.overview(draft, "zh-CN")
    fits(body)
    values = [o["value"] for o in named(body, "dsee")[0]["options"]]
    assert [draftpages.found_at(draft, value) for value in values] == list(draft.statements)


def test_ids_of_another_version_of_the_rules_lead_to_the_list() -> None:
    draft = view((found(1),))
    assert draftpages.found_at(draft, "7-9") is None and draftpages.speaker_named(draft, "nobody") == ""
