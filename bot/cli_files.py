"""`check`, `schema`, `init`: the operator's and the author's files."""

from __future__ import annotations

from pathlib import Path

import typer


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command("init")(init)


def init(folder: Path = typer.Argument(..., help="放到哪个文件夹")) -> None:
    """把配置、人物、提示词和赛制放进一个文件夹，供修改。"""
    from bot.shipped import lay_out

    written = lay_out(folder)
    if not written:
        print(f"{folder} 里已经都有了，什么也没动")
        return
    print(f"写好 {len(written)} 个文件。改完之后：")
    print(f"  yuanzhuo check --config {folder / 'config.yaml'}")
    print(f"  yuanzhuo chat  --config {folder / 'config.yaml'}")
