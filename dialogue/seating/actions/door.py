"""At the door: who stays away, who walks in, what closes; three plans, one is taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from dialogue.foundation.database import db
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.seating import queries
from dialogue.seating.actions.chairs import take_chairs
from dialogue.seating.actions.keeping import begin, write
from dialogue.seating.models import SeatingProposal, SeatingSetUp
from dialogue.seating.room import Drawn
from dialogue.sessions.models import DialogueSession


def keep_proposals(
    dialogue_session: DialogueSession,
    drawn: Drawn,
    answers: Sequence[Any],
    *,
    closed: Sequence[int],
    unhosted: Sequence[int],
    revision: int,
    now: datetime,
) -> None:
    """Keep the plans that the optimiser proposed until one is chosen.

    ``revision`` is that of the room they were made for.
    """
    set_up = begin(dialogue_session, now)
    _check_as_it_was(set_up, revision)
    _drop(dialogue_session)
    by_name = {
        one["id"]: key
        for one, key in zip(drawn.data["people"], drawn.keys, strict=True)
    }
    for answer in answers:
        chairs = [
            [*by_name[name], turn, int(answer["tables"][line[at]])]
            for turn, line in zip(drawn.turns, answer["seating"], strict=True)
            for at, name in enumerate(answer["people"])
            if line[at] >= 0
        ]
        db.session.add(
            SeatingProposal(
                municipality_id=dialogue_session.municipality_id,
                dialogue_session_id=dialogue_session.id,
                name=answer["name"],
                chairs=chairs,
                closed=list(closed),
                unhosted=list(unhosted),
                for_revision=set_up.revision,
            )
        )
    write(dialogue_session, "planned at the door", now, len(answers))


def choose_proposal(
    dialogue_session: DialogueSession, name: str, *, now: datetime
) -> int:
    """Take one plan over; returns how many places changed. Locked rounds stay."""
    set_up = begin(dialogue_session, now)
    plans = {each.name: each for each in queries.proposals_of(dialogue_session)}
    if name not in plans:
        raise NotHere
    plan = plans[name]
    _check_as_it_was(set_up, plan.for_revision)
    seating = {
        ((registration, person), turn): number
        for registration, person, turn, number in plan.chairs
        if turn not in set_up.locked_rounds
    }
    moved = take_chairs(
        dialogue_session,
        seating,
        "door",
        now=now,
        closed=plan.closed,
        unhosted=plan.unhosted,
    )
    _drop(dialogue_session)
    return moved


def drop_proposals(dialogue_session: DialogueSession, *, now: datetime) -> None:
    """No plan is chosen."""
    begin(dialogue_session, now)
    _drop(dialogue_session)


def _check_as_it_was(set_up: SeatingSetUp, revision: int) -> None:
    if set_up.revision != revision + 1:  # one more by beginning
        raise RuleBroken(
            _l("Somebody changed the tables meanwhile. Ask for new plans.")
        )


def _drop(dialogue_session: DialogueSession) -> None:
    db.session.execute(
        delete(SeatingProposal)
        .where(SeatingProposal.dialogue_session_id == dialogue_session.id)
        .execution_options(
            synchronize_session=False, scope=dialogue_session.municipality_id
        )
    )
    db.session.flush()
