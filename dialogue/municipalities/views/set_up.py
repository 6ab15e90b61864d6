"""How residents reach the people here, and how long things take and stay."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.municipalities import actions, queries
from dialogue.municipalities.forms import SetUpForm
from dialogue.municipalities.views.door import room

FIELDS = ("phone", "phone_hours", "desk_address", "answer_days", "contact_kept_days")


@room.form("/<slug>/desk/set-up", needs=Permission.KEEP_MUNICIPALITY)
def set_up(slug: str) -> ResponseReturnValue:
    """Fill in telephone, desk and terms; the first time opens the town's pages."""
    town = queries.municipality_by_slug(slug)
    form = SetUpForm(obj=town)
    if form.validate_on_submit():
        with form.catching():
            facts = {name: form[name].data for name in FIELDS}
            actions.set_up(town, facts, seen=form.revision.data, now=clock.now())
            flash(
                _("Saved. It stands on every page of %(place)s now.", place=town.name)
            )
            return redirect(url_for("municipalities.set_up", slug=slug))
    page = render_template("municipalities/set_up.html", town=town, form=form)
    return page, form.status
