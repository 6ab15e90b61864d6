"""Two evenings that publish the same and hide something else look the same everywhere.

The strongest thing that can be said of disclosure control: whatever door one opens, the
bytes are the same, so nothing behind them depends on what is hidden. Below that, every
published figure is read out of every file and page and is none of 1 up to k - 1.
"""

import csv
import io
import json
import re
from datetime import timedelta
from itertools import product

import pytest
from flask import url_for

from dialogue.conversations.models import Kind
from dialogue.conversations.queries import talks_of
from dialogue.council import queries as council
from dialogue.council.actions import send_answers
from dialogue.foundation.database import db, start_writing
from dialogue.outcomes import actions as harvest
from dialogue.outcomes import queries as sorting
from dialogue.reports import actions, queries
from dialogue.reports.actions import printing
from dialogue.reports.document import as_data, draft_document
from dialogue.reports.paper import data_files, file_html
from tests import inspecting
from tests.conftest import NOW, commit
from tests.makers.conversations import make_contribution, make_evening
from tests.makers.council import make_answer_draft, make_delivery
from tests.makers.guides import make_guide_version
from tests.makers.sessions import make_dialogue_session
from tests.outcomes.room.test_online import export, zipped

K = 5
ROOMS = {"outcomes", "reports", "council", "overview"}
# Per statement: cards at the two tables, in two worlds. Whoever reads only what is
# published cannot tell one from the other.
OPEN = ("Wij groeten elkaar.", ((10, 6, 5), (9, 7, 5)), ((10, 6, 5), (9, 7, 5)))
MERGED = ("Iedereen kent iemand.", ((10, 1, 4), (10, 2, 3)), ((10, 4, 1), (10, 3, 2)))
HIDDEN = ("Er is altijd hulp.", ((10, 1, 0), (10, 0, 2)), ((10, 2, 0), (10, 0, 1)))
FEW = ("Ik durf het te vragen.", ((1, 1, 0), (1, 0, 0)), ((0, 2, 0), (0, 0, 1)))
STATEMENTS = (OPEN, MERGED, HIDDEN, FEW)
# Votes of a group of few beside a large one.
VOTES = ({0: (40, 12, 9), 1: (2, 1, 1)}, {0: (41, 11, 9), 1: (1, 2, 1)})
pytestmark = pytest.mark.slow
FILES = ("sentences.csv", "requests.csv", "figures.csv", "report.json")
# These ask for a secret, a cluster, or paper that only the worker makes.
NOT_REACHED = {
    "council.open", "outcomes.cluster", "reports.concept", "reports.town_concept",
    "overview.security_txt",
}  # fmt: skip


