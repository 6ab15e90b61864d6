"""From a dialogue session to the form's fields and back to a plan."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import NAMES, chosen, local, text_in
from dialogue.guides.models import GuideVersion
from dialogue.municipalities.models import Municipality, Venue
from dialogue.sessions import rules
from dialogue.sessions.forms import MEETINGS, VISIBILITIES, PlanForm, WhenForm
from dialogue.sessions.models import DialogueSession, Meeting, Visibility

STARTS, LASTS_UNKNOWN = time(19, 30), timedelta(hours=2)


def offer_choices(
    form: PlanForm, guides: Sequence[GuideVersion], venues: Sequence[Venue]
) -> None:
    """Fill the lists one chooses from."""
    form.guide.choices = [(str(each.id), guide_label(each)) for each in guides]
    form.venue.choices = [
        ("", _("Choose a place")),
        *((str(each.id), f"{each.name}, {each.street}") for each in venues),
    ]
    form.meeting.choices = [(kind.value, words) for kind, words in MEETINGS.items()]
    form.visibility.choices = [
        (kind.value, words) for kind, words in VISIBILITIES.items()
    ]
    form.languages.choices = [(code, name) for code, name in NAMES.items()]


def guide_label(version: GuideVersion) -> str:
    """``De sleutel van de buren (120 minuten)``; says how many it is for at most,

    and when it is for invited people only.
    """
    document = version.document
    title, _language = text_in(document["title"], chosen())
    minutes = int(document["minutes"])
    length = ngettext("%(num)s minute", "%(num)s minutes", minutes)
    facts = [length]
    most = rules.most_people(document)
    if most is not None:
        facts.append(ngettext("%(num)s person at most", "%(num)s people at most", most))
    if rules.must_be_closed(document):
        facts.append(_("invited people only"))
    return f"{title} ({', '.join(facts)})"


def new_values(
    municipality: Municipality,
    guides: Sequence[GuideVersion],
    venues: Sequence[Venue],
    led_by: str,
    now: datetime,
) -> dict[str, Any]:
    """What a new plan starts from: one only has to give it a name."""
    guide = next((each for each in guides if _ordinary(each)), None)
    town = municipality.languages[0] if municipality.languages else "nl"
    return {
        "day": rules.suggested_day(now),
        "starts": STARTS,
        "seats": rules.default_seats(guide.document) if guide else rules.USUAL_SEATS,
        "guide": str(guide.id) if guide else None,
        "venue": str(venues[0].id) if venues else "",
        "meeting": Meeting.TABLE.value,
        "visibility": Visibility.PUBLIC.value,
        "languages": [town if town in NAMES else "nl"],
        "doors_minutes": 30,
        "led_by": led_by,
    }


def _ordinary(version: GuideVersion) -> bool:
    """A guide for an open evening with several tables: the first choice."""
    document = version.document
    return document["tables"] == "parallel" and not rules.must_be_closed(document)


def values_of(dialogue_session: DialogueSession) -> dict[str, Any]:
    """A dialogue session as the form's values."""
    starts, ends = local(dialogue_session.starts_at), local(dialogue_session.ends_at)
    same = (
        "title", "about", "place_note", "online_link", "seats", "tables", "for_whom",
        "topic", "led_by", "doors_minutes", "place_after_sign_up", "languages",
        "answer_due", "revision",
    )  # fmt: skip
    return {name: getattr(dialogue_session, name) for name in same} | {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "guide": str(dialogue_session.guide_version_id),
        "venue": str(dialogue_session.venue_id or ""),
        "meeting": dialogue_session.meeting.value,
        "visibility": dialogue_session.visibility.value,
    }


def copied_values(dialogue_session: DialogueSession, now: datetime) -> dict[str, Any]:
    """An earlier one as the start of a new one: another day, nothing else."""
    values = values_of(dialogue_session) | {
        "day": rules.suggested_day(now),
        "answer_due": None,
        "copied_from": str(dialogue_session.id),
    }
    values.pop("revision")
    return values


def moments(form: WhenForm, guide: dict[str, Any]) -> tuple[datetime, datetime]:
    """Beginning and end; without an end it lasts as long as the guide."""
    starts_at = rules.moment_on(form.day.data, form.starts.data)
    if form.ends.data is None:
        return starts_at, starts_at + timedelta(minutes=int(guide["minutes"]))
    return starts_at, rules.moment_on(form.day.data, form.ends.data, field="ends")


def plan_from(
    form: PlanForm,
    guide: GuideVersion,
    venues: Sequence[Venue],
    fixed: DialogueSession | None = None,
) -> rules.Plan:
    """The plan that the form tells; ``fixed`` keeps its own day and time.

    Raises RuleBroken. A guide that must be closed makes the session closed; one for
    fewer people makes fewer seats, unless somebody typed how many.
    """
    if fixed is None:
        starts_at, ends_at = moments(form, guide.document)
    else:
        starts_at, ends_at = fixed.starts_at, fixed.ends_at
    seats = rules.seats_for(form.seats.data, form.seats.object_data, guide.document)
    meeting = Meeting(form.meeting.data)
    closed = rules.must_be_closed(guide.document)
    return rules.Plan(
        title=form.title.data,
        about=form.about.data or "",
        topic=form.topic.data or "",
        for_whom=form.for_whom.data or "",
        led_by=form.led_by.data or "",
        guide_version_id=guide.id,
        meeting=meeting,
        venue_id=_venue(form, venues) if meeting is not Meeting.ONLINE else None,
        place_note=form.place_note.data or "",
        online_link=form.online_link.data or "",
        place_after_sign_up=bool(form.place_after_sign_up.data),
        starts_at=starts_at,
        ends_at=ends_at,
        doors_minutes=_doors(form),
        seats=seats,
        tables=rules.tables_for(
            form.tables.data, form.tables.object_data, seats, guide.document
        ),
        languages=tuple(form.languages.data),
        visibility=Visibility.CLOSED if closed else Visibility(form.visibility.data),
        answer_due=form.answer_due.data,
    )


def _venue(form: PlanForm, venues: Sequence[Venue]) -> int | None:
    if not form.venue.data:
        return None
    wanted = int(form.venue.data)
    return wanted if wanted in {each.id for each in venues} else None


def _doors(form: PlanForm) -> int:
    minutes: int = form.doors_minutes.data or 0
    if minutes > 180:
        raise RuleBroken(
            _("The door opens three hours before at most."), field="doors_minutes"
        )
    return minutes
