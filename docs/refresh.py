"""Runs the commands whose output the READMEs show, and puts in what they print now: python docs/refresh.py

A place looks like this in the Markdown, with a fenced block after it:

    <!-- shown: yuanzhuo ask 朱啸虎 "…" -->
    <!-- shown from 立论 to #7: yuanzhuo debate "…" --seed 7 -->

`from` names the first line by words in it, `to` by its first word the first line after it that is no longer shown.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = re.compile(
    r"(<!-- shown(?: from (?P<first>\S+) to (?P<last>\S+))?: yuanzhuo (?P<command>.*?) -->\n\n?```[a-z]*\n)(?P<old>.*?)```",
    re.S,
)


def shown(match: re.Match[str], database: Path) -> str:
    """The place with what its command prints now."""
    environ = {**os.environ, "YUANZHUO_DB": str(database), "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    command = [sys.executable, "-m", "bot", *shlex.split(match["command"])]
    out = subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, encoding="utf-8").stdout
    lines = out.rstrip().split("\n")
    if match["first"]:
        start = next(i for i, line in enumerate(lines) if match["first"] in line)
        end = next(i for i, line in enumerate(lines) if i > start and f"{line} ".startswith(f"{match['last']} "))
        lines = lines[start:end]
    return match[1] + "\n".join(lines).strip("\n") + "\n```"


def main() -> None:
    """Refresh both READMEs."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("README.md", "README.zh-CN.md"):
            file = ROOT / name
            text = PLACE.sub(lambda m: shown(m, Path(folder) / "db"), file.read_text("utf-8"))
            file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
