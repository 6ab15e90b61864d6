"""To whom reports were handed, and what was mailed to them."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, select

from dialogue.council.models import Delivery
from dialogue.foundation import links, post
from dialogue.foundation.database import all_of, db, everywhere, one, within
from dialogue.foundation.errors import NotHere
from dialogue.foundation.post import Message
from dialogue.reports.models import Report

PURPOSE = "clerk"  # of the personal link


class Receiver(Struct, frozen=True):
    """To whom a report was handed, readable."""

    name: str
    mail: str


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


def report_in(municipality_id: int, report_id: int) -> Report:
    """A report of this town, or NotHere."""
    found: Report = one(
        within(municipality_id, select(Report).where(Report.id == report_id))
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
