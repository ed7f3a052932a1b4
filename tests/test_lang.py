"""The catalogues of bot/lang: three languages with the same keys and the same places, every key used, every used key there."""

from __future__ import annotations

import ast
import functools
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.lang import LANGUAGES, bank, say

ROOT = Path(__file__).parents[1]
LANG = ROOT / "bot" / "lang"
FILES = sorted({path.stem for path in LANG.glob("*/*.yaml")})
# These stand in prompts, which are Chinese whatever the answer's language.
FOR_MODELS = ("models.fact.", "models.kind.", "models.repair.")
# English alone: the Chinese stands in the code. tests/test_cli_help.py and test_cli_mistakes.py look after them.
ENGLISH_ALONE = ("help.", "mistakes.")


def flat(node: dict[str, Any], prefix: str) -> Iterator[tuple[str, str | list[str]]]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


@functools.cache
def catalogue(language: str) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for path in sorted((LANG / language).glob("*.yaml")):
        found.update(flat(yaml.safe_load(path.read_text(encoding="utf-8")), f"{path.stem}."))
    return found


def pattern_of(node: ast.JoinedStr) -> str:
    return "".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else "(.+)" for v in node.values)


@functools.cache
def code() -> tuple[frozenset[str], frozenset[str]]:
    """Every string in bot/ and prompts/, and every f-string as a pattern, its places as groups."""
    words: set[str] = set()
    patterns: set[str] = set()
    for path in sorted(
        (*(ROOT / "bot").rglob("*.py"), *(ROOT / "bot").rglob("*.j2"), *(ROOT / "prompts").rglob("*.j2"))
    ):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".j2":
            words.update(re.findall(r"[\"']([\w.-]+)[\"']", text))
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                patterns.add(pattern_of(node))
    return frozenset(words), frozenset(patterns)


def used(key: str) -> bool:
    """True where the code names the key: whole, or in pieces of which every one is a word of the code.

    `say(language, f"speech.{key}")` with "echo" elsewhere uses speech.echo; a place may be filled twice: f"{verb}.name"
    behind f"discord.command.{key}".
    """
    words, patterns = code()
    if key in words:
        return True
    for pattern in patterns:
        if pattern[:1] not in string.ascii_lowercase or pattern == "(.+)":
            continue
        found = re.fullmatch(pattern, key)
        if found and all(group in words or pieces(group) for group in found.groups()):
            return True
    return False


def pieces(text: str) -> bool:
    """True where an f-string of the code makes this text out of words of the code."""
    words, patterns = code()
    for pattern in patterns:
        literal = pattern.replace("(.+)", "")
        found = re.fullmatch(pattern, text) if len(literal) > 2 and "(.+)" in pattern else None
        if found and all(group in words for group in found.groups()):
            return True
    return False


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_chinese_and_english_have_the_same_keys_but_for_what_only_a_model_reads() -> None:
    chinese, english = (set(catalogue(language)) for language in ("zh-CN", "en"))
    assert {key for key in english - chinese if not key.startswith(ENGLISH_ALONE)} == set()
    assert {key for key in chinese - english if not key.startswith(FOR_MODELS)} == set()


def test_what_stands_apart_for_taiwan_is_a_key_of_the_simplified_catalogue() -> None:
    assert set(catalogue("zh-TW")) <= set(catalogue("zh-CN"))


@pytest.mark.parametrize("file", FILES)
def test_every_key_is_used(file: str) -> None:
    assert [key for key in catalogue("zh-CN") if key.startswith(f"{file}.") and not used(key)] == []


def named(node: ast.AST) -> str | None:
    """The key that a call of `say`, `bank` or `Sentence` names, as a pattern; None where it comes from elsewhere."""
    place = {"say": 1, "bank": 1, "Sentence": 0}
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in place):
        return None
    at = place[node.func.id]
    key = node.args[at] if len(node.args) > at else None
    if isinstance(key, ast.Constant):
        return re.escape(str(key.value))
    return pattern_of(key) if isinstance(key, ast.JoinedStr) else None


def test_every_key_that_the_code_names_is_there() -> None:
    known, seen = {*catalogue("zh-CN"), *catalogue("en")}, 0
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if pattern := named(node):
                seen += 1
                assert any(re.fullmatch(pattern, key) for key in known), f"{path.relative_to(ROOT)}: {pattern}"
    assert seen > 100


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "zh-CN"])
def test_a_sentence_has_the_same_places_in_every_language(language: str) -> None:
    for key, chinese in catalogue("zh-CN").items():
        if key.startswith(FOR_MODELS):
            continue
        if isinstance(chinese, str):
            assert places(say(language, key)) == places(chinese), key
        else:
            theirs = bank(language, key)
            assert theirs and set().union(*map(places, theirs)) <= set().union(*map(places, chinese)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_that_is_not_there_is_our_bug_and_says_its_name(language: str) -> None:
    with pytest.raises(KeyError, match=r"table\.nosuch"):
        say(language, "table.nosuch")
