"""The form every form in the house descends from: clean text, clear refusals."""

import unicodedata
from functools import lru_cache
from typing import Any

from babel.support import Translations
from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.i18n import messages_path
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from dialogue.foundation.database import db
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import chosen
from dialogue.foundation.model import random_key

LINE, PAGE = 200, 4000  # longest single-line and many-line text, in characters
_ALLOWED_CONTROLS = {"\n", "\t"}


def tidy(text: str | None) -> str | None:
    """What people type, in one form: NFC, unix line ends, no space around."""
    if text is None:
        return None
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain).strip()


def readable(_form: Any, field: Any) -> None:
    """Refuse characters that no page, printer, mail or database can carry.

    What was typed comes back with a mark where each of them stood.
    """
    text = field.data or ""
    shown = printable(text)
    if shown != text:
        field.data = shown
        raise StopValidation(
            _l("There is an invisible character in this text. Please type it again.")
        )


def printable(text: str) -> str:
    """The text with a mark for each character that no page can carry."""
    return "".join("\ufffd" if _unfit(char) else char for char in text)


def shown_again(value: object) -> object:
    """What came back in a hidden field, so that a page can carry it once more."""
    return printable(value) if isinstance(value, str) else value


def _unfit(char: str) -> bool:
    """A control, half a surrogate pair, or a code point that is no character."""
    if char in _ALLOWED_CONTROLS:
        return False
    code = ord(char)
    nothing = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return nothing or unicodedata.category(char) in {"Cc", "Cs"}


class Line(StringField):  # type: ignore[misc]
    """One line of text, tidied; at most ``most`` characters."""

    def __init__(
        self, label: Any = None, validators: Any = (), *, most: int = LINE, **kw: Any
    ):
        super().__init__(
            label,
            [readable, _no_breaks, AtMost(most), *validators],
            filters=[tidy],
            **kw,
        )


class Passage(TextAreaField):  # type: ignore[misc]
    """Several lines of text, tidied; at most ``most`` characters."""

    def __init__(
        self, label: Any = None, validators: Any = (), *, most: int = PAGE, **kw: Any
    ):
        super().__init__(
            label, [readable, AtMost(most), *validators], filters=[tidy], **kw
        )


class Whole(IntegerField):  # type: ignore[misc]
    """A whole number; what is no number gets a sentence of ours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; an empty field stays empty, rubbish is shown again."""
        self.raw_data = [printable(each) for each in valuelist]
        try:
            super().process_formdata([each for each in valuelist if each.strip()])
        except ValueError:
            raise ValueError(_l("Fill in a whole number.")) from None

    def pre_validate(self, form: Any) -> None:
        """One sentence is enough: no range for what is no number."""
        if self.process_errors:
            raise StopValidation


class Ticks(SelectMultipleField):  # type: ignore[misc]
    """Boxes to tick; none is fine. ``gone``: what to say of one that is not offered."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *words: Any, gone: Any = None, **more: Any) -> None:
        super().__init__(*words, **more)
        self.gone = gone or _l("Choose from this list.")

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        offered = {value for value, *_rest in self.iter_choices()}
        if not set(self.data or ()) <= offered:
            raise ValidationError(self.gone)


class AtMost:
    """At most so many characters; the sentence says how many there are now.

    Not the browser's own ``maxlength``: that cuts off what is pasted and says nothing.
    """

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Any, field: Any) -> None:
        length = len(field.data or "")
        if length > self.most:
            raise ValidationError(
                _l(
                    "This text has %(length)d characters. Make it %(most)d at most.",
                    length=length,
                    most=self.most,
                )
            )


def _no_breaks(_form: Any, field: Any) -> None:
    if field.data and ("\n" in field.data or "\t" in field.data):
        raise ValidationError(_l("Keep this on one line."))


@lru_cache(maxsize=64)
def _library_words(language: str) -> Any:
    """What WTForms itself may say, in a language; its file is read once."""
    near = [language.replace("-", "_"), language.split("-")[0]]
    return Translations.load(messages_path(), near, domain="wtforms")


class Form(FlaskForm):  # type: ignore[misc]
    """A form that can carry a broken rule back to the person.

    ``once`` makes a double submit harmless (journal.once); ``revision`` shows that
    somebody else changed the thing meanwhile (use with ``rules.check_fresh``).
    """

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How WTForms finds its own words."""

        def get_translations(self, _form: Any) -> Any:
            """In the language of the page."""
            return _library_words(chosen())

    def refuse(self, broken: RuleBroken) -> None:
        """Put the sentence of a broken rule at its field, or on top of the form."""
        field = self._fields.get(broken.field or "")
        if field is None:
            self.form_errors.append(broken.sentence)
        else:
            field.errors = [*field.errors, broken.sentence]
            if isinstance(field, HiddenField):
                # What it said was old; sent again it has seen what there is now.
                field.data = field.object_data
                self._say_what_is_there_now()

    def _say_what_is_there_now(self) -> None:
        """Beside every answer that differs from what somebody else left: that."""
        for field in self:
            if isinstance(field, HiddenField) or field.data == field.object_data:
                continue
            said = _said_now(field)
            if said is not None:
                told = _l("It says now: %(text)s", text=said or "–")
                field.errors = [*field.errors, told]

    def catching(self) -> "_Catching":
        """``with form.catching(): act; return redirect``: a broken rule stays here."""
        return _Catching(self)

    @property
    def status(self) -> int:
        """422 when something must be put right, else 200."""
        return 422 if self.errors else 200

    def asked(self) -> bool:
        """Whether this request sends the form (and not another form of the page)."""
        return request.method == "POST"


def _said_now(field: Any) -> str | None:
    """What a field would show without what was typed; None when that is no text."""
    now = field.object_data
    if hasattr(field, "iter_choices"):
        chosen_now = {str(each) for each in (now if isinstance(now, list) else [now])}
        labels = [
            each[1] for each in field.iter_choices() if str(each[0]) in chosen_now
        ]
        return ", ".join(str(each) for each in labels)
    if hasattr(field, "write"):
        return str(field.write(now)) if now is not None else ""
    return None if isinstance(now, bool) else str(now or "")


class Once(Form):
    """A form whose second submit does nothing twice."""

    once = HiddenField(default=random_key, filters=[shown_again])


class Revised(Form):
    """A form on a thing that somebody else may change meanwhile."""

    revision = HiddenField(filters=[shown_again])


class _Catching:
    def __init__(self, form: Form) -> None:
        self.form = form

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> bool:
        if not isinstance(error, RuleBroken):
            return False
        db.session.rollback()
        self.form.refuse(error)
        return True


__all__ = [
    "BooleanField",
    "Form",
    "Line",
    "Once",
    "Passage",
    "Revised",
    "Whole",
    "printable",
    "readable",
    "tidy",
]
