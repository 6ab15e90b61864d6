"""The invitation in words: everything the public page, flyer and calendar say.

Made from the named columns of ``queries.talk``; the page's template only sets it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Row

from dialogue.foundation.language import (
    NAMES,
    chosen,
    day_date,
    ngettext,
    said_in,
    time_short,
)
from dialogue.foundation.language import gettext as _
from dialogue.sessions import queries
from dialogue.sessions.guide_words import GuideWords, guide_words
from dialogue.sessions.models import Meeting, Stage, Visibility
from dialogue.sessions.rules import seats_at_tables
from dialogue.sessions.seats import SeatFigures
from dialogue.sessions.words import (
    day_month,
    listed,
    small_number,
    weekday_month,
)

# stamp_of_talk gives these in this order
STARTS, ENDS, STAGE = 3, 4, 5


class Phase(StrEnum):
    """On which side of its day a conversation is, for a resident."""

    COMING = "coming"
    RUNNING = "running"
    PAST = "past"
    CANCELLED = "cancelled"


def phase_of(
    stage: Stage, starts_at: datetime, ends_at: datetime, now: datetime
) -> Phase:
    """Where it stands at this moment (all moments aware)."""
    if stage is Stage.CANCELLED:
        return Phase.CANCELLED
    if now >= ends_at:
        return Phase.PAST
    return Phase.RUNNING if now >= starts_at else Phase.COMING


class Place(Struct, frozen=True):
    """Where people meet, as far as somebody who did not sign up may know."""

    name: str
    street: str = ""
    how: str = ""  # how to get there
    access: str = ""  # steps, toilet, hearing loop, in words


def place_of(talk: Row[Any], *, signed_up: bool = False) -> Place:
    """The place; the address only when it is public or for who signed up."""
    if talk.meeting is Meeting.ONLINE:
        words = _("You get the link after you sign up.")
        return Place(_("Online, from home"), how="" if signed_up else words)
    access = access_words(talk)
    if talk.place_after_sign_up and not signed_up:
        return Place(
            _("In %(town)s", town=talk.name),
            how=_("You get the address after you sign up."),
            access=access,
        )
    stop = sentence(talk.venue_stop_nearby or "")
    if talk.meeting is Meeting.WALK:
        start = talk.place_note or talk.venue_name or ""
        street = talk.venue_street or "" if start != talk.venue_name else ""
        return Place(_("We start at: %(place)s", place=start), street, stop, access)
    return Place(
        talk.venue_name or talk.place_note,
        ", ".join(part for part in (talk.venue_street, talk.place_note) if part),
        stop,
        access,
    )


def access_words(talk: Row[Any]) -> str:
    """What people must know before they can come; "" where there is no venue."""
    if talk.venue_name is None:
        return ""
    good = [
        words
        for told, words in (
            (talk.venue_step_free, _("no steps")),
            (talk.venue_accessible_toilet, _("accessible toilet")),
            (talk.venue_hearing_loop, _("hearing loop")),
            (talk.venue_parking, _("parking")),
        )
        if told
    ]
    parts = [sentence(listed(good))] if good else []
    if talk.venue_step_free is False:
        parts.append(_("There are steps. Call us and we look for a way."))
    elif talk.venue_step_free is None:
        parts.append(_("Do you need to know about steps? Call us."))
    if talk.venue_note:
        parts.append(sentence(talk.venue_note))
    return " ".join(parts)


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    plain = text.strip()
    if not plain:
        return ""
    return plain[0].upper() + plain[1:] + ("" if plain[-1] in ".!?…" else ".")


class Invitation(Struct, frozen=True):
    """All words of the public page."""

    ref: str
    title: str
    lang: str  # of what the organisers typed
    kicker: str
    phase: Phase
    day: str
    short_day: str
    hours: str
    doors: str
    place: Place
    spoken: str
    figures: SeatFigures
    tables: tuple[int, ...]
    chairs_words: str
    seats_words: str
    about: tuple[str, ...]
    with_whom: str
    questions: tuple[str, ...]
    afterwards: tuple[str, ...]
    written: bool  # whether anything leaves the table, so that a report may come
    led_by: str
    goodbye: str
    reason: str


def invitation_of(talk: Row[Any], now: datetime) -> Invitation:
    """The invitation in the language of the page."""
    language = chosen()
    words = guide_words(
        talk.guide_checksum,
        language,
        lambda: queries.guide_document(talk.guide_version_id),
    )
    figures = SeatFigures(talk.capacity, talk.taken, talk.waiting)
    tables = tuple(seats_at_tables(talk.capacity, talk.tables))
    phase = phase_of(talk.stage, talk.starts_at, talk.ends_at, now)
    return Invitation(
        ref=talk.ref,
        title=talk.title,
        lang=typed_language(talk, language),
        kicker=_("Invitation for %(people)s", people=talk.for_whom)
        if talk.for_whom
        else _("Invitation"),
        phase=phase,
        # Nobody says the year of a day that is near; of one that was, it is needed.
        day=(weekday_month if phase is Phase.COMING else day_date)(talk.starts_at),
        short_day=weekday_month(talk.starts_at),
        hours=hours_of(talk.starts_at, talk.ends_at),
        doors=doors_of(talk),
        place=place_of(talk),
        spoken=spoken_words(talk.languages, language),
        figures=figures,
        tables=tables,
        chairs_words=chairs_words(tables, figures),
        seats_words=seats_words(figures),
        about=tuple(part for part in talk.about.split("\n") if part.strip()),
        with_whom=with_whom(words, talk.meeting, talk.tables),
        questions=tuple(
            said_in(text, its_language)
            for text, its_language in words.filled(known_values(talk))
        ),
        afterwards=afterwards_of(talk, words),
        written=words.written,
        led_by=talk.led_by,
        goodbye=_("See you then! We make the coffee.")
        if talk.meeting is Meeting.TABLE
        else _("See you then!"),
        reason=sentence(talk.cancel_reason),
    )


def typed_language(talk: Row[Any], language: str) -> str:
    """The language of title and text: the first one spoken; "" when the page's own."""
    typed = talk.languages[0] if talk.languages else "nl"
    return "" if typed == language else str(typed)


