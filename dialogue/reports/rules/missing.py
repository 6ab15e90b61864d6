"""What is missing before a report may be issued: first what stops it. Pure."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln
from msgspec import Struct


class Ready(Struct, frozen=True):
    """What an evening's harvest looks like to whoever wants to issue a report."""

    confirmed: int  # sentences that may go out
    online: int  # statements of an online round
    unsorted: int
    loose_requests: int
    tables_unread: int
    written: int  # sentences that were not read back
    has_read_aloud: bool
    has_answer_due: bool
    requests: int
    requests_late: int  # asked before a day that is past
    suspicious: int  # sentences that may show who somebody is
    wordless: int = 0  # groups whose words were those of a withdrawn sentence
    empty_requests: int = 0  # requests without words, or that no table asks any more
    answered_since: int = 0  # merged requests of which a part was answered meanwhile


class Missing(Struct, frozen=True):
    """Something to do first (``stops``) or to know before issuing."""

    sentence: Any
    stops: bool
    where: str  # "harvest", "evening", "report", "requests": where it is done


_Said = Callable[[int], Any]
# How many of what, how it is said, and where it is done. In the order of the rail.
_STOPS: tuple[tuple[str, _Said, str], ...] = (
    (
        "unsorted",
        lambda num: _ln(
            "%(num)d sentence lies in no theme yet.",
            "%(num)d sentences lie in no theme yet.",
            num,
        ),
        "harvest",
    ),
    (
        "loose_requests",
        lambda num: _ln(
            "%(num)d request of a table is part of no request to the council yet.",
            "%(num)d requests of tables are part of no request to the council yet.",
            num,
        ),
        "harvest",
    ),
    (
        "suspicious",
        lambda num: _ln(
            "%(num)d sentence may show who somebody is. Read it once more.",
            "%(num)d sentences may show who somebody is. Read them once more.",
            num,
        ),
        "harvest",
    ),
    (
        "answered_since",
        lambda num: _ln(
            "%(num)d merged request holds one that was answered meanwhile. Take it "
            "apart first.",
            "%(num)d merged requests hold one that was answered meanwhile. Take them "
            "apart first.",
            num,
        ),
        "requests",
    ),
    (
        "empty_requests",
        lambda num: _ln(
            "%(num)d request has no words, or no table asks it any more, since a "
            "sentence was withdrawn. Write it anew or take it apart.",
            "%(num)d requests have no words, or no table asks them any more, since a "
            "sentence was withdrawn. Write them anew or take them apart.",
            num,
        ),
        "harvest",
    ),
    (
        "requests_late",
        lambda num: _ln(
            "%(num)d request asks an answer before a day that is past.",
            "%(num)d requests ask an answer before a day that is past.",
            num,
        ),
        "harvest",
    ),
)
_WARNINGS: tuple[tuple[str, _Said, str], ...] = (
    (
        "wordless",
        lambda num: _ln(
            "%(num)d group of sentences lost its words, because the sentence they "
            "were copied from was withdrawn. Its sentences stand alone until somebody "
            "writes new words.",
            "%(num)d groups of sentences lost their words, because the sentence they "
            "were copied from was withdrawn. Their sentences stand alone until "
            "somebody writes new words.",
            num,
        ),
        "harvest",
    ),
    (
        "tables_unread",
        lambda num: _ln(
            "%(num)d table was not read back. The report says so.",
            "%(num)d tables were not read back. The report says so.",
            num,
        ),
        "evening",
    ),
    (
        "written",
        lambda num: _ln(
            "%(num)d sentence was not read back, so it stays out.",
            "%(num)d sentences were not read back, so they stay out.",
            num,
        ),
        "evening",
    ),
)


def missing_bits(ready: Ready) -> list[Missing]:
    """What is missing, what stops the report first."""
    return [*_stops(ready), *_warnings(ready)]


def _stops(ready: Ready) -> list[Missing]:
    found = []
    if not ready.confirmed and not ready.online:
        found.append(Missing(_l("No table confirmed a sentence yet."), True, "evening"))
    found += _counted(ready, _STOPS, stops=True)
    if ready.requests and not ready.has_answer_due:
        found.append(
            Missing(_l("Say before which day you ask an answer."), True, "report")
        )
    return found


def _warnings(ready: Ready) -> list[Missing]:
    found = _counted(ready, _WARNINGS, stops=False)
    if not ready.has_read_aloud:
        found.append(
            Missing(
                _l(
                    "Nobody wrote the page to read aloud. A "
                    "choice of sentences stands there now."
                ),
                False,
                "report",
            )
        )
    if not ready.requests and ready.confirmed:
        found.append(
            Missing(
                _l("This report asks the council nothing. That is allowed."),
                False,
                "harvest",
            )
        )
    return found


def _counted(
    ready: Ready, kinds: tuple[tuple[str, _Said, str], ...], *, stops: bool
) -> list[Missing]:
    return [
        Missing(say(many), stops, where)
        for name, say, where in kinds
        if (many := getattr(ready, name))
    ]
