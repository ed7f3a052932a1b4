"""How fast `distill` reads and how much memory it keeps, beside a floor measured in the same run.

    python bench/distill_load.py                 # 1,000 articles, about three minutes
    python bench/distill_load.py --articles 100  # a short form; `--check` exits 1 where an aim is missed

The articles are made from our own passages (`bench/distill/seen`): paragraphs drawn anew, every full name and figure replaced, so that
no two texts are the same and hardly anybody of one is in another. Each kind of work goes over all of them in a process of its own:

- floor: bare Python reads each file and the segmenter cuts it
- statements: `distill --statements`, file to statements
- drafts: what `/distill` does on Discord, file to the positions of a draft, one article at a time
- command: `yuanzhuo distill ARTICLE… --out FOLDER`, all articles in one command, persona files written

Speed is seconds for a million bytes of UTF-8, the first article left out (it loads the tables); `one file` is one text of a million
bytes. Memory is the resident set after 100, 400 and all articles; for `command`, which keeps what it is going to write, its peak.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SPEED = 10.0
"""Aim: seconds for a million bytes, at most."""
GROWTH = 0.05
"""Aim: what memory may grow by between 100 articles and all, as a share."""
GIVEN = "明华伟强丽军杰涛超霞平刚红玉萍飞鹏斌波辉浩宇轩博文思雨佳欣怡晨曦岚峰川洋林森磊鑫淼焱垚瑞祥云帆舟航远志诚信毅恒"
FOREIGN = "阿埃巴贝布达德迪杜多尔菲弗戈格赫霍加卡科克拉莱里罗马米莫纳尼诺帕皮普奇萨塞斯特瓦维沃西希泽"
_FIGURE = re.compile(r"\d")
_FOREIGN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*|[\u4e00-\u9fff]+·[\u4e00-\u9fff]+")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
MEGABYTE = 1_000_000


# ---------------------------------------------------------------------------------------------------------- the articles


def write_articles(folder: Path, count: int) -> list[int]:
    """`count` articles as a0000.txt … in the folder, and one.txt, a million bytes of others; the articles' sizes in bytes."""
    from bench import distill

    passages = [(p.text.split("\n"), people_of(p.labels)) for p in distill.own("seen")]
    sizes = []
    for n in range(count):
        raw = article(passages, random.Random(f"load {n}")).encode("utf-8")
        (folder / f"a{n:04d}.txt").write_bytes(raw)
        sizes.append(len(raw))
    one, n = b"", count
    while len(one) < MEGABYTE:
        one += article(passages, random.Random(f"load {n}")).encode("utf-8") + b"\n\n"
        n += 1
    (folder / "one.txt").write_text(one[:MEGABYTE].decode("utf-8", "ignore"), encoding="utf-8")
    return sizes


def article(passages: list[tuple[list[str], list[str]]], chance: random.Random) -> str:
    """The paragraphs of five passages, a few left out, under new names and figures."""
    parts = chance.sample(passages, 5)
    text = "\n\n".join(line for lines, _ in parts for line in lines if line.strip() and chance.random() < 0.9)
    for name in sorted({name for _, people in parts for name in people}, key=lambda n: (-len(n), n)):
        text = text.replace(name, new_name(chance, name))
    return _FIGURE.sub(lambda m: m.group() if m.group() == "0" else chance.choice("123456789"), text)


def new_name(chance: random.Random, old: str) -> str:
    """A name of the old one's kind: surname and two characters, as many Latin words, or a transliteration in two parts."""
    from bot.distill import lexicon

    if old.isascii():
        return " ".join("".join(chance.choice("bdfgklmnrst") + chance.choice("aeiou") for _ in "ab").title() for _ in old.split())
    if "·" in old:
        return "·".join("".join(chance.sample(FOREIGN, 2)) for _ in "ab")
    return chance.choice(sorted(lexicon.SURNAMES - lexicon.RARE_SURNAMES)) + "".join(chance.sample(GIVEN, 2))


def people_of(labels: list[dict[str, str]]) -> list[str]:
    """The names of a passage's speakers, in either script."""
    from bot.distill import lexicon
    from bot.recall.chinese import traditional

    names = {n for label in labels for n in (label["speaker"], label["speaker_surface"]) if n}
    full = {n for n in names if _FOREIGN.fullmatch(n) or (_NAME.fullmatch(n) and n[0] in lexicon.SURNAMES)}
    return sorted(full | {traditional(n) for n in full})


