"""A room full of phones that each ask for the state of their table every three seconds.

``phones PORT PATH COOKIE PHONES SECONDS`` prints what they saw, as JSON. Each phone has
a connection of its own, keeps its cookie, and sends the tag of its last answer, as
table.js does. People sit down one after another; every minute all of them hear that a
minute went by.
"""

import asyncio
import json
import random
import resource
import subprocess
import sys
import time
from statistics import quantiles
from typing import Any

from dialogue.benches.serve import TOP, Server

EVERY = 3.0  # seconds, as in table.js
SITTING = 15.0  # seconds in which everybody sits down: people take longer
PHONES, SECONDS = 1000, 75


def ask_room(server: Server, path: str, cookie: str) -> dict[str, Any]:
    """Latencies in milliseconds, seen by ``PHONES`` phones in ``SECONDS`` seconds."""
    words = [str(server.port), path, cookie, str(PHONES), str(SECONDS)]
    told = subprocess.run(
        [sys.executable, "-m", "dialogue.benches.phones", *words],
        cwd=TOP, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found: dict[str, Any] = json.loads(told)
    return found


def allow_connections() -> None:
    """As many open files as this machine lets us have: one for each phone."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class Phone:
    """One phone at a table."""

    def __init__(self, port: int, path: str, cookie: str) -> None:
        self.port, self.path, self.cookie = port, path, cookie
        self.tag = ""
        self.took: list[float] = []
        self.statuses: list[int] = []

    async def sit(self, until: float) -> None:
        """Ask every three seconds, from when this phone's people sit down."""
        due = time.monotonic() + random.random() * SITTING
        while due < until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                while due < until:
                    await asyncio.sleep(max(0.0, due - time.monotonic()))
                    closing = await self._ask(reader, writer)
                    # From when it was due, so that a late answer makes nothing look good.
                    self.took.append((time.monotonic() - due) * 1000)
                    due += EVERY
                    if closing:
                        break
            finally:
                writer.close()

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Whether the server closes the connection after this answer."""
        known = f"If-None-Match: {self.tag}\r\n" if self.tag else ""
        writer.write(
            f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\n"
            f"Accept: application/json\r\n{known}\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        self.statuses.append(int(head[0].split()[1]))
        told = {
            name.lower(): value
            for name, _, value in (line.partition(": ") for line in head[1:] if line)
        }
        self.tag = told.get("etag", self.tag)
        if "set-cookie" in told:
            self.cookie = told["set-cookie"].partition(";")[0]
        if self.statuses[-1] != 304:
            await reader.readexactly(int(told.get("content-length", 0)))
        return told.get("connection", "") == "close"


async def _room(port: int, path: str, cookie: str, many: int, seconds: int) -> str:
    phones = [Phone(port, path, cookie) for _ in range(many)]
    until = time.monotonic() + seconds
    await asyncio.gather(*(phone.sit(until) for phone in phones))
    took = [each for phone in phones for each in phone.took]
    statuses = [each for phone in phones for each in phone.statuses]
    cuts = quantiles(took, n=100)
    return json.dumps(
        {
            "phones": many, "answers": len(took), "nothing_new": statuses.count(304),
            "bad": sum(each not in (200, 304) for each in statuses),
            "p50_ms": round(cuts[49], 1), "p99_ms": round(cuts[98], 1),
        }
    )  # fmt: skip


if __name__ == "__main__":
    allow_connections()
    port, path, cookie, many, seconds = sys.argv[1:]
    print(asyncio.run(_room(int(port), path, cookie, int(many), int(seconds))))
