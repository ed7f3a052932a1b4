"""The loopback itself: its checks find what they are for."""

from __future__ import annotations

import pytest

from tests.wire.loopback import schema
from tests.wire.loopback.limits import Limits

MESSAGE = "/channels/1/messages"
HOOK = "/webhooks/1/abc"

described = pytest.mark.skipif(
    not schema.SPEC.is_file(), reason="Discord's own API description is not here: ../shared/discord/openapi.json"
)


@described
@pytest.mark.parametrize(
    ("method", "path", "query", "body"),
    [
        ("POST", HOOK, {}, {"content": "字" * 2001}),
        ("POST", HOOK, {}, {"content": "x", "nonce": "1"}),
        ("POST", HOOK, {"threadid": "1"}, {"content": "x"}),
        ("POST", MESSAGE, {}, {"content": 5}),
        ("POST", MESSAGE, {}, {"content": "x", "nonce": "n" * 26}),
        ("POST", MESSAGE, {}, {"components": [{"type": 1, "components": [{"type": 2, "style": 9}]}]}),
        ("PATCH", "/webhooks/1/abc/messages/@original", {}, {"content": "x", "tts": False}),
        ("POST", MESSAGE, {}, None),
        ("POST", "/no/such/route", {}, {}),
    ],
)
def test_a_request_that_breaks_the_description_is_found(
    method: str, path: str, query: dict[str, str], body: object
) -> None:
    assert schema.violations(method, path, query, body)


@described
def test_a_request_by_the_description_passes() -> None:
    button = {"type": 2, "style": 1, "label": "依据", "custom_id": "yz:src:1"}
    body = {"content": "x", "components": [{"type": 1, "components": [button]}], "allowed_mentions": {"parse": []}}
    assert schema.violations("POST", HOOK, {"wait": "true", "thread_id": "1"}, body) == []
    assert schema.violations("POST", MESSAGE, {}, body | {"nonce": "n", "enforce_nonce": True}) == []


def test_buckets_run_out_by_their_headers_and_the_thirty_first_webhook_post_shows_in_none() -> None:
    limits = Limits()
    found = [limits.take("POST", "/channels/{c}/messages", "1") for _ in range(6)]
    assert [h["X-RateLimit-Remaining"] for h, _ in found] == ["4", "3", "2", "1", "0", "0"]
    assert [wait is None for _, wait in found] == [True] * 5 + [False]
    assert limits.take("POST", "/channels/{c}/messages", "2")[1] is None
    assert [limits.take_hidden("1") is None for _ in range(31)] == [True] * 30 + [False]
