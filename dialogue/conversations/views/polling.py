"""The live state of a table: asked every few seconds, mostly answered with nothing.

A thousand phones ask it in the same evening, so "nothing new" is said on the doorstep:
one select in the driver's words, without waking the application.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2s
from typing import Final

from flask import Flask, Response, jsonify, request
from flask.blueprints import BlueprintSetupState
from flask_wtf.csrf import generate_csrf

from dialogue.access.permissions import Permission
from dialogue.conversations import queries, rules
from dialogue.conversations.views.door import room, seat
from dialogue.conversations.words import minutes_left, whole_minutes
from dialogue.foundation import clock, doorstep, links
from dialogue.foundation.asking import Question
from dialogue.foundation.language import chosen

ADDRESS: Final = "/table/here/state"
FRESH = 900  # seconds after which a phone gets a fresh secret for its forms
_STEP = re.compile(r"[0-9]{1,3}")
_QUERY = re.compile(r"(?:step=([0-9]{1,3}))?")  # anything else is for the application


def step_in(asked: str) -> int | None:
    """The number in ``?step=5``; None when the page follows the room."""
    return int(asked) if _STEP.fullmatch(asked) else None


@room.page(ADDRESS, needs=Permission.VISIT)
def state() -> Response:
    """What changed since: the minutes left and the step, with a tag to ask again."""
    now = clock.now()
    live = queries.live(seat())
    minutes = queries.step_minutes(live)
    order, seconds = _at(live, minutes, step_in(request.args.get("step", "")), now)
    answer = Response(mimetype="application/json")
    answer.set_etag(_tag(live, order, seconds, chosen(), now))
    answer.headers["Cache-Control"] = "no-store"
    answer.make_conditional(request)
    if answer.status_code == 200:
        data: bytes = jsonify(
            left=minutes_left(seconds), page=order, csrf=generate_csrf()
        ).data
        answer.set_data(data)
    return answer


@room.record
def _say_nothing_new_on_the_doorstep(setup: BlueprintSetupState) -> None:
    app: Flask = setup.app  # type: ignore[assignment]
    doorstep.put_poll(app, doorstep.Poll(ADDRESS, _Watch(app).tag))


class _Watch:
    """Knows the tag of the present state from what a browser brings along."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.rights = links.CookieReader(app, queries.TABLE)
        self.question: Question | None = None

    def tag(self, environ: doorstep.Environ, language: str) -> str | None:
        """The tag that ``state`` would give; None in doubt."""
        now = clock.now()
        talk_id = self.rights.subject(environ.get("HTTP_COOKIE", ""), now)
        asked = _QUERY.fullmatch(environ.get("QUERY_STRING", ""))
        if talk_id is None or asked is None:
            return None
        question = self.question = self.question or queries.live_question(self.app)
        row = question.ask({"talk": talk_id})
        if row is None:
            return None
        live = queries.Live(*question.values(row))
        minutes = queries.known_minutes(live)
        if minutes is None:
            return None
        order, seconds = _at(live, minutes, step_in(asked[1] or ""), now)
        return _tag(live, order, seconds, language, now)


def _at(
    live: queries.Live, minutes: Sequence[int], asked: int | None, now: datetime
) -> tuple[int, int]:
    """The step a phone looks at, and its seconds left."""
    order = live.step if asked is None else asked
    order = min(max(order, 1), len(minutes))
    if order != live.step or live.ended_at is not None:
        return order, minutes[order - 1] * 60
    return order, rules.seconds_left(
        minutes[order - 1], live.began_at, live.paused_at, live.held, now
    )


def _tag(
    live: queries.Live, order: int, seconds: int, language: str, now: datetime
) -> str:
    """Another one whenever the answer is, and once in a while for a fresh secret."""
    period = int(now.timestamp()) // FRESH
    mark = (
        live.talk_revision, live.evening_revision, order, whole_minutes(seconds),
        language, period,
    )  # fmt: skip
    return blake2s(repr(mark).encode(), digest_size=12).hexdigest()
