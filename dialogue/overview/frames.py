"""What stands around every page: the municipality's name, its links, its telephone."""

from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import gettext as _

from dialogue.access.permissions import Permission, granted
from dialogue.access.queries import account
from dialogue.foundation.language import NAMES, chosen
from dialogue.overview.queries import Doorplate, doorplate


def install(app: Flask) -> None:
    """Give templates ``frame``, ``desk_menu`` and ``desk_me``."""

    @app.context_processor
    def around() -> dict[str, Any]:
        # Letters and paper are also written where nobody asked for a page.
        if not has_request_context() or request.endpoint == "static":
            return {}
        slug = (request.view_args or {}).get("slug")
        # The page that refuses an odd address must not ask the database for it.
        named = isinstance(slug, str) and slug.isprintable()
        plate = doorplate(str(slug)) if named else None
        found: dict[str, Any] = {"frame": _frame(plate)}
        if g.get("account_id"):
            found |= {
                "desk_menu": _menu(plate),
                "desk_me": _me(int(g.account_id)),
            }
        return found


def _frame(plate: Doorplate | None) -> dict[str, Any]:
    shared = {
        "languages": [
            {
                "href": f"{request.path}?lang={code}",
                "code": code,
                "name": NAMES.get(code, code),
            }
            for code in current_app.config["LANGUAGES"]
            if code != chosen()
        ]
    }
    if plate is None:
        return shared | {
            "name": "Dialogue", "home": url_for("overview.find"),
            "small_links": _small_links(None),
        }  # fmt: skip
    home = url_for("overview.municipality", slug=plate.slug)
    return shared | {
        "name": _("Municipality of %(name)s", name=plate.name),
        "short_name": plate.name,
        "home": home,
        "desk_home": _desk_home(plate.slug),
        "phone": plate.phone,
        "opening": plate.phone_hours,
        "desk": plate.desk_address,
        "links": _main_links(plate.slug),
        "small_links": _small_links(plate.slug),
    }  # fmt: skip


def _desk_home(slug: str) -> str:
    """Where whoever is here works: the first of these pages that they may open."""
    roles = g.get("roles", frozenset())
    for permission, endpoint in _HOMES:
        if granted(permission, roles) and endpoint in current_app.view_functions:
            return url_for(endpoint, slug=slug)
    return url_for("overview.desks")


_HOMES = (
    (Permission.SEE_DESK, "overview.desk"),
    (Permission.RUN_EVENING, "conversations.evenings"),
    (Permission.ANSWER_REPORT, "council.desk"),
)


def _main_links(slug: str) -> list[dict[str, Any]]:
    links = (
        (_("Conversations"), "overview.municipality"),
        (_("What came of it"), "overview.what_came_of_it"),
        (_("How it goes"), "overview.how_it_goes"),
    )
    return [
        {
            "text": text,
            "href": url_for(endpoint, slug=slug),
            "current": request.endpoint == endpoint,
        }
        for text, endpoint in links
    ]


def _small_links(slug: str | None) -> list[dict[str, str]]:
    links = []
    if slug:
        links.append(
            {
                "text": _("What we keep about you"),
                "href": url_for("overview.privacy", slug=slug),
            }
        )
    links.append(
        {"text": _("Accessibility"), "href": url_for("overview.accessibility")}
    )
    desk = url_for("overview.desks")  # which leads on to where one works
    return [*links, {"text": _("For facilitators: sign in"), "href": desk}]


def _me(account_id: int) -> dict[str, str]:
    return {"text": account(account_id).name, "href": url_for("access.account")}


def _menu(plate: Doorplate | None) -> list[dict[str, Any]]:
    if plate is None or not granted(Permission.SEE_DESK, g.get("roles", frozenset())):
        return []
    return [
        {
            "text": text,
            "icon": icon,
            "href": url_for(endpoint, slug=plate.slug),
            "current": _part_of_desk() == endpoint,
        }
        for text, icon, endpoint in _places()
        if endpoint in current_app.view_functions
    ]


def _places() -> tuple[tuple[str, str, str], ...]:
    return (
        (_("What now"), "list", "overview.desk"),
        (_("Conversations"), "talk", "overview.talks"),
        (_("Calls"), "phone", "registrations.calls"),
        (_("What was said"), "paper", "outcomes.town"),
        (_("Guides"), "book", "guides.shelf"),
    )


def _part_of_desk() -> str:
    """Under which entry of the menu the page of this request hangs; "" for none."""
    if request.blueprint == "guides":
        return "guides.shelf"
    if "session_id" in (request.view_args or {}) or request.endpoint == "sessions.new":
        return "overview.talks"
    return request.endpoint or ""
