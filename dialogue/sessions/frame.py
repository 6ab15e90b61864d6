"""The frame of a cached public page: town, links and telephone from named columns."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, url_for
from markupsafe import Markup
from sqlalchemy import Row

from dialogue.foundation.language import NAMES
from dialogue.foundation.language import gettext as _
from dialogue.sessions.structured import town_name

MARK = "\ue000"  # for private use: nobody types it, and no page may carry it
MOST_TOWNS = 1000


def shell_of(
    talk: Row[Any], language: str, offered: Sequence[str]
) -> tuple[Markup, ...]:
    """The frame as rendered: before title, head, heading, aside, main, and after it.

    The same for every page of a town until somebody changes the town, so it is
    rendered once per town, language and process.
    """
    shells = current_app.extensions.setdefault("shells", {})
    key = (talk.slug, talk.town_revision, language)
    found: tuple[Markup, ...] | None = shells.get(key)
    if found is None:
        page = current_app.jinja_env.get_template("_house/shell.html")
        text = page.render(frame=frame_of(talk, language, offered), mark=MARK)
        # Cut from what the template wrote: whatever was typed is escaped in it.
        found = tuple(Markup(part) for part in text.split(MARK))  # noqa: S704
        if len(shells) >= MOST_TOWNS:
            shells.clear()
        shells[key] = found
    return found


def frame_of(talk: Row[Any], language: str, offered: Sequence[str]) -> dict[str, Any]:
    """What ``_house/public.html`` shows around the page of one dialogue session."""
    home = home_of(talk)
    return {
        "name": town_name(talk.name),
        "short_name": talk.name,
        "home": home,
        "links": [
            {"href": home, "text": _("Conversations")},
            {
                "href": page_of("overview.what_came_of_it", home, talk.slug),
                "text": _("What came of it"),
            },
            {
                "href": page_of("overview.how_it_goes", "#how-it-goes", talk.slug),
                "text": _("How it goes"),
            },
        ],
        "phone": talk.phone,
        "opening": talk.phone_hours,
        "desk": talk.desk_address,
        "languages": [
            {"href": f"?lang={code}", "code": code, "name": NAMES.get(code, code)}
            for code in offered
            if code != language
        ],
        "small_links": [
            {
                "href": page_of("overview.privacy", home, talk.slug),
                "text": _("What we keep about you"),
            },
            {
                "href": page_of("overview.accessibility", home),
                "text": _("Accessibility"),
            },
            {
                "href": page_of("overview.desks", "/sign-in"),
                "text": _("For facilitators: sign in"),
            },
        ],
    }


def home_of(talk: Row[Any]) -> str:
    """The address of the town's own page."""
    return page_of("overview.municipality", f"/{talk.slug}", talk.slug)


def page_of(endpoint: str, otherwise: str, slug: str | None = None) -> str:
    """The address of a page of a later room, or another while there is none."""
    if endpoint not in current_app.view_functions:
        return otherwise
    return url_for(endpoint, slug=slug) if slug else url_for(endpoint)
