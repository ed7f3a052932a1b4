"""Drafts → a personas folder: persona files, sources.yaml, topics.yaml and the texts themselves, without touching what is there.

A ledger (`.distilled.json`, hidden) remembers every statement that was ever written, so that a position somebody deleted stays
deleted. How files look is `yamltext`'s, how they reach the disk `disk`'s.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot import yamlfile
from bot.distill.disk import (
    ARTICLES,
    alone,
    free_file,
    read_exact,
    read_state,
    replace_file,
    replace_files,
    write_config,
)
from bot.distill.drafts import DraftPersona, DraftPosition, Drafts
from bot.distill.roster import Roster
from bot.distill.sourcing import DraftSource, free_slug
from bot.distill.statements import Statement
from bot.distill.topics import DraftTopic
from bot.distill.wording import same
from bot.distill.yamltext import (
    SOURCES_HEAD,
    TOPICS_HEAD,
    inserted,
    item_indent,
    last_day,
    motion_yaml,
    persona_yaml,
    position_yaml,
    scalar,
    source_yaml,
    topic_yaml,
)
from bot.errors import ConfigError, Mistake, RequestError
from bot.lang import Sentence
from bot.persona.model import Persona, Sources, Topics

__all__ = ["Folder", "Written", "key_of", "read_state", "replace_file", "scalar", "write_config"]

LEDGER = ".distilled.json"


@dataclass(slots=True)
class Written:
    """What a run did, for the user to read."""

    personas: list[str] = field(default_factory=list)  # files written new
    extended: list[str] = field(default_factory=list)  # files that got more positions
    positions: int = 0
    already: int = 0
    topics: list[str] = field(default_factory=list)
    motions: list[str] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """False where everything was there already."""
        return bool(self.positions or self.topics)


def key_of(position: DraftPosition, statement: Statement | None = None, source: DraftSource | None = None) -> str:
    """What makes a statement the same one in every run: the position's own, or one more that says the same."""
    s, source = statement or position.statement, source or position.source
    return f"{source.sha256[:16]}:{s.start}:{s.end}:{s.speaker}"


def cited(positions: Iterable[DraftPosition]) -> set[str]:
    """The ids of the sources these positions stand on."""
    return {source.id for p in positions for source in (p.source, *(s for _, s in p.more))}


def _known_by(persona: Persona, source: DraftSource) -> bool:
    """Whether the article is no later than what the persona speaks of."""
    return source.published[:10] <= persona.as_of.isoformat()[: len(source.published)]


