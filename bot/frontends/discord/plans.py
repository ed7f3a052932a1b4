"""Debates that somebody wished for and that have not begun: kept in the database, so that 开始 works after a restart."""

from __future__ import annotations

import time
import uuid
from dataclasses import asdict, dataclass
from typing import Any

from bot.frontends.discord.plain import Scene
from bot.ports import Asker, Store

SCOPE = "discord.plans"
QUEUES = "discord.queues"
KEPT = 86_400.0  # seconds a plan waits for its button


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    motion: str
    who: tuple[str, ...] = ()
    format: str = ""
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """A wish with who and where. `seed` is fixed, so that what was shown is what will be held."""

    key: str
    wish: Wish
    seed: int
    asker: Asker
    server: str
    channel: int  # the parent channel, or a forum's post
    at: float
    forum: int = 0  # where `channel` is a post of it

    def as_data(self) -> dict[str, Any]:
        """For the database."""
        return asdict(self)

    @staticmethod
    def from_data(data: dict[str, Any]) -> Booked:
        """What `as_data` made."""
        wish, asker = dict(data["wish"]), dict(data["asker"])
        wish["who"] = tuple(wish["who"])
        asker["engine"] = tuple(asker["engine"]) if asker.get("engine") else None
        return Booked(**{**data, "wish": Wish(**wish), "asker": Asker(**asker)})


class Plans:
    """Booked wishes by key, and the queue of each channel."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def book(self, scene: Scene, wish: Wish, seed: int) -> Booked:
        """Keep a wish until its button is pressed."""
        key = uuid.uuid4().hex[:10]
        place = scene.place
        forum = place.parent if place.post else 0
        booked = Booked(key, wish, seed, scene.asker, scene.server, place.home, time.time(), forum)
        await self._store.set_setting(SCOPE, key, booked.as_data())
        return booked

    async def get(self, key: str) -> Booked | None:
        """None where it has begun, was cancelled, or is too old."""
        data = await self._store.get_setting(SCOPE, key)
        return Booked.from_data(data) if data else None

    async def drop(self, key: str) -> None:
        """It has begun, or never will."""
        await self._store.set_setting(SCOPE, key, None)

    async def of(self, user: str) -> list[str]:
        """A member's, by key."""
        plans = await self._store.settings(SCOPE)
        return [key for key, data in plans.items() if data["asker"]["user"] == user]

    async def prune(self) -> None:
        """Drop those nobody started."""
        queued = {key for queue in (await self.queues()).values() for key in queue}
        for key, data in (await self._store.settings(SCOPE)).items():
            if key not in queued and data["at"] < time.time() - KEPT:
                await self.drop(key)

    async def queues(self) -> dict[str, list[str]]:
        """channel → keys, first come first."""
        return {k: list(v) for k, v in (await self._store.settings(QUEUES)).items()}

    async def queue(self, channel: int) -> list[str]:
        """One channel's."""
        return list(await self._store.get_setting(QUEUES, str(channel)) or [])

    async def set_queue(self, channel: int, keys: list[str]) -> None:
        """Keep it."""
        await self._store.set_setting(QUEUES, str(channel), keys or None)
