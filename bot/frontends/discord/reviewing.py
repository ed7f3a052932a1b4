"""What a moderator presses on a draft. Everything needed stands in the custom_ids, so it goes on after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.frontends.discord import deferring, draftpages
from bot.frontends.discord.gate import must_manage
from bot.frontends.discord.parts import Pressed
from bot.frontends.discord.plain import Scene
from bot.lang import in_language, listed, say
from bot.ports import DraftView

if TYPE_CHECKING:
    from bot.frontends.discord.desk import Desk

Press = discord.Interaction[Any]


class Reviewing:
    """One method for each verb of a draft's pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def _on_dlist(self, interaction: Press, pressed: Pressed) -> None:
        """A page of the list."""
        scene = await self._enter(interaction)
        draft = await self._desk.drafting.look(scene.server, pressed.args[0])
        await self._turn(interaction, draftpages.overview(draft, scene.reader, int(pressed.args[1])))

    async def _on_dsee(self, interaction: Press, pressed: Pressed) -> None:
        """A statement was chosen from the list's menu."""
        await self._open(interaction, pressed.args[0], chosen(interaction))

    async def _on_dgo(self, interaction: Press, pressed: Pressed) -> None:
        """The statement before or after."""
        await self._open(interaction, pressed.args[0], pressed.args[1])

    async def _on_dset(self, interaction: Press, pressed: Pressed) -> None:
        """去掉 or 恢复 of one statement."""
        scene = await self._enter(interaction)
        id, spot, verb = pressed.args
        draft = await self._desk.drafting.look(scene.server, id)
        found = draftpages.found_at(draft, spot)
        if found is not None:
            draft = await self._desk.drafting.drop(scene.server, id, [found.spot], verb == "drop")
        await self._turn(interaction, _statement(draft, spot, scene))

    async def _on_dall(self, interaction: Press, pressed: Pressed) -> None:
        """去掉 or 恢复 of everything that this statement's speaker says."""
        scene = await self._enter(interaction)
        id, spot, verb = pressed.args
        draft = await self._desk.drafting.look(scene.server, id)
        found = draftpages.found_at(draft, spot)
        if found is not None:
            draft = await self._desk.drafting.drop(scene.server, id, _said_by(draft, found.speaker), verb == "drop")
        await self._turn(interaction, _statement(draft, spot, scene))

    async def _on_dwho(self, interaction: Press, pressed: Pressed) -> None:
        """Somebody else said it."""
        scene = await self._enter(interaction)
        id, spot = pressed.args
        draft = await self._desk.drafting.look(scene.server, id)
        name = draftpages.speaker_named(draft, chosen(interaction))
        found = draftpages.found_at(draft, spot)
        if found is not None:
            draft = await self._desk.drafting.give(scene.server, id, found.spot, name)
        await self._turn(interaction, _statement(draft, spot, scene))

    async def _on_dppl(self, interaction: Press, pressed: Pressed) -> None:
        """A page of the people."""
        scene = await self._enter(interaction)
        draft = await self._desk.drafting.look(scene.server, pressed.args[0])
        await self._turn(interaction, draftpages.people(draft, scene.reader, int(pressed.args[1])))

    async def _on_dpick(self, interaction: Press, pressed: Pressed) -> None:
        """A whole person, out or in again."""
        scene = await self._enter(interaction)
        id, page = pressed.args
        verb, _, hashed = chosen(interaction).partition("-")
        draft = await self._desk.drafting.look(scene.server, id)
        name = draftpages.speaker_named(draft, hashed)
        draft = await self._desk.drafting.drop(scene.server, id, _said_by(draft, name), verb == "drop")
        await self._turn(interaction, draftpages.people(draft, scene.reader, int(page)))

    async def _on_adopt(self, interaction: Press, pressed: Pressed) -> None:
        """批准 of a draft: its personas are at this server's table."""
        scene = await self._enter(interaction)
        done = await self._desk.drafting.approve(scene.server, pressed.args[0])
        await self._desk.drafters.drop(scene.server, pressed.args[0])
        lines = []
        for key, names in (("approved", done.names), ("withheld", done.withheld)):
            shown = listed(scene.reader, [draftpages.short(in_language(scene.reader, n), 20) for n in names[:20]])
            lines += [say(scene.reader, f"discord.distill.{key}", names=shown)] if names else []
        await self._turn(interaction, _last("\n".join(lines)))

    async def _on_discard(self, interaction: Press, pressed: Pressed) -> None:
        """放弃 of a draft."""
        scene = await self._enter(interaction)
        await self._desk.drafting.reject(scene.server, pressed.args[0])
        await self._desk.drafters.drop(scene.server, pressed.args[0])
        await self._turn(interaction, _last(say(scene.reader, "discord.distill.rejected")))

    # ------------------------------------------------------------------------------------------------------------ inside

    async def _enter(self, interaction: Press) -> Scene:
        """The page stays where it is and is turned: no new message for each press."""
        await deferring.turning(interaction)
        scene = await self._desk.scene(interaction)
        must_manage(scene)
        return scene

    async def _turn(self, interaction: Press, body: dict[str, Any]) -> None:
        await self._desk.reply_to(interaction, body)

    async def _open(self, interaction: Press, id: str, spot: str) -> None:
        scene = await self._enter(interaction)
        draft = await self._desk.drafting.look(scene.server, id)
        await self._turn(interaction, _statement(draft, spot, scene))


def _statement(draft: DraftView, spot: str, scene: Scene) -> dict[str, Any]:
    """The statement there; the list where the rules don't find it any more."""
    found = draftpages.found_at(draft, spot)
    if found is None:
        return draftpages.overview(draft, scene.reader)
    return draftpages.statement(draft, found, scene.reader)


def _said_by(draft: DraftView, name: str) -> list[tuple[int, int, str]]:
    return [f.spot for f in draft.statements if f.speaker == name]


def chosen(interaction: Press) -> str:
    """The value chosen from a menu."""
    return str(interaction.data["values"][0])  # type: ignore[index,typeddict-item]


def _last(text: str) -> dict[str, Any]:
    """Nothing is left to press."""
    return {"content": text, "components": []}
