"""`debate`, `debates`, `show`, `resume`, `export`, `chat`: what the table keeps."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli_table import CONFIG, DB, ENGINE, JSON, LANGUAGE, asker, dump, house, split_names
from bot.errors import ConfigError, RequestError
from bot.lang import Sentence, say

if TYPE_CHECKING:
    from bot.debate.events import Record
    from bot.ports import Asker
    from bot.wiring import House

ID = typer.Argument("last", help="编号、编号的开头，或 last")
PACE = typer.Option(None, "--pace", help="两次发言之间停几秒；屏幕上默认 0.6，其余 0")


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("debate")(debate)
    app.command("debates")(debates)
    app.command("show")(show)
    app.command("resume")(resume)
    app.command("export")(export)
    app.command("chat")(chat)


def debate(
    motion: str = typer.Argument(..., help="辩题"),
    who: str = typer.Option("", "--personas", help="二到六个人，用逗号分开；不写就请分歧最大的"),
    format_name: str = typer.Option("", "--format", help="赛制：快辩、标准、圆桌、牛津、LD，或 formats/ 里自己写的"),
    rounds: int = typer.Option(None, "--rounds", min=1, max=20, help="自由辩论的轮数"),
    seed: int = typer.Option(None, "--seed", help="同一个种子，同一场辩论"),
    pace: float = PACE,
    as_json: bool = JSON,
    engine: str = ENGINE,
    language: str = LANGUAGE,
    config: Path = CONFIG,
    db: Path = DB,
) -> None:
    """让几个人就一个题目辩起来。"""

    async def run() -> None:
        async with house(config, db, store=True) as opened:
            me = asker(opened, engine, language)
            names = split_names(who)
            plan = opened.table.plan_debate(motion, names, format_name, rounds=rounds, seed=seed, asker=me)
            debate_id = await opened.table.open_debate(plan, me)
            await _watch(opened, debate_id, me, as_json, pace)

    asyncio.run(run())


def resume(
    asked: str = ID,
    pace: float = PACE,
    as_json: bool = JSON,
    engine: str = ENGINE,
    config: Path = CONFIG,
    db: Path = DB,
) -> None:
    """接着辩完一场中断的辩论。"""

    async def run() -> None:
        async with house(config, db, store=True) as opened:
            me = asker(opened, engine)
            debate_id = await _found(opened, asked)
            status = await opened.table.status(debate_id)
            if status.paused:
                await opened.table.resume(debate_id, me.user)
            await _watch(opened, debate_id, me, as_json, pace)

    asyncio.run(run())


def show(
    asked: str = ID,
    as_json: bool = JSON,
    config: Path = CONFIG,
    db: Path = DB,
) -> None:
    """看一场辩论的全文。"""

    async def run() -> None:
        async with house(config, db, store=True) as opened:
            me = asker(opened, None)
            debate_id = await _found(opened, asked)
            printer = _Printer(opened, me, as_json, None)
            for record in await opened.table.records(debate_id):
                await printer.show(record)
            await printer.close(debate_id)

    asyncio.run(run())


def debates(as_json: bool = JSON, config: Path = CONFIG, db: Path = DB) -> None:
    """列出所有辩论。"""

    async def run() -> None:
        async with house(config, db, store=True) as opened:
            me = asker(opened, None)
            found = await opened.table.debates()
            if as_json:
                for row in found:
                    print(dump(asdict(row)))
                return
            from bot.frontends.terminal.screen import Line, Screen
            from bot.frontends.terminal.show import debate_rows

            screen = Screen()
            screen.print(debate_rows(found, screen, me.language) or [Line(say(me.language, "terminal.no_debates"))])

    asyncio.run(run())


def export(
    asked: str = ID,
    format_name: str = typer.Option("md", "--format", help="md | json | html"),
    out: Path = typer.Option(None, "--out", "-o", help="写到这个文件；不写就打印出来"),
    language: str = LANGUAGE,
    config: Path = CONFIG,
    db: Path = DB,
) -> None:
    """把一场辩论存成 Markdown、JSON 或一个 HTML 网页。"""

    async def made() -> str:
        async with house(config, db, store=True) as opened:
            me = asker(opened, None, language)
            debate_id = await _found(opened, asked)
            return await opened.table.export(debate_id, format_name, me.language)

    text = asyncio.run(made())
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RequestError(Sentence("refusals.unwritable", file=out, why=error.strerror)) from None
    print(out)


def chat(
    who: str = typer.Argument(None, help="先跟谁聊"),
    engine: str = ENGINE,
    language: str = LANGUAGE,
    config: Path = CONFIG,
    db: Path = DB,
) -> None:
    """坐下来聊：记得说过的话，随时可以开一场辩论。"""

    async def run() -> None:
        async with house(config, db, store=True) as opened:
            from bot.frontends.terminal.chat import Chat
            from bot.wiring import following

            talk = Chat(opened.table, asker(opened, engine, language), opened.config.table.default_persona)
            async with following(opened, talk.files_changed):
                await talk.run(who)

    asyncio.run(run())


async def _found(opened: House, asked: str) -> str:
    """The debate meant; where it was held in a server with personas of its own, these are put at that server's table."""
    debate_id = await opened.table.find_debate(asked)
    server = await opened.table.server_of(debate_id)
    try:
        await opened.seat_from_disk(server)
    except (ConfigError, OSError) as error:  # the debate can be read all the same
        print(say(opened.config.language, "terminal.server_unread", server=server, why=error), file=sys.stderr)
    return debate_id


