"""What a debate's run is made of: a format is data (`formats/*.yaml`), a list of phases. Found by being there.

A phase's kind decides which events and moves it allows (`state.TABLE`, `MOVES`); everything else (how many turns, who first,
how long) stands in the file. The file's name without `.yaml` is the format's name as people type it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from bot import yamlfile
from bot.debate.events import Move
from bot.errors import ConfigError, Mistake, UnknownFormat
from bot.persona.model import Sentence, Short, Slug, Value

PhaseKind = Literal[
    "framing",  # the moderator says what is debated and who stands where
    "opening",  # each states the strongest of their case
    "cross",  # one asks, one answers, the asker presses on
    "cross_summary",  # each weighs what the cross-examination showed
    "free",  # the planner chooses who speaks
    "rebuttal",  # each in order against the other's case
    "audience",  # questions that were put by the room
    "closing",  # each sums up; may come back to what was said
    "vote",  # the room votes
    "summary",  # the moderator says what stands and what fell
]
Order = Literal["pro-first", "con-first", "round-robin"]

# What may be said in a phase, where its file doesn't say.
MOVES: Mapping[PhaseKind, tuple[Move, ...]] = {
    "framing": (),
    "opening": ("open", "decline"),
    "cross": ("ask", "answer", "attack", "concede", "support", "decline"),
    "cross_summary": ("attack", "answer", "concede", "support", "claim", "decline"),
    "free": ("attack", "answer", "ask", "concede", "support", "claim", "decline"),
    "rebuttal": ("attack", "answer", "concede", "support", "claim", "decline"),
    "audience": ("answer", "decline"),
    "closing": ("sum_up",),
    "vote": (),
    "summary": (),
}
SPOKEN = frozenset(kind for kind, moves in MOVES.items() if moves)


class Names(Value):
    """A text in the languages a reader may have chosen. Traditional is made from Simplified where it is left out."""

    zh_cn: Annotated[Sentence, Field(alias="zh-CN")]
    zh_tw: Annotated[Sentence | None, Field(alias="zh-TW")] = None
    en: Sentence | None = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def of(self, language: str) -> str:
        """The text in this language (`zh-CN`, `zh-TW`, `en`), or in Simplified Chinese."""
        return {"zh-TW": self.zh_tw, "en": self.en}.get(language) or self.zh_cn


class Seats(Value):
    """How many may sit at the table."""

    min: Annotated[int, Field(ge=2, le=6)] = 2
    max: Annotated[int, Field(ge=2, le=6)] = 6

    @model_validator(mode="after")
    def _in_order(self) -> Seats:
        if self.min > self.max:
            raise ValueError("min is greater than max")
        return self


class Phase(Value):
    """One part of a debate. `turns` counts per seat or for the whole table (cross: exchanges); `limit` is characters a turn."""

    kind: PhaseKind
    name: Names
    order: Order = "pro-first"
    who: Literal["all", "pro", "con"] = "all"  # whose turn it is; in a cross phase: who asks
    turns: Annotated[int, Field(ge=1, le=40)] = 1
    per: Literal["seat", "table"] = "seat"
    limit: Annotated[int, Field(ge=40, le=4000)] = 400
    moves: tuple[Move, ...] = ()
    press: bool = True  # cross: the asker comes back to the answer
    handover: bool = False  # the moderator says a word when it begins
    which: Literal["before", "after"] | None = None  # vote

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Phase:
        if (self.kind == "vote") != (self.which is not None):
            raise ValueError("`which: before` or `which: after` belongs to a vote, and only there")
        wrong = [m for m in self.moves if m not in MOVES[self.kind]]
        if wrong:
            raise ValueError(f"a phase of kind {self.kind} knows no move {', '.join(wrong)}")
        return self

    @property
    def allowed(self) -> tuple[Move, ...]:
        """The moves allowed here."""
        return self.moves or MOVES[self.kind]

    def quota(self, seats: int) -> int:
        """How many turns this phase has for so many seats, where nobody is called, skipped or silent."""
        if self.kind not in SPOKEN or self.kind == "audience":
            return 0
        places = 1 if self.per == "table" or self.who != "all" else seats
        return self.turns * places * ((3 if self.press else 2) if self.kind == "cross" else 1)


class Format(Value):
    """A whole format. `max_turns` is the hard cap: whatever people do, no debate has more turns than that."""

    schema_: Annotated[Literal["format/1"], Field(alias="schema")] = "format/1"
    id: Slug
    name: Names
    aliases: tuple[Short, ...] = ()
    description: Names
    seats: Seats = Seats()
    max_turns: Annotated[int, Field(ge=2, le=200)] = 60
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, max_length=20)]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="after")
    def _can_be_debated(self) -> Format:
        kinds = [p.kind for p in self.phases]
        if not SPOKEN & set(kinds):
            raise ValueError("nobody speaks in this format: give it an opening, a free or a closing phase")
        votes = [p.which for p in self.phases if p.kind == "vote"]
        if len(votes) != len(set(votes)):
            raise ValueError("each vote, before and after, can be held once")
        return self

    @property
    def label(self) -> str:
        """The name in Simplified Chinese."""
        return self.name.of("zh-CN")

    def turns(self, seats: int) -> int:
        """At most how many turns a debate of so many seats plans for."""
        return min(self.max_turns, sum(p.quota(seats) for p in self.phases))

    def with_rounds(self, rounds: int) -> Format:
        """The same with every free phase `rounds` turns long for each seat (1..20), the cap raised where it must be."""
        rounds = max(1, min(20, rounds))
        phases = tuple(
            p.model_copy(update={"turns": rounds, "per": "seat"}) if p.kind == "free" else p for p in self.phases
        )
        longer = self.model_copy(update={"phases": phases})
        need = sum(p.quota(self.seats.max) for p in phases)
        return longer.model_copy(update={"max_turns": min(200, max(self.max_turns, need))})

    def as_data(self) -> dict[str, Any]:
        """As JSON-able data for `Opened.format`; `Format.model_validate` reads it back."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=False)


