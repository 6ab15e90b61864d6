"""The owner's pages: which municipalities began, and how another one begins."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access import actions as access
from dialogue.access import queries as accounts
from dialogue.access.permissions import Permission, Role
from dialogue.foundation import clock
from dialogue.foundation.forms import printable
from dialogue.foundation.language import chosen
from dialogue.foundation.post.stuck import stuck_count
from dialogue.municipalities import queries
from dialogue.municipalities.forms import StartForm
from dialogue.municipalities.views.door import room


@room.page("/programme", needs=Permission.OWN_PROGRAMME)
def programme() -> ResponseReturnValue:
    """All municipalities: those that began, and any other one by its name."""
    text = printable(request.args.get("q", "").strip()[:80])
    found = {each.slug: each.by for each in queries.find_municipalities(text)}
    began, all_of_them = queries.count_municipalities()
    return render_template(
        "municipalities/programme.html",
        text=text,
        found=sorted(
            queries.starts(slugs=list(found)),
            key=lambda each: list(found).index(each.slug),
        ),
        known_as=found,
        begun=queries.starts(),
        began=began,
        all_of_them=all_of_them,
        merged=queries.merged_municipalities(),
        astray=stuck_count(None),
    )


@room.form("/programme/<slug>", needs=Permission.OWN_PROGRAMME)
def start(slug: str) -> ResponseReturnValue:
    """Start a municipality by inviting its coordinator."""
    town = queries.municipality_by_slug(slug)
    now = clock.now()
    form = StartForm()
    if form.validate_on_submit():
        with form.catching():
            access.invite(
                str(form.email.data),
                Role.COORDINATOR,
                municipality_id=town.id,
                place=town.name,
                language=chosen(),
                now=now,
            )
            flash(
                _("The invitation is on its way. The link in it works for seven days.")
            )
            return redirect(url_for("municipalities.start", slug=slug))
    return render_template(
        "municipalities/start.html",
        town=town,
        form=form,
        invitations=[
            each
            for each in accounts.open_invitations(town.id, now)
            if each.role is Role.COORDINATOR
        ],
        coordinators=len(queries.people_with(town.id, frozenset({Role.COORDINATOR}))),
    ), form.status
