"""What the harvest does while a table writes, and when its words change or go."""

from dialogue.conversations import recognising
from dialogue.conversations.models import Contribution
from dialogue.foundation import bells
from dialogue.outcomes import actions, marking
from dialogue.outcomes.names import find_details
from dialogue.sessions.models import DialogueSession


@bells.words_changed.connect
def let_copies_follow(
    _town: int, *, contribution: Contribution, before: tuple[str, str], gone: bool
) -> None:
    """Where its very words were copied to, they change or go as well."""
    actions.follow_words(contribution, before, gone=gone)


def _may_show_who(dialogue_session: DialogueSession) -> recognising.Shows:
    is_attendee = marking.asker(dialogue_session)
    return lambda text: bool(find_details(text, is_attendee=is_attendee))


recognising.provide(_may_show_who)
