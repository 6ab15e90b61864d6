"""What staff fill in to get in."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from dialogue.access.rules import LONGEST
from dialogue.foundation.forms import AtMost, Form, Line, readable
from dialogue.foundation.language import NAMES


class Secret(PasswordField):  # type: ignore[misc]
    """A password: kept exactly as typed, never shown again."""

    def __init__(self, label: Any = None, **kw: Any) -> None:
        needed = InputRequired(_l("Fill in the password."))
        super().__init__(label, [needed, readable, AtMost(LONGEST)], **kw)


def _address(_form: Any, field: Any) -> None:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(field.data or "", check_deliverability=False)
    except EmailNotValidError as wrong:
        raise ValidationError(
            _l("This is not a mail address. It looks like name@example.nl.")
        ) from wrong
    field.data = found.normalized


class Address(Line):
    """A mail address, normalised."""

    def __init__(self, label: Any = None, **kw: Any) -> None:
        needed = InputRequired(_l("Fill in the mail address."))
        super().__init__(label, [needed, _address], most=254, **kw)


def new_password() -> Secret:
    """A field for a password to be."""
    return Secret(
        _l("New password"),
        description=_l("At least 12 characters. Four words in a row is fine."),
    )


def first_code() -> Line:
    """A field for the code of an app that was just set up."""
    return Line(
        _l("Code in the app"),
        [InputRequired(_l("Fill in the code."))],
        most=12,
        description=_l("Six digits. They change every half minute."),
    )


class SignInForm(Form):
    """Who are you."""

    email = Address(_l("Mail address"))
    password = Secret(_l("Password"))


class CodeForm(Form):
    """Prove it with what you have."""

    code = Line(
        _l("Code"),
        [InputRequired(_l("Fill in the code."))],
        most=40,
        description=_l(
            "The six digits that your authenticator app shows now, "
            "or one of your recovery codes."
        ),
    )


class ResetForm(Form):
    """Where to send the link for a new password."""

    email = Address(_l("Mail address"))


class NewPasswordForm(Form):
    """A password to be."""

    password = new_password()


class ChangePasswordForm(NewPasswordForm):
    """Another password, by somebody who knows the present one."""

    current = Secret(_l("Password you have now"))


class NewFactorForm(Form):
    """The first code of an authenticator app that was just set up."""

    code = first_code()


class ChangeFactorForm(NewFactorForm):
    """Another authenticator app, by somebody who knows the password."""

    current = Secret(_l("Password you have now"))


class PasswordForm(Form):
    """Show that it is still you."""

    current = Secret(_l("Password you have now"))


class InvitationForm(Form):
    """Everything a new colleague fills in, once; in the order of the page."""

    name = Line(_l("Your name"), [InputRequired(_l("Fill in your name."))], most=120)
    password = new_password()
    code = first_code()


class AccountForm(Form):
    """How we address somebody."""

    name = Line(_l("Your name"), [InputRequired(_l("Fill in your name."))], most=120)
    language = SelectField(_l("Language of mail to you"))

    def offer(self, languages: tuple[str, ...]) -> None:
        """Which languages can be chosen."""
        self.language.choices = [
            SelectChoice(code, NAMES.get(code, code)) for code in languages
        ]
