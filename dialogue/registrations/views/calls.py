"""Calls and letters of a town: for everybody who is not reached by mail."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, post
from dialogue.foundation.errors import NotHere
from dialogue.foundation.post.stuck import stuck_count
from dialogue.foundation.printing import Wanted, doors
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.registrations import actions, queries
from dialogue.registrations.actions import Outcome
from dialogue.registrations.actions.printing import POST
from dialogue.registrations.calling import shown
from dialogue.registrations.forms import LettersForm
from dialogue.registrations.paper import address_lines
from dialogue.registrations.views.door import room

PLACE = "/<slug>/desk/calls"


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
        call=shown(here) if here else None,
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
    return ", ".join(part for part in (letter.name, *address_lines(letter.to)) if part)


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
def letters_pdf(slug: str) -> ResponseReturnValue:
    """All letters that wait, in one file, for a window envelope."""
    return _paper(slug, "letters")


@room.page(PLACE + "/calls.pdf", needs=Permission.KEEP_PEOPLE)
def calls_pdf(slug: str) -> ResponseReturnValue:
    """All calls that wait, on paper: to share them out, to tick and to type over."""
    return _paper(slug, "calls")


def _paper(slug: str, kind: str) -> ResponseReturnValue:
    wanted = Wanted(POST[kind], municipality_by_slug(slug).id, clock.now())
    page = url_for("registrations.post_printing", slug=slug, kind=kind)
    return doors.hand_out(wanted, page, kind)


@room.form(PLACE + "/print/<kind>", needs=Permission.KEEP_PEOPLE)
def post_printing(slug: str, kind: str) -> ResponseReturnValue:
    """How far many letters or calls are; POST asks for them."""
    if kind not in POST:
        raise NotHere
    town = municipality_by_slug(slug)
    titles = {"letters": _("Letters to post"), "calls": _("Calls to make")}
    return doors.progress_page(
        Wanted(POST[kind], town.id, clock.now()),
        url_for("registrations.post_printing", slug=slug, kind=kind),
        title=titles[kind],
        pdf=url_for(f"registrations.{kind}_pdf", slug=slug),
        back={
            "text": _("Calls"),
            "href": url_for("registrations.calls", slug=slug),
        },
        holds={"letters": _so_many_letters, "calls": _so_many_calls}[kind],
        note=_("Names and addresses come on paper: do not leave it lying about."),
        municipality=town,
    )


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


def _so_many_letters(many: int) -> str:
    return str(ngettext("%(num)s letter", "%(num)s letters", many))


def _so_many_calls(many: int) -> str:
    return str(ngettext("%(num)s call", "%(num)s calls", many))
