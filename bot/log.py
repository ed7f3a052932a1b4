"""Logs on stderr: lines for people, or one JSON object a line. Secrets are struck out wherever they turn up."""

from __future__ import annotations

import datetime
import json
import logging
import sys
from collections.abc import Sequence

from bot.config import Log
from bot.errors import Mistake

_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
HIDDEN = "[secret]"


class _Formatter(logging.Formatter):
    """Both forms; `secrets` never come out of either."""

    def __init__(self, as_json: bool, secrets: Sequence[str]) -> None:
        super().__init__()
        self._json = as_json
        self._secrets = [s for s in secrets if len(s) >= 6]

    def format(self, record: logging.LogRecord) -> str:
        extra = {k: v for k, v in vars(record).items() if k not in _PLAIN}
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        trace = self.formatException(record.exc_info) if record.exc_info and record.exc_info[0] else ""
        if self._json:
            row = {"at": at, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
            text = json.dumps(row | extra | ({"trace": trace} if trace else {}), ensure_ascii=False, default=str)
        else:
            more = "".join(f" {k}={v}" for k, v in extra.items())
            text = f"{at} {record.levelname:<7} {record.name}: {record.getMessage()}{more}" + (
                f"\n{trace}" if trace else ""
            )
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def configure(settings: Log, *, secrets: Sequence[str] = ()) -> None:
    """Set up the root logger, once per process. Libraries speak from warning up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(settings.json_, secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    logging.getLogger("discord.client").setLevel(logging.ERROR)  # it warns of voice, which we do not use
    for name in (
        "discord.gateway",
        "discord.http",
        "discord.webhook",
        "discord.state",
        "aiohttp",
        "asyncio",
        "aiosqlite",
        "jieba",
        "watchfiles",
    ):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def reloaded(changed: frozenset[str], mistakes: Sequence[Mistake]) -> None:
    """Say what was read again, and what is wrong with it."""
    logger = logging.getLogger("bot.reload")
    for mistake in mistakes:
        logger.error("保留原来的：%s", mistake)
    if not mistakes:
        logger.info("已重新读入：%s", "、".join(sorted(changed)))
