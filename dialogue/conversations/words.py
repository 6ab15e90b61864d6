"""How this room says kinds of sentence, time left, and places."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from dialogue.conversations.models import Confirmation, Kind, TranslatedBy
from dialogue.foundation.language import day_date
from dialogue.sessions.models import DialogueSession

KIND_NAMES: Mapping[Kind, Any] = {
    Kind.EXPERIENCE: _l("experience"),
    Kind.STATEMENT: _l("statement"),
    Kind.IDEA: _l("idea"),
    Kind.REQUEST: _l("request"),
    Kind.COMMITMENT: _l("promise"),
    Kind.SIGNAL: _l("signal"),
    Kind.QUOTE: _l("quote"),
    Kind.OBJECTION: _l("objection"),
    Kind.KEYWORD: _l("keyword"),
    Kind.IMAGE: _l("image"),
    Kind.CHOICE: _l("choice"),
}
OUTCOMES: Mapping[Confirmation, Any] = {
    Confirmation.WRITTEN: _l("not read back yet"),
    Confirmation.CONFIRMED: _l("right"),
    Confirmation.CHANGED: _l("put differently"),
    Confirmation.WITHDRAWN: _l("stays at the table"),
}
TRANSLATORS: Mapping[TranslatedBy, Any] = {
    TranslatedBy.WRITER: _l("whoever said it"),
    TranslatedBy.HOST: _l("the table host"),
    TranslatedBy.INTERPRETER: _l("an interpreter"),
    TranslatedBy.STAFF: _l("somebody of the municipality"),
}


def minutes_left(seconds: int) -> str:
    """``14 minutes left``, ``2 minutes over``: in whole minutes, begun ones count."""
    left = whole_minutes(seconds)
    if left >= 0:
        return str(ngettext("%(num)s minute left", "%(num)s minutes left", left))
    return str(ngettext("%(num)s minute over", "%(num)s minutes over", -left))


def whole_minutes(seconds: int) -> int:
    """Minutes left, begun ones counted; below zero: minutes over, counted likewise."""
    return -(-seconds // 60) if seconds >= 0 else seconds // 60


def sentences(count: int) -> str:
    """``12 sentences``."""
    return str(ngettext("%(num)s sentence", "%(num)s sentences", count))


def sides_of(typed: str | None) -> list[str]:
    """Declared sides from a line: ``residents, shopkeepers``; each once."""
    parts = [part.strip() for part in (typed or "").replace(";", ",").split(",")]
    return list(dict.fromkeys(part for part in parts if part))


def side_name(side: str) -> str:
    """A declared side, or everybody where no sides were declared."""
    return side or str(_("everybody"))


def card_sides(sides: Sequence[str]) -> list[str]:
    """The sides to count cards for; one without a name when none was declared."""
    return list(sides) or [""]


def values_of(dialogue_session: DialogueSession) -> dict[str, str]:
    """What is known of a guide's placeholders for one dialogue session."""
    return {
        "topic": dialogue_session.topic or dialogue_session.title,
        "municipality": dialogue_session.municipality.name,
        "date": day_date(dialogue_session.starts_at),
    }
