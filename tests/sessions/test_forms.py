"""How typed days, times and numbers are read."""

from datetime import date, time

import pytest

from dialogue.sessions.forms import day_of, time_of, whole


@pytest.fixture(autouse=True)
def _speaking(app):
    with app.test_request_context("/?lang=en"):
        yield


@pytest.mark.parametrize("text", ["2027-02-11", "11-2-2027", "11/02/2027", "11.2.2027"])
def test_a_day_is_read_as_people_and_browsers_write_it(text):
    assert day_of(text) == date(2027, 2, 11)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2027-02-29", "29 February 2027"), ("29-02-2027", "29 February 2027"),
        ("2027-02-30", "does not exist"), ("2027-13-01", "does not exist"),
        ("morgen", "day-month-year"), ("١١-٢-٢٠٢٧", "day-month-year"), ("0000-01-01", "exist"),
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_named(text, said):
    with pytest.raises(ValueError, match=said):
        day_of(text)


def test_leap_years_have_their_day():
    assert day_of("2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["19:30", "19.30", "19u30", "1930", "19.30 uur"])
def test_a_time_is_read_as_people_write_it(text):
    assert time_of(text) == time(19, 30)


@pytest.mark.parametrize(
    "text", ["25:00", "19:61", "half acht", "-1:00", "19:30:00:00"]
)
def test_a_time_that_does_not_exist_is_refused(text):
    with pytest.raises(ValueError, match=r"19\.30"):
        time_of(text)


@pytest.mark.parametrize("text", ["-1", "4.5", "1e3", "٤٠", "9999999", "veel"])
def test_only_whole_numbers_are_numbers(text):
    with pytest.raises(ValueError, match="whole"):
        whole(text)
