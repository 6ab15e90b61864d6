"""The frame of a cached public page: town, links and telephone from named columns."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from sqlalchemy import Row

from dialogue.foundation.language import NAMES
from dialogue.sessions.structured import town_name


def frame_of(talk: Row[Any], language: str, offered: Sequence[str]) -> dict[str, Any]:
    """What ``_house/public.html`` shows around the page of one dialogue session."""
    home = page_of("overview.municipality", f"/{talk.slug}", talk.slug)
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
        "desk": _("Or drop in: %(address)s.", address=talk.desk_address)
        if talk.desk_address
        else "",
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
                "href": page_of("overview.desk", "/sign-in", talk.slug),
                "text": _("For facilitators: sign in"),
            },
        ],
    }


def page_of(endpoint: str, otherwise: str, slug: str | None = None) -> str:
    """The address of a page of a later room, or another while there is none."""
    if endpoint not in current_app.view_functions:
        return otherwise
    return url_for(endpoint, slug=slug) if slug else url_for(endpoint)
