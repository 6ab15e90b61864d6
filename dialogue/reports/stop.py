"""What the seventh stop of the story line says."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _

from dialogue.reports import queries
from dialogue.reports.models import ReportState
from dialogue.sessions import story
from dialogue.sessions.models import DialogueSession, Visibility

REPORT = "reports.report"


def provide() -> None:
    """Tell the sessions room."""
    story.provide("report", _one, many=_many)


def _one(dialogue_session: DialogueSession, now: datetime) -> story.Stop:
    return _many([dialogue_session], now)[dialogue_session.id]


def _many(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> Mapping[int, story.Stop]:
    states = queries.report_states(dialogue_sessions)
    return {
        each.id: _told(each, states.get(each.id), now) for each in dialogue_sessions
    }


def _told(
    dialogue_session: DialogueSession, state: ReportState | None, now: datetime
) -> story.Stop:
    if now < dialogue_session.ends_at:
        return story.Stop(story.State.LATER, _("still empty"), endpoint=REPORT)
    if state is None and dialogue_session.visibility is Visibility.CLOSED:
        return story.Stop(story.State.DONE, _("none"), endpoint=REPORT)
    if state in (None, ReportState.DRAFT):
        return story.Stop(
            story.State.NOW, _("concept"), _("read the report once more and issue it."),
            REPORT, _("To the report"),
        )  # fmt: skip
    figure = _("answered") if state is ReportState.ANSWERED else _("issued")
    return story.Stop(story.State.DONE, figure, endpoint=REPORT, closes=True)
