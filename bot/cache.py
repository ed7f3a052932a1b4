"""What can be made again, kept ready in the user's private cache folder: derived tables, checked files, dictionaries.

A kept value is plain data (marshal: no code runs when it is read) under the hash of all it was made from: the content it
came from and the source files that make it. Anything else in its place is made again. A cache that can't be read or written is
no error, and one that somebody else could have written is not used.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import stat
import sys
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Protocol, TypeVar

T = TypeVar("T")


class Keep(Protocol):
    """`kept`, or something in its place: what is to be pure is given one, and makes everything itself without."""

    def __call__(self, name: str, made_from: Iterable[bytes], code: Iterable[str], make: Callable[[], T]) -> T:
        """See `kept`."""


_MARK = b"yuanzhuo/1\n"
_DIGEST = 20
_BOT = Path(__file__).resolve().parent


def kept(name: str, made_from: Iterable[bytes], code: Iterable[str], make: Callable[[], T]) -> T:
    """The value of `make`, or the one kept under `name` where that was made from the same.

    `code` names the source files under `bot` that decide what comes out. The value is what marshal knows: tuples, lists,
    dicts, frozensets, text, numbers.
    """
    place = folder()
    key = _key(made_from, code) if place is not None else None
    if place is None or key is None:
        return make()
    file = place / f"{name}.marshal"
    head = _MARK + key
    if ours(file):
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            data = file.read_bytes()
            start = len(head) + _DIGEST
            # the digest: marshal may crash on what a full disk or a bad block left behind
            if data.startswith(head) and data[len(head) : start] == _hash((data[start:],)):
                found: T = marshal.loads(data[start:])
                return found
    made = make()
    body = marshal.dumps(made)  # type: ignore[arg-type]  # whoever calls knows
    with contextlib.suppress(OSError):
        put(file, head + _hash((body,)) + body)
    return made


def _key(made_from: Iterable[bytes], code: Iterable[str]) -> bytes | None:
    """None where a source file is not there to be looked at."""
    try:
        sources = [(_BOT / name).read_bytes() for name in ("cache.py", *code)]
    except OSError:
        return None
    return _hash((sys.version.encode(), *sources, *made_from))


def _hash(parts: Iterable[bytes]) -> bytes:
    digest = blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def folder() -> Path | None:
    """The user's private cache folder for us, made if need be; None where there is none that only the user can write."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        place = (Path(base) if base else Path.home() / ".cache") / "yuanzhuo"
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return place if ours(place) else None


def ours(path: Path) -> bool:
    """True where only this user can have written it: marshal data of a stranger's could crash the interpreter."""
    try:
        told = path.stat()
    except OSError:
        return False
    if os.name == "nt":
        return True
    return told.st_uid == os.getuid() and not told.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def put(path: Path, data: bytes) -> None:
    """Put the file there as a whole or not at all: two processes may start at once."""
    import tempfile  # and random with it, 3 ms: only for those who write

    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
