"""The door of the conversations room, and what a browser at a table may do."""

from datetime import timedelta
from typing import Any, Final

from flask import jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.room import Room
from dialogue.conversations import queries
from dialogue.conversations.models import Evening, TableTalk
from dialogue.foundation import clock, links
from dialogue.foundation.errors import NotHere
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_in

room = Room("conversations", __name__)
LASTS: Final = timedelta(hours=8)  # a table stays open through a long evening
DESK = "/<slug>/desk/talks/<int:session_id>/evening"


class NotAtTable(Exception):
    """This browser is at no table (any more)."""


def sit_down(talk: TableTalk) -> None:
    """From now on this browser writes for one table."""
    links.grant(queries.TABLE, talk.id, now=clock.now(), lasts=LASTS)


def seat() -> str:
    """The id of the table this browser is at; NotAtTable when it is at none."""
    found = links.granted(queries.TABLE, now=clock.now())
    if found is None:
        raise NotAtTable
    return found


def talk_here() -> TableTalk:
    """The table this browser is at."""
    try:
        return queries.talk_by_id(seat())
    except NotHere:
        raise NotAtTable from None


def stand_up() -> None:
    """This browser is at no table any more."""
    links.take_back(queries.TABLE)


@room.errorhandler(NotAtTable)
def turn_away(_error: NotAtTable) -> ResponseReturnValue:
    """Back to the entry; a script is told in its own words and keeps its sentence."""
    if wants_json():
        sentence = _("This table is not open on this device. Scan the card again.")
        return jsonify(sentence=sentence), 401
    return redirect(url_for("conversations.table"), 303)


def wants_json() -> bool:
    """Whether a script asks (it says what it understands), not a person."""
    return request.accept_mimetypes.best == "application/json"


def desk_of(slug: str, session_id: int) -> tuple[Municipality, DialogueSession]:
    """The town and the dialogue session of a page on the desk; NotHere otherwise."""
    municipality = municipality_by_slug(slug)
    return municipality, session_in(municipality.id, session_id)


def evening_at(dialogue_session: DialogueSession) -> Evening:
    """The evening of a dialogue session; NotHere before it was prepared."""
    found = queries.evening_of(dialogue_session)
    if found is None:
        raise NotHere
    return found


def back_to(endpoint: str, **values: Any) -> ResponseReturnValue:
    """See other: after a POST the browser asks for a page."""
    return redirect(url_for(f"conversations.{endpoint}", **values), 303)
