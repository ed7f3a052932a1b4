"""The store without a file: for tests, try-outs and whoever wants nothing kept. The same contract as SQLite's."""

from __future__ import annotations

import copy
import json
import time
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.debate.events import Event, Opened, Record, TurnSpoken, as_json, from_json, name_in
from bot.errors import DebateTaken, RequestError, UnknownDebate
from bot.lang import Sentence
from bot.ports import ChatMessage, DebateSummary
from bot.store.forgetting import CALL, about, redacted
from bot.store.owners import is_dead
from bot.store.summary import STATUS_OF, TURNING, Status
from bot.store.usage import SUMS, groups, row_of


@dataclass
class _Debate:
    opened: Opened
    started: float
    front: str = ""
    place: str = ""
    owner: str = ""
    lease_until: float = 0.0


@dataclass
class _Message:
    current: ChatMessage
    old: list[ChatMessage] = field(default_factory=list)
    server: str = ""


class MemoryStore:
    """The `Store` of bot.ports in memory. Nothing outlives it."""

    def __init__(self) -> None:
        self._debates: dict[str, _Debate] = {}
        self._events: dict[str, dict[int, Record]] = defaultdict(dict)
        self._shown: dict[tuple[str, str], dict[int, tuple[str, ...]]] = defaultdict(dict)
        self._messages: dict[str, _Message] = {}  # in order of saying
        self._settings: dict[str, dict[str, Any]] = defaultdict(dict)
        self._calls: list[dict[str, Any]] = []

    # debates

    async def append(self, debate: str, seq: int, event: Event, at: float) -> None:
        """Write one event under its key. Raises DebateTaken where the key is there already."""
        if seq in self._events[debate]:
            raise DebateTaken(Sentence("refusals.taken_at", debate=debate, seq=seq))
        self._events[debate][seq] = Record(debate, seq, event, at)
        if isinstance(event, Opened):
            self._debates[debate] = _Debate(event, at)

    async def events(self, debate: str, since: int = 0) -> list[Record]:
        """Events with seq >= since, in order."""
        return [r for seq, r in sorted(self._events.get(debate, {}).items()) if seq >= since]

    def _status(self, debate: str) -> Status:
        kinds = [r.event.type for _, r in sorted(self._events[debate].items()) if r.event.type in TURNING]
        return STATUS_OF.get(kinds[-1] if kinds else None, "running")

    async def debates(
        self, *, status: str | None = None, front: str | None = None, limit: int = 100
    ) -> list[DebateSummary]:
        """Newest first."""
        rows = [
            DebateSummary(
                id,
                d.opened.motion,
                name_in(d.opened.format, "zh-CN"),
                tuple(s.persona for s in d.opened.seats),
                self._status(id),
                sum(isinstance(r.event, TurnSpoken) for r in self._events[id].values()),
                d.started,
                d.front,
                d.place,
            )
            for id, d in self._newest_first()
        ]
        return [r for r in rows if status in (None, r.status) and front in (None, r.front)][:limit]

    def _newest_first(self) -> list[tuple[str, _Debate]]:
        newest = list(self._debates.items())[::-1]  # of equal times the later one first
        return sorted(newest, key=lambda item: -item[1].started)

    async def find_debate(self, asked: str) -> str:
        """The id meant: an id, a unique prefix of one, or `last`. Raises UnknownDebate."""
        wanted = asked.strip()
        if wanted == "last":
            found = [id for id, _ in self._newest_first()][:1]
        elif wanted in self._debates:
            found = [wanted]
        else:
            found = [id for id in self._debates if wanted and id.startswith(wanted)]
        if len(found) != 1:
            raise UnknownDebate(asked)
        return found[0]

    async def place_debate(self, debate: str, front: str, place: str) -> None:
        """Record where a front end shows the debate."""
        if debate in self._debates:
            self._debates[debate].front, self._debates[debate].place = front, place

    async def claim_debate(self, debate: str, owner: str, at: float, lease: float) -> None:
        """Take or renew the right to run it. Raises DebateTaken while another owner's lease lasts, unless it is dead."""
        known = self._debates.get(debate)
        if known is None:
            raise UnknownDebate(debate)
        if known.owner and known.owner != owner and known.lease_until > at and not is_dead(known.owner):
            raise DebateTaken(Sentence("refusals.taken", debate=debate))
        known.owner, known.lease_until = owner, at + lease

    async def release_debate(self, debate: str, owner: str) -> None:
        """Give the right back."""
        known = self._debates.get(debate)
        if known and known.owner == owner:
            known.owner, known.lease_until = "", 0.0

    async def mark_shown(self, debate: str, seq: int, front: str, messages: Sequence[str]) -> None:
        """The front end has shown this event as these messages."""
        self._shown[debate, front][seq] = tuple(messages)

    async def shown(self, debate: str, front: str) -> dict[int, tuple[str, ...]]:
        """seq → message ids."""
        return dict(sorted(self._shown[debate, front].items()))

    # conversations

    async def say(self, message: ChatMessage, server: str = "", channel: str = "") -> None:
        """Store one message. An id that is stored already is left as it is."""
        self._messages.setdefault(message.id, _Message(copy.deepcopy(message), server=server))

    async def history(self, conversation: str, limit: int = 50) -> list[ChatMessage]:
        """The last `limit` messages, oldest first."""
        found = [m.current for m in self._messages.values() if m.current.conversation == conversation]
        return found[-limit:] if limit > 0 else []

    async def edit_message(self, id: str, text: str, data: dict[str, Any]) -> None:
        """A new version of a persona's message; old ones are kept. Raises RequestError where it is gone."""
        message = self._messages.get(id)
        if message is None:
            raise RequestError(Sentence("refusals.message_gone"))
        message.old.append(message.current)
        message.current = replace(message.current, text=text, data=copy.deepcopy(data), at=time.time())

    async def versions(self, id: str) -> list[ChatMessage]:
        """All versions of a message, oldest first; the last is the current one. Empty where it is gone."""
        message = self._messages.get(id)
        return [*message.old, message.current] if message else []

    async def delete_message(self, id: str) -> None:
        """Remove it and its versions."""
        self._messages.pop(id, None)

    def _of_user(self, user: str) -> list[str]:
        """A user's messages, and the answers that followed each of them before somebody else spoke."""
        last: dict[str, str] = {}
        found = []
        for id, message in self._messages.items():
            m = message.current
            if m.role == "user":
                last[m.conversation] = m.author
            if last.get(m.conversation) == user:
                found.append(id)
        return found

    async def forget_user(self, user: str) -> int:
        """Delete everything stored about a user; how many rows went or were blanked."""
        if not user:
            return 0
        went = 0
        for id in self._of_user(user):
            went += 1 + len(self._messages.pop(id).old)
        for records in self._events.values():
            nameless = f"gone-{uuid.uuid4().hex[:12]}"
            for seq, record in records.items():
                fresh = redacted(json.loads(as_json(record.event)), user, nameless)
                if fresh is not None:
                    records[seq] = replace(record, event=from_json(fresh))
                    went += 1
        went += len(self._settings.pop(f"user:{user}", {}))
        for call in self._calls:
            if call["user"] == user:
                call |= {"user": "", "prompt": "", "settings": {}}
                went += 1
        return went

    async def about_user(self, user: str) -> dict[str, Any]:
        """Everything stored about a user, as JSON-able data."""
        messages = [m for id in self._of_user(user) for m in await self.versions(id)]
        events = [(r.debate, r.seq, json.loads(as_json(r.event))) for rs in self._events.values() for r in rs.values()]
        mine = sorted((c for c in self._calls if c["user"] == user), key=lambda c: c["at"])
        calls = [{name: call[name] for name in CALL} for call in mine]
        return about(user, messages, await self.settings(f"user:{user}"), events, calls)

    async def prune(self, before: float, server: str | None = None) -> int:
        """Delete conversations and finished debates last touched before this time; how many rows went."""
        went = 0
        touched: dict[str, float] = {}
        for m in self._messages.values():
            touched[m.current.conversation] = max(touched.get(m.current.conversation, 0.0), m.current.at)
        for id in [id for id, m in self._messages.items() if touched[m.current.conversation] < before]:
            if server is not None and self._messages[id].server != server:
                continue
            went += 1 + len(self._messages.pop(id).old)
        for id in list(self._debates):
            records = self._events[id]
            if server is not None and getattr(records[0].event, "server", "") != server:
                continue
            if self._status(id) in ("stopped", "closed") and max(r.at for r in records.values()) < before:
                shown = [key for key in self._shown if key[0] == id]
                went += 1 + len(records) + sum(len(self._shown.pop(key)) for key in shown)
                del self._debates[id], self._events[id]
        kept = [c for c in self._calls if c["at"] >= before or server not in (None, c["server"])]
        went += len(self._calls) - len(kept)
        self._calls = kept
        return went

    # settings

    async def get_setting(self, scope: str, key: str) -> Any:
        """The value, or None."""
        return copy.deepcopy(self._settings[scope].get(key))

    async def set_setting(self, scope: str, key: str, value: Any) -> None:
        """Set it; None removes it."""
        if value is None:
            self._settings[scope].pop(key, None)
        else:
            self._settings[scope][key] = json.loads(json.dumps(value))

    async def settings(self, scope: str) -> dict[str, Any]:
        """All of a scope."""
        return copy.deepcopy(dict(sorted(self._settings[scope].items())))

    async def settings_named(self, key: str, kind: str) -> dict[str, Any]:
        """scope → value of this key, for every scope of a kind that has it set."""
        found = {s: held[key] for s, held in sorted(self._settings.items()) if s.startswith(f"{kind}:") and key in held}
        return copy.deepcopy(found)

    # usage

    async def add_usage(self, row: dict[str, Any]) -> None:
        """One model call, by the names of `usage.COLUMNS`."""
        self._calls.append(row_of(row))

    async def usage(self, *, since: float = 0.0, by: Sequence[str] = ("provider",)) -> list[dict[str, Any]]:
        """Sums of calls, tokens, cost and seconds grouped by the named columns, in their order. `day` is UTC."""
        names = groups(by)
        sums: dict[tuple[Any, ...], dict[str, Any]] = {}
        for call in self._calls:
            if call["at"] < since:
                continue
            row = call | {"day": datetime.fromtimestamp(call["at"], UTC).date().isoformat(), "calls": 1}
            key = tuple(row[n] for n in names)
            into = sums.setdefault(key, dict(zip(names, key, strict=True)) | dict.fromkeys(SUMS, 0))
            for name in SUMS:
                into[name] += row[name]
        return [sums[key] for key in sorted(sums)]

    async def calls(self, debate: str, seq: int | None = None) -> list[dict[str, Any]]:
        """The calls that worded a debate, or one of its turns; oldest first."""
        return [copy.deepcopy(c) for c in self._calls if c["debate"] == debate and seq in (None, c["seq"])]

    async def close(self) -> None:
        """Nothing to close."""

    @property
    def path(self) -> Path:
        """No file; messages name it so."""
        return Path("（内存）")
