"""What pages cost, beside the bare limit measured in the same run (speed goals)."""

import re
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from random import randrange
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from flask import Flask, Response
from msgspec import Struct

from dialogue.benches import phones
from dialogue.benches.serve import Server, cost, middle, serving
from dialogue.foundation.settings import DEMO_MASTER, DEMO_SECRET

if TYPE_CHECKING:
    from dialogue.example.walk import Calendar, World

POLL = "/table/here/state"
ROUNDS, REQUESTS = 5, 1600
WARMING, SIGN_UPS = 4, 36  # an evening of the example has 40 seats


class Place(Struct, frozen=True):
    """The evening that is asked for."""

    talk: str
    sign_ups: tuple[str, ...]  # an evening with free seats for each round
    seat: str  # the cookie of a phone at one of its tables


def measure(words: Sequence[str]) -> dict[str, Any]:
    """Rows 1 to 4 and 6 to 8 of the speed goals; ``reached`` when all are."""
    phones.allow_connections()
    rounds = int(words[words.index("--rounds") + 1]) if "--rounds" in words else ROUNDS
    with tempfile.TemporaryDirectory(prefix="dialogue-bench-") as folder:
        environment = _environment(Path(folder))
        place = _prepare(environment, 2 * rounds + 1)
        rows = _costs(environment, place, rounds)
    return {
        "bench": "pages",
        "rows": rows,
        "reached": all(row["reached"] for row in rows),
    }


def _environment(folder: Path) -> dict[str, str]:
    ours = {
        "SECRET_KEY": DEMO_SECRET, "MASTER_KEYS": DEMO_MASTER, "MODE": "test", "INSTANCE": str(folder),
        "PUBLIC_URL": "http://localhost", "DATABASE_URL": f"sqlite:///{folder / 'pages.sqlite'}",
        "QUEUE_URL": f"sqlite:///{folder / 'queue.sqlite'}", "MAIL_URL": f"folder:{folder / 'mail'}", "PROXIES": "1",
    }  # fmt: skip
    return {f"DIALOGUE_{key}": value for key, value in ours.items()}


def _prepare(environment: dict[str, str], evenings: int) -> Place:
    from dialogue.app import create_app
    from dialogue.example import walk
    from dialogue.foundation import clock
    from dialogue.foundation.database import db, writing
    from dialogue.foundation.settings import read
    from dialogue.guides.actions import load_library
    from dialogue.municipalities.actions import load_reference

    app = create_app(read(environment))
    with app.app_context():
        now = clock.now()
        with db.engine.connect().execution_options(write=True) as connection:
            db.metadata.create_all(connection)
            connection.commit()
        with writing():
            load_reference()
            load_library(now)
        calendar = walk.Calendar(now.date() + timedelta(days=30))
        world = walk.settle_town(now)
        found = [
            walk.evening_in(world, walk.plan_evening(world, calendar)).ref
            for _ in range(evenings)
        ]
        seat = _sit_down(app, world, calendar)
        db.session.remove()
        db.engine.dispose()
    pages = [f"/{world.slug}/talks/{ref}" for ref in found]
    return Place(pages[0], tuple(f"{page}/sign-up" for page in pages), seat)


def _sit_down(app: Flask, world: "World", calendar: "Calendar") -> str:
    """Begin an evening; gives the cookie of a phone that opened one of its tables."""
    from dialogue.conversations import actions, queries
    from dialogue.conversations.views.door import sit_down
    from dialogue.example import walk
    from dialogue.foundation import clock
    from dialogue.foundation.database import writing

    session_id = walk.plan_evening(world, calendar)
    with writing():
        evening = actions.prepare_evening(
            walk.evening_in(world, session_id), tables=6, now=clock.now()
        )
        actions.go_to_step(evening, 2, now=clock.now())
        talk = queries.talks_of(evening)[0]
        with app.test_request_context() as here:
            sit_down(talk)
            answer = Response()
            app.session_interface.save_session(app, here.session, answer)
    return answer.headers["Set-Cookie"].partition(";")[0]


