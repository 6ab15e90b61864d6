"""Who works here, and as what."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from dialogue.access.forms import Address
from dialogue.access.permissions import ROLE_NAMES, Role
from dialogue.foundation.forms import Form
from dialogue.foundation.language import NAMES

LOCAL_ROLES = (Role.FACILITATOR, Role.TABLE_HOST, Role.CLERK, Role.COORDINATOR)
WHAT_THEY_DO = {
    Role.FACILITATOR: _l(
        "facilitator: plans evenings, keeps the list of people, writes the report"
    ),
    Role.TABLE_HOST: _l("table host: leads one table during the evening"),
    Role.CLERK: _l(
        "council clerk: receives the report and gives the council's answers"
    ),
    Role.COORDINATOR: _l(
        "coordinator: all that a facilitator does, and decides who works here"
    ),
}


class InviteForm(Form):
    """A colleague to be."""

    email = Address(_l("Mail address"))
    role = RadioField(
        _l("What will they do?"),
        [InputRequired(_l("Choose one of the roles."))],
        choices=[SelectChoice(role.value, WHAT_THEY_DO[role]) for role in LOCAL_ROLES],
        default=Role.FACILITATOR.value,
    )
    language = SelectField(_l("Language of the invitation"))

    def offer(self, languages: tuple[str, ...]) -> None:
        """Which languages can be chosen."""
        self.language.choices = [
            SelectChoice(code, NAMES.get(code, code)) for code in languages
        ]


class RoleForm(Form):
    """Another job for a colleague."""

    role = SelectField(
        _l("Role"),
        choices=[SelectChoice(role.value, ROLE_NAMES[role]) for role in LOCAL_ROLES],
    )

    def chosen(self) -> Any:
        """The role that was chosen."""
        return Role(self.role.data)
