"""How a clerk comes in: by the personal link, or signed in and listed."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dialogue.access.permissions import Permission
from dialogue.council import actions, queries, rules
from dialogue.council.forms import OpenForm, PassOnForm
from dialogue.council.views.door import delivery_here, open_for, room
from dialogue.council.words import days_left
from dialogue.foundation import clock, links
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import local
from dialogue.foundation.throttle import network
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.registrations.guard import LINKS

GONE, TOO_OFTEN = 410, 429


@room.form("/<slug>/clerk/<token>", needs=Permission.VISIT)
def open(slug: str, token: str) -> ResponseReturnValue:
    """GET changes nothing (mail scanners come first); POST opens the requests."""
    town, now = municipality_by_slug(slug), clock.now()
    form = OpenForm()
    if not form.validate_on_submit():
        return render_template("council/open.html", town=town, form=form)
    if LINKS.seconds_to_wait(network()):
        return render_template("council/gone.html", town=town, often=True), TOO_OFTEN
    found = queries.delivery_by_token(town.id, token)
    if found is None or not rules.link_works(found, now):
        LINKS.count(network())
        return render_template("council/gone.html", town=town, often=False), GONE
    actions.note_opened(found, now=now)
    return redirect(open_for(found, town), 303)


@room.act("/<slug>/clerk/leave", needs=Permission.VISIT)
def leave(slug: str) -> ResponseReturnValue:
    """This browser may not any more."""
    town = municipality_by_slug(slug)
    links.take_back(queries.PURPOSE, place=town.id)
    return redirect(url_for("overview.municipality", slug=slug), 303)


@room.form("/<slug>/clerk/report/pass-on", needs=Permission.VISIT)
def pass_on(slug: str) -> ResponseReturnValue:
    """Somebody else answers: they get a link of their own, this one stops."""
    town, now = municipality_by_slug(slug), clock.now()
    delivery = delivery_here(town)
    if delivery is None:
        return render_template("council/closed.html", town=town), GONE
    form = PassOnForm()
    if form.validate_on_submit():
        with form.catching():
            actions.pass_on(delivery, form.name.data, form.mail.data, now=now)
            links.take_back(queries.PURPOSE, place=town.id)
            return redirect(url_for("council.passed_on", slug=slug), 303)
    page = render_template(
        "council/pass_on.html", town=town, form=form,
        heading=queries.report_in(town.id, delivery.report_id).heading,
    )  # fmt: skip
    return page, form.status


@room.page("/<slug>/clerk/passed-on", needs=Permission.VISIT)
def passed_on(slug: str) -> str:
    """It is somebody else's now."""
    town = municipality_by_slug(slug)
    return render_template("council/passed_on.html", town=town)


@room.page("/<slug>/desk/council", needs=Permission.ANSWER_REPORT)
def desk(slug: str) -> ResponseReturnValue:
    """What waits for the council, for a clerk who signed in."""
    town, now = municipality_by_slug(slug), clock.now()
    found, seen = [], set()
    for delivery in queries.deliveries_in(town.id, now):
        if delivery.report_id in seen:
            continue
        seen.add(delivery.report_id)
        report = queries.report_in(town.id, delivery.report_id)
        asks = queries.asks_of(report)
        owed = [each for each in asks if each.owed_on is not None]
        first = min((each.owed_on for each in owed if each.owed_on), default=None)
        found.append((delivery, report, len(asks), len(owed), first))
    return render_template(
        "council/desk.html",
        municipality=town,
        found=found,
        today=local(now).date(),
        days_left=days_left,
    )


@room.act("/<slug>/desk/council/<int:delivery_id>", needs=Permission.ANSWER_REPORT)
def desk_open(slug: str, delivery_id: int) -> ResponseReturnValue:
    """Open one of them."""
    town, now = municipality_by_slug(slug), clock.now()
    found = queries.delivery_in(town.id, delivery_id)
    if not rules.link_works(found, now):
        raise NotHere
    actions.note_opened(found, now=now)
    return redirect(open_for(found, town), 303)
