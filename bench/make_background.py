"""Writes bot/recall/background.py: how common a word is in Chinese at large, from jieba's own dictionary.

Forty statements give no usable document frequencies: whether 赛道 or 觉得 says more about a question has to come from
outside. Words rarer than the table's last row count as rare. Run: python bench/make_background.py
"""

from __future__ import annotations

import textwrap
from math import log
from pathlib import Path

import jieba

ROWS = 8  # row r: -log(share) in [4.5 + r * 0.9, …); the last row ends at about 500 counts in 60 million
STEP = 0.9
FIRST = 4.5


def main() -> None:
    freq, total = jieba.Tokenizer.gen_pfdict(Path(jieba.__file__).with_name("dict.txt").open("rb"))
    rows: list[list[str]] = [[] for _ in range(ROWS)]
    for word, count in sorted(freq.items(), key=lambda pair: (-pair[1], pair[0])):
        if count <= 0 or word.isascii():
            continue
        row = max(0, int((-log(count / total) - FIRST) / STEP))
        if row < ROWS:
            rows[row].append(word)
    parts = [
        '"""How common words are in Chinese at large. Written by bench/make_background.py from jieba\'s dictionary (MIT)."""\n'
    ]
    parts.append(f"FIRST = {FIRST}  # -log(share) of the first row's words\nSTEP = {STEP}  # from row to row\n")
    parts.append("# fmt: off\nROWS = (")
    for row in rows:
        lines = textwrap.wrap(" ".join(row), 70)
        parts.append('    """\n' + "\n".join(lines) + '\n    """,')
    parts.append(")\n# fmt: on")
    Path("bot/recall/background.py").write_text("\n".join(parts) + "\n", encoding="utf-8")
    print([len(r) for r in rows])


if __name__ == "__main__":
    main()
