"""Lists, wall plans and cards to print: at once, or in a job when people are many."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.printing import Wanted, doors
from dialogue.municipalities.models import Municipality
from dialogue.seating import rules
from dialogue.seating.actions.printing import PAPERS
from dialogue.seating.views.door import TABLES, open_desk_of, room
from dialogue.sessions.models import DialogueSession


@room.page(TABLES + "/<kind>.pdf", needs=Permission.SEAT_PEOPLE)
def print_tables(slug: str, session_id: int, kind: str) -> ResponseReturnValue:
    """Table lists, the plan for on the wall, or a card for everybody."""
    _town, dialogue_session, wanted = _asked(slug, session_id, kind)
    page = _to("printing", slug, session_id, kind)
    return doors.hand_out(wanted, page, f"{kind}-{dialogue_session.ref}")


@room.form(TABLES + "/print/<kind>", needs=Permission.SEAT_PEOPLE)
def printing(slug: str, session_id: int, kind: str) -> ResponseReturnValue:
    """How far a paper for many people is; POST asks for it."""
    town, dialogue_session, wanted = _asked(slug, session_id, kind)
    if request.method == "POST":
        rules.check_can_seat(dialogue_session, clock.now())
    return doors.progress_page(
        wanted,
        _to("printing", slug, session_id, kind),
        title=_title(kind),
        pdf=_to("print_tables", slug, session_id, kind),
        back={
            "text": _("Tables"),
            "href": url_for("seating.tables", slug=slug, session_id=session_id),
        },
        note=_("Only names and tables come on paper."),
        here="tables",
        municipality=town,
        dialogue_session=dialogue_session,
    )


def _title(kind: str) -> str:
    name = {
        "tables": _("Lists for on the tables"),
        "wall": _("Plan for on the wall"),
        "cards": _("A card for everybody"),
    }[kind]
    return f"{name}: " + str(_("large print")) if _large() else str(name)


def _asked(
    slug: str, session_id: int, kind: str
) -> tuple[Municipality, DialogueSession, Wanted]:
    if kind not in PAPERS:
        raise NotHere
    town, dialogue_session = open_desk_of(slug, session_id)
    wanted = Wanted(PAPERS[kind], session_id, clock.now(), large=_large())
    return town, dialogue_session, wanted


def _large() -> bool:
    return request.args.get("large") == "1"


def _to(endpoint: str, slug: str, session_id: int, kind: str) -> str:
    return url_for(
        f"seating.{endpoint}",
        slug=slug,
        session_id=session_id,
        kind=kind,
        large=1 if _large() else None,
    )
