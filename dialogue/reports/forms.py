"""What people write for a report."""

from flask_babel import lazy_gettext as _l

from dialogue.foundation.forms import Line, Passage, Revised
from dialogue.sessions.forms import Day


class WordsForm(Revised):
    """The four things a report cannot know by itself; all may stay empty."""

    subtitle = Line(_l("Under the title"))
    read_aloud = Passage(_l("The page to read aloud"))
    was_open = Passage(_l("What was open, and what was fixed"), most=1000)
    answer_due = Day(_l("Answer asked before"))


class IssueForm(Revised):
    """Issue the report: asked once."""


class BeginForm(Revised):
    """The group of a closed conversation wants a report."""
