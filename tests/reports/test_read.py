"""The public page of an issued report, and its files."""

import pytest

from dialogue.reports import actions
from dialogue.reports.document import AnswerGiven
from dialogue.reports.document.parts import Words
from dialogue.sessions.models import Visibility
from tests.conftest import NOW, commit


@pytest.fixture
def issued(report):
    version = actions.issue(report, now=NOW)
    commit()
    return version


def test_the_page_has_the_requests_with_an_empty_answer(client, issued, evening):
    page = client.get(f"/wilgendam/reports/{evening.ref}?lang=en")
    assert page.status_code == 200
    assert "Maak een klein potje voor straten." in page.text
    assert "no answer yet" in page.text
    assert '<h1 id="t0"><span lang="nl">' in page.text or "Lief en leed" in page.text


def test_residents_words_keep_their_language_on_an_english_page(
    client, issued, evening
):
    page = client.get(f"/wilgendam/reports/{evening.ref}?lang=en").text
    assert '<span lang="nl">Mijn buurvrouw bracht soep.</span>' in page
    assert (
        '<span lang="nl">Mijn buurvrouw'
        not in client.get(f"/wilgendam/reports/{evening.ref}?lang=nl").text
    )


def test_every_number_leads_to_its_sentence(client, issued, evening):
    import re

    page = client.get(f"/wilgendam/reports/{evening.ref}?lang=en").text
    links = set(re.findall(r'href="#(s\d+)"', page))
    assert links
    assert all(f'id="{each}"' in page for each in links)


def test_a_draft_is_not_there(client, report, evening):
    assert client.get(f"/wilgendam/reports/{evening.ref}").status_code == 404


def test_a_closed_one_is_not_there_and_neither_are_its_files(
    client, issued, evening, busy
):
    busy()
    evening.visibility = Visibility.CLOSED
    commit()
    assert client.get(f"/wilgendam/reports/{evening.ref}").status_code == 404
    assert (
        client.get(f"/wilgendam/reports/{evening.ref}/v1/report.json").status_code
        == 404
    )


def test_an_unlisted_one_is_for_who_has_the_address_not_for_search_engines(
    client, issued, evening, busy
):
    busy()
    evening.visibility = Visibility.UNLISTED
    commit()
    page = client.get(f"/wilgendam/reports/{evening.ref}?lang=en")
    assert page.status_code == 200
    assert "noindex" in page.text


def test_another_town_has_no_such_report(client, issued, evening):
    assert client.get(f"/oosterbrug/reports/{evening.ref}").status_code == 404


def test_the_files_are_there_and_one_that_is_not_made_is_not(client, issued, evening):
    data = client.get(f"/wilgendam/reports/{evening.ref}/v1/sentences.csv")
    assert data.mimetype == "text/csv"
    assert "attachment" in data.headers["Content-Disposition"]
    assert client.get(f"/wilgendam/reports/{evening.ref}/v1/nl.pdf").status_code == 404
    assert (
        client.get(f"/wilgendam/reports/{evening.ref}/v2/sentences.csv").status_code
        == 404
    )
    assert client.get(f"/wilgendam/reports/{evening.ref}/v1/..").status_code == 404


def test_after_an_answer_the_page_shows_it(client, issued, evening, report, busy):
    busy()
    given = AnswerGiven(
        1,
        "yes",
        Words("Vanaf mei ligt er een potje klaar.", "nl"),
        None,
        "wethouder Wijken",
        NOW,
    )
    actions.new_version(report, [given], now=NOW)
    commit()
    page = client.get(f"/wilgendam/reports/{evening.ref}?lang=en").text
    assert "Vanaf mei ligt er een potje klaar." in page
    assert "version 2" in page
    assert "Version 1, issued on" in page
