"""Drafts → files: persona files, sources.yaml, topics.yaml and the texts themselves, without touching what is there.

Files are extended as text: what a human wrote stays byte for byte, comments and all. A ledger (`.distilled.json`, hidden)
remembers every statement that was ever written, so that a position somebody deleted stays deleted.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.distill.drafts import DraftPersona, DraftPosition, Drafts, DraftSource, free_slug
from bot.distill.topics import DraftTopic
from bot.errors import ConfigError, Mistake
from bot.persona.model import Persona, Sources, Topics
from bot.recall import chinese

LEDGER = ".distilled.json"
ARTICLES = "articles"
_PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9·，。、；！？（）《》％—…]*")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")  # YAML refuses them in the open
_TOP_KEY = re.compile(r"^(?:[A-Za-z_][\w-]*|\"[^\"]+\"|'[^']+')\s*:", re.MULTILINE)


@dataclass(slots=True)
class Written:
    """What a run did, for the user to read."""

    personas: list[str] = field(default_factory=list)  # files written new
    extended: list[str] = field(default_factory=list)  # files that got more positions
    positions: int = 0
    already: int = 0
    topics: list[str] = field(default_factory=list)
    motions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """False where everything was there already."""
        return bool(self.positions or self.topics)


def scalar(value: str | int | None, *, quoted: bool = False) -> str:
    """A YAML scalar: bare where it is plainly a Chinese text (and not to be `quoted`), else in double quotes."""
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    if not quoted and _PLAIN.fullmatch(value):
        return value
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(value, ensure_ascii=False))


def _list(values: Sequence[str]) -> str:
    return "[" + ", ".join(scalar(v) if not re.search(r"[，、]", v) else json.dumps(v, ensure_ascii=False) for v in values) + "]"


def key_of(position: DraftPosition) -> str:
    """What makes a statement the same one in every run."""
    s = position.statement
    return f"{position.source.sha256[:16]}:{s.start}:{s.end}:{s.speaker}"


class Folder:
    """A personas folder being extended."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.texts: dict[Path, str] = {}
        self.ledger: set[str] = set()
        self.done = Written()
        self.spoken_of: set[str] = set()  # topics of positions written in this run
        ledger = path / LEDGER
        if ledger.exists():
            try:
                self.ledger = set(json.loads(ledger.read_text(encoding="utf-8"))["written"])
            except (ValueError, KeyError, TypeError, OSError) as error:
                raise ConfigError([Mistake(str(ledger), 0, "", f"读不出来：{error}", "删掉这个文件，再提炼一次")]) from error
        self.sources = self._parsed("sources.yaml", Sources) or Sources(sources=())
        self.topics = self._parsed("topics.yaml", Topics) or Topics(topics=())
        self.personas: dict[str, tuple[Path, Persona]] = {}
        for file in sorted(path.glob("*.yaml")) if path.is_dir() else ():
            if file.name in ("sources.yaml", "topics.yaml") or file.name.startswith("."):
                continue
            persona = yamlfile.parse(file, Persona)
            self.personas[persona.id] = (file, persona)

    def _parsed(self, name: str, model: type[yamlfile.M]) -> yamlfile.M | None:
        file = self.path / name
        return yamlfile.parse(file, model) if file.exists() else None

    # ------------------------------------------------------------------------------------------------------ writing

    def add(self, drafts: Drafts) -> Written:
        """Everything of the drafts that is not there yet; nothing is on disk before `save`."""
        used: set[str] = set()
        ids = {s.id: self._source_id(s) for s in drafts.sources}
        for draft in drafts.personas:
            fresh = [p for p in draft.positions if not self._has(p, ids)]
            self.done.already += len(draft.positions) - len(fresh)
            if fresh:
                used |= self._persona(draft, fresh, ids)
        for source in drafts.sources:
            if source.id in used:
                self._source(source, ids[source.id])
        self._topics([t for t in drafts.topics if t.term in self.spoken_of])
        return self.done

    def _has(self, position: DraftPosition, ids: Mapping[str, str]) -> bool:
        if key_of(position) in self.ledger:
            return True
        s = position.statement
        return any(
            e.source == ids[position.source.id] and max(e.start, s.start) < min(e.end, s.end) and e.speaker == s.speaker
            for _, persona in self.personas.values()
            for p in persona.positions
            for e in p.evidence
        )

    def _source_id(self, source: DraftSource) -> str:
        same = next((s for s in self.sources.sources if s.sha256 == source.sha256), None)
        return same.id if same else free_slug(source.id, {s.id for s in self.sources.sources})

    def _matching(self, draft: DraftPersona) -> tuple[Path, Persona] | None:
        names = {_squash(n) for n in (draft.name, *(a for a in draft.aliases if len(a) >= 3))}
        for file, persona in self.personas.values():
            if draft.kind == "anonymous" and persona.kind != "anonymous":
                continue
            sources = {p.source.id for p in draft.positions}
            if draft.kind == "anonymous" and not any(e.source in sources for q in persona.positions for e in q.evidence):
                continue  # one article's 一位投资人 isn't another's
            if _squash(persona.name) in names or any(_squash(a) == _squash(draft.name) for a in persona.names.aliases):
                return file, persona
        return None

    def _persona(self, draft: DraftPersona, fresh: list[DraftPosition], ids: Mapping[str, str]) -> set[str]:
        match = self._matching(draft)
        if match is None:
            return self._new(draft, fresh, ids)
        file, persona = match
        allowed = [p for p in fresh if p.source.published[:10] <= persona.as_of.isoformat()[: len(p.source.published)]]
        if len(allowed) < len(fresh):
            late = len(fresh) - len(allowed)
            note = f"{file.name}: as_of 是 {persona.as_of}，有 {late} 条出自更晚的文章，没有加进去。改 as_of 之后再提炼一次即可。"
            self.done.notes.append(note)
        if not allowed:
            return set()
        number = 1 + max((int(m.group(1)) for p in persona.positions if (m := re.search(r"(\d+)$", p.id))), default=0)
        text = self.texts.get(file) or file.read_text(encoding="utf-8")
        indent = _item_indent(text)
        if indent is None:
            self.done.notes.append(f"{file.name}: positions 不是一行一条的写法，没有动它。")
            return set()
        block = "".join(_position_yaml(p, number + i, ids, indent) for i, p in enumerate(allowed))
        self.texts[file] = inserted(text, "positions", block)
        self.done.extended.append(file.name)
        self._wrote(allowed)
        return {p.source.id for p in allowed}

    def _new(self, draft: DraftPersona, fresh: list[DraftPosition], ids: Mapping[str, str]) -> set[str]:
        slug = free_slug(draft.id, set(self.personas))
        display = draft.name
        taken = {_squash(p.name) for _, p in self.personas.values()}
        if _squash(display) in taken:
            display = f"{draft.name}（{fresh[0].source.title[:12]}）"
        file = self.path / f"{slug}.yaml"
        text = _persona_yaml(slug, display, draft, fresh, ids)
        self.texts[file] = text
        self.personas[slug] = (file, yamlfile.parse_text(text, Persona, file.name))
        self.done.personas.append(file.name)
        self._wrote(fresh)
        return {p.source.id for p in fresh}

    def _wrote(self, positions: Iterable[DraftPosition]) -> None:
        for p in positions:
            self.ledger.add(key_of(p))
            self.spoken_of.add(p.topic)
            self.done.positions += 1

    def _source(self, source: DraftSource, name: str) -> None:
        if any(s.id == name for s in self.sources.sources):
            return
        file = self.path / "sources.yaml"
        text = self.texts.get(file) or (file.read_text(encoding="utf-8") if file.exists() else SOURCES_HEAD)
        names = {s.file for s in self.sources.sources}
        stored = free_file(source.file, names)
        entry = [
            f"  - id: {name}",
            f"    file: {scalar(stored)}",
            f"    sha256: {source.sha256}",
            f"    title: {scalar(source.title)}",
            f"    outlet: {scalar(source.outlet)}",
        ]
        if source.author:
            entry.append(f"    author: {scalar(source.author)}")
        entry += [f'    published: "{source.published}"', "    x-distilled: true"]
        self.texts[file] = inserted(text, "sources", "\n".join(entry) + "\n")
        self.texts[self.path / ARTICLES / stored] = source.text
        self.sources = yamlfile.parse_text(self.texts[file], Sources, "sources.yaml")

    def _topics(self, drafted: Sequence[DraftTopic]) -> None:
        file = self.path / "topics.yaml"
        text = self.texts.get(file) or (file.read_text(encoding="utf-8") if file.exists() else "")
        fresh = [t for t in drafted if t.term not in self.topics.by_id]
        if not text and (fresh or self.texts):
            text = TOPICS_HEAD
        block = "".join(_topic_yaml(t) for t in fresh)
        if block:
            text = inserted(text, "topics", block)
        known = {m.text for m in self.topics.motions}
        motions = [t for t in drafted if self._two_sided(t) and t.motion not in known]
        if motions:
            if not re.search(r"^motions\s*:", text, re.MULTILINE):
                text += "motions:\n"
            text = inserted(text, "motions", "".join(_motion_yaml(t) for t in motions))
        if block or motions:
            self.texts[file] = text
            self.topics = yamlfile.parse_text(text, Topics, "topics.yaml")
            self.done.topics += [t.term for t in fresh]
            self.done.motions += [t.motion for t in motions]

    def _two_sided(self, topic: DraftTopic) -> bool:
        """Somebody for it and somebody else against it, in all the files as they will be."""
        sides: dict[int, set[str]] = {1: set(), -1: set()}
        for name, (file, persona) in self.personas.items():
            now = yamlfile.parse_text(self.texts[file], Persona, file.name) if file in self.texts else persona
            for p in now.positions:
                if p.topic == topic.term and p.stance:
                    sides[1 if p.stance > 0 else -1].add(name)
        return bool(sides[1] and sides[-1] and len(sides[1] | sides[-1]) > 1)

    def save(self) -> None:
        """Put everything on disk: each file whole or not at all."""
        if not self.texts:
            return
        self.path.mkdir(parents=True, exist_ok=True)
        for file, text in self.texts.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, text.encode("utf-8", "surrogatepass"))
        replace_file(self.path / LEDGER, (json.dumps({"written": sorted(self.ledger)}, ensure_ascii=False, indent=0) + "\n").encode())


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


