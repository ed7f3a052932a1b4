"""Files on the disk: written whole or not at all, small states read without trouble, names that are free, a config beside a folder."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from bot.distill.yamltext import scalar

ARTICLES = "articles"
"""The texts' folder inside a personas folder."""


def replace_file(file: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        mode = file.stat().st_mode if file.exists() else 0o644
        Path(name).chmod(mode & 0o777)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_config(folder: Path) -> Path | None:
    """A config.yaml beside a new folder that has none, so that `ask` and `debate` find it. Returns its path."""
    file = folder.resolve().parent / "config.yaml"
    if file.exists():
        return None
    name = folder.resolve().name
    articles = scalar(f"{name}/{ARTICLES}")
    text = f"# Written by `yuanzhuo distill`.\npaths:\n  personas: {scalar(name)}\n  articles: {articles}\n"
    file.write_text(text, encoding="utf-8")
    return file


def free_file(name: str, taken: set[str]) -> str:
    """The file name, or the first numbered one that is free."""
    stem, dot, suffix = name.rpartition(".")
    number, out = 2, name
    while out in taken:
        out, number = f"{stem}-{number}{dot}{suffix}", number + 1
    return out


def read_state(path: Path) -> dict[str, Any]:
    """A small JSON state file; empty where there is none or it is damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
