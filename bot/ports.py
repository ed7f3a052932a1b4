"""The small protocols between the round table and the edges, and the values that cross them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from bot.debate.events import Citation, Event, Record, Seat
from bot.debate.seating import ProposedMotion as ProposedMotion
from bot.recall.finding import Level
from bot.speech.brief import Account, Brief, Exhibit, Said, Sides, Utterance
from bot.speech.tally import Tally

ReadingJob = Literal["attribute", "restate", "propose"]  # those of `Job` that read articles

# ---------------------------------------------------------------------------------------------------------------- values


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks and where. All ids are strings; a terminal has `front="terminal"` and its own user name."""

    front: str = "terminal"
    user: str = "me"
    name: str = ""
    server: str = ""
    channel: str = ""
    language: str = "zh-CN"
    engine: tuple[str, ...] | None = None  # a chain that overrides the configured one


@dataclass(frozen=True, slots=True)
class Answer:
    """What a persona would say. `positions` are ranked ids, up to ten, empty at level none; `citations` those worded."""

    persona: str
    name: str  # display name; an archetype asked as a member: the member's
    question: str
    level: Level
    text: str
    positions: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    engine: str = "offline"
    simulated: bool = True
    member: str | None = None
    notes: tuple[str, ...] = ()
    id: str = ""  # where it was stored (chat), "" otherwise


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two of a panel on one topic: `kind` agree or disagree."""

    left: str
    right: str
    topic: str
    kind: Literal["agree", "disagree"]


@dataclass(frozen=True, slots=True)
class Panel:
    """Several answers to one question, then who agrees with whom; `text` says so in words."""

    question: str
    answers: tuple[Answer, ...]
    agreements: tuple[Agreement, ...]
    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class DebatePlan:
    """What a debate will be, before it starts: shown to whoever asks for it. Nothing is written yet."""

    motion: str
    format: dict[str, Any]
    format_name: str
    seats: tuple[Seat, ...]
    seed: int
    on: tuple[tuple[str, int], ...]
    agreed: bool
    turns: int  # at most
    tokens: int  # estimated, 0 with no model
    cost: float  # in the provider's currency, 0 with no model
    engine: tuple[str, ...] = ("offline",)
    configured: bool = False  # nobody named the engine: each turn's is looked up in the config
    language: str = "zh-CN"
    notes: tuple[str, ...] = ()  # honest remarks: who has nothing to say, who agrees
    better: tuple[str, ...] = ()  # motions with two-sided evidence, where this one has none


@dataclass(frozen=True, slots=True)
class DraftFound:
    """One statement of a draft: what would become a position. `line` counts from 1, `start` and `end` are code points."""

    number: int
    speaker: str
    claim: str
    line: int
    second_hand: str = ""  # who relays it
    kind: str = "direct"  # direct | indirect
    confidence: float = 1.0
    start: int = 0
    end: int = 0
    text: str = ""  # the passage
    before: str = ""  # what stands before and after it in the article, line breaks kept
    after: str = ""
    dropped: bool = False  # a moderator left it out
    taken_for: str = ""  # whom the rules took for the speaker, where a moderator chose somebody else

    @property
    def spot(self) -> tuple[int, int, str]:
        """Which one it is: two may say the same words."""
        return self.start, self.end, self.taken_for or self.speaker


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as a moderator decides on it."""

    id: str
    title: str
    speakers: tuple[str, ...]  # everybody the article quotes, those left out among them
    statements: tuple[DraftFound, ...]

    @property
    def kept(self) -> tuple[DraftFound, ...]:
        """What approving would write."""
        return tuple(f for f in self.statements if not f.dropped)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A pending draft in a list. Times are Unix seconds; `touched` is when it was made or last decided about."""

    id: str
    title: str
    speakers: tuple[str, ...]
    statements: int
    made: float
    touched: float


@dataclass(frozen=True, slots=True)
class OwnPerson:
    """Somebody a server approved."""

    id: str
    name: str
    positions: int
    articles: tuple[str, ...]  # titles


@dataclass(frozen=True, slots=True)
class OwnArticle:
    """An article a server approved people of."""

    id: str
    title: str
    published: str
    people: tuple[str, ...]
    positions: int


@dataclass(frozen=True, slots=True)
class Own:
    """What a server approved."""

    people: tuple[OwnPerson, ...] = ()
    articles: tuple[OwnArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Approved:
    """Whom an approval brought to the table, and whom it would have, had the operator not withdrawn them."""

    names: tuple[str, ...]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal changed at a server's table: ids of personas that are gone, and of those that hold less than before."""

    gone: frozenset[str] = frozenset()
    less: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()  # of both


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a debate would take, before it starts. `engine` is the chain it would run on."""

    engine: tuple[str, ...] = ("offline",)
    tokens: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class DebateSummary:
    """One row of the list of debates."""

    id: str
    motion: str
    format: str
    personas: tuple[str, ...]
    status: Literal["running", "paused", "stopped", "closed"]
    turns: int
    started: float  # Unix seconds
    front: str = ""
    place: str = ""  # the front end's own address (a thread's id), "" in a terminal


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One stored message of a conversation. `role` is user or persona; `versions` counts regenerated ones."""

    id: str
    conversation: str
    role: Literal["user", "persona"]
    author: str  # user id, or persona id
    name: str
    text: str
    at: float
    data: dict[str, Any] = field(default_factory=dict)  # an answer's citations, level, engine …


