"""Articles → drafts of personas, sources and topics, as values. Nothing is written here."""


from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.distill import identity, standing, wording
from bot.distill.confidence import DEFAULT_CONFIDENCE
from bot.distill.reading import RULES, Reading
from bot.distill.sourcing import DraftSource, free_slug, person_slug, source_of
from bot.distill.statements import Article, Statement
from bot.distill.text import Text
from bot.distill.topics import DraftTopic, Utterance, draft, drafted, guess_known
from bot.persona.model import Kind, Topic

Unfit = Literal["unsure", "unknown_speaker", "crowd", "short", "long", "dropped", "figures"] | standing.Fault
"""Why a statement makes no position; `dropped`: by the choice of a reviewer, `figures`: numbers of somebody who says nothing else."""

Key = tuple[str, int, int, str]
"""A statement in every run: sha256 of its article, start, end, speaker."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a reviewer made of a statement."""

    claim: str | None = None
    speaker: str | None = None
    stance: int | None = None  # toward `topic`; nothing where the position ends up under another one
    topic: str = ""


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
    shown_by: str = ""  # the passage's words on which a model's stance rests
    by_model: tuple[str, ...] = ()  # what of it a model proposed: statement | speaker, claim, topic, stance


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


@dataclass
class _Taken:
    """The statements of all articles that may make positions, as a reviewer changed them, and those left out."""

    least: float
    chosen: set[Key] | None
    changes: Mapping[Key, Change]
    pairs: list[tuple[Statement, DraftSource, Article]] = field(default_factory=list)
    left: list[tuple[Statement, Unfit]] = field(default_factory=list)
    claims: dict[tuple[int, int, int], str] = field(default_factory=dict)

    def take(self, source: DraftSource, article: Article) -> None:
        """Sort one article's statements."""
        statements = statements_of(article)
        kinds = {s.speaker: s.speaker_kind for s in statements}
        for s in statements:
            key = (source.sha256, s.start, s.end, s.speaker or "")
            reason = unfit(s, self.least)
            if self.chosen is not None:
                reason = None if key in self.chosen else reason or "dropped"
            if reason:
                self.left.append((s, reason))
                continue
            change = self.changes.get(key)
            if change and change.claim:
                self.claims[id(source), s.start, s.end] = change.claim
            if change and change.speaker:
                by = s.second_hand if s.second_hand != change.speaker else None  # nobody relays himself
                s = replace(s, speaker=change.speaker, speaker_kind=kinds.get(change.speaker, "person"), second_hand=by)
            self.pairs.append((s, source, article))


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
    reading: Reading = RULES,
) -> Drafts:
    """Drafts from articles. `known` topics are used where one fits; `keep` limits the statements to these; `changes` are a reviewer's.

    `on_article` is called twice for each article with its number from 0: with -1 when it is begun, then with its statements' count.
    """
    taken = _Taken(least, set(keep) if keep is not None else None, changes or {})
    sources: list[DraftSource] = []
    for number, text in enumerate(texts):
        if on_article:
            on_article(number, -1)
        article = reading.article(text)
        if on_article:
            on_article(number, len(article.statements))
        sources.append(source_of(text, article, published, today))
        taken.take(sources[-1], article)
    left = taken.left
    personas = _personas(taken.pairs, taken.claims)
    if taken.chosen is None:
        personas, figures = _with_views(personas)
        left += [(s, "figures") for s in figures]
    drafts = Drafts(sources, personas, _assign(personas, sources, known), left)
    by_place = {key[:3]: change for key, change in taken.changes.items()}
    reading.finish(drafts, by_place)
    _set_stances(drafts, by_place)
    return drafts


def _set_stances(drafts: Drafts, changes: Mapping[tuple[str, int, int], Change]) -> None:
    """The sides a reviewer chose, whatever the rules or a model thought."""
    topics = {t.term: t for t in drafts.topics}
    for persona in drafts.personas:
        for position in persona.positions:
            change = changes.get((position.source.sha256, position.statement.start, position.statement.end))
            if change is None or change.stance is None or change.topic != position.topic:
                continue
            if topic := topics.get(position.topic):
                topic.sides[position.stance] -= 1
                topic.sides[change.stance] += 1
            position.stance = change.stance
            position.by_model, position.shown_by = tuple(m for m in position.by_model if m != "stance"), ""


def statements_of(article: Article) -> list[Statement]:
    """The article's statements with their speakers settled."""
    people = article.people.all()
    reporters = {p.name for p in people if re.search(r"^\W*(?:本报|本刊|特约|见习|实习)?(?:记者|编辑)$", p.role)}
    return identity.settle(article.statements, article.people.by_name, reporters)


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
    return wording.worded(s).fault


