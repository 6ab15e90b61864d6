"""Sentences in which a person may be recognised, marked for people to judge (T10)."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dialogue.conversations.models import Contribution, Translation
from dialogue.conversations.queries import translations_beside, translations_of
from dialogue.outcomes import queries, rules
from dialogue.outcomes.models import Cluster, CouncilRequest, IdeaNote
from dialogue.outcomes.names import HashedNames, IsAttendee, find_details, pieces
from dialogue.outcomes.names import Kind as Detail
from dialogue.outcomes.queries import Sentence
from dialogue.registrations.attendees import attendee_names
from dialogue.sessions.models import DialogueSession

Pieces = tuple[tuple[str, Detail | None], ...]


class Marked(Struct, frozen=True):
    """A sentence with its marks, in pieces; ``looked``: somebody judged these words.

    ``beside``: what stands beside it, such as translations and the place of an idea.
    """

    sentence: Sentence
    text: Pieces
    reason: Pieces
    looked: bool
    beside: tuple[Pieces, ...] = ()
    digest: str = ""  # of all these words, by which they are known again

    @property
    def details(self) -> tuple[Detail, ...]:
        """What was marked, each once, in order."""
        everything = (self.text, self.reason, *self.beside)
        found = (kind for parts in everything for _, kind in parts if kind is not None)
        return tuple(dict.fromkeys(found))


class MarkedCluster(Struct, frozen=True):
    """The sentence over a cluster with its marks; ``looked``: somebody judged it."""

    cluster: Cluster
    text: Pieces
    looked: bool

    @property
    def details(self) -> tuple[Detail, ...]:
        """What was marked, each once, in order."""
        return tuple(dict.fromkeys(kind for _, kind in self.text if kind is not None))


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
    town, number = dialogue_session.municipality_id, dialogue_session.id
    translations = translations_of(town, [number])
    notes = queries.idea_notes(dialogue_session)
    if sentences is None:
        sentences = queries.sentences_of(dialogue_session)
    found = []
    for each in sentences:
        said = each.contribution
        text, reason = (
            marks_in(said.text, is_attendee),
            marks_in(said.reason, is_attendee),
        )
        texts = words_beside(translations.get(each.id, ()), notes.get(each.id))
        beside = tuple(marks_in(one, is_attendee) for one in texts)
        look = looks.get(each.id)
        digest = rules.words_of(said, texts)
        looked = look is not None and look.words == digest
        marked = Marked(each, text, reason, looked, beside, digest)
        if marked.details:
            found.append(marked)
    return sorted(found, key=lambda one: (one.looked, one.sentence.id))


def words_beside(
    translations: Sequence[Translation], note: IdeaNote | None
) -> tuple[str, ...]:
    """Every text that people wrote beside a sentence, in a fixed order."""
    found = [text for each in translations for text in (each.text, each.reason)]
    if note is not None:
        found += [note.place, note.who_could, note.grows_from]
    return tuple(text for text in found if text)


def beside(contribution: Contribution) -> tuple[str, ...]:
    """Every text that people wrote beside one sentence."""
    return words_beside(
        translations_beside(contribution), queries.idea_note(contribution)
    )


def all_words_of(contribution: Contribution) -> str:
    """The digest of a sentence with everything that stands beside it."""
    return rules.words_of(contribution, beside(contribution))


def marked_clusters(dialogue_session: DialogueSession) -> list[MarkedCluster]:
    """The sentences over clusters that have marks, those nobody looked at first."""
    is_attendee = asker(dialogue_session)
    said = queries.sentences_of(dialogue_session)
    found = [
        MarkedCluster(
            each.cluster,
            marks_in(each.cluster.text, is_attendee),
            each.cluster.checked_words == rules.digest(each.cluster.text),
        )
        for each in queries.clusters_of(dialogue_session, said)
    ]
    marked = [each for each in found if each.details]
    return sorted(marked, key=lambda one: (one.looked, one.cluster.id))


def left_to_look_at(dialogue_session: DialogueSession) -> int:
    """How many sentences, and sentences over clusters, somebody must look at still."""
    heaps = sum(not each.looked for each in marked_clusters(dialogue_session))
    return len(to_look_at(dialogue_session)) + heaps


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
