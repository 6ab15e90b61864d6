"""When a report may begin, change, be issued and be answered."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken
from dialogue.outcomes.rules import check_ask
from dialogue.reports.models import ReportState
from dialogue.reports.rules.missing import Ready, missing_bits
from dialogue.sessions.models import Stage, Visibility

ANSWER_STATES = ("yes", "yes, differently", "no, because", "later, on")
FEWEST_EVENINGS = 2
MOST_WORDS = 320  # of the page that is read aloud: some two and a half minutes


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


def check_can_merge(parts: Collection[int], answered: Collection[int]) -> None:
    """Two requests or more, of which none was answered yet."""
    if len(set(parts)) < FEWEST_EVENINGS:
        raise RuleBroken(
            _l("Choose two requests or more that ask the same."), field="parts"
        )
    if set(parts) & set(answered):
        raise RuleBroken(
            _l("One of these requests has an answer already, so it stays by itself."),
            field="parts",
        )


def check_not_merged(parts: Collection[int], merged: Collection[int]) -> None:
    """A request is part of one other at most."""
    if set(parts) & set(merged):
        raise RuleBroken(
            _l("One of these requests is part of another already."), field="parts"
        )


def check_merged_words(
    text: str, addressed_to: str, due: date | None, today: date
) -> date:
    """A merged request has words, a receiver and a day that lies ahead."""
    check_ask(text, addressed_to)
    if due is None:
        raise RuleBroken(_l("Choose a day for the answer."), field="answer_due")
    check_due(due, today)
    return due


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
