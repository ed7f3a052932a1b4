"""A page from the web, only when asked: public addresses alone, limited in time, size and redirects."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.distill.reader import UnreadableArticle
from bot.lang import Sentence

SECONDS = 20.0
MAX_BYTES = 5_000_000
REDIRECTS = 5
_KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md", "application/pdf": ".pdf"}


class InsideAddressError(OSError):
    """A name leads to an address that isn't of the open internet."""


class Guard(AbstractResolver):
    """Resolves names, and refuses one that has any address inside: the address checked is the address connected to."""

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """The addresses of `host`, all of them public. Raises OSError."""
        found = await self._inner.resolve(host, port, family)
        if not found or not all(public(r["host"]) for r in found):
            raise InsideAddressError(host)
        return found

    async def close(self) -> None:
        """Nothing is held."""
        await self._inner.close()


def public(address: str) -> bool:
    """Whether this is an address of the open internet: not private, loopback, link-local, multicast or mapped onto one."""
    try:
        ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            ip = inner
        elif ip in ipaddress.ip_network("64:ff9b::/96"):
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.is_global and not ip.is_multicast


async def fetch(url: str, *, resolver: AbstractResolver | None = None, seconds: float = SECONDS) -> tuple[bytes, str]:
    """The page at `url` and a file name for it. Raises UnreadableArticle with a sentence."""
    try:
        async with asyncio.timeout(seconds):
            connector = aiohttp.TCPConnector(resolver=resolver or Guard(), use_dns_cache=False)
            async with aiohttp.ClientSession(connector=connector, trust_env=False, cookie_jar=aiohttp.DummyCookieJar()) as session:
                return await _follow(session, url)
    except TimeoutError as error:
        raise UnreadableArticle(Sentence("distill.error.timeout", url=url, seconds=f"{seconds:.0f}")) from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        if isinstance(getattr(error, "os_error", error), InsideAddressError):
            raise UnreadableArticle(Sentence("distill.error.private", url=url)) from error
        inner = getattr(error, "os_error", error)  # aiohttp's own sentence names its internals
        why = getattr(inner, "strerror", None) or inner
        raise UnreadableArticle(Sentence("distill.error.unreachable", url=url, why=why)) from error


async def _follow(session: aiohttp.ClientSession, url: str) -> tuple[bytes, str]:
    for _ in range(REDIRECTS + 1):
        _check(url)
        async with session.get(url, allow_redirects=False, headers={"User-Agent": "yuanzhuo-distill"}) as response:
            if response.status in (301, 302, 303, 307, 308):
                url = urljoin(url, response.headers.get("Location", ""))
                continue
            if response.status != 200:
                raise UnreadableArticle(Sentence("distill.error.status", url=url, status=response.status))
            return await _body(response, url)
    raise UnreadableArticle(Sentence("distill.error.redirects", url=url, count=REDIRECTS))


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableArticle(Sentence("distill.error.scheme", url=url))
    if parts.username or parts.password:
        raise UnreadableArticle(Sentence("distill.error.userinfo"))
    try:
        ipaddress.ip_address(parts.hostname)
    except ValueError:
        return  # a name: the resolver looks at its addresses
    if not public(parts.hostname):
        raise UnreadableArticle(Sentence("distill.error.private", url=url))


async def _body(response: Any, url: str) -> tuple[bytes, str]:
    suffix = _KINDS.get(response.content_type)
    if suffix is None:
        raise UnreadableArticle(Sentence("distill.error.not_article", url=url, kind=response.content_type))
    raw = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        raw += chunk
        if len(raw) > MAX_BYTES:
            raise UnreadableArticle(Sentence("distill.error.page_too_large", url=url, megabytes=MAX_BYTES // 1_000_000))
    parts = urlsplit(url)
    stem = "-".join(p for p in (parts.hostname or "page", *parts.path.strip("/").split("/")[-1:]) if p)
    return bytes(raw), stem.rpartition(".")[0] + suffix if stem.endswith((".html", ".htm", ".txt", ".pdf", ".md")) else stem + suffix