def load_formats(folder: Path) -> dict[str, Format]:
    """Every format of the folder by its file's name without `.yaml`. Raises ConfigError with all mistakes of all files."""
    formats, mistakes = read_formats(folder)
    if mistakes:
        raise ConfigError(mistakes)
    return formats


def read_formats(folder: Path) -> tuple[dict[str, Format], tuple[Mistake, ...]]:
    """As `load_formats`, but good files beside the mistakes of bad ones, for `check` and for reload. Raises nothing."""
    formats: dict[str, Format] = {}
    mistakes: list[Mistake] = []
    taken: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        name = yamlfile.shown_name(path)
        try:
            fmt = yamlfile.parse(path, Format, name)
        except ConfigError as error:
            mistakes += error.mistakes
            continue
        for word in dict.fromkeys(map(_folded, (path.stem, fmt.id, *fmt.aliases))):
            if word in taken:
                mistakes.append(
                    Mistake(name, 1, "aliases", f"“{word}”已经是 {taken[word]} 的名字", "给其中一个换个名字")
                )
            taken[word] = name
        formats[path.stem] = fmt
    if not formats and not mistakes:
        mistakes.append(Mistake(yamlfile.shown_name(folder), 0, "", "这里没有赛制文件（*.yaml）", "检查 paths.formats"))
    return formats, tuple(mistakes)


def find_format(asked: str, formats: Mapping[str, Format]) -> Format:
    """The format of this name, id or alias (case and spaces don't matter). Raises UnknownFormat."""
    key = _folded(asked)
    for name, fmt in formats.items():
        known = (name, fmt.id, *fmt.aliases, *filter(None, (fmt.name.zh_cn, fmt.name.zh_tw, fmt.name.en)))
        if key in map(_folded, known):
            return fmt
    raise UnknownFormat(asked, tuple(formats))


def fitting(formats: Iterable[Format], seats: int) -> tuple[Format, ...]:
    """The formats that so many seats can debate in."""
    return tuple(f for f in formats if f.seats.min <= seats <= f.seats.max)


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()
