"""Slips: counted in heaps, corrected as often as needed, paired by an animal."""

import pytest

from dialogue.conversations import queries
from tests.conftest import commit


@pytest.fixture
def counting(client, cast, sign_in, hold):
    def begin(*args, **more):
        held = hold(*args, **more)
        commit()
        return sign_in(client, cast.joost), held, f"{held.desk}/measures"

    return begin


def test_every_slip_of_the_guide_has_its_answers(counting):
    client, _held, address = counting()
    page = client.get(address + "?lang=en").text
    assert "Would you dare to give your key to a neighbour?" in page
    assert all(f'name="measure-{n}"' in page for n in (1, 2, 3))
    assert 'name="measure-4"' not in page
    assert all(f'name="closing-{n}"' in page for n in range(1, 6))


def test_counts_replace_what_was_counted_before(counting, afresh):
    client, held, address = counting()
    client.post(f"{address}/closing", data={"closing-4": "14", "closing-5": "15"})
    client.post(f"{address}/closing", data={"closing-4": "13", "closing-5": "15"})
    client.post(f"{address}/measure", data={"measure-1": "7"})
    afresh()
    assert queries.measure_counts(held.evening) == {
        ("feeling-heard", "after"): {4: 13, 5: 15}, ("key-to-neighbour", "before"): {1: 7},
    }  # fmt: skip
    assert 'value="13"' in client.get(address).text


@pytest.mark.parametrize("wrong", ["-1", "501", "veel", "1.5", "٣", "999999999999"])
def test_impossible_counts_are_refused_and_kept(counting, afresh, wrong):
    client, held, address = counting()
    page = client.post(
        f"{address}/closing", data={"closing-1": wrong, "closing-2": "3"}
    )
    assert page.status_code == 422
    assert f'value="{wrong}"' in page.text
    assert 'value="3"' in page.text
    afresh()
    assert queries.measure_counts(held.evening) == {}


def test_a_choice_between_cards_is_counted_too(counting, afresh):
    client, held, address = counting("vijf-rechten")
    client.post(f"{address}/weigh", data={"weigh-1": "3"})
    afresh()
    assert queries.measure_counts(held.evening) == {("weigh", "choice"): {1: 3}}


def test_two_slips_with_one_animal_are_a_pair(counting, afresh):
    client, held, address = counting("naast-elkaar")
    sent = {"animal": "Egel", "before": "2", "after": "4"}
    assert client.post(f"{address}/measure/pairs", data=sent).status_code == 303
    client.post(f"{address}/measure/pairs", data=sent | {"after": "5"})  # corrected
    client.post(f"{address}/measure", data={"measure-1": "1"})
    afresh()
    assert set(queries.measure_slips(held.evening)) == {
        ("closeness", "before", "egel", 2), ("closeness", "after", "egel", 5), ("closeness", "before", "", 1),
    }  # fmt: skip
    assert "egel" in client.get(address).text
    client.post(f"{address}/measure/pairs", data={"remove": "egel"})
    afresh()
    assert len(queries.measure_slips(held.evening)) == 1


@pytest.mark.parametrize(
    "wrong", [{"animal": ""}, {"before": "8"}, {"after": ""}, {"animal": "x" * 41}]
)
def test_half_a_pair_is_refused(counting, afresh, wrong):
    client, held, address = counting("naast-elkaar")
    sent = {"animal": "Egel", "before": "2", "after": "4"} | wrong
    assert client.post(f"{address}/measure/pairs", data=sent).status_code == 422
    afresh()
    assert queries.measure_slips(held.evening) == []


def test_what_is_not_counted_or_paired_is_not_here(counting):
    client, _held, address = counting()
    for way in ("/experience", "/nonsense", "/closing/pairs"):
        assert client.post(address + way, data={"closing-1": "1"}).status_code == 404


def test_a_guide_without_slips_says_so(counting):
    client, _held, address = counting("wat-is-nu-nodig")
    assert "no slips are counted" in client.get(address + "?lang=en").text
