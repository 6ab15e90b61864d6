"""What stands beside the sentences: clusters, translations, ideas with their roots."""

import csv
import io
import re
from datetime import timedelta

import pytest

from dialogue.conversations import actions as talking
from dialogue.conversations.models import TranslatedBy
from dialogue.outcomes import actions as harvest
from dialogue.outcomes import queries as sorting
from dialogue.reports import actions
from dialogue.reports.document import draft_document
from dialogue.reports.paper import data_files, file_html, paper_html
from tests.conftest import NOW, commit

SOUP, SHOPPING = "Mijn buurvrouw bracht soep.", "De overkant deed mijn boodschappen."
BENCH = "Een bank op de hoek."


@pytest.fixture
def said(report, evening):
    """The evening's sentences by their words, with all three beside them."""
    found = {
        each.contribution.text: each.contribution
        for each in sorting.sentences_of(evening)
    }
    harvest.make_cluster(
        evening, [found[SOUP], found[SHOPPING]], "Buren helpen elkaar zonder te vragen.",
        account_id=None,
    )  # fmt: skip
    talking.translate(
        found[SOUP], "tr", "Komşum çorba getirdi.", made_by=TranslatedBy.WRITER
    )
    harvest.note_idea(
        found[BENCH], place="Hoek Kanaalstraat", who_could="de straat zelf",
        root=found[SOUP].id,
    )  # fmt: skip
    commit()
    return found


def document(report):
    return draft_document(report).document


def test_a_cluster_has_its_reach_and_lists_its_members(report, said):
    found = document(report)
    (one,) = found.clusters
    assert (one.words.text, one.tables, one.tables_held) == (
        "Buren helpen elkaar zonder te vragen.", 2, found.cover.tables,
    )  # fmt: skip
    assert {found.sentence(n).words.text for n in one.sentences} == {SOUP, SHOPPING}
    paper = paper_html(found, "en")
    assert "Said more than once" in paper and "Buren helpen elkaar" in paper
    for number in one.sentences:
        assert f'href="#s{number}"' in paper and f'id="s{number}"' in paper


def test_a_translation_stands_below_the_words_themselves_with_who_made_it(report, said):
    found = document(report)
    one = next(s for s in found.sentences if s.words and s.words.text == SOUP)
    ((words, reason, by),) = [(t.words, t.reason, t.by) for t in one.translations]
    assert (words.text, words.lang, reason, by) == (
        "Komşum çorba getirdi.", "tr", "", "writer",
    )  # fmt: skip
    page = file_html(found, "en")
    assert page.index(SOUP) < page.index('<span lang="tr">Komşum çorba getirdi.</span>')
    assert "by whoever said it" in page


def test_an_idea_says_where_who_and_what_it_grows_from(report, said):
    found = document(report)
    one = next(s for s in found.sentences if s.words and s.words.text == BENCH)
    assert (one.place, one.who_could) == ("Hoek Kanaalstraat", "de straat zelf")
    assert found.sentence(one.root).words.text == SOUP
    page = re.sub(r"<[^>]+>", "", file_html(found, "en"))
    assert "Place: Hoek Kanaalstraat." in page
    assert "Who could: de straat zelf." in page
    assert f"Grows from: {SOUP}" in page


def test_what_it_grows_from_may_be_words(report, said):
    harvest.note_idea(said[BENCH], grows_from="het straatfeest van vorig jaar")
    page = re.sub(r"<[^>]+>", "", file_html(document(report), "en"))
    assert "Grows from: het straatfeest van vorig jaar" in page


def test_a_sentence_that_may_not_be_printed_keeps_its_translation_too(report, said):
    from dialogue.conversations.models import QuoteConsent

    said[SOUP].quote_consent = QuoteConsent.NO
    commit()
    page = file_html(document(report), "en")
    assert "Komşum" not in page and SOUP not in page


def test_promises_have_their_day_and_requests_their_why_whom_and_when(report, said):
    found = document(report)
    promise = next(s for s in found.sentences if s.kind == "commitment")
    assert promise.check_on is not None
    request = found.requests[0]
    assert request.to and request.due and request.sources
    page = re.sub(r"<[^>]+>", " ", file_html(found, "en"))
    assert request.to in page and request.text.text in page
    assert request.why is None or request.why.text in page


def test_all_of_it_is_in_the_data(report, said):
    rows = {
        row["sentence"]: row
        for row in csv.DictReader(
            io.StringIO(
                data_files(document(report))["sentences.csv"][1].decode("utf-8-sig")
            )
        )
    }
    soup, bench = rows[SOUP], rows[BENCH]
    assert soup["cluster"] == "Buren helpen elkaar zonder te vragen."
    assert soup["translations"] == "tr (writer): Komşum çorba getirdi."
    assert bench["place"] == "Hoek Kanaalstraat"
    assert bench["grows_from"] == f"sentence {soup['number']}"


def test_issued_and_read_again_nothing_is_lost(report, said):
    version = actions.issue(report, now=NOW + timedelta(minutes=1))
    again = actions.document_of(version)
    assert again.clusters == document(report).clusters
    assert any(each.translations for each in again.sentences)


def test_a_report_of_before_is_still_readable(report):
    """Versions that were frozen when there were no clusters, rounds or evenings."""
    version = actions.issue(report, now=NOW)
    old = {
        name: value for name, value in version.document.items()
        if name not in {"clusters", "online", "evenings"}
    }  # fmt: skip
    for each in old["sentences"]:
        for name in ("translations", "place", "who_could", "grows_from", "root"):
            del each[name]
    version.document = old
    found = actions.document_of(version)
    assert (found.clusters, found.online, found.evenings) == ((), None, ())


def test_no_block_stands_inside_a_list_item_on_paper(report, said):
    """PDF/UA allows only a label and a body there."""
    for language in ("nl", "en"):
        items = re.findall(
            r"<li>(.*?)</li>", paper_html(document(report), language), re.S
        )
        assert len(items) > 5
        assert not [each for each in items if 'class="because"' in each]
