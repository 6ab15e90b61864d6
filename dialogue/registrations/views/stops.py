"""What the second and third stop of the story line say."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.foundation.language import local
from dialogue.registrations import queries
from dialogue.sessions import story
from dialogue.sessions.models import DialogueSession, Stage, Visibility
from dialogue.sessions.seats import SeatFigures, seat_counts
from dialogue.sessions.words import days_left

INVITE, SEATS = "registrations.invite", "registrations.seats"
ASTRAY = "registrations.astray"


def provide() -> None:
    """Tell the sessions room."""
    story.provide("invite", _invite, many=_invites)
    story.provide("seats", _seats, many=_many_seats)


def _invite(dialogue_session: DialogueSession, now: datetime) -> story.Stop:
    return _invites([dialogue_session], now)[dialogue_session.id]


def _invites(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> Mapping[int, story.Stop]:
    heads = queries.head_counts(dialogue_sessions)
    return {each.id: _invited(each, heads[each.id], now) for each in dialogue_sessions}


def _invited(
    dialogue_session: DialogueSession, heads: queries.HeadCount, now: datetime
) -> story.Stop:
    over = now >= dialogue_session.starts_at
    if heads.invited:
        asked = _("%(num)s asked", num=heads.invited)
        return story.Stop(story.State.DONE, asked, endpoint=INVITE)
    if over or heads.signed_up:
        return story.Stop(story.State.DONE, _("done"), endpoint=INVITE)
    open_now = dialogue_session.stage is Stage.PUBLISHED
    return story.Stop(
        story.State.NOW if open_now else story.State.LATER,
        _("nobody yet"),
        _("ask the people this is for. Nobody signed up yet.")
        if dialogue_session.visibility is Visibility.CLOSED
        else _("hand out the flyer and tell people. Nobody signed up yet."),
        INVITE,
        _("Invite people"),
    )


def _seats(dialogue_session: DialogueSession, now: datetime) -> story.Stop:
    return _many_seats([dialogue_session], now)[dialogue_session.id]


def _many_seats(
    dialogue_sessions: Sequence[DialogueSession], now: datetime
) -> Mapping[int, story.Stop]:
    counts = seat_counts(dialogue_sessions)
    over = [each for each in dialogue_sessions if now >= each.starts_at]
    came = {one: heads.came for one, heads in queries.head_counts(over).items()}
    calls = queries.calls_by_session(dialogue_sessions, now)
    stuck = queries.stuck_by_session(dialogue_sessions)
    return {
        each.id: story.Stop(
            story.State.DONE, _("%(num)s came", num=came[each.id]), endpoint=SEATS
        )
        if came.get(each.id)
        else _astray(each, counts[each.id], stuck[each.id])
        if each.id in stuck and not calls.get(each.id) and now < _door_opens(each)
        else _taken(each, counts[each.id], calls.get(each.id, 0), now)
        for each in dialogue_sessions
    }


def _door_opens(dialogue_session: DialogueSession) -> datetime:
    """From here the evening itself is what there is to do: nobody calls any more."""
    before = timedelta(minutes=dialogue_session.doors_minutes)
    return dialogue_session.starts_at - before


def _astray(
    dialogue_session: DialogueSession, figures: SeatFigures, mails: int
) -> story.Stop:
    words = ngettext(
        "%(num)s mail about a seat did not arrive.",
        "%(num)s mails about a seat did not arrive.",
        mails,
    )
    figure = _taken_of(figures)
    return story.Stop(story.State.NOW, figure, words, SEATS, _("Look at it"), ASTRAY)


def _taken_of(figures: SeatFigures) -> str:
    return str(
        _("%(taken)s of the %(seats)s", taken=figures.taken, seats=figures.capacity)
    )


def _taken(
    dialogue_session: DialogueSession, figures: SeatFigures, calls: int, now: datetime
) -> story.Stop:
    figure = _taken_of(figures)
    if now >= _door_opens(dialogue_session):
        return story.Stop(story.State.DONE, figure, endpoint=SEATS)
    days = (local(dialogue_session.starts_at).date() - local(now).date()).days
    left = _("It is %(when)s.", when=days_left(days))
    if calls:
        words = ngettext(
            "call %(num)s person who is not told yet.",
            "call %(num)s people who are not told yet.",
            calls,
        )
        return story.Stop(
            story.State.NOW,
            figure,
            f"{words} {left}",
            SEATS,
            _("Start the calls"),
            "registrations.calls",
        )
    if figures.free:
        words = ngettext(
            "there is %(num)s seat left.", "there are %(num)s seats left.", figures.free
        )
        open_now = dialogue_session.stage is Stage.PUBLISHED
        state = story.State.NOW if open_now else story.State.LATER
        return story.Stop(
            state, figure, f"{words} {left}", SEATS, _("Invite people"), INVITE
        )
    return story.Stop(story.State.DONE, figure, endpoint=SEATS)
