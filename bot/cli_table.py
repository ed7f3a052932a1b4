"""`ask`, `panel`, `personas`, `motions`: questions to the table that keep nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.errors import RequestError, YuanzhuoError
from bot.lang import Sentence, told

if TYPE_CHECKING:
    from bot.ports import Answer, Asker
    from bot.wiring import House

CONFIG = typer.Option(None, "--config", help="配置文件（也可用环境变量 YUANZHUO_CONFIG）")
DB = typer.Option(None, "--db", help="数据库文件（也可用环境变量 YUANZHUO_DB）")
ENGINE = typer.Option(None, "--engine", help="措辞引擎的次序，例：local,offline")
JSON = typer.Option(False, "--json", help="每行一个 JSON 对象")
LANGUAGE = typer.Option(None, "--lang", help="zh-CN | zh-TW | en；不写就按配置")

BATCH_LINE_LIMIT = 1_000_000  # characters


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("ask")(ask)
    app.command("panel")(panel)
    app.command("personas")(personas)
    app.command("motions")(motions)


@asynccontextmanager
async def house(config: Path | None, db: Path | None = None, *, store: bool = False) -> AsyncIterator[House]:
    """The wired table, closed in the end."""
    from bot.wiring import open_house

    async with open_house(config, db, store=store) as opened:
        yield opened


def run(work: Coroutine[Any, Any, None], config: Path | None) -> None:
    """Run a command that keeps nothing. Without a config there is no model to wait for: then it is run straight to its end.

    An event loop that nothing waits in costs 25 ms to import and start, a twelfth of an answer.
    """
    from bot.config import config_file

    if config_file(config) is not None:
        import asyncio

        asyncio.run(work)
        return
    try:
        work.send(None)
    except StopIteration:
        return
    raise RuntimeError("something waits that should not: it needs asyncio.run")


def asker(opened: House, engine: str | None, language: str | None = None) -> Asker:
    """Whoever sits at this terminal."""
    from bot.cli_language import known as known_language
    from bot.ports import Asker

    if language is not None:
        known_language(language)
    chain = tuple(part.strip() for part in engine.split(",") if part.strip()) if engine else None
    if chain:
        known = ("offline", *opened.config.models)
        for name in chain:
            if name not in known:
                raise RequestError(Sentence("refusals.engine", name=name[:40], known=known))
    return Asker(language=language or opened.config.language, engine=chain)


def ask(
    persona: str = typer.Argument(None, help="谁：名字、别名、拼音、缩写都行"),
    question: str = typer.Argument(None, help="问题"),
    batch: Path = typer.Option(None, "--batch", help="JSONL 文件，每行 {persona, question}"),
    as_json: bool = JSON,
    engine: str = ENGINE,
    language: str = LANGUAGE,
    config: Path = CONFIG,
) -> None:
    """他会怎么说：有据可查的回答，带出处。"""
    run(_ask(persona, question, batch, as_json, engine, language, config), config)


async def _ask(
    persona: str | None,
    question: str | None,
    batch: Path | None,
    as_json: bool,
    engine: str | None,
    language: str | None,
    config: Path | None,
) -> None:
    if batch is None and (not persona or not question):
        raise RequestError(Sentence("refusals.ask"))
    async with house(config) as opened:
        me = asker(opened, engine, language)
        if batch is not None:
            for line in _lines(batch):
                print(dump(await _batch_answer(opened, me, line)), flush=True)
            return
        assert persona and question
        if as_json:
            print(dump(answer_json(await opened.table.ask(persona, question, me))), flush=True)
            return
        from bot.frontends.terminal.screen import Screen
        from bot.frontends.terminal.show import answer_lines

        screen = Screen()
        answer = await opened.table.ask(persona, question, me, listener=screen.grow)
        screen.print(answer_lines(answer, opened.table.sources, screen, me.language))


def _lines(batch: Path) -> Iterator[str]:
    if str(batch) == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    try:
        with batch.open(encoding="utf-8-sig", errors="replace") as file:
            yield from (line for line in file if line.strip())
    except OSError as error:
        raise RequestError(Sentence("refusals.unreadable", file=batch, why=error.strerror)) from None


async def _batch_answer(opened: House, me: Asker, line: str) -> dict[str, Any]:
    """One line's answer, or an object with `error`: a bad line never stops the rest."""
    given: dict[str, Any] = {}
    try:
        if len(line) > BATCH_LINE_LIMIT:
            raise RequestError(Sentence("refusals.line_long", limit=BATCH_LINE_LIMIT))
        data = json.loads(line)
        if not isinstance(data, dict):
            raise RequestError(Sentence("refusals.line_object"))
        given = data
        who, question = data.get("persona"), data.get("question")
        if not isinstance(who, str) or not isinstance(question, str):
            raise RequestError(Sentence("refusals.line_keys"))
        answer = await opened.table.ask(who, question, me)
    except (ValueError, RecursionError) as error:
        return {**given, "error": Sentence("refusals.line_json", why=error).said(me.language)}
    except YuanzhuoError as error:
        return {**given, "error": told(me.language, error)}
    return {**given, **answer_json(answer), "question": question}


