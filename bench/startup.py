"""From process start to the answer: `yuanzhuo ask` beside its floor, in interleaved processes of the same run.

    python bench/startup.py              # 7 pairs; --pairs N; --imports lists what importing costs; --check exits 1 above the aim

The floor is what no implementation can save: Python itself, loading the segmenter and cutting the question, and reading the
persona files with libyaml. Seconds are wall-clock from fork to exit, `cpu` is user + system time of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "今年的融资为什么这么难，投资人到底在等什么？"  # not all of it is in the lexicon: the segmenter has to cut
KNOWN = "创业公司还能做通用大模型吗？"  # all of it is: no segmenter is loaded
AIM = 1.5

READ = """
import pathlib, yaml
for path in sorted(pathlib.Path("personas").glob("*.yaml")):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""
CUT = f"""
try:
    from rjieba import cut
except ImportError:
    from jieba import cut
list(cut("{QUESTION}"))
"""
RUNS = {
    "python": [sys.executable, "-c", "pass"],
    "python + segmenter": [sys.executable, "-c", CUT],
    "floor: python + segmenter + persona files": [sys.executable, "-c", CUT + READ],
    "yuanzhuo --help": [sys.executable, "-m", "bot", "--help"],
    "yuanzhuo ask, words all known": [sys.executable, "-m", "bot", "ask", "朱啸虎", KNOWN],
    "yuanzhuo personas --json": [sys.executable, "-m", "bot", "personas", "--json"],
    "yuanzhuo check": [sys.executable, "-m", "bot", "check"],
    "yuanzhuo ask": [sys.executable, "-m", "bot", "ask", "朱啸虎", QUESTION],
}
FLOOR, ASK = "floor: python + segmenter + persona files", "yuanzhuo ask"


def once(command: list[str], environ: dict[str, str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak memory (MB) of one process."""
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command[:4])} exited with {child.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measured(pairs: int) -> dict[str, dict[str, float]]:
    """Medians over `pairs` interleaved runs of each command; one run of each before, for caches and .pyc files."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {**os.environ, "YUANZHUO_DB": str(Path(folder) / "db"), "XDG_CACHE_HOME": str(Path(folder) / "cache")}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # users have .pyc files
        taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in RUNS}
        for number in range(pairs + 1):
            for name, command in RUNS.items():
                one = once(command, environ)
                if number:
                    taken[name].append(one)
    out = {}
    for name, rows in taken.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*rows, strict=True))
        out[name] = {"seconds": round(wall, 3), "cpu": round(cpu, 3), "megabytes": round(memory, 1)}
    return out


def imports(top: int = 25) -> list[tuple[float, str]]:
    """Modules by what importing them alone takes, in ms, dearest first."""
    command = [sys.executable, "-X", "importtime", *RUNS[ASK][1:]]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stderr
    rows = re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)", said)
    packages: dict[str, float] = {}
    for took, module in rows:
        name = ".".join(module.split(".")[:2]) if module.startswith("bot") else module.split(".")[0]
        packages[name] = packages.get(name, 0.0) + int(took) / 1000
    return sorted(((took, name) for name, took in packages.items()), reverse=True)[:top]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--imports", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--check", action="store_true", help=f"exit 1 where ask takes more than {AIM} of the floor's CPU"
    )
    args = parser.parse_args()
    if args.imports:
        for took, name in imports():
            print(f"{took:8.1f} ms  {name}")
        return
    found = measured(args.pairs)
    ratio = {key: round(found[ASK][key] / found[FLOOR][key], 2) for key in ("seconds", "cpu", "megabytes")}
    if args.json:
        print(json.dumps({**found, "ratio": ratio}, ensure_ascii=False))
    else:
        for name, row in found.items():
            print(
                f"{name:44} {row['seconds'] * 1000:6.0f} ms  cpu {row['cpu'] * 1000:6.0f} ms  {row['megabytes']:6.1f} MB"
            )
        print(f"{'ask ÷ floor':44} {ratio['seconds']:6.2f}     cpu {ratio['cpu']:6.2f}     {ratio['megabytes']:6.2f}")
    if args.check and ratio["cpu"] > AIM:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
