"""Who came, who was asked, and when people are forgotten: pure."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken
from dialogue.registrations.rules.signing import LONGEST_KEPT, MOST_ASKED
from dialogue.sessions.models import DialogueSession, Stage, Visibility


def check_came(came: int, people: int) -> None:
    """As many came as signed up, or fewer; others are walk-ins."""
    if not 0 <= came <= people:
        raise RuleBroken(
            _l("More people came than signed up together? Add the others as walk-ins.")
        )


def check_can_walk_in(dialogue_session: DialogueSession, now: datetime) -> None:
    """People walk in on the day itself."""
    if dialogue_session.stage is not Stage.PUBLISHED:
        raise RuleBroken(_l("This conversation is not held."))
    if now < dialogue_session.starts_at - timedelta(hours=12):
        raise RuleBroken(
            _l("It is not the day yet. Put them in the list: then they have a seat.")
        )


def check_invited(asked: int, reached: int) -> None:
    """Nobody is reached who was not asked."""
    if not 0 <= asked <= MOST_ASKED:
        raise RuleBroken(
            _l("Fill in a number from 0 to %(most)d.", most=MOST_ASKED), field="asked"
        )
    if not 0 <= reached <= asked:
        raise RuleBroken(
            _l("You cannot reach more people than you asked."), field="reached"
        )


def forget_at(
    dialogue_session: DialogueSession, answered_at: datetime | None, kept_days: int
) -> datetime:
    """When people are forgotten.

    The clock starts when the answer went back along everyone's own channel; at the
    end of an evening that gets no report (closed or cancelled), and in any case a
    year after the evening: an answer that never comes is no reason to keep people.
    """
    kept = timedelta(days=kept_days)
    if answered_at is not None:
        return answered_at + kept
    closed = dialogue_session.visibility is Visibility.CLOSED
    if closed or dialogue_session.stage is Stage.CANCELLED:
        return dialogue_session.ends_at + kept
    return dialogue_session.ends_at + LONGEST_KEPT
