"""A walked house with everything in it, and who opens which pages there."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dialogue.access.actions import invite, links
from dialogue.access.models import AccessLink, Purpose
from dialogue.access.permissions import Role
from dialogue.access.queries import account
from dialogue.conversations import queries as conversations
from dialogue.conversations.models import Confirmation, Kind
from dialogue.council import queries as council
from dialogue.demo import PASSWORD, last_evening
from dialogue.example import build, harvest, seating, walk
from dialogue.foundation import clock
from dialogue.foundation.database import db, writing
from dialogue.foundation.post import Message
from dialogue.foundation.post.models import PostState
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.registrations import actions as signing
from dialogue.registrations import queries as people
from dialogue.registrations import sealed
from dialogue.registrations.actions import telling
from dialogue.registrations.actions.holding import hold_seats
from dialogue.registrations.models import Standing
from dialogue.reports.actions import begin_town_report
from dialogue.reports.queries import report_of
from dialogue.seating.actions.mixing import Mixing, choose_mixing
from dialogue.sessions.models import DialogueSession, Stage
from dialogue.sessions.queries import session_in
from tests.access.signing import sign_in
from tests.house.forms.crawling import Visitor
from tests.house.forms.reading import PageForm
from tests.journeys import world
from tests.journeys.world import Site
from tests.makers.access import make_account
from tests.makers.conversations import make_contribution, make_evening
from tests.makers.guides import make_guide_version
from tests.makers.municipalities import (
    make_membership,
    make_municipality,
    make_venue,
)
from tests.makers.sessions import make_dialogue_session
from tests.press import print_blanks

DESK = "/wilgendam/desk"
VARIANTS = 2  # of one address: pages with other fields


def build_world(app: Flask, folder: Path, monkeypatch: Any) -> Site:
    """The demo's example without its files, and evenings in every other state."""
    monkeypatch.setattr(build, "write_files", lambda *_: None)
    print_blanks(monkeypatch)
    db.session.commit()  # the example writes in transactions of its own
    built = build.build_demo(app, folder, last_evening(), PASSWORD)
    return Site(app, "http://localhost", folder, built)


