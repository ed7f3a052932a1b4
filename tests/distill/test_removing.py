"""A person or an article is taken out of a folder again: nothing of it stays, everything else does, and it can come back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.distill.removing import without_items
from bot.distill.service import DraftService
from bot.persona.files import load_library

FIRST = """夜市还能火多久
2024-03-05
摊主联合会会长邵大雷认为，夜市值得看好，明年还会多十个。
“夜市扰民，我们反对。”居民代表白静说。
"""
SECOND = """地铁该不该通宵
2024-05-09
“地铁通宵值得看好，打工的人都等着。”居民代表白静说。
地铁公司经理许志远认为，地铁通宵不划算，没有人坐。
"""


async def approved(folder: Path, *articles: str) -> DraftService:
    service = DraftService(folder)
    for number, article in enumerate(articles):
        draft = await service.draft("g", article.encode(), f"a{number}.txt", "")
        assert (await service.approve("g", draft.id)).positions == 2
    return service


def everything(folder: Path) -> str:
    """All text under a folder, file names with it."""
    return "\n".join(f"{p.name}\n{p.read_text('utf-8')}" for p in sorted(folder.rglob("*")) if p.is_file())


async def test_a_later_article_about_the_same_person_adds_to_them(tmp_path: Path) -> None:
    service = await approved(tmp_path, FIRST, SECOND)
    people = {p.name: p for p in load_library(service.personas("g")).personas}
    assert len(people["白静"].positions) == 2 and people["白静"].as_of.isoformat() == "2024-05-09"
    assert people["邵大雷"].as_of.isoformat() == "2024-03-05"


async def test_a_removed_person_leaves_nothing_behind_but_the_article_others_speak_in(tmp_path: Path) -> None:
    service = await approved(tmp_path, FIRST, SECOND)
    await service.remove_person("g", "shao-dalei")
    library = load_library(service.personas("g"))
    assert {p.name for p in library.personas} == {"白静", "许志远"} and len(library.sources.sources) == 2
    without_articles = everything(service.personas("g")).replace(FIRST, "")
    assert "邵大雷" not in without_articles and "shao-dalei" not in without_articles


async def test_a_removed_article_takes_along_whoever_spoke_in_no_other(tmp_path: Path) -> None:
    service = await approved(tmp_path, FIRST, SECOND)
    source = next(s for s in load_library(service.personas("g")).sources.sources if "夜市" in s.title)
    await service.remove_article("g", source.id)
    library = load_library(service.personas("g"))
    assert {p.name: len(p.positions) for p in library.personas} == {"白静": 1, "许志远": 1}
    text = everything(service.personas("g"))
    assert "夜市" not in text and source.id not in text and "邵大雷" not in text
    assert "地铁该不该通宵" in next(p for p in library.personas if p.name == "白静").bio


async def test_when_the_last_one_goes_the_folder_goes(tmp_path: Path) -> None:
    service = await approved(tmp_path, FIRST)
    await service.remove_person("g", "shao-dalei")
    await service.remove_person("g", "bai-jing")
    assert not service.personas("g").exists()
    service = await approved(tmp_path, FIRST)
    await service.remove_article("g", load_library(service.personas("g")).sources.sources[0].id)
    assert not service.personas("g").exists()


async def test_what_was_removed_can_be_approved_again(tmp_path: Path) -> None:
    service = await approved(tmp_path, FIRST, SECOND)
    await service.remove_person("g", "bai-jing")
    for article in (FIRST, SECOND):
        draft = await service.draft("g", article.encode(), "a.txt", "")
        assert (await service.approve("g", draft.id)).positions == 1
    assert len(next(p for p in load_library(service.personas("g")).personas if p.name == "白静").positions) == 2


async def test_what_another_article_says_too_stays_with_that_one_as_its_evidence(tmp_path: Path) -> None:
    service = await approved(tmp_path, FIRST, SECOND)
    folder = service.personas("g")
    first, second = load_library(folder).sources.sources
    file = folder / "bai-jing.yaml"
    text = file.read_text("utf-8")
    line = next(row for row in text.splitlines(keepends=True) if f"source: {second.id}" in row)
    own = next(row for row in text.splitlines(keepends=True) if f"source: {first.id}" in row)
    file.write_text(text.replace(own, own + line), "utf-8")  # the first position stands on both
    await service.remove_article("g", first.id)
    person = next(p for p in load_library(folder).personas if p.name == "白静")
    assert [[e.source for e in q.evidence] for q in person.positions] == [[second.id], [second.id]]


async def test_of_two_who_said_the_same_words_the_removed_one_can_come_back(tmp_path: Path) -> None:
    both = "夜市还能火多久\n2024-03-05\n摊主联合会会长邵大雷和居民代表白静认为，夜市值得看好，明年还会多十个。\n"
    service = await approved(tmp_path, both)
    await service.remove_person("g", "bai-jing")
    draft = await service.draft("g", both.encode(), "a0.txt", "")
    assert (await service.approve("g", draft.id)).positions == 1
    assert {p.name for p in load_library(service.personas("g")).personas} == {"邵大雷", "白静"}


async def test_nobody_of_that_id_changes_nothing(tmp_path: Path) -> None:
    service = await approved(tmp_path, FIRST)
    before = everything(service.personas("g"))
    await service.remove_person("g", "somebody")
    await service.remove_article("g", "something")
    assert everything(service.personas("g")) == before


async def test_what_a_human_wrote_beside_it_stays(tmp_path: Path) -> None:
    service = await approved(tmp_path, FIRST, SECOND)
    folder = service.personas("g")
    topics = (folder / "topics.yaml").read_text("utf-8")
    own = "  # ours\n  - id: 公园\n    proposition: 公园该多建\n    negation: 公园够多了\n    words: [公园]\n"
    (folder / "topics.yaml").write_text(topics.replace("topics:\n", "topics:\n" + own, 1), "utf-8")
    await service.remove_article("g", next(s.id for s in load_library(folder).sources.sources if "夜市" in s.title))
    assert own in (folder / "topics.yaml").read_text("utf-8")
    ledger = json.loads((folder / ".distilled.json").read_text("utf-8"))["written"]
    assert len(ledger) == 2 and all("地铁" not in key for key in ledger)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a: 1\nxs:\n  - id: p1\n    k: v\n  - id: p2\nb: 2\n", "a: 1\nxs:\n  - id: p2\nb: 2\n"),
        ("xs:\n- id: p1\n", "xs: []\n"),
        ("xs:\n  # why\n  - id: p2\n", "xs:\n  # why\n  - id: p2\n"),
        ("ys: []\n", "ys: []\n"),
    ],
)
def test_items_are_cut_out_of_text_and_an_emptied_list_is_still_one(text: str, left: str) -> None:
    assert without_items(text, "xs", lambda block: "p1" in block) == left
