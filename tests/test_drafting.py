"""Distilling for a front end: from a draft to a server's own table, over restarts, reloads and broken files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.config import Withdrawn
from bot.drafting import Drafting, folder_of
from bot.errors import UnknownPersona
from bot.ports import Asker
from bot.wiring import House, materials, open_house

ARTICLE = """夜市还能火多久
2024-03-05
摊主联合会会长邵大雷认为，夜市值得看好，明年还会多十个。
“夜市扰民，我们反对。”居民代表白静说。
""".encode()
QUESTION = "夜市值得看好吗？"
HERE, THERE = Asker("discord", "u1", server="101"), Asker("discord", "u1", server="102")


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[House, Drafting]]:
    database = folder / "yuanzhuo.db"
    async with open_house(None, database) as house:
        drafting = Drafting(house, folder_of(database))
        await drafting.open()
        yield house, drafting


async def approved(drafting: Drafting, server: str = "101") -> tuple[str, ...]:
    draft = await drafting.draft(server, ARTICLE, "a.txt", title="夜市之争", outlet="街坊报", published="2024-04-01")
    assert draft.title == "夜市之争" and [f.line for f in draft.statements] == [3, 4]
    return await drafting.approve(server, draft.id)


async def test_approved_people_answer_in_their_server_with_the_source_as_given(tmp_path: Path) -> None:
    async with opened(tmp_path) as (house, drafting):
        draft = await drafting.draft("101", ARTICLE, "a.txt")
        with pytest.raises(UnknownPersona):
            await house.table.ask("邵大雷", QUESTION, HERE)
        await drafting.reject("101", draft.id)
        assert await approved(drafting) == ("邵大雷", "白静")
        answer = await house.table.ask("邵大雷", QUESTION, HERE)
        assert answer.level == "stated" and answer.citations
        source = house.table.sources.by_id[answer.citations[0].source]
        assert (source.title, source.outlet, source.published) == ("夜市之争", "街坊报", "2024-04-01")
        with pytest.raises(UnknownPersona):
            await house.table.ask("邵大雷", QUESTION, THERE)
        assert (await house.table.ask("傅盛", "大模型", HERE)).persona == "fu-sheng"


async def test_debates_are_planned_resumed_and_measured_with_a_servers_own_people(tmp_path: Path) -> None:
    async with opened(tmp_path) as (house, drafting):
        await approved(drafting)
        with pytest.raises(UnknownPersona):
            house.table.plan_debate(QUESTION, ["邵大雷", "白静"], asker=THERE)
        plan = house.table.plan_debate(QUESTION, ["邵大雷", "白静"], asker=HERE)
        debate = await house.table.open_debate(plan, HERE)
    async with opened(tmp_path) as (house, _):
        assert {s.name for s in (await house.table.status(debate)).seats} == {"邵大雷", "白静"}
        assert house.table.measures(await house.table.records(debate))


async def test_a_reload_keeps_them_and_a_withdrawn_voice_is_gone_here_too(tmp_path: Path) -> None:
    async with opened(tmp_path) as (house, drafting):
        await approved(drafting)
        house.config = house.config.model_copy(update={"withdrawn": Withdrawn(speakers=("邵大雷",))})
        house.table.reload(materials(house.config, house.library), house.table.formats)
        assert house.table.of("101").shelf.find("白静").name == "白静"
        house.table.admit("101", house.beside("101", house.own["101"]))
        assert "邵大雷" not in {p.name for p in house.table.of("101").shelf.all()}
        assert house.table.of("101").shelf.find("白静").name == "白静"


async def test_a_servers_broken_files_stop_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with opened(tmp_path) as (_, drafting):
        await approved(drafting)
        await approved(drafting, "103")
    (folder_of(tmp_path / "yuanzhuo.db") / "101" / "personas" / "bai-jing.yaml").write_text("schema: [", "utf-8")
    async with opened(tmp_path) as (house, _):
        assert "can't be used" in caplog.text
        assert house.table.of("103").shelf.find("白静").name == "白静"
        with pytest.raises(UnknownPersona):
            house.table.of("101").shelf.find("白静")
