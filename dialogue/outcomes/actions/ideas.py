"""What stands beside an idea."""

from dialogue.conversations.models import Contribution
from dialogue.foundation.database import db
from dialogue.outcomes import queries
from dialogue.outcomes.models import IdeaNote


def note_idea(
    contribution: Contribution,
    *,
    place: str = "",
    who_could: str = "",
    grows_from: str = "",
    root: str | None = None,
) -> None:
    """Its place, who could, and what it grows from: words, or another sentence.

    ``root`` is the id of that sentence, of the same evening. All empty: no note.
    """
    note = queries.idea_note(contribution)
    if not (place or who_could or grows_from or root):
        if note is not None:
            db.session.delete(note)
        db.session.flush()
        return
    if note is None:
        note = IdeaNote(
            municipality_id=contribution.municipality_id,
            contribution_id=contribution.id,
        )
        db.session.add(note)
    note.place, note.who_could = place, who_could
    note.grows_from, note.grows_from_id = grows_from, root
    db.session.flush()
