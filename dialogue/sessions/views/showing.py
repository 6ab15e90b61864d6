"""The first stop of a dialogue session on the desk."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.language import NAMES
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.sessions import flyer, queries, seats
from dialogue.sessions.filling import guide_label
from dialogue.sessions.forms import VISIBILITIES
from dialogue.sessions.invitation import hours_of
from dialogue.sessions.models import DialogueSession, Stage
from dialogue.sessions.views.door import place_in_short, room
from dialogue.sessions.words import listed


@room.page("/<slug>/desk/talks/<int:session_id>/plan", needs=Permission.SEE_DESK)
def plan(slug: str, session_id: int) -> ResponseReturnValue:
    """The first stop: what it says, how people find it, what one can do with it."""
    now = clock.now()
    site = str(current_app.extensions["settings"].public_url)
    municipality = municipality_by_slug(slug)
    dialogue_session = queries.session_in(municipality.id, session_id)
    return render_template(
        "sessions/plan.html",
        municipality=municipality,
        dialogue_session=dialogue_session,
        figures=seats.seat_counts([dialogue_session])[dialogue_session.id],
        staff=queries.staff_of(dialogue_session),
        same_evening=queries.same_evening(dialogue_session),
        hours=hours_of(dialogue_session.starts_at, dialogue_session.ends_at),
        place_words=place_words(dialogue_session),
        spoken=listed([NAMES.get(code, code) for code in dialogue_session.languages]),
        who_finds=VISIBILITIES[dialogue_session.visibility],
        typed=flyer.typed_address(dialogue_session.ref, site),
        guide=guide_label(dialogue_session.guide_version),
        over=dialogue_session.ends_at <= now,
        draft=dialogue_session.stage is Stage.DRAFT,
        cancelled=dialogue_session.stage is Stage.CANCELLED,
    )


def place_words(dialogue_session: DialogueSession) -> str:
    """Where it is in full, for people at the desk."""
    venue = dialogue_session.venue
    if venue is None:
        return dialogue_session.online_link or place_in_short(dialogue_session)
    parts = (venue.name, venue.street, venue.town, dialogue_session.place_note)
    return ", ".join(part for part in parts if part)
