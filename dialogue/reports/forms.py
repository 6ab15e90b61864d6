"""What people write for a report."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice

from dialogue.foundation.forms import Line, Once, Passage, Revised, Ticks
from dialogue.foundation.language import day_date
from dialogue.outcomes.forms import AskFields
from dialogue.sessions.forms import Day, required
from dialogue.sessions.models import DialogueSession


class WordsForm(Revised):
    """The four things a report cannot know by itself; all may stay empty."""

    subtitle = Line(_l("Under the title"))
    read_aloud = Passage(_l("The page to read aloud"))
    was_open = Passage(_l("What was open, and what was fixed"), most=1000)
    answer_due = Day(_l("Answer asked before"))


class SeveralForm(Once):
    """Which evenings go into one report, and what it is called."""

    title = Line(
        _l("What is this report called?"),
        required(_l("Give the report a name.")),
        most=120,
    )
    evenings = Ticks(
        _l("Which evenings?"),
        description=_l("Public evenings whose own report is out."),
    )
    answer_due = Day(_l("Answer asked before"))

    def offer(self, sessions: Sequence[DialogueSession]) -> None:
        """These evenings may be in it."""
        self.evenings.choices = [
            SelectChoice(str(each.id), f"{each.title}, {day_date(each.starts_at)}")
            for each in sessions
        ]


class MergeForm(AskFields, Once, Revised):
    """Like requests of several evenings as one."""

    parts = Ticks(_l("Which requests ask the same?"))


class IssueForm(Revised):
    """Issue the report: asked once."""


class BeginForm(Revised):
    """The group of a closed conversation wants a report."""
