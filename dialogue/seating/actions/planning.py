"""Planning with the optimiser: asked for here, carried out by the worker."""

from datetime import datetime
from time import monotonic
from typing import Any

from flask_babel import lazy_gettext as _l

from dialogue.foundation import jobs
from dialogue.foundation.database import db, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.seating import queries, rules
from dialogue.seating.actions.chairs import take_chairs
from dialogue.seating.actions.keeping import begin, set_out
from dialogue.seating.room import Drawn, draw
from dialogue.seating.showing import Hall, hall_of
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_by_id

JOB = "seat people"
LOOK_EVERY = 0.4  # seconds between looks whether somebody asked to stop


def job_subject(dialogue_session: DialogueSession) -> str:
    """By which the job of an evening is found."""
    return f"seating:{dialogue_session.id}"


def ask_to_plan(
    dialogue_session: DialogueSession, *, another: bool, now: datetime
) -> None:
    """Ask the worker for a seating. ``another``: begin from another shuffle.

    The same room, seed and effort give the same seating.
    """
    set_up = begin(dialogue_session, now)
    set_out(dialogue_session)
    rules.check_round_open(set_up.rounds, set_up.locked_rounds)
    set_up.stop_asked = False
    if another:
        set_up.seed += 1
    jobs.enqueue(
        JOB,
        job_subject(dialogue_session),
        now=now,
        municipality_id=dialogue_session.municipality_id,
    )


def ask_to_stop(dialogue_session: DialogueSession) -> None:
    """Stop soon, and keep the best seating found so far."""
    found = queries.set_up_of(dialogue_session)
    if found in db.session:
        found.stop_asked = True
        db.session.flush()


def carry_out(session_id: int, progress: jobs.Progress, now: datetime) -> None:
    """The job: search outside any transaction, then take the seating over at once."""
    dialogue_session = session_by_id(session_id)
    hall = hall_of(dialogue_session)
    rules.check_round_open(hall.set_up.rounds, hall.set_up.locked_rounds)
    drawn = draw(
        hall, queries.wishes_of(dialogue_session), dialogue_session.languages[0]
    ).in_open_rounds(hall)
    revision, seed, effort = (
        hall.set_up.revision, hall.set_up.seed, hall.set_up.effort,
    )  # fmt: skip
    seating = _search(drawn, hall, session_id, progress, seed, effort)
    with writing():
        dialogue_session = session_by_id(session_id)
        set_up = begin(dialogue_session, now)
        if set_up.revision != revision + 1:  # one more by beginning
            raise RuleBroken(
                _l(
                    "Somebody moved people or changed wishes while the tables were "
                    "planned. Plan once more."
                )
            )
        take_chairs(dialogue_session, drawn.chairs_from(seating), "plan", now=now)
        set_up.planned_at = now


def _search(
    drawn: Drawn,
    hall: Hall,
    session_id: int,
    progress: jobs.Progress,
    seed: int,
    effort: int,
) -> list[list[int]]:
    from dialogue.seating.optimiser.room import RoomInvalid
    from dialogue.seating.optimiser.search import Locked, plan

    room, seating = drawn.room, drawn.seating_of(hall)
    locked = Locked(
        seating,
        tables=frozenset(
            (turn, at)
            for turn in range(len(drawn.turns))
            for at, table in enumerate(hall.tables)
            if table.locked
        ),
    )
    db.session.rollback()  # nothing is held while we search
    looked = [monotonic()]
    asked = [False]

    def stop() -> bool:
        if monotonic() - looked[0] > LOOK_EVERY:
            looked[0] = monotonic()
            asked[0] = queries.stop_asked(session_id)
            db.session.rollback()
        return asked[0]

    def tell(share: float, _score: float) -> None:
        progress(share)

    try:
        found: Any = plan(
            room, seed=seed, effort=effort, on_progress=tell, stop=stop, locked=locked
        )
    except RoomInvalid as wrong:
        raise RuleBroken(
            _l("What is locked leaves no place for everybody. Unlock something.")
        ) from wrong
    lines: list[list[int]] = found.seating
    return lines
