"""What the doors of the registrations room share."""

from flask import current_app

from dialogue.access.room import Room
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_in

room = Room("registrations", __name__)


def desk_of(slug: str, session_id: int) -> tuple[Municipality, DialogueSession]:
    """The town and the dialogue session of a page on the desk; NotHere otherwise."""
    municipality = municipality_by_slug(slug)
    return municipality, session_in(municipality.id, session_id)


def site() -> str:
    """The public address of this house."""
    return str(current_app.extensions["settings"].public_url)
