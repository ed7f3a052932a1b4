"""A model that reads articles, scripted: which job it is asked for, and answers made of what stands in its prompt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from tests.wire.openai_server import Reply

Answering = Callable[[dict[str, Any]], Any]
_PERSON = re.compile(r"^(\d+)\. (\S+?)(?:（.*）)?$", re.M)
_PARAGRAPH = re.compile(r"⟦第 (\d+) 段⟧\n(.*?)\n⟦/第 \1 段⟧", re.S)
_OPEN = re.compile(r"⟦引语 (\d+)⟧\n(.*?)\n⟦/引语 \1⟧", re.S)
_PASSAGE = re.compile(r"⟦话 (\d+)⟧\n(.*?)\n⟦/话 \1⟧", re.S)
_TOPIC = re.compile(r"^(?:话题 )?(\d+)[.：] ?(\S+)\n⟦(?:现有)?命题", re.M)


class Asked:
    """What one call asks for."""

    def __init__(self, call: dict[str, Any]) -> None:
        self.system, self.user = (str(m["content"]) for m in call["messages"])
        self.job = next(job for job, mark in JOBS.items() if mark in self.user)
        self.people = {name: int(n) for n, name in _PERSON.findall(self.user.partition("文章的几段")[0])}
        self.paragraphs = {int(n): text for n, text in _PARAGRAPH.findall(self.user)}
        self.open = {text: int(n) for n, text in _OPEN.findall(self.user)}
        self.passages = {text: int(n) for n, text in _PASSAGE.findall(self.user)}
        self.topics = {name: int(n) for n, name in _TOPIC.findall(self.user)}

    def paragraph(self, words: str) -> int:
        """The number of the paragraph that has these words."""
        return next(n for n, text in self.paragraphs.items() if words in text)

    def passage(self, words: str) -> int:
        """The number of the passage that has these words; 0 where it isn't asked about."""
        return next((n for text, n in self.passages.items() if words in text), 0)


JOBS = {"attribute": "文章的几段", "restate": "要写”里列的", "propose": "大家真正争的"}


def model(
    *, usage: tuple[int, int] | None = (120, 40), **answers: Callable[[Asked], Any]
) -> Callable[[dict[str, Any]], Reply]:
    """A script: each job's answer as a value (sent as JSON), as a text (sent as it is), or as a Reply. Nothing by default.

    `usage`: tokens it says each call took; None: it counts none, and we estimate.
    """

    def answer(call: dict[str, Any]) -> Reply:
        asked = Asked(call)
        made = answers[asked.job](asked) if asked.job in answers else {}
        if isinstance(made, Reply):
            return made
        text = made if isinstance(made, str) else json.dumps(made, ensure_ascii=False)
        return Reply(text, size=400, usage=usage)

    return answer


def jobs(calls: list[dict[str, Any]]) -> list[str]:
    """Which job each call was for."""
    return [Asked(call).job for call in calls]
