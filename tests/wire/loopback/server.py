"""The loopback Discord itself: HTTP plumbing, faults on request, the transcript."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from tests.wire.loopback import rest, schema
from tests.wire.loopback.gateway import Gateway
from tests.wire.loopback.interactions import Interaction
from tests.wire.loopback.limits import Limits
from tests.wire.loopback.people import People
from tests.wire.loopback.state import TOKEN, World

Body = dict[str, Any]


@dataclass
class Fault:
    """What goes wrong with the next `times` requests that match.

    kind: status (answer `status`), cut (drop the socket before doing it), cut_after (do it, then drop the socket),
    status_after (do it, then answer `status`), hold_after (do it, answer `seconds` later),
    slow (wait `seconds` first), global (start a global 429 of `seconds`).
    """

    method: str
    contains: str
    kind: str
    status: int = 502
    times: int = 1
    seconds: float = 0.5
    when: Callable[[Any], bool] | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Note:
    """One line of the transcript. `at` counts in seconds from the start."""

    at: float
    kind: str
    data: Body = field(default_factory=dict)


class Loopback(People):
    """Start it, point the bot's `discord.api_base` and `discord.gateway` at it, and act as Discord's users."""

    def __init__(self, *, validate: bool = True, limits: bool = True, scale: float = 1.0, keep: bool = True) -> None:
        self.world = World()
        self.limits = Limits(on=limits, scale=scale)
        self.gateway = Gateway(self)
        self.gateway_flags = 0
        self.shards = 1
        self.validate = validate
        self.keep = keep
        self.faults: list[Fault] = []
        self.transcript: list[Note] = []
        self.requests: list[tuple[float, str, str, int]] = []
        self.violations: list[str] = []
        self.interactions: dict[str, Interaction] = {}
        self.latency = 0.0
        self.blank_history = False  # history without a webhook's text, for bots without Message Content
        self.port = 0
        self.started = time.time()
        self._runner: web.AppRunner | None = None
        self._dms: dict[str, Body] = {}
        self._uploads: dict[str, bytes] = {}

    # ------------------------------------------------------------------------------------------------------- plumbing

    @property
    def api_base(self) -> str:
        """For `discord.api_base`."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        """For `discord.gateway`."""
        return f"ws://127.0.0.1:{self.port}/gateway/"

    async def start(self, port: int = 0) -> None:
        """Listen."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/cdn/{id}/{name}", self._file)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_route("*", "/api/v10/{tail:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]

    async def stop(self) -> None:
        """Close everything."""
        await self.gateway.cut()
        if self._runner is not None:
            await self._runner.cleanup()

    def note(self, kind: str, /, **data: Any) -> None:
        """Write a line of the transcript."""
        if self.keep:
            self.transcript.append(Note(round(time.time() - self.started, 3), kind, data))

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        path = "/" + unquote(request.match_info["tail"])
        if self.latency:
            await asyncio.sleep(self.latency)
        found = self._find(request.method, path)
        if found is None:
            self.violations.append(f"{request.method} {path}: no handler")
            return self._answer(404, {"message": "404: Not Found", "code": 0}, {})
        pattern, args, handler = found
        body, files = await self._body(request)
        call = rest.Call(self, request.method, path, dict(request.query), body, files, args)
        if self.validate:
            content = "multipart/form-data" if request.content_type.startswith("multipart") else "application/json"
            self.violations += schema.violations(request.method, path, dict(request.query), body, content)
        # interaction callbacks and webhooks are let in by the token in their path
        if (
            not path.startswith(("/interactions", "/webhooks"))
            and request.headers.get("Authorization") != f"Bot {TOKEN}"
        ):
            return self._answer(401, {"message": "401: Unauthorized", "code": 0}, {})
        fault = self._fault(call)
        if (early := await self._before(request, fault)) is not None:
            return early
        status, answer, headers = await self._limited(call, pattern, handler)
        self.requests.append((time.time() - self.started, request.method, path, status))
        if not self.keep:
            del self.requests[:-1000]
        if fault is not None and fault.kind == "cut_after":
            return self._drop(request)
        if fault is not None and fault.kind == "hold_after":
            fault.reached.set()
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.kind == "status_after":
            return self._answer(fault.status, {"message": "fault", "code": 0}, {})
        return self._answer(status, answer, headers)

    async def _limited(self, call: rest.Call, pattern: str, handler: rest.Handler) -> tuple[int, Any, dict[str, str]]:
        major = call.args.get("t") or call.args.get("w") or call.args.get("c") or ""
        headers, wait = self.limits.take(call.method, pattern, major)
        if (
            wait is None
            and (call.method, pattern) == ("POST", "/webhooks/{w}/{t}")
            and call.args["t"] not in self.interactions
        ):
            webhook = self.world.webhooks.get(call.args["w"])
            wait = self.limits.take_hidden(webhook["channel_id"]) if webhook else None
        if wait is not None:
            self.note("429", method=call.method, path=pattern, wait=round(wait, 2))
            body = {
                "message": "You are being rate limited.",
                "retry_after": round(wait, 3),
                "global": "X-RateLimit-Global" in headers,
            }
            return 429, body, headers | {"Retry-After": str(int(wait) + 1), "Via": "1.1 loopback"}
        status, answer = await handler(call)
        return status, answer, headers

    def _find(self, method: str, path: str) -> tuple[str, dict[str, str], rest.Handler] | None:
        for known, pattern, regex, handler in rest.ROUTES:
            if known == method and (match := regex.match(path)):
                return pattern, match.groupdict(), handler
        return None

    async def _body(self, request: web.Request) -> tuple[Any, list[Body]]:
        if request.content_type.startswith("multipart"):
            body: Any = None
            files = []
            async for part in await request.multipart():
                data = await part.read(decode=True)
                if part.name == "payload_json":
                    body = json.loads(data)
                else:
                    files.append(
                        {"filename": part.filename, "size": len(data), "data": base64.b64encode(data).decode()}
                    )
            return body, files
        raw = await request.read()
        return (json.loads(raw) if raw else None), []

    def _answer(self, status: int, body: Any, headers: dict[str, str]) -> web.Response:
        if body is None:
            return web.Response(status=status, headers=headers)
        # exactly application/json: with a charset appended discord.py takes it for text
        data = json.dumps(body, ensure_ascii=False).encode()
        return web.Response(status=status, body=data, headers=headers | {"Content-Type": "application/json"})

    # --------------------------------------------------------------------------------------------------------- faults

    def fail(self, method: str, contains: str, kind: str, **more: Any) -> Fault:
        """Arrange a fault for requests whose path contains this."""
        fault = Fault(method, contains, kind, **more)
        self.faults.append(fault)
        return fault

    def _fault(self, call: rest.Call) -> Fault | None:
        for fault in self.faults:
            fits = fault.times > 0 and fault.method in (call.method, "*") and fault.contains in call.path
            if fits and (fault.when is None or fault.when(call)):
                fault.times -= 1
                self.note("fault", how=fault.kind, method=call.method, path=call.path, status=fault.status)
                return fault
        return None

    async def _before(self, request: web.Request, fault: Fault | None) -> web.StreamResponse | None:
        if fault is None:
            return None
        if fault.kind == "status":
            return self._answer(fault.status, {"message": "fault", "code": 0}, {})
        if fault.kind == "cut":
            return self._drop(request)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "global":
            self.limits.global_until = time.time() + fault.seconds
        return None

    def _drop(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    # --------------------------------------------------------------------------------------------------------- helpers

    async def emit_message(self, event: str, message: Body) -> None:
        """MESSAGE_CREATE or MESSAGE_UPDATE with what the gateway adds."""
        channel = self.world.channels.get(message["channel_id"], {})
        guild_id = channel.get("guild_id")
        payload = dict(message)
        if guild_id:
            payload["guild_id"] = guild_id
            author = self.world.users.get(message["author"]["id"])
            if author is not None:
                payload["member"] = author.member()
        await self.gateway.emit(event, payload, guild_id)

    async def delete_message(self, message: Body) -> None:
        """Remove it and say so."""
        channel = self.world.channels[message["channel_id"]]
        self.world.messages[channel["id"]].pop(message["id"], None)
        self.note("delete", channel=channel["id"], message=message["id"])
        data = {"id": message["id"], "channel_id": channel["id"]}
        if channel.get("guild_id"):
            data["guild_id"] = channel["guild_id"]
        await self.gateway.emit("MESSAGE_DELETE", data, channel.get("guild_id"))

    def attachments(self, files: list[Body]) -> list[Body]:
        """Attachment objects of uploaded files; `data` (base64) stays for tests to read."""
        return [
            f
            | {"id": self.world.new_id(), "url": f"http://127.0.0.1/{f['filename']}", "proxy_url": "http://127.0.0.1/"}
            for f in files
        ]

    def attach(self, name: str, content: bytes, kind: str = "text/plain; charset=utf-8") -> Body:
        """A file somebody attached to a command: served by the CDN's address."""
        id = self.world.new_id()
        self._uploads[id] = content
        url = f"http://127.0.0.1:{self.port}/cdn/{id}/{name}"
        return {"id": id, "filename": name, "size": len(content), "url": url, "proxy_url": url, "content_type": kind}

    async def _file(self, request: web.Request) -> web.StreamResponse:
        content = self._uploads.get(request.match_info["id"])
        return web.Response(body=content) if content is not None else web.Response(status=404)

    def add_webhook(self, channel: Body, name: str, application_id: str | None) -> Body:
        """A webhook in a channel."""
        id = self.world.new_id()
        webhook = {
            "id": id,
            "token": rest.new_token(),
            "name": name,
            "channel_id": channel["id"],
            "application_id": application_id,
        }
        self.world.webhooks[id] = webhook
        return webhook

    def dm_of(self, user: Any) -> Body:
        """The direct channel with a user."""
        if user.id not in self._dms:
            self._dms[user.id] = self.world.add_dm(user)
        return self._dms[user.id]
