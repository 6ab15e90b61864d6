"""What the doors of the seating room share."""

from collections.abc import Sequence
from typing import Any

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from dialogue.access.room import Room
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.seating import queries, rules
from dialogue.seating.wording import Told, hundred
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_in

room = Room("seating", __name__)
TABLES = "/<slug>/desk/talks/<int:session_id>/tables"


def desk_of(slug: str, session_id: int) -> tuple[Municipality, DialogueSession]:
    """The town and the dialogue session of a page on the desk; NotHere otherwise."""
    municipality = municipality_by_slug(slug)
    return municipality, session_in(municipality.id, session_id)


def open_desk_of(slug: str, session_id: int) -> tuple[Municipality, DialogueSession]:
    """The same as long as there are people to seat.

    Once the evening is over the tables themselves say so, and nothing is offered.
    """
    municipality, dialogue_session = desk_of(slug, session_id)
    if request.method == "GET" and rules.is_over(dialogue_session, clock.now()):
        abort(to_tables(slug, session_id))
    return municipality, dialogue_session


def round_asked(dialogue_session: DialogueSession) -> int:
    """The round of this page or form; the first by default."""
    text = request.values.get("round", "1")
    turn = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    if not 1 <= turn <= queries.set_up_of(dialogue_session).rounds:
        raise NotHere
    return turn


def number_asked(name: str) -> int:
    """A table number from the form; NotHere when it is none."""
    text = request.form.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise NotHere
    return int(text)


def to_tables(slug: str, session_id: int, turn: int = 1) -> BaseResponse:
    """Back to the room plan."""
    more: dict[str, Any] = {"round": turn} if turn > 1 else {}
    where = url_for("seating.tables", slug=slug, session_id=session_id, **more)
    return redirect(where, 303)


def wants_json() -> bool:
    """Whether the page's script asks (and not a form)."""
    return request.accept_mimetypes.best == "application/json"


@room.app_template_global()
def bar_rows(told: Sequence[Told]) -> list[list[Any]]:
    """The bars of a page as rows of a table: line, chance, now, best."""
    return [
        [each.name, hundred(bar.chance), hundred(bar.achieved), hundred(bar.best)]
        for each in told
        if (bar := each.bar)
    ]
