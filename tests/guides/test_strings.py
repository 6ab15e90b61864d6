"""Every naughty string as a guide file, inside one, and in the addresses of guides."""

import json

import pytest

from dialogue.guides.format import as_data, parse_guide
from tests.guides.conftest import own_file

GUIDES = "/wilgendam/desk/guides"


@pytest.mark.slow
def test_every_string_as_a_file_is_refused(samira, strings):
    for text in strings:
        answer = samira.post(f"{GUIDES}/bring-in", data={"text": text, "publish": "1"})
        assert answer.status_code == 422, (answer.status_code, text)


@pytest.mark.slow
def test_every_string_in_a_guide_is_refused_or_shown(samira, strings):
    """As title, aim and question; what is taken in is read on its page."""
    taken = 0
    data = as_data(parse_guide(own_file()))
    for number, text in enumerate(strings):
        data["slug"] = f"guide-{number}"
        data["title"] = data["aim"] = {"nl": text, "en": text}
        data["steps"][0]["prompts"][0]["text"] = {"nl": text, "en": text}
        form = {"text": json.dumps(data, ensure_ascii=True), "publish": "1"}
        answer = samira.post(f"{GUIDES}/bring-in", data=form)
        assert answer.status_code in {302, 422}, (answer.status_code, text)
        if answer.status_code == 302:
            assert samira.get(answer.location).status_code == 200, text
            taken += 1
    assert taken > len(strings) * 0.55
    assert samira.get(GUIDES).status_code == 200


@pytest.mark.slow
def test_every_string_in_the_questions_to_a_guide_answers(samira, strings):
    for text in strings:
        query = {"people": text, "minutes": text, "language": text}
        answer = samira.get(f"{GUIDES}/rondkomen", query_string=query)
        assert answer.status_code in {200, 422}, (answer.status_code, text)
