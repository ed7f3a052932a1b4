"""A conversation in the terminal: talk to a persona, ask a panel, start a debate and step into it.

What is typed is read by a thread, so that a debate goes on while somebody types. Everything said is stored before it is
shown; Ctrl-C leaves at once and loses nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import TextIO

from bot.debate.events import Record
from bot.errors import Mistake, Refused, RequestError, YuanzhuoError
from bot.frontends.terminal.screen import Line, Screen
from bot.frontends.terminal.show import (
    DebateView,
    answer_lines,
    article_lines,
    citation_lines,
    measure_lines,
    motion_lines,
    panel_lines,
    persona_rows,
    plan_lines,
)
from bot.lang import say, told
from bot.ports import Answer, Asker, DebatePlan
from bot.roundtable import RoundTable
from bot.roundtable.reading import articles_of

CONVERSATION = "terminal"
PACE = 2.5  # seconds between two turns on a terminal: time to read, and to step in
HELP = ("persona", "personas", "ask", "panel", "debate", "motions", "sources", "again", "forget", "help", "quit")

Handler = Callable[[str], Awaitable[None]]


class Chat:
    """One person at one terminal. `run` returns when they leave."""

    def __init__(self, table: RoundTable, me: Asker, default: str | None) -> None:
        self._table = table
        self._me = me
        self._screen = Screen()
        self._default = default
        self._who: str | None = None
        self._last: Answer | None = None
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._debate: str | None = None
        self._over = False
        self._leaving = False  # the debate under way was told to end

    async def run(self, who: str | None) -> None:
        """Greet, then read and answer until /quit, the end of input, or Ctrl-C."""
        self._start_reader()
        self._say("chat.hello")
        await self._guarded(self._persona, who or self._default or "")
        try:
            while not self._over:
                self._prompt()
                line = await self._lines.get()
                if line is None:
                    break
                await self._take(line.strip())
        except asyncio.CancelledError:
            pass
        self._say("chat.bye")

    def files_changed(self, changed: frozenset[str], mistakes: Sequence[Mistake]) -> None:
        """Personas, formats, prompts or config were edited: say so, with every mistake and its place."""
        for mistake in mistakes:
            self._screen.print(self._screen.wrapped(str(mistake), "warn"))
        self._say("chat.kept_old" if mistakes else "chat.reloaded", what="、".join(sorted(changed)))

    # ------------------------------------------------------------------------------------------------------------- input

    def _start_reader(self) -> None:
        loop = asyncio.get_running_loop()

        def read() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
                for line in _own_input():
                    loop.call_soon_threadsafe(self._lines.put_nowait, line)
                loop.call_soon_threadsafe(self._lines.put_nowait, None)

        threading.Thread(target=read, daemon=True).start()

    def _prompt(self) -> None:
        if self._screen.tty:
            name = self._who_name()
            self._screen.stream.write(f"{say(self._me.language, 'chat.prompt', name=name) if name else ''}> ")
            self._screen.stream.flush()

    async def _take(self, line: str) -> None:
        if not line:
            return
        if not line.startswith("/"):
            await self._guarded(self._talk, line)
            return
        word, _, rest = line[1:].partition(" ")
        handler = self._handlers().get(word.lower())
        if handler is None:
            self._say("chat.unknown", word=word)
        else:
            await self._guarded(handler, rest.strip())

    async def _guarded(self, handler: Handler, text: str) -> None:
        try:
            await handler(text)
        except YuanzhuoError as error:
            self._screen.print(self._screen.wrapped(told(self._me.language, error), "warn"))

    def _handlers(self) -> dict[str, Handler]:
        return {
            "persona": self._persona,
            "personas": self._personas,
            "ask": self._ask,
            "panel": self._panel,
            "debate": self._start_debate,
            "motions": self._motions,
            "sources": self._sources,
            "again": self._again,
            "forget": self._forget,
            "help": self._help,
            "?": self._help,
            "quit": self._quit,
            "exit": self._quit,
        }

    # ------------------------------------------------------------------------------------------------------ conversation

    async def _talk(self, text: str) -> None:
        self._last = await self._table.chat(
            CONVERSATION,
            None if self._table.shelf.named_in(text) else self._who,
            text,
            self._me,
            listener=self._screen.grow,
        )
        self._who = self._last.member or self._last.persona
        self._answer(self._last)

    async def _persona(self, name: str) -> None:
        if not name:
            self._say("chat.nobody")
            return
        match = self._table.shelf.find(name)
        self._who = match.member or match.persona.id
        self._say("chat.sits", name=match.name)
        self._screen.print(self._screen.wrapped(match.persona.bio, "dim", "  "))

    async def _personas(self, _: str) -> None:
        self._screen.print(persona_rows(self._table.shelf.all(), self._screen, self._me.language))

    async def _ask(self, text: str) -> None:
        who, _, question = text.partition(" ")
        if not question.strip():
            raise RequestError(say(self._me.language, "chat.ask_usage"))
        self._last = await self._table.ask(who, question, self._me)
        self._answer(self._last)

    async def _panel(self, question: str) -> None:
        async def show(answer: Answer) -> None:
            self._answer(answer)

        panel = await self._table.panel(question, (), self._me, on_answer=show)
        self._screen.print(panel_lines(panel, self._table.sources, self._screen, self._me.language))

    async def _motions(self, _: str) -> None:
        self._screen.print(motion_lines(self._table.motions(15), self._screen, self._me.language))

    async def _sources(self, _: str) -> None:
        if self._last is None or not self._last.citations:
            self._say("chat.no_sources")
            return
        sources, screen, language = self._table.sources, self._screen, self._me.language
        screen.print(citation_lines(self._last.citations, sources, screen, language))
        screen.print(
            article_lines(articles_of(((0, c) for c in self._last.citations), sources, language), screen, language)
        )

    async def _again(self, _: str) -> None:
        if self._last is None or not self._last.question:
            self._say("chat.nothing_yet")
            return
        await self._talk(self._last.question)

    async def _forget(self, _: str) -> None:
        gone = await self._table.forget(self._me.user)
        self._last = None
        self._say("chat.forgotten", count=gone)

    async def _help(self, _: str) -> None:
        for key in HELP:
            command, _, what = say(self._me.language, f"chat.help.{key}").partition(" —— ")
            self._screen.print([Line(f"  {command}", "name")])
            self._screen.print(self._screen.wrapped(what, "dim", "      "))
        self._screen.print(self._screen.wrapped(say(self._me.language, "chat.help_in_debate"), indent="  ", hanging=4))

    async def _quit(self, _: str) -> None:
        self._over = True

    # ------------------------------------------------------------------------------------------------------------ debate

    async def _start_debate(self, text: str) -> None:
        motion, who, format_name = _debate_words(text)
        plan = self._table.plan_debate(motion, who, format_name, asker=self._me)
        self._screen.print(plan_lines(plan, self._screen, self._me.language))
        self._say("chat.step_in")
        await self._hold(plan)

    async def _hold(self, plan: DebatePlan) -> None:
        self._debate = await self._table.open_debate(plan, self._me)
        running = asyncio.create_task(self._table.run(self._debate, self, pace=PACE if self._screen.tty else 0.0))
        reading: asyncio.Task[str | None] | None = None
        try:
            while not running.done():
                reading = reading or asyncio.create_task(self._lines.get())
                await asyncio.wait({running, reading}, return_when=asyncio.FIRST_COMPLETED)
                if reading.done():
                    line, reading = reading.result(), None
                    if line is None:
                        self._lines.put_nowait(None)  # the end of input is for `run` too: finish the debate first
                        await running
                    else:
                        await self._guarded(self._step_in, line.strip())
                        if self._leaving:
                            await running  # what is typed next is for the conversation again
            await running
        finally:
            if reading is not None:
                reading.cancel()
            if not running.done():  # Ctrl-C: what was said is kept, and the debate is given back before the file closes
                await self._table.park(self._debate)
                await asyncio.wait([running])
                self._say("chat.parked", debate=self._debate)
            self._leaving = False
        if self._over:
            self._say("chat.parked", debate=self._debate)
            return
        self._screen.print(self._view.sources())
        measures = self._table.measures(await self._table.records(self._debate))
        self._screen.print(measure_lines(measures, self._screen, self._me.language))
        self._debate = None

    async def _step_in(self, line: str) -> None:
        assert self._debate is not None
        if not line:
            return
        me = self._me.name or say(self._me.language, "chat.you")
        if not line.startswith("/"):
            await self._table.interject(self._debate, me, line)
            return
        word, _, rest = line[1:].partition(" ")
        if word == "pause":
            await self._table.pause(self._debate, me)
        elif word == "resume":
            await self._table.resume(self._debate, me)
        elif word == "skip":
            await self._table.skip(self._debate, me)
        elif word == "stop":
            await self._table.stop(self._debate, me)
            self._leaving = True
        elif word in ("quit", "exit"):
            await self._table.park(self._debate)
            self._leaving = self._over = True
        elif word == "next":
            await self._table.call(self._debate, rest.strip(), me)
        else:
            raise Refused(say(self._me.language, "chat.help_in_debate"))

    async def show(self, record: Record) -> None:
        """The stage's part: one event on this screen."""
        if record.seq == 0:
            self._view = DebateView(self._table.sources, self._screen, self._me.language)
        self._screen.print(self._view.lines(record))

    def partial(self, seq: int, speaker: str, text: str) -> None:
        """Whole turns only."""

    # ----------------------------------------------------------------------------------------------------------- helpers

    def _answer(self, answer: Answer) -> None:
        lines = answer_lines(answer, self._table.sources, self._screen, self._me.language, articles=False)
        self._screen.print([Line(""), *lines, Line("")])

    def _who_name(self) -> str:
        if self._who is None:
            return ""
        with contextlib.suppress(YuanzhuoError):
            return self._table.shelf.find(self._who).name
        return ""

    def _say(self, key: str, indent: str = "", **values: object) -> None:
        self._screen.print(self._screen.wrapped(say(self._me.language, key, **values), "dim", indent))


def _own_input() -> TextIO:
    """Standard input by a file of our own: a thread that waits in `sys.stdin` itself would hold up the exit."""
    try:
        number = sys.stdin.fileno()
    except (OSError, ValueError):  # a test's, or none at all
        return sys.stdin
    return os.fdopen(number, encoding="utf-8", errors="replace", closefd=False)


def _debate_words(text: str) -> tuple[str, list[str], str]:
    """`辩题 [--personas A,B] [--format 快辩]` → motion, names, format."""
    try:
        words = shlex.split(text)
    except ValueError:
        words = text.split()
    motion, who, format_name = [], "", ""
    pending = iter(words)
    for word in pending:
        if word in ("--personas", "-p"):
            who = next(pending, "")
        elif word in ("--format", "-f"):
            format_name = next(pending, "")
        else:
            motion.append(word)
    for mark in "，、":
        who = who.replace(mark, ",")
    return " ".join(motion), [name for name in who.split(",") if name], format_name
