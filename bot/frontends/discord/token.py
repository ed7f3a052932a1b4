"""The Discord token: from the environment, or from a file. Never shown anywhere."""

from __future__ import annotations

import os
import re
from pathlib import Path

from bot.errors import RequestError

_TOKEN = re.compile(r"^[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}$")


def token_of(file: Path | None) -> str:
    """The token in `DISCORD_TOKEN` or else in the file; "" where there is none. Raises RequestError where it is no token."""
    token = os.environ.get("DISCORD_TOKEN", "").strip()
    if not token and file is not None:
        try:
            token = file.read_text("utf-8").strip()
        except OSError as error:
            raise RequestError(f"读不了 discord.token_file（{file}）：{error.strerror}") from None
    if token and not _TOKEN.match(token):
        raise RequestError(
            "DISCORD_TOKEN 的样子不对：应是用两个点隔开的三段；到开发者后台 Bot 页 Reset Token 重新复制，前面不要加 Bot"
        )
    return token
