"""Why a room is impossible, in the words of the page: the optimiser's codes, said.

The optimiser's own sentences (``./do seat``) are English; here each has a full sentence
in every language, with its plurals. A test walks them all.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from msgspec import Struct

from dialogue.seating.optimiser import sentences

Facts = Mapping[str, Any]
Wish = Mapping[str, Any]
"""{kind, people, table, language} of a wish, as ``asking`` tells it."""


WISHES, PEOPLE, MIXING = "seating.wishes", "seating.people", "seating.mixing"
GIVES_WAY: Mapping[str, str] = {
    "together": WISHES, "apart": WISHES, "wheelchair": PEOPLE, "language": PEOPLE,
    "hosts": MIXING,
}  # fmt: skip


class Why(Struct, frozen=True):
    """A reason, and the pages (endpoints) where a wish of it may give way."""

    sentence: str
    softer: tuple[str, ...] = ()


def why(template: str, facts: Facts, wishes: Sequence[Wish] = ()) -> Why:
    """A reason of the optimiser with what one may do besides."""
    pages = [GIVES_WAY[one["kind"]] for one in wishes if one["kind"] in GIVES_WAY]
    if template in SOFTER:
        pages = [SOFTER[template]]
    return Why(said(template, facts, wishes), tuple(dict.fromkeys(pages)))


def said(template: str, facts: Facts, wishes: Sequence[Wish] = ()) -> str:
    """A reason of the optimiser as a sentence of the page."""
    if template == sentences.COMBINED:
        every = "; ".join(wish_said(one) for one in wishes)
        return str(_("These wishes cannot hold together: %(wishes)s.", wishes=every))
    return str(SAID[template](facts))


def _too_many(facts: Facts) -> Any:
    return _(
        "%(people)s people are coming and the tables hold %(chairs)s: add a table or "
        "chairs.",
        **facts,
    )


def _too_few(facts: Facts) -> Any:
    return ngettext(
        "%(num)s person is coming and the tables need at least %(chairs)s: take a "
        "table away, or let tables begin with fewer.",
        "%(num)s people are coming and the tables need at least %(chairs)s: take a "
        "table away, or let tables begin with fewer.",
        facts["people"],
        chairs=facts["chairs"],
    )


def _together_apart(facts: Facts) -> Any:
    return _(
        "%(group)s must sit together, but %(first)s and %(second)s must sit apart: "
        "drop one of the two wishes.",
        **facts,
    )


def _too_big(facts: Facts) -> Any:
    return _(
        "%(group)s must sit together. They are %(people)s people, and the largest "
        "table has %(chairs)s chairs: give it more chairs, or let them sit apart.",
        **facts,
    )


def _no_room(facts: Facts) -> Any:
    return _(
        "%(groups)s groups of %(size)s or more must sit together, and the tables have "
        "room for %(places)s: add chairs, or let some sit apart.",
        **facts,
    )


def _wheelchairs(facts: Facts) -> Any:
    if not facts["chairs"]:
        return ngettext(
            "%(num)s person uses a wheelchair and a wheelchair fits at no table: make "
            "room for one.",
            "%(num)s people use a wheelchair and a wheelchair fits at no table: make "
            "room for them.",
            facts["people"],
        )
    return _(
        "%(people)s people use a wheelchair and the tables where one fits have "
        "%(chairs)s chairs: make room at another table.",
        **facts,
    )


def _hosts(facts: Facts) -> Any:
    return ngettext(
        "There are %(tables)s tables and %(num)s host: find %(missing)s more, or use "
        "fewer tables.",
        "There are %(tables)s tables and %(num)s hosts: find %(missing)s more, or use "
        "fewer tables.",
        facts["hosts"],
        tables=facts["tables"],
        missing=facts["missing"],
    )


def _host_blocks(facts: Facts) -> Any:
    return _(
        "There are %(tables)s tables, and hosts who must sit together serve only "
        "%(hosts)s of them: let hosts sit apart, or find another.",
        **facts,
    )


def _nobody_speaks(facts: Facts) -> Any:
    return ngettext(
        "%(num)s person needs an interpreter for %(language)s, and nobody here speaks "
        "it as well as the language of the evening: find one.",
        "%(num)s people need an interpreter for %(language)s, and nobody here speaks "
        "it as well as the language of the evening: find one.",
        facts["people"],
        language=facts["language"],
    )


def _few_speak(facts: Facts) -> Any:
    return ngettext(
        "%(people)s people need an interpreter for %(language)s, there is %(num)s, and "
        "a table has %(chairs)s chairs at most: find another, or give that table more "
        "chairs.",
        "%(people)s people need an interpreter for %(language)s, there are %(num)s, "
        "and a table has %(chairs)s chairs at most: find another, or give their tables "
        "more chairs.",
        facts["bridges"],
        people=facts["people"],
        language=facts["language"],
        chairs=facts["chairs"],
    )


def _apart(facts: Facts) -> Any:
    return ngettext(
        "%(group)s must all sit apart from each other, and there is %(num)s table: "
        "drop one of these wishes.",
        "%(group)s must all sit apart from each other, and there are %(num)s tables: "
        "drop one of these wishes.",
        facts["tables"],
        group=facts["group"],
    )


def _pinned_twice(facts: Facts) -> Any:
    return _(
        "%(person)s has a fixed place at two tables in one round: keep one of them.",
        **facts,
    )


def _pinned_steps(facts: Facts) -> Any:
    return _(
        "%(person)s uses a wheelchair and has a fixed place at table %(table)s, where "
        "none fits: unlock that place, or make room there.",
        **facts,
    )


def _pinned_full(facts: Facts) -> Any:
    return ngettext(
        "%(people)s people have a fixed place at table %(table)s, which has %(num)s "
        "chair: unlock somebody, or give it more chairs.",
        "%(people)s people have a fixed place at table %(table)s, which has %(num)s "
        "chairs: unlock somebody, or give it more chairs.",
        facts["chairs"],
        people=facts["people"],
        table=facts["table"],
    )


def _pinned_apart(facts: Facts) -> Any:
    return _(
        "%(first)s and %(second)s must sit apart and have fixed places at one table: "
        "unlock one of them, or drop the wish.",
        **facts,
    )


def _pinned_together(facts: Facts) -> Any:
    return _(
        "%(first)s and %(second)s must sit together and have fixed places at two "
        "tables: unlock one of them, or drop the wish.",
        **facts,
    )


SAID: Mapping[str, Callable[[Facts], Any]] = {
    sentences.TOO_MANY: _too_many,
    sentences.TOO_FEW: _too_few,
    sentences.TOGETHER_APART: _together_apart,
    sentences.TOO_BIG: _too_big,
    sentences.NO_ROOM: _no_room,
    sentences.WHEELCHAIRS: _wheelchairs,
    sentences.HOSTS: _hosts,
    sentences.HOST_BLOCKS: _host_blocks,
    sentences.NOBODY_SPEAKS: _nobody_speaks,
    sentences.FEW_SPEAK: _few_speak,
    sentences.APART: _apart,
    sentences.PINNED_TWICE: _pinned_twice,
    sentences.PINNED_STEPS: _pinned_steps,
    sentences.PINNED_FULL: _pinned_full,
    sentences.PINNED_APART: _pinned_apart,
    sentences.PINNED_TOGETHER: _pinned_together,
}


SOFTER: Mapping[str, str] = {
    sentences.TOGETHER_APART: WISHES,
    sentences.TOO_BIG: WISHES,
    sentences.NO_ROOM: WISHES,
    sentences.APART: WISHES,
    sentences.PINNED_APART: WISHES,
    sentences.PINNED_TOGETHER: WISHES,
    sentences.WHEELCHAIRS: PEOPLE,
    sentences.PINNED_STEPS: PEOPLE,
    sentences.NOBODY_SPEAKS: PEOPLE,
    sentences.FEW_SPEAK: PEOPLE,
    sentences.HOSTS: MIXING,
    sentences.HOST_BLOCKS: MIXING,
}


def wish_said(wish: Wish) -> str:
    """A wish in a few words; KeyError for a kind that has none."""
    people = list(wish["people"])
    group, last = ", ".join(people[:-1]), people[-1] if people else ""
    words = {
        "together": lambda: _("%(a)s and %(b)s together", a=group, b=last),
        "apart": lambda: _("%(a)s and %(b)s apart", a=group, b=last),
        "wheelchair": lambda: _("%(a)s at a table where a wheelchair fits", a=last),
        "language": lambda: _(
            "%(a)s beside an interpreter for %(b)s", a=last, b=wish["language"]
        ),
        "pin": lambda: _("%(a)s at table %(b)s", a=last, b=wish["table"]),
        "hosts": lambda: _("a host at every table"),
        "least": lambda: _("every table with its smallest number of people"),
    }
    return str(words[wish["kind"]]())