# ---------------------------------------------------------------------------------------------------------------- YAML

SOURCES_HEAD = "# Articles that `yuanzhuo distill` read. Offsets count code points of the texts in articles/.\nschema: sources/1\nsources:\n"
TOPICS_HEAD = "# Topics drafted by `yuanzhuo distill`: better propositions are easily written by hand.\nschema: topics/1\ntopics:\n"


def inserted(text: str, key: str, block: str) -> str:
    """`block` after the last item under the top-level `key`; comments that follow stay where they are."""
    if not text.endswith("\n"):
        text += "\n"
    start = re.search(rf"^{key}\s*:[^\n]*\n", text, re.MULTILINE)
    if start is None:
        return text + f"{key}:\n{block}"
    line = start.group()
    if re.search(r":\s*\[\s*\]\s*(?:#.*)?$", line.rstrip("\n")):  # topics: []
        return text[: start.start()] + f"{key}:\n{block}" + text[start.end() :]
    following = _TOP_KEY.search(text, start.end())
    end = following.start() if following else len(text)
    body = text[start.end() : end]
    kept = len(body)
    lines = body.splitlines(keepends=True)
    while lines and (not lines[-1].strip() or re.match(r"#", lines[-1])):
        kept -= len(lines.pop())
    at = start.end() + kept
    return text[:at] + block + text[at:]


