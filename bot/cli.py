"""The doors: `yuanzhuo …`. Each group of commands lives in its own file and brings in what it needs when it is called."""

from __future__ import annotations

import importlib
import sys

import typer

from bot import __version__
from bot.errors import ConfigError, YuanzhuoError

GROUPS = (
    "bot.cli_table",
    "bot.cli_debates",
    "bot.cli_files",
    "bot.distill_cli",
    "bot.frontends.discord.cli",
)

app = typer.Typer(
    name="yuanzhuo",
    help="圆桌：让人物就一个题目辩起来，每句话都有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"yuanzhuo {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="版本号"),
) -> None:
    """圆桌：让人物就一个题目辩起来，每句话都有出处。"""


def main() -> None:
    """Run the command line. Errors of ours end in a sentence and exit status 1, never in a traceback."""
    for name in GROUPS:
        importlib.import_module(name).register(app)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a pipe in a C locale would refuse Chinese
            reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except ConfigError as error:
        for mistake in error.mistakes:
            print(mistake, file=sys.stderr)
        raise SystemExit(1) from None
    except YuanzhuoError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    except BrokenPipeError:  # `yuanzhuo personas | head`
        sys.stderr.close()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