# ------------------------------------------------------------------------------------------------------------- protocols


class Engine(Protocol):
    """Words a brief. Raises EngineError; closing is idempotent. Cancelling the iteration cancels the call at once."""

    @property
    def name(self) -> str:
        """As shown in `engine` of the output: `offline`, or the provider's name in config."""

    def speak(self, brief: Brief, tally: Tally | None = None) -> AsyncGenerator[str, None]:
        """Pieces of text with [n] marks, in order; what it took is added to `tally`."""

    def price(self, prompt_tokens: int, completion_tokens: int) -> tuple[int, float]:
        """Tokens and cost of one call of this size: (0, 0.0) where no model is asked."""

    async def close(self) -> None:
        """Let go of connections."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model answered to a job of reading, as it came but for its thoughts. `engine` is its name in config."""

    text: str
    engine: str


class Proposer(Protocol):
    """Asks the configured models, in their order, for what an article's rules left open. It checks nothing of what they say."""

    @property
    def spent(self) -> Tally:
        """What all calls took so far, failed ones too."""

    @property
    def mark(self) -> str:
        """What an answer hangs on beside the material: models and templates. Where it is the same, so is the question."""

    def room(self, job: ReadingJob) -> int:
        """Tokens that the material of one call may take; below 1 where the models' context is too small."""

    @property
    def most(self) -> int:
        """How many passages one answer can speak of."""

    async def propose(self, job: ReadingJob, material: Mapping[str, Any]) -> Proposed:
        """The first model's answer that came whole. Raises EngineError, which says of each model what was wrong."""


class Clerk(Protocol):
    """A model's small jobs. None decides what is shown as somebody's view; each does without where no model answers."""

    async def rewrite(
        self,
        question: str,
        history: Sequence[Said],
        *,
        account: Account | None = None,
        language: str = "zh-CN",
        chain: Sequence[str] | None = None,
    ) -> str:
        """A follow-up as a question that stands alone: only looked up, never shown."""

    async def choose(
        self, brief: Brief, candidates: Sequence[Exhibit], *, chain: Sequence[str] | None = None
    ) -> tuple[Exhibit, ...]:
        """Those of the candidates that come nearest to the question, best first; () where none was chosen."""

    async def summarise(
        self,
        history: Sequence[Said],
        before: str = "",
        *,
        account: Account | None = None,
        language: str = "zh-CN",
        chain: Sequence[str] | None = None,
    ) -> str:
        """What was said, for later prompts; `before` where no model helps."""

    async def verdict(self, brief: Brief, sides: Sides, *, chain: Sequence[str] | None = None) -> Utterance | None:
        """One model's opinion on the debate in `brief.history`, asked for in both orders."""


class Speech(Protocol):
    """Engine chain + grounding as the round table sees it: never fails, the offline engine finishes."""

    async def say(
        self, brief: Brief, *, chain: Sequence[str] | None = None, listener: Listener | None = None
    ) -> Utterance:
        """Word the brief; `listener` hears grounded text as it grows."""

    @property
    def clerk(self) -> Clerk:
        """A model's small jobs: rewriting, choosing, summing up, judging. Each does without where there is no model."""

    def estimate(
        self, *, turns: int, limit: int, chain: Sequence[str] | None = None, format: str = "", server: str = ""
    ) -> Estimate:
        """What a debate of so many turns, each of so many characters, would take. No model is asked."""

    async def close(self) -> None:
        """Close every engine."""


class Listener(Protocol):
    """Hears a turn grow. Called inside the token loop: must return at once, must not await."""

    def __call__(self, text: str) -> None:
        """`text` is the whole grounded text so far, never taken back but for repair."""


class Stage(Protocol):
    """A front end's place for one debate."""

    async def show(self, record: Record) -> None:
        """Show one event that is written. Called in order; again after a crash for those not `shown`."""

    def partial(self, seq: int, speaker: str, text: str) -> None:
        """The turn that will be `seq` is growing. Must return at once."""


