"""Requests with what the council says to them, and the answers that went out."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import select

from dialogue.conversations.queries import evening_of, progress_of
from dialogue.council import rules
from dialogue.council.models import AnswerDraft, CouncilAnswer, Publication
from dialogue.foundation.database import all_of, everywhere, within
from dialogue.foundation.errors import NotHere
from dialogue.outcomes import queries as harvest
from dialogue.outcomes.models import CouncilRequest
from dialogue.reports.models import Report, ReportState
from dialogue.reports.queries import (
    Asking,
    asked_together,
    requests_in,
    town_reports_with,
)
from dialogue.sessions.models import DialogueSession


class Ask(Struct, frozen=True):
    """A request with what the council says to it.

    ``together`` are all requests of evenings that are one question with it, in this
    report or in another that is out: whoever answers it answers them all.
    """

    number: int  # in this report
    request: Asking
    tables: int
    tables_held: int  # at its evenings
    draft: AnswerDraft | None
    answer: CouncilAnswer | None
    together: tuple[CouncilRequest, ...]

    @property
    def elsewhere(self) -> int:
        """How many evenings outside this report hear the same answer."""
        here = {each.dialogue_session_id for each in self.request.parts}
        return len({each.dialogue_session_id for each in self.together} - here)

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
    found, town = requests_in(report), report.municipality_id
    heaps = asked_together(town, [part.id for each in found for part in each.parts])
    every = frozenset[int]().union(*heaps.values())
    requests = {each.id: each for each in harvest.requests_by_id(town, every)}
    held = {each.id: tables_held(each) for each in report.evenings}
    drafts = {each.council_request_id: each for each in drafts_for(town, every)}
    answers = {each.council_request_id: each for each in answers_for(town, every)}

    def ask(each: Asking) -> Ask:
        together = sorted(
            frozenset[int]().union(*(heaps[part.id] for part in each.parts))
        )
        given = [answers.get(part.id) for part in each.parts]
        return Ask(
            each.number,
            each,
            sum(len(harvest.tables_behind(part)) for part in each.parts),
            sum(held[one] for one in {part.dialogue_session_id for part in each.parts}),
            next((drafts[one] for one in together if one in drafts), None),
            None if None in given else given[0],
            tuple(requests[one] for one in together),
        )

    return [ask(each) for each in found]


def drafts_for(town: int, request_ids: Collection[int]) -> Sequence[AnswerDraft]:
    """The answers to these requests that were not sent yet."""
    wanted = AnswerDraft.council_request_id.in_(sorted(request_ids))
    return all_of(within(town, select(AnswerDraft).where(wanted)))


def answers_for(town: int, request_ids: Collection[int]) -> Sequence[CouncilAnswer]:
    """The answers to these requests that went out."""
    wanted = CouncilAnswer.council_request_id.in_(sorted(request_ids))
    return all_of(within(town, select(CouncilAnswer).where(wanted)))


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
