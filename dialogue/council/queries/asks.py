"""Requests with what the council says to them, and the answers that went out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from dialogue.conversations.queries import evening_of, progress_of
from dialogue.council import rules
from dialogue.council.models import AnswerDraft, CouncilAnswer, Publication
from dialogue.foundation.database import all_of, everywhere, within
from dialogue.foundation.errors import NotHere
from dialogue.outcomes import queries as harvest
from dialogue.outcomes.models import CouncilRequest
from dialogue.reports.models import Report, ReportState
from dialogue.reports.queries import requests_in, town_reports_with
from dialogue.sessions.models import DialogueSession


@dataclass(frozen=True, slots=True)
class Ask:
    """A request with what the council says to it."""

    number: int  # in this report
    request: CouncilRequest
    tables: int
    tables_held: int  # at its evening
    draft: AnswerDraft | None
    answer: CouncilAnswer | None

    @property
    def owed_on(self) -> date | None:
        """The day an answer is owed; None when it was given."""
        return rules.owed_on(self.request.answer_due, self.answer)


def answered_at(report: Report) -> datetime | None:
    """When the last answer was given; None while one is owed."""
    asks = asks_of(report)
    if any(each.owed_on is not None for each in asks):
        return None
    given = [each.answer.given_at for each in asks if each.answer is not None]
    return max(given, default=None)


def asks_of(report: Report) -> list[Ask]:
    """The requests of a report by number, with drafts and published answers."""
    found = requests_in(report)
    held = {each.id: tables_held(each) for each in report.evenings}
    ids = [each.id for _, each in found]
    drafts = {
        each.council_request_id: each
        for each in all_of(
            within(
                report.municipality_id,
                select(AnswerDraft).where(AnswerDraft.council_request_id.in_(ids)),
            )
        )
    }
    answers = {
        each.council_request_id: each
        for each in all_of(
            within(
                report.municipality_id,
                select(CouncilAnswer).where(CouncilAnswer.council_request_id.in_(ids)),
            )
        )
    }
    return [
        Ask(
            number,
            each,
            len(harvest.tables_behind(each)),
            held[each.dialogue_session_id],
            drafts.get(each.id),
            answers.get(each.id),
        )
        for number, each in found
    ]


def reports_with(requests: Sequence[CouncilRequest]) -> list[Report]:
    """The issued reports that hold any of these requests, of one evening first."""
    numbers = {each.dialogue_session_id for each in requests}
    town = requests[0].municipality_id
    own: Sequence[Report] = all_of(
        within(
            town,
            select(Report)
            .where(
                Report.dialogue_session_id.in_(sorted(numbers)),
                Report.state != ReportState.DRAFT,
            )
            .order_by(Report.id),
        )
    )
    return [*own, *town_reports_with(town, numbers)]


def ask_in(report: Report, number: int) -> Ask:
    """One request of a report; NotHere otherwise."""
    for each in asks_of(report):
        if each.number == number:
            return each
    raise NotHere


def tables_held(dialogue_session: DialogueSession) -> int:
    """At how many tables people talked."""
    evening = evening_of(dialogue_session)
    tables = progress_of(evening) if evening else ()
    return sum(bool(each.present or each.written or each.confirmed) for each in tables)


def publications_of(report: Report) -> Sequence[Publication]:
    """The times answers went out, the first first."""
    found: Sequence[Publication] = all_of(
        within(
            report.municipality_id,
            select(Publication)
            .where(Publication.report_id == report.id)
            .order_by(Publication.id),
        )
    )
    return found


def not_returned() -> Sequence[Publication]:
    """Publications that answered everything and are still on their way to people."""
    found: Sequence[Publication] = all_of(
        everywhere(
            select(Publication).where(
                Publication.returned_at.is_(None),
                Publication.answered >= Publication.asked,
            )
        )
    )
    return found
