"""The doors: `yuanzhuo …`. Each group of commands lives in its own file and brings in what it needs when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from pathlib import Path

import typer

from bot import __version__
from bot.errors import ConfigError, YuanzhuoError
from bot.lang import say, told

GROUPS = {
    "bot.cli_table": ("ask", "panel", "personas", "motions"),
    "bot.cli_debates": ("debate", "debates", "show", "resume", "export", "chat"),
    "bot.cli_files": ("init", "check", "schema"),
    "bot.cli_models": ("models", "usage", "prompts"),
    "bot.distill_cli": ("distill", "card"),
    "bot.frontends.discord.cli": ("run", "invite", "doctor"),
}

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
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some among all that is installed: 8 ms
    gc.set_threshold(100_000)  # what is imported stays: looking through it again and again is a tenth of the start
    _register(next((word for word in sys.argv[1:2] if not word.startswith("-")), ""))
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a pipe in a C locale would refuse Chinese, a wrong byte would end a conversation
            reconfigure(encoding="utf-8", errors="replace")
    status = _run()
    try:
        sys.stdout.flush()
    except OSError as error:
        with Path(os.devnull).open("wb") as nowhere:  # so that the flush at exit has nothing to complain about
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        status = status or _told(error)
    gc.freeze()  # and at the end it would be looked through once more, 10 ms: the process gives it all back anyway
    raise SystemExit(status)


def _register(asked: str) -> None:
    """Add the commands. Where one is called, that one alone: building all 20 takes 20 ms; --help and mistypings need them."""
    groups = [group for group, names in GROUPS.items() if asked in names]
    for group in groups or GROUPS:
        importlib.import_module(group).register(app)
    if groups:
        app.registered_commands = [command for command in app.registered_commands if command.name == asked]


def _run() -> int:
    """The command's exit status."""
    try:
        return _called()
    except ConfigError as error:
        from bot.cli_mistakes import said

        language = _language()
        return _failed(*(said(mistake, language) for mistake in error.mistakes))
    except YuanzhuoError as error:
        return _failed(told(_language(), error))
    except OSError as error:
        return _told(error)
    except KeyboardInterrupt:
        return 130
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # typer makes this of `yuanzhuo personas | head`
            return 0
        return end.code if isinstance(end.code, int) else 1 if end.code else 0


def _called() -> int:
    """Run what was typed. Help and mistypings are told in words of ours."""
    command = typer.main.get_command(app)
    typed = sys.argv[1:]
    if len(typed) <= 1 or "--help" in typed:
        from bot.cli_help import teach, without_language

        teach(command, _language)
        typed = without_language(typed)
    try:
        status = command(typed, standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "format_message"):  # typer's own for what was mistyped; its class moved between versions
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message())
        else:
            from bot.cli_help import mistake

            _failed(mistake(error, _language(), typed[0]))
        return int(getattr(error, "exit_code", 2))
    return status if isinstance(status, int) else 0


def _told(error: OSError) -> int:
    if isinstance(error, BrokenPipeError):
        return 0  # whoever read has read enough
    language = _language()
    file = error.filename or say(language, "refusals.output")
    return _failed(say(language, "refusals.system", file=file, why=error.strerror or error))


def _language() -> str:
    from bot.cli_language import language_of_line  # asks the configuration: only where something is to be said

    return language_of_line(sys.argv[1:])


def _failed(*sentences: str) -> int:
    from bot.roundtable.tidying import tidy  # what was asked stands in the sentence: it must not steer the terminal

    for sentence in sentences:
        print(tidy(sentence), file=sys.stderr)
    return 1
