"""How this room says days and lists, in the language of the page."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list

from dialogue.foundation.language import chosen, local, ngettext
from dialogue.foundation.language import gettext as _


def _locale() -> str:
    return chosen().replace("-", "_")


def day_month(moment: date | datetime) -> str:
    """``11 februari``: for where the year is plain."""
    return _said(_day(moment), "d\N{NO-BREAK SPACE}MMMM", _locale())


def weekday_month(moment: date | datetime) -> str:
    """``donderdag 11 februari``: for where the year was said before."""
    return _said(_day(moment), "EEEE d\N{NO-BREAK SPACE}MMMM", _locale())


@lru_cache(maxsize=2000)
def _said(day: date, pattern: str, locale: str) -> str:
    return str(format_date(day, pattern, locale=locale))


def _day(moment: date | datetime) -> date:
    return local(moment).date() if isinstance(moment, datetime) else moment


def listed(parts: Sequence[str]) -> str:
    """``a, b en c``."""
    return _listed(tuple(str(part) for part in parts), _locale())


@lru_cache(maxsize=1000)
def _listed(parts: tuple[str, ...], locale: str) -> str:
    return str(format_list(parts, locale=locale))


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


def N_(word: str) -> str:  # noqa: N802 – the name Babel looks for
    """Mark a word for translation; it is translated when it is said."""
    return word


_SMALL = (
    "", N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"),
    N_("seven"), N_("eight"), N_("nine"), N_("ten"), N_("eleven"), N_("twelve"),
)  # fmt: skip


def small_number(value: int) -> str:
    """A number up to twelve as a word: ``zeven``; above that in figures."""
    return str(_(_SMALL[value])) if 0 < value < len(_SMALL) else str(value)


def first_words(text: str, most: int) -> str:
    """Whole sentences from the start, at most so many characters; else whole words."""
    if len(text) <= most:
        return text
    head = text[:most]
    end = max(head.rfind(mark) for mark in (". ", "? ", "! ", "… "))
    if end > most // 3:
        return head[: end + 1]
    return head[: max(head.rfind(" "), most // 2)].rstrip(" ,;:-") + " …"


# An article at the end of a line looks lost: it goes along with its noun.
ARTICLE = re.compile(r"(?i)(?<!\S)(de|het|een|'t|the|an?|der|die|das|le|la|les) ")


def together(title: str) -> str:
    """A large title in which no line ends with an article; markup stays markup."""
    return type(title)(ARTICLE.sub("\\1\N{NO-BREAK SPACE}", title))
