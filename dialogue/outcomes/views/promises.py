"""What people will do themselves."""

from datetime import date

from flask.typing import ResponseReturnValue

from dialogue.access.permissions import Permission
from dialogue.conversations.models import Kind
from dialogue.outcomes import queries
from dialogue.outcomes.views.door import HARVEST, blind, desk_of, page, room, step_names


@room.page(f"{HARVEST}/promises", needs=Permission.HARVEST)
def promises(slug: str, session_id: int) -> ResponseReturnValue:
    """Small steps, under the animal's name their makers chose, by check date."""
    town, dialogue_session = desk_of(slug, session_id)
    steps = step_names(dialogue_session)
    found = sorted(
        (
            each
            for each in queries.sentences_of(dialogue_session)
            if each.contribution.kind is Kind.COMMITMENT
        ),
        key=lambda one: (one.contribution.check_on or date.max, *blind(one, steps)),
    )
    return page("promises", town, dialogue_session, found=found)
