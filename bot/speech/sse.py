"""Server-sent events, as far as model servers use them: bytes in any cut, the `data` of whole events out. Pure."""

from __future__ import annotations

LIMIT = 4_000_000  # bytes of one event: no server sends that, and memory stays bounded


class TooLong(ValueError):
    """One event outgrew LIMIT."""


class EventStream:
    """Feed it bytes as they come. Lines may end in \\n, \\r\\n or \\r; comments and other fields are passed over."""

    def __init__(self) -> None:
        self._rest = b""
        self._data: list[bytes] = []

    def feed(self, piece: bytes) -> list[str]:
        """The `data` of the events that this piece completes, in order."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        if len(self._rest) > LIMIT:
            raise TooLong
        events: list[str] = []
        for line in lines:
            self._line(line.rstrip(b"\r"), events)
        return events

    def finish(self) -> list[str]:
        """What stands in the buffer when the connection ends: some servers leave out the last empty line."""
        events: list[str] = []
        self._line(self._rest.rstrip(b"\r"), events)
        self._rest = b""
        self._line(b"", events)
        return events

    def _line(self, line: bytes, events: list[str]) -> None:
        if line.startswith(b"data:"):
            # Model servers send one line a event, and some forget the empty line between two: a new `data:` that
            # follows a whole JSON object begins a new event.
            value = line[6:] if line[5:6] == b" " else line[5:]
            if self._data and self._data[-1].endswith(b"}"):
                self._flush(events)
            self._data.append(value)
        elif not line:
            self._flush(events)

    def _flush(self, events: list[str]) -> None:
        if self._data:
            events.append(b"\n".join(self._data).decode("utf-8", "replace"))
            self._data.clear()
