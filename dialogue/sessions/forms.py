"""Forms of planning: few fields in sight, the rest with sensible defaults."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError
from wtforms.widgets import (
    CheckboxInput,
    DateInput,
    ListWidget,
    NumberInput,
    TextInput,
    TimeInput,
)

from dialogue.foundation.forms import Line, Once, Passage, Revised, printable, tidy
from dialogue.sessions.models import Meeting, Visibility

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[:.,uh ]?(\d{2}))?(?: ?(?:uur|u|h))?")
_WHOLE = re.compile(r"[0-9]{1,6}")
_ASCII = re.compile(r"[\x20-\x7e]*")


def day_of(text: str) -> date:
    """A day as people and browsers write it; ValueError with a sentence."""
    found = _DAY.fullmatch(text.strip()) if text.isascii() else None
    if not found:
        raise ValueError(_("Write the day as day-month-year, like 11-2-2027."))
    year, month, day = (
        int(part)
        for part in (found.group(1, 2, 3) if found[1] else found.group(6, 5, 4))
    )
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if (month, day) == (2, 29):
        raise ValueError(
            _("29 February %(year)s does not exist. Choose another day.", year=year)
        )
    raise ValueError(_("This day does not exist. Look at the day and the month."))


def time_of(text: str) -> time:
    """A time as people and browsers write it; ValueError with a sentence."""
    found = _TIME.fullmatch(text.strip()) if text.isascii() else None
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise ValueError(_("Write the time like 19.30."))


class _Typed(Field):  # type: ignore[misc]
    """A value read from one line of text; what was typed stays when it is refused."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    picker: Any = TextInput()
    widget: Any = TextInput()
    data: Any

    def __init__(self, label: Any = None, validators: Any = (), **kw: Any) -> None:
        super().__init__(label, validators, **kw)
        self.widget = self.picker
        self.typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text; a browser's picker cannot show what it cannot read."""
        self.data = None
        self.typed = text = printable(tidy(valuelist[0]) or "") if valuelist else ""
        if not text:
            return
        try:
            self.data = type(self).read(text)
        except ValueError:
            self.widget = TextInput()
            raise

    def _value(self) -> str:
        if self.typed is not None and self.data is None:
            return self.typed[:200]
        return type(self).write(self.data) if self.data is not None else ""


class Day(_Typed):
    """A day."""

    read = staticmethod(day_of)
    write = staticmethod(lambda value: value.isoformat())
    picker = DateInput()


class Time(_Typed):
    """A time on the clock."""

    read = staticmethod(time_of)
    write = staticmethod(lambda value: f"{value:%H:%M}")
    picker = TimeInput()


def whole(text: str) -> int:
    """A whole number; ValueError with a sentence."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(_("Write a whole number, like 40."))
    return int(text)


class Whole(_Typed):
    """A whole number."""

    read = staticmethod(whole)
    write = staticmethod(str)
    picker = NumberInput(min=0)


class Pick(SelectField):  # type: ignore[misc]
    """One of a list; what is not in the list gets a sentence of ours."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        if self.data not in [value for value, *_rest in self.iter_choices()]:
            raise ValidationError(_("Choose one from the list."))


class PickOne(RadioField):  # type: ignore[misc]
    """One of a few, all in sight."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        if self.data not in [value for value, *_rest in self.iter_choices()]:
            raise ValidationError(_("Choose one of these."))

    validate_choice = True


class Languages(SelectMultipleField):  # type: ignore[misc]
    """Languages as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """One at least, of those offered."""
        offered = {value for value, *_rest in self.iter_choices()}
        if not self.data or not set(self.data) <= offered:
            raise ValidationError(_("Choose one language or more."))


def required(sentence: Any) -> list[Any]:
    """A field that may not stay empty; the sentence says what to do."""
    return [InputRequired(sentence), _Filled(sentence)]


class _Filled:
    """Not only spaces."""

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence

    def __call__(self, _form: Any, field: Any) -> None:
        if field.data in (None, "") and not field.errors:
            raise StopValidation(self.sentence)


