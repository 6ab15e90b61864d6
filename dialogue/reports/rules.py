"""When a report may be issued, and what is still missing: pure decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from dialogue.foundation.errors import RuleBroken
from dialogue.reports.models import ReportState
from dialogue.sessions.models import Stage, Visibility

ANSWER_STATES = ("yes", "yes, differently", "no, because", "later, on")
FEWEST_EVENINGS = 2
MOST_WORDS = 320  # of the page that is read aloud: some two and a half minutes


@dataclass(frozen=True, slots=True)
class Ready:
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


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to do first (``stops``) or to know before issuing."""

    sentence: Any
    stops: bool
    where: str  # "harvest", "evening" or "report": the page where it is done


def missing_bits(ready: Ready) -> list[Missing]:
    """What is missing, what stops the report first."""
    found = [*_stops(ready), *_warnings(ready)]
    return sorted(found, key=lambda each: not each.stops)


def _stops(ready: Ready) -> list[Missing]:
    found = []
    if not ready.confirmed and not ready.online:
        found.append(Missing(_l("No table confirmed a sentence yet."), True, "evening"))
    if ready.unsorted:
        found.append(
            Missing(
                _ln(
                    "%(num)d sentence lies in no theme yet.",
                    "%(num)d sentences lie in no theme yet.",
                    ready.unsorted,
                ),
                True,
                "harvest",
            )
        )
    if ready.loose_requests:
        found.append(
            Missing(
                _ln(
                    "%(num)d request of a table is part of no "
                    "request to the council yet.",
                    "%(num)d requests of tables are part of no "
                    "request to the council yet.",
                    ready.loose_requests,
                ),
                True,
                "harvest",
            )
        )
    if ready.suspicious:
        found.append(
            Missing(
                _ln(
                    "%(num)d sentence may show who somebody is. Read it once more.",
                    "%(num)d sentences may show who somebody is. Read them once more.",
                    ready.suspicious,
                ),
                True,
                "harvest",
            )
        )
    if ready.empty_requests:
        found.append(
            Missing(
                _ln(
                    "%(num)d request has no words, or no table asks it any more, "
                    "since a sentence was withdrawn. Write it anew or take it apart.",
                    "%(num)d requests have no words, or no table asks them any more, "
                    "since a sentence was withdrawn. Write them anew or take them "
                    "apart.",
                    ready.empty_requests,
                ),
                True,
                "harvest",
            )
        )
    if ready.requests and not ready.has_answer_due:
        found.append(
            Missing(_l("Say before which day you ask an answer."), True, "report")
        )
    if ready.requests_late:
        found.append(
            Missing(
                _ln(
                    "%(num)d request asks an answer before a day that is past.",
                    "%(num)d requests ask an answer before a day that is past.",
                    ready.requests_late,
                ),
                True,
                "harvest",
            )
        )
    return found


def _warnings(ready: Ready) -> list[Missing]:
    found = []
    if ready.wordless:
        found.append(
            Missing(
                _ln(
                    "%(num)d group of sentences lost its words, because the sentence "
                    "they were copied from was withdrawn. Its sentences stand alone "
                    "until somebody writes new words.",
                    "%(num)d groups of sentences lost their words, because the "
                    "sentence they were copied from was withdrawn. Their sentences "
                    "stand alone until somebody writes new words.",
                    ready.wordless,
                ),
                False,
                "harvest",
            )
        )
    if ready.tables_unread:
        found.append(
            Missing(
                _ln(
                    "%(num)d table was not read back. The report says so.",
                    "%(num)d tables were not read back. The report says so.",
                    ready.tables_unread,
                ),
                False,
                "evening",
            )
        )
    if ready.written:
        found.append(
            Missing(
                _ln(
                    "%(num)d sentence was not read back, so it stays out.",
                    "%(num)d sentences were not read back, so they stay out.",
                    ready.written,
                ),
                False,
                "evening",
            )
        )
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


def check_can_begin(
    stage: Stage, visibility: Visibility, *, over: bool, wanted: bool
) -> None:
    """A report is for an evening that took place; of a closed one only when wished."""
    if stage is not Stage.PUBLISHED:
        raise RuleBroken(_l("There was no conversation, so there is no report."))
    if not over:
        raise RuleBroken(_l("The report comes after the evening."))
    if visibility is Visibility.CLOSED and not wanted:
        raise RuleBroken(
            _l("A closed conversation has no report, unless the group wants one.")
        )


def check_can_join(chosen: int) -> None:
    """One evening has its own report; several make another."""
    if chosen < FEWEST_EVENINGS:
        raise RuleBroken(_l("Choose two evenings or more."), field="evenings")


def check_can_edit(state: ReportState) -> None:
    """What was issued stays as it was."""
    if state is not ReportState.DRAFT:
        raise RuleBroken(_l("This report is out. What was issued stays as it was."))


def check_can_issue(state: ReportState, ready: Ready) -> None:
    """Nothing that must be done is left."""
    check_can_edit(state)
    for each in missing_bits(ready):
        if each.stops:
            raise RuleBroken(each.sentence)


def check_due(due: date | None, today: date) -> None:
    """A day before which an answer is asked lies ahead."""
    if due is not None and due <= today:
        raise RuleBroken(
            _l("Choose a day in the future before which you ask an answer."),
            field="answer_due",
        )


def check_can_answer(
    state: ReportState, known: Sequence[int], answers: Sequence[Any]
) -> None:
    """Answers belong to requests of an issued report, one each."""
    if state is ReportState.DRAFT:
        raise RuleBroken(_l("A draft cannot be answered: issue it first."))
    asked = [each.request for each in answers]
    if set(asked) - set(known) or len(set(asked)) != len(asked):
        raise RuleBroken(
            _l("There is an answer to a request that is not in this report.")
        )
    for each in answers:
        if each.state not in ANSWER_STATES:
            raise RuleBroken(
                _l(
                    "An answer is: yes, yes but differently, no "
                    "because, or later on a day."
                )
            )
        if each.state == "later, on" and each.on is None:
            raise RuleBroken(_l("Say on which day the answer comes."), field="on")


def state_after(answers: Mapping[int, str], requests: int) -> ReportState:
    """Answered once every request has an answer."""
    return (
        ReportState.ANSWERED
        if requests and len(answers) >= requests
        else ReportState.ISSUED
    )
