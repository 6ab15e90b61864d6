"""The public page for machines: schema.org/Event as JSON-LD."""

import json
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from sqlalchemy import Row

from dialogue.foundation.language import gettext as _
from dialogue.foundation.language import local
from dialogue.sessions.models import Meeting, Stage
from dialogue.sessions.seats import SeatFigures

SCHEMA = "https://schema.org/"


def event_in_page(talk: Row[Any], site: str) -> Markup:
    """``event_data`` as it stands in a page: nothing typed can close the script."""
    return htmlsafe_json_dumps(event_data(talk, site), dumps=json.dumps)


def event_data(talk: Row[Any], site: str) -> dict[str, Any]:
    """A schema.org Event; no address where people get it after they sign up."""
    address = f"{site}/{talk.slug}/talks/{talk.ref}"
    figures = SeatFigures(talk.capacity, talk.taken, talk.waiting)
    cancelled = talk.stage is Stage.CANCELLED
    online = talk.meeting is Meeting.ONLINE
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": talk.title,
        "description": talk.about or talk.title,
        "startDate": local(talk.starts_at).isoformat(timespec="minutes"),
        "endDate": local(talk.ends_at).isoformat(timespec="minutes"),
        "eventStatus": SCHEMA + ("EventCancelled" if cancelled else "EventScheduled"),
        "eventAttendanceMode": SCHEMA
        + ("OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode"),
        "location": _location(talk, address),
        "organizer": {
            "@type": "GovernmentOrganization",
            "name": town_name(talk.name),
            "url": f"{site}/{talk.slug}",
        },
        "inLanguage": list(talk.languages),
        "isAccessibleForFree": True,
        "maximumAttendeeCapacity": figures.capacity,
        "remainingAttendeeCapacity": figures.free,
        "url": address,
    }


def town_name(name: str) -> str:
    """``Gemeente Wilgendam``."""
    return str(_("Municipality of %(name)s", name=name))


def _location(talk: Row[Any], address: str) -> dict[str, Any]:
    if talk.meeting is Meeting.ONLINE:
        return {"@type": "VirtualLocation", "url": address}
    postal = {
        "@type": "PostalAddress",
        "addressLocality": talk.name,
        "addressCountry": talk.country,
    }
    if talk.place_after_sign_up:
        return {"@type": "Place", "name": talk.name, "address": postal}
    if talk.venue_name is None:
        return {"@type": "Place", "name": talk.place_note, "address": postal}
    postal |= {
        "streetAddress": talk.venue_street,
        "postalCode": talk.venue_postcode,
        "addressLocality": talk.venue_town,
    }
    return {"@type": "Place", "name": talk.venue_name, "address": postal}
