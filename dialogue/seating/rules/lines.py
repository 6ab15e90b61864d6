"""The lines that divide a room: what one may ask, and the answers to choose from."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from dialogue.foundation.errors import RuleBroken

MOST_STREETS = 12
FIRST_TIME = "first"


class Line(Struct, frozen=True):
    """A line: its name for the organiser, its question for a resident, answers.

    Answers are few and broad, so that nobody is known by one.
    """

    name: Any
    question: Any
    answers: Mapping[str, Any]


LINES: Mapping[str, Line] = {
    "street": Line(_l("street"), _l("Where do you live?"), {}),
    "age": Line(
        _l("age"),
        _l("How old are you?"),
        {
            "u18": _l("under 18"),
            "18": _l("18 to 29"),
            "30": _l("30 to 44"),
            "45": _l("45 to 64"),
            "65": _l("65 or older"),
        },
    ),
    "years": Line(
        _l("years here"),
        _l("How long have you lived here?"),
        {
            "0": _l("less than 2 years"),
            "2": _l("2 to 10 years"),
            "10": _l("longer than 10 years"),
        },
    ),
    "tenure": Line(
        _l("renting or owning"),
        _l("Do you rent or own your home?"),
        {"rent": _l("I rent"), "own": _l("I own"), "other": _l("otherwise")},
    ),
    "work": Line(
        _l("work"),
        _l("What do you do most days?"),
        {
            "work": _l("paid work"),
            "seek": _l("I look for work"),
            "care": _l("care, or work at home"),
            "learn": _l("school or study"),
            "retired": _l("I am retired"),
        },
    ),
    "side": Line(
        _l("side on a statement"),
        _l("What do you think of this?"),
        {
            "agree": _l("I agree"),
            "unsure": _l("I do not know"),
            "not": _l("I disagree"),
        },
    ),
}


def answers_of(line: str, streets: Sequence[str]) -> Mapping[str, Any]:
    """The answers one may choose from; streets are the organiser's own words."""
    if line == "street":
        return {street: street for street in streets}
    return LINES[line].answers


def question_of(line: str, statement: str) -> Any:
    """The question for a resident; of a side it names the statement."""
    if line == "side" and statement:
        return _l("What do you think of this: “%(words)s”?", words=statement)
    return LINES[line].question


def check_lines(lines: Sequence[str], streets: Sequence[str], statement: str) -> None:
    """A street needs streets to choose from; a side needs a statement."""
    if "street" in lines and len(streets) < 2:
        raise RuleBroken(
            _l("Write at least two streets or parts, each on a line of its own."),
            field="streets",
        )
    if len(streets) > MOST_STREETS:
        raise RuleBroken(
            _l("Name %(most)s streets or parts at most.", most=MOST_STREETS),
            field="streets",
        )
    if "side" in lines and not statement:
        raise RuleBroken(
            _l("Write the statement that people agree or disagree with."),
            field="statement",
        )


def kept_answers(
    lines: Sequence[str], streets: Sequence[str], given: Mapping[str, Any]
) -> dict[str, str]:
    """Only answers to lines that are asked, and only those on offer."""
    return {
        line: str(given[line])
        for line in lines
        if given.get(line) in answers_of(line, streets)
    }
