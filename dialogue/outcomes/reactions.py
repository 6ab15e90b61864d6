"""What the harvest does when words that a table confirmed change or are withdrawn."""

from dialogue.conversations.models import Contribution
from dialogue.foundation import bells
from dialogue.outcomes import actions


@bells.words_changed.connect
def let_copies_follow(
    _town: int, *, contribution: Contribution, before: tuple[str, str], gone: bool
) -> None:
    """Where its very words were copied to, they change or go as well."""
    actions.follow_words(contribution, before, gone=gone)
