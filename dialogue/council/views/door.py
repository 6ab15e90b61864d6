"""What the doors of the council room share."""

from flask import url_for

from dialogue.access.room import Room
from dialogue.council import queries, rules
from dialogue.council.models import Delivery
from dialogue.foundation import clock, links
from dialogue.foundation.errors import NotHere
from dialogue.municipalities.models import Municipality

room = Room("council", __name__)


def open_for(delivery: Delivery, town: Municipality) -> str:
    """Let this browser act on a delivery; where it goes next."""
    links.grant(queries.PURPOSE, delivery.id, now=clock.now(), place=town.id)
    return url_for("council.report", slug=town.slug)


def delivery_here(town: Municipality) -> Delivery | None:
    """The delivery this browser may answer, if its link still works."""
    now = clock.now()
    subject = links.granted(queries.PURPOSE, now=now, place=town.id)
    if subject is None:
        return None
    try:
        found = queries.delivery_in(town.id, int(subject))
    except NotHere:
        return None
    return found if rules.link_works(found, now) else None
