"""Words that were copied from a sentence do not outlive it."""

from datetime import date

import pytest
from msgspec.structs import replace

from dialogue.conversations import actions as talking
from dialogue.conversations.models import Confirmation, Kind
from dialogue.conversations.rules import ReadBack
from dialogue.outcomes import actions, queries
from dialogue.outcomes.findings import findings_of
from dialogue.reports import actions as reports
from dialogue.reports.document import draft_document
from dialogue.reports.readiness import ready
from dialogue.reports.rules import missing_bits
from tests.conftest import commit
from tests.makers.conversations import make_table_talk

SOUP, PAN, BENCH = "Mijn buurvrouw bracht soep.", "Een pan soep.", "Zet een bank neer."


@pytest.fixture
def heap(desk, say):
    """Two sentences under the very words of the first."""
    said = [say(SOUP), say(PAN, table=2)]
    found = actions.make_cluster(desk.session, said, SOUP, account_id=None)
    commit()
    return Heap(desk, said, found.id)


class Heap:
    def __init__(self, desk, said, number):
        self.desk, self.said, self.number = desk, said, number

    @property
    def words(self):
        return queries.cluster_in(self.desk.session, self.number).text

    def read_back(self, outcome, text=""):
        talking.read_back(self.said[0], ReadBack(outcome, text=text))
        commit()


def test_withdrawn_words_stand_over_no_cluster(heap, say):
    third = say("Nog een pan.", table=2)
    actions.put_in_cluster(
        heap.desk.session,
        [third],
        queries.cluster_in(heap.desk.session, heap.number),
        account_id=None,
    )
    heap.read_back(Confirmation.WITHDRAWN)
    assert heap.words == ""
    # its sentences stand alone, and the draft of the report says nothing of it
    assert findings_of(heap.desk.session).clusters == ()
    report = reports.begin_report(heap.desk.session)
    assert SOUP not in str(draft_document(report).document)
    found = ready(report, date(2027, 1, 1))
    assert found.wordless == 1 and len(missing_bits(found)) > len(
        missing_bits(replace(found, wordless=0))
    )
    page = heap.desk.get("harvest/clusters?lang=en").text
    assert "needs new words" in page and SOUP not in page


def test_new_words_bring_it_back(heap, say):
    third = say("Nog een pan.", table=2)
    cluster = queries.cluster_in(heap.desk.session, heap.number)
    actions.put_in_cluster(heap.desk.session, [third], cluster, account_id=None)
    heap.read_back(Confirmation.WITHDRAWN)
    actions.rename_cluster(
        heap.desk.session, cluster, "Er was soep.", seen=None, account_id=None
    )
    assert [each.text for each in findings_of(heap.desk.session).clusters] == [
        "Er was soep."
    ]


@pytest.mark.parametrize(
    ("outcome", "text", "stands"),
    [
        (Confirmation.CHANGED, "Iemand bracht soep.", "Iemand bracht soep."),
        (Confirmation.WRITTEN, "", ""),  # read back anew: not confirmed now
        (Confirmation.CONFIRMED, "", SOUP),
    ],
)
def test_words_the_table_changed_follow(heap, outcome, text, stands):
    heap.read_back(outcome, text)
    assert heap.words == stands


def test_words_that_another_table_says_too_stay(heap, say):
    say(SOUP, table=2)
    heap.read_back(Confirmation.WITHDRAWN)
    assert heap.words == SOUP


def test_undo_brings_no_withdrawn_words_back(heap):
    cluster = queries.cluster_in(heap.desk.session, heap.number)
    actions.rename_cluster(
        heap.desk.session, cluster, "Er was soep.", seen=None, account_id=None
    )
    heap.read_back(Confirmation.WITHDRAWN)
    actions.undo_clustering(heap.desk.session, account_id=None, steps=2)
    assert heap.words == "Er was soep."


def test_a_line_that_is_struck_is_gone_too(heap):
    from dialogue.conversations.models import CapturedOn

    heap.said[0].captured_on = CapturedOn.PAPER
    talking.strike(heap.said[0])
    assert heap.words == ""


def test_a_request_loses_the_words_and_the_tables_of_what_was_withdrawn(
    desk, say, evening, now
):
    said = [say(BENCH, table=each, kind=Kind.REQUEST) for each in (1, 2)]
    said[1].text = "Een bankje graag."
    found = actions.merge_requests(
        desk.session, said,
        actions.Asked(BENCH, "wethouder Wijken", date(2027, 4, 20)), now=now,
    )  # fmt: skip
    assert make_table_talk(evening, 1) is not None
    assert queries.tables_behind(found) == [1, 2]
    talking.read_back(said[0], ReadBack(Confirmation.WITHDRAWN))
    assert (found.text, queries.tables_behind(found)) == ("", [2])
    report = reports.begin_report(desk.session)
    found_missing = ready(report, now.date())
    assert found_missing.empty_requests == 1
    assert [each.where for each in missing_bits(found_missing) if each.stops]
    commit()
    page = desk.get("requests?lang=en").text
    assert "1. needs new words" in page and "Write it anew or take it apart" in page


def test_a_request_with_the_council_stays_as_it_was_asked(desk, say, now):
    said = say(BENCH, kind=Kind.REQUEST)
    found = actions.merge_requests(
        desk.session, [said],
        actions.Asked(BENCH, "wethouder Wijken", date(2027, 4, 20)), now=now,
    )  # fmt: skip
    actions.freeze_requests(desk.session, now=now)
    talking.read_back(said, ReadBack(Confirmation.WITHDRAWN))
    assert found.text == BENCH
