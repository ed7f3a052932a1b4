"""`/healthz`, `/metrics` and the generated pictures, on an address of the operator's choosing (loopback by default)."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable

from aiohttp import web

from bot.config import Discord
from bot.frontends.discord import pictures

log = logging.getLogger(__name__)

HELP = {
    "interactions": ("counter", "Interactions received, by kind"),
    "answers": ("counter", "Answers shown, by level"),
    "turns": ("counter", "Debate turns shown"),
    "mishaps": ("counter", "Errors shown to members with an id"),
}


class Counters:
    """What the process has done so far."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, label: str = "") -> None:
        """One more."""
        self._counts[(name, label)] += 1

    def text(self, gauges: dict[str, float]) -> str:
        """Prometheus' text format."""
        lines = []
        for name, (kind, help) in HELP.items():
            lines += [f"# HELP yuanzhuo_{name}_total {help}", f"# TYPE yuanzhuo_{name}_total {kind}"]
            for (counted, label), value in sorted(self._counts.items()):
                if counted == name:
                    lines.append(f"yuanzhuo_{name}_total" + (f'{{kind="{label}"}}' if label else "") + f" {value}")
        for name, gauge in gauges.items():
            lines += [f"# TYPE yuanzhuo_{name} gauge", f"yuanzhuo_{name} {gauge:g}"]
        return "\n".join(lines) + "\n"


class Health:
    """The servers. `ready` and `gauges` are asked at each request."""

    def __init__(
        self, config: Discord, counters: Counters, ready: Callable[[], bool], gauges: Callable[[], dict[str, float]]
    ) -> None:
        self._config = config
        self._counters = counters
        self._ready = ready
        self._gauges = gauges
        self._runners: list[web.AppRunner] = []

    async def start(self) -> None:
        """Listen where the config says so; nowhere by default."""
        metrics, avatars = self._config.metrics, self._config.avatars
        if metrics.port:
            app = web.Application()
            app.add_routes([web.get("/healthz", self._healthz), web.get("/metrics", self._metrics)])
            await self._serve(app, metrics.host, metrics.port)
        if avatars.port:
            app = web.Application()
            app.add_routes([web.get("/{name}.png", self._picture)])
            await self._serve(app, avatars.host, avatars.port)

    async def _serve(self, app: web.Application, host: str, port: int) -> None:
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        self._runners.append(runner)
        log.info("serving", extra={"address": f"http://{host}:{port}"})

    async def close(self) -> None:
        """Stop listening."""
        for runner in self._runners:
            await runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        ready = self._ready()
        return web.json_response({"ready": ready}, status=200 if ready else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        return web.Response(text=self._counters.text(self._gauges()), content_type="text/plain")

    async def _picture(self, request: web.Request) -> web.Response:
        data = await asyncio.to_thread(pictures.avatar, request.match_info["name"])
        return web.Response(body=data, content_type="image/png", headers={"Cache-Control": "public, max-age=604800"})
