"""A folder of persona files → a library, with every mistake of all files at once.

What the files leave out is added here: position ids are qualified (`p3` → `zhu-xiaohu/p3`), evidence gets its article's
file name. What the operator has withdrawn is struck out here, so that nothing further in knows of it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.cache import Keep
from bot.errors import ConfigError, Mistake
from bot.persona import ready
from bot.persona.model import Persona, Position, Sources, Topics
from bot.yamlfile import Document

TOPICS, SOURCES = "topics.yaml", "sources.yaml"
_QUOTES = re.compile('[“”「」『』"＂«»]')
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_WITH_OPPONENT = ("rebuttals", "concessions", "questions")
_VOICE_LISTS = ("openers", "connectives", "closers", *_WITH_OPPONENT, "avoid")


@dataclass(frozen=True, slots=True)
class PersonaFile:
    """One file as read: `persona` is None where it can't be used."""

    document: Document
    persona: Persona | None
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """Everything in a personas folder. `personas` are the usable ones by file name; `mistakes` of all files in order."""

    folder: Path
    personas: tuple[Persona, ...]
    topics: Topics
    sources: Sources
    mistakes: tuple[Mistake, ...] = ()
    files: Mapping[str, PersonaFile] = field(default_factory=dict)  # by id as the file's name has it
    sources_document: Document | None = None
    topics_document: Document | None = None


def load_library(
    folder: Path, *, speakers: Iterable[str] = (), sources: Iterable[str] = (), keep: Keep | None = None
) -> Library:
    """The folder's library without the withdrawn `speakers` and `sources`. Raises ConfigError with all mistakes.

    With `keep` a library that was checked before is taken from there, and then `files` and documents are left out.
    """
    found = ready.contents(folder) if keep is not None else None
    library = _flawless(folder) if keep is None or found is None else _kept(folder, found, keep)
    return without(library, speakers=speakers, sources=sources)


def _flawless(folder: Path) -> Library:
    library = read_library(folder)
    if library.mistakes:
        raise ConfigError(library.mistakes)
    return library


def _kept(folder: Path, found: tuple[bytes, ...], keep: Keep) -> Library:
    def make() -> tuple[Any, ...]:
        library = _flawless(folder)
        return ready.plain((library.personas, library.topics, library.sources))  # type: ignore[no-any-return]

    personas, topics, sources = ready.values(keep("library", found, ready.MADE_BY, make))
    return Library(folder, personas, topics, sources)


def read_library(folder: Path) -> Library:
    """The folder's library, whatever is wrong with it: mistakes are in it, not raised."""
    if not folder.is_dir():
        return Library(folder, (), _NO_TOPICS, _NO_SOURCES, (Mistake(str(folder), 0, "", "找不到人物文件夹"),))
    mistakes: list[Mistake] = []
    sources_document = yamlfile.load(folder / SOURCES)
    sources = _read(sources_document, Sources, mistakes)
    if sources:
        mistakes += _doubled(sources_document, "sources", [s.id for s in sources.sources])
    topics_document = yamlfile.load(folder / TOPICS)
    topics = _read(topics_document, Topics, mistakes)
    if topics:
        mistakes += _topic_mistakes(topics_document, topics)
    paths = sorted(p for p in folder.iterdir() if _is_persona(p))
    files = {p.stem: _read_persona(p, sources) for p in paths}
    files = _cross_checked(files, topics, sources)
    mistakes += [m for f in files.values() for m in f.mistakes]
    for path in sorted(folder.glob("*.yml")):
        mistakes.append(Mistake(yamlfile.shown_name(path), 0, "", "扩展名是 .yml，不会被读到", "改成 .yaml"))
    if not paths:
        mistakes.append(Mistake(yamlfile.shown_name(folder), 0, "", "文件夹里没有人物文件（*.yaml）"))
    return Library(
        folder,
        tuple(f.persona for f in files.values() if f.persona),
        topics or _NO_TOPICS,
        sources or _NO_SOURCES,
        tuple(mistakes),
        files,
        sources_document,
        topics_document,
    )


