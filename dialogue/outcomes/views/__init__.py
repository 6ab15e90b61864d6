"""The doors of the outcomes room."""

from dialogue.outcomes.views import (
    alike,
    clusters,
    details,
    ideas,
    online,
    promises,
    requests,
    sentences,
    sorting,
    stops,
    themes,
    town,
    translations,
    two,
)
from dialogue.outcomes.views.door import room

stops.provide()

__all__ = [
    "alike",
    "clusters",
    "details",
    "ideas",
    "online",
    "promises",
    "requests",
    "room",
    "sentences",
    "sorting",
    "themes",
    "town",
    "translations",
    "two",
]
