"""What is urgent: pure."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from dialogue.overview.rules import by_urgency
from dialogue.sessions.models import Stage
from dialogue.sessions.story import State, Stop, StoryLine

NOW = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)
ASKS = StoryLine((("seats", Stop(State.NOW, now_sentence="call.", verb="Call")),))
RUNS = StoryLine((("seats", Stop(State.DONE)),))


def talk(number, days, stage=Stage.PUBLISHED):
    starts = NOW + timedelta(days=days)
    return SimpleNamespace(
        id=number, starts_at=starts, ends_at=starts + timedelta(hours=2), stage=stage
    )


def heaps(*pairs):
    talks = [each for each, _line in pairs]
    found = by_urgency(talks, {each.id: line for each, line in pairs}, NOW)
    return tuple(
        [each.id for each, _line in heap]
        for heap in (found.today, found.week, found.later, found.quiet)
    )


def test_near_is_for_today_in_sight_for_this_week_and_silent_quiet():
    near, seen = (talk(1, 21), ASKS), (talk(2, 22), ASKS)
    far, silent = (talk(3, 51), ASKS), (talk(4, 2), RUNS)
    assert heaps(near, seen, far, silent) == ([1], [2], [3], [4])


def test_draft_asks_now_however_far_it_is():
    assert heaps((talk(1, 200, Stage.DRAFT), ASKS)) == ([1], [], [], [])


def test_evening_that_is_over_and_unfinished_asks_now():
    assert heaps((talk(1, -90), ASKS)) == ([1], [], [], [])


def test_cancelled_and_long_past_ask_nothing():
    assert heaps((talk(1, 3, Stage.CANCELLED), ASKS), (talk(2, -400), ASKS)) == (
        [],
        [],
        [],
        [1, 2],
    )


def test_nearest_day_stands_first():
    assert heaps((talk(1, 9), ASKS), (talk(2, -3), ASKS), (talk(3, 1), ASKS))[0] == [
        3,
        2,
        1,
    ]
