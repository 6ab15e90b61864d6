"""Who hosts tables: their evenings, tonight's first, and a table to sit down at."""

from flask import render_template
from flask.typing import ResponseReturnValue
from msgspec import Struct

from dialogue.access.permissions import Permission
from dialogue.conversations import queries, rules
from dialogue.conversations.models import Evening, TableTalk
from dialogue.conversations.views.door import (
    DESK,
    back_to,
    desk_of,
    evening_at,
    room,
    sit_down,
)
from dialogue.foundation import clock
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import published_since


class Hosted(Struct, frozen=True):
    """One evening as a table host sees it."""

    dialogue_session: DialogueSession
    evening: Evening | None
    tables: tuple[TableTalk, ...]


@room.page("/<slug>/desk/evenings", needs=Permission.RUN_EVENING)
def evenings(slug: str) -> str:
    """Tonight, what comes, and what was: with the tables that can be opened."""
    town, now = municipality_by_slug(slug), clock.now()
    heaps = rules.by_day(published_since(town.id, now - rules.OPEN_AFTER), now)
    return render_template(
        "conversations/evenings.html",
        municipality=town,
        tonight=[_hosted(each) for each in heaps.tonight],
        coming=[_hosted(each, opens=False) for each in heaps.coming],
        over=[_hosted(each) for each in heaps.over],
    )


def _hosted(dialogue_session: DialogueSession, *, opens: bool = True) -> Hosted:
    found = queries.evening_of(dialogue_session)
    tables = tuple(queries.talks_of(found)) if found and opens else ()
    return Hosted(dialogue_session, found, tables)


@room.act(DESK + "/tables/<int:number>/sit", needs=Permission.RUN_EVENING)
def sit(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """Whoever is signed in and may run evenings needs no card and no code."""
    town, dialogue_session = desk_of(slug, session_id)
    rules.check_can_enter(dialogue_session.ends_at, clock.now())
    sit_down(queries.talk_in(town.id, evening_at(dialogue_session), number))
    return back_to("here")
