"""What this Discord holds: servers, channels, members, messages, webhooks. Plain dicts in Discord's own shapes."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

EPOCH = 1420070400000
APP_ID = 900000000000000001
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.loopback.not-a-real-token-000000000"

PERMISSIONS = {
    "create_threads": 1 << 35,
    "send": 1 << 11,
    "view": 1 << 10,
    "send_in_threads": 1 << 38,
    "manage_webhooks": 1 << 29,
    "read_history": 1 << 16,
    "attach": 1 << 15,
    "embed": 1 << 14,
    "manage_messages": 1 << 13,
    "manage_guild": 1 << 5,
    "administrator": 1 << 3,
}
BOT_DEFAULT = (
    "create_threads",
    "send",
    "view",
    "send_in_threads",
    "manage_webhooks",
    "read_history",
    "attach",
    "embed",
)
MEMBER_DEFAULT = ("send", "view", "send_in_threads", "read_history")


def bits(names: Any) -> int:
    """The permission integer of these names."""
    return sum(PERMISSIONS[n] for n in set(names))


def iso(at: float | None = None) -> str:
    """A timestamp as Discord writes it."""
    return datetime.fromtimestamp(at if at is not None else time.time(), UTC).isoformat()


class Snowflakes:
    """Ids that rise, with the time in them."""

    def __init__(self) -> None:
        self._n = itertools.count(1)
        self._last = 0

    def __call__(self) -> str:
        candidate = ((int(time.time() * 1000) - EPOCH) << 22) | (next(self._n) & 0xFFF)
        self._last = max(candidate, self._last + 1)
        return str(self._last)


@dataclass
class User:
    """A member of every server, or a bot."""

    id: str
    name: str
    locale: str = "zh-CN"
    bot: bool = False
    permissions: set[str] = field(default_factory=lambda: set(MEMBER_DEFAULT))
    roles: list[str] = field(default_factory=list)

    def payload(self) -> dict[str, Any]:
        """The user object."""
        return {
            "id": self.id,
            "username": self.name,
            "discriminator": "0",
            "global_name": self.name,
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
        }

    def member(self) -> dict[str, Any]:
        """The member object, without its user."""
        return {
            "roles": self.roles,
            "nick": None,
            "avatar": None,
            "banner": None,
            "joined_at": iso(1690000000),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
            "communication_disabled_until": None,
            "permissions": str(bits(self.permissions)),
        }


@dataclass
class Guild:
    """A server. `bot_permissions` can be taken away while running; `channel_deny` per channel."""

    id: str
    name: str
    bot_permissions: set[str] = field(default_factory=lambda: set(BOT_DEFAULT))
    channel_deny: dict[str, set[str]] = field(default_factory=dict)
    channels: list[str] = field(default_factory=list)
    kicked: bool = False
    locale: str = "zh-CN"


@dataclass
class World:
    """Everything there is."""

    new_id: Snowflakes = field(default_factory=Snowflakes)
    guilds: dict[str, Guild] = field(default_factory=dict)
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    messages: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)  # channel → id → message
    nonces: dict[tuple[str, str], str] = field(default_factory=dict)
    webhooks: dict[str, dict[str, Any]] = field(default_factory=dict)
    commands: list[dict[str, Any]] = field(default_factory=list)
    bot: User = field(default_factory=lambda: User(str(APP_ID), "圆桌", bot=True))

    def channel_of(self, id: str) -> dict[str, Any] | None:
        """A channel or thread, None where it was deleted or the bot can't see it."""
        found = self.channels.get(id)
        if found is None:
            return None
        guild = self.guilds.get(found.get("guild_id") or "")
        return None if guild is not None and guild.kicked else found

    def bot_may(self, channel: dict[str, Any], permission: str) -> bool:
        """Whether the bot holds this permission there."""
        guild = self.guilds.get(channel.get("guild_id") or "")
        if guild is None:  # a direct message
            return permission not in ("manage_webhooks", "create_threads")
        denied = guild.channel_deny.get(channel["id"], set()) | guild.channel_deny.get(
            channel.get("parent_id") or "", set()
        )
        return permission in guild.bot_permissions and permission not in denied

    def bot_bits(self, channel: dict[str, Any]) -> str:
        """`app_permissions` for an interaction there."""
        return str(bits(p for p in PERMISSIONS if self.bot_may(channel, p)))

    def add_guild(self, name: str, channels: tuple[str, ...] = ("大厅",)) -> Guild:
        """A new server with text channels."""
        guild = Guild(self.new_id(), name)
        self.guilds[guild.id] = guild
        for position, label in enumerate(channels):
            self.add_channel(guild, label, position)
        return guild

    def add_channel(self, guild: Guild, name: str, position: int = 0) -> dict[str, Any]:
        """A text channel."""
        id = self.new_id()
        self.channels[id] = {
            "id": id,
            "type": 0,
            "guild_id": guild.id,
            "name": name,
            "position": position,
            "permission_overwrites": [],
            "nsfw": False,
            "topic": None,
            "last_message_id": None,
            "rate_limit_per_user": 0,
            "parent_id": None,
            "flags": 0,
        }
        guild.channels.append(id)
        self.messages[id] = {}
        return self.channels[id]

    def add_forum(self, guild: Guild, name: str) -> dict[str, Any]:
        """A forum: posts are its threads, and nothing can be written in it."""
        forum = self.add_channel(guild, name)
        forum |= {"type": 15, "available_tags": [], "default_reaction_emoji": None, "default_sort_order": None}
        return forum

    def add_thread(self, parent: dict[str, Any], name: str, id: str | None = None) -> dict[str, Any]:
        """A public thread."""
        id = id or self.new_id()
        self.channels[id] = {
            "id": id,
            "type": 11,
            "guild_id": parent["guild_id"],
            "parent_id": parent["id"],
            "owner_id": self.bot.id,
            "name": name,
            "last_message_id": None,
            "message_count": 0,
            "member_count": 1,
            "total_message_sent": 0,
            "rate_limit_per_user": 0,
            "flags": 0,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": iso(),
                "locked": False,
                "create_timestamp": iso(),
            },
        }
        self.messages.setdefault(id, {})
        return self.channels[id]

    def add_dm(self, user: User) -> dict[str, Any]:
        """A direct channel with this user."""
        id = self.new_id()
        self.channels[id] = {
            "id": id,
            "type": 1,
            "last_message_id": None,
            "flags": 0,
            "recipients": [user.payload()],
            "name": None,
        }
        self.messages[id] = {}
        return self.channels[id]

    def guild_payload(self, guild: Guild) -> dict[str, Any]:
        """GUILD_CREATE. The bot's own member carries a role with its permissions."""
        role = {
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }
        everyone = role | {"id": guild.id, "name": "@everyone", "position": 0, "permissions": str(bits(MEMBER_DEFAULT))}
        own = role | {
            "id": str(int(guild.id) + 1),
            "name": "圆桌",
            "position": 1,
            "managed": True,
            "permissions": str(bits(guild.bot_permissions)),
        }
        me = self.bot.member() | {"user": self.bot.payload(), "roles": [own["id"]]}
        threads = [c for c in self.channels.values() if c["type"] == 11 and c["guild_id"] == guild.id]
        return {
            "id": guild.id,
            "name": guild.name,
            "icon": None,
            "splash": None,
            "banner": None,
            "owner_id": "1",
            "afk_timeout": 300,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "roles": [everyone, own],
            "emojis": [],
            "stickers": [],
            "features": [],
            "mfa_level": 0,
            "system_channel_flags": 0,
            "premium_tier": 0,
            "preferred_locale": guild.locale,
            "nsfw_level": 0,
            "premium_progress_bar_enabled": False,
            "joined_at": iso(1690000000),
            "large": False,
            "member_count": len(self.users) + 1,
            "voice_states": [],
            "members": [me],
            "channels": [self.channels[c] for c in guild.channels if c in self.channels],
            "threads": threads,
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "unavailable": False,
        }

    def add_message(
        self, channel: dict[str, Any], author: dict[str, Any], body: dict[str, Any], **more: Any
    ) -> dict[str, Any]:
        """Store a message and return it in Discord's shape."""
        id = self.new_id()
        message: dict[str, Any] = {
            "id": id,
            "type": 0,
            "channel_id": channel["id"],
            "author": author,
            "content": body.get("content") or "",
            "timestamp": iso(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": body.get("embeds") or [],
            "components": body.get("components") or [],
            "pinned": False,
            "flags": body.get("flags") or 0,
        }
        if body.get("nonce") is not None:
            message["nonce"] = body["nonce"]
        message |= more
        self.messages[channel["id"]][id] = message
        channel["last_message_id"] = id
        return message
