"""Makers for the council room, through its own actions."""

from datetime import datetime
from typing import Any

from dialogue.council import actions
from dialogue.council.actions import Answer
from dialogue.council.models import AnswerDraft, AnswerState, Delivery
from dialogue.council.queries import ask_in
from dialogue.foundation import clock
from dialogue.reports import actions as reports
from dialogue.reports.models import Report
from dialogue.sessions.models import DialogueSession
from tests.makers.reports import make_harvested_report


def make_issued_report(
    dialogue_session: DialogueSession, *, now: datetime | None = None
) -> Report:
    """A small evening with two requests, whose report is out."""
    report = make_harvested_report(dialogue_session)
    reports.issue(report, now=now or clock.now())
    return report


def make_delivery(
    report: Report, *, now: datetime | None = None, **more: Any
) -> Delivery:
    """The report in the hands of Marloes de Wit."""
    values: dict[str, Any] = {
        "name": "Marloes de Wit", "mail": "marloes@dialogue.example",
        "language": "nl", "account_id": None,
    } | more  # fmt: skip
    return actions.deliver(
        report, values.pop("name"), values.pop("mail"), now=now or clock.now(), **values
    )


def make_answer_draft(
    report: Report,
    number: int = 1,
    state: AnswerState = AnswerState.YES,
    text: str = "Dat doen we.",
    *,
    now: datetime | None = None,
    **more: Any,
) -> AnswerDraft:
    """An answer that is kept and not sent."""
    ask = ask_in(report, number)
    answer = Answer(
        state, text, more.get("on"), more.get("given_by", "wethouder Wijken")
    )
    seen = str(ask.draft.revision if ask.draft else 0)
    return actions.keep_answer(report, ask, answer, seen=seen, now=now or clock.now())
