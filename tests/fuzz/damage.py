"""Damaged files by the thousand: never a traceback, always a place.

    python -m tests.fuzz.damage [--count 1000] [--seed 0]     the long form: so many of each kind

Each kind of file a user writes is taken as it is shipped and damaged by a seeded hand: bytes, lines, indents, keys,
values, traps of YAML, hostile text. Reading it must end in a value or in mistakes that say where.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bot import shipped
from bot.config import load_config
from bot.debate.events import Opened, TurnSpoken
from bot.debate.formats import read_formats
from bot.errors import ConfigError, Mistake, StoreError
from bot.persona.files import read_library, without
from bot.ports import ChatMessage
from bot.store.sqlite import examine, open_store

NASTY = [
    "{{ 7*7 }}", "{% for x in y %}", "{opponent.__class__}", "${HOME}", "%s%n", "no", "yes", "012", "1:30", "0x1F", ".inf", "-.nan",
    "2023-02-30", "~", "null", "[]", "{}", "[[[[", "{a: {a: {a: ", "&a", "*a", "&a [*a]", "<<: *a", "!!python/object:os.system", "!!binary x",
    "!<tag>", "|", ">-", "'", '"', '"\\0"', '"\\ud800"', "@everyone", "`", "%YAML 9.9", "---", "...", "? ", ": ", "- - -", "\t", "\x00", "\x1b[31m",
    "\u202e", "\u2028", "\ufeff", "😀" * 50, "长" * 5000, "9" * 400, "-1e999", "1e-999", "../../etc/passwd", "a/b", "'; DROP TABLE events; --",
]  # fmt: skip


def damaged(text: str, chance: random.Random) -> bytes:
    """The text with one to four injuries."""
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        text = chance.choice(INJURIES)(text, chance)
    raw = text.encode("utf-8", "surrogatepass")
    kind = chance.random()
    if kind < 0.05 and raw:
        spoiled = bytearray(raw)
        for _ in range(chance.choice([1, 5])):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        raw = bytes(spoiled)
    elif kind < 0.07:
        raw = text.encode(chance.choice(["gbk", "utf-16", "utf-32", "latin-1"]), "replace")
    elif kind < 0.08:
        raw = raw + b"#" * 10_000_000
    return raw


def _line(text: str, chance: random.Random, change: Callable[[str], list[str]]) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join(lines[:at] + change(lines[at]) + lines[at + 1 :])


def _value(text: str, chance: random.Random) -> str:
    """Another value behind some key."""
    return _line(text, chance, lambda line: [line.partition(":")[0] + ": " + chance.choice(NASTY)])


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(NASTY) + text[at:]


def _key(text: str, chance: random.Random) -> str:
    """Some key misspelt."""

    def change(line: str) -> list[str]:
        key, colon, rest = line.partition(":")
        if not colon or len(key.strip()) < 2:
            return [line]
        at = chance.randrange(1, len(key))
        return [key[:at] + chance.choice(["", "x", key[at] * 2]) + key[at + 1 :] + colon + rest]

    return _line(text, chance, change)


def _huge(text: str, chance: random.Random) -> str:
    return _line(text, chance, lambda line: [line + "长" * chance.choice([300, 2000, 400_000])])


INJURIES: list[Callable[[str, random.Random], str]] = [
    _value,
    _value,
    _insert,
    _key,
    _key,
    _huge,
    lambda t, c: _line(t, c, lambda line: []),
    lambda t, c: _line(t, c, lambda line: [line, line]),
    lambda t, c: _line(t, c, lambda line: [" " * c.randrange(5) + line.lstrip()]),
    lambda t, c: _line(t, c, lambda line: ["\t" + line]),
    lambda t, c: _line(t, c, lambda line: [line + c.choice(NASTY)]),
    lambda t, c: t[: c.randrange(len(t) + 1)],
    lambda t, c: "\n".join(c.sample(t.split("\n"), k=len(t.split("\n")))),
    lambda t, c: t.replace(c.choice(":-[]{},'\"\n "), c.choice(["", ":", "[", "{", "'", "\n"]), c.choice([1, 3, 50])),
]


def placed(mistakes: list[Mistake]) -> str:
    """How it ended; every mistake must say where and what, in few words."""
    for m in mistakes:
        whole_file = "太大" in m.message or "空的" in m.message or "id 是" in m.message or "没有赛制" in m.message
        assert m.file and m.message, m
        assert m.line > 0 or whole_file or not m.file.endswith(".yaml"), str(m)
        assert len(str(m)) < 3000, str(m)[:300]
        str(m).encode("utf-8")
    return "told" if mistakes else "read"


class Workshop:
    """A folder with shipped files in which one is damaged at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "personas").mkdir()
        self.names = ("sam-altman", "wu-wei")
        for name in ("topics", "sources", *self.names):
            shutil.copy(shipped.place("personas") / f"{name}.yaml", folder / "personas")
        (folder / "formats").mkdir()
        self.good_database = b""

    def persona(self, chance: random.Random) -> str:
        return self._library(chance.choice(self.names), chance)

    def topics(self, chance: random.Random) -> str:
        return self._library("topics", chance)

    def sources(self, chance: random.Random) -> str:
        return self._library("sources", chance)

    def _library(self, name: str, chance: random.Random) -> str:
        file = self.folder / "personas" / f"{name}.yaml"
        good = file.read_bytes()
        try:
            file.write_bytes(damaged(good.decode(), chance))
            library = read_library(self.folder / "personas")
            without(library, speakers=["Sam Altman"], sources=["kr36-2023"])
            return placed(list(library.mistakes))
        finally:
            file.write_bytes(good)

    def config(self, chance: random.Random) -> str:
        file = self.folder / "config.yaml"
        text = shipped.place("config.example.yaml").read_text("utf-8")
        text += "\nmodels: {a: {base_url: http://x/v1, model: m}}\n" if chance.random() < 0.3 else ""
        file.write_bytes(damaged(text, chance))
        try:
            load_config(file, environ={})
        except ConfigError as error:
            return placed(list(error.mistakes))
        return "read"

    def format(self, chance: random.Random) -> str:
        source = chance.choice(sorted(shipped.place("formats").glob("*.yaml")))
        (self.folder / "formats" / "x.yaml").write_bytes(damaged(source.read_text("utf-8"), chance))
        formats, mistakes = read_formats(self.folder / "formats")
        for fmt in formats.values():
            fmt.turns(3)
            fmt.with_rounds(2).as_data()
        return placed(list(mistakes))

    def database(self, chance: random.Random) -> str:
        path = self.folder / "x.db"
        if not self.good_database:
            asyncio.run(_fill(path))
            self.good_database = path.read_bytes()
        spoiled = bytearray(self.good_database)
        for _ in range(chance.choice([1, 3, 20])):
            at, length = chance.randrange(len(spoiled)), chance.choice([1, 8, 64, 4096])
            spoiled[at : at + length] = chance.choice([chance.randbytes(length), b"\0" * length, b"\xff" * length])
        if chance.random() < 0.2:
            del spoiled[chance.randrange(len(spoiled)) :]
        for left in self.folder.glob("x.db*"):
            left.unlink()
        path.write_bytes(spoiled)
        try:
            examine(path)
            asyncio.run(_use(path))
        except StoreError as error:
            assert str(path) in str(error)
            return "told"
        return "read"


