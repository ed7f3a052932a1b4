"""What is written in channels: mentions, replies to a persona, direct messages, and channels the operator lets us listen to."""

from __future__ import annotations

import logging
import re
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.frontends.discord import mishaps
from bot.frontends.discord.hosting import Held
from bot.frontends.discord.plain import Scene
from bot.lang import say

if TYPE_CHECKING:
    from bot.frontends.discord.desk import Desk

log = logging.getLogger(__name__)

HINT_EVERY = 3600.0
QUOTED = 1500
_QUESTION = re.compile(r"[?？]\s*$|^(请问|想问|問|问|为什么|為什麼|怎么|怎麼|如何|why|how|what)", re.I)


class Listening:
    """Decides whether a message is for us, and hands it on as plain values."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._hinted: OrderedDict[int, float] = OrderedDict()

    async def hear(self, message: discord.Message) -> None:
        """Answer, or leave it."""
        if self._is_own(message) or message.type not in (discord.MessageType.default, discord.MessageType.reply):
            return
        quoted = self._replied_to(message)
        if not self._for_us(message, quoted):
            return
        if not self._desk.gate.bot_may_talk(message.channel.id, message.author.bot or message.webhook_id is not None):
            log.info("another bot talked long enough", extra={"channel": str(message.channel.id)})
            return
        scene = await self._desk.scene_of_message(message)
        text = self._text(message)
        if not text:
            await self._hint(scene, message)
            return
        held = self._desk.host.held_at(scene) if scene.place.thread else None
        if held is not None and held.place.channel == scene.place.channel:
            await self._in_debate(scene, held, text)
            return
        await self._chat(scene, message, text, quoted)

    def _is_own(self, message: discord.Message) -> bool:
        """Discord sends us what we post ourselves, by webhook too."""
        return message.author.id == self._desk.application or message.application_id == self._desk.application

    def _replied_to(self, message: discord.Message) -> discord.Message | None:
        """The message of ours this one replies to."""
        resolved = message.reference.resolved if message.reference else None
        if not isinstance(resolved, discord.Message):
            return None
        ours = resolved.author.id == self._desk.application or resolved.application_id == self._desk.application
        return resolved if ours else None

    def _for_us(self, message: discord.Message, quoted: discord.Message | None) -> bool:
        if message.guild is None or quoted is not None:
            return True
        if any(user.id == self._desk.application for user in message.mentions):
            return True
        here = {str(message.channel.id), str(getattr(message.channel, "parent_id", "") or "")}
        if not self._desk.config.discord.message_content:
            return False
        return bool(here & set(self._desk.config.discord.listen_channels)) or self._in_thread_of_debate(message)

    def _in_thread_of_debate(self, message: discord.Message) -> bool:
        return self._desk.host.thread_held(message.channel.id)

    def _text(self, message: discord.Message) -> str:
        return re.sub(rf"<@[!&]?{self._desk.application}>", " ", message.content).strip()

    async def _in_debate(self, scene: Scene, held: Held, text: str) -> None:
        """In a debate's thread: what names a persona is answered by it, a question goes to the audience phase."""
        named = self._desk.table.of(scene.server).shelf.named_in(text)
        seated = {persona for persona, _ in await self._desk.host.seats(held.debate)}
        to = next((m.persona.id for m in named if m.persona.id in seated), None)
        question = to is None and bool(_QUESTION.search(text))
        await self._desk.host.interject(scene, held.debate, text, to, question=question)

    async def _chat(self, scene: Scene, message: discord.Message, text: str, quoted: discord.Message | None) -> None:
        desk = self._desk
        who, conversation, shown = None, f"discord:{message.channel.id}", ""
        if quoted is not None:
            answer = await desk.find_answer(quoted)
            if answer is not None:
                who, conversation = desk.speaker(answer, scene.server, scene.reader), answer.conversation
            else:
                shown = quoted.content[:QUOTED]
        named = desk.table.of(scene.server).shelf.named_in(text)
        if named:
            who = named[0].member or named[0].persona.id
        elif who is None:
            who = scene.settings.get("persona") or None
        await desk.answers.chat(
            scene, text, who=who, conversation=conversation, message_id=f"discord-{message.id}", quoted=shown
        )

    async def _hint(self, scene: Scene, message: discord.Message) -> None:
        """Without Message Content a reply comes without its text: say what works instead, now and then."""
        now = time.monotonic()
        if now - self._hinted.get(message.channel.id, -HINT_EVERY) < HINT_EVERY:
            return
        self._hinted[message.channel.id] = now
        while len(self._hinted) > 1000:
            self._hinted.popitem(last=False)
        body = {"content": say(scene.asker.language, "discord.hint.unreadable")}
        await self._desk.wire.post(scene.place.channel, body, f"hint.{message.id}")

    async def excuse(self, message: discord.Message, error: Exception) -> None:
        """Something failed: one sentence as a reply; never raises."""
        text, id = mishaps.sentence(error, self._desk.config.language)
        if id:
            log.error("answering failed", extra={"mishap": id, "channel": str(message.channel.id)}, exc_info=error)
        reference = {"message_id": str(message.id), "fail_if_not_exists": False}
        try:
            body = {"content": text[:2000], "message_reference": reference}
            await self._desk.wire.post(message.channel.id, body, f"excuse.{message.id}")
        except (discord.HTTPException, aiohttp.ClientError, OSError) as e:
            log.warning("could not say so", extra={"mishap": id, "why": str(e)[:200]})
