"""The articles' own words, where the operator has them: for quotations and for checking them. Read once, checked by hash."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

from bot.persona.model import Evidence, Sources

Passage = Callable[[Evidence], str | None]  # the article's own words there, None where they aren't at hand

_log = logging.getLogger(__name__)


class Passages:
    """Calls as `Passage`: the text of a piece of evidence, None where its article is missing or is another version."""

    def __init__(self, folder: Path, sources: Callable[[], Sources]) -> None:
        self._folder = folder
        self._sources = sources
        self._texts: dict[tuple[str, str], str | None] = {}

    def __call__(self, evidence: Evidence) -> str | None:
        source = self._sources().by_id.get(evidence.source)
        if source is None:
            return None
        key = (source.file, source.sha256)
        if key not in self._texts:
            self._texts[key] = self._read(*key)
        text = self._texts[key]
        return text[evidence.start : evidence.end] if text else None

    def _read(self, file: str, sha256: str) -> str | None:
        path = self._folder / Path(file).name
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(raw).hexdigest() != sha256:
            _log.warning("%s is not the text that the offsets count in; its passages are not used", path.name)
            return None
        return raw.decode("utf-8")
