"""Like requests of several evenings as one: sources kept, undone, answered once."""

import csv
import io
from datetime import date

import pytest

from dialogue.council.actions import send_answers
from dialogue.council.queries import asks_of
from dialogue.foundation.errors import RuleBroken
from dialogue.reports import actions, queries, rules
from dialogue.reports.actions import MergedWords
from dialogue.reports.document import draft_document
from dialogue.reports.paper import data_files, paper_html
from dialogue.reports.readiness import ready
from tests.conftest import NOW, commit
from tests.makers.council import make_answer_draft

POT = "Maak in elke wijk een potje voor straten."
DUE = date(2027, 4, 20)


def merge(report, *places, text=POT):
    asked = queries.requests_in(report)
    parts = [asked[place - 1].parts[0] for place in places]
    found = actions.merge_over_evenings(
        report, parts, MergedWords(text, "college van B en W", DUE), now=NOW
    )
    commit()
    return found


@pytest.fixture
def merged(several):
    """The first request of the first evening with the first of the second."""
    return merge(several, 1, 3)


def test_it_is_one_request_with_the_sources_of_every_evening(several, merged):
    before = draft_document(several).document
    document = actions.document_of(actions.issue(several, now=NOW))
    assert document.requests == before.requests
    first, second, third = document.requests
    assert [each.number for each in document.requests] == [1, 2, 3]
    assert (first.text.text, first.to, first.due) == (POT, "college van B en W", DUE)
    assert [(each.evening, each.number) for each in first.parts] == [(1, 1), (2, 1)]
    assert {document.sentence(one).evening for one in first.sources} == {1, 2}
    assert first.tables == 4 and first.tables_held == 6
    assert [each.evening for each in (second, third)] == [1, 2]
    # nothing is lost: each request of a table stands behind one of these still
    behind = [one for each in document.requests for one in each.sources]
    table_requests = [each.number for each in document.of_kind("request")]
    assert sorted(behind) == sorted(table_requests)


def test_paper_and_data_name_each_evening_with_what_it_asked(several, merged):
    document = draft_document(several).document
    paper = paper_html(document, "en")
    assert "Put together from:" in paper
    assert paper.count("Maak een klein potje voor straten.") >= 2
    for held in document.evenings:
        assert f"{held.title.text}, " in paper
    rows = list(
        csv.DictReader(
            io.StringIO(data_files(document)["requests.csv"][1].decode("utf-8-sig"))
        )
    )
    assert rows[0]["merged_from"].count("Maak een klein potje") == 2
    assert [row["evening"] for row in rows] == ["", "1", "2"]


def test_taken_apart_and_put_back(several, merged):
    plain = len(queries.requests_in(several))
    actions.take_merged_apart(several, merged, now=NOW)
    assert len(queries.requests_in(several)) == plain + 1
    assert POT not in str(draft_document(several).document)
    actions.put_merged_back(several, merged)
    assert len(queries.requests_in(several)) == plain


def test_what_was_merged_otherwise_meanwhile_is_not_put_back(several, merged):
    actions.take_merged_apart(several, merged, now=NOW)
    merge(several, 1, 4)
    with pytest.raises(RuleBroken):
        actions.put_merged_back(several, merged)


def test_other_words_are_refused_when_somebody_else_wrote_some(several, merged):
    words = MergedWords("Anders.", "wethouder", DUE)
    actions.reword_merged(several, merged, words, seen="1", now=NOW)
    with pytest.raises(RuleBroken):
        actions.reword_merged(several, merged, words, seen="1", now=NOW)
    assert draft_document(several).document.requests[0].text.text == "Anders."


@pytest.mark.parametrize(
    ("places", "words", "field"),
    [
        ((1,), {}, "parts"),
        ((1, 1), {}, "parts"),
        ((1, 3), {"text": ""}, "text"),
        ((1, 3), {"addressed_to": ""}, "addressed_to"),
        ((1, 3), {"answer_due": None}, "answer_due"),
        ((1, 3), {"answer_due": date(2020, 1, 1)}, "answer_due"),
    ],
)
def test_what_is_refused_says_why(several, places, words, field):
    asked = queries.requests_in(several)
    parts = [asked[place - 1].parts[0] for place in places]
    said = {"text": POT, "addressed_to": "wethouder", "answer_due": DUE} | words
    with pytest.raises(RuleBroken) as refused:
        actions.merge_over_evenings(several, parts, MergedWords(**said), now=NOW)
    assert refused.value.field == field


