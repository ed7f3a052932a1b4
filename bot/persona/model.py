"""Who may speak: personas, positions, evidence, topics and sources as frozen values.

The shapes of the YAML files and of the values in memory are one and the same (pydantic models, unknown keys refused but
for `x-…`); `bot.persona.files` reads them and adds what the files leave out (qualified ids, article file names).
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Kind = Literal["public_figure", "pseudonym", "anonymous", "archetype", "organisation"]
Modality = Literal["assert", "hedge", "predict", "conditional", "question"]
Stance = Annotated[int, Field(ge=-2, le=2)]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]


class Value(BaseModel):
    """A frozen value from a user's file. Keys that begin with `x-` are the user's own and are left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # built when first used

    @model_validator(mode="before")
    @classmethod
    def _drop_private_keys(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {k: v for k, v in data.items() if not (isinstance(k, str) and k.startswith("x-"))}
        return data

    def replaced(self, **fresh: Any) -> Self:
        """A copy with other fields. Unlike `model_copy` it takes no cached property of the old value along."""
        made: Self = type(self).model_construct(**{**dict(self), **fresh})  # type: ignore[assignment]
        return made


class Evidence(Value):
    """Where a position stands in its source. Offsets are code points into the article's text, [start, end)."""

    source: Slug
    line: Annotated[int, Field(ge=1)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    kind: Literal["direct", "indirect"]
    speaker: Short
    reported_by: Short | None = None  # second-hand: who relays the speaker's words
    file: str = ""  # the article's file name; filled in from sources.yaml


class Position(Value):
    """One thing a persona has publicly held, in our own words.

    `id` is `p3` in the file and `zhu-xiaohu/p3` everywhere else: the loader qualifies it.
    """

    id: Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+/)?[a-z0-9][a-z0-9-]*$", max_length=96)]
    topic: Short
    stance: Stance
    claim: Sentence
    says: tuple[Sentence, ...] = ()
    because: Sentence | None = None
    modality: Modality = "assert"
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    keywords: tuple[Short, ...] = ()

    @property
    def speaker(self) -> str:
        """Who is named as the speaker of the first piece of evidence."""
        return self.evidence[0].speaker

    @property
    def second_hand(self) -> bool:
        """True where every piece of evidence is relayed by somebody else: never shown as the persona's own words."""
        return all(e.reported_by for e in self.evidence)


class Names(Value):
    """What the persona is called. Script variants, pinyin and initials are generated, not listed."""

    display: Short
    aliases: tuple[Short, ...] = ()
    roles: tuple[Short, ...] = ()


class Member(Value):
    """One voice inside an archetype: found by name, answers from its own words alone."""

    name: Short  # as in `evidence.speaker`
    kind: Kind = "public_figure"
    aliases: tuple[Short, ...] = ()
    roles: tuple[Short, ...] = ()


class Voice(Value):
    """How the persona sounds. All phrases are our own."""

    register_: Annotated[Sentence, Field(alias="register")]
    openers: tuple[Sentence, ...] = ()
    connectives: tuple[Sentence, ...] = ()
    closers: tuple[Sentence, ...] = ()
    rebuttals: tuple[Sentence, ...] = ()  # how an attack begins; may use {opponent}
    concessions: tuple[Sentence, ...] = ()  # how a concede-but begins; may use {opponent}
    questions: tuple[Sentence, ...] = ()  # how a question to an opponent begins; may use {opponent}
    avoid: tuple[Sentence, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Relation(Value):
    """How the persona stands to another, on what."""

    to: Slug
    kind: Literal["opponent", "ally", "critic", "subject", "colleague"]
    on: Short
    evidence: Evidence | None = None


class Check(Value):
    """A persona's own test: a question and what must come out. With neither `cites` nor `level`: anything but `stated`."""

    ask: Sentence
    cites: tuple[Short, ...] = ()  # local position ids; one of them must rank first
    level: Literal["stated", "near", "none"] | None = None
    as_: Annotated[Short | None, Field(alias="as")] = None  # ask a member of an archetype by name

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Persona(Value):
    """Who speaks: a named voice, or an archetype composed of several (`members`)."""

    schema_: Annotated[Literal["persona/1"], Field(alias="schema")] = "persona/1"
    id: Slug
    kind: Kind
    names: Names
    as_of: datetime.date
    bio: Sentence  # one neutral sentence on who this is, shown with answers
    positions: Annotated[tuple[Position, ...], Field(min_length=1)]
    voice: Voice
    members: tuple[Member, ...] = ()
    relations: tuple[Relation, ...] = ()
    unknowns: tuple[Short, ...] = ()
    checks: tuple[Check, ...] = ()
    avatar: Annotated[str, StringConstraints(pattern=r"^https?://", max_length=500)] | None = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @property
    def name(self) -> str:
        """The display name, Simplified."""
        return self.names.display

    @property
    def real(self) -> bool:
        """True for a person or organisation that exists under this name: the strict rules of simulation apply."""
        return self.kind in ("public_figure", "organisation")

    @cached_property
    def by_id(self) -> dict[str, Position]:
        """Positions by qualified id."""
        return {p.id: p for p in self.positions}

    def only(self, speaker: str) -> Persona:
        """This persona with nothing but `speaker`'s positions: an archetype asked by a member's name."""
        kept = tuple(p for p in self.positions if any(e.speaker == speaker for e in p.evidence))
        return self.replaced(positions=kept)

    def without(self, speakers: Collection[str]) -> Persona:
        """This persona with nothing that only these voices said: they sit at the table themselves."""
        kept = tuple(p for p in self.positions if any(e.speaker not in speakers for e in p.evidence))
        return self.replaced(positions=kept) if len(kept) < len(self.positions) else self


class Lean(Value):
    """For `to`'s proposition, holding this topic's proposition counts as `sign` (+1 supports, -1 opposes)."""

    to: Short
    sign: Literal[-1, 1]


class Topic(Value):
    """A thing people argue about: a proposition one can be for or against, and the words people use for it."""

    id: Short  # a Chinese label, e.g. 谁受益
    proposition: Sentence
    negation: Sentence | None = None  # the proposition denied, as a speaker would put it
    words: tuple[Short, ...] = ()
    leans: tuple[Lean, ...] = ()


class Motion(Value):
    """A motion that has been thought about: which topics it turns on, and with which sign."""

    text: Sentence
    on: Annotated[
        tuple[Lean, ...], Field(min_length=1)
    ]  # `to` is a topic id; sign -1: the motion denies its proposition
    aliases: tuple[Sentence, ...] = ()


class Topics(Value):
    """`personas/topics.yaml`. `synonyms` are groups of words that mean the same here: [护城河, 壁垒, moat]."""

    schema_: Annotated[Literal["topics/1"], Field(alias="schema")] = "topics/1"
    topics: tuple[Topic, ...]
    synonyms: tuple[tuple[Short, ...], ...] = ()
    motions: tuple[Motion, ...] = ()
    off_topic: tuple[Short, ...] = ()  # words that say a question is about something else altogether

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @cached_property
    def by_id(self) -> dict[str, Topic]:
        """Topics by id."""
        return {t.id: t for t in self.topics}


UNKNOWN_OUTLET = "未注明"


class Source(Value):
    """An article. Its text is never shipped; `sha256` is of the UTF-8 file the offsets count in."""

    id: Slug
    file: Short
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    title: Sentence
    outlet: Short
    author: Short | None = None
    published: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]  # as precise as known
    dated: bool = True  # False: the article bears no date; `published` is then no more than an upper bound
    url: Annotated[str, StringConstraints(pattern=r"^https?://", max_length=500)] | None = None

    @property
    def when(self) -> str:
        """The date as it is shown."""
        return self.published if self.dated else "日期不详"

    @property
    def house(self) -> str:
        """Who published it, as it is shown in a citation; where the article doesn't say, its title tells more than 未注明."""
        return self.outlet if self.outlet != UNKNOWN_OUTLET else f"《{self.title if len(self.title) <= 16 else self.title[:15] + '…'}》"


class Sources(Value):
    """`personas/sources.yaml`. `withdrawn` names persons and sources the operator has struck out."""

    schema_: Annotated[Literal["sources/1"], Field(alias="schema")] = "sources/1"
    sources: tuple[Source, ...]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @cached_property
    def by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {s.id: s for s in self.sources}
