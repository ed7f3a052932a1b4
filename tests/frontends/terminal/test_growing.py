"""A turn that is being worded is seen on a terminal, and leaves nothing behind."""

from __future__ import annotations

import io

import pytest

from bot.frontends.terminal.screen import Line, Screen


class Terminal(io.StringIO):
    """A terminal that remembers what was written."""

    def isatty(self) -> bool:
        return True


def test_a_growing_turn_is_replaced_by_the_finished_one() -> None:
    terminal = Terminal()
    screen = Screen(terminal, columns=40, colour=False)
    screen.grow("窗口关上了。")
    screen.grow("窗口关上了。\n账就是这么个账。")
    screen.print([Line("完")])
    assert terminal.getvalue() == "  窗口关上了。\n\x1b[1A\x1b[J  窗口关上了。\n  账就是这么个账。\n\x1b[2A\x1b[J完\n"
    screen.print([Line("再")])
    assert terminal.getvalue().endswith("完\n再\n")


def test_a_long_turn_shows_its_end_so_that_the_cursor_finds_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "10")
    monkeypatch.setenv("COLUMNS", "40")
    terminal = Terminal()
    Screen(terminal, columns=40, colour=False).grow("\n".join(f"第{i}行" for i in range(50)))
    assert terminal.getvalue().count("\n") == 8 and "第49行" in terminal.getvalue()


def test_what_is_no_terminal_sees_whole_turns_only() -> None:
    stream = io.StringIO()
    screen = Screen(stream, columns=40)
    screen.grow("半句")
    screen.print([Line("全句")])
    assert stream.getvalue() == "全句\n"