def known_values(talk: Row[Any]) -> Mapping[str, str]:
    """What fills the placeholders of a guide's questions."""
    return {
        "topic": talk.topic or talk.title,
        "municipality": talk.name,
        "date": day_month(talk.starts_at),
    }


def hours_of(starts_at: datetime, ends_at: datetime) -> str:
    """``19.30 tot 21.30 uur``."""
    return str(
        _(
            "%(starts)s to %(ends)s",
            starts=time_short(starts_at),
            ends=time_short(ends_at),
        )
    )


def doors_of(talk: Row[Any]) -> str:
    """When the coffee is ready; "" where there is no door."""
    if talk.meeting is not Meeting.TABLE or not talk.doors_minutes:
        return ""
    opens = talk.starts_at - timedelta(minutes=talk.doors_minutes)
    return str(_("The coffee is ready at %(time)s.", time=time_short(opens)))


def spoken_words(languages: list[str], language: str) -> str:
    """Which languages are spoken, where it is not just the page's own."""
    if languages in ([], [language]):
        return ""
    names = [NAMES.get(code, code) for code in languages]
    return str(_("We speak: %(languages)s.", languages=listed(names)))


def chairs_words(tables: tuple[int, ...], figures: SeatFigures) -> str:
    """The picture of the room in words."""
    chairs = ngettext("%(num)s chair", "%(num)s chairs", figures.capacity)
    free = ngettext(
        "%(num)s chair is still free.", "%(num)s chairs are still free.", figures.free
    )
    room = ngettext(
        "%(count)s table with %(chairs)s.", "%(count)s tables with %(chairs)s in all.",
        len(tables), count=small_number(len(tables)), chairs=chairs,
    )  # fmt: skip
    return f"{sentence(room)} {free}"


def seats_words(figures: SeatFigures) -> str:
    """``nog 12 plekken``; full says what still can be done."""
    if figures.free:
        return str(ngettext("%(num)s seat left", "%(num)s seats left", figures.free))
    return str(_("full – still room on the waiting list"))


def with_whom(words: GuideWords, meeting: Meeting, tables: int) -> str:
    """``met zes of zeven mensen aan een tafel``."""
    if meeting is not Meeting.TABLE:
        walking = meeting is Meeting.WALK
        return str(_("while we walk") if walking else _("on the screen"))
    low, high = words.people
    if words.one_table or tables == 1:
        return str(_("around one table"))
    if low == high:
        return str(_("with %(high)s people at a table", high=small_number(high)))
    return str(
        _(
            "with %(low)s or %(high)s people at a table",
            low=small_number(low),
            high=small_number(high),
        )
    )


def afterwards_of(talk: Row[Any], words: GuideWords) -> tuple[str, ...]:
    """What happens with what people say: three lines, true for this guide."""
    if not words.written:
        return (
            _("We write nothing down."),
            _("What is said at the table stays at the table."),
        )
    first = (
        _("We write down sentences, not names."),
        _(
            "At the end we read everything out. Only what is right, and what you "
            "allow, goes further."
        ),
    )
    if talk.visibility is Visibility.CLOSED:
        return (*first, _("Nothing goes out that shows who you are."))
    if talk.answer_due is None:
        return (*first, _("The municipality gets the report and answers it."))
    return (
        *first,
        _(
            "The municipality gets the report and answers before %(day)s. "
            "If you want, you hear that answer too.",
            day=day_month(talk.answer_due),
        ),
    )


def phase_in_stamp(stamp: tuple[Any, ...], now: datetime) -> Phase:
    """The phase from what ``queries.stamp_of_talk`` gives."""
    return phase_of(stamp[STAGE], stamp[STARTS], stamp[ENDS], now.astimezone(UTC))


def turns_at(stamp: tuple[Any, ...], phase: Phase) -> datetime | None:
    """When the clock alone brings the next phase; None: never."""
    if phase is Phase.COMING:
        return stamp[STARTS]  # type: ignore[no-any-return]
    return stamp[ENDS] if phase is Phase.RUNNING else None
