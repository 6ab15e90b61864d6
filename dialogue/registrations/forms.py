"""Forms of signing up: four questions for residents, one row for the desk."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from dialogue.foundation.forms import Form, Line, Once, Passage, Revised, Ticks
from dialogue.foundation.language import NAMES
from dialogue.registrations.models import AnswerBy, Way
from dialogue.registrations.rules import MOST_PEOPLE
from dialogue.registrations.words import WAYS
from dialogue.sessions.forms import Day, Pick, PickOne, Whole, required

_PLUS = re.compile(r"(\S.*?)\s*\+\s*([1-8])")
TOGETHER: Mapping[str, Any] = {
    "1": _l("yes, alone"),
    "2": _l("two of us"),
    "3": _l("three of us"),
    "4": _l("four of us"),
}
NEEDS: Mapping[str, Any] = {
    "lift": _l("Somebody who picks me up"),
    "language": _l("Somebody who speaks my language"),
    "wheelchair": _l("Room for a wheelchair or walking frame"),
    "childcare": _l("Somebody to mind my child"),
    "hearing": _l("I do not hear well"),
}
BY_DESK = (Way.PHONE, Way.DOOR, Way.CARD, Way.VIA)
ANSWERS: Mapping[AnswerBy, Any] = {
    AnswerBy.MAIL: _l("by mail"),
    AnswerBy.CALL: _l("by telephone"),
    AnswerBy.LETTER: _l("by letter"),
    AnswerBy.NONE: _l("not"),
}


def _offered(words: Mapping[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(str(value), word) for value, word in words.items()]


def _agreed(_form: Any, field: Any) -> None:
    if not field.data:
        raise ValidationError(_("Tick this box: without it we may not keep your name."))


class _Spoken:
    """In which language somebody hears from us; not asked where there is one."""

    language: Any = Pick(_l("In which language do we write to you?"))

    def offer_languages(self, offered: tuple[str, ...], *mine: str) -> None:
        """The languages of this house, and their own."""
        codes = dict.fromkeys((*offered, *mine))
        if len(codes) < 2:
            del self.language
            return
        self.language.choices = _offered(
            {code: NAMES.get(code, code) for code in codes}
        )

    def spoken(self, otherwise: str) -> str:
        """The code of the language that was chosen; ``otherwise`` when not asked."""
        return otherwise if self.language is None else str(self.language.data)


class SignUpForm(Once, _Spoken):
    """Name, how to reach you, with how many, and whether that is all right."""

    name = Line(
        _l("What may we call you?"),
        required(_l("Fill in a name. Any name will do.")),
        most=80,
        description=_l("Your first name is enough."),
    )
    reach = Line(
        _l("How can we reach you?"),
        most=120,
        description=_l(
            "Your telephone number or mail address. Only for this conversation."
        ),
    )
    people = PickOne(_l("Do you come alone?"), choices=_offered(TOGETHER), default="1")
    needs = Ticks(_l("Tick what helps"), choices=_offered(NEEDS))
    more = Line(_l("Something else that helps"), most=200)
    hear_answer = BooleanField(_l("I want to hear what the municipality answers"))
    agreed = BooleanField("", [_agreed])
    question = Line(_l("One question, because there is a rush"), most=20)

    FOLDED = ("needs", "more")

    @property
    def folded_wrong(self) -> bool:
        """Whether something that is folded away must be put right."""
        return any(self[name].errors for name in self.FOLDED)

    def all_needs(self) -> str:
        """What was ticked and typed, as the desk reads it."""
        ticked = [str(NEEDS[each]) for each in self.needs.data or ()]
        return ", ".join([*ticked, *([self.more.data] if self.more.data else [])])


class OtherForm(SignUpForm):
    """For somebody else, who said that it is all right."""

    via = Line(
        _l("Who are you?"),
        required(_l("Fill in your own name.")),
        most=80,
        description=_l("Then they know who put them on the list."),
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        del self.people


class CardForm(SignUpForm):
    """No telephone, no mail: a card comes through the door."""

    address = Line(
        _l("Where may the card go?"),
        required(_l("Fill in a street, a number and a town.")),
        most=200,
        description=_l("Street, number, postcode and town."),
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        del self.reach


class CodeForm(Form):
    """The code on the card."""

    code = Line(
        _l("Your code"),
        [InputRequired(_l("Fill in the code on your card."))],
        most=40,
        description=_l("Twelve letters and figures, like 7K4M QPX2 TWRE."),
    )


class ChangeForm(Revised, _Spoken):
    """What somebody may change about their own sign-up."""

    name = SignUpForm.name
    reach = Line(_l("How can we reach you?"), most=200)
    people = Whole(_l("How many people come?"), required(_l("Fill in a number.")))
    needs = Line(_l("What helps you to come?"), most=300)
    answer_by = PickOne(
        _l("How do you want to hear what the municipality answers?"),
        choices=_offered(ANSWERS),
    )


class PersonForm(ChangeForm):
    """The same at the desk, with who helps and a note."""

    helper = BooleanField(_l("Helps on the evening (host, interpreter)"))
    note = Passage(_l("Note for the team"), most=400)


class ReachForm(Form):
    """Where else somebody can be reached."""

    reach = Line(
        _l("How do we reach them?"),
        required(_l("Fill in a mail address, a telephone number or an address.")),
        most=200,
        description=_l(
            "A mail address is mailed, a number comes under Calls, a street with a "
            "number gets a letter."
        ),
    )


class QuickForm(Once, _Spoken):
    """Somebody who phones or writes, in one row, blind from the keyboard."""

    name = Line(_l("Name"), required(_l("Fill in a name.")), most=80)
    reach = Line(_l("Telephone, mail or address"), most=200)
    how = Pick(_l("How"), choices=_offered({each: WAYS[each] for each in BY_DESK}))
    needs = Line(_l("Needs"), most=300)
    language: Any = Pick(_l("Language"))
    hear_answer = BooleanField(_l("Wants to hear the answer"))


class HoldForm(Once):
    """Seats for a team."""

    for_whom = Line(
        _l("For which team?"),
        required(_l("Fill in for which team.")),
        most=80,
        description=_l("For instance: the volunteers of De Brug. Not for one person."),
    )
    seats = Whole(_l("How many seats?"), required(_l("Fill in a number.")))
    until = Day(
        _l("Until which day?"),
        required(_l("Fill in a day.")),
        description=_l(
            "What is still held that morning goes to whoever waits, then to everybody."
        ),
    )


class FillForm(Once, _Spoken):
    """Somebody of the team, on one of the held seats."""

    name = Line(_l("Name"), required(_l("Fill in a name.")), most=80)
    reach = Line(_l("Telephone, mail or address"), most=200)
    needs = Line(_l("Needs"), most=300)
    language: Any = Pick(_l("Language"))
    hear_answer = BooleanField(_l("Wants to hear the answer"))


class WalkInForm(Once):
    """Somebody at the door without a sign-up."""

    name = Line(_l("Name"), required(_l("Fill in a name.")), most=80)
    people = Whole(_l("How many"), required(_l("Fill in a number.")), default=1)


class RoundForm(Once):
    """How many were asked along one channel."""

    way = Pick(_l("How"), choices=_offered({each: WAYS[each] for each in BY_DESK}))
    asked = Whole(_l("People asked"), required(_l("Fill in a number.")))
    reached = Whole(_l("Of whom we reached"), required(_l("Fill in a number.")))
    note = Line(_l("Who, or where"), most=200)


class MissingForm(Form):
    """Who is not asked yet."""

    missing = Passage(
        _l("Who are we missing?"),
        most=400,
        description=_l(
            "For instance: nobody from the Hofflat. Only the team reads this."
        ),
    )


class ActForm(Once, Revised):
    """One button."""


class LettersForm(Form):
    """Which letters are in the post."""

    letter = Ticks(_l("Letters that are ready"))


def with_others(typed: str) -> tuple[str, int]:
    """A name and how many people, from ``Kees +2`` (three people)."""
    found = _PLUS.fullmatch(typed)
    if found is None:
        return typed, 1
    return found[1], min(1 + int(found[2]), MOST_PEOPLE)


__all__ = [
    "ANSWERS",
    "NEEDS",
    "ActForm",
    "CardForm",
    "ChangeForm",
    "CodeForm",
    "FillForm",
    "HoldForm",
    "LettersForm",
    "MissingForm",
    "OtherForm",
    "PersonForm",
    "QuickForm",
    "ReachForm",
    "RoundForm",
    "SignUpForm",
    "WalkInForm",
    "with_others",
]
