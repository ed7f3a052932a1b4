"""How long things are kept, the operator's days against the servers'; drafts, and servers that were left."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bot.config import Config, Discord
from bot.distill.service import DraftService
from bot.frontends.discord.distilling import Drafters
from bot.frontends.discord.pruning import (
    DAY,
    LEFT,
    days_kept,
    draft_days,
    expire_drafts,
    forget_left,
    note_left,
    prune,
)
from bot.ports import ChatMessage
from bot.store.memory import MemoryStore

NOW = 1000 * DAY
ARTICLE = "夜市还能火多久\n2024-03-05\n“夜市扰民，我们反对。”居民代表白静说。\n".encode()


@pytest.mark.parametrize(("operators", "own", "kept"), [(180, 7, 7), (7, 180, 7), (0, 7, 7), (180, 0, 180), (0, 0, 0)])
def test_the_fewer_days_count_and_nought_is_no_limit(operators: int, own: int, kept: int) -> None:
    assert days_kept(operators, {"retention_days": own}) == kept
    assert days_kept(operators, {}) == operators


@pytest.mark.parametrize(
    ("operators", "left"),
    [(180, ["short 5", "long 5", "long 20", "other 5", "other 20"]), (10, ["short 5", "long 5", "other 5"])],
)
async def test_a_server_can_only_keep_for_less_than_the_operator(operators: int, left: list[str]) -> None:
    store = MemoryStore()
    for server in ("short", "long", "other"):
        for age in (5, 20, 300):
            key = f"{server} {age}"
            await store.say(ChatMessage(key, key, "user", "u", "U", "…", NOW - age * DAY), server=server)
    await store.set_setting("server:short", "retention_days", 7)
    await store.set_setting("server:long", "retention_days", 900)
    assert await prune(store, operators, NOW) == 9 - len(left)
    keys = [f"{server} {age}" for server in ("short", "long", "other") for age in (5, 20, 300)]
    assert [key for key in keys if await store.history(key)] == left
    assert await prune(store, operators, NOW) == 0


async def drafted(folder: Path) -> tuple[DraftService, Drafts]:
    service = DraftService(folder)
    for server in ("1", "2"):
        await service.draft(server, ARTICLE, "a.txt", "")
    return service, Drafts(service)


class Drafts:
    """The part of `bot.ports.Drafting` that pruning asks for, over the real service."""

    def __init__(self, service: DraftService) -> None:
        self.servers, self.expire, self.forget = service.servers, service.expire, service.forget


@pytest.mark.parametrize(("config", "own", "kept"), [({}, 0, 7), ({}, 3, 3), ({"retention_days": 2}, 0, 2)])
def test_a_draft_is_kept_no_longer_than_anything_else(config: dict[str, int], own: int, kept: int) -> None:
    assert draft_days(Config(**config), {"retention_days": own}) == kept  # type: ignore[arg-type]


async def test_drafts_that_nobody_works_on_expire_with_the_note_of_who_asked(tmp_path: Path) -> None:
    service, drafting = await drafted(tmp_path)
    store, config = MemoryStore(), Config()
    now = time.time()
    ids = {server: (await service.drafts(server))[0].id for server in ("1", "2")}
    for server, id in ids.items():
        await Drafters(store).note(server, id, f"u{server}")
        os.utime(tmp_path / server / "drafts" / f"{id}.json", (now - 8 * DAY, now - 8 * DAY))
    spot = (await service.look("1", ids["1"]))[1][0].spot
    await service.drop("1", ids["1"], [spot], True)  # worked on: its time begins anew
    assert await expire_drafts(drafting, store, config, now) == 1  # type: ignore[arg-type]
    assert len(await service.drafts("1")) == 1 and await service.drafts("2") == []
    assert await Drafters(store).of("1", ids["1"]) == "u1" and await Drafters(store).of("2", ids["2"]) == ""
    keep = Config(retention_days=0, discord=Discord(draft_days=0))
    assert await expire_drafts(drafting, store, keep, now + 900 * DAY) == 0  # type: ignore[arg-type]


async def test_a_server_we_were_removed_from_is_forgotten_after_the_days_things_are_kept_there(tmp_path: Path) -> None:
    _, drafting = await drafted(tmp_path)
    (tmp_path / "lost+found").mkdir()  # nobody's
    store, here = MemoryStore(), {"2"}
    await store.set_setting("server:1", "language", "en")
    await note_left(store, ["1", "2"], here.__contains__, NOW)
    await note_left(store, ["1"], here.__contains__, NOW + 100 * DAY)  # the first day counts
    assert await store.settings_named(LEFT, "server") == {"server:1": NOW}
    assert await forget_left(drafting, store, Config(retention_days=0), NOW + 900 * DAY) == []  # type: ignore[arg-type]
    assert await forget_left(drafting, store, Config(), NOW + 179 * DAY) == []  # type: ignore[arg-type]
    assert await forget_left(drafting, store, Config(), NOW + 181 * DAY) == ["1"]  # type: ignore[arg-type]
    assert drafting.servers() == ["2"] and await store.settings("server:1") == {}


async def test_whoever_invites_us_again_in_time_keeps_everything(tmp_path: Path) -> None:
    _, drafting = await drafted(tmp_path)
    store = MemoryStore()
    await note_left(store, ["1"], {"2"}.__contains__, NOW)
    await note_left(store, [], {"1", "2"}.__contains__, NOW + DAY)
    assert await forget_left(drafting, store, Config(), NOW + 900 * DAY) == []  # type: ignore[arg-type]
    assert drafting.servers() == ["1", "2"]
