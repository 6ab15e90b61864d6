"""Requests: merged by hand, the tables' own words always behind them."""

from datetime import date

import pytest

from dialogue.conversations.models import Kind
from dialogue.foundation.database import db
from dialogue.outcomes import actions, queries
from dialogue.outcomes.models import SocialRight
from tests.conftest import commit

LIGHT, LAMPS, BENCH = "Maak licht.", "Hang lampen op.", "Zet een bank neer."


@pytest.fixture
def asked(say):
    return [
        say(
            LIGHT,
            kind=Kind.REQUEST,
            reason="Het is er donker.",
            wanted_by=date(2027, 4, 20),
        ),
        say(LAMPS, table=2, kind=Kind.REQUEST),
        say(BENCH, table=2, kind=Kind.REQUEST, addressed_to="dienst Groen"),
    ]


@pytest.fixture
def merge(desk):
    def send(sources, /, text="Maak goed licht.", status=303, **more):
        fields = {
            "text": text, "why": "Het is donker.", "addressed_to": "wethouder Wijken",
            "answer_due": "2027-04-20", "right": "housing", "once": text,
            "sources": [each.id for each in sources],
        }  # fmt: skip
        answer = desk.post("requests/new?lang=en", **(fields | more))
        assert answer.status_code == status, answer.text
        return answer

    return send


def requests_of(desk):
    db.session.expire_all()
    return [
        (each.number, each.text, sorted(s.contribution.text for s in each.sources))
        for each in queries.requests_of(desk.session)
    ]


def test_an_empty_evening_says_what_comes_here(desk):
    assert "comes here, to be merged" in desk.get("requests?lang=en").text


def test_tables_requests_stand_on_the_left_with_table_and_addressee(desk, asked):
    page = desk.get("requests?lang=en").text
    assert "3 left" in page and LIGHT in page and "to dienst Groen" in page
    assert "Table 2" in page and "before Tuesday 20\xa0April" in page


def test_ticked_requests_fill_the_form(desk, asked):
    page = desk.get(
        f"requests/new?lang=en&sources={asked[0].id}&sources={asked[1].id}"
    ).text
    assert LIGHT in page.split("<textarea")[1]
    assert 'value="wethouder Wijken"' in page and 'value="2027-04-20"' in page
    assert page.count("checked") == 2


def test_merging_keeps_the_tables_own_words(desk, asked, merge):
    merge(asked[:2])
    assert requests_of(desk) == [(1, "Maak goed licht.", [LAMPS, LIGHT])]
    page = desk.get("requests?lang=en").text
    assert "Asked at 2 tables" in page and LAMPS in page and "1 left" in page
    made = queries.requests_of(desk.session)[0]
    assert (made.right, made.answer_due) == (SocialRight.HOUSING, date(2027, 4, 20))


def test_when_all_is_merged_the_report_is_next(desk, asked, merge):
    merge(asked[:2])
    assert "To the report" not in desk.get("requests?lang=en").text
    merge(asked[2:], text="Zet een bank neer.")
    page = desk.get("requests?lang=en").text
    assert f'href="{desk.place}/report">To the report</a>' in page


