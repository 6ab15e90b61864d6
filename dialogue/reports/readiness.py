"""What of an evening is ready for its report, read from the rooms before."""

from datetime import date

from dialogue.conversations import queries as talks
from dialogue.outcomes import queries as harvest
from dialogue.outcomes.marking import to_look_at
from dialogue.reports.models import Report
from dialogue.reports.rules import Ready


def ready(report: Report, today: date) -> Ready:
    """Count what is missing, for the rail and for the rule of issuing."""
    dialogue_session = report.dialogue_session
    sentences = harvest.sentences_of(dialogue_session)
    evening = talks.evening_of(dialogue_session)
    tables = talks.progress_of(evening) if evening else ()
    held = [each for each in tables if each.present or each.written or each.confirmed]
    requests = harvest.requests_of(dialogue_session)
    return Ready(
        confirmed=len(sentences),
        unsorted=len(harvest.to_sort(sentences)),
        loose_requests=len(harvest.loose_requests(dialogue_session)),
        tables_unread=sum(not each.read_back for each in held),
        written=sum(each.written for each in tables),
        has_read_aloud=bool(report.read_aloud),
        has_answer_due=report.answer_due is not None,
        requests=len(requests),
        requests_late=sum(each.answer_due <= today for each in requests),
        suspicious=len(to_look_at(dialogue_session)),
    )
