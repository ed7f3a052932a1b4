"""One client for one OpenAI-compatible server: a POST and an event stream. The only file that knows the wire.

Everything that can go wrong leaves here as EngineError with a sentence a user can act on; nothing of aiohttp gets out.
Cancelling the iteration closes the connection at once, which is how servers learn that nobody listens any more.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Literal
from urllib.parse import urlsplit

import aiohttp

from bot.errors import EngineError
from bot.lang import say
from bot.speech.fair import FairGate
from bot.speech.sse import EventStream, TooLong

MAX_REPLY = 8_000_000  # bytes of one reply
_ERROR_BODY = 4_000  # bytes of an error we read
_LOCAL = ("127.0.0.1", "::1", "localhost")

Message = dict[str, str]
Kind = Literal["text", "thought", "usage", "finish"]


@dataclass(frozen=True, slots=True)
class Provider:
    """A server and the model on it, as the config has them. Prices are per million tokens; times in seconds."""

    name: str
    base_url: str
    model: str
    api_key_env: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    prompt_price: float = 0.0
    completion_price: float = 0.0
    connect: float = 10.0
    first_token: float = 60.0
    stall: float = 30.0
    total: float = 180.0
    concurrency: int = 4
    retries: int = 2
    context_tokens: int = 8000
    language: str = "zh-CN"  # of the sentences in EngineError


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing the server sent: text for the reader, a thought (never shown), counts, or why it ended."""

    kind: Kind
    text: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Client:
    """The one client of a provider for the process. Its session is opened at the first call and kept."""

    def __init__(self, provider: Provider, environ: Mapping[str, str] = os.environ) -> None:
        self.provider = provider
        self._environ = environ
        self._session: aiohttp.ClientSession | None = None
        self._gate = FairGate(provider.concurrency)
        self._counts_refused = False  # the server knows no stream_options
        self._url = provider.base_url.rstrip("/") + "/chat/completions"

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, who: str = ""
    ) -> AsyncGenerator[Piece, None]:
        """The reply to `messages`, piece by piece, ending in a `finish` piece. Raises EngineError.

        `who` is whom the call is for: places at the server are shared out fairly among them.
        """
        async with self._gate.enter(who):
            deadline = time.monotonic() + self.provider.total
            try:
                async with contextlib.aclosing(self._call(messages, max_tokens, deadline)) as pieces:
                    async for piece in pieces:
                        yield piece
            except TimeoutError:
                raise self._error("timeout", retryable=False) from None
            except (aiohttp.ClientConnectionError, ConnectionError) as error:
                raise self._error("unreachable", retryable=True, why=_short(str(error))) from None
            except (aiohttp.ClientPayloadError, aiohttp.ClientResponseError) as error:
                raise self._error("cut", retryable=True, why=_short(str(error))) from None
            except (
                aiohttp.ClientError,
                ValueError,
                OSError,
            ) as error:  # the provider's edge: whatever it was, it is theirs
                raise self._error("broken", retryable=False, why=_short(str(error))) from None

    async def close(self) -> None:
        """Close the connections. The client may be used again afterwards."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    # ------------------------------------------------------------------------------------------------------------ inside

    async def _call(self, messages: Sequence[Message], max_tokens: int, deadline: float) -> AsyncGenerator[Piece, None]:
        body = self._body(messages, max_tokens)
        first = time.monotonic() + min(self.provider.first_token, self.provider.total)
        while True:
            async with contextlib.AsyncExitStack() as stack:
                async with _until(first):
                    request = self._open().post(self._url, json=body, headers=self._headers(), allow_redirects=False)
                    response = await stack.enter_async_context(request)
                    if response.status != 200:
                        error = await _error_text(response)
                        if response.status == 400 and "stream_options" in body and "stream_options" in error:
                            self._counts_refused = True  # older servers; they count nothing, so we estimate
                            body.pop("stream_options")
                            continue
                        raise self._refused(response.status, error, response)
                async for piece in self._read(response, first, deadline):
                    yield piece
                return

    async def _read(
        self, response: aiohttp.ClientResponse, first: float, deadline: float
    ) -> AsyncGenerator[Piece, None]:
        """The pieces of the stream; `finish` last, "" where the server never said why it ended."""
        if response.content_type == "application/json":  # a server that doesn't stream
            async with _until(deadline):
                data = await response.json()
            for piece in self._whole(data):
                yield piece
            return
        stream, size, finish, until, over = EventStream(), 0, "", first, False
        while not over:
            async with _until(min(until, deadline)):
                raw = await response.content.readany()
            size += len(raw)
            try:
                events = stream.feed(raw) if raw else stream.finish()
            except TooLong:
                raise self._error("too_big", retryable=False) from None
            if size > MAX_REPLY:
                raise self._error("too_big", retryable=False)
            for event in events:
                if event == "[DONE]":
                    over = True
                    break
                for piece in self._pieces(event):
                    if piece.kind == "finish":
                        finish = piece.text
                        continue
                    yield piece
            if events:  # comments that only keep the line open are no sign of life: a stall is a stall
                until = time.monotonic() + self.provider.stall
            over = over or not raw
        yield Piece("finish", finish)

    def _pieces(self, event: str) -> list[Piece]:
        try:
            data = json.loads(event)
        except (ValueError, RecursionError):
            if event.lstrip()[:1] in ("{", "["):  # half an event: a word would be missing from the text
                raise self._error("broken", retryable=True, why="malformed event") from None
            return []
        if not isinstance(data, dict):
            return []
        if data.get("error"):
            raise self._failed(data["error"])
        found: list[Piece] = []
        choice = _first(data.get("choices"))
        delta = choice.get("delta") or choice.get("message") or {}
        if isinstance(delta, dict):
            found += _texts(delta)
        elif isinstance(choice.get("text"), str):
            found.append(Piece("text", choice["text"]))
        if choice.get("finish_reason"):
            found.append(Piece("finish", str(choice["finish_reason"])))
        counted = _counted(data.get("usage"))
        return [*found, counted] if counted else found

    def _whole(self, data: Any) -> list[Piece]:
        """A server that doesn't stream answers with one object."""
        if not isinstance(data, dict):
            raise self._error("broken", retryable=False, why="not an object")
        pieces = self._pieces(json.dumps(data))
        if not any(p.kind == "finish" for p in pieces):
            pieces.append(Piece("finish", ""))
        return sorted(pieces, key=lambda p: p.kind == "finish")

    def _body(self, messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
        provider = self.provider
        body: dict[str, Any] = {"model": provider.model, "messages": list(messages), "stream": True}
        if not self._counts_refused:
            body["stream_options"] = {"include_usage": True}
        if not {"max_tokens", "max_completion_tokens"} & {*provider.parameters, *provider.body}:
            body["max_tokens"] = max_tokens
        body.update(provider.parameters)
        body.update(provider.body)
        return {key: value for key, value in body.items() if value is not None}

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "text/event-stream", **self.provider.headers}
        key = self._environ.get(self.provider.api_key_env or "", "").strip()
        if key:
            headers["Authorization"] = f"Bearer {key}"
        return headers

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=75.0),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.provider.connect),
                trust_env=urlsplit(self._url).hostname not in _LOCAL,  # a proxy never reaches this machine's own server
            )
        return self._session

    # ------------------------------------------------------------------------------------------------------------ errors

    def _refused(self, status: int, body: str, response: aiohttp.ClientResponse) -> EngineError:
        """What an HTTP status means for whoever reads it."""
        why = _short(_message(body))
        if status in (401, 403):
            hint = self.provider.api_key_env or ""
            key = "key_missing" if not hint or not self._environ.get(hint) else "key_refused"
            return self._error(key, retryable=False, env=hint or "api_key_env", why=why)
        if status == 404:
            return self._error("no_model", retryable=False, model=self.provider.model, why=why)
        if status == 429:
            after = _retry_after(response.headers.get("Retry-After"))
            return self._error("rate", retryable=True, retry_after=after, why=why)
        if status == 402:
            return self._error("unpaid", retryable=False, why=why)
        if status in (408, 409, 425) or status >= 500:
            after = _retry_after(response.headers.get("Retry-After"))
            return self._error("server", retryable=True, retry_after=after, status=status, why=why)
        return self._error("refused", retryable=False, status=status, why=why)

    def _failed(self, error: Any) -> EngineError:
        """An error inside the stream."""
        message = error.get("message", "") if isinstance(error, dict) else str(error)
        return self._error("broken", retryable=True, why=_short(str(message)))

    def _error(
        self, key: str, *, retryable: bool, retry_after: float | None = None, why: str = "", **values: Any
    ) -> EngineError:
        provider = self.provider
        host = urlsplit(provider.base_url)
        url = host._replace(netloc=host.netloc.rpartition("@")[2]).geturl()
        text = say(provider.language, f"models.{key}", name=provider.name, url=url, **values)
        return EngineError(text + self._why(why), retryable=retryable, retry_after=retry_after)

    def _why(self, why: str) -> str:
        """The server's own words, without any secret of ours that it may have repeated."""
        secrets = [self._environ.get(self.provider.api_key_env or "", ""), *self.provider.headers.values()]
        for secret in secrets:
            if len(secret) >= 6:
                why = why.replace(secret, "***")
        why = re.sub(r"\b(sk|key|Bearer)[-_ ][\w*.-]{6,}", "***", why)
        return f" ({why})" if why else ""


