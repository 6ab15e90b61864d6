"""Reading who comes. Lists name their columns; personal values stay sealed here."""

from dialogue.registrations.queries.due import (
    ANSWER_RETURNED,
    answer_returned_at,
    kept_days,
    to_remind,
    with_people,
)
from dialogue.registrations.queries.heads import (
    HEADS,
    HeadCount,
    head_count,
    head_counts,
    invitation_rounds,
)
from dialogue.registrations.queries.outbox import (
    call_tries,
    calls_by_session,
    calls_later,
    calls_of,
    letters_of,
    message_of,
    was_queued,
)
from dialogue.registrations.queries.people import (
    count_of,
    in_play,
    line_numbers,
    others_with,
    people_of,
    place_in_line,
    registration_by_hash,
    registration_in,
    registration_of_town,
    unconfirmed_of,
    unconfirmed_since,
)

__all__ = [
    "ANSWER_RETURNED",
    "HEADS",
    "HeadCount",
    "answer_returned_at",
    "call_tries",
    "calls_by_session",
    "calls_later",
    "calls_of",
    "count_of",
    "head_count",
    "head_counts",
    "in_play",
    "invitation_rounds",
    "kept_days",
    "letters_of",
    "line_numbers",
    "message_of",
    "others_with",
    "people_of",
    "place_in_line",
    "registration_by_hash",
    "registration_in",
    "registration_of_town",
    "to_remind",
    "unconfirmed_of",
    "unconfirmed_since",
    "was_queued",
    "with_people",
]
