"""`yuanzhuo doctor`: config, token, permissions in each server, models, database, versions. One line each, with what to do."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from importlib import metadata
from pathlib import Path

import aiohttp

from bot import __version__
from bot.cli_language import language_of
from bot.cli_mistakes import Told
from bot.config import Config, load_config
from bot.errors import ConfigError, StoreError, YuanzhuoError
from bot.frontends.discord.token import token_of
from bot.lang import Sentence

GOOD, WARN, BAD = "✓", "!", "✗"
PACKAGES = ("discord.py", "aiohttp", "aiosqlite", "jieba", "pydantic")
PATIENCE = aiohttp.ClientTimeout(total=15)
API = "https://discord.com/api/v10"

Finding = tuple[str, Sentence]


async def examine(config: Path | None, db: Path | None) -> int:
    """Print every finding as it comes; exit status 1 where something is broken."""
    broken, language = False, language_of(None, config)
    async for mark, text in findings(config, db):
        print(f"{mark} {text.said(language)}", flush=True)
        broken = broken or mark == BAD
    return 1 if broken else 0


async def findings(config: Path | None, db: Path | None) -> AsyncIterator[Finding]:
    """(mark, sentence) of everything there is to look at."""
    yield (
        GOOD,
        Sentence(
            "refusals.doctor.versions",
            version=__version__,
            packages=(f"Python {sys.version.split()[0]}", *(f"{name} {metadata.version(name)}" for name in PACKAGES)),
        ),
    )
    try:
        settings = load_config(config, db=db)
    except ConfigError as error:
        for mistake in error.mistakes:
            yield BAD, Sentence("refusals.doctor.plain", text=Told(mistake))
        return
    file = settings.file or Sentence("refusals.doctor.defaults")
    yield GOOD, Sentence("refusals.doctor.config", file=file)
    yield await _files(config, db)
    yield await _database(settings)
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        for name in settings.models:
            yield await _model(session, settings, name)
        async for finding in _discord(session, settings):
            yield finding


async def _files(config: Path | None, db: Path | None) -> Finding:
    from bot.debate.formats import load_formats
    from bot.wiring import open_house  # reads every persona: only after the config was found to be right

    try:
        async with open_house(config, db, store=False) as house:
            formats = load_formats(house.config.formats_dir)
            return GOOD, Sentence("refusals.doctor.table", personas=len(house.table.shelf.all()), formats=len(formats))
    except ConfigError as error:
        return (
            BAD,
            Sentence("refusals.doctor.mistakes", count=len(error.mistakes), first=Told(error.mistakes[0])),
        )


async def _database(settings: Config) -> Finding:
    from bot.store.sqlite import open_store

    try:
        store = await open_store(settings.database)
    except StoreError as error:
        return BAD, Sentence("refusals.doctor.database", file=error.args[0])
    await store.close()
    return GOOD, Sentence("refusals.doctor.database", file=settings.database)


async def _model(session: aiohttp.ClientSession, settings: Config, name: str) -> Finding:
    """Reachable, and not refusing the key. The model list is the cheapest question there is."""
    import os

    server = settings.models[name]
    key = os.environ.get(server.api_key_env or "", "")
    if server.api_key_env and not key:
        return BAD, Sentence("refusals.doctor.key_unset", name=name, variable=server.api_key_env)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        async with session.get(f"{server.base_url.rstrip('/')}/models", headers=headers) as response:
            if response.status in (401, 403):
                return BAD, Sentence("refusals.doctor.key_refused", name=name, status=response.status)
            mark = GOOD if response.status < 500 else WARN
            return mark, Sentence("refusals.doctor.model", name=name, url=server.base_url, status=response.status)
    except (aiohttp.ClientError, TimeoutError) as error:
        return BAD, Sentence("refusals.doctor.model_unreached", name=name, url=server.base_url, why=type(error).__name__)


async def _discord(session: aiohttp.ClientSession, settings: Config) -> AsyncIterator[Finding]:
    try:
        token = token_of(settings.discord.token_file)
    except YuanzhuoError as error:
        yield BAD, Sentence("refusals.doctor.plain", text=error.args[0])
        return
    if not token:
        yield WARN, Sentence("refusals.doctor.no_token")
        return
    base, headers = settings.discord.api_base or API, {"Authorization": f"Bot {token}"}
    try:
        async with session.get(f"{base}/users/@me", headers=headers) as response:
            if response.status == 401:
                yield BAD, Sentence("refusals.discord_token")
                return
            me = await response.json(content_type=None)
        yield GOOD, Sentence("refusals.doctor.discord", name=me["username"])
        async with session.get(f"{base}/users/@me/guilds", headers=headers) as response:
            servers = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError) as error:
        yield BAD, Sentence("refusals.doctor.discord_unreached", why=type(error).__name__)
        return
    for server in servers:
        yield _server(server)


def _server(server: dict[str, str]) -> Finding:
    import discord  # 150 ms: only where there is a server to look at

    from bot.frontends.discord.permissions import missing

    lacking = missing(discord.Permissions(int(server["permissions"])))
    if not lacking:
        return GOOD, Sentence("refusals.doctor.server", name=server["name"])
    return WARN, Sentence("refusals.doctor.server_lacks", name=server["name"], names=tuple(lacking))
