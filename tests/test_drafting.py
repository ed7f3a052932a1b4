"""Distilling for a front end: from a draft to a server's own table, over restarts, reloads and broken files."""

from __future__ import annotations

import asyncio
import gc
import shutil
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.config import ModelServer, Withdrawn
from bot.debate.events import Record
from bot.drafting import Drafting, folder_of
from bot.errors import UnknownPersona
from bot.persona.files import read_library
from bot.ports import Approved, Asker, Own, Removed
from bot.reloading import Files
from bot.wiring import House, beside, materials, open_house, take_over
from tests.running import inside, yuanzhuo

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


async def approved(drafting: Drafting, server: str = "101") -> Approved:
    draft = await drafting.draft(server, ARTICLE, "a.txt", title="夜市之争", outlet="街坊报", published="2024-04-01")
    assert draft.title == "夜市之争" and [f.line for f in draft.statements] == [3, 4]
    return await drafting.approve(server, draft.id)


async def test_approved_people_answer_in_their_server_with_the_source_as_given(tmp_path: Path) -> None:
    async with opened(tmp_path) as (house, drafting):
        draft = await drafting.draft("101", ARTICLE, "a.txt")
        with pytest.raises(UnknownPersona):
            await house.table.ask("邵大雷", QUESTION, HERE)
        await drafting.reject("101", draft.id)
        assert await approved(drafting) == Approved(("邵大雷", "白静"))
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
        house.table.admit("101", beside(house.config, house.library, house.table.materials, "101", house.own["101"]))
        assert "邵大雷" not in {p.name for p in house.table.of("101").shelf.all()}
        assert house.table.of("101").shelf.find("白静").name == "白静"


async def longest_hold(work: Awaitable[object]) -> float:
    """Seconds of its own thread's CPU the loop spent at once while `work` was done: a busy machine adds nothing to these."""
    worst, done = 0.0, asyncio.ensure_future(work)
    last = time.thread_time()
    while not done.done():
        await asyncio.sleep(0.001)
        now = time.thread_time()
        worst, last = max(worst, now - last), now
    await done
    return worst


async def test_neither_an_approval_nor_a_reload_holds_the_event_loop(tmp_path: Path) -> None:
    servers = ("101", "102", "103")
    async with opened(tmp_path) as (house, drafting):
        ids = [(await drafting.draft(s, ARTICLE, "a.txt")).id for s in servers]
        files = Files(house.config, read_library(house.config.personas_dir), dict(house.table.formats))
        gc.collect()
        gc.freeze()  # as the bot does: a collection walks everything in whichever thread it falls due
        try:
            approving = [await longest_hold(drafting.approve(s, id)) for s, id in zip(servers, ids, strict=True)]
            model = ModelServer(base_url="http://127.0.0.1:9/v1", model="m")
            files.config = house.config.model_copy(update={"models": {"m": model}})
            reloading = await longest_hold(take_over(house, files))
            removing = await longest_hold(drafting.remove_person("103", "bai-jing"))
        finally:
            gc.unfreeze()
        held = await longest_hold(laid_on_the_loop(house))
    assert max(*approving, reloading, removing) < 0.05, (approving, reloading, removing)
    assert held > 0.05, "laid out on the loop, the same tables hold it for longer than that"


async def laid_on_the_loop(house: House) -> None:
    for server, own in house.own.items():
        beside(house.config, house.library, house.table.materials, server, own)


async def test_approvals_at_once_and_a_reload_between_them_lose_nobody(tmp_path: Path) -> None:
    other = ARTICLE.decode().replace("邵大雷", "傅明远").replace("白静", "许兰").encode()
    async with opened(tmp_path) as (house, drafting):
        drafts = [await drafting.draft(s, a, "a.txt") for s in ("101", "102") for a in (ARTICLE, other)]
        kept = read_library(house.config.personas_dir)
        config = house.config.model_copy(update={"withdrawn": Withdrawn(speakers=("许兰",))})
        files = Files(config, kept, dict(house.table.formats))
        servers = ("101", "101", "102", "102")
        approvals = [drafting.approve(s, d.id) for s, d in zip(servers, drafts, strict=True)]
        await asyncio.gather(*approvals[:2], take_over(house, files), *approvals[2:], take_over(house, files))
        for server in ("101", "102"):
            assert {"邵大雷", "白静", "傅明远"} <= (names := {p.name for p in house.table.of(server).shelf.all()})
            assert "许兰" not in names


async def test_a_debate_under_way_goes_on_through_a_reload(tmp_path: Path) -> None:
    async with opened(tmp_path) as (house, drafting):
        await approved(drafting)
        plan = house.table.plan_debate(QUESTION, ["邵大雷", "白静"], "快辩", seed=3, asker=HERE)
        undisturbed, reloaded = [await house.table.open_debate(plan, HERE) for _ in range(2)]
        await house.table.run(undisturbed, Silent())
        files = Files(house.config, read_library(house.config.personas_dir), dict(house.table.formats))
        await asyncio.gather(house.table.run(reloaded, Silent()), *(take_over(house, files) for _ in range(2)))
        texts = [[getattr(r.event, "text", "") for r in await house.table.records(d)] for d in (undisturbed, reloaded)]
        assert texts[0] == texts[1] and (await house.table.status(reloaded)).ended == "closed"