async def _watch(opened: House, debate_id: str, me: Asker, as_json: bool, pace: float | None) -> None:
    """Run it to its end on this screen. Ctrl-C parks it: every turn that was said is kept."""
    printer = _Printer(opened, me, as_json, pace)
    async with _parking(opened, debate_id) as parked:
        await opened.table.run(debate_id, printer, pace=printer.pace)
    if parked:
        print("\n" + say(me.language, "terminal.parked", debate=debate_id), file=sys.stderr)
        raise SystemExit(130)
    await printer.close(debate_id)


@asynccontextmanager
async def _parking(opened: House, debate_id: str) -> AsyncIterator[list[int]]:
    """The first SIGINT or SIGTERM parks the debate; the list then is not empty."""
    loop = asyncio.get_running_loop()
    got: list[int] = []
    tasks: set[asyncio.Task[None]] = set()

    def park(number: int) -> None:
        got.append(number)
        tasks.add(asyncio.ensure_future(opened.table.park(debate_id)))

    numbers = (signal.SIGINT, signal.SIGTERM)
    for number in numbers:
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            loop.add_signal_handler(number, park, number)
    try:
        yield got
    finally:
        for number in numbers:
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(number)
        await asyncio.gather(*tasks)


class _Printer:
    """A stage on standard output."""

    def __init__(self, opened: House, me: Asker, as_json: bool, pace: float | None) -> None:
        from bot.frontends.terminal.screen import Screen
        from bot.frontends.terminal.show import DebateView

        self._table = opened.table
        self._me = me
        self._json = as_json
        self._screen = Screen()
        self._view = DebateView(opened.table.sources, self._screen, me.language)
        self.pace = pace if pace is not None else 0.6 if self._screen.tty and not as_json else 0.0

    async def show(self, record: Record) -> None:
        """Print one event."""
        if self._json:
            from bot.roundtable.exporting import record_json

            print(dump(record_json(record)), flush=True)
        else:
            self._screen.print(self._view.lines(record))

    def partial(self, seq: int, speaker: str, text: str) -> None:
        """The turn under way, where a terminal can take it back again."""
        if not self._json:
            self._screen.grow(text)

    async def close(self, debate_id: str) -> None:
        """The measures, where there is something to measure."""
        records = await self._table.records(debate_id)
        measures = self._table.measures(records)
        if self._json:
            print(dump({"debate": debate_id, "type": "measures", **measures}), flush=True)
            return
        from bot.frontends.terminal.show import measure_lines

        self._screen.print(self._view.sources())
        self._screen.print(measure_lines(measures, self._screen, self._me.language))
