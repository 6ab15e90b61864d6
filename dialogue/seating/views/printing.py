"""Lists, wall plans and cards to print."""

from flask import Response, request

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.seating import paper
from dialogue.seating.showing import hall_of
from dialogue.seating.views.door import TABLES, desk_of, room


@room.page(TABLES + "/<kind>.pdf", needs=Permission.RUN_EVENING)
def print_tables(slug: str, session_id: int, kind: str) -> Response:
    """Table lists, the plan for on the wall, or a card for everybody."""
    if kind not in paper.SHEETS:
        raise NotHere
    town, dialogue_session = desk_of(slug, session_id)
    hall = hall_of(dialogue_session)
    large = request.args.get("large") == "1"
    answer = Response(
        paper.sheet(kind, dialogue_session, town.name, hall, clock.now(), large=large),
        content_type="application/pdf",
    )
    name = f"{kind}-{dialogue_session.ref}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
