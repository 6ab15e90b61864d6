"""The shelf: built-in guides and a town's own."""

from tests.conftest import commit
from tests.guides.conftest import own_file

SHELF = "/wilgendam/desk/guides"
BRING_IN = f"{SHELF}/bring-in"
OWN = f"{SHELF}/a-talk-about-the-square"


def test_shelf_says_for_whom_and_how_long(samira):
    page = samira.get(f"{SHELF}?lang=en").text
    assert "The neighbours&#39; key" in page
    assert "120 minutes · 5 to 8 people at a table" in page
    assert "very sensitive" in page
    assert "closed meeting" in page
    assert "Here come the guides you make yourselves" in page


def test_shelf_speaks_dutch(samira):
    assert "De sleutel van de buren" in samira.get(f"{SHELF}?lang=nl").text


def test_shelf_without_guides_says_what_comes_here(client, cast, sign_in):
    page = sign_in(client, cast.joost).get(f"{SHELF}?lang=en").text
    assert "The built-in guides are not loaded yet" in page


def test_own_guide_is_on_the_shelf_of_its_town_only(app, samira, cast, sign_in):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    assert "A talk about the square" in samira.get(f"{SHELF}?lang=en").text
    fatma = sign_in(app.test_client(), cast.fatma)
    assert (
        "A talk about the square"
        not in fatma.get("/oosterbrug/desk/guides?lang=en").text
    )
    assert (
        fatma.get("/oosterbrug/desk/guides/a-talk-about-the-square").status_code == 404
    )


def test_own_guide_is_put_away_and_taken_back(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    answer = samira.post(f"{OWN}/put-away")
    assert answer.location == SHELF
    page = samira.get(f"{SHELF}?lang=en").text
    assert "1 guide put away" in page
    assert f'action="{OWN}/take-back"' in page  # the toast undoes it
    assert "nobody can choose it" in samira.get(f"{OWN}?lang=en").text
    samira.post(f"{OWN}/take-back")
    assert "put away" not in samira.get(f"{SHELF}?lang=en").text.replace("Put away", "")


def test_built_in_guide_is_not_put_away(samira):
    assert samira.post(f"{SHELF}/rondkomen/put-away").status_code == 404


def test_own_guide_of_another_town_is_not_put_away(app, samira, cast, sign_in):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    commit()
    fatma = sign_in(app.test_client(), cast.fatma)
    theirs = "/oosterbrug/desk/guides/a-talk-about-the-square/put-away"
    assert fatma.post(theirs).status_code == 404
    assert "Put away" in samira.get(f"{SHELF}?lang=en").text


def test_clerk_and_table_host_do_not_keep_guides(app, cast, sign_in, shelf):
    for who in (cast.marloes, cast.wim):
        assert sign_in(app.test_client(), who).get(SHELF).status_code == 403
