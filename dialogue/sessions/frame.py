"""The frame of a cached public page: town, links and telephone from named columns."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row

from dialogue.foundation.language import NAMES
from dialogue.sessions.structured import town_name


def frame_of(talk: Row[Any], language: str, offered: Sequence[str]) -> dict[str, Any]:
    """What ``_house/public.html`` shows around the page of one dialogue session."""
    home = f"/{talk.slug}"
    return {
        "name": town_name(talk.name),
        "short_name": talk.name,
        "home": home,
        "links": [
            {"href": home, "text": _("Conversations")},
            {"href": f"{home}#what-came-of-it", "text": _("What came of it")},
            {"href": "#how-it-goes", "text": _("How it goes")},
        ],
        "phone": talk.phone,
        "opening": talk.phone_hours,
        "desk": _("Or drop in at the desk, %(address)s.", address=talk.desk_address)
        if talk.desk_address
        else "",
        "languages": [
            {"href": f"?lang={code}", "code": code, "name": NAMES.get(code, code)}
            for code in offered
            if code != language
        ],
        "small_links": [
            {"href": "/privacy", "text": _("What we keep of you")},
            {"href": "/accessibility", "text": _("Accessibility")},
            {"href": "/sign-in", "text": _("For facilitators: sign in")},
        ],
    }
