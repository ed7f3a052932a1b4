"""The Discord token: from the environment, or from a file. Never shown anywhere."""

from __future__ import annotations

import os
import re
from pathlib import Path

from bot.errors import RequestError
from bot.lang import Sentence

_TOKEN = re.compile(r"^[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}$")


def token_of(file: Path | None) -> str:
    """The token in `DISCORD_TOKEN` or else in the file; "" where there is none. Raises RequestError where it is no token."""
    token = os.environ.get("DISCORD_TOKEN", "").strip()
    if not token and file is not None:
        try:
            token = file.read_text("utf-8").strip()
        except OSError as error:
            raise RequestError(Sentence("refusals.token_file", file=file, why=error.strerror)) from None
    if token and not _TOKEN.match(token):
        raise RequestError(
            Sentence("refusals.token_shape")
        )
    return token
