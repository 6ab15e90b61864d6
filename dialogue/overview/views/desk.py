"""The facilitator's first page: what needs doing next."""

from flask import g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.gate import may
from dialogue.access.permissions import Permission
from dialogue.access.queries import account
from dialogue.foundation import clock
from dialogue.foundation.post.stuck import stuck_count
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import (
    memberships_of,
    municipality_by_slug,
    venues_of,
)
from dialogue.overview import rules
from dialogue.overview.views.door import room
from dialogue.overview.words import greeting, workplaces
from dialogue.sessions import story
from dialogue.sessions.queries import desk_sessions


@room.page("/desk", needs=Permission.OWN_ACCOUNT)
def desks() -> ResponseReturnValue:
    """Where one works: the only desk at once, or a choice."""
    places = workplaces(memberships_of(g.account_id))
    if len({place.href for place in places}) == 1 and places[0].href:
        return redirect(places[0].href)
    return render_template("overview/desks.html", places=places)


@room.page("/<slug>/desk", needs=Permission.SEE_DESK)
def desk(slug: str) -> ResponseReturnValue:
    """Dialogue sessions by what needs doing next, not by date alone."""
    place = municipality_by_slug(slug)
    now = clock.now()
    talks = desk_sessions(place.id)
    lines = story.lines_of(talks, now)
    return render_template(
        "overview/desk.html",
        municipality=place,
        now=now,
        greeting=greeting(account(g.account_id).name, now),
        heaps=rules.by_urgency(talks, lines, now),
        first_step=None if talks else _first_step(place),
        astray=stuck_count(place.id),
    )


def _first_step(place: Municipality) -> tuple[str, str, str]:
    """What a desk without conversations begins with: sentence, verb, endpoint."""
    if not place.phone and may(Permission.KEEP_MUNICIPALITY):
        return (
            _(
                "Begin with the telephone number that residents call. From then on "
                "they find %(town)s on the first page.",
                town=place.name,
            ),
            _("Fill in the number"),
            "municipalities.set_up",
        )
    if not venues_of(place.id) and may(Permission.KEEP_VENUES):
        return (
            _(
                "Now add a place where people meet. "
                "For a walk, or online, you need none."
            ),
            _("Add a place"),
            "municipalities.new_venue",
        )
    return (
        _("Here come your conversations, sorted by what needs doing next."),
        _("Plan the first one"),
        "sessions.new",
    )


@room.page("/<slug>/desk/talks", needs=Permission.SEE_DESK)
def talks(slug: str) -> ResponseReturnValue:
    """Every dialogue session of the town, coming and past."""
    place = municipality_by_slug(slug)
    now = clock.now()
    found = desk_sessions(place.id)
    return render_template(
        "overview/talks.html",
        municipality=place,
        coming=[each for each in found if each.ends_at > now],
        past=[each for each in reversed(found) if each.ends_at <= now],
        lines=story.lines_of(found, now),
        now=now,
    )