def test_a_double_submit_makes_one_request(desk, asked, merge):
    merge(asked[:2])
    merge(asked[:2])
    merge(asked[:2], status=422, once="o2")  # taken, so they are not in the list
    merge(asked[2:], once="x1")
    merge(asked[2:], once="x1")
    assert len(requests_of(desk)) == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "Write what is asked, in one sentence."),
        ({"addressed_to": ""}, "To whom exactly?"),
        ({"answer_due": ""}, "Choose a day for the answer."),
        ({"answer_due": "2027-01-18"}, "Choose a day in the future"),
        ({"answer_due": "29-2-2027"}, "29 February 2027 does not exist."),
        ({"sources": []}, "Choose at least one request of a table."),
        ({"sources": ["nothing"]}, "One of these is somewhere else now."),
        ({"right": "fun"}, "Choose one from the list."),
        ({"text": "x" * 401}, "Make it 400 at most."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(
    desk, asked, merge, wrong, sentence
):
    answer = merge(asked[:1], status=422, why="Omdat het glad is.", **wrong)
    assert sentence in answer.text
    assert "Omdat het glad is." in answer.text
    assert requests_of(desk) == []


def test_a_request_is_part_of_one_merged_request_at_most(desk, asked, merge):
    merge(asked[:2])
    answer = merge(asked[1:], status=422, text="Nog een.")
    assert "One of these is somewhere else now." in answer.text


def change(desk, number, sources, revision=1, **more):
    fields = {
        "text": "Maak beter licht.", "why": "", "addressed_to": "dienst Licht",
        "answer_due": "2027-05-01", "right": "", "revision": revision,
        "sources": [each.id for each in sources],
    }  # fmt: skip
    return desk.post(f"requests/{number}?lang=en", **(fields | more))


def test_a_request_can_be_changed_with_other_sources(desk, asked, merge):
    merge(asked[:2])
    assert change(desk, 1, asked[1:]).status_code == 303
    assert requests_of(desk) == [(1, "Maak beter licht.", [LAMPS, BENCH])]
    assert [
        each.contribution.text for each in queries.loose_requests(desk.session)
    ] == [LIGHT]


def test_a_stale_form_overwrites_nothing_and_keeps_what_was_typed(desk, asked, merge):
    merge(asked[:2])
    change(desk, 1, asked[:2])
    answer = change(desk, 1, asked[:1], revision=1, text="Te laat gestuurd.")
    assert answer.status_code == 422
    assert (
        "Somebody else changed this" in answer.text
        and "Te laat gestuurd." in answer.text
    )
    assert requests_of(desk)[0][1] == "Maak beter licht."


def test_requests_change_places(desk, asked, merge):
    merge(asked[:1], text="Een")
    merge(asked[1:2], text="Twee")
    merge(asked[2:], text="Drie")
    desk.post("requests/3/move", to="up")
    assert [text for _number, text, _ in requests_of(desk)] == ["Een", "Drie", "Twee"]
    desk.post("requests/1/move", to="up")
    desk.post("requests/3/move", to="down")
    assert [text for _number, text, _ in requests_of(desk)] == ["Een", "Drie", "Twee"]
    desk.post("requests/1/move", to="down")
    assert [text for _number, text, _ in requests_of(desk)] == ["Drie", "Een", "Twee"]


def test_taking_apart_frees_the_tables_requests_and_can_be_undone(desk, asked, merge):
    merge(asked[:2], text="Een")
    merge(asked[2:], text="Twee")
    desk.post("requests/1/apart")
    assert requests_of(desk) == [(1, "Twee", [BENCH])]
    assert len(queries.loose_requests(desk.session)) == 2
    back = desk.get("requests").text.split('action="')
    undo = next(
        part.split('"')[0]
        for part in back
        if "/apart/" in part.split('"')[0] and "back" in part.split('"')[0]
    )
    desk.post(undo.split(f"/{desk.dialogue_session.id}/", 1)[1])
    assert requests_of(desk) == [(1, "Een", [LAMPS, LIGHT]), (2, "Twee", [BENCH])]


def test_what_is_with_the_council_stays_as_it_was_asked(desk, asked, merge, now):
    merge(asked[:2])
    actions.freeze_requests(desk.session, now=now)
    commit()
    for answer in (
        change(desk, 1, asked[:1]),
        desk.post("requests/1/apart"),
        desk.post("requests/1/move", to="up"),
        merge(asked[2:], status=422, text="Nog een."),
    ):
        assert answer.status_code == 422
    page = desk.get("requests?lang=en").text
    assert "these requests are with the council" in page
    assert "/requests/1/apart" not in page


def test_a_request_of_another_town_or_number_is_not_here(desk, asked, merge):
    merge(asked[:2])
    assert desk.get("requests/2").status_code == 404
    assert desk.post("requests/2/apart").status_code == 404
    assert (
        desk.client.get(
            f"/oosterbrug/desk/talks/{desk.dialogue_session.id}/requests"
        ).status_code
        == 404
    )
