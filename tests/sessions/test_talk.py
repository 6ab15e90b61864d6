"""The public page of a dialogue session."""

from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session


def test_the_invitation_says_when_where_and_how(client, cast):
    evening = make_dialogue_session(cast.wilgendam)
    commit()
    page = client.get(f"/wilgendam/talks/{evening.ref}?lang=nl")
    assert page.status_code == 200
    for words in ("11 februari", "Buurthuis De Schakel", "Kanaalstraat 12"):
        assert words in page.text
