"""The REST routes the bot uses. Each handler gets the world and plain values and returns (status, body)."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.wire.loopback.state import iso

if TYPE_CHECKING:
    from tests.wire.loopback.server import Loopback

Body = dict[str, Any]
Reply = tuple[int, Any]


@dataclass
class Call:
    """One request, parsed."""

    server: Loopback
    method: str
    path: str
    query: dict[str, str]
    body: Any
    files: list[dict[str, Any]]
    args: dict[str, str]


Handler = Callable[[Call], Coroutine[Any, Any, Reply]]
ROUTES: list[tuple[str, str, re.Pattern[str], Handler]] = []


def route(method: str, pattern: str) -> Callable[[Handler], Handler]:
    """Register a handler under Discord's path pattern."""

    def add(handler: Handler) -> Handler:
        regex = re.compile("^" + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern) + "$")
        ROUTES.append((method, pattern, regex, handler))
        return handler

    return add


def error(status: int, code: int, message: str) -> Reply:
    """Discord's error body."""
    return status, {"message": message, "code": code}


UNKNOWN_CHANNEL = error(404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = error(404, 10008, "Unknown Message")
UNKNOWN_WEBHOOK = error(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = error(404, 10062, "Unknown interaction")
ACKNOWLEDGED = error(400, 40060, "Interaction has already been acknowledged.")
NO_ACCESS = error(403, 50001, "Missing Access")
NO_PERMISSION = error(403, 50013, "Missing Permissions")
EXPIRED = error(401, 50027, "Invalid Webhook Token")


# ------------------------------------------------------------------------------------------------------------ who we are


@route("GET", "/users/@me")
async def me(call: Call) -> Reply:
    return 200, call.server.world.bot.payload() | {
        "verified": True,
        "mfa_enabled": False,
        "email": None,
        "locale": "zh-CN",
    }


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
async def application(call: Call) -> Reply:
    world = call.server.world
    owner = next(iter(world.users.values()), world.bot)
    return 200, {
        "id": world.bot.id,
        "name": "圆桌",
        "icon": None,
        "description": "",
        "rpc_origins": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": owner.payload(),
        "verify_key": "0" * 64,
        "flags": call.server.gateway_flags,
        "team": None,
        "summary": "",
        "approximate_guild_count": len(world.guilds),
        "integration_types_config": {"0": {}, "1": {}},
    }


@route("GET", "/gateway/bot")
async def gateway_bot(call: Call) -> Reply:
    limit = {"total": 1000, "remaining": 999, "reset_after": 14400000, "max_concurrency": 1}
    return 200, {"url": call.server.gateway_url, "shards": call.server.shards, "session_start_limit": limit}


@route("GET", "/users/@me/guilds")
async def my_guilds(call: Call) -> Reply:
    from tests.wire.loopback.state import bits

    found = [g for g in call.server.world.guilds.values() if not g.kicked]
    return 200, [
        {
            "id": g.id,
            "name": g.name,
            "icon": None,
            "owner": False,
            "permissions": str(bits(g.bot_permissions)),
            "features": [],
        }
        for g in found
    ]


@route("POST", "/users/@me/channels")
async def open_dm(call: Call) -> Reply:
    user = call.server.world.users[str(call.body["recipient_id"])]
    return 200, call.server.dm_of(user)


# -------------------------------------------------------------------------------------------------------------- commands


@route("PUT", "/applications/{a}/commands")
async def put_commands(call: Call) -> Reply:
    world = call.server.world
    world.commands = [
        c | {"id": world.new_id(), "application_id": world.bot.id, "version": world.new_id()} for c in call.body
    ]
    for command in world.commands:
        command.setdefault("type", 1)
        command.setdefault("description", "")
    return 200, world.commands


@route("GET", "/applications/{a}/commands")
async def get_commands(call: Call) -> Reply:
    return 200, call.server.world.commands


# -------------------------------------------------------------------------------------------------------------- channels


@route("GET", "/channels/{c}")
async def get_channel(call: Call) -> Reply:
    channel = call.server.world.channel_of(call.args["c"])
    return (200, channel) if channel else UNKNOWN_CHANNEL


@route("PATCH", "/channels/{c}")
async def edit_channel(call: Call) -> Reply:
    channel = call.server.world.channel_of(call.args["c"])
    if channel is None:
        return UNKNOWN_CHANNEL
    for key in ("name",):
        if key in call.body:
            channel[key] = call.body[key]
    for key in ("archived", "locked"):
        if key in call.body and "thread_metadata" in channel:
            channel["thread_metadata"][key] = call.body[key]
    return 200, channel


@route("POST", "/channels/{c}/typing")
async def typing(call: Call) -> Reply:
    return (204, None) if call.server.world.channel_of(call.args["c"]) else UNKNOWN_CHANNEL


@route("POST", "/channels/{c}/threads")
async def start_thread(call: Call) -> Reply:
    world = call.server.world
    parent = world.channel_of(call.args["c"])
    if parent is None:
        return UNKNOWN_CHANNEL
    if parent["type"] != 0:
        return error(400, 50024, "Cannot execute action on this channel type")
    if not world.bot_may(parent, "create_threads"):
        return NO_PERMISSION
    thread = world.add_thread(parent, call.body["name"])
    await call.server.gateway.emit("THREAD_CREATE", thread | {"newly_created": True}, thread["guild_id"])
    return 201, thread


@route("POST", "/channels/{c}/messages/{m}/threads")
async def start_thread_from(call: Call) -> Reply:
    world = call.server.world
    parent = world.channel_of(call.args["c"])
    if parent is None:
        return UNKNOWN_CHANNEL
    if not world.bot_may(parent, "create_threads"):
        return NO_PERMISSION
    if call.args["m"] in world.channels:
        return error(400, 160004, "A thread has already been created for this message")
    thread = world.add_thread(parent, call.body["name"], id=call.args["m"])
    await call.server.gateway.emit("THREAD_CREATE", thread | {"newly_created": True}, thread["guild_id"])
    return 201, thread


@route("GET", "/channels/{c}/messages")
async def list_messages(call: Call) -> Reply:
    world = call.server.world
    channel = world.channel_of(call.args["c"])
    if channel is None:
        return UNKNOWN_CHANNEL
    if not world.bot_may(channel, "read_history"):
        return 200, []
    found = sorted(world.messages[channel["id"]].values(), key=lambda m: int(m["id"]))
    if call.server.blank_history:
        found = [m | {"content": "", "components": []} if m.get("webhook_id") else m for m in found]
    if "after" in call.query:
        found = [m for m in found if int(m["id"]) > int(call.query["after"])]
        return 200, list(reversed(found[: int(call.query.get("limit", 50))]))
    if "before" in call.query:
        found = [m for m in found if int(m["id"]) < int(call.query["before"])]
    return 200, list(reversed(found[-int(call.query.get("limit", 50)) :]))


@route("POST", "/channels/{c}/messages")
async def post_message(call: Call) -> Reply:
    world = call.server.world
    channel = world.channel_of(call.args["c"])
    if channel is None:
        return UNKNOWN_CHANNEL
    if not world.bot_may(channel, "view"):
        return NO_ACCESS
    if channel["type"] == 15:
        return error(400, 50008, "Cannot send messages in a non-text channel")
    if not world.bot_may(channel, "send_in_threads" if channel["type"] == 11 else "send"):
        return NO_PERMISSION
    if channel.get("thread_metadata", {}).get("locked"):
        return error(403, 50083, "Thread is archived")
    body = call.body
    if bad := _bad_message(body, call.files):
        return bad
    if body.get("enforce_nonce") and (known := world.nonces.get((channel["id"], str(body["nonce"])))):
        return 200, world.messages[channel["id"]].get(known) or world.add_message(channel, world.bot.payload(), body)
    more: Body = {}
    if reference := body.get("message_reference"):
        quoted = world.messages[channel["id"]].get(str(reference["message_id"]))
        if quoted is None and reference.get("fail_if_not_exists", True):
            return error(400, 50035, "Invalid Form Body")
        more = {
            "type": 19,
            "message_reference": {"message_id": str(reference["message_id"]), "channel_id": channel["id"]},
        }
        more["referenced_message"] = quoted
    message = world.add_message(channel, world.bot.payload(), body, **more)
    message["attachments"] = call.server.attachments(call.files)
    if body.get("nonce") is not None:
        world.nonces[(channel["id"], str(body["nonce"]))] = message["id"]
    call.server.note("post", by="bot", channel=channel["id"], message=message["id"], text=message["content"])
    await call.server.emit_message("MESSAGE_CREATE", message)
    return 200, message


def _bad_message(body: Body, files: list[dict[str, Any]]) -> Reply | None:
    """What Discord refuses although its description allows it."""
    if len(body.get("content") or "") > 2000:
        return error(400, 50035, "Invalid Form Body: content: Must be 2000 or fewer in length.")
    if not (body.get("content") or body.get("embeds") or body.get("components") or files or body.get("poll")):
        return error(400, 50006, "Cannot send an empty message")
    return _bad_components(body.get("components") or [])


def _bad_components(rows: list[Body]) -> Reply | None:
    """Five rows, each with one menu or up to five buttons; no id twice in a message, no value twice in a menu."""
    if len(rows) > 5 or any(len(row["components"]) > 1 and row["components"][0]["type"] != 2 for row in rows):
        return error(400, 50035, "Invalid Form Body: components: BASE_TYPE_BAD_LENGTH")
    seen: set[str] = set()
    for row in rows:
        for part in row.get("components", []):
            values = [option["value"] for option in part.get("options") or []]
            if len(values) != len(set(values)):
                return error(400, 50035, "Invalid Form Body: components: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")
            custom_id = part.get("custom_id")
            if custom_id in seen or len(custom_id or "") > 100 or len(part.get("label") or "") > 80:
                return error(400, 50035, f"Invalid Form Body: components: {custom_id}")
            if custom_id:
                seen.add(custom_id)
    return None


@route("GET", "/channels/{c}/messages/{m}")
async def get_message(call: Call) -> Reply:
    found = call.server.world.messages.get(call.args["c"], {}).get(call.args["m"])
    return (200, found) if found else UNKNOWN_MESSAGE


@route("PATCH", "/channels/{c}/messages/{m}")
async def edit_message(call: Call) -> Reply:
    world = call.server.world
    if world.channel_of(call.args["c"]) is None:
        return UNKNOWN_CHANNEL
    message = world.messages[call.args["c"]].get(call.args["m"])
    if message is None:
        return UNKNOWN_MESSAGE
    if message["author"]["id"] != world.bot.id:
        return error(403, 50005, "Cannot edit a message authored by another user")
    return await _edit(call, message)


async def _edit(call: Call, message: Body) -> Reply:
    if len(call.body.get("content") or "") > 2000:
        return error(400, 50035, "Invalid Form Body: content: Must be 2000 or fewer in length.")
    for key in ("content", "components", "embeds"):
        if key in call.body:
            message[key] = call.body[key] if call.body[key] is not None else ("" if key == "content" else [])
    if call.files:
        message["attachments"] = call.server.attachments(call.files)
    message["edited_timestamp"] = iso()
    call.server.note("edit", channel=message["channel_id"], message=message["id"], text=message["content"])
    await call.server.emit_message("MESSAGE_UPDATE", message)
    return 200, message


@route("DELETE", "/channels/{c}/messages/{m}")
async def delete_message(call: Call) -> Reply:
    world = call.server.world
    channel = world.channel_of(call.args["c"])
    if channel is None:
        return UNKNOWN_CHANNEL
    message = world.messages[channel["id"]].get(call.args["m"])
    if message is None:
        return UNKNOWN_MESSAGE
    if message["author"]["id"] != world.bot.id and not world.bot_may(channel, "manage_messages"):
        return NO_PERMISSION
    await call.server.delete_message(message)
    return 204, None


# -------------------------------------------------------------------------------------------------------------- webhooks


def _hook(call: Call, webhook: Body, token: bool = True) -> Body:
    shown = {k: v for k, v in webhook.items() if token or k != "token"}
    return shown | {
        "avatar": None,
        "type": 1,
        "guild_id": call.server.world.channels[webhook["channel_id"]]["guild_id"],
    }


@route("GET", "/channels/{c}/webhooks")
async def list_webhooks(call: Call) -> Reply:
    world = call.server.world
    channel = world.channel_of(call.args["c"])
    if channel is None:
        return UNKNOWN_CHANNEL
    if not world.bot_may(channel, "manage_webhooks"):
        return NO_PERMISSION
    found = [w for w in world.webhooks.values() if w["channel_id"] == channel["id"]]
    return 200, [_hook(call, w, token=w["application_id"] == world.bot.id) for w in found]


@route("POST", "/channels/{c}/webhooks")
async def create_webhook(call: Call) -> Reply:
    world = call.server.world
    channel = world.channel_of(call.args["c"])
    if channel is None:
        return UNKNOWN_CHANNEL
    if channel["type"] == 11:
        return error(400, 50024, "Cannot execute action on this channel type")
    if not world.bot_may(channel, "manage_webhooks"):
        return NO_PERMISSION
    if sum(w["channel_id"] == channel["id"] for w in world.webhooks.values()) >= 15:
        return error(400, 30007, "Maximum number of webhooks reached (15)")
    return 200, _hook(call, call.server.add_webhook(channel, call.body["name"], world.bot.id))


@route("GET", "/webhooks/{w}/{t}")
async def get_webhook(call: Call) -> Reply:
    webhook = call.server.world.webhooks.get(call.args["w"])
    return (200, _hook(call, webhook)) if webhook and webhook["token"] == call.args["t"] else UNKNOWN_WEBHOOK


@route("DELETE", "/webhooks/{w}/{t}")
async def delete_webhook(call: Call) -> Reply:
    webhook = call.server.world.webhooks.get(call.args["w"])
    if webhook is None or webhook["token"] != call.args["t"]:
        return UNKNOWN_WEBHOOK
    del call.server.world.webhooks[call.args["w"]]
    return 204, None


def _target(call: Call) -> tuple[Body | None, Body | None, Reply | None]:
    """The webhook, the channel or thread it posts to, or the error."""
    world = call.server.world
    webhook = world.webhooks.get(call.args["w"])
    if webhook is None or webhook["token"] != call.args["t"]:
        return None, None, UNKNOWN_WEBHOOK
    parent = world.channel_of(webhook["channel_id"])
    if parent is None:
        return None, None, UNKNOWN_WEBHOOK
    if thread_id := call.query.get("thread_id"):
        thread = world.channel_of(thread_id)
        if thread is None or thread.get("parent_id") != parent["id"]:
            return None, None, UNKNOWN_CHANNEL
        if thread["thread_metadata"]["locked"]:
            return None, None, error(403, 50083, "Thread is archived")
        return webhook, thread, None
    if parent["type"] == 15:
        return None, None, error(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id")
    return webhook, parent, None


@route("POST", "/webhooks/{w}/{t}")
async def execute_webhook(call: Call) -> Reply:
    world = call.server.world
    if (interaction := call.server.interactions.get(call.args["t"])) is not None:
        return await interaction.followup(call)
    if call.args["w"] == world.bot.id:
        return EXPIRED
    webhook, channel, bad = _target(call)
    if bad or webhook is None or channel is None:
        return bad or UNKNOWN_WEBHOOK
    if bad := _bad_message(call.body, call.files):
        return bad
    name = call.body.get("username") or webhook["name"]
    if not 1 <= len(name) <= 80 or "discord" in name.lower() or "clyde" in name.lower():
        return error(400, 50035, f"Invalid Form Body: username: {name}")
    author = {
        "id": webhook["id"],
        "username": name,
        "discriminator": "0000",
        "avatar": None,
        "bot": True,
        "global_name": None,
        "avatar_url": call.body.get("avatar_url"),
    }
    more = {"webhook_id": webhook["id"], "application_id": webhook["application_id"]}
    message = world.add_message(channel, author, call.body, **more)
    message["attachments"] = call.server.attachments(call.files)
    call.server.note("post", by=name, channel=channel["id"], message=message["id"], text=message["content"])
    await call.server.emit_message("MESSAGE_CREATE", message)
    return (200, message) if call.query.get("wait") in ("1", "true", "True") else (204, None)


@route("GET", "/webhooks/{w}/{t}/messages/{m}")
@route("PATCH", "/webhooks/{w}/{t}/messages/{m}")
@route("DELETE", "/webhooks/{w}/{t}/messages/{m}")
async def webhook_message(call: Call) -> Reply:
    world = call.server.world
    if (interaction := call.server.interactions.get(call.args["t"])) is not None:
        return await interaction.message_call(call)
    if call.args["w"] == world.bot.id:
        return EXPIRED
    webhook, channel, bad = _target(call)
    if bad or webhook is None or channel is None:
        return bad or UNKNOWN_WEBHOOK
    message = world.messages[channel["id"]].get(call.args["m"])
    if message is None or message.get("webhook_id") != webhook["id"]:
        return UNKNOWN_MESSAGE
    if call.method == "PATCH":
        return await _edit(call, message)
    if call.method == "DELETE":
        await call.server.delete_message(message)
        return 204, None
    return 200, message


# ---------------------------------------------------------------------------------------------------------- interactions


@route("POST", "/interactions/{i}/{t}/callback")
async def callback(call: Call) -> Reply:
    interaction = call.server.interactions.get(call.args["t"])
    if interaction is None:
        return UNKNOWN_INTERACTION
    if interaction.response is not None:
        return ACKNOWLEDGED
    if time.time() - interaction.sent_at > interaction.first_answer_within:
        return UNKNOWN_INTERACTION
    return await interaction.answer(call)


def new_token() -> str:
    """A token as Discord's look."""
    return secrets.token_urlsafe(48)
