"""What stands behind the figures: rules and basis in the annex, and in the data."""

import csv
import io

import pytest

from dialogue.conversations import actions as talking
from dialogue.conversations.queries import evening_of
from dialogue.outcomes import actions as harvest
from dialogue.outcomes import queries as sorting
from dialogue.reports import actions, queries
from dialogue.reports.document import draft_document
from dialogue.reports.paper import data_files, file_html
from tests.conftest import NOW


@pytest.fixture
def compared(report, evening, cast):
    """Samira and Joost sorted it apart and agreed on all but one sentence."""
    found = harvest.begin_comparison(evening, account_id=cast.samira.id, now=NOW)
    harvest.join_comparison(evening, found, account_id=cast.joost.id)
    for who in (cast.samira.id, cast.joost.id):
        themes = sorting.themes_of(evening, who)
        left = sorted(
            sorting.to_sort(sorting.sentences_of(evening, who)), key=lambda one: one.id
        )
        for at, each in enumerate(left):
            theme = themes[(at + (at == 0 and who == cast.joost.id)) % 2]
            harvest.sort_many(
                evening, [each.contribution], theme, account_id=who, hand=who
            )
        harvest.say_done(evening, found, account_id=who, now=NOW)
    return found


def test_how_much_two_people_agreed_stands_with_its_rule_and_its_basis(
    report, compared
):
    document = draft_document(report).document
    (one,) = document.sorted_twice
    kept = compared.figures
    assert (one.sentences, one.alike) == (kept["sentences"], kept["alike"])
    assert one.alike == one.sentences - 1 and not one.settled
    page = " ".join(file_html(document, "en").split())
    assert f"Of the {one.sentences} sentences to which both gave a theme" in page
    assert f"{one.alpha} of 1 (Krippendorff" in page and "0.667" not in page
    assert "Not everything that differed is settled." in page
    rows = list(
        csv.DictReader(
            io.StringIO(data_files(document)["figures.csv"][1].decode("utf-8-sig"))
        )
    )
    of_two = [row for row in rows if row["about"] == "sorted by two"]
    assert [row["low"] for row in of_two][:2] == [str(one.alike), one.alpha]


def test_nobody_sorted_twice_and_nothing_is_said_of_it(report):
    document = draft_document(report).document
    assert document.sorted_twice == ()
    assert "Krippendorff" not in file_html(document, "en")


def test_it_stands_in_a_report_of_several_evenings_with_its_evening(several, evenings):
    document = draft_document(several).document
    assert document.sorted_twice == ()
    (heard,) = document.measures
    own = [
        actions.document_of(queries.latest_version_of(each)).measures[0]
        for each in evenings[:2]
    ]
    assert heard.evenings == 2
    assert heard.total.number == sum(each.total.number for each in own)
    assert "2 evenings added up" in file_html(document, "en")


def test_pairs_go_through_the_ledger(report, evening, cast):
    said = evening_of(evening)
    for at in range(12):
        animal = f"dier {at}"
        talking.add_pair(said, "feeling-heard", animal, 2, 4 if at < 6 else 2)
    draft = draft_document(report)
    figures = draft.figures[0].figures
    assert figures["pairs feeling-heard", "closer"] == 6
    assert figures["pairs feeling-heard", "total"] == 12
