"""config → parts. The only file that knows them all; nothing here runs until it is asked to."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot import cache
from bot.config import Config, load_config
from bot.errors import ConfigError, Mistake
from bot.persona.files import Library, load_library, read_library, without
from bot.persona.joining import joined
from bot.persona.model import Persona
from bot.persona.shelf import Shelf
from bot.ports import Speech, Store
from bot.recall.finder import Finder
from bot.roundtable import RoundTable
from bot.roundtable.answering import Materials
from bot.roundtable.caps import Caps
from bot.speech.speaking import Speaking

if TYPE_CHECKING:
    import asyncio

    from bot.debate.formats import Format
    from bot.reloading import Files, Report


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Unix time in seconds."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        import asyncio  # 20 ms, and those who keep nothing and ask no model never wait

        await asyncio.sleep(seconds)


@dataclass(slots=True)
class House:
    """Everything that one process holds. `store` is None for those who keep nothing."""

    config: Config
    library: Library
    table: RoundTable
    speech: Speaking
    store: Store | None
    retired: list[Speaking] = field(default_factory=list)  # replaced by a reload; a turn may still be under way in them
    own: dict[str, Library] = field(default_factory=dict)  # server → what it distilled and approved itself
    _laying: asyncio.Lock | None = None

    @property
    def laying(self) -> asyncio.Lock:
        """Held while something is read, laid out in a thread and swapped in: two at once would each undo the other's."""
        if self._laying is None:
            import asyncio  # as for the clock

            self._laying = asyncio.Lock()
        return self._laying

    async def seat(self, server: str, read: Callable[[], Library | None]) -> Library | None:
        """Put at a server's table what `read` finds of its own; nothing of its own where that is None. The loop is not held.

        Raises what `read` raises, and then the table is as it was.
        """
        import asyncio

        async with self.laying:
            own = await asyncio.to_thread(read)
            if own is None:
                self.own.pop(server, None)
                self.table.dismiss(server)
                return None
            made = await asyncio.to_thread(beside, self.config, self.library, self.table.materials, server, own)
            self.own[server] = own
            self.table.admit(server, made)
            return own

    async def seat_from_disk(self, server: str) -> None:
        """Seat what a server approved, where it has anything. Raises ConfigError, OSError."""
        folder = folder_of(self.config.database) / server / "personas"
        if server and folder.is_dir():
            await self.seat(server, lambda: load_library(folder))

    def reload(self) -> None:
        """Read the prompts again. Raises ConfigError, and then the old ones stay."""
        self.speech.reload()

    def use(self, speech: Speaking) -> None:
        """Word what comes next with these engines."""
        self.retired.append(self.speech)
        self.speech = speech
        self.table.use_speech(speech)


@asynccontextmanager
async def open_house(config: Path | None, db: Path | None = None, *, store: bool = True) -> AsyncIterator[House]:
    """The wired table, closed in the end. Raises ConfigError with every mistake; StoreError where the database can't be used."""
    settings = load_config(config, db=db)
    library, formats = read_files(settings, debates=store)
    kept: Store | None = None
    if store:
        from bot.store.sqlite import open_store  # sqlite and its thread: only for those who keep something

        kept = await open_store(settings.database)
    house: House | None = None
    try:
        speech = Speaking()
        house = House(settings, library, lay(settings, library, formats, speech, kept), speech, kept)
        if settings.models:
            house.use(lay_speech(settings, house))
        yield house
    finally:
        for speech in (*house.retired, house.speech) if house else ():
            await speech.close()
        if kept is not None:
            await kept.close()


@asynccontextmanager
async def following(house: House, report: Report) -> AsyncIterator[None]:
    """While the block runs, the house follows its files: personas, topics, sources, prompts, formats, config.

    `report` hears of each change and of what is wrong with it; what is broken stays as it was. What only a start can change
    (the database's place, the Discord token, how long a lease is) waits for one. Off where the config says `reload: false`.
    """
    if not house.config.reload:
        yield
        return
    import asyncio

    from bot.reloading import Files, keep_fresh  # for those who stay long enough

    async def swap(files: Files) -> None:
        await take_over(house, files)

    files = Files(house.config, read_library(house.config.personas_dir), dict(house.table.formats))
    watching = asyncio.create_task(
        keep_fresh(files, swap, report, prompts=house, db=house.config.database if house.store else None)
    )
    try:
        yield
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def take_over(house: House, files: Files) -> None:
    """Lay everybody's table and each server's anew, in a thread, and swap them in. Raises ConfigError; then nothing was."""
    import asyncio

    async with house.laying:
        library, made, local = await asyncio.to_thread(_lay_again, files, dict(house.own))
        changed = files.config is not house.config
        speech = await asyncio.to_thread(lay_speech, files.config, house) if changed else None  # compiles the prompts
        # nothing is awaited from here on: whoever asks finds all of the old or all of the new
        house.config, house.library = files.config, library
        if speech is not None:
            house.use(speech)
        house.table.reload(made, files.formats, local)


