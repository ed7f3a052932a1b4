"""Drafts per server: made, looked at, approved or thrown away, and used in that server alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.distill.service import MOST_DRAFTS, DraftService, UnknownDraft
from bot.errors import Refused, RequestError
from bot.persona.files import load_library

ARTICLE = """夜市还能火多久
2024-03-05
摊主联合会会长邵大雷认为，夜市值得看好，明年还会多十个。
“夜市扰民，我们反对。”居民代表白静说。
"""


async def test_nothing_can_be_used_before_it_is_approved(tmp_path: Path) -> None:
    service = DraftService(tmp_path)
    draft = await service.draft("guild1", ARTICLE.encode(), "a.txt", "u1")
    assert draft.speakers == ("邵大雷", "白静")
    assert not service.personas("guild1").exists()
    done = await service.approve("guild1", draft.id)
    assert done.positions == 2
    assert {p.name for p in load_library(service.personas("guild1")).personas} == {"邵大雷", "白静"}
    assert await service.drafts("guild1") == []


async def test_what_one_server_approves_is_unknown_in_another(tmp_path: Path) -> None:
    service = DraftService(tmp_path)
    draft = await service.draft("guild1", ARTICLE.encode(), "a.txt", "u1")
    with pytest.raises(UnknownDraft):
        await service.preview("guild2", draft.id)
    await service.approve("guild1", draft.id)
    assert not service.personas("guild2").exists()


async def test_a_preview_shows_each_statement_and_the_files_and_a_dropped_one_is_not_written(tmp_path: Path) -> None:
    service = DraftService(tmp_path)
    draft = await service.draft("guild1", ARTICLE.encode(), "a.txt", "u1")
    preview = await service.preview("guild1", draft.id)
    assert [(f.number, f.speaker) for f in preview.statements] == [(1, "邵大雷"), (2, "白静")]
    assert "⟦夜市值得看好，明年还会多十个⟧" in preview.statements[0].passage
    assert "shao-dalei.yaml" in preview.files
    assert (await service.approve("guild1", draft.id, drop=[2])).positions == 1


async def test_a_rejected_draft_is_gone_and_the_same_article_makes_the_same_draft(tmp_path: Path) -> None:
    service = DraftService(tmp_path)
    first = await service.draft("guild1", ARTICLE.encode(), "a.txt", "u1")
    again = await service.draft("guild1", ARTICLE.encode(), "a.txt", "u2")
    assert first.id == again.id
    await service.reject("guild1", first.id)
    with pytest.raises(UnknownDraft):
        await service.approve("guild1", first.id)


async def test_two_moderators_at_once_write_one_persona(tmp_path: Path) -> None:
    service = DraftService(tmp_path)
    draft = await service.draft("guild1", ARTICLE.encode(), "a.txt", "u1")
    results = await asyncio.gather(*(service.approve("guild1", draft.id) for _ in range(3)), return_exceptions=True)
    assert sum(isinstance(r, UnknownDraft) for r in results) == 2


@pytest.mark.parametrize("server", ["../x", "", "a/b", "x" * 41])
async def test_a_server_cannot_reach_another_folder(server: str, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        await DraftService(tmp_path).draft(server, ARTICLE.encode(), "a.txt", "u")


async def test_bad_files_and_too_many_drafts_are_refused_with_a_sentence(tmp_path: Path) -> None:
    service = DraftService(tmp_path)
    for raw, name in [(b"\x00\x01\x02" * 50, "a.txt"), (b"hello", "a.exe"), ("没有人说话。".encode(), "a.txt"), (b"", "a.txt")]:
        with pytest.raises(RequestError):
            await service.draft("g", raw, name, "u")
    for n in range(MOST_DRAFTS):
        await service.draft("g", f"{ARTICLE}第{n}版。".encode(), "a.txt", "u")
    with pytest.raises(Refused):
        await service.draft("g", (ARTICLE + "又一版。").encode(), "a.txt", "u")
    await service.forget("g")
    assert await service.drafts("g") == []
