"""What is wrong in a user's file, in the reader's language.

The Chinese is written where the mistake is found, with its values in it. For English the sentence is held against the templates of
`bot/lang/en/mistakes.yaml`; a value may be such a sentence itself. What no template fits is shown as it is: a mistake is never lost.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from bot.errors import Mistake
from bot.lang import in_language, phrases

_HAN = re.compile(r"[\u3400-\u9fff]")


def said(mistake: Mistake, language: str) -> str:
    """The mistake with its place, as one line."""
    if language != "en":
        return in_language(language, str(mistake))
    place = f"{mistake.file}:{mistake.line}" if mistake.line else mistake.file
    key = f" ({mistake.key})" if mistake.key else ""
    hint = english(mistake.hint)
    return f"{place}{key}: {english(mistake.message)}" + (f"; {hint}" if hint else "")


@dataclass(frozen=True, slots=True)
class Told:
    """A mistake as a value of a Sentence."""

    mistake: Mistake

    def said(self, language: str) -> str:
        """The mistake in this language."""
        return said(self.mistake, language)


def english(sentence: str) -> str:
    """The sentence in English, as far as it is one of ours."""
    if not _HAN.search(sentence):
        return sentence
    for pattern, meant in _templates():
        if found := pattern.fullmatch(sentence):
            return _filled(meant, [english(value).replace("、", ", ") for value in found.groups()])
    return sentence


def _filled(template: str, values: list[str]) -> str:
    parts = template.split("{}")
    return parts[0] + "".join(value + part for value, part in zip(values, parts[1:], strict=True))


@functools.cache
def _templates() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with the most words of their own first: “应当是文字，这里被读成了 {}” before “{}：{}”."""
    table = sorted(phrases("en", "mistakes").items(), key=lambda row: -len(row[0].replace("{}", "")))
    return tuple((re.compile("(.*?)".join(map(re.escape, zh.split("{}"))), re.S), en) for zh, en in table)
