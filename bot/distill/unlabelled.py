"""Interviews printed without labels: questions as lines of their own, answers as paragraphs behind them. Only a page that says it is a
conversation, whose answers speak for themselves (我, 你), is read so: essays put questions into headings, too.
"""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re

from bot.distill.layout import Paragraph

LONGEST = 120
"""Code points of a question."""
_FEWEST = 3
"""Questions, each with an answer behind it, that make an interview."""
_ANNOUNCED = re.compile(
    r"专访|访谈|对谈|对话|问答|口述|Q&A|Q ?A|接受[^。\n]{0,16}(?:采访|专访|访问)|(?:和|跟|与)[^。\n]{1,12}聊了?|聊了[^。\n]{0,14}(?:小时|一下午|一上午|一晚)|"
    r"(?:以下|下面)[是为][^。\n]{0,16}(?:采访|谈话|交流|对话|整理|节选|摘录|摘要|内容)|经(?:过)?(?:编辑|整理|删减|节选)|(?:采访|谈话|交流|演讲)(?:实录|节选|摘要|摘录|整理)"
)
"""What the page says of itself before the first question."""
_OWN = re.compile(r"(?<!自)我|你|咱|您")
_MINE, _YOURS = re.compile("(?<!自)我|咱|你[说看想猜](?!过|得|到|要|法|来)"), re.compile("[你您](?![说看想猜](?!过|得|到|要|法|来))")
"""Signs that a line that asks is still the answer (你说贵不贵?), and that it is a question to somebody."""
_MARKS = "“「『\""


def is_question(plain: str, p: Paragraph) -> bool:
    """A short line that asks, outside of quotation marks."""
    line = plain[p.start : p.end].strip("* #")
    return p.part in ("body", "heading") and 4 <= len(line) <= LONGEST and line.endswith("?") and line[0] not in _MARKS and not _OWN_WORDS.match(line)


_OWN_WORDS = re.compile(r"[^,。]{0,12}(?:说|问|想)[,:]")
"""他问:…? is told."""


def questions_of(plain: str, found: list[Paragraph]) -> list[Paragraph]:
    """The questions of an interview without labels; empty where the page is none."""
    lines = [p for p in found if p.part in ("body", "heading")]
    asked: list[Paragraph] = []
    answers: list[str] = []
    for before, p, behind in zip([None, *lines], lines, lines[1:], strict=False):
        words = plain[p.start : p.end]
        if asked and before is asked[-1]:
            answers.append(words)  # whatever it ends in
        elif behind.part == "body" and is_question(plain, p) and not (asked and _MINE.search(words) and not _YOURS.search(words)):
            asked.append(p)
    if len(asked) < _FEWEST or not _ANNOUNCED.search(plain, 0, asked[0].start):
        return []
    own = sum(bool(_OWN.search(answer)) and answer[0] not in _MARKS for answer in answers)
    return asked if 2 * own >= len(asked) else []
