"""Reading deliveries, drafts and answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from dialogue.conversations.queries import evening_of, progress_of
from dialogue.council import rules
from dialogue.council.models import AnswerDraft, CouncilAnswer, Delivery, Publication
from dialogue.foundation import links, post
from dialogue.foundation.database import all_of, db, everywhere, one, within
from dialogue.foundation.errors import NotHere
from dialogue.foundation.post import Message
from dialogue.outcomes import queries as harvest
from dialogue.outcomes.models import CouncilRequest
from dialogue.reports.models import Report, ReportState
from dialogue.reports.queries import requests_in, town_reports_with
from dialogue.sessions.models import DialogueSession

PURPOSE = "clerk"  # of the personal link


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom a report was handed, readable."""

    name: str
    mail: str


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


def link_token(key: str, link_number: int) -> str:
    """The secret of a delivery's link, 256 bits: derived, never stored."""
    return post.vault().fingerprint(f"{key} {link_number}", "clerk token")


def link_hash(token: str, municipality_id: int) -> str:
    """By which a link is found: for this purpose in this municipality only."""
    return links.link_hash(token, PURPOSE, municipality_id)


def place_of(delivery: Delivery, name: str) -> str:
    """Where a sealed value of a delivery belongs."""
    return f"delivery.{name}:{delivery.key}:{delivery.municipality_id}"


def receiver_of(delivery: Delivery) -> Receiver:
    """Name and mail of whom a report was handed to; empty once forgotten."""
    if delivery.receiver is None or delivery.mail is None:
        return Receiver("", "")
    vault = post.vault()
    return Receiver(
        vault.open(delivery.receiver, place_of(delivery, "receiver")).decode(),
        vault.open(delivery.mail, place_of(delivery, "mail")).decode(),
    )


def ref_of(delivery: Delivery) -> str:
    """How the outbox and the journal name a delivery."""
    return f"delivery:{delivery.id}"


def report_behind(message: Message) -> Report | None:
    """The report that a message to a clerk is about; None when it is gone."""
    number = message.subject_ref.partition(":")[2]
    if message.municipality_id is None:
        return None
    try:
        delivery = delivery_in(message.municipality_id, int(number))
        return report_in(message.municipality_id, delivery.report_id)
    except NotHere:
        return None


def was_queued(dedupe: str) -> bool:
    """Whether a message was put in the outbox before."""
    found = db.session.scalar(select(Message.id).where(Message.dedupe == dedupe))
    return found is not None


def delivery_by_token(municipality_id: int, token: str) -> Delivery | None:
    """The delivery whose link this is, in this town, working or not."""
    found: Delivery | None = db.session.scalar(
        within(
            municipality_id,
            select(Delivery).where(
                Delivery.link_hash == link_hash(token, municipality_id)
            ),
        )
    )
    return found


def delivery_in(municipality_id: int, delivery_id: int) -> Delivery:
    """A delivery of this town, or NotHere."""
    found: Delivery = one(
        within(municipality_id, select(Delivery).where(Delivery.id == delivery_id))
    )
    return found


def deliveries_of(report: Report) -> Sequence[Delivery]:
    """To whom a report was handed, the first first."""
    found: Sequence[Delivery] = all_of(
        within(
            report.municipality_id,
            select(Delivery)
            .where(Delivery.report_id == report.id)
            .order_by(Delivery.id),
        )
    )
    return found


def _works(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Delivery.withdrawn_at.is_(None),
        Delivery.forgotten_at.is_(None),
        Delivery.expires_at > now,
    )


def deliveries_in(municipality_id: int, now: datetime) -> Sequence[Delivery]:
    """Deliveries of a town whose link works, the newest first."""
    found: Sequence[Delivery] = all_of(
        within(
            municipality_id,
            select(Delivery).where(*_works(now)).order_by(Delivery.id.desc()),
        )
    )
    return found


def open_deliveries(now: datetime) -> Sequence[Delivery]:
    """Deliveries of all towns whose link works, for the sweep."""
    found: Sequence[Delivery] = all_of(
        everywhere(select(Delivery).where(*_works(now)).order_by(Delivery.id))
    )
    return found


def known_deliveries() -> Sequence[Delivery]:
    """Deliveries of all towns whose receiver is not forgotten, for the sweep."""
    found: Sequence[Delivery] = all_of(
        everywhere(
            select(Delivery)
            .where(Delivery.forgotten_at.is_(None))
            .order_by(Delivery.id)
        )
    )
    return found


def answered_at(report: Report) -> datetime | None:
    """When the last answer was given; None while one is owed."""
    asks = asks_of(report)
    if any(each.owed_on is not None for each in asks):
        return None
    given = [each.answer.given_at for each in asks if each.answer is not None]
    return max(given, default=None)


def report_in(municipality_id: int, report_id: int) -> Report:
    """A report of this town, or NotHere."""
    found: Report = one(
        within(municipality_id, select(Report).where(Report.id == report_id))
    )
    return found


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


def post_about(delivery: Delivery) -> Sequence[Message]:
    """What was mailed to a clerk: the link, reminders; the newest first."""
    found: Sequence[Message] = all_of(
        select(Message)
        .where(
            Message.subject_ref == ref_of(delivery),
            Message.municipality_id == delivery.municipality_id,
        )
        .order_by(Message.id.desc())
    )
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the answer to one report is."""

    state: str  # of the report
    delivered: bool
    asked: int
    answered: int
    owed_on: date | None  # the first day an answer is owed


def standings_of(
    dialogue_sessions: Sequence[DialogueSession],
) -> Mapping[int, Standing]:
    """How far the answers are, by dialogue session; those without report are absent."""
    ids = [each.id for each in dialogue_sessions]
    reports = db.session.execute(
        everywhere(
            select(Report.dialogue_session_id, Report.id, Report.state).where(
                Report.dialogue_session_id.in_(ids)
            )
        )
    ).all()
    handed = set(
        db.session.scalars(
            everywhere(
                select(Delivery.report_id).where(
                    Delivery.report_id.in_([row.id for row in reports]),
                    Delivery.withdrawn_at.is_(None),
                )
            )
        )
    )
    asked = _asked(ids)
    return {
        row.dialogue_session_id: _standing(
            row.state.value, row.id in handed, asked.get(row.dialogue_session_id, [])
        )
        for row in reports
    }


def _asked(
    ids: Sequence[int],
) -> dict[int, list[tuple[CouncilRequest, CouncilAnswer | None]]]:
    found: dict[int, list[tuple[CouncilRequest, CouncilAnswer | None]]] = {}
    for request, answer in db.session.execute(
        everywhere(
            select(CouncilRequest, CouncilAnswer)
            .outerjoin(
                CouncilAnswer, CouncilAnswer.council_request_id == CouncilRequest.id
            )
            .where(CouncilRequest.dialogue_session_id.in_(ids))
        )
    ):
        found.setdefault(request.dialogue_session_id, []).append((request, answer))
    return found


def _standing(
    state: str,
    delivered: bool,
    asked: Sequence[tuple[CouncilRequest, CouncilAnswer | None]],
) -> Standing:
    days = [
        day
        for request, answer in asked
        if (day := rules.owed_on(request.answer_due, answer)) is not None
    ]
    answered = sum(answer is not None for _request, answer in asked)
    return Standing(state, delivered, len(asked), answered, min(days, default=None))