def _first(choices: Any) -> dict[str, Any]:
    if isinstance(choices, list) and choices and isinstance(choices[0], dict):
        return choices[0]
    return {}


def _texts(delta: dict[str, Any]) -> list[Piece]:
    found = []
    for key in ("reasoning_content", "reasoning", "thinking"):
        if isinstance(delta.get(key), str) and delta[key]:
            found.append(Piece("thought", delta[key]))
            break
    content = delta.get("content")
    if isinstance(content, list):  # some servers send parts
        content = "".join(p.get("text", "") for p in content if isinstance(p, dict) and isinstance(p.get("text"), str))
    if isinstance(content, str) and content:
        found.append(Piece("text", content))
    elif delta.get("tool_calls"):
        found.append(Piece("thought", "tool"))
    return found


def _counted(usage: Any) -> Piece | None:
    if not isinstance(usage, dict):
        return None
    prompt, completion = usage.get("prompt_tokens"), usage.get("completion_tokens")
    if not isinstance(prompt, int) and not isinstance(completion, int):
        return None
    return Piece("usage", "", _count(prompt), _count(completion))


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


@contextlib.asynccontextmanager
async def _until(when: float) -> AsyncIterator[None]:
    """At most until this moment of the monotonic clock; raises TimeoutError."""
    async with asyncio.timeout(max(0.0, when - time.monotonic())):
        yield


async def _error_text(response: aiohttp.ClientResponse) -> str:
    raw = await response.content.read(_ERROR_BODY)
    return raw.decode("utf-8", "replace")


def _message(body: str) -> str:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return "" if "<" in body[:20] else body  # a proxy's HTML page says nothing
    if isinstance(data, dict):
        error = data.get("error", data.get("message", data.get("detail", "")))
        if isinstance(error, dict):
            error = error.get("message", "")
        return str(error)
    return ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 160 else text[:159] + "…"


def _retry_after(value: str | None) -> float | None:
    """Seconds, from a number or an HTTP date; None where there is none."""
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError):
        return None
