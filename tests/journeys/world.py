"""What a journey finds when it starts: evenings of its own, and the mail that came."""

import re
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

from flask import Flask

from dialogue.conversations import actions as running
from dialogue.conversations import queries as conversations
from dialogue.example import walk
from dialogue.example.build import Built
from dialogue.foundation import clock
from dialogue.foundation.database import writing
from dialogue.foundation.jobs.worker import run_until_idle
from dialogue.foundation.language import speaking
from dialogue.registrations.queries import count_of
from dialogue.sessions.models import DialogueSession

LINKS = re.compile(r"https?://[^\s/]+(/\S*)")


@dataclass(frozen=True)
class Site:
    """A served house with the example in it."""

    app: Flask
    address: str
    folder: Path
    built: Built

    @property
    def talk(self) -> str:
        """The invitation of the coming evening."""
        return f"/wilgendam/talks/{self.built.coming_ref}"


@dataclass(frozen=True)
class Planned:
    """An evening that a journey has for itself."""

    id: int
    ref: str

    @property
    def page(self) -> str:
        """Where residents read about it."""
        return f"/wilgendam/talks/{self.ref}"

    @property
    def desk(self) -> str:
        """Where the desk works on it."""
        return f"/wilgendam/desk/talks/{self.id}"


def coming_evening(site: Site, title: str, *, seats: int = 40) -> Planned:
    """A published evening three weeks ahead, with nobody on the list."""
    day = (clock.now() + timedelta(days=21)).date()
    with site.app.app_context(), speaking("nl"):
        world, calendar = site.built.world, walk.Calendar(day)
        made = walk.plan_evening(world, calendar, title=title)
        with writing():
            found = walk.evening_in(world, made)
            found.seats = seats
            found.tables = min(found.tables, seats)
            count_of(found).capacity = seats
        found = walk.evening_in(world, made)
        return Planned(made, found.ref)


def held_evening(site: Site, title: str) -> Planned:
    """An evening that was held and read back; nothing of it is sorted yet."""
    from dialogue.demo import last_evening
    from dialogue.example import evening, seating

    with site.app.app_context(), speaking("nl"):
        world, calendar = site.built.world, walk.Calendar(last_evening())
        made = walk.plan_evening(world, calendar, title=title)
        walk.invite_people(world, made, calendar)
        walk.sign_people_up(world, made, calendar)
        seating.deal_tables(world, made, calendar)
        walk.open_the_door(world, made, calendar)
        evening.hold(world, made, calendar)
        return Planned(made, walk.evening_in(world, made).ref)


def reported_evening(site: Site, title: str) -> Planned:
    """An evening with an issued report that no clerk has."""
    from dialogue.demo import last_evening
    from dialogue.example import harvest, reporting

    planned = held_evening(site, title)
    with site.app.app_context(), speaking("nl"):
        world, calendar = site.built.world, walk.Calendar(last_evening())
        harvest.gather(world, planned.id, calendar)
        reporting.issue(world, planned.id, calendar)
        run_until_idle(site.app, clock.now())
    return planned


def let_the_worker_run(site: Site) -> None:
    """Everything that waits for the worker is done: post goes out, paper is made."""
    with site.app.app_context():
        run_until_idle(site.app, clock.now())


@dataclass(frozen=True)
class Mail:
    """One mail, read from the folder."""

    to: str
    subject: str
    text: str

    def link(self, part: str) -> str:
        """The path of the first link with this in it."""
        found = [each for each in LINKS.findall(self.text) if part in each]
        assert found, f"No link with {part} in: {self.text}"
        return str(found[0]).rstrip(".,)")


def mail_to(site: Site, address: str) -> list[Mail]:
    """What this address was mailed, the newest first; the worker runs first."""
    let_the_worker_run(site)
    found = sorted(
        (site.folder / "mail").glob("*.eml"),
        key=lambda path: path.stat().st_mtime_ns,
        reverse=True,
    )
    mails = [_read(path) for path in found]
    return [each for each in mails if address in each.to]


def _read(path: Path) -> Mail:
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = letter.get_body(("plain",))  # type: ignore[attr-defined]
    text = body.get_content() if body else ""
    return Mail(str(letter["To"]), str(letter["Subject"]), text)


def _id(planned: Planned | int) -> int:
    return planned if isinstance(planned, int) else planned.id


def deliver(site: Site, planned: Planned | int, mail: str) -> None:
    """Hand the issued report to a clerk with this address."""
    from dialogue.council import actions
    from dialogue.reports.queries import report_of

    with site.app.app_context(), writing():
        report = report_of(walk.evening_in(site.built.world, _id(planned)))
        assert report is not None
        actions.deliver(
            report, "Marloes de Wit", mail, language="nl",
            account_id=site.built.world.staff.joost, now=clock.now(),
        )  # fmt: skip


@dataclass(frozen=True)
class Room:
    """A room where an evening is held: what hangs on the wall, what lies on tables."""

    site: Site
    planned: Planned
    code: str
    evening_id: str

    def link(self, table: int) -> str:
        """What the card of a table leads to."""
        with self.site.app.app_context():
            return f"/table/{conversations.table_token(self.evening_id, table)}"

    def goes_to(self, step: int) -> None:
        """The facilitator brings the room to this step."""
        with self.site.app.app_context(), writing():
            evening = conversations.evening_of(self._session())
            assert evening is not None
            running.go_to_step(evening, step, now=clock.now())

    def sentences(self, table: int) -> list[str]:
        """What the house has of this table."""
        with self.site.app.app_context():
            evening = conversations.evening_of(self._session())
            assert evening is not None
            talk = conversations.talk_in(self.site.built.world.town_id, evening, table)
            return [each.text for each in conversations.contributions_of(talk)]

    def _session(self) -> DialogueSession:
        return walk.evening_in(self.site.built.world, self.planned.id)


def open_room(site: Site, planned: Planned) -> Room:
    """The evening is prepared: a code for the wall, a card for every table."""
    with site.app.app_context(), writing():
        evening = running.prepare_evening(
            walk.evening_in(site.built.world, planned.id), tables=6, now=clock.now()
        )
        return Room(site, planned, evening.code, evening.id)


def filled_evening(site: Site, title: str, *, most: int) -> Planned:
    """A coming evening with so many sign-ups of the example's neighbours."""
    planned = coming_evening(site, title)
    with site.app.app_context(), speaking("nl"):
        day = (clock.now() + timedelta(days=21)).date()
        walk.sign_people_up(site.built.world, planned.id, walk.Calendar(day), most=most)
    return planned


def becomes_tonight(site: Site, planned: Planned) -> None:
    """The day has come: the evening began some minutes ago."""
    with site.app.app_context(), writing():
        evening = walk.evening_in(site.built.world, planned.id)
        evening.starts_at = clock.now() - timedelta(minutes=10)
        evening.ends_at = clock.now() + timedelta(hours=2)
