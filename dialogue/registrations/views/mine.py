"""A resident's own sign-up, behind a personal link or the code on the card."""

from flask import (
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, links
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.foundation.forms import Form
from dialogue.foundation.throttle import network
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.registrations import actions, card, guard, letters, queries, rules, sealed
from dialogue.registrations.actions import telling
from dialogue.registrations.forms import ChangeForm, CodeForm
from dialogue.registrations.models import AnswerBy, Registration, Standing
from dialogue.registrations.sealed import PURPOSE, Person
from dialogue.registrations.views.door import room, site
from dialogue.registrations.views.filling import person_from, show_person, wish_from
from dialogue.sessions import calendar

GONE, TOO_OFTEN = 410, 429


@room.form("/<slug>/mine/<token>", needs=Permission.VISIT)
def mine_open(slug: str, token: str) -> ResponseReturnValue:
    """GET changes nothing (mail scanners come first); POST opens the sign-up."""
    town = municipality_by_slug(slug)
    form = Form()
    if not form.validate_on_submit():
        return render_template("registrations/mine_open.html", town=town, form=form)
    return _open(town, links.as_code(token) or token) or (
        render_template("registrations/mine_gone.html", town=town),
        GONE,
    )


@room.form("/<slug>/mine", needs=Permission.VISIT)
def mine(slug: str) -> ResponseReturnValue:
    """My sign-up; without a link, the code on the card opens it."""
    town = municipality_by_slug(slug)
    found = _mine(town)
    if found is not None:
        return _show(town, found)
    form = CodeForm()
    if form.validate_on_submit():
        opened = _open(town, links.as_code(str(form.code.data)) or "")
        if opened is not None:
            return opened
        form.refuse(
            RuleBroken(
                _("We do not know this code. Look at it once more, or call us."),
                field="code",
            )
        )
    page = render_template("registrations/mine_code.html", town=town, form=form)
    return page, form.status


def _open(town: Municipality, secret: str) -> ResponseReturnValue | None:
    if guard.LINKS.seconds_to_wait(network()):
        words = _("Too many tries. Wait an hour, or call us.")
        return render_template("registrations/mine_wait.html", words=words), TOO_OFTEN
    found = queries.registration_by_hash(town.id, sealed.find_hash(secret, town.id))
    if found is None:
        guard.LINKS.count(network())
        return None
    now = clock.now()
    actions.confirm(found, now=now)
    links.grant(PURPOSE, found.id, now=now, place=town.id)
    return redirect(url_for("registrations.mine", slug=town.slug), 303)


def _mine(town: Municipality) -> Registration | None:
    """The sign-up that this browser may see; None when it may not."""
    subject = links.granted(PURPOSE, now=clock.now(), place=town.id)
    if subject is None:
        return None
    try:
        found = queries.registration_of_town(town.id, int(subject))
    except NotHere:
        return None
    # Forgotten: the link is gone, so is what this browser may do.
    return None if found.link_hash is None else found


def _mine_or_leave(town: Municipality) -> Registration:
    found = _mine(town)
    if found is None:
        raise NotHere
    return found


def _show(town: Municipality, found: Registration) -> ResponseReturnValue:
    key = sealed.key_of(found.dialogue_session)
    talk = letters.talk_of(found.dialogue_session)
    now = clock.now()
    return render_template(
        "registrations/mine.html",
        town=town,
        registration=found,
        talk=talk,
        person=sealed.reveal(found, key),
        card=card.card_of(found, talk, key),
        online_link=found.dialogue_session.online_link,
        can_undo=found.standing is Standing.CANCELLED
        and now <= found.changed_at + rules.UNDO,
        over=now >= talk.starts_at,
        off=talk.stage.value == "cancelled",
        in_play=found.standing in rules.IN_PLAY,
    )


@room.form("/<slug>/mine/change", needs=Permission.VISIT)
def mine_change(slug: str) -> ResponseReturnValue:
    """Other people, needs, language or another way to be reached."""
    town = municipality_by_slug(slug)
    found = _mine_or_leave(town)
    key = sealed.key_of(found.dialogue_session)
    person = sealed.reveal(found, key)
    form = ChangeForm(data=show_person(found, person))
    form.offer_languages(current_app.config["LANGUAGES"], found.language)
    if form.validate_on_submit():
        with form.catching():
            new = person_from(form, person, town.country, address=bool(person.address))
            _check_answer(form, new)
            actions.change(
                found,
                new,
                wish_from(form, found),
                seen=form.revision.data,
                now=clock.now(),
            )
            flash(_("It is changed."))
            return redirect(url_for("registrations.mine", slug=slug), 303)
    page = render_template(
        "registrations/mine_change.html", town=town, form=form, registration=found
    )
    return page, form.status


def _check_answer(form: ChangeForm, person: Person) -> None:
    given = {
        AnswerBy.MAIL: person.mail,
        AnswerBy.CALL: person.phone,
        AnswerBy.LETTER: person.address,
        AnswerBy.NONE: "-",
    }
    if not given[AnswerBy(form.answer_by.data)]:
        raise RuleBroken(
            _("For this we need your mail address, number or address."),
            field="answer_by",
        )


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("registrations.mine", slug=slug), 303)


