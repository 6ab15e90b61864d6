"""Places to meet: which there are, and what people must know of them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, journal
from dialogue.municipalities import actions, queries
from dialogue.municipalities.forms import NewVenueForm, VenueForm, values_of
from dialogue.municipalities.views.door import room

VENUES = "/<slug>/desk/venues"


@room.page(VENUES, needs=Permission.KEEP_VENUES)
def venues(slug: str) -> ResponseReturnValue:
    """The list of places, and those that were taken off it."""
    town = queries.municipality_by_slug(slug)
    return render_template(
        "municipalities/venues.html",
        town=town,
        venues=queries.venues_of(town.id),
        retired=queries.retired_venues_of(town.id),
    )


@room.form(f"{VENUES}/new", needs=Permission.KEEP_VENUES)
def new_venue(slug: str) -> ResponseReturnValue:
    """Add a place."""
    town = queries.municipality_by_slug(slug)
    form = NewVenueForm(town=town.name)
    if form.validate_on_submit():
        now = clock.now()
        with form.catching():
            if journal.already(form.once.data) is None:
                venue = actions.add_venue(town, form.facts(), now=now)
                journal.once(form.once.data, f"venue:{venue.id}", now=now)
            flash(_("The place is on the list. You can choose it when you plan."))
            return redirect(url_for("municipalities.venues", slug=slug))
    page = render_template("municipalities/new_venue.html", town=town, form=form)
    return page, form.status


@room.form(f"{VENUES}/<int:venue_id>", needs=Permission.KEEP_VENUES)
def change_venue(slug: str, venue_id: int) -> ResponseReturnValue:
    """Change what people read about a place."""
    town = queries.municipality_by_slug(slug)
    venue = queries.venue_in(town.id, venue_id)
    form = VenueForm(data=values_of(venue))
    if form.validate_on_submit():
        with form.catching():
            actions.change_venue(
                venue, form.facts(), seen=form.revision.data, now=clock.now()
            )
            flash(_("Saved."))
            return redirect(url_for("municipalities.venues", slug=slug))
    return render_template(
        "municipalities/change_venue.html", town=town, venue=venue, form=form
    ), form.status


@room.act(f"{VENUES}/<int:venue_id>/retire", needs=Permission.KEEP_VENUES)
def retire_venue(slug: str, venue_id: int) -> ResponseReturnValue:
    """Take a place off the list; what was planned there stays."""
    town = queries.municipality_by_slug(slug)
    venue = queries.venue_in(town.id, venue_id)
    actions.retire_venue(venue, now=clock.now())
    again = url_for("municipalities.restore_venue", slug=slug, venue_id=venue_id)
    words = _(
        "“%(name)s” is off the list. What is planned there stays.", name=venue.name
    )
    flash({"text": words, "undo": again}, "undo")  # type: ignore[arg-type]
    return redirect(url_for("municipalities.venues", slug=slug))


@room.act(f"{VENUES}/<int:venue_id>/restore", needs=Permission.KEEP_VENUES)
def restore_venue(slug: str, venue_id: int) -> ResponseReturnValue:
    """Put a place back on the list."""
    town = queries.municipality_by_slug(slug)
    actions.restore_venue(queries.venue_in(town.id, venue_id), now=clock.now())
    flash(_("The place is back on the list."))
    return redirect(url_for("municipalities.venues", slug=slug))
