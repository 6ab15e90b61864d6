"""Forms of the seating room."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dialogue.foundation.forms import Form, Line, Whole
from dialogue.sessions.forms import required


class ActForm(Form):
    """One button: nothing but the secret of the session."""


class TableForm(Form):
    """What one can change of a table."""

    most = Whole(_l("Chairs"), required(_l("Fill in how many chairs there are.")))
    fewest = Whole(
        _l("At least so many people"),
        required(_l("Fill in a number; 0 when the table may stay empty.")),
        description=_l("With fewer the table does not talk. 3 is common."),
    )
    accessible = BooleanField(_l("A wheelchair fits at this table"))
    host_name = Line(
        _l("Who hosts this table"),
        most=80,
        description=_l("A colleague or a volunteer. It stands on the table lists."),
    )