# model_construct: validating even these builds the validators of every model in them, 15 ms
_NO_TOPICS = Topics.model_construct(topics=())
_NO_SOURCES = Sources.model_construct(sources=())


def _is_persona(path: Path) -> bool:
    return path.suffix == ".yaml" and path.name not in (TOPICS, SOURCES) and not path.name.startswith(".")


def _read(document: Document, model: type[yamlfile.M], mistakes: list[Mistake]) -> yamlfile.M | None:
    try:
        return yamlfile.validate(document, model)
    except ConfigError as error:
        mistakes += error.mistakes
        return None


def _read_persona(path: Path, sources: Sources | None) -> PersonaFile:
    document = yamlfile.load(path)
    _fill_in(document.data, path.stem, {s.id: s.file for s in sources.sources} if sources else {})
    mistakes: list[Mistake] = []
    persona = _read(document, Persona, mistakes)
    return PersonaFile(document, persona, tuple(mistakes))


def _fill_in(data: Any, name: str, files: Mapping[str, str]) -> None:
    """Qualify ids and name the article files, in the plain data: cheaper than copying every frozen value later."""
    positions = data.get("positions") if isinstance(data, dict) else None
    for position in positions if isinstance(positions, list) else ():
        if not isinstance(position, dict):
            continue
        local = position.get("id")
        if isinstance(local, str) and "/" not in local:
            position["id"] = f"{name}/{local}"
        evidence = position.get("evidence")
        for e in evidence if isinstance(evidence, list) else ():
            if isinstance(e, dict) and "file" not in e and e.get("source").__hash__ and e.get("source") in files:
                e["file"] = files[e["source"]]


# ------------------------------------------------------------------------------------------------------------- checking


