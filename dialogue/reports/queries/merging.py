"""Requests as a report asks them: of one evening, or like ones of several as one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import select

from dialogue.foundation.database import all_of, one, within
from dialogue.outcomes import queries as harvest
from dialogue.outcomes.models import CouncilRequest, SocialRight
from dialogue.reports.models import MergedPart, MergedRequest, Report, ReportState
from dialogue.reports.queries.reading import latest_version_of


class Asking(Struct, frozen=True):
    """A request as a report asks it; merged of several evenings' own (``parts``)."""

    number: int
    parts: tuple[CouncilRequest, ...]
    merged: MergedRequest | None = None

    @property
    def _words(self) -> CouncilRequest | MergedRequest:
        return self.merged or self.parts[0]

    @property
    def id(self) -> int:
        """The id of the first request in it."""
        return self.parts[0].id

    @property
    def dialogue_session_id(self) -> int:
        """The evening of the first request in it."""
        return self.parts[0].dialogue_session_id

    @property
    def text(self) -> str:
        """What is asked."""
        return self._words.text

    @property
    def why(self) -> str:
        """Why it is asked."""
        return self._words.why

    @property
    def addressed_to(self) -> str:
        """Of whom."""
        return self._words.addressed_to

    @property
    def answer_due(self) -> date:
        """Before which day an answer is asked."""
        return self._words.answer_due

    @property
    def asked_at(self) -> datetime | None:
        """Since when it is with the council."""
        return self.parts[0].asked_at

    @property
    def right(self) -> SocialRight | None:
        """The social right it touches, as the first evening that says so."""
        return next((each.right for each in self.parts if each.right), None)


def requests_in(report: Report) -> list[Asking]:
    """The requests of a report with their numbers in it, in order.

    In a report of several evenings they are numbered on, evening by evening; a merged
    one stands where its first request would.
    """
    if report.dialogue_session is not None:
        found = harvest.requests_of(report.dialogue_session)
        return [Asking(each.number, (each,)) for each in found]
    found = [
        each for evening in report.evenings for each in harvest.requests_of(evening)
    ]
    into = {
        part.council_request_id: merged
        for merged in report.merged_now
        for part in merged.parts
    }
    return [
        Asking(number, tuple(parts), into.get(parts[0].id))
        for number, parts in enumerate(_heaps(found, into), 1)
    ]


def _heaps(
    found: Sequence[CouncilRequest], into: Mapping[int, MergedRequest]
) -> Iterable[list[CouncilRequest]]:
    heaps: dict[int, list[CouncilRequest]] = {}
    for each in found:
        merged = into.get(each.id)
        # What stands alone has a heap of its own, below those of merged ones.
        heaps.setdefault(merged.id if merged else -each.id, []).append(each)
    return heaps.values()


def answered_in(report: Report) -> set[int]:
    """The ids of requests that their evening's own report shows an answer to."""
    found = set[int]()
    for evening in report.evenings:
        version = latest_version_of(evening)
        given = (
            {each["request"] for each in version.document["answers"]} if version else ()
        )
        found |= {
            each.id for each in harvest.requests_of(evening) if each.number in given
        }
    return found


def merged_in(report: Report, merged_id: int) -> MergedRequest:
    """One merged request of a report (also one taken apart, to undo), or NotHere."""
    found: MergedRequest = one(
        within(
            report.municipality_id,
            select(MergedRequest).where(
                MergedRequest.id == merged_id, MergedRequest.report_id == report.id
            ),
        )
    )
    return found


def asked_together(
    municipality_id: int, request_ids: Collection[int]
) -> dict[int, frozenset[int]]:
    """What issued reports ask as one question, by request; at least itself."""
    rows: Sequence[MergedPart] = all_of(
        within(
            municipality_id,
            select(MergedPart)
            .join(MergedRequest, MergedRequest.id == MergedPart.merged_request_id)
            .join(Report, Report.id == MergedRequest.report_id)
            .where(MergedRequest.apart_at.is_(None), Report.state != ReportState.DRAFT),
        )
    )
    heaps: dict[int, set[int]] = {}
    for row in rows:
        heaps.setdefault(row.merged_request_id, set()).add(row.council_request_id)
    found = {each: {each} for each in request_ids}
    for each in found:
        grew = True
        while grew:
            touching = [heap for heap in heaps.values() if heap & found[each]]
            more = found[each].union(*touching)
            grew, found[each] = more != found[each], more
    return {each: frozenset(those) for each, those in found.items()}
