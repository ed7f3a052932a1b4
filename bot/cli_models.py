"""`models`, `usage`, `prompts`: which model servers there are, whether they answer, what they took and what they were sent."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.cli_table import CONFIG, DB, JSON, LANGUAGE, dump
from bot.errors import RequestError
from bot.lang import Sentence

if TYPE_CHECKING:
    from bot.config import Config

GROUPS = ("provider", "model", "job", "server", "user", "debate", "day")
TRY = "只回一个字：好"
TRY_TOKENS = 64  # a thinking model needs a few to get to the word


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("models")(models)
    app.command("usage")(usage)
    app.command("prompts")(prompts)


def models(
    ask: bool = typer.Option(True, "--try/--no-try", help="每个模型用一句很短的话试一次"),
    as_json: bool = JSON,
    language: str = LANGUAGE,
    config: Path = CONFIG,
) -> None:
    """配置了哪些模型服务，通不通。"""
    failed = asyncio.run(_models(ask, as_json, language, config))
    if failed:
        raise typer.Exit(1)


async def _models(ask: bool, as_json: bool, language: str | None, file: Path | None) -> bool:
    from bot.config import load_config
    from bot.lang import say

    config = load_config(file)
    shown = _language(config, language)
    rows = await asyncio.gather(*(_tried(config, name, ask, shown) for name in config.models))
    if as_json:
        for row in rows:
            print(dump(row))
    else:
        for row in rows:
            print("\n".join(_lines(row, shown)))
        if not rows:
            print(say(shown, "models.list.none"))
        print(say(shown, "models.list.chain", chain=" → ".join(config.chain())))
    return any(row["ok"] is False for row in rows)


async def _tried(config: Config, name: str, ask: bool, language: str) -> dict[str, Any]:
    """One server as an object: `ok` is None where it was not tried."""
    from bot.errors import EngineError
    from bot.modelling import provider
    from bot.speech.openai import Client

    server = config.models[name]
    row: dict[str, Any] = {"name": name, "base_url": server.base_url, "model": server.model, "ok": None, "why": ""}
    row |= {"api_key_env": server.api_key_env, "key_set": bool(os.environ.get(server.api_key_env or ""))}
    if not ask:
        return row
    client, began, first, heard = Client(provider(name, server, language)), time.perf_counter(), 0.0, False
    try:
        async for piece in client.stream([{"role": "user", "content": TRY}], max_tokens=TRY_TOKENS):
            heard = heard or piece.kind in ("text", "thought")
            if heard and not first:
                first = time.perf_counter() - began
        row |= {
            "ok": heard,
            "first_token_seconds": round(first, 3),
            "why": "" if heard else _say(language, "list.silent"),
        }
    except EngineError as error:
        row |= {"ok": False, "why": str(error)}
    finally:
        await client.close()
    row["seconds"] = round(time.perf_counter() - began, 3)
    return row


def _lines(row: dict[str, Any], language: str) -> list[str]:
    if row["ok"] is None:
        state = _say(language, "list.skipped")
    elif row["ok"]:
        state = _say(language, "list.ok", first=f"{row['first_token_seconds']:.2f}", seconds=f"{row['seconds']:.2f}")
    else:
        state = _say(language, "list.failed", why=row["why"])
    lines = [f"{row['name']} · {row['model']} · {row['base_url']}", f"  {state}"]
    if row["api_key_env"]:
        key = _say(language, "list.key_set" if row["key_set"] else "list.key_unset")
        lines.append("  " + _say(language, "list.key", env=row["api_key_env"], state=key))
    return lines


def usage(
    by: str = typer.Option("provider,day", "--by", help=f"按什么分组，用逗号分开：{'、'.join(GROUPS)}"),
    days: int = typer.Option(30, "--days", min=1, max=36500, help="最近多少天"),
    as_json: bool = JSON,
    language: str = LANGUAGE,
    config: Path = CONFIG,
    db: Path = DB,
) -> None:
    """模型用了多少 token、花了多少钱。"""
    asyncio.run(_usage(by, days, as_json, language, config, db))


async def _usage(by: str, days: int, as_json: bool, language: str | None, file: Path | None, db: Path | None) -> None:
    from bot.cli_table import split_names
    from bot.config import load_config
    from bot.store.sqlite import open_store

    groups = split_names(by)
    wrong = [name for name in groups if name not in GROUPS]
    if wrong:
        raise RequestError(Sentence("refusals.group", name=wrong[0][:40], known=tuple(GROUPS)))
    config = load_config(file, db=db)
    store = await open_store(config.database)
    try:
        rows = await store.usage(since=time.time() - days * 86_400, by=groups)
    finally:
        await store.close()
    if as_json:
        for row in rows:
            print(dump(row))
        return
    print("\n".join(_table(rows, groups, config, _language(config, language))))


def prompts(
    asked: str = typer.Argument("last", help="辩论的编号、编号的开头，或 last"),
    as_json: bool = JSON,
    config: Path = CONFIG,
    db: Path = DB,
) -> None:
    """一场辩论里每次发给模型的全文。"""
    asyncio.run(_prompts(asked, as_json, config, db))


async def _prompts(asked: str, as_json: bool, file: Path | None, db: Path | None) -> None:
    import json

    from bot.config import load_config
    from bot.store.sqlite import open_store

    config = load_config(file, db=db)
    store = await open_store(config.database)
    try:
        rows = await store.calls(await store.find_debate(asked))
    finally:
        await store.close()
    for row in rows:
        if as_json:
            print(dump(row))
            continue
        took = f"{row['prompt_tokens']} + {row['completion_tokens']} token · {row['seconds']:.2f} s · {row['cost']:.4f}"
        print(f"=== #{row['seq']} {row['job']} · {row['provider']} {row['model']} · {row['template']} · {took}")
        for message in json.loads(row["prompt"]):
            print(f"--- {message['role']} ---\n{message['content']}")
    if not rows and not as_json:
        print(_say(config.language, "usage.none"))


def _table(rows: list[dict[str, Any]], groups: list[str], config: Config, language: str) -> list[str]:
    if not rows:
        return [_say(language, "usage.none")]
    sums = ("calls", "prompt_tokens", "completion_tokens", "cost", "seconds")
    heads = [_say(language, f"usage.by.{name}") for name in groups]
    heads += [
        _say(language, f"usage.{name}", **({"currency": config.budgets.currency} if name == "cost" else {}))
        for name in sums
    ]
    total = dict.fromkeys(groups, "") | {name: sum(row[name] for row in rows) for name in sums}
    if groups:
        total[groups[0]] = _say(language, "usage.total")
    lines = [heads]
    for row in [*rows, total] if len(rows) > 1 else rows:
        cells = [str(row[name]) or "-" for name in groups]
        cells += [str(row["calls"]), str(row["prompt_tokens"]), str(row["completion_tokens"])]
        lines.append([*cells, f"{row['cost']:.4f}", f"{row['seconds']:.1f}"])
    return _aligned(lines, len(groups)) + _caps(config, language)


def _aligned(lines: list[list[str]], left: int) -> list[str]:
    """Columns of one width; the first `left` begin at their left, figures end at their right. Han take two places."""
    widths = [max(_width(line[i]) for line in lines) for i in range(len(lines[0]))]

    def cell(text: str, i: int) -> str:
        space = " " * (widths[i] - _width(text))
        return text + space if i < left else space + text

    return ["  ".join(cell(text, i) for i, text in enumerate(line)).rstrip() for line in lines]


def _caps(config: Config, language: str) -> list[str]:
    budgets, lines = config.budgets, []
    for name in ("per_user_per_day", "per_server_per_day", "per_day", "per_debate"):
        money, tokens = getattr(budgets, name), getattr(budgets, f"tokens_{name.removeprefix('tokens_')}")
        if money or tokens:
            cap = _say(language, f"caps.{name}")
            lines.append(
                _say(language, "usage.cap", cap=cap, money=f"{money:g}", tokens=tokens, currency=budgets.currency)
            )
    return lines


def _width(text: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _say(language: str, key: str, **values: Any) -> str:
    from bot.lang import say

    return say(language, f"models.{key}", **values)


def _language(config: Config, asked: str | None) -> str:
    from bot.cli_language import known

    return config.language if asked is None else known(asked)
