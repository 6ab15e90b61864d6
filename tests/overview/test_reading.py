"""Pages one reads: how it goes, privacy, accessibility, and where to report a hole."""

import pytest

from tests.conftest import commit


@pytest.mark.parametrize(
    ("address", "english", "dutch"),
    [
        (
            "/wilgendam/how-it-goes",
            "You need nothing for it",
            "Je hebt er niets voor nodig",
        ),
        ("/wilgendam/privacy", "What we do not have", "Wat we niet hebben"),
        (
            "/accessibility",
            "Pages for residents work without scripts",
            "werken zonder scripts",
        ),
    ],
)
def test_page_is_read_in_both_languages(client, cast, address, english, dutch):
    assert english in client.get(f"{address}?lang=en").text
    assert dutch in client.get(f"{address}?lang=nl").text


def test_privacy_page_tells_the_town_s_own_term(client, cast):
    cast.wilgendam.contact_kept_days = 31
    commit()
    assert "31 days after that at most" in client.get("/wilgendam/privacy?lang=en").text


def test_hole_can_be_reported(client, cast):
    answer = client.get("/.well-known/security.txt")
    assert answer.mimetype == "text/plain"
    assert "Contact: http" in answer.text
    assert "Expires: 2028-01-01" in answer.text


def test_telephone_number_is_on_every_public_page(client, cast):
    for page in ("", "what-came-of-it", "how-it-goes", "privacy"):
        assert client.get(f"/wilgendam/{page}").text.count("14 0199") >= 2


def test_page_offers_the_other_language_in_its_own_name(client, cast):
    page = client.get("/wilgendam/?lang=nl").text
    assert 'lang="en" hreflang="en">English' in page