def _personas(pairs: Sequence[tuple[Statement, DraftSource, Article]], claims: Mapping[tuple[int, int, int], str]) -> list[DraftPersona]:
    """Everybody with their positions. Who has no full name is one person within one article only."""
    by_name: dict[tuple[str, str], DraftPersona] = {}
    taken: set[str] = set()
    names = {s.speaker for s, _, _ in pairs if s.speaker_kind == "person"}
    for s, source, article in pairs:
        assert s.speaker is not None
        nameless = (s.speaker_kind in ("anonymous", "unknown") and s.speaker not in names) or identity.surname_only(s.speaker)
        key = (s.speaker, source.id if nameless else "")
        persona = by_name.get(key)
        if persona is None:
            slug = free_slug(person_slug(s.speaker) or "speaker", taken)
            taken.add(slug)
            persona = by_name[key] = _introduced(s, slug, article, source)
        role = _role(article, s.speaker)
        if role and not any(role in r for r in persona.roles):
            persona.roles = (*(r for r in persona.roles if r not in role), role)
        _add(persona, _position(s, source, claims.get((id(source), s.start, s.end))))
    for persona in by_name.values():
        if persona.roles and persona.bio.startswith("在"):
            telling = next((r for r in persona.roles if len(r) > 4), persona.roles[0])
            persona.bio = f"{telling}，{persona.bio}"
    return list(by_name.values())


def _position(s: Statement, source: DraftSource, claim: str | None) -> DraftPosition:
    """The statement as a position; a reviewer's `claim` stands for what the rules would word."""
    made = wording.worded(s)
    if claim:
        return DraftPosition(s, source, "", 0, claim, None, wording.modality(claim), wording.keywords_of(claim))
    found = wording.keywords_of(made.claim + (made.because or ""))
    return DraftPosition(s, source, "", 0, made.claim, made.because, wording.modality(made.claim), found, made.says)


def _add(persona: DraftPersona, fresh: DraftPosition) -> None:
    """A position, or more evidence for one that says the same already."""
    for p in persona.positions:
        if p.statement.second_hand == fresh.statement.second_hand and wording.same(p.claim, fresh.claim):
            p.more.append((fresh.statement, fresh.source))
            return
    persona.positions.append(fresh)


def _with_views(personas: list[DraftPersona]) -> tuple[list[DraftPersona], list[Statement]]:
    """Those who hold something, and the statements of papers and unnamed people who only report numbers."""
    kept, left = [], []
    for persona in personas:
        if persona.kind in ("organisation", "anonymous") and all(standing.only_figures(p.claim) for p in persona.positions):
            left += [p.statement for p in persona.positions]
        else:
            kept.append(persona)
    return kept, left


def _introduced(s: Statement, slug: str, article: Article, source: DraftSource) -> DraftPersona:
    assert s.speaker is not None
    person = article.people.by_name.get(s.speaker)
    kind: Kind = "public_figure"
    if person and person.pseudonym:
        kind = "pseudonym"
    elif s.speaker_kind == "organisation" or (s.speaker_kind != "person" and identity.organisation(s.speaker)):
        kind = "organisation"
    elif s.speaker_kind in ("anonymous", "unknown") and person is None:
        kind = "anonymous"
    if identity.surname_only(s.speaker) and kind == "public_figure":
        kind = "anonymous"
    forms = sorted(f for f in (person.forms if person else ()) if f != s.speaker and _real_form(f, article))
    title = source.title[:36] + ("…" if len(source.title) > 36 else "")
    if kind == "anonymous":
        bio = f"《{title}》里没有具名的发言者。"
    elif kind == "organisation":
        bio = f"《{title}》里发声的机构。"
    else:
        bio = f"在《{title}》里发表过看法{'（文中为化名）' if kind == 'pseudonym' else ''}。"
    return DraftPersona(slug, s.speaker, kind, bio, (), tuple(forms[:6]))


def _real_form(form: str, article: Article) -> bool:
    return len(form) >= 2 and form in article.text.plain and not identity.surname_only(form)


def _role(article: Article, name: str) -> str:
    person = article.people.by_name.get(name)
    return identity.clean_role(person.role, article.people.forms) if person and person.role else ""


def _assign(personas: Sequence[DraftPersona], sources: Sequence[DraftSource], known: Sequence[Topic]) -> list[DraftTopic]:
    """Topics for all positions: an existing one where its words fit, else a draft; stance toward it where it is safe."""
    rest: list[tuple[DraftPersona, DraftPosition]] = []
    for persona in personas:
        for position in persona.positions:
            topic = guess_known(_argued(position), known)
            if topic is None:
                rest.append((persona, position))
                continue
            ours = drafted(topic)  # from an earlier run
            position.topic, position.stance = topic.id, ours.stance(_argued(position)) if ours else 0
    if not rest:
        return []
    names = {n for p in personas if p.kind != "anonymous" for n in (p.name, *p.aliases)}
    utterances = [Utterance(n, p.name, _argued(d), d.source.id) for n, (p, d) in enumerate(rest)]
    topics, chosen = draft(utterances, [s.title for s in sources], names)
    others = {t.id for t in known if drafted(t) is None}  # under this label somebody else's proposition stands
    for n, (_, position) in enumerate(rest):
        position.topic, position.stance = chosen[n].term, chosen[n].stance(_argued(position))
        position.stance = 0 if position.topic in others else position.stance
    return topics


def _argued(position: DraftPosition) -> str:
    """What a position says, with its reason: topics and sides go by this alone, not by what was left out of it."""
    return position.claim + (position.because or "")
