"""The council of the example: receives the report, answers two of four requests."""

from datetime import timedelta

from flask import Flask

from dialogue.council import actions, queries
from dialogue.council.actions import Answer
from dialogue.council.models import AnswerState
from dialogue.example import said
from dialogue.example.walk import Calendar, World, evening_in
from dialogue.foundation.database import writing
from dialogue.foundation.jobs.worker import run_until_idle
from dialogue.reports.models import Report
from dialogue.reports.queries import report_of


def answer(app: Flask, world: World, session_id: int, calendar: Calendar) -> None:
    """Deliver, acknowledge, answer in part; residents hear it along their own channel."""
    with writing():
        delivery = actions.deliver(
            _report(world, session_id), "Marloes de Wit", "marloes@wilgendam.example",
            language="nl", account_id=world.staff.joost, now=calendar.at(11, 9),
        )  # fmt: skip
        delivery_id = delivery.id
    run_until_idle(app, calendar.at(11, 10))
    with writing():
        found = queries.delivery_in(world.town_id, delivery_id)
        actions.note_opened(found, now=calendar.at(12, 9))
        actions.acknowledge(found, now=calendar.at(12, 9, 5))
    for number, state, text, days, office in said.ANSWERS:
        with writing():
            report = _report(world, session_id)
            on = calendar.evening + timedelta(days=days) if days else None
            actions.keep_answer(
                report, queries.ask_in(report, number),
                Answer(AnswerState(state), text, on, office),
                seen=None, now=calendar.at(20, 11),
            )  # fmt: skip
    with writing():
        actions.send_answers(
            _report(world, session_id), language="nl", now=calendar.at(20, 14)
        )


def _report(world: World, session_id: int) -> Report:
    found = report_of(evening_in(world, session_id))
    if found is None:
        raise LookupError("The example's report was not begun.")
    return found
