"""The walk: plan, invite, sign up, seat, talk, read back, harvest, report, answer.

Every step goes through the actions that the pages use, each in a transaction of its
own, at a believable moment counted from the evening itself.
"""

from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct
from sqlalchemy import select

from dialogue.access.actions import make_account
from dialogue.access.models import Account
from dialogue.access.permissions import Role
from dialogue.example import people
from dialogue.foundation import clock
from dialogue.foundation.database import db, writing
from dialogue.foundation.language import HOME_ZONE
from dialogue.guides.queries import built_in
from dialogue.municipalities.actions import add_venue
from dialogue.municipalities.models import (
    Membership,
    Municipality,
    PlaceName,
    Postcode,
    Venue,
)
from dialogue.municipalities.queries import venue_in
from dialogue.registrations import actions as registrations
from dialogue.registrations.actions.evening import Asked, note_round, tick, walk_in
from dialogue.registrations.actions.seats import Wish
from dialogue.registrations.models import Registration, Standing, Way
from dialogue.registrations.queries import people_of
from dialogue.registrations.sealed import Person, key_of, reveal
from dialogue.sessions import actions as sessions
from dialogue.sessions.models import DialogueSession, Meeting, Visibility
from dialogue.sessions.queries import session_in
from dialogue.sessions.rules import Plan

THURSDAY = date(2027, 2, 11)
TABLES, SEATS = 6, 40
TITLE = "Lief en leed in de Kanaalbuurt"
ABOUT = (
    "Een plantje water geven. Een pakje aannemen. Je sleutel bij iemand durven achterlaten. "
    "Soms is er een buur voor je, soms juist niet."
)


class Staff(Struct, frozen=True):
    """Who works in the example, by account id."""

    samira: int  # coordinator
    joost: int  # facilitator
    wim: int  # table host
    marloes: int  # clerk


class World(Struct, frozen=True):
    """Where the example happens."""

    town_id: int
    slug: str
    venue_id: int
    staff: Staff