def web_link(_form: Any, field: Any) -> None:
    """A link that a browser can open, and nothing else."""
    text = field.data or ""
    if text and not (
        text.startswith(("https://", "http://"))
        and _ASCII.fullmatch(text)
        and " " not in text
        and len(text.partition("://")[2]) > 3
    ):
        raise ValidationError(_("A link starts with https:// and has no spaces."))


MEETINGS: Mapping[Meeting, Any] = {
    Meeting.TABLE: _l("At tables, in a room"),
    Meeting.WALK: _l("On a walk"),
    Meeting.ONLINE: _l("Online"),
}
VISIBILITIES: Mapping[Visibility, Any] = {
    Visibility.PUBLIC: _l("Everybody: it is in the list"),
    Visibility.UNLISTED: _l("Whoever has the link or the flyer"),
    Visibility.CLOSED: _l("Invited people only"),
}


class WhenForm(Once, Revised):
    """Another day or another time."""

    day = Day(_l("Day"), required(_l("Choose a day.")))
    starts = Time(_l("From"), required(_l("Choose a time.")))
    ends = Time(_l("Until"), required(_l("Choose a time.")))


class PlanForm(WhenForm):
    """Everything about a dialogue session, on one screen."""

    title = Line(
        _l("What is it called?"), required(_l("Give it a name.")), most=120,
        description=_l("Residents read this first. Say what it is about and where."),
    )  # fmt: skip
    about = Passage(
        _l("A few lines for the invitation"), most=2000,
        description=_l("As you would tell a neighbour. Short sentences."),
    )  # fmt: skip
    guide = Pick(
        _l("Guide"),
        description=_l("It takes as long as the guide, unless you choose an end."),
    )
    meeting = PickOne(_l("How do people meet?"))
    venue = Pick(_l("Where?"))
    place_note = Line(
        _l("Which room, or where does it start?"), most=400,
        description=_l("For instance: second floor, or: at the lock bridge."),
    )  # fmt: skip
    online_link = Line(
        _l("Link to join online"), [web_link], most=400,
        description=_l("Only people who signed up get this link."),
    )  # fmt: skip
    seats = Whole(
        _l("Seats"), [Optional()],
        description=_l(
            "Do you choose a guide for fewer people? Then this becomes fewer by itself."
        ),
    )  # fmt: skip
    tables = Whole(
        _l("Tables"), [Optional()],
        description=_l("Leave it empty: we count them from the seats."),
    )  # fmt: skip
    for_whom = Line(
        _l("For whom?"), most=120,
        description=_l("For instance: everybody in the Kanaalbuurt."),
    )  # fmt: skip
    topic = Line(
        _l("Theme in a few words"), most=120,
        description=_l("Fills the questions of the guide. Empty: the name."),
    )  # fmt: skip
    led_by = Line(_l("Who signs the invitation?"), most=200)
    doors_minutes = Whole(
        _l("Minutes before the start that the door opens"), [Optional()]
    )
    place_after_sign_up = BooleanField(
        _l("Show the address only to people who signed up")
    )
    languages = Languages(_l("Languages spoken at the tables"))
    visibility = PickOne(_l("Who can find it?"))
    answer_due = Day(
        _l("The municipality answers before"), [Optional()],
        description=_l("Leave it empty: we count from the day of the conversation."),
    )  # fmt: skip
    copied_from = HiddenField()

    FOLDED = (
        "for_whom", "topic", "led_by", "tables", "doors_minutes",
        "place_after_sign_up", "languages", "visibility", "answer_due",
    )  # fmt: skip

    @property
    def folded_wrong(self) -> bool:
        """Whether something that is folded away must be put right."""
        return any(self[name].errors for name in self.FOLDED)


class CancelForm(Revised):
    """Why it is off, in words that residents read."""

    reason = Passage(
        _l("Why is it off?"),
        required(_l("Tell people why in a few words.")),
        most=400,
        description=_l("People who signed up read this. So does the page."),
    )


class ActForm(Once, Revised):
    """One button."""
