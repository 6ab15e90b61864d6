"""Rules of guides: pure."""

import pytest

from dialogue.foundation.errors import RuleBroken
from dialogue.guides import words
from dialogue.guides.format import (
    CaptureBy,
    Channel,
    Form,
    Medium,
    Moment,
    NameRule,
    PromptRole,
    ResponseKind,
    Rotate,
    Sensitivity,
    StepKind,
    Store,
    Tables,
    Turn,
)
from dialogue.guides.rules import MOST_BYTES, language_to_read, text_of_file


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (CaptureBy, words.WRITERS), (Channel, words.CHANNELS), (Form, words.FORMS),
        (Medium, words.MEDIA), (Moment, words.MOMENTS), (NameRule, words.NAME_RULES),
        (PromptRole, words.PROMPT_ROLES), (ResponseKind, words.RESPONSES),
        (Rotate, words.ROTATIONS), (Sensitivity, words.SENSITIVITIES),
        (StepKind, words.STEP_KINDS), (Store, words.STORES), (Tables, words.TABLES),
        (Turn, words.TURNS),
    ],
)  # fmt: skip
def test_every_code_of_the_format_has_a_word(codes, said):
    assert set(said) == {code.value for code in codes}


def test_file_as_large_as_may_be_is_read():
    assert len(text_of_file("a.yaml", b"x" * MOST_BYTES)) == MOST_BYTES


def test_file_with_a_byte_order_mark_is_read_without_it():
    assert text_of_file("A.YML", b"\xef\xbb\xbfslug: x") == "slug: x"


@pytest.mark.parametrize("name", ["a.yaml.exe", "", "yaml", "a.txt"])
def test_file_with_another_ending_is_refused(name):
    with pytest.raises(RuleBroken):
        text_of_file(name, b"x")


def test_language_is_the_wish_then_the_page_then_the_nearest():
    assert language_to_read(("nl", "en"), "en", "nl") == "en"
    assert language_to_read(("nl", "en"), "tr", "nl-BE") == "nl"
    assert language_to_read(("fr", "ar"), "", "en") == "fr"
