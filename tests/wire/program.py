"""The real bot as a subprocess: `python -m bot run`, unmodified, on a config that points it at the loopback."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.wire.loopback import Loopback
from tests.wire.loopback.state import TOKEN

ROOT = Path(__file__).resolve().parents[2]
START = 40.0


class Program:
    """One bot, restartable on the same database."""

    def __init__(self, loopback: Loopback, folder: Path, **discord: Any) -> None:
        self.loopback = loopback
        self.folder = folder
        self.config: dict[str, Any] = {
            "paths": {"database": str(folder / "yuanzhuo.db")},
            "log": {"level": "info", "json": True},
            "limits": {"per_user_per_minute": 0, "per_server_per_minute": 0},
            "discord": {
                "api_base": loopback.api_base,
                "gateway": loopback.gateway_url,
                "pace_seconds": 0,
                "vote_seconds": 0,
                **discord,
            },
        }
        self.environment: dict[str, str] = {}
        self.process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> str:
        """All it has logged so far, over all starts."""
        file = self.folder / "log"
        return file.read_text("utf-8") if file.exists() else ""

    async def start(self, *, ready: bool = True) -> None:
        """Start and wait until it is connected and has registered its commands."""
        file = self.write()
        before = self.loopback.gateway.identifies
        environment = {**os.environ, "DISCORD_TOKEN": TOKEN, "PYTHONUNBUFFERED": "1", **self.environment}
        with (self.folder / "log").open("a") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                "--config",
                str(file),
                cwd=ROOT,
                env=environment,
                stderr=log,
                stdout=log,
            )
        if ready:
            await self.loopback.until(
                lambda: self.loopback.gateway.identifies > before or self._dead(), START, "connected"
            )
            assert not self._dead(), self.log[-3000:]
            await self.loopback.until(
                lambda: '"ready"' in self.log.rsplit("}\n", 50)[0] or "ready" in self.log, START, "ready"
            )

    def write(self) -> Path:
        """Write the config as it stands."""
        file = self.folder / "config.yaml"
        file.write_text(yaml.safe_dump(self.config, allow_unicode=True), "utf-8")
        return file

    def _dead(self) -> bool:
        return self.process is not None and self.process.returncode is not None

    async def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self, within: float = 15.0) -> int:
        """SIGTERM; its exit status. AssertionError where it doesn't end in time."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return await asyncio.wait_for(self.process.wait(), within)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()
            raise AssertionError(f"still there {within} s after SIGTERM\n{self.log[-2000:]}") from None
