"""Building the example: the walk in order, the worker's part included."""

import json
from datetime import date, timedelta
from pathlib import Path

from flask import Flask
from msgspec import Struct

from dialogue.example import answering, evening, harvest, reporting, seating, walk
from dialogue.example.agenda import fill_agenda
from dialogue.example.walk import Calendar, World
from dialogue.foundation import clock
from dialogue.foundation.jobs.worker import run_until_idle
from dialogue.foundation.language import speaking
from dialogue.foundation.printing import printed
from dialogue.registrations import listing, paper
from dialogue.sessions import flyer
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import talk

SITE_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - printed by the demo


class Built(Struct, frozen=True):
    """What the example left behind."""

    world: World
    past_id: int
    past_ref: str
    coming_id: int
    coming_ref: str


def build(app: Flask, calendar: Calendar, *, password: str = "") -> tuple[World, int]:
    """One evening from plan to an answer in part. Needs an open app context."""
    secrets = dict.fromkeys(
        ("samira", "joost", "wim", "marloes"), (password, SITE_SECRET)
    )
    world = walk.settle_town(calendar.at(-60), passwords=secrets if password else None)
    session_id = walk.plan_evening(world, calendar)
    walk.invite_people(world, session_id, calendar)
    walk.sign_people_up(world, session_id, calendar)
    run_until_idle(app, calendar.at(-3))
    seating.deal_tables(world, session_id, calendar)
    walk.open_the_door(world, session_id, calendar)
    evening.hold(world, session_id, calendar)
    harvest.gather(world, session_id, calendar)
    reporting.issue(world, session_id, calendar)
    run_until_idle(app, calendar.at(10, 12))
    answering.answer(app, world, session_id, calendar)
    run_until_idle(app, calendar.at(21, 12))
    return world, session_id


def build_demo(app: Flask, folder: Path, day: date, password: str) -> Built:
    """The example some weeks ago, and what is coming that one can sign up for."""
    with app.app_context(), speaking("nl"):
        world, past = build(app, Calendar(day), password=password)
        write_files(world, past, folder / "files", Calendar(day))
        today = clock.now().date()
        soon = Calendar(today + timedelta(days=(3 - today.weekday()) % 7 + 14))
        coming = walk.plan_evening(world, soon, title="Hoe gaat het op de Wilgenkade?")
        walk.invite_people(world, coming, soon)
        walk.sign_people_up(world, coming, soon, most=20)
        fill_agenda(world, coming, soon)
        run_until_idle(app, clock.now())
        return Built(
            world, past, walk.evening_in(world, past).ref,
            coming, walk.evening_in(world, coming).ref,
        )  # fmt: skip


def write_files(
    world: World, session_id: int, folder: Path, calendar: Calendar
) -> None:
    """The report in Dutch and English, the flyer, the attendance list, the figures."""
    folder.mkdir(parents=True, exist_ok=True)
    found = walk.evening_in(world, session_id)
    for name, content in reporting.files(world, session_id).items():
        (folder / name).write_bytes(content)
    row = talk(world.slug, found.ref)
    (folder / "flyer-nl.pdf").write_bytes(
        flyer.flyer(row, "a4", "https://gesprek.wilgendam.example", calendar.at(-30))
    )
    (folder / "attendance.pdf").write_bytes(_sheet(found, calendar))
    summary = reporting.summary(world, session_id)
    text = json.dumps(summary, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / "summary.json").write_text(text + "\n", encoding="utf-8")


def _sheet(dialogue_session: DialogueSession, calendar: Calendar) -> bytes:
    now = calendar.at(0, 17)
    rows = listing.expected(listing.rows_of(dialogue_session, now))
    return printed(paper.attendance(dialogue_session, "Wilgendam", rows, now), now)
