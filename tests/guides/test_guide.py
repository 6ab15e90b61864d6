"""One guide: readable, in its languages, fitted to an evening."""

import pytest
from sqlalchemy import select

from dialogue.foundation.database import db
from dialogue.guides.models import GuideVersion
from tests.guides.conftest import own_file

KEY = "/wilgendam/desk/guides/sleutel-van-de-buren"
BRING_IN = "/wilgendam/desk/guides/bring-in"
OWN = "/wilgendam/desk/guides/a-talk-about-the-square"


def test_guide_says_step_by_step_what_is_asked_and_written(samira):
    page = samira.get(f"{KEY}?lang=en").text
    assert "1. Welcome" in page
    assert "Nothing is written down in this step." in page
    assert "Would you dare to give your key to a neighbour?" in page
    assert "It is read back to the table later on." in page


def test_guide_is_read_in_another_language_than_the_page(samira):
    page = samira.get(f"{KEY}?lang=en&language=nl").text
    assert '<span lang="nl" dir="ltr">Ga je lang weg?' in page
    assert "Step by step" in page


def test_language_that_the_guide_does_not_have_falls_back(samira):
    assert samira.get(f"{KEY}?lang=en&language=xx").status_code == 200


def test_words_that_a_machine_made_say_so(samira):
    assert "made by a machine" in samira.get(f"{KEY}?lang=en&language=en").text
    assert "made by a machine" not in samira.get(f"{KEY}?lang=en&language=nl").text


def test_guide_that_fits_says_so(samira):
    page = samira.get(f"{KEY}?lang=en&people=40&minutes=150").text
    assert "It fits:" in page
    assert "At 6 tables" in page


def test_guide_that_does_not_fit_says_what_to_leave_out(samira):
    page = samira.get(f"{KEY}?lang=en&people=40&minutes=105").text
    assert "Leave out step" in page


@pytest.mark.parametrize(
    "query",
    [
        "people=0&minutes=100",
        "people=-3&minutes=100",
        "people=many&minutes=100",
        "people=&minutes=",
        "people=40",
        "people=40&minutes=99999999999999999999999",
        "people=4e3&minutes=90",
    ],
)
def test_numbers_that_cannot_be_are_refused_with_a_sentence(samira, query):
    answer = samira.get(f"{KEY}?lang=en&{query}")
    assert answer.status_code == 422
    assert "Fill in a number" in answer.text or "whole number" in answer.text


def test_version_is_read_as_it_was_after_a_newer_one(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    swap = {"en: Coffee.": "en: Tea."}
    samira.post(BRING_IN, data={"text": own_file(swap=swap), "publish": "1"})
    first = samira.get(f"{OWN}/v1?lang=en").text
    assert "Coffee." in first
    assert "There is a newer one" in first
    newest = samira.get(f"{OWN}?lang=en").text
    assert "Tea." in newest
    assert f"{OWN}/compare/1/2" in newest


def test_placeholder_is_shown_as_what_it_stands_for(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    assert "We talk about [topic]." in samira.get(f"{OWN}?lang=en").text


@pytest.mark.parametrize(
    "address", [f"{KEY}/v7", f"{KEY}/v0", "/wilgendam/desk/guides/no-such"]
)
def test_guide_or_version_that_is_not_here_is_not_found(samira, address):
    assert samira.get(address).status_code == 404


def test_downloaded_file_is_the_same_version_when_brought_back(samira):
    answer = samira.get(f"{KEY}/v1/file.yaml")
    assert answer.mimetype == "application/yaml"
    assert (
        'filename="sleutel-van-de-buren-1.yaml"'
        in answer.headers["Content-Disposition"]
    )
    from dialogue.guides.format import checksum, parse_guide

    stored = db.session.scalars(select(GuideVersion.checksum)).all()
    assert checksum(parse_guide(answer.text)) in stored
