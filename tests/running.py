"""Runs the real program as users do: another process, real pipes, a real database file."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "bot")


def environment(**changes: str) -> dict[str, str]:
    """This process's, without what would point the program at somebody's own files."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("YUANZHUO_") and k not in ("NO_COLOR", "COLUMNS")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **changes}


def yuanzhuo(
    *arguments: str | bytes | Path,
    stdin: str | bytes = "",
    cwd: Path = ROOT,
    timeout: float = 60.0,
    **env: str,
) -> subprocess.CompletedProcess[str]:
    """One command, run to its end. Never a traceback, whatever it was given."""
    given = stdin if isinstance(stdin, bytes) else stdin.encode("utf-8")
    done = subprocess.run(
        [*PROGRAM, *arguments], input=given, capture_output=True, cwd=cwd, timeout=timeout, env=environment(**env)
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    assert "Exception ignored" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def inside(*arguments: str | Path, stdin: str = "", cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """The same command line in this process: a tenth of the time, for what does not hang on being a process."""
    from bot.cli import main

    before, folder, argv = dict(os.environ), Path.cwd(), sys.argv
    streams = [io.TextIOWrapper(io.BytesIO(given), encoding="utf-8") for given in (stdin.encode(), b"", b"")]
    os.environ.clear()
    os.environ.update(environment(**env))
    os.chdir(cwd)
    sys.argv = ["yuanzhuo", *map(str, arguments)]
    real, sys.stdin = sys.stdin, streams[0]
    status: str | int | None = 0
    try:
        with contextlib.redirect_stdout(streams[1]), contextlib.redirect_stderr(streams[2]):
            main()
    except SystemExit as end:
        status = end.code
    finally:
        sys.stdin, sys.argv = real, argv
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(before)
    texts = []
    for stream in streams[1:]:
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    assert isinstance(status, int)
    return subprocess.CompletedProcess(arguments, status, *texts)


def rows(text: str) -> list[dict[str, Any]]:
    """JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def timeless(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events of a debate without what may differ between two runs of one seed: the times and the id."""
    return [{k: v for k, v in row.items() if k not in ("at", "debate")} for row in records]
