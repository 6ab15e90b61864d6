"""Every address of the house with its parameters filled in from the example."""

from dataclasses import dataclass

from dialogue.example import walk
from dialogue.foundation.database import db, writing
from dialogue.outcomes import queries as outcomes
from dialogue.reports.models import Report, ReportMember, ReportState
from dialogue.reports.queries import town_reports
from tests.journeys.world import Site

# Files, data and redirects: no page to look at. Rooms test their content.
FILES = {
    "asset", "conversations.cards_pdf", "conversations.evening_state",
    "conversations.guide_pdf", "conversations.poster_pdf", "conversations.sheets_pdf",
    "conversations.state", "conversations.worker", "council.download", "guides.download",
    "guides.sheet", "health", "overview.security_txt",
    "registrations.attendance_pdf", "registrations.calls_pdf", "registrations.letters_pdf",
    "registrations.mine_calendar", "registrations.people_csv", "reports.concept",
    "reports.desk_file", "reports.file", "reports.town_concept", "reports.town_desk_file",
    "seating.print_tables", "seating.what_if",
    "sessions.entry", "sessions.feed", "sessions.flyer_pdf", "sessions.short",
}  # fmt: skip

# Pages one comes to by doing something; the journey that looks at them.
ELSEWHERE = {
    "registrations.mine": "resident",
    "registrations.mine_change": "resident",
    "registrations.signed_up": "resident",
    "council.open": "clerk",
    "council.report": "clerk",
    "council.pass_on": "clerk",
    "registrations.astray_address": "coordinator",
    "registrations.hold": "coordinator",
    "conversations.table_open": "table host",
    "conversations.here": "table host",
    "conversations.shell": "table host",
    "conversations.left": "table host",
    "conversations.sentence": "table host",
    "conversations.read_back": "table host",
    "conversations.read_one": "table host",
    "conversations.read_almost": "table host",
    "conversations.read_minority": "table host",
    "conversations.read_quote": "table host",
    "conversations.read_translate": "table host",
    "access.second_step": "facilitator",
    "access.invitation": "owner",
    "access.invitation_link": "owner",
    "access.join": "owner",
    "access.reset_link": "owner",
    "access.new_password": "owner",
    "access.new_second_factor": "owner",
    "access.second_factor_link": "owner",
    "municipalities.programme": "owner",
    "municipalities.start": "owner",
    "municipalities.astray": "owner",
    "seating.mine_mixing": "seating",
    "seating.planning": "seating",
    "outcomes.new_theme": "facilitator",
    "reports.issue": "facilitator",
    "reports.town_reword": "the page of reports.town_merge, filled in",
}

# What a table host sees of an evening, and what a clerk is refused with a page.
BY_HOST = {
    "conversations.evening", "conversations.evenings", "conversations.printing",
    "registrations.attendance", "registrations.attendance_printing",
    "overview.desks",
}  # fmt: skip
NOT_FOR_CLERKS = {"overview.desk", "registrations.seats", "sessions.new"}


@dataclass(frozen=True)
class Place:
    """One address; stop: part of an evening's desk; dark: looked at in the dark too."""

    endpoint: str
    address: str
    stop: bool = False
    dark: bool = True
    status: int = 200


def every_get_endpoint(site: Site) -> set[str]:
    """Whatever answers a GET."""
    return {
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if "GET" in (rule.methods or set())
    }


