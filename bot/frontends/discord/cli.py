"""`yuanzhuo run`, `invite` and `doctor`."""

from __future__ import annotations

import asyncio
import gc
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.errors import RequestError
from bot.frontends.discord.token import token_of
from bot.lang import Sentence

if TYPE_CHECKING:
    import discord

    from bot.roundtable import RoundTable

CONFIG = typer.Option(None, "--config", help="配置文件（也可用环境变量 YUANZHUO_CONFIG）")
DB = typer.Option(None, "--db", help="数据库文件（也可用环境变量 YUANZHUO_DB）")

def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("run")(run)
    app.command("invite")(invite)
    app.command("doctor")(doctor)


def run(config: Path = CONFIG, db: Path = DB) -> None:
    """启动 Discord 机器人。"""
    from bot.config import load_config

    settings = load_config(config, db=db)
    token = token_of(settings.discord.token_file)
    if not token:
        raise RequestError(Sentence("refusals.discord_no_token"))
    asyncio.run(_run(config, db, token))


async def _run(config: Path | None, db: Path | None, token: str) -> None:
    # discord.py takes 150 ms to import: only the commands that need it pay
    import discord

    from bot import log
    from bot.drafting import Drafting, folder_of
    from bot.frontends.discord import addresses
    from bot.frontends.discord.client import TableClient
    from bot.frontends.discord.desk import Desk
    from bot.wiring import following, open_house

    async with open_house(config, db, store=True) as house, following(house, log.reloaded):
        log.configure(house.config.log, secrets=(token,))
        assert house.store is not None
        addresses.use(house.config.discord.api_base or "", house.config.discord.gateway or "")
        _warm(house.table)
        drafting = Drafting(house, folder_of(house.config.database))
        await drafting.open()
        gc.collect()  # a full walk takes a tenth of a second: now, and then never again over what is loaded
        gc.freeze()
        client = TableClient(Desk(lambda: house.config, house.table, house.store, drafting))
        _stop_on_signals(client)
        try:
            async with client:
                await client.start(token)
        except discord.LoginFailure:
            raise RequestError(Sentence("refusals.discord_token")) from None
        except discord.PrivilegedIntentsRequired:
            raise RequestError(Sentence("refusals.discord_intent")) from None


def _warm(table: RoundTable) -> None:
    """Dictionaries and indexes are made at their first use, which would stall the event loop: use them before connecting."""
    from bot.ports import Asker  # and pydantic with it: not for those who only want --help

    table.shelf.search("zxh")
    table.shelf.named_in("预热")
    for motion in table.motions(1):
        table.plan_debate(motion.text, motion.personas, asker=Asker())


def _stop_on_signals(client: discord.Client) -> None:
    """SIGTERM and SIGINT close the client, which parks what runs; a second one is left to the system."""
    loop = asyncio.get_running_loop()
    closing: list[asyncio.Task[None]] = []

    def stop(number: int) -> None:
        loop.remove_signal_handler(number)
        closing.append(loop.create_task(client.close()))

    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop, number)
        except NotImplementedError:  # Windows
            return


def invite(
    application: str = typer.Argument("", help="应用的 ID（开发者后台 General Information）；不写就从令牌里读"),
    config: Path = CONFIG,
) -> None:
    """打印邀请地址，只带用得着的权限。"""
    from bot.config import load_config
    from bot.frontends.discord.permissions import application_of, invite_url

    id = application or application_of(token_of(load_config(config).discord.token_file))
    if not id.isdecimal():
        raise RequestError(Sentence("refusals.application"))
    print(invite_url(int(id)))


def doctor(config: Path = CONFIG, db: Path = DB) -> None:
    """体检：配置、令牌、各服务器的权限、模型、数据库、版本。"""
    from bot.doctor import examine

    raise typer.Exit(asyncio.run(examine(config, db)))
