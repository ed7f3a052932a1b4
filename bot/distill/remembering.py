"""A model's answers on disk, one file an article: what was answered once is not asked again, not even after a kill."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from bot.distill.disk import read_state, replace_file


def key_of(*parts: Any) -> str:
    """What makes a question the same one in every run."""
    return hashlib.blake2b(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode(), digest_size=12).hexdigest()


class Answers:
    """Answers by question; each is on disk before the next question is asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, dict[str, Any]] = {}

    def get(self, sha256: str, key: str) -> Any:
        """The answer, None where there is none."""
        return self._of(sha256).get(key)

    def put(self, sha256: str, fresh: dict[str, Any]) -> None:
        """Remember these answers about an article."""
        held = self._of(sha256)
        held.update(fresh)
        self._folder.mkdir(parents=True, exist_ok=True)
        data = json.dumps(held, ensure_ascii=False, sort_keys=True, indent=0)
        replace_file(self._path(sha256), data.encode("utf-8", "surrogatepass"))

    def _of(self, sha256: str) -> dict[str, Any]:
        if sha256 not in self._open:
            self._open.clear()  # one article at a time: a thousand of them need no more memory than one
            self._open[sha256] = read_state(self._path(sha256))
        return self._open[sha256]

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256[:32]}.json"
