"""What people are told about their seat: words for a mail, a letter or a call.

In the receiver's language, with a subject that says nothing to whoever looks over a
shoulder (trust.md T2). Who gets which, and when: actions/telling.py.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask import current_app, render_template
from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import Row

from dialogue.foundation import language, links
from dialogue.foundation.post import Channel, Letter
from dialogue.registrations import queries, sealed
from dialogue.registrations.models import Registration, Standing
from dialogue.registrations.sealed import Person
from dialogue.sessions import calendar
from dialogue.sessions import queries as talks
from dialogue.sessions.invitation import place_of
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.words import weekday_month


class Kind(StrEnum):
    """What is told."""

    CONFIRMATION = "confirmation"
    WAITING = "waiting"
    CONFIRM = "confirm"  # in a flood: open this link, or the seat passes on
    OFFER = "offer"
    LAPSED = "lapsed"
    MOVED = "moved"
    OFF = "off"
    REMINDER = "reminder"
    GOODBYE = "goodbye"


# What comes along which channel. A web sign-up by telephone read it on the screen; who
# phoned heard it there. No letter can be in time for an offer: somebody goes by.
TOLD_BY = {
    Channel.MAIL: frozenset(Kind),
    Channel.LETTER: frozenset({Kind.CONFIRMATION, Kind.WAITING, Kind.MOVED, Kind.OFF}),
    Channel.CALL: frozenset({Kind.OFFER, Kind.MOVED, Kind.OFF, Kind.REMINDER}),
}
# What there is to tell about where somebody stands.
STANDS = {
    Standing.SEATED: Kind.CONFIRMATION,
    Standing.WAITING: Kind.WAITING,
    Standing.OFFERED: Kind.OFFER,
    Standing.LAPSED: Kind.LAPSED,
    Standing.CANCELLED: Kind.GOODBYE,
}
WITH_CALENDAR = frozenset({Kind.CONFIRMATION, Kind.MOVED, Kind.OFF})


class Told(Struct, frozen=True):
    """A message ready for the outbox."""

    letter: Letter
    channel: Channel


def channel_for(
    kind: Kind, person: Person, *, astray: bool = False
) -> tuple[Channel, str] | None:
    """Along which channel somebody hears this, and where; None: not at all.

    ``astray``: a mail about it did not arrive, so any other channel is better.
    """
    for channel, to in (
        (Channel.MAIL, person.mail),
        (Channel.CALL, person.phone),
        (Channel.LETTER, person.address),
    ):
        if to:
            if channel is Channel.LETTER and kind is Kind.OFFER:
                return Channel.CALL, to
            return (channel, to) if astray or kind in TOLD_BY[channel] else None
    return None


def kind_now(kind: Kind, standing: Standing) -> Kind:
    """What is to be told instead of a mail of a while ago that did not arrive."""
    if kind is Kind.CONFIRM or kind in STANDS.values():
        return STANDS[standing]
    return kind


def reaches(kind: Kind, registration: Registration) -> bool:
    """Whether there is any channel along which somebody hears this."""
    key = sealed.key_of(registration.dialogue_session)
    return channel_for(kind, sealed.reveal(registration, key)) is not None


def talk_of(dialogue_session: DialogueSession) -> Row[Any]:
    """The named columns of a dialogue session that letters and pages read."""
    return talks.talk(dialogue_session.municipality.slug, dialogue_session.ref)


def write(
    kind: Kind,
    registration: Registration,
    now: datetime,
    talk: Row[Any] | None = None,
    *,
    astray: bool = False,
) -> Told | None:
    """The message for one sign-up; None when there is no channel for it."""
    dialogue_session = registration.dialogue_session
    key = sealed.key_of(dialogue_session)
    person = sealed.reveal(registration, key)
    found = channel_for(kind, person, astray=astray)
    if found is None:
        return None
    channel, to = found
    by_call = channel is Channel.CALL
    name = kind.value if not by_call or kind in TOLD_BY[channel] else "astray"
    talk = talk or talk_of(dialogue_session)
    site = str(current_app.extensions["settings"].public_url)
    with language.speaking(registration.language):
        words = {
            "kind": kind.value,
            "registration": registration,
            "person": person,
            "talk": talk,
            "place": place_of(talk, signed_up=True),
            "now": now,
            "by_mail": channel is Channel.MAIL,
            "link": site + _path(talk, sealed.link_token(registration, key)),
            "code": links.in_parts(sealed.code(registration, key)),
            "others": queries.others_with(registration)
            if channel is Channel.MAIL
            else 0,
            "online_link": dialogue_session.online_link,
        }
        folder = "call" if by_call else "post"
        text = render_template(f"registrations/{folder}/{name}.txt", **words)
        subject = _("About %(day)s", day=weekday_month(talk.starts_at))
        files: tuple[tuple[str, str, str], ...] = ()
        if channel is Channel.MAIL and kind in WITH_CALENDAR:
            entry = calendar.entry(talk, site, signed_up=True).decode()
            files = (("afspraak.ics", calendar.MEDIA_TYPE, entry),)
    return Told(Letter(to, subject, text, name=person.name, files=files), channel)


def _path(talk: Row[Any], token: str) -> str:
    # Written out: the worker speaks outside a request, where no route is known.
    return f"/{talk.slug}/mine/{token}"
