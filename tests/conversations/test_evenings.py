"""A table host's first page: tonight's table, what comes, what was."""

import re
from datetime import timedelta

import pytest

from dialogue.sessions.models import Stage
from tests.conftest import NOW, commit
from tests.makers.conversations import make_evening
from tests.makers.sessions import make_dialogue_session

PAGE = "/wilgendam/desk/evenings"


@pytest.fixture
def wim(client, cast, sign_in):
    """Wim hosts tables in Wilgendam; he is signed in."""
    commit()
    return sign_in(client, cast.wim)


def test_without_evenings_it_says_what_comes_here(wim):
    page = wim.get(PAGE)
    assert page.status_code == 200
    assert "Er is geen avond gepland" in page.text


def test_tonight_s_tables_are_opened_with_one_press(hold, wim):
    held = hold()
    commit()
    page = wim.get(PAGE).text
    assert "Vandaag heb jij een tafel" in page
    assert held.evening.code[:3] in page
    answer = wim.post(f"{held.desk}/tables/2/sit")
    assert answer.location == "/table/here"
    assert "Tafel 2" in wim.get("/table/here").text


def test_a_table_that_is_not_there_is_not_here(hold, wim):
    held = hold()
    commit()
    assert wim.post(f"{held.desk}/tables/9/sit").status_code == 404


def test_before_it_is_prepared_it_says_who_does_that(cast, wim):
    make_dialogue_session(cast.wilgendam, starts_at=NOW + timedelta(hours=3))
    commit()
    assert "De tafels staan nog niet klaar" in wim.get(PAGE).text


def test_what_comes_has_its_guide_and_no_table_yet(cast, wim):
    made = make_dialogue_session(cast.wilgendam)
    make_evening(made)
    commit()
    page = wim.get(PAGE).text
    assert "Vandaag heb je geen tafel" in page
    assert f"/wilgendam/desk/talks/{made.id}/evening/guide.pdf" in page
    assert "/sit" not in page


def test_drafts_cancelled_and_other_towns_evenings_are_not_there(cast, wim):
    for town, stage in (
        (cast.wilgendam, Stage.DRAFT),
        (cast.wilgendam, Stage.CANCELLED),
        (cast.oosterbrug, Stage.PUBLISHED),
    ):
        make_dialogue_session(town, stage=stage, title="Een andere avond")
    commit()
    assert "Een andere avond" not in wim.get(PAGE).text


@pytest.mark.parametrize(("days", "there"), [(13, True), (15, False)])
def test_a_past_table_can_be_read_back_for_two_weeks(cast, wim, days, there):
    made = make_dialogue_session(
        cast.wilgendam, starts_at=NOW - timedelta(days=days), title="Vorige week"
    )
    make_evening(made)
    commit()
    assert ("Vorige week" in wim.get(PAGE).text) is there
    answer = wim.post(f"/wilgendam/desk/talks/{made.id}/evening/tables/1/sit")
    assert answer.status_code == (303 if there else 422)


@pytest.mark.slow
def test_everything_it_leads_to_may_be_opened(hold, wim):
    held = hold()
    commit()
    for page in (PAGE, held.desk):
        for link in re.findall(r'<a [^>]*href="(/[^"]*)"', wim.get(page).text):
            if not link.endswith(".pdf"):
                assert wim.get(link).status_code in {200, 302, 303}, (page, link)


def test_who_may_not_run_evenings_may_not_sit_down(client, cast, sign_in, hold):
    held = hold()
    commit()
    sign_in(client, cast.marloes)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{held.desk}/tables/1/sit").status_code == 403
    sign_in(client, cast.fatma)
    away = held.desk.replace("wilgendam", "oosterbrug")
    assert client.post(f"{away}/tables/1/sit").status_code == 404
