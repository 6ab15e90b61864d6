"""What the worker printed; sealed."""

from base64 import b64decode

from dialogue.foundation.database import db
from dialogue.registrations.sealed import key_of
from dialogue.seating.models import SeatingPaper
from dialogue.seating.queries.tables import of_session
from dialogue.sessions.models import DialogueSession


def paper_of(
    dialogue_session: DialogueSession, kind: str, language: str, *, large: bool
) -> SeatingPaper | None:
    """What was printed in a job, if it was; it may be of a room that changed since."""
    statement = of_session(SeatingPaper, dialogue_session).where(
        SeatingPaper.kind == kind,
        SeatingPaper.language == language,
        SeatingPaper.large == large,
    )
    found: SeatingPaper | None = db.session.scalar(statement)
    return found


def paper_place(paper: SeatingPaper) -> str:
    """Where a paper's sealed bytes belong."""
    return f"seating_paper.content:{paper.id}:{paper.municipality_id}"


def pdf_of(dialogue_session: DialogueSession, paper: SeatingPaper) -> bytes:
    """The PDF of a paper; Unreadable once people are forgotten."""
    text = key_of(dialogue_session).open(paper.content or b"", paper_place(paper))
    return b64decode(text)
