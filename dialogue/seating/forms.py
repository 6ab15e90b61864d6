"""Forms of the seating room."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from dialogue.foundation.forms import Form, Line, Passage, Ticks, Whole
from dialogue.seating.models import WishKind
from dialogue.seating.people import Neighbour, by_name
from dialogue.seating.rules.lines import (
    FIRST_TIME,
    LINES,
    MOST_STREETS,
    answers_of,
    question_of,
)
from dialogue.sessions.forms import Pick, PickOne, required

ROUNDS: Mapping[str, Any] = {
    "1": _l("one round"),
    "2": _l("two rounds"),
    "3": _l("three rounds"),
    "4": _l("four rounds"),
}
EFFORTS: Mapping[str, Any] = {
    "2": _l("a moment"),
    "3": _l("some seconds"),
    "4": _l("half a minute"),
}
NO, MUST, TRY = "no", "must", "try"
HARD: Mapping[str, Any] = {MUST: _l("it must"), TRY: _l("if it is possible")}
WHEELS: Mapping[str, Any] = {NO: _l("no"), MUST: _l("yes"), TRY: HARD[TRY]}
KINDS: Mapping[str, Any] = {
    WishKind.TOGETHER.value: _l("sit together"),
    WishKind.APART.value: _l("sit apart"),
    WishKind.HELPER.value: _l("the first helps the second"),
}


def _offered(words: Mapping[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, word) for value, word in words.items()]


def _how_much(label: Any) -> PickOne:
    return PickOne(label, choices=_offered(HARD), default=MUST)


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


class MixingForm(Form):
    """How people are mixed."""

    rounds = PickOne(_l("How often do people change tables?"), choices=_offered(ROUNDS))
    lines = Ticks(
        _l("Which lines should the tables cross?"),
        choices=[SelectChoice(key, line.name) for key, line in LINES.items()],
        description=_l(
            "Ask only what helps this conversation. Nobody has to answer, and the "
            "answers are deleted the morning after, or when you take a line away."
        ),
    )
    streets = Passage(
        _l("Streets or parts to choose from"),
        most=600,
        description=_l("One on a line. Only when you ask for the street."),
    )
    statement = Line(
        _l("The statement"),
        most=200,
        description=_l("Only when you ask for a side."),
    )
    parties_together = BooleanField(_l("Who signed up together sits together"))
    hosts = PickOne(
        _l("Must every table have a host?"),
        choices=_offered(HARD),
        default=MUST,
        description=_l("Only when people who signed up host the tables themselves."),
    )
    effort = PickOne(_l("How long may the planning take?"), choices=_offered(EFFORTS))

    def street_list(self) -> tuple[str, ...]:
        """The streets as written, each once."""
        lines = [line.strip()[:60] for line in (self.streets.data or "").splitlines()]
        return tuple(dict.fromkeys(line for line in lines if line))

    def validate_streets(self, field: Any) -> None:
        """As many as one can choose from."""
        if len(self.street_list()) > MOST_STREETS:
            raise ValidationError(
                _("Name %(most)s streets or parts at most.", most=MOST_STREETS)
            )


def answers_form(
    lines: Sequence[str], streets: Sequence[str], statement: str, *, desk: bool
) -> type[Form]:
    """A form with one question a line, and for the desk what seating needs to know."""

    def no_answer(line: str) -> SelectChoice:
        return SelectChoice(
            "", _l("not asked") if desk else _l("I would rather not say")
        )

    fields: dict[str, Any] = {
        line: PickOne(
            question_of(line, statement),
            choices=[*_offered(answers_of(line, streets)), no_answer(line)],
            default="",
        )
        for line in lines
    }
    fields[FIRST_TIME] = BooleanField(
        _l("It is their first time") if desk else _l("It is my first time")
    )
    if desk:
        fields |= {
            "wheelchair": PickOne(
                _l("Needs a table where a wheelchair fits"),
                choices=_offered(WHEELS),
                default=NO,
            ),
            "needs_language": Line(
                _l("Needs an interpreter for"),
                most=40,
                description=_l("A language, for instance Farsi."),
            ),
            "language_hard": _how_much(_l("Must there be an interpreter?")),
            "host": BooleanField(_l("Can host a table")),
            "speaks": Line(
                _l("Can interpret"),
                most=120,
                description=_l("Languages, with a comma between them."),
            ),
        }
    return type("AnswersForm", (Form,), fields)


class WishForm(Form):
    """Two people, and what is wished for them."""

    one = Pick(_l("Who"))
    kind = PickOne(
        _l("What is wished"), choices=_offered(KINDS), default=WishKind.TOGETHER.value
    )
    other = Pick(_l("With whom"))
    hard = _how_much(_l("How much"))

    def offer(self, people: Sequence[Neighbour]) -> None:
        """The people of the room, by name."""
        ordered = sorted(people, key=lambda each: by_name(each.name))
        offered = [SelectChoice(each.ref, each.name) for each in ordered]
        first = SelectChoice("", _("Choose somebody"))
        self.one.choices = self.other.choices = [first, *offered]


class DoorForm(Form):
    """What happened at the door, as far as the lists do not say it."""

    closed = Ticks(_l("Which tables are closed?"))
    unhosted = Ticks(_l("Whose host is ill?"))

    def offer(self, tables: Sequence[Any]) -> None:
        """The tables of the room."""
        self.closed.choices = [
            SelectChoice(str(each.number), _("Table %(number)s", number=each.number))
            for each in tables
        ]
        self.unhosted.choices = [
            SelectChoice(
                str(each.number),
                _(
                    "%(host)s, table %(number)s",
                    host=each.host_name,
                    number=each.number,
                ),
            )
            for each in tables
            if each.host_name
        ]
