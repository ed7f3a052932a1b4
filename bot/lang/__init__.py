"""What users read, in three languages: `say("zh-CN", "speech.near", name="傅盛")`, `bank("zh-CN", "speech.echo")`.

Catalogues are `bot/lang/<language>/<file>.yaml`. A key that zh-TW lacks is made from zh-CN by OpenCC, so that only what
differs in words, not in script, stands in the zh-TW files. A missing key is our bug and raises KeyError.

Where the reader isn't known yet (the core refuses something, or leaves something out) a `Sentence` stands for the words:
errors carry one, and whoever shows it says it in the reader's language: `told("en", error)`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot import cache

# Path(__file__) and not importlib.resources, which costs 3 ms to import: nobody installs this from a zip.
_HERE = Path(__file__).resolve().parent

LANGUAGES = ("zh-CN", "zh-TW", "en")


def say(language: str, key: str, /, **values: Any) -> str:
    """The sentence of this key, with its places filled. Values are put in as they are: never as a template."""
    text = _look_up(language, key)
    if not isinstance(text, str):
        raise KeyError(f"{key} is a bank of phrases, not one sentence")
    return text.format_map(values) if values else text


def bank(language: str, key: str) -> tuple[str, ...]:
    """The phrases of this key, unfilled."""
    phrases = _look_up(language, key)
    if isinstance(phrases, str):
        raise KeyError(f"{key} is one sentence, not a bank of phrases")
    return tuple(phrases)


class Sentence:
    """A sentence not said yet: a key and its values. As a `str` it is Simplified Chinese.

    A value may be a Sentence itself (or have a `said` of its own), or a tuple, which becomes a list of the language's kind.
    """

    __slots__ = ("key", "values")

    def __init__(self, key: str, /, **values: Any) -> None:
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return self.said(LANGUAGES[0])

    def __repr__(self) -> str:
        return f"Sentence({self.key!r}, {self.values!r})"

    def said(self, language: str) -> str:
        """The sentence in this language."""
        return say(language, self.key, **{name: _said(language, value) for name, value in self.values.items()})


def listed(language: str, items: Iterable[str]) -> str:
    """甲、乙 or a, b."""
    return (", " if language == "en" else "、").join(items)


def told(language: str, error: BaseException) -> str:
    """What an error says, in this language; one that knows only Chinese words, in its script."""
    first = error.args[0] if error.args else ""
    return first.said(language) if isinstance(first, Sentence) else in_language(language, str(error))


def _said(language: str, value: Any) -> Any:
    if callable(said := getattr(value, "said", None)):  # a Sentence, or something else with words of its own
        return said(language)
    if isinstance(value, tuple):
        return listed(language, (str(_said(language, item)) for item in value))
    return value


def phrases(language: str, file: str) -> dict[str, str]:
    """Every sentence of a catalogue by its key, unfilled."""
    return {key: text for key, text in _catalogue(language, file).items() if isinstance(text, str)}


def to_traditional(text: str) -> str:
    """Simplified to Traditional with the words of Taiwan. Loads OpenCC's larger tables at first use."""
    return str(_converter().convert(text)).replace("視窗", "窗口")  # a window of time here, never one on a screen


def to_simplified(text: str) -> str:
    """Traditional to Simplified, character by character: offsets stay. Pure ASCII is passed through."""
    return text if text.isascii() else str(_simplifier().convert(text))


def in_language(language: str, text: str) -> str:
    """Chinese text in the script of `language`; anything else is left as it is."""
    return to_traditional(text) if language == "zh-TW" else text


@functools.cache
def _look_up(language: str, key: str) -> str | list[str]:
    file, _, rest = key.partition(".")
    found = _catalogue(language, file).get(rest)
    if found is None and language == "zh-TW":
        simplified = _look_up("zh-CN", key)
        if isinstance(simplified, str):
            return to_traditional(simplified)
        return [to_traditional(phrase) for phrase in simplified]
    if found is None:
        raise KeyError(f"no {key} in {language}")
    return found


@functools.cache
def _catalogue(language: str, file: str) -> dict[str, str | list[str]]:
    path = _HERE / language / f"{file}.yaml"
    if not path.is_file():
        return {}
    data = path.read_bytes()

    def make() -> dict[str, str | list[str]]:
        import yaml  # 10 ms, and as much to read two catalogues: only where they are not kept ready

        flat: dict[str, str | list[str]] = {}
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # our own files: no need for places
        _flatten(yaml.load(data.decode(), loader) or {}, "", flat)
        return flat

    return cache.kept(f"lang-{language}-{file}", (data,), ("lang/__init__.py",), make)


def _flatten(node: dict[str, Any], prefix: str, flat: dict[str, str | list[str]]) -> None:
    for key, value in node.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", flat)
        else:
            flat[f"{prefix}{key}"] = value


@functools.cache
def _converter() -> Any:
    import opencc  # 40 ms and 40 MB: only for readers of Traditional

    return opencc.OpenCC("s2twp")


@functools.cache
def _simplifier() -> Any:
    import opencc  # the small table: 10 ms, 6 MB

    return opencc.OpenCC("t2s")
