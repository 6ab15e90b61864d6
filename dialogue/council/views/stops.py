"""What the last stop of the story line says."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.council import queries
from dialogue.council.actions.delivering import DELIVERY
from dialogue.council.queries import Standing
from dialogue.foundation.language import local
from dialogue.foundation.post import Message, about
from dialogue.sessions import story
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.words import day_month

ANSWER, TOWN_ANSWER = "council.stop", "council.town_stop"


def provide() -> None:
    """Tell the sessions room."""
    story.provide("answer", _one, many=_many)
    about.provide("delivery", _about)


def _about(message: Message) -> about.About | None:
    """What mail to a clerk is about; its address is put right on the eighth stop."""
    report = queries.report_behind(message)
    if report is None:
        return None
    slug, talk = report.municipality.slug, report.dialogue_session
    where = (
        url_for(ANSWER, slug=slug, session_id=talk.id)
        if talk
        else url_for(TOWN_ANSWER, slug=slug, ref=report.ref)
    )
    what = _("A reminder to the council")
    if message.kind == DELIVERY:
        what = _("The report for the council")
    return about.About(what, report.heading, where, _("Who has the report"))


def _one(dialogue_session: DialogueSession, now: datetime) -> story.Stop:
    return _many([dialogue_session], now)[dialogue_session.id]


def _many(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> Mapping[int, story.Stop]:
    found = queries.standings_of(dialogue_sessions)
    return {each.id: _told(each, found.get(each.id), now) for each in dialogue_sessions}


def _told(
    dialogue_session: DialogueSession, standing: Standing | None, now: datetime
) -> story.Stop:
    if standing is None or standing.state == "draft":
        due = dialogue_session.answer_due
        figure = _("before %(day)s", day=day_month(due)) if due else ""
        return story.Stop(story.State.LATER, figure, endpoint=ANSWER)
    if not standing.asked:
        return story.Stop(story.State.DONE, _("nothing asked"), endpoint=ANSWER)
    if not standing.delivered and standing.owed_on is not None:
        return story.Stop(
            story.State.NOW, _("not handed over"),
            _("hand the report to the council. Nobody there has it yet."),
            ANSWER, _("Hand it over"),
        )  # fmt: skip
    return _answered(standing, now)


def _answered(standing: Standing, now: datetime) -> story.Stop:
    figure = _(
        "%(done)s of %(all)s answered", done=standing.answered, all=standing.asked
    )
    if standing.owed_on is None:
        return story.Stop(story.State.DONE, figure, endpoint=ANSWER)
    days = (standing.owed_on - local(now).date()).days
    if days >= 0:
        left = ngettext(
            "the council answers. It has %(num)s day left.",
            "the council answers. It has %(num)s days left.", days,
        )  # fmt: skip
        return story.Stop(story.State.LATER, figure, left, ANSWER)
    words = ngettext(
        "call the clerk. There is no answer for %(num)s day.",
        "call the clerk. There is no answer for %(num)s days.", -days,
    )  # fmt: skip
    late = ngettext("%(num)s day late", "%(num)s days late", -days)
    return story.Stop(story.State.NOW, late, words, ANSWER, _("Look at the answers"))
