"""Like requests of several evenings as one, in a report of several; undone at will."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from dialogue.foundation import journal
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.language import local
from dialogue.foundation.rules import check_fresh
from dialogue.outcomes.models import CouncilRequest
from dialogue.reports import queries, rules
from dialogue.reports.models import MergedPart, MergedRequest, Report


class MergedWords(Struct, frozen=True):
    """What a merged request says."""

    text: str
    addressed_to: str
    answer_due: date | None
    why: str = ""


def merge_over_evenings(
    report: Report,
    parts: Sequence[CouncilRequest],
    words: MergedWords,
    *,
    now: datetime,
) -> MergedRequest:
    """One request out of what evenings asked each in their own report; those stay.

    Only while the report is a draft, and of what nobody answered yet.
    """
    _hold(report)
    due = _checked(report, parts, words, now)
    found = MergedRequest(
        municipality_id=report.municipality_id, text=words.text, why=words.why,
        addressed_to=words.addressed_to, answer_due=due, revision=1,
        parts=[
            MergedPart(
                municipality_id=report.municipality_id, council_request_id=each.id
            )
            for each in parts
        ],
    )  # fmt: skip
    report.merged.append(found)
    _changed(report)
    journal.write(
        "merged requests of evenings", f"report:{report.id}", now=now,
        municipality_id=report.municipality_id, figure=len(parts),
    )  # fmt: skip
    return found


def reword_merged(
    report: Report,
    merged: MergedRequest,
    words: MergedWords,
    *,
    seen: str | None,
    now: datetime,
) -> None:
    """Other words, another receiver or day."""
    _hold(report)
    check_fresh(merged.revision, seen)
    due = rules.check_merged_words(
        words.text, words.addressed_to, words.answer_due, local(now).date()
    )
    merged.text, merged.why = words.text, words.why
    merged.addressed_to, merged.answer_due = words.addressed_to, due
    merged.revision += 1
    _changed(report)


def take_merged_apart(report: Report, merged: MergedRequest, *, now: datetime) -> None:
    """Each evening's request stands by itself again; ``put_merged_back`` undoes it."""
    _hold(report)
    if merged.apart_at is None:
        merged.apart_at = now
        _changed(report)


def put_merged_back(report: Report, merged: MergedRequest) -> None:
    """Undo of taking apart; refused where a part is in another by now."""
    _hold(report)
    if merged.apart_at is not None:
        ids = [each.council_request_id for each in merged.parts]
        rules.check_not_merged(ids, _merged_already(report))
        merged.apart_at = None
        _changed(report)


def _hold(report: Report) -> None:
    lock_row(Report, report.id)
    db.session.refresh(report)
    rules.check_can_edit(report.state)


def _changed(report: Report) -> None:
    report.revision += 1
    db.session.flush()


def _checked(
    report: Report, parts: Sequence[CouncilRequest], words: MergedWords, now: datetime
) -> date:
    ids = [each.id for each in parts]
    rules.check_can_merge(ids, queries.answered_in(report))
    rules.check_not_merged(ids, _merged_already(report))
    return rules.check_merged_words(
        words.text, words.addressed_to, words.answer_due, local(now).date()
    )


def _merged_already(report: Report) -> set[int]:
    return {
        part.council_request_id for each in report.merged_now for part in each.parts
    }
