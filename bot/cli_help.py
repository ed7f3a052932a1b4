"""`--help` and mistyped commands in the reader's language, with columns that Chinese characters fit into.

The Chinese stands with the commands, where it is written; `bot/lang/en/help.yaml` has the English of each sentence.
Typer has no door for either, and its own columns count a Chinese character as one: so each command gets a `get_help` of ours.
"""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable
from typing import Any

from bot.frontends.wrap import pad, width, wrap
from bot.lang import in_language, listed, say

WIDEST = 30  # columns of what is typed; longer ones get a line of their own

# Typer's sentences → ours. Both the words of its own (0.29) and those of click, which older versions have beneath them.
_MISTAKES = {
    r"No such command '(?P<name>.*?)'\..*": "no_command",
    r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.*)\)": "no_extra",
    r"Option '?(?P<name>[^' ]*)'? requires (?:an|\d+) arguments?\.?": "no_bare",
    r"Option '?(?P<name>[^' ]*)'? does not take a value\.?": "no_valued",
}
_WRONG = {
    r".*less than or equal to (?P<name>\S+)": "at_most",
    r".*greater than or equal to (?P<name>\S+)": "at_least",
    r".*in the range (?P<name>\S+?)\.?": "within",
    r".*valid integer.*": "whole",
    r".*valid (?:number|float).*": "number",
}


def teach(command: Any, language: Callable[[], str]) -> None:
    """Give this command, and all below it, help in the language that is asked for when it comes to that."""
    command.get_help = lambda ctx: help_text(ctx, language())
    for below in getattr(command, "commands", {}).values():
        teach(below, language)


def without_language(typed: list[str]) -> list[str]:
    """The command line without `--lang en`, which not every command has and help follows all the same."""
    words = iter(typed)
    return [word for word in words if not (word.startswith("--lang=") or (word == "--lang" and next(words, "")))]


def help_text(ctx: Any, language: str) -> str:
    """All there is to say about the command of this context."""
    command, columns = ctx.command, min(shutil.get_terminal_size((80, 24)).columns, 100)
    parts = [usage(ctx, language), "", *wrap(translated(command.help or "", language), columns - 4, "  ")]
    arguments = [(_left(p), _right(p, language)) for p in command.params if p.param_type_name == "argument"]
    options = [(_left(p), _right(p, language)) for p in command.params if p.param_type_name == "option"]
    options.append(("--help", say(language, "terminal.help.help")))
    below = getattr(command, "commands", {})
    commands = [(name, translated(below[name].help or "", language)) for name in command.list_commands(ctx)] if below else []
    for name, rows in (("arguments", arguments), ("options", options), ("commands", commands)):
        if rows:
            parts += ["", say(language, f"terminal.help.{name}"), *_table(rows, columns)]
    return "\n".join(parts)


def usage(ctx: Any, language: str) -> str:
    """How the command is typed, on a line."""
    words = [ctx.command_path, say(language, "terminal.help.some_options")]
    if getattr(ctx.command, "commands", None):
        words.append(say(language, "terminal.help.some_command"))
    for param in ctx.command.params:
        if param.param_type_name == "argument":
            dots = "…" if param.nargs == -1 else ""
            words.append(f"{param.name.upper()}{dots}" if param.required else f"[{param.name.upper()}{dots}]")
    return say(language, "terminal.help.usage", line=" ".join(words))


def translated(text: str, language: str) -> str:
    """A sentence of help in this language."""
    return say("en", f"help.{text}") if language == "en" and text else in_language(language, text)


def mistake(error: Any, language: str, command: str) -> str:
    """What was mistyped in `command`, with how it is typed and where to read more."""
    lines, ctx = [_mistake(error, language)], error.ctx
    if ctx is not None:
        lines.append(usage(ctx, language))
    path = ctx.command_path if ctx is not None else f"yuanzhuo {command}"
    return "\n".join([*lines, say(language, "terminal.help.more", command=f"{path} --help")])


def _mistake(error: Any, language: str) -> str:
    kind, param = type(error).__name__, getattr(error, "param", None)
    if kind == "NoSuchOption":
        close = tuple(error.possibilities or ())
        return _with_close(say(language, "terminal.help.no_option", name=error.option_name[:40]), close, language)
    if kind == "MissingParameter" and param is not None:
        return say(language, "terminal.help.missing", name=_shown(param))
    if param is not None:
        why = _matched(error.message, _WRONG, language) or error.message
        return say(language, "terminal.help.wrong", name=_shown(param), why=why)
    found = _matched(error.message, _MISTAKES, language)
    if not found:
        return str(error.format_message())
    known = list(getattr(error.ctx.command, "commands", {})) if error.ctx else []
    asked = re.search(r"'(.*?)'", error.message)
    return _with_close(found, tuple(difflib.get_close_matches(asked[1], known, 3)) if asked else (), language)


def _matched(message: str, table: dict[str, str], language: str) -> str:
    """Our sentence for one of typer's, "" where there is none."""
    for pattern, key in table.items():
        if found := re.fullmatch(pattern, message, re.S):
            return say(language, f"terminal.help.{key}", name=found.groupdict().get("name", "")[:60])
    return ""


def _with_close(sentence: str, close: tuple[str, ...], language: str) -> str:
    return sentence + (say(language, "terminal.help.close", names=listed(language, close)) if close else "")


def _shown(param: Any) -> str:
    """The parameter as it is typed."""
    return str(param.name).upper() if param.param_type_name == "argument" else " / ".join(param.opts)


def _left(param: Any) -> str:
    if param.param_type_name == "argument":
        return _shown(param) + ("…" if param.nargs == -1 else "")
    names = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
    return names if getattr(param, "is_flag", False) else f"{names} …"


def _right(param: Any, language: str) -> str:
    text = translated(getattr(param, "help", "") or "", language)
    default = param.default
    if default in (None, "", False, True) or callable(default) or not getattr(param, "show_default", True):
        return text
    return text + say(language, "terminal.help.default", value=default)


def _table(rows: list[tuple[str, str]], columns: int) -> list[str]:
    left = min(max(width(name) for name, _ in rows), WIDEST)
    lines = []
    for name, text in rows:
        first, *rest = wrap(text, columns - left - 8)  # a closing mark may stand up to four further out
        if width(name) > left:
            lines += [f"  {name}", " " * (left + 4) + first]
        else:
            lines.append(f"  {pad(name, left)}  {first}".rstrip())
        lines += [" " * (left + 4) + line for line in rest]
    return lines
