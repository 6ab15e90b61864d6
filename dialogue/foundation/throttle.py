"""How often somebody may try: delay, never lock-out.

Counts live in memory (one process) or in Redis (several), see ``limits_url``. Keys are
keyed hashes: no address, network or code can be read back from the store.
"""

import ipaddress
import math
import re
import time
from collections import deque
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple, Protocol

from flask import Flask, current_app, request
from msgspec import Struct

from dialogue.foundation.settings import Settings
from dialogue.foundation.vault import Vault

IPV6_NETWORK = 64  # one household or one provider's customer
_ALLOWANCE = re.compile(r"(\d+)/(\d*)(second|minute|hour|day)s?")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


class Allowance(NamedTuple):
    """At most so many tries in any stretch of so many seconds."""

    most: int
    seconds: int


class Budget(Struct, frozen=True):
    """So many tries for one purpose: ``Budget("sign-in", "10/5minutes;100/day")``."""

    purpose: str
    allowed: str

    def seconds_to_wait(self, who: str) -> int:
        """Whole seconds until ``who`` may try again; 0: now. Counts nothing."""
        store, key = _store(), self._key(who)
        wait = max(store.wait(key, each) for each in allowances(self.allowed))
        return math.ceil(max(wait, 1)) if wait > 0 else 0

    def count(self, who: str) -> None:
        """Count one try of ``who``; while one must wait it counts for nothing."""
        store, key = _store(), self._key(who)
        for each in allowances(self.allowed):
            store.count(key, each)

    def forget(self, who: str) -> None:
        """Start ``who`` afresh."""
        store, key = _store(), self._key(who)
        for each in allowances(self.allowed):
            store.forget(key, each)

    def _key(self, who: str) -> str:
        vault: Vault = current_app.extensions["vault"]
        return vault.fingerprint(who, f"throttle {self.purpose}")


@lru_cache(maxsize=100)
def allowances(words: str) -> tuple[Allowance, ...]:
    """``"10/5minutes;100/day"`` as (10 in 300 seconds, 100 in 86,400)."""
    found = []
    for part in words.split(";"):
        match = _ALLOWANCE.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is not like 10/5minutes.")
        found.append(Allowance(int(match[1]), int(match[2] or 1) * _SECONDS[match[3]]))
    return tuple(found)


class Store(Protocol):
    """Where tries are counted."""

    def wait(self, key: str, allowed: Allowance) -> float:
        """Seconds until there is room for another try; 0: now."""

    def count(self, key: str, allowed: Allowance) -> None:
        """Count a try, if there is room for it."""

    def forget(self, key: str, allowed: Allowance) -> None:
        """Count from nothing again."""

    def reset(self) -> None:
        """Forget everybody (for tests)."""


class MemoryStore:
    """The moments of the last tries, in this process: no more than may be tried."""

    SWEEP_AFTER = 1000  # tries, so that whoever never comes back takes no room

    def __init__(self) -> None:
        self._tries: dict[tuple[str, Allowance], deque[float]] = {}
        self._lock = Lock()
        self._counted = 0

    def wait(self, key: str, allowed: Allowance) -> float:
        """Until the first of the tries in the window leaves it, if it is full."""
        now = time.monotonic()
        with self._lock:
            tries = self._within((key, allowed), now)
            if tries is None or len(tries) < allowed.most:
                return 0.0
            return max(tries[0] + allowed.seconds - now, 0.001)

    def count(self, key: str, allowed: Allowance) -> None:
        """Note the moment."""
        now, place = time.monotonic(), (key, allowed)
        with self._lock:
            self._sweep(now)
            tries = self._within(place, now)
            if tries is None:
                tries = self._tries[place] = deque()
            if len(tries) < allowed.most:
                tries.append(now)

    def forget(self, key: str, allowed: Allowance) -> None:
        """Drop the moments."""
        with self._lock:
            self._tries.pop((key, allowed), None)

    def reset(self) -> None:
        """Drop all."""
        with self._lock:
            self._tries.clear()

    def __len__(self) -> int:
        return len(self._tries)

    def _within(self, place: tuple[str, Allowance], now: float) -> deque[float] | None:
        tries = self._tries.get(place)
        if tries is None:
            return None
        while tries and tries[0] <= now - place[1].seconds:
            tries.popleft()
        if not tries:
            del self._tries[place]
            return None
        return tries

    def _sweep(self, now: float) -> None:
        self._counted += 1
        if self._counted % self.SWEEP_AFTER == 0:
            for place in list(self._tries):
                self._within(place, now)


class RedisStore:
    """The same, shared by processes and machines."""

    def __init__(self, url: str) -> None:
        from limits import RateLimitItemPerSecond
        from limits.storage import storage_from_string
        from limits.strategies import MovingWindowRateLimiter

        self._limiter = MovingWindowRateLimiter(storage_from_string(url))
        self._item: Any = RateLimitItemPerSecond

    def wait(self, key: str, allowed: Allowance) -> float:
        """As the store tells."""
        item = self._item(*allowed)
        if self._limiter.test(item, key):
            return 0.0
        free_at: float = self._limiter.get_window_stats(item, key).reset_time
        return max(free_at - time.time(), 0.001)

    def count(self, key: str, allowed: Allowance) -> None:
        """In one step with the look whether there is room."""
        self._limiter.hit(self._item(*allowed), key)

    def forget(self, key: str, allowed: Allowance) -> None:
        """Drop the key."""
        self._limiter.clear(self._item(*allowed), key)

    def reset(self) -> None:
        """Drop all keys of ours."""
        self._limiter.storage.reset()


def network() -> str:
    """The network a request comes from: an IPv4 address or an IPv6 /64."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_NETWORK), strict=False))


def install(app: Flask, settings: Settings) -> None:
    """Open the store of counts."""
    url = settings.limits_url
    app.extensions["throttle"] = (
        MemoryStore() if url.startswith("memory:") else RedisStore(url)
    )


def forget_all(app: Flask) -> None:
    """Start everybody afresh (for tests)."""
    store: Store = app.extensions["throttle"]
    store.reset()


def _store() -> Store:
    found: Store = current_app.extensions["throttle"]
    return found
