"""The check code on the cover."""

import pytest

from dialogue.reports import actions
from dialogue.sessions.models import Visibility
from tests.conftest import NOW, commit


@pytest.fixture
def code(report):
    version = actions.issue(report, now=NOW)
    commit()
    return version.code


def test_the_code_tells_version_title_and_day(client, code):
    page = client.get(f"/verify?lang=en&code={code}").text
    assert "Yes, this is the latest version" in page
    assert "Version 1 of “Lief en leed in de Kanaalbuurt” in Wilgendam" in page


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: f" {code} ".replace("-", " – "),
    ],
)
def test_it_may_be_typed_as_people_type(client, code, typed):
    assert (
        "Yes"
        in client.get("/verify", query_string={"lang": "en", "code": typed(code)}).text
    )


def test_an_older_version_says_that_a_newer_one_followed(client, code, report, busy):
    busy()
    actions.new_version(report, [], now=NOW)
    commit()
    assert (
        "Yes, but there is a newer version"
        in client.get(f"/verify?lang=en&code={code}").text
    )


@pytest.mark.parametrize(
    "typed", ["AAAA-BBBB-CCCC", "nonsense", "'; drop table", "é" * 500]
)
def test_an_unknown_code_gets_a_sentence(client, code, typed):
    answer = client.get("/verify", query_string={"lang": "en", "code": typed})
    assert answer.status_code == 404
    assert "No report has this code." in answer.text


def test_of_a_closed_one_it_tells_the_version_but_leads_nowhere(
    client, code, evening, busy
):
    busy()
    evening.visibility = Visibility.CLOSED
    commit()
    page = client.get(f"/verify?lang=en&code={code}").text
    assert "Version 1 of" in page
    assert "/reports/" not in page


def test_without_a_code_it_asks_for_one(client, app, cast):
    assert client.get("/verify?lang=en").status_code == 200
