"""The doors of the outcomes room."""

from dialogue.outcomes.views import (
    details,
    online,
    promises,
    requests,
    sentences,
    sorting,
    stops,
    themes,
    town,
)
from dialogue.outcomes.views.door import room

stops.provide()

__all__ = [
    "details",
    "online",
    "promises",
    "requests",
    "room",
    "sentences",
    "sorting",
    "themes",
    "town",
]
