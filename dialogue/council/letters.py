"""What the council and the residents are told: words for mail, letter and call."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app, render_template
from flask_babel import gettext as _

from dialogue.council import queries
from dialogue.council.models import Delivery
from dialogue.council.words import STATES
from dialogue.foundation import language
from dialogue.foundation.post import Channel, Letter
from dialogue.reports.models import Report
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.words import weekday_month


def handing_over(delivery: Delivery, report: Report) -> Letter:
    """The mail with the personal link, formal and in the clerk's language."""
    return _to_clerk("handed_over", delivery, report, queries.asks_of(report))


def reminder(
    delivery: Delivery, report: Report, open_asks: Sequence[queries.Ask], now: datetime
) -> Letter:
    """The mail that reminds of requests without an answer."""
    return _to_clerk("reminder", delivery, report, open_asks, now)


def _to_clerk(
    name: str,
    delivery: Delivery,
    report: Report,
    asks: Sequence[queries.Ask],
    now: datetime | None = None,
) -> Letter:
    to = queries.receiver_of(delivery)
    town, last = report.municipality, report.evenings[-1]
    token = queries.link_token(delivery.key, delivery.link_number)
    with language.speaking(delivery.language):
        subject = _(
            "Requests of residents, conversation of %(day)s",
            day=weekday_month(last.starts_at),
        )
        if report.dialogue_session is None:
            subject = _("Requests of residents: %(title)s", title=report.heading)
        if now is not None:
            subject = _("Reminder: %(about)s", about=subject)
        text = render_template(
            f"council/post/{name}.txt", receiver=to, town=town, asks=asks,
            dialogue_session=report.dialogue_session, report=report,
            today=language.local(now).date() if now else None,
            link=_site(f"/{town.slug}/clerk/{token}"),
        )  # fmt: skip
    return Letter(to.mail, subject, text, name=to.name)


def for_resident(
    dialogue_session: DialogueSession,
    asks: Sequence[queries.Ask],
    waiting: Sequence[queries.Ask],
    speak: str,
    channel: Channel,
) -> tuple[str, str]:
    """Subject and text of the answer for a resident, without a name in it."""
    town = dialogue_session.municipality
    with language.speaking(speak):
        folder = "call" if channel is Channel.CALL else "post"
        text = render_template(
            f"council/{folder}/answer.txt", town=town, asks=asks, waiting=waiting,
            dialogue_session=dialogue_session, states=STATES,
            address=_site(f"/{town.slug}/what-came-of-it"),
        )  # fmt: skip
        subject = _("About %(day)s", day=weekday_month(dialogue_session.starts_at))
    return subject, text


def _site(path: str) -> str:
    # Written out, because a worker that reminds has no request to ask for addresses.
    return str(current_app.extensions["settings"].public_url) + path