class Town:
    """Two evenings; ``hide(1)`` changes what their figures hide, and nothing else."""

    def __init__(self, cast):
        self.cast, self.said, self.slips = cast, [], []
        self.evenings = [self._hold(at) for at in (1, 2)]
        self.hide(0)

    def _hold(self, at):
        found = make_dialogue_session(
            self.cast.wilgendam, title=f"Avond {at}", led_by="Samira",
            starts_at=NOW - timedelta(days=4 * at),
            guide_version=make_guide_version("naast-elkaar"),
        )  # fmt: skip
        evening = make_evening(found, tables=2, present=None)
        theme = harvest.add_theme(found, "Buren", None)
        for number, talk in enumerate(talks_of(evening)):
            for text, *worlds in STATEMENTS:
                made = make_contribution(talk, Kind.STATEMENT, text)
                self.said.append((made, [world[number] for world in worlds]))
            make_contribution(talk, Kind.EXPERIENCE, f"Aan tafel {number} was soep.")
            make_contribution(
                talk, Kind.REQUEST, "Maak een potje.", addressed_to="wethouder Wijken"
            )
        db.session.flush()
        for each in sorting.to_sort(sorting.sentences_of(found)):
            harvest.sort(each.contribution, theme, account_id=None)
        asked = [each.contribution for each in sorting.loose_requests(found)]
        due = (NOW + timedelta(days=60)).date()
        words = harvest.Asked("Maak een potje.", "wethouder Wijken", due)
        harvest.merge_requests(found, asked, words, now=NOW)
        if at == 1:
            harvest.import_round(
                found, zipped(export(VOTES[0])), now=NOW, name="Online"
            )
        report = actions.begin_report(found)
        report.answer_due = due
        return found

    def hide(self, world):
        """Put what is hidden as it is in this world."""
        for made, worlds in self.said:
            contribution = db.session.merge(made)
            contribution.agree, contribution.disagree, contribution.unsure = worlds[
                world
            ]
        found = sorting.online_round_of(db.session.merge(self.evenings[0]))
        for statement in found.statements[:1]:
            statement.groups = [
                [group, *cards] for group, cards in sorted(VOTES[world].items())
            ]
        commit()

    def issue(self):
        """All reports out, one of both evenings too; delivered, one answered."""
        for each in self.evenings:
            version = actions.issue(queries.report_of(db.session.merge(each)), now=NOW)
            self._print(version)
        several = actions.begin_town_report(
            self.cast.wilgendam, "Samen", [each.id for each in self.evenings], now=NOW
        )
        self._print(actions.issue(several, now=NOW))
        make_delivery(several)
        report = queries.report_of(self.evenings[0])
        make_delivery(report)
        make_answer_draft(report, 1)
        send_answers(report, language="nl", now=NOW)
        commit()
        return several

    def _print(self, version):
        """The HTML twin, as the worker keeps it; paper is made of the same words."""
        document = actions.document_of(version)
        for language in ("nl", "en"):
            html = file_html(document, language).encode()
            actions.keep_file(version, language, "html", printing.HTML, html, "0" * 64)


@pytest.fixture
def town(app, cast, monkeypatch):
    # The HTML twin has a style of its own, which our pages may not.
    monkeypatch.setattr(inspecting, "inspect", lambda *_a, **_k: None)
    return Town(cast)


def addresses(app, town, several):
    """(endpoint, address) of every GET door of the rooms, with what exists behind it."""
    values = {
        "slug": ["wilgendam"], "session_id": [each.id for each in town.evenings],
        "ref": [town.evenings[0].ref, several.ref if several else "none"],
        "sentence_id": [sorting.sentences_of(town.evenings[0])[0].id],
        "theme_id": [sorting.themes_of(town.evenings[0])[0].id], "number": [1],
        "merged_id": [1],
        "version": [1], "name": ["nl.html", "en.html", *FILES],
        "form": ["html", *FILES], "language": ["nl", "en"],
    }  # fmt: skip
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            room = rule.endpoint.partition(".")[0]
            if room not in ROOMS or "GET" not in rule.methods:
                continue
            if rule.endpoint in NOT_REACHED:
                continue
            names = sorted(rule.arguments)
            for chosen in product(*(values[name] for name in names)):
                filled = dict(zip(names, chosen, strict=True))
                yield rule.endpoint, url_for(rule.endpoint, **filled)


def crawl(app, sign_in, town, several=None):
    """{(who, address): text without keys of forms} as a visitor, on the desk, as clerk."""
    cast, found = town.cast, {}
    places = list(addresses(app, town, several))
    for who in (None, cast.samira, cast.marloes):
        browser = app.test_client()
        if who is not None:
            sign_in(browser, who)
        if who is cast.marloes and several is not None:
            open_as_clerk(browser, town)
        for _endpoint, address in places:
            answer = browser.get(address)
            db.session.rollback()
            start_writing()
            if answer.status_code == 200:
                found[who.name if who else "", address] = KEYS.sub("KEY", answer.text)
    return found


# Keys of forms and sign-in, and names of files with their build.
KEYS = re.compile(r'value="[\w.~-]{16,}"|nonce[\w=+/"-]+')