def answer_json(answer: Answer) -> dict[str, Any]:
    """The object `--json` prints. Its keys are a contract."""
    return {
        "persona": answer.persona,
        "member": answer.member,
        "question": answer.question,
        "level": answer.level,
        "text": answer.text,
        "positions": list(answer.positions),
        "citations": [asdict(c) for c in answer.citations],
        "engine": answer.engine,
        "simulated": answer.simulated,
        "notes": list(answer.notes),
    }


def dump(data: Any) -> str:
    """One line of JSON, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False)


def panel(
    question: str = typer.Argument(..., help="问题"),
    who: str = typer.Option("", "--personas", help="几个人，用逗号分开；不写就请最有话说的几位"),
    as_json: bool = JSON,
    engine: str = ENGINE,
    language: str = LANGUAGE,
    config: Path = CONFIG,
) -> None:
    """同一个问题问几个人，再看谁和谁想法一样。"""
    run(_panel(question, split_names(who), as_json, engine, language, config), config)


async def _panel(
    question: str, who: list[str], as_json: bool, engine: str | None, language: str | None, config: Path | None
) -> None:
    async with house(config) as opened:
        me = asker(opened, engine, language)
        if as_json:
            result = await opened.table.panel(question, who, me)
            answers = [answer_json(a) for a in result.answers]
            agreements = [asdict(a) for a in result.agreements]
            print(dump({"question": question, "answers": answers, "agreements": agreements, "text": result.text}))
            return
        from bot.frontends.terminal.screen import Line, Screen
        from bot.frontends.terminal.show import answer_lines, panel_lines

        screen = Screen()

        async def show(answer: Answer) -> None:
            screen.print([*answer_lines(answer, opened.table.sources, screen, me.language, articles=False), Line("")])

        result = await opened.table.panel(question, who, me, on_answer=show)
        screen.print(panel_lines(result, opened.table.sources, screen, me.language))


def split_names(text: str) -> list[str]:
    """Names parted by commas of either kind, 、 or semicolons."""
    for mark in "，、;；":
        text = text.replace(mark, ",")
    return [part.strip() for part in text.split(",") if part.strip()]


def personas(as_json: bool = JSON, language: str = LANGUAGE, config: Path = CONFIG) -> None:
    """桌上有谁。"""
    run(_personas(as_json, language, config), config)


async def _personas(as_json: bool, language: str | None, config: Path | None) -> None:
    async with house(config) as opened:
        me = asker(opened, None, language)
        everyone = opened.table.shelf.all()
        if as_json:
            for persona in everyone:
                keys = {"id", "topic", "stance", "claim", "modality", "evidence"}
                positions = [p.model_dump(mode="json", include=keys) for p in persona.positions]
                members = [m.name for m in persona.members]
                row = {"id": persona.id, "name": persona.name, "kind": persona.kind, "as_of": str(persona.as_of)}
                print(dump({**row, "members": members, "positions": positions}))
            return
        from bot.frontends.terminal.screen import Screen
        from bot.frontends.terminal.show import persona_rows

        screen = Screen()
        screen.print(persona_rows(everyone, screen, me.language))


def motions(
    limit: int = typer.Option(20, "--limit", help="最多几条"),
    as_json: bool = JSON,
    language: str = LANGUAGE,
    config: Path = CONFIG,
) -> None:
    """有正反两面证据的辩题。"""
    run(_motions(limit, as_json, language, config), config)


async def _motions(limit: int, as_json: bool, language: str | None, config: Path | None) -> None:
    async with house(config) as opened:
        me = asker(opened, None, language)
        found = opened.table.motions(limit)
        if as_json:
            for motion in found:
                print(dump(asdict(motion)))
            return
        from bot.frontends.terminal.screen import Screen
        from bot.frontends.terminal.show import motion_lines

        screen = Screen()
        screen.print(motion_lines(found, screen, me.language))
