"""The answer goes back to who asked for it; then the clock of forgetting starts."""

from collections.abc import Sequence
from datetime import datetime

from dialogue.council import letters, queries
from dialogue.council.models import Publication
from dialogue.council.queries import Ask
from dialogue.foundation.database import db
from dialogue.foundation.post import Channel
from dialogue.registrations.actions import note_answer_returned
from dialogue.registrations.actions.returning import answers_on_their_way, return_answer
from dialogue.reports.models import Report


def bring_back(
    report: Report, publication: Publication, fresh: Sequence[Ask], now: datetime
) -> None:
    """Queue what is new for every resident who asked, along their own channel."""
    waiting = [each for each in queries.asks_of(report) if each.answer is None]
    dialogue_session = report.dialogue_session
    if dialogue_session is None:
        # Each resident hears it once: with the report of their own evening.
        publication.returned_at = now
        db.session.flush()
        return

    def words(language: str, channel: Channel) -> tuple[str, str]:
        return letters.for_resident(dialogue_session, fresh, waiting, language, channel)

    told = return_answer(
        dialogue_session, words,
        mark=f"{report.id}:{publication.version}", now=now,
    )  # fmt: skip
    publication.mails = told.get(Channel.MAIL, 0)
    publication.letters = told.get(Channel.LETTER, 0)
    publication.calls = told.get(Channel.CALL, 0)
    db.session.flush()


def note_returned(now: datetime) -> int:
    """A sweep: of answers that are complete and brought to everybody, start the clock

    that deletes contact data. Returns how many; twice changes nothing.
    """
    done = 0
    for publication in queries.not_returned():
        report = queries.report_in(publication.municipality_id, publication.report_id)
        dialogue_session = report.dialogue_session
        if dialogue_session is None or answers_on_their_way(dialogue_session):
            continue
        publication.returned_at = now
        db.session.flush()
        note_answer_returned(dialogue_session.id, now)
        done += 1
    return done
