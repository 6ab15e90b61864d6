"""Printing for many people: asked for here, printed by the worker, kept sealed."""

from base64 import b64encode
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from dialogue.foundation import jobs
from dialogue.foundation.database import EVERYWHERE, db, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import speaking
from dialogue.foundation.paper import PaperRefused
from dialogue.registrations.sealed import key_of
from dialogue.seating import paper, queries, rules
from dialogue.seating.actions.keeping import hold
from dialogue.seating.models import SeatingPaper
from dialogue.seating.showing import hall_of
from dialogue.sessions.models import DialogueSession

JOB = "print seating"
KEPT = timedelta(hours=12)  # long enough to fetch; then it is made anew


def print_subject(
    dialogue_session: DialogueSession, kind: str, language: str, *, large: bool
) -> str:
    """By which the job of one paper is found: ``seating-paper:12:wall:0:nl``."""
    return f"seating-paper:{dialogue_session.id}:{kind}:{int(large)}:{language}"


def ask_to_print(
    dialogue_session: DialogueSession,
    kind: str,
    language: str,
    *,
    large: bool,
    now: datetime,
) -> None:
    """Ask the worker for a paper."""
    rules.check_can_seat(dialogue_session, now)
    jobs.enqueue(
        JOB,
        print_subject(dialogue_session, kind, language, large=large),
        now=now,
        municipality_id=dialogue_session.municipality_id,
    )


def carry_out_print(subject_ref: str, progress: jobs.Progress, now: datetime) -> None:
    """The job: print outside any transaction, then keep it sealed.

    What changed meanwhile is not kept: its people may be wiped.
    """
    _word, session_id, kind, large, language = subject_ref.split(":")
    dialogue_session = queries.session_by_id(int(session_id))
    rules.check_can_seat(dialogue_session, now)

    def sheet() -> paper.Sheet:
        hall = hall_of(dialogue_session)
        return paper.sheet(kind, dialogue_session, hall, large=large == "1")

    with speaking(language):
        wanted = sheet()
        db.session.rollback()  # nothing is held while we print
        try:
            pdf = paper.printed(
                wanted, now, lambda step, steps: progress(step / (steps + 1))
            )
        except PaperRefused as no:
            raise RuleBroken(no.sentence) from no
    with writing(), speaking(language):
        dialogue_session = queries.session_by_id(int(session_id))
        hold(dialogue_session, now)
        if sheet().of != wanted.of:  # of somebody who is wiped by now, for instance
            raise RuleBroken(
                _l("The tables changed while this was made. Make it once more.")
            )
        kept = queries.paper_of(dialogue_session, kind, language, large=large == "1")
        if kept is None:
            kept = SeatingPaper(
                municipality_id=dialogue_session.municipality_id,
                dialogue_session_id=dialogue_session.id,
                kind=kind,
                large=large == "1",
                language=language,
            )
            db.session.add(kept)
        kept.of, kept.made_at = wanted.of, now
        db.session.flush()
        kept.content = key_of(dialogue_session).seal(
            b64encode(pdf).decode(), queries.paper_place(kept)
        )


def drop_old_papers(now: datetime) -> None:
    """A sweep: what was printed half a day ago."""
    old = delete(SeatingPaper).where(SeatingPaper.made_at < now - KEPT)
    db.session.execute(
        old.execution_options(synchronize_session=False, scope=EVERYWHERE)
    )
