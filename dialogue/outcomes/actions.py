"""Changing the harvest: themes, sorting, merging requests with their sources kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from dialogue.conversations.models import Contribution
from dialogue.foundation import journal
from dialogue.foundation.database import all_of, db, within
from dialogue.foundation.language import local
from dialogue.foundation.rules import check_fresh
from dialogue.outcomes import queries, rules
from dialogue.outcomes.models import (
    CouncilRequest,
    RequestSource,
    SocialRight,
    Sorting,
    Theme,
)
from dialogue.sessions.models import DialogueSession


@dataclass(frozen=True, slots=True)
class Asked:
    """What a merged request says."""

    text: str
    addressed_to: str
    answer_due: date | None
    why: str = ""
    right: SocialRight | None = None


def add_theme(
    dialogue_session: DialogueSession, name: str, right: SocialRight | None = None
) -> Theme:
    """A new heap, last in line."""
    others = queries.themes_of(dialogue_session)
    rules.check_theme_name(name, [each.name for each in others])
    theme = Theme(
        municipality_id=dialogue_session.municipality_id, right=right, name=name,
        dialogue_session_id=dialogue_session.id,
        position=max((each.position for each in others), default=0) + 1,
    )  # fmt: skip
    db.session.add(theme)
    db.session.flush()
    return theme


def rename_theme(dialogue_session: DialogueSession, theme: Theme, name: str, right: SocialRight | None) -> None:
    """Another name, another right."""
    others = [each.name for each in queries.themes_of(dialogue_session) if each.id != theme.id]
    rules.check_theme_name(name, others)
    theme.name, theme.right = name, right
    db.session.flush()


def drop_theme(theme: Theme) -> list[str]:
    """Take a theme away; its sentences are unsorted again. Returns their ids (to undo)."""
    found = all_of(within(theme.municipality_id, select(Sorting).where(Sorting.theme_id == theme.id)))
    ids = [each.contribution_id for each in found]
    db.session.execute(within(theme.municipality_id, delete(Sorting).where(Sorting.theme_id == theme.id)))  # type: ignore[arg-type]
    db.session.delete(theme)
    db.session.flush()
    return ids


def sort(contribution: Contribution, theme: Theme | None, *, account_id: int | None) -> int | None:
    """Put a sentence in a theme (None: take it out). Returns where it lay before."""
    rules.check_can_sort(contribution)
    lies = queries.sorting_of(contribution)
    before = lies.theme_id if lies else None
    if theme is None:
        if lies is not None:
            db.session.delete(lies)
    elif lies is None:
        db.session.add(
            Sorting(
                municipality_id=contribution.municipality_id, theme_id=theme.id,
                contribution_id=contribution.id, by_account_id=account_id,
            )  # fmt: skip
        )
    else:
        lies.theme_id, lies.by_account_id = theme.id, account_id
    db.session.flush()
    return before


def merge_requests(
    dialogue_session: DialogueSession, sources: Sequence[Contribution], asked: Asked, *, now: datetime
) -> CouncilRequest:
    """One request to the council out of what tables asked; their words stay attached."""
    taken = queries.merged_already(dialogue_session.municipality_id, [each.id for each in sources])
    due = asked.answer_due
    rules.check_can_merge(sources, taken, asked.text, asked.addressed_to, due, local(now).date())
    assert due is not None  # noqa: S101
    found = CouncilRequest(
        municipality_id=dialogue_session.municipality_id,
        dialogue_session_id=dialogue_session.id,
        number=queries.next_request_number(dialogue_session),
        text=asked.text, why=asked.why, addressed_to=asked.addressed_to,
        answer_due=due, right=asked.right, sources=_sources(sources),
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    journal.write("merged requests", f"request:{found.id}", now=now, municipality_id=found.municipality_id, figure=len(sources))
    return found


def change_request(
    dialogue_session: DialogueSession, request: CouncilRequest, sources: Sequence[Contribution], asked: Asked, *, seen: str | None, now: datetime
) -> None:
    """Other words, another receiver or date, other sources."""
    check_fresh(request.revision, seen)
    own = {each.contribution_id for each in request.sources}
    ids = [each.id for each in sources]
    taken = [each for each in queries.merged_already(request.municipality_id, ids) if each not in own]
    due = asked.answer_due
    rules.check_can_merge(sources, taken, asked.text, asked.addressed_to, due, local(now).date())
    assert due is not None  # noqa: S101
    request.text, request.why, request.right = asked.text, asked.why, asked.right
    request.addressed_to, request.answer_due = asked.addressed_to, due
    request.sources = [each for each in request.sources if each.contribution_id in set(ids)]
    request.sources += _sources([each for each in sources if each.id not in own])
    request.revision += 1
    db.session.flush()


def unmerge(dialogue_session: DialogueSession, request: CouncilRequest, *, now: datetime) -> None:
    """Take a merged request apart: the tables' requests are loose again."""
    db.session.delete(request)
    db.session.flush()
    for number, each in enumerate(queries.requests_of(dialogue_session), 1):
        each.number = number
        db.session.flush()
    journal.write("took request apart", f"session:{dialogue_session.id}", now=now, municipality_id=dialogue_session.municipality_id)


def _sources(contributions: Sequence[Contribution]) -> list[RequestSource]:
    return [
        RequestSource(municipality_id=each.municipality_id, contribution_id=each.id)
        for each in contributions
    ]
