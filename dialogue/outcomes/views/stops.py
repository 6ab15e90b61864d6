"""What the sixth stop of the story line says."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.outcomes import queries
from dialogue.outcomes.queries import Harvest
from dialogue.sessions import story
from dialogue.sessions.models import DialogueSession

HARVEST, REQUESTS = "outcomes.harvest", "outcomes.requests"


def provide() -> None:
    """Tell the sessions room."""
    story.provide("harvest", _one, many=_many)


def _one(dialogue_session: DialogueSession, now: datetime) -> story.Stop:
    return _many([dialogue_session], now)[dialogue_session.id]


def _many(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> Mapping[int, story.Stop]:
    found = queries.harvests_of([each.id for each in dialogue_sessions])
    return {
        each.id: _told(found.get(each.id, Harvest()), now >= each.ends_at)
        for each in dialogue_sessions
    }


def _told(harvest: Harvest, over: bool) -> story.Stop:
    if not harvest.confirmed:
        return story.Stop(
            story.State.LATER, _("still empty"),
            _("the sentences that tables confirmed come here.") if over else "",
            HARVEST,
        )  # fmt: skip
    figure = ngettext("%(num)s sentence", "%(num)s sentences", harvest.confirmed)
    if harvest.to_sort:
        words = ngettext(
            "sort the last %(num)s sentence.",
            "sort the last %(num)s sentences.", harvest.to_sort,
        )  # fmt: skip
        return story.Stop(
            story.State.NOW if over else story.State.LATER, figure, words, HARVEST,
            _("Sort the sentences"),
        )  # fmt: skip
    if harvest.loose_requests:
        words = ngettext(
            "merge the last %(num)s request of the tables.",
            "merge the last %(num)s requests of the tables.", harvest.loose_requests,
        )  # fmt: skip
        return story.Stop(
            story.State.NOW if over else story.State.LATER, figure, words, HARVEST,
            _("To the requests"), REQUESTS,
        )  # fmt: skip
    return story.Stop(story.State.DONE, figure, endpoint=HARVEST)
