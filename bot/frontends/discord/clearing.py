"""What a moderator presses on the list of a server's drafts and approved people: open, remove, go back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.frontends.discord import draftpages, ownpages
from bot.frontends.discord.draftpages import Body
from bot.frontends.discord.parts import Pressed
from bot.frontends.discord.plain import Scene
from bot.frontends.discord.pruning import draft_days
from bot.frontends.discord.reviewing import Press, Reviewing, chosen

if TYPE_CHECKING:
    from bot.frontends.discord.desk import Desk


class Clearing(Reviewing):
    """One method for each verb of the list; those of a draft's pages are inherited."""

    async def _on_dhome(self, interaction: Press, pressed: Pressed) -> None:
        """Back to the list."""
        scene = await self._enter(interaction)
        await self._turn(interaction, await home(self._desk, scene))

    async def _on_dopen(self, interaction: Press, pressed: Pressed) -> None:
        """A pending draft was chosen."""
        scene = await self._enter(interaction)
        draft = await self._desk.drafting.look(scene.server, chosen(interaction))
        await self._turn(interaction, draftpages.overview(draft, scene.reader))

    async def _on_dmen(self, interaction: Press, pressed: Pressed) -> None:
        """A page of the approved people or articles."""
        scene = await self._enter(interaction)
        kind, page = pressed.args[0], int(pressed.args[1])
        own = await self._desk.drafting.own(scene.server)
        await self._turn(interaction, ownpages.approved(own, kind, scene.reader, page))

    async def _on_dask(self, interaction: Press, pressed: Pressed) -> None:
        """One of them was chosen: sure?"""
        scene = await self._enter(interaction)
        own = await self._desk.drafting.own(scene.server)
        await self._turn(interaction, ownpages.question(own, pressed.args[0], chosen(interaction), scene.reader))

    async def _on_dgone(self, interaction: Press, pressed: Pressed) -> None:
        """移除: gone from the table at once, and from the debates they sat in."""
        scene = await self._enter(interaction)
        desk, (kind, id) = self._desk, pressed.args
        remove = desk.drafting.remove_person if kind == ownpages.PERSON else desk.drafting.remove_article
        removed = await remove(scene.server, id)
        await desk.answering_persona_gone(removed.gone)
        stopped = await desk.host.stop_with(scene.server, removed.gone | removed.less, scene.asker.name)
        await self._turn(interaction, ownpages.removed(removed.names, stopped, scene.reader))


async def home(desk: Desk, scene: Scene) -> Body:
    """Drafts that wait, and what is approved."""
    drafts = await desk.drafting.drafts(scene.server)
    own = await desk.drafting.own(scene.server)
    by = {d.id: await desk.drafters.of(scene.server, d.id) for d in drafts}
    return ownpages.home(drafts, own, time.time(), draft_days(desk.config, scene.settings), by, scene.reader)
