"""Articles → drafts of personas, sources and topics, as values. Nothing is written here."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from bot.distill import identity, standing, wording
from bot.distill.confidence import DEFAULT_CONFIDENCE
from bot.distill.statements import Article, Statement, read_article
from bot.distill.text import Text
from bot.distill.topics import DraftTopic, Utterance, draft, drafted, guess_known
from bot.persona.model import Kind, Topic
from bot.recall import chinese

_DATE = re.compile(r"(20\d\d|19\d\d)\s*[-/年.]\s*(\d{1,2})\s*[-/月.]\s*(\d{1,2})")
_MONTH = re.compile(r"(20\d\d|19\d\d)\s*[-/年.]\s*(\d{1,2})(?!\d)\s*月?")
_UNSAFE_NAME = re.compile(r"[^\w.-]+")
_OUTLET = re.compile(r"(?:原文来源|文章来源|来源|来自|转自)\s*(?:微信公众号)?\s*[:|丨/]?\s*(?:微信公众号)?\s*[:|]?\s*[“《]?([\u4e00-\u9fffA-Za-z0-9·]{2,20})")
_AUTHOR = re.compile(r"(?:作者|撰文|本报记者|采写|^文)\s*[:|丨/]?\s*([\u4e00-\u9fff·]{2,4}|[A-Z][A-Za-z .]{2,20})(?=[\s,，。)）]|$|编辑)")


@dataclass(frozen=True, slots=True)
class DraftSource:
    """An article as `sources.yaml` wants it; `text` is what the offsets count in."""

    id: str
    file: str
    sha256: str
    title: str
    outlet: str
    author: str | None
    published: str
    text: str


Unfit = Literal["unsure", "unknown_speaker", "crowd", "short", "long", "dropped"]
"""Why a statement makes no position; the last one by the choice of a reviewer."""

Key = tuple[str, int, int, str]
"""A statement in every run: sha256 of its article, start, end, speaker."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a reviewer made of a statement."""

    claim: str | None = None
    speaker: str | None = None


@dataclass(slots=True)
class DraftPosition:
    """One statement as a position to be."""

    statement: Statement
    source: DraftSource
    topic: str
    stance: int
    claim: str
    because: str | None
    modality: str
    keywords: tuple[str, ...]
    says: str = ""
    more: list[tuple[Statement, DraftSource]] = field(default_factory=list)  # the same said elsewhere


@dataclass(slots=True)
class DraftPersona:
    """A speaker with everything the articles let them say."""

    id: str
    name: str
    kind: Kind
    bio: str
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    positions: list[DraftPosition] = field(default_factory=list)


@dataclass(slots=True)
class Drafts:
    """What a run of `distill` would write, and what it leaves out and why."""

    sources: list[DraftSource]
    personas: list[DraftPersona]
    topics: list[DraftTopic]
    left_out: list[tuple[Statement, Unfit]]

    def motions(self) -> list[DraftTopic]:
        """Topics with evidence on both sides."""
        return [t for t in self.topics if t.two_sided]


def source_of(text: Text, article: Article, published: str = "", today: datetime.date | None = None) -> DraftSource:
    """Title, outlet, author and date as the page prints them; the date given wins, then the page's, then `today`'s year."""
    raw = text.raw.encode("utf-8", "surrogatepass")
    sha = hashlib.sha256(raw).hexdigest()
    head = [text.plain[p.start : p.end] for p in article.paragraphs[:12]]
    page = text.plain[:1500] + "\n" + text.plain[-400:]
    first = next((p for p in article.paragraphs if p.part == "heading"), None) or (article.paragraphs[0] if article.paragraphs else None)
    title = text.raw[first.start : first.end].lstrip("#* >").strip("*# ") if first else text.name
    title = (title or text.name or "无题")[:120]
    outlet = _OUTLET.search(page)
    author = next((m for m in (_AUTHOR.search(h) for h in head) if m), None)
    stem = Path(text.name or "article").stem
    slug = slugged(stem) or slugged(title[:8]) or "article"
    return DraftSource(
        id=f"{slug[:40].strip('-')}-{sha[:6]}",
        file=f"{(_UNSAFE_NAME.sub('-', stem) or 'article')[:60]}.txt",
        sha256=sha,
        title=" ".join(title.split()),
        outlet=outlet.group(1) if outlet else "未注明",
        author=author.group(1).strip() if author else None,
        published=published or _published(page, today or datetime.date.today()),
        text=text.raw,
    )


