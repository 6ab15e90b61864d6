"""One field for telephone, mail or an address."""

import pytest

from dialogue.foundation.errors import RuleBroken
from dialogue.registrations.reach import Reach, read_reach


@pytest.mark.parametrize(
    ("typed", "country", "found"),
    [
        ("", "NL", Reach()),
        ("0612345678", "NL", Reach(phone="06 12 34 56 78")),
        ("06-12 34 56 78", "NL", Reach(phone="06 12 34 56 78")),
        ("+31 6 12345678", "NL", Reach(phone="06 12 34 56 78")),
        ("020 123 4567", "NL", Reach(phone="020 123 4567")),
        ("0470/12.34.56", "BE", Reach(phone="0470 12 34 56")),
        ("+32 470 12 34 56", "NL", Reach(phone="+32 470 12 34 56")),
        ("Gerda@Post.Example", "NL", Reach(mail="Gerda@post.example")),
    ],
)
def test_what_people_type(app, typed, country, found):
    assert read_reach(typed, country) == found


def test_the_same_mailbox_or_telephone_has_the_same_key(app):
    keys = {read_reach(typed, "NL").key for typed in ("0612345678", "+31612345678")}
    assert len(keys) == 1
    assert (
        read_reach("A@post.example", "NL").key == read_reach("a@POST.example", "NL").key
    )


@pytest.mark.parametrize(
    "typed",
    [
        "hier",
        "06 1234 567",
        "0000000000",
        "a@",
        "@b",
        "a@b@c.nl",
        "gerda@post",
        "1234567890123456",
    ],
)
def test_what_is_none_of_them_gets_a_sentence_at_the_field(app, typed):
    with pytest.raises(RuleBroken) as refused:
        read_reach(typed, "NL")
    assert refused.value.field == "reach"


def test_an_address_only_where_it_is_asked(app):
    assert (
        read_reach("Kanaalstraat 48", "NL", address=True).address == "Kanaalstraat 48"
    )
    with pytest.raises(RuleBroken):
        read_reach("Kanaalstraat 48", "NL")


def test_a_few_figures_are_no_address(app):
    with pytest.raises(RuleBroken):
        read_reach("0612", "NL", address=True)