def _costs(
    environment: dict[str, str], place: Place, rounds: int
) -> list[dict[str, Any]]:
    found: dict[str, list[float]] = {}
    with serving("wsgi:app", environment, place.talk) as ours:
        size = len(urlopen(ours.address + place.talk).read())
        tag = urlopen(ours.address + place.talk).headers["ETag"]
        bare_environment = {"BARE_BYTES": str(size)}
        with (
            serving("dialogue.benches.bare:app", bare_environment, "/page") as bare,
            serving(
                "dialogue.benches.uncached:app", environment, place.talk
            ) as uncached,
        ):
            for number in range(rounds):
                for name, server, path, headers in (
                    ("hello", bare, "/hello", {}),
                    ("cached", ours, place.talk, {"Accept-Encoding": "gzip"}),
                    ("unchanged", ours, place.talk, {"If-None-Match": tag}),
                    ("page", bare, "/page", {}),
                    ("uncached", uncached, place.talk, {}),
                ):
                    found.setdefault(name, []).append(
                        cost(server, path, requests=REQUESTS, headers=headers)
                    )
                found.setdefault("poll", []).append(_poll_cost(ours, place.seat))
                for name, mail in (("sign-up", False), ("sign-up with a mail", True)):
                    path = place.sign_ups[2 * number + mail]
                    found.setdefault(name, []).append(
                        _sign_up_cost(ours, path, mail=mail)
                    )
            megabytes = ours.worker_megabytes()
        room = phones.ask_room(ours, POLL, place.seat)
        weight = _weight(ours, place.sign_ups[-1])
    start = _cold_starts(environment, place)
    middles = {name: middle(values) for name, values in found.items()}
    return _rows(middles, weight, start, megabytes, size) + _polls(middles, room)


def _poll_cost(ours: Server, seat: str) -> float:
    """A phone's question with the tag it has just heard: mostly nothing new."""
    asked = Request(ours.address + POLL, headers={"Cookie": seat})
    headers = {"Cookie": seat, "If-None-Match": urlopen(asked).headers["ETag"]}
    return cost(ours, POLL, requests=REQUESTS, headers=headers)


def _polls(ms: dict[str, float], room: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _ratio(ms, 8, "live state of a table, nothing new", "poll", "hello", 1.5),
        {"row": 8, "what": "1,000 phones asking every 3 seconds", **room, "goal_ms": 250, "reached": room["p99_ms"] < 250 and not room["bad"]},
    ]  # fmt: skip


def _ratio(
    ms: dict[str, float], nr: int, what: str, ours: str, limit: str, most: float
) -> dict[str, Any]:
    times = round(ms[ours] / ms[limit], 2)
    return {
        "row": nr, "what": what, "cpu_ms": ms[ours], "limit": limit, "limit_cpu_ms": ms[limit],
        "ratio": times, "goal": most, "reached": times <= most,
    }  # fmt: skip


def _rows(
    ms: dict[str, float],
    weight: dict[str, Any],
    start: dict[str, float],
    megabytes: float,
    size: int,
) -> list[dict[str, Any]]:
    cold = round(start["ours"] / start["bare"], 2)
    return [
        _ratio(ms, 1, "public session page, cached", "cached", "hello", 2.5),
        _ratio(ms, 2, f"public session page, uncached ({size} bytes)", "uncached", "page", 1.5),
        _ratio(ms, 3, "304 to a known ETag", "unchanged", "hello", 1.5),
        {"row": 4, "what": "a whole registration: form, submit, confirmation", "cpu_ms": ms["sign-up"], "with_a_mail_written_cpu_ms": ms["sign-up with a mail"], "goal": 12, "reached": ms["sign-up"] <= 12},
        {"row": 6, "what": "html + css + js of the sign-up page, compressed", **weight, "goal": "26 kB, 3 requests", "reached": weight["kB"] <= 26 and weight["requests"] <= 3},
        {"row": 7, "what": "cold start to first page", "seconds": start["ours"], "limit_seconds": start["bare"], "ratio": cold, "what_is_asked": "a public page kept before the restart", "page_that_the_house_must_make_seconds": start["made"], "ratio_of_that": round(start["made"] / start["bare"], 2), "empty_house_in_our_libraries_seconds": start["stack"], "ratio_of_the_empty_house": round(start["stack"] / start["bare"], 2), "goal": 1.5, "reached": cold <= 1.5},
        {"row": 7, "what": "a web worker's memory after load", "MB": round(megabytes, 1), "goal": 90, "reached": megabytes <= 90},
    ]  # fmt: skip