def public_pages(site: Site) -> list[Place]:
    """What anybody may open."""
    town, built = "/wilgendam", site.built
    past = f"{town}/talks/{built.past_ref}"
    pages = {
        "overview.find": "/?q=Leeuw",
        "overview.municipality": f"{town}/",
        "overview.what_came_of_it": f"{town}/what-came-of-it",
        "overview.how_it_goes": f"{town}/how-it-goes",
        "overview.privacy": f"{town}/privacy",
        "overview.accessibility": "/accessibility",
        "sessions.talk": site.talk,
        "registrations.sign_up": f"{site.talk}/sign-up",
        "registrations.sign_up_other": f"{site.talk}/sign-up/other",
        "registrations.sign_up_card": f"{site.talk}/sign-up/card",
        "registrations.mine_erased": f"{town}/mine/erased",
        "council.passed_on": f"{town}/clerk/passed-on",
        "registrations.mine_open": f"{town}/mine/whatever-it-may-be",
        "reports.read": f"{town}/reports/{built.past_ref}",
        "reports.verify": "/verify",
        "conversations.table": "/table",
        "access.sign_in": "/sign-in",
        "access.signed_out": "/signed-out",
        "access.reset": "/reset",
        "access.reset_asked": "/reset/asked",
        "demo.start": "/demo",
        "demo.mail": "/demo/mail",
    }
    letter = next(iter(sorted((site.folder / "mail").glob("*.eml")))).stem
    more = [
        Place("overview.find", "/"),
        Place("overview.find", "/?q=zzzz"),
        Place("overview.municipality", "/amsterdam/"),
        Place("sessions.talk", past, dark=False),
        Place("sessions.talk", "/wilgendam/talks/nergens", status=404),
        Place("registrations.mine", f"{town}/mine"),
        Place("demo.letter", f"/demo/mail/{letter}"),
    ]
    return [Place(name, address) for name, address in pages.items()] + more


def desk_pages(site: Site) -> list[Place]:
    """What a coordinator may open: the desk, both evenings, and every part of them."""
    town = "/wilgendam/desk"
    pages = {
        "overview.desks": "/desk",
        "overview.desk": town,
        "overview.talks": f"{town}/talks",
        "registrations.calls": f"{town}/calls",
        "registrations.astray": f"{town}/post",
        "registrations.post_printing": f"{town}/calls/print/letters",
        "conversations.evenings": f"{town}/evenings",
        "guides.shelf": f"{town}/guides",
        "guides.guide": f"{town}/guides/sleutel-van-de-buren",
        "guides.version": f"{town}/guides/sleutel-van-de-buren/v1",
        "guides.compared": f"{town}/guides/sleutel-van-de-buren/compare/1/1",
        "guides.bring_in": f"{town}/guides/bring-in",
        "municipalities.venues": f"{town}/venues",
        "municipalities.new_venue": f"{town}/venues/new",
        "municipalities.change_venue": f"{town}/venues/{site.built.world.venue_id}",
        "municipalities.team": f"{town}/team",
        "municipalities.set_up": f"{town}/set-up",
        "sessions.new": f"{town}/talks/new",
        "outcomes.town": f"{town}/harvest",
        "reports.several": f"{town}/reports",
        "access.account": "/account",
        "access.password": "/account/password",
        "access.recovery_codes": "/account/recovery-codes",
        "access.change_second_factor": "/account/second-factor",
    }
    council = Place("council.desk", f"{town}/council", status=403)
    of_town = [Place(name, address) for name, address in pages.items()]
    return [*of_town, council, *_several(site), *_past(site), *_coming(site)]


def _several(site: Site) -> list[Place]:
    """The example has one evening to report on: here it stands for several."""
    desk = f"/wilgendam/desk/reports/{_report_of_several(site)}"
    return [Place(name, desk + page) for name, page in SEVERAL.items()]


def _report_of_several(site: Site) -> str:
    with site.app.app_context():
        evening = walk.evening_in(site.built.world, site.built.past_id)
        if not town_reports(evening.municipality_id):
            town = {"municipality_id": evening.municipality_id}
            member = ReportMember(dialogue_session_id=evening.id, position=1, **town)
            report = Report(
                ref="meeravonden", title="Wat de wijk bezighoudt", subtitle="",
                state=ReportState.DRAFT, read_aloud="", was_open="", revision=1,
                members=[member], **town,
            )  # fmt: skip
            with writing():
                db.session.add(report)
        return str(town_reports(evening.municipality_id)[0].ref)


