"""A library that was checked before, as plain data and back: no YAML to read, no validators to build, nothing to check again.

Reading 31 files, building pydantic's validators and checking takes 150 ms, from plain data 15. What is kept is under the hash
of every file's content and of the code that checks them (`bot.cache`); a library with mistakes is never kept.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.persona import model
from bot.persona.model import Value

MADE_BY = ("yamlfile.py", "persona/files.py", "persona/model.py", "persona/ready.py")

_MODELS: tuple[type[Value], ...] = (
    model.Evidence,
    model.Position,
    model.Names,
    model.Member,
    model.Voice,
    model.Relation,
    model.Check,
    model.Persona,
    model.Lean,
    model.Topic,
    model.Motion,
    model.Topics,
    model.Source,
    model.Sources,
)
_PLACE = {made: at for at, made in enumerate(_MODELS)}


def contents(folder: Path) -> tuple[bytes, ...] | None:
    """All that a folder's library is made from: names and contents. None where a file can't be read as a whole."""
    out: list[bytes] = []
    try:
        for path in sorted(p for p in folder.iterdir() if p.suffix in (".yaml", ".yml")):
            with path.open("rb") as file:
                data = file.read(yamlfile.MAX_BYTES + 1)
            if len(data) > yamlfile.MAX_BYTES:
                return None
            out += (path.name.encode(errors="surrogatepass"), data)
    except OSError:
        return None
    return tuple(out)


def plain(value: Any) -> Any:
    """A value as [place of its model, names of the fields that were set, fields in the model's order]; tuples stay tuples."""
    if isinstance(value, Value):
        kind = type(value)
        fields = [plain(getattr(value, name)) for name in kind.model_fields]
        return [_PLACE[kind], tuple(sorted(value.model_fields_set)), *fields]
    if isinstance(value, tuple):
        return tuple(plain(v) for v in value)
    return {"date": value.toordinal()} if isinstance(value, datetime.date) else value


def values(data: Any) -> Any:
    """The value that `plain` was given."""
    names = tuple(tuple(made.model_fields) for made in _MODELS)
    new, put, day = object.__new__, object.__setattr__, datetime.date.fromordinal

    def value(data: Any) -> Any:
        kind = type(data)
        if kind is list:
            made = new(_MODELS[data[0]])
            # what model_construct does, without its loops over defaults and aliases: a third of the time
            put(made, "__dict__", dict(zip(names[data[0]], map(value, data[2:]), strict=True)))
            put(made, "__pydantic_fields_set__", set(data[1]))
            put(made, "__pydantic_extra__", None)
            put(made, "__pydantic_private__", None)
            return made
        if kind is tuple:
            return tuple(map(value, data)) if data and type(data[0]) is not str else data
        return day(data["date"]) if kind is dict else data

    return value(data)