class Drafting(Protocol):
    """Articles of a server → personas of that server alone, once a moderator approved them."""

    async def draft(
        self, server: str, raw: bytes, name: str, *, title: str = "", outlet: str = "", published: str = ""
    ) -> DraftView:
        """A draft of the article in `raw`, a file called `name`. Raises RequestError with a sentence."""

    async def look(self, server: str, id: str) -> DraftView:
        """A draft as it stands decided. Raises RequestError where it is gone."""

    async def drop(self, server: str, id: str, spots: Sequence[tuple[int, int, str]], dropped: bool) -> DraftView:
        """Leave these statements (their `spot`) out, or take them back in; how it stands then."""

    async def give(self, server: str, id: str, spot: tuple[int, int, str], speaker: str) -> DraftView:
        """Another of the article's speakers said this; how it stands then. Raises RequestError."""

    async def approve(self, server: str, id: str) -> Approved:
        """Its personas can be used in this server from now on; whose they are. Raises RequestError."""

    async def reject(self, server: str, id: str) -> None:
        """Throw it away. Raises RequestError where it is gone."""


    async def drafts(self, server: str) -> tuple[DraftRow, ...]:
        """What waits to be decided, the oldest first."""

    async def own(self, server: str) -> Own:
        """What this server approved."""

    async def remove_person(self, server: str, id: str) -> Removed:
        """Take an approved persona's positions off this server's table at once."""

    async def remove_article(self, server: str, id: str) -> Removed:
        """The same for everything an article brought."""

    def articles(self, server: str) -> Path:
        """Where the texts of this server's articles are; there may be none."""

    def readable(self, server: str) -> bool:
        """Whether this server's own personas are at its table; False where its files can't be read."""

    def servers(self) -> Sequence[str]:
        """Those that have drafts or personas."""

    async def expire(self, server: str, before: float) -> Sequence[str]:
        """Delete drafts that nobody has worked on since this time (Unix seconds); their ids."""

    async def forget(self, server: str) -> None:
        """Delete drafts, personas and texts of a server, and clear its table."""


class Clock(Protocol):
    """Time, as a value from outside."""

    def now(self) -> float:
        """Unix time in seconds."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""


class Store(Protocol):
    """What is kept. Every method may raise StoreError; an awaited write is durable when it returns."""

    # debates
    async def append(self, debate: str, seq: int, event: Event, at: float) -> None:
        """Write one event under its key. Raises DebateTaken where the key is there already."""

    async def events(self, debate: str, since: int = 0) -> list[Record]:
        """Events with seq >= since, in order. Empty where there is no such debate."""

    async def debates(
        self, *, status: str | None = None, front: str | None = None, limit: int = 100
    ) -> list[DebateSummary]:
        """Newest first."""

    async def find_debate(self, asked: str) -> str:
        """The id meant: an id, a unique prefix of one, or `last`. Raises UnknownDebate."""

    async def place_debate(self, debate: str, front: str, place: str) -> None:
        """Record where a front end shows the debate."""

    async def claim_debate(self, debate: str, owner: str, at: float, lease: float) -> None:
        """Take or renew the right to run it for `lease` seconds. Raises DebateTaken while another owner's lease lasts."""

    async def release_debate(self, debate: str, owner: str) -> None:
        """Give the right back."""

    async def mark_shown(self, debate: str, seq: int, front: str, messages: Sequence[str]) -> None:
        """The front end has shown this event as these messages."""

    async def shown(self, debate: str, front: str) -> dict[int, tuple[str, ...]]:
        """seq → message ids."""

    # conversations
    async def say(self, message: ChatMessage, server: str = "", channel: str = "") -> None:
        """Store one message."""

    async def history(self, conversation: str, limit: int = 50) -> list[ChatMessage]:
        """The last `limit` messages, oldest first."""

    async def edit_message(self, id: str, text: str, data: dict[str, Any]) -> None:
        """A new version of a persona's message; old ones are kept."""

    async def versions(self, id: str) -> list[ChatMessage]:
        """All versions of a message, oldest first; the last is the current one."""

    async def delete_message(self, id: str) -> None:
        """Remove it and its versions."""

    async def forget_user(self, user: str) -> int:
        """Delete everything stored about a user, at once and really; how many rows went."""

    async def about_user(self, user: str) -> dict[str, Any]:
        """Everything stored about a user, as JSON-able data."""

    async def prune(self, before: float, server: str | None = None) -> int:
        """Delete conversations and finished debates last touched before this time; how many rows went. `server`: only its own."""

    # settings, keyed values per scope ("server:1", "channel:2", "user:3", "global")
    async def get_setting(self, scope: str, key: str) -> Any:
        """The value, or None."""

    async def set_setting(self, scope: str, key: str, value: Any) -> None:
        """Set it; None removes it."""

    async def settings(self, scope: str) -> dict[str, Any]:
        """All of a scope."""

    async def settings_named(self, key: str, kind: str) -> dict[str, Any]:
        """scope → value of this key, for every scope of a kind ("server") that has it set."""

    # usage of models
    async def add_usage(self, row: dict[str, Any]) -> None:
        """One model call: at, provider, model, job, server, user, debate, seq, prompt_tokens, completion_tokens,
        cost, seconds, prompt, template, settings."""

    async def usage(self, *, since: float = 0.0, by: Sequence[str] = ("provider",)) -> list[dict[str, Any]]:
        """Sums of calls, tokens and cost grouped by the named columns (provider, model, job, server, user, debate, day in UTC)."""

    async def calls(self, debate: str, seq: int | None = None) -> list[dict[str, Any]]:
        """The calls that worded a debate, or one of its turns, as they were added; oldest first."""

    async def close(self) -> None:
        """Write what is under way and close."""
