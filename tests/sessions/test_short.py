"""The short address on the flyer."""

import pytest

from dialogue.sessions.models import Stage
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session


@pytest.mark.parametrize(
    "typed", ["k7mp4hqz2x", "K7MP4HQZ2X", "k7mp4-hqz2x", "K7MP4%20hqz2x"]
)
def test_it_leads_to_the_page_however_it_is_typed(client, cast, typed):
    make_dialogue_session(cast.wilgendam, ref="k7mp4hqz2x")
    commit()
    answer = client.get(f"/t/{typed}")
    assert answer.status_code == 302
    assert answer.location == "/wilgendam/talks/k7mp4hqz2x"


def test_a_draft_and_an_unknown_code_look_the_same(client, cast):
    make_dialogue_session(cast.wilgendam, ref="k7mp4hqz2x", stage=Stage.DRAFT)
    commit()
    draft, unknown = client.get("/t/k7mp4hqz2x"), client.get("/t/aaaaaaaaaa")
    assert (draft.status_code, unknown.status_code) == (404, 404)
    assert draft.data == unknown.data
