"""Calendar entries (RFC 5545): one per dialogue session, and a town's feed."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy import Row

from dialogue.sessions.invitation import Place, place_of, sentence
from dialogue.sessions.models import Stage

if TYPE_CHECKING:
    from icalendar import Event

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
    # Imported here: a web worker that serves no calendar does without.
    from icalendar import Calendar

    made: Calendar = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for talk in talks:
        made.add_component(_event(talk, site, signed_up=signed_up))
    return bytes(made.to_ical())


def _event(talk: Row[Any], site: str, *, signed_up: bool) -> "Event":
    from icalendar import Event

    place = place_of(talk, signed_up=signed_up)
    cancelled = talk.stage is Stage.CANCELLED
    address = f"{site}/{talk.slug}/talks/{talk.ref}"
    event: Event = Event()
    event.add("uid", uid_of(talk.ref, site))
    event.add("sequence", talk.sequence)
    event.add("dtstamp", told_at(talk))
    event.add("last-modified", told_at(talk))
    event.add("dtstart", talk.starts_at)
    event.add("dtend", talk.ends_at)
    event.add("summary", talk.title)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("location", _place_line(place))
    event.add("description", _description(talk, address))
    event.add("url", address)
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    return event


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