def _item_indent(text: str) -> int | None:
    match = re.search(r"^positions\s*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*([ ]*)- ", text, re.MULTILINE)
    return len(match.group(1)) if match else None


def _position_yaml(p: DraftPosition, number: int, ids: Mapping[str, str], indent: int = 2) -> str:
    s = p.statement
    by = f", reported_by: {json.dumps(s.second_hand, ensure_ascii=False)}" if s.second_hand else ""
    speaker = json.dumps(s.speaker, ensure_ascii=False)
    lines = [
        f"- id: p{number}",
        f"  topic: {scalar(p.topic)}",
        f"  stance: {p.stance}",
        f"  claim: {scalar(p.claim)}",
    ]
    if p.because and not s.second_hand:
        lines.append(f"  because: {scalar(p.because)}")
    lines += [
        f"  modality: {p.modality}",
        "  evidence:",
        f"    - {{source: {ids[p.source.id]}, line: {s.line}, start: {s.start}, end: {s.end}, kind: {s.kind}, speaker: {speaker}{by}}}",
        f"  keywords: {_list(p.keywords)}",
        f"  x-distilled: {{rule: {s.rule}, confidence: {s.confidence}}}",
    ]
    return "".join(" " * indent + line + "\n" for line in lines)


def _persona_yaml(slug: str, display: str, draft: DraftPersona, fresh: Sequence[DraftPosition], ids: Mapping[str, str]) -> str:
    aliases = [a for a in dict.fromkeys((*(() if display == draft.name else (draft.name,)), *draft.aliases)) if a != display]
    names = [f"  display: {scalar(display)}"]
    if aliases:
        names.append(f"  aliases: {_list(aliases)}")
    if draft.roles:
        names.append(f"  roles: {_list(draft.roles[:4])}")
    as_of = max(_last_day(p.source.published) for p in fresh)
    head = [
        "# Drafted by `yuanzhuo distill`: claims are derived from the passages by rules. What you change here is never overwritten.",
        "schema: persona/1",
        f"id: {slug}",
        f"kind: {draft.kind}",
        "names:",
        *names,
        f"as_of: {as_of}",
        f"bio: {scalar(draft.bio)}",
        "positions:",
    ]
    positions = "".join(_position_yaml(p, n, ids) for n, p in enumerate(fresh, start=1))
    return "\n".join(head) + "\n" + positions + _VOICE


