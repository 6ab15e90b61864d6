"""How the clerk's page shows requests, files and who hears the answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from msgspec import Struct

from dialogue.council.models import AnswerState
from dialogue.council.queries import Ask
from dialogue.council.words import STATES, by_channel, days_left
from dialogue.foundation.language import day_date
from dialogue.foundation.post import Channel
from dialogue.registrations.actions.returning import who_asked
from dialogue.reports.models import Report, ReportVersion
from dialogue.reports.paper import DATA_FILES
from dialogue.reports.queries import files_of, latest_version

SOON = 14  # days


class Card(Struct, frozen=True):
    """A request as the page shows it: large days, a meaning, and when in words."""

    ask: Ask
    days: str
    kind: str
    word: str
    when: str
    icon: str = ""

    @property
    def open(self) -> bool:
        """Whether an answer may still be given."""
        answer = self.ask.answer
        return answer is None or answer.state is AnswerState.LATER


def card_of(ask: Ask, today: date) -> Card:
    """A request with its days, or with its answer."""
    due = ask.owed_on
    if ask.answer is not None and (due is None or due >= today):
        return Card(
            ask, str(STATES[ask.answer.state]), "good" if due is None else "info",
            _("answered"), _("On %(day)s", day=day_date(ask.answer.given_at)),
        )  # fmt: skip
    assert due is not None  # noqa: S101
    days = days_left(due, today)
    if due < today:
        when = _(
            "It was due before %(day)s. Residents see this too.", day=day_date(due)
        )
        return Card(ask, days, "problem", _("late"), when)
    when = _("Before %(day)s", day=day_date(due))
    if ask.draft is not None:
        return Card(ask, days, "info", _("ready to send"), when, "check")
    kind = "attention" if (due - today).days <= SOON else "info"
    return Card(ask, days, kind, _("waits for an answer"), when, "clock")


def now_open(asks: Sequence[Ask], wish: int | None) -> Ask | None:
    """The request whose form stands open: the one wished for, else the most urgent."""
    for each in asks:
        late = each.answer is not None and each.answer.state is not AnswerState.LATER
        if each.number == wish and not late:
            return each
    if wish is not None:
        return None
    waiting = [each for each in asks if each.answer is None and each.draft is None]
    return min(waiting, key=lambda one: one.request.answer_due, default=None)


class Files(Struct, frozen=True):
    """What can be downloaded of the newest version."""

    version: ReportVersion | None
    main: dict[str, Any]
    data: list[dict[str, Any]]


def files_for(report: Report, language: str) -> Files:
    """The report first, then the data; empty while they are being made."""
    version = latest_version(report)
    found = files_of(version) if version else ()
    own = [each for each in found if each.language == language] or list(found)
    by_form = {each.form: {"form": each.form, "in": each.language} for each in own}
    names = DATA_FILES if version else ()
    return Files(
        version,
        by_form.get("pdf", {}),
        [
            each | ({"name": _("PDF in large print")} if form == "large.pdf" else {})
            for form, each in by_form.items()
            if form != "pdf"
        ]
        + [{"form": name, "in": language, "name": name} for name in names],
    )


def told_about(report: Report) -> str:
    """How the answer reaches people, in a sentence; "" when nobody asked for it."""
    counts: dict[Channel, int] = {}
    for evening in report.evenings:
        for channel, people in who_asked(evening).items():
            counts[channel] = counts.get(channel, 0) + people
    many = sum(counts.values())
    if not many:
        return ""
    words = ngettext(
        "%(num)s resident asked to hear the answer: %(how)s.",
        "%(num)s residents asked to hear the answer: %(how)s.",
        many,
        how=by_channel(counts),
    )
    return str(words)
