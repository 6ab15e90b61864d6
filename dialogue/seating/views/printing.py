"""Lists, wall plans and cards to print: at once, or in a job when people are many."""

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.jobs import Job, JobState
from dialogue.foundation.jobs.queries import is_busy, latest_job
from dialogue.foundation.language import chosen
from dialogue.municipalities.models import Municipality
from dialogue.seating import actions, paper, queries
from dialogue.seating.actions.printing import JOB, print_subject
from dialogue.seating.paper import Sheet
from dialogue.seating.showing import Hall, hall_of
from dialogue.seating.views.door import TABLES, open_desk_of, room
from dialogue.sessions.models import DialogueSession

LOOK_AGAIN = "2"  # seconds


@room.page(TABLES + "/<kind>.pdf", needs=Permission.SEAT_PEOPLE)
def print_tables(slug: str, session_id: int, kind: str) -> ResponseReturnValue:
    """Table lists, the plan for on the wall, or a card for everybody."""
    _town, dialogue_session, hall, wanted = _asked(slug, session_id, kind)
    if paper.is_quick(hall):
        pdf = paper.printed(wanted, clock.now())
    else:
        found = _kept(dialogue_session, wanted, kind)
        if found is None:
            return redirect(_page_of(slug, session_id, kind), 303)
        pdf = found
    answer = Response(pdf, content_type="application/pdf")
    name = f"{kind}-{dialogue_session.ref}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@room.form(TABLES + "/print/<kind>", needs=Permission.SEAT_PEOPLE)
def printing(slug: str, session_id: int, kind: str) -> ResponseReturnValue:
    """How far a paper for many people is; POST asks for it."""
    town, dialogue_session, hall, wanted = _asked(slug, session_id, kind)
    subject = print_subject(dialogue_session, kind, chosen(), large=_large())
    if request.method == "POST":
        if not is_busy(subject, JOB):
            actions.ask_to_print(
                dialogue_session, kind, chosen(), large=_large(), now=clock.now()
            )
        return redirect(_page_of(slug, session_id, kind), 303)
    job = latest_job(subject, JOB)
    busy = job is not None and job.state in {JobState.WAITING, JobState.RUNNING}
    ready = paper.is_quick(hall) or _kept(dialogue_session, wanted, kind) is not None
    answer = make_response(
        render_template(
            "seating/printing.html",
            municipality=town,
            dialogue_session=dialogue_session,
            kind=kind,
            large=_large(),
            people=len(hall.people),
            ready=ready and not busy,
            busy=busy,
            done=round(100 * job.done_share) if job else 0,
            trouble=_trouble(job),
        )
    )
    if busy:
        answer.headers["Refresh"] = LOOK_AGAIN
    return answer


def _asked(
    slug: str, session_id: int, kind: str
) -> tuple[Municipality, DialogueSession, Hall, Sheet]:
    if kind not in paper.SHEETS:
        raise NotHere
    town, dialogue_session = open_desk_of(slug, session_id)
    hall = hall_of(dialogue_session)
    return (
        town,
        dialogue_session,
        hall,
        paper.sheet(kind, dialogue_session, hall, large=_large()),
    )


def _large() -> bool:
    return request.args.get("large") == "1"


def _page_of(slug: str, session_id: int, kind: str) -> str:
    return url_for(
        "seating.printing",
        slug=slug,
        session_id=session_id,
        kind=kind,
        large=1 if _large() else None,
    )


def _kept(dialogue_session: DialogueSession, wanted: Sheet, kind: str) -> bytes | None:
    """What the worker printed, unless something changed since."""
    found = queries.paper_of(dialogue_session, kind, chosen(), large=_large())
    if found is None or found.of != wanted.of:
        return None
    return queries.pdf_of(dialogue_session, found)


def _trouble(job: Job | None) -> str:
    if job is None or job.state is not JobState.FAILED:
        return ""
    return job.sentence or _("The printing did not work. Try again.")
