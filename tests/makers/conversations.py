"""Makers for the conversations room, through its own actions."""

from itertools import count
from typing import Any

from dialogue.conversations import actions, queries, rules
from dialogue.conversations.models import (
    Confirmation,
    Contribution,
    Evening,
    Kind,
    QuoteConsent,
    TableTalk,
)
from dialogue.foundation import clock
from dialogue.foundation.database import db
from dialogue.guides.format import Step
from dialogue.sessions.models import DialogueSession

_next = count(1)


def make_evening(
    dialogue_session: DialogueSession,
    *,
    tables: int | None = None,
    present: int | None = 7,
    sides: tuple[str, ...] = (),
) -> Evening:
    """An evening with its tables, people sitting at each."""
    evening = actions.prepare_evening(
        dialogue_session,
        tables=tables or dialogue_session.tables,
        now=clock.now(),
        sides=sides,
    )
    if present is not None:
        for talk in queries.talks_of(evening):
            actions.set_present(talk, present)
    return evening


def make_table_talk(evening: Evening, number: int = 1) -> TableTalk:
    """One table of an evening that was prepared."""
    return queries.talk_in(evening.municipality_id, evening, number)


def make_contribution(
    talk: TableTalk,
    kind: Kind = Kind.EXPERIENCE,
    text: str = "Een buur bracht soep.",
    *,
    outcome: Confirmation = Confirmation.CONFIRMED,
    becomes: str = "",
    quote: QuoteConsent | None = None,
    minority: bool = False,
    reason: str = "",
    cards: dict[str, tuple[int, int, int]] | None = None,
    **more: Any,
) -> Contribution:
    """A sentence written in the step of its kind, and read back unless ``outcome`` is WRITTEN."""
    step = step_of(talk, kind)
    words = rules.Words(kind, text, reason="" if minority else reason, **more)
    found = actions.write(talk, step, words, client_key=f"made-{next(_next)}")
    if cards is not None:
        actions.count_cards(found, rules.Cards(cards))
    if outcome is not Confirmation.WRITTEN:
        answer = rules.ReadBack(outcome, becomes, quote, minority, reason)
        actions.read_back(found, answer)
    return found


def step_of(talk: TableTalk, kind: Kind) -> Step:
    """The first step of the guide in which this kind may be written."""
    guide = queries.guide_of(queries.session_of(talk.evening))
    return next(
        step for step in guide.steps if kind in rules.written_fields(step, guide)
    )


def make_measure_slips(
    evening: Evening,
    measure: str = "feeling-heard",
    moment: str = "after",
    **values: int,
) -> None:
    """Slips: ``make_measure_slips(evening, v4=14, v5=15)``."""
    actions.add_slips(
        evening,
        measure,
        moment,
        {int(name[1:]): number for name, number in values.items()},
    )
    db.session.flush()
