"""How residents reach the people here, and how long things take and stay."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, InputRequired, NumberRange

from dialogue.access.forms import Address
from dialogue.foundation.forms import Form, Line, Revised, Whole
from dialogue.municipalities.rules import ANSWER_DAYS, CONTACT_KEPT_DAYS


class SetUpForm(Revised):
    """What a municipality's pages, letters and clocks need to know."""

    phone = Line(
        _l("Telephone number that residents call"),
        [DataRequired(_l("Fill in a telephone number that somebody answers."))],
        most=40,
        description=_l("It stands on every page and every flyer."),
    )
    phone_hours = Line(
        _l("When somebody answers"),
        most=120,
        description=_l("For example: Monday to Friday, 9 to 17."),
    )
    desk_address = Line(
        _l("Desk where people can come along"),
        most=200,
        description=_l("For whoever has no telephone. May be a library."),
    )
    answer_days = Whole(
        _l("Days in which the council answers"),
        [
            InputRequired(_l("Fill in a number.")),
            NumberRange(*ANSWER_DAYS, _l("Fill in a number from 7 to 365.")),
        ],
        description=_l("The report asks for an answer before that day."),
    )
    contact_kept_days = Whole(
        _l("Days that we keep how to reach people"),
        [
            InputRequired(_l("Fill in a number.")),
            NumberRange(*CONTACT_KEPT_DAYS, _l("Fill in a number from 1 to 365.")),
        ],
        description=_l(
            "Residents, from the day the council's answer went back to them; who "
            "answers for the council, from the last answer. Then it is deleted."
        ),
    )


class StartForm(Form):
    """Who will be the first coordinator."""

    email = Address(_l("Mail address of the coordinator"))
