"""A page to read aloud to start from: sentences that were said, nothing made up."""

from flask_babel import ngettext

from dialogue.foundation.language import speaking
from dialogue.reports.document import Document
from dialogue.reports.paper.drawing import Drawing
from dialogue.reports.paper.words import translated as _


def suggestion(document: Document, language: str) -> str:
    """Paragraphs to mend: what came back, where it chafes, promises, requests."""
    with speaking(language):
        reading = Drawing(document)
        parts = [
            _opening(reading),
            _came_back(reading),
            _chafes(reading),
            _ourselves(reading),
            _asked(reading),
        ]
        return "\n\n".join(part for part in parts if part)


def _opening(reading: Drawing) -> str:
    cover, evenings = reading.document.cover, reading.document.evenings
    if evenings:
        return str(
            ngettext(
                "On %(num)d evening neighbours sat together.",
                "On %(num)d evenings neighbours sat together.",
                len(evenings),
            )
        )
    return str(
        ngettext(
            "On %(day)s neighbours sat at %(num)d table.",
            "On %(day)s neighbours sat at %(num)d tables.",
            cover.tables,
            day=reading.short_day(reading.evening),
        )
    )


def _came_back(reading: Drawing) -> str:
    shared = [each.text.text for each in reading.stances("agree")]
    if shared:
        return _("What do we agree on?") + " " + " ".join(shared[:2])
    themes = [each.name.text for each in reading.by_reach()[:2] if each.tables > 1]
    said = [each.words.text for each in reading.quotes()[:2] if each.words]
    if not themes:
        return " ".join(said)
    return _("What came back?") + " " + ". ".join(themes) + ". " + " ".join(said)


def _chafes(reading: Drawing) -> str:
    some = [each for each in reading.document.sentences if each.minority and each.words]
    if not some:
        return ""
    words = " ".join(f"‘{each.words.text}’" for each in some[:2] if each.words)
    return _("Where does it chafe? Some participants say: %(words)s", words=words)


def _ourselves(reading: Drawing) -> str:
    own = [
        each.words.text for each in reading.document.of_kind("commitment") if each.words
    ]
    if not own:
        return ""
    return (
        _("What will we do ourselves?")
        + " "
        + " ".join(f"‘{each}’" for each in own[:2])
    )


def _asked(reading: Drawing) -> str:
    asked = [each.text.text for each in reading.document.requests]
    if not asked:
        return ""
    end = _("Beside each request there is room for your answer.")
    return " ".join((_("What do we ask?"), *asked, end))
