"""Discord's objects → plain values: the first line of every handler."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import discord

from bot.frontends.discord.text import clean_name
from bot.frontends.discord.voices import Place
from bot.ports import Asker

LANGUAGES = ("zh-CN", "zh-TW", "en")


@dataclass(frozen=True, slots=True)
class Scene:
    """Who did something and where, without any object of discord.py."""

    asker: Asker  # its language is the one of public text here
    reader: str  # the language of text only this member sees
    place: Place
    server: str = ""
    roles: frozenset[str] = frozenset()
    moderator: bool = False  # Manage Messages or Manage Server
    manager: bool = False  # Manage Server
    voices: bool = True  # whether webhooks can be used: the bot is a member of the server
    settings: dict[str, Any] = field(default_factory=dict)  # the channel's over the server's

    @property
    def user(self) -> str:
        """The member's id."""
        return self.asker.user

    def with_settings(self, settings: dict[str, Any]) -> Scene:
        """The scene under the channel's settings: its language wins for public text, its engine for all."""
        language = settings.get("language") or self.asker.language
        engine = tuple(settings["engine"]) if settings.get("engine") else None
        return replace(self, settings=settings, asker=replace(self.asker, language=language, engine=engine))


def language_of(locale: Any, default: str) -> str:
    """Discord's locale → one of ours."""
    name = str(getattr(locale, "value", locale) or "")
    if name in LANGUAGES:
        return name
    return "en" if name.startswith("en") else default


def place_of(channel: Any, channel_id: int) -> Place:
    """Where to speak. A thread's parent holds the webhook; direct messages have none."""
    if isinstance(channel, discord.Thread):
        return Place(channel_id, channel.parent_id, channel_id, isinstance(channel.parent, discord.ForumChannel))
    if isinstance(channel, discord.TextChannel | discord.VoiceChannel | discord.StageChannel):
        return Place(channel_id, channel_id)
    return Place(channel_id)


def scene_of(interaction: discord.Interaction[Any], default: str) -> Scene:
    """An interaction as a scene. Settings are not looked up yet."""
    language = language_of(interaction.locale, default)
    rights = interaction.permissions
    inside = interaction.guild_id is not None and interaction.is_guild_integration()
    channel_id = interaction.channel_id or 0
    place = place_of(interaction.channel, channel_id) if inside else Place(channel_id)
    asker = Asker(
        front="discord",
        user=str(interaction.user.id),
        name=clean_name(interaction.user.display_name),
        server=str(interaction.guild_id or ""),
        channel=str(place.parent or channel_id),
        language=language,
    )
    roles = getattr(interaction.user, "_roles", ())
    return Scene(
        asker=asker,
        reader=language,
        place=place,
        server=str(interaction.guild_id or ""),
        roles=frozenset(str(r) for r in roles),
        moderator=rights.manage_messages or rights.manage_guild,
        manager=rights.manage_guild,
        voices=inside,
    )


def scene_of_message(message: discord.Message, default: str) -> Scene:
    """A message as a scene. Discord tells no locale with a message: the default, until settings say otherwise."""
    place = place_of(message.channel, message.channel.id)
    asker = Asker(
        front="discord",
        user=str(message.author.id),
        name=clean_name(message.author.display_name),
        server=str(message.guild.id) if message.guild else "",
        channel=str(place.parent or place.channel),
        language=default,
    )
    roles = getattr(message.author, "_roles", ())
    return Scene(
        asker=asker,
        reader=default,
        place=place,
        server=asker.server,
        roles=frozenset(str(r) for r in roles),
        voices=message.guild is not None,
    )
