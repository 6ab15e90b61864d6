"""A file is taken in whole, or refused with a path and a sentence."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.guides.format import (
    GuideFile,
    GuideInvalid,
    checksum,
    dump_guide,
    library,
    parse_guide,
    schema,
)
from dialogue.guides.format.shape import MAX_LIST
from tests.guides.format.made import (
    as_file,
    data_of,
    every_path,
    guides,
    patient,
    small,
    small_guide,
)


def refusal(content: str) -> tuple[str, str]:
    with pytest.raises(GuideInvalid) as caught:
        parse_guide(content)
    return caught.value.path, str(caught.value.sentence)


def test_a_small_guide_is_read() -> None:
    guide = small_guide()
    assert guide.slug == "small-talk"
    assert [step.order for step in guide.steps] == [1, 2, 3, 4]
    assert guide.step("stories").seconds_per_person == 180
    with pytest.raises(KeyError):
        guide.step("dance")


def test_a_guide_cannot_be_changed_after_reading() -> None:
    guide = small_guide()
    with pytest.raises(AttributeError):
        guide.minutes = 5  # type: ignore[misc]


@pytest.mark.slow
@patient
@given(guides())
def test_a_written_guide_reads_back_as_the_same_guide(guide: GuideFile) -> None:
    again = parse_guide(dump_guide(guide))
    assert again == guide
    assert checksum(again) == checksum(guide)


@pytest.mark.parametrize("guide", library(), ids=lambda guide: guide.slug)
def test_every_built_in_guide_survives_writing(guide: GuideFile) -> None:
    assert parse_guide(dump_guide(guide)) == guide


def test_the_checksum_looks_at_meaning_not_at_layout() -> None:
    data = small()
    turned = dict(reversed(list(data.items())))
    sums = {checksum(parse_guide(as_file(one))) for one in (data, turned)}
    assert len(sums) == 1
    assert checksum(small_guide(title__en="Small talks")) not in sums


@pytest.mark.parametrize("word", ["no", "yes", "on", "~", "12:30", "1e3", "2026-01-02"])
def test_words_that_yaml_would_turn_into_something_else_stay_words(word: str) -> None:
    content = as_file(small()).replace("en: Small talk", f"en: {word}")
    assert parse_guide(content).title.get("en") == word


BAD_FIELDS: list[tuple[dict[str, Any], str, str]] = [
    ({"slug": ...}, "", "“slug” is missing."),
    ({"steps__1__prompts": ...}, "steps.2", "“prompts” is missing."),
    ({"colour": "red"}, "", "“colour” does not belong here."),
    ({"format": "guide/9"}, "format", "not a guide of the format “dialogue-guide/1”"),
    ({"slug": "Small Talk"}, "slug", "“Small Talk” is not written as it should be."),
    ({"minutes": "long"}, "minutes", "Here belongs a whole number."),
    ({"closed": "no"}, "closed", "Here belongs true or false."),
    ({"title": "Talk"}, "title", "Here belongs a group of fields."),
    ({"title": {}}, "title", "There are too few here: at least 1."),
    ({"title__nl": ""}, "title.nl", "This text is empty."),
    ({"title__nl": "   "}, "title.nl", "cannot be printed"),
    ({"title__nl": "a" * 601}, "title.nl", "too long: at most 600 characters"),
    ({"title__nl": "a\nb"}, "title.nl", "holds a line break"),
    ({"title__nl": "a\u202eb"}, "title.nl", "a sign that cannot be printed"),
    ({"title__klingon": "nuqneH"}, "title", "“klingon” is not written as it should be"),
    ({"title__fr": "Parler"}, "title.fr", "“fr” is missing under “languages”"),
    ({"steps": []}, "steps", "There are too few here: at least 1."),
    ({"steps__0__kind": "dance"}, "steps.1.kind", "“dance” is not possible here."),
    ({"steps__0__minutes": 0}, "steps.1.minutes", "too low: at least 1"),
    ({"people__max": 401}, "people.max", "too high: at most 400"),
    ({"roles": [small()["roles"][0]] * 13}, "roles", "too many here: at most 12"),
    (
        {"steps__1__response__kinds": ["idea", "idea"]},
        "steps.2.response.kinds",
        "The same stands here twice.",
    ),
    (
        {"languages__en__tested_with_readers_on": "2026-02-30"},
        "languages.en.tested_with_readers_on",
        "“2026-02-30” is not a date.",
    ),
    ({"title__en": "{weather}"}, "title.en", "“{weather}” is not a placeholder."),
    ({"title__en": "a } b"}, "title.en", "A brace { or } stands alone in this text."),
]


@pytest.mark.parametrize(("changes", "path", "said"), BAD_FIELDS)
def test_a_wrong_field_is_refused_with_its_place_and_a_sentence(
    changes: dict[str, Any], path: str, said: str
) -> None:
    where, sentence = refusal(as_file(small(**changes)))
    assert where == path
    assert said in sentence


BAD_FILES = [
    ("", "Here belongs a group of fields."),
    ("- a\n- b\n", "Here belongs a group of fields."),
    ("a: [1, 2\n", "This is not a YAML file: something is wrong at line 2."),
    ("title: &a x\nslug: *a\n", "Line 1 uses an anchor or alias"),
    ("a: !!python/object:os.system x\n", "Line 1 uses a tag"),
    ("a: !secret x\n", "Line 1 uses a tag"),
    ("a: " + "[" * 500 + "]" * 500, "Line 1 is nested too deep for a guide."),
    ("a: 1\n---\nb: 2\n", "A file holds one guide"),
    ("slug: a\nslug: b\n", "“slug” stands twice in the same place (line 2)."),
    ("a: \x00\n", "The file holds characters that are not text."),
    ("a: \ud800\n", "The file holds characters that are not text."),
    ("a: " + "x" * 300_000, "The file is too big: at most 256 kB."),
    ("- a\n" * 30_000, "The file holds too many parts for a guide."),
    ("<<: {a: 1}\n", "“<<” does not belong here."),
    ("? [a, b]\n: c\n", "something is wrong at line 1"),
]


@pytest.mark.parametrize(("content", "said"), BAD_FILES, ids=range(len(BAD_FILES)))
def test_a_file_that_is_no_guide_is_refused_with_a_sentence(
    content: str, said: str
) -> None:
    assert said in refusal(content)[1]


def test_an_alias_bomb_is_refused_before_it_goes_off() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    assert refusal(bomb)[1].startswith("Line 1 uses an anchor or alias")


def test_a_list_that_takes_long_to_compare_is_refused_unread() -> None:
    mixed = [{f"a{n}": 1} if n % 2 else f"x{n}" for n in range(5000)]
    data = small(steps__1__response__kinds=mixed)
    assert refusal(as_file(data)) == (
        "steps.2.response.kinds",
        "There are too many here: at most 40.",
    )


def test_no_list_in_the_schema_may_be_longer_than_what_is_read() -> None:
    def longest(part: object) -> int:
        if isinstance(part, dict):
            own = part.get("maxItems", 0)
            return max([own, *map(longest, part.values())])
        return max(map(longest, part), default=0) if isinstance(part, list) else 0

    assert longest(schema()) == MAX_LIST


def test_all_problems_are_told_at_once_in_reading_order() -> None:
    data = small(slug=..., steps__3__minutes=0, steps__1__form="circle")
    with pytest.raises(GuideInvalid) as caught:
        parse_guide(as_file(data))
    paths = [problem.path for problem in caught.value.problems]
    assert paths == ["", "steps.2.form", "steps.4.minutes"]
    assert "steps.4.minutes: This number is too low" in str(caught.value)


@patient
@given(st.text(max_size=200))
def test_any_text_at_all_is_refused_in_words(content: str) -> None:
    assert refusal(content)[1] != ""


JUNK = st.sampled_from([None, True, -1, 10**8, "", "x", "\u200b", [], [None], {}])
SOURCE = data_of("vijf-rechten")


@pytest.mark.slow
@patient
@given(st.sampled_from(every_path(SOURCE)[1:]), JUNK)
def test_junk_anywhere_in_a_file_is_read_or_refused_and_never_breaks(
    path: tuple[Any, ...], junk: object
) -> None:
    data = copy.deepcopy(SOURCE)
    place: Any = data
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = junk
    try:
        guide = parse_guide(as_file(data))
    except GuideInvalid as caught:
        refused: GuideInvalid | None = caught
    else:
        refused = None
        assert parse_guide(dump_guide(guide)) == guide
    if refused:
        assert all(str(problem.sentence) for problem in refused.problems)
