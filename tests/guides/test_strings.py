"""Every naughty string as a guide file, inside one, and in the addresses of guides."""

import json
from pathlib import Path

import pytest

from dialogue.guides.format import as_data, parse_guide
from tests.guides.conftest import own_file

STRINGS = json.loads((Path(__file__).parents[1] / "strings" / "blns.json").read_text())
GUIDES = "/wilgendam/desk/guides"


@pytest.mark.slow
def test_every_string_as_a_file_is_refused(samira):
    for text in STRINGS:
        answer = samira.post(f"{GUIDES}/bring-in", data={"text": text, "publish": "1"})
        assert answer.status_code == 422, (answer.status_code, text)


@pytest.mark.slow
def test_every_string_in_a_guide_is_refused_or_shown(samira):
    """As title, aim and question; what is taken in is read on its page."""
    taken = 0
    data = as_data(parse_guide(own_file()))
    for number, text in enumerate(STRINGS):
        data["slug"] = f"guide-{number}"
        data["title"] = data["aim"] = {"nl": text, "en": text}
        data["steps"][0]["prompts"][0]["text"] = {"nl": text, "en": text}
        form = {"text": json.dumps(data, ensure_ascii=True), "publish": "1"}
        answer = samira.post(f"{GUIDES}/bring-in", data=form)
        assert answer.status_code in {302, 422}, (answer.status_code, text)
        if answer.status_code == 302:
            assert samira.get(answer.location).status_code == 200, text
            taken += 1
    assert taken > 300
    assert samira.get(GUIDES).status_code == 200


@pytest.mark.slow
def test_every_string_in_the_questions_to_a_guide_answers(samira):
    for text in STRINGS:
        query = {"people": text, "minutes": text, "language": text}
        answer = samira.get(f"{GUIDES}/rondkomen", query_string=query)
        assert answer.status_code in {200, 422}, (answer.status_code, text)
