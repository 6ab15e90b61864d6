"""Calls and letters of a town: for everybody who is not reached by mail."""

from datetime import datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from msgspec import Struct
from wtforms.fields.choices import SelectChoice

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, post
from dialogue.foundation.post import Message
from dialogue.foundation.post.stuck import stuck_count
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.registrations import actions, paper, queries
from dialogue.registrations.actions import Outcome
from dialogue.registrations.actions.calls import TELLS_ONLY, registration_of
from dialogue.registrations.forms import LettersForm
from dialogue.registrations.views.door import room

PLACE = "/<slug>/desk/calls"


class Call(Struct, frozen=True):
    """One call as the page shows it."""

    message: Message
    letter: post.Letter
    registration: Any  # Registration, or None for a call of another room
    by_phone: bool

    @property
    def can_say_no(self) -> bool:
        """Whether there is something to say no to."""
        return self.registration is not None and self.message.kind not in TELLS_ONLY

    @property
    def until(self) -> datetime | None:
        """How long what is offered holds."""
        return self.registration.offer_until if self.registration else None


def _shown(message: Message) -> Call:
    letter = post.read(message)
    digits = sum(char.isdigit() for char in letter.to)
    by_phone = digits >= 6 and not any(char.isalpha() for char in letter.to)
    return Call(message, letter, registration_of(message), by_phone)


@room.page(PLACE, needs=Permission.KEEP_PEOPLE)
def calls(slug: str) -> ResponseReturnValue:
    """One person at a time, with what to say; and the letters to post."""
    town, now = municipality_by_slug(slug), clock.now()
    waiting = queries.calls_of(town.id, now)
    skip = max(0, request.args.get("skip", 0, type=int))
    here = waiting[skip % len(waiting)] if waiting else None
    return render_template(
        "registrations/calls.html",
        municipality=town,
        many=len(waiting),
        skip=skip,
        call=_shown(here) if here else None,
        outcomes=Outcome,
        later=queries.calls_later(town.id, now),
        letters=_letters(town.id, now),
        astray=stuck_count(town.id),
    )


def _letters(municipality_id: int, now: datetime) -> LettersForm:
    """The letters that wait, all ticked."""
    form = LettersForm(formdata=None)
    waiting = queries.letters_of(municipality_id, now)
    form.letter.choices = [
        SelectChoice(str(each.id), _in_short(post.read(each))) for each in waiting
    ]
    form.letter.data = [str(each.id) for each in waiting]
    return form


def _in_short(letter: post.Letter) -> str:
    return ", ".join(part for part in (letter.name, letter.to) if part)


@room.act(PLACE + "/<int:message_id>", needs=Permission.KEEP_PEOPLE)
def call_settle(slug: str, message_id: int) -> ResponseReturnValue:
    """What came of a call."""
    town = municipality_by_slug(slug)
    said = request.form.get("outcome", "")
    outcome = Outcome(said) if said in {*Outcome} else Outcome.LATER
    actions.settle_call(town.id, message_id, outcome, now=clock.now())
    words = {
        Outcome.YES: _("Noted: yes."),
        Outcome.NO: _("Noted: no. The seat is free again."),
        Outcome.LATER: _("We ask you again in a few hours."),
        Outcome.NOT_REACHED: _("Not reached. It comes back in two hours."),
    }
    flash(words[outcome])
    return _back(slug)


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("registrations.calls", slug=slug), 303)


@room.page(PLACE + "/letters.pdf", needs=Permission.KEEP_PEOPLE)
def letters_pdf(slug: str) -> Response:
    """All letters that wait, in one file, for a window envelope."""
    town, now = municipality_by_slug(slug), clock.now()
    letters = [
        (each.language, post.read(each)) for each in queries.letters_of(town.id, now)
    ]
    return _pdf(paper.letters(letters, town, now), "letters")


@room.page(PLACE + "/calls.pdf", needs=Permission.KEEP_PEOPLE)
def calls_pdf(slug: str) -> Response:
    """All calls that wait, on paper: to share them out, to tick and to type over."""
    town, now = municipality_by_slug(slug), clock.now()
    waiting = [_shown(each) for each in queries.calls_of(town.id, now)]
    return _pdf(paper.call_list(waiting, town, now), "calls")


def _pdf(printed: bytes, name: str) -> Response:
    answer = Response(printed, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def _is_id(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 16


@room.act(PLACE + "/posted", needs=Permission.KEEP_PEOPLE)
def letters_posted(slug: str) -> ResponseReturnValue:
    """These letters are in the post."""
    town = municipality_by_slug(slug)
    ids = [int(each) for each in request.form.getlist("letter") if _is_id(each)]
    done = actions.posted(town.id, ids, now=clock.now())
    flash(ngettext("%(num)s letter is posted.", "%(num)s letters are posted.", done))
    return _back(slug)
