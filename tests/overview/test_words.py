"""How the desk says moments and distances."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogue.foundation.language import speaking
from dialogue.overview.words import day_and_distance, greeting

NOW = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "Goedemorgen"), (10, "Goedemorgen"), (11, "Goedemiddag"),
        (16, "Goedemiddag"), (17, "Goedenavond"), (3, "Goedenavond"),
    ],
)  # fmt: skip
def test_greeting_follows_the_clock_of_the_town(app, hour, words):
    """In winter the Low Countries are an hour ahead of the stored time."""
    with speaking("nl"):
        assert (
            greeting("Samira el Idrissi", NOW.replace(hour=hour)) == f"{words}, Samira"
        )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"), (1, "tomorrow"), (-1, "yesterday"), (2, "in 2 days"),
        (-2, "2 days ago"), (34, "in 34 days"), (35, "in 5 weeks"), (-35, "5 weeks ago"),
    ],
)  # fmt: skip
def test_distance_is_said_as_people_do(app, days, words):
    with speaking("en"):
        assert day_and_distance(NOW + timedelta(days=days), NOW).endswith(f", {words}")


def test_day_changes_at_midnight_in_the_town(app):
    late = datetime(2027, 1, 18, 22, 30, tzinfo=UTC)  # half past eleven in the evening
    with speaking("en"):
        assert day_and_distance(late + timedelta(hours=1), late).endswith("tomorrow")
