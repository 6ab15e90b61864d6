"""Sentences in which a person may be recognised, marked for people to judge (T10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogue.outcomes import queries, rules
from dialogue.outcomes.models import CouncilRequest
from dialogue.outcomes.names import HashedNames, IsAttendee, find_details, pieces
from dialogue.outcomes.names import Kind as Detail
from dialogue.outcomes.queries import Sentence
from dialogue.registrations.attendees import attendee_names
from dialogue.sessions.models import DialogueSession

Pieces = tuple[tuple[str, Detail | None], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its marks, in pieces; ``looked``: somebody judged these words."""

    sentence: Sentence
    text: Pieces
    reason: Pieces
    looked: bool

    @property
    def details(self) -> tuple[Detail, ...]:
        """What was marked, each once, in order."""
        found = (kind for _, kind in (*self.text, *self.reason) if kind is not None)
        return tuple(dict.fromkeys(found))


def asker(dialogue_session: DialogueSession) -> IsAttendee:
    """The question whether somebody of this evening is so named."""
    return attendee_names(dialogue_session, HashedNames)


def marks_in(text: str, is_attendee: IsAttendee) -> Pieces:
    """A text in pieces, those that may give a person away with their kind."""
    return pieces(text, find_details(text, is_attendee=is_attendee))


def marked_in(
    dialogue_session: DialogueSession, sentences: Sequence[Sentence] | None = None
) -> list[Marked]:
    """The sentences with marks, those nobody looked at first."""
    is_attendee = asker(dialogue_session)
    looks = queries.looks_of(dialogue_session)
    if sentences is None:
        sentences = queries.sentences_of(dialogue_session)
    found = []
    for each in sentences:
        said = each.contribution
        text, reason = (
            marks_in(said.text, is_attendee),
            marks_in(said.reason, is_attendee),
        )
        look = looks.get(each.id)
        looked = look is not None and look.words == rules.words_of(said)
        marked = Marked(each, text, reason, looked)
        if marked.details:
            found.append(marked)
    return sorted(found, key=lambda one: (one.looked, one.sentence.id))


def to_look_at(dialogue_session: DialogueSession) -> list[Marked]:
    """What must be looked at before a report may go out: empty when all is done."""
    return [each for each in marked_in(dialogue_session) if not each.looked]


def marked_requests(
    found: Sequence[CouncilRequest], is_attendee: IsAttendee
) -> Mapping[int, Pieces]:
    """Merged requests with marks in their words, by number."""
    cut = {
        each.number: marks_in(f"{each.text} {each.why}", is_attendee) for each in found
    }
    return {
        number: parts
        for number, parts in cut.items()
        if any(kind is not None for _text, kind in parts)
    }
