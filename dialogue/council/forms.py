"""Forms of the council room."""

from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from dialogue.access.forms import Address
from dialogue.council.models import AnswerState
from dialogue.council.words import CHOICES
from dialogue.foundation.forms import Form, Line, Once, Passage, Revised
from dialogue.foundation.language import NAMES
from dialogue.sessions.forms import Day, Pick, PickOne, required


class DeliverForm(Once):
    """To whom the report goes."""

    name = Line(
        _l("Name of the receiver"),
        required(_l("Fill in to whom the report goes.")),
        most=120,
        description=_l(
            "The clerk of the council, or who answers for the municipality."
        ),
    )
    mail = Address(_l("Mail address"))
    language = Pick(_l("Language of the mail"))

    def offer(self, languages: tuple[str, ...]) -> None:
        """The languages of this house."""
        self.language.choices = [
            SelectChoice(each, NAMES.get(each, each)) for each in languages
        ]


class PassOnForm(Once):
    """Which colleague answers instead."""

    name = Line(
        _l("Name of your colleague"),
        required(_l("Fill in who answers.")),
        most=120,
    )
    mail = Address(_l("Mail address of your colleague"))


class AnswerForm(Revised):
    """The answer to one request."""

    state = PickOne(
        _l("What is the answer?"),
        choices=[SelectChoice(each.value, word) for each, word in CHOICES.items()],
    )
    text = Passage(
        _l("Residents read it like this"),
        most=2000,
        description=_l(
            "Who does what, and when? Write it as you would say it. A plain yes may do "
            "without words."
        ),
    )
    on = Day(
        _l("On which day?"),
        [Optional()],
        description=_l("Only if the answer comes later."),
    )
    given_by = Line(
        _l("On behalf of"),
        required(_l("Say which office answers.")),
        most=120,
        description=_l("An office, not a person."),
    )

    @property
    def chosen(self) -> AnswerState:
        """The state that was picked."""
        return AnswerState(self.state.data)


class SendForm(Once):
    """One button that sends the answers."""


class OpenForm(Form):
    """One button that opens a link."""
