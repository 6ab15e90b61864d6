"""A place to meet, with what people must know before they can come."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from dialogue.foundation.forms import Line, Once, Passage, Revised
from dialogue.municipalities.models import Venue

FACTS = ("step_free", "accessible_toilet", "hearing_loop", "parking")
TEXTS = ("name", "street", "postcode", "town", "stop_nearby", "note")
KNOWN = {"yes": True, "no": False, "unknown": None}
WORD_OF = {known: word for word, known in KNOWN.items()}


def _fact(label: Any) -> RadioField:
    return RadioField(
        label,
        choices=[
            SelectChoice("yes", _l("yes")),
            SelectChoice("no", _l("no")),
            SelectChoice("unknown", _l("nobody looked yet")),
        ],
        default="unknown",
        validate_choice=True,
    )


class _Fields:
    """The fields of a venue; residents read all of them but the name of the form."""

    name = Line(
        _l("Name of the place"),
        [DataRequired(_l("Give the place a name."))],
        most=120,
    )
    street = Line(
        _l("Street and number"),
        [DataRequired(_l("Fill in the street and the number."))],
        most=120,
    )
    postcode = Line(
        _l("Postcode"), [DataRequired(_l("Fill in the postcode."))], most=10
    )
    town = Line(
        _l("Town or village"),
        [DataRequired(_l("Fill in the town or village."))],
        most=80,
    )
    step_free = _fact(_l("Can you get in without steps?"))
    accessible_toilet = _fact(_l("Is there a toilet for somebody in a wheelchair?"))
    hearing_loop = _fact(_l("Is there a hearing loop?"))
    parking = _fact(_l("Can you park a car nearby?"))
    stop_nearby = Line(
        _l("Bus, tram or train nearby"),
        most=120,
        description=_l("For example: bus 4 stops at the door."),
    )
    note = Passage(
        _l("What else one must know"),
        most=400,
        description=_l("Everybody can read this. For example: ring the lower bell."),
    )

    def facts(self) -> dict[str, Any]:
        """Values for the columns of a venue; a fact nobody looked at is None."""
        texts = {name: self[name].data or "" for name in TEXTS}  # type: ignore[index]
        known = {name: KNOWN[self[name].data] for name in FACTS}  # type: ignore[index]
        return texts | known


class NewVenueForm(_Fields, Once):
    """A new venue."""


class VenueForm(_Fields, Revised):
    """A venue to change."""


def values_of(venue: Venue) -> dict[str, Any]:
    """A venue's values as the form shows them."""
    texts = {name: getattr(venue, name) for name in TEXTS}
    facts = {name: WORD_OF[getattr(venue, name)] for name in FACTS}
    return texts | facts | {"revision": venue.revision}
