"""`check`, `schema`, `init`: the operator's and the author's files."""

from __future__ import annotations

from pathlib import Path

import typer

from bot.cli_language import language_of
from bot.lang import Sentence, say

CONFIG = typer.Option(None, "--config", help="配置文件（也可用环境变量 YUANZHUO_CONFIG）")
DB = typer.Option(None, "--db", help="数据库文件（也可用环境变量 YUANZHUO_DB）")
ARTICLES = typer.Option(None, "--articles", help="原文所在的文件夹：有它才核对每条出处")
JSON = typer.Option(False, "--json", help="每行一个 JSON 对象")


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("init")(init)
    app.command("check")(check)
    app.command("schema")(schema)


def init(folder: Path = typer.Argument(..., help="放到哪个文件夹")) -> None:
    """把配置、人物、提示词和赛制放进一个文件夹，供修改。"""
    from bot.shipped import lay_out

    written, language = lay_out(folder), language_of(None)
    if not written:
        print(say(language, "terminal.init.nothing", folder=folder))
        return
    print(say(language, "terminal.init.written", count=len(written)))
    print(f"  yuanzhuo check --config {folder / 'config.yaml'}")
    print(f"  yuanzhuo chat  --config {folder / 'config.yaml'}")


def check(
    config: Path | None = CONFIG, db: Path | None = DB, articles: Path | None = ARTICLES, json: bool = JSON
) -> None:
    """检查配置、人物、话题、出处、提示词、赛制和数据库；有错就全部列出，退出码 1。"""
    import dataclasses
    import json as encoder

    from bot.check import run
    from bot.cli_mistakes import said
    from bot.config import load_config

    mistakes, language = run(config, articles, db=db), language_of(None, config)
    for mistake in mistakes:
        print(encoder.dumps(dataclasses.asdict(mistake), ensure_ascii=False) if json else said(mistake, language))
    if mistakes:
        if not json:
            print(say(language, "terminal.check.count", count=len(mistakes)))
        raise typer.Exit(1)
    if not json:
        proved = articles or load_config(config, db=db).paths.articles
        print(say(language, "terminal.check.good" if proved else "terminal.check.unproved"))


def schema(kind: str = typer.Argument("persona", help="persona、topics、sources、format 或 config")) -> None:
    """打印某种文件的 JSON Schema，供编辑器补全和检查。"""
    import json

    from bot.errors import RequestError
    from bot.schema import KINDS
    from bot.schema import schema as made

    if kind not in KINDS:
        raise RequestError(Sentence("refusals.kind", kind=kind[:40], known=tuple(KINDS)))
    print(json.dumps(made(kind), ensure_ascii=False, indent=2))
