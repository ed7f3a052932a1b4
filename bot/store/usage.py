"""What models were asked, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from bot.store.database import Database, decoded

COLUMNS: Final = (
    "at",
    "provider",
    "model",
    "job",
    "server",
    "user",
    "debate",
    "seq",
    "prompt_tokens",
    "completion_tokens",
    "cost",
    "seconds",
    "prompt",
    "template",
    "settings",
)
SUMS: Final = ("calls", "prompt_tokens", "completion_tokens", "cost", "seconds")
GROUPS: Final = {
    **{name: name for name in ("provider", "model", "job", "server", "user", "debate")},
    "day": "date(at, 'unixepoch')",  # UTC
}
ADD = f"INSERT INTO calls ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
CALLS = f"SELECT {', '.join(COLUMNS)} FROM calls WHERE debate = ? AND (? IS NULL OR seq = ?) ORDER BY id"


def row_of(given: dict[str, Any]) -> dict[str, Any]:
    """A whole row from what was given. Raises ValueError at a name that is none."""
    unknown = given.keys() - set(COLUMNS)
    if unknown or "provider" not in given or "at" not in given:
        raise ValueError(f"a call needs `at` and `provider` and may not have {sorted(unknown)}")
    row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    row |= {"seq": None, "prompt_tokens": 0, "completion_tokens": 0, "cost": 0.0, "seconds": 0.0, "settings": {}}
    row |= {k: v for k, v in given.items() if v is not None or k == "seq"}
    return row


def groups(by: Sequence[str]) -> list[str]:
    """The names to group by, checked. Raises ValueError."""
    wrong = [name for name in by if name not in GROUPS]
    if wrong:
        raise ValueError(f"usage can't be grouped by {wrong}")
    return list(by)


class Usage:
    """The part of the store that keeps model calls."""

    _db: Database

    async def add_usage(self, row: dict[str, Any]) -> None:
        """One model call, by the names of COLUMNS; `settings` is JSON-able."""
        full = row_of(row)
        full["settings"] = json.dumps(full["settings"], ensure_ascii=False)
        await self._db.write((ADD, tuple(full[name] for name in COLUMNS)))

    async def usage(self, *, since: float = 0.0, by: Sequence[str] = ("provider",)) -> list[dict[str, Any]]:
        """Sums of calls, tokens, cost and seconds grouped by the named columns, in their order. `day` is UTC."""
        names = groups(by)
        columns = [f"{GROUPS[name]} AS {name}" for name in names]
        sums = ["count(*)", *(f"sum({name})" for name in SUMS[1:])]
        grouped = f" GROUP BY {', '.join(GROUPS[n] for n in names)} ORDER BY {', '.join(names)}" if names else ""
        rows = await self._db.read(f"SELECT {', '.join(columns + sums)} FROM calls WHERE at >= ?{grouped}", (since,))
        found = [dict(zip([*names, *SUMS], row, strict=True)) for row in rows]
        return [row for row in found if row["calls"]]

    async def calls(self, debate: str, seq: int | None = None) -> list[dict[str, Any]]:
        """The calls that worded a debate, or one of its turns, with what was sent; oldest first."""
        rows = await self._db.read(CALLS, (debate, seq, seq))
        path = self._db.path
        return [dict(zip(COLUMNS, row, strict=True)) | {"settings": decoded(row[-1], path)} for row in rows]
