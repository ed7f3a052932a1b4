"""What Discord's users and moderators do, as the tests say it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.wire.loopback import rest
from tests.wire.loopback.interactions import Interaction
from tests.wire.loopback.state import Guild, User, World

if TYPE_CHECKING:
    from tests.wire.loopback.gateway import Gateway

Body = dict[str, Any]


class People:
    """Mixed into Loopback."""

    world: World
    gateway: Gateway
    interactions: dict[str, Interaction]
    keep: bool

    def dm_of(self, user: User) -> Body:
        """See Loopback."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------------------ set the scene

    def user(self, name: str, *, locale: str = "zh-CN", moderator: bool = False, bot: bool = False) -> User:
        """A new member of every server."""
        user = User(self.world.new_id(), name, locale, bot)
        if moderator:
            user.permissions |= {"manage_guild", "manage_messages"}
        self.world.users[user.id] = user
        return user

    def messages(self, channel: Body | str) -> list[Body]:
        """What stands in a channel, oldest first."""
        id = channel if isinstance(channel, str) else channel["id"]
        return sorted(self.world.messages.get(id, {}).values(), key=lambda m: int(m["id"]))

    def threads(self, channel: Body) -> list[Body]:
        """A channel's threads, oldest first."""
        return [c for c in self.world.channels.values() if c.get("parent_id") == channel["id"]]

    async def until(self, holds: Callable[[], Any], within: float = 15.0, what: str = "") -> Any:
        """Wait until something holds; AssertionError after `within` seconds."""
        end = time.time() + within
        while not (value := holds()):
            if time.time() > end:
                raise AssertionError(f"not within {within} s: {what or holds}")
            await asyncio.sleep(0.01)
        return value

    # -------------------------------------------------------------------------------------------------------- interactions

    async def _send(
        self, kind: int, user: User, channel: Body, data: Body, message: Body | None = None, **more: Any
    ) -> Interaction:
        id, token = self.world.new_id(), rest.new_token()
        guild_id = channel.get("guild_id")
        guild = self.world.guilds.get(guild_id or "")
        payload: Body = {
            "id": id,
            "application_id": self.world.bot.id,
            "type": kind,
            "token": token,
            "version": 1,
            "data": data,
            "channel_id": channel["id"],
            "channel": channel,
            "locale": user.locale,
            "entitlements": [],
            "attachment_size_limit": 10485760,
            "app_permissions": self.world.bot_bits(channel),
            "authorizing_integration_owners": {"0": guild_id} if guild_id else {"1": user.id},
            "context": 0 if guild_id else 1,
        } | more
        if guild is not None:
            payload |= {"guild_id": guild_id, "guild_locale": guild.locale}
            payload["guild"] = {"id": guild.id, "locale": guild.locale, "features": []}
            payload["member"] = user.member() | {"user": user.payload()}
        else:
            payload["user"] = user.payload()
        if message is not None:
            payload["message"] = message
        interaction = Interaction(self, id, token, payload, channel)  # type: ignore[arg-type]
        self.interactions[token] = interaction
        if not self.keep:
            for old in list(self.interactions)[:-2000]:
                del self.interactions[old]
        interaction.sent_at = time.time()
        await self.gateway.emit("INTERACTION_CREATE", payload, guild_id)
        return interaction

    def _command(self, name: str, kind: int) -> Body:
        names = [c["name"] for c in self.world.commands]
        found = [c for c in self.world.commands if c["name"] == name and c.get("type", 1) == kind]
        found += [c for c in self.world.commands if name in (c.get("name_localizations") or {}).values()]
        assert found, f"no command {name!r} registered; there are {names}"
        return found[0]

    async def slash(self, user: User, channel: Body, command: str, /, focused: str = "", **options: Any) -> Interaction:
        """`command` is a path like "debate start"; options by their registered (English) names, channels as their objects.

        With `focused` the event is autocomplete for that option.
        """
        names = command.split()
        registered = level = self._command(names[0], 1)
        for sub in names[1:]:
            level = next(o for o in level["options"] if o["name"] == sub)
        known = {o["name"]: o["type"] for o in level.get("options", [])}
        assert set(options) <= set(known), f"/{command} has no options {set(options) - set(known)}"
        given: list[Body] = []
        resolved: Body = {}
        for name, value in options.items():
            if isinstance(value, dict) and "filename" in value:
                resolved.setdefault("attachments", {})[value["id"]] = value
                value = value["id"]
            elif isinstance(value, dict):  # a channel
                resolved.setdefault("channels", {})[value["id"]] = value | {"permissions": "0"}
                value = value["id"]
            given.append(
                {"name": name, "type": known[name], "value": value} | ({"focused": True} if name == focused else {})
            )
        for sub in reversed(names[1:]):
            kind = 2 if sub != names[-1] else 1
            given = [{"name": sub, "type": kind, "options": given}]
        data = {"id": registered["id"], "name": registered["name"], "type": 1, "options": given}
        if resolved:
            data["resolved"] = resolved
        return await self._send(4 if focused else 2, user, channel, data)

    async def menu(self, user: User, channel: Body, name: str, target: Body) -> Interaction:
        """A message menu on a message."""
        registered = self._command(name, 3)
        data = {
            "id": registered["id"],
            "name": registered["name"],
            "type": 3,
            "target_id": target["id"],
            "resolved": {"messages": {target["id"]: target}},
        }
        return await self._send(2, user, channel, data)

    async def click(self, user: User, message: Body, label: str, values: list[str] | None = None) -> Interaction:
        """Press the button with this label (or custom_id), or choose from a select menu."""
        parts = [p for row in message.get("components", []) for p in row.get("components", [])]
        found = [p for p in parts if label in (p.get("label"), p.get("custom_id"), p.get("placeholder"))]
        assert found, f"no button {label!r}; there are {[p.get('label') or p.get('placeholder') for p in parts]}"
        assert not found[0].get("disabled"), f"button {label!r} is off"
        channel = self.world.channels[message["channel_id"]]
        data: Body = {"custom_id": found[0]["custom_id"], "component_type": found[0]["type"]}
        if values is not None:
            offered = {o["value"] for o in found[0]["options"]}
            assert set(values) <= offered, f"{values} not among {offered}"
            data["values"] = values
        return await self._send(3, user, channel, data, message)

    async def submit(self, opened: Interaction, **values: str) -> Interaction:
        """Fill in and send the modal that `opened` brought up; fields by their custom_id."""
        modal = opened.modal
        assert modal is not None, f"no modal: {opened.response}"
        rows = []
        for row in modal["components"]:
            inner = row.get("components") or [row["component"]]
            filled = [{"type": 4, "custom_id": p["custom_id"], "value": values.get(p["custom_id"], "")} for p in inner]
            rows += [{"type": 1, "components": [part]} for part in filled]
        user = self.world.users[opened.user["id"]]
        message = opened.payload.get("message")
        return await self._send(5, user, opened.channel, {"custom_id": modal["custom_id"], "components": rows}, message)

    # ------------------------------------------------------------------------------------------------------------ messages

    async def say(
        self, user: User, channel: Body, text: str, *, reply_to: Body | None = None, mention: bool = False
    ) -> Body:
        """A member writes. Replying to a webhook's message mentions nobody, as with Discord."""
        more: Body = {}
        if mention:
            text = f"<@{self.world.bot.id}> {text}"
        if mention or (reply_to is not None and reply_to["author"]["id"] == self.world.bot.id):
            more["mentions"] = [self.world.bot.payload()]
        if reply_to is not None:
            more |= {
                "type": 19,
                "message_reference": {"message_id": reply_to["id"], "channel_id": channel["id"], "type": 0},
                "referenced_message": reply_to,
            }
        message = self.world.add_message(channel, user.payload(), {"content": text}, **more)
        self.note("post", by=user.name, channel=channel["id"], message=message["id"], text=text)  # type: ignore[attr-defined]
        await self.emit_message("MESSAGE_CREATE", message)  # type: ignore[attr-defined]
        return message

    async def delete_channel(self, channel: Body) -> None:
        """A moderator deletes a channel or thread; its webhooks go with it."""
        for thread in self.threads(channel):
            await self.delete_channel(thread)
        self.world.channels.pop(channel["id"], None)
        self.world.webhooks = {k: w for k, w in self.world.webhooks.items() if w["channel_id"] != channel["id"]}
        event = "THREAD_DELETE" if channel["type"] == 11 else "CHANNEL_DELETE"
        await self.gateway.emit(event, channel, channel["guild_id"])

    async def delete_webhooks(self, channel: Body) -> None:
        """A moderator removes every webhook of a channel."""
        self.world.webhooks = {k: w for k, w in self.world.webhooks.items() if w["channel_id"] != channel["id"]}
        data = {"guild_id": channel["guild_id"], "channel_id": channel["id"]}
        await self.gateway.emit("WEBHOOKS_UPDATE", data, channel["guild_id"])

    async def kick(self, guild: Guild) -> None:
        """The bot is removed from a server."""
        guild.kicked = True
        await self.gateway.emit("GUILD_DELETE", {"id": guild.id}, guild.id)
