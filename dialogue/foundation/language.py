"""Which language a page or a letter speaks, and how it says days and numbers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import flask_babel
from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel, Domain
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from dialogue.foundation import clock
from dialogue.foundation.settings import Settings

COOKIE = "language"
_PICKED = re.compile(rf"(?:^|;\s*){COOKIE}=([\w-]+)")
YEAR_FROM = 300  # days; nearer than that a day is said without its year
NAMES = {
    "nl": "Nederlands", "nl-BE": "Nederlands (België)", "en": "English",
    "fr": "Français", "ar": "العربية", "tr": "Türkçe", "pl": "Polski",
    "uk": "Українська",
}  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ti-x", "ur"})
HOME_ZONE = ZoneInfo("Europe/Brussels")  # Amsterdam is an alias of Brussels in tzdata


def install(app: Flask, settings: Settings, translations: str) -> None:
    """Choose a language per request; give templates the words for days and numbers."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = translations
    app.config["LANGUAGES"] = settings.languages
    babel = Babel(app, locale_selector=chosen, default_timezone="UTC")
    babel.domain_instance = app.extensions["words"] = _Words()
    app.jinja_env.filters.update(
        day_name=day_name, day_long=day_long, day_date=day_date, time_short=time_short,
        number=number, month_short=month_short, month_name=month_name, local=local,
        clock=clock_time, said_in=said_in, capitalise=capital,
        day_said=lambda moment: day_said(moment, clock.now()),
        moment_said=lambda moment: moment_said(moment, clock.now()),
    )  # fmt: skip
    app.jinja_env.globals.update(
        language=chosen, direction=direction, language_names=NAMES,
        offered_languages=settings.languages,
    )  # fmt: skip

    @app.after_request
    def remember(response: Response) -> Response:
        asked = request.args.get("lang") if request.query_string else None
        if asked in settings.languages and request.cookies.get(COOKIE) != asked:
            response.set_cookie(
                COOKIE, asked, max_age=31_536_000, samesite="Lax", httponly=True,
                secure=settings.secure,
            )  # fmt: skip
        return response


class _Words(Domain):  # type: ignore[misc]
    """Finds a language's words once, not once for every sentence of a page."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Any] = {}

    def get_translations(self) -> Any:
        """The words of the language spoken now."""
        language = chosen()
        found = self._known.get(language)
        if found is None:
            found = self._known[language] = super().get_translations()
        return found


def gettext(text: str, **values: object) -> str:
    """The text in the language spoken now, with the values in their places.

    The same as flask_babel's, by a shorter way: for pages that must be quick.
    """
    found = str(_spoken().ugettext(text))
    return found % values if values else found


def ngettext(one: str, more: str, num: int, **values: object) -> str:
    """The text for this number, which it may show as ``%(num)s``."""
    found = str(_spoken().ungettext(one, more, num))
    return found % {"num": num, **values}


def capital(text: str) -> str:
    """A sentence that starts with a capital; the rest stays as it is.

    Dutch marks "one" with two accents, and drops the first on a capital: ``Eén``.
    """
    first = "E" if text[:3] == "één" else text[:1].upper()
    return first + text[1:]


def _spoken() -> Any:
    """The words of the language spoken now, kept beside it as long as it is spoken."""
    known = g._get_current_object().__dict__  # asked for every sentence of a page
    language = known.get("speaking") or known.get("language")
    kept = known.get("words")
    if kept is None or language is None or kept[0] != language:
        words: _Words = current_app.extensions["words"]
        kept = known["words"] = (chosen(), words.get_translations())
    return kept[1]


def chosen() -> str:
    """The language to speak now: forced, asked, remembered, accepted, or Dutch."""
    try:
        here = g._get_current_object()  # asked for every sentence: look up once
    except RuntimeError:
        return "nl"
    known = here.__dict__
    language: str | None = known.get("speaking") or known.get("language")
    if language is None:
        if not has_request_context():
            return "nl"
        language = here.language = _from_request()
    return language


def _from_request() -> str:
    offered: tuple[str, ...] = current_app.config["LANGUAGES"]
    asked = request.args.get("lang") if request.query_string else None
    return wished(
        asked if asked in offered else request.cookies.get(COOKIE, ""),
        request.headers.get("Accept-Language", ""),
        offered,
    )


@lru_cache(maxsize=1024)
def picked_in(cookies: str) -> str:
    """The language in a cookie header, or the empty text."""
    found = _PICKED.search(cookies)
    return found[1] if found else ""


def wished(picked: str, accepted: str, offered: tuple[str, ...]) -> str:
    """The language somebody picked, or else the best of what the browser accepts."""
    if picked in offered:
        return picked
    wishes = parse_accept_header(accepted, LanguageAccept)
    return wishes.best_match(offered) or "nl"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak the receiver's language for a while: letters, paper, mail."""
    before = g.get("speaking")
    g.speaking = language
    flask_babel.refresh()
    try:
        yield
    finally:
        g.speaking = before
        flask_babel.refresh()


