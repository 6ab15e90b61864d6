"""Reading dialogue sessions."""

from dialogue.sessions.queries.agenda import coming_sessions, past_sessions
from dialogue.sessions.queries.desk import (
    desk_sessions,
    published_since,
    same_evening,
    session_by_id,
    session_in,
    staff_of,
)
from dialogue.sessions.queries.public import (
    committed_talk,
    guide_document,
    ref_exists,
    session_by_ref,
    slug_of_ref,
    stamp_in,
    stamp_of_talk,
    stamp_statement,
    talk,
)

__all__ = [
    "coming_sessions",
    "committed_talk",
    "desk_sessions",
    "guide_document",
    "past_sessions",
    "published_since",
    "ref_exists",
    "same_evening",
    "session_by_id",
    "session_by_ref",
    "session_in",
    "slug_of_ref",
    "staff_of",
    "stamp_in",
    "stamp_of_talk",
    "stamp_statement",
    "talk",
]