STOPS = {
    "sessions.plan": "plan",
    "registrations.invite": "invite",
    "registrations.seats": "seats",
    "registrations.attendance": "attendance",
    "seating.tables": "tables",
    "seating.change_table": "tables/1",
    "seating.people": "tables/people",
    "seating.wishes": "tables/wishes",
    "seating.mixing": "tables/mixing",
    "seating.at_the_door": "tables/door",
    "seating.printing": "tables/print/wall",
    "registrations.attendance_printing": "attendance/print",
    "conversations.printing": "evening/print/sheets",
    "conversations.evening": "evening",
    "conversations.measures": "evening/measures",
    "conversations.sheet": "evening/table/1",
    "outcomes.harvest": "harvest",
    "outcomes.sentences": "harvest/sentences",
    "outcomes.details": "harvest/details",
    "outcomes.promises": "harvest/promises",
    "outcomes.online": "harvest/online",
    "outcomes.clusters": "harvest/clusters",
    "outcomes.alike": "harvest/clusters/one-by-one",
    "outcomes.ideas": "harvest/ideas",
    "outcomes.two": "harvest/two",
    "outcomes.themes": "harvest/themes",
    "outcomes.requests": "requests",
    "reports.report": "report",
    "reports.printing": "report/printing",
    "council.stop": "answer",
}
ONCE = {
    "outcomes.request_new": "requests/new",
    "outcomes.request_change": "requests/1",
    "reports.preview": "report/preview",
}
AHEAD = {
    "sessions.change": "change",
    "sessions.move": "move",
    "sessions.cancel": "cancel",
    "registrations.hold_new": "seats/held",
}
NOT_YET = {
    "conversations.measures", "conversations.printing", "conversations.sheet",
    "reports.printing",
}  # fmt: skip
# Of a report of several evenings.
SEVERAL = {
    "reports.town_report": "",
    "reports.town_preview": "/preview",
    "reports.town_requests": "/requests",
    "reports.town_merge": "/requests/new",
    "reports.town_printing": "/printing",
    "reports.town_issue": "/issue",
    "council.town_stop": "/answer",
}


def _past(site: Site) -> list[Place]:
    desk = f"/wilgendam/desk/talks/{site.built.past_id}"
    found = {**STOPS, **ONCE}
    places = [Place(name, f"{desk}/{stop}", True) for name, stop in found.items()]
    with site.app.app_context():
        evening = walk.evening_in(site.built.world, site.built.past_id)
        one = outcomes.sentences_of(evening)[0].contribution
        theme = outcomes.themes_of(evening)[0]
        idea = outcomes.ideas_of(evening)[0].sentence.id
        heap = outcomes.drafted(evening, [0])[0].id
        pair = "&".join(
            f"sentence={each.id}" for each in outcomes.sentences_of(evening)[:2]
        )
        people = [each.id for each in _people(site) if each.came]
    more = [
        Place("registrations.forget", f"{desk}/seats/forget"),
        Place("seating.person", f"{desk}/tables/people/{people[0]}.1", True),
        Place("registrations.person", f"{desk}/seats/{people[0]}", True),
        Place("outcomes.sentence", f"{desk}/harvest/sentences/{one.id}", True),
        Place("outcomes.theme", f"{desk}/harvest/themes/{theme.id}", True),
        Place("outcomes.idea", f"{desk}/harvest/ideas/{idea}", True),
        Place("outcomes.cluster", f"{desk}/harvest/clusters/{heap}", True),
        Place("outcomes.cluster_new", f"{desk}/harvest/clusters/new?{pair}", True),
        Place(
            "outcomes.translation",
            f"{desk}/harvest/sentences/{one.id}/translation",
            True,
        ),
    ]
    return [*places, *more]


def _people(site: Site):  # type: ignore[no-untyped-def]
    from dialogue.registrations.queries import people_of

    return people_of(walk.evening_in(site.built.world, site.built.past_id))


def _coming(site: Site) -> list[Place]:
    desk = f"/wilgendam/desk/talks/{site.built.coming_id}"
    found = {**STOPS, **AHEAD}
    return [
        Place(name, f"{desk}/{stop}", True, dark=name in AHEAD)
        for name, stop in found.items()
        if name not in NOT_YET
    ]
