"""Planning the tables: asked for, watched, stopped; and what a move would change."""

from datetime import timedelta
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.jobs import JobState
from dialogue.foundation.jobs.queries import latest_job
from dialogue.seating import actions, queries, rules
from dialogue.seating.actions.planning import JOB, job_subject
from dialogue.seating.asking import why_not
from dialogue.seating.people import as_key
from dialogue.seating.room import draw
from dialogue.seating.showing import hall_of
from dialogue.seating.views.door import (
    TABLES,
    open_desk_of,
    room,
    round_asked,
    to_tables,
)
from dialogue.seating.watching import watch

IMPOSSIBLE = 422
LOOK_AGAIN = "2"  # seconds
JUST_NOW = timedelta(minutes=5)  # whoever comes later has no need to hear it


@room.act(TABLES + "/plan", needs=Permission.SEAT_PEOPLE)
def plan(slug: str, session_id: int) -> ResponseReturnValue:
    """Ask for the best seating; an impossible room is refused at once, with why."""
    town, dialogue_session = open_desk_of(slug, session_id)
    hall = hall_of(dialogue_session)
    if not hall.people:
        return to_tables(slug, session_id)
    wishes = queries.wishes_of(dialogue_session)
    rules.check_round_open(hall.set_up.rounds, hall.set_up.locked_rounds)
    drawn = draw(hall, wishes, dialogue_session.languages[0]).in_open_rounds(hall)
    why = why_not(drawn.data)
    if why:
        page = render_template(
            "seating/impossible.html",
            municipality=town,
            dialogue_session=dialogue_session,
            reasons=why,
        )
        return page, IMPOSSIBLE
    another = request.form.get("another") == "1"
    actions.ask_to_plan(dialogue_session, another=another, now=clock.now())
    where = url_for("seating.planning", slug=slug, session_id=session_id)
    return redirect(where, 303)


@room.page(TABLES + "/planning", needs=Permission.SEAT_PEOPLE)
def planning(slug: str, session_id: int) -> ResponseReturnValue:
    """How far the planning is; the page looks again by itself."""
    town, dialogue_session = open_desk_of(slug, session_id)
    job = latest_job(job_subject(dialogue_session), JOB)
    if job is None or job.state is JobState.DONE:
        if job is not None and job.made_at + JUST_NOW > clock.now():
            undo = url_for("seating.undo", slug=slug, session_id=session_id)
            message: Any = {"text": _("The tables are planned."), "undo": undo}
            flash(message, "undo")
        return to_tables(slug, session_id)
    if job.state is JobState.FAILED:
        flash(job.sentence or _("The planning did not work. Try again."), "problem")
        return to_tables(slug, session_id)
    answer = make_response(
        render_template(
            "seating/planning.html",
            municipality=town,
            dialogue_session=dialogue_session,
            done=round(100 * job.done_share),
            waits=job.state is JobState.WAITING,
            stopping=queries.set_up_of(dialogue_session).stop_asked,
        )
    )
    answer.headers["Refresh"] = LOOK_AGAIN
    return answer


@room.act(TABLES + "/stop", needs=Permission.SEAT_PEOPLE)
def stop(slug: str, session_id: int) -> ResponseReturnValue:
    """Stop soon, and keep the best seating so far."""
    _town, dialogue_session = open_desk_of(slug, session_id)
    actions.ask_to_stop(dialogue_session)
    where = url_for("seating.planning", slug=slug, session_id=session_id)
    return redirect(where, 303)


@room.page(TABLES + "/what-if", needs=Permission.SEAT_PEOPLE)
def what_if(slug: str, session_id: int) -> ResponseReturnValue:
    """For the page's script: what changes at each table if somebody goes there."""
    _town, dialogue_session = open_desk_of(slug, session_id)
    turn, hall = round_asked(dialogue_session), hall_of(dialogue_session)
    one = hall.by_key.get(as_key(request.args.get("person")) or (0, 0))
    other = hall.by_key.get(as_key(request.args.get("with")) or (0, 0))
    if one is None:
        raise NotHere
    seen = watch(dialogue_session, hall)
    if other is not None:
        return {"swap": seen.if_swapped(one, other, turn)}
    return {"tables": seen.if_moved(one, turn)}
