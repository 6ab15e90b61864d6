"""One sentence before it was read back: mend it, count its cards, take it away."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from dialogue.access.permissions import Permission
from dialogue.conversations import actions, queries, rules
from dialogue.conversations.forms import SentenceForm
from dialogue.conversations.models import Confirmation, Contribution
from dialogue.conversations.views import showing
from dialogue.conversations.views.door import back_to, room, talk_here
from dialogue.conversations.views.here import wants, words_from
from dialogue.conversations.views.showing import Place
from dialogue.conversations.words import KIND_NAMES, card_sides, side_name
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.forms import Form, printable

HERE = "/table/here/sentence/<contribution_id>"
CARDS = ("agree", "disagree", "unsure")


@room.form(HERE, needs=Permission.VISIT)
def sentence(contribution_id: str) -> ResponseReturnValue:
    """Mend a sentence and what stands beside it."""
    place, found = _found(contribution_id)
    form = SentenceForm(obj=found)
    if form.validate_on_submit():
        with form.catching():
            step = place.guide.step(found.step)
            form.kind.data = found.kind.value
            words = words_from(form, step, place)
            actions.rewrite(found, words.text, words)
            return _back(place, found)
        place, found = _found(contribution_id)
    return _page(place, found, form, Form(formdata=None))


def _found(contribution_id: str) -> tuple[Place, Contribution]:
    talk = talk_here()
    return showing.place_of(talk), queries.contribution_at(talk, contribution_id)


def _page(
    place: Place, found: Contribution, form: SentenceForm, cards: Form
) -> ResponseReturnValue:
    step = place.guide.step(found.step)
    fields = rules.written_fields(step, place.guide)
    field = fields[found.kind]
    only = {found.kind: field}
    page = render_template(
        "conversations/sentence.html", at=place, found=found, form=form, cards=cards,
        step=step, kind=KIND_NAMES[found.kind], wants=wants(only, place),
        sides=_sides(place, found) if field.secret_card else [],
        open=found.confirmation is Confirmation.WRITTEN,
    )  # fmt: skip
    return page, 422 if form.errors or cards.errors else 200


def _sides(place: Place, found: Contribution) -> list[dict[str, Any]]:
    """Three numbers a side, as counted or as just typed."""
    rows: list[dict[str, Any]] = []
    for number, side in enumerate(card_sides(place.talk.sides)):
        kept = found.per_side.get(side, ["", "", ""])
        names = [f"{card}-{number}" for card in CARDS]
        fields = [
            (name, printable(request.form.get(name, str(value))))
            for name, value in zip(names, kept, strict=True)
        ]
        rows.append({"name": side_name(side), "fields": fields})
    return rows


@room.act(HERE + "/cards", needs=Permission.VISIT)
def cards(contribution_id: str) -> ResponseReturnValue:
    """The secret cards that were put down for a statement."""
    place, found = _found(contribution_id)
    form = Form()
    if form.validate_on_submit():
        with form.catching():
            actions.count_cards(found, cards_from(request.form, place.talk.sides))
            return _back(place, found)
        place, found = _found(contribution_id)
    return _page(place, found, SentenceForm(formdata=None, obj=found), form)


def cards_from(typed: MultiDict[str, str], sides: list[str]) -> rules.Cards:
    """Secret cards from ``agree-0`` and so on; an empty field counts as none."""
    counted = {}
    for number, side in enumerate(card_sides(sides)):
        three = [_whole(typed.get(f"{card}-{number}", "")) for card in CARDS]
        counted[side] = (three[0], three[1], three[2])
    return rules.Cards(counted)


def _whole(typed: str) -> int:
    plain = typed.strip() or "0"
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= 3):
        raise RuleBroken(_("Fill in numbers of cards, from 0."), field="cards")
    return int(plain)


@room.act(HERE + "/erase", needs=Permission.VISIT)
def erase(contribution_id: str) -> ResponseReturnValue:
    """Take a sentence away (asked once on its page)."""
    place, found = _found(contribution_id)
    actions.erase(found)
    flash(_("The sentence is gone."))
    return _back(place, found)


def _back(place: Place, found: Contribution) -> ResponseReturnValue:
    """To the step it was written in; the room's own address when the room is there."""
    order = place.guide.step(found.step).order
    if order == place.evening.step:
        return back_to("here")
    return redirect(url_for("conversations.here", step=order), 303)
