"""The conversation in the terminal, driven through a pipe and through a real terminal (a pty)."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from bot.frontends.wrap import width
from tests.running import PROGRAM, ROOT, environment, rows, yuanzhuo

pytestmark = pytest.mark.wire

DEBATE = "/debate 创业公司该不该做大模型？ --personas 朱啸虎,傅盛 --format 快辩"


def chat(db: Path, *lines: str | bytes, who: str = "朱啸虎") -> str:
    """One sitting, typed through a pipe; what stood on the screen."""
    typed = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n"
    done = yuanzhuo("chat", who, "--db", db, stdin=typed)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert max(map(width, done.stdout.splitlines())) <= 80
    return done.stdout


def test_a_conversation_remembers_across_restarts_and_forgets_when_told(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    first = chat(
        db,
        "创业公司还能做通用大模型吗？",
        "/sources",
        "/nosuch",
        "/again",
        b"\xff\xfe\x1b[2J",
        "/ask zxh",
        "/quit",
        "后话",
    )
    assert first.count("朱啸虎（模拟）") >= 3 and "[1]" in first
    assert "没有 /nosuch 这个命令" in first and "写法：/ask" in first
    assert "后话" not in first
    second = chat(
        db, "还有呢", "/forget", "/panel 开源会改变什么？", "/motions", "/personas", "/help", "/persona 没有这个人啊啊"
    )
    cited = [set(re.findall(r"\[\d\] (.+)", text)) for text in (first, second)]
    assert cited[0] and cited[1]
    gone = re.search(r"一共 (\d+) 条", second)
    assert gone is not None and int(gone[1]) >= 6
    for command in ("persona", "ask", "panel", "debate", "motions", "sources", "forget", "help", "quit"):
        assert f"/{command}" in second
    assert "你是不是想找" in second
    third = chat(db, "/forget")
    assert "一共 0 条" in third


def test_somebody_may_step_into_a_debate_and_the_conversation_goes_on_after_it(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    shown = chat(
        db, DEBATE, "/pause", "傅盛，价格怎么算？", "/resume", "/skip", "/nonsense", "/stop", "/help", "开源会怎样？"
    )
    for told in ("辩论暂停", "〔插话〕我：傅盛，价格怎么算？", "辩论继续", "辩论提前结束", "本场度量", "/motions"):
        assert told in shown, told
    assert shown.index("辩论暂停") < shown.index("〔插话〕") < shown.index("辩论继续") < shown.index("辩论提前结束")
    assert shown.rindex("（模拟）") > shown.index("本场度量")  # the question after it was answered, not interjected
    (debate,) = rows(yuanzhuo("debates", "--json", "--db", db).stdout)
    assert debate["status"] == "stopped"


def test_a_debate_is_finished_where_input_ends_and_left_where_one_leaves(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    assert "本场度量" in chat(db, DEBATE)
    left = chat(db, DEBATE, "/quit", "没人看见")
    assert "yuanzhuo resume" in left and "没人看见" not in left
    statuses = [d["status"] for d in rows(yuanzhuo("debates", "--json", "--db", db).stdout)]
    assert statuses == ["running", "closed"]
    assert yuanzhuo("resume", "last", "--db", db).returncode == 0


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, db: Path) -> None:
        import pty

        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, [*PROGRAM, "chat", "朱啸虎", "--db", str(db)], environment(TERM="xterm"))
        self.text = ""

    def until(self, pattern: str, seconds: float = 20.0) -> None:
        deadline = time.monotonic() + seconds
        data = b""
        while not re.search(pattern, self.text):
            assert time.monotonic() < deadline, f"no {pattern} in {self.text}"
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    piece = os.read(self.fd, 65536)
                except OSError:  # Linux: the other side is closed
                    piece = b""
                assert piece, f"ended without {pattern}: {self.text}"
                data += piece
                self.text += data.decode("utf-8", "ignore") if not _cut(data) else ""
                data = data if _cut(data) else b""

    def type(self, text: str) -> None:
        self.text = ""
        os.write(self.fd, text.encode())

    def ended(self, seconds: float = 15.0) -> int:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if select.select([self.fd], [], [], 0.05)[0]:
                try:
                    self.text += os.read(self.fd, 65536).decode("utf-8", "ignore")
                except OSError:
                    break
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)


def _cut(data: bytes) -> bool:
    """A character is not whole yet."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="no pty")
def test_on_a_terminal_there_is_a_prompt_and_colour_and_ctrl_c_in_a_debate_loses_nothing(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    terminal = Terminal(db)
    terminal.until("朱啸虎> ")
    terminal.type("开源会怎样？\n")
    terminal.until(r"\x1b\[1;36m朱啸虎（模拟）[\s\S]*朱啸虎> ")
    terminal.type(DEBATE + "\n")
    terminal.until("主持人")
    terminal.type("\x03")
    assert terminal.ended() in (0, 130)
    assert "Traceback" not in terminal.text and "Error" not in terminal.text
    assert "yuanzhuo resume" in terminal.text
    (debate,) = rows(yuanzhuo("debates", "--json", "--db", db).stdout)
    assert debate["status"] == "running"
    done = yuanzhuo("resume", "last", "--json", "--db", db)
    assert done.returncode == 0 and rows(done.stdout)[-2]["type"] == "closed"


@pytest.mark.skipif(sys.platform == "win32", reason="no pty")
@pytest.mark.parametrize("leave", ["/quit\n", "\x04", "\x03"], ids=["quit", "ctrl-d", "ctrl-c"])
def test_one_may_leave_by_any_door(tmp_path: Path, leave: str) -> None:
    terminal = Terminal(tmp_path / "x.db")
    terminal.until("朱啸虎> ")
    terminal.type(leave)
    assert terminal.ended() in (0, 130)
    assert "散会" in terminal.text and "Traceback" not in terminal.text


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_terminal_that_goes_away_ends_the_program(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "x.db")
    terminal.until("朱啸虎> ")
    os.kill(terminal.pid, signal.SIGHUP)
    assert terminal.ended() != 0