# -------------------------------------------------------------------------------------------------- the processes measured


def resident() -> float:
    """Megabytes this process has in memory now (its peak, where the system doesn't tell)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def floor() -> Callable[[Path], int]:
    """Bare Python and the segmenter."""
    try:
        from rjieba import cut
    except ImportError:
        from jieba import cut
    return lambda path: len(list(cut(path.read_text(encoding="utf-8"))))


def statements() -> Callable[[Path], int]:
    """File to statements."""
    from bot.distill.reader import read_file
    from bot.distill.statements import extract

    return lambda path: len(extract(read_file(path)))


def drafts() -> Callable[[Path], int]:
    """File to the positions of a draft."""
    from bot.distill.drafts import make
    from bot.distill.reader import read_file

    return lambda path: sum(len(p.positions) for p in make([read_file(path)]).personas)


WORK: dict[str, Callable[[], Callable[[Path], int]]] = {"floor": floor, "statements": statements, "drafts": drafts}


def worker(kind: str, folder: Path) -> None:
    """Go over the folder's articles; print what was found, the seconds after the first, and memory on the way."""
    paths = sorted(folder.glob("a*.txt"))
    do = WORK[kind]()
    found, memory = do(paths[0]), {}
    began = time.process_time()
    for number, path in enumerate(paths[1:], start=2):
        found += do(path)
        if number in (100, 400, len(paths)):
            memory[number] = resident()
    seconds = time.process_time() - began
    one = folder / "one.txt"
    began = time.process_time()
    do(one)
    print(found, seconds, time.process_time() - began, *(f"{n}:{mb:.1f}" for n, mb in memory.items()))


# ------------------------------------------------------------------------------------------------------------- the figures


def measured(kind: str, folder: Path, size: int) -> tuple[float, float, list[tuple[int, float]]]:
    """One kind's seconds for a million bytes, over articles and in one file, and (articles, MB) on the way."""
    command = [sys.executable, __file__, "--worker", kind, str(folder)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    memory = [(int(n), float(mb)) for n, mb in (part.split(":") for part in out[3:])]
    first = (folder / "a0000.txt").stat().st_size
    speed = float(out[1]) / (size - first) * MEGABYTE
    one = float(out[2]) / (folder / "one.txt").stat().st_size * MEGABYTE
    series = "  ".join(f"{n}: {mb:.1f} MB" for n, mb in memory)
    print(f"{kind:12s} {out[0]:>8s} found  {speed:6.2f} s/MB  one file {one:6.2f} s/MB   {series}", flush=True)
    return speed, one, memory


def whole_command(folder: Path, count: int, size: int) -> None:
    """The command over the first `count` articles, in a fresh folder."""
    paths = [str(p) for p in sorted(folder.glob("a*.txt"))[:count]]
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "bot", "distill", *paths, "--out", f"{out}/personas"]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        files = len(list(Path(out).glob("personas/*.yaml")))
    if child.returncode:
        raise SystemExit(f"distill over {count} articles exited with {child.returncode}")
    seconds = usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(f"{'command':12s} {files:8d} files  {seconds / size * MEGABYTE:6.2f} s/MB  {count} articles, peak {peak:.1f} MB", flush=True)


def run(count: int) -> bool:
    """Measure everything; whether both aims are met."""
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = write_articles(folder, count)
        size = sum(sizes)
        print(f"{count} articles, {size / MEGABYTE:.2f} MB of UTF-8")
        for kind in WORK:
            speed, one, memory = measured(kind, folder, size)
            growth = memory[-1][1] / memory[0][1] - 1
            if kind != "floor":
                print(f"{'':12s} {'':14s} memory {growth:+.1%} from {memory[0][0]} articles to {memory[-1][0]}")
                good = good and max(speed, one) <= SPEED and growth <= GROWTH
        for many in sorted({min(100, count), count}):
            whole_command(folder, many, sum(sizes[:many]))
    return good


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=1000, help="at least 2")
    parser.add_argument("--check", action="store_true", help=f"exit 1 above {SPEED} s/MB or {GROWTH:.0%}% of growth")
    parser.add_argument("--worker", nargs=2, metavar=("KIND", "FOLDER"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        worker(args.worker[0], Path(args.worker[1]))
    elif not run(max(2, args.articles)) and args.check:
        sys.exit(1)


if __name__ == "__main__":
    main()
