"""The rules that every guide keeps."""

from __future__ import annotations

from typing import Any

import pytest

from dialogue.guides.format import GuideInvalid, Level, check, parse_guide
from tests.guides.format.made import as_file, small, small_guide

HIGH = {
    "sensitivity": "high",
    "closed": True,
    "roles__0__kind": "confidant",
}
MEASURE = {"code": "heard", "moment": "after"}

BROKEN: list[tuple[dict[str, Any], str, str]] = [
    (
        {"minutes": 45},
        "minutes",
        "The steps take 40 minutes together; the guide says 45.",
    ),
    ({"people__min": 7}, "people", "The numbers of people must rise"),
    ({"steps__2__key": "welcome"}, "steps.3", "Two steps have the key “welcome”."),
    (
        {"steps__1__capture__by": "nobody"},
        "steps.2.response",
        "Nobody writes in this step, so it can have no response.",
    ),
    (
        {"steps__1__response": ...},
        "steps.2.capture",
        "This step has no response, so there is nothing to keep.",
    ),
    (
        {"steps__1__capture__read_back": False},
        "steps.2.capture.read_back",
        "What is kept in this step must be read back to the table.",
    ),
    (
        {"steps__3__kind": "closing"},
        "steps.2",
        "After this step no step reads back what was written.",
    ),
    ({**HIGH, "closed": False}, "closed", "must be closed"),
    (
        {**HIGH, "steps__1__capture__name": "table"},
        "steps.2.capture.name",
        "no sentence carries its table",
    ),
    (
        {**HIGH, "steps__1__capture__name": "name-with-consent"},
        "steps.2.capture.name",
        "a name belongs to a signal only",
    ),
    (
        {"steps__1__response__max_items": 0},
        "steps.2.response",
        "Say how many may be written in this step: max_items.",
    ),
    (
        {"steps__1__response__kinds": ["measure"]},
        "steps.2.response",
        "A response “measure” needs a measure",
    ),
    (
        {"steps__1__response__measure": MEASURE},
        "steps.2.response",
        "A response “measure” needs a measure",
    ),
    (
        {
            "steps__1__response__options": [
                {"code": "yes", "label": {"nl": "ja", "en": "yes"}},
                {"code": "yes", "label": {"nl": "jawel", "en": "yes indeed"}},
            ]
        },
        "steps.2.response.options.2",
        "Two options have the code “yes”.",
    ),
    ({"tables": "rotating"}, "roles", "Rotating tables need table hosts"),
    (
        {"variants": [{"channel": "online", "steps": ["welcome", "dance"]}]},
        "variants.1.steps.2",
        "There is no step “dance”.",
    ),
    (
        {"variants": [{"channel": "online", "steps": ["welcome", "stories"]}]},
        "variants.1.steps",
        "After this step no step reads back what was written.",
    ),
    (
        {"variants": [{"channel": "online", "steps": ["welcome"]}] * 2},
        "variants.2.channel",
        "The channel “online” stands twice.",
    ),
]


@pytest.mark.parametrize(("changes", "path", "said"), BROKEN)
def test_a_guide_that_breaks_a_rule_is_refused(
    changes: dict[str, Any], path: str, said: str
) -> None:
    with pytest.raises(GuideInvalid) as caught:
        parse_guide(as_file(small(**changes)))
    assert caught.value.path == path
    assert said in str(caught.value.sentence)


WARNED: list[tuple[dict[str, Any], str, str]] = [
    (
        {"sensitivity": "high", "closed": True},
        "roles",
        "A guide of high sensitivity needs a confidant among the roles.",
    ),
    (
        {"steps__1__seconds_per_person": 200},
        "steps.2.minutes",
        "With 6 people this go-round needs 21 minutes.",
    ),
    ({"title__en": ...}, "title", "This text is missing in the language “en”."),
    (
        {"title__nl": "Over {topic}"},
        "title.en",
        "The text in “en” has other placeholders than the one in “nl”.",
    ),
    (
        {"title__nl": "Vraag het de wethouder"},
        "title",
        "In Belgium one says “schepen” for “wethouder”: add a text in nl-BE.",
    ),
    (
        {"roles__1__kind": "timekeeper"},
        "steps.2.capture.by",
        "“reporter” writes in this step, and is not among the roles.",
    ),
    (
        {"variants": [{"channel": "online", "steps": ["stories", "read-back"]}]},
        "variants.1.steps",
        "The step “welcome” must be done, but this channel leaves it out.",
    ),
]


@pytest.mark.parametrize(("changes", "path", "said"), WARNED)
def test_what_could_be_better_is_told_and_stops_nothing(
    changes: dict[str, Any], path: str, said: str
) -> None:
    found = check(small_guide(**changes))
    warnings = [f for f in found if f.level is Level.WARNING]
    assert [(f.path, str(f.sentence)) for f in warnings] == [(path, said)]


def test_a_sound_guide_has_only_a_note_about_its_fullest_table() -> None:
    found = check(small_guide())
    assert [(f.level, f.path, str(f.sentence)) for f in found] == [
        (
            Level.NOTE,
            "steps.2.minutes",
            "With 8 people this go-round needs 25 minutes.",
        )
    ]


def test_a_belgian_text_answers_the_warning_about_dutch_words() -> None:
    belgian = {
        "title": {
            "nl": "Vraag het de wethouder",
            "en": "Ask the alderman",
            "nl-BE": "Vraag het de schepen",
        },
        "languages__nl-BE": {"machine_made": False},
    }
    levels = {finding.level for finding in check(small_guide(**belgian))}
    assert Level.WARNING not in levels


def test_a_sensitive_guide_with_everything_it_needs_is_taken_in() -> None:
    guide = small_guide(**HIGH)
    assert guide.k == 10
    assert all(f.level is Level.NOTE for f in check(guide))


def test_a_kept_signal_needs_no_reading_aloud() -> None:
    guide = small_guide(
        steps__1__response__kinds=["signal"], steps__1__capture__read_back=False
    )
    assert guide.step("stories").capture.read_back is False
