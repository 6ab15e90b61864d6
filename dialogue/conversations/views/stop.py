"""What the fifth stop of the story line says."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.conversations import queries
from dialogue.conversations.words import sentences
from dialogue.sessions import story
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.words import day_month

PAGE = "conversations.evening"
SOON = timedelta(days=2)  # so long before, the evening asks to be prepared


def provide() -> None:
    """Tell the sessions room."""
    story.provide("evening", _one, many=_many)


def _one(dialogue_session: DialogueSession, now: datetime) -> story.Stop:
    return _many([dialogue_session], now)[dialogue_session.id]


def _many(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> Mapping[int, story.Stop]:
    told = queries.told_of([each.id for each in dialogue_sessions])
    return {each.id: _stop(each, told.get(each.id), now) for each in dialogue_sessions}


def _stop(
    dialogue_session: DialogueSession, told: queries.Told | None, now: datetime
) -> story.Stop:
    if told is None:
        return _unprepared(dialogue_session, now)
    if told.ended or now > dialogue_session.ends_at:
        return _over(told)
    if told.began:
        step = _("step %(n)s", n=told.step)
        return story.Stop(
            story.State.NOW, step, _("the evening is on."), PAGE, _("To the console")
        )
    day = day_month(dialogue_session.starts_at)
    state = _soon(dialogue_session, now)
    return story.Stop(
        state, day, _("everything is ready for the evening."), PAGE, _("To the console")
    )


def _unprepared(dialogue_session: DialogueSession, now: datetime) -> story.Stop:
    if now > dialogue_session.ends_at:
        return story.Stop(
            story.State.NOW, _("nothing yet"),
            _("type in what the tables wrote on paper."), PAGE, _("Type it in"),
        )  # fmt: skip
    return story.Stop(
        _soon(dialogue_session, now), day_month(dialogue_session.starts_at),
        _("prepare the evening: a code, cards for the tables, sheets."), PAGE,
        _("Prepare"),
    )  # fmt: skip


def _soon(dialogue_session: DialogueSession, now: datetime) -> story.State:
    close = now > dialogue_session.starts_at - SOON
    return story.State.NOW if close else story.State.LATER


def _over(told: queries.Told) -> story.Stop:
    if told.tables_unread:
        words = ngettext(
            "%(num)s table was not read back yet. Type its sheet in.",
            "%(num)s tables were not read back yet. Type their sheets in.",
            told.tables_unread,
        )
    elif told.tables_on_paper:
        words = ngettext(
            "the sheet of %(num)s table is not wholly in yet. Type it in, or that "
            "nobody sat there.",
            "the sheets of %(num)s tables are not wholly in yet. Type them in, or that "
            "nobody sat there.",
            told.tables_on_paper,
        )
    elif told.sentences:
        return story.Stop(story.State.DONE, sentences(told.sentences), endpoint=PAGE)
    else:
        words = _("type in what the tables wrote on paper.")
    return story.Stop(
        story.State.NOW, sentences(told.sentences), words, PAGE, _("Type it in")
    )
