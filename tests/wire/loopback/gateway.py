"""The gateway: HELLO, IDENTIFY, READY with servers unavailable first, heartbeats, RESUME with replay, zlib-stream."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.wire.loopback.state import TOKEN

if TYPE_CHECKING:
    from tests.wire.loopback.server import Loopback

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = (1 << 1) | (1 << 8) | MESSAGE_CONTENT
NEEDS = {"MESSAGE_CREATE": GUILD_MESSAGES, "MESSAGE_UPDATE": GUILD_MESSAGES, "MESSAGE_DELETE": GUILD_MESSAGES}


@dataclass
class Session:
    """One identified session: survives its sockets, so that RESUME can replay."""

    id: str
    intents: int
    shard: tuple[int, int]
    seq: int = 0
    sent: list[dict[str, Any]] = field(default_factory=list)
    socket: Socket | None = None
    resumable: bool = True


class Socket:
    """One web socket with its own zlib stream."""

    def __init__(self, ws: web.WebSocketResponse, compress: bool) -> None:
        self.ws = ws
        self._zlib = zlib.compressobj() if compress else None
        self._lock = asyncio.Lock()

    async def send(self, payload: dict[str, Any]) -> None:
        """One gateway message; a closed socket swallows it."""
        text = json.dumps(payload, ensure_ascii=False)
        async with self._lock:
            try:
                if self._zlib is None:
                    await self.ws.send_str(text)
                else:
                    data = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                    await self.ws.send_bytes(data)
            except (ConnectionError, RuntimeError):
                return

    async def cut(self, code: int = 4000) -> None:
        """Close it as a failing gateway does."""
        await self.ws.close(code=code)


class Gateway:
    """Every session and socket of this Discord."""

    def __init__(self, server: Loopback) -> None:
        self.server = server
        self.sessions: dict[str, Session] = {}
        self.heartbeat = 41.25
        self.allowed_intents = ~PRIVILEGED
        self.refuse: int = 0  # that many connects answer 503
        self.unresumable = False
        self.identifies = 0
        self.resumes = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One connection."""
        if self.refuse > 0:
            self.refuse -= 1
            return web.Response(status=503)
        ws = web.WebSocketResponse(max_msg_size=0)
        await ws.prepare(request)
        socket = Socket(ws, request.query.get("compress") == "zlib-stream")
        await socket.send({"op": 10, "d": {"heartbeat_interval": int(self.heartbeat * 1000)}, "s": None, "t": None})
        session: Session | None = None
        async for message in ws:
            if message.type is not WSMsgType.TEXT:
                continue
            payload = json.loads(message.data)
            op, data = payload["op"], payload.get("d")
            if op == 1:
                await socket.send({"op": 11, "d": None, "s": None, "t": None})
            elif op == 2:
                session = await self._identify(socket, data)
            elif op == 6:
                session = await self._resume(socket, data)
            elif op == 8:
                self.server.note("gateway", what="request_members", data=data)
        if session is not None and session.socket is socket:
            session.socket = None
        return ws

    async def _identify(self, socket: Socket, data: dict[str, Any]) -> Session | None:
        self.identifies += 1
        self.server.note("gateway", what="identify", intents=data["intents"])
        if data["token"] != TOKEN:
            await socket.ws.close(code=4004, message=b"Authentication failed.")
            return None
        if data["intents"] & ~self.allowed_intents:
            await socket.ws.close(code=4014, message=b"Disallowed intent(s).")
            return None
        shard = tuple(data.get("shard") or (0, 1))
        session = Session(secrets.token_hex(16), data["intents"], (shard[0], shard[1]), socket=socket)
        self.sessions = {k: s for k, s in self.sessions.items() if s.shard != session.shard}
        self.sessions[session.id] = session
        guilds = [g for g in self.server.world.guilds.values() if not g.kicked and self._shard_of(g.id, session)]
        await self._dispatch(
            session,
            "READY",
            {
                "v": 10,
                "user": self.server.world.bot.payload() | {"verified": True, "mfa_enabled": False, "email": None},
                "guilds": [{"id": g.id, "unavailable": True} for g in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.server.gateway_url,
                "session_type": "normal",
                "private_channels": [],
                "relationships": [],
                "presences": [],
                "guild_join_requests": [],
                "shard": list(shard),
                "application": {"id": self.server.world.bot.id, "flags": 0},
            },
        )
        for guild in guilds:
            await self._dispatch(session, "GUILD_CREATE", self.server.world.guild_payload(guild))
        return session

    async def _resume(self, socket: Socket, data: dict[str, Any]) -> Session | None:
        self.resumes += 1
        self.server.note("gateway", what="resume", seq=data["seq"])
        session = self.sessions.get(data["session_id"])
        if session is None or not session.resumable or self.unresumable:
            self.unresumable = False
            await socket.send({"op": 9, "d": False, "s": None, "t": None})
            return None
        session.socket = socket
        for payload in [p for p in session.sent if p["s"] > (data["seq"] or 0)]:
            await socket.send(payload)
        await self._dispatch(session, "RESUMED", {"_trace": []})
        return session

    def _shard_of(self, guild_id: str | None, session: Session) -> bool:
        index, count = session.shard
        return ((int(guild_id) >> 22) % count if guild_id else 0) == index

    async def _dispatch(self, session: Session, event: str, data: dict[str, Any]) -> None:
        session.seq += 1
        payload = {"op": 0, "t": event, "s": session.seq, "d": data}
        session.sent.append(payload)
        del session.sent[:-2000]
        if session.socket is not None:
            await session.socket.send(payload)

    async def emit(self, event: str, data: dict[str, Any], guild_id: str | None) -> None:
        """Send an event to whoever may see it. Message text is blanked where the intent isn't there."""
        for session in list(self.sessions.values()):
            if not self._shard_of(guild_id, session):
                continue
            if event in NEEDS and not session.intents & (GUILD_MESSAGES if guild_id else DIRECT_MESSAGES):
                continue
            await self._dispatch(session, event, self._blank(event, data, session, guild_id))

    def _blank(self, event: str, data: dict[str, Any], session: Session, guild_id: str | None) -> dict[str, Any]:
        if event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE") or session.intents & MESSAGE_CONTENT or guild_id is None:
            return data
        me = self.server.world.bot.id
        if data["author"]["id"] == me or any(u["id"] == me for u in data.get("mentions", [])):
            return data
        hidden = data | {"content": "", "embeds": [], "attachments": [], "components": []}
        if (quoted := hidden.get("referenced_message")) is not None and quoted["author"]["id"] != me:
            hidden["referenced_message"] = quoted | {"content": "", "components": [], "embeds": []}
        return hidden

    async def each_socket(self, do: Callable[[Socket], Any]) -> None:
        """Do something to every open socket: cut it, send op 7 or op 9."""
        for session in list(self.sessions.values()):
            if session.socket is not None:
                await do(session.socket)

    async def cut(self, *, resumable: bool = True, code: int = 4000) -> None:
        """Drop every socket."""
        for session in self.sessions.values():
            session.resumable = resumable
        await self.each_socket(lambda s: s.cut(code))

    async def reconnect(self) -> None:
        """op 7."""
        await self.each_socket(lambda s: s.send({"op": 7, "d": None, "s": None, "t": None}))

    async def invalidate(self, resumable: bool) -> None:
        """op 9."""
        for session in self.sessions.values():
            session.resumable = resumable
        await self.each_socket(lambda s: s.send({"op": 9, "d": resumable, "s": None, "t": None}))

    @property
    def ready(self) -> bool:
        """Whether a bot is connected."""
        return any(s.socket is not None for s in self.sessions.values())
