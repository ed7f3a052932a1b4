"""Taking a person or an article out of a personas folder again: positions, the source, its text, topics nobody speaks to, the ledger.

Files are changed as text, item by item, as they were written: what stands beside the items stays byte for byte. The ledger goes
first and the texts go last, so that a crash in between leaves a folder that can be read, and a second removal finishes it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.distill.disk import ARTICLES, read_state, replace_file
from bot.distill.writer import LEDGER
from bot.errors import ConfigError, Mistake
from bot.persona.files import SOURCES, TOPICS, Library, load_library
from bot.persona.model import Evidence, Persona, Source

_TOP_KEY = re.compile(r"^(?:[A-Za-z_][\w-]*|\"[^\"]+\"|'[^']+')\s*:", re.MULTILINE)
_DISTILLED = re.compile(r"^\s*x-distilled: true\s*$", re.MULTILINE)


def remove_person(folder: Path, id: str) -> None:
    """The persona's file and all that was kept for it alone. Raises ConfigError; nothing where there is no such persona."""
    if not folder.is_dir():  # somebody else has just removed the last one
        return
    library = load_library(folder)
    persona = next((p for p in library.personas if p.id == id), None)
    if persona is None:
        return
    others = (p for p in library.personas if p is not persona)
    _remember(folder, library, (e for p in others for q in p.positions for e in q.evidence))
    (folder / f"{id}.yaml").unlink()
    _tidy(folder)


def remove_article(folder: Path, id: str) -> None:
    """Every position that stands on this source alone, whoever has no other, and the article itself. Raises ConfigError."""
    if not folder.is_dir():
        return
    library = load_library(folder)
    source = library.sources.by_id.get(id)
    if source is None:
        return
    everything = (e for p in library.personas for q in p.positions for e in q.evidence)
    _remember(folder, library, (e for e in everything if e.source != id))
    for persona in library.personas:
        gone = {q.id.rsplit("/", 1)[-1] for q in persona.positions if all(e.source == id for e in q.evidence)}
        if len(gone) == len(persona.positions):
            (folder / f"{persona.id}.yaml").unlink()
        elif any(e.source == id for q in persona.positions for e in q.evidence):
            _shorten(folder / f"{persona.id}.yaml", persona, gone, library, source)
    _tidy(folder)


def without_items(text: str, key: str, unwanted: Callable[[str], bool]) -> str:
    """`text` without the list items under the top-level `key` that are `unwanted`; an emptied list is written `[]`."""
    start = re.search(rf"^{key}\s*:[^\n]*\n", text, re.MULTILINE)
    if start is None:
        return text
    following = _TOP_KEY.search(text, start.end())
    end = following.start() if following else len(text)
    items = list(_items(text[start.end() : end]))
    kept = [block for is_item, block in items if not (is_item and unwanted(block))]
    if len(kept) == len(items):
        return text
    head = start.group() if any(is_item and block in kept for is_item, block in items) else f"{key}: []\n"
    return text[: start.start()] + head + "".join(kept) + text[end:]


def _items(body: str) -> Iterator[tuple[bool, str]]:
    """The blocks of a list: (True, an item with all its lines), and (False, what stands before the first)."""
    first = re.search(r"^([ ]*)- ", body, re.MULTILINE)
    if first is None:
        yield False, body
        return
    starts = [m.start() for m in re.finditer(rf"^{first.group(1)}- ", body, re.MULTILINE)]
    if starts[0]:
        yield False, body[: starts[0]]
    for begin, end in zip(starts, [*starts[1:], len(body)], strict=True):
        yield True, body[begin:end]


def _shorten(file: Path, persona: Persona, gone: set[str], library: Library, source: Source) -> None:
    """A persona's file without these positions and this evidence; a bio that names the article names one that is left."""
    text = file.read_text(encoding="utf-8")
    ids = "|".join(map(re.escape, sorted(gone))) or r"(?!)"
    text = without_items(text, "positions", lambda block: bool(re.match(rf"\s*- id: [\"']?(?:{ids})[\"']?\s*\n", block)))
    text = re.sub(rf"^\s*- \{{source: {re.escape(source.id)},[^\n]*\}}[ \t]*\n", "", text, flags=re.MULTILINE)
    left = next(e.source for q in persona.positions for e in q.evidence if e.source != source.id)
    other = library.sources.by_id[left].title[:30]
    text = re.sub(r"^bio:.*$", lambda m: m.group().replace(source.title[:30], other), text, count=1, flags=re.MULTILINE)
    if re.search(rf"source: {re.escape(source.id)}(?![\w-])", text):  # written in a way we don't write
        raise ConfigError([Mistake(str(file), 0, "positions", f"还引用着 {source.id}", "手工删掉这些立场")])
    replace_file(file, text.encode("utf-8"))


def _remember(folder: Path, library: Library, left: Iterable[Evidence]) -> None:
    """Nothing in the ledger but what is left, so that an article, distilled again, brings back what was removed."""
    written = read_state(folder / LEDGER).get("written")
    if not isinstance(written, list):
        return
    shas = {s.id: s.sha256[:16] for s in library.sources.sources}
    there = {f"{shas.get(e.source)}:{e.start}:{e.end}:{e.speaker}" for e in left}
    kept = [key for key in map(str, written) if key in there]
    replace_file(folder / LEDGER, (json.dumps({"written": kept}, ensure_ascii=False, indent=0) + "\n").encode())


def _tidy(folder: Path) -> None:
    """Drop what nobody needs any more: drafted topics and their motions, sources, texts; everything where nobody is left."""
    if not any(f.name not in (TOPICS, SOURCES) for f in folder.glob("*.yaml")):
        shutil.rmtree(folder)
        return
    library = load_library(folder)
    spoken = {q.topic for p in library.personas for q in p.positions}
    idle = {t.id for t in library.topics.topics} - spoken
    _rewrite(folder / "topics.yaml", "motions", lambda block: _drafted(block) and _names(block, "to", idle))
    _rewrite(folder / "topics.yaml", "topics", lambda block: _drafted(block) and _names(block, "id", idle))
    cited = {e.source for p in library.personas for q in p.positions for e in q.evidence}
    unused = [s for s in library.sources.sources if s.id not in cited]
    _rewrite(folder / "sources.yaml", "sources", lambda block: _names(block, "id", {s.id for s in unused}))
    for source in unused:
        (folder / ARTICLES / source.file).unlink(missing_ok=True)


def _rewrite(file: Path, key: str, unwanted: Callable[[str], bool]) -> None:
    if not file.exists():
        return
    text = file.read_text(encoding="utf-8")
    now = without_items(text, key, unwanted)
    if now != text:
        replace_file(file, now.encode("utf-8"))


def _drafted(block: str) -> bool:
    """Whether we wrote it: what a human wrote stays."""
    return _DISTILLED.search(block) is not None


def _names(block: str, key: str, values: set[str]) -> bool:
    """Whether the item's `key` has one of these values, quoted or not."""
    found = re.search(rf"(?:^|[\s{{]){key}: [\"']?([^\"'\n,}}]+)", block)
    return found is not None and found.group(1).strip() in values
