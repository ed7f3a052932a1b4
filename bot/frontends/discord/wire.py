"""Requests to Discord: discord.py's own client for all but one route, and what it leaves to us.

discord.py keeps one lock per webhook for posts and edits alike, and repeats a post blindly after a 5xx. A post that may or
may not have arrived must be looked for before it is made again, so `execute` is ours; everything else goes through
`HTTPClient.request`, which keeps each bucket by its headers.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
import discord
from discord.http import HTTPClient, Route

log = logging.getLogger(__name__)

NO_MENTIONS: dict[str, Any] = {"parse": []}
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK = 10003, 10008, 10015
MAX_WEBHOOKS, THREAD_EXISTS = 30007, 160004
TRIES = 4


class InDoubt(Exception):
    """A post may or may not have arrived: look before making it again. Raised by `post` and `execute` only."""


class Busy(Exception):
    """A webhook may not post for `wait` seconds more, longer than the caller cared to wait."""

    def __init__(self, wait: float) -> None:
        self.wait = wait
        super().__init__(f"busy for {wait:.1f} s")


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook of ours. `channel` is the parent channel's id."""

    id: int
    token: str
    channel: int


@dataclass(frozen=True, slots=True)
class Spot:
    """One message and how to reach it: by `hook` (in `thread`), by an interaction's `token`, else as the bot's own."""

    channel: int
    message: str
    hook: Hook | None = None
    thread: int | None = None
    token: str = ""

    @property
    def bucket(self) -> str:
        """Messages of one bucket share what Discord allows in edits."""
        if self.token:
            return f"token:{self.token}"
        return f"hook:{self.hook.id}" if self.hook else f"channel:{self.channel}"


