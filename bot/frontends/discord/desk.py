"""What every handler works with: the round table, the wire to Discord, and the settings of servers and channels."""

from __future__ import annotations

import uuid
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord

from bot.config import OFFLINE, Config
from bot.errors import Refused
from bot.frontends.discord import parts
from bot.frontends.discord.answers import Answers, Reply
from bot.frontends.discord.deferring import Turnstile
from bot.frontends.discord.distilling import Drafters
from bot.frontends.discord.gate import Gate
from bot.frontends.discord.health import Counters
from bot.frontends.discord.plain import Scene, language_of, scene_of, scene_of_message
from bot.frontends.discord.text import split
from bot.frontends.discord.wire import Spot
from bot.lang import say
from bot.ports import Asker, ChatMessage, Drafting, Store
from bot.roundtable import RoundTable

if TYPE_CHECKING:
    from bot.frontends.discord.editing import Pacer
    from bot.frontends.discord.hosting import Host
    from bot.frontends.discord.voices import Voices
    from bot.frontends.discord.wire import Wire

CACHED = 2000


class Settings:
    """Settings of channels over those of their server, cached; every change goes through here."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cache: OrderedDict[str, dict[str, Any]] = OrderedDict()

    async def of(self, scope: str) -> dict[str, Any]:
        """All of one scope ("server:1", "channel:2")."""
        if scope not in self._cache:
            self._cache[scope] = await self._store.settings(scope)
            while len(self._cache) > CACHED:
                self._cache.popitem(last=False)
        self._cache.move_to_end(scope)
        return self._cache[scope]

    async def at(self, server: str, *channels: str) -> dict[str, Any]:
        """What holds in a channel (a thread after its parent): the narrowest wins."""
        found: dict[str, Any] = {}
        if server:
            found |= await self.of(f"server:{server}")
        for channel in channels:
            found |= await self.of(f"channel:{channel}")
        return found

    async def set(self, scope: str, key: str, value: Any) -> None:
        """Set one, None removes it."""
        await self._store.set_setting(scope, key, value)
        self.drop(scope)

    def drop(self, scope: str) -> None:
        """It was changed behind our back."""
        self._cache.pop(scope, None)


class Desk:
    """One per process. The parts that need a connection are put in when the client starts."""

    wire: Wire
    voices: Voices
    pacer: Pacer
    answers: Answers
    host: Host

    def __init__(self, config: Callable[[], Config], table: RoundTable, store: Store, drafting: Drafting) -> None:
        self.drafting = drafting
        self._config = config
        self.table = table
        self.store = store
        self.settings = Settings(store)
        self.gate = Gate(config)
        self.counters = Counters()
        self.turnstile = Turnstile()
        self.application = 0
        self.drafters = Drafters(store)
        self._quotes: OrderedDict[str, tuple[str, str]] = OrderedDict()

    @property
    def config(self) -> Config:
        """As it stands: the file may change while we run."""
        return self._config()

    async def scene(self, interaction: discord.Interaction[Any]) -> Scene:
        """An interaction as plain values, under the settings that hold there."""
        return await self._settled(scene_of(interaction, self.config.language))

    async def scene_of_message(self, message: discord.Message) -> Scene:
        """A message as plain values."""
        return await self._settled(scene_of_message(message, self.config.language))

    def streams(self, asker: Asker, persona: str) -> bool:
        """Whether a text is worth showing as it grows: the offline engine's is whole at once."""
        chain = asker.engine or self.config.chain(persona=persona, server=asker.server)
        return self.config.discord.stream and tuple(chain) != (OFFLINE,)

    def articles(self, server: str) -> tuple[Path, ...]:
        """Where the texts of articles are: the operator's, and what this server distilled itself."""
        given = self.config.paths.articles
        own = (self.drafting.articles(server),) if server else ()
        return ((given,) if given else ()) + own

    async def answering_persona_gone(self, ids: Collection[str]) -> None:
        """Channels and servers where one of these was to answer go back to whoever answers by default."""
        for kind in ("server", "channel"):
            for scope, chosen in (await self.store.settings_named("persona", kind)).items():
                if chosen in ids:
                    await self.settings.set(scope, "persona", None)

    def language(self, locale: Any) -> str:
        """The reader's language."""
        return language_of(locale, self.config.language)

    def scope_of(self, scene: Scene, where: str) -> str:
        """ "channel" or "server" as a scope of settings; in direct messages there is only the channel."""
        channel = scene.place.parent or scene.place.channel
        return f"server:{scene.server}" if where == "server" and scene.server else f"channel:{channel}"

    async def reply(self, reply: Reply, body: dict[str, Any]) -> None:
        """The answer to a deferred interaction."""
        await self.wire.edit(Spot(reply.channel, "@original", token=reply.token), body)

    async def reply_to(self, interaction: discord.Interaction[Any], answer: str | dict[str, Any]) -> None:
        """The same for text of any length, private as it was deferred."""
        body = {"content": answer} if isinstance(answer, str) else answer
        first, *rest = split(body["content"])
        channel = interaction.channel_id or 0
        await self.reply(Reply(interaction.token, channel), {**body, "content": first})
        for part in rest:
            await self.wire.follow_up(interaction.token, {"content": part}, channel=channel, private=True)

    async def reply_with(
        self, interaction: discord.Interaction[Any], text: str, files: Sequence[tuple[str, bytes]]
    ) -> None:
        """The same with files."""
        await self.wire.follow_up(interaction.token, {"content": text}, private=True, files=files)

    # ---------------------------------------------------------------------------------------------------- stored answers

    async def stored(self, answer_id: str, language: str) -> ChatMessage:
        """A stored answer as it stands now. Raises Refused where it was deleted."""
        versions = await self.store.versions(answer_id)
        if not versions:
            raise Refused(say(language, "discord.refused.gone"))
        return versions[-1]

    def speaker(self, answer: ChatMessage, server: str, language: str) -> str:
        """Whom to ask to go on with an answer. Raises Refused where that persona is gone: nobody alike is to answer for it."""
        if all(p.id != answer.author for p in self.table.of(server).shelf.all()):
            raise Refused(say(language, "discord.refused.left", name=answer.name))
        return str(answer.data.get("member") or answer.author)

    async def find_answer(self, message: discord.Message) -> ChatMessage | None:
        """The stored answer a message of ours shows: by its buttons, or as a part of a longer one."""
        answer_id = next((p.args[0] for p in _ids(message) if p.verb == "src"), None)
        answer_id = answer_id or await self.store.get_setting(f"discord:{message.id}", "answer")
        versions = await self.store.versions(answer_id) if answer_id else []
        return versions[-1] if versions else None

    async def spoken(
        self, scene: Scene, message: discord.Message, *, anybody: bool = False
    ) -> tuple[ChatMessage, list[Spot]]:
        """A persona's answer and all its messages. Raises Refused for anybody but its asker and moderators."""
        answer = await self.find_answer(message)
        if answer is None:
            raise Refused(say(scene.reader, "discord.refused.no_answer"))
        if not anybody and not scene.moderator and answer.data.get("asked_by") != scene.user:
            raise Refused(say(scene.reader, "discord.refused.asker"))
        hook = await self.voices.hook(scene.place.parent) if message.webhook_id else None
        if hook is not None and hook.id != message.webhook_id:
            hook = None  # an interaction's own message carries the application's id there
        ids = await self.store.get_setting(f"answer:{answer.id}", "parts") or [str(message.id)]
        return answer, [Spot(scene.place.channel, id, hook, scene.place.thread if hook else None) for id in ids]

    async def keep_quote(self, text: str, link: str) -> str:
        """A quoted message until its persona is chosen."""
        key = uuid.uuid4().hex[:10]
        self._quotes[key] = (text, link)
        while len(self._quotes) > CACHED:
            self._quotes.popitem(last=False)
        return key

    async def kept_quote(self, key: str, language: str) -> tuple[str, str]:
        """Raises Refused after a restart: a stranger's message is not written to the database for a menu's sake."""
        if key not in self._quotes:
            raise Refused(say(language, "discord.refused.quote_gone"))
        return self._quotes[key]

    async def _settled(self, scene: Scene) -> Scene:
        channels = [str(c) for c in (scene.place.parent, scene.place.channel) if c]
        return scene.with_settings(await self.settings.at(scene.server, *channels))


def _ids(message: discord.Message) -> Iterator[parts.Pressed]:
    """The custom_ids of a message's buttons, taken apart."""
    for row in message.components:
        for part in getattr(row, "children", ()):
            pressed = parts.parse(getattr(part, "custom_id", None) or "")
            if pressed is not None:
                yield pressed