def _last_day(published: str) -> str:
    """The last day a date of any precision can mean: 2023 → 2023-12-31."""
    if len(published) == 4:
        return f"{published}-12-31"
    if len(published) == 7:
        year, month = int(published[:4]), int(published[5:])
        days = [31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return f"{published}-{days[month - 1]}"
    return published


_VOICE = """voice:
  register: 平实，就事论事
  openers:
    - 这件事我谈过，
    - 在这个题目上，
  connectives:
    - 另外，
    - 再说一点：
    - 还有，
  closers:
    - 先说到这里。
  rebuttals:
    - "{opponent}这一点我不同意："
    - "我和{opponent}看法不一样："
  concessions:
    - "{opponent}这一点我可以接受，不过，"
    - "这一层{opponent}说得通，但，"
  questions:
    - "想请{opponent}回答一个问题："
    - "我问{opponent}一句："
x-distilled: true
"""


def _topic_yaml(topic: DraftTopic) -> str:
    return (
        f"  - id: {scalar(topic.term)}\n    proposition: {scalar(topic.proposition)}\n    negation: {scalar(topic.negation)}\n"
        f"    words: {_list(topic.words)}\n    x-distilled: true\n"
    )


def _motion_yaml(topic: DraftTopic) -> str:
    return f'  - text: {scalar(topic.motion)}\n    "on": [{{to: {scalar(topic.term)}, sign: 1}}]\n    x-distilled: true\n'


def _squash(name: str) -> str:
    return re.sub(r"[\s·•‧]+", "", chinese.fold(name))


def read_state(path: Path) -> dict[str, Any]:
    """A small JSON state file; empty where there is none or it is damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
