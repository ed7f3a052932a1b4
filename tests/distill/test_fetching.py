"""Fetching a page: from public addresses alone, within limits, over a real wire."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.distill import fetching
from bot.distill.fetching import Guard, InsideAddressError, fetch, public
from bot.distill.reader import UnreadableArticle

PAGE = "<html><body><p>“好。”店长李小满说。</p></body></html>"


class Here(AbstractResolver):
    """Every name leads to the test's own server."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        return [{"hostname": host, "host": "127.0.0.1", "port": self.port, "family": family, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        return None


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    async def inside(request: web.Request) -> web.Response:
        raise web.HTTPFound("http://127.0.0.1:9/secret")

    async def circle(request: web.Request) -> web.Response:
        raise web.HTTPFound("/circle")

    async def picture(request: web.Request) -> web.Response:
        return web.Response(body=b"x", content_type="image/png")

    async def big(request: web.Request) -> web.Response:
        return web.Response(body=b"x" * (fetching.MAX_BYTES + 1), content_type="text/plain")

    app = web.Application()
    for path, handler in {"/page": page, "/inside": inside, "/circle": circle, "/picture": picture, "/big": big}.items():
        app.router.add_get(path, handler)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server = site._server
    assert server is not None
    yield Here(server.sockets[0].getsockname()[1])  # type: ignore[attr-defined]
    await runner.cleanup()


async def test_a_public_page_is_read(here: Here) -> None:
    raw, name = await fetch("http://news.example/page", resolver=here)
    assert raw.decode() == PAGE
    assert name == "news.example-page.html"


@pytest.mark.parametrize("path", ["inside", "circle", "picture", "big", "nothing"])
async def test_redirects_inside_circles_pictures_and_floods_are_refused(path: str, here: Here) -> None:
    with pytest.raises(UnreadableArticle):
        await fetch(f"http://news.example/{path}", resolver=here)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://user:secret@example.com/",
        "file:///etc/passwd",
        "ftp://example.com/",
    ],
)
async def test_addresses_inside_and_other_schemes_are_never_asked(url: str) -> None:
    with pytest.raises(UnreadableArticle):
        await fetch(url, seconds=5)


async def test_a_name_that_leads_inside_is_refused() -> None:
    guard = Guard()
    with pytest.raises(InsideAddressError):
        await guard.resolve("localhost", 80)
    await guard.close()
    with pytest.raises(UnreadableArticle, match="内网"):
        await fetch("http://localhost/", seconds=5)


def test_which_addresses_are_public() -> None:
    assert public("93.184.215.14")
    assert public("2606:4700::1111")
    for inside in ("192.168.1.1", "172.16.0.1", "100.64.0.1", "fe80::1%eth0", "fc00::1", "::", "64:ff9b::7f00:1", "224.0.0.1", "x"):
        assert not public(inside)
