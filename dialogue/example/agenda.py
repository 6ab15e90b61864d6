"""What else is coming in the example: a walk with room left, and an evening that is full."""

from datetime import timedelta

from msgspec.structs import replace

from dialogue.example import people
from dialogue.example.walk import Calendar, World, evening_in, person_of, wish_of
from dialogue.foundation import clock
from dialogue.foundation.database import writing
from dialogue.guides.queries import built_in
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.registrations import actions as registrations
from dialogue.sessions import actions as sessions
from dialogue.sessions.models import Meeting, Visibility
from dialogue.sessions.rules import Plan

WALKERS, IN_THE_EAST = (20, 26), (0, 12)  # which of the neighbours come


def fill_agenda(world: World, coming_id: int, calendar: Calendar) -> None:
    """What the desk works on: seats for a team, and two more conversations."""
    with writing():
        coming, now = evening_in(world, coming_id), calendar.at(-20, 11)
        registrations.hold_seats(
            coming, "wijkteam Oost", 4, calendar.evening - timedelta(days=7), now=now
        )
        registrations.note_missing(
            coming, "Niemand uit de Hofflat, niemand jonger dan 25. Er is nog tijd om het "
            "te vragen.", now=now,
        )  # fmt: skip
    walk = Calendar(calendar.evening + timedelta(days=9))
    starts = walk.at(0, 10, 30)
    _put(
        world, walk, WALKERS, "onze-plek",
        Plan(
            title="Wandelen en praten: rust aan de Wilgenkade", guide_version_id=0,
            meeting=Meeting.WALK, starts_at=starts,
            ends_at=starts + timedelta(minutes=120), seats=12, tables=1,
            languages=("nl",), visibility=Visibility.PUBLIC, place_note="de Sluisbrug",
            about="We lopen in groepjes een rustig rondje van drie kilometer. Onderweg "
            "wissel je een keer. Een rolstoel en een rollator kunnen mee.",
            topic="rust aan de Wilgenkade", for_whom="iedereen die graag buiten is",
            led_by="Joost Vermeer",
        ),
    )  # fmt: skip
    east = Calendar(calendar.evening + timedelta(days=12))
    starts = east.at(0, 19, 30)
    _put(
        world, east, IN_THE_EAST, "sleutel-van-de-buren",
        Plan(
            title="Huren, kopen, wachten: wonen in Oost", guide_version_id=0,
            meeting=Meeting.TABLE, starts_at=starts,
            ends_at=starts + timedelta(minutes=120), seats=12, tables=2,
            languages=("nl",), visibility=Visibility.PUBLIC, venue_id=world.venue_id,
            about="Aan tafel zitten mensen die huren, mensen die kopen en mensen die "
            "nog zoeken.",
            topic="wonen in Oost", for_whom="iedereen die in Oost woont of wil wonen",
            led_by="Samira el Idrissi",
        ),
    )  # fmt: skip


def _put(
    world: World, calendar: Calendar, who: tuple[int, int], guide_slug: str, plan: Plan
) -> None:
    with writing():
        now = calendar.at(-38, 14)
        guide = built_in(guide_slug)
        if guide is None:
            raise LookupError("The built-in guides were not loaded.")
        version = guide.versions[-1]
        made = sessions.plan(
            municipality_by_slug(world.slug), replace(plan, guide_version_id=version.id),
            version, now=now, account_id=world.staff.joost,
        )  # fmt: skip
        sessions.publish(made, seen=str(made.revision), now=now + timedelta(minutes=2))
        session_id = made.id
    for number, one in enumerate(people.NEIGHBOURS[slice(*who)]):
        with writing():
            now = calendar.at(-28 + number // 2, 9 + number % 9, number % 60)
            registrations.sign_up(
                evening_in(world, session_id), person_of(one), wish_of(one),
                now=min(now, clock.now()),
            )  # fmt: skip
