"""Buttons, menus and modals. What is to be done stands in the custom_id, so a press works after a restart as before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import discord

from bot.errors import Refused
from bot.frontends.discord import deferring, parts
from bot.frontends.discord.answers import Reply, citations_of
from bot.frontends.discord.clearing import Clearing
from bot.frontends.discord.parts import Pressed
from bot.frontends.discord.plans import Wish
from bot.frontends.discord.sources import in_full
from bot.lang import say

if TYPE_CHECKING:
    pass

Press = discord.Interaction[Any]
Action = Callable[[Press, Pressed], Awaitable[None]]


class Presses(Clearing):
    """One method for each verb; those of drafts are inherited."""

    async def act(self, interaction: Press) -> None:
        """Do what was pressed; ids of other programs are none of our business."""
        pressed = parts.parse(interaction.custom_id or "")
        action: Action | None = getattr(self, f"_on_{pressed.verb}", None) if pressed else None
        if pressed is None or action is None:
            return
        await action(interaction, pressed)

    # ------------------------------------------------------------------------------------------------------------ answers

    async def _on_src(self, interaction: Press, pressed: Pressed) -> None:
        """依据 of an answer."""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        message = await self._desk.stored(pressed.args[0], scene.reader)
        places = self._desk.articles(scene.server)
        text = await in_full(citations_of(message.data), self._desk.table.sources, scene.reader, places)
        await self._desk.reply_to(interaction, text or say(scene.reader, "discord.sources.none"))

    async def _on_dsrc(self, interaction: Press, pressed: Pressed) -> None:
        """依据 of a turn."""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        debate, seq = pressed.args
        found = [r for r in await self._desk.store.events(debate, int(seq)) if r.seq == int(seq)]
        citations = getattr(found[0].event, "citations", ()) if found else ()
        text = await in_full(citations, self._desk.table.sources, scene.reader, self._desk.articles(scene.server))
        await self._desk.reply_to(interaction, text or say(scene.reader, "discord.sources.none"))

    async def _on_reply(self, interaction: Press, pressed: Pressed) -> None:
        """回复: a modal, which needs no intent."""
        language = self._desk.language(interaction.locale)
        field = parts.field("text", say(language, "discord.reply.label"))
        await self._modal(
            interaction,
            parts.modal(parts.custom_id("said", *pressed.args), say(language, "discord.reply.title"), [field]),
        )

    async def _on_said(self, interaction: Press, pressed: Pressed) -> None:
        """The modal of 回复 was sent: the conversation goes on."""
        await deferring.public(interaction)
        scene = await self._desk.scene(interaction)
        message = await self._desk.stored(pressed.args[0], scene.reader)
        who = self._desk.speaker(message, scene.server, scene.reader)
        reply = Reply(interaction.token, scene.place.channel)
        text = parts.submitted(interaction.data)["text"]
        await self._desk.answers.ask(scene, reply, who, text, conversation=message.conversation)

    async def _on_ver(self, interaction: Press, pressed: Pressed) -> None:
        """Flip through the versions of an answer."""
        await interaction.response.defer()
        scene = await self._desk.scene(interaction)
        assert interaction.message is not None
        answer, spots = await self._desk.spoken(scene, interaction.message, anybody=True)
        await self._desk.answers.show_version(scene, answer.id, spots, int(pressed.args[1]))

    async def _on_what(self, interaction: Press, pressed: Pressed) -> None:
        """他会怎么说: the persona was chosen."""
        await deferring.public(interaction)
        scene = await self._desk.scene(interaction)
        quoted, link = await self._desk.kept_quote(pressed.args[0], scene.reader)
        if pressed.verb == "named":
            who = parts.submitted(interaction.data)["who"]
        else:
            who = interaction.data["values"][0]  # type: ignore[index,typeddict-item]
        await self._desk.answers.ask(scene, Reply(interaction.token, scene.place.channel), who, quoted, link=link)

    async def _on_other(self, interaction: Press, pressed: Pressed) -> None:
        """他会怎么说: somebody who isn't in the menu."""
        language = self._desk.language(interaction.locale)
        field = parts.field("who", say(language, "discord.menu.who_label"), long=False, most=80)
        title = say(language, "discord.menu.other")
        await self._modal(interaction, parts.modal(parts.custom_id("named", *pressed.args), title, [field]))

    async def _on_named(self, interaction: Press, pressed: Pressed) -> None:
        """The modal of a name was sent."""
        await self._on_what(interaction, pressed)

    async def _on_forget(self, interaction: Press, pressed: Pressed) -> None:
        """Forgetting was confirmed."""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        if pressed.args[0] != scene.user:
            raise Refused(say(scene.reader, "discord.refused.starter"))
        rows = await self._desk.table.forget(scene.user)
        await self._desk.host.forget(scene.user)
        self._desk.settings.drop(f"user:{scene.user}")
        await self._desk.reply_to(interaction, say(scene.reader, "discord.memory.forgotten", rows=rows))

    # ------------------------------------------------------------------------------------------------------------ debates

    async def _on_motion(self, interaction: Press, pressed: Pressed) -> None:
        """A motion of the list was chosen: propose it as /debate start does."""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        chosen = interaction.data["values"][0]  # type: ignore[index,typeddict-item]
        motion = next((m for m in self._desk.table.motions(100, scene.server) if m.text[:100] == chosen), None)
        wish = Wish(motion.text, motion.personas) if motion else Wish(chosen)
        await self._desk.reply_to(interaction, await self._desk.host.propose(scene, wish))

    async def _on_start(self, interaction: Press, pressed: Pressed) -> None:
        """开始."""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        await self._desk.reply_to(interaction, await self._desk.host.start(scene, pressed.args[0]))

    async def _on_cancel(self, interaction: Press, pressed: Pressed) -> None:
        """取消."""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        await self._desk.reply_to(interaction, await self._desk.host.cancel(scene, pressed.args[0]))

    async def _command(self, interaction: Press, pressed: Pressed, verb: str, who: str = "") -> None:
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        await self._desk.reply_to(interaction, await self._desk.host.command(scene, verb, who, debate=pressed.args[0]))

    async def _on_pause(self, interaction: Press, pressed: Pressed) -> None:
        """暂停."""
        await self._command(interaction, pressed, "pause")

    async def _on_resume(self, interaction: Press, pressed: Pressed) -> None:
        """继续."""
        await self._command(interaction, pressed, "resume")

    async def _on_stop(self, interaction: Press, pressed: Pressed) -> None:
        """结束."""
        await self._command(interaction, pressed, "stop")

    async def _on_next(self, interaction: Press, pressed: Pressed) -> None:
        """下一位: who?"""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        seats = await self._desk.host.seats(pressed.args[0])
        options = [(name, persona, "") for persona, name in seats]
        menu = parts.menu(parts.custom_id("called", pressed.args[0]), say(scene.reader, "discord.menu.choose"), options)
        await self._desk.reply_to(
            interaction, {"content": say(scene.reader, "discord.debate.who_next"), "components": [menu]}
        )

    async def _on_called(self, interaction: Press, pressed: Pressed) -> None:
        """下一位: this one."""
        await self._command(interaction, pressed, "call", interaction.data["values"][0])  # type: ignore[index,typeddict-item]

    async def _on_interject(self, interaction: Press, pressed: Pressed) -> None:
        """插话: a modal."""
        language = self._desk.language(interaction.locale)
        field = parts.field("text", say(language, "discord.interject.label"), most=500)
        title = say(language, "discord.interject.title")
        await self._modal(interaction, parts.modal(parts.custom_id("spoke", *pressed.args), title, [field]))

    async def _on_spoke(self, interaction: Press, pressed: Pressed) -> None:
        """The modal of 插话 was sent."""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        debate, *to = pressed.args
        text = parts.submitted(interaction.data)["text"]
        await self._desk.reply_to(
            interaction, await self._desk.host.interject(scene, debate, text, to[0] if to else None)
        )

    async def _on_vote(self, interaction: Press, pressed: Pressed) -> None:
        """A vote."""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        debate, _, side = pressed.args
        await self._desk.reply_to(interaction, await self._desk.host.vote(scene, debate, side))

    async def _on_export(self, interaction: Press, pressed: Pressed) -> None:
        """The debate as files."""
        await deferring.private(interaction)
        scene = await self._desk.scene(interaction)
        text, files = await self._desk.host.export(scene, pressed.args[0])
        await self._desk.reply_with(interaction, text, files)

    async def _modal(self, interaction: Press, modal: dict[str, Any]) -> None:
        """Open a modal: discord.py would keep an object for each; ours is found again by its id."""
        path = "/interactions/{interaction_id}/{webhook_token}/callback"
        route = discord.http.Route("POST", path, interaction_id=interaction.id, webhook_token=interaction.token)
        await self._desk.wire.http.request(route, json={"type": 9, "data": modal})
