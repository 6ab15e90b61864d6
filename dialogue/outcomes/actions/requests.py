"""Requests to the council: merged by hand, the tables' own words kept behind them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from dialogue.conversations.models import Contribution
from dialogue.foundation import journal
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import local
from dialogue.foundation.rules import check_fresh
from dialogue.outcomes import queries, rules
from dialogue.outcomes.models import (
    CouncilRequest,
    RequestSource,
    SocialRight,
    TakenApart,
)
from dialogue.sessions.models import DialogueSession


class Asked(Struct, frozen=True):
    """What a merged request says."""

    text: str
    addressed_to: str
    answer_due: date | None
    why: str = ""
    right: SocialRight | None = None


def merge_requests(
    dialogue_session: DialogueSession,
    sources: Sequence[Contribution],
    asked: Asked,
    *,
    now: datetime,
) -> CouncilRequest:
    """One request to the council out of what tables asked; their words stay."""
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_still_ours(_asked_at(dialogue_session))
    ids = [each.id for each in sources]
    taken = queries.merged_already(dialogue_session.municipality_id, ids)
    due = _checked(sources, taken, asked, now)
    found = CouncilRequest(
        municipality_id=dialogue_session.municipality_id,
        dialogue_session_id=dialogue_session.id,
        number=queries.next_request_number(dialogue_session),
        text=asked.text, why=asked.why, addressed_to=asked.addressed_to,
        answer_due=due, right=asked.right, sources=_sources(sources),
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    journal.write(
        "merged requests", f"request:{found.id}", now=now,
        municipality_id=found.municipality_id, figure=len(sources),
    )  # fmt: skip
    return found


def change_request(
    dialogue_session: DialogueSession,
    request: CouncilRequest,
    sources: Sequence[Contribution],
    asked: Asked,
    *,
    seen: str | None,
    now: datetime,
) -> None:
    """Other words, another receiver or date, other sources."""
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_still_ours([request.asked_at])
    check_fresh(request.revision, seen)
    own = {each.contribution_id for each in request.sources}
    ids = [each.id for each in sources]
    merged = queries.merged_already(request.municipality_id, ids)
    taken = [each for each in merged if each not in own]
    due = _checked(sources, taken, asked, now)
    request.text, request.why, request.right = asked.text, asked.why, asked.right
    request.addressed_to, request.answer_due = asked.addressed_to, due
    request.sources = [
        each for each in request.sources if each.contribution_id in set(ids)
    ]
    request.sources += _sources([each for each in sources if each.id not in own])
    request.revision += 1
    db.session.flush()


def move_request(
    dialogue_session: DialogueSession, request: CouncilRequest, *, up: bool
) -> None:
    """One place earlier or later in the line; at the end it stays."""
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_still_ours([request.asked_at])
    line = list(queries.requests_of(dialogue_session))
    at = line.index(request)
    to = at - 1 if up else at + 1
    if 0 <= to < len(line):
        line[at], line[to] = line[to], line[at]
        _number(line)


def unmerge(
    dialogue_session: DialogueSession, request: CouncilRequest, *, now: datetime
) -> TakenApart:
    """Take a merged request apart: the tables' requests are loose again.

    Returns what ``put_back`` needs to undo it.
    """
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_still_ours([request.asked_at])
    apart = TakenApart(
        municipality_id=request.municipality_id,
        dialogue_session_id=dialogue_session.id, content=_content(request),
    )  # fmt: skip
    db.session.add(apart)
    db.session.delete(request)
    db.session.flush()
    _number(queries.requests_of(dialogue_session))
    journal.write(
        "took request apart", f"session:{dialogue_session.id}", now=now,
        municipality_id=dialogue_session.municipality_id,
    )  # fmt: skip
    return apart


def put_back(
    dialogue_session: DialogueSession, apart: TakenApart, *, now: datetime
) -> CouncilRequest:
    """Undo of taking apart: as it was, in its place in the line."""
    content = apart.content
    asked = Asked(
        content["text"], content["addressed_to"],
        date.fromisoformat(content["answer_due"]), content["why"],
        SocialRight(content["right"]) if content["right"] else None,
    )  # fmt: skip
    sources = [
        queries.sentence_in(dialogue_session, each) for each in content["sources"]
    ]
    found = merge_requests(dialogue_session, sources, asked, now=now)
    line = [each for each in queries.requests_of(dialogue_session) if each != found]
    line.insert(min(content["number"] - 1, len(line)), found)
    _number(line)
    db.session.delete(apart)
    db.session.flush()
    return found


def freeze_requests(dialogue_session: DialogueSession, *, now: datetime) -> None:
    """The report is issued: from now on the requests are with the council."""
    for request in queries.requests_of(dialogue_session):
        request.asked_at = request.asked_at or now
    db.session.flush()


def _asked_at(dialogue_session: DialogueSession) -> list[datetime | None]:
    return [each.asked_at for each in queries.requests_of(dialogue_session)]


def _checked(
    sources: Sequence[Contribution], taken: Sequence[str], asked: Asked, now: datetime
) -> date:
    due, today = asked.answer_due, local(now).date()
    rules.check_can_merge(sources, taken, asked.text, asked.addressed_to, due, today)
    if due is None:  # check_can_merge refused it
        raise NotHere
    return due


def _content(request: CouncilRequest) -> dict[str, Any]:
    return {
        "number": request.number, "text": request.text, "why": request.why,
        "addressed_to": request.addressed_to,
        "answer_due": request.answer_due.isoformat(),
        "right": request.right.value if request.right else None,
        "sources": [each.contribution_id for each in request.sources],
    }  # fmt: skip


def _number(line: Sequence[CouncilRequest]) -> None:
    # Two steps, because no two may have one number even for a moment.
    for shift in (len(line) + 1000, 0):
        for number, each in enumerate(line, 1):
            each.number = number + shift
        db.session.flush()


def _sources(contributions: Sequence[Contribution]) -> list[RequestSource]:
    return [
        RequestSource(municipality_id=each.municipality_id, contribution_id=each.id)
        for each in contributions
    ]
