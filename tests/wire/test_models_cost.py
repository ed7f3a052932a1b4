"""Budgets, usage and estimates: the real program over a real server and a real database."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bot.speech.brief import Account
from bot.speech.budget import Budget, BudgetReached, Caps
from tests.speech import briefs
from tests.wire.models import GOOD, talking
from tests.wire.openai_server import Reply, Scripted, obliging

pytestmark = pytest.mark.wire
ME = Account(user="小李", server="1")


async def run(folder: Path, *args: str, config: str = "") -> str:
    (folder / "config.yaml").write_text(config, "utf-8")
    command = ("-m", "bot", *args, "--config", str(folder / "config.yaml"))
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=-1, stderr=-1)
    out, err = await process.communicate()
    assert process.returncode == 0, (out + err).decode()
    return out.decode()


def server_config(server: Scripted, **more: Any) -> str:
    local = {"base_url": server.address, "model": "m", "price": {"prompt": 1, "completion": 2}, "retries": 0}
    return json.dumps({"models": {"local": local}, "engine": ["local", "offline"], **more})


async def test_each_call_leaves_a_row_with_what_was_sent_and_what_it_took() -> None:
    options = {"prompt_price": 2.0, "completion_price": 8.0, "parameters": {"temperature": 0.5}}
    async with Scripted((Reply(GOOD, usage=(1000, 50)),)) as server, talking(server, **options) as talk:
        said = await talk.say(briefs.zhu(account=ME))
    (row,) = talk.rows
    assert (row["prompt_tokens"], row["completion_tokens"], row["user"], row["server"]) == (1000, 50, "小李", "1")
    assert row["cost"] == pytest.approx((1000 * 2 + 50 * 8) / 1e6)
    assert json.loads(row["prompt"]) == server.calls[0]["messages"]
    assert row["template"] and row["job"] == "ask" and row["model"] == "m" and row["seconds"] > 0
    assert row["settings"]["parameters"] == {"temperature": 0.5} and row["settings"]["counted"] is True
    assert said.usage["cost"] == row["cost"] and said.usage["calls"] == 1


async def test_tokens_are_estimated_where_the_server_counts_none() -> None:
    async with Scripted((Reply(GOOD, usage=None),)) as server, talking(server) as talk:
        await talk.say()
    assert talk.rows[0]["settings"]["counted"] is False
    assert talk.rows[0]["prompt_tokens"] > 500 and talk.rows[0]["completion_tokens"] > 10


@pytest.mark.parametrize(
    "caps",
    [
        Caps(tokens_per_user_per_day=3000),
        Caps(tokens_per_server_per_day=3000),
        Caps(tokens_per_day=3000),
        Caps(per_user_per_day=0.003),
        Caps(per_day=0.003),
    ],
)
async def test_a_cap_reached_ends_in_offline_turns_never_in_the_middle_of_one(caps: Caps) -> None:
    options = {"budget": Budget(caps), "prompt_price": 1, "completion_price": 1}
    async with Scripted((Reply(GOOD, usage=(900, 100)),)) as server, talking(server, **options) as talk:
        said = [await talk.say(briefs.zhu(account=ME)) for _ in range(4)]
    engines = [one.engine for one in said]
    assert engines == ["local", "offline", "offline", "offline"], (
        "one call of 1,000 leaves no room for another of 2,500"
    )
    assert "预算" in said[1].notes[0] and said[1].citations
    assert len(server.calls) == 1


async def test_one_users_cap_is_not_anothers() -> None:
    budget = Budget(Caps(tokens_per_user_per_day=3000))
    async with Scripted((Reply(GOOD, usage=(900, 100)),)) as server, talking(server, budget=budget) as talk:
        for user in ("a", "b"):
            assert (await talk.say(briefs.zhu(account=Account(user=user)))).engine == "local"


async def test_calls_at_once_cannot_overrun_a_cap_together() -> None:
    budget = Budget(Caps(tokens_per_day=6000))
    async with Scripted((Reply(GOOD, wait=0.05, usage=(900, 100)),)) as server, talking(server, budget=budget) as talk:
        said = await asyncio.gather(*(talk.say() for _ in range(6)))
    assert sum(one.engine == "local" for one in said) == 2


async def test_yesterday_is_forgotten_and_a_debate_is_not() -> None:
    now = [time.time()]
    budget = Budget(Caps(tokens_per_day=1000, tokens_per_debate=1500), now=lambda: now[0])
    debate = Account(debate="d")
    budget.settle(await budget.admit(debate, 900, 0), 900, 0)
    with pytest.raises(BudgetReached):
        await budget.admit(Account(), 200, 0)
    now[0] += 86_400
    budget.settle(await budget.admit(Account(), 200, 0), 200, 0)
    with pytest.raises(BudgetReached):
        await budget.admit(debate, 700, 0)


async def test_usage_is_summed_and_shown(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "x.db"))
    async with Scripted(obliging) as server:
        config = server_config(server, budgets={"tokens_per_day": 10_000_000})
        args = ("debate", "创业公司该不该做大模型？", "--personas", "朱啸虎,傅盛", "--seed", "1", "--json", *db)
        lines = [json.loads(line) for line in (await run(tmp_path, *args, config=config)).splitlines()]
        told = [
            json.loads(line)
            for line in (await run(tmp_path, "usage", "--json", "--by", "debate,job", *db)).splitlines()
        ]
        shown = await run(tmp_path, "usage", *db, config=config)
        sent = await run(tmp_path, "prompts", "last", *db, config=config)
    turns = [line for line in lines if line.get("type") == "turn" or line.get("event", {}).get("type") == "turn"]
    assert len(turns) >= 8
    assert sum(row["calls"] for row in told) == len(server.calls)
    assert {row["job"] for row in told} >= {"opening", "closing", "moderator"}
    assert len({row["debate"] for row in told}) == 1 and told[0]["debate"]
    assert sent.count("--- system ---") == len(server.calls) and "你此刻是朱啸虎的模拟声音" in sent
    assert "local" in shown and "每天上限" in shown


async def test_the_estimate_is_near_what_a_debate_takes(tmp_path: Path) -> None:
    from bot.ports import Asker
    from bot.wiring import open_house

    async with Scripted(obliging) as server:
        file = tmp_path / "config.yaml"
        file.write_text(server_config(server), "utf-8")
        async with open_house(file, tmp_path / "x.db") as house:
            plan = house.table.plan_debate("创业公司该不该做大模型？", ("朱啸虎", "傅盛"), seed=1, asker=Asker())
            assert plan.engine == ("local", "offline") and plan.cost > 0
            offline = house.table.plan_debate(
                "创业公司该不该做大模型？", ("朱啸虎", "傅盛"), seed=1, asker=Asker(engine=("offline",))
            )
            assert offline.tokens == 0 and offline.cost == 0.0
        await run(
            tmp_path,
            "debate",
            plan.motion,
            "--personas",
            "朱啸虎,傅盛",
            "--seed",
            "1",
            "--json",
            "--db",
            str(tmp_path / "y.db"),
            config=server_config(server),
        )
    from bot.speech.context import tokens

    sent = sum(tokens(m["content"]) for call in server.calls for m in call["messages"])
    assert 0.5 < plan.tokens / (sent + 40 * len(server.calls)) < 3.0, (plan.tokens, sent)


async def test_models_are_listed_and_tried(tmp_path: Path) -> None:
    async with Scripted((Reply("好"),)) as server:
        config = server_config(server)
        shown = await run(tmp_path, "models", config=config)
        assert "local" in shown and "可用" in shown and len(server.calls) == 1
        assert server.calls[0]["max_tokens"] <= 64
        listed = json.loads(await run(tmp_path, "models", "--no-try", "--json", config=config))
        assert listed["ok"] is None and len(server.calls) == 1
    assert "离线引擎" in await run(tmp_path, "models", config="{}")


async def test_a_model_that_fails_is_said_to_fail_and_why(tmp_path: Path) -> None:
    async with Scripted((Reply(status=404),)) as server:
        (tmp_path / "config.yaml").write_text(server_config(server), "utf-8")
    command = ("-m", "bot", "models", "--config", str(tmp_path / "config.yaml"))
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=-1, stderr=-1)
    out, _ = await process.communicate()
    assert process.returncode == 1 and "连不上" in out.decode()
