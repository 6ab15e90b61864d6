"""Why a room is impossible: every reason is a full sentence in every language."""

import pytest

from dialogue.foundation.database import writing
from dialogue.foundation.language import speaking
from dialogue.seating import actions
from dialogue.seating.models import WishKind
from dialogue.seating.optimiser import sentences
from dialogue.seating.optimiser.reading import parse
from dialogue.seating.optimiser.wishes import wishes_of
from dialogue.seating.people import as_key
from dialogue.seating.reasons import SAID, SOFTER, said, why, wish_said

TEMPLATES = {
    value
    for name, value in vars(sentences).items()
    if name.isupper() and isinstance(value, str)
}
ROOM = {
    "rounds": 1,
    "tables": [{"id": "4", "min": 2, "max": 8, "accessible": True}],
    "people": [
        {"id": "Ana", "attrs": {}, "wheelchair": True, "host": True},
        {"id": "Bo", "attrs": {}, "needs_language": "Farsi", "speaks": ["fa"]},
        {"id": "Cor", "attrs": {}},
    ],
    "together": [["Ana", "Bo", "Cor"]],
    "apart": [["Ana", "Cor"]],
    "pins": [["Cor", "4"]],
}
KINDS = sorted({each.kind for each in wishes_of(parse(ROOM), 0)})


def facts(many):
    return {
        "people": many, "chairs": many, "group": "Ana, Bo", "first": "Ana",
        "second": "Bo", "tables": many, "hosts": many, "missing": many,
        "language": "Farsi", "bridges": many, "person": "Ana", "table": "4",
        "wishes": "Ana, Bo together", "groups": many, "size": many, "places": many,
    }  # fmt: skip


def wish(kind):
    people = ["Ana", "Bo", "Cor"] if kind == "together" else ["Ana", "Bo"]
    return {"kind": kind, "people": people, "language": "Farsi", "table": "4"}


def test_every_reason_of_the_optimiser_has_its_sentence():
    assert len(TEMPLATES) >= 16
    assert set(SAID) | {sentences.COMBINED} == TEMPLATES
    assert {"together", "apart", "wheelchair", "language", "pin", "hosts"} < set(KINDS)


@pytest.mark.parametrize("many", [0, 1, 2, 9])
@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_it_is_whole_in_dutch_and_in_english(app, template, many):
    told = {}
    for language in ("nl", "en"):
        with app.test_request_context(), speaking(language):
            told[language] = said(template, facts(many), [wish(k) for k in KINDS])
        assert told[language].endswith(".")
        assert "%" not in told[language]
        assert not told[language].startswith(" ")
    assert told["nl"] != told["en"], "it is translated"


@pytest.mark.parametrize("kind", KINDS)
def test_every_wish_that_may_clash_has_its_words(app, kind):
    told = {}
    for language in ("nl", "en"):
        with app.test_request_context(), speaking(language):
            told[language] = wish_said(wish(kind))
        assert "%" not in told[language]
        assert "Farsi" in told[language] or kind != "language"
    assert told["nl"] != told["en"]


def test_names_with_and_in_them_stay_whole(app):
    clash = {"kind": "apart", "people": ["Jan and Els; apart", "Bo"]}
    with app.test_request_context(), speaking("en"):
        assert wish_said(clash) == "Jan and Els; apart and Bo apart"


def test_a_clash_of_many_wishes_reaches_the_page_in_words(
    facilitator, desk, evening, now, by_name
):
    names = ["Kofi", "Bas", "Fatima", "Lotte"]
    keys = [as_key(by_name(name)) for name in names]
    with writing():
        for at, one in enumerate(keys):
            for other in keys[at + 1 :]:
                pair = [one, other]
                actions.wish(evening, WishKind.APART, pair, hard=True, now=now)
        actions.choose_mixing(
            evening, actions.Mixing(rounds=1, lines=("age",)), now=now
        )
    answer = facilitator.post(desk + "/plan")
    assert answer.status_code == 422
    assert all(name in answer.text for name in names)
    main = answer.text.split("<main")[1]
    assert f'href="{desk}/wishes"' in main.rsplit("note--problem", 1)[1], (
        "the next step"
    )


def test_a_reason_names_where_a_wish_of_it_may_give_way(app):
    with app.test_request_context(), speaking("en"):
        clash = [wish("pin"), wish("language"), wish("hosts"), wish("language")]
        told = why(sentences.COMBINED, facts(2), clash)
        assert told.softer == ("seating.people", "seating.mixing")
        assert why(sentences.TOO_MANY, facts(2)).softer == ()
        for template, page in SOFTER.items():
            assert why(template, facts(2)).softer == (page,)
