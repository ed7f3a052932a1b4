"""Who may ask, where, and how often: allowed channels and roles, limits per minute, no loops between bots."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from bot.config import Config
from bot.errors import Refused
from bot.frontends.discord.plain import Scene
from bot.lang import say

REMEMBERED = 10_000
WINDOW = 60.0


class Rates:
    """Requests per key in the last minute."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, key: str, limit: int, now: float) -> float:
        """Count one; seconds to wait where there were `limit` already (0 = no limit), else 0."""
        if not limit:
            return 0.0
        seen = self._seen.setdefault(key, deque())
        self._seen.move_to_end(key)
        while seen and seen[0] <= now - WINDOW:
            seen.popleft()
        if len(seen) >= limit:
            return seen[0] + WINDOW - now
        seen.append(now)
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return 0.0


class Gate:
    """Asked before anything that costs something. Raises Refused with a sentence for the member alone."""

    def __init__(self, config: Callable[[], Config]) -> None:
        self._config = config
        self._rates = Rates()
        self._bots: OrderedDict[int, int] = OrderedDict()

    @property
    def config(self) -> Config:
        """As it stands."""
        return self._config()

    def enter(self, scene: Scene) -> None:
        """Allowed here, allowed to this member, and not too often."""
        self.allowed(scene)
        limits, now = self.config.limits, time.monotonic()
        per_user = int(scene.settings.get("per_user_per_minute", limits.per_user_per_minute))
        wait = self._rates.take(f"user:{scene.user}", per_user, now)
        if wait:
            raise Refused(say(scene.reader, "discord.refused.user_rate", seconds=int(wait) + 1))
        per_server = int(scene.settings.get("per_server_per_minute", limits.per_server_per_minute))
        wait = self._rates.take(f"server:{scene.server}", per_server if scene.server else 0, now)
        if wait:
            raise Refused(say(scene.reader, "discord.refused.server_rate", seconds=int(wait) + 1))

    def allowed(self, scene: Scene) -> None:
        """Channels and roles: the operator's and the server's."""
        if not scene.server or scene.manager:
            return
        here = {str(scene.place.channel), str(scene.place.parent)}
        for channels in (self.config.discord.allowed_channels, scene.settings.get("channels") or ()):
            if channels and not here & set(channels):
                names = " ".join(f"<#{c}>" for c in list(channels)[:10])
                raise Refused(say(scene.reader, "discord.refused.channel", channels=names))
        for roles in (self.config.discord.allowed_roles, scene.settings.get("roles") or ()):
            if roles and not scene.roles & set(roles):
                raise Refused(say(scene.reader, "discord.refused.role"))

    def bot_may_talk(self, channel: int, is_bot: bool) -> bool:
        """Whether to answer in this channel: to other bots and webhooks only so many times before a person speaks."""
        if not is_bot:
            self._bots.pop(channel, None)
            return True
        count = self._bots.get(channel, 0)
        if count >= self.config.discord.bot_exchanges:
            return False
        self._bots[channel] = count + 1
        while len(self._bots) > REMEMBERED:
            self._bots.popitem(last=False)
        return True


def must_manage(scene: Scene) -> None:
    """Manage Server, or a refusal."""
    if not scene.manager and scene.server:
        raise Refused(say(scene.reader, "discord.refused.manage"))


def must_have_text(scene: Scene, text: str) -> None:
    """A message to answer, or a refusal."""
    if not text.strip():
        raise Refused(say(scene.reader, "discord.refused.no_text"))
