"""Names in sentences: what may give a person away, marked for people to judge.

::

    find_details(sentence, *, is_attendee=None) -> tuple[Span, ...]
    pieces(sentence, spans) -> tuple[tuple[str, Kind | None], ...]
    HashedNames(full_names, *, key=None)     # callable: normalised name -> bool
    normalise_name(name) -> str
    name_forms(full_name) -> frozenset[str]

Attendees are asked about as yes or no; the detector never holds their names.
"""

from .attendees import HashedNames, name_forms, normalise_name
from .checks import is_bsn, is_iban, is_national_number
from .detector import find_details, pieces
from .spans import IsAttendee, Kind, Span

__all__ = [
    "HashedNames",
    "IsAttendee",
    "Kind",
    "Span",
    "find_details",
    "is_bsn",
    "is_iban",
    "is_national_number",
    "name_forms",
    "normalise_name",
    "pieces",
]
