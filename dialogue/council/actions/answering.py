"""Answers: kept until they are sent, then frozen in the next version of the report."""

from datetime import date, datetime

from msgspec import Struct

from dialogue.council import queries, rules
from dialogue.council.actions.returning import bring_back
from dialogue.council.models import (
    AnswerDraft,
    AnswerState,
    CouncilAnswer,
    Publication,
)
from dialogue.council.queries import Ask
from dialogue.foundation import bells, journal
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.language import local
from dialogue.foundation.rules import check_fresh
from dialogue.reports.actions import document_of, new_version
from dialogue.reports.document import AnswerGiven
from dialogue.reports.document.parts import Words
from dialogue.reports.models import Report
from dialogue.reports.queries import latest_version


class Answer(Struct, frozen=True):
    """What a clerk says to one request."""

    state: AnswerState
    text: str
    on: date | None
    given_by: str


def keep_answer(
    report: Report, ask: Ask, answer: Answer, *, seen: str | None, now: datetime
) -> AnswerDraft:
    """Keep an answer until the answers are sent; again: change it.

    ``seen`` is the revision of the draft the form was opened with ("0": none).
    """
    lock_row(Report, report.id)
    rules.check_may_answer(ask.answer)
    today = local(now).date()
    rules.check_answer(answer.state, answer.text, answer.on, answer.given_by, today)
    draft = ask.draft
    check_fresh(draft.revision if draft else 0, seen)
    if draft is None:
        draft = AnswerDraft(
            municipality_id=report.municipality_id, report_id=report.id,
            council_request_id=ask.request.id, revision=0,
        )  # fmt: skip
        db.session.add(draft)
    draft.state, draft.text, draft.given_by = answer.state, answer.text, answer.given_by
    draft.on = answer.on if answer.state is AnswerState.LATER else None
    draft.changed_at = now
    draft.revision += 1
    db.session.flush()
    return draft


def erase_answer(draft: AnswerDraft) -> None:
    """Take back an answer that was not sent."""
    db.session.delete(draft)
    db.session.flush()


def send_answers(report: Report, *, language: str, now: datetime) -> Publication:
    """Publish what was answered: the next version, the public line, the residents.

    A request may stand in the report of its evening and in one of several evenings;
    whoever answers it, each of them gets its next version. ``language``: in which the
    answers are written. Raises RuleBroken when there is nothing new to send.
    """
    _lock(report)
    new = [each for each in queries.asks_of(report) if each.draft is not None]
    rules.check_can_publish(len(new))
    for each in new:
        _publish(each, now)
    db.session.expire_all()
    asked = [part for each in new for part in each.together]
    fresh = {each.id for each in asked}
    sent = {
        each.id: _send(each, fresh, language, now)
        for each in queries.reports_with(asked)
    }
    journal.write(
        "published answers", f"report:{report.id}", now=now,
        municipality_id=report.municipality_id, figure=len(new),
    )  # fmt: skip
    return sent[report.id]


def _lock(report: Report) -> None:
    """Hold every report these answers may go into, in one order for everybody."""
    requests = [part for each in queries.asks_of(report) for part in each.together]
    holding = queries.reports_with(requests) if requests else []
    for number in sorted({report.id, *(each.id for each in holding)}):
        lock_row(Report, number)
    db.session.expire_all()


def _send(report: Report, fresh: set[int], language: str, now: datetime) -> Publication:
    asks = queries.asks_of(report)
    # What was answered before keeps the language it was answered in.
    before = latest_version(report)
    kept = document_of(before).answers if before else ()
    known = {each.request: each for each in kept}
    given = [
        known.get(each.number)
        if each.number in known and not _is_fresh(each, fresh)
        else _given(each.number, each.answer, language)
        for each in asks
    ]
    answers = [each for each in given if each is not None]
    version = new_version(report, answers, now=now)
    found = Publication(
        municipality_id=report.municipality_id, report_id=report.id,
        version=version.number, at=now, answered=len(answers), asked=len(asks),
        mails=0, letters=0, calls=0,
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    bring_back(report, found, [each for each in asks if _is_fresh(each, fresh)], now)
    bells.answer_published.send(report.municipality_id, report_id=report.id, now=now)
    return found


def _is_fresh(ask: Ask, fresh: set[int]) -> bool:
    return any(part.id in fresh for part in ask.request.parts)


def _publish(ask: Ask, now: datetime) -> None:
    """Answer every request that is one question with it; drafts of any of them go."""
    draft = ask.draft
    if draft is None:
        return
    rules.check_may_answer(ask.answer)
    town, ids = draft.municipality_id, [each.id for each in ask.together]
    answers = {each.council_request_id: each for each in queries.answers_for(town, ids)}
    for number in ids:
        answer = answers.get(number)
        if answer is not None and answer.state is not AnswerState.LATER:
            continue  # it was answered by itself before the two were one question
        if answer is None:
            answer = CouncilAnswer(
                municipality_id=town, revision=0, council_request_id=number
            )
            db.session.add(answer)
        answer.state, answer.text, answer.on = draft.state, draft.text, draft.on
        answer.given_by, answer.given_at = draft.given_by, now
        answer.revision += 1
    for each in queries.drafts_for(town, ids):
        db.session.delete(each)
    db.session.flush()


def _given(
    number: int, answer: CouncilAnswer | None, language: str
) -> AnswerGiven | None:
    if answer is None:
        return None
    return AnswerGiven(
        request=number, state=answer.state.value, text=Words(answer.text, language),
        on=answer.on, by=answer.given_by, at=answer.given_at,
    )  # fmt: skip
