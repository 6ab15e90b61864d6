"""Signing up, without an account: one page, four questions; then the card."""

from typing import Any

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from sqlalchemy import Row

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, links
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import chosen, local
from dialogue.foundation.model import random_key
from dialogue.foundation.page_cache import PAGES
from dialogue.registrations import actions, card, guard, queries, rules
from dialogue.registrations.actions import telling
from dialogue.registrations.forms import CardForm, OtherForm, SignUpForm
from dialogue.registrations.models import AnswerBy, Way
from dialogue.registrations.reach import Reach, read_reach
from dialogue.registrations.sealed import PURPOSE, Person, key_of, reveal
from dialogue.registrations.views.door import room
from dialogue.sessions.frame import frame_of
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import committed_talk, session_by_ref, talk

TOO_OFTEN = 429


@room.form("/<slug>/talks/<ref>/sign-up", needs=Permission.VISIT)
def sign_up(slug: str, ref: str) -> ResponseReturnValue:
    """I come; the invitation's link for somebody else leads on."""
    if request.args.get("for") == "other":
        where = url_for("registrations.sign_up_other", slug=slug, ref=ref)
        return redirect(where, 303)
    return _sign_up(slug, ref, SignUpForm, "sign_up")


@room.form("/<slug>/talks/<ref>/sign-up/other", needs=Permission.VISIT)
def sign_up_other(slug: str, ref: str) -> ResponseReturnValue:
    """Somebody else comes, who said that it is all right."""
    return _sign_up(slug, ref, OtherForm, "sign_up_other")


@room.form("/<slug>/talks/<ref>/sign-up/card", needs=Permission.VISIT)
def sign_up_card(slug: str, ref: str) -> ResponseReturnValue:
    """I come; send me a card by post."""
    return _sign_up(slug, ref, CardForm, "sign_up_card")


def _sign_up(
    slug: str, ref: str, kind: type[SignUpForm], name: str
) -> ResponseReturnValue:
    # One select for who looks, another for who sends: this page is asked often.
    sent = request.method == "POST"
    evening: Any = session_by_ref(slug, ref) if sent else committed_talk(slug, ref)
    rules.check_can_sign_up(evening, clock.now())
    asks = guard.asks_question(evening.id)
    if not sent:
        return (
            _page(evening, _form(kind), name, asks)
            if asks
            else _blank(evening, kind, name)
        )
    form = _form(kind)
    sent = form.validate()
    if sent and guard.seconds_to_wait(evening.id):
        form.refuse(RuleBroken(_("Many people signed up here today. Please call us.")))
        return _page(talk(slug, ref), form, name, asks), TOO_OFTEN
    if sent and asks and not guard.is_answer(form.once.data, form.question.data):
        form.refuse(
            RuleBroken(_("Write the answer as a number, like 7."), field="question")
        )
    elif sent:
        with form.catching():
            return _keep(evening, form)
    return _page(talk(slug, ref), form, name, asks), form.status


def _form(kind: type[SignUpForm]) -> SignUpForm:
    """Whoever leaves the language alone hears from us in that of the page."""
    form = kind(data={"language": chosen()})
    form.offer_languages(current_app.config["LANGUAGES"])
    return form


def _blank(found: Any, kind: type[SignUpForm], name: str) -> str:
    """The form as everybody gets it: written once, but for its two keys."""
    once, secret = random_key(), generate_csrf()

    def write() -> str:
        form = _form(kind)
        form.once.data = once
        return _page(found, form, name, asks=False)

    stamp = (
        found.revision, found.town_revision, found.venue_revision, _is_full(found),
        local(clock.now()).date(),  # a day that is near is said in another way
    )  # fmt: skip
    return PAGES.fill_in((name, found.slug, found.ref), stamp, write, (once, secret))


def _is_full(found: Any) -> bool:
    return bool(found.waiting > 0 or found.taken >= found.capacity)


def _keep(dialogue_session: DialogueSession, form: SignUpForm) -> ResponseReturnValue:
    now = clock.now()
    town = dialogue_session.municipality
    person, wish = read_form(form, town.country)
    signed = actions.sign_up(
        dialogue_session, person, wish, now=now, once=form.once.data
    )
    registration = signed.registration
    if not signed.again:
        guard.count(dialogue_session.id)
        telling.tell_signed_up(registration, now)
    links.grant(PURPOSE, registration.id, now=now, place=town.id)
    where = url_for("registrations.signed_up", slug=town.slug, ref=dialogue_session.ref)
    return redirect(where, 303)


def read_form(form: SignUpForm, country: str) -> tuple[Person, actions.Wish]:
    """What the form says. Raises RuleBroken when nobody can be reached so."""
    reach = read_reach(form.reach.data or "", country) if "reach" in form else Reach()
    address = str(form.address.data) if isinstance(form, CardForm) else ""
    via = str(form.via.data) if isinstance(form, OtherForm) else ""
    way = Way.VIA if via else Way.CARD if address else Way.WEB
    person = Person(
        name=str(form.name.data),
        mail=reach.mail,
        phone=reach.phone,
        address=address,
        needs=form.all_needs(),
        via=via,
    )
    return person, actions.Wish(
        people=int(form.people.data) if "people" in form else 1,
        way=way,
        language=form.spoken(chosen()),
        spoken_consent=bool(via),
        answer_by=answer_by(person, form.hear_answer.data),
    )


def answer_by(person: Person, asked: bool) -> AnswerBy:
    """The channel of the council's answer follows from how somebody is reached.

    NONE for who did not ask for it, or cannot be reached.
    """
    if not asked:
        return AnswerBy.NONE
    for given, channel in (
        (person.mail, AnswerBy.MAIL),
        (person.phone, AnswerBy.CALL),
        (person.address, AnswerBy.LETTER),
    ):
        if given:
            return channel
    return AnswerBy.NONE


def _page(found: Row[Any], form: SignUpForm, name: str, asks: bool) -> str:
    if asks:
        form.question.label.text = guard.question(form.once.data)
    return _render(
        f"registrations/{name}.html",
        found,
        form=form,
        asks=asks,
        full=_is_full(found),
        kept_days=found.contact_kept_days,
    )


def _render(template: str, found: Row[Any], **words: Any) -> str:
    frame = frame_of(found, chosen(), current_app.config["LANGUAGES"])
    # Not render_template: what stands around the page is in this row, so the context
    # processors of later rooms have nothing to look up.
    page = current_app.jinja_env.get_template(template)
    return page.render(talk=found, frame=frame, **words)


@room.page("/<slug>/talks/<ref>/signed-up", needs=Permission.VISIT)
def signed_up(slug: str, ref: str) -> ResponseReturnValue:
    """The card with the code, to print or photograph: for this browser only."""
    now = clock.now()
    found: Any = committed_talk(slug, ref)
    mine = links.granted(PURPOSE, now=now, place=found.municipality_id)
    if mine is None:
        return redirect(url_for("registrations.sign_up", slug=slug, ref=ref))
    registration = queries.registration_of_town(found.municipality_id, int(mine))
    if registration.dialogue_session_id != found.id:
        return redirect(url_for("registrations.sign_up", slug=slug, ref=ref))
    key = key_of(registration.dialogue_session)
    return _render(
        "registrations/signed_up.html",
        found,
        registration=registration,
        person=reveal(registration, key),
        card=card.card_of(registration, found, key),
    )
