"""`yuanzhuo doctor`: config, token, permissions in each server, models, database, versions. One line each, with what to do."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from importlib import metadata
from pathlib import Path

import aiohttp

from bot import __version__
from bot.config import Config, load_config
from bot.errors import ConfigError, StoreError, YuanzhuoError
from bot.frontends.discord.token import token_of

GOOD, WARN, BAD = "✓", "!", "✗"
PACKAGES = ("discord.py", "aiohttp", "aiosqlite", "jieba", "pydantic")
PATIENCE = aiohttp.ClientTimeout(total=15)
API = "https://discord.com/api/v10"

Finding = tuple[str, str]


async def examine(config: Path | None, db: Path | None) -> int:
    """Print every finding as it comes; exit status 1 where something is broken."""
    broken = False
    async for mark, text in findings(config, db):
        print(f"{mark} {text}", flush=True)
        broken = broken or mark == BAD
    return 1 if broken else 0


async def findings(config: Path | None, db: Path | None) -> AsyncIterator[Finding]:
    """(mark, sentence) of everything there is to look at."""
    yield (
        GOOD,
        f"圆桌 {__version__}，Python {sys.version.split()[0]}，"
        + "，".join(f"{name} {metadata.version(name)}" for name in PACKAGES),
    )
    try:
        settings = load_config(config, db=db)
    except ConfigError as error:
        for mistake in error.mistakes:
            yield BAD, str(mistake)
        return
    yield GOOD, f"配置：{settings.file or '默认值（没有 config.yaml）'}"
    yield await _files(config, db)
    yield await _database(settings)
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        for name in settings.models:
            yield await _model(session, settings, name)
        async for finding in _discord(session, settings):
            yield finding


async def _files(config: Path | None, db: Path | None) -> Finding:
    from bot.wiring import open_house  # reads every persona: only after the config was found to be right

    try:
        async with open_house(config, db, store=False) as house:
            return GOOD, f"人物 {len(house.table.shelf.all())} 位，赛制 {len(house.table.formats)} 种"
    except ConfigError as error:
        return (
            BAD,
            f"人物或赛制文件有 {len(error.mistakes)} 处错误，第一处：{error.mistakes[0]}；`yuanzhuo check` 列出全部",
        )


async def _database(settings: Config) -> Finding:
    from bot.store.sqlite import open_store

    try:
        store = await open_store(settings.database)
    except StoreError as error:
        return BAD, f"数据库：{error}"
    await store.close()
    return GOOD, f"数据库：{settings.database}"


async def _model(session: aiohttp.ClientSession, settings: Config, name: str) -> Finding:
    """Reachable, and not refusing the key. The model list is the cheapest question there is."""
    import os

    server = settings.models[name]
    key = os.environ.get(server.api_key_env or "", "")
    if server.api_key_env and not key:
        return BAD, f"模型 {name}：环境变量 {server.api_key_env} 没有设"
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        async with session.get(f"{server.base_url.rstrip('/')}/models", headers=headers) as response:
            if response.status in (401, 403):
                return BAD, f"模型 {name}：服务器不认这个 key（{response.status}）"
            return (GOOD if response.status < 500 else WARN), f"模型 {name}：{server.base_url} 回答 {response.status}"
    except (aiohttp.ClientError, TimeoutError) as error:
        return BAD, f"模型 {name}：连不上 {server.base_url}（{type(error).__name__}）"


async def _discord(session: aiohttp.ClientSession, settings: Config) -> AsyncIterator[Finding]:
    try:
        token = token_of(settings.discord.token_file)
    except YuanzhuoError as error:
        yield BAD, str(error)
        return
    if not token:
        yield WARN, "没有 DISCORD_TOKEN：终端可用，Discord 不可用"
        return
    base, headers = settings.discord.api_base or API, {"Authorization": f"Bot {token}"}
    try:
        async with session.get(f"{base}/users/@me", headers=headers) as response:
            if response.status == 401:
                yield BAD, "Discord 不认这个令牌；到开发者后台 Bot 页 Reset Token"
                return
            me = await response.json(content_type=None)
        yield GOOD, f"Discord：以 {me['username']} 的身份登录"
        async with session.get(f"{base}/users/@me/guilds", headers=headers) as response:
            servers = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError) as error:
        yield BAD, f"连不上 Discord（{type(error).__name__}）；要走代理就设 discord.api_base 与 discord.gateway"
        return
    for server in servers:
        yield _server(server)


def _server(server: dict[str, str]) -> Finding:
    import discord  # 150 ms: only where there is a server to look at

    from bot.frontends.discord.permissions import missing

    lacking = missing(discord.Permissions(int(server["permissions"])))
    if not lacking:
        return GOOD, f"服务器 {server['name']}：权限齐全"
    return WARN, f"服务器 {server['name']}：缺 {'、'.join(lacking)}；重新点一次 `yuanzhuo invite` 的地址"