def open_as_clerk(browser, town):
    report = queries.report_of(db.session.merge(town.evenings[0]))
    delivery = council.deliveries_of(report)[-1]
    token = council.link_token(delivery.key, delivery.link_number)
    assert browser.post(f"/wilgendam/clerk/{token}").status_code == 303
    db.session.rollback()
    start_writing()


def different(one, other):
    return [
        place
        for place in one.keys() | other.keys()
        if one.get(place) != other.get(place)
    ]


def test_before_issuing_no_page_depends_on_what_is_hidden(app, sign_in, town):
    here = crawl(app, sign_in, town)
    town.hide(1)
    there = crawl(app, sign_in, town)
    assert {endpoint for endpoint in here if "preview" in endpoint[1]}
    assert different(here, there) == []


def test_after_issuing_no_page_export_or_report_does(app, sign_in, town):
    several = town.issue()
    open_as_clerk(sign_in(app.test_client(), town.cast.marloes), town)
    here = crawl(app, sign_in, town, several)
    town.hide(1)
    there = crawl(app, sign_in, town, several)
    assert sum(address.endswith(".csv") for _who, address in here) > 10
    assert any("clerk/report" in address for _who, address in here)
    assert different(here, there) == []


def test_both_worlds_make_the_same_document(app, town):
    here = [as_data(draft_document(each).document) for each in reports(town)]
    town.hide(1)
    there = [as_data(draft_document(each).document) for each in reports(town)]
    assert here == there


def test_the_comparison_sees_a_difference_where_there_is_one(
    app, client, sign_in, town
):
    here = crawl(app, sign_in, town)
    made, _worlds = town.said[0]
    db.session.merge(made).agree += 7  # far more than k: a figure that is shown
    commit()
    assert different(here, crawl(app, sign_in, town))


def reports(town):
    return [queries.report_of(db.session.merge(each)) for each in town.evenings]


# Every figure that is out --------------------------------------------------------------


def figures_in(data):
    """Every published figure in a document's data: {"low": …, "high": …}."""
    if isinstance(data, dict):
        if data.keys() == {"low", "high"}:
            yield data["low"], data["high"]
        for each in data.values():
            yield from figures_in(each)
    elif isinstance(data, list):
        for each in data:
            yield from figures_in(each)


PEOPLE = re.compile(
    r"(?<![/\d])([1-4])\s+(?:people|person|mensen|mens|cards|kaarten|votes|stemmen"
    r"|agree|disagree|eens|oneens|niet eens|don.t know|weet niet)\b", re.I,
)  # fmt: skip


def test_no_published_figure_stands_for_one_to_four_people(app, sign_in, town):
    several = town.issue()
    documents = [
        actions.document_of(queries.latest_version(each)) for each in reports(town)
    ]
    documents.append(actions.document_of(queries.latest_version(several)))
    read = 0
    for document in documents:
        for low, high in figures_in(as_data(document)):
            read += 1
            assert low is None or low != high or low == 0 or low >= K
            assert low is None or low == high or high - low + 1 >= K
        rows = csv.DictReader(
            io.StringIO(data_files(document)["figures.csv"][1].decode("utf-8-sig"))
        )
        for row in rows:
            if (
                row["about"] != "tables"
                and row["low"] == row["high"]
                and row["low"].isdecimal()
            ):
                assert int(row["low"]) == 0 or int(row["low"]) >= K, row
        assert not PEOPLE.search(json.dumps(summary_of(document)))
    assert read > 60
    for (_who, address), text in crawl(app, sign_in, town, several).items():
        if ".csv" in address or ".json" in address:
            continue
        words = " ".join(re.sub(r"<[^>]+>", " ", text).replace("\xa0", " ").split())
        found = PEOPLE.search(words)
        assert not found, (address, words[found.start() - 60 : found.end() + 20])


def summary_of(document):
    return list(as_data(document)["stances"])
