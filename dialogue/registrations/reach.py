"""Where somebody can be reached: one field for telephone, mail or an address. Pure."""

import re
from typing import TYPE_CHECKING, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from msgspec import Struct

from dialogue.foundation.errors import RuleBroken

if TYPE_CHECKING:  # large, and most pages need neither this nor email_validator
    import phonenumbers

_DIGITS: Final = re.compile(r"[+()\d\s./–-]{6,}")
_DUTCH_MOBILE: Final = 10
_MOST: Final = 254
_HALF_A_MAIL: Final = _l(
    "This is not a whole mail address. It looks like name@example.nl."
)


class Reach(Struct, frozen=True):
    """One of these, or none: a mail address, a telephone number, a postal address."""

    mail: str = ""
    phone: str = ""
    address: str = ""

    @property
    def key(self) -> str:
        """The same for the same mailbox or telephone; "" when there is neither."""
        if self.mail:
            return self.mail.casefold()
        return re.sub(r"[^+\d]", "", self.phone)


def read_reach(typed: str, country: str, *, address: bool = False) -> Reach:
    """What was typed in one field. ``country`` is NL or BE: for numbers without ``+``.

    ``address``: whether a street and number is an answer too (at the desk). Raises
    RuleBroken on the field ``reach``, with a sentence that says what is wrong.
    """
    text = typed.strip()
    if not text:
        return Reach()
    if "@" in text:
        return Reach(mail=_mail(text))
    if _DIGITS.fullmatch(text):
        return Reach(phone=_phone(text, country))
    if address and not any(char.isalpha() for char in text):
        raise _no(_("This is not a telephone number. Look at it once more."))
    if address:
        return Reach(address=text)
    raise _no(_("Fill in a telephone number or a mail address, or leave it empty."))


def _no(sentence: str) -> RuleBroken:
    return RuleBroken(sentence, field="reach")


def _mail(text: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(
            text, check_deliverability=False, globally_deliverable=False
        )
    except EmailNotValidError:
        raise _no(_HALF_A_MAIL) from None
    if "." not in found.domain:  # mailboxes of one machine, which nobody has
        raise _no(_HALF_A_MAIL)
    if len(found.normalized) > _MOST:
        raise _no(_("This mail address is too long. Use another one, or a telephone."))
    return str(found.normalized)


def _phone(text: str, country: str) -> str:
    import phonenumbers

    try:
        found = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        raise _no(_("This is not a telephone number. Look at it once more.")) from None
    if phonenumbers.is_valid_number(found):
        return _written(found, country)
    digits = sum(char.isdigit() for char in text)
    if country == "NL" and text.startswith("0") and digits != _DUTCH_MOBILE:
        raise _no(
            ngettext(
                "This number has %(num)d digit. It must have 10, like 06 12 34 56 78.",
                "This number has %(num)d digits. It must have 10, like 06 12 34 56 78.",
                digits,
            )
        )
    raise _no(_("This telephone number does not exist. Look at it once more."))


def _written(number: "phonenumbers.PhoneNumber", country: str) -> str:
    import phonenumbers

    home = phonenumbers.region_code_for_number(number) == country
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    text = str(phonenumbers.format_number(number, style)).replace("-", " ")
    if home and text.startswith("06 ") and len(text) == 11:
        return f"06 {text[3:5]} {text[5:7]} {text[7:9]} {text[9:]}"
    return text