class Silent:
    """A stage that shows nothing."""

    async def show(self, record: Record) -> None:
        """Nothing."""
        await asyncio.sleep(0.001)

    def partial(self, seq: int, speaker: str, text: str) -> None:
        """Nothing."""


async def test_the_terminal_shows_resumes_and_exports_a_debate_of_a_servers_own_people(tmp_path: Path) -> None:
    async with opened(tmp_path) as (house, drafting):
        await approved(drafting)
        debate = await house.table.open_debate(house.table.plan_debate(QUESTION, ["邵大雷", "白静"], asker=HERE), HERE)

    async def run(*arguments: str) -> CompletedProcess[str]:
        program = yuanzhuo if arguments[0] == "resume" else inside  # signals are the main thread's alone
        return await asyncio.to_thread(program, *arguments, "--db", str(tmp_path / "yuanzhuo.db"))

    resumed = await run("resume", debate)
    assert resumed.returncode == 0 and "邵大雷（模拟）" in resumed.stdout and "夜市之争" in resumed.stdout, resumed
    assert "夜市之争" in (await run("show", debate)).stdout
    exported = await run("export", debate)
    assert "《夜市之争》" in exported.stdout and "模拟" in exported.stdout and "本场度量" in exported.stdout

    async with opened(tmp_path) as (house, drafting):
        half = await house.table.open_debate(house.table.plan_debate(QUESTION, ["邵大雷", "白静"], asker=HERE), HERE)
    shutil.rmtree(folder_of(tmp_path / "yuanzhuo.db"))
    refused = await run("resume", half)
    assert refused.returncode and "服务器 101 自己的人物" in refused.stderr and "导出" in refused.stderr
    assert "邵大雷" in (await run("export", debate)).stdout


async def test_an_approval_says_whom_the_operator_has_withdrawn(tmp_path: Path) -> None:
    async with opened(tmp_path) as (house, drafting):
        house.config = house.config.model_copy(update={"withdrawn": Withdrawn(speakers=("邵大雷",))})
        assert await approved(drafting) == Approved(("白静",), ("邵大雷",))
        source = next(s.id for s in house.own["101"].sources.sources)
        for named in (source, f"{source}-101"):  # as in its file, and as it is called beside everybody's
            withdrawn = Withdrawn(sources=(named,))
            config = house.config.model_copy(update={"withdrawn": withdrawn})
            left = beside(config, house.library, house.table.materials, "101", house.own["101"])
            assert not {"邵大雷", "白静"} & {p.name for p in left.shelf.all()}


async def test_a_removal_says_who_is_gone_and_who_holds_less_and_touches_no_other_server(tmp_path: Path) -> None:
    ours = ARTICLE.decode().replace("白静", "傅盛").replace("居民代表", "").encode()
    async with opened(tmp_path) as (house, drafting):
        await approved(drafting, "102")
        draft = await drafting.draft("101", ours, "a.txt")
        await drafting.approve("101", draft.id)
        before = len(house.table.of("101").shelf.find("傅盛").persona.positions)
        own = await drafting.own("101")
        assert [(p.name, p.positions) for p in own.people] == [("傅盛", 1), ("邵大雷", 1)]
        assert (own.articles[0].people, own.articles[0].positions) == (("傅盛", "邵大雷"), 2)
        removed = await drafting.remove_article("101", own.articles[0].id)
        assert (removed.gone, removed.less) == ({"shao-dalei-101"}, {"fu-sheng"})
        assert len(house.table.of("101").shelf.find("傅盛").persona.positions) == before - 1
        assert "101" not in house.own and await drafting.own("101") == Own()
        assert house.table.of("101") is house.table.of("") and house.table.of("102").shelf.find("白静").name == "白静"
        assert await drafting.remove_person("101", "nobody") == Removed()


async def test_a_server_that_is_forgotten_leaves_neither_files_nor_a_table(tmp_path: Path) -> None:
    async with opened(tmp_path) as (house, drafting):
        await approved(drafting)
        await drafting.draft("101", ARTICLE, "a.txt")
        await drafting.forget("101")
        assert drafting.servers() == [] and house.table.of("101") is house.table.of("")


async def test_a_servers_broken_files_stop_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with opened(tmp_path) as (_, drafting):
        await approved(drafting)
        await approved(drafting, "103")
    (folder_of(tmp_path / "yuanzhuo.db") / "101" / "personas" / "bai-jing.yaml").write_text("schema: [", "utf-8")
    async with opened(tmp_path) as (house, drafting):
        assert "can't be used" in caplog.text
        assert [drafting.readable(s) for s in ("101", "103", "104")] == [False, True, True]
        assert house.table.of("103").shelf.find("白静").name == "白静"
        with pytest.raises(UnknownPersona):
            house.table.of("101").shelf.find("白静")
