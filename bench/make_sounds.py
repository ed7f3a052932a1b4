"""Writes bot/recall/sounds.py: the reading of each common character, so that a homophone typed by mistake is seen as one.

pypinyin knows them all, but takes a fifth of a second to load; a look-up needs one reading of four thousand characters.
Run: python bench/make_sounds.py
"""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from pathlib import Path

import jieba
import pypinyin

MOST = 4_000


def main() -> None:
    freq, _ = jieba.Tokenizer.gen_pfdict(Path(jieba.__file__).with_name("dict.txt").open("rb"))
    counts: Counter[str] = Counter()
    for word, count in freq.items():
        for char in word:
            if "\u4e00" <= char <= "\u9fff":
                counts[char] += count
    rows: dict[str, list[str]] = defaultdict(list)
    for char, _ in counts.most_common(MOST):
        rows[pypinyin.lazy_pinyin(char)[0]].append(char)
    lines = textwrap.wrap(" ".join(f"{sound}:{''.join(chars)}" for sound, chars in sorted(rows.items())), 76)
    text = '"""Readings of common characters. Written by bench/make_sounds.py from pypinyin (MIT)."""\n\nROWS = """\n'
    Path("bot/recall/sounds.py").write_text(text + "\n".join(lines) + '\n"""\n', encoding="utf-8")


if __name__ == "__main__":
    main()