def _sign_up_cost(server: Server, path: str, *, mail: bool) -> float:
    """CPU milliseconds of form, submit and confirmation page.

    The first four warm the server up, as for every row. ``mail`` gives an address too: then writing the letter, with its calendar entry, and
    putting it in the outbox is part of it; sending it is the worker's.
    """
    before = 0.0
    for number in range(-WARMING, SIGN_UPS):
        if number == 0:
            before = server.cpu_seconds()
        name = f"Buur {number}"
        reach = f"buur{number}@example.org" if mail else ""
        _sign_up(server, path, {"name": name, "reach": reach})
    return (server.cpu_seconds() - before) * 1000 / SIGN_UPS


def _sign_up(server: Server, path: str, person: dict[str, str]) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    # Everybody comes from a network of their own, or the flood guard would step in.
    browser.addheaders = [
        ("X-Forwarded-For", f"10.{randrange(250)}.{randrange(250)}.7")
    ]
    page = browser.open(server.address + path).read().decode()
    fields = {
        found.group(1): found.group(2)
        for found in re.finditer(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)
        if 'type="hidden"' in found.group(0)
    }
    fields |= {**person, "people": "1", "agreed": "y", "hear_answer": "y"}
    try:
        answer = browser.open(
            Request(server.address + path, urlencode(fields).encode())
        )
    except HTTPError as refused:
        raise SystemExit(
            "The sign-up was refused: " + refused.read().decode()
        ) from None
    if not answer.url.endswith("/signed-up"):
        raise SystemExit(f"The sign-up led to {answer.url}.")
    answer.read()


def _weight(server: Server, path: str) -> dict[str, Any]:
    """Compressed kilobytes and requests of html, css and js, as a browser asks them."""
    headers = {"Accept-Encoding": "gzip"}
    page = urlopen(Request(server.address + path)).read().decode()
    parts = re.findall(
        r'<link rel="stylesheet" href="([^"]+)"|<script[^>]* src="([^"]+)"', page
    )
    total = len(_squeezed(page.encode()))
    for css, js in parts:
        total += len(
            urlopen(Request(server.address + (css or js), headers=headers)).read()
        )
    return {"kB": round(total / 1000, 1), "requests": 1 + len(parts)}


def _squeezed(raw: bytes) -> bytes:
    import gzip

    return gzip.compress(raw, 6)


def _cold_starts(environment: dict[str, str], place: Place) -> dict[str, float]:
    """Seconds from starting the server to its first page; median of three, in turn.

    Ours twice: the page that was handed out before the restart, which lies on the
    shelf, and the municipality's page, which the house must make.
    """
    made = place.talk.partition("/talks/")[0]
    found: dict[str, list[float]] = {"ours": [], "made": [], "bare": [], "stack": []}
    for _ in range(3):
        with serving("wsgi:app", environment, made) as server:
            found["made"].append(server.seconds_to_first_page)
        with serving("dialogue.benches.stack:app", {}, "/page") as server:
            found["stack"].append(server.seconds_to_first_page)
        with serving("wsgi:app", environment, place.talk) as server:
            found["ours"].append(server.seconds_to_first_page)
        with serving("dialogue.benches.bare:app", {}, "/page") as server:
            found["bare"].append(server.seconds_to_first_page)
    return {name: middle(values) for name, values in found.items()}
