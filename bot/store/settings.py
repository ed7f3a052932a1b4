"""Settings in SQLite: keyed values per scope ("server:1", "channel:2", "user:3", "global")."""

from __future__ import annotations

import json
from typing import Any

from bot.store.database import Database, decoded

GET = "SELECT key, value FROM settings WHERE scope = ? AND key = ?"
ALL = "SELECT key, value FROM settings WHERE scope = ? ORDER BY key"
NAMED = "SELECT scope, value FROM settings WHERE scope >= ? || ':' AND scope < ? || ';' AND key = ? ORDER BY scope"
SET = "INSERT INTO settings (scope, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
REMOVE = "DELETE FROM settings WHERE scope = ? AND key = ?"


class Settings:
    """The part of the store that keeps settings."""

    _db: Database

    async def get_setting(self, scope: str, key: str) -> Any:
        """The value, or None."""
        return (await self._loaded(GET, scope, key)).get(key)

    async def set_setting(self, scope: str, key: str, value: Any) -> None:
        """Set it; None removes it."""
        if value is None:
            await self._db.write((REMOVE, (scope, key)))
        else:
            await self._db.write((SET, (scope, key, json.dumps(value, ensure_ascii=False))))

    async def settings(self, scope: str) -> dict[str, Any]:
        """All of a scope."""
        return await self._loaded(ALL, scope)

    async def settings_named(self, key: str, kind: str) -> dict[str, Any]:
        """scope → value of this key, for every scope of a kind ("server") that has it set."""
        return await self._loaded(NAMED, kind, kind, key)

    async def _loaded(self, sql: str, *values: str) -> dict[str, Any]:
        rows = await self._db.read(sql, values)
        return {key: decoded(value, self._db.path) for key, value in rows}