@room.act("/<slug>/mine/cancel", needs=Permission.VISIT)
def mine_cancel(slug: str) -> ResponseReturnValue:
    """I do not come after all (asked once on the page; can be undone for an hour)."""
    found, now = _mine_or_leave(municipality_by_slug(slug)), clock.now()
    actions.cancel(found, now=now)
    telling.tell_goodbye(found, now)
    return _back(slug)


@room.act("/<slug>/mine/undo", needs=Permission.VISIT)
def mine_undo(slug: str) -> ResponseReturnValue:
    """I do come: back to my seat, while it is free."""
    found, now = _mine_or_leave(municipality_by_slug(slug)), clock.now()
    actions.undo_cancel(found, now=now)
    telling.tell_signed_up(found, now)
    return _back(slug)


@room.act("/<slug>/mine/take", needs=Permission.VISIT)
def mine_take(slug: str) -> ResponseReturnValue:
    """Yes to the offered seat."""
    found, now = _mine_or_leave(municipality_by_slug(slug)), clock.now()
    actions.take_offer(found, now=now)
    telling.tell_taken(found, now)
    return _back(slug)


@room.act("/<slug>/mine/decline", needs=Permission.VISIT)
def mine_decline(slug: str) -> ResponseReturnValue:
    """No to the offered seat: it goes to the next in line."""
    found, now = _mine_or_leave(municipality_by_slug(slug)), clock.now()
    if found.standing is not Standing.OFFERED:
        raise RuleBroken(_("There is no chair to say no to any more."))
    actions.decline(found, now=now)
    telling.tell_goodbye(found, now)
    return _back(slug)


@room.page("/<slug>/mine/calendar.ics", needs=Permission.VISIT)
def mine_calendar(slug: str) -> Response:
    """The calendar entry with the whole address."""
    found = _mine_or_leave(municipality_by_slug(slug))
    talk = letters.talk_of(found.dialogue_session)
    answer = Response(
        calendar.entry(talk, site(), signed_up=True), content_type=calendar.MEDIA_TYPE
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{talk.ref}.ics"'
    return answer


@room.act("/<slug>/mine/erase", needs=Permission.VISIT)
def mine_erase(slug: str) -> ResponseReturnValue:
    """Wipe what you keep about me (asked once on the page; for good)."""
    town = municipality_by_slug(slug)
    actions.erase_person(_mine_or_leave(town), clock.now())
    links.take_back(PURPOSE, place=town.id)
    answer = make_response(redirect(f"/{town.slug}/mine/erased", 303))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@room.page("/<slug>/mine/erased", needs=Permission.VISIT)
def mine_erased(slug: str) -> str:
    """What was wiped, and what not."""
    town = municipality_by_slug(slug)
    return render_template("registrations/mine_erased.html", town=town)


@room.act("/<slug>/mine/leave", needs=Permission.VISIT)
def mine_leave(slug: str) -> ResponseReturnValue:
    """Leave nothing behind on a shared phone."""
    town = municipality_by_slug(slug)
    links.take_back(PURPOSE, place=town.id)
    answer = make_response(redirect(f"/{town.slug}", 303))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
