"""One interaction as Discord keeps it: answered within 3 s, once; its token lives 15 minutes."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.wire.loopback.rest import Call, Reply
    from tests.wire.loopback.server import Loopback

Body = dict[str, Any]


@dataclass
class Interaction:
    """Sent to the bot; what it answered is read from here by tests."""

    server: Loopback
    id: str
    token: str
    payload: Body
    channel: Body
    first_answer_within: float = 3.0
    expired: bool = False
    sent_at: float = field(default_factory=time.time)
    acked_at: float | None = None
    response: Body | None = None
    original: Body | None = None
    followups: list[Body] = field(default_factory=list)
    hidden: dict[str, Body] = field(default_factory=dict)  # ephemeral messages by id
    edits: int = 0
    deleted: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ephemeral(self) -> bool:
        """Whether the first answer is private."""
        return bool(((self.response or {}).get("data") or {}).get("flags", 0) & 64)

    @property
    def text(self) -> str:
        """All text the answer holds: the original, then follow-ups."""
        parts = [self.original] if self.original and not self.deleted else []
        return "\n".join(m["content"] for m in [*parts, *self.followups])

    @property
    def choices(self) -> list[Body]:
        """Autocomplete's choices."""
        return (self.response or {}).get("data", {}).get("choices", [])

    @property
    def modal(self) -> Body | None:
        """The modal opened, if any."""
        return self.response["data"] if self.response and self.response["type"] == 9 else None

    async def wait(self, done: Any = None, within: float = 10.0) -> Interaction:
        """Until it was answered (deferring is no answer) or `done(self)` holds. Raises AssertionError after `within` seconds."""
        holds = done or (
            lambda it: bool(it.followups or (it.original and not it.loading and not it.deleted)) or it.settled
        )
        end = time.time() + within
        while not holds(self):
            if time.time() > end:
                raise AssertionError(f"no answer in {within} s; first answer {self.response}, text {self.text!r}")
            await asyncio.sleep(0.01)
        return self

    @property
    def loading(self) -> bool:
        """Whether only the loading state is shown."""
        return bool((self.original or {}).get("flags", 0) & 128) and not self.deleted

    @property
    def settled(self) -> bool:
        """Answered for good by the first answer alone (autocomplete, modal, update)."""
        return self.response is not None and self.response["type"] in (8, 9, 6, 7)

    def _message(self, body: Body, flags: int = 0) -> Body:
        world = self.server.world
        flags |= body.get("flags") or 0
        more = {
            "application_id": world.bot.id,
            "webhook_id": world.bot.id,
            "interaction_metadata": {"id": self.id, "type": self.payload["type"], "user": self.user},
        }
        message = world.add_message(self.channel, world.bot.payload(), body | {"flags": flags}, **more)
        if flags & 64:
            del world.messages[self.channel["id"]][message["id"]]
            self.hidden[message["id"]] = message
        return message

    @property
    def user(self) -> Body:
        """Who used it."""
        member = self.payload.get("member")
        return member["user"] if member else self.payload["user"]

    async def answer(self, call: Call) -> Reply:
        """The first answer."""
        self.response, self.acked_at = call.body, time.time()
        kind, data = call.body["type"], call.body.get("data") or {}
        self.server.note("interaction", what="first answer", type=kind, after=round(self.acked_at - self.sent_at, 4))
        if kind in (4, 5):
            self.original = self._message(data, flags=128 if kind == 5 else 0)
            self.original["attachments"] = self.server.attachments(call.files)
            await self._echo(self.original, "MESSAGE_CREATE")
        elif kind in (6, 7):
            self.original = self.payload["message"]
            if kind == 7:
                self._apply(self.original, data)
        reply: Body = {"interaction": {"id": self.id, "type": self.payload["type"]}}
        if call.query.get("with_response") not in ("1", "true", "True"):
            return 204, None
        if self.original is not None and kind in (4, 5, 7):
            reply["interaction"] |= {
                "response_message_id": self.original["id"],
                "response_message_loading": kind == 5,
                "response_message_ephemeral": self.ephemeral,
            }
            reply["resource"] = {"type": kind, "message": self.original}
        return 200, reply

    def _apply(self, message: Body, body: Body) -> None:
        for key in ("content", "components", "embeds"):
            if key in body:
                message[key] = body[key] if body[key] is not None else ("" if key == "content" else [])
        message["flags"] = message.get("flags", 0) & ~128

    async def _echo(self, message: Body, event: str) -> None:
        if not message.get("flags", 0) & 64:
            await self.server.emit_message(event, message)

    def _dead(self) -> Reply | None:
        from tests.wire.loopback import rest

        if self.expired or time.time() - self.sent_at > 900:
            return rest.EXPIRED
        return None if self.response is not None else rest.UNKNOWN_WEBHOOK

    async def followup(self, call: Call) -> Reply:
        """A further message by the token. The first one replaces a loading state, as with Discord."""
        from tests.wire.loopback.rest import _bad_message

        if bad := self._dead() or _bad_message(call.body, call.files):
            return bad
        if self.loading and self.original is not None:
            self._apply(self.original, call.body)
            self.original["attachments"] = self.server.attachments(call.files)
            self.edits += 1
            await self._echo(self.original, "MESSAGE_UPDATE")
            self.server.note("interaction", what="answer", text=self.original["content"])
            return 200, self.original
        message = self._message(call.body)
        message["attachments"] = self.server.attachments(call.files)
        self.followups.append(message)
        self.server.note("interaction", what="follow-up", text=message["content"], private=bool(message["flags"] & 64))
        await self._echo(message, "MESSAGE_CREATE")
        return 200, message

    async def message_call(self, call: Call) -> Reply:
        """GET, PATCH or DELETE of @original or of a follow-up."""
        from tests.wire.loopback.rest import UNKNOWN_MESSAGE, _bad_components

        if bad := self._dead():
            return bad
        asked = call.args["m"]
        known = {m["id"]: m for m in self.followups} | ({self.original["id"]: self.original} if self.original else {})
        message = self.original if asked == "@original" else known.get(asked)
        if message is None or (message is self.original and self.deleted):
            return UNKNOWN_MESSAGE
        if call.method == "PATCH":
            if len(call.body.get("content") or "") > 2000:
                from tests.wire.loopback.rest import error

                return error(400, 50035, "Invalid Form Body: content: Must be 2000 or fewer in length.")
            if bad := _bad_components(call.body.get("components") or []):
                return bad
            self._apply(message, call.body)
            if call.files:
                message["attachments"] = self.server.attachments(call.files)
            self.edits += 1
            self.server.note("interaction", what="edit", text=message["content"])
            await self._echo(message, "MESSAGE_UPDATE")
        elif call.method == "DELETE":
            self.deleted = self.deleted or message is self.original
            self.followups = [m for m in self.followups if m is not message]
            if not message.get("flags", 0) & 64:
                await self.server.delete_message(message)
            return 204, None
        return 200, message