async def _fill(path: Path) -> None:
    store = await open_store(path)
    await store.append("d", 0, Opened("m", {"name": "x"}, (), 1), 1.0)
    for seq in range(1, 40):
        await store.append("d", seq, TurnSpoken("free", "a", "claim", "说一句。" * 40), 1.0)
        await store.say(ChatMessage(f"m{seq}", "c", "user", "u", "U", "问一句？" * 40, 1.0))
    await store.close()


async def _use(path: Path) -> None:
    store = await open_store(path)
    try:
        await store.debates()
        await store.events("d")
        await store.history("c")
        await store.about_user("u")
        await store.usage()
        await store.append("e", 0, Opened("m", {}, (), 1), 1.0)
        await store.forget_user("u")
        await store.prune(9e9)
    finally:
        await store.close()


KINDS = ("persona", "topics", "sources", "config", "format", "database")


def campaign(kind: str, count: int, seed: int, folder: Path, seconds: float = 1e9) -> Counter[str]:
    """Damage so many files of a kind (or for so long); how they ended. Whatever else is raised escapes, with its seed named."""
    shop, ends, began = Workshop(folder), Counter[str](), time.process_time()
    for number in range(count):
        if time.process_time() - began > seconds:
            break
        try:
            ends[getattr(shop, kind)(random.Random(f"{kind} {seed} {number}"))] += 1
        except BaseException as error:
            error.add_note(f"kind {kind}, seed {seed}, number {number}")
            raise
    return ends


def main() -> int:
    """Print how the files of each kind ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", choices=KINDS)
    given = parser.parse_args()
    for kind in [given.kind] if given.kind else KINDS:
        with tempfile.TemporaryDirectory() as folder:
            print(kind, dict(campaign(kind, given.count, given.seed, Path(folder))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
