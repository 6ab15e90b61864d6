"""Handing a report to a clerk by a personal link; again, or not any more."""

from datetime import datetime

from dialogue.council import letters, queries, rules
from dialogue.council.models import Delivery
from dialogue.foundation import journal, post
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import local
from dialogue.foundation.model import random_key
from dialogue.foundation.post import Channel
from dialogue.outcomes.actions import freeze_requests
from dialogue.reports.models import Report
from dialogue.reports.queries import latest_version, requests_in

DELIVERY = "delivery"  # the kind of these mails


def deliver(
    report: Report,
    name: str,
    mail: str,
    *,
    language: str,
    account_id: int | None,
    now: datetime,
) -> Delivery:
    """Hand the newest version over: a personal link by mail, in the clerk's language.

    The mail is parked rather than sent twice. Raises RuleBroken for a draft, for a
    report that asks nothing, and for a mailbox that has a link that works already.
    """
    lock_row(Report, report.id)
    asked = requests_in(report)
    rules.check_can_deliver(report.state, len(asked))
    version = latest_version(report)
    rules.check_can_deliver(report.state, version.number if version else 0)
    _check_not_there(report, mail, now)
    found = Delivery(
        version=version.number if version else 1, language=language,
        by_account_id=account_id,
    )  # fmt: skip
    _hand(found, report, name, mail, now)
    for each in report.evenings:
        freeze_requests(each, now=now)
    _note("handed over report", found, now)
    return found


def _hand(found: Delivery, report: Report, name: str, mail: str, now: datetime) -> None:
    """Give a delivery its receiver and its link, and mail that."""
    found.municipality_id, found.report_id = report.municipality_id, report.id
    found.key, found.link_number = random_key(), 1
    found.sent_at, found.expires_at = now, now + rules.LINK_LASTS
    vault = post.vault()
    found.receiver = vault.seal(name, queries.place_of(found, "receiver"))
    found.mail = vault.seal(mail, queries.place_of(found, "mail"))
    _bind_link(found)
    db.session.add(found)
    db.session.flush()
    _mail_link(found, report, now)


def pass_on(delivery: Delivery, name: str, mail: str, *, now: datetime) -> Delivery:
    """Give the report to a colleague: a link of their own; the one before is dead.

    What was kept and not sent yet stays for whoever answers. Raises RuleBroken for the
    receiver's own mailbox and for one that has a link that works already.
    """
    report = queries.report_in(delivery.municipality_id, delivery.report_id)
    lock_row(Report, report.id)
    db.session.refresh(delivery)
    rules.check_can_pass_on(delivery, queries.receiver_of(delivery).mail, mail, now)
    _check_not_there(report, mail, now)
    found = Delivery(
        version=delivery.version, language=delivery.language,
        by_account_id=delivery.by_account_id,
    )  # fmt: skip
    _hand(found, report, name, mail, now)
    delivery.passed_on_at = now
    withdraw(delivery, now=now)
    _note("passed on report", found, now)
    return found


def forget_receivers(now: datetime) -> int:
    """A sweep, at night: wipe whom reports were handed to, when it is time."""
    if local(now).hour != rules.FORGET_AT:
        return 0
    return sum(_forget(each, now) for each in queries.known_deliveries())


def _forget(delivery: Delivery, now: datetime) -> bool:
    report = queries.report_in(delivery.municipality_id, delivery.report_id)
    answered, kept = queries.answered_at(report), report.municipality.contact_kept_days
    if now < rules.forget_receiver_at(delivery, answered, kept):
        return False
    delivery.receiver = delivery.mail = None
    delivery.forgotten_at = now
    post.drop(queries.ref_of(delivery), now)
    db.session.flush()
    _note("forgot receiver", delivery, now)
    return True


def resend(delivery: Delivery, *, now: datetime) -> None:
    """A new link by mail; the one before opens nothing any more."""
    lock_row(Delivery, delivery.id)
    db.session.refresh(delivery)
    if delivery.withdrawn_at or delivery.forgotten_at:
        raise RuleBroken(rules.WITHDRAWN)
    post.drop(queries.ref_of(delivery), now, kind=DELIVERY)
    delivery.link_number += 1
    delivery.expires_at = now + rules.LINK_LASTS
    _bind_link(delivery)
    db.session.flush()
    _mail_link(
        delivery, queries.report_in(delivery.municipality_id, delivery.report_id), now
    )
    _note("sent link again", delivery, now)


def withdraw(delivery: Delivery, *, now: datetime) -> None:
    """The link opens nothing any more, and no reminder goes out."""
    if delivery.withdrawn_at is not None:
        return
    delivery.withdrawn_at = now
    post.drop(queries.ref_of(delivery), now)
    db.session.flush()
    _note("withdrew link", delivery, now)


def note_opened(delivery: Delivery, *, now: datetime) -> None:
    """The clerk opened the link."""
    rules.check_link_works(delivery, now)
    if delivery.opened_at is None:
        delivery.opened_at = now
        db.session.flush()
        _note("opened report", delivery, now)


def acknowledge(delivery: Delivery, *, now: datetime) -> None:
    """The clerk says that the report was received; the first time counts."""
    if delivery.acknowledged_at is None:
        delivery.acknowledged_at = now
        db.session.flush()
        _note("acknowledged report", delivery, now)


def _check_not_there(report: Report, mail: str, now: datetime) -> None:
    for each in queries.deliveries_of(report):
        same = queries.receiver_of(each).mail.casefold() == mail.casefold()
        if same and rules.link_works(each, now):
            raise RuleBroken(rules.THERE_ALREADY, field="mail")


def _bind_link(delivery: Delivery) -> None:
    token = queries.link_token(delivery.key, delivery.link_number)
    delivery.link_hash = queries.link_hash(token, delivery.municipality_id)


def _mail_link(delivery: Delivery, report: Report, now: datetime) -> None:
    post.queue(
        letters.handing_over(delivery, report), kind=DELIVERY, channel=Channel.MAIL,
        subject_ref=queries.ref_of(delivery), language=delivery.language, now=now,
        dedupe=f"{DELIVERY}:{delivery.id}:{delivery.link_number}",
        municipality_id=delivery.municipality_id, harmful_twice=True,
    )  # fmt: skip


def _note(act: str, delivery: Delivery, now: datetime) -> None:
    journal.write(
        act, queries.ref_of(delivery), now=now,
        municipality_id=delivery.municipality_id,
    )  # fmt: skip
