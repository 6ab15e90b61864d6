"""Names of who signed up, asked as yes or no: they never leave this side (T10)."""

from collections.abc import Callable, Iterable

from dialogue.foundation.vault import Unreadable
from dialogue.registrations import queries, sealed
from dialogue.sessions.models import DialogueSession

IsAttendee = Callable[[str], bool]


def attendee_names(
    dialogue_session: DialogueSession, hashed: Callable[[Iterable[str]], IsAttendee]
) -> IsAttendee:
    """A question to ask about a normalised name: did somebody so named sign up?

    ``hashed`` turns names into such a question (outcomes.names.HashedNames): this
    room may not know that one. Once people are forgotten the answer is always no.
    """
    try:
        key = sealed.key_of(dialogue_session)
    except Unreadable:
        return hashed(())
    people = queries.people_of(dialogue_session)
    names = (sealed.reveal(each, key).name for each in people)
    return hashed(name for name in names if name)
