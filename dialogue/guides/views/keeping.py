"""A town's own guides: bring one in, put it away, take it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken
from dialogue.guides import actions, queries
from dialogue.guides.format import (
    Finding,
    GuideFile,
    GuideInvalid,
    Problem,
    check,
    parse_guide,
)
from dialogue.guides.forms import BringInForm
from dialogue.guides.views.door import room
from dialogue.guides.views.reading import GUIDE
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug


@room.form("/<slug>/desk/guides/bring-in", needs=Permission.KEEP_GUIDES)
def bring_in(slug: str) -> ResponseReturnValue:
    """Check a guide file, show what it says, and publish it as a new version."""
    place = municipality_by_slug(slug)
    form = BringInForm()
    if not form.asked():
        return _page(place, form)
    try:
        form.take_file()
    except RuleBroken as broken:
        form.refuse(broken)
        return _page(place, form)
    if not form.validate():
        return _page(place, form)
    try:
        file = parse_guide(form.text.data or "")
    except GuideInvalid as invalid:
        return _page(place, form, problems=invalid.problems)
    if "publish" in request.form:
        with form.catching():
            version = actions.bring_in(place.id, file, now=clock.now())
            flash(
                _(
                    "Version %(number)s is published and can be chosen.",
                    number=version.number,
                )
            )
            return redirect(url_for("guides.guide", slug=slug, guide_slug=file.slug))
        return _page(place, form, file=file)
    return _page(place, form, file=file, findings=check(file))


def _page(
    place: Municipality,
    form: BringInForm,
    *,
    problems: tuple[Problem, ...] = (),
    file: GuideFile | None = None,
    findings: tuple[Finding, ...] = (),
) -> ResponseReturnValue:
    return render_template(
        "guides/bring_in.html",
        municipality=place,
        form=form,
        problems=problems,
        file=file,
        findings=findings,
        number=queries.next_number(place.id, file.slug) if file else 0,
    ), 422 if problems else form.status


@room.act(f"{GUIDE}/put-away", needs=Permission.KEEP_GUIDES)
def put_away(slug: str, guide_slug: str) -> ResponseReturnValue:
    """Take an own guide off the shelf; conversations that use it keep it."""
    place = municipality_by_slug(slug)
    actions.put_away(queries.own_guide(place.id, guide_slug), now=clock.now())
    flash(
        {  # type: ignore[arg-type]
            "text": _("The guide is put away. Nobody can choose it any more."),
            "undo": url_for("guides.take_back", slug=slug, guide_slug=guide_slug),
        },
        "undo",
    )
    return redirect(url_for("guides.shelf", slug=slug))


@room.act(f"{GUIDE}/take-back", needs=Permission.KEEP_GUIDES)
def take_back(slug: str, guide_slug: str) -> ResponseReturnValue:
    """Put an own guide on the shelf again."""
    place = municipality_by_slug(slug)
    actions.take_back(queries.own_guide(place.id, guide_slug), now=clock.now())
    flash(_("The guide is back on the shelf."))
    return redirect(url_for("guides.shelf", slug=slug))