def direction(language: str | None = None) -> str:
    """``rtl`` or ``ltr`` for a language (default: the one spoken now)."""
    return "rtl" if (language or chosen()).split("-")[0] in RIGHT_TO_LEFT else "ltr"


def said_in(text: str, its_language: str) -> str:
    """A text of somebody, with its language said where that is not the page's."""
    if not text or its_language in ("", chosen()):
        return text
    if direction(its_language) != direction():
        turned = Markup('<span lang="{}" dir="{}">{}</span>')
        return turned.format(its_language, direction(its_language), text)
    return Markup('<span lang="{}">{}</span>').format(its_language, text)


def _locale() -> Locale:
    return locale_of(chosen())


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Babel's data of a language such as ``nl-BE``."""
    return Locale.parse(language, sep="-")


@lru_cache(maxsize=4000)
def _day_said(day: date, pattern: str, language: str) -> str:
    return str(format_date(day, pattern, locale=locale_of(language)))


@lru_cache(maxsize=2000)
def _time_said(value: time, language: str) -> str:
    text = str(format_time(value, "HH:mm", locale=locale_of(language)))
    return text.replace(":", ".") if language.startswith("nl") else text


def local(moment: datetime) -> datetime:
    """A stored moment on the municipality's clock (the Low Countries share one)."""
    return moment.astimezone(HOME_ZONE)


def day_name(moment: date | datetime) -> str:
    """``donderdag``."""
    return _day_said(_day(moment), "EEEE", chosen())


def day_date(moment: date | datetime) -> str:
    """``donderdag 11 februari 2027``: on paper, in mail, and what stays on record.

    Here and elsewhere no line ends between the number and its month.
    """
    return _day_said(_day(moment), "EEEE d\N{NO-BREAK SPACE}MMMM y", chosen())


def day_said(moment: date | datetime, now: datetime) -> str:
    """``donderdag 11 februari``: on a screen and aloud, as people say it.

    With its year from ten months away, before that nobody can mistake it.
    """
    day = _day(moment)
    if abs((day - _day(now)).days) > YEAR_FROM:
        return day_date(day)
    return _day_said(day, "EEEE d\N{NO-BREAK SPACE}MMMM", chosen())


def moment_said(moment: datetime, now: datetime) -> str:
    """``donderdag 11 februari, 19.30 uur``: as ``day_said``."""
    day = day_said(moment, now)
    return gettext("%(day)s, %(time)s", day=day, time=clock_time(moment))


def day_long(moment: datetime) -> str:
    """``donderdag 11 februari 2027, 19.30 uur``."""
    words = gettext("%(day)s, %(time)s", day=day_date(moment), time=clock_time(moment))
    return str(words)


def clock_time(moment: datetime | time) -> str:
    """``19.30 uur`` in Dutch, ``7.30 pm`` style stays the locale's own elsewhere."""
    return str(gettext("%(time)s o'clock", time=time_short(moment)))


def time_short(moment: datetime | time) -> str:
    """``19.30``."""
    value = local(moment).time() if isinstance(moment, datetime) else moment
    return _time_said(value.replace(tzinfo=None), chosen())


def month_short(moment: date | datetime) -> str:
    """``feb``."""
    return format_skeleton(
        "MMM", datetime.combine(_day(moment), time()), locale=_locale()
    )


def month_name(moment: date | datetime) -> str:
    """``februari``."""
    return _day_said(_day(moment), "LLLL", chosen())


def number(value: float) -> str:
    """A number as the language writes it: ``1.234``."""
    return format_decimal(value, locale=_locale())


def _day(moment: date | datetime) -> date:
    return local(moment).date() if isinstance(moment, datetime) else moment


def text_in(texts: dict[str, Any], language: str) -> tuple[str, str]:
    """A text in the language or the nearest one there is: ``(text, its language)``."""
    for candidate in (language, language.split("-")[0], "nl", "en", *texts):
        if texts.get(candidate):
            return str(texts[candidate]), candidate
    return "", language
