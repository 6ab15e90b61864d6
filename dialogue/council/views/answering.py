"""The clerk's page: what residents ask, before when, and the answers."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.council import actions, queries
from dialogue.council.actions import Answer
from dialogue.council.forms import AnswerForm, SendForm
from dialogue.council.models import Delivery
from dialogue.council.queries import Ask
from dialogue.council.views.door import delivery_here, room
from dialogue.council.views.showing import card_of, files_for, now_open, told_about
from dialogue.council.words import STATES
from dialogue.foundation import clock, journal
from dialogue.foundation.language import local
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.reports.actions import document_of
from dialogue.reports.models import Report
from dialogue.reports.paper import DATA_FILES, data_file
from dialogue.reports.queries import file_of, version_in
from dialogue.sessions.words import small_number

PLACE = "/<slug>/clerk/report"
CLOSED = 410


@room.page(PLACE, needs=Permission.VISIT)
def report(slug: str) -> ResponseReturnValue:
    """The requests with their days; one of them opened to answer in place."""
    town = municipality_by_slug(slug)
    delivery = delivery_here(town)
    if delivery is None:
        return _closed(town)
    return _page(town, delivery, _wish())


def _wish() -> int | None:
    text = request.args.get("request", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None


@room.act(PLACE + "/requests/<int:number>", needs=Permission.VISIT)
def answer(slug: str, number: int) -> ResponseReturnValue:
    """Keep the answer to one request; it goes out with the others."""
    town, now = municipality_by_slug(slug), clock.now()
    delivery = delivery_here(town)
    if delivery is None:
        return _closed(town)
    found = _report(delivery)
    ask = queries.ask_in(found, number)
    form = AnswerForm()
    if form.validate_on_submit():
        with form.catching():
            given = Answer(
                form.chosen, form.text.data or "", form.on.data, form.given_by.data
            )
            actions.keep_answer(found, ask, given, seen=form.revision.data, now=now)
            flash(_("Kept. It goes out when you send the answers."))
            return _back(slug)
    return _page(town, delivery_here(town) or delivery, number, form)


@room.act(PLACE + "/requests/<int:number>/erase", needs=Permission.VISIT)
def answer_erase(slug: str, number: int) -> ResponseReturnValue:
    """Take back an answer that was not sent."""
    town = municipality_by_slug(slug)
    delivery = delivery_here(town)
    if delivery is None:
        return _closed(town)
    ask = queries.ask_in(_report(delivery), number)
    if ask.draft is not None:
        actions.erase_answer(ask.draft)
        flash(_("The answer to request %(number)s is gone.", number=number))
    return _back(slug)


@room.act(PLACE + "/received", needs=Permission.VISIT)
def received(slug: str) -> ResponseReturnValue:
    """The report arrived."""
    town = municipality_by_slug(slug)
    delivery = delivery_here(town)
    if delivery is None:
        return _closed(town)
    actions.acknowledge(delivery, now=clock.now())
    flash(_("Thank you. The facilitators see that you received it."))
    return _back(slug)


@room.act(PLACE + "/send", needs=Permission.VISIT)
def send(slug: str) -> ResponseReturnValue:
    """Publish the answers; residents hear them along their own channel."""
    town, now = municipality_by_slug(slug), clock.now()
    delivery = delivery_here(town)
    if delivery is None:
        return _closed(town)
    form = SendForm()
    if not journal.already(form.once.data):
        sent = actions.send_answers(
            _report(delivery), language=delivery.language, now=now
        )
        journal.once(form.once.data, f"publication:{sent.id}", now=now)
    flash(_("Sent. Residents hear it, each in their own way."))
    return _back(slug)


@room.page(PLACE + "/files/<form>/<int:version>", needs=Permission.VISIT)
def download(slug: str, form: str, version: int) -> ResponseReturnValue:
    """A file of a version: PDF, page, or data."""
    town = municipality_by_slug(slug)
    delivery = delivery_here(town)
    if delivery is None:
        return _closed(town)
    kept = version_in(_report(delivery), version)
    if form in DATA_FILES:
        media_type, content = data_file(document_of(kept), form)
        answer = Response(content, content_type=media_type)
        name = f"verslag-{kept.number}-{form}"
    else:
        speaks = request.args.get("lang_of") or delivery.language
        found = file_of(kept, speaks, form)
        answer = Response(found.content, content_type=found.media_type)
        name = f"verslag-{kept.number}-{found.language}.{found.form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _report(delivery: Delivery) -> Report:
    return queries.report_in(delivery.municipality_id, delivery.report_id)


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("council.report", slug=slug), 303)


def _closed(town: Municipality) -> ResponseReturnValue:
    return render_template("council/closed.html", town=town), CLOSED


def _page(
    town: Municipality, delivery: Delivery, wish: int | None,
    form: AnswerForm | None = None,
) -> ResponseReturnValue:  # fmt: skip
    found, now = _report(delivery), clock.now()
    today = local(now).date()
    asks = queries.asks_of(found)
    opened = now_open(asks, wish)
    if opened is not None and form is None:
        form = AnswerForm(formdata=None, data=_start(opened))
    page = render_template(
        "council/report.html", town=town, delivery=delivery, report=found,
        receiver=queries.receiver_of(delivery), opened=opened, form=form,
        send=SendForm(formdata=None),
        cards=[card_of(each, today) for each in asks], asks=len(asks),
        drafts=sum(each.draft is not None for each in asks),
        answered=sum(each.answer is not None for each in asks),
        late=sum(each.owed_on is not None and each.owed_on < today for each in asks),
        files=files_for(found, delivery.language), told=told_about(found),
        states=STATES, small_number=small_number,
    )  # fmt: skip
    return page, form.status if form is not None and form.asked() else 200


def _start(ask: Ask) -> dict[str, Any]:
    draft = ask.draft
    if draft is None:
        return {"revision": 0, "given_by": ask.request.addressed_to}
    return {
        "revision": draft.revision, "state": draft.state.value, "text": draft.text,
        "on": draft.on, "given_by": draft.given_by,
    }  # fmt: skip
