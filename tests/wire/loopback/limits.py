"""Rate limits as Discord applies them: buckets by header, one limit that shows in no header, and a global one."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from dataclasses import dataclass, field

# (method, path pattern) → (requests, seconds). What Discord was seen to hand out; everything else gets 50 in 1 s.
BUCKETS: dict[tuple[str, str], tuple[int, float]] = {
    ("POST", "/channels/{c}/messages"): (5, 5.0),
    ("PATCH", "/channels/{c}/messages/{m}"): (5, 5.0),
    ("POST", "/webhooks/{w}/{t}"): (5, 2.0),
    ("PATCH", "/webhooks/{w}/{t}/messages/{m}"): (5, 5.0),
    ("POST", "/channels/{c}/typing"): (5, 5.0),
    ("POST", "/channels/{c}/threads"): (10, 60.0),
    ("POST", "/channels/{c}/messages/{m}/threads"): (10, 60.0),
}
HIDDEN_POSTS, HIDDEN_WINDOW = 30, 60.0


@dataclass
class Limits:
    """Counts requests per bucket and major parameter. `scale` shrinks the windows, so that tests needn't wait."""

    on: bool = True
    scale: float = 1.0
    global_until: float = 0.0
    _used: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    _hidden: dict[str, deque[float]] = field(default_factory=dict)
    hits: list[tuple[str, str]] = field(default_factory=list)  # (bucket, major) of every 429

    def take(self, method: str, pattern: str, major: str) -> tuple[dict[str, str], float | None]:
        """The headers of an answer, and seconds to wait where it must be a 429."""
        now = time.time()
        if now < self.global_until:
            self.hits.append(("global", ""))
            return {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, self.global_until - now
        if not self.on or "/callback" in pattern:
            return {}, None
        limit, window = BUCKETS.get((method, pattern), (50, 1.0))
        window *= self.scale
        name = hashlib.sha256(f"{method} {pattern}".encode()).hexdigest()[:16]
        reset, used = self._used.get((name, major), (0.0, 0))
        if now >= reset:
            reset, used = now + window, 0
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Reset": f"{reset:.3f}",
            "X-RateLimit-Reset-After": f"{reset - now:.3f}",
            "X-RateLimit-Bucket": name,
        }
        if used >= limit:
            self.hits.append((f"{method} {pattern}", major))
            return headers | {"X-RateLimit-Remaining": "0", "X-RateLimit-Scope": "user"}, reset - now
        self._used[(name, major)] = (reset, used + 1)
        return headers | {"X-RateLimit-Remaining": str(limit - used - 1)}, None

    def take_hidden(self, channel: str) -> float | None:
        """Thirty webhook posts a minute and channel: seconds to wait, or None."""
        if not self.on:
            return None
        now, window = time.time(), HIDDEN_WINDOW * self.scale
        posts = self._hidden.setdefault(channel, deque())
        while posts and posts[0] <= now - window:
            posts.popleft()
        if len(posts) >= HIDDEN_POSTS:
            self.hits.append(("hidden", channel))
            return posts[0] + window - now
        posts.append(now)
        return None
