"""A persona's answer in Discord: who speaks through what, growing as it is worded, with its sources and its buttons."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.debate.events import Citation
from bot.frontends.discord import parts
from bot.frontends.discord.plain import Scene
from bot.frontends.discord.sources import foot
from bot.frontends.discord.speaking import Speaking
from bot.frontends.discord.text import quoted as as_quote
from bot.frontends.discord.voices import Voice, plain
from bot.frontends.discord.wire import Spot
from bot.lang import say
from bot.persona.model import Persona
from bot.ports import Answer, Listener

if TYPE_CHECKING:
    from bot.frontends.discord.desk import Desk

log = logging.getLogger(__name__)

PATIENCE = 3.0  # seconds a chat answer waits for a webhook before it speaks as a plain message
TYPING_AFTER = 0.7

Ask = Callable[[Listener | None], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Reply:
    """An interaction that was deferred and waits for its answer."""

    token: str
    channel: int


class Answers:
    """ask, panel, chat and what is done with an answer afterwards."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # --------------------------------------------------------------------------------------------------------- by command

    async def ask(
        self,
        scene: Scene,
        reply: Reply,
        who: str,
        question: str,
        *,
        conversation: str = "",
        quoted: str = "",
        link: str = "",
    ) -> Answer:
        """Answer an interaction: the question in its place, the persona by its voice below; one message where it has none."""
        desk = self._desk
        desk.gate.enter(scene)
        match = desk.table.of(scene.server).shelf.find(who)
        conversation = conversation or f"discord:{scene.place.channel}:{uuid.uuid4().hex[:12]}"
        voice = self.voice(match.persona, match.name, scene.asker.language)
        asked = self._asked_line(scene, voice.name, question, link)

        def call(listener: Listener | None) -> Awaitable[Answer]:
            return desk.table.chat(conversation, who, question, scene.asker, listener=listener, quoted=quoted)

        if not self._may_speak(scene):
            head_line = f"{asked}\n**{voice.name}**\n"
            return await self._perform(scene, self._in_reply(reply, head_line), call, match.persona.id)
        head = asyncio.create_task(self._edit_reply(reply, asked))
        try:
            return await self._perform(scene, self._by_voice(scene, voice, reply), call, match.persona.id)
        finally:
            await head

    async def panel(self, scene: Scene, reply: Reply, question: str, who: Sequence[str]) -> None:
        """Several answer one after the other, then who agrees with whom."""
        desk = self._desk
        desk.gate.enter(scene)
        by_voice = self._may_speak(scene)
        title = say(scene.asker.language, "discord.panel.title", name=scene.asker.name)
        await self._edit_reply(reply, f"{title}\n> {as_quote(question)}")

        async def show(answer: Answer) -> None:
            voice = self.voice(desk.table.of(scene.server).shelf.find(answer.persona).persona, answer.name, scene.asker.language)
            speaking = self._by_voice(scene, voice, reply) if by_voice else self._follow_up(reply, voice)
            await speaking.finish(answer.text, self._foot(scene, answer), ())

        result = await desk.table.panel(question, who, scene.asker, on_answer=show)
        closing = Speaking(desk.pacer, lambda _, body: desk.wire.follow_up(reply.token, body, channel=reply.channel))
        await closing.finish(result.text, foot(result.citations, desk.table.sources, scene.asker.language), ())
        desk.counters.add("answers", "panel")
        await self.explain_once(scene)

    # --------------------------------------------------------------------------------------------------------- by message

    async def chat(
        self, scene: Scene, text: str, *, who: str | None, conversation: str, message_id: str, quoted: str = ""
    ) -> Answer:
        """Answer a message in its channel."""
        desk = self._desk
        desk.gate.enter(scene)
        typing = asyncio.create_task(self._typing(scene.place.channel))

        def call(listener: Listener | None) -> Awaitable[Answer]:
            return desk.table.chat(
                conversation, who, text, scene.asker, listener=listener, message_id=message_id, quoted=quoted
            )

        try:
            if who is not None:
                match = desk.table.of(scene.server).shelf.find(who)
                voice = self.voice(match.persona, match.name, scene.asker.language)
                return await self._perform(scene, self._by_voice(scene, voice), call, match.persona.id)
            answer = await call(None)
            voice = self.voice(desk.table.of(scene.server).shelf.find(answer.persona).persona, answer.name, scene.asker.language)
            await self._settle(scene, self._by_voice(scene, voice), answer)
            return answer
        finally:
            typing.cancel()

    async def _typing(self, channel: int) -> None:
        """Shown only where an answer takes its time, and never waited for."""
        await asyncio.sleep(TYPING_AFTER)
        route = discord.http.Route("POST", "/channels/{channel_id}/typing", channel_id=channel)
        with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
            await self._desk.wire.http.request(route)

    # --------------------------------------------------------------------------------------------------------- afterwards

    async def regenerate(self, scene: Scene, answer_id: str, spots: Sequence[Spot]) -> None:
        """Word it once more in its place; the old version is kept and can be flipped to."""
        desk = self._desk
        desk.gate.enter(scene)
        answer = await desk.table.regenerate(await desk.stored(answer_id, scene.reader), scene.asker)
        await self.show_version(scene, answer.id, spots, -1)

    async def show_version(self, scene: Scene, answer_id: str, spots: Sequence[Spot], index: int) -> None:
        """Put one version of a stored answer in its place. A longer one ends where its messages do: nothing is cut silently."""
        desk = self._desk
        versions = await desk.store.versions(answer_id)
        index %= len(versions)
        shown, language = versions[index], scene.asker.language
        voice = self.voice_of(scene.server, shown.author, shown.name, language)
        head = "" if spots[0].hook else f"**{voice.name}**\n"
        speaking = Speaking(desk.pacer, lambda i, body: self._post_after(scene, voice, i, body), head=head)
        speaking.adopt(spots)
        citations = citations_of(shown.data)
        small = self._small(shown.data["level"], citations, shown.data.get("notes", ()), language)
        made = await speaking.finish(
            shown.text, small, self.buttons(answer_id, bool(citations), language, index, len(versions))
        )
        await self._remember(answer_id, made)

    def _post_after(self, scene: Scene, voice: Voice, index: int, body: dict[str, Any]) -> Awaitable[Spot]:
        return self._desk.voices.speak(scene.place, voice, body, f"{uuid.uuid4().hex[:16]}{index}", patience=PATIENCE)

    async def remove(self, answer_id: str, spots: Sequence[Spot]) -> None:
        """Delete a persona's message here and in the store."""
        desk = self._desk
        for spot in spots:
            await desk.wire.delete(spot)
            await desk.store.set_setting(f"discord:{spot.message}", "answer", None)
        await desk.store.delete_message(answer_id)
        await desk.store.set_setting(f"answer:{answer_id}", "parts", None)

    # ------------------------------------------------------------------------------------------------------------ inside

    def voice(self, persona: Persona, name: str, language: str) -> Voice:
        """A persona's name with the mark of simulation, and its picture."""
        base = self._desk.config.discord.avatars.base_url
        avatar = persona.avatar or (f"{base.rstrip('/')}/{persona.id}.png" if base else None)
        return Voice(f"{persona.id}/{name}", say(language, "discord.simulated", name=name), avatar)

    def voice_of(self, server: str, id: str, name: str, language: str) -> Voice:
        """The voice of a persona's id: whoever was removed must not speak with the picture of one who is called alike."""
        found = next((p for p in self._desk.table.of(server).shelf.all() if p.id == id), None)
        if found is None:
            return Voice(f"{id}/{name}", say(language, "discord.simulated", name=name))
        return self.voice(found, name, language)

    def _may_speak(self, scene: Scene) -> bool:
        return scene.voices and bool(scene.place.parent) and self._desk.config.discord.webhooks

    def _asked_line(self, scene: Scene, name: str, question: str, link: str) -> str:
        key = "discord.ask.about" if link else "discord.ask.asked"
        line = say(scene.asker.language, key, asker=scene.asker.name, name=name, link=link)
        return f"{line}\n> {as_quote(question)}"

    def _by_voice(self, scene: Scene, voice: Voice, reply: Reply | None = None) -> Speaking:
        """Through the channel's webhook; where we may not write at all, as a further message to the command."""
        nonce = uuid.uuid4().hex[:16]

        async def post(index: int, body: dict[str, Any]) -> Spot:
            try:
                return await self._desk.voices.speak(scene.place, voice, body, f"{nonce}{index}", patience=PATIENCE)
            except discord.Forbidden:
                if reply is None:
                    raise
                return await self._desk.wire.follow_up(reply.token, plain(voice, body), channel=reply.channel)

        return Speaking(self._desk.pacer, post)

    def _in_reply(self, reply: Reply, head: str) -> Speaking:
        async def post(index: int, body: dict[str, Any]) -> Spot:
            if index:
                return await self._desk.wire.follow_up(reply.token, body, channel=reply.channel)
            spot = Spot(reply.channel, "@original", token=reply.token)
            await self._desk.wire.edit(spot, body)
            return spot

        return Speaking(self._desk.pacer, post, head=head)

    def _follow_up(self, reply: Reply, voice: Voice) -> Speaking:
        async def post(_: int, body: dict[str, Any]) -> Spot:
            return await self._desk.wire.follow_up(reply.token, body, channel=reply.channel)

        return Speaking(self._desk.pacer, post, head=f"**{voice.name}**\n")

    async def _edit_reply(self, reply: Reply, content: str) -> None:
        await self._desk.wire.edit(Spot(reply.channel, "@original", token=reply.token), {"content": content[:2000]})

    async def _perform(self, scene: Scene, speaking: Speaking, call: Ask, persona: str) -> Answer:
        try:
            answer = await call(speaking.hear if self._desk.streams(scene.asker, persona) else None)
        except BaseException:
            await speaking.abandon()
            raise
        await self._settle(scene, speaking, answer)
        return answer

    async def _settle(self, scene: Scene, speaking: Speaking, answer: Answer) -> None:
        components = self.buttons(answer.id, bool(answer.citations), scene.asker.language)
        spots = await speaking.finish(answer.text, self._foot(scene, answer), components)
        self._desk.counters.add("answers", answer.level)
        await self._remember(answer.id, spots)
        await self.explain_once(scene)
        await self._say_why_plain(scene)

    async def _remember(self, answer_id: str, spots: Sequence[Spot]) -> None:
        """A message of several parts has its buttons on the last one: the others must be found as well."""
        if len(spots) < 2 or any(s.token for s in spots):
            return
        ids = [s.message for s in spots]
        await self._desk.store.set_setting(f"answer:{answer_id}", "parts", ids)
        for id in ids[:-1]:
            await self._desk.store.set_setting(f"discord:{id}", "answer", answer_id)

    def _foot(self, scene: Scene, answer: Answer) -> str:
        return self._small(answer.level, answer.citations, answer.notes, scene.asker.language)

    def _small(self, level: str, citations: Sequence[Citation], notes: Sequence[str], language: str) -> str:
        """At which level it was said, then notes and sources."""
        first = say(language, f"discord.level.{level}")
        return foot(citations, self._desk.table.sources, language, notes=(first, *notes))

    def buttons(self, id: str, cited: bool, language: str, index: int = 0, count: int = 1) -> list[dict[str, Any]]:
        """依据, 回复, and pages through versions where there are several."""
        made = [
            parts.button(
                say(language, "discord.button.sources"), parts.custom_id("src", id), emoji="📎", disabled=not cited
            )
        ]
        made.append(parts.button(say(language, "discord.button.reply"), parts.custom_id("reply", id), emoji="💬"))
        if count > 1:
            made.append(parts.button(f"◀ {index + 1}/{count}", parts.custom_id("ver", id, index - 1, "a")))
            made.append(parts.button("▶", parts.custom_id("ver", id, index + 1, "b")))
        return parts.rows(*made)

    async def _say_why_plain(self, scene: Scene) -> None:
        """Once in a channel: why personas have no names of their own here, and what would help."""
        why = self._desk.voices.why_not(scene.place.parent) if self._may_speak(scene) else ""
        scope = f"channel:{scene.place.parent}"
        if not why or (await self._desk.settings.of(scope)).get("said_why_plain"):
            return
        await self._desk.settings.set(scope, "said_why_plain", True)
        body = {"content": say(scene.asker.language, f"discord.plain.{why}")}
        with contextlib.suppress(discord.HTTPException):
            await self._desk.wire.post(scene.place.channel, body, f"plain.{scene.place.parent}"[:25])

    async def explain_once(self, scene: Scene) -> None:
        """What a simulation is: said once in every server, and once to whoever asks in private."""
        scope = f"server:{scene.server}" if scene.server else f"user:{scene.user}"
        if (await self._desk.settings.of(scope)).get("explained"):
            return
        await self._desk.settings.set(scope, "explained", True)
        body = {"content": say(scene.asker.language, "discord.explained")}
        try:
            await self._desk.wire.post(scene.place.channel, body, f"explain{scene.server or scene.user}"[:25])
        except discord.HTTPException as e:  # no right to write here: said with the next use
            await self._desk.settings.set(scope, "explained", None)
            log.info("could not explain", extra={"code": e.code})


def citations_of(data: dict[str, Any]) -> tuple[Citation, ...]:
    """The citations stored with an answer."""
    return tuple(Citation(**c) for c in data.get("citations", ()))
