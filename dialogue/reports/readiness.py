"""What of an evening is ready for its report, read from the rooms before."""

from datetime import date

from dialogue.conversations import queries as talks
from dialogue.outcomes import queries as harvest
from dialogue.outcomes.marking import left_to_look_at
from dialogue.reports.models import Report
from dialogue.reports.queries import answered_in, requests_in
from dialogue.reports.rules import Ready


def ready(report: Report, today: date) -> Ready:
    """Count what is missing, for the rail and for the rule of issuing."""
    dialogue_session = report.dialogue_session
    if dialogue_session is None:
        return _several(report, today)
    sentences = harvest.sentences_of(dialogue_session)
    evening = talks.evening_of(dialogue_session)
    tables = talks.progress_of(evening) if evening else ()
    requests = harvest.requests_of(dialogue_session)
    online = harvest.online_round_of(dialogue_session)
    heaps = harvest.clusters_of(dialogue_session, sentences)
    return Ready(
        confirmed=len(sentences),
        online=len(online.statements) if online else 0,
        unsorted=len(harvest.to_sort(sentences)),
        loose_requests=len(harvest.loose_requests(dialogue_session)),
        tables_unread=sum(each.held and not each.read_back for each in tables),
        written=sum(each.written for each in tables),
        has_read_aloud=bool(report.read_aloud),
        has_answer_due=report.answer_due is not None,
        requests=len(requests),
        requests_late=sum(each.answer_due <= today for each in requests),
        suspicious=left_to_look_at(dialogue_session),
        wordless=sum(not each.cluster.text for each in heaps),
        empty_requests=sum(
            not each.text or not harvest.tables_behind(each) for each in requests
        ),
    )


def _several(report: Report, today: date) -> Ready:
    """Of several evenings all is out already: only words of its own can be missing."""
    answered = answered_in(report)
    return Ready(
        confirmed=sum(len(harvest.sentences_of(each)) for each in report.evenings),
        online=0, unsorted=0, loose_requests=0, tables_unread=0, written=0,
        has_read_aloud=bool(report.read_aloud), has_answer_due=True,
        requests=len(requests_in(report)), suspicious=0,
        requests_late=sum(each.answer_due <= today for each in report.merged_now),
        answered_since=sum(
            any(part.council_request_id in answered for part in each.parts)
            for each in report.merged_now
        ),
    )  # fmt: skip
