"""Which language a command speaks: the one asked for, else the environment's YUANZHUO_LANG, else the configuration's."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from bot.errors import ConfigError, RequestError
from bot.lang import LANGUAGES, Sentence


def language_of(asked: str | None, config: Path | str | None = None) -> str:
    """The language of this command. Raises RequestError where the one asked for isn't ours.

    Of a configuration with mistakes its language counts where that is right: whoever uses the rest lists them.
    """
    if asked is not None:
        return known(asked)
    if not (config or os.environ.get("YUANZHUO_CONFIG") or Path("config.yaml").is_file()):
        return known(os.environ.get("YUANZHUO_LANG") or LANGUAGES[0])
    from bot import yamlfile
    from bot.config import (  # pydantic with it, 60 ms: not where there is no configuration
        config_file,
        load_config,
        usable,
    )

    try:
        return load_config(config).language
    except ConfigError:
        asked = os.environ.get("YUANZHUO_LANG")
    if asked in LANGUAGES:
        return asked
    try:
        file = config_file(config)
        return usable(yamlfile.load(file), file).language if file else LANGUAGES[0]
    except ConfigError:
        return LANGUAGES[0]


def known(language: str) -> str:
    """The language, where it is one of ours."""
    if language not in LANGUAGES:
        raise RequestError(Sentence("refusals.language", asked=language[:40], known=LANGUAGES))
    return language


def language_of_line(words: Sequence[str]) -> str:
    """The language a whole command line asks for, for what is said outside of its commands. Never raises."""
    try:
        return language_of(_option(words, "--lang"), _option(words, "--config"))
    except RequestError:
        return LANGUAGES[0]


def _option(words: Sequence[str], name: str) -> str | None:
    for at, word in enumerate(words):
        if word == name and at + 1 < len(words):
            return words[at + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None
