"""Several evenings of a municipality in one report, end to end."""

import csv
import io
import json
from datetime import timedelta

import pytest
from msgspec.structs import replace

from dialogue.council.actions import deliver, send_answers
from dialogue.council.queries import asks_of, publications_of
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.reports import actions, queries
from dialogue.reports.document import draft_document
from dialogue.reports.document.joining import join
from dialogue.reports.document.parts import Cluster, Words
from dialogue.reports.models import ReportState
from dialogue.reports.paper import data_files, file_html
from dialogue.sessions.models import Visibility
from tests.conftest import NOW, commit
from tests.makers.council import make_answer_draft
from tests.makers.sessions import make_dialogue_session


def issued(report):
    return actions.document_of(actions.issue(report, now=NOW))


def test_it_holds_the_sentences_and_requests_of_each_evening_once(several, evenings):
    document = issued(several)
    own = [
        actions.document_of(queries.latest_version_of(each)) for each in evenings[:2]
    ]
    assert len(document.sentences) == sum(len(each.sentences) for each in own)
    assert [each.number for each in document.sentences] == list(
        range(1, len(document.sentences) + 1)
    )
    assert len(document.requests) == sum(len(each.requests) for each in own)
    assert [each.number for each in document.requests] == list(
        range(1, len(document.requests) + 1)
    )
    # the oldest evening first, whatever the order of ticking
    assert [each.ref for each in document.evenings] == [
        evenings[1].ref,
        evenings[0].ref,
    ]
    for request in document.requests:
        for number in request.sources:
            assert document.sentence(number).evening == request.evening
            assert document.sentence(number).kind == "request"


def test_themes_of_one_name_are_one_and_lead_to_their_sentences(several):
    document = issued(several)
    names = [each.name.text.casefold() for each in document.themes]
    assert len(names) == len(set(names)) > 0
    for theme in document.themes:
        assert theme.tables <= theme.tables_held
        for number in theme.lived + theme.ideas + theme.others:
            assert document.sentence(number).theme == theme.number


def test_clusters_of_the_same_words_are_one(several, evenings):
    first, second = (
        actions.document_of(queries.latest_version_of(each)) for each in evenings[:2]
    )
    heaps = [
        (Cluster(1, Words("Warm eten.", "nl"), None, (1, 2), 2, 3),),
        (
            Cluster(1, Words("warm eten.", "nl"), None, (1, 3), 1, 3),
            Cluster(2, Words("De trap.", "nl"), None, (2, 4), 1, 3),
        ),
    ]
    both = [
        replace(document, clusters=own)
        for document, own in zip((first, second), heaps, strict=True)
    ]
    food, stairs = join(both).clusters
    assert (food.tables, food.evening, len(food.sentences)) == (3, 0, 4)
    assert food.tables_held == first.cover.tables + second.cover.tables
    assert (stairs.number, stairs.tables_held, stairs.evening) == (2, 3, 2)


def test_who_came_adds_up_to_what_each_evening_says(several, evenings):
    document = issued(several)
    own = [
        actions.document_of(queries.latest_version_of(each)) for each in evenings[:2]
    ]
    assert document.people.came.low == sum(each.people.came.low for each in own)
    assert document.people.came.high == sum(each.people.came.high for each in own)


def test_one_evening_is_no_report_of_several(evenings, cast):
    with pytest.raises(RuleBroken) as refused:
        actions.begin_town_report(cast.wilgendam, "Een", [evenings[0].id], now=NOW)
    assert refused.value.field == "evenings"


@pytest.mark.parametrize("hidden", [Visibility.UNLISTED, Visibility.CLOSED])
def test_what_is_not_public_cannot_join(evenings, cast, hidden):
    evenings[0].visibility = hidden
    commit()
    with pytest.raises(RuleBroken):
        actions.begin_town_report(
            cast.wilgendam, "Twee", [each.id for each in evenings[:2]], now=NOW
        )


def test_an_evening_without_a_report_cannot_join(app, cast, evenings):
    bare = make_dialogue_session(cast.wilgendam, starts_at=NOW - timedelta(days=3))
    with pytest.raises(RuleBroken):
        actions.begin_town_report(
            cast.wilgendam, "Twee", [evenings[0].id, bare.id], now=NOW
        )


def test_evenings_of_another_town_cannot_join(evenings, cast):
    with pytest.raises(RuleBroken):
        actions.begin_town_report(
            cast.oosterbrug, "Twee", [each.id for each in evenings], now=NOW
        )


