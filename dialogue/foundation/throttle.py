"""How often somebody may try: delay, never lock-out.

Counts live in memory (one process) or in Redis (several), see ``limits_url``. Keys are
keyed hashes: no address, network or code can be read back from the store.
"""

import ipaddress
import math
import time
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, current_app, request
from limits import RateLimitItem, parse_many
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from dialogue.foundation.settings import Settings
from dialogue.foundation.vault import Vault

IPV6_NETWORK = 64  # one household or one provider's customer


@dataclass(frozen=True, slots=True)
class Budget:
    """So many tries for one purpose: ``Budget("sign-in", "10/5minutes;100/day")``."""

    purpose: str
    allowed: str

    def seconds_to_wait(self, who: str) -> int:
        """Whole seconds until ``who`` may try again; 0: now. Counts nothing."""
        limiter = _limiter()
        waits = [
            limiter.get_window_stats(item, key).reset_time - time.time()
            for item, key in self._items(who)
            if not limiter.test(item, key)
        ]
        return max((math.ceil(max(wait, 1)) for wait in waits), default=0)

    def count(self, who: str) -> None:
        """Count one try of ``who``."""
        for item, key in self._items(who):
            _limiter().hit(item, key)

    def forget(self, who: str) -> None:
        """Start ``who`` afresh."""
        for item, key in self._items(who):
            _limiter().clear(item, key)

    def _items(self, who: str) -> list[tuple[RateLimitItem, str]]:
        vault: Vault = current_app.extensions["vault"]
        key = vault.fingerprint(who, f"throttle {self.purpose}")
        return [(item, key) for item in _items_of(self.allowed)]


@lru_cache(maxsize=100)
def _items_of(allowed: str) -> tuple[RateLimitItem, ...]:
    return tuple(parse_many(allowed))


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
    storage = storage_from_string(settings.limits_url)
    app.extensions["throttle"] = MovingWindowRateLimiter(storage)


def forget_all(app: Flask) -> None:
    """Start everybody afresh (for tests)."""
    app.extensions["throttle"].storage.reset()


def _limiter() -> MovingWindowRateLimiter:
    found: MovingWindowRateLimiter = current_app.extensions["throttle"]
    return found