def _lay_again(files: Files, own: dict[str, Library]) -> tuple[Library, Materials, dict[str, Materials]]:
    """Everybody's table and each server's, from what was read again. Raises ConfigError."""
    library = files.kept
    made = warmed(materials(files.config, library))
    return library, made, {server: beside(files.config, library, made, server, its) for server, its in own.items()}


def beside(config: Config, library: Library, everybody: Materials, server: str, own: Library) -> Materials:
    """What a server reads from: everybody's personas and its own, without what is withdrawn; indexed, in common with `everybody`."""
    withdrawn = config.withdrawn
    sources = {s.removesuffix(f"-{server}") for s in withdrawn.sources}  # as in its files, or as everybody else sees it
    own = without(own, speakers=withdrawn.speakers, sources={*withdrawn.sources, *sources})
    base = replace(library, personas=seated(config, library.personas))
    # nothing of it is kept on the disk: there is room for one of a name, and that is everybody's
    made = _ready(config, joined(base, own, server), keep=None)
    made.finder.extend(everybody.finder)
    return warmed(made)


def warmed(made: Materials) -> Materials:
    """The same, its indexes made: they are at their first use, which is for a thread to wait for."""
    made.shelf.search("zxh")
    made.shelf.named_in("预热")
    for persona in made.shelf.all()[:1]:
        made.finder.find(persona, "预热")
    return made


def folder_of(database: Path) -> Path:
    """Where servers' own drafts and personas are: beside the database, under its name."""
    return database.with_name(f"{database.stem}-servers")


def lay_speech(config: Config, house: House) -> Speaking:
    """The engines of a config. Grounding asks the house who there is, so that a reload counts at once."""
    if not config.models:
        return Speaking()
    from bot import modelling  # the model client and jinja2: only where a model is configured

    table = house.table
    return modelling.speaking(config, house.store, lambda server: table.of(server).shelf, lambda: table.sources, lambda: table.formats)


def read_files(config: Config, *, debates: bool = True) -> tuple[Library, dict[str, Format]]:
    """Personas, topics and sources without what is withdrawn, and formats. Raises ConfigError with all their mistakes.

    Without `debates` no format is read: they and their models cost 20 ms, and nobody can debate who keeps nothing.
    """
    gone, articles = config.withdrawn.speakers, config.withdrawn.sources
    library = load_library(config.personas_dir, speakers=gone, sources=articles, keep=cache.kept)
    if not debates:
        return library, {}
    from bot.debate.formats import load_formats

    return library, load_formats(config.formats_dir)


def lay(
    config: Config, library: Library, formats: dict[str, Format], speech: Speech, store: Store | None
) -> RoundTable:
    """The round table over these materials."""
    from bot.store.owners import new_owner

    debate = config.debate
    caps = Caps(debate.max_seconds, debate.turn_characters, debate.lease_seconds, debate.verdict)
    return RoundTable(
        materials(config, library),
        formats,
        speech,
        store,
        SystemClock(),
        default_format=config.table.default_format,
        caps=caps,
        new_owner=new_owner,
    )


def materials(config: Config, library: Library) -> Materials:
    """Who may speak, as configured, ready to be looked up. Raises ConfigError where the config names somebody unknown."""
    return _ready(config, replace(library, personas=seated(config, library.personas)))


def _ready(config: Config, library: Library, keep: cache.Keep | None = cache.kept) -> Materials:
    personas = library.personas
    return Materials(
        shelf=Shelf(personas, library.topics),
        finder=Finder(personas, library.topics, keep),
        topics=library.topics,
        sources=library.sources,
        default_persona=config.table.default_persona or "",
        answer_limit=config.answers.max_characters,
        question_limit=config.limits.question_characters,
        inference=config.answers.inference,
        rewrite=config.answers.rewrite_questions,
        history=config.chat.history,
        summary_after=config.chat.summary_after,
    )


def seated(config: Config, personas: tuple[Persona, ...]) -> tuple[Persona, ...]:
    """Those that `table.personas` names, in its order; all where it is empty."""
    wanted = config.table.personas
    if not wanted:
        return personas
    by_id = {p.id: p for p in personas}
    file = str(config.file or "config.yaml")
    missing = [name for name in wanted if name not in by_id]
    if missing:
        hint = f"现有：{'、'.join(by_id)}"
        raise ConfigError(Mistake(file, 0, "table.personas", f"没有 id 叫“{name}”的人物", hint) for name in missing)
    return tuple(by_id[name] for name in dict.fromkeys(wanted))
