"""Forms of the conversations room."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from dialogue.conversations.models import Confirmation, QuoteConsent, TranslatedBy
from dialogue.conversations.words import OUTCOMES, TRANSLATORS
from dialogue.foundation.forms import Form, Line, Once, Passage, printable, shown_again
from dialogue.foundation.language import NAMES
from dialogue.foundation.model import random_key

MOST = 500  # characters of a sentence
COUNT = 999  # a count on a form; the rule says what is possible


class Asked:
    """Marks a field as asked for; the rule says when it may stay empty after all."""

    field_flags = {"required": True}

    def __call__(self, _form: Any, _field: Any) -> None:
        """Let everything through."""


class Day(DateField):  # type: ignore[misc]
    """A day; what cannot be printed comes back marked."""

    def _value(self) -> str:
        return printable(str(super()._value()))


class Count(IntegerField):  # type: ignore[misc]
    """A whole number; what cannot be printed comes back marked."""

    def _value(self) -> str:
        return printable(str(super()._value()))


def _count(label: Any, *validators: Any) -> "Count":
    checks = [*validators, NumberRange(0, COUNT, _l("Fill in a number from 0."))]
    return Count(label, checks)


class CodeForm(Form):
    """The code on the wall."""

    code = Line(
        _l("The code of this evening"),
        [InputRequired(_l("Fill in the code that hangs on the wall."))],
        description=_l(
            "It hangs on the wall. Ask the facilitator when you do not see it."
        ),
        most=20,
    )


class CardForm(CodeForm):
    """The code on the card of a table, and the code on the wall."""

    card = Line(
        _l("The code on your table's card"),
        [InputRequired(_l("Fill in the code on the card."))],
        most=20,
    )


class PresentForm(Form):
    """How many people sit at a table."""

    present = _count(
        _l("How many people sit here?"),
        InputRequired(_l("Count the people at this table.")),
    )


class SentenceForm(Form):
    """One sentence and what may stand beside it."""

    text = Passage(_l("Sentence"), most=MOST)
    kind = Line(_l("What is it?"), most=20)
    key = Line(_l("Key"), most=40)
    language = Line(_l("Language of the sentence"), most=12)
    addressed_to = Line(_l("To whom exactly?"), most=120)
    reason = Line(_l("Why?"), most=400)
    wanted_by = Day(_l("Before when?"), [Optional()])
    pseudonym = Line(_l("A made-up name"), most=40)
    check_on = Day(_l("When do we ask how it went?"), [Optional()])
    minority = BooleanField(_l("Some of us see it differently"))
    on_behalf = BooleanField(_l("Said for somebody who is not here"))


class ReadForm(Form):
    """New words for a sentence that was read aloud."""

    text = Passage(
        _l("How should it be?"),
        [InputRequired(_l("Write how the sentence should be."))],
        most=MOST,
    )


class MinorityForm(Form):
    """Why some see it differently."""

    reason = Line(
        _l("Why do some see it differently?"),
        [InputRequired(_l("Write in a few words why some see it this way."))],
        description=_l("A few words. It stands beside the sentence, just as large."),
        most=400,
    )


class TranslateForm(Form):
    """A sentence in another language, written at the table."""

    language = SelectField(_l("Into which language?"))
    text = Passage(
        _l("The sentence in that language"),
        [InputRequired(_l("Write the sentence in this language."))],
        most=MOST,
    )
    made_by = RadioField(
        _l("Who translated it?"),
        choices=[
            SelectChoice(each.value, TRANSLATORS[each])
            for each in TranslatedBy
            if each is not TranslatedBy.STAFF
        ],
        description=_l("The report says it like this, and no name."),
    )
    seen = HiddenField(filters=[shown_again])


class QuoteForm(Form):
    """May this sentence stand in the report word for word?"""

    consent = RadioField(
        _l("May it be quoted?"),
        choices=[SelectChoice(each.value, each.value) for each in QuoteConsent],
    )


class PrepareForm(Form):
    """What an evening needs before it can begin."""

    tables = Count(
        _l("How many tables?"),
        [
            InputRequired(_l("Fill in the number of tables.")),
            NumberRange(1, 60, _l("Between 1 and 60 tables.")),
        ],
    )
    sides = Line(
        _l("Sides that people declare"),
        description=_l(
            "Only when cards are counted per side. For example: residents, shopkeepers."
        ),
        most=120,
    )


class PaperForm(Once):
    """One line of a paper sheet, typed in."""

    text = Line(_l("Sentence"), [Asked()], most=MOST)
    kind = SelectField(_l("What is it?"))
    outcome = SelectField(
        _l("Read back"),
        choices=[
            SelectChoice(each.value, OUTCOMES[each])
            for each in (
                Confirmation.CONFIRMED,
                Confirmation.CHANGED,
                Confirmation.WITHDRAWN,
                Confirmation.WRITTEN,
            )
        ],
    )
    addressed_to = Line(_l("To whom exactly?"), [Asked()], most=120)
    pseudonym = Line(_l("A made-up name"), most=40)


class PairForm(Form):
    """The two answers of one animal card."""

    animal = Line(
        _l("Animal on the card"),
        [InputRequired(_l("Fill in the animal."))],
        most=40,
    )
    before = SelectField(_l("Before"))
    after = SelectField(_l("After"))


def language_choices(codes: list[str]) -> list[tuple[str, str]]:
    """Languages to choose between, each in its own name."""
    return [(code, NAMES.get(code, code)) for code in codes]


def new_key() -> str:
    """A key that makes a sentence count once."""
    return random_key()
