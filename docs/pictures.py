"""Pictures for docs/distill*.md: the real commands in a real terminal, drawn as SVG.

    python docs/pictures.py            # needs a pseudo-terminal (Linux, macOS) and nothing else; writes docs/pictures/*.svg

The articles are docs/distill/*.txt, our own. Nothing is drawn that the program did not print; a long output is cut at its end, and
the picture says so.
"""

from __future__ import annotations

import fcntl
import html
import itertools
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.frontends.wrap import width  # noqa: E402

ARTICLES = ROOT / "docs" / "distill"
COLUMNS = 80
PROMPTS = ("> ", "：")  # what the review ends a question with
CELL, LINE, TOP, LEFT = 7.8, 20, 46, 16  # pixels
STYLE = """
.w{fill:#fafaf8;stroke:#d8d8d4}.t{font:13px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;fill:#2b303b}
.h{font:14.5px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}.b{font-weight:700}.d{fill:#868c98}
.c1{fill:#b5301f}.c2{fill:#1d7a3c}.c3{fill:#b06a00}.c5{fill:#8a3c96}.c6{fill:#00718a}
"""


def run(folder: Path, arguments: Sequence[str], keys: Sequence[str] = ()) -> str:
    """What the command prints on a terminal of our width; each of `keys` is typed at a question."""
    inner, outer = pty.openpty()
    fcntl.ioctl(outer, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    kept = {k: v for k, v in os.environ.items() if not k.startswith("YUANZHUO_") and k not in ("NO_COLOR", "COLUMNS", "LINES")}
    env = {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", "LC_ALL": "C.UTF-8", "YUANZHUO_DB": str(folder / "table.sqlite")}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments], cwd=folder, env=env, stdin=outer, stdout=outer, stderr=outer, start_new_session=True
    )
    os.close(outer)
    left, seen, quiet = list(keys), b"", time.monotonic()
    while True:
        ready, _, _ = select.select([inner], [], [], 0.1)
        if ready:
            try:
                chunk = os.read(inner, 65_536)
            except OSError:  # the other end is closed
                chunk = b""
            if not chunk:
                break
            seen, quiet = seen + chunk, time.monotonic()
        elif left and time.monotonic() - quiet > 0.3 and plain(seen.decode("utf-8", "replace")).endswith(PROMPTS):
            os.write(inner, left.pop(0).encode() + b"\n")
        elif process.poll() is not None:
            break
        elif time.monotonic() - quiet > 60:
            process.kill()
            raise SystemExit(f"yuanzhuo {' '.join(arguments)} says nothing any longer:\n{seen.decode()[-500:]}")
    os.close(inner)
    process.wait()
    return settled(seen.decode("utf-8", "replace"))


def plain(text: str) -> str:
    """Without colours and other commands to the terminal."""
    return re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", text)


def settled(text: str) -> str:
    """The screen in the end: what was taken back (cursor up, erase below) is gone; colours stay."""
    text = re.sub(r"\x1b\[\?\d+[hl]", "", text).replace("\r", "")
    done = ""
    for piece in re.split(r"(\x1b\[\d+A\x1b\[J)", text):
        if back := re.fullmatch(r"\x1b\[(\d+)A\x1b\[J", piece):
            lines = done.split("\n")
            done = "\n".join([*lines[: -1 - int(back[1])], ""])
        else:
            done += piece
    return done.rstrip("\n")


def runs(line: str) -> list[tuple[str, str]]:
    """(text, its style) of a line with colours; one run never mixes wide and narrow characters, so that columns stay columns."""
    found: list[tuple[str, str]] = []
    style: set[str] = set()
    for piece in re.split(r"(\x1b\[[\d;]*m)", line):
        if codes := re.fullmatch(r"\x1b\[([\d;]*)m", piece):
            for code in codes[1].split(";"):
                number = int(code or 0)
                style = set() if number == 0 else style | {"b" if number == 1 else "d" if number == 2 else f"c{number - 30}"}
            continue
        for wide, characters in itertools.groupby(plain(piece), key=lambda c: None if c == " " else width(c) > 1):
            found += [("".join(characters), " ".join(sorted(style | ({"h"} if wide else set()))))]
    return found


def drawn(line: str, number: int) -> str:
    """A line as SVG: each run at its column and as wide as its columns."""
    out, column = [], 0
    for text, style in runs(line):
        cells = width(text)
        if not text.isspace():
            x, y = LEFT + column * CELL, TOP + number * LINE
            kind = f' class="{style}"' if style else ""
            out.append(f'<text{kind} x="{x:.1f}" y="{y}" textLength="{cells * CELL:.1f}">{html.escape(text)}</text>')
        column += cells
    return "".join(out)


def draw(name: str, command: str, printed: Sequence[str], *, cut_before: bool = False, most: int = 100) -> None:
    """docs/pictures/<name>.svg: a command and what it printed; ⋮ stands where lines are left out."""
    lines = [f"\x1b[1m$ {command}\x1b[0m", *(["  ⋮"] if cut_before else []), *printed]
    if len(lines) > most:
        lines = [*lines[:most], "", "  ⋮"]
    high, wide = TOP + len(lines) * LINE, round(2 * LEFT + COLUMNS * CELL)
    dots = "".join(f'<circle cx="{20 + 16 * n}" cy="16" r="5" fill="{c}"/>' for n, c in enumerate(("#f0655a", "#f5bd4f", "#5fc454")))
    body = "\n".join(drawn(line, number) for number, line in enumerate(lines))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"><style>{STYLE}</style>\n'
        f'<rect class="w" x=".5" y=".5" width="{wide - 1}" height="{high - 1}" rx="8"/>{dots}\n'
        f'<g class="t" xml:space="preserve">\n{body}\n</g></svg>\n'
    )
    file = ROOT / "docs" / "pictures" / f"{name}.svg"
    file.parent.mkdir(exist_ok=True)
    file.write_text(svg, encoding="utf-8")
    print(file.relative_to(ROOT), f"{len(svg.encode()) / 1000:.0f} KB")


def main() -> None:
    """All pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for article in sorted(ARTICLES.glob("*.txt")):
            (folder / article.name).write_bytes(article.read_bytes())
        for language in ("en", "zh-CN"):
            option = () if language == "zh-CN" else ("--lang", language)
            review = ("distill", "swap.txt", "--out", f"looked-at-{language}", "--review", *option)
            lines = run(folder, review, ["", "d", "", "l", "q"]).split("\n")
            rules = [n for n, line in enumerate(lines) if set(plain(line)) == {"─"}]
            draw(f"review.{language}", "yuanzhuo distill swap.txt --review", lines[rules[-2] : rules[-1] - 1], cut_before=True)
            typed = ("distill", "swap.txt", "driving.txt", "price.txt", "--out", f"cars-{language}", *option)
            (folder / "config.yaml").unlink(missing_ok=True)
            summary = run(folder, typed).replace(f"cars-{language}", "cars").split("\n")
            draw(f"distill.{language}", " ".join(["yuanzhuo", *typed]).replace(f"cars-{language}", "cars"), summary)
        for command, rest in re.findall(r"^  yuanzhuo (debate|ask) (.*)$", plain("\n".join(summary)), re.M):  # as it says itself
            words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', rest)]
            more = ("--seed", "7", "--pace", "0") if command == "debate" else ()
            draw(command, f"yuanzhuo {command} {rest}", run(folder, [command, *words, *more]).split("\n"), most=44)


if __name__ == "__main__":
    main()
