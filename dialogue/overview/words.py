"""How these pages say states of requests, roles and places to work."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from msgspec import Struct

from dialogue.access.permissions import ROLE_NAMES, Role
from dialogue.foundation.language import day_date, day_said, local, said_in
from dialogue.municipalities.models import Membership
from dialogue.overview.queries import Ask


def ask_row(ask: Ask) -> dict[str, Any]:
    """A request as the macro ``asked`` wants it: state, word, and when."""
    if ask.state == "late":
        word = ngettext(
            "No answer for %(num)s day", "No answer for %(num)s days", -ask.days
        )
        when = _("The council would answer before %(day)s.", day=day_date(ask.due))
    elif ask.state == "waiting":
        word = _("Waits for an answer")
        left = ngettext("in %(num)s day", "in %(num)s days", ask.days)
        when = _(
            "The council answers before %(day)s, %(left)s.",
            day=day_date(ask.due),
            left=left,
        )
    else:
        word, when = _WORDS[ask.state](), Markup()
        if ask.answer:  # a plain yes needs no words
            answer = said_in(ask.answer, ask.language)
            when = Markup(_("Answer: %(text)s")) % {"text": answer}  # noqa: S704
        if ask.later_on is not None:
            more = _(
                "The municipality says more on %(day)s.", day=day_date(ask.later_on)
            )
            when = Markup("{} {}").format(when, more).strip()
    text = said_in(ask.text, ask.language)
    return {"text": text, "kind": ask.kind, "word": word, "when": when}


_WORDS = {
    "yes": lambda: _("Yes, we will"),
    "yes, differently": lambda: _("Yes, but differently"),
    "no, because": lambda: _("No"),
    "later, on": lambda: _("Later"),
}


class Workplace(Struct, frozen=True):
    """Where somebody works, as what, and the page it begins with ("" when none)."""

    name: str
    role: str
    href: str


def workplaces(held: Sequence[Membership]) -> list[Workplace]:
    """The places behind somebody's roles, in the same order."""
    return [
        Workplace(
            each.municipality.name if each.municipality else str(_("The programme")),
            str(ROLE_NAMES[each.role]),
            _first_page(each),
        )
        for each in held
    ]


_FIRST_PAGES = {
    Role.COORDINATOR: "overview.desk",
    Role.FACILITATOR: "overview.desk",
    Role.CLERK: "council.desk",
    Role.TABLE_HOST: "conversations.evenings",
    Role.OWNER: "municipalities.programme",
}


def _first_page(held: Membership) -> str:
    endpoint = _FIRST_PAGES[held.role]
    if endpoint not in current_app.view_functions:
        return ""
    if held.municipality is None:
        return url_for(endpoint)
    return url_for(endpoint, slug=held.municipality.slug)


def greeting(name: str, now: datetime) -> str:
    """``Good morning, Samira``, by the clock of the municipality."""
    hour, first = local(now).hour, name.split()[0] if name.split() else name
    if 5 <= hour < 12:
        return str(_("Good morning, %(name)s", name=first))
    if 12 <= hour < 18:
        return str(_("Good afternoon, %(name)s", name=first))
    return str(_("Good evening, %(name)s", name=first))


def day_and_distance(moment: datetime, now: datetime) -> str:
    """``donderdag 11 februari, over 24 dagen``; weeks from five weeks on."""
    days = (local(moment).date() - local(now).date()).days
    day = day_said(moment, now)
    return str(_("%(day)s, %(distance)s", day=day, distance=_distance(days)))


def _distance(days: int) -> str:
    if days in _NEAR:
        return _NEAR[days]()
    far, ahead = abs(days), days > 0
    if far < WEEKS_FROM:
        if ahead:
            return str(ngettext("in %(num)s day", "in %(num)s days", far))
        return str(ngettext("%(num)s day ago", "%(num)s days ago", far))
    if ahead:
        return str(ngettext("in %(num)s week", "in %(num)s weeks", far // 7))
    return str(ngettext("%(num)s week ago", "%(num)s weeks ago", far // 7))


WEEKS_FROM = 35
_NEAR = {
    -1: lambda: str(_("yesterday")),
    0: lambda: str(_("today")),
    1: lambda: str(_("tomorrow")),
}
