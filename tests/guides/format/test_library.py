"""The ten built-in guides: complete, unchanged, and honest about how they were made."""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum

import pytest
from jsonschema import Draft202012Validator

from dialogue.guides.format import (
    Channel,
    GuideFile,
    Level,
    Sensitivity,
    all_texts,
    as_data,
    check,
    codes,
    fit,
    library,
    schema,
    text,
)
from tests.guides.format.made import built_in

# Taken from the source when it was converted, guide by guide, in this order.
SOURCE_ORDER = (
    "naast-elkaar",
    "sleutel-van-de-buren",
    "rondkomen",
    "vijf-rechten",
    "wie-missen-we",
    "wat-is-nu-nodig",
    "onze-plek",
    "samen-beginnen",
    "wat-is-eerlijk",
    "wat-is-ermee-gedaan",
)
SOURCE_TEXTS = 251
SOURCE_CHECKSUM = "c8c3efb585c4b1388d634a8a0580bf70d6eb52bef1045102d2ca3d812dbd242c"
SOURCE_PLACEHOLDERS = {
    "topic": "onderwerp",
    "municipality": "gemeente",
    "plan": "plan",
    "date": "datum",
    "count": "aantal",
    "caller": "naam",
    "organisation": "organisatie",
    "acquaintance": "naam_bekende",
    "day": "dag",
}
every_guide = pytest.mark.parametrize("slug", SOURCE_ORDER)


def dutch_of_the_source() -> list[str]:
    found = []
    for slug in SOURCE_ORDER:
        for path, field in all_texts(built_in(slug)):
            if ".options." not in path:  # labels of cards are the product's own
                words = field.get("nl") or ""
                found.append(
                    re.sub(
                        r"\{(\w+)\}",
                        lambda match: "{" + SOURCE_PLACEHOLDERS[match[1]] + "}",
                        words,
                    )
                )
    return found


def test_the_library_holds_ten_guides() -> None:
    assert {guide.slug for guide in library()} == set(SOURCE_ORDER)
    assert len(library()) == 10


def test_every_dutch_sentence_of_the_source_is_there_unchanged() -> None:
    sentences = dutch_of_the_source()
    assert len(sentences) == SOURCE_TEXTS
    joined = "\n".join(sentences).encode()
    assert hashlib.sha256(joined).hexdigest() == SOURCE_CHECKSUM


@every_guide
def test_every_text_is_in_dutch_and_in_english(slug: str) -> None:
    missing = [
        path
        for path, field in all_texts(built_in(slug))
        if field.get("nl") is None or field.get("en") is None
    ]
    assert missing == []


@every_guide
def test_english_sentences_are_short(slug: str) -> None:
    for step in built_in(slug).steps:
        for prompt in step.prompts:
            words = prompt.text.get("en") or ""
            for one in re.split(r"(?<=[.?!])\s+", words):
                assert len(one.split()) <= 20, one


@every_guide
def test_nobody_is_said_to_have_checked_what_nobody_checked(slug: str) -> None:
    notes = {note.language: note for note in built_in(slug).languages}
    assert notes["en"].machine_made is True
    for note in notes.values():
        assert note.checked_by == ()
        assert note.tested_with_readers_on == ""


@every_guide
def test_no_built_in_guide_breaks_a_rule_that_protects_people(slug: str) -> None:
    errors = [f for f in check(built_in(slug)) if f.level is Level.ERROR]
    assert errors == []


def test_what_the_built_in_guides_still_lack_is_known() -> None:
    warnings = [
        (guide.slug, finding.path, str(finding.sentence))
        for guide in library()
        for finding in check(guide)
        if finding.level is Level.WARNING
    ]
    host = "“table-host” writes in this step, and is not among the roles."
    reporter = "“reporter” writes in this step, and is not among the roles."
    confidant = "A guide of high sensitivity needs a confidant among the roles."
    assert warnings == [
        ("onze-plek", "steps.7.capture.by", host),
        ("samen-beginnen", "steps.3.capture.by", host),
        ("sleutel-van-de-buren", "steps.7.capture.by", host),
        ("vijf-rechten", "steps.10.capture.by", reporter),
        ("wie-missen-we", "roles", confidant),
        ("wie-missen-we", "steps.5.capture.by", host),
    ]


@every_guide
def test_a_guide_fits_its_own_minutes_with_the_ideal_number_of_people(
    slug: str,
) -> None:
    guide = built_in(slug)
    found = fit(guide, guide.people.ideal, guide.minutes)
    assert found.fits
    assert found.drop == ()
    assert found.planned == guide.minutes


def test_sensitive_guides_are_closed_and_count_from_ten() -> None:
    sensitive = [g for g in library() if g.sensitivity is Sensitivity.HIGH]
    assert {g.slug for g in sensitive} == {
        "rondkomen",
        "wie-missen-we",
        "wat-is-nu-nodig",
    }
    assert all(g.closed and g.k == 10 for g in sensitive)
    assert all(g.k == 5 for g in library() if g not in sensitive)


def test_the_short_talk_is_for_telephone_and_doorstep() -> None:
    channels = {v.channel for v in built_in("wat-is-nu-nodig").variants}
    assert channels == {Channel.TELEPHONE, Channel.DOORSTEP}


def test_in_belgium_the_alderman_is_a_schepen() -> None:
    role = built_in("wat-is-ermee-gedaan").roles[1]
    assert text(role.name, "nl-BE") == ("raadslid of schepen", "nl-BE")
    assert text(role.name, "nl") == ("raadslid of wethouder", "nl")


def test_the_schema_is_a_sound_schema_and_accepts_the_library() -> None:
    Draft202012Validator.check_schema(schema())
    validator = Draft202012Validator(schema())
    for guide in library():
        assert list(validator.iter_errors(as_data(guide))) == []


def _code_lists(part: object) -> list[tuple[str, ...]]:
    if isinstance(part, dict):
        own = [tuple(part["enum"])] if "enum" in part else []
        return own + [one for inner in part.values() for one in _code_lists(inner)]
    if isinstance(part, list):
        return [one for inner in part for one in _code_lists(inner)]
    return []


def test_the_schema_and_the_code_know_the_same_codes() -> None:
    in_code = {
        tuple(member.value for member in one)
        for one in vars(codes).values()
        if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
    }
    assert set(_code_lists(schema())) == in_code


def test_the_library_is_read_once() -> None:
    first: tuple[GuideFile, ...] = library()
    assert library() is first
