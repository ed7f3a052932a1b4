"""Damage labelled articles in every way a page comes damaged, and see that `distill` never falls over.

    python bench/distill_fuzz.py            2,000 damaged inputs
    python bench/distill_fuzz.py --count 50
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import distill as bench  # noqa: E402
from bot.distill.drafts import make  # noqa: E402
from bot.distill.reader import UnreadableArticle, read_bytes  # noqa: E402
from bot.distill.statements import extract  # noqa: E402
from bot.distill.text import Text  # noqa: E402
from bot.recall.chinese import traditional  # noqa: E402

MARKS = "“”「」『』\"'‘’《》()（）:：,，。.!?！？;；…\n\r\t \u3000\u200b\ufeff\x00\u2028🚗"
Damage = Callable[[str, random.Random], str]


def _cut(text: str, chance: random.Random) -> str:
    a, b = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[:a] + text[b:]


def _sprinkle(text: str, chance: random.Random) -> str:
    out = list(text)
    for _ in range(chance.randint(1, 60)):
        out.insert(chance.randrange(len(out) + 1), chance.choice(MARKS))
    return "".join(out)


def _strip(text: str, chance: random.Random) -> str:
    gone = set(chance.sample(MARKS, chance.randint(1, 10)))
    return "".join(c for c in text if c not in gone)


def _swap(text: str, chance: random.Random) -> str:
    table = dict(zip(chance.sample("“”「」\"‘’", 7), chance.sample("“”「」\"‘’", 7), strict=True))
    return "".join(table.get(c, c) for c in text)


def _shuffle(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def _join(text: str, chance: random.Random) -> str:
    return text.replace("\n", "")


def _repeat(text: str, chance: random.Random) -> str:
    a = chance.randrange(len(text))
    return text[:a] + text[a : a + 40] * chance.randint(2, 60) + text[a:]


def _script(text: str, chance: random.Random) -> str:
    return traditional("".join(c for c in text if not "\ud800" <= c <= "\udfff"))


DAMAGES: list[Damage] = [_cut, _sprinkle, _strip, _swap, _shuffle, _join, _repeat, _script]


def run(count: int, seed: int = 2024) -> dict[str, float]:
    """Go through `count` damaged inputs; returns how many were read, how many statements, and the slowest in seconds."""
    chance = random.Random(seed)
    articles = [*bench.development(), *bench.own("seen"), *bench.own("unseen")]
    read = statements = personas = 0
    slowest = 0.0
    for number in range(count):
        text = chance.choice(articles).text[:6000]
        for damage in chance.sample(DAMAGES, chance.randint(1, 3)):
            text = damage(text, chance) or " "
        begun = time.perf_counter()
        if number % 4 == 0:
            raw = bytearray(text.encode("utf-8", "surrogatepass"))
            for _ in range(chance.randint(0, 30)):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
            try:
                article = read_bytes(bytes(raw), "a.txt")
            except UnreadableArticle:
                continue
        else:
            article = Text(text, "a.txt")
        read += 1
        found = extract(article)
        for s in found:
            assert article.raw[s.start : s.end] == s.text, "a statement is not the slice it says"
            assert s.start < s.end
            assert 0 <= s.confidence <= 1
            assert s.line == article.raw.count("\n", 0, s.start) + 1
        statements += len(found)
        if number % 10 == 0:
            personas += len(make([article]).personas)
        slowest = max(slowest, time.perf_counter() - begun)
    return {"inputs": count, "read": read, "statements": statements, "personas": personas, "slowest": slowest}


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=2024)
    args = parser.parse_args()
    begun = time.perf_counter()
    for name, value in run(args.count, args.seed).items():
        print(f"{name:12s} {value:.3f}" if isinstance(value, float) else f"{name:12s} {value}")
    print(f"{'seconds':12s} {time.perf_counter() - begun:.1f}")


if __name__ == "__main__":
    main()