def test_issuing_writes_the_same_document_twice(several):
    version = actions.issue(several, now=NOW)
    again = actions.document_of(version)
    assert again.number == 1 and again.code == version.code
    assert again.ref == several.ref
    with pytest.raises(RuleBroken):
        actions.issue(several, now=NOW)


def test_a_draft_can_be_thrown_away_and_what_is_out_cannot(several, cast):
    ref = several.ref
    actions.drop_town_report(several, now=NOW)
    with pytest.raises(NotHere):
        queries.town_report(cast.wilgendam.id, ref)


def test_what_is_out_stays(several):
    actions.issue(several, now=NOW)
    with pytest.raises(RuleBroken):
        actions.drop_town_report(several, now=NOW)


def test_an_answer_through_either_report_reaches_both(several, evenings):
    actions.issue(several, now=NOW)
    deliver(
        several, "Marloes de Wit", "marloes@dialogue.example", language="nl",
        account_id=None, now=NOW,
    )  # fmt: skip
    first = asks_of(several)[0]
    make_answer_draft(several, 1, now=NOW)
    sent = send_answers(several, language="nl", now=NOW)
    assert sent.report_id == several.id and sent.version == 2
    session = next(
        each for each in evenings if each.id == first.request.dialogue_session_id
    )
    own = queries.report_of(session)
    assert [each.version for each in publications_of(own)] == [2]
    latest = actions.document_of(queries.latest_version(own))
    assert latest.answer_to(first.request.number).text.text == "Dat doen we."
    other = next(each for each in evenings[:2] if each.id != session.id)
    assert queries.latest_version_of(other).number == 1
    # and the other way round: answered with the evening's own report
    make_answer_draft(queries.report_of(other), 1, now=NOW)
    send_answers(queries.report_of(other), language="nl", now=NOW)
    answered = actions.document_of(queries.latest_version(several))
    assert answered.number == 3 and len(answered.answers) == 2


def test_when_all_is_answered_it_says_so(several):
    actions.issue(several, now=NOW)
    for each in asks_of(several):
        make_answer_draft(several, each.number, now=NOW)
    sent = send_answers(several, language="nl", now=NOW)
    assert several.state is ReportState.ANSWERED
    assert sent.returned_at is not None  # residents hear it with their own report


def test_the_data_name_the_evening_of_every_sentence(several):
    files = data_files(issued(several))
    rows = list(
        csv.DictReader(io.StringIO(files["sentences.csv"][1].decode("utf-8-sig")))
    )
    assert {row["evening"] for row in rows} == {"1", "2"}
    assert json.loads(files["report.json"][1])["course"] is None


# The pages -----------------------------------------------------------------------------


@pytest.fixture
def desk(client, cast, sign_in):
    return sign_in(client, cast.samira)


@pytest.mark.slow
def test_from_choosing_to_issuing_on_the_desk(desk, evenings, cast):
    commit()
    page = desk.get("/wilgendam/desk/reports?lang=en")
    assert "Gesprek 1" in page.text and "Begin this report" in page.text
    begun = desk.post(
        "/wilgendam/desk/reports",
        data={
            "title": "Buren in de stad", "answer_due": "20-4-2027", "once": "o1",
            "evenings": [str(each.id) for each in evenings],
        },
    )  # fmt: skip
    assert begun.status_code == 303, begun.text
    place = begun.location
    assert "Buren in de stad" in desk.get(f"{place}?lang=en").text
    kept = desk.post(
        place,
        data={
            "revision": "1", "subtitle": "", "was_open": "", "answer_due": "20-4-2027",
            "read_aloud": "Wat kwam terug? Dat buren elkaar willen kennen.",
        },
    )  # fmt: skip
    assert kept.status_code == 302
    preview = desk.get(f"{place}/preview?lang=en").text
    assert "The evenings" in preview and "Gesprek 3" in preview
    assert "Wat kwam terug?" in preview
    asked = desk.get(f"{place}/issue?lang=en")
    assert "Issue version 1" in asked.text
    assert desk.post(f"{place}/issue", data={"revision": "2"}).status_code == 302
    ref = place.rpartition("/")[2]
    public = desk.get(f"/wilgendam/reports/{ref}?lang=en")
    assert public.status_code == 200 and "Buren in de stad" in public.text
    assert "Buren in de stad" in desk.get("/wilgendam/what-came-of-it?lang=en").text
    stop = desk.get(f"/wilgendam/desk/reports/{ref}/answer?lang=en")
    assert "Hand it over" in stop.text


