"""Files on the disk: written whole or not at all, small states read without trouble, names that are free, a config beside a folder."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.distill.yamltext import scalar

if sys.platform != "win32":
    import fcntl

ARTICLES = "articles"
"""The texts' folder inside a personas folder."""


def replace_file(file: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    replace_files({file: data})


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write the files, each whole or not at all, in this order; none of them where there is no room or no right to."""
    ready: list[tuple[str, Path]] = []
    try:
        for file, data in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
            ready.append((name, file))
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            mode = file.stat().st_mode if file.exists() else 0o644
            Path(name).chmod(mode & 0o777)
        while ready:
            Path(ready[0][0]).replace(ready[0][1])
            ready.pop(0)
    except BaseException:
        for name, _ in ready:
            Path(name).unlink(missing_ok=True)
        raise


def read_exact(file: Path, missing: str = "") -> str:
    """The text as it stands, line ends and all: what is written back must not change a byte. `missing` where there is none."""
    return file.read_bytes().decode("utf-8") if file.exists() else missing


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else who asks for the folder has it meanwhile: another process waits. It is made, and gone again if left empty."""
    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    handle = -1
    try:
        if sys.platform != "win32":
            handle = os.open(folder, os.O_RDONLY)
            with contextlib.suppress(OSError):  # some network disks know no locks
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle >= 0:
            os.close(handle)
        if fresh:
            with contextlib.suppress(OSError):  # not empty
                folder.rmdir()


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
