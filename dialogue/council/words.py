"""How this room says answers, days that are left, and what comes back to people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from dialogue.council.models import AnswerState
from dialogue.foundation.post import Channel
from dialogue.sessions.words import listed

STATES: Mapping[AnswerState, Any] = {
    AnswerState.YES: _l("Yes"),
    AnswerState.DIFFERENTLY: _l("Yes, but differently"),
    AnswerState.NO: _l("No"),
    AnswerState.LATER: _l("Later"),
}
CHOICES: Mapping[AnswerState, Any] = {
    AnswerState.YES: _l("Yes"),
    AnswerState.DIFFERENTLY: _l("Yes, but differently"),
    AnswerState.NO: _l("No, because …"),
    AnswerState.LATER: _l("Later, on …"),
}
WEEKS_FROM = 28  # days; from here people count in weeks


def days_left(due: date, today: date) -> str:
    """``8 days left``, ``5 weeks left``, ``today``, ``6 days``: large on the page."""
    days = (due - today).days
    if days >= WEEKS_FROM:
        return str(ngettext("%(num)s week left", "%(num)s weeks left", days // 7))
    if days > 0:
        return str(ngettext("%(num)s day left", "%(num)s days left", days))
    if days == 0:
        return str(_("today"))
    return str(ngettext("%(num)s day", "%(num)s days", -days))


def by_channel(counts: Mapping[Channel, int]) -> str:
    """``22 letters, 18 calls and 21 mails``; "" when nobody asked."""
    parts = [
        ngettext("%(num)s mail", "%(num)s mails", counts.get(Channel.MAIL, 0)),
        ngettext("%(num)s letter", "%(num)s letters", counts.get(Channel.LETTER, 0)),
        ngettext("%(num)s call", "%(num)s calls", counts.get(Channel.CALL, 0)),
    ]
    order = (Channel.MAIL, Channel.LETTER, Channel.CALL)
    return listed(
        [part for part, each in zip(parts, order, strict=True) if counts.get(each)]
    )
