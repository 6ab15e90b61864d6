"""Deleting who sat where, what people said to be mixed by, and what was wished."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update

from dialogue.foundation.database import db
from dialogue.foundation.printing.keeping import forget_papers
from dialogue.registrations.models import Registration
from dialogue.seating import queries
from dialogue.seating.models import (
    WHO_SAT,
    Chair,
    DialogueTable,
    SeatingNote,
    SeatingProposal,
    SeatingSetUp,
    SeatingStep,
    SeatingWish,
)
from dialogue.sessions.models import DialogueSession

AFTER = timedelta(hours=18)  # the morning after, nobody needs to know who sat where


def forget_seating(dialogue_session: DialogueSession) -> None:
    """Only the tables stay, without their hosts. Twice changes nothing."""
    town = dialogue_session.municipality_id
    quiet = {"synchronize_session": False, "scope": town}
    for model in WHO_SAT:
        db.session.execute(
            delete(model)
            .where(model.dialogue_session_id == dialogue_session.id)
            .execution_options(**quiet)
        )
    db.session.execute(
        update(DialogueTable)
        .where(DialogueTable.dialogue_session_id == dialogue_session.id)
        .values(host_name="")
        .execution_options(**quiet)
    )
    db.session.execute(
        update(SeatingSetUp)
        .where(SeatingSetUp.dialogue_session_id == dialogue_session.id)
        .values(streets=[], statement="")
        .execution_options(**quiet)
    )
    forget_papers("session", dialogue_session.id)
    db.session.flush()
    db.session.expire_all()


def forget_person(registration: Registration) -> None:
    """One person's chair, what they told, and wishes about them."""
    dialogue_session = registration.dialogue_session
    quiet = {
        "synchronize_session": False, "scope": registration.municipality_id,
    }  # fmt: skip
    about = [
        each.id
        for each in queries.wishes_of(dialogue_session)
        if any(key[0] == registration.id for key in each.about)
    ]
    of_all = (SeatingStep, SeatingProposal)
    for gone in (
        *(delete(model).where(model.registration_id == registration.id)
          for model in (Chair, SeatingNote)),
        delete(SeatingWish).where(SeatingWish.id.in_(about)),
        *(delete(model).where(model.dialogue_session_id == dialogue_session.id)
          for model in of_all),
    ):  # fmt: skip
        db.session.execute(gone.execution_options(**quiet))
    db.session.flush()
    db.session.expire_all()


def forget_when_over(now: datetime) -> int:
    """A sweep: the seating of every evening that is over for a night; how many."""
    over = queries.over_since(now - AFTER)
    for dialogue_session in over:
        forget_seating(dialogue_session)
    return len(over)
