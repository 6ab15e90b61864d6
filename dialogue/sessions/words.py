"""How this room says days and lists, in the language of the page."""

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date
from babel.lists import format_list
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.foundation.language import chosen, local


def _locale() -> str:
    return chosen().replace("-", "_")


def day_month(moment: date | datetime) -> str:
    """``11 februari``: for where the year is plain."""
    return str(format_date(_day(moment), "d MMMM", locale=_locale()))


def weekday_month(moment: date | datetime) -> str:
    """``donderdag 11 februari``: for where the year was said before."""
    return str(format_date(_day(moment), "EEEE d MMMM", locale=_locale()))


def _day(moment: date | datetime) -> date:
    return local(moment).date() if isinstance(moment, datetime) else moment


def listed(parts: Sequence[str]) -> str:
    """``a, b en c``."""
    return str(format_list(list(parts), locale=_locale()))


def count_tables(tables: int) -> str:
    """``6 tables``, ``1 table``."""
    return str(ngettext("%(num)s table", "%(num)s tables", tables))


def days_left(days: int) -> str:
    """``over 17 dagen``, ``vandaag``: whole days until something."""
    if days < 0:
        return str(ngettext("%(num)s day ago", "%(num)s days ago", -days))
    if days == 0:
        return str(_("today"))
    return str(ngettext("in %(num)s day", "in %(num)s days", days))


def small_number(value: int) -> str:
    """A number up to twelve as a word: ``zeven``; above that in figures."""
    words = {
        1: _("one"), 2: _("two"), 3: _("three"), 4: _("four"), 5: _("five"),
        6: _("six"), 7: _("seven"), 8: _("eight"), 9: _("nine"), 10: _("ten"),
        11: _("eleven"), 12: _("twelve"),
    }  # fmt: skip
    return str(words.get(value, value))