class Calendar(Struct, frozen=True):
    """The moments of one evening, counted from its day."""

    evening: date

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment so many days after the evening (before: negative), local hours."""
        day = self.evening + timedelta(days=days)
        return datetime.combine(day, time(hour, minute), HOME_ZONE).astimezone(UTC)


def settle_town(
    now: datetime, *, passwords: dict[str, tuple[str, str]] | None = None
) -> World:
    """Wilgendam, its venue and the people who work there.

    ``passwords`` gives (password hash or password, authenticator secret) per first
    name, so that the demo can print a sign-in; without it nobody can sign in.
    """
    with writing():
        town = _town(now)
        venue = _venue(town, now)
        ids = {
            first: _worker(town, name, role, now, (passwords or {}).get(first))
            for first, name, role in (
                ("samira", "Samira el Idrissi", Role.COORDINATOR),
                ("joost", "Joost Vermeer", Role.FACILITATOR),
                ("wim", "Ineke van Loon", Role.TABLE_HOST),
                ("marloes", "Marloes de Wit", Role.CLERK),
            )
        }
        return World(town.id, town.slug, venue.id, Staff(**ids))


def _town(now: datetime) -> Municipality:
    found = db.session.scalar(
        select(Municipality).where(Municipality.slug == "wilgendam")
    )
    if found is None:
        found = Municipality(
            slug="wilgendam", code="XX0001", country="NL", name="Wilgendam",
            name_official="Wilgendam", names={"nl": "Wilgendam"}, province_code="XX",
            province="Rivierland (verzonnen)", region="Nederland", languages=["nl"], population=61_000,
            started_at=now, phone="14 0199", desk_address="de balie in De Schakel, Kanaalstraat 12",
            phone_hours="maandag tot en met vrijdag van 9 tot 17 uur",
        )  # fmt: skip
        db.session.add(found)
        db.session.flush()
        # So that it is found on the first page, by name and by postcode.
        town = {"municipality_id": found.id}
        db.session.add(PlaceName(folded="wilgendam", shown="Wilgendam", **town))
        db.session.add(
            Postcode(country="NL", postcode="1234", places="Wilgendam", **town)
        )
        db.session.flush()
    return found


def _venue(town: Municipality, now: datetime) -> Venue:
    return add_venue(
        town,
        {
            "name": "Buurthuis De Schakel", "street": "Kanaalstraat 12",
            "postcode": "1234 AB", "town": "Wilgendam", "step_free": True,
            "accessible_toilet": True, "hearing_loop": True, "parking": False,
            "stop_nearby": "Bus 4 stopt voor de deur",
        },
        now=now,
    )  # fmt: skip


def _worker(
    town: Municipality,
    name: str,
    role: Role,
    now: datetime,
    secrets: tuple[str, str] | None,
) -> int:
    account: Account = make_account(
        email=f"{name.split()[0].lower()}@wilgendam.example", name=name, now=now,
        password=secrets[0] if secrets else None, totp_secret=secrets[1] if secrets else None,
    )  # fmt: skip
    db.session.add(
        Membership(account_id=account.id, municipality_id=town.id, role=role, since=now)
    )
    db.session.flush()
    return account.id


def plan_evening(
    world: World, calendar: Calendar, *, title: str = TITLE, days_before: int = 38
) -> int:
    """Plan and publish the evening; returns its id."""
    with writing():
        now = calendar.at(-days_before, 14)
        guide = built_in("sleutel-van-de-buren")
        if guide is None:
            raise LookupError("The built-in guides were not loaded.")
        town = _town(now)
        made = sessions.plan(
            town,
            Plan(
                title=title, guide_version_id=guide.versions[-1].id, meeting=Meeting.TABLE,
                starts_at=calendar.at(0, 19, 30), ends_at=calendar.at(0, 21, 30), seats=SEATS,
                tables=TABLES, languages=("nl", "en"), visibility=Visibility.PUBLIC,
                venue_id=venue_in(town.id, world.venue_id).id, about=ABOUT,
                topic="lief en leed in onze straat", for_whom="iedereen in de Kanaalbuurt",
                led_by="Samira el Idrissi en Joost Vermeer",
                answer_due=calendar.evening + timedelta(days=68),
            ),
            guide.versions[-1],
            now=now,
            account_id=world.staff.joost,
        )  # fmt: skip
        sessions.publish(made, seen=str(made.revision), now=now + timedelta(minutes=2))
        return made.id


def evening_in(world: World, session_id: int) -> DialogueSession:
    """The evening, freshly read."""
    return session_in(world.town_id, session_id)


def invite_people(world: World, session_id: int, calendar: Calendar) -> None:
    """Three rounds of invitations along three channels."""
    for number, (way, asked, reached, note) in enumerate(people.INVITED):
        with writing():
            note_round(
                evening_in(world, session_id), Asked(way, asked, reached, note),
                now=calendar.at(-30 + number, 16),
            )  # fmt: skip


def sign_people_up(
    world: World, session_id: int, calendar: Calendar, *, most: int | None = None
) -> None:
    """Neighbours sign up one by one; the last come on the waiting list.

    Two cancel; whoever is first in line gets an offer and takes it.
    """
    everybody = (*people.NEIGHBOURS, *people.LATER)[:most]
    for number, one in enumerate(everybody):
        with writing():
            now = calendar.at(-28 + number // 2, 9 + number % 9, number % 60)
            now = min(now, clock.now())  # of an evening that comes
            registrations.sign_up(
                evening_in(world, session_id), person_of(one), wish_of(one), now=now
            )
    if most is None:
        _some_cancel(world, session_id, calendar)


def person_of(one: people.Neighbour) -> Person:
    """Who a neighbour is, as typed at signing up."""
    return Person(
        name=one.name, mail=one.mail, phone=one.phone, address=one.address,
        needs=one.needs, via=one.via,
    )  # fmt: skip


def wish_of(one: people.Neighbour) -> Wish:
    """What a neighbour asks for, as typed at signing up."""
    return Wish(
        people=one.people, way=one.way, language=one.language, answer_by=one.answer_by,
        spoken_consent=one.way is not Way.WEB,
    )  # fmt: skip


def _by_name(dialogue_session: DialogueSession) -> dict[str, Registration]:
    key = key_of(dialogue_session)
    return {reveal(each, key).name: each for each in people_of(dialogue_session)}


def _some_cancel(world: World, session_id: int, calendar: Calendar) -> None:
    for number, name in enumerate(people.CANCEL):
        with writing():
            found = _by_name(evening_in(world, session_id))[name]
            registrations.cancel(found, now=calendar.at(-8 + number, 11))
        with writing():
            for each in people_of(evening_in(world, session_id)):
                if each.standing is Standing.OFFERED:
                    registrations.take_offer(each, now=calendar.at(-8 + number, 15))


def open_the_door(world: World, session_id: int, calendar: Calendar) -> None:
    """Tick who came; two people walk in."""
    comes = {each.name: each.comes for each in (*people.NEIGHBOURS, *people.LATER)}
    with writing():
        evening = evening_in(world, session_id)
        for name, found in _by_name(evening).items():
            if found.standing is Standing.SEATED:
                many = comes.get(name)
                tick(
                    found,
                    found.people if many is None else many,
                    now=calendar.at(0, 19, 40),
                )
    for name, many in people.WALK_IN:
        with writing():
            walk_in(
                evening_in(world, session_id), Person(name=name), many,
                language="nl", now=calendar.at(0, 19, 35),
            )  # fmt: skip