def _published(page: str, today: datetime.date) -> str:
    for match in _DATE.finditer(page):
        year, month, day = (int(g) for g in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            try:
                return datetime.date(year, month, day).isoformat()
            except ValueError:
                continue
    for match in _MONTH.finditer(page):
        if 1 <= int(match.group(2)) <= 12:
            return f"{match.group(1)}-{int(match.group(2)):02d}"
    return str(today.year)


def slugged(text: str) -> str:
    """ASCII for an id: pinyin of Chinese, the rest as it is."""
    out = "".join(f"-{chinese.syllable(c)}-" if chinese.is_han(c) else c for c in text[:40])
    return re.sub(r"[^a-z0-9]+", "-", out.lower()).strip("-")


def person_slug(name: str) -> str:
    """朱啸虎 → zhu-xiaohu; a description → its first syllables."""
    if chinese.is_han(name) and 2 <= len(name) <= 4 and not re.search(r"[A-Za-z·]", name):
        surname = 2 if len(name) == 4 else 1
        parts = chinese.pinyin(name)
        joined = ["".join(parts[:surname]), "".join(parts[surname:])]
        return re.sub(r"[^a-z0-9-]+", "", "-".join(j for j in joined if j))[:48]
    return slugged(name)[:48].strip("-")


def free_slug(slug: str, taken: set[str]) -> str:
    """The slug, or the first numbered one that nobody has."""
    number, out = 2, slug
    while out in taken:
        out, number = f"{slug}-{number}", number + 1
    return out


def make(
    texts: Sequence[Text],
    known: Sequence[Topic] = (),
    *,
    published: str = "",
    least: float = DEFAULT_CONFIDENCE,
    keep: Iterable[Key] | None = None,
    changes: Mapping[Key, Change] | None = None,
    today: datetime.date | None = None,
    on_article: Callable[[int, int], None] | None = None,
) -> Drafts:
    """Drafts from articles. `known` topics are used where one fits; `keep` limits the statements to these; `changes` are a reviewer's.

    `on_article` is called twice for each article with its number from 0: with -1 when it is begun, then with its statements' count.
    """
    chosen = set(keep) if keep is not None else None
    sources: list[DraftSource] = []
    pairs: list[tuple[Statement, DraftSource, Article]] = []
    left: list[tuple[Statement, Unfit]] = []
    claims: dict[tuple[int, int, int], str] = {}
    tell = on_article or (lambda number, count: None)
    for number, text in enumerate(texts):
        tell(number, -1)
        article = read_article(text)
        tell(number, len(article.statements))
        source = source_of(text, article, published, today)
        sources.append(source)
        kinds = {s.speaker: s.speaker_kind for s in article.statements}
        for s in article.statements:
            key = (source.sha256, s.start, s.end, s.speaker or "")
            reason = unfit(s, least)
            if chosen is not None:
                reason = None if key in chosen else reason or "dropped"
            if reason:
                left.append((s, reason))
                continue
            change = (changes or {}).get(key)
            if change and change.claim:
                claims[id(source), s.start, s.end] = change.claim
            if change and change.speaker:
                by = s.second_hand if s.second_hand != change.speaker else None  # nobody relays himself
                s = replace(s, speaker=change.speaker, speaker_kind=kinds.get(change.speaker, "person"), second_hand=by)
            pairs.append((s, source, article))
    personas = _personas(pairs)
    for persona in personas:
        for p in persona.positions:
            p.claim = claims.get((id(p.source), p.statement.start, p.statement.end), p.claim)
    topics = _assign(personas, sources, known)
    return Drafts(sources, personas, topics, left)


def unfit(s: Statement, least: float) -> Unfit | None:
    """Why this statement makes no position; None where it does."""
    if s.confidence < least:
        return "unsure"
    if s.speaker is None:
        return "unknown_speaker"
    if s.speaker_kind in ("group", "pronoun"):
        return "crowd"
    if len(s.text) < 6:
        return "short"
    if len(s.text) > 900 or "\n" in s.text:
        return "long"
    return None


def _personas(pairs: Sequence[tuple[Statement, DraftSource, Article]]) -> list[DraftPersona]:
    by_name: dict[str, DraftPersona] = {}
    taken: set[str] = set()
    for s, source, article in pairs:
        assert s.speaker is not None
        persona = by_name.get(s.speaker)
        if persona is None:
            slug = person_slug(s.speaker) or "speaker"
            slug = free_slug(slug, taken)
            taken.add(slug)
            persona = by_name[s.speaker] = _introduced(s, slug, article, source)
        role = _role(article, s.speaker)
        if role and role not in persona.roles:
            persona.roles = (*persona.roles, role)
        persona.positions.append(
            DraftPosition(s, source, "", 0, wording.claim_of(s), wording.because_of(s), wording.modality_of(s), wording.keywords_of(s.text))
        )
    return list(by_name.values())


def _introduced(s: Statement, slug: str, article: Article, source: DraftSource) -> DraftPersona:
    assert s.speaker is not None
    person = next((p for p in article.people.all() if p.name == s.speaker), None)
    kind: Kind = "public_figure"
    if person and person.pseudonym:
        kind = "pseudonym"
    elif s.speaker_kind == "organisation":
        kind = "organisation"
    elif s.speaker_kind in ("anonymous", "unknown") and person is None:
        kind = "anonymous"
    forms = sorted(f for f in (person.forms if person else ()) if f != s.speaker and _real_form(f, article))
    role = _role(article, s.speaker)
    title = source.title[:30]
    if kind == "anonymous":
        bio = f"报道《{title}》里一位没有具名的发言者。"
    elif kind == "organisation":
        bio = f"《{title}》里发声的机构。"
    else:
        bio = f"{role + '，' if role else ''}在《{title}》里发表过看法{'（文中为化名）' if kind == 'pseudonym' else ''}。"
    return DraftPersona(slug, s.speaker, kind, bio, (), tuple(forms[:6]))


def _real_form(form: str, article: Article) -> bool:
    return len(form) >= 2 and form in article.text.plain


def _role(article: Article, name: str) -> str:
    return next((p.role for p in article.people.all() if p.name == name), "")


def _assign(personas: Sequence[DraftPersona], sources: Sequence[DraftSource], known: Sequence[Topic]) -> list[DraftTopic]:
    """Topics for all positions: an existing one where its words fit, else a draft; stance toward it where it is safe."""
    positions = [(p, d) for p in personas for d in p.positions]
    rest: list[tuple[int, DraftPersona, DraftPosition]] = []
    for n, (persona, position) in enumerate(positions):
        topic = guess_known(position.statement.text, known)
        if topic is not None:
            drafted = topic.proposition == DraftTopic(topic.id, ()).proposition  # one of ours, from an earlier run
            position.topic, position.stance = topic.id, stance_of(position.statement.text) if drafted else 0
        else:
            rest.append((n, persona, position))
    if not rest:
        return []
    utterances = [Utterance(n, p.name, d.statement.text, d.source.id) for n, p, d in rest]
    topics, chosen = draft(utterances, [s.title for s in sources])
    for n, _, position in rest:
        position.topic = chosen[n].term
        position.stance = stance_of(position.statement.text)
    for drawn in topics:
        drawn.sides.clear()
        for _, _, position in rest:
            if position.topic == drawn.term:
                drawn.sides[position.stance] += 1
    return topics