def _near(word: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"是不是想写 '{near[0]}'？" if near else ""


def _doubled(document: Document, key: str, ids: Sequence[str]) -> list[Mistake]:
    first: dict[str, int] = {}
    found = []
    for number, name in enumerate(ids):
        if first.setdefault(name, number) != number:
            line = document.line((key, first[name], "id"))
            found.append(document.mistake((key, number, "id"), f"id 重复（第一次在第 {line} 行）", "换一个"))
    return found


def _topic_mistakes(document: Document, topics: Topics) -> list[Mistake]:
    found = _doubled(document, "topics", [t.id for t in topics.topics])
    leans = [
        (("topics", i, "leans", j, "to"), lean.to)
        for i, t in enumerate(topics.topics)
        for j, lean in enumerate(t.leans)
    ]
    leans += [
        (("motions", i, "on", j, "to"), lean.to) for i, m in enumerate(topics.motions) for j, lean in enumerate(m.on)
    ]
    for place, to in leans:
        if to not in topics.by_id:
            found.append(document.mistake(place, f"没有叫“{to}”的话题", _near(to, topics.by_id)))
    for i, topic in enumerate(topics.topics):
        for j, lean in enumerate(topic.leans):
            if lean.to == topic.id:
                found.append(document.mistake(("topics", i, "leans", j, "to"), "话题不能指向自己", "删掉这一项"))
    return found


def _cross_checked(
    files: dict[str, PersonaFile], topics: Topics | None, sources: Sources | None
) -> dict[str, PersonaFile]:
    names: dict[str, str] = {}
    out = {}
    for name, file in files.items():
        found = list(file.mistakes)
        persona = file.persona
        if persona:
            found += _persona_mistakes(file.document, name, persona, topics, sources)
            found += _relation_mistakes(file.document, persona, files)
            first = names.setdefault(persona.name, name)
            if first != name:
                message = f"“{persona.name}”在 {first}.yaml 里已经有了"
                found.append(file.document.mistake(("names", "display"), message, "名字要分得清"))
        found.sort(key=lambda m: m.line)
        out[name] = replace(file, mistakes=tuple(found))
    return out


def _persona_mistakes(
    document: Document, name: str, persona: Persona, topics: Topics | None, sources: Sources | None
) -> list[Mistake]:
    found = []
    if persona.id != name:
        found.append(document.mistake(("id",), f"文件名是 {name}.yaml，id 却是 {persona.id}", "改成一样的"))
    found += _doubled(document, "positions", [p.id for p in persona.positions])
    for number, position in enumerate(persona.positions):
        found += _position_mistakes(document, ("positions", number), name, position, topics)
        for n, e in enumerate(position.evidence):
            place = ("positions", number, "evidence", n)
            if e.end <= e.start:
                found.append(document.mistake((*place, "end"), f"end（{e.end}）要大于 start（{e.start}）"))
            if sources is None:
                continue
            source = sources.by_id.get(e.source)
            if source is None:
                message = f"sources.yaml 里没有“{e.source}”"
                found.append(document.mistake((*place, "source"), message, _near(e.source, sources.by_id)))
            elif source.published[:10] > persona.as_of.isoformat()[: len(source.published)]:
                message = f"as_of 是 {persona.as_of}，而这篇文章 {source.published} 才发表"
                found.append(document.mistake((*place, "source"), message, "改 as_of 或去掉这条出处"))
    return found + _voice_mistakes(document, persona) + _check_mistakes(document, persona)


def _position_mistakes(
    document: Document, place: yamlfile.Place, name: str, position: Position, topics: Topics | None
) -> list[Mistake]:
    found = []
    if not position.id.startswith(f"{name}/"):
        found.append(document.mistake((*place, "id"), f"{position.id} 不是这个人物的 id", "只写斜线后面那一段"))
    if topics is not None and position.topic not in topics.by_id:
        hint = _near(position.topic, topics.by_id)
        found.append(document.mistake((*place, "topic"), f"topics.yaml 里没有“{position.topic}”", hint))
    if position.second_hand and position.says:
        message = "这是别人转述的话，不能写成本人口吻"
        found.append(document.mistake((*place, "says"), message, "删掉 says，只留 claim"))
    for n, sentence in enumerate(position.says):
        if mark := _QUOTES.search(sentence):
            message = f"says 里有引号 {mark[0]}：引号只留给原话"
            found.append(document.mistake((*place, "says", n), message, "去掉引号"))
    return found


def _voice_mistakes(document: Document, persona: Persona) -> list[Mistake]:
    found = []
    for key in _VOICE_LISTS:
        for n, phrase in enumerate(getattr(persona.voice, key)):
            for brace in _BRACES.finditer(phrase):
                if brace[0] == "{opponent}" and key in _WITH_OPPONENT:
                    continue
                if brace[0] == "{opponent}":
                    message = f"{key} 里不能用 {{opponent}}，只有 {'、'.join(_WITH_OPPONENT)} 里能用"
                else:
                    message = f"不认识的占位符 {brace[0][:40]}，只能用 {{opponent}}"
                found.append(document.mistake(("voice", key, n), message))
                break
            if _QUOTES.search(phrase):
                found.append(document.mistake(("voice", key, n), "口头语里有引号：引号只留给原话", "去掉引号"))
    return found


def _check_mistakes(document: Document, persona: Persona) -> list[Mistake]:
    found = []
    local = [p.id.partition("/")[2] for p in persona.positions]
    members = [m.name for m in persona.members]
    for number, check in enumerate(persona.checks):
        for n, cited in enumerate(check.cites):
            if cited.removeprefix(f"{persona.id}/") not in local:
                hint = _near(cited, local)
                found.append(document.mistake(("checks", number, "cites", n), f"没有叫 {cited} 的立场", hint))
        if check.as_ is not None and check.as_ not in members:
            message = f"members 里没有“{check.as_}”"
            found.append(document.mistake(("checks", number, "as"), message, _near(check.as_, members)))
    said = {e.speaker for p in persona.positions for e in p.evidence}
    for number, member in enumerate(persona.members):
        if member.name not in said:
            message = f"没有一条出处的 speaker 是“{member.name}”"
            found.append(document.mistake(("members", number, "name"), message, _near(member.name, said)))
    found += _doubled_members(document, members)
    return found


def _doubled_members(document: Document, members: Sequence[str]) -> list[Mistake]:
    return [
        document.mistake(("members", n, "name"), f"“{name}”写了两次", "留一个")
        for n, name in enumerate(members)
        if name in members[:n]
    ]


def _relation_mistakes(document: Document, persona: Persona, files: Mapping[str, PersonaFile]) -> list[Mistake]:
    found = []
    for number, relation in enumerate(persona.relations):
        place = ("relations", number, "to")
        if relation.to == persona.id:
            found.append(document.mistake(place, "不能和自己有关系", "删掉这一项"))
        elif relation.to not in files:
            found.append(document.mistake(place, f"没有 id 是 {relation.to} 的人物", _near(relation.to, files)))
    return found


# ---------------------------------------------------------------------------------------------------------- withdrawing


def without(library: Library, *, speakers: Iterable[str] = (), sources: Iterable[str] = ()) -> Library:
    """The library with withdrawn people and articles struck out: their words, words relayed by them, and words about them.

    A persona left with nothing to say is gone.
    """
    gone, articles = frozenset(speakers), frozenset(sources)
    if not gone and not articles:
        return library
    names = _names_of(library, gone)
    topics = _topics_without(library.topics, names)
    kept = [p for p in (_stripped(p, gone, articles, names, topics) for p in library.personas) if p]
    ids = {p.id for p in kept}
    personas = tuple(p.replaced(relations=tuple(r for r in p.relations if r.to in ids)) for p in kept)
    left = library.sources.replaced(sources=tuple(s for s in library.sources.sources if s.id not in articles))
    return replace(library, personas=personas, topics=topics, sources=left)


def _names_of(library: Library, gone: frozenset[str]) -> tuple[str, ...]:
    """All that the withdrawn are called."""
    names = set(gone)
    for persona in library.personas:
        if persona.name in gone or persona.id in gone:
            names |= {persona.name, *persona.names.aliases}
        for member in persona.members:
            if member.name in gone:
                names |= set(member.aliases)
    return tuple(n for n in names if len(n) > 1)


def _mentions(text: str | None, names: Sequence[str]) -> bool:
    return text is not None and any(n in text for n in names)


def _topics_without(topics: Topics, names: Sequence[str]) -> Topics:
    kept = [t for t in topics.topics if not any(_mentions(x, names) for x in (t.id, t.proposition, t.negation))]
    ids = {t.id for t in kept}
    motions = [m for m in topics.motions if not _mentions(m.text, names) and all(lean.to in ids for lean in m.on)]
    kept = [
        t.replaced(
            leans=tuple(lean for lean in t.leans if lean.to in ids),
            words=tuple(w for w in t.words if not _mentions(w, names)),
        )
        for t in kept
    ]
    return topics.replaced(topics=tuple(kept), motions=tuple(motions))


def _stripped(
    persona: Persona, gone: frozenset[str], articles: frozenset[str], names: Sequence[str], topics: Topics
) -> Persona | None:
    if persona.name in gone or persona.id in gone:
        return None
    positions = []
    for p in persona.positions:
        evidence = tuple(
            e for e in p.evidence if e.speaker not in gone and e.reported_by not in gone and e.source not in articles
        )
        text = " ".join((p.claim, p.because or "", *p.says))
        if evidence and p.topic in topics.by_id and not _mentions(text, names):
            positions.append(p if len(evidence) == len(p.evidence) else p.replaced(evidence=evidence))
    if not positions:
        return None
    said = {e.speaker for p in positions for e in p.evidence}
    bio = persona.bio
    for name in sorted(names, key=len, reverse=True):
        bio = bio.replace(name, "某人")
    local = {p.id.partition("/")[2] for p in positions}
    checks = [c.replaced(cites=tuple(i for i in c.cites if i in local)) for c in persona.checks]
    return persona.replaced(
        positions=tuple(positions),
        members=tuple(m for m in persona.members if m.name in said and m.name not in gone),
        checks=tuple(c for c in checks if c.cites or c.level),
        bio=bio,
    )
