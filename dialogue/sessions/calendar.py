"""Calendar entries (RFC 5545): one per dialogue session, and a town's feed."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy import Row

from dialogue.sessions.invitation import Place, place_of, sentence
from dialogue.sessions.models import Stage

LINE_BYTES = 75
MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Dialogue//Conversations between neighbours//EN"


def uid_of(ref: str, site: str) -> str:
    """The identity of an entry: the same for ever, whatever moves or is cancelled."""
    return f"{ref}@{urlsplit(site).hostname or 'localhost'}"


def entry(talk: Row[Any], site: str, *, signed_up: bool = False) -> bytes:
    """One dialogue session as a calendar file.

    ``talk`` is a row of ``queries.talk``, ``site`` the public address. The address
    of the place is in it when it is public, or when ``signed_up``.
    """
    return _calendar([talk], site, talk.title, signed_up=signed_up)


def feed(talks: Iterable[Row[Any]], site: str, town: str) -> bytes:
    """Public dialogue sessions of a town, to subscribe to."""
    return _calendar(
        talks, site, _("Conversations in %(town)s", town=town), signed_up=False
    )


def _calendar(
    talks: Iterable[Row[Any]], site: str, name: str, *, signed_up: bool
) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for talk in talks:
        lines += _event(talk, site, signed_up=signed_up)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(talk: Row[Any], site: str, *, signed_up: bool) -> list[str]:
    place = place_of(talk, signed_up=signed_up)
    cancelled = talk.stage is Stage.CANCELLED
    address = f"{site}/{talk.slug}/talks/{talk.ref}"
    said = _moment(told_at(talk))
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(uid_of(talk.ref, site))}",
        f"SEQUENCE:{talk.sequence}",
        f"DTSTAMP:{said}",
        f"LAST-MODIFIED:{said}",
        f"DTSTART:{_moment(talk.starts_at)}",
        f"DTEND:{_moment(talk.ends_at)}",
        f"SUMMARY:{_text(talk.title)}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        f"LOCATION:{_text(_place_line(place))}",
        f"DESCRIPTION:{_text(_description(talk, address))}",
        f"URL:{address}",
        f"TRANSP:{'TRANSPARENT' if cancelled else 'OPAQUE'}",
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    """``20270211T183000Z``: in UTC, so that no time zone has to be told."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(said: object) -> str:
    """A text as a value (RFC 5545, 3.3.11): whatever was typed stays inside it."""
    plain = str(said).replace("\r\n", "\n").replace("\r", "\n")
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def _folded(line: str) -> bytes:
    """At most 75 bytes a line, never within a letter (RFC 5545, 3.1)."""
    found = [b""]
    for letter in line:
        raw = letter.encode()
        if len(found[-1]) + len(raw) > LINE_BYTES:
            found.append(b" ")
        found[-1] += raw
    return b"\r\n".join(found) + b"\r\n"


def told_at(talk: Row[Any]) -> datetime:
    """When this was last said: the same for everybody who asks."""
    moment: datetime = (
        talk.changed_at or talk.cancelled_at or talk.published_at or talk.starts_at
    )
    return moment


def _place_line(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.street) if part)


def _description(talk: Row[Any], address: str) -> str:
    parts = [talk.about, address]
    if talk.stage is Stage.CANCELLED:
        parts.insert(0, _("Cancelled: %(why)s", why=sentence(talk.cancel_reason)))
    if talk.phone:
        parts.append(_("Questions? Call %(phone)s.", phone=talk.phone))
    return "\n\n".join(part for part in parts if part)
