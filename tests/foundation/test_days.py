"""How a day is said: with its year on record, without it where it is plain."""

from datetime import UTC, date, datetime

import pytest

from dialogue.foundation.language import (
    capital,
    day_date,
    day_said,
    moment_said,
    speaking,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EVENING = datetime(2027, 2, 11, 18, 30, tzinfo=UTC)


@pytest.fixture
def dutch(app):
    with speaking("nl"):
        yield


@pytest.mark.usefixtures("dutch")
class TestInDutch:
    """The days of one conversation, its record and its answer."""

    def test_a_day_that_is_near_has_no_year_though_new_year_is_between(self):
        assert day_said(EVENING, NOW) == "donderdag 11\xa0februari"
        assert moment_said(EVENING, NOW) == "donderdag 11\xa0februari, 19.30 uur"

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            (date(2027, 9, 18), "zaterdag 18\xa0september"),  # 300 days on
            (date(2027, 9, 19), "zondag 19\xa0september 2027"),
            (date(2026, 1, 26), "maandag 26\xa0januari"),  # 300 days ago
            (date(2026, 1, 25), "zondag 25\xa0januari 2026"),
        ],
    )
    def test_from_ten_months_away_the_year_is_said(self, day, said):
        assert day_said(day, NOW) == said

    def test_on_record_the_year_always_stands(self):
        assert day_date(EVENING) == "donderdag 11\xa0februari 2027"


def test_a_sentence_starts_with_a_capital_as_dutch_writes_it():
    found = [capital(text) for text in ("één verzoek", "vier IJslanders", "émile", "")]
    assert found == ["Eén verzoek", "Vier IJslanders", "Émile", ""]


def test_the_day_is_that_of_the_municipality_not_of_greenwich(app):
    late = datetime(2027, 2, 11, 23, 30, tzinfo=UTC)
    with speaking("en"):
        assert day_said(late, NOW) == "Friday 12\xa0February"