class Wire:
    """One per client."""

    def __init__(self, http: HTTPClient, session: aiohttp.ClientSession, application: int) -> None:
        self.http = http
        self.session = session
        self.application = application
        self._free: dict[int, float] = {}  # webhook → loop time when it may post again

    # ----------------------------------------------------------------------------------------------- the bot's messages

    async def post(self, channel: int, body: dict[str, Any], nonce: str, *, picture: bytes | None = None) -> Spot:
        """Post as the bot. The nonce is enforced: a repeat within minutes gives back the first message, so it is safe."""
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        body = {**body, "allowed_mentions": NO_MENTIONS, "nonce": nonce[:25], "enforce_nonce": True}
        if picture is None:
            data = await self._again(lambda: self.http.request(route, json=body))
        else:
            form, files = _form(body, [("swing.png", picture)])
            data = await self.http.request(route, form=form, files=files)
        return Spot(channel, data["id"])

    async def edit(self, spot: Spot, body: dict[str, Any]) -> None:
        """Edit any message of ours."""
        route, params = self._route("PATCH", spot)
        body = {**body, "allowed_mentions": NO_MENTIONS}
        await self._again(lambda: self.http.request(route, json=body, params=params))

    async def delete(self, spot: Spot) -> None:
        """Delete it; gone already is as good."""
        route, params = self._route("DELETE", spot)
        with contextlib.suppress(discord.NotFound):
            await self._again(lambda: self.http.request(route, params=params))

    async def read(self, spot: Spot) -> dict[str, Any]:
        """One message of ours, whole: by its webhook no intent blanks it."""
        route, params = self._route("GET", spot)
        data: dict[str, Any] = await self._again(lambda: self.http.request(route, params=params))
        return data

    async def recent(self, channel: int, after: int = 0, limit: int = 100) -> list[dict[str, Any]]:
        """Messages of a channel after this id, oldest first; the latest ones without `after`."""
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
        params = {"limit": str(limit)} | ({"after": str(after)} if after else {})
        data = await self._again(lambda: self.http.request(route, params=params))
        return sorted(data, key=lambda m: int(m["id"]))

    def _route(self, method: str, spot: Spot) -> tuple[Route, dict[str, str]]:
        if spot.token or spot.hook:
            hook_id, token = (self.application, spot.token) if spot.token else (spot.hook.id, spot.hook.token)  # type: ignore[union-attr]
            path = "/webhooks/{webhook_id}/{webhook_token}/messages/" + spot.message
            params = {"thread_id": str(spot.thread)} if spot.thread and not spot.token else {}
            if method == "PATCH" and spot.hook:
                params["with_components"] = "true"
            return Route(method, path, webhook_id=hook_id, webhook_token=token), params
        path = "/channels/{channel_id}/messages/{message_id}"
        return Route(method, path, channel_id=spot.channel, message_id=int(spot.message)), {}

    async def _again(self, request: Callable[[], Awaitable[Any]]) -> Any:
        """Once more after a cut socket: for requests that may be made twice."""
        for attempt in range(TRIES):
            try:
                return await request()
            except (aiohttp.ClientConnectionError, TimeoutError, ConnectionError):
                if attempt == TRIES - 1:
                    raise
                await asyncio.sleep(0.3 * 2**attempt)
        raise AssertionError("unreachable")

    # --------------------------------------------------------------------------------------------------------- webhooks

    async def execute(
        self, hook: Hook, body: dict[str, Any], *, thread: int | None = None, patience: float = 120.0
    ) -> Spot:
        """Post as a voice. Waits out rate limits up to `patience` seconds, then raises Busy; InDoubt after a 5xx or a cut."""
        loop = asyncio.get_running_loop()
        patient_until = loop.time() + patience
        url = f"{Route.BASE}/webhooks/{hook.id}/{quote(hook.token, safe='')}"
        params = {"wait": "true", "with_components": "true"} | ({"thread_id": str(thread)} if thread else {})
        body = {**body, "allowed_mentions": NO_MENTIONS}
        while True:
            wait = self._free.get(hook.id, 0.0) - loop.time()
            if wait > 0:
                if loop.time() + wait > patient_until:
                    raise Busy(wait)
                await asyncio.sleep(wait)
            try:
                async with self.session.post(url, json=body, params=params) as response:
                    data = await response.json(content_type=None)
                    self._note(hook, response, data)
            except (aiohttp.ClientError, TimeoutError, ConnectionError, ValueError) as e:
                raise InDoubt(type(e).__name__) from e
            if response.status == 429:
                continue
            if response.status >= 500:
                raise InDoubt(str(response.status))
            _raise(response, data)
            return Spot(thread or hook.channel, data["id"], hook, thread)

    def _note(self, hook: Hook, response: aiohttp.ClientResponse, data: Any) -> None:
        """Remember when this webhook may post again; a 429's wait counts for all that wait, so nobody hammers."""
        now = asyncio.get_running_loop().time()
        headers = response.headers
        if response.status == 429:
            wait = float(data.get("retry_after", 1.0)) if isinstance(data, dict) else 5.0
            log.info("webhook posts are limited", extra={"channel": hook.channel, "wait": round(wait, 2)})
            self._free[hook.id] = now + wait + 0.05
        elif headers.get("X-RateLimit-Remaining") == "0":
            self._free[hook.id] = now + float(headers.get("X-RateLimit-Reset-After", "1"))
        if len(self._free) > 5000:
            self._free = {k: v for k, v in self._free.items() if v > now}

    async def hooks(self, channel: int) -> list[Hook]:
        """Our own webhooks in a channel, oldest first."""
        data = await self._again(
            lambda: self.http.request(Route("GET", "/channels/{channel_id}/webhooks", channel_id=channel))
        )
        own = [h for h in data if str(h.get("application_id")) == str(self.application) and h.get("token")]
        return [Hook(int(h["id"]), h["token"], channel) for h in sorted(own, key=lambda h: int(h["id"]))]

    async def start_thread(self, channel: int, message: str, name: str, minutes: int) -> int:
        """A thread under a message; the one there is where it has one already. Raises discord.Forbidden."""
        path = "/channels/{channel_id}/messages/{message_id}/threads"
        route = Route("POST", path, channel_id=channel, message_id=int(message))
        body = {"name": name[:100], "auto_archive_duration": minutes}
        try:
            return int((await self._again(lambda: self.http.request(route, json=body)))["id"])
        except discord.HTTPException as e:
            if e.code != THREAD_EXISTS:
                raise
            return int(message)  # a thread has the id of the message it began with

    async def delete_hook(self, hook: Hook) -> None:
        """Remove one of ours; gone already is as good."""
        route = Route("DELETE", "/webhooks/{webhook_id}/{webhook_token}", webhook_id=hook.id, webhook_token=hook.token)
        with contextlib.suppress(discord.NotFound):
            await self._again(lambda: self.http.request(route))

    async def new_hook(self, channel: int, name: str) -> Hook:
        """Make one. Raises discord.HTTPException with code 30007 where there are fifteen already."""
        route = Route("POST", "/channels/{channel_id}/webhooks", channel_id=channel)
        data = await self.http.request(route, json={"name": name}, reason="圆桌")
        return Hook(int(data["id"]), data["token"], channel)

    # ---------------------------------------------------------------------------------------------------- interactions

    async def follow_up(
        self,
        token: str,
        body: dict[str, Any],
        *,
        channel: int = 0,
        private: bool = False,
        files: Sequence[tuple[str, bytes]] = (),
    ) -> Spot:
        """A further message to an interaction."""
        path = "/webhooks/{webhook_id}/{webhook_token}"
        route = Route("POST", path, webhook_id=self.application, webhook_token=token)
        body = {**body, "allowed_mentions": NO_MENTIONS} | ({"flags": 64} if private else {})
        params = {"wait": "true"}
        if files:
            form, attached = _form(body, files)
            data = await self.http.request(route, form=form, files=attached, params=params)
        else:
            data = await self._again(lambda: self.http.request(route, json=body, params=params))
        return Spot(channel, data["id"], token=token)


def _form(body: dict[str, Any], files: Sequence[tuple[str, bytes]]) -> tuple[list[dict[str, Any]], list[discord.File]]:
    """A body with files, as multipart."""
    made = [discord.File(io.BytesIO(data), filename=name) for name, data in files]
    form: list[dict[str, Any]] = [{"name": "payload_json", "value": json.dumps(body)}]
    for n, file in enumerate(made):
        part = {"name": f"files[{n}]", "value": file.fp, "filename": file.filename}
        form.append(part | {"content_type": "application/octet-stream"})
    return form, made


def _raise(response: aiohttp.ClientResponse, data: Any) -> None:
    if response.status == 403:
        raise discord.Forbidden(response, data)
    if response.status == 404:
        raise discord.NotFound(response, data)
    if response.status >= 400:
        raise discord.HTTPException(response, data)
