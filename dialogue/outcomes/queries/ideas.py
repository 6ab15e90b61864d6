"""Ideas and places, with what they grow from."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dialogue.conversations.models import Contribution, Kind
from dialogue.outcomes.models import IdeaNote
from dialogue.outcomes.queries.sentences import (
    Sentence,
    all_beside,
    one_beside,
    sentences_of,
)
from dialogue.sessions.models import DialogueSession


class Idea(Struct, frozen=True):
    """A confirmed idea; its place, who could and what it grows from may be empty.

    It grows from words (``grows_from``), or from another confirmed sentence of the
    evening (``root``).
    """

    sentence: Sentence
    place: str = ""
    who_could: str = ""
    grows_from: str = ""
    root: Sentence | None = None


def ideas_of(
    dialogue_session: DialogueSession, sentences: Sequence[Sentence] | None = None
) -> list[Idea]:
    """The confirmed ideas of an evening, in an order that is table-blind."""
    said = sentences_of(dialogue_session) if sentences is None else sentences
    notes = idea_notes(dialogue_session)
    by_id = {each.id: each for each in said}
    return [
        _idea(each, notes.get(each.id), by_id)
        for each in sorted(said, key=lambda one: one.id)
        if each.contribution.kind is Kind.IDEA
    ]


def _idea(
    sentence: Sentence, note: IdeaNote | None, by_id: Mapping[str, Sentence]
) -> Idea:
    if note is None:
        return Idea(sentence)
    root = by_id.get(note.grows_from_id or "")
    return Idea(sentence, note.place, note.who_could, note.grows_from, root)


def idea_notes(dialogue_session: DialogueSession) -> Mapping[str, IdeaNote]:
    """What stands beside the ideas of an evening, by sentence."""
    return all_beside(IdeaNote, dialogue_session)


def idea_note(contribution: Contribution) -> IdeaNote | None:
    """What stands beside one idea, if anything."""
    return one_beside(IdeaNote, contribution)