class Folder:
    """A personas folder being extended. `advance`: a later article moves the `as_of` of personas that we wrote ourselves.
    `lenient`: a persona file that can't be used is left alone and kept in `broken`, with what is wrong; else it is raised.
    """

    def __init__(self, path: Path, *, advance: bool = False, lenient: bool = False) -> None:
        self.path = path
        self._advance = advance
        self._lenient = lenient
        self._read()

    def _read(self) -> None:
        """What is there, and nothing done yet."""
        self._seen = self._stamps()
        self.texts: dict[Path, str] = {}
        self.ledger: set[str] = set()
        self.done = Written()
        self.spoken_of: set[str] = set()  # topics of positions written in this run
        self.broken: dict[Path, ConfigError] = {}
        ledger = self.path / LEDGER
        if ledger.exists():
            try:
                self.ledger = set(json.loads(ledger.read_text(encoding="utf-8"))["written"])
            except (ValueError, KeyError, TypeError, OSError) as error:
                raise ConfigError([Mistake(str(ledger), 0, "", f"读不出来：{error}", "删掉这个文件，再提炼一次")]) from error
        self._written: frozenset[str] = frozenset(self.ledger)  # the ledger as it is on disk
        self.sources = self._parsed("sources.yaml", Sources) or Sources(sources=())
        self.topics = self._parsed("topics.yaml", Topics) or Topics(topics=())
        self.personas = Roster()
        for file in self._persona_files():
            try:
                self.personas.put(file, yamlfile.parse(file, Persona))
            except ConfigError as error:
                if not self._lenient:
                    raise
                self.broken[file] = error
        self.slugs = self.personas.ids() | {file.stem for file in self.broken}

    def _persona_files(self) -> list[Path]:
        files = sorted(self.path.glob("*.yaml")) if self.path.is_dir() else []
        return [f for f in files if f.name not in ("sources.yaml", "topics.yaml") and not f.name.startswith(".")]

    def _stamps(self) -> dict[str, tuple[int, int]]:
        """What tells whether a file was written since."""
        files = [*self.path.glob("*.yaml"), self.path / LEDGER] if self.path.is_dir() else []
        return {f.name: (s.st_mtime_ns, s.st_size) for f in files if f.exists() for s in (f.stat(),)}

    def _parsed(self, name: str, model: type[yamlfile.M]) -> yamlfile.M | None:
        file = self.path / name
        return yamlfile.parse(file, model) if file.exists() else None

    # ------------------------------------------------------------------------------------------------------ writing

    def add(self, drafts: Drafts) -> Written:
        """Everything of the drafts that is not there yet; nothing is on disk before `save`."""
        used: set[str] = set()
        ids = self._source_ids(drafts.sources)
        for draft in drafts.personas:
            fresh = [p for p in draft.positions if not self._has(p, ids)]
            self.done.already += len(draft.positions) - len(fresh)
            if fresh:
                used |= self._persona(draft, fresh, ids)
        self._sources({ids[s.id]: s for s in drafts.sources if s.id in used})
        self._topics([t for t in drafts.topics if t.term in self.spoken_of])
        return self.done

    def commit(self, drafts: Drafts, also: Iterable[str] = ()) -> Written:
        """`add` and `save` with nobody else in the folder; what was written there since it was read is read first. `also`: for
        the ledger. Raises RequestError where the disk refuses."""
        try:
            with alone(self.path):
                if self._stamps() != self._seen:
                    self._read()
                done = self.add(drafts)
                self.ledger |= set(also)
                self.save()
        except OSError as error:
            raise RequestError(Sentence("distill.error.unwritten", folder=self.path, why=error.strerror or error)) from error
        return done

    def _has(self, position: DraftPosition, ids: Mapping[str, str]) -> bool:
        """Whether the statement was ever written, or a position by the same speaker overlaps it."""
        return key_of(position) in self.ledger or self.personas.cites(position, ids[position.source.id])

    def _source_ids(self, drafted: Sequence[DraftSource]) -> dict[str, str]:
        """A draft source's id → the id sources.yaml has for this very text, or a free one."""
        same = {s.sha256: s.id for s in reversed(self.sources.sources)}
        taken = {s.id for s in self.sources.sources}
        out: dict[str, str] = {}
        for source in drafted:
            out[source.id] = same.get(source.sha256) or free_slug(source.id, taken)
            taken.add(out[source.id])
        return out

    def _persona(self, draft: DraftPersona, fresh: list[DraftPosition], ids: Mapping[str, str]) -> set[str]:
        """Extend the persona that is there, or write a new one; the ids of the sources its positions cite."""
        match = self.personas.matching(draft, ids)
        if match is None:
            if spoilt := self._spoilt(draft):
                self.done.notes.append(Sentence("distill.note.broken", file=spoilt.name, name=draft.name, count=len(fresh)))
                return set()
            return self._new(draft, fresh, ids)
        file, persona = match
        if self._advance:
            persona = self._brought_up(file, persona, fresh)
        known = [p for p in fresh if any(same(p.claim, q.claim) for q in persona.positions)]
        self.ledger |= {key_of(p) for p in known}  # said before, in another article
        self.done.already += len(known)
        fresh = [p for p in fresh if p not in known]
        allowed = [p for p in fresh if _known_by(persona, p.source)]
        for p in allowed:
            p.more = [(s, source) for s, source in p.more if _known_by(persona, source)]
        if len(allowed) < len(fresh):
            late = len(fresh) - len(allowed)
            self.done.notes.append(Sentence("distill.note.later", file=file.name, as_of=persona.as_of, count=late))
        if not allowed:
            return set()
        number = 1 + max((int(m.group(1)) for p in persona.positions if (m := re.search(r"(\d+)$", p.id))), default=0)
        text = self.texts.get(file) or read_exact(file)
        indent = item_indent(text)
        if indent is None:
            self.done.notes.append(Sentence("distill.note.flow", file=file.name))
            return set()
        block = "".join(position_yaml(p, number + i, ids, indent) for i, p in enumerate(allowed))
        self.texts[file] = inserted(text, "positions", block)
        self.personas.put(file, yamlfile.parse_text(self.texts[file].removeprefix("\ufeff"), Persona, file.name))
        self.done.extended.append(file.name)
        self._wrote(allowed)
        return cited(allowed)

    def _spoilt(self, draft: DraftPersona) -> Path | None:
        """The file that may well be this persona's, and can't be used as it stands: another one would make them two."""
        return next((f for f in self.broken if draft.id == f.stem or draft.name in f.read_text("utf-8", "replace")), None)

    def _brought_up(self, file: Path, persona: Persona, fresh: Sequence[DraftPosition]) -> Persona:
        """The persona, knowing what was known on the last day of these; a human's `as_of` is left alone."""
        text = self.texts.get(file) or read_exact(file)
        day = max(last_day(source.published) for p in fresh for source in (p.source, *(s for _, s in p.more)))
        if day <= persona.as_of.isoformat() or not re.search(r"^x-distilled: true\s*$", text, re.MULTILINE):
            return persona
        self.texts[file] = re.sub(r"^as_of:[^\r\n]*", f"as_of: {day}", text, count=1, flags=re.MULTILINE)
        return yamlfile.parse_text(self.texts[file], Persona, file.name)

    def _new(self, draft: DraftPersona, fresh: list[DraftPosition], ids: Mapping[str, str]) -> set[str]:
        """A new persona file; a name somebody else has already gets the article's title behind it."""
        slug = free_slug(draft.id, self.slugs)
        display = draft.name
        if self.personas.has_name(display):
            display = f"{draft.name}（{fresh[0].source.title[:12]}）"
        file = self.path / f"{slug}.yaml"
        text = persona_yaml(slug, display, draft, fresh, ids)
        self.texts[file] = text
        self.personas.put(file, yamlfile.parse_text(text, Persona, file.name))
        self.slugs.add(slug)
        self.done.personas.append(file.name)
        self._wrote(fresh)
        return cited(fresh)

    def _wrote(self, positions: Iterable[DraftPosition]) -> None:
        for p in positions:
            self.ledger |= {key_of(p), *(key_of(p, s, source) for s, source in p.more)}
            self.spoken_of.add(p.topic)
            self.done.positions += 1

    def _sources(self, used: Mapping[str, DraftSource]) -> None:
        """Entries in sources.yaml (by their ids there) and the texts beside it, for those that aren't there."""
        known = {s.id for s in self.sources.sources}
        fresh = {name: source for name, source in used.items() if name not in known}
        if not fresh:
            return
        file = self.path / "sources.yaml"
        text = self.texts.get(file) or read_exact(file, SOURCES_HEAD)
        taken = {s.file for s in self.sources.sources}
        block = ""
        for name, source in fresh.items():
            stored = free_file(source.file, taken)
            taken.add(stored)
            block += source_yaml(name, stored, source)
            self.texts[self.path / ARTICLES / stored] = source.text
        self.texts[file] = inserted(text, "sources", block)
        self.sources = yamlfile.parse_text(self.texts[file], Sources, "sources.yaml")

    def _topics(self, drafted: Sequence[DraftTopic]) -> None:
        """Topics that are new, and motions for those with two sides."""
        file = self.path / "topics.yaml"
        text = self.texts.get(file) or read_exact(file)
        fresh = [t for t in drafted if t.term not in self.topics.by_id]
        if not text and (fresh or self.texts):
            text = TOPICS_HEAD
        block = "".join(topic_yaml(t) for t in fresh)
        if block:
            text = inserted(text, "topics", block)
        known = {m.text for m in self.topics.motions}
        two_sided = self._two_sided()
        motions = [t for t in drafted if t.term in two_sided and t.motion not in known]
        if motions:
            if not re.search(r"^motions\s*:", text, re.MULTILINE):
                text += ("" if text.endswith("\n") else "\n") + "motions:\n"
            text = inserted(text, "motions", "".join(motion_yaml(t) for t in motions))
        if block or motions:
            self.texts[file] = text
            self.topics = yamlfile.parse_text(text, Topics, "topics.yaml")
            self.done.topics += [t.term for t in fresh]
            self.done.motions += [t.motion for t in motions]

    def _two_sided(self) -> set[str]:
        """Topics with somebody for and somebody else against, in all the files as they will be."""
        sides: dict[str, dict[int, set[str]]] = {}
        for _, persona in self.personas.values():
            for p in persona.positions:
                if p.stance:
                    sides.setdefault(p.topic, {}).setdefault(1 if p.stance > 0 else -1, set()).add(persona.id)
        return {t for t, by in sides.items() if len(by) == 2 and len(by[1] | by[-1]) > 1}

    def save(self) -> None:
        """Put everything on disk, all or, where there is no room, nothing: each file whole or not at all."""
        if not self.texts and self.ledger == self._written:
            return
        first = [f for f in self.texts if f.parent != self.path or f.name in ("sources.yaml", "topics.yaml")]
        files = {f: self.texts[f].encode("utf-8", "surrogatepass") for f in (*first, *self.texts)}  # what others point to, first
        files[self.path / LEDGER] = (json.dumps({"written": sorted(self.ledger)}, ensure_ascii=False, indent=0) + "\n").encode()
        replace_files(files)
