"""A scripted OpenAI-compatible server over real HTTP: what it answers, and how it fails, is data.

    async with Scripted() as server:
        server.script = [Reply("你好。[1]"), Reply(status=500), Reply("半句", then="stall")]

Each call takes the next reply; the last one is repeated. `server.calls` holds what was asked.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from aiohttp import web

Ending = Literal["done", "no_done", "no_finish", "cut", "stall", "hang", "malformed", "reset"]


@dataclass
class Reply:
    """One answer. `pieces` are sent as they are, one event each; a `text` is cut into pieces of `size` characters."""

    text: str = ""
    pieces: Sequence[str] = ()
    size: int = 3
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None  # of an error
    finish: str | None = "stop"
    then: Ending = "done"
    wait: float = 0.0  # seconds before the first byte
    pause: float = 0.0  # between pieces
    raw: Sequence[bytes] = ()  # sent instead of pieces
    thoughts: str = ""  # as reasoning_content
    usage: tuple[int, int] | None = (120, 40)
    whole: bool = False  # one JSON object, as a server that doesn't stream
    extra: Sequence[dict[str, Any]] = ()  # events before the text

    def cut(self) -> list[str]:
        """The text in pieces."""
        if self.pieces:
            return list(self.pieces)
        return [self.text[i : i + self.size] for i in range(0, len(self.text), self.size)]


class Scripted:
    """The server. `address` is the base_url for a config."""

    def __init__(self, script: Sequence[Reply] | Callable[[dict[str, Any]], Reply] = (), *, port: int = 0) -> None:
        self.script: Sequence[Reply] | Callable[[dict[str, Any]], Reply] = script
        self.calls: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.open = 0  # calls under way
        self.most = 0  # the most at once
        self.dropped = 0  # the client went away
        self.port = port
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """The base_url."""
        return f"http://127.0.0.1:{self.port}/v1"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; on the same port as before where it was stopped."""
        app = web.Application(client_max_size=50_000_000)
        app.router.add_post("/v1/chat/completions", self._answer)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        sockets = site._server.sockets  # type: ignore[union-attr]
        self.port = sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening; connections are cut."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _next(self, asked: dict[str, Any]) -> Reply:
        if callable(self.script):
            return self.script(asked)
        return self.script[min(len(self.calls), len(self.script)) - 1]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.calls.append(asked)
        self.headers.append(dict(request.headers))
        reply = self._next(asked)
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            return await self._reply(request, reply)
        except (asyncio.CancelledError, ConnectionError):
            self.dropped += 1
            raise
        finally:
            self.open -= 1

    async def _reply(self, request: web.Request, reply: Reply) -> web.StreamResponse:
        if reply.wait:
            await asyncio.sleep(reply.wait)
        if reply.status != 200:
            body = reply.body if reply.body is not None else {"error": {"message": f"scripted {reply.status}"}}
            if isinstance(body, str):
                return web.Response(status=reply.status, text=body, content_type="text/html", headers=reply.headers)
            return web.json_response(body, status=reply.status, headers=reply.headers)
        if reply.whole:
            choice = {"message": {"role": "assistant", "content": reply.text}, "finish_reason": reply.finish}
            return web.json_response({"choices": [choice], "usage": _usage(reply)})
        return await self._stream(request, reply)

    async def _stream(self, request: web.Request, reply: Reply) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **reply.headers})
        await response.prepare(request)
        if reply.raw:
            for raw in reply.raw:
                await response.write(raw)
                await asyncio.sleep(reply.pause)
        else:
            await self._events(response, reply)
        transport = request.transport
        if reply.then in ("stall", "hang"):
            await asyncio.sleep(60)
        if reply.then in ("cut", "reset"):
            assert transport is not None
            transport.abort()
            return response
        if reply.then == "malformed":
            await response.write(b'data: {"choices": [{"delta": {"content": "\xe5\n\n')
        if reply.then == "done" and not reply.raw:
            await response.write(b"data: [DONE]\n\n")
        await response.write_eof()
        return response

    async def _events(self, response: web.StreamResponse, reply: Reply) -> None:
        events: list[dict[str, Any]] = [*reply.extra, {"choices": [{"delta": {"role": "assistant", "content": ""}}]}]
        events += [{"choices": [{"delta": {"reasoning_content": reply.thoughts}}]}] if reply.thoughts else []
        events += [{"choices": [{"index": 0, "delta": {"content": piece}}]} for piece in reply.cut()]
        if reply.then in ("done", "no_done") and reply.finish is not None:
            events.append({"choices": [{"index": 0, "delta": {}, "finish_reason": reply.finish}]})
            if reply.usage:
                events.append({"choices": [], "usage": _usage(reply)})
        for event in events:
            await response.write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())
            if reply.pause:
                await asyncio.sleep(reply.pause)


def _usage(reply: Reply) -> dict[str, int]:
    prompt, completion = reply.usage or (0, 0)
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


_EXHIBIT = re.compile(r"资料 \[(\d+)\]([^\n]*)：\n⟦资料 \d+⟧\n主张：(.+)")
_TOLD = re.compile(r"⟦([^⟧/]+)⟧\n(.*?)\n⟦/\1⟧", re.S)


def obliging(asked: dict[str, Any]) -> Reply:
    """A model that does as it is told: the claims of its evidence, each with its mark; facts as they are for the moderator."""
    system, user = (str(message["content"]) for message in asked["messages"])
    own = [(n, claim) for n, note, claim in _EXHIBIT.findall(system) if "不是你的" not in note]
    if own:
        return Reply("".join(f"{claim.rstrip('。')}。[{n}]" for n, claim in own))
    if "书记员" in system:
        return Reply("".join(f"{text.rstrip('。')}。" for _, text in _TOLD.findall(user)[1:5]))
    return Reply("这件事没有公开谈过，不编。")