def test_a_request_is_part_of_one_other_at_most(several, merged):
    first = merged.parts[0].council_request_id
    (asked,) = [
        part
        for each in queries.requests_in(several)
        for part in each.parts
        if part.id == first
    ]
    loose = queries.requests_in(several)[1].parts[0]
    with pytest.raises(RuleBroken):
        actions.merge_over_evenings(
            several, [asked, loose], MergedWords(POT, "wethouder", DUE), now=NOW
        )


def test_once_it_is_out_it_stays(several, merged):
    actions.issue(several, now=NOW)
    with pytest.raises(RuleBroken):
        actions.take_merged_apart(several, merged, now=NOW)


def answer(report, number=1):
    make_answer_draft(report, number, now=NOW)
    commit()
    send_answers(report, language="nl", now=NOW)
    commit()


def latest(report):
    return actions.document_of(queries.latest_version(report))


def test_one_answer_reaches_every_evening(several, evenings, merged):
    actions.issue(several, now=NOW)
    answer(several)
    assert latest(several).answer_to(1).text.text == "Dat doen we."
    for evening in evenings[:2]:
        own = queries.report_of(evening)
        assert latest(own).answer_to(1).text.text == "Dat doen we."
        assert [ask.answer is not None for ask in asks_of(own)] == [True, False]


def test_an_answer_through_one_evening_answers_the_question(several, evenings, merged):
    actions.issue(several, now=NOW)
    own = queries.report_of(evenings[0])
    assert asks_of(own)[0].elsewhere == 1 and asks_of(own)[1].elsewhere == 0
    answer(own)
    for report in (several, queries.report_of(evenings[1])):
        assert latest(report).answer_to(1).text.text == "Dat doen we."
    # the third evening asks the same in other words, and nobody said it is the same
    assert latest(queries.report_of(evenings[2])).answers == ()


def test_what_was_answered_is_not_merged_and_what_is_merged_waits_for_it(
    several, evenings, merged
):
    answer(queries.report_of(evenings[0]))
    stops = rules.missing_bits(ready(several, NOW.date()))
    assert [each.where for each in stops if each.stops] == ["requests"]
    with pytest.raises(RuleBroken):
        actions.issue(several, now=NOW)
    actions.take_merged_apart(several, merged, now=NOW)
    with pytest.raises(RuleBroken) as refused:
        merge(several, 1, 3)
    assert refused.value.field == "parts"
    assert len(actions.document_of(actions.issue(several, now=NOW)).answers) == 1


def test_a_draft_that_is_thrown_away_takes_its_merged_requests(several, merged):
    actions.drop_town_report(several, now=NOW)
    commit()


# The pages -----------------------------------------------------------------------------


@pytest.mark.slow
def test_from_ticking_to_one_request_and_back_on_the_desk(several, desk):
    commit()
    place = f"/wilgendam/desk/reports/{several.ref}"
    assert "What asks the same" in desk.get(f"{place}?lang=en").text
    page = desk.get(f"{place}/requests?lang=en").text
    assert page.count('name="parts"') == 4 and "Gesprek 1" in page
    ids = [each.parts[0].id for each in queries.requests_in(several)]
    start = desk.get(f"{place}/requests/new?parts={ids[0]}&parts={ids[2]}&lang=en").text
    assert start.count("checked") == 2 and "Maak een klein potje" in start
    sent = {
        "parts": [str(ids[0]), str(ids[2])], "text": POT, "why": "", "once": "m1",
        "addressed_to": "college", "answer_due": "20-4-2027",
    }  # fmt: skip
    for _twice in range(2):
        assert desk.post(f"{place}/requests/new", data=sent).status_code == 303
    page = desk.get(f"{place}/requests?lang=en").text
    assert POT in page and page.count('name="parts"') == 2
    (merged,) = queries.town_report(several.municipality_id, several.ref).merged
    words = sent | {"text": "Een potje in elke wijk.", "revision": "1"}
    changed = desk.post(f"{place}/requests/{merged.id}", data=words)
    assert changed.status_code == 303
    assert "Een potje in elke wijk." in desk.get(f"{place}/preview?lang=en").text
    desk.post(f"{place}/requests/{merged.id}/apart")
    assert "Een potje" not in desk.get(f"{place}/preview?lang=en").text
    desk.post(f"{place}/requests/{merged.id}/back")
    assert "Een potje in elke wijk." in desk.get(f"{place}/requests?lang=en").text


def test_bad_input_comes_back_with_what_was_typed(several, desk):
    commit()
    place = f"/wilgendam/desk/reports/{several.ref}/requests/new?lang=en"
    sent = {"parts": ["999"], "text": POT, "addressed_to": "", "answer_due": "x"}
    page = desk.post(place, data=sent)
    assert page.status_code == 422 and POT in page.text
    assert "Choose from this list." in page.text
    assert desk.get(place.replace("/new", "/999")).status_code == 404