class House:
    """All visitors of the walked house, with browsers that are signed in or let in."""

    def __init__(self, app: Flask, site: Site) -> None:
        self.app, self.site = app, site
        calendar = walk.Calendar(last_evening())
        self.harvest = world.held_evening(site, "Nog te oogsten")
        harvest.gather(site.built.world, self.harvest.id, calendar)
        self.tonight = world.filled_evening(site, "Vanavond", most=30)
        world.becomes_tonight(site, self.tonight)
        seating.deal_tables(site.built.world, self.tonight.id, walk.Calendar(clock.now().date()))  # fmt: skip
        self.room = world.open_room(site, self.tonight)
        self.room.goes_to(9)
        self.reported = world.reported_evening(site, "Met verslag")
        world.deliver(site, self.reported, "griffie@wilgendam.example")
        with writing():
            self._prepare()
        db.session.rollback()
        staff = site.built.world.staff
        self.visitors = [
            Visitor("anybody", self.browser(), ["/", "/wilgendam/", site.talk, "/verify", "/table", self.room.link(1), "/wilgendam/mine", "/sign-in", "/reset"]),
            Visitor("anybody with a letter", self.browser(), [f"{each}/{'x' * 43}" for each in ("/wilgendam/mine", "/wilgendam/clerk", "/reset", "/invitation", "/second-factor")]),
            self.signed_in("coordinator", staff.samira, self.desks()),
            self.signed_in("clerk", staff.marloes, [f"{DESK}/council"]),
            self.signed_in("owner", self.owner, ["/programme/leeuwarden", "/programme"]),
            *self.half_way(),
            self.let_in("clerk with a link", f"/wilgendam/clerk/{self.clerk}", ["/wilgendam/clerk/report"]),
            self.let_in("neighbour", f"/wilgendam/mine/{self.neighbour}", ["/wilgendam/mine"]),
            self.let_in("neighbour with an offer", f"/wilgendam/mine/{self.offered}", ["/wilgendam/mine"]),
            self.let_in("neighbour who cancelled", f"/wilgendam/mine/{self.gone}", ["/wilgendam/mine"]),
            self.let_in("table host", self.room.link(1), self.table_pages(), code=self.room.code),
        ]  # fmt: skip
        self.visitors[2].browser.get(f"{DESK}/talks/{site.built.coming_id}/tables")

    def _prepare(self) -> None:
        """People and things in states that the example has none of."""
        town, now = self.site.built.world.town_id, clock.now()
        evening = session_in(town, self.site.built.coming_id)
        coming = people.people_of(evening)
        key = sealed.key_of(evening)
        self.neighbour = sealed.link_token(coming[0], key)
        signing.cancel(coming[1], now=now)
        self.gone, self.gone_id = sealed.link_token(coming[1], key), coming[1].id
        coming[2].standing, coming[2].offer_until = Standing.OFFERED, evening.starts_at
        self.offered = sealed.link_token(coming[2], key)
        self.waiting_id = coming[3].id
        coming[3].standing = Standing.WAITING
        report = report_of(session_in(town, self.reported.id))
        assert report is not None
        delivery = council.deliveries_of(report)[-1]
        self.clerk = council.link_token(delivery.key, delivery.link_number)
        self.delivery_id = delivery.id
        home = session_in(town, self.tonight.id)
        talk = conversations.talk_in(town, conversations.evening_of(home), 1)
        self.said = make_contribution(talk, Kind.REQUEST, "Zet een bank.", outcome=Confirmation.WRITTEN, addressed_to="de gemeente").id  # fmt: skip
        boss = make_account("Hanna Aalders")
        make_membership(boss, None, Role.OWNER)
        self.owner = boss.id
        make_municipality(
            slug="leeuwarden", code="XX9999", name="Leeuwarden", started_at=None
        )
        home_town = municipality_by_slug("wilgendam")
        paired = make_dialogue_session(home_town, guide_version=make_guide_version("naast-elkaar"))  # fmt: skip
        make_evening(paired)
        self.paired_id = paired.id
        self.draft_id = make_dialogue_session(home_town, stage=Stage.DRAFT).id
        self.venue_id = make_venue(home_town, name="Dicht", retired_at=now).id
        self._mix(evening, now)
        telling.tell_link(coming[0], now)
        stuck = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
        assert stuck is not None
        stuck.state = PostState.FAILED
        self.stuck_id = stuck.id
        both = (self.site.built.past_id, self.reported.id)
        joined = begin_town_report(home_town, "Beide", both, now=now)
        self.joined = f"{DESK}/reports/{joined.ref}"
        hold_seats(evening, "De Brug", 2, evening.starts_at.date() - timedelta(days=2), now=now)  # fmt: skip
        self.links = {
            purpose: links.make_link(
                AccessLink(
                    purpose=purpose, email="x@y.example", language="nl", role=Role.FACILITATOR,
                    municipality_id=town, made_at=now, expires_at=now + timedelta(hours=1),
                    account_id=None if purpose is Purpose.INVITATION else self.site.built.world.staff.wim,
                )
            )
            for purpose in (Purpose.INVITATION, Purpose.RESET, Purpose.SECOND_FACTOR)
        }  # fmt: skip
        self.joining = links.make_link(
            AccessLink(
                purpose=Purpose.INVITATION, email="joost@wilgendam.example", language="nl", role=Role.CLERK,
                municipality_id=town, made_at=now, expires_at=now + timedelta(hours=1),
            )
        )  # fmt: skip
        invite("z@y.example", Role.FACILITATOR, municipality_id=town, place="W", language="nl", now=now)  # fmt: skip

    def _mix(self, evening: DialogueSession, now: datetime) -> None:
        choose_mixing(evening, Mixing(rounds=2, lines=("age", "street"), streets=("Kade", "Hof"), statement="", parties_together=True, effort=2), now=now)  # fmt: skip

    def half_way(self) -> list[Visitor]:
        """People on their way in: with a link that they opened, or one of two factors."""
        doors = {
            Purpose.INVITATION: ("/invitation/", "/invitation"),
            Purpose.RESET: ("/reset/", "/reset/new-password"),
        }
        found = [
            self.let_in(f"{purpose} opened", door + self.links[purpose], [page])
            for purpose, (door, page) in doors.items()
        ]
        joining = self.signed_in("joining", self.site.built.world.staff.joost, ["/invitation/join"])  # fmt: skip
        joining.browser.post(f"/invitation/{self.joining}")
        known = Visitor("with a password", self.browser(), ["/sign-in/second-step"])
        lost = Visitor("with a lost telephone", self.browser(), ["/sign-in/new-second-factor"])  # fmt: skip
        lost.browser.post(f"/second-factor/{self.links[Purpose.SECOND_FACTOR]}")
        for each, name in ((known, "samira"), (lost, "ineke")):
            form = {"email": f"{name}@wilgendam.example", "password": PASSWORD}
            each.browser.post("/sign-in", data=form)
            db.session.rollback()
        with writing():
            account(self.site.built.world.staff.wim).totp = None
        db.session.rollback()
        return [*found, joining, known, lost]

    def by_hand(self) -> Iterator[tuple[str, Visitor, PageForm]]:
        """Forms that scripts send, or that only show in states of a moment."""
        who = {each.name: each for each in self.visitors}
        talks = f"{DESK}/talks"
        sent = {
            "conversations.cards": ("table host", f"/table/here/sentence/{self.said}/cards", "agree-0 disagree-0 unknown-0"),
            "conversations.pair_slips": ("coordinator", f"{talks}/{self.paired_id}/evening/measures/measure/pairs", "animal before after remove"),
            "conversations.read_close": ("table host", "/table/here/read-back/close", "revision"),
            "conversations.sheet_erase": ("coordinator", f"{talks}/{self.tonight.id}/evening/table/1/erase/{self.said}", "once"),
            "council.send": ("clerk with a link", "/wilgendam/clerk/report/send", "once"),
            "outcomes.cluster_new": ("coordinator", f"{talks}/{self.harvest.id}/harvest/clusters/new", "words sentence once revision"),
            "outcomes.two_group": ("coordinator", f"{talks}/{self.harvest.id}/harvest/two/group", "group theme name do"),
            "outcomes.two_settle": ("coordinator", f"{talks}/{self.harvest.id}/harvest/two/sentence", "sentence theme do"),
            "outcomes.harvest": ("coordinator", f"{talks}/{self.harvest.id}/harvest", "sentence theme do seen"),
            "outcomes.new_theme": ("coordinator", f"{talks}/{self.harvest.id}/harvest/themes/new", "name right once"),
            "outcomes.sentence_keep": ("coordinator", f"{talks}/{self.harvest.id}/harvest/sentences/{self.said}/keep", "once"),
            "seating.printing": ("coordinator", f"{talks}/{self.tonight.id}/tables/print/wall", "large"),
            "registrations.post_printing": ("coordinator", f"{DESK}/calls/print/letters", ""),
            "registrations.attendance_printing": ("coordinator", f"{talks}/{self.tonight.id}/attendance/print", ""),
            "conversations.printing": ("coordinator", f"{talks}/{self.tonight.id}/evening/print/sheets", ""),
            "seating.move": ("coordinator", f"{talks}/{self.tonight.id}/tables/move", "person table round"),
            "registrations.letters_posted": ("coordinator", f"{DESK}/calls/posted", "letter"),
            "seating.swap": ("coordinator", f"{talks}/{self.tonight.id}/tables/swap", "person with round"),
        }  # fmt: skip
        for endpoint, (name, action, names) in sent.items():
            yield endpoint, who[name], PageForm(action, {}, set(names.split()))

    def table_pages(self) -> list[str]:
        """What a table host opens: the step, its sentence, reading it back."""
        one = f"/table/here/read-back/{self.said}"
        return [
            "/table/here", f"/table/here/sentence/{self.said}", "/table/here/read-back", one,
            f"{one}/almost", f"{one}/minority", f"{one}/quote", f"{one}/translate",
        ]  # fmt: skip

    def browser(self) -> FlaskClient:
        """Somebody's browser, without a page inspector: speed counts here."""
        return FlaskClient(self.app, self.app.response_class)

    def signed_in(self, name: str, account: int, starts: list[str]) -> Visitor:
        """One of the staff."""
        found = Visitor(name, sign_in(self.browser(), account), starts)
        db.session.rollback()
        return found

    def let_in(self, name: str, door: str, starts: list[str], **typed: str) -> Visitor:
        """Somebody with a personal link."""
        found = Visitor(name, self.browser(), starts)
        answer = found.browser.post(door, data=typed)
        db.session.rollback()
        assert answer.status_code in {302, 303}, (name, answer.text)
        return found

    def desks(self) -> list[str]:
        """Where a coordinator begins: every stop of an evening in every state."""
        ids = (
            self.harvest.id, self.site.built.coming_id, self.tonight.id,
            self.site.built.past_id, self.reported.id, self.draft_id,
        )  # fmt: skip
        stops = (
            "plan", "invite", "seats", "seats/held", "attendance", "tables", "tables/1", "tables/wishes",
            "tables/mixing", "tables/door", "evening", "evening/measures", "evening/table/1", "harvest",
            "harvest/themes/new", "harvest/clusters", "harvest/two", "harvest/online", "requests", "requests/new", "requests/1", "report", "answer", "change",
            "move", "cancel", f"seats/{self.gone_id}", f"seats/{self.waiting_id}",
        )  # fmt: skip
        talks = [f"{DESK}/talks/{each}/{stop}" for stop in stops for each in ids]
        return [
            DESK,
            *talks,
            f"{DESK}/post",
            f"{DESK}/post/{self.stuck_id}",
            f"{DESK}/venues",
            f"{DESK}/team",
            self.joined,
            f"{self.joined}/requests/new",
            "/account",
        ]
