"""What the fourth stop of the story line says."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.seating import queries
from dialogue.sessions import story
from dialogue.sessions.models import DialogueSession, Stage
from dialogue.sessions.words import count_tables

TABLES = "seating.tables"
SOON = timedelta(days=3)  # then the tables are the next thing to do


def provide() -> None:
    """Tell the sessions room."""
    story.provide("tables", _tables, many=_many)


def _tables(dialogue_session: DialogueSession, now: datetime) -> story.Stop:
    return _many([dialogue_session], now)[dialogue_session.id]


def _many(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> Mapping[int, story.Stop]:
    figures = queries.seated_figures(dialogue_sessions)
    return {each.id: _one(each, *figures[each.id], now) for each in dialogue_sessions}


def _one(
    dialogue_session: DialogueSession,
    tables: int,
    people: int,
    seated: int,
    now: datetime,
) -> story.Stop:
    figure = count_tables(tables)
    if now >= dialogue_session.starts_at:  # from here on it is the evening
        return story.Stop(story.State.DONE, figure, endpoint=TABLES)
    missing = people - seated
    if people and not missing:
        return story.Stop(story.State.DONE, figure, endpoint=TABLES)
    soon = dialogue_session.starts_at - now <= SOON
    due = bool(missing) and dialogue_session.stage is Stage.PUBLISHED
    words = ngettext(
        "give %(num)s person a chair.", "give %(num)s people a chair.", missing
    )
    return story.Stop(
        story.State.NOW if due and (soon or seated) else story.State.LATER,
        figure,
        words if missing else _("when people signed up, deal them over the tables."),
        TABLES,
        _("To the tables") if missing else "",
    )