def test_the_same_button_twice_begins_one_report(desk, evenings, cast):
    commit()
    fields = {
        "title": "Twee keer", "answer_due": "", "once": "o2",
        "evenings": [str(each.id) for each in evenings],
    }  # fmt: skip
    first = desk.post("/wilgendam/desk/reports", data=fields)
    again = desk.post("/wilgendam/desk/reports", data=fields)
    assert first.location == again.location
    assert len(queries.town_reports(cast.wilgendam.id)) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Give the report a name."),
        ({"evenings": []}, "Choose two evenings or more."),
        ({"evenings": ["999999"]}, "Choose from this list."),
        ({"answer_due": "1-1-2020"}, "Choose a day in the future"),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(desk, evenings, fields, sentence):
    commit()
    sent = {
        "title": "Buren", "answer_due": "", "once": "o3",
        "evenings": [str(each.id) for each in evenings],
    } | fields  # fmt: skip
    page = desk.post("/wilgendam/desk/reports?lang=en", data=sent)
    assert page.status_code == 422 and sentence in page.text
    if "title" not in fields:
        assert 'value="Buren"' in page.text


def test_evenings_are_found_by_theme_and_period(desk, evenings):
    commit()
    day = (NOW - timedelta(days=20)).date().isoformat()
    page = desk.get(f"/wilgendam/desk/reports?lang=en&since={day}").text
    assert page.count("checked") == 2
    none = desk.get("/wilgendam/desk/reports?lang=en&theme=Nergens").text
    assert "No evening fits this choice." in none


def test_a_report_of_another_town_is_not_there(client, cast, sign_in, several):
    fatma = sign_in(client, cast.fatma)
    assert fatma.get(f"/wilgendam/desk/reports/{several.ref}").status_code in {403, 404}
    assert client.get(f"/wilgendam/reports/{several.ref}").status_code == 404  # a draft


def test_the_page_of_printing_looks_again_by_itself(desk, several):
    place = f"/wilgendam/desk/reports/{several.ref}"
    asked = desk.post(f"{place}/print")
    assert asked.status_code == 303
    page = desk.get(f"{asked.location}?lang=en")
    assert page.headers["Refresh"] == "2"
    assert "of 100 parts are done" in page.text


def test_an_issued_report_leads_to_the_council(desk, several):
    actions.issue(several, now=NOW)
    commit()
    page = desk.get(f"/wilgendam/desk/reports/{several.ref}?lang=en").text
    assert f"/wilgendam/desk/reports/{several.ref}/answer" in page


def test_a_draft_can_be_thrown_away_on_its_page(desk, several):
    page = desk.get(f"/wilgendam/desk/reports/{several.ref}?lang=en").text
    assert "Throw this draft away" in page
    gone = desk.post(f"/wilgendam/desk/reports/{several.ref}/drop")
    assert gone.status_code == 303
    assert several.ref not in desk.get("/wilgendam/desk/reports?lang=en").text


# What was answered before ------------------------------------------------------------


def test_what_was_answered_before_stands_in_the_first_version(several, evenings):
    own = queries.report_of(evenings[0])
    make_answer_draft(own, 1, now=NOW)
    send_answers(own, language="nl", now=NOW)
    document = issued(several)
    (given,) = document.answers
    answered = document.requests[given.request - 1]
    # of the second evening in its order, the first request there
    assert (answered.evening, given.text.text) == (2, "Dat doen we.")
    assert several.state is ReportState.ISSUED
    (known,) = [each for each in asks_of(several) if each.answer is not None]
    assert known.number == given.request


def test_where_all_was_answered_before_it_says_so_at_once(several, evenings):
    for each in evenings[:2]:
        own = queries.report_of(each)
        for ask in asks_of(own):
            make_answer_draft(own, ask.number, now=NOW)
        send_answers(own, language="nl", now=NOW)
    assert len(issued(several).answers) == len(asks_of(several))
    assert several.state is ReportState.ANSWERED


def test_an_answer_keeps_the_language_it_was_given_in(evenings):
    own = queries.report_of(evenings[0])
    for number, language in [(1, "nl"), (2, "en")]:
        make_answer_draft(own, number, now=NOW)
        send_answers(own, language=language, now=NOW)
    document = actions.document_of(queries.latest_version(own))
    assert [each.text.lang for each in document.answers] == ["nl", "en"]


def test_what_was_withdrawn_unread_or_skipped_is_printed(several):
    document = draft_document(several).document
    held = [
        replace(each, withdrawn=at, unread=0, skipped=2 * at)
        for at, each in enumerate(document.evenings)
    ]
    page = file_html(replace(document, evenings=tuple(held)), "en")
    assert "1 sentence was withdrawn. 2 steps of a guide were skipped." in page
    assert [each.withdrawn for each in document.evenings] == [1, 1]
