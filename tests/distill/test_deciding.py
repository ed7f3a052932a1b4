"""What a moderator decides about a draft's statements: kept with the draft, followed when it is approved."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.distill.deciding import Decisions
from bot.distill.service import DraftService, UnknownDraft
from bot.errors import Refused
from bot.persona.files import load_library

ARTICLE = """夜市还能火多久
2024-03-05
摊主联合会会长邵大雷认为，夜市值得看好，明年还会多十个。
“夜市扰民，我们反对。”居民代表白静说。
“夜市可以关得早一点。”白静说。
""".encode()


async def drafted(folder: Path) -> tuple[DraftService, str, list[tuple[int, int, str]]]:
    service = DraftService(folder)
    id = (await service.draft("g", ARTICLE, "a.txt", "")).id
    _, found = await service.look("g", id)
    assert [f.speaker for f in found] == ["邵大雷", "白静", "白静"]
    return service, id, [f.spot for f in found]


async def test_decisions_outlive_a_restart_and_are_followed_when_it_is_approved(tmp_path: Path) -> None:
    service, id, spots = await drafted(tmp_path)
    await service.drop("g", id, spots[1:], True)
    await service.drop("g", id, [spots[2]], False)
    service = DraftService(tmp_path)
    _, found = await service.look("g", id)
    assert [f.dropped for f in found] == [False, True, False]
    preview = await service.preview("g", id)
    assert "反对" not in "".join(preview.files.values())
    assert (await service.approve("g", id)).positions == 2
    claims = [q.claim for p in load_library(service.personas("g")).personas for q in p.positions]
    assert len(claims) == 2 and not any("反对" in claim for claim in claims)


async def test_a_person_whose_every_statement_is_left_out_is_not_written(tmp_path: Path) -> None:
    service, id, spots = await drafted(tmp_path)
    await service.drop("g", id, spots[1:], True)
    await service.approve("g", id)
    assert {p.name for p in load_library(service.personas("g")).personas} == {"邵大雷"}


async def test_a_statement_can_be_given_to_another_of_the_article_and_back(tmp_path: Path) -> None:
    service, id, spots = await drafted(tmp_path)
    await service.give("g", id, spots[1], "邵大雷")
    _, found = await service.look("g", id)
    assert (found[1].speaker, found[1].taken_for) == ("邵大雷", "白静")
    await service.give("g", id, spots[2], "邵大雷")
    await service.give("g", id, spots[2], "白静")
    await service.approve("g", id)
    people = {p.name: len(p.positions) for p in load_library(service.personas("g")).personas}
    assert people == {"邵大雷": 2, "白静": 1}
    with pytest.raises(UnknownDraft):
        await service.look("g", id)


async def test_of_two_who_say_the_same_words_one_can_be_left_out(tmp_path: Path) -> None:
    both = "夜市还能火多久\n2024-03-05\n摊主联合会会长邵大雷和居民代表白静认为，夜市值得看好，明年还会多十个。\n"
    service = DraftService(tmp_path)
    id = (await service.draft("g", both.encode(), "a.txt", "")).id
    _, found = await service.look("g", id)
    assert {f.speaker for f in found} == {"邵大雷", "白静"} and found[0].spot[:2] == found[1].spot[:2]
    await service.drop("g", id, [next(f.spot for f in found if f.speaker == "白静")], True)
    await service.approve("g", id)
    assert [p.name for p in load_library(service.personas("g")).personas] == ["邵大雷"]


async def test_nobody_from_outside_the_article_can_be_made_its_speaker(tmp_path: Path) -> None:
    service, id, spots = await drafted(tmp_path)
    for spot, name in [(spots[0], "傅盛"), (spots[0], ""), ((7, 9, "白静"), "白静")]:
        with pytest.raises(Refused):
            await service.give("g", id, spot, name)


async def test_a_draft_of_which_nothing_is_left_is_not_approved_and_stays(tmp_path: Path) -> None:
    service, id, spots = await drafted(tmp_path)
    await service.drop("g", id, spots, True)
    with pytest.raises(Refused):
        await service.approve("g", id)
    assert len(await service.drafts("g")) == 1


async def test_the_same_article_again_keeps_what_was_decided(tmp_path: Path) -> None:
    service, id, spots = await drafted(tmp_path)
    await service.drop("g", id, spots[:1], True)
    assert (await service.draft("g", ARTICLE, "a.txt", "")).id == id
    assert [f.dropped for f in (await service.look("g", id))[1]] == [True, False, False]


@pytest.mark.parametrize("damaged", [None, 5, {}, {"dropped": 3, "speakers": []}, {"dropped": [[1, 2]], "speakers": []}])
def test_damaged_decisions_are_none(damaged: object) -> None:
    assert Decisions.from_data(damaged) == Decisions()
